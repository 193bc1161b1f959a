import Testing

@testable import Domain

@Suite struct ClockTests {
  private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  /// From Monday 2 March 2026: due on Thursday 7 May 2026.
  private func assessment(stopped: String? = nil, pauses: [Clock.Pause] = []) throws -> Clock {
    Clock(
      "Single assessment",
      started: .init(on: try day("2026-03-02"), by: "referral received", recordedBy: "Dana Okoro"),
      rule: Timescales.single, pauses: pauses,
      stopped: try stopped.map { .init(on: try day($0), by: "assessment authorised") })
  }

  @Test func itSaysWhenItIsDueAndWhatWasLeftOut() throws {
    let clock = try assessment()
    #expect(clock.due.day?.iso == "2026-05-07")
    #expect(
      clock.leftOutWords == [
        "9 Saturdays", "9 Sundays", "Good Friday (3 April 2026)", "Easter Monday (6 April 2026)",
        "May Day (4 May 2026)",
      ])
  }

  @Test(arguments: [
    ("2026-03-02", "Day 0 of 45 working days", "Due in 45 working days"),
    ("2026-02-27", "Day 0 of 45 working days", "Due in 45 working days"),
    ("2026-04-30", "Day 41 of 45 working days", "Due in 4 working days"),
    ("2026-05-06", "Day 44 of 45 working days", "Due in 1 working day"),
    ("2026-05-07", "Day 45 of 45 working days", "Due today"),
    ("2026-05-08", "Day 46 of 45 working days", "1 working day late"),
    ("2026-05-12", "Day 48 of 45 working days", "3 working days late"),
  ])
  func aWorkerSeesHowFarItIs(today: String, position: String, status: String) throws {
    let clock = try assessment()
    let today = try day(today)
    #expect(clock.state(today: today).position?.description == position)
    #expect(clock.status(today: today) == status)
  }

  @Test func fromFourFifthsOnItIsDueSoon() throws {
    let clock = try assessment()
    // Day 36 of 45 is 23 April 2026.
    guard case .running(_, left: 10) = clock.state(today: try day("2026-04-22")) else {
      Issue.record("day 35 is not due soon")
      return
    }
    guard case .dueSoon(let position, left: 9) = clock.state(today: try day("2026-04-23")) else {
      Issue.record("day 36 is due soon")
      return
    }
    #expect(position.day == 36)
    #expect(position.share == 0.8)
  }

  @Test func whatIsStoppedInTimeStaysInTime() throws {
    let clock = try assessment(stopped: "2026-05-07")
    let later = try day("2027-01-01")
    #expect(!clock.state(today: later).isLate)
    #expect(clock.status(today: later) == "Done in time")
    #expect(
      try assessment(stopped: "2026-05-11").status(today: later) == "Done 2 working days late")
    #expect(try assessment(stopped: "2026-05-11").state(today: later).isLate)
  }

  @Test func aStopAfterTodayHasNotHappenedYet() throws {
    #expect(
      try assessment(stopped: "2026-05-11").status(today: day("2026-05-07")) == "Due today")
  }

  @Test func aStopBeforeTheStartIsDayNought() throws {
    let clock = try assessment(stopped: "2026-02-20")
    #expect(clock.state(today: try day("2026-06-01")).position?.day == 0)
    #expect(clock.status(today: try day("2026-06-01")) == "Done in time")
  }

  @Test func dueOnFridayIsNotLateOnSaturday() throws {
    let clock = Clock(
      "Contact decision", started: .init(on: try day("2026-03-12"), by: "contact received"),
      rule: Timescales.referralDecision)
    #expect(clock.due.day?.iso == "2026-03-13")
    #expect(
      clock.status(today: try day("2026-03-14"))
        == "Was due on Friday 13 March 2026, no working day since")
    #expect(!clock.state(today: try day("2026-03-15")).isLate)
    #expect(clock.lastDayInTime?.iso == "2026-03-15")
    #expect(clock.status(today: try day("2026-03-16")) == "1 working day late")
  }

  @Test func whatCameOnSaturdayNightIsDueOnMonday() throws {
    let night = Instant(london: try day("2026-03-14"), hour: 23, minute: 40)
    let clock = Clock(
      "Contact decision", started: .init(at: night, by: "contact received"),
      rule: Timescales.referralDecision)
    #expect(clock.due.day?.iso == "2026-03-16")
    #expect(
      clock.sum(today: try day("2026-03-15")).first
        == "Started on Saturday 14 March 2026 at 23:40 (day 0): contact received.")
  }

  @Test func theSumIsWrittenOut() throws {
    #expect(
      try assessment(stopped: "2026-05-11").sum(today: day("2026-06-01")) == [
        "Started on Monday 2 March 2026 (day 0): referral received, recorded by Dana Okoro.",
        "Limit: 45 working days. Working Together 2013, 2015, 2018 (paragraph 82) and 2023. "
          + "Law of the day: single assessment, referrals from 15 April 2013.",
        "Left out: 9 Saturdays, 9 Sundays, Good Friday (3 April 2026), "
          + "Easter Monday (6 April 2026), May Day (4 May 2026).",
        "Due on Thursday 7 May 2026.",
        "Stopped on Monday 11 May 2026: assessment authorised.",
        "Day 47 of 45 working days. Done 2 working days late.",
      ])
  }

  @Test func threeMonthsFromTheLastOfNovemberIsTheLastOfFebruary() throws {
    let clock = Clock(
      "First review", started: .init(on: try day("2025-11-30"), by: "initial conference held"),
      rule: Timescales.firstReview)
    #expect(clock.due.day?.iso == "2026-02-28")
    let state = clock.state(today: try day("2025-12-10"))
    #expect(state.position?.description == "Day 10 of 90 (3 months)")
    #expect(clock.status(today: try day("2026-03-02")) == "2 days late")
    #expect(clock.leftOutWords.isEmpty)
  }

  @Test func daysOfAPauseAreLeftOutByName() throws {
    let pause = Clock.Pause(
      from: try day("2026-03-04"), to: try day("2026-03-05"), reason: "family abroad")
    let clock = try assessment(pauses: [pause])
    #expect(clock.due.day?.iso == "2026-05-11")
    #expect(clock.leftOutWords.contains("paused: family abroad (4 March 2026)"))
    #expect(clock.state(today: try day("2026-03-06")).position?.day == 2)
    #expect(
      clock.status(today: try day("2026-03-05")) == "Paused since 4 March 2026: family abroad")
  }

  @Test func aPauseWithoutAnEndKeepsTheDueDayOpen() throws {
    let pause = Clock.Pause(from: try day("2026-03-04"), to: nil, reason: "family abroad")
    let clock = try assessment(pauses: [pause])
    #expect(clock.due == .paused(since: pause.from, reason: "family abroad"))
    #expect(clock.lastDayInTime == nil)
    let state = clock.state(today: try day("2026-07-01"))
    #expect(state.position?.day == 1)
    #expect(!state.isLate)
    // What was late before the pause stays late in it.
    let late = try assessment(
      pauses: [Clock.Pause(from: try day("2026-05-11"), to: nil, reason: "family abroad")])
    #expect(late.status(today: try day("2026-07-01")) == "1 working day late")
  }

  @Test func whereTheListOfHolidaysEndsItSaysSo() throws {
    let clock = Clock(
      "Single assessment", started: .init(on: try day("2028-12-01"), by: "referral received"),
      rule: Timescales.single)
    let words = "The due day is outside the list of bank holidays (2004 to 2028)."
    #expect(clock.due == .cannotTell(words))
    #expect(clock.state(today: try day("2028-12-08")) == .cannotTell(words))
    #expect(clock.status(today: try day("2028-12-08")) == "Cannot be told. \(words)")
    // A later day cannot be counted to, but what stopped before is known.
    let stopped = Clock(
      clock.name, started: clock.started, rule: clock.rule,
      stopped: .init(on: try day("2028-12-08"), by: "assessment authorised"))
    #expect(stopped.status(today: try day("2030-01-01")) == "Done in time")
    let old = Clock(
      "Core assessment", started: .init(on: try day("2003-06-02"), by: "referral received"),
      rule: Timescales.core)
    #expect(
      old.state(today: try day("2026-01-01"))
        == .cannotTell("This day is outside the list of bank holidays (2004 to 2028)."))
  }

  @Test func aCouncilMayAllowLessTimeButNeverMore() throws {
    let own = try Timescales.single.shortened(to: 35, source: "Local protocol 2026")
    #expect(own.limit == 35)
    #expect(own.statutory == 45)
    #expect(throws: Refusal.self) { try Timescales.single.shortened(to: 46, source: "Local") }
    #expect(throws: Refusal.self) { try Timescales.single.shortened(to: 0, source: "Local") }
    // The law, not the shorter limit, is the bound.
    #expect(try own.shortened(to: 45, source: "Local protocol 2027").limit == 45)
    let clock = Clock(
      "Single assessment", started: .init(on: try day("2026-03-02"), by: "referral received"),
      rule: own)
    #expect(
      clock.sum(today: try day("2026-03-02"))[1]
        == "Limit: 35 working days (the council's own limit; the law allows 45 working days). "
        + "Local protocol 2026; Working Together 2013, 2015, 2018 (paragraph 82) and 2023. "
        + "Law of the day: single assessment, referrals from 15 April 2013.")
  }

  @Test func onNoDayIsAnythingNegative() throws {
    let start = try day("2026-03-02")
    for rule in [Timescales.single, Timescales.firstReview, Timescales.emergencyProtectionOrder] {
      let clock = Clock("Any", started: .init(on: start, by: "start"), rule: rule)
      var before = 0
      for offset in -10..<250 {
        let state = clock.state(today: start.adding(days: offset))
        guard let position = state.position else {
          Issue.record("no position on day \(offset)")
          return
        }
        #expect(position.day >= before)
        before = position.day
        switch state {
        case .running(_, let left), .dueSoon(_, let left): #expect(left > 0)
        case .late(_, let by), .stoppedLate(_, let by): #expect(by > 0)
        case .dueToday, .paused, .stoppedInTime, .cannotTell: break
        }
      }
    }
  }
}
