extension Handover {
  /// What the day tells the night about a child.
  package struct Warning: Codable, Sendable, Equatable {
    package var child: PersonID
    /// What may happen.
    package var what: String
    /// What to do then.
    package var act: String
    /// Whom to ring, and on which number.
    package var ring: String
    package var from: Instant
    /// It ends by itself: a warning without an end is read by nobody.
    package var until: Instant

    package init(
      child: PersonID, what: String, act: String, ring: String, from: Instant, until: Instant
    ) {
      self.child = child
      self.what = what
      self.act = act
      self.ring = ring
      self.from = from
      self.until = until
    }
  }

  /// Whom something in the night was about: a child on the record, or somebody in words.
  package struct About: Codable, Sendable, Equatable {
    package var child: PersonID?
    package var who: String?

    package init(child: PersonID? = nil, who: String? = nil) {
      self.child = child
      self.who = who
    }
  }

  /// Something that was done in the night.
  package struct Action: Codable, Sendable, Equatable {
    package var kind: Kind
    package var at: Instant
    package var words: String
    package var outcome: Outcome
    /// Where coming into care was prevented: what was put in place instead.
    package var instead: String?
    /// Who took part in a strategy discussion.
    package var tookPart: String?
    package var by: WorkerID?

    package init(
      kind: Kind, at: Instant, words: String, outcome: Outcome, instead: String? = nil,
      tookPart: String? = nil, by: WorkerID? = nil
    ) {
      self.kind = kind
      self.at = at
      self.words = words
      self.outcome = outcome
      self.instead = instead
      self.tookPart = tookPart
      self.by = by
    }

    package enum Kind: String, Codable, Sendable, CaseIterable {
      case call, visit, strategyDiscussion, police, hospital, other

      package var words: String {
        switch self {
        case .call: "Phone call"
        case .visit: "Visit"
        case .strategyDiscussion: "Strategy discussion"
        case .police: "Work with the police"
        case .hospital: "Hospital"
        case .other: "Something else"
        }
      }
    }

    package enum Outcome: String, Codable, Sendable, CaseIterable {
      case noChange, advice, safetyPlan, accommodationPrevented, accommodated, policeProtection
      case stillGoingOn

      package var words: String {
        switch self {
        case .noChange: "No change for the child"
        case .advice: "Advice given"
        case .safetyPlan: "Safe for the night: a plan was agreed"
        case .accommodationPrevented: "Coming into care was prevented"
        case .accommodated: "The child came into care"
        case .policeProtection: "Police protection"
        case .stillGoingOn: "Still going on"
        }
      }
    }
  }

  /// Who in the day service is to take something over.
  package enum Addressee: Sendable, Equatable {
    case team(TeamID)
    case worker(WorkerID)
  }

  /// What the morning is to do.
  package struct Need: Codable, Sendable, Equatable {
    package var words: String
    package var team: TeamID?
    package var worker: WorkerID?
    package var at: Instant
    /// By when somebody accepts it, by the local standard of that night.
    package var due: Instant
    package var by: WorkerID?

    package init(
      words: String, team: TeamID?, worker: WorkerID?, at: Instant, due: Instant, by: WorkerID?
    ) {
      self.words = words
      self.team = team
      self.worker = worker
      self.at = at
      self.due = due
      self.by = by
    }
  }

  /// Somebody who put their name to it, and when.
  package struct Signed: Codable, Sendable, Equatable {
    package var by: WorkerID
    package var at: Instant
    package init(by: WorkerID, at: Instant) {
      self.by = by
      self.at = at
    }
  }

  package struct Words: Codable, Sendable, Equatable {
    package var words: String
    package var by: WorkerID?
    package var at: Instant
    package init(words: String, by: WorkerID?, at: Instant) {
      self.words = words
      self.by = by
      self.at = at
    }
  }

  /// A need on its way: open until somebody accepts it, or it is closed with a reason.
  package struct Passed: Sendable, Equatable {
    package var need: Need
    package var accepted: Signed?
    package var chases: [Words] = []
    package var closed: Words?
    package var isOpen: Bool { accepted == nil && closed == nil }
  }
}
