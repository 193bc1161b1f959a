import Domain
import Store

/// What the police sent is never lost, never doubled, and every day adds up.
extension Invariant {
  static let policeKept = Invariant(
    "every report that the police sent is there",
    rows: """
      SELECT f.number, COUNT(*) AS sent FROM fact f
      WHERE f.kind IN ('policenotification.received', 'policenotification.receivedAgain')
      GROUP BY f.number
      HAVING COUNT(*) <> (SELECT COUNT(*) FROM policenotification_report r
        WHERE r.notification = f.number)
      """)

  static let policeOnce = Invariant(
    "one incident is one notification",
    rows: "SELECT incident FROM policenotification GROUP BY incident HAVING COUNT(*) > 1")

  static let policeContact = Invariant(
    "a notification that was routed to a contact is in one that is there",
    rows: """
      SELECT r.notification, r.contact FROM policenotification_routing r
      WHERE r.contact IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = r.contact)
      """)

  /// On the last day of every report and of today: received = assessed + carried over + waiting.
  static let policeDays = Invariant("each day at the police desk adds up") { tx in
    let days = try tx.rows(
      """
      SELECT received_on AS day FROM policenotification_report
      UNION SELECT assessed_on AS day FROM policenotification_report WHERE assessed_on IS NOT NULL
      UNION SELECT day FROM policenotification_carry ORDER BY day
      """
    ).map { try $0.day("day") }
    return try days.flatMap { day -> [String] in
      let now = try PoliceNotificationTable.day(day, in: tx)
      // Counted another way: all facts of receiving by the end of that day, less what was assessed
      // on an earlier one.
      let row = try tx.row(
        """
        SELECT
          (SELECT COUNT(*) FROM fact WHERE recorded < \(AsAt.end(of: day)) AND kind IN
            ('policenotification.received', 'policenotification.receivedAgain')) AS recorded,
          (SELECT COUNT(*) FROM policenotification_report WHERE received_on <= \(day)) AS received,
          (SELECT COUNT(*) FROM policenotification_report WHERE assessed_on < \(day)) AS before
        """)
      let (recorded, received, before) = (
        try row?.int("recorded") ?? 0, try row?.int("received") ?? 0, try row?.int("before") ?? 0
      )
      let sum = now.assessed.count + now.carriedOver.count + now.unassessed.count
      var wrong: [String] = []
      if sum != received - before { wrong.append("\(day): \(sum) of \(received - before)") }
      if now.received.count + now.broughtForward.count != sum { wrong.append("\(day): in and out") }
      // What was recorded by then was received by then.
      if recorded > received { wrong.append("\(day): \(recorded) recorded, \(received) received") }
      return wrong
    }
  }
}
