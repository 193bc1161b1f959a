import Domain

/// `portal_draft`: what somebody outside the council has typed and not yet sent. Not in the ledger, and
/// gone thirty days after it was last saved. A row that was sent keeps no answers: with the return code
/// it leads to what became of them.
///
/// Its id is made from the return code, which is not kept; its owner is a hash too.
package enum PortalDraftTable {
  package static let schema = [
    """
    CREATE TABLE portal_draft (
      id TEXT PRIMARY KEY CHECK (length(id) = 32),
      owner TEXT,
      answers BYTEA,
      sent INTEGER,
      began_at TEXT NOT NULL CHECK (length(began_at) = 24),
      saved_at TEXT NOT NULL CHECK (length(saved_at) = 24),
      CHECK ((answers IS NULL) = (sent IS NOT NULL))
    )
    """,
    // The drafts that a professional goes on with.
    "CREATE INDEX portal_draft_owner ON portal_draft (owner, saved_at)",
    // Those whose time is over.
    "CREATE INDEX portal_draft_saved ON portal_draft (saved_at)",
  ]

  /// A draft is kept this long after it was last saved.
  package static let keptDays = 30
  /// Of one owner.
  package static let most = 50

  package struct Draft: Sendable, Equatable {
    package let id: String
    package let owner: String?
    /// Sealed; nil once sent.
    package let answers: [UInt8]?
    package let sent: PartnerReferralID?
    package let savedAt: Instant
  }

  package static func find(_ id: String, at now: Instant, in tx: any Transaction) throws -> Draft? {
    let draft = try tx.row("SELECT * FROM portal_draft WHERE id = \(id)").map(draft)
    guard let draft, draft.sent == nil, draft.savedAt < oldest(now) else { return draft }
    return nil
  }

  /// Not yet sent, newest first.
  package static func of(
    owner: String, at now: Instant, in tx: any Transaction
  ) throws -> [Draft] {
    try tx.rows(
      """
      SELECT * FROM portal_draft
      WHERE owner = \(owner) AND sent IS NULL AND saved_at >= \(oldest(now))
      ORDER BY saved_at DESC, id LIMIT \(most)
      """
    ).map(draft)
  }

  /// Saves a draft, also a new one; lets go of those whose time is over.
  /// - Returns: false where it was sent meanwhile, or its owner has too many.
  package static func save(
    _ id: String, owner: String?, sealed: [UInt8], at now: Instant, in tx: any Transaction
  ) throws -> Bool {
    try letGo(at: now, in: tx)
    if let before = try find(id, at: now, in: tx) {
      guard before.sent == nil else { return false }
    } else if let owner {
      let row = try tx.row(
        "SELECT COUNT(*) AS held FROM portal_draft WHERE owner = \(owner) AND sent IS NULL")
      guard try row?.int("held") ?? 0 < most else { return false }
    }
    try tx.run(
      """
      INSERT INTO portal_draft (id, owner, answers, sent, began_at, saved_at)
      VALUES (\(id), \(owner), \(sealed), NULL, \(now), \(now))
      ON CONFLICT (id) DO UPDATE SET answers = excluded.answers, saved_at = excluded.saved_at
      """)
    return true
  }

  /// In the transaction that sends it: nothing of what was typed stays behind.
  package static func sent(
    _ id: String, as referral: PartnerReferralID, at now: Instant, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      UPDATE portal_draft SET answers = NULL, sent = \(referral), saved_at = \(now)
      WHERE id = \(id) AND sent IS NULL
      """)
    try UploadTable.sent(draft: id, as: referral, in: tx)
  }

  package static func throwAway(_ id: String, in tx: any Transaction) throws {
    try tx.run("DELETE FROM portal_draft WHERE id = \(id) AND sent IS NULL")
    try UploadTable.remove(draft: id, in: tx)
  }

  private static func letGo(at now: Instant, in tx: any Transaction) throws {
    let old = try tx.rows(
      "SELECT id FROM portal_draft WHERE saved_at < \(oldest(now)) AND sent IS NULL LIMIT 20")
    for row in old { try throwAway(try row.text("id"), in: tx) }
  }

  private static func oldest(_ now: Instant) -> Instant {
    now.adding(seconds: -keptDays * 86_400)
  }

  private static func draft(_ row: Row) throws -> Draft {
    Draft(
      id: try row.text("id"), owner: try row.textIfAny("owner"),
      answers: try row.bytesIfAny("answers"), sent: try row.idIfAny("sent"),
      savedAt: try row.instant("saved_at"))
  }
}
