import Domain

/// The addresses of partner agencies.
package enum AgencyPaths {
  package static let list = "/agencies"
  static let new = "/agencies/new"
  /// What the portal refused.
  static let refusals = "/agencies/refusals"

  package static func page(_ id: AgencyID, done: AgencyDone? = nil) -> String {
    "/agencies/\(id)" + (done.map { "?done=\($0.rawValue)" } ?? "")
  }
  static func act(_ id: AgencyID, _ act: String) -> String { "/agencies/\(id)/\(act)" }
}

/// What was just done, said once on the page that follows.
package enum AgencyDone: String, Sendable {
  case registered, corrected, admitted, removed, opened, closed, left

  var words: String {
    switch self {
    case .registered: "Registered. Now admit whoever answers for it."
    case .corrected: "Corrected."
    case .admitted: "Admitted. They sign in at the portal with this address; tell them where it is."
    case .removed: "Removed. They see nothing of this agency from now on."
    case .opened: "The account is open. Now make its password."
    case .closed: "The account is closed, and whoever was signed in with it is signed out."
    case .left: "The agency has left the portal."
    }
  }
}
