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

  /// The pieces of an assessment. Raw values are permanent ids.
  package enum Section: String, Codable, Sendable, CaseIterable, Comparable {
    case childsDay = "childs-day"
    case development = "development"
    case views = "views"
    case parentsViews = "parents-views"
    case parenting = "parenting"
    case familyAndEnvironment = "family-and-environment"
    case history = "history"
    case identity = "identity"
    case outsideHome = "outside-home"
    case analysis = "analysis"

    package var title: String {
      switch self {
      case .childsDay: "A day in the child's life"
      case .development: "What the child needs to grow and develop"
      case .views: "What the child says and wants"
      case .parentsViews: "What parents and carers say"
      case .parenting: "How parents and carers meet those needs"
      case .familyAndEnvironment: "Family, home and community"
      case .history: "History and what it tells us"
      case .identity: "Identity, and the difference it makes"
      case .outsideHome: "Harm outside the home"
      case .analysis: "Analysis: what it all means"
      }
    }

    package var prompt: String {
      switch self {
      case .childsDay:
        "What is an ordinary day like for this child, from waking up to going to bed?"
      case .development:
        "Health, education, emotions and behaviour, family relationships, looking after themselves."
      case .views:
        "Use the child's own words. How did you find out, and what do they want to happen?"
      case .parentsViews:
        "What do they think is going on? Where do they agree and disagree with us?"
      case .parenting:
        "Basic care, safety, warmth, stimulation, boundaries, stability. What works, what worries us?"
      case .familyAndEnvironment:
        "Who matters, where they live, money, work, support, neighbourhood."
      case .history: "What happened before, what was tried, and what does it add to today?"
      case .identity:
        "What difference do race, culture, faith, language, disability, sex, gender or sexuality make to this child's daily life, and to our help?"
      case .outsideHome:
        "Friends, places, online, exploitation, missing. If there is none, say how you know."
      case .analysis:
        "We are worried that … because … so that … What is working well, and what needs to happen?"
      }
    }

    package static func < (left: Section, right: Section) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  package struct Quote: Codable, Sendable, Equatable {
    package var words: String
    /// Who said it, where and when: "Aisha, at school, 3 May".
    package var source: String
    package init(words: String, source: String) {
      self.words = words
      self.source = source
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
    package init(
      text: String, perChild: [ChildText] = [], quotes: [Quote] = [], completed: Bool
    ) {
      self.text = text
      self.perChild = perChild
      self.quotes = quotes
      self.completed = completed
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

  /// The risk assessment and the risk management plan (A9).
  package struct Risk: Codable, Sendable, Equatable {
    package var assessment: String
    package var plan: String
    /// When the plan is looked at again.
    package var reviewOn: Day?
    package init(assessment: String = "", plan: String = "", reviewOn: Day? = nil) {
      self.assessment = assessment
      self.plan = plan
      self.reviewOn = reviewOn
    }
    package var isComplete: Bool { !assessment.isEmpty && !plan.isEmpty }
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
