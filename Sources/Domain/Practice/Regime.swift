/// The law of assessments. The day of the referral decides under which of the two an episode is
/// read, for as long as it lasts.
package enum Regime: String, CaseIterable, Codable, Hashable, Sendable {
  /// An initial assessment, and a core assessment where more needs to be known.
  case initialAndCore = "initial-and-core"
  /// One continuous assessment.
  case single

  /// Working Together to Safeguard Children 2013 came into force on 15 April 2013 and took the
  /// split into initial and core assessments away.
  package static let singleFrom = Day(number: 15_810)

  package static func inForce(onReferral day: Day) -> Regime {
    day >= singleFrom ? .single : .initialAndCore
  }

  package var name: String {
    switch self {
    case .initialAndCore: "Initial and core assessments"
    case .single: "Single assessment"
    }
  }

  /// The law in a clock's words.
  package var law: String {
    switch self {
    case .initialAndCore: "initial and core assessments, referrals before 15 April 2013"
    case .single: "single assessment, referrals from 15 April 2013"
    }
  }

  /// The kinds that a manager may start under this law.
  package var kinds: [Kind] {
    switch self {
    case .initialAndCore: [.initial, .core, .prenatal]
    case .single: [.single, .prenatal]
    }
  }

  /// What an assessment is called. A prenatal one is timed as the regime times its first.
  package enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
    case initial, core, single, prenatal

    package var name: String {
      switch self {
      case .initial: "Initial assessment"
      case .core: "Core assessment"
      case .single: "Single assessment"
      case .prenatal: "Prenatal assessment"
      }
    }
  }
}
