import EngineTesting
import Foundation
import SQLiteEngine
import Store
import Testing

@Suite("An authority in one SQLite file")
struct SeamSQLiteTests {
  private func path() throws -> String { try TemporaryFolder.path("\(UUID().uuidString).sqlite") }

  @Test("A commit waits for the disk: synchronous reads back FULL")
  func synchronous() async throws {
    let database = try SQLiteDatabase(path: try path())
    let settings = try await database.write { tx in
      try ["synchronous", "wal_autocheckpoint", "foreign_keys", "mmap_size", "trusted_schema"]
        .map { try tx.row(SQL(stringLiteral: "PRAGMA \($0)"))?.values.first }
    }
    #expect(
      settings == [.integer(2), .integer(1000), .integer(1), .integer(0), .integer(0)])
    let journal = try await database.read { try $0.row("PRAGMA journal_mode")?.values }
    #expect(journal == [.text("wal")])
    #expect(database.engineNote.hasPrefix("SQLite 3."))
    // Those who read never checkpoint.
    let readers = try await database.read { try $0.row("PRAGMA wal_autocheckpoint")?.values }
    #expect(readers == [.integer(0)])
    await database.close()
  }

  @Test("A second writer is told, a reader is let in")
  func oneWriter() async throws {
    let path = try path()
    let database = try SQLiteDatabase(path: path)
    try await database.write { try $0.run("CREATE TABLE t (a BIGINT)") }
    let error = #expect(throws: DatabaseError.self) { try SQLiteDatabase(path: path) }
    #expect(
      error
        == .unavailable(
          "\(path) is open for writing in another process; stop it, or open for reading only"))
    let reader = try SQLiteDatabase(path: path, options: .init(readOnly: true))
    try await database.write { try $0.run("INSERT INTO t VALUES (1)") }
    #expect(try await reader.read { try $0.rows("SELECT a FROM t").count } == 1)
    await #expect(throws: DatabaseError.self) {
      try await reader.write { try $0.run("INSERT INTO t VALUES (2)") }
    }
    await reader.close()
    await database.close()
    // Let go of, it can be opened again, to write or, with nobody there, to read.
    let again = try SQLiteDatabase(path: path)
    await again.close()
    let alone = try SQLiteDatabase(path: path, options: .init(readOnly: true))
    #expect(try await alone.read { try $0.rows("SELECT a FROM t").count } == 1)
    await alone.close()
  }

  @Test("Closing leaves one file, with everything in it")
  func closing() async throws {
    let path = try path()
    let database = try SQLiteDatabase(path: path)
    try await database.write { try $0.run("CREATE TABLE t (a BIGINT)") }
    _ = try await database.read { try $0.rows("SELECT a FROM t") }
    await database.close()
    #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
  }

  @Test("A file that is no database is not opened as one")
  func notADatabase() async throws {
    let path = try path()
    try Data("This is a letter, and no database at all. ".utf8).write(to: URL(filePath: path))
    #expect(throws: DatabaseError.self) { try SQLiteDatabase(path: path) }
    #expect(throws: DatabaseError.self) { try SQLiteDatabase(path: "/nowhere/at/all.sqlite") }
    let missing = try TemporaryFolder.path("missing.sqlite")
    #expect(throws: DatabaseError.self) {
      try SQLiteDatabase(path: missing, options: .init(readOnly: true))
    }
    #expect(!FileManager.default.fileExists(atPath: missing))
  }

  @Test("When the disk is full the write is refused, and the next that fits is stored")
  func fullDisk() async throws {
    let database = try SQLiteDatabase(path: try path())
    try await database.write { try $0.run("CREATE TABLE t (a BIGINT, b TEXT)") }
    let pages = try await database.write { try $0.row("PRAGMA page_count")?.values.first }
    guard case .integer(let count) = try #require(pages) else { return }
    let ceiling = SQL(stringLiteral: "PRAGMA max_page_count = \(count + 4)")
    _ = try await database.write { try $0.rows(ceiling) }
    let large = String(repeating: "x", count: 100_000)
    let stored = await withTaskGroup(of: Int?.self) { group in
      for writer in 0..<20 {
        group.addTask {
          let text = writer.isMultiple(of: 5) ? large : "small"
          let write: Void? = try? await database.write {
            try $0.run("INSERT INTO t VALUES (\(writer), \(text))")
          }
          return write == nil ? nil : writer
        }
      }
      return await group.reduce(into: Set<Int>()) { if let writer = $1 { $0.insert(writer) } }
    }
    #expect(stored.isDisjoint(with: [0, 5, 10, 15]))
    try await database.write { try $0.run("INSERT INTO t VALUES (\(99), \("after"))") }
    let rows = try await database.read { tx in
      Set(try tx.rows("SELECT a FROM t").map { try $0.int("a") })
    }
    #expect(rows == stored.union([99]))
    await database.close()
  }

  @Test("A view in memory takes rows that refer to others it does not hold")
  func inMemory() async throws {
    let memory = try SQLiteDatabase.inMemory()
    let other = try SQLiteDatabase.inMemory()
    try await memory.write { tx in
      try tx.run("CREATE TABLE a (id BIGINT PRIMARY KEY)")
      try tx.run("CREATE TABLE b (a BIGINT NOT NULL REFERENCES a (id))")
      try tx.run("INSERT INTO b VALUES (9)")
    }
    #expect(try await memory.read { try $0.rows("SELECT a FROM b").count } == 1)
    await #expect(throws: DatabaseError.statement("a read may not write")) {
      try await memory.read { try $0.run("DELETE FROM b") }
    }
    await #expect(throws: DatabaseError.self) {
      try await other.read { try $0.rows("SELECT a FROM b") }
    }
    await memory.close()
    await other.close()
  }

  @Test("A trigger that refuses is heard in its own words")
  func trigger() async throws {
    let database = try SQLiteDatabase(path: try path())
    try await database.write { tx in
      try tx.run("CREATE TABLE t (a BIGINT)")
      try tx.run("INSERT INTO t VALUES (1)")
      try tx.run(
        """
        CREATE TRIGGER t_for_ever BEFORE DELETE ON t
        BEGIN SELECT RAISE(ABORT, 'never removed'); END
        """)
    }
    await #expect(throws: DatabaseError.constraint("never removed")) {
      try await database.write { try $0.run("DELETE FROM t") }
    }
    await database.close()
  }
}
