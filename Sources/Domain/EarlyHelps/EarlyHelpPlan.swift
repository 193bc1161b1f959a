extension EarlyHelp {
  /// What is to change for the children, and who does what by when.
  package struct Outcome: Codable, Sendable, Equatable {
    package var what: String
    package var actions: [Action]

    package init(what: String, actions: [Action]) {
      self.what = what
      self.actions = actions
    }
  }

  package struct Action: Codable, Sendable, Equatable {
    package var what: String
    /// Who does it: of the family, or of a service.
    package var owner: String
    package var by: Day

    package init(what: String, owner: String, by: Day) {
      self.what = what
      self.owner = owner
      self.by = by
    }
  }

  /// What one child says, in the child's own words; or why the child was not asked.
  package struct View: Codable, Sendable, Equatable {
    package var child: PersonID
    package var words: String

    package init(child: PersonID, words: String) {
      self.child = child
      self.words = words
    }
  }

  /// A plan as typed.
  package struct Plan: Sendable, Equatable {
    package var outcomes: [Outcome]
    package var views: [View]
    package var parents: String

    package init(outcomes: [Outcome], views: [View], parents: String) {
      self.outcomes = outcomes
      self.views = views
      self.parents = parents
    }
  }

  /// One version of the family plan.
  package struct FamilyPlan: Codable, Sendable, Equatable {
    package var outcomes: [Outcome]
    package var views: [View]
    /// What the parents or carers say.
    package var parents: String
    package var by: Voice
    package var on: Day

    package init(_ plan: Plan, by: Voice, on: Day) {
      outcomes = plan.outcomes
      views = plan.views
      parents = plan.parents
      self.by = by
      self.on = on
    }
  }

  package struct Progress: Codable, Sendable, Equatable {
    package var words: String
    package var by: Voice
    package var on: Day

    package init(words: String, by: Voice, on: Day) {
      self.words = words
      self.by = by
      self.on = on
    }
  }

  /// How far one outcome of the plan has come.
  package enum Distance: String, Codable, Sendable, CaseIterable {
    case met, better, same, worse

    package var words: String {
      switch self {
      case .met: "Met"
      case .better: "Better"
      case .same: "No change"
      case .worse: "Worse"
      }
    }
  }

  /// A review as typed.
  package struct Reviewing: Sendable, Equatable {
    package var on: Day
    package var present: String
    /// One for each outcome of the plan in force.
    package var distances: [Distance]
    package var words: String
    package var views: [View]
    package var next: Day

    package init(
      on: Day, present: String, distances: [Distance], words: String, views: [View], next: Day
    ) {
      self.on = on
      self.present = present
      self.distances = distances
      self.words = words
      self.views = views
      self.next = next
    }
  }

  package struct Review: Codable, Sendable, Equatable {
    package var on: Day
    /// Who took part.
    package var present: String
    package var distances: [Distance]
    /// What has changed for the children.
    package var words: String
    package var views: [View]
    package var next: Day
    package var by: Voice

    package init(_ review: Reviewing, by: Voice) {
      on = review.on
      present = review.present
      distances = review.distances
      words = review.words
      views = review.views
      next = review.next
      self.by = by
    }
  }

  /// What the front door is to know, as typed; the story of the episode goes with it.
  package struct Raising: Sendable, Equatable {
    package var why: String
    package var inDanger: Contact.Answer
    package var dangerAction: String?
    package var consent: Contact.Answer
    package var consentBasis: String

    package init(
      why: String, inDanger: Contact.Answer, dangerAction: String? = nil, consent: Contact.Answer,
      consentBasis: String
    ) {
      self.why = why
      self.inDanger = inDanger
      self.dangerAction = dangerAction
      self.consent = consent
      self.consentBasis = consentBasis
    }
  }

  /// One step up: the contact that it made, with story and people as they were carried.
  package struct StepUp: Codable, Sendable, Equatable {
    package var contact: ContactID
    package var why: String
    package var details: Contact.Details
    package var named: [Contact.Named]
    package var by: Voice

    package init(
      contact: ContactID, why: String, details: Contact.Details, named: [Contact.Named], by: Voice
    ) {
      self.contact = contact
      self.why = why
      self.details = details
      self.named = named
      self.by = by
    }
  }
}
