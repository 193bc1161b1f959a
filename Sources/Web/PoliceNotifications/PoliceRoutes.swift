import Domain
import HTML
import Hummingbird
import Store

/// `/police` and `/police/K-1`: what the police sent, by household, until it is assessed and routed.
enum PoliceRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/police") { try await board($0) }
    routes.get("/police/:notification") { try await page($0) }
    routes.post("/police/:notification/take") { try await take($0) }
    routes.post("/police/:notification/read") { try await read($0) }
  }

  private static func board(_ context: Context) async throws -> Response {
    try await context.may(context.seesAsSent ? .assessPolice : .seeFrontDoor)
    let today = context.today
    let read = try await context.read { tx in
      let households = try PoliceNotificationTable.households(on: today, in: tx)
      let people = Set(households.flatMap { $0.waiting.flatMap(\.matched) }).sorted()
      return (
        households: households, open: try ReferralTable.openEpisodes(of: people, in: tx),
        names: try WorkerTable.names(in: tx)
      )
    }
    let sight = try await context.policeSight(
      of: read.households.flatMap { $0.waiting + $0.year })
    let filter = PoliceBoard.Filter(context.query)
    let households = read.households.compactMap { household -> PoliceBoard.Household? in
      let waiting = household.waiting.filter {
        sight($0) != .nothing && filter.keeps($0, worker: context.worker, now: context.now)
      }
      guard !waiting.isEmpty else { return nil }
      return PoliceBoard.Household(
        waiting: waiting, year: household.year.filter { sight($0) == .whole },
        closed: Set(waiting.filter { sight($0) == .stub }.map(\.id)))
    }
    let model = PoliceBoard(
      households: households, filter: filter, open: read.open, names: Names(workers: read.names),
      now: context.now, seesAsSent: context.seesAsSent, canTakeIn: context.can(.recordContact),
      took: context.query["took"].flatMap { Int($0) })
    let shown = model.waiting.filter { sight($0) == .whole }.flatMap(\.matched)
    try await context.showed(
      Set(shown).sorted(), by: context.seesAsSent ? .assessPolice : .seePolice)
    return context.page(policeBoardPage(model))
  }

  private static func page(_ context: Context) async throws -> Response {
    let one = try await context.notification()
    let asSent = context.seesAsSent
    let read = try await context.read { tx in
      (
        earlier: try PoliceNotificationTable.earlier(than: one, in: tx),
        open: try ReferralTable.openEpisodes(of: one.matched, in: tx),
        contacts: try one.routings.compactMap(\.contact).compactMap {
          try ContactTable.whole($0, in: tx)
        }, names: try WorkerTable.names(in: tx)
      )
    }
    let lines = try await context.openLines(asSent ? [:] : read.open)
    let sight = try await context.policeSight(of: read.earlier)
    let passed = try await context.standing(of: one.passed)
    let records = try await context.standing(of: one.matched)
    let standing = (records.isEmpty ? [Record()] : records).map { $0.with(fromPolice: true) }
    var alerts: [AlertLine] = []
    if !asSent {
      let around = try await context.alerts(around: one.matched, on: context.today)
      alerts = one.matched.flatMap { person in
        around[person, default: []].map { $0.line(on: person) }
      }
    }
    let model = PoliceModel(
      one: one, earlier: read.earlier.filter { sight($0) == .whole },
      closedEarlier: read.earlier.count { sight($0) == .stub }, open: lines,
      contacts: try await context.visible(read.contacts), alerts: alerts,
      names: Names(workers: read.names), now: context.now, me: context.worker,
      seesAsSent: asSent, canAssess: context.can(.assessPolice, about: standing),
      canRoute: context.can(.routePolice, about: standing),
      canMatch: !asSent && context.can(.findPerson) && context.can(.recordContact),
      canRead: !passed.isEmpty && context.can(.writeNote, about: passed),
      done: context.query["done"].flatMap { PoliceDone(rawValue: $0) })
    try await context.showed(
      Set(model.earlier.flatMap(\.matched)).subtracting(one.matched).sorted(),
      by: asSent ? .assessPolice : .seePolice)
    let here = PolicePaths.page(one.id)
    return context.page(
      policePage(model) { words, path in
        context.button(words, action: path, page: here, version: one.version)
      })
  }

  private static func take(_ context: Context) async throws -> Response {
    let one = try await context.notification()
    // Whoever assesses or routes; a reader does not look after it.
    if !context.can(.routePolice) { try await context.may(.assessPolice) }
    return try await context.carryOut(back: PolicePaths.page(one.id)) { sending in
      try await context.perform(.take, on: one.id, sending)
      return PolicePaths.page(one.id, done: .taken)
    }
  }

  /// Whoever works with a child it was passed to says that they have read it.
  private static func read(_ context: Context) async throws -> Response {
    let one = try await context.notification()
    guard !one.passed.isEmpty else { throw NotHere() }
    try await context.may(.writeNote, about: one.passed, record: FactStream(one.id))
    return try await context.carryOut(back: PolicePaths.page(one.id)) { sending in
      try await context.perform(.read, on: one.id, sending)
      return PolicePaths.page(one.id, done: .read)
    }
  }
}

extension Context {
  /// The open referrals by the record that was matched.
  func openLines(_ open: [PersonID: ReferralID]) async throws -> [PersonID: ReferralTable.Line] {
    guard !open.isEmpty else { return [:] }
    let ids = Set(open.values).sorted()
    let lines = try await read { try ReferralTable.lines(ids, in: $0) }
    return open.compactMapValues { id in lines.first { $0.id == id } }
  }

  /// Of some contacts those that this worker may see.
  func visible(_ contacts: [ContactTable.Whole]) async throws -> [ContactTable.Whole] {
    let sight = try await sight(of: Set(contacts.flatMap(\.matched)).sorted())
    return contacts.filter {
      sight.view(.seeContact, of: $0.matched, fromPolice: $0.fromPolice) == .whole
    }
  }
}
