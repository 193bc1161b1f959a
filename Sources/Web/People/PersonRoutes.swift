import Domain
import HTML
import Hummingbird
import Store

/// `/people/P-1`: what is known of one person, child or adult, and the forms that change it.
enum PersonRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/people/:person") { try await details($0) }
    for form in PersonForm.all {
      routes.get("/people/:person/\(form.path)") { try await show(form, $0) }
      routes.post("/people/:person/\(form.path)") { try await send(form, $0) }
    }
    routes.get("/people/:person/restriction") { try await show(try await restriction($0), $0) }
    routes.post("/people/:person/restriction") { try await send(try await restriction($0), $0) }
    RelationshipRoutes.add(to: routes)
  }

  private static func details(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.seePerson, about: id)
    if let moved = try await context.movedOn(id) { return moved }
    let identity = try await context.identity(of: id)
    let records = try await context.standing(of: [id])
    let read = try await context.read { tx in
      (
        whole: try PersonTable.whole(of: id, in: tx),
        family: try PersonTable.family(of: id, in: tx),
        searched: try PersonTable.searchBefore(id, in: tx), workers: try WorkerTable.names(in: tx),
        merges: try PersonTable.merges(among: id, in: tx),
        merged: try PersonTable.whole(
          of: PersonRecords.all(of: [id], in: tx).filter { $0 != id }, in: tx),
        notSame: try PersonTable.notSame(as: id, in: tx),
        homes: try PersonTable.homes(of: id, in: tx)
      )
    }
    let shown = read.searched?.evidence?.shown.map(\.person) ?? []
    let seeable = try await context.seeable(
      read.family.map(\.line.id) + shown + read.notSame.flatMap { [$0.record, $0.other] })
    var model = PersonModel(
      identity: identity, whole: try context.found(read.whole),
      family: read.family.filter { seeable.contains($0.line.id) }, searched: read.searched,
      open: Dictionary(uniqueKeysWithValues: seeable.map { ($0, $0.description) }),
      workers: read.workers, mayChange: context.can(.changePerson, about: records),
      mayRestrict: context.can(.restrictPerson, about: records),
      maySeeLooks: context.can(.seeAccessLog, about: records),
      mayReveal: read.homes.contains(where: \.isUndisclosed)
        && context.can(.seeUndisclosedAddress, about: records), today: context.today)
    model.merges = read.merges
    model.merged = read.merged
    model.notSame = read.notSame.filter {
      seeable.contains($0.record) && seeable.contains($0.other)
    }
    model.mayMerge = context.can(.mergePeople, about: records)
    var page = personPage(model)
    page.banner = try await context.movedOnBanner(to: id)
    return context.page(page)
  }

  private static func restriction(_ context: Context) async throws -> PersonForm {
    .restrict(try await context.read { try WorkerTable.all(in: $0) })
  }

  private static func show(_ form: PersonForm, _ context: Context) async throws -> Response {
    let (page, _) = try await page(form, context)
    return try await context.show(page)
  }

  private static func send(_ form: PersonForm, _ context: Context) async throws -> Response {
    let (page, whole) = try await page(form, context)
    let today = context.today
    return try await context.submit(page) { reader in
      form.read(&reader, whole, today)
    } perform: { command, sending in
      _ =
        try await context.house.store.perform(
          command, on: whole.id, expecting: sending.version, as: sending.act) as Done<Person>
      return PersonPaths.details(whole.id)
    }
  }

  private static func page(
    _ form: PersonForm, _ context: Context
  ) async throws -> (FormPage, PersonTable.Whole) {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(form.deed, about: id)
    let identity = try await context.identity(of: id)
    let read = try await context.read { tx in
      (
        whole: try PersonTable.whole(of: id, in: tx),
        sources: form.topic == nil ? [:] : try PersonTable.sources(of: id, in: tx),
        workers: form.topic == nil ? [:] : try WorkerTable.names(in: tx)
      )
    }
    let whole = try context.found(read.whole)
    var page = FormPage(
      form.heading, form.definition(), path: PersonPaths.change(id, form.path),
      submit: "\(form.submit) \(PersonWords.short(whole.person.name))", version: whole.version,
      record: form.record(whole))
    if let topic = form.topic, let source = read.sources[topic] {
      page.before = before(source, read.workers)
    }
    if whole.person.mergedInto != nil {
      page.before += warningText(
        "Record \(id) is now part of \(identity.id). What is new belongs there.")
    }
    page.around = { page in
      page.identity = identity.bar
      page.about = identity.name
      page.trail = .back("Back to details", to: PersonPaths.details(id))
    }
    return (page, whole)
  }

  /// What was verified is not changed unawares.
  private static func before(
    _ source: PersonTable.Source, _ workers: [WorkerID: String]
  ) -> HTML {
    let words = PersonWords.source(source, names: workers)
    guard source.provenance.verified != nil else { return "<p class=\"meta\">\(words)</p>" }
    return inset(
      """
      <p><strong>What is on the record was checked.</strong> \(words) Change it only if you know \
      better; what stood before stays in the history.</p>
      """)
  }
}
