import Domain

/// What pages read of enquiries.
extension EnquiryTable {
  /// An enquiry as it is about one child.
  package struct Line: Sendable, Equatable {
    package let id: EnquiryID
    package let history: Enquiry.History
    package let isOpen: Bool
    package let imported: Bool
    package let lead: String?
    package let outcome: Enquiry.Outcome?

    package var words: String {
      if let outcome { return outcome.words }
      return isOpen ? "Open" : imported ? "Brought in" : "Ended"
    }
  }

  /// The child's enquiries, newest first.
  package static func of(child: PersonID, in tx: any Transaction) throws -> [Line] {
    try lines("WHERE c.child IN \(records: child)", in: tx)
  }

  /// The enquiries of one episode, newest first.
  package static func of(referral: ReferralID, in tx: any Transaction) throws -> [Line] {
    try lines("WHERE c.referral = \(referral)", in: tx)
  }

  /// The open enquiry about a child.
  package static func open(about child: PersonID, in tx: any Transaction) throws -> EnquiryID? {
    try tx.row(
      """
      SELECT e.id FROM enquiry e JOIN enquiry_child c ON c.enquiry = e.id
      WHERE e.is_open = 1 AND c.child IN \(records: child) ORDER BY e.id DESC LIMIT 1
      """)?.id("id")
  }

  private static func lines(_ condition: SQL, in tx: any Transaction) throws -> [Line] {
    try tx.rows(
      """
      SELECT e.id, c.child, c.referral, e.started_on, e.conference_target, c.conference_on,
        c.conference_not_required, e.is_open, e.imported, w.name AS lead_name, c.outcome
      FROM enquiry e JOIN enquiry_child c ON c.enquiry = e.id LEFT JOIN worker w ON w.id = e.lead
      \(condition) ORDER BY e.started_on DESC, e.id DESC
      """
    ).map { row in
      Line(
        id: try row.id("id"),
        history: Enquiry.History(
          child: try row.id("child"), referral: try row.id("referral"),
          startedOn: try row.day("started_on"),
          conferenceTarget: try row.dayIfAny("conference_target"),
          conferenceOn: try row.dayIfAny("conference_on"),
          conferenceNotRequired: try row.bool("conference_not_required")),
        isOpen: try row.bool("is_open"), imported: try row.bool("imported"),
        lead: try row.textIfAny("lead_name"), outcome: try row.codeIfAny("outcome"))
    }
  }

  /// One enquiry with its children and the names of who worked on it.
  package struct Whole: Sendable {
    package let id: EnquiryID
    package let version: Int
    package let enquiry: Enquiry
    /// Eldest first.
    package let children: [ProtectedChild]
    package let names: [WorkerID: String]
    /// The lead's registration as it is now.
    package let registration: Worker.Registration?
    /// Since when new information was there, by the discussion that opened it.
    package let informationOn: Day?
    /// Seen, seen alone, and why not: visits since that day.
    package let visits: [Visit]
    package let conferences: [ConferenceID]

    package var people: [PersonID] { children.map(\.id) }

    package func name(_ worker: WorkerID?) -> String? { worker.flatMap { names[$0] } }

    /// Work of a day before the discussion was held that it should frame (A12).
    package var outOfOrder: [OutOfOrder] {
      guard enquiry.history == nil else { return [] }
      return enquiry.outOfOrder(visits: visits.map { ($0.child, $0.on) }, of: children)
    }

    /// The registration of whoever leads it has ended.
    package func leadNotRegistered(on today: Day) -> Bool {
      enquiry.isOpen && enquiry.lead != nil && !(registration?.holds(on: today) ?? false)
    }
  }

  package struct Visit: Sendable {
    package let note: NoteID
    package let child: PersonID
    package let on: Day
    package let seen: Bool
    package let alone: Bool
    package let whyNot: String?
  }

  package struct OutOfOrder: Sendable, Equatable {
    package let child: String
    package let what: String
    package let on: Day
  }

  package static func whole(_ id: EnquiryID, in tx: any Transaction) throws -> Whole? {
    guard let row = try tx.row("SELECT * FROM enquiry WHERE id = \(id)") else { return nil }
    let children = try ProtectedChild.of("enquiry_child", "enquiry", id.number, in: tx)
    let enquiry = try read(row, id, children, in: tx)
    var information: Day?
    if let strategy = enquiry.strategy {
      information = try tx.row(
        "SELECT information_on FROM strategydiscussion WHERE id = \(strategy)")?
        .day("information_on")
    }
    var registration: Worker.Registration?
    if let lead = enquiry.lead {
      registration = try WorkerTable.line(lead.worker, in: tx)?.registration
    }
    let visits: [Visit] = try children.flatMap { child in
      try Self.visits(
        to: child.id, from: information ?? enquiry.startedOn, through: enquiry.endedOn, in: tx)
    }
    return Whole(
      id: id, version: try row.int("version"), enquiry: enquiry, children: children,
      names: try WorkerTable.names(in: tx), registration: registration,
      informationOn: information, visits: visits,
      conferences: try tx.rows(
        """
        SELECT id FROM conference WHERE origin = 'enquiry' AND origin_number = \(id)
          AND status <> 'calledOff' ORDER BY id
        """
      ).map { try $0.id("id") })
  }

  private static func visits(
    to child: PersonID, from: Day, through: Day?, in tx: any Transaction
  ) throws -> [Visit] {
    try NoteTable.visits(
      to: child, from: from, through: through ?? Day(number: 40_000), in: tx
    ).filter { $0.kind == .visit || $0.kind == .officeVisit }.map { line in
      Visit(
        note: line.id, child: child, on: line.happenedOn, seen: line.block.seen,
        alone: line.block.alone, whyNot: line.block.whyNot)
    }
  }

  private static func read(
    _ row: Row, _ id: EnquiryID, _ children: [ProtectedChild], in tx: any Transaction
  ) throws -> Enquiry {
    let rows = try tx.rows("SELECT * FROM enquiry_child WHERE enquiry = \(id) ORDER BY child")
    let startedOn = try row.day("started_on")
    let target = try row.dayIfAny("conference_target")
    var history: Enquiry.History?
    if try row.bool("imported"), let first = rows.first {
      history = Enquiry.History(
        child: try first.id("child"), referral: try first.id("referral"), startedOn: startedOn,
        conferenceTarget: target, conferenceOn: try first.dayIfAny("conference_on"),
        conferenceNotRequired: try first.bool("conference_not_required"))
    }
    let jointly: [PersonID] = try rows.filter { try $0.bool("jointly") }.map { try $0.id("child") }
    var enquiry = Enquiry(
      of: try rows.map {
        Meeting.Child(person: try $0.id("child"), referral: try $0.id("referral"))
      }, startedOn: startedOn, conferenceTarget: target, strategy: try row.idIfAny("strategy"),
      jointly: jointly, history: history)
    enquiry.leads = try tx.rows(
      """
      SELECT worker, on_day, registration FROM enquiry_lead WHERE enquiry = \(id) ORDER BY place
      """
    ).map { lead in
      Enquiry.Lead(
        worker: try lead.id("worker"), on: try lead.day("on_day"),
        registration: try lead.text("registration"))
    }
    enquiry.endedOn = try row.dayIfAny("ended_on")
    enquiry.endedBy = try row.idIfAny("ended_by")
    for child in rows { try fill(&enquiry, child) }
    return enquiry
  }

  private static func fill(_ enquiry: inout Enquiry, _ row: Row) throws {
    let child: PersonID = try row.id("child")
    let medical = Enquiry.Medical(
      child: child, arrangedFor: try row.dayIfAny("medical_for"),
      heldOn: try row.dayIfAny("medical_on"), result: try row.textIfAny("medical_result"),
      whyNot: try row.textIfAny("medical_why_not"))
    if medical != Enquiry.Medical(child: child) { enquiry.medicals[child] = medical }
    let interview = Enquiry.Interview(
      child: child, arrangedFor: try row.dayIfAny("interview_for"),
      heldOn: try row.dayIfAny("interview_on"), result: try row.textIfAny("interview_result"),
      whyNot: try row.textIfAny("interview_why_not"))
    if interview != Enquiry.Interview(child: child) { enquiry.interviews[child] = interview }
    if let words = try row.textIfAny("agreed_words") {
      enquiry.agreed[child] = Meeting.Words(
        words: words, by: try row.idIfAny("agreed_by"), on: try row.day("agreed_on"))
    }
    if let outcome: Enquiry.Outcome = try row.codeIfAny("outcome") {
      enquiry.outcomes[child] = Enquiry.ChildOutcome(
        child: child, outcome: outcome,
        conference: try !row.bool("conference_not_required"), reason: try row.text("reason"))
    }
    enquiry.conferences[child] = try row.dayIfAny("conference_on")
  }
}

extension Enquiry {
  /// Work of a day before the enquiry's discussion was held.
  fileprivate func outOfOrder(
    visits: [(PersonID, Day)], of children: [ProtectedChild]
  ) -> [EnquiryTable.OutOfOrder] {
    var found: [EnquiryTable.OutOfOrder] = []
    for child in children {
      func add(_ what: String, _ day: Day?) {
        guard let day, day < startedOn else { return }
        found.append(EnquiryTable.OutOfOrder(child: child.name, what: what, on: day))
      }
      for (person, day) in visits where person == child.id { add("visit", day) }
      add("medical examination", medicals[child.record]?.heldOn)
      add("interview", interviews[child.record]?.heldOn)
    }
    return found
  }
}

extension EnquiryTable {
  /// Enquiries of our own that are open or of which a conference is still to be held, and those with
  /// work out of order that began in the last year; the conference due first on top.
  package static func current(in tx: any Transaction) throws -> [Whole] {
    try tx.rows(
      """
      SELECT e.id FROM enquiry e WHERE e.imported = 0 AND (e.is_open = 1 OR EXISTS
        (SELECT 1 FROM enquiry_child c WHERE c.enquiry = e.id AND c.conference_on IS NULL
          AND c.conference_not_required = 0))
      ORDER BY e.conference_target, e.id LIMIT 500
      """
    ).compactMap { try whole(try $0.id("id"), in: tx) }
  }

  /// What a worker leads and has not ended, the conference due first on top.
  package static func led(by worker: WorkerID, in tx: any Transaction) throws -> [Whole] {
    try tx.rows(
      """
      SELECT id FROM enquiry WHERE lead = \(worker) AND is_open = 1
      ORDER BY conference_target, id
      """
    ).compactMap { try whole(try $0.id("id"), in: tx) }
  }
}

extension EnquiryTable {
  /// How many open enquiries each worker leads: a count, and nothing of a child.
  package static func leads(in tx: any Transaction) throws -> [WorkerID: Int] {
    var found: [WorkerID: Int] = [:]
    for row in try tx.rows(
      """
      SELECT lead, COUNT(*) AS led FROM enquiry WHERE is_open = 1 AND lead IS NOT NULL
      GROUP BY lead ORDER BY lead
      """)
    {
      found[try row.id("lead")] = try row.int("led")
    }
    return found
  }
}
