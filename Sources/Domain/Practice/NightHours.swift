/// When the day service closes and opens, and by when the day takes over what the night passes to
/// it. A council sets these for itself; each holds from its day until the next, so that an old night
/// is read by the hours of its day. No national text has them.
package struct NightHours: Hashable, Sendable {
  /// Minutes since midnight by London's clocks.
  package let opens: Int
  package let closes: Int
  /// What was passed to the morning is accepted by then, on a working day.
  package let acceptBy: Int
  package let from: Day
  /// Who decided it, or what it follows.
  package let source: String

  /// An alert for the night ends within so many days: what is still so then is said anew.
  package static let longestDays = 28

  package static let standards = [
    NightHours(
      opens: 9 * 60, closes: 17 * 60, acceptBy: 10 * 60, from: Day(number: -354_285),
      source: "common local practice")
  ]

  package static func on(_ day: Day) -> NightHours {
    standards.last { $0.from <= day } ?? standards[0]
  }

  /// The next moment by which the day takes over what is passed to it at a moment.
  package static func acceptBy(passedAt moment: Instant) -> Instant {
    var day = moment.day
    while !works(day) || acceptBy(on: day) <= moment { day = day.adding(days: 1) }
    return acceptBy(on: day)
  }

  private static func acceptBy(on day: Day) -> Instant {
    let minute = on(day).acceptBy
    return Instant(london: day, hour: minute / 60, minute: minute % 60)
  }

  /// Where the list of bank holidays ends, weekdays serve.
  static func works(_ day: Day) -> Bool {
    (try? WorkingDays.isWorkingDay(day)) ?? !day.weekday.isWeekend
  }
}

/// A night of the out of hours service, named by the day on which it begins: from when the day
/// service opens on that day until it opens on the next. So every moment is in one night and in one
/// alone, a weekend's day as well, and what was written late in the morning too. It is as long as
/// the clocks make it: 23 hours in spring, 25 in autumn.
package struct Night: Hashable, Comparable, Sendable {
  package let day: Day

  package init(_ day: Day) { self.day = day }

  package init(at moment: Instant) {
    let day = moment.day
    self.init(moment < Night(day).starts ? day.adding(days: -1) : day)
  }

  package var starts: Instant { Self.moment(day, NightHours.on(day).opens) }
  package var ends: Instant { next.starts }
  package var next: Night { Night(day.adding(days: 1)) }
  /// When nobody else is at work any more: at once on a day on which the day service is closed.
  package var closes: Instant {
    NightHours.works(day) ? Self.moment(day, NightHours.on(day).closes) : starts
  }

  package func contains(_ moment: Instant) -> Bool { starts <= moment && moment < ends }

  package static func < (left: Night, right: Night) -> Bool { left.day < right.day }

  private static func moment(_ day: Day, _ minute: Int) -> Instant {
    Instant(london: day, hour: minute / 60, minute: minute % 60)
  }

  /// The latest moment, not after now, at which the clocks showed this time. Nil for a time that
  /// they skipped that night.
  package static func latest(hour: Int, minute: Int, notAfter now: Instant) -> Instant? {
    for day in [now.day, now.day.adding(days: -1)] {
      let first = Instant(london: day, hour: hour, minute: minute)
      // In autumn the hour comes twice.
      for moment in [first.adding(seconds: 3600), first] where moment <= now {
        let shown = moment.london
        if shown == (day, hour, minute) { return moment }
      }
      if first <= now { return nil }
    }
    return nil
  }
}
