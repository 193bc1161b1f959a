import EngineTesting
import PostgreSQLEngine
import Store
import Synchronization
import Testing

@Suite("An authority in PostgreSQL")
struct SeamPostgreSQLTests {
  @Test("A database that sorts by a language is refused, with what to do")
  func collation() async throws {
    let cluster = try await PostgreSQLCluster.shared
    let url = try await cluster.newDatabase(
      settings: "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C.UTF-8'")
    let error = await #expect(throws: DatabaseError.self) { try await PostgreSQLDatabase(url: url) }
    #expect(
      error
        == .unavailable(
          """
          the database must hold UTF-8 and sort by code point: \
          CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0
          """))
    let latin = try await cluster.newDatabase(settings: "ENCODING 'LATIN1' LOCALE 'C'")
    await #expect(throws: DatabaseError.self) { try await PostgreSQLDatabase(url: latin) }
    let plain = try await cluster.newDatabase(settings: "ENCODING 'UTF8' LOCALE 'C'")
    let database = try await PostgreSQLDatabase(url: plain)
    #expect(database.engineNote.hasPrefix("PostgreSQL "))
    await database.close()
  }

  @Test("An address that leads nowhere says so, and never the password")
  func unreachable() async throws {
    for url in [
      "postgres://u:s3cret@/x?host=/nowhere", "postgres://u:s3cret@host:notaport/db",
      "s3cret and nonsense",
    ] {
      let error = await #expect(throws: DatabaseError.self) {
        try await PostgreSQLDatabase(url: url)
      }
      #expect(error.map { "\($0)".contains("unavailable") && !"\($0)".contains("s3cret") } == true)
    }
  }

  @Test("Two processes' writers go one after another")
  func twoPools() async throws {
    let url = try await PostgreSQLCluster.shared.newDatabase()
    let (one, two) = (
      try await PostgreSQLDatabase(url: url, connections: 3),
      try await PostgreSQLDatabase(url: url, connections: 3)
    )
    try await one.write { tx in
      try tx.run("CREATE TABLE tally (id BIGINT PRIMARY KEY, count BIGINT NOT NULL)")
      try tx.run("INSERT INTO tally (id, count) VALUES (1, 0)")
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<60 {
        group.addTask {
          try await (writer.isMultiple(of: 2) ? one : two).write { tx in
            let next = try tx.count("SELECT count FROM tally") + 1
            try tx.run("UPDATE tally SET count = \(next)")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await two.read { try $0.count("SELECT count FROM tally") } == 60)
    await one.close()
    await two.close()
  }

  @Test("A connection lost before the commit stores nothing, and is replaced")
  func lostConnection() async throws {
    let cluster = try await PostgreSQLCluster.shared
    let database = try await PostgreSQLDatabase(
      url: try await cluster.newDatabase(), connections: 1)
    try await database.write { try $0.run("CREATE TABLE t (a BIGINT)") }
    for group in [1, 6] {
      await withTaskGroup(of: Void.self) { tasks in
        for _ in 0..<group {
          tasks.addTask {
            await #expect(throws: DatabaseError.self) {
              try await database.write { tx in
                try tx.run("INSERT INTO t VALUES (1)")
                let me = try tx.row("SELECT pg_backend_pid() AS pid")?.int("pid") ?? 0
                try cluster.administer("SELECT pg_terminate_backend(\(me))")
                try tx.run("INSERT INTO t VALUES (2)")
              }
            }
          }
        }
      }
    }
    try await database.write { try $0.run("INSERT INTO t VALUES (3)") }
    // And one that dies while idle is replaced before it is asked anything.
    let idle = try await database.read { try $0.row("SELECT pg_backend_pid() AS pid")?.int("pid") }
    try cluster.administer("SELECT pg_terminate_backend(\(idle ?? 0))")
    let rows = try await database.read { tx in
      try tx.rows("SELECT a FROM t").map { try $0.int("a") }
    }
    #expect(rows == [3])
    await database.close()
  }

  @Test("A table that changes under a prepared statement is read anew")
  func changedTable() async throws {
    let cluster = try await PostgreSQLCluster.shared
    let url = try await cluster.newDatabase()
    let database = try await PostgreSQLDatabase(url: url, connections: 1)
    let other = try await PostgreSQLDatabase(url: url, connections: 1)
    try await database.write { try $0.run("CREATE TABLE t (a BIGINT)") }
    let all: SQL = "SELECT * FROM t"
    #expect(try await database.read { try $0.rows(all).count } == 0)
    try await other.write { tx in
      try tx.run("ALTER TABLE t ADD COLUMN b TEXT")
      try tx.run("INSERT INTO t VALUES (1, \("one"))")
    }
    // Once it says so, and the next time it has the new table.
    await #expect(throws: DatabaseError.self) { try await database.read { try $0.rows(all) } }
    let rows = try await database.read { try $0.rows(all) }
    #expect(rows.map(\.columns) == [["a", "b"]])
    await database.close()
    await other.close()
  }

  @Test("A trigger that refuses is heard in its own words")
  func trigger() async throws {
    let database = try await Engine.postgreSQL.make()
    try await database.write { tx in
      try tx.run("CREATE TABLE t (a BIGINT)")
      try tx.run("INSERT INTO t VALUES (1)")
      try tx.run(
        """
        CREATE FUNCTION t_for_ever() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'never removed'; END $$
        """)
      try tx.run(
        """
        CREATE TRIGGER t_for_ever BEFORE DELETE ON t
        FOR EACH ROW EXECUTE FUNCTION t_for_ever()
        """)
    }
    await #expect(throws: DatabaseError.constraint("never removed")) {
      try await database.write { try $0.run("DELETE FROM t") }
    }
    await database.close()
  }

  /// A server of its own, told to wait for a standby that does not exist.
  @Test("A commit that its standby may not have is of unknown outcome", .timeLimit(.minutes(2)))
  func withoutStandby() async throws {
    let cluster = try PostgreSQLCluster()
    let url = try await cluster.newDatabase()
    let database = try await PostgreSQLDatabase(url: url)
    try await database.write { try $0.run("CREATE TABLE t (a BIGINT)") }
    try cluster.administer("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    try cluster.administer("SELECT pg_reload_conf()")
    for (row, ending) in [(1, "pg_cancel_backend"), (2, "pg_terminate_backend")] {
      let writing = Task {
        try await database.write { try $0.run("INSERT INTO t VALUES (\(row))") }
      }
      var ended = ""
      while ended != "t" {
        ended = try cluster.administer(
          "SELECT \(ending)(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        try await Task.sleep(for: .milliseconds(20))
      }
      await #expect(throws: DatabaseError.outcomeUnknown) { try await writing.value }
    }
    try cluster.administer("ALTER SYSTEM RESET synchronous_standby_names")
    try cluster.administer("SELECT pg_reload_conf()")
    // Both had committed, as it happens: that is why the caller must ask again.
    #expect(try await database.read { try $0.count("SELECT COUNT(*) AS count FROM t") } == 2)
    await database.close()
  }
}
