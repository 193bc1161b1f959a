import Domain

/// Incidents by household: those at one home, and those that name one person.
extension PoliceNotificationTable {
  /// What waits about one household, with all that came about it in a year.
  package struct Household: Sendable {
    /// Oldest first.
    package var waiting: [Whole]
    /// Every incident in the twelve months before today, oldest first, those waiting among them.
    package var year: [Whole]
  }

  /// What waits at the desk by household; the household that waits longest first.
  package static func households(
    on today: Day, in tx: any Transaction
  ) throws -> [Household] {
    let ids: [PoliceNotificationID] = try tx.rows(
      "SELECT id FROM policenotification WHERE status <> 'closed' ORDER BY waiting_since, id"
    ).map { try $0.id("id") }
    let waiting = try whole(ids, in: tx)
    guard !waiting.isEmpty else { return [] }
    let year = try near(waiting, since: today.adding(months: -12), in: tx)
    let standing = try standing(of: waiting + year, in: tx)
    var households: [Household] = []
    for one in waiting {
      let isTied = { (household: Household) in
        household.waiting.contains { tied($0, one, standing) }
      }
      let mine = households.filter(isTied)
      households.removeAll(where: isTied)
      let joined = (mine.flatMap(\.waiting) + [one]).sorted(by: waitsLonger)
      households.append(Household(waiting: joined, year: []))
    }
    return households.map { household in
      Household(
        waiting: household.waiting,
        year: year.filter { other in
          household.waiting.contains { $0.id == other.id || tied($0, other, standing) }
        })
    }.sorted { waitsLonger($0.waiting[0], $1.waiting[0]) }
  }

  private static func waitsLonger(_ left: Whole, _ right: Whole) -> Bool {
    let never = Instant(milliseconds: .max)
    return (left.waitingSince ?? never, left.id) < (right.waitingSince ?? never, right.id)
  }

  /// Other incidents about the same household in the twelve months before this one, oldest first.
  package static func earlier(
    than one: Whole, in tx: any Transaction
  ) throws -> [Whole] {
    guard let day = one.reports.first?.happenedOn else { return [] }
    let others = try near([one], since: day.adding(months: -12), in: tx).filter {
      $0.id != one.id && happened($0) <= day
    }
    let standing = try standing(of: others + [one], in: tx)
    return others.filter { tied($0, one, standing) }
  }

  /// The incidents that name a person, in whichever of their records, newest first.
  package static func about(
    _ person: PersonID, in tx: any Transaction
  ) throws -> [PoliceNotificationID] {
    try tx.rows(
      """
      SELECT DISTINCT n.id, n.happened_on FROM policenotification n
      JOIN policenotification_person p ON p.notification = n.id
      WHERE p.person IN \(records: person) ORDER BY n.happened_on DESC, n.id DESC
      """
    ).map { try $0.id("id") }
  }

  /// The notifications that a contact came from, or that were added to it.
  package static func of(
    contact: ContactID, in tx: any Transaction
  ) throws -> [PoliceNotificationID] {
    try tx.rows(
      """
      SELECT DISTINCT notification FROM policenotification_routing WHERE contact = \(contact)
      ORDER BY notification
      """
    ).map { try $0.id("notification") }
  }

  /// All incidents since a day that may be about the same households, oldest first.
  private static func near(
    _ ones: [Whole], since day: Day, in tx: any Transaction
  ) throws -> [Whole] {
    let addresses = ones.flatMap { $0.reports.compactMap(\.address) }
    let ids: [PoliceNotificationID] = try tx.rows(
      """
      SELECT id, happened_on FROM policenotification
      WHERE happened_on >= \(day) AND (uprn IN (\(list: addresses.compactMap(\.uprn)))
        OR postcode IN (\(list: addresses.compactMap(\.postcode)))
        OR id IN (\(list: ones.map(\.id)))
        OR id IN (SELECT notification FROM policenotification_person
          WHERE person IN \(records: ones.flatMap(\.matched))))
      ORDER BY happened_on, id
      """
    ).map { try $0.id("id") }
    return try whole(ids, in: tx)
  }

  private static func happened(_ one: Whole) -> Day {
    one.reports.first?.happenedOn ?? Day(number: 0)
  }

  /// Whether both are about one household: at one home, or naming one person.
  private static func tied(
    _ one: Whole, _ other: Whole, _ standing: [PersonID: PersonID]
  ) -> Bool {
    let homes = one.reports.compactMap(\.address)
    let others = other.reports.compactMap(\.address)
    if homes.contains(where: { home in others.contains { $0.isSameHome(as: home) } }) {
      return true
    }
    let people = Set(one.matched.map { standing[$0] ?? $0 })
    return other.matched.contains { people.contains(standing[$0] ?? $0) }
  }

  private static func standing(
    of ones: [Whole], in tx: any Transaction
  ) throws -> [PersonID: PersonID] {
    let people = Set(ones.flatMap(\.matched)).sorted()
    var standing: [PersonID: PersonID] = [:]
    for start in stride(from: 0, to: people.count, by: 256) {
      let some = Array(people[start..<min(start + 256, people.count)])
      standing.merge(try PersonRecords.standing(for: some, in: tx)) { $1 }
    }
    return standing
  }

  // MARK: - For those who work with the children

  /// What the police told of a child, passed to those who work with them.
  package struct Passed: Sendable {
    package let id: PoliceNotificationID
    package let child: PersonID
    package let childName: String
    package let kind: String
    package let happenedOn: Day
    /// Somebody has read it, whoever.
    package let isRead: Bool
  }

  /// What was passed about these children and this worker has not read.
  package static func passed(
    about children: [PersonID], unreadBy worker: WorkerID, in tx: any Transaction
  ) throws -> [Passed] {
    guard !children.isEmpty else { return [] }
    return try tx.rows(
      """
      SELECT DISTINCT n.id AS notification, p.id, p.given, p.family, n.happened_on, r.kind,
        (SELECT COUNT(*) FROM policenotification_reader a WHERE a.notification = n.id) AS readers
      FROM policenotification_passed c JOIN policenotification n ON n.id = c.notification
      JOIN policenotification_report r ON r.notification = n.id AND r.position = 0
      JOIN person_of p ON p.record = c.child
      WHERE c.child IN \(records: children) AND NOT EXISTS
        (SELECT 1 FROM policenotification_reader m
          WHERE m.notification = n.id AND m.worker = \(worker))
      ORDER BY n.happened_on, notification, p.id
      """
    ).map { row in
      Passed(
        id: try row.id("notification"), child: try row.id("id"),
        childName: Person.Name(given: try row.text("given"), family: try row.text("family")).full,
        kind: try row.text("kind"), happenedOn: try row.day("happened_on"),
        isRead: try row.int("readers") > 0)
    }
  }
}
