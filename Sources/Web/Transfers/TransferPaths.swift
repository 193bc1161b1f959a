import Domain

/// The addresses of transfers between teams.
package enum TransferPaths {
  package static let all = "/transfers"
  package static func page(_ id: TransferID) -> String { "/transfers/\(id)" }
  static func act(_ id: TransferID, _ act: TransferAct) -> String {
    "/transfers/\(id)/\(act.rawValue)"
  }
}

/// What can be done with one: the end of its address.
enum TransferAct: String, CaseIterable {
  case accept, `return`, again, escalate, decide, withdraw
}
