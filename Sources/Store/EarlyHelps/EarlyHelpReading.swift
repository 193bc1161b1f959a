import Domain

/// What pages read of early help.
extension EarlyHelpTable {
  /// Somebody it is for, as the record that stands has them.
  package struct Someone: Sendable, Equatable {
    package let id: PersonID
    /// By which the request names them.
    package let record: PersonID
    package let name: String
    package let birth: Day?
    package let isChild: Bool
  }

  /// One episode in a list.
  package struct Line: Sendable {
    package let id: EarlyHelpID
    package let version: Int
    package let origin: EarlyHelp.Origin
    package let status: EarlyHelp.Status
    package let requestedOn: Day
    package let requestedBy: WorkerID?
    package let story: String
    package var hope: String
    package let consent: EarlyHelp.Consent
    package let lead: EarlyHelp.Lead?
    /// Whom it is asked of, and since when.
    package let asked: (lead: String, worker: WorkerID?, email: String?, on: Day)?
    package let begunOn: Day?
    package let plannedOn: Day?
    package let reviewDue: Day?
    package let endedOn: Day?
    package let endReason: EarlyHelp.Ending.Reason?
    package let endWords: String?
    package var people: [Someone] = []

    package var children: [Someone] { people.filter(\.isChild) }
    package var names: [String] { children.map(\.name) }
    /// Everybody whose record it is about.
    package var about: [PersonID] { people.map(\.id) }

    package func isReviewOverdue(on today: Day) -> Bool {
      status == .open && (reviewDue.map { $0 < today } ?? false)
    }

    package var answerClock: Clock? {
      asked.flatMap { EarlyHelp.answerClock(asked: $0.on, answered: nil) }
    }
  }

  package static func line(_ id: EarlyHelpID, in tx: any Transaction) throws -> Line? {
    try lines("e.id = \(id)", in: tx).first
  }

  /// Every episode of one person, newest first.
  package static func of(_ person: PersonID, in tx: any Transaction) throws -> [Line] {
    try lines(
      """
      e.id IN (SELECT earlyhelp FROM earlyhelp_person WHERE person IN \(records: person))
      """, in: tx
    ).sorted { $0.id > $1.id }
  }

  /// What was asked for from a contact.
  package static func after(_ contact: ContactID, in tx: any Transaction) throws -> [Line] {
    try lines("e.contact = \(contact)", in: tx)
  }

  /// What was asked for from a referral.
  package static func after(_ referral: ReferralID, in tx: any Transaction) throws -> [Line] {
    try lines("e.referral = \(referral)", in: tx)
  }

  /// Which episode a contact was stepped up from.
  package static func steppedUp(
    to contact: ContactID, in tx: any Transaction
  ) throws -> EarlyHelpID? {
    try tx.row("SELECT earlyhelp FROM earlyhelp_step_up WHERE contact = \(contact)")?
      .id("earlyhelp")
  }

  /// What a worker leads and has not ended, or is asked to lead.
  package static func with(_ worker: WorkerID, in tx: any Transaction) throws -> [Line] {
    try lines(
      """
      e.asked_worker = \(worker)
        OR (e.lead_worker = \(worker) AND e.status IN ('accepted', 'open'))
      """, in: tx)
  }

  /// What a worker asked for and nobody is asked to lead now: somebody declined, or nobody was asked.
  package static func withoutLead(
    askedForBy worker: WorkerID, in tx: any Transaction
  ) throws -> [Line] {
    try lines(
      "e.requested_by = \(worker) AND e.status = 'waiting' AND e.asked_on IS NULL", in: tx)
  }

  /// What somebody outside leads or is asked to lead, by their verified address.
  package static func with(email: String, in tx: any Transaction) throws -> [Line] {
    try lines(
      """
      e.asked_email = \(email) OR (e.lead_email = \(email) AND e.status IN ('accepted', 'open'))
      """, in: tx)
  }

  /// What waits or is open, and what ended or was refused since a day.
  package static func current(since day: Day, in tx: any Transaction) throws -> [Line] {
    try lines(
      """
      e.status IN ('waiting', 'accepted', 'open') OR e.ended_on >= \(day)
        OR (e.status = 'refused' AND e.requested_on >= \(day))
      """, in: tx)
  }

  /// A contact that was decided early help for children for whom nobody has asked for it.
  package struct Decided: Sendable {
    package let contact: ContactID
    package let decidedOn: Day
    package var names: [String] = []
    package var people: [PersonID] = []
  }

  /// Oldest first. A child who had early help when it was decided, or for whom it was asked for or
  /// offered since, is not among them.
  /// - Parameter contact: of this one alone.
  package static func notAskedFor(
    of contact: ContactID? = nil, in tx: any Transaction
  ) throws -> [Decided] {
    let one = contact.map { id -> SQL in "AND c.id = \(id)" } ?? ""
    var found: [Decided] = []
    for row in try tx.rows(
      """
      SELECT c.id, c.decided_on, p.id AS child, p.given, p.family
      FROM contact c JOIN contact_outcome o ON o.contact = c.id AND o.outcome = 'earlyHelp'
      JOIN person_of p ON p.record = o.person
      WHERE c.status = 'closed' \(one) AND NOT EXISTS
        (SELECT 1 FROM earlyhelp e JOIN earlyhelp_person n ON n.earlyhelp = e.id
          JOIN person_record v ON v.record = n.person
          WHERE v.person = p.id AND n.is_child = 1
            AND ((e.status <> 'refused' AND (e.ended_on IS NULL OR e.ended_on >= c.decided_on))
              OR (e.status = 'refused' AND e.requested_on >= c.decided_on)))
      ORDER BY c.decided_on, c.id, o.key
      """)
    {
      let contact: ContactID = try row.id("id")
      if found.last?.contact != contact {
        found.append(Decided(contact: contact, decidedOn: try row.day("decided_on")))
      }
      found[found.count - 1].names.append(try row.fullName())
      found[found.count - 1].people.append(try row.id("child"))
    }
    return found
  }

  static func lines(_ condition: SQL, in tx: any Transaction) throws -> [Line] {
    var lines = try tx.rows(
      """
      SELECT e.* , w.name AS asked_worker_name FROM earlyhelp e
      LEFT JOIN worker w ON w.id = e.asked_worker
      WHERE \(condition) ORDER BY e.id
      """
    ).map(line)
    var place: [EarlyHelpID: Int] = [:]
    for (index, line) in lines.enumerated() { place[line.id] = index }
    for start in stride(from: 0, to: lines.count, by: 500) {
      let ids = lines[start..<min(start + 500, lines.count)].map(\.id)
      for row in try tx.rows(
        """
        SELECT n.earlyhelp, n.person AS record, n.is_child, p.id, p.given, p.family, p.birth
        FROM earlyhelp_person n JOIN person_of p ON p.record = n.person
        WHERE n.earlyhelp IN (\(list: ids)) ORDER BY n.earlyhelp, n.position
        """)
      {
        guard let index = place[try row.id("earlyhelp")] else { continue }
        lines[index].people.append(
          Someone(
            id: try row.id("id"), record: try row.id("record"), name: try row.fullName(),
            birth: try row.dayIfAny("birth"), isChild: try row.bool("is_child")))
      }
    }
    return lines
  }

  private static func line(_ row: Row) throws -> Line {
    let contact: ContactID? = try row.idIfAny("contact")
    let referral: ReferralID? = try row.idIfAny("referral")
    let askedWorker: WorkerID? = try row.idIfAny("asked_worker")
    let askedName =
      try row.textIfAny("asked_name") ?? row.textIfAny("asked_worker_name") ?? "Somebody"
    let askedEmail = try row.textIfAny("asked_email")
    return Line(
      id: try row.id("id"), version: try row.int("version"),
      origin: contact.map { .contact(id: $0) } ?? referral.map { .referral(id: $0) } ?? .direct,
      status: try row.code("status"), requestedOn: try row.day("requested_on"),
      requestedBy: try row.idIfAny("requested_by"), story: try row.text("story"),
      hope: try row.text("hope"),
      consent: EarlyHelp.Consent(
        given: try row.bool("consent"), who: try row.text("consent_who"),
        on: try row.day("consent_on"), words: try row.textIfAny("consent_words")),
      lead: try lead(row, worker: "lead_worker", "lead_"),
      asked: try row.dayIfAny("asked_on").map { (askedName, askedWorker, askedEmail, $0) },
      begunOn: try row.dayIfAny("begun_on"), plannedOn: try row.dayIfAny("planned_on"),
      reviewDue: try row.dayIfAny("review_due"), endedOn: try row.dayIfAny("ended_on"),
      endReason: try row.codeIfAny("end_reason"), endWords: try row.textIfAny("end_words"))
  }

  private static func lead(
    _ row: Row, worker: String, _ prefix: String
  ) throws -> EarlyHelp.Lead? {
    if let worker: WorkerID = try row.idIfAny(worker) { return .worker(id: worker) }
    guard let name = try row.textIfAny("\(prefix)name") else { return nil }
    return .outside(
      person: EarlyHelp.Outside(
        name: name, agency: try row.text("\(prefix)agency"), job: try row.text("\(prefix)job"),
        email: try row.text("\(prefix)email")))
  }

  // MARK: - One, whole

  package struct Whole: Sendable {
    package var line: Line
    package var proposals: [EarlyHelp.Proposed] = []
    /// Every version, the last in force.
    package var plans: [EarlyHelp.FamilyPlan] = []
    package var reviews: [EarlyHelp.Review] = []
    package var progress: [EarlyHelp.Progress] = []
    package var stepUps: [Stepped] = []

    package var id: EarlyHelpID { line.id }
  }

  /// A step up and what the front door made of it.
  package struct Stepped: Sendable {
    package let contact: ContactID
    package let why: String
    package let on: Day
    package let status: Contact.Status?
    package let outcomes: [Contact.Outcome]
  }

  package static func whole(_ id: EarlyHelpID, in tx: any Transaction) throws -> Whole? {
    guard let line = try line(id, in: tx) else { return nil }
    var whole = Whole(line: line)
    whole.proposals = try tx.rows(
      "SELECT * FROM earlyhelp_proposal WHERE earlyhelp = \(id) ORDER BY position"
    ).compactMap { row in
      guard let lead = try lead(row, worker: "worker", "") else { return nil }
      let answer = try row.dayIfAny("answered_on").map { day in
        EarlyHelp.Answer(
          reason: try row.textIfAny("reason"), said: try row.textIfAny("said"),
          by: EarlyHelp.Voice(
            worker: try row.idIfAny("answered_by"), email: try row.textIfAny("answered_email")),
          on: day)
      }
      return EarlyHelp.Proposed(
        proposal: EarlyHelp.Proposal(
          lead: lead, by: try row.idIfAny("proposed_by"), on: try row.day("proposed_on")),
        answer: answer)
    }
    whole.plans = try plans(id, in: tx)
    whole.reviews = try reviews(id, in: tx)
    whole.progress = try tx.rows(
      """
      SELECT words, worker, email, on_day FROM earlyhelp_progress
      WHERE earlyhelp = \(id) ORDER BY position
      """
    ).map {
      EarlyHelp.Progress(words: try $0.text("words"), by: try voice($0), on: try $0.day("on_day"))
    }
    whole.stepUps = try tx.rows(
      """
      SELECT s.contact, s.why, s.on_day, c.status FROM earlyhelp_step_up s
      LEFT JOIN contact c ON c.id = s.contact WHERE s.earlyhelp = \(id) ORDER BY s.position
      """
    ).map { row in
      let contact: ContactID = try row.id("contact")
      return Stepped(
        contact: contact, why: try row.text("why"), on: try row.day("on_day"),
        status: try row.codeIfAny("status"),
        outcomes: try tx.rows(
          "SELECT DISTINCT outcome FROM contact_outcome WHERE contact = \(contact) ORDER BY outcome"
        ).map { try $0.code("outcome") })
    }
    return whole
  }

  private static func voice(_ row: Row) throws -> EarlyHelp.Voice {
    EarlyHelp.Voice(worker: try row.idIfAny("worker"), email: try row.textIfAny("email"))
  }

  private static func plans(
    _ id: EarlyHelpID, in tx: any Transaction
  ) throws -> [EarlyHelp.FamilyPlan] {
    let actions = Dictionary(
      grouping: try tx.rows(
        """
        SELECT plan, outcome, what, owner, by_day FROM earlyhelp_action
        WHERE earlyhelp = \(id) ORDER BY plan, outcome, position
        """)
    ) { (try? [$0.int("plan"), $0.int("outcome")]) ?? [] }
    let outcomes = try tx.rows(
      """
      SELECT plan, position, what FROM earlyhelp_outcome
      WHERE earlyhelp = \(id) ORDER BY plan, position
      """)
    let views = try views(id, atReview: false, in: tx)
    return try tx.rows(
      """
      SELECT position, parents, worker, email, on_day FROM earlyhelp_plan
      WHERE earlyhelp = \(id) ORDER BY position
      """
    ).map { row in
      let place = try row.int("position")
      let plan = EarlyHelp.Plan(
        outcomes: try outcomes.filter { try $0.int("plan") == place }.map { outcome in
          EarlyHelp.Outcome(
            what: try outcome.text("what"),
            actions: try (actions[[place, try outcome.int("position")]] ?? []).map {
              EarlyHelp.Action(
                what: try $0.text("what"), owner: try $0.text("owner"), by: try $0.day("by_day"))
            })
        }, views: views[place] ?? [], parents: try row.text("parents"))
      return EarlyHelp.FamilyPlan(plan, by: try voice(row), on: try row.day("on_day"))
    }
  }

  private static func reviews(
    _ id: EarlyHelpID, in tx: any Transaction
  ) throws -> [EarlyHelp.Review] {
    let views = try views(id, atReview: true, in: tx)
    return try tx.rows(
      "SELECT * FROM earlyhelp_review WHERE earlyhelp = \(id) ORDER BY position"
    ).map { row in
      EarlyHelp.Review(
        EarlyHelp.Reviewing(
          on: try row.day("on_day"), present: try row.text("present"),
          distances: try row.text("distances").split(separator: " ").compactMap {
            EarlyHelp.Distance(rawValue: String($0))
          }, words: try row.text("words"), views: views[try row.int("position")] ?? [],
          next: try row.day("next_on")), by: try voice(row))
    }
  }

  private static func views(
    _ id: EarlyHelpID, atReview: Bool, in tx: any Transaction
  ) throws -> [Int: [EarlyHelp.View]] {
    var views: [Int: [EarlyHelp.View]] = [:]
    for row in try tx.rows(
      """
      SELECT position, child, words FROM earlyhelp_view
      WHERE earlyhelp = \(id) AND at_review = \(atReview) ORDER BY position, child
      """)
    {
      views[try row.int("position"), default: []].append(
        EarlyHelp.View(child: try row.id("child"), words: try row.text("words")))
    }
    return views
  }
}
