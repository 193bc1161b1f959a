import Domain
import Store

/// A worker as the pages know them on one day.
struct Colleague: Sendable {
  let name: String
  let actor: Actor
  let viewer: Viewer

  /// Nil for one who has left, or whose account is closed or past its last day: they are signed out
  /// with their next request.
  static func find(_ tx: any Transaction, _ worker: WorkerID, today: Day) throws -> Colleague? {
    guard let account = try AccountTable.find(tx, worker: worker), !account.disabled,
      account.until.map({ today <= $0 }) ?? true,
      let line = try WorkerTable.line(worker, in: tx)
    else { return nil }
    if let left = line.leftOn, left < today { return nil }
    return Colleague(
      name: line.name, actor: line.actor(on: today),
      viewer: Viewer(
        worker: worker, roles: line.roles, team: line.team, conflicts: line.conflicts,
        inspectionEnds: account.until))
  }
}
