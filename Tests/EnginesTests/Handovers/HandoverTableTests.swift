import Domain
import EngineTesting
import Store
import Testing

@Suite("Handovers in the tables") struct HandoverTableTests {
  private struct Scene {
    let house: Household
    let child: PersonID
    let worker: WorkerID
    /// 15 February 2026 at 2am.
    let moment: Instant

    init(_ database: any Database) async throws {
      house = try await Household(database)
      child = try await house.create("Aisha", "Curnow")
      worker = try await house.worker("Pete Hosking")
      moment = Instant(london: house.day, hour: 2, minute: 0)
    }

    @discardableResult func perform(
      _ command: Handover.Command, on id: HandoverID? = nil
    ) async throws -> HandoverID {
      let act = Act(key: nil, actor: Actor(.worker(worker)), at: moment)
      return try await house.store.perform(command, on: id, as: act).id
    }

    func raise(until: Instant) async throws -> HandoverID {
      try await perform(
        .raise(
          Handover.Warning(
            child: child, what: "What", act: "Act", ring: "Sian", from: moment, until: until),
          at: moment))
    }

    func log(
      at: Instant, _ outcome: Handover.Action.Outcome = .noChange
    ) async throws -> HandoverID {
      try await perform(
        .log(
          .init(child: child),
          Handover.Action(
            kind: .call, at: at, words: "Rang", outcome: outcome, instead: "Nan stays"),
          passing: (words: "See her", to: .worker(worker)), at: moment))
    }

    func read<T: Sendable>(
      _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
      try await house.store.database.read(body)
    }
  }

  @Test(
    "What is told to the night: what nobody acknowledged stands on top", arguments: Engine.allCases)
  func told(engine: Engine) async throws {
    try await engine.with { database in
      let scene = try await Scene(database)
      let now = scene.moment
      let night = Night(at: now)
      let soon = try await scene.raise(until: now.adding(seconds: 3600))
      let later = try await scene.raise(until: now.adding(seconds: 90_000))
      try await scene.perform(.acknowledge(at: now), on: soon)
      #expect(
        try await scene.read { try HandoverTable.told(to: night, at: now, in: $0).map(\.id) }
          == [later, soon])
      let after = now.adding(seconds: 3600)
      #expect(
        try await scene.read { try HandoverTable.told(to: night, at: after, in: $0).map(\.id) }
          == [later])
      #expect(
        try await scene.read { try HandoverTable.told(during: night, in: $0).map(\.id) }
          == [soon, later])
      try await scene.perform(.close(reason: "He was arrested", at: now), on: later)
      #expect(
        try await scene.read { try HandoverTable.told(to: night, at: after, in: $0).isEmpty })
      #expect(try await scene.read { try HandoverTable.of(scene.child, in: $0).count } == 2)
    }
  }

  @Test(
    "What is passed on waits until it is accepted, and its night keeps it",
    arguments: Engine.allCases)
  func passed(engine: Engine) async throws {
    try await engine.with { database in
      let scene = try await Scene(database)
      let now = scene.moment
      let night = Night(at: now)
      let id = try await scene.log(at: now.adding(seconds: -600), .accommodationPrevented)
      #expect(try await scene.read { try HandoverTable.waiting(in: $0).map(\.id) } == [id])
      let actor = Actor(.worker(scene.worker))
      #expect(
        try await scene.read { try HandoverTable.waiting(for: actor, in: $0).map(\.id) } == [id])
      try await scene.perform(.accept(at: now), on: id)
      #expect(try await scene.read { try HandoverTable.waiting(in: $0).isEmpty })
      let whole = try #require(
        try await scene.read { try HandoverTable.passed(in: night, in: $0) }.first)
      #expect(whole.needs.first?.acceptedBy == "Pete Hosking")
      #expect(whole.actions.first?.action.outcome == .accommodationPrevented)
      let other = Night(night.day.adding(days: -1))
      #expect(try await scene.read { try HandoverTable.happened(in: other, in: $0).isEmpty })
    }
  }

  @Test("Contacts are counted by the hour, on both sides of midnight", arguments: Engine.allCases)
  func hours(engine: Engine) async throws {
    try await engine.with { database in
      let scene = try await Scene(database)
      let night = Night(at: scene.moment)
      for (day, minute) in [
        (night.day, 1000), (night.day, 1385), (night.day, 1390), (night.day.adding(days: 1), 5),
        (night.day.adding(days: 1), 545),
      ] {
        let _: Done<Contact> = try await scene.house.store.perform(
          .receive(
            Contact.Details(
              receivedOn: day, receivedMinute: minute, method: .phone, source: .police,
              account: "Shouting", inDanger: .no, consent: .notKnown), named: []),
          as: Act(key: nil, actor: .system, at: scene.moment.adding(seconds: 90_000)))
      }
      let hours = try await scene.read { try NightReading.contacts(in: night, in: $0) }
      let busy = hours.filter { $0.hour != 16 }
      #expect(busy.map(\.hour) == [23, 0])
      #expect(busy.map(\.contacts) == [2, 1])
    }
  }

  @Test("Rebuilt from the facts, the rows are the same", arguments: Engine.allCases)
  func rebuilt(engine: Engine) async throws {
    try await engine.with { database in
      let scene = try await Scene(database)
      let now = scene.moment
      let id = try await scene.log(at: now)
      let due = NightHours.acceptBy(passedAt: now)
      try await scene.perform(.chase(words: "Rang", at: due), on: id)
      try await scene.perform(.pass(words: "See them", to: .worker(scene.worker), at: now), on: id)
      try await scene.perform(.accept(at: due), on: id)
      try await scene.perform(.pass(words: "And again", to: .worker(scene.worker), at: due), on: id)
      try await scene.perform(.close(reason: "Seen", at: due), on: id)
      try await scene.perform(
        .acknowledge(at: now), on: try await scene.raise(until: now.adding(seconds: 99_000)))
      try await engine.with { copy in
        try await Migrations.run(on: copy)
        _ = try await Ledger.rebuild(from: database, into: copy)
        #expect(try await Ledger.differences(database, copy).isEmpty)
      }
    }
  }
}
