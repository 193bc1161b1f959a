import GRDB

import enum Store.DatabaseError

/// Runs `work` and gives SQLite's errors the seam's words.
func translatingErrors<T>(_ work: () throws -> T) throws -> T {
  do { return try work() } catch { throw translated(error) }
}

/// The seam's word for `error`, or `error` itself when it is not SQLite's.
func translated(_ error: any Error) -> any Error {
  guard let error = error as? GRDB.DatabaseError else { return error }
  return storeError(error, mayWrite: true)
}

/// SQLite's messages name tables, columns and words of the statement, never what is bound to it.
func storeError(_ error: GRDB.DatabaseError, mayWrite: Bool) -> Store.DatabaseError {
  let message = error.message ?? "SQLite says \(error.extendedResultCode.rawValue)"
  switch error.extendedResultCode {
  case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
    return .notUnique(subject(of: message))
  case .SQLITE_CONSTRAINT_FOREIGNKEY:
    return .constraint("FOREIGN KEY")
  default: break
  }
  switch error.resultCode {
  case .SQLITE_CONSTRAINT:
    return .constraint(subject(of: message))
  case .SQLITE_CORRUPT, .SQLITE_NOTADB:
    return .damaged("the database file is damaged or is not one: \(message)")
  case .SQLITE_READONLY where !mayWrite:
    return .statement("a read may not write")
  case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_PERM,
    .SQLITE_READONLY, .SQLITE_NOMEM, .SQLITE_INTERRUPT, .SQLITE_ABORT, .SQLITE_PROTOCOL,
    .SQLITE_NOLFS:
    return .unavailable(message)
  case .SQLITE_MISUSE where message.contains("closed"):
    return .unavailable("the database is closed")
  default:
    return .statement(message)
  }
}

/// "UNIQUE constraint failed: fact.stream, fact.version" is about "fact.stream, fact.version".
private func subject(of message: String) -> String {
  guard let range = message.firstRange(of: "constraint failed: ") else { return message }
  return String(message[range.upperBound...])
}
