import Domain

/// `contribution_link`: the one-time links by which somebody outside writes one section's answer. Beside
/// the ledger and derived from nothing: a ledger that is copied opens no door. Only a hash of each link's
/// token is held; its letter's words are erased once it has left.
package enum ContributionLinkTable {
  /// What the outbox calls its record.
  package static let noun = "contribution"

  package static let schema = [
    """
    CREATE TABLE contribution_link (
      id INTEGER PRIMARY KEY,
      assessment INTEGER NOT NULL,
      place INTEGER NOT NULL CHECK (place >= 0),
      hash BYTEA NOT NULL UNIQUE,
      issued_at TEXT NOT NULL CHECK (length(issued_at) = 24),
      ends_at TEXT NOT NULL CHECK (length(ends_at) = 24),
      ended_at TEXT CHECK (length(ended_at) = 24)
    )
    """,
    // The links of one question: a new one ends those before it.
    "CREATE INDEX contribution_link_place ON contribution_link (assessment, place)",
  ]

  /// A new link for what is asked, with the letter that takes it there. Those before it are worth nothing
  /// any more.
  /// - Parameters:
  ///   - hash: of the link's token.
  ///   - token: sixteen random bytes: the Message-ID.
  package static func issue(
    _ tx: any Transaction, for assessment: AssessmentID, place: Int, hash: [UInt8],
    endsAt: Instant, letter: PortalCodeTable.Letter, by worker: WorkerID?, token: [UInt8],
    at now: Instant
  ) throws {
    try end(tx, for: assessment, place: place, at: now)
    let sent = try tx.row(
      "SELECT number FROM outbox WHERE noun = \(noun) ORDER BY number DESC LIMIT 1")
    let kept = try tx.row("SELECT id FROM contribution_link ORDER BY id DESC LIMIT 1")
    let id = max(try sent?.int("number") ?? 0, try kept?.int("id") ?? 0) + 1
    try tx.run(
      """
      INSERT INTO contribution_link (id, assessment, place, hash, issued_at, ends_at)
      VALUES (\(id), \(assessment), \(place), \(hash), \(now), \(endsAt))
      """)
    try OutboxTable.put(
      Outgoing(
        of: FactStream(noun: noun, number: id), place: 0, to: letter.to.text,
        subject: letter.subject, words: letter.words, by: worker),
      token: token, at: now, in: tx)
  }

  /// Ends the links of one question: it was answered, is no longer asked, or another link takes over.
  package static func end(
    _ tx: any Transaction, for assessment: AssessmentID, place: Int, at now: Instant
  ) throws {
    try tx.run(
      """
      UPDATE contribution_link SET ended_at = \(now)
      WHERE assessment = \(assessment) AND place = \(place) AND ended_at IS NULL
      """)
  }

  /// What a link opens: as much as whoever has it may know.
  package struct Opened: Sendable, Equatable {
    package let assessment: AssessmentID
    package let place: Int
    /// First names alone.
    package let children: [String]
    package let who: String
    package let section: Assessment.Section
    package let question: String
    package let askedBy: String?
    package let askedOn: Day
    package let until: Day
  }

  /// What the link with this token opens now; nil where it opens nothing, for whatever reason.
  package static func opened(
    _ hash: [UInt8], at now: Instant, in tx: any Transaction
  ) throws -> Opened? {
    guard
      let row = try tx.row(
        """
        SELECT assessment, place FROM contribution_link
        WHERE hash = \(hash) AND ended_at IS NULL AND ends_at > \(now)
        """)
    else { return nil }
    let id: AssessmentID = try row.id("assessment")
    let place = try row.int("place")
    guard let whole = try AssessmentTable.whole(id, in: tx), whole.status != .authorised,
      let one = whole.grown.contributions.first(where: { $0.place == place }), one.waits
    else { return nil }
    // An alert may have come since it was asked.
    let homes = try UndisclosedHomes.near(whole.people, in: tx)
    return Opened(
      assessment: id, place: place, children: whole.children.map(\.head.given),
      who: one.asking.who, section: one.asking.section,
      question: homes.takenOut(of: one.asking.question), askedBy: one.askedBy,
      askedOn: one.askedOn, until: one.until)
  }

  /// Whether this token was ever given out.
  package static func isThere(_ hash: [UInt8], in tx: any Transaction) throws -> Bool {
    try tx.exists("SELECT 1 FROM contribution_link WHERE hash = \(hash)")
  }

  /// Whether a letter may still leave.
  static func waits(_ id: Int, at now: Instant, in tx: any Transaction) throws -> Bool {
    let row = try tx.row(
      """
      SELECT l.hash FROM contribution_link l
      WHERE l.id = \(id) AND l.ended_at IS NULL AND l.ends_at > \(now)
      """)
    guard let row else { return false }
    return try opened(row.bytes("hash"), at: now, in: tx) != nil
  }
}

/// The letter with a one-time link. One whose link opens nothing any more is not sent, and once it has
/// ended its words are gone: a link stands nowhere but with whom it was sent to.
enum ContributionPosting: Posting {
  static let noun = ContributionLinkTable.noun

  static func reasonToHold(
    _ record: FactStream, _ place: Int, _ text: String, at now: Instant, in tx: any Transaction
  ) throws -> String? {
    try ContributionLinkTable.waits(record.number, at: now, in: tx)
      ? nil : "What was asked no longer waits"
  }

  static func ended(
    _ claim: Claim, gaveUp why: String?, at now: Instant, store: Store, in tx: any Transaction
  ) throws {
    try OutboxTable.erase(claim.message, in: tx)
  }
}
