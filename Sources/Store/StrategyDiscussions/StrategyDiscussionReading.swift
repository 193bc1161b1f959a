import Domain

/// What pages read of strategy discussions.
extension StrategyDiscussionTable {
  /// One discussion with its children, the names of who wrote, and the enquiry that it opened.
  package struct Whole: Sendable {
    package let id: StrategyDiscussionID
    package let version: Int
    package let discussion: StrategyDiscussion
    /// Eldest first.
    package let children: [ProtectedChild]
    package let names: [WorkerID: String]
    package let enquiries: [EnquiryID]

    package var people: [PersonID] { children.map(\.id) }
    package var clock: Clock? {
      let beginning = discussion.beginning
      return StrategyDiscussion.clock(
        beginning.basis, informationOn: beginning.informationOn,
        heldOn: discussion.decision?.heldAt.day, recordedBy: name(discussion.begunBy))
    }

    package func name(_ worker: WorkerID?) -> String? { worker.flatMap { names[$0] } }

    package func name(of person: PersonID) -> String {
      children.first { $0.record == person || $0.id == person }?.name ?? person.description
    }
  }

  /// One discussion in a list, as it is about one child.
  package struct Line: Sendable, Equatable {
    package let id: StrategyDiscussionID
    package let status: StrategyDiscussion.Status
    package let basis: StrategyDiscussion.Basis
    package let informationOn: Day
    package let plannedFor: Instant?
    package let heldOn: Day?
    package var children: [ProtectedChild] = []
    /// Agencies without which it was held and who have not been told since.
    package var toFollowUp: [Meeting.Agency] = []

    package var clock: Clock? {
      StrategyDiscussion.clock(basis, informationOn: informationOn, heldOn: heldOn)
    }
    package var people: [PersonID] { children.map(\.id) }
  }

  /// A child's discussions, newest first.
  package static func of(child: PersonID, in tx: any Transaction) throws -> [Line] {
    try lines(
      """
      s.id IN (SELECT strategydiscussion FROM strategydiscussion_child
        WHERE child IN \(records: child))
      """, in: tx
    ).reversed()
  }

  /// What a night's record led to.
  package static func of(
    handover: HandoverID, in tx: any Transaction
  ) throws -> StrategyDiscussionID? {
    try tx.row(
      "SELECT id FROM strategydiscussion WHERE handover = \(handover) ORDER BY id DESC LIMIT 1")?
      .id("id")
  }

  /// What is still to be held, the oldest information first.
  package static func waiting(in tx: any Transaction) throws -> [Line] {
    try lines("s.status = 'open'", in: tx)
  }

  /// Held without an agency that has not been told since.
  package static func toFollowUp(in tx: any Transaction) throws -> [Line] {
    try lines(
      """
      s.status = 'held' AND s.id IN (SELECT strategydiscussion FROM strategydiscussion_missing
        WHERE told_on IS NULL)
      """, in: tx)
  }

  private static func lines(_ condition: SQL, in tx: any Transaction) throws -> [Line] {
    try tx.rows(
      """
      SELECT s.id, s.status, s.basis, s.information_on, s.planned_for, s.held_on
      FROM strategydiscussion s WHERE \(condition) ORDER BY s.information_on, s.id
      """
    ).map { row in
      let id: StrategyDiscussionID = try row.id("id")
      return Line(
        id: id, status: try row.code("status"), basis: try row.code("basis"),
        informationOn: try row.day("information_on"),
        plannedFor: try row.instantIfAny("planned_for"), heldOn: try row.dayIfAny("held_on"),
        children: try ProtectedChild.of(
          "strategydiscussion_child", "strategydiscussion", id.number, in: tx),
        toFollowUp: try tx.rows(
          """
          SELECT agency FROM strategydiscussion_missing
          WHERE strategydiscussion = \(id) AND told_on IS NULL ORDER BY agency
          """
        ).map { try $0.code("agency") })
    }
  }

  package static func whole(
    _ id: StrategyDiscussionID, in tx: any Transaction
  ) throws -> Whole? {
    guard let row = try tx.row("SELECT * FROM strategydiscussion WHERE id = \(id)") else {
      return nil
    }
    return Whole(
      id: id, version: try row.int("version"), discussion: try read(row, id, in: tx),
      children: try ProtectedChild.of(
        "strategydiscussion_child", "strategydiscussion", id.number, in: tx),
      names: try WorkerTable.names(in: tx),
      enquiries: try tx.rows("SELECT id FROM enquiry WHERE strategy = \(id) ORDER BY id").map {
        try $0.id("id")
      })
  }

  private static func read(
    _ row: Row, _ id: StrategyDiscussionID, in tx: any Transaction
  ) throws -> StrategyDiscussion {
    let rows = try tx.rows(
      "SELECT * FROM strategydiscussion_child WHERE strategydiscussion = \(id) ORDER BY child")
    let number = try row.int("origin_number")
    let origin: StrategyDiscussion.Origin =
      switch try row.text("origin") {
      case "assessment": .assessment(id: AssessmentID(number))
      case "enquiry": .enquiry(id: EnquiryID(number))
      default: .referral(id: ReferralID(number))
      }
    var discussion = StrategyDiscussion(
      StrategyDiscussion.Beginning(
        origin: origin,
        children: try rows.map {
          Meeting.Child(person: try $0.id("child"), referral: try $0.id("referral"))
        },
        urgency: try row.code("urgency"), basis: try row.code("basis"),
        informationOn: try row.day("information_on"), concern: try row.text("concern"),
        plannedFor: try row.instantIfAny("first_planned_for"),
        handover: try row.idIfAny("handover")),
      begunBy: try row.idIfAny("begun_by"))
    discussion.plannedFor = try row.instantIfAny("planned_for")
    discussion.invited = try invited(id, in: tx)
    discussion.attended = try tx.rows(
      """
      SELECT agency, name FROM strategydiscussion_attended
      WHERE strategydiscussion = \(id) ORDER BY place
      """
    ).map { Meeting.Attender(agency: try $0.code("agency"), name: try $0.text("name")) }
    for lane in try tx.rows(
      """
      SELECT agency, text, worker, at FROM strategydiscussion_lane
      WHERE strategydiscussion = \(id) ORDER BY agency
      """)
    {
      discussion.lanes[try lane.code("agency")] = StrategyDiscussion.Lane(
        text: try lane.text("text"), by: try lane.idIfAny("worker"), at: try lane.instant("at"))
    }
    if let why = try row.textIfAny("called_off_why") {
      discussion.calledOff = Meeting.Words(
        words: why, by: try row.idIfAny("called_off_by"), on: try row.day("called_off_on"))
    }
    discussion.decidedBy = try row.idIfAny("decided_by")
    try fillDecision(&discussion, row, rows, id, in: tx)
    return discussion
  }

  private static func invited(
    _ id: StrategyDiscussionID, in tx: any Transaction
  ) throws -> [Meeting.Invited] {
    try tx.rows(
      """
      SELECT agency, name, how, answer FROM strategydiscussion_invited
      WHERE strategydiscussion = \(id) ORDER BY place
      """
    ).map { line in
      Meeting.Invited(
        Meeting.Invitee(
          agency: try line.code("agency"), name: try line.text("name"),
          how: try line.text("how")),
        answer: try line.codeIfAny("answer"))
    }
  }

  private static func fillDecision(
    _ discussion: inout StrategyDiscussion, _ row: Row, _ children: [Row],
    _ id: StrategyDiscussionID, in tx: any Transaction
  ) throws {
    guard let heldAt = try row.instantIfAny("held_at") else { return }
    let actions = try tx.rows(
      """
      SELECT what, worker, other, due, done_on, done_by, done_words, place
      FROM strategydiscussion_action WHERE strategydiscussion = \(id) ORDER BY place
      """)
    var decision = StrategyDiscussion.Decision(
      heldAt: heldAt, how: try row.code("how"),
      children: try children.map { child in
        StrategyDiscussion.ChildDecision(
          child: try child.id("child"), suspected: try child.bool("suspected"),
          outcome: try child.code("outcome"), reason: try child.text("reason"))
      },
      safety: try row.text("safety"), medical: try row.text("medical"),
      actions: try actions.map { try agreed($0) }, next: try row.dayIfAny("next_on"),
      withoutQuorum: try row.textIfAny("without_quorum"))
    decision.opens = try children.filter { try $0.bool("opens") }.map {
      Meeting.Child(person: try $0.id("child"), referral: try $0.id("referral"))
    }
    let missing = try tx.rows(
      """
      SELECT agency, told_on, told_by, told_words FROM strategydiscussion_missing
      WHERE strategydiscussion = \(id)
      """)
    let agencies: [Meeting.Agency] = try missing.map { try $0.code("agency") }
    decision.missing = StrategyDiscussion.quorum.filter { agencies.contains($0) }
    discussion.decision = decision
    for line in missing {
      guard let on = try line.dayIfAny("told_on") else { continue }
      discussion.followedUp[try line.code("agency")] = Meeting.Words(
        words: try line.text("told_words"), by: try line.idIfAny("told_by"), on: on)
    }
    for action in actions {
      guard let on = try action.dayIfAny("done_on") else { continue }
      discussion.finished[try action.int("place")] = Meeting.Words(
        words: try action.text("done_words"), by: try action.idIfAny("done_by"), on: on)
    }
  }

  /// An action as its row has it: `what`, `worker`, `other` and `due`.
  static func agreed(_ row: Row) throws -> AgreedAction {
    let worker: WorkerID? = try row.idIfAny("worker")
    return AgreedAction(
      what: try row.text("what"),
      owner: try worker.map { .worker($0) } ?? .other(words: try row.text("other")),
      by: try row.day("due"))
  }
}

extension StrategyDiscussionTable {
  /// Begun by a worker and not held yet.
  package static func waiting(begunBy worker: WorkerID, in tx: any Transaction) throws -> [Line] {
    try lines("s.status = 'open' AND s.begun_by = \(worker)", in: tx)
  }

  /// Decided by a worker without an agency that has not been told since.
  package static func toFollowUp(
    decidedBy worker: WorkerID, in tx: any Transaction
  ) throws -> [Line] {
    try lines(
      """
      s.decided_by = \(worker) AND s.id IN (SELECT strategydiscussion
        FROM strategydiscussion_missing WHERE told_on IS NULL)
      """, in: tx)
  }
}
