import Testing

@testable import Domain

/// Plans of one child, P-1, in the episode R-1 of 2 June 2025.
enum P {
  static let child = PersonID(1)
  static let referral = ReferralID(1)
  static let worker = WorkerID(5)
  static let by = Actor(.worker(worker), roles: [.socialWorker], registered: true)
  static let received = day("2025-06-02")
  static let conference = FactStream(noun: "conference", number: 1)

  static func day(_ text: String) -> Day {
    guard let day = Day(iso: text) else { preconditionFailure(text) }
    return day
  }

  static func around(
    open: (id: PlanID, kind: Plan.Kind)? = nil, previous: Int = 0, assessment: AssessmentID? = nil,
    steppingDown: (id: PlanID, plan: Plan)? = nil, isOpen: Bool = true
  ) -> Plan.Around {
    var around = Plan.Around()
    around.episode = (child, received, isOpen)
    around.open = open
    around.previousProtection = previous
    around.assessment = assessment
    around.steppingDown = steppingDown
    return around
  }

  static let outline = [
    Plan.Outcome(
      what: "Aisha has breakfast every day",
      answers: [.init(words: "I am hungry", source: "Aisha, at school, 3 June")],
      actions: [AgreedAction(what: "Breakfast club", owner: .worker(worker), by: day("2026-12-01"))]
    ),
    Plan.Outcome(what: "Aisha sleeps in her own bed"),
  ]

  static func protection(
    _ from: String = "2025-07-01", conference: FactStream? = P.conference,
    category: CategoryOfAbuse? = .neglect
  ) -> Plan.Opening {
    Plan.Opening(
      child: child, referral: referral, kind: .childProtection, from: day(from),
      category: category, conference: conference, outline: outline,
      coreGroup: [Plan.Member(.worker(worker), role: "Lead social worker")])
  }

  static func inNeed(
    _ from: String = "2025-07-01", outline: [Plan.Outcome] = P.outline
  ) -> Plan.Opening {
    Plan.Opening(
      child: child, referral: referral, kind: .childInNeed, from: day(from), outline: outline)
  }

  static func open(
    _ opening: Plan.Opening, _ around: Plan.Around, today: String = "2025-07-10"
  ) throws(Refusal) -> [Plan.Fact] {
    try Plan.decide(.open(opening), given: nil, around: around, by: by, today: day(today))
  }

  static func plan(_ facts: [Plan.Fact]) throws -> Plan {
    var plan: Plan?
    for fact in facts { plan = Plan.evolve(plan, fact) }
    return try #require(plan)
  }

  static func protected(from: String = "2025-07-01") throws -> Plan {
    try plan(try open(protection(from), around(), today: from))
  }

  static func needed(from: String = "2025-07-01") throws -> Plan {
    try plan(try open(inNeed(from), around(assessment: AssessmentID(2)), today: from))
  }

  /// The name of the rule that says no; nil where it is allowed.
  static func refusal(_ command: Plan.Command, _ plan: Plan, today: String) -> Refusal? {
    do {
      _ = try Plan.decide(
        command, given: plan, around: Plan.Around(), by: by, today: day(today))
      return nil
    } catch {
      return error
    }
  }

  static func refusal(
    _ opening: Plan.Opening, _ around: Plan.Around, today: String = "2025-07-10"
  ) -> String? {
    do {
      _ = try open(opening, around, today: today)
      return nil
    } catch {
      return error.rule
    }
  }

  static func after(_ command: Plan.Command, _ plan: Plan, today: String) throws -> Plan {
    var plan = plan
    for fact in try Plan.decide(
      command, given: plan, around: Plan.Around(), by: by, today: day(today))
    {
      plan = Plan.evolve(plan, fact)
    }
    return plan
  }
}

@Suite("A plan is opened") struct PlanOpeningTests {
  @Test("A child protection plan cannot be opened without its conference") func conference() {
    #expect(P.refusal(P.protection(conference: nil), P.around()) == "plan.conference-only")
    #expect(P.refusal(P.protection(category: nil), P.around()) == "plan.category")
    #expect(P.refusal(P.protection(), P.around()) == nil)
  }

  @Test("A child in need plan needs an authorised assessment with that outcome, or a step down")
  func assessment() throws {
    #expect(P.refusal(P.inNeed(), P.around()) == "plan.no-assessment")
    #expect(P.refusal(P.inNeed(), P.around(assessment: AssessmentID(2))) == nil)
    let plan = try P.needed()
    #expect(plan.origin == .assessment(AssessmentID(2)))
    #expect(plan.protection == nil)
  }

  @Test("A child has one plan at a time: a second one is refused, of either kind") func one() {
    let inNeed = P.around(open: (PlanID(4), .childInNeed), assessment: AssessmentID(2))
    let protection = P.around(open: (PlanID(4), .childProtection), assessment: AssessmentID(2))
    #expect(P.refusal(P.inNeed(), inNeed) == "plan.open-plan")
    #expect(P.refusal(P.inNeed(), protection) == "plan.open-plan")
    #expect(P.refusal(P.protection(), protection) == "plan.open-plan")
  }

  @Test("A child protection plan takes the place of the child in need plan, the same day")
  func replaced() throws {
    let facts = try P.open(P.protection(), P.around(open: (PlanID(4), .childInNeed)))
    let consequences = facts.flatMap { Consequences.of($0) }
    #expect(consequences.count == 1)
    guard case .plan(let id, .end(let on, let reason, _)) = consequences.first else {
      Issue.record("no plan ends")
      return
    }
    #expect(id == PlanID(4))
    #expect(on == P.day("2025-07-01"))
    #expect(reason == .protection)
    let needed = try P.needed(from: "2025-06-10")
    let end = Plan.Command.end(on: on, reason: reason, words: "Decided")
    #expect(P.refusal(end, needed, today: "2025-07-10") == nil)
  }

  @Test("Earlier child protection plans by this authority are counted at the opening")
  func previous() throws {
    let plan = try P.plan(try P.open(P.protection(), P.around(previous: 2)))
    #expect(plan.protection?.previousPlans == 2)
  }

  @Test("At a step down what was to change and what is still to be done is carried over")
  func stepDown() throws {
    var ended = try P.protected()
    ended = try P.after(
      .finishAction(1, on: P.day("2025-07-20"), words: "Goes daily"), ended, today: "2025-07-20")
    ended = try P.after(
      .addAction(
        AgreedAction(what: "New bed", owner: .other(words: "Father"), by: P.day("2025-12-01")),
        outcome: 2), ended, today: "2025-07-20")
    ended = try P.after(
      .review(
        on: P.day("2025-09-15"), conference: P.conference, category: nil, continues: false,
        words: "Safe now"), ended, today: "2025-09-15")
    let facts = try P.open(
      P.inNeed("2025-09-15", outline: []), P.around(steppingDown: (PlanID(7), ended)),
      today: "2025-09-15")
    let plan = try P.plan(facts)
    #expect(plan.origin == .stepDown(from: PlanID(7)))
    #expect(plan.outcomes.map(\.what) == ended.outcomes.map(\.what))
    #expect(plan.actions.map(\.agreed.what) == ["New bed"])
    #expect(plan.actions.first?.outcome == 2)
  }

  @Test("Nothing is opened on a closed referral, before the referral or in days to come")
  func days() {
    let around = P.around(assessment: AssessmentID(2))
    #expect(P.refusal(P.inNeed("2025-06-01"), around) == "plan.from")
    #expect(P.refusal(P.inNeed("2025-07-11"), around) == "plan.from")
    let closed = P.around(assessment: AssessmentID(2), isOpen: false)
    #expect(P.refusal(P.inNeed(), closed) == "referral.closed")
  }

  @Test("A plan without anything that is to change for the child is refused") func outcomes() {
    let around = P.around(assessment: AssessmentID(2))
    #expect(P.refusal(P.inNeed(outline: []), around) == "plan.outcomes")
    #expect(P.refusal(P.inNeed(outline: [.init(what: "")]), around) == "plan.outcome")
    let unsaid = Plan.Outcome(what: "Safe", answers: [.init(words: "Yes", source: "")])
    #expect(P.refusal(P.inNeed(outline: [unsaid]), around) == "plan.answer-source")
  }

  @Test("Outcomes and actions are numbered once, for ever") func keys() throws {
    let plan = try P.needed()
    #expect(plan.outcomes.map(\.key) == [1, 2])
    #expect(plan.actions.map(\.key) == [1])
    let written = try P.after(
      .write(
        Plan.Writing(
          outcomes: [
            Plan.Outcome(key: 2, what: "Sleeps"), Plan.Outcome(what: "Goes to school"),
          ], contingency: "Conference", family: "Fine")), plan, today: "2025-08-01")
    #expect(written.outcomes.map(\.key) == [2, 3])
    #expect(written.versions.count == 2)
  }
}
