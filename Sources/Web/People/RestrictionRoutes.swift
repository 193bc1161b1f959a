import Domain
import HTML
import Hummingbird
import Store

/// `/restrictions`: restricted records whose owner is no longer there to be asked. Somebody who is
/// not named finds a new owner, without opening the record; and `/people/P-1/look-alikes/P-2`: what
/// the owner of a hidden record did about a new one that looks like it.
enum RestrictionRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/restrictions") { try await list($0) }
    routes.get("/restrictions/:person") { context in
      try await context.show(try await handOverForm(context).form)
    }
    routes.post("/restrictions/:person") { try await handOver($0) }
    routes.get("/people/:person/look-alikes/:other") { context in
      try await context.show(try await lookAlikeForm(context).form)
    }
    routes.post("/people/:person/look-alikes/:other") { try await answerLookAlike($0) }
  }

  // MARK: - No owner

  private static func list(_ context: Context) async throws -> Response {
    try await context.may(.handOverRestriction)
    let today = context.today
    let orphans = try await context.read { try PersonTable.orphans(today: today, in: $0) }
    try await context.showed(orphans.map(\.person), by: .handOverRestriction)
    let rows = orphans.map { line in
      TableRow([
        textLink(line.person.description, to: PersonPaths.handOver(line.person)),
        "\(PersonWords.level(line.level))", "\(line.owner)",
      ])
    }
    var page = Page(
      "Restricted records without an owner",
      main: """
        <p>Whoever answered for these has left or has no account any more, so nobody can be asked. \
        Name somebody else, or end the restriction. You do not see the record itself.</p>
        \(table(
          id: "restrictions", caption: "Records by their number",
          columns: [Column("Record"), Column("How closed"), Column("Who answered for it")],
          rows: rows, empty: "Every restricted record has an owner."))
        """)
    page.trail = .back("My work", to: "/")
    return context.page(page)
  }

  private struct HandOver: Sendable {
    let form: FormPage
    let orphan: PersonTable.Orphan
  }

  private static func handOverForm(_ context: Context) async throws -> HandOver {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.handOverRestriction, about: id)
    let today = context.today
    let (orphan, workers) = try await context.read { tx in
      (
        try PersonTable.orphans(today: today, in: tx).first { $0.person == id },
        try WorkerTable.all(in: tx)
      )
    }
    // While the owner is there, the owner decides.
    guard let orphan else {
      throw Denial(
        rule: "access.owner-is-there",
        because: "You cannot change who may see this record. Ask whoever answers for it.")
    }
    let people = workers.map { worker in
      Choice(
        worker.id.description,
        [worker.name, worker.teamName].compactMap { $0 }.joined(separator: ", "))
    }
    var form = FormPage(
      "Find a new owner for a restricted record",
      FormDefinition(
        "person-hand-over", edition: "2026-1",
        [
          Question(
            "act-on",
            .one([
              Choice("owner", "Somebody else answers for it"),
              Choice("end", "The restriction ends", hint: "Whoever may see records sees this one"),
            ]), "What happens to the restriction?"),
          Question(
            "workers", .several(people), "Who may see it from now on?",
            hint: "Those who were named before are named no longer, unless you choose them",
            optional: true),
          Question(
            "owner", .oneOfMany(people), "Who is to be asked?",
            hint: "One of those who may see the record", optional: true),
          Question("reason", .longText(rows: 4), "Why?"),
        ]), path: PersonPaths.handOver(id), submit: "Save for \(id)", version: orphan.version)
    form.before = summaryList([
      SummaryRow("Record", id.description),
      SummaryRow("How closed", PersonWords.level(orphan.level)),
      SummaryRow("Who answered for it", orphan.owner),
    ])
    form.around = { page in
      page.about = "\(id)"
      page.trail = .back("Restricted records without an owner", to: PersonPaths.restrictions)
    }
    return HandOver(form: form, orphan: orphan)
  }

  private static func handOver(_ context: Context) async throws -> Response {
    let page = try await handOverForm(context)
    return try await context.submit(page.form) { reader -> Person.Command? in
      let reason = reader.text("reason", "the reason", ask: "Say why", longest: 2000)
      switch reader.textIfAny("act-on") {
      case "end": return reason.map { .liftRestriction(reason: $0) }
      case "owner":
        let workers: [WorkerID] = reader.ids("workers", "the workers")
        if workers.isEmpty { reader.wrong("workers", "Select who may see the record") }
        let owner: WorkerID? = reader.id("owner", "who is to be asked")
        guard let owner, let reason, reader.errors.isEmpty else { return nil }
        return .restrict(
          Person.Restriction(level: page.orphan.level, workers: workers, owner: owner),
          reason: reason)
      default:
        reader.wrong("act-on", "Select what happens to the restriction")
        return nil
      }
    } perform: { command, sending in
      _ =
        try await context.house.store.perform(
          command, on: page.orphan.person, expecting: sending.version, as: sending.act)
        as Done<Person>
      return PersonPaths.restrictions
    }
  }

  // MARK: - Look-alikes of a hidden record

  private struct LookAlikePage: Sendable {
    let form: FormPage
    let id: PersonID
    let other: PersonID
  }

  private static func lookAlikeForm(_ context: Context) async throws -> LookAlikePage {
    let id = try context.id("person", of: Person.self)
    let other = try context.id("other", of: Person.self)
    try await context.exists(id)
    try await context.may(.seePerson, about: id)
    let (whole, line, names) = try await context.read { tx in
      (
        try PersonTable.whole(of: id, in: tx), try PersonTable.line(other, in: tx),
        try WorkerTable.names(in: tx)
      )
    }
    let noticed = try context.found(
      whole?.person.lookAlikes.first { $0.lookAlike.person == other })
    let identity = try await context.identity(of: id)
    let seeable = try await context.seeable([other])
    var form = FormPage(
      "A new record looks like this one",
      FormDefinition(
        "person-look-alike", edition: "2026-1",
        [
          Question(
            "words", .longText(rows: 4), "What did you do about it?",
            hint: "For example: another child; or: the same child, asked the worker to stop and "
              + "come to me")
        ]), path: PersonPaths.lookAlike(id, other), submit: "Save for \(identity.name)",
      version: whole?.version)
    let made = noticed.lookAlike.by.map { names[$0] ?? $0.description } ?? "An import"
    var record: HTML = "\(other.description)"
    if let line, seeable.contains(other) {
      record = textLink("\(line.name), \(other)", to: PersonPaths.details(other))
    }
    form.before = """
      <p>\(made) made a record that looks like this hidden one, and was not told of it.</p>
      \(summaryList([
        SummaryRow("New record", html: record),
        SummaryRow("How likely the same person", "\(noticed.lookAlike.percent) of 100"),
        SummaryRow("Made on", noticed.on.long), SummaryRow("What was done", noticed.answer),
      ]))
      """
    form.around = { page in
      page.identity = identity.bar
      page.about = identity.name
      page.trail = .back("My work", to: "/")
    }
    return LookAlikePage(form: form, id: id, other: other)
  }

  private static func answerLookAlike(_ context: Context) async throws -> Response {
    let page = try await lookAlikeForm(context)
    return try await context.submit(page.form) { reader -> Person.Command? in
      reader.text("words", "it", ask: "Say what you did about it", longest: 2000).map {
        .answerLookAlike(page.other, words: $0)
      }
    } perform: { command, sending in
      _ =
        try await context.house.store.perform(
          command, on: page.id, expecting: sending.version, as: sending.act) as Done<Person>
      return "/"
    }
  }
}
