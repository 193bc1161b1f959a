import Domain
import HTML
import Hummingbird
import Store

/// `/police/reconciliation?day=2026-03-16`: what came on a day is assessed, carried over with a reason, or
/// still unassessed; at the end of the day the last is empty (A6).
enum PoliceReconciliation: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/police/reconciliation") { try await page($0) }
  }

  private static func page(_ context: Context) async throws -> Response {
    try await context.may(context.seesAsSent ? .assessPolice : .seeFrontDoor)
    let asked = context.query["day"].flatMap { Day(iso: $0) } ?? context.today
    let day = min(asked, context.today)
    let read = try await context.read { tx in
      let all = try PoliceNotificationTable.day(day, in: tx)
      let ids = Set(all.lines.map(\.id) + all.routed.map(\.id)).sorted()
      return (
        day: all, wholes: try PoliceNotificationTable.whole(ids, in: tx),
        names: try WorkerTable.names(in: tx)
      )
    }
    let sight = try await context.policeSight(of: read.wholes)
    let hidden = Set(read.wholes.filter { sight($0) == .nothing }.map(\.id))
    var model = PoliceDayModel(
      day: read.day.leavingOut(hidden), names: Names(workers: read.names), today: context.today,
      by: context.signedIn.name, now: context.now, canCarry: context.can(.assessPolice))
    model.shown = context.query["show"].flatMap { PoliceShown(rawValue: $0) }
    for one in read.wholes {
      model.wholes[one.id] = one
      if sight(one) == .stub { model.closed.insert(one.id) }
    }
    let listed = Set(model.listed.map(\.id))
    let people = read.wholes.filter { listed.contains($0.id) && sight($0) == .whole }
      .flatMap(\.matched)
    try await context.showed(
      Set(people).sorted(), by: context.seesAsSent ? .assessPolice : .seePolice)
    return context.page(policeDayPage(model))
  }
}

struct PoliceDayModel: Sendable {
  let day: PoliceDay
  let names: Names
  let today: Day
  let by: String
  let now: Instant
  let canCarry: Bool
  var shown: PoliceShown?
  var wholes: [PoliceNotificationID: PoliceNotificationTable.Whole] = [:]
  var closed: Set<PoliceNotificationID> = []

  struct Listed: Sendable {
    let id: PoliceNotificationID
    let position: Int?
    let state: PoliceDay.State?
  }

  func list(_ shown: PoliceShown) -> [Listed] {
    func lines(_ lines: [PoliceDay.Line]) -> [Listed] {
      lines.map { Listed(id: $0.id, position: $0.position, state: $0.state) }
    }
    func routed(_ route: PoliceNotification.Route) -> [Listed] {
      day.routed(route).map { Listed(id: $0.id, position: nil, state: nil) }
    }
    return switch shown {
    case .brought: lines(day.broughtForward)
    case .received: lines(day.received)
    case .assessed: lines(day.assessed)
    case .carried: lines(day.carriedOver)
    case .unassessed: lines(day.unassessed)
    case .openWork: routed(.openWork)
    case .contact: routed(.contact)
    case .information: routed(.information)
    }
  }

  /// What is still to be done first, where nothing was asked for.
  var open: PoliceShown { shown ?? (day.unassessed.isEmpty ? .received : .unassessed) }
  var listed: [Listed] { list(open) }
}

func policeDayPage(_ model: PoliceDayModel) -> Page {
  let day = model.day
  let left = day.unassessed.count
  let words: HTML =
    left == 0
    ? inset(
      "<p><strong>Nothing is unassessed.</strong> What came is assessed, or carried over with a reason.</p>"
    )
    : warningText(
      "\(counted(left, "report is", "reports are")) unassessed. Assess each, or carry it over with a "
        + "reason.")
  var main: HTML = """
    \(dayLinks(model))
    \(words)
    \(figures(model, "To be assessed on this day", [.brought, .received],
      total: ("Brought forward and received", day.lines.count)))
    \(figures(model, "What became of it", [.assessed, .carried, .unassessed],
      total: ("Assessed, carried over and unassessed", day.assessed.count + day.carriedOver.count + left)))
    \(figures(model, "Routed on this day", [.openWork, .contact, .information],
      total: ("Routed", day.routed.count)))
    """
  main += """
    <section><h2>\(model.open.words)</h2>
    \(table(
      id: "listed", caption: "\(model.open.words), \(day.day.longWithWeekday)",
      columns: [
        Column("Notification"), Column("Received"), Column("Grade"), Column("Now"),
        Column("This day"),
      ],
      rows: model.listed.map { row($0, model) },
      empty: "Nothing stands here on this day.", isCaptionHidden: true))</section>
    """
  var page = Page("Reconciliation of the day", main: main)
  page.caption = day.day.longWithWeekday
  page.about = day.day.long
  page.trail = .back("Police notifications", to: PolicePaths.board)
  page.printHeader =
    "Police notifications · \(day.day.long) · printed by \(model.by) on \(model.now.long)"
  return page
}

private func dayLinks(_ model: PoliceDayModel) -> HTML {
  let day = model.day.day
  let before = textLink("Day before", to: PolicePaths.reconciliation(day.adding(days: -1)))
  let after: HTML? =
    day < model.today
    ? " · \(textLink("Day after", to: PolicePaths.reconciliation(day.adding(days: 1))))" : nil
  return "<p>\(before)\(after)</p>"
}

/// Numbers that each open their list, and their sum.
private func figures(
  _ model: PoliceDayModel, _ title: String, _ shown: [PoliceShown], total: (String, Int)
) -> HTML {
  let rows = shown.map { one in
    let count = model.list(one).count
    return SummaryRow(
      one.words,
      html: textLink(
        "\(count)", to: PolicePaths.reconciliation(model.day.day, show: one),
        context: one.words.lowercased()))
  }
  return card(title, content: summaryList(rows + [SummaryRow(total.0, "\(total.1)")]))
}

private func row(_ listed: PoliceDayModel.Listed, _ model: PoliceDayModel) -> TableRow {
  guard let one = model.wholes[listed.id], !model.closed.contains(listed.id) else {
    return TableRow(["A restricted record", "", "", "", state(listed, model, one: nil)])
  }
  let again = (listed.position ?? 0) > 0 ? ", told again" : ""
  let report =
    one.reports.indices.contains(listed.position ?? 0) ? one.reports[listed.position ?? 0] : nil
  return TableRow(
    [
      textLink("\(one.id), \(one.reference)\(again)", to: PolicePaths.page(one.id)),
      "\(report?.receivedAt.long ?? "")", gradeLabel(one.grade), "\(one.status.words)",
      state(listed, model, one: one),
    ], isMarked: listed.state == .unassessed)
}

private func state(
  _ listed: PoliceDayModel.Listed, _ model: PoliceDayModel,
  one: PoliceNotificationTable.Whole?
) -> HTML {
  switch listed.state {
  case .assessed: return "Assessed"
  case .carriedOver(let reason, let by):
    return one == nil ? "Carried over" : "Carried over by \(model.names.of(by)): \(reason)"
  case .unassessed:
    guard model.canCarry, let one, !one.isAssessed else { return "Unassessed" }
    let carry = textLink(
      "Carry over", to: PolicePaths.carryOver(one.id, day: model.day.day), context: "\(one.id)")
    return """
      Unassessed. \(textLink("Assess", to: PolicePaths.assess(one.id), context: "\(one.id)")), or \
      \(carry)
      """
  case nil: return "Routed"
  }
}
