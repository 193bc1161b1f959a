import EngineTesting
import Store
import Testing

@Suite("Writing through the seam")
struct SeamWriteTests {
  @Test("A write that throws leaves nothing", arguments: Engine.allCases)
  func throwing(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      await #expect(throws: Stopped.self) {
        try await database.write { tx in
          try tx.addThing(1, "one")
          try tx.run("UPDATE tally SET count = 99")
          throw Stopped()
        }
      }
      let left = try await database.read { tx in
        try (tx.count("SELECT COUNT(*) AS count FROM thing"), tx.count("SELECT count FROM tally"))
      }
      #expect(left == (0, 0))
    }
  }

  @Test("Of 64 writers at once, those that fail are undone alone", arguments: Engine.allCases)
  func failuresAmongNeighbours(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
        for writer in 1...64 {
          group.addTask {
            do {
              try await database.write { tx in
                try tx.addThing(writer, "writer \(writer)")
                // Every third fails by itself, every fourth by a statement.
                if writer % 3 == 0 { throw Stopped() }
                if writer % 4 == 0 { try tx.addThing(writer, "again") }
              }
              return (writer, true)
            } catch {
              return (writer, false)
            }
          }
        }
        return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
      let expected = (1...64).filter { $0 % 3 != 0 && $0 % 4 != 0 }
      #expect(outcomes.filter(\.value).keys.sorted() == expected)
      let stored = try await database.read { tx in
        try tx.rows("SELECT id FROM thing ORDER BY id").map { try $0.int("id") }
      }
      #expect(stored == expected)
    }
  }

  @Test("64 writers counting up lose no step", arguments: Engine.allCases)
  func noLostUpdate(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      let seen = try await withThrowingTaskGroup(of: [Int].self) { group in
        for _ in 0..<64 {
          group.addTask {
            var seen: [Int] = []
            for _ in 0..<5 {
              seen.append(
                try await database.write { tx in
                  let next = try tx.count("SELECT count FROM tally WHERE id = 1") + 1
                  try tx.run("UPDATE tally SET count = \(next) WHERE id = 1")
                  return next
                })
            }
            return seen
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(seen.sorted() == Array(1...320))
      let count = try await database.read { try $0.count("SELECT count FROM tally") }
      #expect(count == 320)
    }
  }

  @Test("What is returned is stored, and can be read at once", arguments: Engine.allCases)
  func readYourWrites(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      for id in 1...50 {
        try await database.write { tx in try tx.addThing(id, "t\(id)") }
        let found = try await database.read { tx in
          try tx.exists("SELECT 1 AS found FROM thing WHERE id = \(id)")
        }
        #expect(found)
      }
    }
  }

  @Test("What is not unique is named by its columns", arguments: Engine.allCases)
  func unique(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      try await database.write { tx in
        try tx.addThing(1, "one", day: "2026-01-01")
        try tx.run("INSERT INTO piece (thing, part) VALUES (1, 1)")
      }
      await #expect(throws: DatabaseError.notUnique("thing.id")) {
        try await database.write { try $0.addThing(1, "other") }
      }
      await #expect(throws: DatabaseError.notUnique("thing.name, thing.day")) {
        try await database.write { try $0.addThing(2, "one", day: "2026-01-01") }
      }
      await #expect(throws: DatabaseError.notUnique("piece.thing, piece.part")) {
        try await database.write { try $0.run("INSERT INTO piece VALUES (1, 1, 0)") }
      }
      // One open piece a thing; closed ones as many as there are.
      await #expect(throws: DatabaseError.notUnique("piece.thing")) {
        try await database.write { try $0.run("INSERT INTO piece VALUES (1, 2, 1)") }
      }
      try await database.write { try $0.run("INSERT INTO piece VALUES (1, 2, 0), (1, 3, 0)") }
    }
  }

  @Test("A broken constraint says which, and no value", arguments: Engine.allCases)
  func constraints(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      await #expect(throws: DatabaseError.constraint("thing_small_is_small")) {
        try await database.write {
          try $0.run("INSERT INTO thing (id, name, small) VALUES (1, \("Jane Doe"), 1000)")
        }
      }
      await #expect(throws: DatabaseError.constraint("thing.name")) {
        try await database.write { try $0.run("INSERT INTO thing (id, name) VALUES (1, NULL)") }
      }
      await #expect(throws: DatabaseError.constraint("FOREIGN KEY")) {
        try await database.write { try $0.run("INSERT INTO piece (thing, part) VALUES (7, 1)") }
      }
      for wrong: SQL in [
        "SELEC \("Jane Doe")", "SELECT nothing FROM thing WHERE name = \("Jane Doe")",
        "INSERT INTO nowhere VALUES (\("Jane Doe"))",
      ] {
        let error = await #expect(throws: DatabaseError.self) {
          try await database.write { try $0.run(wrong) }
        }
        let told = error.map { String(describing: $0) } ?? "Jane Doe"
        #expect(told.contains("statement") && !told.contains("Jane"))
      }
    }
  }

  @Test("A reference checked at the end fails its own write only", arguments: Engine.allCases)
  func deferredReference(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      try await database.write {
        try $0.run(
          """
          CREATE TABLE late (id BIGINT PRIMARY KEY,
            thing BIGINT REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED)
          """)
      }
      let stored = await withTaskGroup(of: Int?.self) { group in
        for id in 1...24 {
          group.addTask {
            do {
              return try await database.write { tx in
                try tx.run("INSERT INTO late (id, thing) VALUES (\(id), \(id))")
                if id.isMultiple(of: 2) { try tx.addThing(id, "t\(id)") }
                return id
              }
            } catch {
              #expect(error as? DatabaseError == .constraint("FOREIGN KEY"))
              return nil
            }
          }
        }
        return await group.reduce(into: [Int]()) { if let id = $1 { $0.append(id) } }
      }
      #expect(stored.sorted() == (1...24).filter { $0.isMultiple(of: 2) })
    }
  }

  @Test("A body that swallows a failure does not get half a write", arguments: Engine.allCases)
  func swallowedFailure(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      await #expect(throws: DatabaseError.notUnique("thing.id")) {
        try await database.write { tx in
          try tx.addThing(1, "one")
          try? tx.addThing(1, "one again")
        }
      }
      await #expect(throws: DatabaseError.notUnique("thing.id")) {
        try await database.write { tx in
          try tx.addThing(1, "one")
          try? tx.addThing(1, "one again")
          try tx.addThing(2, "two")
        }
      }
      let count = try await database.read { try $0.count("SELECT COUNT(*) AS count FROM thing") }
      #expect(count == 0)
    }
  }

  @Test("A body cannot end the transaction it stands in", arguments: Engine.allCases)
  func transactionControl(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      for words: SQL in ["COMMIT", "ROLLBACK", " begin", "END", "SAVEPOINT a", "RELEASE one_write"]
      {
        await #expect(throws: DatabaseError.self) {
          try await database.write { tx in
            try tx.addThing(1, "one")
            try tx.run(words)
          }
        }
      }
      let count = try await database.read { try $0.count("SELECT COUNT(*) AS count FROM thing") }
      #expect(count == 0)
    }
  }

  @Test("ON CONFLICT, RETURNING and the count of rows changed", arguments: Engine.allCases)
  func upsert(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      let (first, second, changed, none) = try await database.write { tx in
        let upsert: SQL =
          """
          INSERT INTO tally (id, count) VALUES (\(2), \(1))
          ON CONFLICT (id) DO UPDATE SET count = tally.count + excluded.count RETURNING count
          """
        let first = try tx.row(upsert)?.int("count")
        let second = try tx.row(upsert)?.int("count")
        try tx.run("INSERT INTO tally (id, count) VALUES (2, 9) ON CONFLICT DO NOTHING")
        return (
          first, second, try tx.run("UPDATE tally SET count = count + 1"),
          try tx.run("DELETE FROM tally WHERE id = \(77)")
        )
      }
      #expect((first, second, changed, none) == (1, 2, 2, 0))
    }
  }

  @Test("After closing, nothing is taken on", arguments: Engine.allCases)
  func closed(on engine: Engine) async throws {
    let database = try await engine.make()
    try await database.write { try $0.run("CREATE TABLE t (a BIGINT)") }
    await database.close()
    await #expect(throws: DatabaseError.self) {
      try await database.write { try $0.run("INSERT INTO t VALUES (1)") }
    }
    await #expect(throws: DatabaseError.self) {
      try await database.read { try $0.rows("SELECT 1") }
    }
  }
}
