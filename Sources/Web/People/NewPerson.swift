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
    let sibling = try await sibling(context)
    return try await context.show(try await form(id, search, sibling, context))
  }

  static func create(_ context: Context) async throws -> Response {
    try await context.may(.createPerson)
    guard let (id, search) = try await search(context) else { return searchFirst(context) }
    let purpose = FindPurpose(context.query)
    if case .match(let contact, _) = purpose { try await context.mayMatch(contact) }
    let today = context.today
    let sibling = try await sibling(context)
    return try await context.submit(try await form(id, search, sibling, context)) { reader in
      let kind: Person.Relationship.Kind? =
        sibling == nil ? nil : reader.codeIfAny("kin", "how they are related")
      guard let details = details(&reader, today: today) else { return nil as NewRecord? }
      return NewRecord(
        details: details, phone: reader.textIfAny("phone"),
        school: reader.textIfAny("school", "the school", longest: 200), kin: kind)
    } perform: { record, sending in
      let store = context.house.store
      let person = try await context.house.database.write { tx in
        let done: Done<Person> = try store.perform(
          .create(
            record.details, searched: search.evidence, evidence: search.shownEvidence),
          as: sending.act, in: tx)
        if record.phone != nil || record.school != nil {
          _ =
            try store.perform(
              .recordNetwork(
                Person.Network(phones: [record.phone].compactMap { $0 }, school: record.school),
                provenance: record.details.provenance),
              on: done.id, as: sending.act("phone"), in: tx) as Done<Person>
        }
        if let sibling, let kind = record.kin {
          _ =
            try store.perform(
              .relate(
                Person.Relationship(kind: kind), to: sibling.id,
                provenance: record.details.provenance),
              on: done.id, as: sending.act("kin"), in: tx) as Done<Person>
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
    let school: String?
    let kin: Person.Relationship.Kind?
  }

  /// The child whose brother or sister the new person is to be, where the worker may see them.
  private static func sibling(_ context: Context) async throws -> PersonTable.Line? {
    guard let id = context.query["sibling"].flatMap({ PersonID($0) }) else { return nil }
    try await context.exists(id)
    try await context.may(.seePerson, about: id)
    return try await context.read { try PersonTable.line(id, in: $0) }
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
    _ id: String, _ search: SavedSearch, _ sibling: PersonTable.Line?, _ context: Context
  ) async throws -> FormPage {
    let purpose = FindPurpose(context.query)
    var form = FormPage(
      "New record of a person", sibling.map { definition($0.name) } ?? definition,
      path: PersonPaths.new(id, for: purpose, sibling: sibling?.id),
      submit: "Create the record", record: answers(search, today: context.today))
    let seeable = try await context.seeable(search.shown?.map(\.person) ?? [])
    let shown = search.shown?.map(\.person).filter { seeable.contains($0) } ?? []
    let lines = try await context.read { try PersonTable.lines(shown, in: $0) }
    try await context.showed(shown, by: .findPerson)
    let named = lines.map { "\($0.name), \($0.id)" }
    let whom = named.isEmpty ? "It showed nobody." : "It showed \(listed(named))."
    form.before = inset(
      """
      <p>You searched for: \(search.evidence). \(whom) This goes on the new record, to show that \
      you looked.</p>
      """)
    if sibling != nil { form.record["kin"] = Person.Relationship.Kind.sibling.rawValue }
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
    switch terms.birth {
    case .day(let day): answers.set("birth", day: day)
    case .month(let year, let month):
      answers["birth-month"] = String(month)
      answers["birth-year"] = String(year)
      answers["certainty"] = "estimated"
    case .year(let year):
      answers["birth-year"] = String(year)
      answers["certainty"] = "estimated"
    case nil: break
    }
    answers["address"] = search.street
    answers["school"] = search.school ?? terms.school
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
        hint:
          "For example, 16 6 2026. For an estimate the year is enough. Leave empty if nobody knows",
        optional: true),
      PersonQuestions.certainty,
      PersonQuestions.sex,
      Question("ethnicity", .oneOfMany(choices(Ethnicity.self)), "Ethnicity", optional: true),
      Question(
        "address", .longText(rows: 3), "Address", hint: "Without the postcode", optional: true),
      Question("postcode", .text(.ten), "Postcode", optional: true),
      Question("phone", .text(.twenty), "Phone", optional: true),
      Question("school", .text(.full), "School or nursery", optional: true),
      Question("nhs-number", .text(.twenty), "NHS number", optional: true),
      Question("upn", .text(.twenty), "UPN (unique pupil number)", optional: true),
      Question(
        "la-child-id", .text(.twenty), "LA child id from another system",
        hint: "Leave empty for a new one", optional: true),
    ] + PersonQuestions.provenance)

  /// With how the new person is related to the child beside whom they were found.
  private static func definition(_ sibling: String) -> FormDefinition {
    let kinds: [Person.Relationship.Kind] = [.sibling, .halfSibling, .otherFamily]
    return FormDefinition(
      "person-new-sibling", edition: "2026-1",
      [
        Question(
          "kin", .oneOfMany(kinds.map { Choice($0.rawValue, $0.words) }),
          "Who is the new person to \(sibling)?",
          hint: "Leave empty if they are not related after all", optional: true)
      ] + definition.questions)
  }

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
