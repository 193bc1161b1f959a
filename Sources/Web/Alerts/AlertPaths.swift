import Domain

/// The addresses of alerts.
package enum AlertPaths {
  package static func list(_ person: PersonID) -> String { "/people/\(person)/alerts" }
  package static func new(_ person: PersonID) -> String { "/people/\(person)/alerts/new" }
  package static func page(_ id: AlertID) -> String { "/alerts/\(id)" }
  static func act(_ id: AlertID, _ what: String) -> String { "/alerts/\(id)/\(what)" }
}
