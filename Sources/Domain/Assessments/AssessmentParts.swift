extension Assessment {
  /// A child covered, within the child's own episode.
  package struct Child: Codable, Sendable, Hashable {
    package var person: PersonID
    package var referral: ReferralID
    package init(person: PersonID, referral: ReferralID) {
      self.person = person
      self.referral = referral
    }
  }

  package struct Quote: Codable, Sendable, Equatable {
    package var words: String
    /// Who said it, where and when: "Aisha, at school, 3 May".
    package var source: String
    /// The record it stands in, as its number says it: "N-12". Nil where it was typed.
    package var record: String?
    package init(words: String, source: String, record: String? = nil) {
      self.words = words
      self.source = source
      self.record = record
    }
  }

  package struct ChildText: Codable, Sendable, Equatable {
    package var child: PersonID
    package var text: String
    package init(child: PersonID, text: String) {
      self.child = child
      self.text = text
    }
  }

  package struct Written: Codable, Sendable, Equatable {
    package var text: String
    /// Where children differ.
    package var perChild: [ChildText]
    package var quotes: [Quote]
    package var completed: Bool
    /// What difference who the child is makes to daily life and to our help, for this topic (A14).
    package var difference: String?
    /// What was ticked here for each child: proposed as factors, and no factor by itself.
    package var ticks: [ChildFactors]?
    package var copied: Copied?
    package init(
      text: String, perChild: [ChildText] = [], quotes: [Quote] = [], completed: Bool,
      difference: String? = nil, ticks: [ChildFactors]? = nil, copied: Copied? = nil
    ) {
      self.text = text
      self.perChild = perChild
      self.quotes = quotes
      self.completed = completed
      self.difference = difference
      self.ticks = ticks
      self.copied = copied
    }
  }

  /// Where a section was copied from, and whether somebody has said that it is still true.
  package struct Copied: Codable, Sendable, Equatable {
    package var from: AssessmentID
    /// The day of the assessment it was copied from.
    package var on: Day
    package var isStillTrue: Bool
    package init(from: AssessmentID, on: Day, isStillTrue: Bool = false) {
      self.from = from
      self.on = on
      self.isStillTrue = isStillTrue
    }
  }

  package struct Seen: Codable, Sendable, Equatable {
    package var child: PersonID
    package var seen: Bool
    package var seenOn: Day?
    package var alone: Bool
    /// Why not seen, or not seen alone.
    package var whyNot: String?
    package var quotes: [Quote]
    package init(
      child: PersonID, seen: Bool, seenOn: Day? = nil, alone: Bool = false,
      whyNot: String? = nil, quotes: [Quote] = []
    ) {
      self.child = child
      self.seen = seen
      self.seenOn = seenOn
      self.alone = alone
      self.whyNot = whyNot
      self.quotes = quotes
    }
  }

  package struct ChildFactors: Codable, Sendable, Equatable {
    package var child: PersonID
    package var factors: [AssessmentFactor]
    package init(child: PersonID, factors: [AssessmentFactor]) {
      self.child = child
      self.factors = factors
    }
  }

  package enum Outcome: String, Codable, Sendable, CaseIterable {
    case coreAssessment, strategyDiscussion, childInNeedPlan, earlyHelp, close, noFurtherAction

    package var words: String {
      switch self {
      case .coreAssessment: "Core assessment"
      case .strategyDiscussion: "Strategy discussion"
      case .childInNeedPlan: "Child in need plan"
      case .earlyHelp: "Step down to early help"
      case .close: "Close: needs are met"
      case .noFurtherAction: "No further action"
      }
    }
  }

  package struct ChildOutcome: Codable, Sendable, Equatable {
    package var child: PersonID
    package var outcome: Outcome
    package var reason: String
    package init(child: PersonID, outcome: Outcome, reason: String) {
      self.child = child
      self.outcome = outcome
      self.reason = reason
    }
  }

  package struct Review: Codable, Sendable, Equatable {
    package var comment: String
    package var withoutRiskPlan: String?
    package var by: WorkerID?
    package var on: Day
  }

  package struct Addendum: Codable, Sendable, Equatable {
    package var text: String
    package var reason: String
    package var by: WorkerID?
    package var on: Day
  }

  /// An assessment as a census file has it.
  package struct History: Codable, Sendable, Equatable {
    package var child: PersonID
    package var referral: ReferralID
    package var startedOn: Day
    package var reviewPoint: Day?
    package var authorisedOn: Day?
    package var factors: [AssessmentFactor]
    package init(
      child: PersonID, referral: ReferralID, startedOn: Day, reviewPoint: Day?,
      authorisedOn: Day?, factors: [AssessmentFactor]
    ) {
      self.child = child
      self.referral = referral
      self.startedOn = startedOn
      self.reviewPoint = reviewPoint
      self.authorisedOn = authorisedOn
      self.factors = factors
    }
  }
}
