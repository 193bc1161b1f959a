import Domain

/// The addresses of the night.
package enum NightPaths {
  package static let tonight = "/nights"
  /// Something about somebody who is not on the record.
  static let log = "/nights/log"
  static let report = "/nights/report"
  static func report(_ night: Night) -> String { "/nights/report?night=\(night.day)" }
  /// What a worker needs to know of a child at night, on one page.
  package static func child(_ child: PersonID) -> String { "/nights/child/\(child)" }
  /// The day tells the night about a child.
  package static func warn(_ child: PersonID) -> String { "/nights/child/\(child)/alert" }
  static func log(_ child: PersonID) -> String { "/nights/child/\(child)/log" }
}

/// The addresses of what goes over between day and night.
package enum HandoverPaths {
  package static func page(_ id: HandoverID) -> String { "/handovers/\(id)" }
  static func act(_ id: HandoverID, _ act: HandoverAct) -> String {
    "/handovers/\(id)/\(act.rawValue)"
  }
}

/// What can be done with one: the end of its address.
enum HandoverAct: String, CaseIterable {
  case acknowledge, accept
  case act, pass, chase, close
}
