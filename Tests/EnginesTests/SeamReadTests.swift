import EngineTesting
import Store
import Testing

@Suite("Reading through the seam")
struct SeamReadTests {
  @Test("A read sees one moment while others write", arguments: Engine.allCases)
  func snapshot(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      let writing = Task {
        while !Task.isCancelled {
          try await database.write { try $0.run("UPDATE tally SET count = count + 1") }
        }
      }
      for _ in 0..<20 {
        let counts = try await database.read { tx in
          try (0..<30).map { _ in try tx.count("SELECT count FROM tally WHERE id = 1") }
        }
        #expect(Set(counts).count == 1)
      }
      writing.cancel()
      try await writing.value
      let count = try await database.read { try $0.count("SELECT count FROM tally") }
      #expect(count > 0)
    }
  }

  @Test("A read may not write", arguments: Engine.allCases)
  func readsRefuseWrites(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      for words: SQL in [
        "INSERT INTO tally (id, count) VALUES (5, 5)", "DELETE FROM tally",
        "CREATE TABLE t (a TEXT)",
      ] {
        await #expect(throws: DatabaseError.statement("a read may not write")) {
          try await database.read { try $0.run(words) }
        }
      }
      let count = try await database.read { try $0.count("SELECT COUNT(*) AS count FROM tally") }
      #expect(count == 1)
    }
  }

  @Test("Rows one by one, asking further on the way", arguments: Engine.allCases)
  func each(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      try await database.write { tx in
        for id in 1...1203 { try tx.addThing(id, "t\(id)") }
      }
      let (all, inner) = try await database.read { tx in
        var all: [Int] = []
        var inner: [Int] = []
        try tx.each("SELECT id FROM thing WHERE id >= \(2) ORDER BY id") { row in
          all.append(try row.int("id"))
          guard all.count.isMultiple(of: 400) else { return }
          // The same text again, within itself.
          try tx.each("SELECT id FROM thing WHERE id >= \(1202) ORDER BY id") { row in
            inner.append(try row.int("id"))
          }
        }
        return (all, inner)
      }
      #expect(all == Array(2...1203))
      #expect(inner == [1202, 1203, 1202, 1203, 1202, 1203])
    }
  }

  @Test("Stopping among the rows is the reader's own affair", arguments: Engine.allCases)
  func stopping(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      let count = try await database.write { tx in
        for id in 1...3 { try tx.addThing(id, "t\(id)") }
        #expect(throws: Stopped.self) {
          try tx.each("SELECT id FROM thing") { _ in throw Stopped() }
        }
        // It was no failure of a statement, so the write goes on.
        try tx.addThing(4, "t4")
        return try tx.count("SELECT COUNT(*) AS count FROM thing")
      }
      #expect(count == 4)
    }
  }

  @Test("Readers go on while a writer holds its transaction", arguments: Engine.allCases)
  func readersDoNotWait(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      // Many at once: more than there are connections.
      let sums = try await withThrowingTaskGroup(of: Int.self) { group in
        for reader in 0..<40 {
          group.addTask {
            if reader.isMultiple(of: 4) {
              try await database.write { try $0.run("UPDATE tally SET count = count + 1") }
            }
            return try await database.read { try $0.count("SELECT COUNT(*) AS count FROM tally") }
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(sums == 40)
    }
  }
}
