import Domain
import HTML
import Hummingbird
import Store

/// `/people/P-1/open-in-need` and `/openings`: a locked record is opened for a while by somebody who
/// is not named on it, its owner is told, and somebody else looks at that the day after.
enum OpeningRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/people/:person/open-in-need") { context in
      try await context.show(try await openForm(context).form)
    }
    routes.post("/people/:person/open-in-need") { try await open($0) }
    routes.get("/openings") { try await list($0) }
    routes.get("/openings/:person/:key") { context in
      try await context.show(try await reviewForm(context).form)
    }
    routes.post("/openings/:person/:key") { try await review($0) }
  }

  // MARK: - Opening

  private static let openDefinition = FormDefinition(
    "person-open-in-need", edition: "2026-1",
    [
      Question(
        "reason", .longText(rows: 4), "Why can this not wait until you have asked?",
        hint: "For example: the police are with the child now, and the owner does not answer"),
      Question(
        "hours",
        .one(
          Person.Opening.hours.map { hours in
            Choice("\(hours)", counted(hours, "hour", "hours"))
          }), "For how long do you need it?"),
    ])

  private static func openForm(_ context: Context) async throws -> (form: FormPage, id: PersonID) {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.breakGlass, about: id)
    let record = try await context.standing(of: [id]).first
    guard case .locked = record?.restriction else { throw NotHere() }
    var form = FormPage(
      "Open a locked record in need", openDefinition, path: PersonPaths.breakGlass(id),
      submit: "Open the record")
    form.before = """
      <p>This record is locked. Ask \(record?.ask ?? "a team manager") first if there is time.</p>
      \(warningText(
        "You will be able to read this record and to change nothing. "
          + "Its owner is told at once, everything you look at is written down, and somebody "
          + "reviews it on the next working day."))
      """
    form.around = { $0.about = "\(id)" }
    return (form, id)
  }

  private static func open(_ context: Context) async throws -> Response {
    let (form, id) = try await openForm(context)
    let now = context.now
    return try await context.submit(form) { reader -> Person.Command? in
      let reason = reader.text(
        "reason", "the reason", ask: "Say why this cannot wait until you have asked", longest: 2000)
      let hours = reader.textIfAny("hours").flatMap { Int($0) }
      guard let hours, Person.Opening.hours.contains(hours) else {
        reader.wrong("hours", "Select for how long you need the record")
        return nil
      }
      return reason.map {
        .breakGlass(reason: $0, from: now, until: now.adding(seconds: hours * 3600))
      }
    } perform: { command, sending in
      let locked = try await context.read { try PersonTable.locked(id, in: $0) }
      _ =
        try await context.house.store.perform(
          command, on: context.found(locked), as: sending.act) as Done<Person>
      let stage = try await context.read { try PersonTable.line(id, in: $0)?.stage }
      return stage == .adult ? PersonPaths.details(id) : PersonPaths.child(id)
    }
  }

  // MARK: - The day after

  private static func list(_ context: Context) async throws -> Response {
    try await context.may(.seeMyWork)
    let lines = try await openings(context, since: context.today.adding(days: -28))
    let names = try await context.workerNames()
    let rows = lines.map { line -> TableRow in
      let opening = line.opened.opening
      let state: HTML
      if let review = line.opened.review {
        let by = names[review.by] ?? review.by.description
        state = """
          \(tag(review.inOrder ? "In order" : "Not in order", kind: review.inOrder ? .good : .danger)) \
          \(review.words), \(by), \(review.on.long)
          """
      } else {
        state = textLink(
          "Review", to: PersonPaths.reviewOpening(line.person, opening.key),
          context: "the opening of \(line.person) by \(line.worker)")
      }
      return TableRow([
        "\(line.person.description)", "\(line.worker)",
        "\(opening.from.long) to \(opening.until.long)",
        "\(opening.reason)", "\(line.ownerName ?? "Nobody: no longer restricted")", state,
      ])
    }
    var page = Page(
      "Locked records opened in need",
      main: """
        <p>Each was opened by somebody who is not named on it. Look at why, and at what was read, and \
        say whether it was in order.</p>
        \(table(
          id: "openings", caption: "Not reviewed first, then those reviewed in the last 4 weeks",
          columns: [
            Column("Record"), Column("Opened by"), Column("From and until"), Column("Why"),
            Column("Owner"), Column("Review"),
          ], rows: rows, empty: "No locked record has been opened in need."))
        """)
    page.trail = .back("My work", to: "/")
    return context.page(page)
  }

  /// Those that this worker may review: never their own.
  static func openings(
    _ context: Context, since day: Day
  ) async throws -> [PersonTable.OpeningLine] {
    let lines = try await context.read { try PersonTable.openings(reviewedSince: day, in: $0) }
    guard !lines.isEmpty else { return [] }
    let records = Dictionary(
      try await context.standing(of: Set(lines.map(\.person)).sorted()).compactMap { record in
        record.person.map { ($0, record) }
      }, uniquingKeysWith: { first, _ in first })
    return lines.filter { line in
      guard let record = records[line.person], line.opened.opening.worker != context.worker else {
        return false
      }
      return context.can(.reviewOpening, about: [record])
    }
  }

  private struct Reviewing: Sendable {
    let form: FormPage
    let id: PersonID
    let key: Int
  }

  private static let reviewDefinition = FormDefinition(
    "person-opening-review", edition: "2026-1",
    [
      Question("in-order", .yesOrNo, "Was it right to open the record?"),
      Question(
        "words", .longText(rows: 4), "What did you find, and what happens next?",
        hint: "Also where it was in order: who reads this later sees that somebody looked"),
    ])

  private static func reviewForm(_ context: Context) async throws -> Reviewing {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.reviewOpening, about: id)
    let key = try context.found(Int(try context.word("key")))
    let (whole, looks, names) = try await context.read { tx in
      (
        try PersonTable.whole(of: id, in: tx), try AccessLogTable.looks(tx, at: id, limit: 500),
        try WorkerTable.names(in: tx)
      )
    }
    let opened = try context.found(whole?.person.openings.first { $0.opening.key == key })
    let opening = opened.opening
    let read = looks.map(\.access).filter {
      $0.worker == opening.worker && $0.rule.hasPrefix("breakGlass") && $0.at >= opening.from
        && $0.at <= opening.until
    }.reversed()
    var form = FormPage(
      "Review an opening in need", reviewDefinition, path: PersonPaths.reviewOpening(id, key),
      submit: "Record the review", version: whole?.version)
    form.before = """
      \(summaryList([
        SummaryRow("Record", id.description),
        SummaryRow("Opened by", names[opening.worker] ?? opening.worker.description),
        SummaryRow("From", opening.from.long), SummaryRow("Until", opening.until.long),
        SummaryRow("Why", opening.reason),
      ]))
      \(table(
        id: "read", caption: "What was read while it was open",
        columns: [Column("When"), Column("What")],
        rows: read.map { TableRow(["\($0.at.long)", "\($0.deed.looked)"]) },
        empty: "Nothing was read."))
      """
    form.around = { page in
      page.about = "\(id)"
      page.trail = .back("Locked records opened in need", to: PersonPaths.openings)
    }
    return Reviewing(form: form, id: id, key: opening.key)
  }

  private static func review(_ context: Context) async throws -> Response {
    let page = try await reviewForm(context)
    return try await context.submit(page.form) { reader -> Person.Command? in
      let inOrder = reader.yesOrNo("in-order", "it was right to open the record")
      let words = reader.text(
        "words", "it", ask: "Say what you found, or what happens next", longest: 2000)
      guard let inOrder, let words else { return nil }
      return .reviewOpening(key: page.key, inOrder: inOrder, words: words)
    } perform: { command, sending in
      _ =
        try await context.house.store.perform(
          command, on: page.id, expecting: sending.version, as: sending.act) as Done<Person>
      return PersonPaths.openings
    }
  }
}
