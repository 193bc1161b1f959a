import Domain

/// The addresses of referrals. Nobody else writes them.
package enum ReferralPaths {
  package static let unallocated = "/allocate"

  /// `done` is the act that led here, for the line that says so.
  package static func record(_ id: ReferralID, done: ReferralDone? = nil) -> String {
    "/referrals/\(id)" + (done.map { "?done=\($0.rawValue)" } ?? "")
  }
  package static func decision(_ id: ReferralID) -> String { "/referrals/\(id)/decision" }
  package static func allocate(_ id: ReferralID) -> String { "/referrals/\(id)/allocate" }
  package static func primaryNeed(_ id: ReferralID) -> String { "/referrals/\(id)/primary-need" }
  package static func close(_ id: ReferralID) -> String { "/referrals/\(id)/close" }
  package static func reopen(_ id: ReferralID) -> String { "/referrals/\(id)/reopen" }
  /// Letters about the end of the work; the first is 1.
  package static func newLetter(_ id: ReferralID) -> String { "/referrals/\(id)/letters/new" }
  package static func letter(_ id: ReferralID, _ number: Int) -> String {
    "/referrals/\(id)/letters/\(number)"
  }
}

/// What was just done with a referral, said once on the page that follows.
package enum ReferralDone: String, Sendable {
  case decided, allocated, corrected, closed, asked, reopened, written

  package var words: String {
    switch self {
    case .decided: "Referral decided."
    case .allocated: "Referral given."
    case .corrected: "Primary need corrected."
    case .closed: "Referral closed."
    case .reopened: "Referral reopened. The history keeps that it was closed by mistake."
    case .written: "Letter written. It stands below as it is sent."
    case .asked: "Recorded as asked. Send each request as it stands in its check."
    }
  }
}

/// The addresses of teams.
package enum TeamPaths {
  package static let mine = "/team"
  package static let all = "/teams"
  package static func team(_ id: TeamID) -> String { "/teams/\(id)" }
}
