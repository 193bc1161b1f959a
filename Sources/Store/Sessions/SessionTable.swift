import Domain

/// One signed-in browser. The token itself is never stored.
package struct SessionRow: Sendable, Equatable {
  package enum Stage: String, Sendable {
    /// The password was right; the one-time code is still asked for.
    case code
    case open
  }

  /// SHA-256 of the token in the cookie.
  package let hash: [UInt8]
  package let worker: WorkerID
  package let stage: Stage
  package let began: Instant
  package let seen: Instant
}

/// `session`. Not in the ledger.
package enum SessionTable {
  /// Seconds without a request after which a session is over.
  package static let idle = 30 * 60
  /// Seconds after which it is over in any case.
  package static let absolute = 12 * 3600
  /// Seconds in which the one-time code must be given.
  package static let forCode = 10 * 60
  /// How many a worker may have at once; the oldest ends.
  package static let most = 3

  package static let schema: [String] = [
    """
    CREATE TABLE session (
      hash BYTEA NOT NULL PRIMARY KEY,
      worker BIGINT NOT NULL,
      stage TEXT NOT NULL CHECK (stage IN ('code', 'open')),
      began_at TEXT NOT NULL,
      seen_at TEXT NOT NULL
    )
    """,
    // Serves `add` (the worker's oldest sessions end) and `endAll`.
    "CREATE INDEX session_worker ON session (worker, seen_at)",
    // Serves `sweep`.
    "CREATE INDEX session_seen ON session (seen_at)",
  ]

  /// Begins a session, and ends the worker's oldest beyond ``most``.
  package static func add(
    _ tx: any Transaction, hash: [UInt8], worker: WorkerID, stage: SessionRow.Stage, at now: Instant
  ) throws {
    try sweep(tx, now: now)
    try tx.run(
      """
      INSERT INTO session (hash, worker, stage, began_at, seen_at)
      VALUES (\(hash), \(worker), \(stage.rawValue), \(now), \(now))
      """)
    // Two open windows of one machine share a session, so this many are three machines. Half-open
    // ones count apart: guessing at a password must not end the worker's own session.
    try tx.run(
      """
      DELETE FROM session WHERE worker = \(worker) AND stage = \(stage.rawValue)
        AND hash <> \(hash) AND hash NOT IN (
          SELECT hash FROM session
          WHERE worker = \(worker) AND stage = \(stage.rawValue) AND hash <> \(hash)
          ORDER BY seen_at DESC, hash LIMIT \(most - 1))
      """)
  }

  /// The session, if it is still alive at `now`.
  package static func find(
    _ tx: any Transaction, hash: [UInt8], now: Instant
  ) throws -> SessionRow? {
    let row = try tx.row(
      "SELECT hash, worker, stage, began_at, seen_at FROM session WHERE hash = \(hash)")
    guard let row else { return nil }
    let session = SessionRow(
      hash: hash, worker: try row.id("worker"), stage: try row.code("stage"),
      began: try row.instant("began_at"), seen: try row.instant("seen_at"))
    return lives(session, now) ? session : nil
  }

  package static func lives(_ session: SessionRow, _ now: Instant) -> Bool {
    switch session.stage {
    case .code: session.began.adding(seconds: forCode) > now
    case .open:
      session.seen.adding(seconds: idle) > now && session.began.adding(seconds: absolute) > now
    }
  }

  package static func touch(_ tx: any Transaction, hash: [UInt8], at now: Instant) throws {
    try tx.run("UPDATE session SET seen_at = \(now) WHERE hash = \(hash)")
  }

  package static func end(_ tx: any Transaction, hash: [UInt8]) throws {
    try tx.run("DELETE FROM session WHERE hash = \(hash)")
  }

  /// Ends every session of a worker: a changed password, a leaver.
  package static func endAll(_ tx: any Transaction, worker: WorkerID) throws {
    try tx.run("DELETE FROM session WHERE worker = \(worker)")
  }

  private static func sweep(_ tx: any Transaction, now: Instant) throws {
    try tx.run("DELETE FROM session WHERE seen_at < \(now.adding(seconds: -absolute))")
  }
}
