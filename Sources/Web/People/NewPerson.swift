import Domain
import HTML
import Hummingbird
import Matching
import Store

/// `/people/new?search=NUMBER`: a new record, only from a search that did not find the person. What
/// was typed for the search stands in the form, and goes on the record as evidence.
enum NewPerson {
  static func show(_ context: Context) async throws -> Response {
    try await context.may(.createPerson)
    guard let (id, search) = try await search(context) else { return searchFirst(context) }
    return try await context.show(try await form(id, search, context))
  }

  static func create(_ context: Context) async throws -> Response {
    try await context.may(.createPerson)
    guard let (id, search) = try await search(context) else { return searchFirst(context) }
    let purpose = FindPurpose(context.query)
    if case .match(let contact, _) = purpose { try await context.mayMatch(contact) }
    let today = context.today
    return try await context.submit(try await form(id, search, context)) { reader in
      guard let details = details(&reader, today: today) else { return nil as NewRecord? }
      return NewRecord(details: details, phone: reader.textIfAny("phone"))
    } perform: { record, sending in
      let store = context.house.store
      let person = try await context.house.database.write { tx in
        let done: Done<Person> = try store.perform(
          .create(record.details, searched: search.evidence), as: sending.act, in: tx)
        if let phone = record.phone {
          _ =
            try store.perform(
              .recordNetwork(
                Person.Network(phones: [phone]), provenance: record.details.provenance),
              on: done.id, as: sending.act("phone"), in: tx) as Done<Person>
        }
        if case .match(let contact, let key) = purpose {
          _ =
            try store.perform(
              .match(key: key, to: done.id, because: "New record: a search found nobody"),
              on: contact, as: sending.act("match"), in: tx) as Done<Contact>
        }
        return done.id
      }
      return path(after: person, purpose)
    }
  }

  private static func path(after person: PersonID, _ purpose: FindPurpose) -> String {
    switch purpose {
    case .open: PersonPaths.details(person)
    case .match(let contact, _): ContactPaths.people(contact)
    case .relate(let other): PersonPaths.relate(other, to: person)
    case .join(let other): PersonPaths.relate(other, to: person)
    }
  }

  private struct NewRecord: Sendable {
    let details: Person.Details
    let phone: String?
  }

  private static func search(
    _ context: Context
  ) async throws -> (id: String, search: SavedSearch)? {
    guard let id = context.query["search"], let search = try await context.search(id) else {
      return nil
    }
    return (id, search)
  }

  private static func searchFirst(_ context: Context) -> Response {
    let purpose = FindPurpose(context.query)
    var page = Page(
      "Search for the person first",
      main: """
        <p>They may be on the record already, under another spelling or an earlier name. A new \
        record is made from a search that did not find them.</p>
        <p>\(buttonLink("Find a person", to: PersonPaths.find(for: purpose)))</p>
        """)
    page.width = .questions
    page.hasErrors = true
    return context.page(page, status: .unprocessableContent)
  }

  private static func form(
    _ id: String, _ search: SavedSearch, _ context: Context
  ) async throws -> FormPage {
    let purpose = FindPurpose(context.query)
    var form = FormPage(
      "New record of a person", definition, path: PersonPaths.new(id, for: purpose),
      submit: "Create the record", record: answers(search, today: context.today))
    form.before = inset(
      """
      <p>Nobody was found for: \(search.evidence). This goes on the new record, to show that \
      you looked.</p>
      """)
    form.around = { page in
      page.trail = .back(
        "Back to what the search found", to: PersonPaths.results(id, for: purpose))
    }
    return form
  }

  /// Every value that was typed for the search, where the form asks for it.
  static func answers(_ search: SavedSearch, today: Day) -> Answers {
    let terms = search.terms(today: today)
    let names = search.names(today: today)
    var answers = Answers()
    answers["given"] = terms.unborn ? "" : names.given
    answers["family"] =
      terms.unborn && names.family.isEmpty ? names.given : names.family
    if terms.unborn { answers["stage"] = Person.LifeStage.unborn.rawValue }
    if case .day(let day) = terms.birth { answers.set("birth", day: day) }
    answers["postcode"] = terms.postcode
    for number in terms.numbers {
      switch number {
      case .nhs(let number): answers["nhs-number"] = number.description
      case .upn(let number): answers["upn"] = number.text
      case .phone(let digits): answers["phone"] = digits
      case .laChild(let id): answers["la-child-id"] = id.text
      case .email, .reference: break
      }
    }
    return answers
  }

  static let definition = FormDefinition(
    "person-new", edition: "2026-1",
    [
      Question("given", .text(.full), "First names", optional: true),
      Question(
        "family", .text(.full), "Family name",
        hint: "For a child not yet born, the mother's", optional: true),
      PersonQuestions.stage,
      Question(
        "birth", .day, "Date of birth, or the date a child is expected",
        hint: "For example, 16 6 2026. Leave empty if nobody knows", optional: true),
      PersonQuestions.certainty,
      PersonQuestions.sex,
      Question("ethnicity", .oneOfMany(choices(Ethnicity.self)), "Ethnicity", optional: true),
      Question(
        "address", .longText(rows: 3), "Address", hint: "Without the postcode", optional: true),
      Question("postcode", .text(.ten), "Postcode", optional: true),
      Question("phone", .text(.twenty), "Phone", optional: true),
      Question("nhs-number", .text(.twenty), "NHS number", optional: true),
      Question("upn", .text(.twenty), "UPN (unique pupil number)", optional: true),
      Question(
        "la-child-id", .text(.twenty), "LA child id from another system",
        hint: "Leave empty for a new one", optional: true),
    ] + PersonQuestions.provenance)

  private static func details(_ reader: inout AnswerReader, today: Day) -> Person.Details? {
    let given = reader.textIfAny("given", "the first names", longest: 100) ?? ""
    let family = reader.textIfAny("family", "the family name", longest: 100) ?? ""
    if given.isEmpty, family.isEmpty {
      reader.wrong("given", "Enter a first name or a family name")
    }
    let stage: Person.LifeStage? = reader.code("stage", "whether this is a child or an adult")
    let birth = PersonQuestions.birth(&reader, stage: stage)
    let sex: Sex? = reader.codeIfAny("sex", "the sex")
    let ethnicity: Ethnicity? = reader.codeIfAny("ethnicity", "the ethnicity")
    let address = PersonQuestions.address(&reader)
    let identifiers = PersonQuestions.identifiers(&reader)
    let provenance = PersonQuestions.provenance(&reader)
    guard let stage, let provenance, reader.errors.isEmpty else { return nil }
    return Person.Details(
      name: Person.Name(given: given, family: family), stage: stage, birth: birth,
      identity: Person.Identity(sex: sex, ethnicity: ethnicity), identifiers: identifiers,
      address: address, provenance: provenance)
  }
}

func choices<C: Code>(_: C.Type) -> [Choice] {
  C.allCases.map { Choice($0.rawValue, $0.meaning) }
}
