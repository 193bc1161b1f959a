import Foundation
import Testing

@testable import Domain

@Suite struct DayTests {
  static func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  @Test(arguments: [
    ("1000-01-01", -354_285), ("1969-12-31", -1), ("1970-01-01", 0), ("2000-02-29", 11_016),
    ("2013-04-15", 15_810), ("9999-12-31", 2_932_896),
  ])
  func knownDaysHaveKnownNumbers(iso: String, number: Int) throws {
    #expect(try Self.day(iso).number == number)
    #expect(Day(number: number).iso == iso)
  }

  @Test func everyFirstAndLastOfMonthFromTheYear1000To9999ComesBack() {
    var expected = -354_285
    for year in 1000...9999 {
      for month in 1...12 {
        let length = Day.length(ofMonth: month, year: year)
        let first = Day(year: year, month: month, day: 1)
        let last = Day(year: year, month: month, day: length)
        guard let first, let last else {
          Issue.record("no day in \(year)-\(month)")
          return
        }
        if first.number != expected || last.number != expected + length - 1 {
          Issue.record("\(first) is not day \(expected)")
          return
        }
        if first.civil != (year, month, 1) || last.civil != (year, month, length) {
          Issue.record("\(first) or \(last) does not come back")
          return
        }
        expected += length
      }
    }
    #expect(expected == 2_932_897)
  }

  @Test func everyDayOfACenturyIsTheNextOneAfterTheDayBefore() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let start = try Self.day("1950-01-01")
    for number in start.number..<start.number + 36_525 {
      let day = Day(number: number)
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      guard parts.year == day.year, parts.month == day.month, parts.day == day.dayOfMonth,
        parts.weekday == (day.weekday.rawValue + 1) % 7 + 1, Day(iso: day.iso) == day
      else {
        Issue.record("\(day) is another day in the calendar")
        return
      }
    }
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0999-12-31", "2026-1-01",
    "26-01-01", "2026/01/01", "2026-01-0x", "", "２026-01-01", " 2026-01-01",
  ])
  func whatIsNoDateIsRefused(text: String) { #expect(Day(iso: text) == nil) }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2026-03-31", 3, "2026-06-30"),
    ("2026-12-15", 1, "2027-01-15"), ("2026-03-31", -1, "2026-02-28"),
    ("2026-01-15", -1, "2025-12-15"),
    ("2024-02-29", 12, "2025-02-28"), ("2026-08-31", 6, "2027-02-28"),
    ("2026-05-05", 0, "2026-05-05"),
  ])
  func aMonthOnIsTheSameDayOrTheLast(from: String, months: Int, to: String) throws {
    #expect(try Self.day(from).adding(months: months).iso == to)
  }

  @Test func aChildBornOn29FebruaryIsAYearOlderOn1March() throws {
    let born = try Self.day("2016-02-29")
    #expect(born.age(on: try Self.day("2017-02-28")) == 0)
    #expect(born.age(on: try Self.day("2017-03-01")) == 1)
    #expect(born.age(on: try Self.day("2020-02-28")) == 3)
    #expect(born.age(on: try Self.day("2020-02-29")) == 4)
    #expect(try Self.day("2010-05-06").age(on: try Self.day("2026-05-05")) == 15)
    #expect(try Self.day("2010-05-06").age(on: try Self.day("2026-05-06")) == 16)
  }

  @Test func itIsWrittenInWords() throws {
    let day = try Self.day("2026-03-14")
    #expect(day.long == "14 March 2026")
    #expect(day.longWithWeekday == "Saturday 14 March 2026")
    #expect(try Self.day("1066-10-14").weekday.name == "Sunday")
  }

  @Test func itIsKeptAsText() throws {
    let day = try Self.day("2026-03-14")
    let kept = try JSONEncoder().encode([day])
    #expect(String(decoding: kept, as: UTF8.self) == "[\"2026-03-14\"]")
    #expect(try JSONDecoder().decode([Day].self, from: kept) == [day])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Day].self, from: Data("[\"2026-02-30\"]".utf8))
    }
  }
}
