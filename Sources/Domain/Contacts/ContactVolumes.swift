/// An hour of the day in which something came, by London's clocks; or that nobody knows which.
package enum ArrivalHour: Hashable, Sendable {
  /// 0...23
  case hour(Int)
  /// Never counted as midnight.
  case notKnown

  package init(minute: Int?) {
    self = minute.map { .hour($0 / 60) } ?? .notKnown
  }

  package static let all = (0...23).map { ArrivalHour.hour($0) } + [.notKnown]

  /// `9am to 10am`
  package var words: String {
    switch self {
    case .hour(let hour): "\(Self.clock(hour)) to \(Self.clock((hour + 1) % 24))"
    case .notKnown: "Time not known"
    }
  }

  private static func clock(_ hour: Int) -> String {
    switch hour {
    case 0: "midnight"
    case 12: "noon"
    case ..<12: "\(hour)am"
    default: "\(hour - 12)pm"
    }
  }
}

/// Days of which the front door's arrivals are counted, both included.
package struct ArrivalDays: Hashable, Sendable {
  package let from: Day
  package let to: Day

  /// Nobody compares more than a year at once, and no figure is asked of more.
  package static let most = 366

  /// Nil where the last day is before the first, or there are too many.
  package init?(from: Day, to: Day) {
    guard from <= to, to - from < Self.most else { return nil }
    self.from = from
    self.to = to
  }

  private init(last days: Int, to today: Day) {
    from = today.adding(days: 1 - days)
    to = today
  }

  package static func today(_ today: Day) -> ArrivalDays { ArrivalDays(last: 1, to: today) }
  package static func week(to today: Day) -> ArrivalDays { ArrivalDays(last: 7, to: today) }
  package static func quarter(to today: Day) -> ArrivalDays { ArrivalDays(last: 91, to: today) }

  package var count: Int { to - from + 1 }
  package var all: [Day] { (0..<count).map { from.adding(days: $0) } }
  package func on(_ weekday: Day.Weekday) -> [Day] { all.filter { $0.weekday == weekday } }

  /// From the first moment of the first day until the first moment after the last.
  package var moments: Range<Instant> {
    Instant(
      london: from, hour: 0, minute: 0)..<Instant(london: to.adding(days: 1), hour: 0, minute: 0)
  }

  /// On how many of these days London's clocks showed an hour: in spring, one hour of one day is left
  /// out; in autumn one comes twice, and is one hour of its day.
  package func days(with hour: Int) -> Int {
    all.count { Instant(london: $0, hour: hour, minute: 0).london.hour == hour }
  }

  package var words: String {
    from == to ? from.longWithWeekday : "\(from.long) to \(to.long)"
  }
}
