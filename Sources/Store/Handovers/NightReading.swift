import Domain

/// What a report of one night counts, and whom a worker rings at night about a child.
package enum NightReading {
  package struct Hour: Sendable, Equatable {
    /// By London's clocks.
    package let day: Day
    package let hour: Int
    package let contacts: Int
  }

  /// Contacts that came while the day service was closed, hour by hour in the order of the night;
  /// hours without any are left out. One whose time nobody wrote down is in no hour.
  package static func contacts(in night: Night, in tx: any Transaction) throws -> [Hour] {
    let (first, last) = (night.closes.london, night.ends.london)
    return try tx.rows(
      """
      SELECT received_on, received_minute / 60 AS hour, COUNT(*) AS contacts FROM contact
      WHERE (received_on = \(first.day) AND received_minute >= \(first.hour * 60 + first.minute))
        OR (received_on = \(last.day) AND received_minute < \(last.hour * 60 + last.minute))
      GROUP BY received_on, received_minute / 60 ORDER BY received_on, hour
      """
    ).map {
      Hour(
        day: try $0.day("received_on"), hour: try $0.int("hour"),
        contacts: try $0.int("contacts"))
    }
  }

  /// The managers of the team that has a child.
  package static func managers(of child: PersonID, in tx: any Transaction) throws -> [String] {
    try tx.rows(
      """
      SELECT DISTINCT w.name FROM referral r JOIN worker w ON w.team = r.team
      JOIN worker_role o ON o.worker = w.id AND o.role = \(Role.teamManager.rawValue)
      WHERE r.child IN \(records: child) AND r.is_open = 1 AND w.left_on IS NULL ORDER BY w.name
      """
    ).map { try $0.text("name") }
  }
}
