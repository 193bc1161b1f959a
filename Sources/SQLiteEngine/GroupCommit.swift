import GRDB
import GRDBSQLite

import enum Store.DatabaseError
import class Store.PendingWrite

extension GRDB.Database {
  /// Runs `group` in one transaction, each in a savepoint, and lets the callers go on once the
  /// commit is durable. A write that fails is undone alone.
  ///
  /// When the commit fails, every caller hears it, also one whose body had failed: it may have failed
  /// because of a neighbour that is now undone.
  func commit(_ group: [PendingWrite]) {
    do {
      try translatingErrors { try control("BEGIN IMMEDIATE") }
      for write in group {
        guard isInsideTransaction else { break }
        do {
          try runInSavepoint(write)
        } catch {
          write.failure = error
        }
      }
      guard isInsideTransaction else {
        // A full disk or a failing one makes SQLite undo the whole transaction by itself.
        throw Store.DatabaseError.unavailable(
          "nothing could be stored: check the disk and its free space")
      }
      do {
        try control("COMMIT")
      } catch let error as GRDB.DatabaseError where error.resultCode == .SQLITE_IOERR {
        // The log may hold the commit though it could not be forced to disk.
        throw Store.DatabaseError.outcomeUnknown
      } catch {
        throw translated(error)
      }
    } catch {
      if isInsideTransaction { try? rollback() }
      for write in group { write.finish(error) }
      return
    }
    for write in group { write.finish() }
  }

  private func runInSavepoint(_ write: PendingWrite) throws {
    try translatingErrors { try control("SAVEPOINT one_write") }
    let transaction = SQLiteTransaction(self, mayWrite: true)
    defer { transaction.end() }
    do {
      try write.run(transaction)
      try transaction.check()
      // A reference checked only at the commit would else fail the whole group's.
      if hasOpenReferences { throw Store.DatabaseError.constraint("FOREIGN KEY") }
      try translatingErrors { try control("RELEASE one_write") }
    } catch {
      if isInsideTransaction {
        try? control("ROLLBACK TO one_write")
        try? control("RELEASE one_write")
      }
      throw translated(error)
    }
  }

  /// Whether a deferred foreign key still points nowhere.
  private var hasOpenReferences: Bool {
    var open: CInt = 0
    var unused: CInt = 0
    let code = sqlite3_db_status(
      sqliteConnection, SQLITE_DBSTATUS_DEFERRED_FKS, &open, &unused, 0)
    return code == SQLITE_OK && open != 0
  }

  private func control(_ sql: String) throws {
    try cachedStatement(sql: sql).execute()
  }
}
