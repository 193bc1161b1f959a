import Foundation
import Testing

@testable import Domain

@Suite struct InstantTests {
  private func instant(_ iso: String) throws -> Instant { try #require(Instant(iso: iso)) }

  private func london(_ iso: String, _ hour: Int, _ minute: Int) throws -> String {
    Instant(london: try #require(Day(iso: iso)), hour: hour, minute: minute).iso
  }

  @Test func inSummerLondonIsAnHourAhead() throws {
    #expect(try london("2026-07-01", 0, 15) == "2026-06-30T23:15:00.000Z")
    #expect(try london("2026-01-01", 0, 15) == "2026-01-01T00:15:00.000Z")
    let late = try instant("2026-06-30T23:15:00.000Z").london
    #expect(late.day.iso == "2026-07-01")
    #expect((late.hour, late.minute) == (0, 15))
  }

  @Test func theNightClocksGoForwardSkipsAnHour() throws {
    #expect(try london("2026-03-29", 0, 59) == "2026-03-29T00:59:00.000Z")
    #expect(try london("2026-03-29", 2, 0) == "2026-03-29T01:00:00.000Z")
    // 01:30 is not on the clock that night; it is read as an hour later.
    #expect(try london("2026-03-29", 1, 30) == "2026-03-29T01:30:00.000Z")
    #expect(try instant("2026-03-29T01:30:00.000Z").london.hour == 2)
  }

  @Test func theNightClocksGoBackTheEarlierHourIsMeant() throws {
    #expect(try london("2026-10-25", 0, 30) == "2026-10-24T23:30:00.000Z")
    #expect(try london("2026-10-25", 1, 30) == "2026-10-25T00:30:00.000Z")
    #expect(try london("2026-10-25", 2, 30) == "2026-10-25T02:30:00.000Z")
    for iso in ["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"] {
      let seen = try instant(iso).london
      #expect((seen.hour, seen.minute) == (1, 30))
    }
  }

  @Test func everyHourOfAYearOnTheClockComesBack() throws {
    let start = try #require(Day(iso: "2026-01-01"))
    for offset in 0..<365 {
      for hour in 0..<24 {
        let day = start.adding(days: offset)
        let seen = Instant(london: day, hour: hour, minute: 20).london
        if day.iso == "2026-03-29", hour == 1 { continue }
        if seen.day != day || seen.hour != hour || seen.minute != 20 {
          Issue.record("\(day) \(hour):20 came back as \(seen)")
          return
        }
      }
    }
  }

  @Test(arguments: [
    "1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00.000Z", "2026-03-14T09:32:00.007Z",
    "9999-12-31T23:59:59.999Z",
  ])
  func itIsWrittenAsItIsRead(iso: String) throws {
    #expect(try instant(iso).iso == iso)
  }

  @Test(arguments: [
    "2026-03-14T09:32:00Z", "2026-03-14 09:32:00.000Z", "2026-03-14T24:00:00.000Z",
    "2026-03-14T09:60:00.000Z", "2026-03-14T09:32:00.000+", "2026-02-30T09:32:00.000Z", "",
  ])
  func whatIsNoMomentIsRefused(text: String) { #expect(Instant(iso: text) == nil) }

  @Test func textSortsAsTime() throws {
    let early = try instant("2026-03-14T09:32:00.000Z")
    let later = early.adding(seconds: 1)
    #expect(early < later)
    #expect(early.iso < later.iso)
    #expect(later.iso == "2026-03-14T09:32:01.000Z")
  }
}
