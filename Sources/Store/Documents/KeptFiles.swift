import Domain

/// `kept_file`: the bytes of files that workers brought, sealed, in pieces; and `file_scan`: what a
/// scanner for viruses said of any file, also of those that came through the portal. A fact has a file's
/// name, size and hash, never its bytes.
///
/// The tables are not derived, so they refer to none that is.
package enum KeptFiles {
  package static let schema = [
    """
    CREATE TABLE kept_file (
      key TEXT PRIMARY KEY CHECK (length(key) = 32),
      size INTEGER NOT NULL CHECK (size > 0),
      pieces INTEGER NOT NULL CHECK (pieces > 0),
      stored_at TEXT NOT NULL CHECK (length(stored_at) = 24)
    )
    """,
    """
    CREATE TABLE kept_file_piece (
      file TEXT NOT NULL REFERENCES kept_file (key),
      place INTEGER NOT NULL CHECK (place >= 0),
      sealed BYTEA NOT NULL,
      PRIMARY KEY (file, place)
    )
    """,
    """
    CREATE TABLE file_scan (
      key TEXT PRIMARY KEY CHECK (length(key) = 32),
      is_clean INTEGER NOT NULL CHECK (is_clean IN (0, 1)),
      found TEXT,
      scanned_at TEXT NOT NULL CHECK (length(scanned_at) = 24),
      CHECK ((is_clean = 1) = (found IS NULL))
    )
    """,
  ]

  package static func put(
    _ key: String, size: Int, pieces: [[UInt8]], at now: Instant, in tx: any Transaction
  ) throws {
    // A repeated post is one act: the key is made from the form's.
    if try tx.exists("SELECT 1 FROM kept_file WHERE key = \(key)") { return }
    try tx.run(
      """
      INSERT INTO kept_file (key, size, pieces, stored_at)
      VALUES (\(key), \(size), \(pieces.count), \(now))
      """)
    for (place, sealed) in pieces.enumerated() {
      try tx.run(
        "INSERT INTO kept_file_piece (file, place, sealed) VALUES (\(key), \(place), \(sealed))")
    }
  }

  /// All pieces in order; nil where one is missing.
  package static func pieces(_ key: String, in tx: any Transaction) throws -> [[UInt8]]? {
    guard let row = try tx.row("SELECT pieces FROM kept_file WHERE key = \(key)") else {
      return nil
    }
    let pieces = try tx.rows(
      "SELECT sealed FROM kept_file_piece WHERE file = \(key) ORDER BY place"
    ).map { try $0.bytes("sealed") }
    return pieces.count == (try row.int("pieces")) ? pieces : nil
  }

  /// What a scanner said of a file.
  package enum Scan: Sendable, Equatable {
    case clean(at: Instant)
    case infected(found: String, at: Instant)
  }

  /// Nil where no scanner has looked at it.
  package static func scan(of key: String, in tx: any Transaction) throws -> Scan? {
    guard
      let row = try tx.row("SELECT is_clean, found, scanned_at FROM file_scan WHERE key = \(key)")
    else { return nil }
    let at = try row.instant("scanned_at")
    return try row.bool("is_clean")
      ? .clean(at: at) : .infected(found: try row.text("found"), at: at)
  }

  package static func scanned(
    _ key: String, _ scan: Scan, in tx: any Transaction
  ) throws {
    let (isClean, found, at) =
      switch scan {
      case .clean(let at): (true, nil as String?, at)
      case .infected(let found, let at): (false, found, at)
      }
    try tx.run(
      """
      INSERT INTO file_scan (key, is_clean, found, scanned_at)
      VALUES (\(key), \(isClean), \(found), \(at))
      ON CONFLICT (key) DO UPDATE SET is_clean = excluded.is_clean, found = excluded.found,
        scanned_at = excluded.scanned_at
      """)
  }
}
