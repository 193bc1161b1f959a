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
  package static func undoAllocation(_ id: ReferralID) -> String {
    "/referrals/\(id)/allocate/undo"
  }
  package static func accept(_ id: ReferralID) -> String { "/referrals/\(id)/accept" }
  package static func decline(_ id: ReferralID) -> String { "/referrals/\(id)/decline" }
  package static func involve(_ id: ReferralID) -> String { "/referrals/\(id)/involve" }
  package static func endInvolvement(_ id: ReferralID, _ key: Int) -> String {
    "/referrals/\(id)/involve/\(key)/end"
  }
  package static func transfer(_ id: ReferralID) -> String { "/referrals/\(id)/transfer" }
}

/// What was just done with a referral, said once on the page that follows.
package enum ReferralDone: String, Sendable {
  case decided, allocated, corrected, closed, asked, reopened, written, undone, accepted, declined,
    involved

  package var words: String {
    switch self {
    case .decided: "Referral decided."
    case .allocated: "Referral given."
    case .corrected: "Primary need corrected."
    case .closed: "Referral closed."
    case .reopened: "Referral reopened. The history keeps that it was closed by mistake."
    case .written: "Letter written. It stands below as it is sent."
    case .undone: "Undone. It stands as it did before."
    case .accepted: "You have taken it."
    case .declined: "Sent back to the manager, with your reason."
    case .involved: "Saved who else works with the child."
    case .asked: "Recorded as asked. Send each request as it stands in its check."
    }
  }
}

/// The addresses of teams.
package enum TeamPaths {
  package static let mine = "/team"
  package static let all = "/teams"
  package static func team(_ id: TeamID) -> String { "/teams/\(id)" }
  package static func remit(_ id: TeamID) -> String { "/teams/\(id)/remit" }
  package static let unallocated = "/team/unallocated"
  package static func caseload(_ team: TeamID? = nil, all: Bool = false) -> String {
    "/team/caseload" + (team.map { "?team=\($0)" } ?? (all ? "?team=all" : ""))
  }
  /// The children behind a number of the map.
  package static func held(_ worker: WorkerID, kind: KindOfWork? = nil) -> String {
    "/team/caseload/children?worker=\(worker)" + (kind.map { "&kind=\($0.rawValue)" } ?? "")
  }
  package static func late(_ worker: WorkerID) -> String {
    "/tasks?worker=\(worker)&show=late&of=children"
  }
}
