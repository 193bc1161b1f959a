import Domain
import HTML
import Hummingbird
import Store

/// `/people/P-1/family/ecomap`, and the genogram on `/people/P-1/family`.
enum FamilyPictureRoutes {
  static func add(to routes: Routes) {
    routes.get("/people/:person/family/ecomap") { try await ecomap($0) }
  }

  /// The genogram for the family page of somebody whom the worker may see. Drawn around whoever the
  /// address names; it must be one of the family, and one whose record is open to the worker.
  static func picture(
    _ context: Context, of person: PersonID, in looking: Looking
  ) async throws -> FamilyPicture {
    let asked = context.query["centre"].flatMap { $0.isEmpty ? nil : $0 }
    let centre = asked.flatMap { PersonID($0) } ?? person
    let family = try await graph(context, of: [person], from: person, in: looking)
    var graph = family
    if centre != person {
      guard family.member(centre) != nil else { throw NotHere() }
      try await context.may(.seePerson, about: centre)
      graph = try await self.graph(context, of: [centre, person], from: person, in: looking)
    } else if asked != nil, asked != person.description {
      throw NotHere()
    }
    return FamilyPicture(
      graph: graph, person: person, centre: centre,
      everybody: context.query["show"] == "everybody", day: looking.day, asAt: looking.asAt)
  }

  /// Without those whose records are closed to the worker today, whatever day is looked at.
  private static func graph(
    _ context: Context, of people: [PersonID], from person: PersonID, in looking: Looking
  ) async throws -> FamilyGraph {
    let graph = try await looking.read { try FamilyGraph.around(people, in: $0) }
    let members = graph.members.map(\.id)
    let open = try await context.seeable(members)
    // What must not be told is judged by the record of today, too.
    let undisclosed = try await context.read { try UndisclosedHomes.near(members, in: $0) }
    return graph.seen(by: open, from: person).keepingBack(undisclosed)
  }

  private static func ecomap(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.seePerson, about: id)
    return try await context.looking(at: id) { looking in
      let identity = try await context.identity(of: id, in: looking)
      let known = try await looking.read { try PersonTable.whole(of: id, in: $0)?.person }
      let child = try context.found(known)
      let model = EcomapModel(
        identity: identity, picture: try await picture(context, of: id, in: looking),
        network: child.network, professionals: child.professionals.filter { $0.to == nil },
        isBlank: context.query["show"] == "blank")
      var page = ecomapPage(model)
      context.stand(
        identity, on: &page, looking, current: PersonPaths.family(id))
      return context.page(page)
    }
  }
}
