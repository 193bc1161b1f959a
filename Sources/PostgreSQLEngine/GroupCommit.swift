import Store

extension Lease {
  /// "THRESHOL" in ASCII: one lock per database, and one authority per database. Read committed, so
  /// that every statement after the lock sees what the last writer committed.
  private static let begin = "BEGIN; SELECT pg_advisory_xact_lock(6073194555212582732)"

  /// Runs `group` in one transaction, each in a savepoint, and lets the callers go on once it is
  /// committed. A write that fails is undone alone. When the commit fails every caller hears it, also
  /// one whose body had failed: it may have failed because of a neighbour that is now undone.
  func commit(_ group: [PendingWrite]) {
    do {
      try begin(Self.begin)
      let connection = try connection()
      do {
        if group.count == 1 {
          try connection.run(group[0])
        } else {
          for write in group { try connection.runInSavepoint(write) }
        }
        try connection.commit()
      } catch {
        if !connection.isBroken { _ = try? connection.control("ROLLBACK") }
        throw error
      }
    } catch {
      for write in group { write.finish(error) }
      return
    }
    for write in group { write.finish() }
  }
}

extension Connection {
  fileprivate func run(_ write: PendingWrite) throws {
    let transaction = PostgreSQLTransaction(self)
    defer { transaction.end() }
    try write.run(transaction)
    try transaction.check()
  }

  /// - Throws: when the whole group is lost; what undid this write alone is left in it.
  fileprivate func runInSavepoint(_ write: PendingWrite) throws {
    try control("SAVEPOINT one_write")
    do {
      try run(write)
      // A reference checked only at the commit would else fail the whole group's. Every deferrable
      // constraint is taken to be INITIALLY DEFERRED.
      try control(
        "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; RELEASE one_write")
    } catch {
      if isBroken {
        throw DatabaseError.unavailable(
          "the connection to the database was lost; nothing is stored")
      }
      write.failure = error
      try control("ROLLBACK TO one_write; RELEASE one_write")
    }
  }

  /// - Throws: ``DatabaseError/outcomeUnknown`` when the connection is lost before the answer, or the
  ///   server gave up waiting for its standby: the commit may or may not survive.
  fileprivate func commit() throws {
    mayBeUnreplicated = false
    do {
      // A transaction that had failed is answered with ROLLBACK and no error.
      guard try control("COMMIT") == "COMMIT" else {
        throw DatabaseError.statement("the transaction had already failed")
      }
    } catch {
      throw isBroken ? DatabaseError.outcomeUnknown : error
    }
    if mayBeUnreplicated { throw DatabaseError.outcomeUnknown }
  }
}
