import Domain

/// What each worker holds, for the map of caseloads and the board: a fixed number of queries, whatever
/// the number of workers.
package enum Caseload {
  package struct Line: Sendable {
    package let worker: WorkerID
    package let name: String
    package let team: TeamID?
    package let teamName: String?
    package let isNewlyQualified: Bool
    package let registration: Worker.Registration?
    package let workload: Worker.Workload
    /// Children by what is being done for them.
    package let held: [KindOfWork: Int]
    /// Families, told apart by the contact that referred them.
    package let families: Int
    /// Children held twelve weeks ago.
    package let before: Int
    /// Children the worker works with beside whoever holds them.
    package let beside: Int
    /// Given to the worker, who has not said.
    package let unanswered: Int

    package var children: Int { held.values.reduce(0, +) }
    package var change: Int { children - before }

    package func points(on day: Day, weights: CaseWeights = CaseWeights()) -> Int {
      let edition = weights.on(day)
      return held.reduce(0) { $0 + $1.value * edition.points(of: $1.key) }
    }

    package func cap(on day: Day) -> Int {
      Worker.cap(of: workload, isNew: isNewlyQualified, on: day)
    }

    /// The share of what they may hold that they hold; over 1 where they hold more.
    package func share(on day: Day) -> Double {
      let cap = cap(on: day)
      return cap == 0 ? 0 : Double(points(on: day)) / Double(cap)
    }
  }

  /// Twelve weeks, so that a busy week does not look like a trend.
  package static let back = 84

  /// Workers who may hold children, by name: of one team, or of all.
  package static func lines(
    of team: TeamID? = nil, today: Day, in tx: any Transaction
  ) throws -> [Line] {
    let condition: SQL = team.map { "AND w.team = \($0)" } ?? ""
    let workers = try tx.rows(
      """
      SELECT w.id, w.name, w.team, t.name AS team_name, w.registration_number, w.registered_from,
        w.registered_to,
        (SELECT COUNT(*) FROM worker_role n WHERE n.worker = w.id
          AND n.role = 'newlyQualifiedSocialWorker') AS is_new,
        (SELECT COUNT(*) FROM worker_role n WHERE n.worker = w.id
          AND n.role IN ('socialWorker', 'newlyQualifiedSocialWorker', 'teamManager')) AS holds
      FROM worker w LEFT JOIN team t ON t.id = w.team
      WHERE w.left_on IS NULL \(condition) ORDER BY w.name, w.id
      """)
    let held = try held(in: tx)
    let families = try counts(
      """
      SELECT worker, COUNT(DISTINCT COALESCE(contact, -id)) AS n FROM referral
      WHERE is_open = 1 AND worker IS NOT NULL GROUP BY worker
      """, in: tx)
    let then = today.adding(days: -back)
    let before = try counts(
      """
      SELECT worker, COUNT(DISTINCT referral) AS n FROM referral_allocation
      WHERE worker IS NOT NULL AND from_day <= \(then) AND (to_day IS NULL OR to_day > \(then))
      GROUP BY worker
      """, in: tx)
    let beside = try counts(
      """
      SELECT worker, COUNT(DISTINCT referral) AS n FROM referral_involvement
      WHERE to_day IS NULL GROUP BY worker
      """, in: tx)
    let unanswered = try counts(
      """
      SELECT a.worker, COUNT(*) AS n FROM referral_answer a
      JOIN referral r ON r.id = a.referral AND r.is_open = 1 AND r.worker = a.worker
      WHERE a.answer IS NULL GROUP BY a.worker
      """, in: tx)
    let workloads = try WorkerTable.workloads(in: tx)
    return try workers.compactMap { row in
      let id: WorkerID = try row.id("id")
      guard try row.int("holds") > 0 || held[id] != nil || beside[id] != nil else { return nil }
      var registration: Worker.Registration?
      if let number = try row.textIfAny("registration_number") {
        registration = Worker.Registration(
          number: number, from: try row.day("registered_from"), to: try row.day("registered_to"))
      }
      return Line(
        worker: id, name: try row.text("name"), team: try row.idIfAny("team"),
        teamName: try row.textIfAny("team_name"), isNewlyQualified: try row.int("is_new") > 0,
        registration: registration, workload: workloads[id] ?? .init(), held: held[id] ?? [:],
        families: families[id] ?? 0, before: before[id] ?? 0, beside: beside[id] ?? 0,
        unanswered: unanswered[id] ?? 0)
    }
  }

  private static func held(in tx: any Transaction) throws -> [WorkerID: [KindOfWork: Int]] {
    var held: [WorkerID: [KindOfWork: Int]] = [:]
    for row in try tx.rows(
      """
      SELECT k.worker, k.kind, COUNT(*) AS n FROM (
        SELECT r.worker, \(KindOfWork.sql) AS kind FROM referral r
        WHERE r.is_open = 1 AND r.worker IS NOT NULL) AS k
      GROUP BY k.worker, k.kind
      """)
    {
      held[try row.id("worker"), default: [:]][try row.code("kind")] = try row.int("n")
    }
    return held
  }

  private static func counts(_ sql: SQL, in tx: any Transaction) throws -> [WorkerID: Int] {
    var counts: [WorkerID: Int] = [:]
    for row in try tx.rows(sql) { counts[try row.id("worker")] = try row.int("n") }
    return counts
  }

  /// A child of a worker, with what is being done: what a number of the map opens.
  package struct Child: Sendable {
    package let line: ReferralTable.Line
    package let kind: KindOfWork
  }

  /// The children of one worker, or of a team; all kinds or one.
  package static func children(
    of worker: WorkerID?, team: TeamID?, kind: KindOfWork?, in tx: any Transaction
  ) throws -> [Child] {
    let who: SQL =
      worker.map { "r.worker = \($0)" } ?? team.map { "r.team = \($0)" } ?? "r.worker IS NOT NULL"
    var kinds: [ReferralID: KindOfWork] = [:]
    for row in try tx.rows(
      "SELECT r.id, \(KindOfWork.sql) AS kind FROM referral r WHERE r.is_open = 1 AND \(who)")
    {
      let found: KindOfWork = try row.code("kind")
      if kind == nil || kind == found { kinds[try row.id("id")] = found }
    }
    return try ReferralTable.lines(kinds.keys.sorted(), in: tx).compactMap { line in
      kinds[line.id].map { Child(line: line, kind: $0) }
    }
  }

  /// What is being done for each of these children.
  package static func kinds(
    of referrals: [ReferralID], in tx: any Transaction
  ) throws -> [ReferralID: KindOfWork] {
    var kinds: [ReferralID: KindOfWork] = [:]
    for row in try tx.rows(
      """
      SELECT r.id, \(KindOfWork.sql) AS kind FROM referral r WHERE r.id IN (\(list: referrals))
      """)
    {
      kinds[try row.id("id")] = try row.code("kind")
    }
    return kinds
  }

  /// Workers who had a child before, or have a brother or sister of the child now.
  package struct Known: Sendable {
    package var hadBefore: Set<WorkerID> = []
    /// Whoever shows them asks first whether the reader may know of the brother or sister.
    package var haveSibling: [(worker: WorkerID, child: PersonID, given: String)] = []

    /// The given name of a brother or sister whom a worker has.
    package func sibling(with worker: WorkerID) -> String? {
      haveSibling.last { $0.worker == worker }?.given
    }
  }

  /// Who knows the family of an episode already.
  package static func known(
    of referral: ReferralID, child: PersonID, in tx: any Transaction
  ) throws -> Known {
    var known = Known()
    known.hadBefore = Set(
      try tx.rows(
        """
        SELECT DISTINCT a.worker FROM referral_allocation a JOIN referral r ON r.id = a.referral
        WHERE r.child IN \(records: child) AND a.worker IS NOT NULL
        """
      ).map { try $0.id("worker") })
    for row in try tx.rows(
      """
      SELECT r.worker, p.id AS person, p.given FROM referral r JOIN person_of p ON p.record = r.child
      WHERE r.is_open = 1 AND r.worker IS NOT NULL AND r.id <> \(referral)
        AND (r.contact = (SELECT contact FROM referral WHERE id = \(referral))
          OR r.child IN (\(siblings(of: child))))
      ORDER BY r.id
      """)
    {
      known.haveSibling.append(
        (try row.id("worker"), try row.id("person"), try row.text("given")))
    }
    return known
  }

  /// The records of brothers and sisters.
  static func siblings(of child: PersonID) -> SQL {
    """
    SELECT v.record FROM relationship l JOIN person_record v ON v.person = l.other
    WHERE l.person IN \(records: child) AND l.kind IN ('sibling', 'halfSibling') AND l.to_day IS NULL
    """
  }
}
