import Domain
import Store

/// The addresses of plans. Nobody else writes them.
package enum PlanPaths {
  package static func page(_ id: PlanID, done: PlanDone? = nil) -> String {
    "/plans/\(id)" + (done.map { "?done=\($0.rawValue)" } ?? "")
  }
  package static func act(_ id: PlanID, _ what: String) -> String { "/plans/\(id)/\(what)" }
  /// What came of an action, or why it is dropped.
  package static func action(_ id: PlanID, _ key: Int, _ what: String) -> String {
    "/plans/\(id)/actions/\(key)/\(what)"
  }
  /// Opening a child in need plan.
  package static func open(_ referral: ReferralID) -> String { "/referrals/\(referral)/plan" }
  /// The child's plan that is open, or the last one.
  package static func child(_ child: PersonID) -> String { "/children/\(child)/plan" }
  package static func visits(_ list: VisitList? = nil, page: Int = 1) -> String {
    let parts =
      [list.map { "show=\($0.rawValue)" }, page > 1 ? "page=\(page)" : nil].compactMap { $0 }
    return "/plans/visits" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
  }
}

/// What was just done, said once on the page that follows.
package enum PlanDone: String, Sendable {
  case opened, written, added, finished, dropped, coreGroup, met, visits, reviewed, ended

  package var words: String {
    switch self {
    case .opened: "Plan opened."
    case .written: "Plan saved. Earlier versions are kept."
    case .added: "Action added."
    case .finished: "Recorded that the action is done."
    case .dropped: "Action dropped."
    case .coreGroup: "Core group saved."
    case .met: "Core group meeting recorded."
    case .visits: "Recorded how often the child is visited."
    case .reviewed: "Review recorded."
    case .ended: "Plan ended."
    }
  }
}

/// The lists of open plans, by what is due.
package enum VisitList: String, CaseIterable, Sendable {
  case late, week, notAlone, reviewLate, protection, inNeed

  var words: String {
    switch self {
    case .late: "Visit late"
    case .week: "Visit due in the next 7 days"
    case .notAlone: "Not seen alone in the last 3 months"
    case .reviewLate: "Review late"
    case .protection: "On a child protection plan"
    case .inNeed: "On a child in need plan"
    }
  }

  func holds(_ one: PlanTable.Standing, on today: Day) -> Bool {
    switch self {
    case .late: one.visits.isLate(today: today)
    case .week:
      !one.visits.isLate(today: today)
        && (one.visits.nextDue.map { $0 <= today.adding(days: 7) } ?? false)
    case .notAlone:
      one.plan.from <= today.adding(months: -3)
        && (one.visits.lastAlone.map { $0 < today.adding(months: -3) } ?? true)
    case .reviewLate: one.reviewDue.map { $0 < today } ?? false
    case .protection: one.plan.kind == .childProtection
    case .inNeed: one.plan.kind == .childInNeed
    }
  }
}
