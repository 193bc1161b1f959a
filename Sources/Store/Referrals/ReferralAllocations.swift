import Domain

/// Who was asked, who answered, who went over a cap and who else works with the child.
extension ReferralTable {
  package static let allocationSchema = [
    """
    CREATE TABLE referral_answer (
      referral INTEGER NOT NULL REFERENCES referral (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      worker INTEGER NOT NULL REFERENCES worker (id),
      asked_by INTEGER REFERENCES worker (id),
      asked_on TEXT NOT NULL CHECK (length(asked_on) = 10),
      answer TEXT CHECK (answer IN ('accepted', 'declined')),
      answered_on TEXT CHECK (length(answered_on) = 10),
      reason TEXT,
      PRIMARY KEY (referral, position),
      CHECK ((answer IS NULL) = (answered_on IS NULL)),
      CHECK (answer IS NULL OR answer <> 'declined' OR reason <> '')
    )
    """,
    // What waits for a worker's answer: My work.
    "CREATE INDEX referral_answer_worker ON referral_answer (worker) WHERE answer IS NULL",
    """
    CREATE TABLE referral_over (
      referral INTEGER NOT NULL REFERENCES referral (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      worker INTEGER NOT NULL REFERENCES worker (id),
      by_worker INTEGER NOT NULL REFERENCES worker (id),
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      reason TEXT NOT NULL CHECK (reason <> ''),
      load INTEGER NOT NULL,
      cap INTEGER NOT NULL,
      PRIMARY KEY (referral, position)
    )
    """,
    """
    CREATE TABLE referral_involvement (
      referral INTEGER NOT NULL REFERENCES referral (id),
      key INTEGER NOT NULL CHECK (key > 0),
      worker INTEGER NOT NULL REFERENCES worker (id),
      role TEXT NOT NULL,
      from_day TEXT NOT NULL CHECK (length(from_day) = 10),
      to_day TEXT CHECK (length(to_day) = 10),
      why_ended TEXT,
      PRIMARY KEY (referral, key),
      CHECK ((to_day IS NULL) = (why_ended IS NULL))
    )
    """,
    // Who works with a child beside the holder: access, My work.
    "CREATE INDEX referral_involved ON referral_involvement (worker) WHERE to_day IS NULL",
    // Who had a child before, and what a worker held on an earlier day.
    "CREATE INDEX referral_allocation_worker ON referral_allocation (worker, from_day)",
  ]

  static let allocationTables = [
    DerivedTable("referral_answer", key: ["referral", "position"]),
    DerivedTable("referral_over", key: ["referral", "position"]),
    DerivedTable("referral_involvement", key: ["referral", "key"]),
  ]

  /// What follows from an allocation, an answer or an involvement, beside the holder's own row.
  static func saveHolding(
    _ referral: Referral, on id: ReferralID, after fact: Referral.Fact, in tx: any Transaction
  ) throws {
    let last = try lastPosition(of: id, in: tx)
    switch fact {
    case .allocated(let allocation, _):
      try savePosition(referral, allocation, id, last + 1, in: tx)
      // Whoever holds the child now is not beside themselves.
      guard let worker = allocation.worker else { return }
      try tx.run(
        """
        UPDATE referral_involvement SET to_day = \(allocation.from), why_ended = 'Holds the child now'
        WHERE referral = \(id) AND worker = \(worker) AND to_day IS NULL
        """)
    case .allocationAccepted(_, _, let on):
      try tx.run(
        """
        UPDATE referral_answer SET answer = 'accepted', answered_on = \(on)
        WHERE referral = \(id) AND position = \(last)
        """)
    case .allocationDeclined(let declined, _):
      try tx.run(
        """
        UPDATE referral_answer SET answer = 'declined', answered_on = \(declined.on),
          reason = \(declined.reason) WHERE referral = \(id) AND position = \(last)
        """)
      try endAllocation(of: id, on: declined.on, in: tx)
      guard let left = referral.allocation else { return }
      try tx.run(
        """
        INSERT INTO referral_allocation (referral, position, team, worker, from_day, to_day)
        VALUES (\(id), \(last + 1), \(left.team), NULL, \(declined.on), NULL)
        """)
    case .allocationUndone:
      for table: SQL in ["referral_answer", "referral_over", "referral_allocation"] {
        try tx.run("DELETE FROM \(table) WHERE referral = \(id) AND position = \(last)")
      }
      try tx.run(
        """
        UPDATE referral_allocation SET to_day = NULL WHERE referral = \(id) AND position = \(last - 1)
        """)
    case .involved(let involvement, _):
      try tx.run(
        """
        INSERT INTO referral_involvement (referral, key, worker, role, from_day)
        VALUES (\(id), \(involvement.key), \(involvement.worker), \(involvement.role.rawValue),
          \(involvement.from))
        """)
    case .involvementEnded(let key, let on, let reason, _):
      try tx.run(
        """
        UPDATE referral_involvement SET to_day = \(on), why_ended = \(reason)
        WHERE referral = \(id) AND key = \(key)
        """)
    case .closed(let closure, _): try endInvolvement(of: id, on: closure.on, in: tx)
    case .decided(let decision, _, _):
      if !referral.isOpen { try endInvolvement(of: id, on: decision.on, in: tx) }
    case .reopened: try resumeInvolvement(of: id, in: tx)
    case .opened, .imported, .primaryNeedCorrected, .letterWritten: break
    }
  }

  private static func lastPosition(of id: ReferralID, in tx: any Transaction) throws -> Int {
    try tx.row("SELECT MAX(position) AS n FROM referral_allocation WHERE referral = \(id)")?
      .intIfAny("n") ?? -1
  }

  private static func savePosition(
    _ referral: Referral, _ allocation: Referral.Allocation, _ id: ReferralID, _ position: Int,
    in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO referral_allocation (referral, position, team, worker, from_day, to_day)
      VALUES (\(id), \(position), \(allocation.team), \(allocation.worker), \(allocation.from), NULL)
      """)
    guard let worker = allocation.worker else { return }
    if referral.isAsked {
      try tx.run(
        """
        INSERT INTO referral_answer (referral, position, worker, asked_by, asked_on)
        VALUES (\(id), \(position), \(worker), \(allocation.by), \(allocation.from))
        """)
    }
    if let over = allocation.over {
      try tx.run(
        """
        INSERT INTO referral_over (referral, position, worker, by_worker, on_day, reason, load, cap)
        VALUES (\(id), \(position), \(worker), \(over.by), \(allocation.from), \(over.reason),
          \(over.load), \(over.cap))
        """)
    }
  }

  private static func endInvolvement(
    of id: ReferralID, on day: Day, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      UPDATE referral_involvement SET to_day = \(day), why_ended = 'The work with the child ended'
      WHERE referral = \(id) AND to_day IS NULL
      """)
  }

  /// A closure undone: those whose part it ended go on.
  private static func resumeInvolvement(of id: ReferralID, in tx: any Transaction) throws {
    try tx.run(
      """
      UPDATE referral_involvement SET to_day = NULL, why_ended = NULL
      WHERE referral = \(id) AND why_ended = 'The work with the child ended'
      """)
  }

  // MARK: - What a command asks

  /// What is known of the team and the worker that a referral is to be given to.
  static func receiving(
    team: TeamID, worker: WorkerID?, of id: ReferralID, by transfer: TransferID?,
    in tx: any Transaction
  ) throws -> Referral.Receiving {
    Referral.Receiving(
      team: try TeamTable.whole(team, in: tx), kind: try kindOfWork(of: id, in: tx),
      worker: try worker.flatMap { try candidate($0, besides: id, in: tx) },
      openTransfer: try TransferTable.open(of: [id], besides: transfer, in: tx).first)
  }

  static func candidate(
    _ worker: WorkerID, besides id: ReferralID, in tx: any Transaction
  ) throws -> Referral.Candidate? {
    guard let line = try WorkerTable.line(worker, in: tx) else { return nil }
    var held: [KindOfWork: Int] = [:]
    for row in try tx.rows(
      """
      SELECT k.kind, COUNT(*) AS n FROM (
        SELECT \(KindOfWork.sql) AS kind FROM referral r
        WHERE r.worker = \(worker) AND r.is_open = 1 AND r.id <> \(id)) AS k
      GROUP BY k.kind
      """)
    {
      held[try row.code("kind")] = try row.int("n")
    }
    return Referral.Candidate(
      name: line.name, registration: line.registration,
      isNew: line.roles.contains(.newlyQualifiedSocialWorker),
      workload: try WorkerTable.workloads(of: worker, in: tx)[worker] ?? .init(), held: held)
  }

  /// What is being done for the child of an episode.
  package static func kindOfWork(
    of id: ReferralID, in tx: any Transaction
  ) throws -> KindOfWork {
    try tx.row("SELECT \(KindOfWork.sql) AS kind FROM referral r WHERE r.id = \(id)")?.code("kind")
      ?? .beginning
  }

  // MARK: - What pages ask

  /// Children given to a worker who has not said whether they take them, oldest first.
  package static func toAnswer(
    by worker: WorkerID, in tx: any Transaction
  ) throws -> [(line: Line, askedBy: WorkerID?, on: Day)] {
    let asked = try tx.rows(
      """
      SELECT a.referral, a.asked_by, a.asked_on FROM referral_answer a
      JOIN referral r ON r.id = a.referral AND r.is_open = 1 AND r.worker = a.worker
      WHERE a.worker = \(worker) AND a.answer IS NULL ORDER BY a.asked_on, a.referral
      """)
    let lines = try lines(try asked.map { try $0.id("referral") }, in: tx)
    return try asked.compactMap { row in
      let id: ReferralID = try row.id("referral")
      guard let line = lines.first(where: { $0.id == id }) else { return nil }
      return (line, try row.idIfAny("asked_by"), try row.day("asked_on"))
    }
  }

  /// Somebody who was given more than they can hold, by a named manager.
  package struct OverCap: Sendable {
    package let referral: ReferralID
    package let child: PersonID
    package let childName: String
    package let worker: WorkerID
    package let by: WorkerID
    package let on: Day
    package let reason: String
    package let load: Int
    package let cap: Int
    package let team: TeamID?
  }

  /// Those since a day, newest first.
  package static func overCap(since day: Day, in tx: any Transaction) throws -> [OverCap] {
    try tx.rows(
      """
      SELECT o.referral, p.id AS child, p.given, p.family, o.worker, o.by_worker, o.on_day, o.reason,
        o.load, o.cap, a.team
      FROM referral_over o JOIN referral r ON r.id = o.referral
      JOIN person_of p ON p.record = r.child
      JOIN referral_allocation a ON a.referral = o.referral AND a.position = o.position
      WHERE o.on_day >= \(day) ORDER BY o.on_day DESC, o.referral, o.position
      """
    ).map { row in
      OverCap(
        referral: try row.id("referral"), child: try row.id("child"),
        childName: try row.fullName(), worker: try row.id("worker"), by: try row.id("by_worker"),
        on: try row.day("on_day"), reason: try row.text("reason"), load: try row.int("load"),
        cap: try row.int("cap"), team: try row.idIfAny("team"))
    }
  }

  package struct Involved: Sendable {
    package let key: Int
    package let worker: WorkerID
    package let name: String
    package let role: Referral.InvolvedAs
    package let from: Day
    package let to: Day?
    package let whyEnded: String?
  }

  package static func involved(_ id: ReferralID, in tx: any Transaction) throws -> [Involved] {
    try tx.rows(
      """
      SELECT i.key, i.worker, w.name, i.role, i.from_day, i.to_day, i.why_ended
      FROM referral_involvement i JOIN worker w ON w.id = i.worker
      WHERE i.referral = \(id) ORDER BY i.key
      """
    ).map { row in
      Involved(
        key: try row.int("key"), worker: try row.id("worker"), name: try row.text("name"),
        role: try row.code("role"), from: try row.day("from_day"),
        to: try row.dayIfAny("to_day"), whyEnded: try row.textIfAny("why_ended"))
    }
  }

  /// The last answer of a worker to being given the child.
  package struct Answer: Sendable {
    package let worker: WorkerID
    package let name: String
    package let askedOn: Day
    package let accepted: Bool?
    package let on: Day?
    package let reason: String?
  }

  package static func lastAnswer(_ id: ReferralID, in tx: any Transaction) throws -> Answer? {
    guard
      let row = try tx.row(
        """
        SELECT a.worker, w.name, a.asked_on, a.answer, a.answered_on, a.reason
        FROM referral_answer a JOIN worker w ON w.id = a.worker
        WHERE a.referral = \(id) ORDER BY a.position DESC LIMIT 1
        """)
    else { return nil }
    return Answer(
      worker: try row.id("worker"), name: try row.text("name"),
      askedOn: try row.day("asked_on"),
      accepted: try row.textIfAny("answer").map { $0 == "accepted" },
      on: try row.dayIfAny("answered_on"), reason: try row.textIfAny("reason"))
  }
}

extension KindOfWork {
  /// What is being done for the child of the open referral `r`: the one place that says it.
  package static let sql: SQL = """
    CASE
      WHEN EXISTS (SELECT 1 FROM enquiry_child e WHERE e.referral = r.id
        AND e.conference_on IS NULL AND e.conference_not_required = 0) THEN 'enquiry'
      WHEN EXISTS (SELECT 1 FROM plan l WHERE l.referral = r.id AND l.kind = 'childProtection'
        AND l.to_day IS NULL) THEN 'childProtection'
      WHEN EXISTS (SELECT 1 FROM plan l WHERE l.referral = r.id AND l.kind = 'childInNeed'
        AND l.to_day IS NULL) THEN 'childInNeed'
      WHEN EXISTS (SELECT 1 FROM assessment_child c JOIN assessment s ON s.id = c.assessment
        WHERE c.referral = r.id AND s.status <> 'authorised') THEN 'assessment'
      WHEN r.outcome IN ('assessment', 'strategyDiscussion') AND NOT EXISTS (
        SELECT 1 FROM assessment_child c WHERE c.referral = r.id) THEN 'assessment'
      ELSE 'beginning'
    END
    """
}
