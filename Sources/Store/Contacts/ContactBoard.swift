import Domain

/// The front door: everything that waits, oldest first.
extension ContactTable {
  /// One contact that waits for a decision or for its second check.
  package struct Waiting: Sendable {
    package let id: ContactID
    package let receivedOn: Day
    package let receivedMinute: Int?
    package let method: Contact.Method
    package let source: ReferralSource
    package let agency: String?
    package let account: String
    package let inDanger: Contact.Answer
    package let status: Contact.Status
    /// Nil before triage.
    package let outcomeClear: Bool?
    /// The level decided, or the one said at triage.
    package let level: Contact.Level?
    package let decidedOn: Day?
    package let decidedBy: WorkerID?
    /// Who sent the decision back last.
    package let returnedBy: WorkerID?
    package let recordedBy: Actor.Identity?
    package let version: Int
    /// Who has it in hand.
    package let assignedTo: WorkerID?
    /// The day on which it comes back, or came back, from being put aside; nil after its decision.
    package let parkedUntil: Day?
    package let parkedReason: String?
    package var people: [Contact.Named] = []
    /// Other contacts about the same children in the twelve months before this one.
    package var recontacts = 0
    /// The day on which a sampled decision was sent back, if that is why it waits.
    package var cameBack: Day?

    package var children: [Contact.Named] { people.filter(\.isChild) }
    package var matched: [PersonID] { people.compactMap(\.person) }
    package var fromPolice: Bool { method == .police || source == .police }
    /// Clear already, and still undecided (A3).
    package var isHeldUp: Bool { outcomeClear == true && decidedOn == nil }

    /// Put aside on this day; it comes back by itself.
    package func isParked(on today: Day) -> Bool { parkedUntil.map { today < $0 } ?? false }

    /// The contact's clock on its way to a decision.
    package var clock: Clock? {
      Contact.decisionClock(
        received: receivedOn, minute: receivedMinute, decided: decidedOn, cameBack: cameBack)
    }
  }

  /// Contacts of the given states, oldest first.
  package static func waiting(
    _ states: [Contact.Status] = [.waiting, .returned, .waitingForCheck],
    in tx: any Transaction
  ) throws -> [Waiting] {
    try lines("c.status IN (\(list: states.map(\.rawValue)))", order: oldestFirst, in: tx)
  }

  static let oldestFirst: SQL = "c.received_on, COALESCE(c.received_minute, 1440), c.id"

  /// Contacts of a condition, with everybody named in them. Of the account only its beginning: a list
  /// shows no more of it.
  static func lines(
    _ condition: SQL, order: SQL, in tx: any Transaction
  ) throws -> [Waiting] {
    var lines = try tx.rows(
      """
      SELECT c.id, c.received_on, c.received_minute, c.method, c.source, c.agency,
        SUBSTR(c.account, 1, 400) AS account,
        c.in_danger, c.status, c.outcome_clear, c.triage_level, c.level, c.decided_on,
        c.decided_by, c.recorded_by, c.version, c.assigned_to, c.parked_until, c.parked_reason,
        (SELECT r.returned_by FROM contact_return r WHERE r.contact = c.id
          ORDER BY r.position DESC LIMIT 1) AS returned_by
      FROM contact c WHERE \(condition) ORDER BY \(order)
      """
    ).map(waiting)
    let ids = lines.map(\.id)
    let people = try named(in: ids, tx)
    let again = try recontacts(of: ids, in: tx)
    let back = try cameBack(ids, in: tx)
    for index in lines.indices {
      lines[index].people = people[lines[index].id] ?? []
      lines[index].recontacts = again[lines[index].id] ?? 0
      lines[index].cameBack = back[lines[index].id]
    }
    return lines
  }

  /// Contacts about any of these people that nobody has decided yet.
  package static func undecided(
    about people: [PersonID], in tx: any Transaction
  ) throws -> [ContactID] {
    guard !people.isEmpty else { return [] }
    return try tx.rows(
      """
      SELECT DISTINCT c.id FROM contact c JOIN contact_person p ON p.contact = c.id
      WHERE c.status IN ('waiting', 'returned') AND p.person IN \(records: people) ORDER BY c.id
      """
    ).map { try $0.id("id") }
  }

  private static func waiting(_ row: Row) throws -> Waiting {
    Waiting(
      id: try row.id("id"), receivedOn: try row.day("received_on"),
      receivedMinute: try row.intIfAny("received_minute"), method: try row.code("method"),
      source: try row.code("source"), agency: try row.textIfAny("agency"),
      account: try row.text("account"), inDanger: try row.code("in_danger"),
      status: try row.code("status"), outcomeClear: try row.boolIfAny("outcome_clear"),
      level: try row.level("level") ?? row.level("triage_level"),
      decidedOn: try row.dayIfAny("decided_on"), decidedBy: try row.idIfAny("decided_by"),
      returnedBy: try row.idIfAny("returned_by"),
      recordedBy: Actor.Identity(try row.text("recorded_by")), version: try row.int("version"),
      assignedTo: try row.idIfAny("assigned_to"), parkedUntil: try row.dayIfAny("parked_until"),
      parkedReason: try row.textIfAny("parked_reason"))
  }

  /// Everybody named, by contact, in the order in which they were named.
  static func named(
    in contacts: [ContactID], _ tx: any Transaction
  ) throws -> [ContactID: [Contact.Named]] {
    var people: [ContactID: [Contact.Named]] = [:]
    for row in try tx.rows(
      """
      SELECT contact, key, given, family, birth, age, postcode, relation, is_child, person, phone
      FROM contact_person WHERE contact IN (\(list: contacts)) ORDER BY contact, key
      """)
    {
      people[try row.id("contact"), default: []].append(
        Contact.Named(
          key: try row.int("key"), given: try row.text("given"), family: try row.text("family"),
          birth: try row.dayIfAny("birth"), age: try row.textIfAny("age"),
          postcode: try row.textIfAny("postcode"), relation: try row.textIfAny("relation"),
          isChild: try row.bool("is_child"), person: try row.idIfAny("person"),
          phone: try row.textIfAny("phone")))
    }
    let matched = people.values.joined().compactMap(\.person)
    guard !matched.isEmpty else { return people }
    let undisclosed = try UndisclosedHomes.near(matched, in: tx)
    guard !undisclosed.isEmpty else { return people }
    let hiding = try PersonTable.whole(of: matched, in: tx)
      .filter { $0.person.addresses.contains(where: \.isKeptBack) }.map(\.id)
    return people.mapValues { named in
      named.map { one in
        // Whatever a caller said of where they live: one that is shown tells that another is right. Nor
        // is the home kept back shown with somebody who does not live there any more.
        let isHiding = one.person.map { hiding.contains($0) } ?? false
        guard isHiding || undisclosed.holds(postcode: one.postcode) else { return one }
        var one = one
        one.postcode = nil
        return one
      }
    }
  }

  /// How many other contacts there were about the same children in the twelve months before.
  package static func recontacts(
    of contacts: [ContactID], in tx: any Transaction
  ) throws -> [ContactID: Int] {
    var counts: [ContactID: Int] = [:]
    for row in try tx.rows(
      """
      SELECT DISTINCT c.id AS id, c.received_on AS received_on, e.id AS earlier,
        e.received_on AS earlier_on
      FROM contact c
      JOIN contact_person p ON p.contact = c.id AND p.is_child = 1
      JOIN person_record v ON v.record = p.person
      JOIN person_record w ON w.person = v.person
      JOIN contact_person q ON q.person = w.record AND q.contact <> c.id
      JOIN contact e ON e.id = q.contact
      WHERE c.id IN (\(list: contacts))
        AND (e.received_on < c.received_on OR (e.received_on = c.received_on AND e.id < c.id))
      """)
    {
      let earliest = try row.day("received_on").adding(months: -12)
      if try row.day("earlier_on") >= earliest { counts[try row.id("id"), default: 0] += 1 }
    }
    return counts
  }
}

extension Row {
  func level(_ column: String) throws -> Contact.Level? {
    guard let number = try intIfAny(column) else { return nil }
    guard let level = Contact.Level(rawValue: number) else {
      throw RowError(column: column, problem: "is not a level of need")
    }
    return level
  }
}
