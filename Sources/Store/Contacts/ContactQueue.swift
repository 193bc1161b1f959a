import Domain
import Matching

/// The front door's queue as pages ask for it: one page of a list of any length, and the figures that
/// open such lists. Nothing here reads more contacts than it shows.
extension ContactTable {
  /// What the second edition adds to the tables of contacts.
  package static let queueSchema = [
    "ALTER TABLE contact ADD COLUMN reference TEXT",
    "ALTER TABLE contact ADD COLUMN grading TEXT",
    "ALTER TABLE contact ADD COLUMN address TEXT",
    "ALTER TABLE contact ADD COLUMN original TEXT",
    "ALTER TABLE contact ADD COLUMN assigned_to INTEGER REFERENCES worker (id)",
    "ALTER TABLE contact ADD COLUMN parked_until TEXT",
    "ALTER TABLE contact ADD COLUMN parked_reason TEXT",
    "ALTER TABLE contact ADD COLUMN parked_by INTEGER REFERENCES worker (id)",
    "ALTER TABLE contact ADD COLUMN parked_on TEXT",
    "ALTER TABLE contact_person ADD COLUMN phone TEXT",
    // What one worker has in hand.
    "CREATE INDEX contact_assigned ON contact (assigned_to, status)",
    // All that the front door's lists and figures ask, so that they are told without the contacts.
    """
    CREATE INDEX contact_queue ON contact (status, received_on, received_minute, in_danger,
      outcome_clear, parked_until, assigned_to, source)
    """,
  ]

  /// What a list of contacts is of. Nothing chosen: everything that waits and is not put aside.
  package struct Filter: Sendable, Equatable {
    package enum Stage: String, CaseIterable, Sendable {
      case waiting, returned, waitingForCheck, undecided, heldUp, late, parked
    }
    package enum With: Sendable, Equatable { case worker(WorkerID), nobody }

    package var stage: Stage?
    package var source: ReferralSource.Group?
    package var with: With?
    /// Over half of the time to the decision is used.
    package var pressing = false
    /// Everything received on a day, whatever became of it.
    package var received: Day?
    /// Everything that came in some days, whatever became of it.
    package var arrived: Arrived?

    package init(
      stage: Stage? = nil, source: ReferralSource.Group? = nil, with: With? = nil,
      pressing: Bool = false, received: Day? = nil, arrived: Arrived? = nil
    ) {
      self.stage = stage
      self.source = source
      self.with = with
      self.pressing = pressing
      self.received = received
      self.arrived = arrived
    }
  }

  /// One page of a list.
  package struct Page: Sendable {
    package let lines: [Waiting]
    /// How many the whole list has.
    package let total: Int
  }

  /// Whoever looks at the list: what is hidden from them is neither listed nor counted.
  package struct Looking: Sendable {
    package let worker: WorkerID
    package let today: Day
    package let pressing: Contact.Pressing

    package init(_ worker: WorkerID, on today: Day) {
      self.worker = worker
      self.today = today
      pressing = Contact.Pressing(today: today)
    }
  }

  /// Immediate danger first, then the oldest: the order of the board and of taking the next.
  static let mostPressingFirst: SQL =
    "CASE WHEN c.in_danger = 'yes' THEN 0 ELSE 1 END, \(oldestFirst)"

  package static func page(
    _ filter: Filter, from first: Int, length: Int, for looking: Looking, in tx: any Transaction
  ) throws -> Page {
    let condition: SQL =
      "\(condition(filter, looking)) AND \(try unhidden(looking, in: tx))"
    let total = try tx.row("SELECT COUNT(*) AS n FROM contact c WHERE \(condition)")?.int("n") ?? 0
    // First their numbers, then what is shown of those few.
    let ids: [ContactID] = try tx.rows(
      """
      SELECT c.id FROM contact c WHERE \(condition) ORDER BY \(mostPressingFirst)
      LIMIT \(length) OFFSET \(first)
      """
    ).map { try $0.id("id") }
    let lines = try lines("c.id IN (\(list: ids))", order: mostPressingFirst, in: tx)
    return Page(lines: lines, total: total)
  }

  /// The figures above the board. Each is the length of the list that it opens.
  package struct Figures: Sendable, Equatable {
    package var undecided = 0
    package var unassigned = 0
    package var late = 0
    package var heldUp = 0
    package var parked = 0
    package var checks = 0
    package var receivedToday = 0
    package var oldest: Oldest?
    package var usual: Contact.UsualDay?

    package struct Oldest: Sendable, Equatable {
      package let id: ContactID
      package let receivedOn: Day
      package let receivedMinute: Int?
    }
  }

  package static func figures(
    for looking: Looking, in tx: any Transaction
  ) throws -> Figures {
    var figures = Figures()
    let unhidden = try unhidden(looking, in: tx)
    func sum(_ stage: Filter.Stage, with: Filter.With? = nil) -> SQL {
      "COALESCE(SUM(CASE WHEN \(condition(Filter(stage: stage, with: with), looking)) THEN 1 ELSE 0 END), 0)"
    }
    // One walk over what is open.
    if let row = try tx.row(
      """
      SELECT \(sum(.undecided)) AS undecided, \(sum(.undecided, with: .nobody)) AS unassigned,
        \(sum(.late)) AS late, \(sum(.heldUp)) AS held_up, \(sum(.parked)) AS parked,
        \(sum(.waitingForCheck)) AS checks
      FROM contact c WHERE c.status IN ('waiting', 'returned', 'waitingForCheck') AND \(unhidden)
      """)
    {
      figures.undecided = try row.int("undecided")
      figures.unassigned = try row.int("unassigned")
      figures.late = try row.int("late")
      figures.heldUp = try row.int("held_up")
      figures.parked = try row.int("parked")
      figures.checks = try row.int("checks")
    }
    figures.receivedToday =
      try tx.row(
        """
        SELECT COUNT(*) AS n FROM contact c
        WHERE \(condition(Filter(received: looking.today), looking)) AND \(unhidden)
        """)?.int("n") ?? 0
    figures.oldest = try tx.row(
      """
      SELECT c.id, c.received_on, c.received_minute FROM contact c
      WHERE \(condition(Filter(stage: .undecided), looking)) AND \(unhidden)
      ORDER BY \(oldestFirst) LIMIT 1
      """
    ).map {
      Figures.Oldest(
        id: try $0.id("id"), receivedOn: try $0.day("received_on"),
        receivedMinute: try $0.intIfAny("received_minute"))
    }
    figures.usual = try usual(before: looking.today, in: tx)
    return figures
  }

  /// What the same weekday brought in the weeks before.
  private static func usual(
    before today: Day, in tx: any Transaction
  ) throws -> Contact.UsualDay? {
    let first = try tx.row("SELECT MIN(received_on) AS first FROM contact")?.dayIfAny("first")
    var counts: [Day: Int] = [:]
    for row in try tx.rows(
      """
      SELECT received_on, COUNT(*) AS n FROM contact
      WHERE received_on >= \(today.adding(days: -56)) AND received_on < \(today)
      GROUP BY received_on
      """)
    {
      counts[try row.day("received_on")] = try row.int("n")
    }
    return Contact.UsualDay(counts, before: today, since: first)
  }

  /// Contacts by their numbers, as a list shows them.
  package static func lines(of ids: [ContactID], in tx: any Transaction) throws -> [Waiting] {
    ids.isEmpty ? [] : try lines("c.id IN (\(list: ids))", order: oldestFirst, in: tx)
  }

  /// Contacts of the last weeks from one source about one of these children: of the same name, or of
  /// the same family's name and date of birth. Oldest first.
  package static func alike(
    _ children: [Contact.Named], from source: ReferralSource, since day: Day,
    in tx: any Transaction
  ) throws -> [Waiting] {
    var ids: Set<ContactID> = []
    for row in try tx.rows(
      """
      SELECT c.id, p.given, p.family, p.birth FROM contact c
      JOIN contact_person p ON p.contact = c.id AND p.is_child = 1
      WHERE c.received_on >= \(day) AND c.source = \(source.rawValue)
      """)
    {
      let (given, family) = (try row.text("given"), try row.text("family"))
      let birth = try row.dayIfAny("birth")
      let isOne = children.contains { child in
        let isFamily = Folding.joined(child.family) == Folding.joined(family)
        if child.given.isEmpty || given.isEmpty || !isFamily { return false }
        if let one = child.birth, let other = birth { return one == other }
        return Folding.joined(child.given) == Folding.joined(given)
      }
      if isOne { ids.insert(try row.id("id")) }
    }
    return try lines(of: ids.sorted(), in: tx)
  }

  /// The contact of an act that was done before under this key.
  package static func acted(under key: String, in tx: any Transaction) throws -> ContactID? {
    try tx.row("SELECT number FROM act WHERE key = \(key) AND noun = \(Contact.noun)")?
      .id("number")
  }

  /// Where every contact that ever came is: what is received is decided, waits or is parked.
  package struct Accounts: Sendable, Equatable {
    package let received: Int
    package let decided: Int
    package let waiting: Int
    package let parked: Int
    package var isWhole: Bool { received == decided + waiting + parked }
  }

  package static func accounts(on today: Day, in tx: any Transaction) throws -> Accounts {
    let looking = Looking(WorkerID(0), on: today)
    func count(_ sql: SQL) throws -> Int { try tx.row(sql)?.int("n") ?? 0 }
    return Accounts(
      // By the facts, so that a contact that no list shows is missed.
      received: try count(
        """
        SELECT COUNT(*) AS n FROM fact WHERE noun = \(Contact.noun)
          AND kind = \(Contact.noun + ".received")
        """),
      decided: try count(
        "SELECT COUNT(*) AS n FROM contact c WHERE c.status IN ('waitingForCheck', 'closed')"),
      waiting: try count(
        """
        SELECT COUNT(*) AS n FROM contact c
        WHERE \(condition(Filter(stage: .undecided), looking))
        """),
      parked: try count(
        """
        SELECT COUNT(*) AS n FROM contact c WHERE \(condition(Filter(stage: .parked), looking))
        """))
  }

  // MARK: - Conditions

  private static func condition(_ filter: Filter, _ looking: Looking) -> SQL {
    var sql = stage(filter, looking)
    if let day = filter.received { sql = "\(sql) AND c.received_on = \(day)" }
    if let arrived = filter.arrived { sql = "\(sql) AND \(Self.arrived(arrived))" }
    if let group = filter.source {
      let codes = ReferralSource.allCases.filter { $0.group == group }.map(\.code)
      sql = "\(sql) AND c.source IN (\(list: codes))"
    }
    switch filter.with {
    case .worker(let worker): sql = "\(sql) AND c.assigned_to = \(worker)"
    case .nobody: sql = "\(sql) AND c.assigned_to IS NULL"
    case nil: break
    }
    if filter.pressing {
      sql = "\(sql) AND \(undecided) AND \(received(by: looking.pressing.half))"
    }
    return sql
  }

  private static let undecided: SQL = "c.status IN ('waiting', 'returned')"

  private static func stage(_ filter: Filter, _ looking: Looking) -> SQL {
    // Its day has not come; compared as text, which sorts as days do.
    let here: SQL = "(c.parked_until IS NULL OR c.parked_until <= \(looking.today))"
    switch filter.stage {
    case .waiting: return "c.status = 'waiting' AND \(here)"
    case .returned: return "c.status = 'returned' AND \(here)"
    case .waitingForCheck: return "c.status = 'waitingForCheck'"
    case .undecided: return "\(undecided) AND \(here)"
    // Neither stops for what is parked.
    case .heldUp: return "\(undecided) AND c.outcome_clear = 1"
    case .late: return "\(undecided) AND \(received(by: looking.pressing.late))"
    case .parked: return "\(undecided) AND c.parked_until > \(looking.today)"
    case nil:
      return filter.received != nil || filter.arrived != nil
        ? "1 = 1" : "c.status IN ('waiting', 'returned', 'waitingForCheck') AND \(here)"
    }
  }

  private static func received(by day: Day?) -> SQL {
    day.map { "c.received_on <= \($0)" } ?? "1 = 0"
  }

  /// Leaves out what names somebody whose record is hidden from this worker.
  static func unhidden(_ looking: Looking, in tx: any Transaction) throws -> SQL {
    let hidden = try hidden(from: looking.worker, in: tx)
    guard !hidden.isEmpty else { return "1 = 1" }
    return """
      c.id NOT IN (SELECT x.contact FROM contact_person x WHERE x.person IN \(records: hidden))
      """
  }

  /// A worker, for judging whether a contact can be given to them.
  static func assignee(
    _ worker: WorkerID, in tx: any Transaction
  ) throws -> Contact.Assignee? {
    try WorkerTable.line(worker, in: tx).map {
      Contact.Assignee(name: $0.name, roles: $0.roles, hasLeft: $0.leftOn != nil)
    }
  }
}
