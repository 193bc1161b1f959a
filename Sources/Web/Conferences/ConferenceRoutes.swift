import Domain
import HTML
import Hummingbird
import Store

/// `/conferences`, `/conferences/X-1` and what is done with one.
enum ConferenceRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/conferences") { try await list($0) }
    routes.get("/conferences/:conference") { context in
      let whole = try await context.conference(.seeProtection)
      return context.page(try await conferencePage(whole, context))
    }
    for act in ConferenceAct.allCases {
      routes.get("/conferences/:conference/\(act.path)") { context in
        let whole = try await context.conference(act.deed)
        return try await context.show(try await act.form(whole, context))
      }
      routes.post("/conferences/:conference/\(act.path)") { try await send(act, $0) }
    }
  }

  private static func send(_ act: ConferenceAct, _ context: Context) async throws -> Response {
    let whole = try await context.conference(act.deed)
    let form = try await act.form(whole, context)
    if context.act?.hasPrefix("add-") == true { return context.showAgain(form) }
    let place = try act.place(context)
    let workers = act == .decide ? try await context.workersToChoose() : []
    let today = context.today
    return try await context.submit(form) { reader in
      act.read(&reader, whole, place, workers: workers, today: today)
    } perform: { command, sending in
      let _: Done<Conference> = try await context.house.store.perform(
        command, on: whole.id, expecting: sending.version, as: sending.act)
      return ConferencePaths.page(whole.id, done: act.done)
    }
  }

  private static func list(_ context: Context) async throws -> Response {
    try await context.may(.seeProtection)
    let (waiting, plans, enquiries) = try await context.read { tx in
      (
        try ConferenceTable.waiting(in: tx), try ConferenceTable.toReview(in: tx),
        try EnquiryTable.current(in: tx)
      )
    }
    let toArrange = enquiries.filter {
      !$0.waitingForConference.isEmpty && $0.conferences.isEmpty
        && ($0.enquiry.outcomes.isEmpty || $0.enquiry.outcomes.values.contains { $0.conference })
    }
    let about =
      waiting.flatMap(\.people) + plans.map(\.child.id) + toArrange.flatMap(\.people)
    let sight = try await context.sight(of: Set(about).sorted())
    func open(_ people: [PersonID]) -> Bool {
      sight.view(.seeProtection, of: people) == .whole
    }
    let mine = context.query["chair"] == "me" ? context.worker : nil
    let board = ConferenceBoard(
      waiting: waiting.filter { open($0.people) && (mine == nil || $0.chair == mine) },
      reviews: mine == nil
        ? plans.filter { $0.arranged == nil && open([$0.child.id]) } : [],
      initial: mine == nil ? toArrange.filter { open($0.people) } : [],
      isMine: mine != nil, canChair: context.can(.chairConference), today: context.today)
    try await context.showed(board.people, by: .seeProtection)
    return context.page(conferenceList(board))
  }
}

extension Context {
  /// The conference in the address, once the worker may do this with it.
  func conference(_ deed: Deed) async throws -> ConferenceTable.Whole {
    let id: ConferenceID = try id("conference")
    let whole = try found(try await read { try ConferenceTable.whole(id, in: $0) })
    try await may(deed, about: whole.people, record: FactStream(id))
    return whole
  }
}

/// What the list of conferences knows.
struct ConferenceBoard: Sendable {
  let waiting: [ConferenceTable.Line]
  /// Plans in force of which no review is arranged.
  let reviews: [ConferenceTable.ToReview]
  /// Enquiries whose conference is not arranged.
  let initial: [EnquiryTable.Whole]
  let isMine: Bool
  let canChair: Bool
  let today: Day

  var people: [PersonID] {
    Set(
      waiting.flatMap(\.people) + reviews.map(\.child.id) + initial.flatMap(\.people)
    ).sorted()
  }
}

func conferenceList(_ board: ConferenceBoard) -> Page {
  let today = board.today
  let rows = board.waiting.map { line -> TableRow in
    let planned = line.plannedFor.map { "\($0.at.words), \($0.place)" } ?? "Not planned"
    return TableRow(
      [
        textLink("\(line.id), \(line.children.listedNames)", to: ConferencePaths.page(line.id)),
        "\(line.kind.words)", "\(planned)", "\(line.chairName ?? "Nobody yet")",
        line.clock.label(today: today),
      ], isMarked: line.clock.state(today: today).isLate)
  }
  let late = board.waiting.count { $0.clock.state(today: today).isLate }
  let figures = [
    SummaryRow("Still to be held", "\(board.waiting.count)"),
    SummaryRow("Of those late", "\(late)"),
    SummaryRow("To be arranged", "\(board.initial.count + board.reviews.count)"),
  ]
  let switching =
    board.isMine
    ? textLink("Show all conferences", to: ConferencePaths.all)
    : textLink("Show those I chair", to: ConferencePaths.all + "?chair=me")
  var page = Page(
    board.isMine ? "Conferences that I chair" : "Conferences",
    main: """
      \(figureStrip(figures))
      \(if: board.canChair, "<p>\(switching)</p>")
      \(table(
        id: "conferences", caption: "Still to be held, the one due first on top",
        columns: [
          Column("Children"), Column("Conference"), Column("Planned"), Column("Chair"), Column("Due"),
        ], rows: rows, empty: "No conference waits to be held."))
      \(toArrange(board))
      """)
  page.caption = counted(board.waiting.count, "conference", "conferences")
  return page
}

private func toArrange(_ board: ConferenceBoard) -> HTML {
  let initial = board.initial.map { whole in
    TaskRow(
      "Arrange the initial conference about \(whole.children.listedNames)",
      url: EnquiryPaths.page(whole.id), hint: "Enquiry \(whole.id)",
      status: whole.conferenceClock.label(today: board.today))
  }
  let reviews = board.reviews.map { plan in
    TaskRow(
      "Arrange the review about \(plan.child.name)", url: ConferencePaths.review(plan.child.id),
      hint: "On a plan since \(plan.from.long), \(plan.category.meaning.lowercasedFirst)",
      status: plan.clock.label(today: board.today))
  }
  let rows = initial + reviews
  guard !rows.isEmpty else { return "" }
  return "<h2>To be arranged</h2>\(taskList(rows))"
}
