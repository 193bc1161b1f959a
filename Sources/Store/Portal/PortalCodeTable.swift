import Domain

/// `portal_code`: a one-time code on its way to an address. Only a keyed hash of it is held, and it
/// opens the one browser that asked for it.
package enum PortalCodeTable {
  /// Seconds until it has run out.
  package static let lasts = 15 * 60
  /// After so many wrong tries it is worth nothing.
  package static let mostTries = 5
  /// What the outbox calls its record.
  package static let noun = "portalcode"

  static let schema = [
    """
    CREATE TABLE portal_code (
      id INTEGER PRIMARY KEY,
      session BYTEA NOT NULL,
      email TEXT NOT NULL,
      code BYTEA NOT NULL,
      asked_at TEXT NOT NULL CHECK (length(asked_at) = 24),
      tries INTEGER NOT NULL CHECK (tries >= 0),
      ended_at TEXT CHECK (length(ended_at) = 24)
    )
    """,
    // The code of a browser.
    "CREATE INDEX portal_code_session ON portal_code (session, id)",
    // Sweeps what has run out.
    "CREATE INDEX portal_code_asked ON portal_code (asked_at)",
  ]
}
