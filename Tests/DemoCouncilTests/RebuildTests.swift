import Domain
import EngineTesting
import SQLiteEngine
import Store
import Testing

/// Tables are a function of the facts: what is built again from them is what was there.
@Suite("Building the tables again") struct RebuildTests {
  static let pairs = Engine.allCases.flatMap { from in Engine.allCases.map { (from, $0) } }

  @Test("In an empty database, of the same engine or the other", arguments: pairs)
  func elsewhere(from: Engine, to: Engine) async throws {
    let live = try await Played.on(from)
    try await to.with { target in
      try await Migrations.run(on: target)
      let count = try await Ledger.rebuild(from: live.database, into: target)
      #expect(count == live.summary.head.seq)
      #expect(try await Ledger.differences(live.database, target) == [])
      #expect(try await ledgerDifferences(live.database, target) == [])
      let verdict = try await target.read { try Ledger.verify(in: $0) }
      #expect(verdict.isSound)
      #expect(verdict.head == live.summary.head)
    }
  }

  @Test("In place, with the facts untouched", arguments: Engine.allCases)
  func inPlace(engine: Engine) async throws {
    let live = try await Played.on(engine)
    try await engine.with { target in
      try await Migrations.run(on: target)
      _ = try await Ledger.rebuild(from: live.database, into: target)
      let count = try await target.write { tx in try Ledger.rebuild(in: tx) }
      #expect(count == live.summary.head.seq)
      #expect(try await Ledger.differences(live.database, target) == [])
      #expect(try await ledgerDifferences(live.database, target) == [])
    }
  }

  @Test("The two engines hold the same rows")
  func engines() async throws {
    let sqlite = try await Played.on(.sqlite).database
    let postgreSQL = try await Played.on(.postgreSQL).database
    #expect(try await Ledger.differences(sqlite, postgreSQL) == [])
    #expect(try await ledgerDifferences(sqlite, postgreSQL) == [])
  }

  @Test("A row changed, lost or put in by hand is seen")
  func differs() async throws {
    let live = try await Played.small(seed: 5)
    func broken(_ statement: SQL) async throws -> [String] {
      let copy = try await emptyDatabase()
      _ = try await Ledger.rebuild(from: live.database, into: copy)
      try await copy.write { tx in _ = try tx.run(statement) }
      return try await Ledger.differences(live.database, copy)
    }
    #expect(
      try await broken("UPDATE person SET family = 'Else' WHERE id = 3")
        == ["person: row 3 differs"])
    let lost = try await broken("DELETE FROM contact_person WHERE key = 1")
    #expect(lost.count == 1)
    #expect(lost.first?.hasPrefix("contact_person: ") == true)
    let added = try await broken("INSERT INTO person_key (person, key) VALUES (1, 0)")
    #expect(added.first?.hasPrefix("person_key: ") == true)
  }

  @Test("Nothing is built into a database that holds facts")
  func notEmpty() async throws {
    let live = try await Played.small(seed: 5, children: 3)
    await #expect(throws: DatabaseError.self) {
      _ = try await Ledger.rebuild(from: live.database, into: live.database)
    }
  }
}

/// Facts in which two ledgers differ, and whom they are about.
func ledgerDifferences(
  _ left: any Database, _ right: any Database
) async throws -> [String] {
  var found: [String] = []
  for (table, order) in [("fact", "seq"), ("fact_subject", "seq, person")] {
    let sql = SQL(trusted: "SELECT * FROM \(table) ORDER BY \(order)")
    let here = try await left.read { try $0.rows(sql).map(\.values) }
    let there = try await right.read { try $0.rows(sql).map(\.values) }
    if here != there { found.append(table) }
  }
  return found
}
