import Foundation
import GRDB

/// The same rows as a note makes, written by SQLite alone: no rule, no hash, no reading. One
/// transaction for each note, as durable as ours: write-ahead log, `synchronous=FULL`.
struct BareWriting {
  private static let tables = ["fact", "fact_subject", "act", "note", "note_child"]
  private let schema: [String]
  /// For each note, its row in each table.
  private let notes: [[[DatabaseValue]]]

  /// Takes the last notes out of a database that the store wrote, with its tables and indexes.
  init(from path: String, rows: Int) throws {
    var configuration = Configuration()
    configuration.readonly = true
    let source = try DatabaseQueue(path: path, configuration: configuration)
    (schema, notes) = try source.read { db in
      let schema = try Self.tables.flatMap { table in
        try String.fetchAll(
          db,
          sql: """
            SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL
              AND type IN ('table', 'index') ORDER BY type DESC
            """, arguments: [table])
      }
      let keys = try Row.fetchAll(
        db,
        sql: "SELECT seq, number FROM fact WHERE kind = 'note.recorded' ORDER BY seq DESC LIMIT ?",
        arguments: [rows])
      let notes = try keys.reversed().map { key -> [[DatabaseValue]] in
        let (seq, note): (Int, Int) = (key["seq"], key["number"])
        return try [
          ("fact", "seq", seq), ("fact_subject", "seq", seq), ("act", "seq", seq),
          ("note", "id", note), ("note_child", "note", note),
        ].flatMap { table, column, value in
          try Row.fetchAll(db, sql: "SELECT * FROM \(table) WHERE \(column) = \(value) LIMIT 1")
            .map { Array($0.databaseValues) }
        }
      }
      return (schema, notes)
    }
  }

  /// Transactions a second, one by one.
  func rate(in folder: String, _ round: Int) async throws -> Double {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(
      path: "\(folder)/bare-\(round).sqlite", configuration: configuration)
    try await queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      for statement in schema { try db.execute(sql: statement) }
    }
    let notes = notes
    let took = try await queue.writeWithoutTransaction { db in
      let statements = try zip(Self.tables, notes.first ?? []).map { table, row in
        let places = row.map { _ in "?" }.joined(separator: ", ")
        return try db.makeStatement(sql: "INSERT INTO \(table) VALUES (\(places))")
      }
      let began = ContinuousClock.now
      for note in notes {
        try db.inTransaction(.immediate) {
          for (statement, row) in zip(statements, note) {
            try statement.execute(arguments: StatementArguments(row))
          }
          return .commit
        }
      }
      return ContinuousClock.now - began
    }
    return Double(notes.count) / (took / .seconds(1))
  }
}
