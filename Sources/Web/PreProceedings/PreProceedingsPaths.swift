import Domain
import Store

/// The addresses of pre-proceedings. Nobody else writes them.
package enum PreProceedingsPaths {
  package static func page(_ id: PreProceedingsID, done: PreProceedingsDone? = nil) -> String {
    "/preproceedings/\(id)" + (done.map { "?done=\($0.rawValue)" } ?? "")
  }
  package static func act(_ id: PreProceedingsID, _ what: String) -> String {
    "/preproceedings/\(id)/\(what)"
  }
  package static func begin(_ referral: ReferralID) -> String {
    "/referrals/\(referral)/preproceedings"
  }
}

/// What was just done, said once on the page that follows.
package enum PreProceedingsDone: String, Sendable {
  case begun, taken, decided

  package var words: String {
    switch self {
    case .begun: "Pre-proceedings begun."
    case .taken: "Recorded."
    case .decided: "Recorded how they ended."
    }
  }
}
