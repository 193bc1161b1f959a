/// One clock of one record: what started it, the rule, what does not count, what stopped it. A
/// value; it knows no other day than those handed in, and is never negative.
///
/// The day it started is day 0. A pause stops the counting; its days are left out by name.
package struct Clock: Hashable, Sendable {
  /// What is being timed: `Single assessment`.
  package let name: String
  package let started: Started
  package let rule: Rule
  package let pauses: [Pause]
  package let stopped: Stopped?
  /// When it is to be done, with the days left out on the way; or why that cannot be told.
  package let due: Due
  /// The length in what is counted from day to day: 45 working days; the 92 days of three months.
  package let length: Int

  package init(
    _ name: String, started: Started, rule: Rule, pauses: [Pause] = [], stopped: Stopped? = nil
  ) {
    self.name = name
    self.started = started
    self.rule = rule
    self.pauses = pauses.sorted { ($0.from, $0.to ?? .distant) < ($1.from, $1.to ?? .distant) }
    self.stopped = stopped
    length =
      rule.unit == .calendarMonths
      ? started.day.adding(months: rule.limit) - started.day : rule.limit
    due = Due(started.day, rule.unit, length, self.pauses)
  }

  /// The fact that began it.
  package struct Started: Hashable, Sendable {
    package let day: Day
    package let at: Instant?
    /// Which fact, in words: `referral received`.
    package let fact: String
    /// Who recorded that fact, as the page is to name them.
    package let recordedBy: String?

    package init(on day: Day, by fact: String, recordedBy: String? = nil) {
      self.day = day
      at = nil
      self.fact = fact
      self.recordedBy = recordedBy
    }

    package init(at instant: Instant, by fact: String, recordedBy: String? = nil) {
      day = instant.day
      at = instant
      self.fact = fact
      self.recordedBy = recordedBy
    }
  }

  package struct Stopped: Hashable, Sendable {
    package let day: Day
    /// Which fact, in words: `assessment authorised`.
    package let fact: String

    package init(on day: Day, by fact: String) {
      self.day = day
      self.fact = fact
    }
  }

  /// Both ends are left out; a pause without an end still lasts.
  package struct Pause: Hashable, Sendable {
    package let from: Day
    package let to: Day?
    package let reason: String

    package init(from: Day, to: Day?, reason: String) {
      self.from = from
      self.to = to
      self.reason = reason
    }

    func covers(_ day: Day) -> Bool { from <= day && day <= (to ?? .distant) }
  }

  package enum Due: Hashable, Sendable {
    case on(Day, leftOut: [WorkingDays.LeftOut])
    case paused(since: Day, reason: String)
    case cannotTell(String)

    package var day: Day? {
      if case .on(let day, _) = self { day } else { nil }
    }
  }
}

extension Clock {
  /// A limit in its unit, with the text it comes from.
  package struct Rule: Hashable, Sendable {
    package enum Unit: String, Hashable, Codable, Sendable {
      case workingDays, calendarDays, calendarMonths
    }

    package let limit: Int
    package let unit: Unit
    /// The text that sets it: `Working Together 2018, paragraph 82`.
    package let source: String
    /// The law of the day: `Working Together 2013 and later`, or `all`.
    package let regime: String
    /// What the law allows, where the council has set itself less.
    package let statutory: Int?

    package init(_ limit: Int, _ unit: Unit, source: String, regime: String) {
      self.init(limit, unit, source: source, regime: regime, statutory: nil)
    }

    private init(
      _ limit: Int, _ unit: Unit, source: String, regime: String, statutory: Int?
    ) {
      precondition(limit >= 0, "a limit below nought")
      self.limit = limit
      self.unit = unit
      self.source = source
      self.regime = regime
      self.statutory = statutory
    }

    /// The council's own, shorter limit. Refused above what the law allows, and below one.
    package func shortened(to local: Int, source: String) throws(Refusal) -> Rule {
      let most = statutory ?? limit
      guard local >= 1, local <= most else {
        throw Refusal(
          "clock.local-limit",
          "Set a limit from 1 to \(words(most)). A council may allow less time than the law, "
            + "never more (\(self.source)).")
      }
      return Rule(
        local, unit, source: "\(source); \(self.source)", regime: regime, statutory: most)
    }

    /// `45 working days`
    package var words: String { words(limit) }

    /// So many of the rule's unit, in words.
    package func words(_ count: Int) -> String {
      switch unit {
      case .workingDays: count == 1 ? "1 working day" : "\(count) working days"
      case .calendarDays: count == 1 ? "1 day" : "\(count) days"
      case .calendarMonths: count == 1 ? "1 month" : "\(count) months"
      }
    }
  }
}

extension Clock.Due {
  fileprivate init(_ start: Day, _ unit: Clock.Rule.Unit, _ length: Int, _ pauses: [Clock.Pause]) {
    do {
      let walk = try Clock.walk(from: start, unit, pauses) { _, counted in counted < length }
      if let pause = walk.open {
        self = .paused(since: pause.from, reason: pause.reason)
      } else {
        self = .on(walk.end, leftOut: walk.leftOut)
      }
    } catch {
      self = .cannotTell("The due day is \(error).")
    }
  }
}

extension Clock {
  struct Walk {
    var end: Day
    var counted = 0
    var leftOut: [WorkingDays.LeftOut] = []
    /// A pause without an end; the walk stopped before it.
    var open: Pause?
  }

  /// Goes from day to day and counts those that the unit counts and no pause leaves out. Stops at
  /// a pause that still lasts: beyond it there is nothing to count.
  static func walk(
    from start: Day, _ unit: Rule.Unit, _ pauses: [Pause], while goesOn: (Day, Int) -> Bool
  ) throws(OutsideHolidays) -> Walk {
    if unit == .workingDays, !BankHolidays.covers(start) { throw OutsideHolidays() }
    var walk = Walk(end: start)
    while goesOn(walk.end, walk.counted) {
      let day = walk.end.adding(days: 1)
      let pause = pauses.first { $0.covers(day) }
      if let pause, pause.to == nil {
        walk.open = pause
        return walk
      }
      walk.end = day
      if unit == .workingDays, let name = try WorkingDays.reasonOff(day) {
        walk.leftOut.append(WorkingDays.LeftOut(day: day, name: name))
      } else if let pause {
        walk.leftOut.append(WorkingDays.LeftOut(day: day, name: "paused: \(pause.reason)"))
      } else {
        walk.counted += 1
      }
    }
    return walk
  }
}

extension Day {
  /// 31 December 9999.
  fileprivate static let distant = Day(number: 2_932_896)
}
