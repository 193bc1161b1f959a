import Domain
import HTML
import Hummingbird
import Store

/// `/children/P-1/chronology`: the story of a child and its pattern, from the ledger.
enum ChronologyRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/children/:person/chronology") { try await chronology($0) }
  }

  private static func chronology(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.seePerson, about: id)
    let stage = try await context.read { try PersonTable.line(id, in: $0)?.stage }
    if stage == .adult { return .seeOther(PersonPaths.details(id)) }
    return try await context.looking(at: id) { looking in
      context.page(try await page(context, id, looking))
    }
  }

  private static func page(
    _ context: Context, _ id: PersonID, _ looking: Looking
  ) async throws -> Page {
    let identity = try await context.identity(of: id, in: looking)
    let (all, siblings) = try await looking.read { tx in
      (
        try Chronology.of(id, in: tx),
        try PersonTable.lines(try ChildHead.siblings(of: id, in: tx), in: tx)
      )
    }
    let open = try await context.seeable(siblings.map(\.id))
    let shown = siblings.filter { open.contains($0.id) }
    let filter = ChronologyFilter(context.query, siblings: shown.map(\.id), asAt: looking.asAt)
    var (events, names) = try await context.events(of: id, all, in: looking)
    if !filter.with.isEmpty { try await context.showed(filter.with, by: .seePerson) }
    for sibling in filter.with {
      let theirs = try await looking.read { try Chronology.of(sibling, in: $0) }
      let (more, others) = try await context.events(of: sibling, theirs, in: looking)
      names.people.merge(others.people) { first, _ in first }
      events.overlay(more)
    }
    var model = ChronologyModel(
      identity: identity, siblings: shown, events: filter.apply(to: events), all: events.count,
      filter: filter, names: names)
    if let asAt = looking.asAt {
      let late = try await context.read { try AsAt.recordedLater(id, than: asAt, in: $0) }
      let live = Looking(database: context.house.database, day: looking.day, asAt: nil)
      let (events, names) = try await context.events(of: id, late, in: live)
      model.later = recordedLater(events, day: asAt, names: names)
    }
    var page = chronologyPage(model)
    context.stand(identity, on: &page, looking, current: ChildPaths.chronology(id))
    return page
  }
}

extension Array where Element == ShownEvent {
  /// Lays another child's events over these: what both share is one event of both.
  fileprivate mutating func overlay(_ others: [ShownEvent]) {
    for other in others {
      if let index = firstIndex(where: {
        $0.seq == other.seq && $0.entry.title == other.entry.title
          && $0.entry.happenedOn == other.entry.happenedOn
      }) {
        self[index].whose += other.whose
      } else {
        append(other)
      }
    }
  }
}
