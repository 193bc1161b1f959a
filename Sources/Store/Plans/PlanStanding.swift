import Domain

/// Visits under plans, as notes tell them; and all plans that are open, with what is due.
extension PlanTable {
  /// A plan that is open, with its visits.
  package struct Standing: Sendable, Equatable {
    package let id: PlanID
    package let plan: Plan
    package let child: PersonID
    package let childName: String
    package let worker: WorkerID?
    package let workerName: String?
    package let team: TeamID?
    package let teamName: String?
    package let visits: PlanVisits
    package let reviewDue: Day?
  }

  /// The visits to the child of a plan since it began, in order.
  package static func visits(
    of plan: Plan, in tx: any Transaction
  ) throws -> [PlanVisits.Visit] {
    try tx.rows(
      """
      SELECT n.id, n.happened_on, n.kind, n.failed, c.seen, c.alone
      FROM note_child c JOIN note n ON n.id = c.note
      WHERE c.child IN \(records: plan.child) AND n.kind = \(Note.Kind.visit.rawValue)
        AND n.happened_on >= \(plan.from)
      ORDER BY n.happened_on, n.id
      """
    ).compactMap(visit)
  }

  private static func visit(_ row: Row) throws -> PlanVisits.Visit? {
    guard
      let sight = Note.sight(
        try row.code("kind"), try row.codeIfAny("failed"), seen: try row.bool("seen"),
        alone: try row.bool("alone"))
    else { return nil }
    return PlanVisits.Visit(on: try row.day("happened_on"), sight: sight, note: try row.id("id"))
  }

  /// The day from which visits are on this record: of an imported plan, the day of the import.
  package static func knownFrom(_ id: PlanID, in tx: any Transaction) throws -> Day? {
    try tx.row("SELECT recorded_at FROM plan WHERE id = \(id) AND origin = 'imported'")?
      .instant("recorded_at").day
  }

  /// Open plans, the visit that is due first on top: of the children whom one worker holds, or all.
  package static func standing(
    of worker: WorkerID? = nil, today: Day, standards: LocalStandards = LocalStandards(),
    in tx: any Transaction
  ) throws -> [Standing] {
    let open: SQL =
      worker.map {
        "l.to_day IS NULL AND l.referral IN (SELECT id FROM referral WHERE worker = \($0))"
      } ?? "l.to_day IS NULL"
    let visits = try visits(open, in: tx)
    let patterns = try patterns(open, in: tx)
    let reviews = try reviews(open, in: tx)
    let standing = try tx.rows(
      """
      SELECT l.id, l.child, l.referral, l.kind, l.from_day, l.origin, l.recorded_at,
        p.id AS person, p.given, p.family, r.worker, w.name AS worker_name, r.team,
        t.name AS team_name
      FROM plan l JOIN person_of p ON p.record = l.child JOIN referral r ON r.id = l.referral
      LEFT JOIN worker w ON w.id = r.worker LEFT JOIN team t ON t.id = r.team
      WHERE \(open) ORDER BY l.id
      """
    ).map { row -> Standing in
      let id: PlanID = try row.id("id")
      let isImported = try row.text("origin") == "imported"
      var plan = Plan(
        child: try row.id("child"), referral: try row.id("referral"), kind: try row.code("kind"),
        from: try row.day("from_day"), origin: .imported)
      plan.patterns = patterns[id] ?? []
      plan.reviews = reviews[id] ?? []
      return Standing(
        id: id, plan: plan, child: try row.id("person"), childName: try row.fullName(),
        worker: try row.idIfAny("worker"), workerName: try row.textIfAny("worker_name"),
        team: try row.idIfAny("team"), teamName: try row.textIfAny("team_name"),
        visits: plan.visits(
          visits[id] ?? [], knownFrom: isImported ? try row.instant("recorded_at").day : nil,
          today: today, standards: standards),
        reviewDue: plan.reviewClock(standards: standards)?.due.day)
    }
    return standing.sorted {
      ($0.visits.nextDue ?? today, $0.id) < ($1.visits.nextDue ?? today, $1.id)
    }
  }

  private static func visits(
    _ open: SQL, in tx: any Transaction
  ) throws -> [PlanID: [PlanVisits.Visit]] {
    var found: [PlanID: [PlanVisits.Visit]] = [:]
    for row in try tx.rows(
      """
      SELECT l.id AS plan, n.id, n.happened_on, n.kind, n.failed, c.seen, c.alone
      FROM plan l JOIN person_record v ON v.record = l.child
      JOIN person_record u ON u.person = v.person JOIN note_child c ON c.child = u.record
      JOIN note n ON n.id = c.note
      WHERE \(open) AND n.kind = \(Note.Kind.visit.rawValue)
        AND n.happened_on >= l.from_day
      ORDER BY n.happened_on, n.id
      """)
    {
      guard let visit = try visit(row) else { continue }
      found[try row.id("plan"), default: []].append(visit)
    }
    return found
  }

  private static func patterns(
    _ open: SQL, in tx: any Transaction
  ) throws -> [PlanID: [Plan.VisitPattern]] {
    var found: [PlanID: [Plan.VisitPattern]] = [:]
    for row in try tx.rows(
      """
      SELECT a.plan, a.days, a.unit, a.from_day, a.words, a.worker
      FROM plan_pattern a JOIN plan l ON l.id = a.plan
      WHERE \(open) ORDER BY a.plan, a.position
      """)
    {
      found[try row.id("plan"), default: []].append(
        Plan.VisitPattern(
          limit: try row.int("days"), unit: try row.code("unit"), from: try row.day("from_day"),
          words: try row.text("words"), by: try row.idIfAny("worker")))
    }
    return found
  }

  /// Their days, and when the next was agreed for.
  private static func reviews(
    _ open: SQL, in tx: any Transaction
  ) throws -> [PlanID: [Plan.Review]] {
    var found: [PlanID: [Plan.Review]] = [:]
    for row in try tx.rows(
      """
      SELECT v.plan, v.reviewed_on, v.next_day FROM plan_review v JOIN plan l ON l.id = v.plan
      WHERE \(open) ORDER BY v.plan, v.position
      """)
    {
      found[try row.id("plan"), default: []].append(
        Plan.Review(
          on: try row.day("reviewed_on"), continues: true, words: "", progress: [],
          next: try row.dayIfAny("next_day"), by: nil))
    }
    return found
  }
}
