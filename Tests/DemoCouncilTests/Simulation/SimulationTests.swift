import Domain
import EngineTesting
import SQLiteEngine
import Store
import Testing

@Suite("A council played by chance") struct SimulationTests {
  static let runs = Engine.allCases.flatMap { engine in (UInt64(1)...3).map { (engine, $0) } }

  @Test("What must hold holds after each of a thousand acts", arguments: runs)
  func holds(engine: Engine, seed: UInt64) async throws {
    let database = try await engine.make()
    var simulation = try await Simulation(seed: seed, on: database)
    try await simulation.run(acts: 1000)
    let tally = simulation.tally
    // Chance that only ever finds a closed door would prove nothing.
    #expect(tally.total >= 1000)
    for noun in [
      "person", "contact", "referral", "assessment", "note", "worker", "team", "merge", "sample",
      "policenotification", "partnercheck", "partnerreferral",
    ] {
      #expect(tally.accepted[noun, default: 0] > 0, "no act about a \(noun) took")
    }
    #expect(tally.accepted.values.reduce(0, +) > 350)
    #expect(tally.refused.values.reduce(0, +) > 100)
    #expect(tally.refused.count > 25, "only these rules refused: \(tally.refused.keys.sorted())")
    #expect(tally.conflicts > 5)
    #expect(tally.repeated > 20)
    let reached = try await database.read { tx in
      try tx.row(
        """
        SELECT (SELECT COUNT(*) FROM assessment WHERE status = 'authorised' AND imported = 0)
            AS authorised,
          (SELECT COUNT(*) FROM contact WHERE checked_on IS NOT NULL) AS checked
        """)
    }
    #expect(try #require(reached).int("authorised") > 0)
    #expect(try #require(reached).int("checked") > 3)
    await database.close()
  }

  @Test("The same seed plays the same council on both engines")
  func repeats() async throws {
    var heads: [Ledger.Head] = []
    for engine in Engine.allCases {
      let head = try await engine.with { database in
        var simulation = try await Simulation(seed: 9, on: database)
        try await simulation.run(acts: 150)
        return try await database.read { try Ledger.head(in: $0) }
      }
      heads.append(head)
    }
    #expect(heads.count == 2)
    #expect(heads[0] == heads[1])
  }

  @Test("A failure names its seed, so that it can be seen again")
  func names() async throws {
    let database = try SQLiteDatabase.inMemory()
    var simulation = try await Simulation(seed: 12, on: database)
    try await simulation.run(acts: 40)
    try await database.write { tx in
      _ = try tx.run("UPDATE person SET version = 99")
    }
    let failure = await #expect(throws: SimulationFailure.self) {
      try await simulation.run(acts: 60)
    }
    #expect(failure?.description.contains("seed 12 on sqlite") == true)
    #expect(failure?.description.contains(Invariant.versions.name) == true)
  }
}
