import Domain
import Store

/// No child is lost between two teams, and nobody holds more than was agreed without a name to it.
extension Invariant {
  static let heldByOneHere = Invariant(
    "whoever holds an open child is here, and in the team that has the child",
    rows: """
      SELECT r.id FROM referral r JOIN worker w ON w.id = r.worker
      WHERE r.is_open = 1 AND (w.left_on IS NOT NULL OR COALESCE(w.team, 0) <> COALESCE(r.team, 0))
      """)

  static let staysUntilAccepted = Invariant(
    "what nobody has accepted is with the team that asked",
    rows: """
      SELECT t.id, r.id AS referral FROM transfer t JOIN transfer_child c ON c.transfer = t.id
      JOIN referral r ON r.id = c.referral
      WHERE t.status IN ('asked', 'returned', 'escalated') AND r.is_open = 1
        AND COALESCE(r.team, 0) <> t.from_team
      """)

  static let askedOfHolder = Invariant(
    "a worker who is asked to take a child has it",
    rows: """
      SELECT a.referral, a.position FROM referral_answer a
      LEFT JOIN referral_allocation h ON h.referral = a.referral AND h.position = a.position
      WHERE h.referral IS NULL OR h.worker <> a.worker
        OR (a.answer = 'declined' AND h.to_day IS NULL)
      """)

  static let betweenTeams: [Invariant] = [
    heldByOneHere, staysUntilAccepted, askedOfHolder,
  ]

  /// Looked at after each act: what was given last went to somebody with room, or has a name to it.
  static func room(on today: Day) -> Invariant {
    Invariant("nobody is given more than they can hold without a named manager's reason") { tx in
      let last = try tx.row(
        """
        SELECT f.number FROM fact f WHERE f.seq = (SELECT MAX(seq) FROM fact)
          AND f.kind = 'referral.allocated'
        """)
      guard let id: ReferralID = try last?.id("number"),
        let row = try tx.row(
          "SELECT worker FROM referral WHERE id = \(id) AND worker IS NOT NULL")
      else { return [] }
      let worker: WorkerID = try row.id("worker")
      let lines = try Caseload.lines(today: today, in: tx)
      guard let line = lines.first(where: { $0.worker == worker }) else { return [] }
      let isOver =
        line.points(on: today) > line.cap(on: today)
        || line.workload.awayUntil(on: today) != nil
      let hasReason = try tx.exists(
        """
        SELECT 1 FROM referral_over o WHERE o.referral = \(id) AND o.position =
          (SELECT MAX(position) FROM referral_allocation WHERE referral = \(id))
        """)
      return isOver && !hasReason ? ["\(id) to \(worker)"] : []
    }
  }
}
