import Domain

/// What came in some days: the conditions that the figures and the lists they open share, so that each
/// figure is the length of its list.
extension ContactTable {
  package struct Arrived: Sendable, Hashable {
    package var days: ArrivalDays
    package var hour: ArrivalHour?
    package var method: Contact.Method?
    package var weekday: Day.Weekday?

    package init(
      _ days: ArrivalDays, hour: ArrivalHour? = nil, method: Contact.Method? = nil,
      weekday: Day.Weekday? = nil
    ) {
      self.days = days
      self.hour = hour
      self.method = method
      self.weekday = weekday
    }
  }

  static func arrived(_ arrived: Arrived) -> SQL {
    let days = arrived.days
    var sql: SQL = "c.received_on >= \(days.from) AND c.received_on <= \(days.to)"
    if let weekday = arrived.weekday {
      sql = "\(sql) AND c.received_on IN (\(list: days.on(weekday)))"
    }
    switch arrived.hour {
    case .hour(let hour):
      sql = """
        \(sql) AND c.received_minute >= \(hour * 60) AND c.received_minute < \(hour * 60 + 60)
        """
    case .notKnown: sql = "\(sql) AND c.received_minute IS NULL"
    case nil: break
    }
    if let method = arrived.method { sql = "\(sql) AND c.method = \(method.rawValue)" }
    return sql
  }

  /// All that came in these days, as whoever looks may know of it.
  static func came(
    in days: ArrivalDays, for looking: Looking, in tx: any Transaction
  ) throws -> SQL {
    "\(arrived(Arrived(days))) AND \(try unhidden(looking, in: tx))"
  }

  /// People whose record is hidden from a worker.
  static func hidden(from worker: WorkerID, in tx: any Transaction) throws -> [PersonID] {
    try tx.rows(
      """
      SELECT p.id FROM person p WHERE p.restriction = 'hidden' AND NOT EXISTS
        (SELECT 1 FROM person_restriction r WHERE r.person = p.id AND r.worker = \(worker))
      """
    ).map { try $0.id("id") }
  }
}
