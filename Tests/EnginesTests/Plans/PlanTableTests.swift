import Domain
import EngineTesting
import Store
import Testing

@Suite("Plan: tables on both engines") struct PlanTableTests {
  /// Two sisters whose assessment asks for a child in need plan for each, authorised.
  private static func assessed(_ council: AssessmentCouncil) async throws {
    let id = try await council.begin()
    try await council.writeAll(id)
    try await council.perform(
      .sendBack(comment: "They need a plan"), on: id, by: council.manager)
    try await council.perform(
      .send(
        outcomes: council.children.map {
          Assessment.ChildOutcome(child: $0, outcome: .childInNeedPlan, reason: "Needs help")
        }), on: id)
    try await council.perform(
      .authorise(sentence: "I agree", withoutRiskPlan: "Held by the school"), on: id,
      by: council.manager)
  }

  private static func opening(
    _ council: AssessmentCouncil, _ kind: Plan.Kind, _ place: Int = 0, daysAgo: Int = 0,
    outline: [Plan.Outcome]? = nil
  ) -> Plan.Opening {
    Plan.Opening(
      child: council.children[place], referral: council.referrals[place], kind: kind,
      from: council.today.adding(days: -daysAgo),
      category: kind == .childProtection ? .neglect : nil,
      conference: kind == .childProtection ? FactStream(noun: "conference", number: 1) : nil,
      outline: outline ?? [
        Plan.Outcome(
          what: "Breakfast every day",
          answers: [.init(words: "I am hungry", source: "At school", record: nil)],
          actions: [
            AgreedAction(
              what: "Breakfast club", owner: .worker(council.worker),
              by: council.today.adding(days: 9)),
            AgreedAction(
              what: "Ring the GP", owner: .other(words: "Mother"),
              by: council.today.adding(days: 3)),
          ])
      ],
      coreGroup: [
        Plan.Member(.worker(council.worker), role: "Lead social worker"),
        Plan.Member(.person(council.children[1]), role: "Sister"),
        Plan.Member(.other(words: "Ms Rowe"), role: "School"),
      ], contingency: "Legal advice", family: "We want help")
  }

  @discardableResult private static func perform(
    _ command: Plan.Command, on id: PlanID? = nil, _ council: AssessmentCouncil, days: Int = 0
  ) async throws -> PlanID {
    (try await council.store.perform(
      command, on: id, as: council.act(council.worker, days: days)) as Done<Plan>).id
  }

  private static func refused(
    _ command: Plan.Command, on id: PlanID? = nil, _ council: AssessmentCouncil
  ) async -> String? {
    do {
      try await perform(command, on: id, council)
      return nil
    } catch let refusal as Refusal { return refusal.rule } catch { return "\(error)" }
  }

  private static func whole(_ id: PlanID, _ council: AssessmentCouncil) async throws -> Plan {
    let plan = try await council.store.database.read { try PlanTable.whole(id, in: $0) }
    let told = try await council.store.load(id)?.state
    #expect(plan == told)
    return try #require(plan)
  }

  @Test(
    "From a child in need plan to protection and back: one plan at a time, carried over",
    arguments: Engine.allCases)
  func bothWays(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let inNeed = Self.opening(council, .childInNeed, daysAgo: 2)
      #expect(await Self.refused(.open(inNeed), council) == "plan.no-assessment")
      try await Self.assessed(council)
      let first = try await Self.perform(.open(inNeed), council)
      #expect(try await Self.whole(first, council).origin == .assessment(AssessmentID(1)))
      #expect(await Self.refused(.open(inNeed), council) == "plan.open-plan")
      let second = try await Self.perform(
        .open(Self.opening(council, .childProtection)), council)
      let replaced = try await Self.whole(first, council)
      #expect(replaced.ending?.reason == .protection)
      #expect(replaced.to == council.today)
      let protection = try await Self.whole(second, council)
      #expect(protection.protection?.previousPlans == 0)
      try await Self.perform(
        .meet(
          Plan.Meeting(
            on: council.today.adding(days: 8),
            attendance: protection.members.map { .init($0, came: $0.role != "School") },
            agreed: "Go on", progress: [.init(outcome: 1, distance: .better, words: "Eats")],
            next: council.today.adding(days: 40)), actions: []), on: second, council, days: 8)
      try await Self.perform(
        .agreeVisits(limit: 5, unit: .workingDays, words: "At the core group"), on: second, council,
        days: 8)
      let ends = council.today.adding(days: 80)
      try await Self.perform(
        .review(
          on: ends, conference: FactStream(noun: "conference", number: 2), category: .emotional,
          continues: false, words: "Safe now"), on: second, council, days: 80)
      let ended = try await Self.whole(second, council)
      #expect(ended.ending?.reason == .conferenceDecided)
      #expect(ended.openActions.isEmpty)
      let down = Plan.Opening(
        child: council.children[0], referral: council.referrals[0], kind: .childInNeed, from: ends)
      let third = try await Self.perform(.open(down), council, days: 80)
      let plan = try await Self.whole(third, council)
      #expect(plan.origin == .stepDown(from: second))
      #expect(plan.outcomes.map(\.what) == ["Breakfast every day"])
      #expect(plan.outcomes.first?.answers.map(\.words) == ["I am hungry"])
      for other in Engine.allCases {
        #expect(try await council.differencesAfterRebuild(other) == [])
      }
    }
  }

  @Test(
    "A plan's words, actions and reviews read back; its visits are those of the notes",
    arguments: Engine.allCases)
  func work(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      try await Self.assessed(council)
      let id = try await Self.perform(
        .open(Self.opening(council, .childInNeed, daysAgo: 9)), council)
      try await Self.perform(
        .finishAction(1, on: council.today, words: "Goes daily"), on: id, council)
      try await Self.perform(.dropAction(2, reason: "Not ill"), on: id, council)
      try await Self.perform(
        .addAction(
          AgreedAction(
            what: "New bed", owner: .other(words: "Father"), by: council.today.adding(days: 20)),
          outcome: 1), on: id, council)
      var outcomes = try await Self.whole(id, council).outcomes
      outcomes.append(Plan.Outcome(what: "Sleeps well"))
      try await Self.perform(
        .write(Plan.Writing(outcomes: outcomes, contingency: "", family: "Better")), on: id, council
      )
      try await Self.perform(
        .reviewInNeed(
          Plan.Reviewing(
            on: council.today, present: "Mother",
            progress: [1, 2].map { .init(outcome: $0, distance: .same, words: "Same") },
            words: "Little", view: "Fine", next: council.today.adding(days: 60))), on: id, council)
      let child = council.children[0]
      for (days, seen, alone) in [(7, true, true), (5, true, false), (2, false, false)] {
        _ = try await council.note(
          [Note.ChildBlock(child: child, seen: seen, alone: alone, whyNot: "At school")],
          daysAgo: days)
      }
      _ = try await council.note(
        [Note.ChildBlock(child: child, seen: true)], kind: .meeting, daysAgo: 1)
      let failed: Done<Note> = try await council.store.perform(
        .record(
          Note.Details(
            kind: .visit, happenedOn: council.today, purpose: "", text: "Nobody came",
            children: [Note.ChildBlock(child: child, seen: false)], failed: .nobodyHome),
          significance: nil), as: council.act(council.worker))
      #expect(failed.version == 1)
      let page = try #require(
        try await council.store.database.read { tx in
          try PlanTable.page(id, today: council.today, in: tx)
        })
      #expect(page.visits.seen == 2)
      #expect(page.visits.alone == 1)
      #expect(page.visits.attempts == 2)
      #expect(page.visits.nextDue == council.today.adding(days: 37))
      #expect(page.unanswering.map(\.what) == ["Sleeps well"])
      #expect(page.said.contains { $0.words == "I want to stay" })
      let standing = try await council.store.database.read { tx in
        try PlanTable.standing(today: council.today, in: tx)
      }
      #expect(standing.map(\.id) == [id])
      #expect(standing.first?.visits == page.visits)
      #expect(standing.first?.reviewDue == council.today.adding(days: 60))
      for other in Engine.allCases {
        #expect(try await council.differencesAfterRebuild(other) == [])
      }
    }
  }

  @Test(
    "A referral with an open plan is not closed; closed by mistake, it is open again that day",
    arguments: Engine.allCases)
  func closure(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      try await Self.assessed(council)
      let referral = council.referrals[0]
      func act(_ command: Referral.Command, days: Int = 0) async -> String? {
        do {
          let _: Done<Referral> = try await council.store.perform(
            command, on: referral, as: council.act(council.manager, days: days))
          return nil
        } catch let refusal as Refusal { return refusal.rule } catch { return "\(error)" }
      }
      func close(_ reason: ReasonForClosure = .servicesCeased) -> Referral.Command {
        .close(
          on: council.today, reason: reason, words: "Well", comeBack: "Hunger",
          letters: [
            .init(
              to: .child, name: "Aisha", words: "Be well", childName: "Aisha", from: "Morgan")
          ])
      }
      #expect(
        await act(.decide(.assessment, reason: "Look", primaryNeed: .familyDysfunction)) == nil)
      #expect(await act(.allocate(team: TeamID(1), worker: council.worker)) == nil)
      let plan = try await Self.perform(.open(Self.opening(council, .childInNeed)), council)
      let before: Done<PreProceedings> = try await council.store.perform(
        .begin(
          child: council.children[0], referral: referral, reason: "No change", on: council.today),
        as: council.act(council.worker))
      #expect(await act(close()) == "referral.plan-open")
      try await Self.perform(
        .end(on: council.today, reason: .needsMet, words: "Well"), on: plan, council)
      #expect(await act(close()) == "referral.pre-proceedings-open")
      let _: Done<PreProceedings> = try await council.store.perform(
        .decide(.closed, on: council.today, words: "Safe"), on: before.id,
        as: council.act(council.worker))
      #expect(await act(close(.noFurtherActionAfterAssessment)) == "referral.not-after-assessment")
      #expect(await act(close()) == nil)
      let closed = try #require(
        try await council.store.database.read { try ReferralTable.whole(referral, in: $0) })
      #expect(closed.letters.map(\.name) == ["Aisha"])
      #expect(closed.closure?.comeBack == "Hunger")
      #expect(closed.allocations.last?.to == council.today)
      #expect(await act(.reopen(reason: "Wrong sister"), days: 1) == "referral.reopen-late")
      #expect(await act(.reopen(reason: "Wrong sister")) == nil)
      let open = try #require(
        try await council.store.database.read { try ReferralTable.whole(referral, in: $0) })
      #expect(open.isOpen)
      #expect(open.closure == nil)
      #expect(open.allocations.last?.to == nil)
      #expect(await act(close()) == nil)
      let again: Done<Referral> = try await council.store.perform(
        .open(
          child: council.children[0], contact: nil, source: .school, primaryNeed: nil,
          on: council.today), as: council.act(council.worker))
      let new = try #require(
        try await council.store.database.read { try ReferralTable.whole(again.id, in: $0) })
      #expect(new.comeBack?.words == "Hunger")
      #expect(new.comeBack?.id == referral)
      for other in Engine.allCases {
        #expect(try await council.differencesAfterRebuild(other) == [])
      }
    }
  }

  @Test(
    "Pre-proceedings give the values of the census group of 2026-27", arguments: Engine.allCases)
  func returned(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let (today, referral) = (council.today, council.referrals[0])
      let begun: Done<PreProceedings> = try await council.store.perform(
        .begin(
          child: council.children[0], referral: referral, reason: "No change",
          on: today.adding(days: -10)), as: council.act(council.worker))
      let steps: [(PreProceedings.Step.Kind, Int)] = [
        (.letterBeforeProceedings, 0), (.familyMeetingOffered, 1), (.familyMeetingHeld, 9),
        (.initialMeeting, 12), (.reviewMeeting, 30), (.reviewMeeting, 44),
      ]
      for (kind, days) in steps {
        let _: Done<PreProceedings> = try await council.store.perform(
          .take(kind, on: today.adding(days: days), words: "Held"), on: begun.id,
          as: council.act(council.worker, days: days))
      }
      let _: Done<PreProceedings> = try await council.store.perform(
        .decide(.proceedings, on: today.adding(days: 50), words: "No change"), on: begun.id,
        as: council.act(council.worker, days: 50))
      for (kind, days) in [
        (PreProceedings.Step.Kind.letterOfIssue, 51), (.courtApplication, 55),
      ] {
        let _: Done<PreProceedings> = try await council.store.perform(
          .take(kind, on: today.adding(days: days), words: "Done"), on: begun.id,
          as: council.act(council.worker, days: days))
      }
      func values(_ from: Day, _ to: Day) async throws -> [PreProceedings.Returned] {
        try await council.store.database.read { tx in
          try PreProceedingsTable.returned(of: referral, in: from...to, tx)
        }
      }
      let all = try await values(today, today.adding(days: 365))
      #expect(
        all == [
          PreProceedings.Returned(
            ppStartDate: today.adding(days: -10), lbpSentDate: today, fgdmMeetingOffer: true,
            fgdmMeetingFac: true, initialPPMeetingDate: today.adding(days: 12),
            reviewMeetingsCount: 2, stepDecisionDate: today.adding(days: 50),
            ppOutcome: PreProceedings.Outcome.proceedings.words,
            courtAppDate: today.adding(days: 55), letterInitCPDate: today.adding(days: 51))
        ])
      let early = try await values(today.adding(days: -20), today.adding(days: 31))
      #expect(early.first?.reviewMeetingsCount == 1)
      #expect(early.first?.stepDecisionDate == nil)
      #expect(try await values(today.adding(days: 60), today.adding(days: 90)).isEmpty)
      #expect(try await council.differencesAfterRebuild(engine) == [])
    }
  }
}
