import Domain

/// The addresses of police notifications. Nobody else writes them.
package enum PolicePaths {
  package static let board = "/police"
  package static let takeIn = "/police/take-in"
  package static let reconciliation = "/police/reconciliation"

  package static func reconciliation(_ day: Day, show: PoliceShown? = nil) -> String {
    "\(reconciliation)?day=\(day)" + (show.map { "&show=\($0.rawValue)" } ?? "")
  }
  /// `done` is the act that led here, for the line that says so.
  package static func page(_ id: PoliceNotificationID, done: PoliceDone? = nil) -> String {
    "/police/\(id)" + (done.map { "?done=\($0.rawValue)" } ?? "")
  }
  package static func assess(_ id: PoliceNotificationID) -> String { "/police/\(id)/assess" }
  package static func route(_ id: PoliceNotificationID) -> String { "/police/\(id)/route" }
  package static func carryOver(_ id: PoliceNotificationID, day: Day? = nil) -> String {
    "/police/\(id)/carry-over" + (day.map { "?day=\($0)" } ?? "")
  }
  package static func take(_ id: PoliceNotificationID) -> String { "/police/\(id)/take" }
  package static func read(_ id: PoliceNotificationID) -> String { "/police/\(id)/read" }
  package static func people(_ id: PoliceNotificationID) -> String { "/police/\(id)/people" }
  package static func match(_ id: PoliceNotificationID, key: Int) -> String {
    "/police/\(id)/people/\(key)/match"
  }
  package static func unmatch(_ id: PoliceNotificationID, key: Int) -> String {
    "/police/\(id)/people/\(key)/unmatch"
  }
}

/// Which list of a day is open.
package enum PoliceShown: String, CaseIterable, Sendable {
  case brought, received, assessed, carried, unassessed, openWork, contact, information

  var words: String {
    switch self {
    case .brought: "Brought forward"
    case .received: "Received"
    case .assessed: "Assessed"
    case .carried: "Carried over with a reason"
    case .unassessed: "Unassessed"
    case .openWork: "Routed to open work"
    case .contact: "Routed to a contact"
    case .information: "Information only"
    }
  }
}

/// What was just done with a notification, said once on the page that follows.
package enum PoliceDone: String, Sendable {
  case taken, assessed, routed, carried, matched, unmatched, read

  var words: String {
    switch self {
    case .taken: "You are looking at this notification now."
    case .assessed: "Risk assessment recorded."
    case .routed: "Recorded where it goes, and why."
    case .carried: "Carried over with your reason."
    case .matched: "Matched to the record."
    case .unmatched: "The match is undone."
    case .read: "Recorded that you have read it."
    }
  }
}
