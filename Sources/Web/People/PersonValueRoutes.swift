import Domain
import HTML
import Hummingbird
import Store

/// `/people/P-1/values/birth`: everything that was ever said of one value, and saying how it was
/// checked. `/people/P-1/proposals/1`: what intake brought, accepted or declined by a person.
enum PersonValueRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/people/:person/values/:field") { try await value($0) }
    routes.post("/people/:person/values/:field") { try await check($0) }
    routes.get("/people/:person/proposals/:key") { context in
      try await context.show(try await proposalForm(context).form)
    }
    routes.post("/people/:person/proposals/:key") { try await settle($0) }
  }

  // MARK: - One value

  private struct ValuePage: Sendable {
    let identity: PersonIdentity
    let field: Person.Field
    let version: Int
    let now: String?
    let history: HTML
  }

  private static func page(_ context: Context, _ deed: Deed) async throws -> ValuePage {
    let id = try context.id("person", of: Person.self)
    let field = try context.found(Person.Field(rawValue: try context.word("field")))
    try await context.exists(id)
    try await context.may(deed, about: id)
    let identity = try await context.identity(of: id)
    let (whole, said, names) = try await context.read { tx in
      (
        try PersonTable.whole(of: id, in: tx), try PersonTable.history(of: field, id, in: tx),
        try WorkerTable.names(in: tx)
      )
    }
    let person = try context.found(whole).person
    let rows = said.reversed().map { one in
      TableRow([
        one.confirmed
          ? "Checked: \(one.person.words(of: field) ?? "Not recorded")"
          : "\(one.person.words(of: field) ?? "Taken off the record")",
        "\(one.provenance.saidBy)", "\(one.provenance.verified ?? "Not checked")",
        "\(one.recordedOn.long)", "\(who(one.recordedBy, names))",
      ])
    }
    let history = table(
      id: "said", caption: "What was said, newest first",
      columns: [
        Column("Value"), Column("Said by"), Column("How it was checked"), Column("Recorded"),
        Column("By"),
      ], rows: rows, empty: "Nothing has been recorded.")
    return ValuePage(
      identity: identity, field: field, version: whole?.version ?? 0,
      now: person.words(of: field), history: history)
  }

  private static let checkDefinition = FormDefinition(
    "person-value-check", edition: "2026-1",
    [
      Question(
        "said-by", .text(.full), "Who said so?",
        hint: "For example: the mother, the school, a birth certificate"),
      Question(
        "verified", .text(.full), "How was it checked?",
        hint: "For example: birth certificate seen, asked the NHS"),
    ])

  private static func form(_ page: ValuePage, _ id: PersonID) -> FormPage {
    let name = page.field.inWords
    var form = FormPage(
      "\(name): who said so", checkDefinition, path: PersonPaths.value(id, page.field),
      submit: "Record the check for \(page.identity.name)", version: page.version)
    form.before = """
      \(summaryList([SummaryRow("\(name) on the record", page.now)]))\(page.history)
      <h2>Record that it was checked</h2>
      <p>If it is wrong, change it on the details page instead.</p>
      """
    form.around = { shown in
      shown.identity = page.identity.bar
      shown.about = page.identity.name
      shown.trail = .back("Back to details", to: PersonPaths.details(id))
      shown.width = .work
    }
    return form
  }

  private static func value(_ context: Context) async throws -> Response {
    let page = try await page(context, .seePerson)
    let id = page.identity.id
    let records = try await context.standing(of: [id])
    let form = form(page, id)
    if page.now != nil, context.can(.changePerson, about: records) {
      return try await context.show(form)
    }
    var shown = Page(
      form.heading,
      main: """
        \(summaryList([SummaryRow("\(page.field.inWords) on the record", page.now)]))\(page.history)
        """)
    form.around(&shown)
    return context.page(shown)
  }

  private static func check(_ context: Context) async throws -> Response {
    let page = try await page(context, .changePerson)
    let id = page.identity.id
    let field = page.field
    return try await context.submit(form(page, id)) { reader -> Person.Command? in
      let verified = reader.text(
        "verified", "how it was checked", ask: "Say how it was checked", longest: 200)
      let said = PersonQuestions.provenance(&reader)
      guard let said, verified != nil else { return nil }
      return .verify(field, provenance: said)
    } perform: { command, sending in
      _ =
        try await context.house.store.perform(
          command, on: id, expecting: sending.version, as: sending.act) as Done<Person>
      return PersonPaths.details(id)
    }
  }

  // MARK: - Proposals

  private struct ProposalPage: Sendable {
    let form: FormPage
    let id: PersonID
    let key: Int
  }

  private static func proposalForm(_ context: Context) async throws -> ProposalPage {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.changePerson, about: id)
    let identity = try await context.identity(of: id)
    let key = try context.found(Int(try context.word("key")))
    let whole = try await context.read { try PersonTable.whole(of: id, in: $0) }
    let person = try context.found(whole).person
    let proposed = try context.found(person.proposals.first { $0.proposal.key == key })
    let proposal = proposed.proposal
    let field = proposal.value.field
    var form = FormPage(
      "Does this belong on the record?",
      FormDefinition(
        "person-proposal", edition: "2026-1",
        [
          Question(
            "settle",
            .one([
              Choice(
                "accept", "Yes, put it on the record",
                hint: "What stood before stays in the history"),
              Choice("decline", "No, the record stays as it is"),
            ]), "Is \(proposal.value.inWords) right?"),
          Question(
            "reason", .longText(rows: 3), "If not, why not?",
            hint: "For example: the mother says this was the old flat", optional: true),
        ] + PersonQuestions.provenance), path: PersonPaths.proposal(id, key),
      submit: "Save for \(identity.name)", version: whole?.version)
    form.record["said-by"] = proposal.provenance.saidBy
    form.record["verified"] = proposal.provenance.verified
    let source = person.source(of: field)
    let with: HTML =
      proposal.contact.map { textLink("contact \($0)", to: ContactPaths.record($0)) } ?? "an import"
    form.before = """
      \(summaryList([
        SummaryRow("Proposed", proposal.value.inWords),
        SummaryRow("Said by", proposal.provenance.saidBy),
        SummaryRow("Came on", proposed.on.long),
        SummaryRow("With", html: with),
        SummaryRow("\(field.inWords) on the record", person.words(of: field)),
        SummaryRow("Who said that", source.map { sourceWords($0) }),
      ]))
      \(if: source?.provenance.verified != nil,
        warningText("What is on the record was checked. Change it only if you know better."))
      \(if: proposed.status != .open, inset("<p>This has been settled already.</p>"))
      """
    form.around = { page in
      page.identity = identity.bar
      page.about = identity.name
      page.trail = .back("Back to details", to: PersonPaths.details(id))
    }
    return ProposalPage(form: form, id: id, key: proposal.key)
  }

  private static func settle(_ context: Context) async throws -> Response {
    let page = try await proposalForm(context)
    return try await context.submit(page.form) { reader -> Person.Command? in
      switch reader.textIfAny("settle") {
      case "accept":
        return PersonQuestions.provenance(&reader).map {
          .accept(proposal: page.key, provenance: $0)
        }
      case "decline":
        return reader.text(
          "reason", "the reason", ask: "Say why the record stays as it is", longest: 1000
        ).map { .decline(proposal: page.key, reason: $0) }
      default:
        reader.wrong("settle", "Select whether it belongs on the record")
        return nil
      }
    } perform: { command, sending in
      _ =
        try await context.house.store.perform(
          command, on: page.id, expecting: sending.version, as: sending.act) as Done<Person>
      return PersonPaths.details(page.id)
    }
  }

  private static func who(_ actor: Actor.Identity, _ names: [WorkerID: String]) -> String {
    actor.words { names[$0] ?? $0.description }
  }
}

/// `The mother, 3 May 2026. Checked: birth certificate seen.` One line below a value.
func sourceWords(_ source: Person.Source) -> String {
  let said = source.provenance.saidBy.isEmpty ? "Nobody named" : source.provenance.saidBy
  let checked = source.provenance.verified.map { "Checked: \($0)." } ?? "Not checked."
  return "\(said), \(source.on.long). \(checked)"
}
