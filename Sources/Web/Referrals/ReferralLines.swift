import Domain
import HTML
import Store

/// A referral in a list, and whether its record is closed to the worker who looks.
struct ReferralLine: Sendable {
  let line: ReferralTable.Line
  let isClosed: Bool
}

func referralTable(
  id: String, caption: String, _ lines: [ReferralLine], empty: String, canAllocate: Bool,
  today: Day
) -> HTML {
  table(
    id: id, caption: caption,
    columns: [
      Column("Child"), Column("Referred"), Column("Primary need"), Column("Decision"),
      Column("Waiting"), Column("Team"), Column("Act", isTitleHidden: true),
    ],
    rows: lines.map { row($0, canAllocate: canAllocate, today: today) }, empty: empty)
}

private func row(_ shown: ReferralLine, canAllocate: Bool, today: Day) -> TableRow {
  let line = shown.line
  let clock: HTML =
    line.allocationClock.map { $0.label(today: today) }
    ?? "\(counted(today - line.receivedOn, "day", "days"))"
  if shown.isClosed {
    return TableRow(["A restricted record", "\(line.receivedOn.long)", "", "", clock, "", ""])
  }
  let decision: HTML =
    line.outcome.map { "\($0.words)" }
    ?? line.decisionClock.map { "Not decided. \($0.label(today: today))" } ?? "Imported"
  return TableRow(
    [
      textLink("\(line.childName), \(line.id)", to: ReferralPaths.record(line.id)),
      "\(line.receivedOn.long)", "\(line.primaryNeed?.meaning ?? "Not recorded")", decision, clock,
      "\(line.teamName ?? "None")",
      canAllocate
        ? textLink(
          "Give to a worker", to: ReferralPaths.allocate(line.id), context: line.childName) : "",
    ], isMarked: line.allocationClock?.state(today: today).isLate ?? false)
}
