import Domain

/// What pages read of conferences.
extension ConferenceTable {
  /// One conference with its children, the names of who wrote, and the plans that it opened.
  package struct Whole: Sendable {
    package let id: ConferenceID
    package let version: Int
    package let conference: Conference
    /// Eldest first.
    package let children: [ProtectedChild]
    package let names: [WorkerID: String]

    package var people: [PersonID] { children.map(\.id) }

    package func name(_ worker: WorkerID?) -> String? { worker.flatMap { names[$0] } }

    package func name(of person: PersonID) -> String {
      children.first { $0.record == person || $0.id == person }?.name ?? person.description
    }
  }

  /// One conference in a list.
  package struct Line: Sendable, Equatable {
    package let id: ConferenceID
    package let kind: Conference.Kind
    package let status: Conference.Status
    package let clock: Clock
    package let plannedFor: Conference.Planned?
    package let heldOn: Day?
    package let chair: WorkerID?
    package let chairName: String?
    package let nextReview: Day?
    package var children: [ProtectedChild] = []

    package var people: [PersonID] { children.map(\.id) }
  }

  /// A child's conferences, newest first.
  package static func of(child: PersonID, in tx: any Transaction) throws -> [Line] {
    try lines(
      "f.id IN (SELECT conference FROM conference_child WHERE child IN \(records: child))", in: tx
    ).sorted { $0.id > $1.id }
  }

  /// What is still to be held, the one due first on top.
  package static func waiting(in tx: any Transaction) throws -> [Line] {
    try lines("f.status = 'open'", in: tx)
  }

  /// What a chair has still to hold.
  package static func waiting(
    for chair: WorkerID, in tx: any Transaction
  ) throws -> [Line] {
    try lines("f.status = 'open' AND f.chair = \(chair)", in: tx)
  }

  private static func lines(_ condition: SQL, in tx: any Transaction) throws -> [Line] {
    try tx.rows(
      """
      SELECT f.id, f.origin, f.from_day, f.is_later, f.status, f.planned_at, f.planned_place,
        f.held_on, f.chair, f.next_review, w.name AS chair_name
      FROM conference f LEFT JOIN worker w ON w.id = f.chair
      WHERE \(condition) ORDER BY f.due_on, f.id
      """
    ).map { row in
      let id: ConferenceID = try row.id("id")
      let kind = kind(try row.text("origin"))
      let heldOn = try row.dayIfAny("held_on")
      return Line(
        id: id, kind: kind, status: try row.code("status"),
        clock: Conference.clock(
          kind, from: try row.day("from_day"), isLater: try row.bool("is_later"),
          heldOn: heldOn),
        plannedFor: try planned(row, "planned"), heldOn: heldOn, chair: try row.idIfAny("chair"),
        chairName: try row.textIfAny("chair_name"), nextReview: try row.dayIfAny("next_review"),
        children: try ProtectedChild.of("conference_child", "conference", id.number, in: tx))
    }
  }

  private static func kind(_ origin: String) -> Conference.Kind {
    switch origin {
    case "enquiry": .initial
    case "council": .transferIn
    default: .review
    }
  }

  private static func planned(_ row: Row, _ column: String) throws -> Conference.Planned? {
    try row.instantIfAny("\(column)_at").map {
      Conference.Planned(at: $0, place: try row.text("\(column)_place"))
    }
  }

  package static func whole(_ id: ConferenceID, in tx: any Transaction) throws -> Whole? {
    guard let row = try tx.row("SELECT * FROM conference WHERE id = \(id)") else { return nil }
    return Whole(
      id: id, version: try row.int("version"), conference: try read(row, id, in: tx),
      children: try ProtectedChild.of("conference_child", "conference", id.number, in: tx),
      names: try WorkerTable.names(in: tx))
  }

  private static func read(
    _ row: Row, _ id: ConferenceID, in tx: any Transaction
  ) throws -> Conference {
    let rows = try tx.rows("SELECT * FROM conference_child WHERE conference = \(id) ORDER BY child")
    let origin: Conference.Origin =
      switch try row.text("origin") {
      case "enquiry": .enquiry(id: try row.id("origin_number"))
      case "council": .council(name: try row.text("council"))
      default:
        .plans(
          of: try tx.rows(
            "SELECT plan, child FROM conference_plan WHERE conference = \(id) ORDER BY plan"
          ).map { Conference.ChildPlan(child: try $0.id("child"), plan: try $0.id("plan")) })
      }
    var conference = Conference(
      Conference.Arrangement(
        origin: origin,
        children: try rows.map {
          Meeting.Child(person: try $0.id("child"), referral: try $0.id("referral"))
        }, from: try row.day("from_day"), isLater: try row.bool("is_later"),
        plannedFor: try planned(row, "first_planned")), arrangedBy: try row.idIfAny("arranged_by"))
    conference.plannedFor = try planned(row, "planned")
    conference.chair = try row.idIfAny("chair")
    if let why = try row.textIfAny("called_off_why") {
      conference.calledOff = Meeting.Words(
        words: why, by: try row.idIfAny("called_off_by"), on: try row.day("called_off_on"))
    }
    try fillMeeting(&conference, row, rows, id, in: tx)
    try fillDecision(&conference, row, rows, id, in: tx)
    return conference
  }

  private static func fillMeeting(
    _ conference: inout Conference, _ row: Row, _ children: [Row], _ id: ConferenceID,
    in tx: any Transaction
  ) throws {
    conference.postponements = try tx.rows(
      "SELECT * FROM conference_postponed WHERE conference = \(id) ORDER BY place"
    ).map { line in
      Conference.Postponement(
        from: try line.instantIfAny("from_at").map {
          Conference.Planned(at: $0, place: try line.text("from_place"))
        },
        to: Conference.Planned(at: try line.instant("to_at"), place: try line.text("to_place")),
        reason: try line.text("reason"), by: try line.idIfAny("worker"),
        on: try line.day("on_day"))
    }
    conference.invited = try tx.rows(
      "SELECT * FROM conference_invited WHERE conference = \(id) ORDER BY place"
    ).map { line in
      Meeting.Invited(
        Meeting.Invitee(
          agency: try line.code("agency"), name: try line.text("name"),
          how: try line.text("how")), answer: try line.codeIfAny("answer"))
    }
    conference.reports = try tx.rows(
      "SELECT * FROM conference_report WHERE conference = \(id) ORDER BY place"
    ).map { line in
      Conference.Report(
        title: try line.text("title"), agency: try line.code("agency"),
        version: try line.int("edition"), readyOn: try line.dayIfAny("ready_on"),
        sharedWithParents: try line.dayIfAny("with_parents"),
        sharedWithChild: try line.dayIfAny("with_child"), whyNot: try line.textIfAny("why_not"))
    }
    if let parents = try row.textIfAny("parents") {
      conference.attendance = Conference.Attendance(
        attended: try tx.rows(
          "SELECT * FROM conference_attended WHERE conference = \(id) ORDER BY place"
        ).map { Meeting.Attender(agency: try $0.code("agency"), name: try $0.text("name")) },
        parents: parents,
        children: try children.map { child in
          Conference.ChildThere(
            child: try child.id("child"), there: try child.bool("was_there"),
            whyNot: try child.textIfAny("why_not"), views: try child.textIfAny("views"))
        })
    }
    conference.distributed = try tx.rows(
      "SELECT * FROM conference_sent WHERE conference = \(id) ORDER BY place"
    ).map { line in
      Conference.Sent(
        to: try line.text("sent_to"), on: try line.day("on_day"), by: try line.idIfAny("worker"))
    }
  }

  private static func fillDecision(
    _ conference: inout Conference, _ row: Row, _ children: [Row], _ id: ConferenceID,
    in tx: any Transaction
  ) throws {
    guard let heldOn = try row.dayIfAny("held_on") else { return }
    let steps = try tx.rows(
      "SELECT * FROM conference_step WHERE conference = \(id) ORDER BY aim, place")
    conference.decision = Conference.Decision(
      heldOn: heldOn,
      children: try children.map { child in
        Conference.ChildDecision(
          child: try child.id("child"), outcome: try child.code("outcome"),
          category: try child.codeIfAny("category"), reason: try child.text("reason"))
      },
      dissents: try tx.rows(
        "SELECT * FROM conference_dissent WHERE conference = \(id) ORDER BY place"
      ).map { Conference.Dissent(name: try $0.text("name"), reason: try $0.text("reason")) },
      outline: try tx.rows(
        "SELECT * FROM conference_aim WHERE conference = \(id) ORDER BY place"
      ).map { aim in
        let place = try aim.int("place")
        return Conference.Aim(
          outcome: try aim.text("outcome"),
          actions: try steps.filter { try $0.int("aim") == place }.map {
            try StrategyDiscussionTable.agreed($0)
          })
      },
      coreGroup: try tx.rows(
        "SELECT * FROM conference_member WHERE conference = \(id) ORDER BY place"
      ).map { member in
        Conference.Member(
          name: try member.text("name"), agency: try member.code("agency"),
          worker: try member.idIfAny("worker"))
      },
      firstCoreGroup: try row.dayIfAny("first_core_group"),
      nextReview: try row.dayIfAny("next_review"),
      withoutQuorum: try row.textIfAny("without_quorum"))
  }
}
