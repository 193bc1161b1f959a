/// What is being done for a child whose referral is open: the heaviest of what runs. What a worker
/// holds is told by these kinds, and a team's remit says which of them it may lead.
package enum KindOfWork: String, CaseIterable, Codable, Sendable, Comparable {
  /// Referred, and nothing begun yet, or between two pieces of work.
  case beginning
  case assessment, childInNeed, childProtection, enquiry

  package var words: String {
    switch self {
    case .beginning: "Nothing begun"
    case .assessment: "Assessment"
    case .childInNeed: "Child in need plan"
    case .childProtection: "Child protection plan"
    case .enquiry: "Section 47 enquiry"
    }
  }

  /// As it stands in the middle of a sentence, with its article.
  package var named: String {
    switch self {
    case .beginning: "a referral to begin"
    case .assessment: "an assessment"
    case .childInNeed: "a child in need plan"
    case .childProtection: "a child protection plan"
    case .enquiry: "a section 47 enquiry"
    }
  }

  /// Whether a registered social worker must hold it (Working Together: enquiries and child
  /// protection plans are led by a social worker).
  package var needsRegistration: Bool {
    switch self {
    case .enquiry, .childProtection: true
    case .beginning, .assessment, .childInNeed: false
    }
  }

  /// What a team must be allowed to lead before it may have this.
  package var lead: Team.Lead {
    switch self {
    case .beginning, .assessment: .assessment
    case .childInNeed: .childInNeed
    case .enquiry: .enquiry
    case .childProtection: .childProtection
    }
  }

  package static func < (left: KindOfWork, right: KindOfWork) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// How much work one child is, in points, and how many points a full-time worker holds. No national
/// text sets a safe number; a council decides, from a day on, and anybody may read what it decided.
package struct CaseWeights: Codable, Hashable, Sendable {
  package struct Edition: Codable, Hashable, Sendable {
    package let from: Day
    /// Points of one child by what is being done.
    package let points: [KindOfWork: Int]
    /// Points that a full-time worker holds.
    package let full: Int
    /// Points in a first year: a protected caseload.
    package let firstYear: Int
    /// Who decided it.
    package let source: String

    package init(
      from: Day, points: [KindOfWork: Int], full: Int, firstYear: Int, source: String
    ) {
      self.from = from
      self.points = points
      self.full = full
      self.firstYear = firstYear
      self.source = source
    }

    package func points(of kind: KindOfWork) -> Int { points[kind] ?? 0 }
  }

  package let editions: [Edition]

  package init(_ editions: [Edition] = [Edition.common]) {
    self.editions = editions.sorted { $0.from < $1.from }
  }

  /// What holds on a day: the latest that had begun, else the first.
  package func on(_ day: Day) -> Edition {
    editions.last { $0.from <= day } ?? editions.first ?? .common
  }
}

extension CaseWeights.Edition {
  /// Until a council decides: points as several councils use them.
  package static let common = CaseWeights.Edition(
    from: Day(number: -354_285),
    points: [
      .beginning: 2, .assessment: 5, .childInNeed: 4, .childProtection: 7, .enquiry: 8,
    ], full: 100, firstYear: 90, source: "common local practice")
}
