import Domain
import HTML
import Hummingbird
import Store

/// `/calls`: what reached the front door and is no contact, by day; recorded in one short form and
/// counted beside the contacts.
enum CallRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/calls") { try await list($0) }
    routes.get("/calls/new") { context in
      try await context.may(.recordContact)
      return try await context.show(newForm)
    }
    routes.post("/calls/new") { try await record($0) }
    routes.get("/calls/:call/correct") { context in
      try await context.may(.recordContact)
      return try await context.show(correctForm(try await call(context)))
    }
    routes.post("/calls/:call/correct") { try await correct($0) }
  }

  private static func call(_ context: Context) async throws -> CallTable.Line {
    let id = try context.id("call", of: Call.self)
    return try context.found(try await context.read { try CallTable.line(id, in: $0) })
  }

  private static func list(_ context: Context) async throws -> Response {
    try await context.may(.seeFrontDoor)
    let day = context.query["on"].flatMap { Day(iso: $0) } ?? context.today
    let (lines, total) = try await context.read { tx in
      (try CallTable.lines(on: day, in: tx), try CallTable.total(on: day, in: tx))
    }
    var page = callsPage(
      lines, total: total, on: day, names: Names(workers: try await context.workerNames()),
      canRecord: context.can(.recordContact))
    if context.query["done"] == "yes" {
      page.banner = notificationBanner("Recorded. It is counted below.")
    }
    return context.page(page)
  }

  private static var newForm: FormPage {
    var form = FormPage(
      "Record a call that is not a contact",
      FormDefinition(
        "call", edition: "1",
        [
          Question(
            "kind", .one(Call.Kind.allCases.map { Choice($0.rawValue, $0.words) }),
            "What was it?"),
          Question("on", .day, "Day"),
          Question("count", .number, "How many", hint: "Of this kind, on this day."),
          Question(
            "words", .text(.full), "What it was about",
            hint: "A few words without names. Needed only for something else.", optional: true),
        ]), path: CallPaths.new, submit: "Record the call")
    form.around = { $0.trail = .back("Front door", to: ContactPaths.board) }
    form.before = """
      <p>A worry about a child is a contact, also when nobody is named: \
      \(textLink("record a contact", to: ContactPaths.new)).</p>
      """
    return form
  }

  private static func record(_ context: Context) async throws -> Response {
    try await context.may(.recordContact)
    let today = context.today
    return try await context.submit(newForm) { reader -> Call.Details? in
      let kind: Call.Kind? = reader.code("kind", "what it was")
      let on = reader.day("on", "the day", latest: today)
      let count = reader.number("count", "how many there were", in: 1...Call.most)
      let words = reader.textIfAny("words", "what it was about", longest: 300)
      guard let kind, let on, let count, reader.errors.isEmpty else { return nil }
      return Call.Details(on: on, kind: kind, count: count, words: words)
    } perform: { details, sending in
      let _: Done<Call> = try await context.house.store.perform(.record(details), as: sending.act)
      return CallPaths.list(on: details.on, done: true)
    }
  }

  private static func correctForm(_ call: CallTable.Line) -> FormPage {
    var form = FormPage(
      "Correct how many there were",
      FormDefinition(
        "call-correction", edition: "1",
        [
          Question("count", .number, "How many", hint: "0 takes the entry out of the count."),
          Question("reason", .text(.full), "Why the number changes"),
        ]), path: CallPaths.correct(call.id), submit: "Correct the count", version: call.version)
    form.record["count"] = "\(call.count)"
    form.around = { $0.trail = .back("Calls", to: CallPaths.list(on: call.details.on)) }
    form.before = "<p>\(call.details.kind.words), \(call.details.on.long).</p>"
    return form
  }

  private static func correct(_ context: Context) async throws -> Response {
    try await context.may(.recordContact)
    let call = try await call(context)
    return try await context.submit(correctForm(call)) { reader -> Call.Command? in
      let count = reader.number("count", "how many there were", in: 0...Call.most)
      let reason = reader.text("reason", "it", ask: "Say why the number changes", longest: 300)
      guard let count, let reason else { return nil }
      return .correct(count: count, reason: reason)
    } perform: { command, sending in
      let _: Done<Call> = try await context.house.store.perform(
        command, on: call.id, expecting: sending.version, as: sending.act)
      return CallPaths.list(on: call.details.on, done: true)
    }
  }
}

func callsPage(
  _ lines: [CallTable.Line], total: Int, on day: Day, names: Names, canRecord: Bool
) -> Page {
  let rows = lines.map { line -> TableRow in
    let correction: HTML? = line.correction.map {
      """
      <p class="meta">\(line.details.count) at first; corrected on \($0.on.long) by \
      \(names.of($0.by)): \($0.reason)</p>
      """
    }
    let change: HTML =
      canRecord
      ? textLink("Correct", to: CallPaths.correct(line.id), context: line.id.description) : ""
    return TableRow([
      "\(line.details.kind.words)", "\(line.details.words ?? "")\(correction)",
      "\(names.of(line.recordedBy)), \(line.recordedAt.long)", "\(line.count)", change,
    ])
  }
  var page = Page(
    "Calls that are no contacts",
    main: """
      \(if: canRecord, buttonGroup(
        buttonLink("Record a call", to: CallPaths.new, kind: .secondary)))
      \(table(
        id: "calls", caption: "\(day.longWithWeekday): \(total) in all",
        columns: [
          Column("What it was"), Column("About"), Column("Recorded"),
          Column("How many", isNumeric: true), Column("Change", isTitleHidden: true),
        ], rows: rows, empty: "None is recorded for \(day.longWithWeekday)."))
      <p>\(textLink("The day before", to: CallPaths.list(on: day.adding(days: -1)))) · \
      \(textLink("The day after", to: CallPaths.list(on: day.adding(days: 1))))</p>
      """)
  page.trail = .back("Front door", to: ContactPaths.board)
  return page
}
