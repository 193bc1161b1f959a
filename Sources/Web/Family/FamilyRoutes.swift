import Domain
import HTML
import Hummingbird
import Store

/// `/people/P-1/family`: who matters, who lives where, who has responsibility; the same page stands
/// at `/children/P-1/family`.
enum FamilyRoutes: HasRoutes {
  static func add(to routes: Routes) {
    FamilyPictureRoutes.add(to: routes)
    for pattern in ["/people/:person/family", "/children/:person/family"] {
      routes.get(pattern) { try await page($0) }
    }
    routes.post("/people/:person/family/words") { try await FamilyInWords.read($0) }
    routes.get("/people/:person/family/add") { try await FamilyInWords.show($0) }
    routes.post("/people/:person/family/add") { try await FamilyInWords.add($0) }
    routes.get("/people/:person/family/several") { try await several($0) }
    routes.get("/people/:person/family/moved") { try await FamilyMoved.show($0) }
    routes.post("/people/:person/family/moved") { try await FamilyMoved.move($0) }
    routes.get("/people/:person/address/also") { try await SecondHome.show($0) }
    routes.post("/people/:person/address/also") { try await SecondHome.add($0) }
    routes.get("/people/:person/address/also/left") { try await SecondHome.showLeft($0) }
    routes.post("/people/:person/address/also/left") { try await SecondHome.leave($0) }
    routes.get("/people/:person/address/undisclosed") { try await reveal($0) }
    routes.get("/people/:person/professionals/new") { try await Professionals.show($0) }
    routes.post("/people/:person/professionals/new") { try await Professionals.add($0) }
    routes.get("/people/:person/professionals/end") { try await Professionals.showEnd($0) }
    routes.post("/people/:person/professionals/end") { try await Professionals.end($0) }
  }

  private static func page(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.seePerson, about: id)
    if let moved = try await context.movedOn(id) { return moved }
    return try await context.looking(at: id) { looking in
      let model = try await drawn(context, looking)
      var page = familyPage(model)
      context.stand(model.identity, on: &page, looking, current: PersonPaths.family(id))
      return context.page(page)
    }
  }

  /// The family as it is today, of a person whom the worker was allowed to see.
  static func model(_ context: Context) async throws -> FamilyModel {
    try await model(context, today(context))
  }

  /// The same with its picture, for a page that shows it.
  static func drawn(_ context: Context) async throws -> FamilyModel {
    try await drawn(context, today(context))
  }

  private static func drawn(
    _ context: Context, _ looking: Looking
  ) async throws -> FamilyModel {
    let id = try context.id("person", of: Person.self)
    var model = try await model(context, looking)
    model.pictures = try await FamilyPictureRoutes.picture(context, of: id, in: looking).section
    return model
  }

  private static func today(_ context: Context) -> Looking {
    Looking(database: context.house.database, day: context.today, asAt: nil)
  }

  private static func model(
    _ context: Context, _ looking: Looking
  ) async throws -> FamilyModel {
    let id = try context.id("person", of: Person.self)
    let identity = try await context.identity(of: id, in: looking)
    let records = try await context.standing(of: [id])
    let day = looking.day
    let family = try await looking.read { try PersonTable.family(of: id, in: $0) }
    let seeable = try await context.seeable(family.map(\.line.id))
    let open = family.filter { seeable.contains($0.line.id) }
    let near = Set(open.filter { $0.to == nil }.map(\.line.id)).sorted()
    let read = try await looking.read { tx in
      (
        homes: try PersonTable.households(of: id, family: near, on: day, in: tx),
        professionals: try PersonTable.professionals(of: [id], in: tx)[id] ?? [],
        own: try PersonTable.homes(of: id, in: tx),
        network: try PersonTable.whole(of: id, in: tx)?.person.network
      )
    }
    // What must not be told is judged by the record of today, whatever day is looked at.
    let undisclosed = try await context.read { try UndisclosedHomes.near([id] + near, in: $0) }
    let residents = try await context.seeable(read.homes.flatMap { $0.stays.map(\.line.id) })
    let homes = read.homes.compactMap { home -> PersonTable.Home? in
      var home = home
      home.address = home.address.keptBack(by: undisclosed.holds)
      home.stays.removeAll { $0.line.id != id && !residents.contains($0.line.id) }
      return home.stays.isEmpty ? nil : home
    }
    let related = Set(family.map(\.line.id))
    let isNow = looking.asAt == nil
    var model = FamilyModel(
      identity: identity, family: open,
      sameAddress: identity.model.livesWith.filter { !related.contains($0.id) }, homes: homes,
      professionals: read.professionals, school: read.network?.school, gp: read.network?.gp,
      mayChange: isNow && context.can(.changePerson, about: records),
      mayReveal: isNow && read.own.contains(where: \.isUndisclosed)
        && context.can(.seeUndisclosedAddress, about: records),
      mayWriteNote: isNow && context.can(.writeNote, about: records), today: day)
    model.csrf = context.csrf
    return model
  }

  /// Leads to the form that records it once for all who are ticked.
  private static func several(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    let who = context.query.all("who").compactMap { PersonID($0) }
    guard !who.isEmpty, who.count <= 20 else { return .seeOther(PersonPaths.family(id) + "#once") }
    switch context.query["what"] {
    case "note": return .seeOther(NotePaths.new(who))
    case "moved": return .seeOther(FamilyPaths.moved(id, who: who))
    default: return .seeOther(PersonPaths.family(id))
    }
  }

  /// The addresses that are kept back everywhere else. Each look stands in the access log.
  private static func reveal(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.seeUndisclosedAddress, about: id)
    let identity = try await context.identity(of: id)
    let records = try await context.standing(of: [id])
    guard
      let leave = records.first.flatMap({
        May.disclose($0, to: context.viewer, today: context.today)
      })
    else { throw NotHere() }
    context.net.lift(by: leave)
    let homes = try await context.read { try PersonTable.homes(of: id, in: $0) }
    let rows = homes.filter(\.isUndisclosed).map { home -> SummaryRow in
      let address = home.value(by: leave)
      let from = address.from?.long ?? "not known"
      return SummaryRow(
        address.to.map { "\(from) to \($0.long)" } ?? "Since \(from)",
        [address.oneLine, address.part].compactMap { $0 }.joined(separator: ", "))
    }
    var page = Page(
      "Address not to be disclosed",
      main: """
        \(warningText("Do not tell anybody this address. That you have looked is written down."))
        \(rows.isEmpty
          ? emptyState("No address of \(identity.name) is kept back.") : summaryList(rows))
        """)
    identity.stand(on: &page)
    page.width = .questions
    page.trail = .back("Back to the family", to: PersonPaths.family(id))
    return context.page(page)
  }
}

/// What every form of the family page is: about one person, changed by whoever may change them.
struct FamilyForm: Sendable {
  let id: PersonID
  let identity: PersonIdentity

  static func open(_ context: Context) async throws -> FamilyForm {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.changePerson, about: id)
    return FamilyForm(id: id, identity: try await context.identity(of: id))
  }

  /// Does to the person's record what the form asked for, and leads back to the family.
  static func perform(
    _ command: Person.Command, on id: PersonID, _ sending: Sending, _ context: Context
  ) async throws -> String {
    let _: Done<Person> = try await context.house.store.perform(
      command, on: id, expecting: sending.version, as: sending.act)
    return PersonPaths.family(id)
  }

  func form(
    _ heading: String, _ definition: FormDefinition, path: String, submit: String,
    version: Int? = nil, record: Answers = Answers()
  ) -> FormPage {
    var form = FormPage(
      heading, definition, path: path, submit: submit, version: version, record: record)
    form.around = { page in
      page.identity = identity.bar
      page.about = identity.name
      page.trail = .back("Back to the family", to: PersonPaths.family(id))
    }
    return form
  }
}
