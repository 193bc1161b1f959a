extension Plan {
  /// What only a child protection plan has.
  package struct Protection: Codable, Sendable, Equatable {
    package var initialCategory: CategoryOfAbuse
    package var latestCategory: CategoryOfAbuse
    /// Earlier plans by this authority.
    package var previousPlans: Int
    package var reviews: [Day]
    package init(
      initialCategory: CategoryOfAbuse, latestCategory: CategoryOfAbuse, previousPlans: Int,
      reviews: [Day]
    ) {
      self.initialCategory = initialCategory
      self.latestCategory = latestCategory
      self.previousPlans = previousPlans
      self.reviews = reviews
    }
  }

  /// A plan as a census file has it.
  package struct History: Codable, Sendable, Equatable {
    package var child: PersonID
    package var referral: ReferralID
    package var kind: Kind
    package var from: Day
    package var to: Day?
    package var protection: Protection?
    package init(
      child: PersonID, referral: ReferralID, kind: Kind, from: Day, to: Day?,
      protection: Protection?
    ) {
      self.child = child
      self.referral = referral
      self.kind = kind
      self.from = from
      self.to = to
      self.protection = protection
    }
  }

  /// What made the plan begin.
  package enum Origin: Codable, Sendable, Equatable {
    case imported
    case assessment(AssessmentID)
    case conference(FactStream)
    /// From the child protection plan that ended that day.
    case stepDown(from: PlanID)
  }

  /// A plan to be opened. Category and conference belong to a child protection plan alone.
  package struct Opening: Codable, Sendable, Equatable {
    package var child: PersonID
    package var referral: ReferralID
    package var kind: Kind
    package var from: Day
    package var category: CategoryOfAbuse?
    /// The record of the conference that decided it.
    package var conference: FactStream?
    /// What is to change for the child. Empty at a step down: the outcomes and open actions of the
    /// plan that ended are carried over.
    package var outline: [Outcome]
    package var coreGroup: [Member]
    /// What happens if things do not change, or get worse.
    package var contingency: String
    /// What the family says of the plan.
    package var family: String

    package init(
      child: PersonID, referral: ReferralID, kind: Kind, from: Day,
      category: CategoryOfAbuse? = nil,
      conference: FactStream? = nil, outline: [Outcome] = [], coreGroup: [Member] = [],
      contingency: String = "", family: String = ""
    ) {
      self.child = child
      self.referral = referral
      self.kind = kind
      self.from = from
      self.category = category
      self.conference = conference
      self.outline = outline
      self.coreGroup = coreGroup
      self.contingency = contingency
      self.family = family
    }
  }

  /// What is to change for the child, in words, and which of the child's views it answers (A10).
  package struct Outcome: Codable, Sendable, Equatable {
    /// Its number within the plan, from 1, for ever; 0 where it has none yet.
    package var key: Int
    package var what: String
    package var answers: [Answer]
    /// Agreed with it when the plan is opened; none once it stands in the plan.
    package var actions: [AgreedAction]

    package init(
      key: Int = 0, what: String, answers: [Answer] = [], actions: [AgreedAction] = []
    ) {
      self.key = key
      self.what = what
      self.answers = answers
      self.actions = actions
    }
  }

  /// A view of the child that an outcome answers: the child's own words, and who heard them when.
  package struct Answer: Codable, Sendable, Equatable {
    package var words: String
    package var source: String
    /// The note or assessment they stand in; nil where they were typed here.
    package var record: FactStream?

    package init(words: String, source: String, record: FactStream? = nil) {
      self.words = words
      self.source = source
      self.record = record
    }
  }

  /// The plan as typed.
  package struct Writing: Sendable, Equatable {
    package var outcomes: [Outcome]
    package var contingency: String
    package var family: String

    package init(outcomes: [Outcome], contingency: String, family: String) {
      self.outcomes = outcomes
      self.contingency = contingency
      self.family = family
    }
  }

  /// One version of the plan's words.
  package struct Version: Codable, Sendable, Equatable {
    package var outcomes: [Outcome]
    package var contingency: String
    package var family: String
    package var by: WorkerID?
    package var on: Day

    package init(_ writing: Writing, by: WorkerID?, on: Day) {
      outcomes = writing.outcomes
      contingency = writing.contingency
      family = writing.family
      self.by = by
      self.on = on
    }
  }

  /// An action of the plan: of one outcome, or of the plan as a whole.
  package struct Action: Codable, Sendable, Equatable {
    /// Its number within the plan, from 1.
    package var key: Int
    package var outcome: Int?
    package var agreed: AgreedAction
    package var addedOn: Day
    package var done: Ended?
    package var dropped: Ended?

    package struct Ended: Codable, Sendable, Equatable {
      package var on: Day
      /// What came of it; or why it was dropped.
      package var words: String
      package var by: WorkerID?
      package init(on: Day, words: String, by: WorkerID?) {
        self.on = on
        self.words = words
        self.by = by
      }
    }

    package init(key: Int, outcome: Int?, agreed: AgreedAction, addedOn: Day) {
      self.key = key
      self.outcome = outcome
      self.agreed = agreed
      self.addedOn = addedOn
    }

    package var isOpen: Bool { done == nil && dropped == nil }
  }

  /// Of the core group: the lead social worker, the family, and who works with them.
  package struct Member: Codable, Sendable, Equatable {
    package var who: Who
    /// `Lead social worker`, `Mother`, `Health visitor`.
    package var role: String

    package enum Who: Codable, Sendable, Equatable {
      case worker(WorkerID)
      case person(PersonID)
      /// Of another agency, in words: `Sister Ade, Riverside Surgery`.
      case other(words: String)
    }

    package init(_ who: Who, role: String) {
      self.who = who
      self.role = role
    }
  }

  /// How far one outcome has come.
  package struct Progress: Codable, Sendable, Equatable {
    package var outcome: Int
    package var distance: Distance
    package var words: String

    package init(outcome: Int, distance: Distance, words: String) {
      self.outcome = outcome
      self.distance = distance
      self.words = words
    }
  }

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

  /// A meeting of the core group that was held.
  package struct Meeting: Codable, Sendable, Equatable {
    package var on: Day
    package var attendance: [Attendance]
    /// What was agreed.
    package var agreed: String
    package var progress: [Progress]
    package var next: Day
    package var by: WorkerID?

    package struct Attendance: Codable, Sendable, Equatable {
      package var member: Member
      package var came: Bool
      package init(_ member: Member, came: Bool) {
        self.member = member
        self.came = came
      }
    }

    package init(
      on: Day, attendance: [Attendance], agreed: String, progress: [Progress] = [], next: Day,
      by: WorkerID? = nil
    ) {
      self.on = on
      self.attendance = attendance
      self.agreed = agreed
      self.progress = progress
      self.next = next
      self.by = by
    }
  }

  /// How often the child is visited: so many working or calendar days at most between two visits.
  package struct VisitPattern: Codable, Sendable, Equatable {
    package var limit: Int
    package var unit: Clock.Rule.Unit
    package var from: Day
    /// With whom it was agreed and why.
    package var words: String
    package var by: WorkerID?

    package init(limit: Int, unit: Clock.Rule.Unit, from: Day, words: String, by: WorkerID?) {
      self.limit = limit
      self.unit = unit
      self.from = from
      self.words = words
      self.by = by
    }
  }

  /// A child in need review as typed.
  package struct Reviewing: Sendable, Equatable {
    package var on: Day
    package var present: String
    package var progress: [Progress]
    /// What changed for the child.
    package var words: String
    /// What the child said, or why the child was not asked.
    package var view: String
    package var next: Day

    package init(
      on: Day, present: String, progress: [Progress], words: String, view: String, next: Day
    ) {
      self.on = on
      self.present = present
      self.progress = progress
      self.words = words
      self.view = view
      self.next = next
    }
  }

  package struct Review: Codable, Sendable, Equatable {
    package var on: Day
    /// Of a child protection plan: the conference that decided.
    package var conference: FactStream?
    /// The category from that day, where it changed.
    package var category: CategoryOfAbuse?
    package var continues: Bool
    package var words: String
    package var present: String?
    package var progress: [Progress]
    package var view: String?
    package var next: Day?
    package var by: WorkerID?

    package init(
      on: Day, conference: FactStream? = nil, category: CategoryOfAbuse? = nil, continues: Bool,
      words: String, present: String? = nil, progress: [Progress], view: String? = nil,
      next: Day? = nil, by: WorkerID?
    ) {
      self.on = on
      self.conference = conference
      self.category = category
      self.continues = continues
      self.words = words
      self.present = present
      self.progress = progress
      self.view = view
      self.next = next
      self.by = by
    }
  }

  package struct Ending: Codable, Sendable, Equatable {
    package var on: Day
    /// Nil for what was imported: a census file does not say.
    package var reason: Reason?
    package var words: String
    package var by: WorkerID?

    package init(on: Day, reason: Reason?, words: String, by: WorkerID?) {
      self.on = on
      self.reason = reason
      self.words = words
      self.by = by
    }

    package enum Reason: String, Codable, Sendable, CaseIterable {
      case needsMet, conferenceDecided, protection, earlyHelp, familyDoesNotWant
      case movedAway, lookedAfter, reached18, died, other

      package var words: String {
        switch self {
        case .needsMet: "The child's needs are met"
        case .conferenceDecided: "The review conference decided that it ends"
        case .protection: "A child protection plan takes its place"
        case .earlyHelp: "Early help takes over"
        case .familyDoesNotWant: "The family does not want it"
        case .movedAway: "Another council took over"
        case .lookedAfter: "The child is looked after, and that plan takes over"
        case .reached18: "The young person is 18"
        case .died: "The child died"
        case .other: "Another reason"
        }
      }

      /// For which a worker may end a plan of this kind; what a conference or another plan brings
      /// about is nobody's choice.
      package static func chosen(for kind: Kind) -> [Reason] {
        switch kind {
        case .childInNeed:
          [
            .needsMet, .earlyHelp, .familyDoesNotWant, .movedAway, .lookedAfter, .reached18, .died,
            .other,
          ]
        case .childProtection: [.movedAway, .lookedAfter, .reached18, .died]
        }
      }
    }
  }
}
