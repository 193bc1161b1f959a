import Domain

/// One browser at the portal. The token itself is never stored.
package struct PortalSessionRow: Sendable, Equatable {
  package enum Stage: String, Sendable {
    /// Asked for a code by email, which is still to be typed.
    case asked
    /// The agency's password was right; its second step is still asked for.
    case secondStep
    case open
  }

  /// Who is at the other end.
  package enum Who: Sendable, Equatable {
    /// Whoever reads the mail of this address.
    case email(EmailAddress)
    /// The account that an agency shares.
    case account(AgencyID)
  }

  /// SHA-256 of the token in the cookie.
  package let hash: [UInt8]
  package let who: Who
  package let stage: Stage
  package let began: Instant
  package let seen: Instant
}

/// `portal_session`. Not in the ledger.
package enum PortalSessionTable {
  /// Seconds without a request after which a session is over.
  package static let idle = 30 * 60
  /// Seconds after which it is over in any case.
  package static let absolute = 12 * 3600
  /// Seconds in which a code, or the second step, must be given.
  package static let forCode = 15 * 60
  /// How many one address or account may have open at once; the oldest ends.
  package static let most = 5

  static let schema = [
    """
    CREATE TABLE portal_session (
      hash BYTEA NOT NULL PRIMARY KEY,
      email TEXT,
      agency BIGINT,
      stage TEXT NOT NULL CHECK (stage IN ('asked', 'secondStep', 'open')),
      began_at TEXT NOT NULL CHECK (length(began_at) = 24),
      seen_at TEXT NOT NULL CHECK (length(seen_at) = 24),
      CHECK ((email IS NULL) <> (agency IS NULL))
    )
    """,
    // Ends the oldest of an address or an account, and all of one that is closed.
    "CREATE INDEX portal_session_email ON portal_session (email, seen_at)",
    "CREATE INDEX portal_session_agency ON portal_session (agency, seen_at)",
    // Sweeps what has ended.
    "CREATE INDEX portal_session_seen ON portal_session (seen_at)",
  ]

  package static func add(
    _ tx: any Transaction, hash: [UInt8], _ who: PortalSessionRow.Who,
    stage: PortalSessionRow.Stage, at now: Instant
  ) throws {
    try tx.run("DELETE FROM portal_session WHERE seen_at < \(now.adding(seconds: -absolute))")
    var email: String?
    var agency: AgencyID?
    switch who {
    case .email(let address): email = address.text.lowercased()
    case .account(let id): agency = id
    }
    try tx.run(
      """
      INSERT INTO portal_session (hash, email, agency, stage, began_at, seen_at)
      VALUES (\(hash), \(email), \(agency), \(stage.rawValue), \(now), \(now))
      """)
    // Half-open ones count for nobody: asking for codes must not end anybody's session.
    guard stage == .open else { return }
    let mine: SQL =
      email.map { "email = \($0)" } ?? "agency = \(agency)"
    try tx.run(
      """
      DELETE FROM portal_session WHERE \(mine) AND stage = 'open' AND hash <> \(hash)
        AND hash NOT IN (
          SELECT hash FROM portal_session WHERE \(mine) AND stage = 'open' AND hash <> \(hash)
          ORDER BY seen_at DESC, hash LIMIT \(most - 1))
      """)
  }

  /// The session, if it is still alive at `now`.
  package static func find(
    _ tx: any Transaction, hash: [UInt8], now: Instant
  ) throws -> PortalSessionRow? {
    let found = try tx.row(
      """
      SELECT email, agency, stage, began_at, seen_at FROM portal_session WHERE hash = \(hash)
      """)
    guard let row = found else { return nil }
    let who: PortalSessionRow.Who
    if let email = try row.textIfAny("email").flatMap(EmailAddress.init) {
      who = .email(email)
    } else if let agency = try row.idIfAny("agency", of: Agency.self) {
      who = .account(agency)
    } else {
      return nil
    }
    let session = PortalSessionRow(
      hash: hash, who: who, stage: try row.code("stage"), began: try row.instant("began_at"),
      seen: try row.instant("seen_at"))
    return lives(session, now) ? session : nil
  }

  package static func lives(_ session: PortalSessionRow, _ now: Instant) -> Bool {
    switch session.stage {
    case .asked, .secondStep: session.began.adding(seconds: forCode) > now
    case .open:
      session.seen.adding(seconds: idle) > now && session.began.adding(seconds: absolute) > now
    }
  }

  package static func touch(_ tx: any Transaction, hash: [UInt8], at now: Instant) throws {
    try tx.run("UPDATE portal_session SET seen_at = \(now) WHERE hash = \(hash)")
  }

  package static func end(_ tx: any Transaction, hash: [UInt8]) throws {
    try tx.run("DELETE FROM portal_session WHERE hash = \(hash)")
  }

  /// Ends every session of an agency's account: its password changed, or it was closed.
  package static func endAll(_ tx: any Transaction, of agency: AgencyID) throws {
    try tx.run("DELETE FROM portal_session WHERE agency = \(agency)")
  }
}
