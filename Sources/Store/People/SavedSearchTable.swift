import Domain

/// `saved_search`: what a worker looked for, so that a page of results has an address without
/// anybody's name in it, and a new record can say what was searched for. Not part of the record and
/// not in the ledger; encrypted by whoever saves it, and gone after a week.
package enum SavedSearchTable {
  package static let schema: [String] = [
    """
    CREATE TABLE saved_search (
      id TEXT PRIMARY KEY,
      worker INTEGER NOT NULL,
      sealed BYTEA NOT NULL,
      saved_at TEXT NOT NULL CHECK (length(saved_at) = 24)
    )
    """,
    // Searches older than a week, to let go of them.
    "CREATE INDEX saved_search_saved ON saved_search (saved_at)",
  ]

  package static let days = 7

  package static func save(
    _ id: String, worker: WorkerID, sealed: [UInt8], at now: Instant, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      DELETE FROM saved_search WHERE saved_at < \(now.adding(seconds: -days * 86_400))
      """)
    try tx.run(
      """
      INSERT INTO saved_search (id, worker, sealed, saved_at)
      VALUES (\(id), \(worker), \(sealed), \(now))
      """)
  }

  /// Only the worker's own.
  package static func find(
    _ id: String, worker: WorkerID, in tx: any Transaction
  ) throws -> [UInt8]? {
    try tx.row(
      "SELECT sealed FROM saved_search WHERE id = \(id) AND worker = \(worker)"
    )?.bytes("sealed")
  }
}
