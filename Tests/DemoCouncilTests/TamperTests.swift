import DemoCouncil
import Domain
import EngineTesting
import Store
import Testing

/// Somebody with the database in their hands changes the past. The chain says so.
@Suite("A changed past", .serialized) struct TamperTests {
  /// A council of its own: the others read theirs meanwhile.
  private static let councils = [Engine: Task<Played, any Error>](
    uniqueKeysWithValues: Engine.allCases.map { engine in
      (
        engine,
        Task {
          try await Played.play(
            DemoCouncil.Size(children: 24, years: 1, seed: 4, until: Played.lastDay), on: engine)
        }
      )
    })

  private func council(on engine: Engine) async throws -> Played {
    try await #require(Self.councils[engine]).value
  }

  /// Undoes whatever was done to the database, and carries out what was found.
  struct Undo: Error { let verdict: Ledger.Verdict }

  /// What the walk finds after these statements, which are undone.
  static func verdict(
    _ database: any Database, _ statements: [SQL]
  ) async throws -> Ledger.Verdict {
    do {
      _ = try await database.write { tx -> Int in
        try takeGuardsOff(tx)
        for statement in statements { try tx.run(statement) }
        throw Undo(verdict: try Ledger.verify(in: tx))
      }
    } catch let undo as Undo { return undo.verdict }
    throw DatabaseError.statement("what was tried was not undone")
  }

  static func takeGuardsOff(_ tx: any Transaction) throws {
    try tx.run("DROP TABLE fact_subject")
    switch tx.dialect {
    case .sqlite:
      try tx.run("DROP TRIGGER fact_no_update")
      try tx.run("DROP TRIGGER fact_no_delete")
    case .postgreSQL: try tx.run("DROP TRIGGER fact_for_ever ON fact")
    }
  }

  private static let aside = 1_000_000

  private static func swap(_ one: Int, _ other: Int) -> [SQL] {
    [
      "UPDATE fact SET seq = \(aside) WHERE seq = \(one)",
      "UPDATE fact SET seq = \(one) WHERE seq = \(other)",
      "UPDATE fact SET seq = \(other) WHERE seq = \(aside)",
    ]
  }

  @Test("The walk finds every kind of change", arguments: Engine.allCases)
  func kinds(engine: Engine) async throws {
    let live = try await council(on: engine)
    func faults(_ statements: [SQL]) async throws -> [Int] {
      try await Self.verdict(live.database, statements).faults.map(\.seq)
    }
    #expect(try await faults([]) == [])
    let payload = Array("{}".utf8)
    let zeros = [UInt8](repeating: 0, count: 32)
    #expect(try await faults(["UPDATE fact SET payload = \(payload) WHERE seq = 40"]) == [40])
    #expect(try await faults(["UPDATE fact SET actor = 'W-1' WHERE seq = 1"]).contains(1))
    #expect(
      try await faults(["UPDATE fact SET occurred = '2020-01-01' WHERE seq = 50"]).contains(50))
    #expect(
      try await faults(["UPDATE fact SET recorded = '2020-01-01T00:00:00.000Z' WHERE seq = 50"])
        .contains(50))
    #expect(try await faults(["UPDATE fact SET kind = 'note.else' WHERE seq = 60"]).contains(60))
    #expect(try await faults(["UPDATE fact SET digest = \(zeros) WHERE seq = 60"]).contains(60))
    // A hash made up breaks the fact itself and the one after it.
    #expect(try await faults(["UPDATE fact SET hash = \(zeros) WHERE seq = 60"]) == [60, 61])
    #expect(try await faults(["DELETE FROM fact WHERE seq = 70"]).contains(71))
    #expect(try await faults(["DELETE FROM fact WHERE seq = 1"]).contains(2))
    #expect(try await faults(Self.swap(80, 81)).contains(80))
    #expect(try await faults(Self.swap(80, 120)).contains(80))
    // Two facts change their contents, salt and digest and all.
    #expect(
      try await faults([
        """
        UPDATE fact SET salt = (SELECT o.salt FROM fact o WHERE o.seq = 91),
          payload = (SELECT o.payload FROM fact o WHERE o.seq = 91),
          digest = (SELECT o.digest FROM fact o WHERE o.seq = 91) WHERE seq = 90
        """
      ]).contains(90))
    // A gap closed up again.
    #expect(
      try await faults([
        "DELETE FROM fact WHERE seq = 70",
        "UPDATE fact SET seq = seq + \(Self.aside) WHERE seq > 70",
        "UPDATE fact SET seq = seq - \(Self.aside + 1) WHERE seq > \(Self.aside)",
      ]).contains(70))
  }

  @Test("The end cut off shows against the head that was printed", arguments: Engine.allCases)
  func cutOff(engine: Engine) async throws {
    let live = try await council(on: engine)
    let last = live.summary.head.seq
    let verdict = try await Self.verdict(
      live.database, ["DELETE FROM fact WHERE seq > \(last - 3)"])
    #expect(verdict.isSound)
    #expect(verdict.head != live.summary.head)
    #expect(verdict.facts == last - 3)
  }

  @Test("Erasing what a fact says is no fault, and is counted", arguments: Engine.allCases)
  func redacted(engine: Engine) async throws {
    let live = try await council(on: engine)
    let verdict = try await Self.verdict(
      live.database, ["UPDATE fact SET payload = NULL, salt = NULL WHERE seq IN (30, 31)"])
    #expect(verdict.isSound)
    #expect(verdict.redacted == 2)
    #expect(verdict.head == live.summary.head)
  }

  @Test("With the guards on, the database itself refuses", arguments: Engine.allCases)
  func guards(engine: Engine) async throws {
    let live = try await council(on: engine)
    let statements: [SQL] = [
      "UPDATE fact SET payload = \(Array("{}".utf8)) WHERE seq = 40",
      "UPDATE fact SET actor = 'W-1' WHERE seq = 40",
      "UPDATE fact SET payload = NULL, salt = NULL, actor = 'W-1' WHERE seq = 40",
      "DELETE FROM fact WHERE seq = 40",
      "UPDATE fact_subject SET person = person + 1",
      "DELETE FROM fact_subject",
    ]
    for statement in statements {
      await #expect(throws: DatabaseError.self) {
        try await live.database.write { tx in _ = try tx.run(statement) }
      }
    }
    #expect(try await live.database.read { try Ledger.verify(in: $0) }.head == live.summary.head)
  }

  @Test("Any byte of any fact, changed by chance, is found")
  func anyByte() async throws {
    let live = try await Played.small(seed: 11, children: 2)
    let last = live.summary.head.seq
    var chance = Seeded(seed: 11)
    let columns = ["salt", "payload", "digest", "hash"]
    for _ in 0..<200 {
      let seq = chance.number(1...last)
      let column = chance.one(of: columns)
      let stored = try await live.database.read { tx in
        try tx.row(SQL(trusted: "SELECT \(column) AS bytes FROM fact WHERE seq = \(seq)"))?
          .bytes("bytes")
      }
      var bytes = try #require(stored)
      let place = chance.number(0...(bytes.count - 1))
      bytes[place] ^= UInt8(1 << chance.number(0...7))
      var change = SQL(trusted: "UPDATE fact SET \(column) = ")
      change = "\(change)\(bytes) WHERE seq = \(seq)"
      let found = try await Self.verdict(live.database, [change])
      #expect(found.faults.contains { $0.seq == seq }, "\(column) of fact \(seq), byte \(place)")
    }
  }
}
