import Domain

/// `upload`: the bytes of files that came with a form, sealed, in pieces. A fact has the file's name,
/// size and hash, never its bytes: a file can be deleted when its time is over, a fact cannot.
///
/// The tables are not derived, so they refer to none that is.
package enum UploadTable {
  package static let schema = [
    """
    CREATE TABLE upload (
      key TEXT PRIMARY KEY CHECK (length(key) = 32),
      draft TEXT,
      referral INTEGER,
      size INTEGER NOT NULL CHECK (size > 0),
      pieces INTEGER NOT NULL CHECK (pieces > 0),
      stored_at TEXT NOT NULL CHECK (length(stored_at) = 24),
      CHECK ((draft IS NULL) = (referral IS NOT NULL))
    )
    """,
    // The files of a draft, when it is sent or thrown away.
    "CREATE INDEX upload_draft ON upload (draft)",
    "CREATE INDEX upload_referral ON upload (referral)",
    """
    CREATE TABLE upload_piece (
      upload TEXT NOT NULL REFERENCES upload (key),
      place INTEGER NOT NULL CHECK (place >= 0),
      sealed BYTEA NOT NULL,
      PRIMARY KEY (upload, place)
    )
    """,
  ]

  /// Bytes of one piece before it is sealed.
  package static let pieceSize = 1 << 20

  /// Bytes of files whose form nobody has sent yet, all together: anybody may begin a form.
  package static let mostUnsent = 2 << 30

  /// - Returns: false where there is no room for it; then nothing is stored.
  @discardableResult package static func put(
    _ key: String, draft: String, size: Int, pieces: [[UInt8]], at now: Instant,
    in tx: any Transaction
  ) throws -> Bool {
    let unsent = try tx.row(
      "SELECT COALESCE(SUM(size), 0) AS bytes FROM upload WHERE draft IS NOT NULL")
    guard try (unsent?.int("bytes") ?? 0) + size <= mostUnsent else { return false }
    try tx.run(
      """
      INSERT INTO upload (key, draft, referral, size, pieces, stored_at)
      VALUES (\(key), \(draft), NULL, \(size), \(pieces.count), \(now))
      """)
    for (place, sealed) in pieces.enumerated() {
      try tx.run(
        "INSERT INTO upload_piece (upload, place, sealed) VALUES (\(key), \(place), \(sealed))")
    }
    return true
  }

  /// All pieces in order; nil where one is missing.
  package static func pieces(_ key: String, in tx: any Transaction) throws -> [[UInt8]]? {
    guard let row = try tx.row("SELECT pieces FROM upload WHERE key = \(key)") else { return nil }
    let pieces = try tx.rows(
      "SELECT sealed FROM upload_piece WHERE upload = \(key) ORDER BY place"
    ).map { try $0.bytes("sealed") }
    return pieces.count == (try row.int("pieces")) ? pieces : nil
  }

  package static func remove(
    _ key: String, draft: String, in tx: any Transaction
  ) throws {
    guard try tx.exists("SELECT 1 FROM upload WHERE key = \(key) AND draft = \(draft)") else {
      return
    }
    try tx.run("DELETE FROM upload_piece WHERE upload = \(key)")
    try tx.run("DELETE FROM upload WHERE key = \(key)")
  }

  static func remove(draft: String, in tx: any Transaction) throws {
    for row in try tx.rows("SELECT key FROM upload WHERE draft = \(draft)") {
      try remove(try row.text("key"), draft: draft, in: tx)
    }
  }

  static func sent(
    draft: String, as referral: PartnerReferralID, in tx: any Transaction
  ) throws {
    try tx.run(
      "UPDATE upload SET draft = NULL, referral = \(referral) WHERE draft = \(draft)")
  }
}
