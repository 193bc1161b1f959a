import Testing

@testable import Domain

@Suite struct WorkingDaysTests {
  private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  @Test(.enabled(if: SharedData.isThere("bank_holidays_england.csv")))
  func theListIsThePublishedOne() throws {
    let rows = try SharedData.rows("bank_holidays_england.csv")
    #expect(rows.map { "\($0[0]) \($0[1])" } == BankHolidays.all.map { "\($0.day) \($0.name)" })
  }

  @Test func everyYearHasItsEightAndTheOneOffDays() {
    for year in BankHolidays.years {
      let extra = [2011: 1, 2012: 1, 2022: 2, 2023: 1][year] ?? 0
      #expect(BankHolidays.all.count { $0.day.year == year } == 8 + extra, "\(year)")
    }
    #expect(BankHolidays.all.count == 205)
  }

  /// Counted by a second program from the published list.
  @Test(arguments: [
    ("2026-03-02", 45, "2026-05-07", ["Good Friday", "Easter Monday", "May Day"]),
    ("2026-03-14", 1, "2026-03-16", []),
    ("2022-09-16", 1, "2022-09-20", ["State Funeral of Queen Elizabeth II"]),
    (
      "2011-04-15", 10, "2011-05-05",
      ["Good Friday", "Easter Monday", "Wedding of William and Catherine", "May Day"]
    ),
    ("2025-12-24", 1, "2025-12-29", ["Christmas Day", "Boxing Day"]),
    ("2010-03-16", 7, "2010-03-25", []), ("2010-03-17", 10, "2010-03-31", []),
    ("2026-07-06", 45, "2026-09-08", ["Late Summer Bank Holiday"]),
    ("2023-05-05", 1, "2023-05-09", ["Coronation of Charles III"]),
    ("2012-06-01", 1, "2012-06-06", ["Spring Bank Holiday", "Diamond Jubilee of Elizabeth II"]),
    ("2026-03-02", 0, "2026-03-02", []),
  ])
  func theDaysAreCountedAndThoseLeftOutAreNamed(
    from: String, days: Int, to: String, named: [String]
  ) throws {
    let counted = try WorkingDays.adding(days, to: try day(from))
    #expect(counted.end.iso == to)
    #expect(counted.days == days)
    #expect(counted.leftOut.filter { !$0.isWeekend }.map(\.name) == named)
    let back = try WorkingDays.between(try day(from), and: counted.end)
    #expect(back == counted)
  }

  @Test func theDayBeforeIsNoneAndNeverBelow() throws {
    let counted = try WorkingDays.between(try day("2026-03-10"), and: try day("2026-03-02"))
    #expect(counted.days == 0)
    #expect(counted.leftOut.isEmpty)
  }

  @Test func goodFridayIsNoWorkingDay() throws {
    #expect(try !WorkingDays.isWorkingDay(day("2026-04-03")))
    #expect(try !WorkingDays.isWorkingDay(day("2026-04-04")))
    #expect(try WorkingDays.isWorkingDay(day("2026-04-07")))
    #expect(try WorkingDays.onOrAfter(day("2026-04-03")).iso == "2026-04-07")
    #expect(try WorkingDays.onOrAfter(day("2026-04-07")).iso == "2026-04-07")
  }

  @Test func outsideTheListNothingIsGuessed() throws {
    #expect(throws: OutsideHolidays.self) { try WorkingDays.isWorkingDay(day("2003-12-31")) }
    #expect(throws: OutsideHolidays.self) { try WorkingDays.adding(1, to: day("2003-12-31")) }
    #expect(throws: OutsideHolidays.self) { try WorkingDays.adding(45, to: day("2028-12-01")) }
    #expect(throws: OutsideHolidays.self) { try WorkingDays.adding(0, to: day("2029-01-01")) }
    #expect(try WorkingDays.isWorkingDay(day("2028-12-29")))
    #expect(
      OutsideHolidays().description == "outside the list of bank holidays (2004 to 2028)")
  }

  @Test func betweenIsTheMirrorOfAdding() throws {
    let start = try day("2021-12-20")
    for offset in 0..<40 {
      for count in 0..<30 {
        let from = start.adding(days: offset)
        let there = try WorkingDays.adding(count, to: from)
        #expect(try WorkingDays.between(from, and: there.end).days == count)
        #expect(there.end - from == count + there.leftOut.count)
      }
    }
  }
}
