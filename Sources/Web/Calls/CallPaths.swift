import Domain

/// The addresses of calls that are no contacts. Nobody else writes them.
package enum CallPaths {
  package static func list(on day: Day, done: Bool = false) -> String {
    "/calls?on=\(day.iso)" + (done ? "&done=yes" : "")
  }
  package static let new = "/calls/new"
  package static func correct(_ id: CallID) -> String { "/calls/\(id)/correct" }
}
