import Domain

/// Open referrals in lists: what nobody has yet, what a team holds, what a worker holds.
extension ReferralTable {
  package struct Line: Sendable {
    package let id: ReferralID
    package let child: PersonID
    package let childName: String
    package let childBirth: Day?
    package let contact: ContactID?
    package let receivedOn: Day
    package let source: ReferralSource?
    package let primaryNeed: PrimaryNeed?
    package let outcome: Referral.Outcome?
    package let decidedOn: Day?
    package let allocatedOn: Day?
    package let team: TeamID?
    package let teamName: String?
    package let worker: WorkerID?
    package let workerName: String?
    package let imported: Bool

    package var decisionClock: Clock? {
      imported ? nil : Referral.decisionClock(received: receivedOn, decided: decidedOn)
    }
    package var allocationClock: Clock? {
      imported
        ? nil
        : Referral.allocationClock(
          received: receivedOn, allocated: worker == nil ? nil : allocatedOn)
    }
  }

  /// Open, and with no worker: brothers and sisters together, oldest first. An imported episode
  /// carries no allocation of ours and is counted with the rest: nobody has it.
  package static func unallocated(in tx: any Transaction) throws -> [Line] {
    try lines("r.is_open = 1 AND r.worker IS NULL", in: tx)
  }

  /// Open referrals that a team holds, with a worker or without.
  package static func of(team: TeamID, in tx: any Transaction) throws -> [Line] {
    try lines("r.is_open = 1 AND r.team = \(team)", in: tx)
  }

  /// Open referrals that a worker holds.
  package static func of(worker: WorkerID, in tx: any Transaction) throws -> [Line] {
    try lines("r.is_open = 1 AND r.worker = \(worker)", in: tx)
  }

  /// Open referrals that nobody has decided yet, oldest first.
  package static func undecided(in tx: any Transaction) throws -> [Line] {
    try lines("r.is_open = 1 AND r.outcome IS NULL AND r.imported = 0", in: tx)
  }

  /// Those of these that are open.
  package static func lines(_ ids: [ReferralID], in tx: any Transaction) throws -> [Line] {
    try lines("r.is_open = 1 AND r.id IN (\(list: ids))", in: tx)
  }

  private static func lines(_ condition: SQL, in tx: any Transaction) throws -> [Line] {
    try tx.rows(
      """
      SELECT r.id, p.id AS child, r.contact, r.received_on, r.source, r.primary_need, r.outcome,
        r.decided_on, r.allocated_on, r.team, r.worker, r.imported, p.given, p.family, p.birth,
        t.name AS team_name, w.name AS worker_name
      FROM referral r JOIN person_of p ON p.record = r.child
      LEFT JOIN team t ON t.id = r.team LEFT JOIN worker w ON w.id = r.worker
      WHERE \(condition) ORDER BY r.received_on, COALESCE(r.contact, 0), r.id
      """
    ).map { row in
      Line(
        id: try row.id("id"), child: try row.id("child"), childName: try row.fullName(),
        childBirth: try row.dayIfAny("birth"), contact: try row.idIfAny("contact"),
        receivedOn: try row.day("received_on"), source: try row.codeIfAny("source"),
        primaryNeed: try row.codeIfAny("primary_need"), outcome: try row.codeIfAny("outcome"),
        decidedOn: try row.dayIfAny("decided_on"), allocatedOn: try row.dayIfAny("allocated_on"),
        team: try row.idIfAny("team"), teamName: try row.textIfAny("team_name"),
        worker: try row.idIfAny("worker"), workerName: try row.textIfAny("worker_name"),
        imported: try row.bool("imported"))
    }
  }

  /// How much a worker holds: children, and assessments under way.
  package struct Load: Sendable {
    package let worker: WorkerID
    package let name: String
    package let team: TeamID?
    package let isNewlyQualified: Bool
    package let children: Int
    package let assessments: Int
  }

  /// The load of each worker, by name.
  package static func loads(in tx: any Transaction) throws -> [Load] {
    let children = try counts(
      "SELECT worker, COUNT(*) AS n FROM referral WHERE is_open = 1 GROUP BY worker", in: tx)
    let assessments = try counts(
      """
      SELECT r.worker, COUNT(DISTINCT a.id) AS n FROM assessment a
      JOIN assessment_child c ON c.assessment = a.id JOIN referral r ON r.id = c.referral
      WHERE a.status <> 'authorised' AND r.is_open = 1 GROUP BY r.worker
      """, in: tx)
    return try WorkerTable.all(in: tx).map { line in
      Load(
        worker: line.id, name: line.name, team: line.team,
        isNewlyQualified: line.roles.contains(.newlyQualifiedSocialWorker),
        children: children[line.id] ?? 0, assessments: assessments[line.id] ?? 0)
    }
  }

  private static func counts(_ sql: SQL, in tx: any Transaction) throws -> [WorkerID: Int] {
    var counts: [WorkerID: Int] = [:]
    for row in try tx.rows(sql) {
      if let worker: WorkerID = try row.idIfAny("worker") { counts[worker] = try row.int("n") }
    }
    return counts
  }

  /// An assessment that waits for its manager.
  package struct ToAuthorise: Sendable {
    package let id: AssessmentID
    package let kind: Assessment.Kind
    package let sentOn: Day
    package let children: [PersonID]
    package let names: [String]
    package let authors: Set<WorkerID>
    /// The reason for its last return, when it comes back.
    package let lastReturn: String?
  }

  /// Assessments sent and not yet authorised or returned, oldest first.
  package static func assessmentsToAuthorise(
    in tx: any Transaction
  ) throws -> [ToAuthorise] {
    try tx.rows(
      "SELECT id, kind, sent_on FROM assessment WHERE status = 'sent' ORDER BY sent_on, id"
    ).map { row in
      let id: AssessmentID = try row.id("id")
      let children = try tx.rows(
        """
        SELECT p.id AS child, p.given, p.family FROM assessment_child c JOIN person_of p ON p.record = c.child
        WHERE c.assessment = \(id) ORDER BY c.child
        """)
      let authors: [WorkerID] = try tx.rows(
        "SELECT worker FROM assessment_author WHERE assessment = \(id)"
      ).map { try $0.id("worker") }
      let last = try tx.row(
        """
        SELECT comment FROM assessment_return WHERE assessment = \(id)
        ORDER BY position DESC LIMIT 1
        """)
      return ToAuthorise(
        id: id, kind: try row.code("kind"), sentOn: try row.day("sent_on"),
        children: try children.map { try $0.id("child") },
        names: try children.map { try $0.fullName() }, authors: Set(authors),
        lastReturn: try last?.text("comment"))
    }
  }
}
