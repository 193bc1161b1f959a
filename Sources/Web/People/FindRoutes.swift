import Domain
import HTML
import Hummingbird
import Matching
import Store

/// `/people/find` and `/people/new`: search before create.
///
/// What is typed is posted, kept under a number, and shown at `/people/find?search=NUMBER`: the
/// page of results can be reloaded and gone back to, and no name is ever in an address.
enum FindRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/people/find") { try await show($0) }
    routes.post("/people/find") { try await search($0) }
    routes.get("/people/new") { try await NewPerson.show($0) }
    routes.post("/people/new") { try await NewPerson.create($0) }
  }

  private static func show(_ context: Context) async throws -> Response {
    try await context.may(.findPerson)
    var model = FindModel(purpose: FindPurpose(context.query), today: context.today)
    guard let id = context.query["search"] else { return page(context, model) }
    let search = try context.found(try await context.search(id))
    guard context.house.searches.allows("\(context.worker)", now: context.now) else {
      return context.page(tooMany, status: .tooManyRequests)
    }
    try await look(search, id, into: &model, context)
    return page(context, model)
  }

  private static func search(_ context: Context) async throws -> Response {
    try await context.may(.findPerson)
    let purpose = FindPurpose(context.query)
    let search = SavedSearch(context.answers)
    guard !search.isEmpty else {
      var model = FindModel(purpose: purpose, today: context.today)
      model.nothingTyped = true
      return page(context, model, status: .unprocessableContent)
    }
    // The number of a record leads straight to it.
    if purpose == .open, let path = recordPath(search.terms(today: context.today)) {
      return .seeOther(path)
    }
    let id = try await context.save(search)
    return .seeOther(PersonPaths.results(id, for: purpose))
  }

  private static func look(
    _ search: SavedSearch, _ id: String, into model: inout FindModel, _ context: Context
  ) async throws {
    let terms = search.terms(today: context.today)
    let found = try await context.read { try PersonTable.search(terms, in: $0) }
    let records = try await context.standing(of: found.map(\.whole.id))
    let byPerson = Dictionary(
      records.compactMap { record in record.person.map { ($0, record) } },
      uniquingKeysWith: { first, _ in first })
    for one in found {
      guard let record = byPerson[one.whole.id] else { continue }
      switch May.see(record, by: context.viewer, today: context.today) {
      case .allowed: model.found.append(one)
      case .refused(let denial) where denial.hidden: continue
      case .refused(let denial):
        model.closed.append(denial.because)
        try await refused(one.whole.id, denial, context)
      }
    }
    model.searched = (id, search)
    model.alerts = try await context.alerts(
      around: model.found.map(\.whole.id), on: context.today)
    model.said = search.words.map { PersonInWords($0, today: context.today) }
    model.unread = terms.unread
    model.canCreate = context.can(.createPerson)
    model.seeable = try await context.seeable(
      model.found.flatMap { $0.family.map(\.line.id) })
    try await context.showed(model.found.map(\.whole.id), by: .findPerson)
  }

  /// A record that matched and was not shown is a refusal, and stands in the access log as one.
  private static func refused(
    _ person: PersonID, _ denial: Denial, _ context: Context
  ) async throws {
    let access = Access(
      at: context.now, worker: context.worker, deed: .findPerson, people: [person],
      allowed: false, rule: denial.rule, request: context.requestID)
    try await context.house.database.write { try AccessLogTable.append($0, access) }
  }

  private static func page(
    _ context: Context, _ model: FindModel, status: HTTPResponse.Status = .ok
  ) -> Response {
    let path = PersonPaths.find(for: model.purpose)
    let page = findPage(model) { questions in
      form(action: path, csrf: context.csrf, submit: "Find", content: questions)
    } choose: { found in
      choose(found, model, context)
    }
    return context.page(page, status: status)
  }

  private static func choose(
    _ found: PersonTable.Found, _ model: FindModel, _ context: Context
  ) -> HTML? {
    let name = found.whole.person.name.full
    switch model.purpose {
    case .open: return nil
    case .relate(let person):
      guard found.whole.id != person else { return nil }
      return textLink(
        "Choose", to: PersonPaths.relate(person, to: found.whole.id), context: name)
    case .join(let person):
      guard let search = model.searched, found.whole.id != person else { return nil }
      return textLink(
        "This is the person", to: FamilyPaths.add(person, search: search.id, found: found.whole.id),
        context: name)
    case .match(let contact, let key):
      guard let search = model.searched else { return nil }
      return context.button(
        "This is the person", action: ContactPaths.match(contact, key: key),
        page: PersonPaths.results(search.id, for: model.purpose),
        hidden: [HiddenField("person", found.whole.id.description)], context: name)
    }
  }

  /// Where the number of a record leads. Whether it is shown is judged there.
  private static func recordPath(_ terms: SearchTerms) -> String? {
    guard terms.allNames.isEmpty, terms.birth == nil, terms.postcode == nil,
      terms.numbers.count == 1, case .reference(let text) = terms.numbers[0]
    else { return nil }
    if let id = PersonID(text) { return PersonPaths.details(id) }
    if ContactID(text) != nil { return "/contacts/\(text)" }
    if ReferralID(text) != nil { return "/referrals/\(text)" }
    if AssessmentID(text) != nil { return "/assessments/\(text)" }
    return nil
  }

  private static var tooMany: Page {
    var page = Page(
      "That is many searches in a minute",
      main: "<p>Wait a minute, then load this page again. What you typed is kept.</p>")
    page.width = .questions
    return page
  }
}

extension Context {
  /// Whether the worker may say whom a contact names: who may see the contact and take contacts.
  func mayMatch(_ contact: ContactID) async throws {
    try await may(.recordContact)
    let loaded = try found(
      try await read { tx in try Store.load(contact, in: tx)?.state as Contact? })
    try await may(
      .seeContact, about: loaded.named.compactMap(\.person), record: FactStream(contact),
      fromPolice: loaded.details.method == .police)
  }
}
