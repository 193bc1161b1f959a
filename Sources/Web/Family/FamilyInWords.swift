import Domain
import HTML
import Hummingbird
import Matching
import Store

/// `/people/P-1/family/words` and `/people/P-1/family/add`: somebody said in one line. The line is
/// read, looked for on the record, shown as a form to check, and saved only when it was sent.
enum FamilyInWords {
  static func read(_ context: Context) async throws -> Response {
    let desk = try await FamilyForm.open(context)
    let text = String(AnswerReader.trimmed(context.answers["words"] ?? "").prefix(400))
    guard !text.isEmpty else {
      var model = try await FamilyRoutes.drawn(context)
      model.wordsError = "Say who it is, for example: mum’s partner Jo"
      return context.page(familyPage(model), status: .unprocessableContent)
    }
    let said = PersonInWords(text, today: context.today)
    var search = SavedSearch(box: said.name.isEmpty ? text : said.name)
    search.words = text
    let id = try await context.save(search)
    return .seeOther(PersonPaths.results(id, for: .join(desk.id)))
  }

  // MARK: - The form

  private struct Add: Sendable {
    let form: FormPage
    let desk: FamilyForm
    /// Whom they may be related to: the person and the family.
    let family: [PersonTable.Line]
    /// Found on the record; nil for somebody new.
    let found: PersonTable.Line?
    let search: SavedSearch
    let said: PersonInWords
  }

  /// Nil where nothing was looked for yet.
  private static func page(_ context: Context) async throws -> Add? {
    let desk = try await FamilyForm.open(context)
    guard let number = context.query["search"], let search = try await context.search(number)
    else { return nil }
    let said = PersonInWords(search.words ?? search.box, today: context.today)
    var found: PersonTable.Line?
    if let text = context.query["person"] {
      guard let id = PersonID(text), id != desk.id else { throw NotHere() }
      try await context.may(.changePerson, about: id)
      found = try context.found(try await context.read { try PersonTable.line(id, in: $0) })
    } else {
      try await context.may(.createPerson)
    }
    let model = try await FamilyRoutes.model(context)
    let family = model.everybody.filter { $0.id != found?.id }
    let path = FamilyPaths.add(desk.id, search: number, found: found?.id)
    let name = found?.name ?? "them"
    var form = desk.form(
      found == nil ? "Add somebody to the family" : "Add \(name) to the family",
      definition(family, desk, isNew: found == nil), path: path,
      submit: "Add \(name) to the family of \(desk.identity.name)",
      record: record(said, search, model, isNew: found == nil, today: context.today))
    form.before = familyWordsRead(said)
    return Add(
      form: form, desk: desk, family: family, found: found, search: search, said: said)
  }

  private static func definition(
    _ family: [PersonTable.Line], _ desk: FamilyForm, isNew: Bool
  ) -> FormDefinition {
    let kinds = Person.Relationship.Kind.allCases.map { Choice($0.rawValue, $0.words) }
    let new = [
      Question("given", .text(.full), "First names", optional: true),
      Question("family", .text(.full), "Family name", optional: true),
      PersonQuestions.stage,
      Question("birth", .day, "Date of birth", optional: true), PersonQuestions.certainty,
      PersonQuestions.sex,
    ]
    return FormDefinition(
      "family-add", edition: "2026-1",
      (isNew ? new : []) + [
        Question(
          "relative", .oneOfMany(family.map { Choice($0.id.description, $0.name) }),
          "Whose relative are they?"),
        Question(
          "kind", .oneOfMany(kinds), "Who are they to this person?",
          hint: "They are the … of the person above"),
        Question(
          "kind-too", .oneOfMany(kinds), "Who are they to \(desk.identity.name)?",
          hint: "If that is another person. Leave empty if it is not known", optional: true),
        Question("lives", .yesOrNo, "Do they live with \(desk.identity.name)?"),
        Question("lives-from", .day, "If so, since when?", optional: true),
      ] + PersonQuestions.provenance)
  }

  /// What could be read of the line, put into the answers; nothing is guessed.
  private static func record(
    _ said: PersonInWords, _ search: SavedSearch, _ model: FamilyModel, isNew: Bool, today: Day
  ) -> Answers {
    var record = Answers()
    if isNew {
      record["given"] = said.given
      record["family"] = said.family
      record["sex"] = said.sex?.rawValue
      if let age = said.age {
        record["stage"] = (age >= 18 ? Person.LifeStage.adult : .child).rawValue
      } else if said.kind == .partner || said.kind == .formerPartner || said.kind == .stepParent {
        record["stage"] = Person.LifeStage.adult.rawValue
      }
    }
    record["kind"] = said.kind?.rawValue
    record["relative"] = whose(said, model)?.description
    if said.livesHere { record["lives"] = "yes" }
    record.set("lives-from", day: said.movedIn)
    return record
  }

  /// Only where one alone fits.
  private static func whose(_ said: PersonInWords, _ model: FamilyModel) -> PersonID? {
    switch said.whose {
    case .page: return model.id
    case .relative(let kind):
      let fitting = Set(model.relatives.filter { $0.kind == kind }.map(\.line.id))
      return fitting.count == 1 ? fitting.first : nil
    case .named(let name):
      let fitting = model.everybody.filter {
        $0.name.lowercased().split(separator: " ").contains(Substring(name.lowercased()))
      }
      return fitting.count == 1 ? fitting[0].id : nil
    }
  }

  static func show(_ context: Context) async throws -> Response {
    guard let add = try await page(context) else { return try await searchFirst(context) }
    return try await context.show(add.form)
  }

  private static func searchFirst(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    var page = Page(
      "Say who it is first",
      main: """
        <p>They may be on the record already. Say who it is in words on the family page, and we look \
        for them.</p><p>\(textLink("Go to the family", to: PersonPaths.family(id)))</p>
        """)
    page.width = .questions
    return context.page(page)
  }

  // MARK: - Adding

  private struct Answer: Sendable {
    let details: Person.Details?
    let relative: PersonID
    let kind: Person.Relationship.Kind
    let kindToo: Person.Relationship.Kind?
    let livesFrom: Day?
    let provenance: Person.Provenance
  }

  static func add(_ context: Context) async throws -> Response {
    guard let add = try await page(context) else { return try await searchFirst(context) }
    let today = context.today
    return try await context.submit(add.form) { reader in
      answer(&reader, add, today: today)
    } perform: { answer, sending in
      try await context.may(.changePerson, about: add.desk.id)
      let store = context.house.store
      try await context.house.database.write { tx in
        try perform(answer, add, store, sending, in: tx)
      }
      return PersonPaths.family(add.desk.id)
    }
  }

  private static func answer(
    _ reader: inout AnswerReader, _ add: Add, today: Day
  ) -> Answer? {
    let details = add.found == nil ? details(&reader, today: today) : nil
    let relative: PersonID? = reader.id("relative", "whose relative they are")
    let kind: Person.Relationship.Kind? = reader.code("kind", "who they are to this person")
    let kindToo: Person.Relationship.Kind? = reader.codeIfAny(
      "kind-too", "who they are to \(add.desk.identity.name)")
    let lives = reader.yesOrNo(
      "lives", "", ask: "Select whether they live with \(add.desk.identity.name)")
    let since =
      lives == true
      ? reader.day("lives-from", "the date they began to live there", latest: today) : nil
    let provenance = PersonQuestions.provenance(&reader)
    if let relative, !add.family.contains(where: { $0.id == relative }) {
      reader.wrong("relative", "Select whose relative they are from the list")
    }
    guard let relative, let kind, let provenance, reader.errors.isEmpty else { return nil }
    // The line itself stays on the record, as it was said.
    let said = Person.Provenance(
      saidBy: add.search.words.map { "\(provenance.saidBy) (\($0))" } ?? provenance.saidBy,
      verified: provenance.verified)
    var new = details
    new?.provenance = said
    return Answer(
      details: new, relative: relative, kind: kind,
      kindToo: relative == add.desk.id ? nil : kindToo, livesFrom: since, provenance: said)
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
    guard let stage, reader.errors.isEmpty else { return nil }
    return Person.Details(
      name: Person.Name(given: given, family: family), stage: stage, birth: birth,
      identity: Person.Identity(sex: sex), provenance: Person.Provenance(saidBy: ""))
  }

  /// Person, relationships and home stand or fall together.
  private static func perform(
    _ answer: Answer, _ add: Add, _ store: Store, _ sending: Sending, in tx: any Transaction
  ) throws {
    let id: PersonID
    if let details = answer.details {
      let created: Done<Person> = try store.perform(
        .create(
          details, searched: add.search.evidence, evidence: add.search.shownEvidence),
        as: sending.act, in: tx)
      id = created.id
    } else if let found = add.found {
      id = found.id
    } else {
      return
    }
    func act(_ name: String, _ command: Person.Command) throws {
      _ = try store.perform(command, on: id, as: sending.act(name), in: tx) as Done<Person>
    }
    try act(
      "relative",
      .relate(
        Person.Relationship(kind: answer.kind), to: answer.relative, provenance: answer.provenance))
    if let kind = answer.kindToo {
      try act(
        "person",
        .relate(
          Person.Relationship(kind: kind), to: add.desk.id, provenance: answer.provenance))
    }
    guard let from = answer.livesFrom else { return }
    guard var home = try Store.load(add.desk.id, in: tx)?.state.address else {
      throw Refusal(
        "family.no-home",
        "No address is recorded for \(add.desk.identity.name). Record it first, or choose no here",
        question: "lives")
    }
    home.from = from
    home.to = nil
    home.part = nil
    try act("home", .move(to: home, provenance: answer.provenance))
  }
}

/// What was made of one line, above the people found and above the form.
func familyWordsRead(_ said: PersonInWords) -> HTML {
  guard said.isRead else {
    return inset(
      """
      <p>You wrote: “\(said.text)”</p><p>We could not read who this is. What you wrote is kept; fill \
      in the form yourself.</p>
      """)
  }
  let who = said.name.isEmpty ? "Name not said" : said.name
  let kind = said.kind.map { $0.words.lowercased() } ?? "relation not said"
  let whose: String
  switch said.whose {
  case .page: whose = ""
  case .relative(let kind): whose = " of the \(kind.words.lowercased())"
  case .named(let name): whose = " of \(name)"
  }
  let home =
    said.livesHere
    ? said.movedIn.map { day in
      ", lives there since \(day.long)\(said.isDayRough ? " (about; check the day)" : "")"
    } ?? ", lives there" : ""
  return inset(
    "<p>You wrote: “\(said.text)”</p><p>We read: \(who), \(kind)\(whose)\(home). Nothing is saved yet.</p>"
  )
}
