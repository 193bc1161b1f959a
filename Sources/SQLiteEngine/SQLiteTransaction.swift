import Foundation
import GRDB
import GRDBSQLite

import enum Store.DatabaseError
import enum Store.Dialect
import struct Store.Row
import struct Store.SQL
import enum Store.SQLValue
import protocol Store.Transaction

/// The seam over one open GRDB transaction.
final class SQLiteTransaction: Transaction {
  let dialect = Dialect.sqlite
  private let db: GRDB.Database
  private let mayWrite: Bool
  private var isOpen = true
  private var failure: Store.DatabaseError?

  init(_ db: GRDB.Database, mayWrite: Bool) {
    self.db = db
    self.mayWrite = mayWrite
  }

  /// The body has returned: whoever kept the transaction may not use it any more.
  func end() { isOpen = false }

  /// Throws what a statement had failed with, also when the body went on regardless. PostgreSQL gives
  /// up a transaction at its first failing statement, and a body must behave alike on both.
  func check() throws {
    if let failure { throw failure }
  }

  func rows(_ sql: SQL) throws -> [Store.Row] {
    try attempt {
      var rows: [Store.Row] = []
      try step(try db.cachedStatement(sql: sql.sqliteText), sql) { rows.append($0) }
      return rows
    }
  }

  @discardableResult func run(_ sql: SQL) throws -> Int {
    try attempt {
      let statement = try db.cachedStatement(sql: sql.sqliteText)
      try refuseControl(sql)
      statement.setUncheckedArguments(try sql.arguments())
      let before = db.totalChangesCount
      try statement.execute()
      return db.totalChangesCount == before ? 0 : db.changesCount
    }
  }

  func each(_ sql: SQL, _ body: (Store.Row) throws -> Void) throws {
    // A statement of its own: `body` may well run the same text again.
    let statement = try attempt { try db.makeStatement(sql: sql.sqliteText) }
    // What `body` throws is its own affair, and no failure of the statement.
    var stopped: (any Error)?
    do {
      try attempt {
        try step(statement, sql) { row in
          do { try body(row) } catch {
            stopped = error
            throw Stop()
          }
        }
      }
    } catch is Stop {
      if let stopped { throw stopped }
    }
  }

  private struct Stop: Error {}

  private func step(
    _ statement: Statement, _ sql: SQL, _ body: (Store.Row) throws -> Void
  ) throws {
    try refuseControl(sql)
    statement.setUncheckedArguments(try sql.arguments())
    let cursor = try GRDB.Row.fetchCursor(statement)
    let columns = statement.columnNames
    while try cursor.next() != nil {
      try body(Store.Row(columns: columns, values: statement.currentValues(columns.count)))
    }
  }

  private func attempt<T>(_ work: () throws -> T) throws -> T {
    precondition(isOpen, "a transaction was used after its body returned")
    try check()
    do {
      return try work()
    } catch let error as GRDB.DatabaseError {
      let known = storeError(error, mayWrite: mayWrite)
      failure = known
      throw known
    } catch let error as Store.DatabaseError {
      failure = error
      throw error
    }
  }

  /// A body that ends the transaction it stands in would commit its neighbours with it.
  private func refuseControl(_ sql: SQL) throws {
    let text = sql.pieces[0].utf8.drop { $0 <= 32 }
    // Nearly every statement begins with another letter, or with SELECT, and this is asked of each.
    guard let first = text.first, "BCERSbcers".utf8.contains(first),
      !text.starts(with: "SELECT".utf8)
    else { return }
    let word = Substring(text).prefix(while: \.isLetter).uppercased()
    if ["BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"].contains(word) {
      throw Store.DatabaseError.statement("transactions are begun and ended by the engine")
    }
  }
}

extension SQL {
  var sqliteText: String { text { _ in "?" } }

  fileprivate func arguments() throws -> StatementArguments {
    guard !values.isEmpty else { return StatementArguments() }
    return StatementArguments(
      try values.map { value -> DatabaseValue in
        switch value {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text):
          // PostgreSQL has no such text at all, and SQLite would cut it short.
          if text.utf8.contains(0) {
            throw Store.DatabaseError.statement("text cannot hold a NUL character")
          } else {
            text.databaseValue
          }
        case .bytes(let bytes): Data(bytes).databaseValue
        }
      })
  }
}

extension Statement {
  /// The values of the row the statement stands on.
  fileprivate func currentValues(_ count: Int) -> [SQLValue] {
    let statement = sqliteStatement
    return [SQLValue](unsafeUninitializedCapacity: count) { values, initialized in
      for index in 0..<count {
        let column = CInt(truncatingIfNeeded: index)
        let value: SQLValue =
          switch sqlite3_column_type(statement, column) {
          case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, column))
          case SQLITE_FLOAT: .real(sqlite3_column_double(statement, column))
          case SQLITE_TEXT:
            .text(
              String(
                decoding: UnsafeRawBufferPointer(
                  start: sqlite3_column_text(statement, column),
                  count: Int(sqlite3_column_bytes(statement, column))), as: UTF8.self))
          case SQLITE_BLOB:
            .bytes(
              Array(
                UnsafeRawBufferPointer(
                  start: sqlite3_column_blob(statement, column),
                  count: Int(sqlite3_column_bytes(statement, column)))))
          default: .null
          }
        (values.baseAddress.unsafelyUnwrapped + index).initialize(to: value)
        initialized += 1
      }
    }
  }
}
