import DemoCouncil
import Domain
import EngineTesting
import SQLiteEngine
import Store

/// A council played once for each engine, for the tests that only read it.
struct Played: Sendable {
  let database: any Database
  let summary: DemoCouncil.Summary

  /// 31 March 2026, a Tuesday.
  static let lastDay = Day(number: 20_543)
  static let size = DemoCouncil.Size(children: 60, years: 2, seed: 11, until: lastDay)

  static func on(_ engine: Engine) async throws -> Played {
    switch engine {
    case .sqlite: try await onSQLite.value
    case .postgreSQL: try await onPostgreSQL.value
    }
  }
  private static let onSQLite = Task { try await play(size, on: .sqlite) }
  private static let onPostgreSQL = Task { try await play(size, on: .postgreSQL) }

  static func play(_ size: DemoCouncil.Size, on engine: Engine) async throws -> Played {
    try await play(size, in: try await engine.make())
  }

  static func play(_ size: DemoCouncil.Size, in database: any Database) async throws -> Played {
    try await Migrations.run(on: database)
    return Played(database: database, summary: try await DemoCouncil.load(size, into: database))
  }

  /// A small council in memory.
  static func small(seed: UInt64, children: Int = 20) async throws -> Played {
    try await play(
      DemoCouncil.Size(children: children, years: 1, seed: seed, until: lastDay),
      in: try SQLiteDatabase.inMemory())
  }

  /// What one statement counts.
  func count(_ sql: SQL) async throws -> Int {
    try await database.read { tx in try tx.row(sql)?.int("n") ?? 0 }
  }
}

/// An empty database in memory, ready for facts.
func emptyDatabase() async throws -> any Database {
  let database = try SQLiteDatabase.inMemory()
  try await Migrations.run(on: database)
  return database
}
