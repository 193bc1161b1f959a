import Domain
import HTML
import Store

/// What of the night stands in a worker's own list.
func nightRows(_ model: MyWorkModel) -> [TaskRow] {
  var rows = model.nights.compactMap { whole -> TaskRow? in
    guard let open = whole.open else { return nil }
    let late = open.isLate(at: model.now)
    return TaskRow(
      "Accept from the night: \(whole.name)", url: HandoverPaths.page(whole.id),
      hint: "\(excerpt(open.need.words)) For \(open.to), by \(open.need.due.inShort)",
      status: late ? tag("Overdue", kind: .danger) : tag("To accept", kind: .warn))
  }
  if let new = model.unacknowledged {
    rows.append(
      TaskRow(
        counted(new, "alert for tonight", "alerts for tonight") + " not acknowledged",
        url: NightPaths.tonight,
        status: new > 0 ? tag("To read", kind: .warn) : nil))
  }
  return rows
}
