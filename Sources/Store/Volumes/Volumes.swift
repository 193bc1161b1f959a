import Domain

/// How much came to the front door, by hour, method, source and weekday, and who was at work. What is
/// hidden from whoever looks is in no figure, as it is in no list.
package struct Volumes: Sendable, Equatable {
  package var contacts: [ArrivalHour: [Contact.Method: Int]] = [:]
  package var sources: [ReferralSource.Group: Int] = [:]
  package var weekdays: [Day.Weekday: Int] = [:]
  /// Reports of the police by the hour in which they came.
  package var police: [ArrivalHour: Int] = [:]
  /// Calls that are no contacts; of those the day is known and not the hour.
  package var calls = 0
  /// People of the unit who recorded anything in an hour, summed over the days.
  package var atWork: [Int: Int] = [:]

  package var total: Int { weekdays.values.reduce(0, +) }

  package func contacts(in hour: ArrivalHour) -> Int {
    contacts[hour]?.values.reduce(0, +) ?? 0
  }
  package func contacts(by method: Contact.Method) -> Int {
    contacts.values.reduce(0) { $0 + ($1[method] ?? 0) }
  }
  package var policeTotal: Int { police.values.reduce(0, +) }

  /// What the second edition of the front door's figures adds: each asks of its days alone.
  package static let schema = [
    // What came in some days, by hour, method and source, without the contacts.
    """
    CREATE INDEX contact_arrivals ON contact (received_on, received_minute, method, source)
    """,
    // Who recorded anything in some hours.
    "CREATE INDEX fact_recorded ON fact (recorded, actor)",
  ]

  package static func of(
    _ days: ArrivalDays, for looking: ContactTable.Looking, in tx: any Transaction
  ) throws -> Volumes {
    var volumes = Volumes()
    let came = try ContactTable.came(in: days, for: looking, in: tx)
    for row in try tx.rows(
      """
      SELECT c.received_minute / 60 AS hour, c.method, COUNT(*) AS n FROM contact c
      WHERE \(came) GROUP BY c.received_minute / 60, c.method
      """)
    {
      let hour = try row.intIfAny("hour").map { ArrivalHour.hour($0) } ?? .notKnown
      volumes.contacts[hour, default: [:]][try row.code("method")] = try row.int("n")
    }
    for row in try tx.rows(
      "SELECT c.source, COUNT(*) AS n FROM contact c WHERE \(came) GROUP BY c.source")
    {
      let source: ReferralSource = try row.code("source")
      volumes.sources[source.group, default: 0] += try row.int("n")
    }
    for row in try tx.rows(
      "SELECT c.received_on, COUNT(*) AS n FROM contact c WHERE \(came) GROUP BY c.received_on")
    {
      volumes.weekdays[try row.day("received_on").weekday, default: 0] += try row.int("n")
    }
    for report in try reports(in: days, for: looking, in: tx) {
      volumes.police[.hour(report.receivedAt.london.hour), default: 0] += 1
    }
    volumes.calls = try calls(in: days, in: tx).reduce(0) { $0 + $1.count }
    volumes.atWork = try atWork(in: days, in: tx)
    return volumes
  }

  // MARK: - What is no contact

  /// One report of the police, as it came.
  package struct Report: Sendable, Equatable {
    package let notification: PoliceNotificationID
    package let position: Int
    package let receivedAt: Instant
  }

  /// The police's reports of some days, in the order in which they came; of one hour, where one is given.
  package static func reports(
    in days: ArrivalDays, hour: Int? = nil, for looking: ContactTable.Looking,
    in tx: any Transaction
  ) throws -> [Report] {
    let hidden = try ContactTable.hidden(from: looking.worker, in: tx)
    let unhidden: SQL =
      hidden.isEmpty
      ? "1 = 1"
      : """
      r.notification NOT IN (SELECT x.notification FROM policenotification_person x
        WHERE x.person IN \(records: hidden))
      """
    return try tx.rows(
      """
      SELECT r.notification, r.position, r.received_at FROM policenotification_report r
      WHERE r.received_on >= \(days.from) AND r.received_on <= \(days.to) AND \(unhidden)
      ORDER BY r.received_at, r.notification, r.position
      """
    ).map {
      Report(
        notification: try $0.id("notification"), position: try $0.int("position"),
        receivedAt: try $0.instant("received_at"))
    }.filter { report in hour.map { report.receivedAt.london.hour == $0 } ?? true }
  }

  /// Calls that are no contacts, of one day and kind.
  package struct Calls: Sendable, Equatable {
    package let on: Day
    package let kind: Call.Kind
    package let count: Int
  }

  package static func calls(in days: ArrivalDays, in tx: any Transaction) throws -> [Calls] {
    try tx.rows(
      """
      SELECT happened_on, kind, SUM(count_now) AS n FROM call
      WHERE happened_on >= \(days.from) AND happened_on <= \(days.to)
      GROUP BY happened_on, kind ORDER BY happened_on, kind
      """
    ).compactMap { row in
      let count = try row.int("n")
      if count == 0 { return nil }
      return Calls(on: try row.day("happened_on"), kind: try row.code("kind"), count: count)
    }
  }

  // MARK: - Who was at work

  /// A worker of the unit is at work in an hour in which they recorded anything: that is what the ledger
  /// knows. An hour that comes twice in autumn is one hour of its day.
  private static func atWork(in days: ArrivalDays, in tx: any Transaction) throws -> [Int: Int] {
    let unit = try tx.rows(
      """
      SELECT w.id FROM worker w JOIN team t ON t.id = w.team
      WHERE t.kind = \(Team.Kind.frontDoor.rawValue) ORDER BY w.id
      """
    ).map { try $0.id("id", of: Worker.self).description }
    let moments = days.moments
    struct Seen: Hashable {
      let day: Day
      let hour: Int
      let worker: String
    }
    var seen: Set<Seen> = []
    for row in try tx.rows(
      """
      SELECT DISTINCT SUBSTR(f.recorded, 1, 13) AS hour, f.actor FROM fact f
      WHERE f.recorded >= \(moments.lowerBound) AND f.recorded < \(moments.upperBound)
        AND f.actor IN (\(list: unit))
      """)
    {
      guard let moment = Instant(iso: try row.text("hour") + ":00:00.000Z") else { continue }
      let (day, hour, _) = moment.london
      seen.insert(Seen(day: day, hour: hour, worker: try row.text("actor")))
    }
    return seen.reduce(into: [:]) { $0[$1.hour, default: 0] += 1 }
  }
}
