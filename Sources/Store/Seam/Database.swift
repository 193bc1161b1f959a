/// One authority's database: an engine behind the SQL seam. Both engines pass one suite.
package protocol Database: Sendable {
  var dialect: Dialect { get }

  /// Runs `body` in one read transaction: everything in it sees one moment. Writing is refused.
  func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws
    -> T

  /// Runs `body` in one write transaction: all of it is durable when this returns, or nothing is.
  /// The engine may commit several callers' transactions together, each in a savepoint of its own.
  /// - Throws: what `body` threw, after undoing it; ``DatabaseError``.
  @discardableResult
  func write<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws
    -> T

  /// Finishes what is under way and lets go of files and connections.
  func close() async
}

/// An open transaction. Synchronous: no `await` inside, so a condition checked at its start still
/// holds at its end. Never kept beyond the body that received it.
package protocol Transaction: AnyObject {
  var dialect: Dialect { get }
  /// Rows in the order the statement gives them.
  func rows(_ sql: SQL) throws -> [Row]
  /// Runs a statement that gives no rows.
  /// - Returns: how many rows it changed.
  @discardableResult func run(_ sql: SQL) throws -> Int
  /// Runs `body` for each row without holding them all.
  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws
}

extension Transaction {
  /// The first row, if any.
  package func row(_ sql: SQL) throws -> Row? { try rows(sql).first }
  /// Whether the statement gives a row.
  package func exists(_ sql: SQL) throws -> Bool { try row(sql) != nil }
}

/// What differs between the engines and cannot be said in the common subset.
package enum Dialect: String, Sendable {
  case sqlite
  case postgreSQL
}

/// What an engine says when a statement fails. Carries no values: only what went wrong and where.
package enum DatabaseError: Error, Equatable, Sendable {
  /// A UNIQUE constraint or index; its columns or its name as the engine gives it.
  case notUnique(String)
  /// A CHECK, FOREIGN KEY or NOT NULL constraint, or a trigger that refused.
  case constraint(String)
  /// The engine cannot say whether the commit took (`RELIABILITY` F9). Ask again with the same key.
  case outcomeUnknown
  /// The database cannot be opened or written just now.
  case unavailable(String)
  /// A statement is wrong: our mistake.
  case statement(String)
  /// What was read does not match what was written.
  case damaged(String)
}
