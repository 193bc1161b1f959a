import Testing

@testable import Domain

@Suite("Visits under a plan, as notes tell them") struct PlanVisitsTests {
  func visit(_ on: String, _ sight: PlanVisits.Sight = .alone, _ note: Int = 1) -> PlanVisits.Visit
  {
    PlanVisits.Visit(on: P.day(on), sight: sight, note: NoteID(note))
  }

  /// Ten working days at most, from Tuesday 1 July 2025.
  func protected(_ visits: [PlanVisits.Visit], today: String) throws -> PlanVisits {
    try P.protected().visits(visits, today: P.day(today))
  }

  @Test("The first visit is due ten working days after the plan began") func first() throws {
    let visits = try protected([], today: "2025-07-15")
    #expect(visits.nextDue == P.day("2025-07-15"))
    #expect(visits.missed.isEmpty)
    #expect(!visits.isLate(today: P.day("2025-07-15")))
  }

  @Test(
    "A visit that was due and did not take place is counted as missed, and stays late until seen")
  func missed() throws {
    let late = try protected([], today: "2025-07-16")
    #expect(late.missed == [P.day("2025-07-15")])
    #expect(late.isLate(today: P.day("2025-07-16")))
    #expect(late.nextDue == P.day("2025-07-29"))
    let seen = try protected([visit("2025-07-17")], today: "2025-07-18")
    #expect(seen.missed == [P.day("2025-07-15")])
    #expect(!seen.isLate(today: P.day("2025-07-18")))
    #expect(seen.nextDue == P.day("2025-07-31"))
  }

  @Test("A child who was not seen, or a door that was not opened, is no visit in time")
  func attempts() throws {
    let visits = try protected(
      [visit("2025-07-10", .notLetIn), visit("2025-07-11", .notSeen, 2)], today: "2025-07-16")
    #expect(visits.missed.count == 1)
    #expect(visits.attempts == 2)
    #expect(visits.seen == 0)
    #expect(visits.weeks[1].best == .notSeen)
  }

  @Test("Each visit begins the count anew, over Christmas too") func christmas() throws {
    let plan = try P.protected(from: "2025-12-18")
    let visits = plan.visits([visit("2025-12-22", .seen)], today: P.day("2026-01-07"))
    // 25 and 26 December and 1 January are no working days.
    #expect(visits.nextDue == P.day("2026-01-08"))
    #expect(visits.seen == 1)
    #expect(visits.alone == 0)
    #expect(visits.lastAlone == nil)
  }

  @Test("What was agreed more often counts from its day") func agreed() throws {
    var plan = try P.needed()
    plan = try P.after(
      .agreeVisits(limit: 7, unit: .calendarDays, words: "At the review"), plan,
      today: "2025-07-10")
    #expect(plan.visits([], today: P.day("2025-07-11")).nextDue == P.day("2025-07-17"))
    let seen = plan.visits([visit("2025-07-14")], today: P.day("2025-07-15"))
    #expect(seen.nextDue == P.day("2025-07-21"))
    #expect(seen.rule?.limit == 7)
  }

  @Test("A plan that ended has no visit due, and of an imported one only later visits are known")
  func ended() throws {
    let ended = try P.after(
      .end(on: P.day("2025-07-20"), reason: .died, words: "Suddenly"), try P.needed(),
      today: "2025-07-20")
    #expect(ended.visits([], today: P.day("2025-12-01")).nextDue == nil)
    #expect(ended.visits([], today: P.day("2025-12-01")).missed.isEmpty)
    let old = try P.needed().visits(
      [], knownFrom: P.day("2026-01-05"), today: P.day("2026-01-06"))
    #expect(old.missed.isEmpty)
    #expect(old.nextDue == P.day("2026-02-16"))
  }

  @Test("The strip has a box for every week, from the Monday of the first") func weeks() throws {
    let visits = try protected(
      [visit("2025-07-03"), visit("2025-07-08", .seen, 2), visit("2025-07-10", .nobodyHome, 3)],
      today: "2025-07-20")
    #expect(visits.weeks.map(\.monday) == ["2025-06-30", "2025-07-07", "2025-07-14"].map(P.day))
    #expect(visits.weeks.map(\.best) == [.alone, .seen, nil])
    #expect(visits.weeks[1].visits.count == 2)
  }
}
