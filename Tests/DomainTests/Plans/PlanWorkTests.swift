import Testing

@testable import Domain

@Suite("What is done on a plan") struct PlanWorkTests {
  func review(
    _ on: String, continues: Bool = true, category: CategoryOfAbuse? = nil
  ) -> Plan.Command {
    .review(
      on: P.day(on), conference: P.conference, category: category, continues: continues,
      words: "As discussed")
  }

  func reviewing(
    _ on: String, next: String, progress: [Plan.Progress]? = nil, view: String = "I sleep"
  ) -> Plan.Command {
    .reviewInNeed(
      Plan.Reviewing(
        on: P.day(on), present: "Mother, Aisha, school",
        progress: progress
          ?? [1, 2].map { Plan.Progress(outcome: $0, distance: .better, words: "Better") },
        words: "She eats at school", view: view, next: P.day(next)))
  }

  @Test("A child protection plan is reviewed and ended by a conference alone") func byConference()
    throws
  {
    let plan = try P.protected()
    let own = P.refusal(reviewing("2025-08-01", next: "2025-10-01"), plan, today: "2025-08-01")
    #expect(own?.rule == "plan.conference-only")
    let ends = P.refusal(
      .end(on: P.day("2025-08-01"), reason: .needsMet, words: "Well"), plan, today: "2025-08-01")
    #expect(ends?.rule == "plan.conference-only")
    #expect(ends?.message.contains("Record the conference") == true)
    let moved = P.refusal(
      .end(on: P.day("2025-08-01"), reason: .movedAway, words: "To Devon"), plan,
      today: "2025-08-01")
    #expect(moved == nil)
    let ended = try P.after(review("2025-09-30", continues: false), plan, today: "2025-09-30")
    #expect(ended.ending?.reason == .conferenceDecided)
    #expect(ended.to == P.day("2025-09-30"))
  }

  @Test("Categories over time: the first stays, the latest changes with a review") func category()
    throws
  {
    var plan = try P.protected()
    plan = try P.after(
      review("2025-09-30", category: .emotional), plan, today: "2025-09-30")
    #expect(plan.protection?.initialCategory == .neglect)
    #expect(plan.protection?.latestCategory == .emotional)
    plan = try P.after(review("2026-03-20", category: .emotional), plan, today: "2026-03-20")
    #expect(plan.reviews.map(\.category) == [.emotional, nil])
    #expect(plan.lastReview == P.day("2026-03-20"))
  }

  @Test("Reviews follow each other and the plan's beginning") func order() throws {
    let plan = try P.after(review("2025-09-30"), try P.protected(), today: "2025-09-30")
    let today = "2025-10-30"
    #expect(P.refusal(review("2025-09-30"), plan, today: today)?.rule == "plan.review-order")
    #expect(P.refusal(review("2025-07-01"), plan, today: today)?.rule == "plan.review-day")
    #expect(P.refusal(review("2025-10-31"), plan, today: today)?.rule == "plan.review-day")
  }

  @Test("A child in need review says of each outcome how far it has come, and what the child says")
  func inNeed() throws {
    let plan = try P.needed()
    let one = [Plan.Progress(outcome: 1, distance: .met, words: "Eats")]
    let today = "2025-09-01"
    let missing = P.refusal(
      reviewing("2025-09-01", next: "2025-11-01", progress: one), plan, today: today)
    #expect(missing?.rule == "plan.progress")
    #expect(missing?.question == "distance-2")
    let silent = P.refusal(
      reviewing("2025-09-01", next: "2025-11-01", view: ""), plan, today: today)
    #expect(silent?.rule == "plan.review-view")
    let late = P.refusal(reviewing("2025-09-01", next: "2025-12-02"), plan, today: today)
    #expect(late?.rule == "plan.next-late")
    #expect(late?.message.contains("1 December 2025") == true)
    let reviewed = try P.after(
      reviewing("2025-09-01", next: "2025-12-01"), plan, today: today)
    #expect(reviewed.reviews.first?.progress.count == 2)
  }

  @Test("Actions are done with words, dropped with a reason, once; at the end they are no tasks")
  func actions() throws {
    var plan = try P.needed()
    let on = P.day("2025-07-20")
    let today = "2025-07-20"
    let wordless = P.refusal(.finishAction(1, on: on, words: ""), plan, today: today)
    #expect(wordless?.rule == "plan.action-words")
    #expect(
      P.refusal(.dropAction(1, reason: ""), plan, today: today)?.rule == "plan.action-reason")
    #expect(P.refusal(.dropAction(9, reason: "x"), plan, today: today)?.rule == "plan.no-action")
    plan = try P.after(
      .addAction(
        AgreedAction(what: "GP", owner: .other(words: "Mother"), by: P.day("2025-08-01")),
        outcome: nil), plan, today: today)
    plan = try P.after(.finishAction(1, on: on, words: "Goes"), plan, today: today)
    let again = P.refusal(.finishAction(1, on: on, words: "Goes"), plan, today: today)
    #expect(again?.rule == "plan.action-ended")
    #expect(plan.openActions.map(\.key) == [2])
    plan = try P.after(.end(on: on, reason: .needsMet, words: "Well"), plan, today: today)
    #expect(plan.openActions.isEmpty)
    #expect(plan.actions.last?.dropped?.words == "The plan ended")
    let after = P.refusal(
      .finishAction(2, on: on, words: "Too late"), plan, today: today)
    #expect(after?.rule == "plan.ended")
  }

  @Test("A core group belongs to a child protection plan, and says who came and when it meets next")
  func coreGroup() throws {
    func meeting(_ on: String, next: String, came: Bool = true) -> Plan.Command {
      .meet(
        Plan.Meeting(
          on: P.day(on),
          attendance: [.init(.init(.worker(P.worker), role: "Lead social worker"), came: came)],
          agreed: "Go on", next: P.day(next)),
        actions: [
          AgreedAction(what: "Dentist", owner: .other(words: "Mother"), by: P.day("2025-09-01"))
        ])
    }
    let plan = try P.protected()
    let today = "2025-07-15"
    let needed = P.refusal(
      meeting("2025-07-15", next: "2025-08-20"), try P.needed(), today: today)
    #expect(needed?.rule == "plan.not-protection")
    let nobody = P.refusal(
      meeting("2025-07-15", next: "2025-08-20", came: false), plan, today: today)
    #expect(nobody?.rule == "plan.attendance")
    let late = P.refusal(meeting("2025-07-15", next: "2025-08-27"), plan, today: today)
    #expect(late?.rule == "plan.next-late")
    let met = try P.after(meeting("2025-07-15", next: "2025-08-20"), plan, today: today)
    #expect(met.meetings.count == 1)
    #expect(met.actions.map(\.agreed.what) == ["Breakfast club", "Dentist"])
    #expect(met.coreGroupClock()?.due.day == P.day("2025-08-20"))
  }

  @Test("Visits are agreed more often than the local standard, never less often") func visits()
    throws
  {
    let plan = try P.protected()
    let today = "2025-07-10"
    func agree(_ limit: Int, _ unit: Clock.Rule.Unit = .workingDays) -> String? {
      P.refusal(.agreeVisits(limit: limit, unit: unit, words: "Core group"), plan, today: today)?
        .rule
    }
    #expect(agree(11) == "plan.visits-longer")
    #expect(agree(10) == nil)
    #expect(agree(5) == nil)
    #expect(agree(15, .calendarDays) == "plan.visits-longer")
    #expect(agree(14, .calendarDays) == nil)
    #expect(agree(0) == "plan.visits")
  }
}

@Suite("The clocks of a plan") struct PlanClockTests {
  @Test("The first core group is due ten working days after the conference, over Christmas")
  func christmas() throws {
    // Conference on Thursday 18 December 2025: 25 and 26 December and 1 January are no working days.
    let clock = try P.protected(from: "2025-12-18").firstCoreGroupClock()
    #expect(clock?.due.day == P.day("2026-01-06"))
  }

  @Test("The first core group, over Easter 2026") func easter() throws {
    // Good Friday 3 April and Easter Monday 6 April 2026.
    let clock = try P.protected(from: "2026-03-26").firstCoreGroupClock()
    #expect(clock?.due.day == P.day("2026-04-13"))
  }

  @Test("The first core group, over the four days of June 2022") func jubilee() throws {
    // 2 June: the spring holiday, moved; 3 June: the Platinum Jubilee.
    let opening = Plan.Opening(
      child: P.child, referral: P.referral, kind: .childProtection, from: P.day("2022-05-25"),
      category: .neglect, conference: P.conference)
    var around = P.around()
    around.episode = (P.child, P.day("2022-05-01"), true)
    let plan = try P.plan(
      try Plan.decide(
        .open(opening), given: nil, around: around, by: P.by, today: P.day("2022-05-25")))
    #expect(plan.firstCoreGroupClock()?.due.day == P.day("2022-06-10"))
  }

  @Test("The first review is due three months after the conference, later ones six after the last")
  func reviews() throws {
    var plan = try P.protected()
    #expect(plan.reviewClock()?.due.day == P.day("2025-10-01"))
    plan = try P.after(
      .review(
        on: P.day("2025-09-20"), conference: P.conference, category: nil, continues: true,
        words: "Go on"), plan, today: "2025-09-20")
    #expect(plan.reviewClock()?.due.day == P.day("2026-03-20"))
  }

  @Test("A child in need review is due three months after the plan began, or on the day agreed")
  func inNeed() throws {
    var plan = try P.needed()
    #expect(plan.reviewClock()?.due.day == P.day("2025-10-01"))
    plan = try P.after(
      .reviewInNeed(
        Plan.Reviewing(
          on: P.day("2025-09-01"), present: "All",
          progress: [1, 2].map { Plan.Progress(outcome: $0, distance: .same, words: "Same") },
          words: "Little", view: "Fine", next: P.day("2025-10-15"))), plan, today: "2025-09-01")
    #expect(plan.reviewClock()?.due.day == P.day("2025-10-15"))
  }
}
