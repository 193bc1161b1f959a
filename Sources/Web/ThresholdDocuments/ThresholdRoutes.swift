import Domain
import HTML
import Hummingbird
import Store

/// `/thresholds`: the document by which the level of need is chosen; `/thresholds/consistency`: how
/// evenly it is used.
enum ThresholdRoutes: HasRoutes {
  static func add(to routes: Routes) {
    // Nothing of a child is in it: whoever may sign in reads it.
    routes.get("/thresholds") { context in
      let editions = try await context.read { try ThresholdDocumentTable.editions(in: $0) }
      let shown = try context.found(
        context.query["edition"].map { editions.edition($0) } ?? editions.inForce(on: context.today)
      )
      return context.page(
        thresholdsPage(
          shown, of: editions, today: context.today, seesFigures: context.can(.seeFigures)))
    }
    routes.get("/thresholds/consistency") { try await consistency($0) }
    routes.get("/thresholds/consistency/contacts") { try await decisions($0) }
  }

  private static func consistency(_ context: Context) async throws -> Response {
    try await context.may(.seeFigures)
    let question = question(context)
    let by = context.query["by"].flatMap { Consistency.Grouping(rawValue: $0) } ?? .set
    let (decisions, thresholds) = try await context.read { tx in
      (
        try Consistency.decisions(question, in: tx), try ThresholdDocumentTable.editions(in: tx)
      )
    }
    let model = ConsistencyModel(
      question: question, by: by, decided: decisions.count,
      lines: Consistency.lines(decisions, by: by),
      names: Names(workers: try await context.workerNames()), thresholds: thresholds,
      today: context.today)
    return context.page(consistencyPage(model))
  }

  /// The decisions behind one number, as far as each of them may be seen.
  private static func decisions(_ context: Context) async throws -> Response {
    try await context.may(.seeFigures)
    let question = question(context)
    guard let by = context.query["by"].flatMap({ Consistency.Grouping(rawValue: $0) }) else {
      throw NotHere()
    }
    let key = context.query["key"] ?? ""
    let level = context.query["level"].flatMap(Int.init).flatMap { Contact.Level(rawValue: $0) }
    let (found, people, thresholds) = try await context.read { tx in
      let found = try Consistency.decisions(question, in: tx).filter {
        $0.keys(by).contains(key) && (level == nil || $0.level == level)
      }
      return (
        found, try ContactTable.matched(in: found.map(\.contact), tx),
        try ThresholdDocumentTable.editions(in: tx)
      )
    }
    let sight = try await context.sight(of: Set(people.values.joined()).sorted())
    let open = found.filter {
      sight.view(.seeContact, of: people[$0.contact] ?? [], fromPolice: $0.fromPolice) == .whole
    }
    let shown = Array(open.prefix(DecisionsModel.most))
    try await context.showed(
      Set(shown.flatMap { people[$0.contact] ?? [] }).sorted(), by: .seeFigures)
    let model = DecisionsModel(
      question: question, by: by, key: key, level: level, all: found.count, open: open.count,
      shown: shown, names: Names(workers: try await context.workerNames()),
      thresholds: thresholds)
    return context.page(decisionsPage(model))
  }

  /// The period of the address, or of the boxes of the filter; else the twelve months to today.
  private static func question(_ context: Context) -> Consistency.Question {
    let query = context.query
    func day(_ name: String) -> Day? {
      if let day = query[name].flatMap({ Day(iso: $0) }) { return day }
      var reader = AnswerReader(query)
      return reader.dayIfAny(name, "the day")
    }
    let to = day("to") ?? context.today
    let from = day("from") ?? to.adding(months: -12).adding(days: 1)
    let indicator = query["indicator"].flatMap { $0.isEmpty ? nil : $0 }
    return Consistency.Question(from: min(from, to), to: max(from, to), indicator: indicator)
  }
}

func thresholdsPage(
  _ thresholds: Thresholds, of every: ThresholdEditions, today: Day, seesFigures: Bool
) -> Page {
  let now = every.inForce(on: today)
  let editions = every.all.reversed().map { edition -> HTML in
    let state =
      edition == now ? ", in force now" : edition.from > today ? ", not yet in force" : ""
    return """
      <li>\(textLink("Edition \(edition.edition)", to: ThresholdPaths.document(edition: edition.edition))), \
      from \(edition.from.long)\(state)</li>
      """
  }
  let old: HTML? =
    thresholds == now
    ? nil
    : inset(
      """
      <p>Decisions are made by edition \(now.edition) today. \
      \(textLink("Read edition \(now.edition)", to: ThresholdPaths.document))</p>
      """)
  let figures: HTML? =
    seesFigures
    ? "<p>\(textLink("How evenly the document is used", to: ThresholdPaths.consistency))</p>" : nil
  var page = Page(
    "Threshold document",
    main: """
      \(old)
      \(summaryList([
        SummaryRow("Edition", thresholds.edition),
        SummaryRow("In force from", thresholds.from.long),
        SummaryRow("Source", thresholds.source),
      ]))
      <h2>Levels of need</h2>
      \(thresholds.windscreen(id: "levels"))
      <h2>What speaks for each level</h2>
      <p>An indicator is evidence. It does not decide: a person does, and says why.</p>
      \(thresholds.matrix(id: "indicators"))
      <h2>Editions</h2>
      <ul>\(each: editions, { $0 })</ul>
      \(figures)
      """)
  page.caption = "Edition \(thresholds.edition)"
  return page
}
