import Testing

@testable import Domain

@Suite("Hours and days of arrival") struct ContactVolumesTests {
  @Test("A time that is not known is no midnight") func notKnown() {
    #expect(ArrivalHour(minute: nil) == .notKnown)
    #expect(ArrivalHour(minute: 0) == .hour(0))
    #expect(ArrivalHour(minute: 59) == .hour(0) && ArrivalHour(minute: 60) == .hour(1))
    #expect(ArrivalHour(minute: 1439) == .hour(23))
    #expect(ArrivalHour.all.count == 25)
    #expect(ArrivalHour.hour(0).words == "midnight to 1am")
    #expect(ArrivalHour.hour(11).words == "11am to noon")
    #expect(ArrivalHour.hour(12).words == "noon to 1pm")
    #expect(ArrivalHour.hour(23).words == "11pm to midnight")
    #expect(ArrivalHour.notKnown.words == "Time not known")
  }

  @Test("In spring one hour of one day is left out; in autumn an hour comes twice and is one")
  func clocks() throws {
    // The clocks go on the last Sunday of March and back on the last of October.
    let spring = try #require(Day(iso: "2026-03-29"))
    let autumn = try #require(Day(iso: "2026-10-25"))
    let week = try #require(ArrivalDays(from: spring.adding(days: -3), to: spring.adding(days: 3)))
    #expect(week.days(with: 0) == 7 && week.days(with: 1) == 6 && week.days(with: 2) == 7)
    let back = ArrivalDays.today(autumn)
    #expect(back.days(with: 1) == 1 && back.days(with: 2) == 1)
    let hours = { (days: ArrivalDays) in
      (days.moments.upperBound.milliseconds - days.moments.lowerBound.milliseconds) / 3_600_000
    }
    #expect(hours(ArrivalDays.today(spring)) == 23)
    #expect(hours(back) == 25)
  }

  @Test("Days are counted with both ends; none backwards, and a year at most") func days() throws {
    let today = try #require(Day(iso: "2026-03-16"))
    #expect(ArrivalDays.today(today).count == 1)
    #expect(ArrivalDays.week(to: today).from == today.adding(days: -6))
    #expect(ArrivalDays.quarter(to: today).on(.monday).count == 13)
    #expect(ArrivalDays(from: today, to: today.adding(days: -1)) == nil)
    #expect(ArrivalDays(from: today, to: today.adding(days: 365))?.count == 366)
    #expect(ArrivalDays(from: today, to: today.adding(days: 366)) == nil)
  }
}
