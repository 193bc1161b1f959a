import Domain

/// One notification, whole, as its page shows it.
extension PoliceNotificationTable {
  package struct Whole: Sendable {
    package let id: PoliceNotificationID
    package let version: Int
    package let status: PoliceNotification.Status
    /// Since when something of it waits; nil when nothing does.
    package let waitingSince: Instant?
    package let takenBy: WorkerID?
    package let reports: [PoliceNotification.Report]
    package let named: [PoliceNotification.Named]
    package let assessments: [Assessed]
    package let routings: [Routed]
    package let carried: [PoliceNotification.CarryOver]
    package let readers: [WorkerID]
    /// Those with open work to which it was passed.
    package let passed: [PersonID]
    /// Homes that its pages must not tell.
    package let undisclosed: UndisclosedHomes

    package struct Assessed: Sendable {
      package let grade: PoliceNotification.Grade
      package let reason: String
      package let history: String
      package let by: WorkerID
      package let at: Instant
      package let reports: Int
    }

    package struct Routed: Sendable {
      package let route: PoliceNotification.Route
      package let reason: String
      package let contact: ContactID?
      package let by: WorkerID
      package let at: Instant
      package let reports: Int
    }

    package var children: [PoliceNotification.Named] { named.filter(\.isChild) }
    package var matched: [PersonID] { named.compactMap(\.person) }
    package var isAssessed: Bool { (assessments.last?.reports ?? 0) == reports.count }
    package var isRouted: Bool { (routings.last?.reports ?? 0) == reports.count }
    package var reference: String { reports.first?.reference ?? "" }
    package var kind: String { reports.last?.kind ?? "" }
    /// The officer's, else the gravest that those who attended gave.
    package var grade: PoliceNotification.Grade? {
      isAssessed ? assessments.last?.grade : reports.compactMap(\.grade).max()
    }
    package var marks: [PoliceNotification.Mark] {
      PoliceNotification.Mark.allCases.filter { mark in
        reports.contains { $0.marks.contains(mark) }
      }
    }
    /// Where it happened, unless that must not be told.
    package var address: Disclosable<Person.Address>? {
      reports.compactMap(\.address).last.map { undisclosed.sealed($0) }
    }

    /// From the first report that waits to the routing; of what is done, of the last one.
    package func clock(_ limits: PoliceTimeLimits = PoliceTimeLimits()) -> HourClock? {
      let since =
        isRouted
        ? reports.last?.receivedAt
        : reports.dropFirst(routings.last?.reports ?? 0).map(\.receivedAt).min()
      guard let since, let limit = limits.limit(for: grade, on: since.day) else { return nil }
      return HourClock(
        started: since, hours: limit.hours, stopped: isRouted ? routings.last?.at : nil)
    }
  }

  package static func whole(
    _ id: PoliceNotificationID, in tx: any Transaction
  ) throws -> Whole? {
    try whole([id], in: tx).first
  }

  /// Those that there are, in the order given.
  package static func whole(
    _ ids: [PoliceNotificationID], in tx: any Transaction
  ) throws -> [Whole] {
    guard !ids.isEmpty else { return [] }
    var parts = Parts()
    try parts.read(ids, in: tx)
    let heads = try tx.rows(
      "SELECT * FROM policenotification WHERE id IN (\(list: ids))")
    let neighbours = try neighbours(of: heads, in: tx)
    let all = Set(parts.named.values.joined().compactMap(\.person)).union(neighbours).sorted()
    let undisclosed =
      all.isEmpty ? UndisclosedHomes([]) : try UndisclosedHomes.near(all, in: tx)
    var found: [PoliceNotificationID: Whole] = [:]
    for row in heads {
      let id: PoliceNotificationID = try row.id("id")
      found[id] = Whole(
        id: id, version: try row.int("version"), status: try row.code("status"),
        waitingSince: try row.instantIfAny("waiting_since"),
        takenBy: try row.idIfAny("taken_by"), reports: parts.reports[id] ?? [],
        named: parts.named[id] ?? [], assessments: parts.assessments[id] ?? [],
        routings: parts.routings[id] ?? [], carried: parts.carried[id] ?? [],
        readers: parts.readers[id] ?? [], passed: parts.passed[id] ?? [],
        undisclosed: undisclosed)
    }
    return ids.compactMap { found[$0] }
  }

  /// Whoever the record knows at one of these postcodes: one of them may have to be kept back though
  /// nobody has matched anybody yet.
  private static func neighbours(
    of heads: [Row], in tx: any Transaction
  ) throws -> [PersonID] {
    let postcodes = Set(try heads.compactMap { try $0.textIfAny("postcode") }).sorted()
    guard !postcodes.isEmpty else { return [] }
    return try tx.rows(
      "SELECT DISTINCT person FROM person_address WHERE postcode IN (\(list: postcodes))"
    ).map { try $0.id("person") }
  }

  /// The rows beside the heads, by notification.
  private struct Parts {
    var reports: [PoliceNotificationID: [PoliceNotification.Report]] = [:]
    var named: [PoliceNotificationID: [PoliceNotification.Named]] = [:]
    var assessments: [PoliceNotificationID: [Whole.Assessed]] = [:]
    var routings: [PoliceNotificationID: [Whole.Routed]] = [:]
    var carried: [PoliceNotificationID: [PoliceNotification.CarryOver]] = [:]
    var readers: [PoliceNotificationID: [WorkerID]] = [:]
    var passed: [PoliceNotificationID: [PersonID]] = [:]

    mutating func read(_ ids: [PoliceNotificationID], in tx: any Transaction) throws {
      func rows(_ table: String, _ order: String) throws -> [(PoliceNotificationID, Row)] {
        let from = SQL(trusted: "SELECT * FROM policenotification_\(table)")
        let by = SQL(trusted: "ORDER BY notification, \(order)")
        return try tx.rows("\(from) WHERE notification IN (\(list: ids)) \(by)").map {
          (try $0.id("notification"), $0)
        }
      }
      for (id, row) in try rows("report", "position") {
        reports[id, default: []].append(try PoliceNotificationTable.report(row))
      }
      for (id, row) in try rows("person", "key") {
        named[id, default: []].append(
          PoliceNotification.Named(
            key: try row.int("key"), given: try row.text("given"),
            family: try row.text("family"), birth: try row.dayIfAny("birth"),
            age: try row.textIfAny("age"), role: try row.textIfAny("role"),
            isChild: try row.bool("is_child"), person: try row.idIfAny("person")))
      }
      for (id, row) in try rows("assessment", "position") {
        assessments[id, default: []].append(
          Whole.Assessed(
            grade: try row.code("grade"), reason: try row.text("reason"),
            history: try row.text("history"), by: try row.id("assessed_by"),
            at: try row.instant("assessed_at"), reports: try row.int("reports")))
      }
      for (id, row) in try rows("routing", "position") {
        routings[id, default: []].append(
          Whole.Routed(
            route: try row.code("route"), reason: try row.text("reason"),
            contact: try row.idIfAny("contact"), by: try row.id("routed_by"),
            at: try row.instant("routed_at"), reports: try row.int("reports")))
      }
      for (id, row) in try rows("carry", "position") {
        carried[id, default: []].append(
          PoliceNotification.CarryOver(
            day: try row.day("day"), reason: try row.text("reason"),
            by: try row.id("carried_by"), on: try row.day("carried_on"),
            reports: try row.int("reports")))
      }
      for (id, row) in try rows("reader", "worker") {
        readers[id, default: []].append(try row.id("worker"))
      }
      for (id, row) in try rows("passed", "child") {
        passed[id, default: []].append(try row.id("child"))
      }
    }
  }

  /// A report without its people, who stand with the notification.
  private static func report(_ row: Row) throws -> PoliceNotification.Report {
    let lines = try row.textIfAny("address")
    return PoliceNotification.Report(
      receivedAt: try row.instant("received_at"), force: try row.text("force"),
      reference: try row.text("reference"), happenedOn: try row.day("happened_on"),
      happenedMinute: try row.intIfAny("happened_minute"), kind: try row.text("kind"),
      grade: try row.codeIfAny("grade"),
      marks: try row.text("marks").split(separator: " ").compactMap {
        PoliceNotification.Mark(rawValue: String($0))
      }, childrenPresent: try row.code("children_present"),
      address: try lines.map {
        Person.Address(
          lines: $0, postcode: try row.textIfAny("postcode"), uprn: try row.textIfAny("uprn"))
      }, text: try row.text("text"), named: [])
  }
}
