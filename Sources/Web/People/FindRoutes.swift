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
    routes.post("/people/find/live") { try await live($0) }
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
    try await look(search, into: &model, context)
    model.id = id
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
    // Counted where it is made, for a new record says whom it showed.
    let sibling = Self.sibling(context.act)
    if context.act == "none" || sibling != nil {
      guard context.house.searches.allows("\(context.worker)", now: context.now) else {
        throw TooMany()
      }
    }
    // "None of these", from what was found while typing.
    if context.act == "none", context.can(.createPerson) {
      return .seeOther(PersonPaths.new(try await context.keep(search), for: purpose))
    }
    if let sibling, context.can(.createPerson) {
      return .seeOther(
        PersonPaths.new(try await context.keep(search), for: purpose, sibling: sibling))
    }
    // The number of a record leads straight to it.
    if purpose == .open, let path = recordPath(search.terms(today: context.today)) {
      return .seeOther(path)
    }
    return .seeOther(PersonPaths.results(try await context.keep(search), for: purpose))
  }

  /// `sibling-P-12`: the button beside somebody of the same family.
  private static func sibling(_ act: String?) -> PersonID? {
    guard let act, act.hasPrefix("sibling-") else { return nil }
    return PersonID(String(act.dropFirst(8)))
  }

  /// What is typed so far, looked up: a piece of the page. A post, so that no name is in an address;
  /// it writes nothing but the access log.
  private static func live(_ context: Context) async throws -> Response {
    try await context.may(.findPerson)
    var model = FindModel(purpose: FindPurpose(context.query), today: context.today)
    model.isLive = true
    var search = SavedSearch(context.answers)
    // A date in three boxes, as a contact is taken down.
    if search.birth.isEmpty {
      search.birth = ["day", "month", "year"].compactMap { context.answers["birth-\($0)"] }
        .filter { !$0.isEmpty }.joined(separator: "/")
    }
    guard search.isEnough else { return .html(livePiece(said: "", content: "")) }
    guard context.house.liveSearches.allows("\(context.worker)", now: context.now) else {
      throw TooMany()
    }
    try await look(search, into: &model, context)
    if context.query["taking"] != nil {
      return .html(
        livePiece(
          said: model.looked?.heading ?? "",
          content: alreadyKnown(model.looked ?? Looked(), context.today)))
    }
    let piece = results(model) { choose($0, model, context) }
    return .html(livePiece(said: model.looked?.heading ?? "", content: piece))
  }

  private static func look(
    _ search: SavedSearch, into model: inout FindModel, _ context: Context
  ) async throws {
    let looked = try await context.look(search.terms(today: context.today))
    try await context.tell(looked)
    model.search = search
    model.looked = looked
    model.said = search.words.map { PersonInWords($0, today: context.today) }
    model.canCreate = context.can(.createPerson)
  }

  private static func page(
    _ context: Context, _ model: FindModel, status: HTTPResponse.Status = .ok
  ) -> Response {
    let path = PersonPaths.find(for: model.purpose)
    let page = findPage(model) { questions in
      form(
        action: path, csrf: context.csrf, id: model.formID, submit: "Find",
        live: Live(PersonPaths.live(for: model.purpose), into: "found"), content: questions)
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
      guard let id = model.id, found.whole.id != person else { return nil }
      return textLink(
        "This is the person", to: FamilyPaths.add(person, search: id, found: found.whole.id),
        context: name)
    case .match(let contact, let key):
      let page =
        model.id.map { PersonPaths.results($0, for: model.purpose) }
        ?? PersonPaths.find(for: model.purpose)
      return context.button(
        "This is the person", action: ContactPaths.match(contact, key: key), page: page,
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
