import Domain
import EngineTesting
import Store
import Testing

@Suite("Assessment: tables on both engines") struct AssessmentTableTests {
  @Test("A whole assessment reads back as it was written", arguments: Engine.allCases)
  func wholeStory(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let id = try await council.begin()
      try await council.writeAll(id)
      try await council.perform(
        .sendBack(comment: "What does Samira say?"), on: id, by: council.manager)
      try await council.perform(
        .recordRisk(
          Assessment.Risk(
            assessment: "Left alone at night", plan: "Grandmother stays",
            reviewOn: council.today.adding(days: 14))), on: id)
      try await council.perform(
        .send(
          outcomes: council.children.map {
            Assessment.ChildOutcome(child: $0, outcome: .childInNeedPlan, reason: "Needs help")
          }), on: id)
      try await council.perform(
        .authorise(sentence: "I agree", withoutRiskPlan: nil), on: id, by: council.manager)
      try await council.perform(
        .addAddendum(text: "The school wrote", reason: "It came after"), on: id)

      let whole = try await council.whole(id)
      #expect(whole.status == .authorised)
      #expect(whole.people == council.children)
      #expect(whole.beganBy == "Leila")
      #expect(Array(whole.authors.values) == ["Leila"])
      #expect(whole.authorisation?.by == "Morgan")
      #expect(whole.authorisation?.sentence == "I agree")
      #expect(whole.risk.plan == "Grandmother stays")
      #expect(whole.reviewPoint == council.today)
      #expect(whole.returns.map(\.text) == ["What does Samira say?"])
      #expect(whole.addenda.map(\.reason) == ["It came after"])
      #expect(whole.sections.count == Assessment.Section.allCases.count)
      #expect(whole.sections[.outsideHome]?.setAside == "She is five")
      let views = try #require(whole.sections[.views]?.written)
      #expect(views.quotes.map(\.words) == ["I like maths"])
      #expect(views.perChild.map(\.text) == ["She is quieter."])
      #expect(whole.children[0].seen?.quotes.map(\.words) == ["I want to stay"])
      #expect(whole.children[0].head.lastSeen.alone == council.today.adding(days: -3))
      #expect(whole.children[1].seen?.whyNot == "In hospital")
      #expect(whole.children.map(\.outcome?.outcome) == [.childInNeedPlan, .childInNeedPlan])
      #expect(whole.children[1].factors == [.neglect, .youngCarer])
      let stored = try await council.store.load(id)
      #expect(stored?.version == whole.version)
    }
  }

  @Test("Tables built again from the facts are the live ones", arguments: Engine.allCases)
  func rebuild(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let id = try await council.begin()
      try await council.writeAll(id)
      try await council.perform(
        .authorise(sentence: "I agree", withoutRiskPlan: "The core group holds it"), on: id,
        by: council.manager)
      try await council.perform(.addAddendum(text: "More", reason: "Later"), on: id)
      let note = try await council.note([
        Note.ChildBlock(child: council.children[0], seen: true, alone: true, words: "Hello")
      ])
      _ =
        try await council.store.perform(
          Note.Command.correct(text: "Met at school.", reason: "Wrong place"), on: note,
          as: council.act(council.worker, days: 1)) as Done<Note>
      for other in Engine.allCases {
        #expect(try await council.differencesAfterRebuild(other) == [])
      }
    }
  }

  @Test("An authorised row without risk plan and reason cannot stand", arguments: Engine.allCases)
  func riskPlanOrReason(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let id = try await council.begin()
      try await council.writeAll(id)
      try await council.perform(
        .authorise(sentence: "I agree", withoutRiskPlan: "The core group holds it"), on: id,
        by: council.manager)
      let error = await #expect(throws: DatabaseError.self) {
        try await council.store.database.write { tx in
          try tx.run("UPDATE assessment SET without_risk_plan = NULL WHERE id = \(id)")
        }
      }
      guard case .constraint? = error else {
        Issue.record("the row was not refused")
        return
      }
    }
  }

  @Test("The kinds that an episode has already are read from its assessments")
  func around() async throws {
    try await AssessmentCouncil.with(.sqlite) { council in
      let refused = await #expect(throws: Refusal.self) {
        _ = try await council.begin(.initial)
      }
      #expect(refused?.rule == "assessment.regime")
      _ = try await council.begin(.prenatal, of: 0..<1)
      let twice = await #expect(throws: Refusal.self) {
        _ = try await council.begin(.prenatal, of: 0..<1)
      }
      #expect(twice?.rule == "assessment.kind-twice")
      // The brothers' and sisters' own episodes are open for one together.
      let first = council.children[0]
      let offered = try await council.store.database.read {
        try AssessmentTable.siblingEpisodes(of: first, in: $0)
      }
      #expect(offered.map(\.referral) == [council.referrals[1]])
    }
  }

  @Test("Lists by child, by episode, and what waits for the manager", arguments: Engine.allCases)
  func lists(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let id = try await council.begin()
      let (team, worker) = (TeamID(1), council.worker)
      for referral in council.referrals {
        _ =
          try await council.store.perform(
            Referral.Command.allocate(team: team, worker: worker), on: referral,
            as: council.act(council.manager)) as Done<Referral>
      }
      let mine = try await council.store.database.read {
        try AssessmentTable.underWay(worker: worker, in: $0)
      }
      #expect(mine.map(\.child) == council.children)
      try await council.writeAll(id)
      let (child, referral) = (council.children[1], council.referrals[1])
      let found = try await council.store.database.read { tx in
        (
          try AssessmentTable.of(child: child, in: tx),
          try AssessmentTable.of(referral: referral, in: tx),
          try AssessmentTable.waiting(team: team, in: tx)
        )
      }
      #expect(found.0.map(\.id) == [id])
      #expect(found.1 == found.0)
      #expect(found.2.map(\.child) == council.children)
      #expect(found.0[0].clock.rule.limit == 45)
    }
  }

  @Test(
    "Imported enquiries and plans are read back by child and episode", arguments: Engine.allCases)
  func history(on engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let (child, referral) = (council.children[0], council.referrals[0])
      let act = Act(key: nil, actor: .imported, at: council.at)
      let enquiry = Enquiry.History(
        child: child, referral: referral, startedOn: council.today.adding(days: -30),
        conferenceTarget: council.today, conferenceOn: nil, conferenceNotRequired: false)
      _ =
        try await council.store.perform(Enquiry.Command.importRecord(enquiry), as: act)
        as Done<Enquiry>
      let plan = Plan.History(
        child: child, referral: referral, kind: .childProtection,
        from: council.today.adding(days: -20), to: nil,
        protection: Plan.Protection(
          initialCategory: .neglect, latestCategory: .emotional, previousPlans: 1,
          reviews: [council.today.adding(days: -5)]))
      _ = try await council.store.perform(Plan.Command.importRecord(plan), as: act) as Done<Plan>
      let read = try await council.store.database.read { tx in
        (
          try EnquiryTable.of(child: child, in: tx),
          try EnquiryTable.of(referral: referral, in: tx),
          try PlanTable.of(child: child, in: tx), try PlanTable.of(referral: referral, in: tx)
        )
      }
      #expect(read.0.map(\.history) == [enquiry])
      #expect(read.1 == read.0)
      #expect(read.2.map(\.history) == [plan])
      #expect(read.3 == read.2)
      #expect(try await council.differencesAfterRebuild(engine) == [])
    }
  }
}
