import Domain

extension PlanTable {
  package static func around(
    _ command: Plan.Command, on id: PlanID, given plan: Plan?, in tx: any Transaction
  ) throws -> Plan.Around {
    var around = Plan.Around()
    if plan == nil, case .importRecord(let history) = command {
      around.open = try open(of: history.child, in: tx).map { ($0.id, $0.history.kind) }
    }
    guard plan == nil, case .open(let opening) = command else { return around }
    around.open = try open(of: opening.child, in: tx).map { ($0.id, $0.history.kind) }
    around.episode = try tx.row(
      "SELECT child, received_on, is_open FROM referral WHERE id = \(opening.referral)"
    ).map { (try $0.id("child"), try $0.day("received_on"), try $0.bool("is_open")) }
    let before = try of(child: opening.child, in: tx).filter { $0.history.kind == .childProtection }
    // An imported plan may know of earlier ones that are not on this record.
    let known = before.map { ($0.history.protection?.previousPlans ?? 0) + 1 }.max() ?? 0
    around.previousProtection = max(known, before.count)
    if let ended = before.first(where: { $0.history.to == opening.from }) {
      around.steppingDown = try whole(ended.id, in: tx).map { (ended.id, $0) }
    }
    around.assessment = try tx.row(
      """
      SELECT a.id FROM assessment_child c JOIN assessment a ON a.id = c.assessment
      WHERE c.referral = \(opening.referral) AND c.child IN \(records: opening.child)
        AND a.status = \(Assessment.Status.authorised.rawValue)
        AND c.outcome = \(Assessment.Outcome.childInNeedPlan.rawValue)
      ORDER BY a.id DESC LIMIT 1
      """)?.id("id")
    return around
  }

  /// The child's plan that is open, if any.
  package static func open(of child: PersonID, in tx: any Transaction) throws -> Line? {
    try of(child: child, in: tx).first { $0.history.to == nil }
  }

  /// A plan as it stands, from its rows.
  package static func whole(_ id: PlanID, in tx: any Transaction) throws -> Plan? {
    guard
      let row = try tx.row(
        """
        SELECT child, referral, kind, from_day, to_day, initial_category, latest_category,
          previous_plans, origin, origin_number, end_reason, end_words, ended_by
        FROM plan WHERE id = \(id)
        """)
    else { return nil }
    let (imported, reviews) = try reviews(of: id, in: tx)
    var protection: Plan.Protection?
    if let initial = try row.codeIfAny("initial_category", of: CategoryOfAbuse.self) {
      protection = Plan.Protection(
        initialCategory: initial, latestCategory: try row.code("latest_category"),
        previousPlans: try row.int("previous_plans"), reviews: imported)
    }
    var plan = Plan(
      child: try row.id("child"), referral: try row.id("referral"), kind: try row.code("kind"),
      from: try row.day("from_day"), origin: try origin(row), protection: protection)
    plan.reviews = reviews
    if let on = try row.dayIfAny("to_day") {
      plan.ending = Plan.Ending(
        on: on, reason: try row.codeIfAny("end_reason"),
        words: try row.textIfAny("end_words") ?? "As imported",
        by: try row.idIfAny("ended_by"))
    }
    plan.versions = try versions(of: id, in: tx)
    plan.actions = try actions(of: id, in: tx)
    plan.members = try tx.rows(
      "SELECT role, worker, person, other FROM plan_member WHERE plan = \(id) ORDER BY position"
    ).map(member)
    plan.meetings = try meetings(of: id, in: tx)
    plan.patterns = try tx.rows(
      """
      SELECT days, unit, from_day, words, worker FROM plan_pattern WHERE plan = \(id)
      ORDER BY position
      """
    ).map { row in
      Plan.VisitPattern(
        limit: try row.int("days"), unit: try row.code("unit"), from: try row.day("from_day"),
        words: try row.text("words"), by: try row.idIfAny("worker"))
    }
    return plan
  }

  private static func origin(_ row: Row) throws -> Plan.Origin {
    guard let number = try row.intIfAny("origin_number") else { return .imported }
    switch try row.text("origin") {
    case Assessment.noun: return .assessment(AssessmentID(number))
    case Plan.noun: return .stepDown(from: PlanID(number))
    case let noun: return .conference(FactStream(noun: noun, number: number))
    }
  }

  /// Those that a census file brought, and those held here.
  private static func reviews(
    of id: PlanID, in tx: any Transaction
  ) throws -> (imported: [Day], held: [Plan.Review]) {
    let progress = try progress(of: id, at: "review", in: tx)
    var imported: [Day] = []
    var held: [Plan.Review] = []
    for row in try tx.rows(
      """
      SELECT position, reviewed_on, conference, category, continues, words, present, view_words,
        next_day, worker
      FROM plan_review WHERE plan = \(id) ORDER BY position
      """)
    {
      let on = try row.day("reviewed_on")
      guard let words = try row.textIfAny("words") else {
        imported.append(on)
        continue
      }
      held.append(
        Plan.Review(
          on: on, conference: try row.textIfAny("conference").flatMap(FactStream.init),
          category: try row.codeIfAny("category"), continues: try row.bool("continues"),
          words: words, present: try row.textIfAny("present"),
          progress: progress[try row.int("position")] ?? [],
          view: try row.textIfAny("view_words"), next: try row.dayIfAny("next_day"),
          by: try row.idIfAny("worker")))
    }
    return (imported, held)
  }

  private static func progress(
    of id: PlanID, at: String, in tx: any Transaction
  ) throws -> [Int: [Plan.Progress]] {
    var found: [Int: [Plan.Progress]] = [:]
    for row in try tx.rows(
      """
      SELECT place, outcome, distance, words FROM plan_progress WHERE plan = \(id) AND at = \(at)
      ORDER BY place, outcome
      """)
    {
      found[try row.int("place"), default: []].append(
        Plan.Progress(
          outcome: try row.int("outcome"), distance: try row.code("distance"),
          words: try row.text("words")))
    }
    return found
  }

  private static func versions(of id: PlanID, in tx: any Transaction) throws -> [Plan.Version] {
    var answers: [[Int]: [Plan.Answer]] = [:]
    for row in try tx.rows(
      """
      SELECT version, outcome, words, source, record FROM plan_answer WHERE plan = \(id)
      ORDER BY version, outcome, position
      """)
    {
      answers[[try row.int("version"), try row.int("outcome")], default: []].append(
        Plan.Answer(
          words: try row.text("words"), source: try row.text("source"),
          record: try row.textIfAny("record").flatMap(FactStream.init)))
    }
    var outcomes: [Int: [Plan.Outcome]] = [:]
    for row in try tx.rows(
      """
      SELECT version, key, what FROM plan_outcome WHERE plan = \(id) ORDER BY version, position
      """)
    {
      let (version, key) = (try row.int("version"), try row.int("key"))
      outcomes[version, default: []].append(
        Plan.Outcome(
          key: key, what: try row.text("what"), answers: answers[[version, key]] ?? []))
    }
    return try tx.rows(
      """
      SELECT position, contingency, family, worker, on_day FROM plan_version WHERE plan = \(id)
      ORDER BY position
      """
    ).map { row in
      Plan.Version(
        Plan.Writing(
          outcomes: outcomes[try row.int("position")] ?? [],
          contingency: try row.text("contingency"), family: try row.text("family")),
        by: try row.idIfAny("worker"), on: try row.day("on_day"))
    }
  }

  private static func actions(of id: PlanID, in tx: any Transaction) throws -> [Plan.Action] {
    try tx.rows(
      """
      SELECT place, outcome, what, worker, other, due, added_on, done_on, dropped_on, ended_words,
        ended_by
      FROM plan_action WHERE plan = \(id) ORDER BY place
      """
    ).map { row in
      let owner: AgreedAction.Owner =
        if let worker: WorkerID = try row.idIfAny("worker") {
          .worker(worker)
        } else {
          .other(words: try row.text("other"))
        }
      var action = Plan.Action(
        key: try row.int("place"), outcome: try row.intIfAny("outcome"),
        agreed: AgreedAction(
          what: try row.text("what"), owner: owner, by: try row.day("due")),
        addedOn: try row.day("added_on"))
      let words = try row.textIfAny("ended_words") ?? ""
      let by: WorkerID? = try row.idIfAny("ended_by")
      if let on = try row.dayIfAny("done_on") {
        action.done = Plan.Action.Ended(on: on, words: words, by: by)
      }
      if let on = try row.dayIfAny("dropped_on") {
        action.dropped = Plan.Action.Ended(on: on, words: words, by: by)
      }
      return action
    }
  }

  private static func member(_ row: Row) throws -> Plan.Member {
    let role = try row.text("role")
    if let worker: WorkerID = try row.idIfAny("worker") {
      return Plan.Member(.worker(worker), role: role)
    }
    if let person: PersonID = try row.idIfAny("person") {
      return Plan.Member(.person(person), role: role)
    }
    return Plan.Member(.other(words: try row.text("other")), role: role)
  }

  private static func meetings(of id: PlanID, in tx: any Transaction) throws -> [Plan.Meeting] {
    var attendance: [Int: [Plan.Meeting.Attendance]] = [:]
    for row in try tx.rows(
      """
      SELECT meeting, role, worker, person, other, came FROM plan_attendance WHERE plan = \(id)
      ORDER BY meeting, position
      """)
    {
      attendance[try row.int("meeting"), default: []].append(
        Plan.Meeting.Attendance(try member(row), came: try row.bool("came")))
    }
    let progress = try progress(of: id, at: "meeting", in: tx)
    return try tx.rows(
      """
      SELECT position, on_day, agreed, next_day, worker FROM plan_meeting WHERE plan = \(id)
      ORDER BY position
      """
    ).map { row in
      let position = try row.int("position")
      return Plan.Meeting(
        on: try row.day("on_day"), attendance: attendance[position] ?? [],
        agreed: try row.text("agreed"), progress: progress[position] ?? [],
        next: try row.day("next_day"), by: try row.idIfAny("worker"))
    }
  }
}
