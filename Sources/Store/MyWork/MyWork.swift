import Domain

/// What a worker finds at the start of a day. Each part is read for those whose role has it.
package enum MyWork {
  /// A child given to the worker.
  package struct Child: Sendable {
    package let referral: ReferralTable.Line
    package let birth: Person.Birth?
    package let stage: Person.LifeStage
    /// Why we are involved, in the words of the last decision.
    package let why: String?
    package let lastSeenAlone: Day?
    package let assessments: [AssessmentTable.Line]
    package let reviewPoints: [Day]

    package var id: PersonID { referral.child }

    /// Every clock that runs for the child.
    package var clocks: [(clock: Clock, record: FactStream)] {
      var clocks: [(Clock, FactStream)] = []
      if let clock = referral.decisionClock, clock.stopped == nil {
        clocks.append((clock, FactStream(referral.id)))
      }
      for line in assessments where line.status != .authorised && !line.imported {
        clocks.append((line.clock, FactStream(line.id)))
      }
      return clocks
    }

    /// The soonest day on which something is due.
    package var next: (name: String, day: Day)? {
      let due = clocks.compactMap { clock, _ in clock.due.day.map { ("\(clock.name) due", $0) } }
      let points = reviewPoints.map { ("Review point", $0) }
      return (due + points).min { $0.1 < $1.1 }
    }
  }

  /// The children a worker holds, oldest referral first.
  package static func children(of worker: WorkerID, in tx: any Transaction) throws -> [Child] {
    try children(try ReferralTable.of(worker: worker, in: tx), in: tx)
  }

  /// The children of a team.
  package static func children(of team: TeamID, in tx: any Transaction) throws -> [Child] {
    try children(try ReferralTable.of(team: team, in: tx), in: tx)
  }

  private static func children(
    _ lines: [ReferralTable.Line], in tx: any Transaction
  ) throws -> [Child] {
    let ids = lines.map(\.child)
    let seen = try LastSeen.of(ids, in: tx)
    var people: [PersonID: PersonTable.Line] = [:]
    for line in try PersonTable.lines(ids, in: tx) { people[line.id] = line }
    return try lines.map { line in
      let why = try tx.row("SELECT decision_reason FROM referral WHERE id = \(line.id)")
      let points = try tx.rows(
        """
        SELECT a.review_point FROM assessment a JOIN assessment_child c ON c.assessment = a.id
        WHERE c.referral = \(line.id) AND a.status <> 'authorised' AND a.review_point IS NOT NULL
        """
      ).map { try $0.day("review_point") }
      return Child(
        referral: line, birth: people[line.child]?.birth,
        stage: people[line.child]?.stage ?? .child, why: try why?.textIfAny("decision_reason"),
        lastSeenAlone: seen[line.child]?.alone,
        assessments: try AssessmentTable.of(referral: line.id, in: tx), reviewPoints: points)
    }
  }

  /// Assessments that came back to a worker, with the manager's last comment.
  package struct Returned: Sendable {
    package let id: AssessmentID
    package let kind: Assessment.Kind
    package let children: [PersonID]
    package let comment: String?
    package let on: Day?
  }

  package static func returned(
    to worker: WorkerID, in tx: any Transaction
  ) throws -> [Returned] {
    try tx.rows(
      """
      SELECT a.id, a.kind FROM assessment a JOIN assessment_author s ON s.assessment = a.id
      WHERE a.status = 'returned' AND s.worker = \(worker) ORDER BY a.id
      """
    ).map { row in
      let id: AssessmentID = try row.id("id")
      let last = try tx.row(
        """
        SELECT comment, returned_on FROM assessment_return WHERE assessment = \(id)
        ORDER BY position DESC LIMIT 1
        """)
      return Returned(
        id: id, kind: try row.code("kind"),
        children: try tx.rows(
          "SELECT child FROM assessment_child WHERE assessment = \(id) ORDER BY child"
        ).map { try $0.id("child") },
        comment: try last?.textIfAny("comment"), on: try last?.dayIfAny("returned_on"))
    }
  }

  /// Notes about a worker's children that somebody else wrote in the last days, newest first.
  package struct Recent: Sendable {
    package let note: NoteID
    package let child: PersonID
    package let kind: Note.Kind
    package let happenedOn: Day
    package let writtenBy: String?
  }

  package static func recent(
    about children: [PersonID], except worker: WorkerID, since day: Day, in tx: any Transaction
  ) throws -> [Recent] {
    try tx.rows(
      """
      SELECT n.id, p.id AS child, n.kind, n.happened_on, w.name AS written_by
      FROM note n JOIN note_child c ON c.note = n.id JOIN person_of p ON p.record = c.child
      LEFT JOIN worker w ON w.id = n.written_by
      WHERE n.recorded_on >= \(day) AND c.child IN \(records: children)
        AND COALESCE(n.written_by, 0) <> \(worker)
      ORDER BY n.happened_on DESC, n.id DESC, p.id LIMIT 20
      """
    ).map { row in
      Recent(
        note: try row.id("id"), child: try row.id("child"), kind: try row.code("kind"),
        happenedOn: try row.day("happened_on"), writtenBy: try row.textIfAny("written_by"))
    }
  }
}
