extension EarlyHelp {
  /// From where it was asked for.
  package enum Origin: Codable, Sendable, Hashable {
    /// A contact that was decided early help, and checked.
    case contact(id: ContactID)
    /// Step down: the referral closes when somebody has accepted the lead.
    case referral(id: ReferralID)
    case direct
  }

  /// Early help is voluntary: who agreed, or who did not.
  package struct Consent: Codable, Sendable, Equatable {
    package var given: Bool
    /// Who spoke for the family, and with whom.
    package var who: String
    package var on: Day
    /// Where it was not given: why, in the family's words.
    package var words: String?

    package init(given: Bool, who: String, on: Day, words: String? = nil) {
      self.given = given
      self.who = who
      self.on = on
      self.words = words
    }
  }

  /// What is asked for, as typed.
  package struct Wish: Sendable, Equatable {
    package var origin: Origin
    package var children: [PersonID]
    package var adults: [PersonID]
    /// What is happening for the family; carried from where it was asked for.
    package var story: String
    package var hope: String
    package var consent: Consent

    package init(
      origin: Origin, children: [PersonID], adults: [PersonID] = [], story: String, hope: String,
      consent: Consent
    ) {
      self.origin = origin
      self.children = children
      self.adults = adults
      self.story = story
      self.hope = hope
      self.consent = consent
    }
  }

  package struct Request: Codable, Sendable, Equatable {
    package var origin: Origin
    package var children: [PersonID]
    /// Parents and others of the family who belong to it.
    package var adults: [PersonID]
    package var story: String
    package var hope: String
    package var consent: Consent
    package var by: WorkerID?
    package var on: Day

    package var people: [PersonID] { children + adults }

    package init(_ wish: Wish, by: WorkerID?, on: Day) {
      origin = wish.origin
      children = wish.children
      adults = wish.adults
      story = wish.story
      hope = wish.hope
      consent = wish.consent
      self.by = by
      self.on = on
    }
  }

  /// Who leads for the family: somebody of the council, or a professional outside it.
  package enum Lead: Codable, Sendable, Hashable {
    case worker(id: WorkerID)
    case outside(person: Outside)

    package var worker: WorkerID? { if case .worker(let id) = self { id } else { nil } }
    package var outside: Outside? { if case .outside(let person) = self { person } else { nil } }
  }

  package struct Outside: Codable, Sendable, Hashable {
    package var name: String
    package var agency: String
    package var job: String
    /// By which the portal knows them; in lower case.
    package var email: String

    package init(name: String, agency: String, job: String, email: String) {
      self.name = name
      self.agency = agency
      self.job = job
      self.email = email
    }
  }

  package struct Proposal: Codable, Sendable, Equatable {
    package var lead: Lead
    package var by: WorkerID?
    package var on: Day

    package init(lead: Lead, by: WorkerID?, on: Day) {
      self.lead = lead
      self.by = by
      self.on = on
    }
  }

  /// Who did something: a worker, or the lead through the portal by the address that was verified.
  package struct Voice: Codable, Sendable, Equatable {
    package var worker: WorkerID?
    package var email: String?

    package init(worker: WorkerID?, email: String? = nil) {
      self.worker = worker
      self.email = email
    }
  }

  package struct Answer: Codable, Sendable, Equatable {
    /// Why not, where the lead was declined.
    package var reason: String?
    /// Where a worker typed it in for somebody outside: how and when they said so.
    package var said: String?
    package var by: Voice
    package var on: Day

    package init(reason: String? = nil, said: String? = nil, by: Voice, on: Day) {
      self.reason = reason
      self.said = said
      self.by = by
      self.on = on
    }
  }

  package struct Proposed: Sendable, Equatable {
    package let proposal: Proposal
    package var answer: Answer?

    package init(proposal: Proposal, answer: Answer? = nil) {
      self.proposal = proposal
      self.answer = answer
    }
  }

  /// Why and how it ended.
  package struct Ending: Codable, Sendable, Equatable {
    package enum Reason: String, Codable, Sendable, CaseIterable {
      case outcomesMet, consentWithdrawn, lostTouch, moved, anotherService, steppedUp, noLead

      package var words: String {
        switch self {
        case .outcomesMet: "The outcomes were met"
        case .consentWithdrawn: "The family no longer wants it"
        case .lostTouch: "The family could no longer be reached"
        case .moved: "The family moved away"
        case .anotherService: "Another service has taken over"
        case .steppedUp: "Stepped up to social care"
        case .noLead: "Nobody could be found to lead"
        }
      }
    }

    package var reason: Reason
    package var words: String
    package var by: WorkerID?
    package var on: Day

    package init(reason: Reason, words: String, by: WorkerID?, on: Day) {
      self.reason = reason
      self.words = words
      self.by = by
      self.on = on
    }
  }
}
