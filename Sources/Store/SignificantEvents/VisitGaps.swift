import Domain

/// Spells in which a child was not visited for longer than the council's own standard, while there was
/// open work. Where nothing was open, no visit was owed.
package struct VisitGap: Sendable, Equatable {
  /// The last visit before it, or the day the work began.
  package let from: Day
  /// The next visit, the end of the work, or the day looked at.
  package let to: Day
  package let isOpen: Bool

  package var days: Int { to - from }

  /// - Parameters:
  ///   - child: every record of theirs counts.
  ///   - today: the day of the page.
  package static func of(
    _ child: PersonID, on today: Day, in tx: any Transaction
  ) throws -> [VisitGap] {
    let visits = try tx.rows(
      """
      SELECT n.happened_on AS day FROM note_child c JOIN note n ON n.id = c.note
      WHERE c.seen = 1 AND c.child IN \(records: child)
      UNION
      SELECT seen_on FROM assessment_child
      WHERE seen = 1 AND seen_on IS NOT NULL AND child IN \(records: child)
      ORDER BY 1
      """
    ).map { try $0.day("day") }
    let work = try tx.rows(
      """
      SELECT received_on, closed_on, is_open FROM referral
      WHERE child IN \(records: child) AND (is_open = 1 OR closed_on IS NOT NULL)
      ORDER BY received_on
      """
    ).map { row in
      (
        try row.day("received_on"),
        try row.bool("is_open") ? nil : try row.dayIfAny("closed_on")
      )
    }
    return work.flatMap { gaps(from: $0, to: $1, visits: visits, today: today) }
  }

  static func gaps(from: Day, to: Day?, visits: [Day], today: Day) -> [VisitGap] {
    let end = min(to ?? today, today)
    guard from < end else { return [] }
    let within = visits.filter { from <= $0 && $0 <= end }
    let ends = [from] + within + [end]
    return zip(ends, ends.dropFirst()).enumerated().compactMap { place, pair in
      let limit = LocalStandards().rule(.childInNeedVisit, on: pair.0)?.limit ?? 42
      guard pair.1 - pair.0 > limit else { return nil }
      return VisitGap(
        from: pair.0, to: pair.1, isOpen: place == within.count && to == nil)
    }
  }
}
