import Domain

/// One day at the police desk: what there was to assess, and what became of each of it (A6).
///
/// What there was is what came on the day and what was brought forward to it; each is assessed on that
/// day, carried over from it with a reason, or unassessed. A report is counted once in each day.
package struct PoliceDay: Sendable, Equatable {
  package let day: Day
  package let lines: [Line]
  package let routed: [Routed]

  /// One report of an incident.
  package struct Line: Sendable, Equatable {
    package let id: PoliceNotificationID
    package let position: Int
    package let receivedOn: Day
    package let state: State
  }

  package enum State: Sendable, Equatable {
    case assessed
    case carriedOver(reason: String, by: WorkerID)
    case unassessed
  }

  package struct Routed: Sendable, Equatable {
    package let id: PoliceNotificationID
    package let route: PoliceNotification.Route
  }

  package var received: [Line] { lines.filter { $0.receivedOn == day } }
  package var broughtForward: [Line] { lines.filter { $0.receivedOn < day } }
  package var assessed: [Line] { lines.filter { $0.state == .assessed } }
  package var carriedOver: [Line] {
    lines.filter { if case .carriedOver = $0.state { true } else { false } }
  }
  package var unassessed: [Line] { lines.filter { $0.state == .unassessed } }
  package func routed(_ route: PoliceNotification.Route) -> [Routed] {
    routed.filter { $0.route == route }
  }

  /// Without those that somebody may not know of.
  package func leavingOut(_ hidden: Set<PoliceNotificationID>) -> PoliceDay {
    PoliceDay(
      day: day, lines: lines.filter { !hidden.contains($0.id) },
      routed: routed.filter { !hidden.contains($0.id) })
  }
}

extension PoliceNotificationTable {
  package static func day(_ day: Day, in tx: any Transaction) throws -> PoliceDay {
    let lines = try tx.rows(
      """
      SELECT r.notification, r.position, r.received_on, r.assessed_on, c.reason, c.carried_by
      FROM policenotification_report r
      LEFT JOIN policenotification_carry c ON c.notification = r.notification
        AND c.day = \(day) AND c.position =
          (SELECT MAX(l.position) FROM policenotification_carry l
            WHERE l.notification = r.notification AND l.day = \(day) AND l.reports > r.position)
      WHERE r.received_on <= \(day) AND (r.assessed_on IS NULL OR r.assessed_on >= \(day))
      ORDER BY r.received_at, r.notification, r.position
      """
    ).map { row in
      var state = PoliceDay.State.unassessed
      if try row.dayIfAny("assessed_on") == day {
        state = .assessed
      } else if let reason = try row.textIfAny("reason") {
        state = .carriedOver(reason: reason, by: try row.id("carried_by"))
      }
      return PoliceDay.Line(
        id: try row.id("notification"), position: try row.int("position"),
        receivedOn: try row.day("received_on"), state: state)
    }
    let routed = try tx.rows(
      """
      SELECT notification, route FROM policenotification_routing WHERE routed_on = \(day)
      ORDER BY routed_at, notification, position
      """
    ).map { PoliceDay.Routed(id: try $0.id("notification"), route: try $0.code("route")) }
    return PoliceDay(day: day, lines: lines, routed: routed)
  }

  /// What waits at the desk now: to be assessed, and to be routed.
  package static func counts(in tx: any Transaction) throws -> (assess: Int, route: Int) {
    let row = try tx.row(
      """
      SELECT
        (SELECT COUNT(*) FROM policenotification WHERE status IN ('waiting', 'routed')) AS assess,
        (SELECT COUNT(*) FROM policenotification WHERE status IN ('waiting', 'assessed')) AS route
      """)
    return (try row?.int("assess") ?? 0, try row?.int("route") ?? 0)
  }
}
