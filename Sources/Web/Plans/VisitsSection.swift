import Domain
import HTML
import Store

/// Visits under a plan: the strip, the same as a table, and what is due.
func visitsSection(_ model: PlanRecord) -> HTML {
  let (plan, visits) = (model.plan, model.whole.visits)
  let isLate = visits.isLate(today: model.today)
  var rows: [SummaryRow] = []
  if let due = visits.lateSince(today: model.today) ?? visits.nextDue {
    rows.append(
      SummaryRow(
        "Visit due by",
        html: "\(due.longWithWeekday)\(if: isLate, " \(tag("Late", kind: .danger))")"))
  }
  rows += [
    SummaryRow("At least every", visits.rule.map { "\($0.words) (\($0.source))" }),
    SummaryRow("Seen, since the plan began", counted(visits.seen, "time", "times")),
    SummaryRow("Of these alone", counted(visits.alone, "time", "times")),
    SummaryRow("Visited or tried, not seen", counted(visits.attempts, "time", "times")),
    SummaryRow("Due and missed", counted(visits.missed.count, "time", "times")),
  ]
  let shown = Array(visits.weeks.suffix(52))
  let label =
    "Visits in \(counted(shown.count, "week", "weeks")): seen alone in \(shown.count { $0.box == .alone }), "
    + "seen in \(shown.count { $0.box == .seen }), tried in \(shown.count { $0.box == .attempted }), "
    + "missed in \(shown.count { $0.box == .missed })"
  let weeks = shown.reversed().map { week -> TableRow in
    let met = week.visits.map { visit -> HTML in
      """
      <li>\(visit.on.long): \(textLink(visit.sight.words, to: NotePaths.page(visit.note), context: visit.on.long))</li>
      """
    }
    let missed = week.missed.map { "<li>Due by \($0.long), missed</li>" as HTML }
    return TableRow(
      [
        "\(week.monday.long)", "\(week.box.words)",
        met.isEmpty && missed.isEmpty
          ? "None" : "<ul>\(each: met, { $0 })\(each: missed, { $0 })</ul>",
      ], isMarked: !week.missed.isEmpty && week.best?.wasSeen != true)
  }
  let agreed = plan.patterns.reversed().map { pattern in
    SummaryRow(
      "From \(pattern.from.long)",
      "At least every \(pattern.rule.words). \(pattern.words) (\(model.names.of(pattern.by)))")
  }
  let cut: HTML =
    visits.weeks.count > shown.count ? "<p class=\"meta\">The last 52 weeks are shown.</p>" : ""
  return """
    <section><h2>Visits</h2>
    \(if: isLate, warningText(lateWords(model)))
    \(summaryList(rows))
    \(visitStrip(shown.map(\.box), label: label))
    \(visitLegend())
    \(details("The same week by week, as a table", content: """
      \(cut)\(table(
        id: "visits", caption: "Visits by week, newest first",
        columns: [Column("Week from"), Column("What the box shows"), Column("Visits")], rows: weeks))
      """ as HTML))
    \(if: !agreed.isEmpty, "<h3>What was agreed for this plan</h3>\(summaryList(agreed))")</section>
    """
}

private func lateWords(_ model: PlanRecord) -> String {
  let visits = model.whole.visits
  let last = visits.lastSeen.map { "was last seen on \($0.long)" } ?? "has not been seen yet"
  return "\(model.whole.childName) \(last) and was due to be seen by "
    + "\(visits.lateSince(today: model.today)?.long ?? ""). Visit, or record the visit."
}

extension PlanVisits {
  /// The first day on which the child was to be seen at the latest, of those since they last were.
  func lateSince(today: Day) -> Day? {
    guard isLate(today: today) else { return nil }
    return missed.first { $0 >= (lastSeen ?? countedFrom) }
  }
}

extension PlanVisits.Week {
  /// The most that the child was met that week; a missed visit shows where the child was not seen.
  var box: VisitBox {
    switch best {
    case .alone: .alone
    case .seen: .seen
    case .notSeen, .notLetIn, .nobodyHome, .calledOff: missed.isEmpty ? .attempted : .missed
    case nil: missed.isEmpty ? .empty : .missed
    }
  }
}
