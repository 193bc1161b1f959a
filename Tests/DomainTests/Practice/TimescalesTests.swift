import Foundation
import Testing

@testable import Domain

@Suite struct TimescalesTests {
  private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  @Test func theReferralOf14April2013IsTheLastWithInitialAndCore() throws {
    #expect(Timescales.regime(onReferralDate: try day("2013-04-14")) == .initialAndCore)
    #expect(Timescales.regime(onReferralDate: try day("2013-04-15")) == .single)
    #expect(Regime.singleFrom.iso == "2013-04-15")
    #expect(Regime.initialAndCore.kinds.contains(.core))
    #expect(!Regime.single.kinds.contains(.core))
  }

  @Test(arguments: [
    ("2006-05-02", Regime.Kind.initial, 7), ("2010-03-16", .initial, 7),
    ("2010-03-17", .initial, 10), ("2013-04-14", .initial, 10), ("2006-05-02", .core, 35),
    ("2012-01-10", .core, 35), ("2013-04-15", .single, 45), ("2026-03-02", .single, 45),
    ("2026-03-02", .core, 45), ("2012-01-10", .single, 10),
  ])
  func theLawOfTheReferralsDayRules(referral: String, kind: Regime.Kind, days: Int) throws {
    let rule = Timescales.assessment(kind: kind, referralDate: try day(referral))
    #expect(rule.limit == days)
    #expect(rule.unit == .workingDays)
  }

  @Test func aReferralOf2011IsReadUnderTheLawOf2011() throws {
    let rule = Timescales.assessment(kind: .initial, referralDate: try day("2011-04-15"))
    let clock = Clock(
      "Initial assessment", started: .init(on: try day("2011-04-15"), by: "referral received"),
      rule: rule, stopped: .init(on: try day("2011-05-05"), by: "assessment completed"))
    #expect(clock.status(today: try day("2026-01-01")) == "Done in time")
    #expect(clock.leftOutWords.contains("Wedding of William and Catherine (29 April 2011)"))
    #expect(rule.source == "Working Together 2010")
  }

  @Test(.enabled(if: SharedData.isThere("timescales.csv")))
  func theLimitsAreThePublishedOnes() throws {
    let rules: [String: Clock.Rule] = [
      "T01": Timescales.referralDecision, "T04": Timescales.initialInSeven,
      "T05": Timescales.initialInTen, "T06": Timescales.core, "T08": Timescales.single,
      "T12": Timescales.initialConference, "T13": Timescales.transferInConference,
      "T14": Timescales.firstCoreGroup, "T16": Timescales.firstReview,
      "T17": Timescales.laterReview, "T22": Timescales.emergencyProtectionOrder,
    ]
    let rows = try SharedData.rows("timescales.csv")
    for (id, rule) in rules {
      let row = try #require(rows.first { $0[0] == id })
      #expect(row[5] == "\(rule.limit)", "\(id)")
      switch rule.unit {
      case .workingDays: #expect(row[6].hasPrefix("working day"), "\(id)")
      case .calendarDays: #expect(row[6].hasPrefix("days"), "\(id)")
      case .calendarMonths: #expect(row[6].hasPrefix("months"), "\(id)")
      }
    }
    let rereferral = try #require(rows.first { $0[0] == "T20" })
    #expect(rereferral[5] == "\(Timescales.rereferralMonths)")
  }
}

@Suite struct LocalStandardsTests {
  private typealias Standard = LocalStandards.Standard
  private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  @Test func aCouncilBeginsWithCommonPractice() throws {
    let rule = try #require(LocalStandards().rule(.contactDecision, on: day("2026-03-02")))
    #expect((rule.limit, rule.unit) == (1, .workingDays))
    #expect(rule.statutory == nil)
    #expect(LocalStandards().rule(.contactDecision, on: try day("1950-01-01")) != nil)
  }

  @Test func everyThingOfItsListHasARule() throws {
    for what in LocalStandards.What.allCases {
      #expect(LocalStandards().rule(what, on: try day("2026-03-02")) != nil, "\(what)")
    }
  }

  @Test func aStandardHoldsFromItsDay() throws {
    let standards = try LocalStandards()
      .setting(
        Standard(.childProtectionVisit, 5, .workingDays, from: day("2026-04-01"), source: "A")
      )
      .setting(
        Standard(.childProtectionVisit, 7, .calendarDays, from: day("2027-04-01"), source: "B"))
    #expect(
      standards.rule(.childProtectionVisit, on: try day("2026-03-31"))?.words == "10 working days")
    #expect(
      standards.rule(.childProtectionVisit, on: try day("2026-04-01"))?.words == "5 working days")
    #expect(standards.rule(.childProtectionVisit, on: try day("2027-04-01"))?.words == "7 days")
    #expect(standards.rule(.supervision, on: try day("2027-04-01"))?.words == "1 month")
  }

  @Test func aStandardOfTheSameDayTakesTheOthersPlace() throws {
    let from = try day("2026-04-01")
    let standards = try LocalStandards()
      .setting(Standard(.allocation, 3, .workingDays, from: from, source: "A"))
      .setting(Standard(.allocation, 2, .workingDays, from: from, source: "B"))
    #expect(standards.rule(.allocation, on: from)?.limit == 2)
    #expect(standards.standards.count { $0.what == .allocation } == 2)
  }

  @Test func aStandardAboveTheLawIsRefused() throws {
    let from = try day("2026-04-01")
    #expect(throws: Refusal.self) {
      try LocalStandards().setting(
        Standard(.singleAssessment, 46, .workingDays, from: from, source: "A"))
    }
    #expect(throws: Refusal.self) {
      try LocalStandards().setting(
        Standard(.singleAssessment, 40, .calendarDays, from: from, source: "A"))
    }
    #expect(throws: Refusal.self) {
      try LocalStandards().setting(Standard(.allocation, 0, .workingDays, from: from, source: "A"))
    }
    let standards = try LocalStandards().setting(
      Standard(.singleAssessment, 35, .workingDays, from: from, source: "A"))
    #expect(standards.rule(.singleAssessment, on: from)?.limit == 35)
    #expect(standards.rule(.singleAssessment, on: from.adding(days: -1))?.limit == 45)
  }

  @Test func standardsAreKeptAsTheyAre() throws {
    let kept = try JSONEncoder().encode(LocalStandards())
    #expect(try JSONDecoder().decode(LocalStandards.self, from: kept) == LocalStandards())
  }
}
