import Domain

/// Risk documents that are looked at again, and actions of their plans.
extension AssessmentTable {
  package struct RiskDue: Sendable, Equatable {
    package let id: AssessmentID
    package let kind: Assessment.Kind
    package let isAuthorised: Bool
    package let reviewOn: Day
    package let children: [ChildHead]
    /// Who has the work now; nil where nobody has.
    package let worker: WorkerID?
    package let workerName: String?
    package let team: TeamID?
    /// Actions of the plan that are not done though their day has gone by.
    package let overdueActions: Int

    package var people: [PersonID] { children.map(\.id) }
    package func isOverdue(on today: Day) -> Bool { reviewOn < today }
  }

  /// Risk documents to be looked at by a day, the longest due first, of episodes that are open.
  /// - Parameters:
  ///   - worker: only of children who are given to this worker.
  ///   - team: only of this team's children.
  package static func riskReviews(
    by day: Day, today: Day, worker: WorkerID? = nil, team: TeamID? = nil, in tx: any Transaction
  ) throws -> [RiskDue] {
    var condition: SQL = "v.is_current = 1 AND v.review_on <= \(day) AND r.is_open = 1"
    if let worker { condition = "\(condition) AND r.worker = \(worker)" }
    if let team { condition = "\(condition) AND r.team = \(team)" }
    return try tx.rows(
      """
      SELECT a.id, a.kind, a.status, v.review_on, MIN(r.worker) AS worker, MIN(r.team) AS team,
        MIN(w.name) AS name
      FROM risk_version v JOIN assessment a ON a.id = v.assessment
        JOIN assessment_child c ON c.assessment = a.id JOIN referral r ON r.id = c.referral
        LEFT JOIN worker w ON w.id = r.worker
      WHERE \(condition)
      GROUP BY a.id, a.kind, a.status, v.review_on ORDER BY v.review_on, a.id
      """
    ).map { row in
      let id: AssessmentID = try row.id("id")
      let overdue = try tx.row(
        """
        SELECT COUNT(*) AS n FROM risk_action
        WHERE assessment = \(id) AND done_on IS NULL AND due < \(today)
        """)
      return RiskDue(
        id: id, kind: try row.code("kind"), isAuthorised: try row.text("status") == "authorised",
        reviewOn: try row.day("review_on"),
        children: try ChildHead.of(people(of: id, in: tx), in: tx),
        worker: try row.idIfAny("worker"), workerName: try row.textIfAny("name"),
        team: try row.idIfAny("team"), overdueActions: try overdue?.int("n") ?? 0)
    }
  }

  /// Checkpoints that should have been held by today, of a worker's or a team's children.
  package static func lateCheckpoints(
    on today: Day, worker: WorkerID? = nil, team: TeamID? = nil, in tx: any Transaction
  ) throws -> [(id: AssessmentID, planned: Day, children: [ChildHead])] {
    var condition: SQL = "a.status <> 'authorised' AND a.review_point < \(today) AND r.is_open = 1"
    if let worker { condition = "\(condition) AND r.worker = \(worker)" }
    if let team { condition = "\(condition) AND r.team = \(team)" }
    return try tx.rows(
      """
      SELECT DISTINCT a.id, a.review_point FROM assessment a
        JOIN assessment_child c ON c.assessment = a.id JOIN referral r ON r.id = c.referral
      WHERE \(condition) AND NOT EXISTS (SELECT 1 FROM assessment_checkpoint k
        WHERE k.assessment = a.id AND k.planned = a.review_point)
      ORDER BY a.review_point, a.id
      """
    ).map { row in
      let id: AssessmentID = try row.id("id")
      return (
        id, try row.day("review_point"), try ChildHead.of(people(of: id, in: tx), in: tx)
      )
    }
  }
}
