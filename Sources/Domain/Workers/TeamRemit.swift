extension Team {
  /// What a team may lead, as a council decides it.
  package enum Lead: String, CaseIterable, Codable, Sendable {
    case assessment, childInNeed, enquiry, childProtection, disabledChildren

    package var words: String {
      switch self {
      case .assessment: "Assessments"
      case .childInNeed: "Child in need plans"
      case .enquiry: "Section 47 enquiries"
      case .childProtection: "Child protection plans"
      case .disabledChildren: "Children whose main need is their disability"
      }
    }
  }

  /// The leads that a team may have from a day on.
  package struct Remit: Codable, Sendable, Equatable {
    package var leads: [Lead]
    package var from: Day
    /// Who decided it, and why.
    package var words: String

    package init(leads: [Lead], from: Day, words: String) {
      self.leads = leads
      self.from = from
      self.words = words
    }
  }

  /// What the remit of a day holds; nil where the team was given none and its kind decides.
  package static func remit(_ remits: [Remit], on day: Day) -> Remit? {
    remits.filter { $0.from <= day }.max { $0.from < $1.from }
  }

  package func leads(on day: Day) -> [Lead] {
    Team.remit(remits, on: day)?.leads ?? kind.usualLeads
  }

  func checkRemit(_ remit: Remit, today: Day) throws(Refusal) {
    guard kind.holdsChildren else {
      throw Refusal(
        "team.remit-kind", "A team of this kind has no children of its own, so it has no remit",
        question: "leads")
    }
    guard !remit.words.isEmpty else {
      throw Refusal(
        "team.remit-words", "Say who decided it, and why", question: "words")
    }
    // A remit of the past would make what was agreed then wrong afterwards.
    guard remit.from >= today else {
      throw Refusal(
        "team.remit-past", "The remit must begin today or later", question: "from")
    }
  }
}

extension Team.Kind {
  /// What teams of this kind may lead until their council says otherwise: whoever assesses also makes
  /// the enquiry that an assessment may need; plans for protection go on in the teams for plans.
  package var usualLeads: [Team.Lead] {
    switch self {
    case .frontDoor: [.assessment, .disabledChildren]
    case .assessment: [.assessment, .childInNeed, .enquiry, .disabledChildren]
    case .childrenInNeed:
      [.assessment, .childInNeed, .enquiry, .childProtection, .disabledChildren]
    case .disabledChildren: [.assessment, .childInNeed, .disabledChildren]
    case .emergencyDuty, .conferencing, .quality, .support: []
    }
  }
}
