extension Contact {
  package enum Method: String, Codable, Sendable, CaseIterable {
    case phone, form, email, police, inPerson, letter, portal

    package var words: String {
      switch self {
      case .phone: "Phone"
      case .form: "Referral form"
      case .email: "Email"
      case .police: "Police notification"
      case .inPerson: "In person"
      case .letter: "Letter"
      case .portal: "Partner portal"
      }
    }
  }

  package enum Answer: String, Codable, Sendable, CaseIterable { case yes, no, notKnown }

  /// As the contact was taken.
  package struct Details: Codable, Sendable, Equatable {
    package var receivedOn: Day
    /// Minutes since midnight by London's clocks; nil when the time is not known. Never a default.
    package var receivedMinute: Int?
    package var method: Method
    package var source: ReferralSource
    package var agency: String?
    package var callerName: String?
    package var callerRole: String?
    package var callerReach: String?
    /// Where an email with the outcome may go.
    package var callerEmail: String?
    /// The caller's identity is to be kept from the family.
    package var keepFromFamily: Bool
    /// In the caller's own words.
    package var account: String
    package var inDanger: Answer
    package var dangerAction: String?
    package var consent: Answer
    package var consentBasis: String?
    /// The sender's own number for it: a police incident, an ambulance call.
    package var reference: String?
    /// How the sender graded it, in the sender's words.
    package var grading: String?
    /// Where the children live, as the source wrote it.
    package var address: String?
    /// What was pasted, word for word, whatever was made of it.
    package var original: String?

    package init(
      receivedOn: Day, receivedMinute: Int?, method: Method, source: ReferralSource,
      agency: String? = nil, callerName: String? = nil, callerRole: String? = nil,
      callerReach: String? = nil, callerEmail: String? = nil, keepFromFamily: Bool = false,
      account: String, inDanger: Answer, dangerAction: String? = nil, consent: Answer,
      consentBasis: String? = nil, reference: String? = nil, grading: String? = nil,
      address: String? = nil, original: String? = nil
    ) {
      self.receivedOn = receivedOn
      self.receivedMinute = receivedMinute
      self.method = method
      self.source = source
      self.agency = agency
      self.callerName = callerName
      self.callerRole = callerRole
      self.callerReach = callerReach
      self.callerEmail = callerEmail
      self.keepFromFamily = keepFromFamily
      self.account = account
      self.inDanger = inDanger
      self.dangerAction = dangerAction
      self.consent = consent
      self.consentBasis = consentBasis
      self.reference = reference
      self.grading = grading
      self.address = address
      self.original = original
    }
  }

  /// Somebody as the caller named them; `person` once matched.
  package struct Named: Codable, Sendable, Equatable {
    package var key: Int
    package var given: String
    package var family: String
    package var birth: Day?
    /// What was said of age when no date was known: "about 6".
    package var age: String?
    package var postcode: String?
    /// Mother, neighbour, brother: in the caller's words.
    package var relation: String?
    package var isChild: Bool
    package var person: PersonID?
    package var phone: String?

    package init(
      key: Int, given: String, family: String, birth: Day? = nil, age: String? = nil,
      postcode: String? = nil, relation: String? = nil, isChild: Bool, person: PersonID? = nil,
      phone: String? = nil
    ) {
      self.key = key
      self.given = given
      self.family = family
      self.birth = birth
      self.age = age
      self.postcode = postcode
      self.relation = relation
      self.isChild = isChild
      self.person = person
      self.phone = phone
    }

    package var full: String {
      Person.Name(given: given, family: family).full
    }
  }

  /// Level of need by the safeguarding partners' threshold document.
  package enum Level: Int, Codable, Sendable, CaseIterable, Comparable {
    case universal = 1
    case earlyHelp = 2
    case targeted = 3
    case statutory = 4

    package var words: String {
      switch self {
      case .universal: "Level 1: universal"
      case .earlyHelp: "Level 2: early help"
      case .targeted: "Level 3: targeted help"
      case .statutory: "Level 4: statutory and protection"
      }
    }
    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  package enum Outcome: String, Codable, Sendable, CaseIterable {
    case noFurtherAction, adviceAndInformation, earlyHelp, passedToOpenWork, referral

    package var words: String {
      switch self {
      case .noFurtherAction: "No further action"
      case .adviceAndInformation: "Advice and information"
      case .earlyHelp: "Early help"
      case .passedToOpenWork: "Passed to open work"
      case .referral: "Referral"
      }
    }

    /// Whether somebody outside the unit takes it on.
    package var leavesUnit: Bool {
      switch self {
      case .earlyHelp, .passedToOpenWork, .referral: true
      case .noFurtherAction, .adviceAndInformation: false
      }
    }
  }

  /// Which decisions a second person looks at before anything happens (A4). Kept with the decision,
  /// so that one made under an earlier rule reads as it did.
  package enum CheckRule: String, Codable, Sendable {
    /// Whatever leaves the unit: a referral, early help, passed to open work.
    case whatLeaves
    /// Whatever its outcome, because a decision of this contact was sent back before.
    case whatever
  }

  /// Said at triage: whether the outcome is clear already, so that the decision is not held up (A3).
  package struct Triage: Codable, Sendable, Equatable {
    package var outcomeClear: Bool
    package var level: Level?
    package var by: WorkerID?
    package var on: Day
  }

  package struct ChildOutcome: Codable, Sendable, Equatable {
    /// Which of ``Contact/named``; nil when nobody is identified or named.
    package var key: Int?
    package var outcome: Outcome
    /// What is particular to this child.
    package var line: String?
    /// The main reason for a service, when it becomes a referral.
    package var primaryNeed: PrimaryNeed?

    package init(
      key: Int?, outcome: Outcome, line: String? = nil, primaryNeed: PrimaryNeed? = nil
    ) {
      self.key = key
      self.outcome = outcome
      self.line = line
      self.primaryNeed = primaryNeed
    }
  }

  package struct Decision: Codable, Sendable, Equatable {
    package var level: Level
    /// Permanent ids of the indicators that support the level.
    package var indicators: [String]
    package var outcomes: [ChildOutcome]
    package var reason: String
    /// What past history adds.
    package var history: String
    package var by: WorkerID?
    package var on: Day
    /// Of the threshold document; nil in decisions older than this.
    package var edition: String?
    /// Nil in decisions older than this: then referrals alone were checked.
    package var checkRule: CheckRule?

    package init(
      level: Level, indicators: [String], outcomes: [ChildOutcome], reason: String,
      history: String, by: WorkerID?, on: Day, edition: String? = nil,
      checkRule: CheckRule? = nil
    ) {
      self.level = level
      self.indicators = indicators
      self.outcomes = outcomes
      self.reason = reason
      self.history = history
      self.by = by
      self.on = on
      self.edition = edition
      self.checkRule = checkRule
    }

    /// Whether a second person looks at it before it takes effect (A4).
    package var needsCheck: Bool {
      switch checkRule {
      case nil: outcomes.contains { $0.outcome == .referral }
      case .whatLeaves: outcomes.contains { $0.outcome.leavesUnit }
      case .whatever: true
      }
    }
  }

  /// One draw of this contact into a sample, and what the second person said.
  package struct Sampling: Sendable, Equatable {
    package enum Verdict: String, Sendable, CaseIterable { case agreed, returned }

    package let sample: SampleID
    package let on: Day
    /// Nil while it waits.
    package var verdict: Verdict?
    package var check: Check?

    package init(sample: SampleID, on: Day, verdict: Verdict? = nil, check: Check? = nil) {
      self.sample = sample
      self.on = on
      self.verdict = verdict
      self.check = check
    }
  }

  package struct Check: Codable, Sendable, Equatable {
    package var comment: String
    package var by: WorkerID?
    package var on: Day

    package init(comment: String, by: WorkerID?, on: Day) {
      self.comment = comment
      self.by = by
      self.on = on
    }
  }

  /// What the referrer was told.
  package struct Feedback: Codable, Sendable, Equatable {
    package var words: String
    package var how: Method
    package var by: WorkerID?
    package var on: Day

    package init(words: String, how: Method, by: WorkerID?, on: Day) {
      self.words = words
      self.how = how
      self.by = by
      self.on = on
    }
  }
}
