import Domain
import HTML
import Hummingbird
import Store

/// `/children/P-1/chronology`: the story of a child and its pattern, from the ledger, with what workers
/// chose by hand laid over it.
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
    var model = try await context.chronology(of: identity, in: looking)
    if let asAt = looking.asAt {
      let late = try await context.read { try AsAt.recordedLater(id, than: asAt, in: $0) }
      let live = Looking(database: context.house.database, day: looking.day, asAt: nil)
      let (events, names) = try await context.events(of: id, late, in: live)
      model.later = recordedLater(events, day: asAt, names: names)
    } else {
      let records = try await context.standing(of: [id])
      model.mayCurate = context.can(.curateChronology, about: records)
      model.court = try await context.courtVersions(of: id, against: model)
    }
    var page = chronologyPage(model)
    context.stand(identity, on: &page, looking, current: ChildPaths.chronology(id))
    return page
  }
}

extension Context {
  /// The chronology as the address asks for it: whose, filtered, in order.
  func chronology(
    of identity: PersonIdentity, in looking: Looking
  ) async throws -> ChronologyModel {
    let id = identity.id
    let (all, siblings, gaps, bars) = try await looking.read { tx in
      (
        try Chronology.of(id, in: tx),
        try PersonTable.lines(try ChildHead.siblings(of: id, in: tx), in: tx),
        try VisitGap.of(id, on: looking.day, in: tx), try StatusBar.of(id, in: tx)
      )
    }
    let open = try await seeable(siblings.map(\.id))
    let shown = siblings.filter { open.contains($0.id) }
    let filter = ChronologyFilter(query, siblings: shown.map(\.id), asAt: looking.asAt)
    var (events, names) = try await events(of: id, all, in: looking)
    if !filter.with.isEmpty { try await showed(filter.with, by: .seePerson) }
    for sibling in filter.with {
      let theirs = try await looking.read { try Chronology.of(sibling, in: $0) }
      let (more, others) = try await self.events(of: sibling, theirs, in: looking)
      names.people.merge(others.people) { first, _ in first }
      events.overlay(more)
    }
    let agencies = Set(events.compactMap { $0.curated?.agency }).sorted()
    var model = ChronologyModel(
      identity: identity, siblings: shown, events: filter.apply(to: events, agencies: agencies),
      all: events.count, filter: filter, names: names)
    model.closedSiblings = try await closed(siblings.map(\.id).filter { !open.contains($0) })
    model.agencies = agencies
    model.workers = Set(
      events.compactMap { event -> WorkerID? in
        if case .worker(let worker) = event.actor { worker } else { nil }
      }
    ).sorted()
    model.leftOut = events.count { $0.curated.map { $0.standing != .shown } ?? false }
    model.current = events.filter(\.entry.isSignificant)
    model.gaps = gaps.filter { gap in
      (filter.from.map { $0 <= gap.to } ?? true) && (filter.to.map { gap.from <= $0 } ?? true)
    }
    model.bars = filter.with.isEmpty ? bars : []
    return model
  }

  /// How many of these records are closed to the worker; of one that is hidden nothing is said.
  private func closed(_ people: [PersonID]) async throws -> Int {
    let (viewer, today) = (viewer, today)
    return try await standing(of: people).count { record in
      switch May.decide(.seePerson, by: viewer, about: [record], today: today) {
      case .allowed: false
      case .refused(let denial): !denial.hidden
      }
    }
  }
}

extension Array where Element == ShownEvent {
  /// Lays another child's events over these: what both share is one event of both.
  fileprivate mutating func overlay(_ others: [ShownEvent]) {
    let places = Dictionary(
      indices.map { (self[$0].pointer, $0) }, uniquingKeysWith: { first, _ in first })
    for other in others {
      if let index = places[other.pointer], self[index].entry.title == other.entry.title,
        self[index].entry.happenedOn == other.entry.happenedOn
      {
        self[index].whose += other.whose
      } else {
        append(other)
      }
    }
  }
}
