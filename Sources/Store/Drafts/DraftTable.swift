import Domain

/// What a worker typed into a form and has not yet done. One for each worker and page.
package struct DraftRow: Sendable, Equatable {
  package let path: String
  /// Encrypted answers.
  package let sealed: [UInt8]
  package let saved: Instant
  /// Kept because the session had ended when the form was sent.
  package let stashed: Bool
}

/// `draft`. Never part of the record, and not in the ledger. A row without answers remembers the
/// form that was sent last, so that an autosave under way does not bring its text back.
package enum DraftTable {
  package static let schema: [String] = [
    """
    CREATE TABLE draft (
      worker BIGINT NOT NULL,
      path TEXT NOT NULL,
      answers BYTEA,
      done_key TEXT,
      stashed INTEGER NOT NULL DEFAULT 0 CHECK (stashed IN (0, 1)),
      saved_at TEXT NOT NULL,
      PRIMARY KEY (worker, path)
    )
    """,
    // Serves `latest`: the drafts a worker goes on with.
    "CREATE INDEX draft_worker ON draft (worker, saved_at)",
  ]

  /// - Parameter formKey: the key of the form it was typed into.
  /// - Returns: false where that form was sent already, or the worker has too many drafts.
  package static func save(
    _ tx: any Transaction, worker: WorkerID, path: String, sealed: [UInt8], formKey: String,
    stashed: Bool, at now: Instant
  ) throws -> Bool {
    try tx.run(
      """
      DELETE FROM draft
      WHERE answers IS NULL AND worker = \(worker) AND saved_at < \(now.adding(seconds: -86_400))
      """)
    let held = try tx.row(
      """
      SELECT COUNT(*) AS held, MAX(CASE WHEN path = \(path) AND done_key = \(formKey)
        THEN 1 ELSE 0 END) AS done
      FROM draft WHERE worker = \(worker)
      """)
    if let held, try held.intIfAny("done") == 1 { return false }
    if let held, try held.int("held") >= most { return false }
    try tx.run(
      """
      INSERT INTO draft (worker, path, answers, done_key, stashed, saved_at)
      VALUES (\(worker), \(path), \(sealed), NULL, \(stashed), \(now))
      ON CONFLICT (worker, path) DO UPDATE SET answers = excluded.answers,
        done_key = excluded.done_key, stashed = excluded.stashed, saved_at = excluded.saved_at
      """)
    return true
  }

  /// How many rows one worker may hold.
  package static let most = 500

  package static func find(
    _ tx: any Transaction, worker: WorkerID, path: String
  ) throws -> DraftRow? {
    try tx.row(
      """
      SELECT path, answers, stashed, saved_at FROM draft
      WHERE worker = \(worker) AND path = \(path) AND answers IS NOT NULL
      """
    ).map(read)
  }

  /// The worker's drafts, newest first.
  package static func latest(
    _ tx: any Transaction, worker: WorkerID, limit: Int
  ) throws -> [DraftRow] {
    try tx.rows(
      """
      SELECT path, answers, stashed, saved_at FROM draft
      WHERE worker = \(worker) AND answers IS NOT NULL
      ORDER BY saved_at DESC, path LIMIT \(limit)
      """
    ).map(read)
  }

  /// Lets go of a draft whose form was sent or thrown away.
  package static func done(
    _ tx: any Transaction, worker: WorkerID, path: String, formKey: String, at now: Instant
  ) throws {
    try tx.run(
      """
      INSERT INTO draft (worker, path, answers, done_key, stashed, saved_at)
      VALUES (\(worker), \(path), NULL, \(formKey), 0, \(now))
      ON CONFLICT (worker, path) DO UPDATE SET answers = NULL,
        done_key = excluded.done_key, stashed = 0, saved_at = excluded.saved_at
      """)
  }

  private static func read(_ row: Row) throws -> DraftRow {
    DraftRow(
      path: try row.text("path"), sealed: try row.bytes("answers"),
      saved: try row.instant("saved_at"), stashed: try row.bool("stashed"))
  }
}
