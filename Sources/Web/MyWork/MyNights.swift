import Domain
import HTML
import Store

/// What goes over between day and night, for one worker.
struct MyNights: Sendable {
  /// What the night passed to the worker or the team, and nobody has accepted.
  var waiting: [HandoverTable.Whole] = []
  /// Alerts for tonight that nobody has acknowledged, for whoever is on duty.
  var unacknowledged: Int?
  var now = Instant(milliseconds: 0)
}

/// What of the night stands in a worker's own list.
func nightRows(_ model: MyWorkModel) -> [TaskRow] {
  var rows = model.night.waiting.compactMap { whole -> TaskRow? in
    guard let open = whole.open else { return nil }
    let late = open.isLate(at: model.night.now)
    return TaskRow(
      "Accept from the night: \(whole.name)", url: HandoverPaths.page(whole.id),
      hint: "\(excerpt(open.need.words)) For \(open.to), by \(open.need.due.inShort)",
      status: late ? tag("Overdue", kind: .danger) : tag("To accept", kind: .warn))
  }
  if let new = model.night.unacknowledged {
    rows.append(
      TaskRow(
        counted(new, "alert for tonight", "alerts for tonight") + " not acknowledged",
        url: NightPaths.tonight,
        status: new > 0 ? tag("To read", kind: .warn) : nil))
  }
  return rows
}
