/// Days other than Saturday, Sunday and England's bank holidays. The starting day is day 0 and is
/// never counted, whatever day it is.
package enum WorkingDays {
  package static func isWorkingDay(_ day: Day) throws(OutsideHolidays) -> Bool {
    try reasonOff(day) == nil
  }

  /// The day `n` working days after `start`. Nought is the starting day itself.
  package static func adding(_ n: Int, to start: Day) throws(OutsideHolidays) -> Counted {
    precondition(n >= 0, "a count of working days below nought")
    return try counting(from: start) { _, counted in counted < n }
  }

  /// The working days after `start` up to and including `end`; nought where `end` is not later.
  package static func between(_ start: Day, and end: Day) throws(OutsideHolidays) -> Counted {
    try counting(from: start) { day, _ in day < end }
  }

  /// The first working day on or after `day`.
  package static func onOrAfter(_ day: Day) throws(OutsideHolidays) -> Day {
    var day = day
    while try !isWorkingDay(day) { day = day.adding(days: 1) }
    return day
  }

  /// A day that was not counted, and why: `Saturday`, `Good Friday`, `paused: child abroad`.
  package struct LeftOut: Hashable, Sendable {
    package let day: Day
    package let name: String

    package init(day: Day, name: String) {
      self.day = day
      self.name = name
    }

    package var isWeekend: Bool { day.weekday.isWeekend && name == day.weekday.name }
  }

  /// The sum: `days` working days lead from `start` to `end`, with these days left out on the way.
  package struct Counted: Hashable, Sendable {
    package let start: Day
    package let end: Day
    package let days: Int
    package let leftOut: [LeftOut]
  }

  /// Why a day does not count: its weekday or its bank holiday.
  package static func reasonOff(_ day: Day) throws(OutsideHolidays) -> String? {
    let holiday = try BankHolidays.name(on: day)
    return day.weekday.isWeekend ? day.weekday.name : holiday
  }

  private static func counting(
    from start: Day, while goesOn: (Day, Int) -> Bool
  ) throws(OutsideHolidays) -> Counted {
    guard BankHolidays.covers(start) else { throw OutsideHolidays() }
    var day = start
    var counted = 0
    var leftOut: [LeftOut] = []
    while goesOn(day, counted) {
      day = day.adding(days: 1)
      if let name = try reasonOff(day) {
        leftOut.append(LeftOut(day: day, name: name))
      } else {
        counted += 1
      }
    }
    return Counted(start: start, end: day, days: counted, leftOut: leftOut)
  }
}
