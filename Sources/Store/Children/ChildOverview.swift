import Domain

/// What a stranger needs to understand in a minute why we are involved with a child, what was
/// decided and by whom, who is around the child, and what comes next. Derived, never typed.
package struct ChildOverview: Sendable {
  package let identity: PersonTable.Identity
  package let school: String?
  package let gp: String?
  package let interpreter: Bool
  package let language: String?
  /// Newest first.
  package let episodes: [ContactTable.Episode]
  /// Of the open episode, or the last one.
  package let need: PrimaryNeed?
  package let source: ReferralSource?
  /// Newest first.
  package let contacts: [ContactAbout]
  /// Newest first.
  package let assessments: [Assessed]
  package let enquiries: [EnquiryTable.Line]
  /// Newest first.
  package let strategies: [StrategyDiscussionTable.Line]
  /// Newest first.
  package let conferences: [ConferenceTable.Line]
  package let plans: [PlanTable.Line]
  package let preProceedings: [PreProceedingsTable.Line]
  /// The day by which the child is to be seen under the plan that is open.
  package let nextVisit: Day?
  /// Newest first.
  package let earlyHelp: [EarlyHelpTable.Line]
  /// The child's own words, newest first.
  package let words: [Words]
  package let family: [PersonTable.Relative]
  package let decisions: [Decided]
  package let clocks: [Clock]
  package let involved: [Involved]

  package var id: PersonID { identity.line.id }
  package var openEpisode: ContactTable.Episode? { episodes.first(where: \.isOpen) }

  /// A contact that names the child.
  package struct ContactAbout: Sendable {
    package let id: ContactID
    package let receivedOn: Day
    package let receivedMinute: Int?
    package let source: ReferralSource
    package let status: Contact.Status
    package let inDanger: Contact.Answer
    package let dangerAction: String?
    package let decidedOn: Day?
    package let decidedBy: String?
    package let outcome: Contact.Outcome?
    package let reason: String?
    package let history: String?
    /// Everybody in it whose record we hold.
    package let people: [PersonID]
    package let recordedBy: String?
  }

  /// An assessment with what it is waiting for.
  package struct Assessed: Sendable {
    package let line: AssessmentTable.Line
    package let reviewPoint: Day?
    package let riskReviewOn: Day?
    package let sentence: String?
    package let authorisedBy: String?
    package let outcomeReason: String?
    package let children: [PersonID]
  }

  /// The child's own words with where they were said.
  package struct Words: Sendable, Equatable {
    package let words: String
    package let source: String
    package let on: Day
    package let note: NoteID?
    package let assessment: AssessmentID?
  }

  /// A decision that says why we are, or are no longer, involved.
  package struct Decided: Sendable {
    package let on: Day
    /// `Referral decided: Assessment`
    package let what: String
    package let reason: String
    package let history: String?
    package let by: String?
    package let record: FactStream
    /// Everybody whose record it stands in.
    package let people: [PersonID]
  }

  /// Somebody who works with the child.
  package struct Involved: Sendable, Equatable {
    package let name: String
    package let role: String
    package let since: Day?
  }
}

extension ChildOverview {
  /// Nil where there is no such person.
  package static func of(
    _ child: PersonID, today: Day, in tx: any Transaction
  ) throws -> ChildOverview? {
    guard let identity = try PersonTable.identity(of: child, in: tx),
      let row = try tx.row(
        "SELECT school, gp, interpreter, language FROM person WHERE id = \(child)")
    else { return nil }
    let episodes = try ContactTable.episodes(of: child, in: tx)
    let shown = episodes.first(where: \.isOpen) ?? episodes.first
    let head = try shown.flatMap { episode in
      try tx.row("SELECT primary_need, source FROM referral WHERE id = \(episode.id)")
    }
    let contacts = try contacts(about: child, in: tx)
    let assessments = try assessments(of: child, in: tx)
    let referrals = try referrals(of: child, in: tx)
    let open = try PlanTable.open(of: child, in: tx)
    let plan = try open.flatMap { try PlanTable.page($0.id, today: today, in: tx) }
    let ofPlan = [plan?.plan.reviewClock(), plan?.plan.coreGroupClock()].compactMap { $0 }
    return ChildOverview(
      identity: identity, school: try row.textIfAny("school"), gp: try row.textIfAny("gp"),
      interpreter: try row.boolIfAny("interpreter") ?? false,
      language: try row.textIfAny("language"), episodes: episodes,
      need: try head?.codeIfAny("primary_need"), source: try head?.codeIfAny("source"),
      contacts: contacts, assessments: assessments,
      enquiries: try EnquiryTable.of(child: child, in: tx),
      strategies: try StrategyDiscussionTable.of(child: child, in: tx),
      conferences: try ConferenceTable.of(child: child, in: tx),
      plans: try PlanTable.of(child: child, in: tx),
      preProceedings: try PreProceedingsTable.of(child: child, in: tx),
      nextVisit: plan?.visits.nextDue,
      earlyHelp: try EarlyHelpTable.of(child, in: tx),
      words: try words(of: child, name: identity.line.name, in: tx),
      family: try PersonTable.family(of: child, in: tx),
      decisions: decisions(child, contacts, referrals, assessments),
      clocks: clocks(contacts, referrals, assessments, ofPlan, today: today),
      involved: try involved(with: child, open: referrals.first(where: \.isOpen), in: tx))
  }

  static func contacts(
    about child: PersonID, in tx: any Transaction
  ) throws -> [ContactAbout] {
    let names = try WorkerTable.names(in: tx)
    let rows = try tx.rows(
      """
      SELECT c.id, c.received_on, c.received_minute, c.source, c.status, c.in_danger,
        c.danger_action, c.decided_on, c.decided_by, c.reason, c.history, c.recorded_by, o.outcome
      FROM contact_person p JOIN contact c ON c.id = p.contact
      LEFT JOIN contact_outcome o ON o.contact = c.id AND o.key = p.key
      WHERE p.person IN \(records: child) ORDER BY c.received_on DESC, c.id DESC
      """)
    let people = try ContactTable.named(in: rows.map { try $0.id("id") }, tx)
    return try rows.map { row in
      let id: ContactID = try row.id("id")
      let by: WorkerID? = try row.idIfAny("decided_by")
      return ContactAbout(
        id: id, receivedOn: try row.day("received_on"),
        receivedMinute: try row.intIfAny("received_minute"), source: try row.code("source"),
        status: try row.code("status"), inDanger: try row.code("in_danger"),
        dangerAction: try row.textIfAny("danger_action"),
        decidedOn: try row.dayIfAny("decided_on"), decidedBy: by.flatMap { names[$0] },
        outcome: try row.codeIfAny("outcome"), reason: try row.textIfAny("reason"),
        history: try row.textIfAny("history"), people: (people[id] ?? []).compactMap(\.person),
        recordedBy: Actor.Identity(try row.text("recorded_by")).flatMap {
          if case .worker(let worker) = $0 { names[worker] } else { nil }
        })
    }
  }

  private static func assessments(
    of child: PersonID, in tx: any Transaction
  ) throws -> [Assessed] {
    try AssessmentTable.of(child: child, in: tx).compactMap { line in
      guard
        let row = try tx.row(
          """
          SELECT a.review_point, a.risk_review_on, a.authorised_sentence, c.outcome_reason,
            w.name AS authorised_by
          FROM assessment a JOIN assessment_child c ON c.assessment = a.id
          LEFT JOIN worker w ON w.id = a.authorised_by
          WHERE a.id = \(line.id) AND c.child = \(line.child)
          """)
      else { return nil }
      return Assessed(
        line: line, reviewPoint: try row.dayIfAny("review_point"),
        riskReviewOn: try row.dayIfAny("risk_review_on"),
        sentence: try row.textIfAny("authorised_sentence"),
        authorisedBy: try row.textIfAny("authorised_by"),
        outcomeReason: try row.textIfAny("outcome_reason"),
        children: try tx.rows(
          "SELECT child FROM assessment_child WHERE assessment = \(line.id) ORDER BY child"
        ).map { try $0.id("child") })
    }
  }

  struct Episode {
    let id: ReferralID
    let receivedOn: Day
    let isOpen: Bool
    let imported: Bool
    let outcome: Referral.Outcome?
    let reason: String?
    let decidedOn: Day?
    let decidedBy: String?
    let worker: String?
    let team: String?
    let allocatedOn: Day?
    let closedOn: Day?
    let closureReason: ReasonForClosure?
    let closureWords: String?
  }

  private static func referrals(
    of child: PersonID, in tx: any Transaction
  ) throws -> [Episode] {
    try tx.rows(
      """
      SELECT r.id, r.received_on, r.is_open, r.imported, r.outcome, r.decision_reason,
        r.decided_on, d.name AS decided_by, w.name AS worker_name, t.name AS team_name,
        r.allocated_on, r.closed_on, r.closure_reason, r.closure_words
      FROM referral r LEFT JOIN worker d ON d.id = r.decided_by
      LEFT JOIN worker w ON w.id = r.worker LEFT JOIN team t ON t.id = r.team
      WHERE r.child IN \(records: child) ORDER BY r.received_on DESC, r.id DESC
      """
    ).map { row in
      Episode(
        id: try row.id("id"), receivedOn: try row.day("received_on"),
        isOpen: try row.bool("is_open"), imported: try row.bool("imported"),
        outcome: try row.codeIfAny("outcome"), reason: try row.textIfAny("decision_reason"),
        decidedOn: try row.dayIfAny("decided_on"), decidedBy: try row.textIfAny("decided_by"),
        worker: try row.textIfAny("worker_name"), team: try row.textIfAny("team_name"),
        allocatedOn: try row.dayIfAny("allocated_on"), closedOn: try row.dayIfAny("closed_on"),
        closureReason: try row.codeIfAny("closure_reason"),
        closureWords: try row.textIfAny("closure_words"))
    }
  }

  /// The child's own words from notes and from assessments, newest first.
  private static func words(
    of child: PersonID, name: String, in tx: any Transaction
  ) throws -> [Words] {
    let spoken = try NoteTable.words(of: child, limit: 3, in: tx).map { line in
      Words(
        words: line.block.words ?? "",
        source: "\(line.kind.words), \(line.happenedOn.long)"
          + (line.writtenBy.map { ", to \($0)" } ?? ""),
        on: line.happenedOn, note: line.id, assessment: nil)
    }
    let quoted = try tx.rows(
      """
      SELECT q.assessment, q.words, q.source, COALESCE(c.seen_on, a.started_on) AS said_on
      FROM assessment_quote q JOIN assessment a ON a.id = q.assessment
      JOIN assessment_child c ON c.assessment = q.assessment AND c.child = q.child
      WHERE q.section = \(AssessmentTable.seenQuotes) AND q.child IN \(records: child)
      ORDER BY said_on DESC, q.assessment DESC, q.position LIMIT 3
      """
    ).map { row in
      Words(
        words: try row.text("words"), source: try row.text("source"),
        on: try row.day("said_on"), note: nil, assessment: try row.id("assessment"))
    }
    return Array((spoken + quoted).sorted { $0.on > $1.on }.prefix(3))
  }

  /// Who has the child, and who wrote about them in the last three months.
  private static func involved(
    with child: PersonID, open: Episode?, in tx: any Transaction
  ) throws -> [Involved] {
    var found: [Involved] = []
    if let open, let worker = open.worker {
      found.append(
        Involved(
          name: worker, role: "Allocated worker" + (open.team.map { ", \($0)" } ?? ""),
          since: open.allocatedOn))
    } else if let open, let team = open.team {
      found.append(Involved(name: team, role: "Team, no worker yet", since: open.allocatedOn))
    }
    for row in try tx.rows(
      """
      SELECT COALESCE(w.name, e.lead_name) AS name, e.lead_job, e.lead_agency, e.begun_on
      FROM earlyhelp e JOIN earlyhelp_person n ON n.earlyhelp = e.id AND n.is_child = 1
      LEFT JOIN worker w ON w.id = e.lead_worker
      WHERE n.person IN \(records: child) AND e.status = 'open' ORDER BY e.id
      """)
    {
      let post = [try row.textIfAny("lead_job"), try row.textIfAny("lead_agency")]
      found.append(
        Involved(
          name: ([try row.text("name")] + post.compactMap { $0 }).joined(separator: ", "),
          role: "Lead professional for early help", since: try row.dayIfAny("begun_on")))
    }
    for row in try tx.rows(
      """
      SELECT DISTINCT w.name, a.kind, a.started_on FROM assessment_author s
      JOIN assessment a ON a.id = s.assessment JOIN assessment_child c ON c.assessment = a.id
      JOIN worker w ON w.id = s.worker
      WHERE c.child IN \(records: child) AND a.status <> 'authorised' ORDER BY a.started_on, w.name
      """)
    {
      let kind: Assessment.Kind = try row.code("kind")
      let line = Involved(
        name: try row.text("name"), role: "Writes the \(kind.name.lowercased())",
        since: try row.day("started_on"))
      if !found.contains(where: { $0.name == line.name }) { found.append(line) }
    }
    return found
  }
}
