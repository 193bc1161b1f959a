import Domain

/// What lasted: open work and plans, with their beginning and end.
package struct StatusBar: Sendable, Equatable {
  package let name: String
  package let from: Day
  /// Nil while it lasts.
  package let to: Day?

  package static func of(_ child: PersonID, in tx: any Transaction) throws -> [StatusBar] {
    let work = try tx.rows(
      """
      SELECT received_on, closed_on, is_open FROM referral
      WHERE child IN \(records: child) AND (is_open = 1 OR closed_on IS NOT NULL)
      ORDER BY received_on
      """
    ).map { row in
      StatusBar(
        name: "Open work", from: try row.day("received_on"),
        to: try row.bool("is_open") ? nil : try row.dayIfAny("closed_on"))
    }
    let plans = try tx.rows(
      """
      SELECT kind, from_day, to_day FROM plan WHERE child IN \(records: child) ORDER BY from_day
      """
    ).map { row in
      StatusBar(
        name: (try row.code("kind") as Plan.Kind).words, from: try row.day("from_day"),
        to: try row.dayIfAny("to_day"))
    }
    return work + plans
  }
}
