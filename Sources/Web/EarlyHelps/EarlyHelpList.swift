import Domain
import HTML
import Hummingbird
import Store

/// `/earlyhelp`: what waits for a lead, what is open, whose review is overdue, what has closed; and
/// what was decided early help and nobody has asked for yet.
enum EarlyHelpList: HasRoutes {
  static let pageLength = 50

  static func add(to routes: Routes) {
    routes.get("/earlyhelp") { context in
      try await context.may(.seeEarlyHelp)
      let today = context.today
      let (all, decided, names) = try await context.read { tx in
        (
          try EarlyHelpTable.current(since: today.adding(months: -12), in: tx),
          try EarlyHelpTable.notAskedFor(in: tx), try WorkerTable.names(in: tx)
        )
      }
      let sight = try await context.sight(
        of: Set(all.flatMap(\.about) + decided.flatMap(\.people)).sorted())
      let seen = all.compactMap { line -> EarlyHelpBoard.Line? in
        switch sight.view(.seeEarlyHelp, of: line.about) {
        case .whole: EarlyHelpBoard.Line(help: line, isClosed: false)
        case .stub: EarlyHelpBoard.Line(help: line, isClosed: true)
        case .nothing: nil
        }
      }
      let stage = context.query["stage"].flatMap { EarlyHelpStage(rawValue: $0) }
      let lines = seen.filter { line in
        stage?.holds(line.help, on: today) ?? (![.refused, .closed].contains(line.help.status))
      }.sorted { $0.help.order < $1.help.order }
      let number = min(max(context.query["page"].flatMap { Int($0) } ?? 1, 1), 10_000)
      let shown = Array(lines.dropFirst((number - 1) * pageLength).prefix(pageLength))
      try await context.showed(
        Set(shown.filter { !$0.isClosed }.flatMap(\.help.about)).sorted(), by: .seeEarlyHelp)
      return context.page(
        earlyHelpListPage(
          EarlyHelpBoard(
            lines: shown, total: lines.count, number: number, stage: stage,
            counts: EarlyHelpStage.allCases.map { stage in
              (stage, seen.count { stage.holds($0.help, on: today) })
            },
            decided: context.can(.requestEarlyHelp)
              ? decided.filter { sight.view(.requestEarlyHelp, of: $0.people) == .whole } : [],
            names: Names(workers: names), today: today, seesFigures: context.can(.seeFigures))))
    }
  }
}

extension EarlyHelpTable.Line {
  /// What is due first comes first; what waits for nobody comes by its age.
  fileprivate var order: (String, Int) {
    ((reviewDue ?? asked?.on ?? requestedOn).iso, id.number)
  }
}

struct EarlyHelpBoard: Sendable {
  struct Line: Sendable {
    let help: EarlyHelpTable.Line
    /// Only that it is there is shown.
    let isClosed: Bool
  }

  let lines: [Line]
  let total: Int
  let number: Int
  let stage: EarlyHelpStage?
  let counts: [(EarlyHelpStage, Int)]
  let decided: [EarlyHelpTable.Decided]
  let names: Names
  let today: Day
  let seesFigures: Bool
}

func earlyHelpListPage(_ board: EarlyHelpBoard) -> Page {
  let rows = board.counts.map { stage, count -> SummaryRow in
    SummaryRow(
      stage.words,
      html: count == 0
        ? "None"
        : """
        \(textLink("\(count)", to: EarlyHelpPaths.list(stage), context: stage.words.lowercased()))\
        \(if: stage == .overdue, " \(tag("Overdue", kind: .danger))")
        """)
  }
  let pages = max(
    1, (board.total + EarlyHelpList.pageLength - 1) / EarlyHelpList.pageLength)
  var page = Page(
    board.stage.map { "Early help: \($0.words.lowercased())" } ?? "Early help",
    main: """
      \(figureStrip(rows))
      \(if: board.stage != nil, "<p>\(textLink("Show all that waits or is open", to: EarlyHelpPaths.all))</p>")
      \(if: board.stage == nil, decidedSection(board))
      \(table(
        id: "early-help", caption: board.stage?.words ?? "Waiting or open, what is due first on top",
        columns: [
          Column("Family"), Column("Stage"), Column("Lead"), Column("Began"), Column("Review due"),
        ], rows: board.lines.map { row($0, board) },
        empty: "Nothing is here. Early help is asked for from a contact that was decided early help, "
          + "from a referral, or from a child’s page."))
      \(pagination(
        current: board.number, pages: pages, label: "Pages of this list",
        url: { EarlyHelpPaths.list(board.stage ?? .open, page: $0) }))
      \(if: board.seesFigures, "<p>\(textLink("Who came back", to: CameBackPaths.page))</p>")
      """)
  page.caption = counted(board.total, "family", "families")
  return page
}

private func row(_ line: EarlyHelpBoard.Line, _ board: EarlyHelpBoard) -> TableRow {
  let help = line.help
  let isOverdue = help.isReviewOverdue(on: board.today)
  let stage: HTML =
    help.answerClock.map { "\(help.status.label) \($0.label(today: board.today))" }
    ?? help.status.label
  let due: HTML =
    help.reviewDue.map { "\($0.long)\(if: isOverdue, " \(tag("Overdue", kind: .danger))")" } ?? ""
  guard !line.isClosed else {
    return TableRow(["A restricted record", stage, "", "\(help.begunOn?.long ?? "")", due])
  }
  return TableRow(
    [
      textLink("\(help.id), \(listed(help.names))", to: EarlyHelpPaths.page(help.id)), stage,
      "\(help.leadWords(board.names))", "\(help.begunOn?.long ?? "Not begun")", due,
    ], isMarked: isOverdue)
}

/// What a decision promised and nobody has done: shown before all else.
private func decidedSection(_ board: EarlyHelpBoard) -> HTML {
  guard !board.decided.isEmpty else { return "" }
  let rows = board.decided.prefix(20).map { decided in
    TaskRow(
      "Ask for early help for \(listed(decided.names))",
      url: EarlyHelpPaths.request(decided.contact),
      hint: "Contact \(decided.contact), decided \(decided.decidedOn.long)")
  }
  let more = board.decided.count - rows.count
  return """
    <h2>Decided early help, and not asked for yet</h2>
    \(taskList(Array(rows)))
    \(if: more > 0, "<p>\(counted(more, "contact more waits", "contacts more wait")) after these.</p>")
    <h2>Families</h2>
    """
}

extension EarlyHelp.Status {
  var label: HTML {
    switch self {
    case .waiting: tag(words, kind: .warn)
    case .accepted: tag(words, kind: .info)
    case .open: tag(words, kind: .good)
    case .refused, .closed: tag(words)
    }
  }
}

extension EarlyHelp.Lead {
  func words(_ names: Names) -> String {
    switch self {
    case .worker(let id): names.of(id)
    case .outside(let person): "\(person.name), \(person.job), \(person.agency)"
    }
  }
}

extension EarlyHelp.Voice {
  func words(_ names: Names) -> String { email ?? names.of(worker) }
}

extension EarlyHelpTable.Line {
  func leadWords(_ names: Names) -> String {
    let now = lead.map { $0.words(names) }
    let next = asked.map { "asked: \($0.lead), \($0.on.long)" }
    let both = [now, next].compactMap { $0 }.joined(separator: "; ")
    return both.isEmpty ? "Nobody asked" : both
  }
}
