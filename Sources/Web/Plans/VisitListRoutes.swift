import Domain
import HTML
import Hummingbird
import Store

/// `/plans/visits`: every open plan with the visit that is due, for managers; each number opens its list.
enum VisitListRoutes: HasRoutes {
  private static let pageLength = 50

  static func add(to routes: Routes) {
    routes.get("/plans/visits") { try await page($0) }
  }

  private static func page(_ context: Context) async throws -> Response {
    try await context.may(.seePlan)
    let today = context.today
    let all = try await context.read { try PlanTable.standing(today: today, in: $0) }
    let sight = try await context.sight(of: all.map(\.child))
    let seen = all.compactMap { one -> VisitBoard.Line? in
      switch sight.view(.seePlan, of: [one.child]) {
      case .whole: VisitBoard.Line(plan: one, isClosed: false)
      case .stub: VisitBoard.Line(plan: one, isClosed: true)
      case .nothing: nil
      }
    }
    let list = context.query["show"].flatMap { VisitList(rawValue: $0) }
    let lines = seen.filter { list?.holds($0.plan, on: today) ?? true }
    let number = min(max(context.query["page"].flatMap { Int($0) } ?? 1, 1), 10_000)
    let shown = Array(lines.dropFirst((number - 1) * pageLength).prefix(pageLength))
    try await context.showed(shown.filter { !$0.isClosed }.map(\.plan.child), by: .seePlan)
    return context.page(
      visitListPage(
        VisitBoard(
          lines: shown, total: lines.count, number: number,
          pages: max(1, (lines.count + pageLength - 1) / pageLength), list: list,
          counts: VisitList.allCases.map { list in
            (list, seen.count { list.holds($0.plan, on: today) })
          }, today: today)))
  }
}

struct VisitBoard: Sendable {
  struct Line: Sendable {
    let plan: PlanTable.Standing
    /// Only that it is there is shown.
    let isClosed: Bool
  }

  let lines: [Line]
  let total: Int
  let number: Int
  let pages: Int
  let list: VisitList?
  let counts: [(VisitList, Int)]
  let today: Day
}

func visitListPage(_ board: VisitBoard) -> Page {
  let figures = board.counts.map { list, count in
    SummaryRow(
      list.words,
      html: count == 0
        ? "None"
        : textLink("\(count)", to: PlanPaths.visits(list), context: list.words.lowercased()))
  }
  var page = Page(
    board.list.map { "Plans: \($0.words.lowercased())" } ?? "Plans and visits",
    main: """
      \(figureStrip(figures))
      \(if: board.list != nil, "<p>\(textLink("Show all open plans", to: PlanPaths.visits()))</p>")
      \(table(
        id: "plans", caption: board.list?.words ?? "Open plans, the visit that is due first on top",
        columns: [
          Column("Child"), Column("Plan"), Column("Worker"), Column("Last seen"),
          Column("Visit due by"), Column("Missed", isNumeric: true), Column("Review by"),
        ], rows: board.lines.map { row($0, board.today) },
        empty: "No plan is in this list."))
      \(pagination(
        current: board.number, pages: board.pages, label: "Pages of this list",
        url: { PlanPaths.visits(board.list, page: $0) }))
      """)
  page.caption = counted(board.total, "plan", "plans")
  return page
}

private func row(_ line: VisitBoard.Line, _ today: Day) -> TableRow {
  let (one, visits) = (line.plan, line.plan.visits)
  let isLate = visits.isLate(today: today)
  let isReviewLate = one.reviewDue.map { $0 < today } ?? false
  let next: HTML = """
    \((visits.lateSince(today: today) ?? visits.nextDue)?.long ?? "Not known")\
    \(if: isLate, " \(tag("Late", kind: .danger))")
    """
  let review: HTML = """
    \(one.reviewDue?.long ?? "Not known")\(if: isReviewLate, " \(tag("Late", kind: .danger))")
    """
  guard !line.isClosed else {
    return TableRow(
      ["A restricted record", "\(one.plan.kind.words)", "", "", next, "", review],
      isMarked: isLate)
  }
  let with = [one.workerName, one.teamName].compactMap { $0 }.joined(separator: ", ")
  return TableRow(
    [
      textLink(one.childName, to: PersonPaths.child(one.child)),
      textLink("\(one.plan.kind.words) \(one.id)", to: PlanPaths.page(one.id)),
      "\(with.isEmpty ? "Nobody yet" : with)",
      "\(visits.lastSeen.map { "\($0.long)\($0 == visits.lastAlone ? ", alone" : "")" } ?? "Not yet")",
      next, "\(visits.missed.count)", review,
    ], isMarked: isLate)
}
