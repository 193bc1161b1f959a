import Domain
import HTML
import Hummingbird
import Store

/// `/people/P-1/relationships/…`: who belongs to whom.
///
/// The question is always asked about the other person ("How is Dean related to Aisha?"), and stands
/// in the other person's record: only there can it say that they have parental responsibility.
enum RelationshipRoutes {
  static func add(to routes: Routes) {
    routes.get("/people/:person/relationships/new") { context in
      guard let page = try await newPage(context) else { return try await choose(context) }
      return try await context.show(page.form)
    }
    routes.post("/people/:person/relationships/new") { try await relate($0) }
    routes.get("/people/:person/relationships/change") { try await RelationshipChange.show($0) }
    routes.post("/people/:person/relationships/change") { try await RelationshipChange.change($0) }
    routes.get("/people/:person/relationships/end") { try await showEnd($0) }
    routes.post("/people/:person/relationships/end") { try await end($0) }
  }

  // MARK: - New

  private struct NewPage: Sendable {
    let form: FormPage
    let person: PersonID
    let other: PersonID
    /// Brothers and sisters who may be ticked as well.
    let others: [PersonID]
  }

  /// Nil while nobody was chosen.
  private static func newPage(_ context: Context) async throws -> NewPage? {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.changePerson, about: id)
    guard let other = chosen(context) else { return nil }
    let found = try await context.read { try PersonTable.identity(of: other, in: $0) }
    guard let found else { return nil }
    try await context.may(.seePerson, about: other)
    let identity = try await context.identity(of: id)
    let others = try await others(context, id, other, identity)
    var form = FormPage(
      "How are they related?",
      RelationshipQuestions.new(
        found.line.name, identity.model.line, others: others),
      path: PersonPaths.relate(id, to: other),
      submit: "Save relationship of \(found.line.name) and \(identity.name)",
      version: found.version)
    form.layout = { RelationshipQuestions.layout($0) }
    form.around = { page in
      page.identity = identity.bar
      page.about = identity.name
      page.trail = .back("Back to the family", to: PersonPaths.family(id))
    }
    return NewPage(form: form, person: id, other: other, others: others.map(\.id))
  }

  /// The children of the family to whom the same may be said at once.
  private static func others(
    _ context: Context, _ id: PersonID, _ other: PersonID, _ identity: PersonIdentity
  ) async throws -> [PersonTable.Line] {
    guard identity.model.line.stage != .adult else { return [] }
    let siblings = try await context.read { tx in
      try PersonTable.lines(try ChildHead.siblings(of: id, in: tx), in: tx)
    }
    let standing = try await context.standing(of: siblings.map(\.id))
    let open = Set(
      standing.filter { context.can(.changePerson, about: [$0]) }.compactMap(\.person))
    return siblings.filter { $0.id != other && open.contains($0.id) }
  }

  private static func chosen(_ context: Context) -> PersonID? {
    context.query["other"].flatMap { PersonID(AnswerReader.trimmed($0).uppercased()) }
  }

  private static func relate(_ context: Context) async throws -> Response {
    guard let page = try await newPage(context) else { return try await choose(context) }
    let today = context.today
    return try await context.submit(page.form) { reader in
      let kind: Person.Relationship.Kind? = reader.code("kind", "how they are related")
      let relationship = kind.map {
        RelationshipQuestions.relationship(&reader, kind: $0, today: today)
      }
      let also: [PersonID] = reader.ids("also", "the children")
      let provenance = PersonQuestions.provenance(&reader)
      guard let relationship, let provenance, reader.errors.isEmpty else {
        return nil as Related?
      }
      return Related(
        relationship: relationship, to: also.filter(page.others.contains), provenance: provenance)
    } perform: { related, sending in
      try await context.may(.changePerson, about: [page.person] + related.to)
      let store = context.house.store
      try await context.house.database.write { tx in
        _ =
          try store.perform(
            .relate(related.relationship, to: page.person, provenance: related.provenance),
            on: page.other, expecting: sending.version, as: sending.act, in: tx) as Done<Person>
        for child in related.to {
          _ =
            try store.perform(
              .relate(related.relationship, to: child, provenance: related.provenance),
              on: page.other, as: sending.act(child.description), in: tx) as Done<Person>
        }
      }
      return PersonPaths.family(page.person)
    }
  }

  private struct Related: Sendable {
    let relationship: Person.Relationship
    /// Brothers and sisters of whom the same is true.
    let to: [PersonID]
    let provenance: Person.Provenance
  }

  /// By search, by number, or from those at the same address.
  private static func choose(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    let identity = try await context.identity(of: id)
    let typed = context.query["other"] ?? ""
    let error = typed.isEmpty ? nil : "Nobody on the record has this number. Find them by name"
    let near: HTML =
      identity.model.livesWith.isEmpty
      ? ""
      : """
      <h2>At the same address</h2>
      <ul>\(each: identity.model.livesWith, { line in
        "<li>\(textLink(line.name, to: PersonPaths.relate(id, to: line.id)))</li>"
      })</ul>
      """
    var page = Page(
      "Who is related to \(identity.name)?",
      main: """
        <p>\(buttonLink("Find them by name", to: PersonPaths.find(for: .relate(id))))</p>
        \(near)
        <h2>By the number of their record</h2>
        \(filterForm(
          action: PersonPaths.relate(id), label: "By number", apply: "Go on",
          content: textInput(
            id: "other", label: "Number", hint: "For example, P-12", value: typed, error: error,
            width: .ten)))
        """)
    if let error { page.errors = [FormError("other", error)] }
    identity.stand(on: &page, current: PersonPaths.family(id))
    page.trail = .back("Back to the family", to: PersonPaths.family(id))
    return context.page(page, status: error == nil ? .ok : .unprocessableContent)
  }

  // MARK: - End

  private struct EndPage: Sendable {
    let form: FormPage
    let person: PersonID
    let relative: PersonTable.Relative
    /// The other side of the one in whose record it is stated.
    let stated: PersonID
  }

  private static func endPage(_ context: Context) async throws -> EndPage {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.changePerson, about: id)
    guard let by = context.query["by"].flatMap({ PersonID($0) }),
      let position = context.query["position"].flatMap({ Int($0) })
    else { throw NotHere() }
    let (family, version) = try await context.read { tx in
      (
        try PersonTable.family(of: id, in: tx),
        try PersonTable.identity(of: by, in: tx)?.version
      )
    }
    let relative = try context.found(
      family.first { $0.statedBy == by && $0.position == position })
    try await context.may(.seePerson, about: relative.line.id)
    let identity = try await context.identity(of: id)
    var form = FormPage(
      "End a relationship", endDefinition, path: PersonPaths.end(id, relative),
      submit: "End the relationship of \(relative.line.name) and \(identity.name)",
      version: version)
    form.before = inset(
      """
      <p>\(relative.line.name) is on the record as: \(relative.kind.words) of \(identity.name). \
      It stays there, with the date it ended.</p>
      """)
    form.around = { page in
      page.identity = identity.bar
      page.about = identity.name
      page.trail = .back("Back to the family", to: PersonPaths.family(id))
    }
    return EndPage(
      form: form, person: id, relative: relative, stated: relative.statedTo)
  }

  private static let endDefinition = FormDefinition(
    "person-relationship-end", edition: "2026-1",
    [
      Question("ended", .day, "Ended on"),
      Question("reason", .text(.full), "What happened?", hint: "For example: they separated"),
    ])

  private static func showEnd(_ context: Context) async throws -> Response {
    try await context.show(try await endPage(context).form)
  }

  private static func end(_ context: Context) async throws -> Response {
    let page = try await endPage(context)
    let today = context.today
    return try await context.submit(page.form) { reader in
      let ended = reader.day("ended", "the date it ended", latest: today)
      let reason = reader.text("reason", "what happened", longest: 500)
      guard let ended, let reason, reader.errors.isEmpty else { return nil as Person.Command? }
      return .endRelationship(
        with: page.stated, kind: page.relative.statedKind, on: ended, reason: reason)
    } perform: { command, sending in
      _ =
        try await context.house.store.perform(
          command, on: page.relative.statedBy, expecting: sending.version, as: sending.act)
        as Done<Person>
      return PersonPaths.family(page.person)
    }
  }
}
