import Testing

@testable import Domain

@Suite("A night is named by the day on which it begins") struct NightTests {
  private func at(_ day: String, _ hour: Int, _ minute: Int = 0) throws -> Instant {
    Instant(london: try #require(Day(iso: day)), hour: hour, minute: minute)
  }
  private func night(_ day: String) throws -> Night { Night(try #require(Day(iso: day))) }

  @Test("Before and after midnight are one night, and nine in the morning begins the next")
  func midnight() throws {
    let saturday = try night("2026-03-14")
    #expect(Night(at: try at("2026-03-14", 23, 59)) == saturday)
    #expect(Night(at: try at("2026-03-15", 0)) == saturday)
    #expect(Night(at: try at("2026-03-15", 8, 59)) == saturday)
    #expect(Night(at: try at("2026-03-15", 9)) == saturday.next)
    #expect(Night(at: try at("2026-03-14", 9)) == saturday)
    #expect(saturday.ends == saturday.next.starts)
  }

  @Test("The night of the spring change has 23 hours, of the autumn change 25; none is lost")
  func clockChange() throws {
    func hours(_ night: Night) -> Int64 {
      (night.ends.milliseconds - night.starts.milliseconds) / 3_600_000
    }
    let spring = try night("2026-03-28")
    let autumn = try night("2026-10-24")
    #expect(hours(spring) == 23)
    #expect(hours(autumn) == 25)
    #expect(hours(try night("2026-03-27")) == 24)
    for changed in [spring, autumn] {
      var moment = changed.starts
      while moment < changed.ends {
        #expect(Night(at: moment) == changed)
        moment = moment.adding(seconds: 600)
      }
      #expect(Night(at: changed.ends) == changed.next)
      #expect(Night(at: changed.starts.adding(seconds: -1)).next == changed)
    }
  }

  @Test("A time typed alone is the latest that the clocks showed, also where an hour came twice")
  func latest() throws {
    let evening = try at("2026-03-14", 23, 50)
    let soon = try at("2026-03-15", 0, 20)
    #expect(Night.latest(hour: 23, minute: 50, notAfter: soon) == evening)
    #expect(Night.latest(hour: 0, minute: 20, notAfter: soon) == soon)
    // 25 October 2026: half past one at 0:30 and at 1:30 by universal time.
    let first = try #require(Instant(iso: "2026-10-25T00:30:00.000Z"))
    let second = first.adding(seconds: 3600)
    #expect(Night.latest(hour: 1, minute: 30, notAfter: first.adding(seconds: 600)) == first)
    #expect(Night.latest(hour: 1, minute: 30, notAfter: second.adding(seconds: 600)) == second)
    #expect(Night(at: first) == Night(at: second))
    // 29 March 2026: there was no half past one.
    #expect(
      Night.latest(hour: 1, minute: 30, notAfter: try at("2026-03-29", 3)) == nil)
    #expect(
      Night.latest(hour: 2, minute: 30, notAfter: try at("2026-03-29", 3))
        == Instant(iso: "2026-03-29T01:30:00.000Z"))
  }

  @Test("What is passed on is accepted by ten on the next working day")
  func acceptBy() throws {
    #expect(NightHours.acceptBy(passedAt: try at("2026-03-17", 2)) == (try at("2026-03-17", 10)))
    #expect(
      NightHours.acceptBy(passedAt: try at("2026-03-17", 10)) == (try at("2026-03-18", 10)))
    #expect(NightHours.acceptBy(passedAt: try at("2026-03-13", 20)) == (try at("2026-03-16", 10)))
    // Good Friday to Easter Monday, with the clocks a week before.
    #expect(NightHours.acceptBy(passedAt: try at("2026-04-02", 23)) == (try at("2026-04-07", 10)))
    #expect(NightHours.acceptBy(passedAt: try at("2026-03-28", 23)) == (try at("2026-03-30", 10)))
  }

  @Test("On a working day nobody else is there from five; on a Sunday from the start")
  func closes() throws {
    #expect(try night("2026-03-16").closes == (try at("2026-03-16", 17)))
    #expect(try night("2026-03-15").closes == (try at("2026-03-15", 9)))
  }
}
