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

  /// What is sent with a code.
  package struct Letter: Sendable {
    package let to: EmailAddress
    package let subject: String
    package let words: String
    package init(to: EmailAddress, subject: String, words: String) {
      self.to = to
      self.subject = subject
      self.words = words
    }
  }

  /// Keeps the code of a browser and puts the letter with it into the outbox, in one transaction.
  /// - Parameters:
  ///   - code: its keyed hash.
  ///   - token: sixteen random bytes: the Message-ID.
  ///   - letter: nil where nothing is sent, because too many were: then the code opens nothing that
  ///     anybody knows of.
  package static func ask(
    _ tx: any Transaction, session: [UInt8], email: EmailAddress, code: [UInt8],
    letter: Letter?, token: [UInt8], at now: Instant
  ) throws {
    // Kept for a day, so that a code that is tried again is told from a wrong one.
    try tx.run("DELETE FROM portal_code WHERE asked_at < \(now.adding(seconds: -86_400))")
    // Numbers are the outbox's: a number that was swept here is not given out again.
    let sent = try tx.row(
      "SELECT number FROM outbox WHERE noun = \(noun) ORDER BY number DESC LIMIT 1")
    let kept = try tx.row("SELECT id FROM portal_code ORDER BY id DESC LIMIT 1")
    let id = max(try sent?.int("number") ?? 0, try kept?.int("id") ?? 0) + 1
    try tx.run(
      """
      INSERT INTO portal_code (id, session, email, code, asked_at, tries)
      VALUES (\(id), \(session), \(email.text), \(code), \(now), 0)
      """)
    guard let letter else { return }
    try OutboxTable.put(
      Outgoing(
        of: FactStream(noun: noun, number: id), place: 0, to: letter.to.text,
        subject: letter.subject, words: letter.words, by: nil),
      token: token, at: now, in: tx)
  }

  package enum Outcome: Sendable, Equatable {
    /// It opens, once.
    case right(EmailAddress)
    case wrong(triesLeft: Int)
    /// It opened already, has run out, or was tried too often.
    case ended
    /// This browser has asked for none.
    case none
  }

  /// Tries a code in the browser that asked for it.
  /// - Parameter code: the keyed hash of what was typed.
  package static func check(
    _ tx: any Transaction, session: [UInt8], code: [UInt8], at now: Instant,
    same: ([UInt8], [UInt8]) -> Bool
  ) throws -> Outcome {
    let row = try tx.row(
      """
      SELECT id, email, code, asked_at, tries, ended_at FROM portal_code
      WHERE session = \(session) ORDER BY id DESC LIMIT 1
      """)
    guard let row, let email = EmailAddress(try row.text("email")) else { return .none }
    let id = try row.int("id")
    guard try row.instantIfAny("ended_at") == nil,
      try row.instant("asked_at").adding(seconds: lasts) > now
    else { return .ended }
    if same(try row.bytes("code"), code) {
      try tx.run("UPDATE portal_code SET ended_at = \(now) WHERE id = \(id)")
      return .right(email)
    }
    let tries = try row.int("tries") + 1
    let ended: Instant? = tries >= mostTries ? now : nil
    try tx.run(
      "UPDATE portal_code SET tries = \(tries), ended_at = \(ended) WHERE id = \(id)")
    return .wrong(triesLeft: mostTries - tries)
  }

  /// A new code, or none any more: the browser's earlier ones die.
  package static func end(_ tx: any Transaction, session: [UInt8], at now: Instant) throws {
    try tx.run(
      """
      UPDATE portal_code SET ended_at = \(now) WHERE session = \(session) AND ended_at IS NULL
      """)
  }

  /// Whether a letter with it may still leave.
  static func waits(_ id: Int, at now: Instant, in tx: any Transaction) throws -> Bool {
    let row = try tx.row("SELECT asked_at, ended_at FROM portal_code WHERE id = \(id)")
    guard let row, try row.instantIfAny("ended_at") == nil else { return false }
    return try row.instant("asked_at").adding(seconds: lasts) > now
  }
}
