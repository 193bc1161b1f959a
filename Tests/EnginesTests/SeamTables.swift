import EngineTesting
import Store

/// Tables that the seam's tests share, in the words every table of the store is written in.
func withSeam(_ engine: Engine, _ body: (any Database) async throws -> Void) async throws {
  try await engine.with { database in
    try await database.write { tx in
      try tx.run(
        """
        CREATE TABLE thing (
          id BIGINT PRIMARY KEY, name TEXT NOT NULL, small INTEGER, size BIGINT,
          weight DOUBLE PRECISION, picture BYTEA, day TEXT,
          CONSTRAINT thing_small_is_small CHECK (small < 1000))
        """)
      // One name a day.
      try tx.run("CREATE UNIQUE INDEX thing_name_day ON thing (name, day)")
      try tx.run(
        """
        CREATE TABLE piece (
          thing BIGINT NOT NULL REFERENCES thing (id), part BIGINT NOT NULL CHECK (part > 0),
          open INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (thing, part))
        """)
      // One open piece a thing.
      try tx.run("CREATE UNIQUE INDEX piece_one_open ON piece (thing) WHERE open = 1")
      try tx.run("CREATE TABLE tally (id BIGINT PRIMARY KEY, count BIGINT NOT NULL)")
      try tx.run("INSERT INTO tally (id, count) VALUES (1, 0)")
    }
    try await body(database)
  }
}

extension Transaction {
  func addThing(_ id: Int, _ name: String, day: String? = nil) throws {
    try run("INSERT INTO thing (id, name, day) VALUES (\(id), \(name), \(day))")
  }

  func count(_ sql: SQL) throws -> Int { try row(sql)?.int("count") ?? -1 }
}

/// What a body throws of its own accord.
struct Stopped: Error, Equatable {}
