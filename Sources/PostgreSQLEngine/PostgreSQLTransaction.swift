import Store

/// The seam over one open transaction.
final class PostgreSQLTransaction: Transaction {
  let dialect = Dialect.postgreSQL
  private let connection: Connection
  private var isOpen = true
  private var failure: DatabaseError?
  private var cursors = 0

  init(_ connection: Connection) { self.connection = connection }

  /// The body has returned: whoever kept the transaction may not use it any more.
  func end() { isOpen = false }

  /// Throws what a statement had failed with, also when the body went on regardless: the server has
  /// given up the transaction.
  func check() throws {
    if let failure { throw failure }
  }

  func rows(_ sql: SQL) throws -> [Row] {
    try attempt { try connection.execute(sql).rows() }
  }

  @discardableResult func run(_ sql: SQL) throws -> Int {
    try attempt {
      let word = sql.firstWord
      if ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"].contains(word) {
        throw DatabaseError.statement("transactions are begun and ended by the engine")
      }
      let result = try connection.execute(sql)
      return ["INSERT", "UPDATE", "DELETE", "WITH"].contains(word) ? result.changes : 0
    }
  }

  /// Rows that are fetched at a time.
  private static let batch = 500

  /// Through a cursor, so that neither side holds all rows and `body` may ask further.
  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    guard ["SELECT", "WITH", "VALUES"].contains(sql.firstWord) else {
      for row in try rows(sql) { try body(row) }
      return
    }
    cursors += 1
    let name = "c\(cursors)"
    try attempt {
      _ = try connection.execute(
        SQL(stringLiteral: "DECLARE \(name) NO SCROLL CURSOR FOR ") + sql, prepare: false)
    }
    while true {
      let result = try attempt {
        try connection.execute(
          SQL(stringLiteral: "FETCH \(Self.batch) FROM \(name)"), prepare: false)
      }
      try result.each(body)
      if result.rowCount < Self.batch { break }
    }
    try attempt { _ = try connection.control("CLOSE \(name)") }
  }

  private func attempt<T>(_ work: () throws -> T) throws -> T {
    precondition(isOpen, "a transaction was used after its body returned")
    try check()
    do {
      return try work()
    } catch let error as DatabaseError {
      failure = error
      throw error
    }
  }
}

extension SQL {
  fileprivate static func + (before: SQL, after: SQL) -> SQL { "\(before)\(after)" }

  fileprivate var firstWord: String {
    pieces[0].drop(while: \.isWhitespace).prefix(while: \.isLetter).uppercased()
  }
}
