import Domain

/// What stands about the agencies of a day: what each sent, what became of it, what it owes.
extension DailyReportTable {
  /// What one agency's report of a day is composed from.
  package static func standing(
    for reader: DailyReport.Reader, on day: Day, in tx: any Transaction
  ) throws -> DailyReport.Standing {
    var sent = try sent(by: reader.kind, on: day, in: tx)
      .filter { $0.isOf(reader) }.map(\.sent)
    for index in sent.indices where sent[index].isTellable {
      (sent[index].children, sent[index].reference) = try told(of: sent[index].contact, in: tx)
    }
    let people = Set(sent.flatMap(\.people)).sorted()
    return DailyReport.Standing(
      sent: sent, awaited: try awaited(of: reader, on: day, in: tx),
      usual: try usual(of: reader, before: day, in: tx),
      notifications: try notifications(of: reader, on: day, in: tx),
      already: try tx.row(
        """
        SELECT id FROM dailyreport
        WHERE reader = \(reader.key) AND day = \(day) AND status <> 'withdrawn'
        """)?.id("id"),
      agency: try registered(in: tx)[reader.key],
      homes: people.isEmpty ? UndisclosedHomes([]) : try UndisclosedHomes.near(people, in: tx))
  }

  /// An agency with something to tell of a day, or with nothing but its name.
  package struct AgencyDay: Sendable {
    package let reader: DailyReport.Reader
    package fileprivate(set) var received = 0
    package fileprivate(set) var decided = 0
    package fileprivate(set) var waiting = 0
    package fileprivate(set) var parked = 0
    package fileprivate(set) var overdue = 0
    /// Contacts that are not told of, without those whose record is hidden.
    package fileprivate(set) var leftOut = 0
    /// A contact of it that is told of: the handle by which the agency is found again.
    package fileprivate(set) var contact: ContactID?
  }

  /// The agency that sent a contact, as the report of a day knows it.
  package static func reader(
    of contact: ContactID, on day: Day, in tx: any Transaction
  ) throws -> DailyReport.Reader? {
    guard let row = try tx.row("SELECT source, agency FROM contact WHERE id = \(contact)"),
      let kind = PartnerCheck.Agency(try row.code("source")),
      let agency = try row.textIfAny("agency"), !agency.isEmpty,
      // Nobody learns from an address that a record is there that is closed to them.
      try held([contact], in: tx).isEmpty
    else { return nil }
    return DailyReport.Reader(kind: kind, name: agency)
  }

  /// Every agency that sent something which came, was decided or waited on a day, or that owes an
  /// answer. What is left out of a report is in none of its figures.
  package static func agencies(on day: Day, in tx: any Transaction) throws -> [AgencyDay] {
    let registered = try registered(in: tx)
    var days: [String: AgencyDay] = [:]
    for kind in PartnerCheck.Agency.allCases {
      for one in try sent(by: kind, on: day, in: tx) {
        guard let agency = one.agency, !agency.isEmpty else { continue }
        var reader = DailyReport.Reader(kind: kind, name: agency)
        reader.agency = registered[reader.key]
        var of = days[reader.key] ?? AgencyDay(reader: reader)
        of.count(one, on: day)
        days[reader.key] = of
      }
      for key in days.keys.sorted() where days[key]?.reader.kind == kind {
        guard let reader = days[key]?.reader else { continue }
        days[key]?.overdue = try awaited(of: reader, on: day, in: tx).count
      }
    }
    return days.values.filter { $0.received + $0.decided + $0.waiting + $0.parked + $0.leftOut > 0 }
      .sorted {
        ($0.reader.kind.rawValue, $0.reader.key) < ($1.reader.kind.rawValue, $1.reader.key)
      }
  }

  /// The agencies that are registered for the portal, by the name under which a reader is known.
  private static func registered(in tx: any Transaction) throws -> [String: AgencyID] {
    var all: [String: AgencyID] = [:]
    for line in try AgencyTable.lines(in: tx) where !line.isClosed {
      all[DailyReport.Reader(kind: line.kind, name: line.name).key] = line.id
    }
    return all
  }

  /// Those of these contacts whose line may not be told now.
  package static func held(
    _ contacts: [ContactID], in tx: any Transaction
  ) throws -> Set<ContactID> {
    var held = Set(try restricted(contacts, in: tx).keys)
    for (contact, reason) in try untold(contacts, in: tx) where reason != .noWay {
      held.insert(contact)
    }
    return held
  }

  // MARK: - What was sent

  fileprivate struct FromAgency: Sendable {
    var sent: DailyReport.Sent
    let agency: String?
    let isHidden: Bool

    func isOf(_ reader: DailyReport.Reader) -> Bool { agency.map(reader.isCalled) ?? false }
  }

  private static func sent(
    by kind: PartnerCheck.Agency, on day: Day, in tx: any Transaction
  ) throws -> [FromAgency] {
    let rows = try tx.rows(
      """
      SELECT c.id, c.agency, c.received_on, c.keep_from_family, c.status, c.decided_on,
        c.checked_on, c.parked_on, c.parked_until, o.owed_from
      FROM contact c LEFT JOIN contact_owed o ON o.contact = c.id
      WHERE c.source IN (\(list: kind.sources.map(\.code))) AND c.received_on <= \(day)
        AND c.id IN (
          SELECT id FROM contact WHERE received_on = \(day)
          UNION SELECT contact FROM contact_owed WHERE owed_from >= \(day)
          UNION SELECT id FROM contact
            WHERE status IN ('waiting', 'returned', 'waitingForCheck') AND received_on < \(day))
      ORDER BY c.received_on, COALESCE(c.received_minute, 1440), c.id
      """)
    let ids: [ContactID] = try rows.map { try $0.id("id") }
    let closed = try restricted(ids, in: tx)
    let reasons = try untold(ids, in: tx)
    let people = try matched(ids, in: tx)
    var outcomes: [ContactID: [Contact.Outcome]] = [:]
    for row in try tx.rows(
      "SELECT contact, outcome FROM contact_outcome WHERE contact IN (\(list: ids))")
    {
      outcomes[try row.id("contact"), default: []].append(try row.code("outcome"))
    }
    return try rows.map { row in
      let id: ContactID = try row.id("id")
      let isClosed = try row.text("status") == Contact.Status.closed.rawValue
      let ended = isClosed ? try row.dayIfAny("checked_on") ?? row.dayIfAny("decided_on") : nil
      return FromAgency(
        sent: DailyReport.Sent(
          contact: id, reference: nil, children: [],
          keepFromFamily: try row.bool("keep_from_family"),
          receivedOn: try row.day("received_on"),
          tellableFrom: try row.dayIfAny("owed_from") ?? ended, outcomes: outcomes[id] ?? [],
          parkedOn: try row.dayIfAny("parked_on"), parkedUntil: try row.dayIfAny("parked_until"),
          people: people[id] ?? [], isRestricted: closed[id] != nil, untold: reasons[id]),
        agency: try row.textIfAny("agency"), isHidden: closed[id] == .hidden)
    }
  }

  /// The children and the number as the agency gave them: what the unit added later is not the
  /// agency's, so it is the first fact that tells.
  private static func told(
    of contact: ContactID, in tx: any Transaction
  ) throws -> (children: [Person.Name], reference: String?) {
    guard let first = try Store.facts(of: contact, in: tx).first,
      let payload = try first.checkedPayload(),
      case .received(let details, let named) = try FactJSON.decode(payload, as: Contact.Fact.self)
    else { return ([], nil) }
    let children = named.filter(\.isChild).map { Person.Name(given: $0.given, family: $0.family) }
    return (children, details.reference)
  }

  private static func matched(
    _ contacts: [ContactID], in tx: any Transaction
  ) throws -> [ContactID: [PersonID]] {
    var people: [ContactID: [PersonID]] = [:]
    for row in try tx.rows(
      """
      SELECT DISTINCT contact, person FROM contact_person
      WHERE contact IN (\(list: contacts)) AND person IS NOT NULL ORDER BY contact, person
      """)
    {
      people[try row.id("contact"), default: []].append(try row.id("person"))
    }
    return people
  }

  /// Contacts that name somebody whose record is locked or hidden, in whichever of their records.
  private static func restricted(
    _ contacts: [ContactID], in tx: any Transaction
  ) throws -> [ContactID: Person.Restriction.Level] {
    var closed: [ContactID: Person.Restriction.Level] = [:]
    for row in try tx.rows(
      """
      SELECT DISTINCT x.contact, p.restriction FROM contact_person x
      JOIN person_record w ON w.record = x.person
      JOIN person_record v ON v.person = w.person
      JOIN person p ON p.id = v.record AND p.restriction IS NOT NULL
      WHERE x.contact IN (\(list: contacts))
      """)
    {
      let contact: ContactID = try row.id("contact")
      let level: Person.Restriction.Level = try row.code("restriction")
      if closed[contact] != .hidden { closed[contact] = level }
    }
    return closed
  }

  /// Why the referrer of a contact cannot be told, where that is what stands.
  private static func untold(
    _ contacts: [ContactID], in tx: any Transaction
  ) throws -> [ContactID: Contact.Untold.Reason] {
    var reasons: [ContactID: Contact.Untold.Reason] = [:]
    for row in try tx.rows(
      """
      SELECT u.contact, u.reason FROM contact_untold u
      JOIN contact_owed o ON o.contact = u.contact AND o.told_how = 'cannot'
      WHERE u.contact IN (\(list: contacts)) ORDER BY u.contact, u.position
      """)
    {
      reasons[try row.id("contact")] = try row.code("reason")
    }
    return reasons
  }

  // MARK: - What is owed, and what is usual

  private static func awaited(
    of reader: DailyReport.Reader, on day: Day, in tx: any Transaction
  ) throws -> [DailyReport.Awaited] {
    try tx.rows(
      """
      SELECT c.id, c.who, c.asked_on, c.due_on FROM partnercheck c
      WHERE c.status = 'open' AND c.due_on < \(day) AND c.agency = \(reader.kind.rawValue)
        AND NOT EXISTS (SELECT 1 FROM partnercheck_person k
          JOIN person_record w ON w.record = k.person
          JOIN person_record v ON v.person = w.person
          JOIN person p ON p.id = v.record AND p.restriction IS NOT NULL
          WHERE k.partnercheck = c.id)
      ORDER BY c.due_on, c.id
      """
    ).compactMap { row in
      guard reader.isNamed(in: try row.text("who")) else { return nil }
      return DailyReport.Awaited(
        check: try row.id("id"), askedOn: try row.day("asked_on"), dueOn: try row.day("due_on"))
    }
  }

  /// Numbers alone, and none of a notification that names somebody whose record is restricted.
  private static func notifications(
    of reader: DailyReport.Reader, on day: Day, in tx: any Transaction
  ) throws -> DailyReport.Notifications? {
    guard reader.kind == .police else { return nil }
    let open: SQL = """
      NOT EXISTS (SELECT 1 FROM policenotification_person k
        JOIN person_record w ON w.record = k.person
        JOIN person_record v ON v.person = w.person
        JOIN person p ON p.id = v.record AND p.restriction IS NOT NULL
        WHERE k.notification = r.notification)
      """
    let reports = try tx.rows(
      """
      SELECT r.force, r.received_on, r.assessed_on FROM policenotification_report r
      WHERE (r.received_on = \(day) OR r.assessed_on = \(day)) AND \(open)
      """
    ).filter { reader.isCalled(try $0.text("force")) }
    let routes: [PoliceNotification.Route] = try tx.rows(
      """
      SELECT o.route, r.force FROM policenotification_routing o
      JOIN policenotification_report r ON r.notification = o.notification AND r.position = 0
      WHERE o.routed_on = \(day) AND \(open)
      """
    ).filter { reader.isCalled(try $0.text("force")) }.map { try $0.code("route") }
    let came = try reports.filter { try $0.day("received_on") == day }
    let assessed = try reports.filter { try $0.dayIfAny("assessed_on") == day }
    return DailyReport.Notifications(
      received: came.count, assessed: assessed.count,
      openWork: routes.count { $0 == .openWork }, contact: routes.count { $0 == .contact },
      information: routes.count { $0 == .information })
  }

  private static func usual(
    of reader: DailyReport.Reader, before day: Day, in tx: any Transaction
  ) throws -> DailyReport.Usual? {
    let first = try tx.row("SELECT MIN(received_on) AS first FROM contact")?.dayIfAny("first")
    let days = (1...DailyReport.Usual.weeks).map { day.adding(days: -7 * $0) }
    let rows = try tx.rows(
      """
      SELECT c.id, c.received_on, c.agency FROM contact c
      WHERE c.received_on IN (\(list: days)) AND c.agency IS NOT NULL
        AND c.source IN (\(list: reader.kind.sources.map(\.code)))
      """
    ).map {
      (
        id: try $0.id("id", of: Contact.self), day: try $0.day("received_on"),
        agency: try $0.text("agency")
      )
    }
    .filter { reader.isCalled($0.agency) }
    let closed = try restricted(rows.map(\.id), in: tx)
    var counts: [Day: Int] = [:]
    for row in rows where closed[row.id] == nil { counts[row.day, default: 0] += 1 }
    return DailyReport.Usual(counts, before: day, since: first)
  }
}

extension DailyReportTable.AgencyDay {
  fileprivate mutating func count(_ one: DailyReportTable.FromAgency, on day: Day) {
    guard let ending = DailyReport.Ending(one.sent, at: day) else { return }
    guard one.sent.isTellable else {
      if !one.isHidden { leftOut += 1 }
      return
    }
    contact = contact ?? one.sent.contact
    if one.sent.receivedOn == day { received += 1 }
    switch ending {
    case .decided, .decidedForEach: decided += 1
    case .waiting: waiting += 1
    case .parked: parked += 1
    }
  }
}
