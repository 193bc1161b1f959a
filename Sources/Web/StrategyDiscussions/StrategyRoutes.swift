import Domain
import HTML
import Hummingbird
import Store

/// `/strategy/V-1`, the list of those that are still to be held, and what is done with one.
enum StrategyRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/strategy") { try await list($0) }
    routes.get("/strategy/:strategy") { context in
      let whole = try await context.strategy(.seeProtection)
      return context.page(try await strategyPage(whole, context))
    }
    routes.get("/strategy/:strategy/summary") { context in
      let whole = try await context.strategy(.seeProtection)
      return context.page(strategySummary(whole, context))
    }
    for act in StrategyAct.allCases {
      routes.get("/strategy/:strategy/\(act.path)") { context in
        let whole = try await context.strategy(.holdStrategy)
        return try await context.show(try await act.form(whole, context))
      }
      routes.post("/strategy/:strategy/\(act.path)") { try await send(act, $0) }
    }
  }

  private static func send(_ act: StrategyAct, _ context: Context) async throws -> Response {
    let whole = try await context.strategy(.holdStrategy)
    let form = try await act.form(whole, context)
    if context.act?.hasPrefix("add-") == true { return context.showAgain(form) }
    let place = try act.place(context)
    let workers = act == .decide ? try await context.workersToChoose() : []
    let (today, now) = (context.today, context.now)
    return try await context.submit(form) { reader in
      act.read(&reader, whole, place, workers: workers, today: today, now: now)
    } perform: { command, sending in
      do {
        let _: Done<StrategyDiscussion> = try await context.house.store.perform(
          command.seeing(sending.version), on: whole.id,
          expecting: act.isVersioned ? sending.version : nil, as: sending.act)
      } catch let refusal as Refusal where refusal.rule == "strategydiscussion.lane-changed" {
        throw Conflict(
          stream: FactStream(whole.id), seen: sending.version ?? 0, now: form.version ?? 0)
      }
      return StrategyPaths.page(whole.id, done: act.done)
    }
  }

  private static func list(_ context: Context) async throws -> Response {
    try await context.may(.seeProtection)
    let (waiting, followUp) = try await context.read { tx in
      (
        try StrategyDiscussionTable.waiting(in: tx),
        try StrategyDiscussionTable.toFollowUp(in: tx)
      )
    }
    let sight = try await context.sight(of: Set((waiting + followUp).flatMap(\.people)).sorted())
    func open(_ lines: [StrategyDiscussionTable.Line]) -> [StrategyDiscussionTable.Line] {
      lines.filter { sight.view(.seeProtection, of: $0.people) == .whole }
    }
    let (held, told) = (open(waiting), open(followUp))
    try await context.showed(Set((held + told).flatMap(\.people)).sorted(), by: .seeProtection)
    return context.page(strategyList(held, told, today: context.today))
  }
}

extension Context {
  /// The discussion in the address, once the worker may do this with it.
  func strategy(_ deed: Deed) async throws -> StrategyDiscussionTable.Whole {
    let id: StrategyDiscussionID = try id("strategy")
    let whole = try found(try await read { try StrategyDiscussionTable.whole(id, in: $0) })
    try await may(deed, about: whole.people, record: FactStream(id))
    return whole
  }
}

func strategyList(
  _ waiting: [StrategyDiscussionTable.Line], _ toFollowUp: [StrategyDiscussionTable.Line],
  today: Day
) -> Page {
  let rows = waiting.map { line in
    TableRow(
      [
        textLink("\(line.id), \(line.children.listedNames)", to: StrategyPaths.page(line.id)),
        "\(line.informationOn.long)", "\(line.plannedFor.map { $0.words } ?? "Not planned")",
        line.clock?.label(today: today) ?? "",
      ], isMarked: line.clock?.state(today: today).isLate ?? false)
  }
  let told = toFollowUp.map { line in
    TaskRow(
      "Tell \(line.toFollowUp.inWords) about \(line.id), \(line.children.listedNames)",
      url: StrategyPaths.page(line.id),
      hint: "Held without them on \(line.heldOn?.long ?? "")",
      status: tag("To be told", kind: .warn))
  }
  var page = Page(
    "Strategy discussions",
    main: """
      \(if: !told.isEmpty, "<h2>Held at night without everybody</h2>\(taskList(told))<h2>Still to be held</h2>")
      \(table(
        id: "strategy", caption: "Not held yet, the oldest information on top",
        columns: [Column("Children"), Column("Information of"), Column("Planned"), Column("Clock")],
        rows: rows,
        empty: "No discussion waits. One is begun from a child’s page or from a referral."))
      """)
  page.caption = counted(waiting.count, "discussion waits", "discussions wait")
  return page
}

extension Instant {
  /// `16 June 2026, 9:32am`
  var words: String { "\(day.long), \(clock)" }
}

extension StrategyDiscussion.Command {
  /// Of a lane: the moment of the text from which the worker began, which the form holds as its version.
  fileprivate func seeing(_ version: Int?) -> Self {
    guard case .write(let agency, let text, _, let now) = self else { return self }
    let seen = version.flatMap { $0 == 0 ? nil : Instant(milliseconds: Int64($0)) }
    return .write(agency, text: text, seen: seen, now: now)
  }
}
