import Domain
import Store

/// What comes through the portal is never lost and never doubled.
extension Invariant {
  static let formsKept = Invariant(
    "each form that was sent is there, and is one contact that came through the portal",
    rows: """
      SELECT f.number FROM fact f
      LEFT JOIN partnerreferral m ON m.id = f.number
      LEFT JOIN contact c ON c.id = m.contact AND c.method = 'portal'
      WHERE f.kind = 'partnerreferral.sent' AND c.id IS NULL
      """)

  static let receipts = Invariant(
    "each form from a proved address has one receipt in the outbox, and no other has any",
    rows: """
      SELECT m.id FROM partnerreferral m
      LEFT JOIN outbox x ON x.noun = 'partnerreferral' AND x.number = m.id
      WHERE (m.sender = 'professional') <> (x.id IS NOT NULL)
      """)

  /// Received = decided + waiting + parked, through this channel, counted by the facts.
  static func portalAccounted(on today: Day) -> Invariant {
    Invariant("every form that was sent is decided, waits or is parked") { tx in
      let row = try tx.row(
        """
        SELECT
          (SELECT COUNT(*) FROM fact WHERE kind = 'partnerreferral.sent') AS sent,
          (SELECT COUNT(*) FROM contact c JOIN partnerreferral m ON m.contact = c.id
            WHERE c.status IN ('closed', 'waitingForCheck')) AS decided,
          (SELECT COUNT(*) FROM contact c JOIN partnerreferral m ON m.contact = c.id
            WHERE c.status IN ('waiting', 'returned') AND COALESCE(c.parked_until, '') <= \(today))
            AS waiting,
          (SELECT COUNT(*) FROM contact c JOIN partnerreferral m ON m.contact = c.id
            WHERE c.status IN ('waiting', 'returned') AND COALESCE(c.parked_until, '') > \(today))
            AS parked
        """)
      let counts = try ["decided", "waiting", "parked"].map { try row?.int($0) ?? 0 }
      let sent = try row?.int("sent") ?? 0
      return sent == counts.reduce(0, +) ? [] : ["\(sent) sent: \(counts)"]
    }
  }
}
