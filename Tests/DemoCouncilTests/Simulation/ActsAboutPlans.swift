import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// Plans and pre-proceedings: begun, written, reviewed, met about, ended, by anybody in any order.
  mutating func planAttempt() async throws -> Attempt {
    if chance.chance(18) { return preProceedingsAttempt() }
    guard let id = recent(world.plans, of: Plan.self, among: 8), chance.chance(70) else {
      return try await openPlan()
    }
    let plan = try await store.load(id)?.state
    let outcomes = plan?.outcomes ?? []
    let on = day(back: 9)
    let progress = outcomes.map {
      Plan.Progress(
        outcome: $0.key, distance: chance.one(of: Plan.Distance.allCases), words: words("So so"))
    }
    switch chance.number(1...11) {
    case 1, 2:
      return Attempt(
        Plan.Command.reviewInNeed(
          .init(
            on: on, present: words("Mother"), progress: progress, words: words("Calmer"),
            view: words("I sleep"), next: on.adding(days: chance.number(-1...95)))), on: id)
    case 3:
      return Attempt(
        Plan.Command.review(
          on: on, conference: FactStream(noun: "conference", number: 1),
          category: chance.chance(40) ? chance.one(of: CategoryOfAbuse.allCases) : nil,
          continues: chance.chance(60), words: words("Decided")), on: id)
    case 4:
      return Attempt(
        Plan.Command.end(
          on: on, reason: chance.one(of: Plan.Ending.Reason.allCases), words: words("Well")),
        on: id)
    case 5:
      var outcomes = outcomes
      if chance.chance(50) { outcomes.append(.init(what: words("Sleeps", none: 10))) }
      if outcomes.count > 1, chance.chance(30) { outcomes.removeFirst() }
      return Attempt(
        Plan.Command.write(
          .init(outcomes: outcomes, contingency: words("Conference"), family: words("Fine"))),
        on: id)
    case 6:
      return Attempt(
        Plan.Command.addAction(someAction(), outcome: chance.chance(50) ? 1 : nil), on: id)
    case 7:
      let key = chance.number(1...4)
      return chance.chance(70)
        ? Attempt(Plan.Command.finishAction(key, on: on, words: words("Done")), on: id)
        : Attempt(Plan.Command.dropAction(key, reason: words("Not needed")), on: id)
    case 8:
      return Attempt(
        Plan.Command.setCoreGroup([
          .init(.other(words: words("Mr Bray")), role: "Teacher"),
          .init(.worker(WorkerID(chance.number(1...world.workers))), role: words("Lead")),
        ]), on: id)
    case 9, 10:
      return Attempt(
        Plan.Command.meet(
          .init(
            on: on,
            attendance: (plan?.members ?? []).map { .init($0, came: chance.chance(80)) },
            agreed: words("Go on"), progress: chance.chance(50) ? progress : [],
            next: on.adding(days: chance.number(0...45))),
          actions: chance.chance(50) ? [someAction()] : []), on: id)
    default:
      return Attempt(
        Plan.Command.agreeVisits(
          limit: chance.number(0...15),
          unit: chance.chance(50) ? .workingDays : .calendarDays, words: words("Agreed")), on: id)
    }
  }

  private mutating func someAction() -> AgreedAction {
    AgreedAction(
      what: words("Breakfast club"),
      owner: chance.chance(50)
        ? .worker(WorkerID(chance.number(1...world.workers))) : .other(words: words("Mother")),
      by: today.adding(days: chance.number(-3...40)))
  }

  private mutating func openPlan() async throws -> Attempt {
    // Of the last episodes, those with an assessment that asks for a plan more often.
    let asked = try await database.read { tx in
      try tx.rows(
        """
        SELECT r.id, r.child FROM referral r WHERE r.is_open = 1 ORDER BY (SELECT COUNT(*)
          FROM assessment_child c JOIN assessment a ON a.id = c.assessment
          WHERE c.referral = r.id AND c.outcome = 'childInNeedPlan' AND a.status = 'authorised')
          DESC, r.id DESC LIMIT 4
        """
      ).map { (try $0.id("id", of: Referral.self), try $0.id("child", of: Person.self)) }
    }
    guard !asked.isEmpty else { return preProceedingsAttempt() }
    let (referral, child) = chance.one(of: asked)
    let isProtection = chance.chance(55)
    return Attempt(
      Plan.Command.open(
        .init(
          child: child, referral: referral,
          kind: isProtection ? .childProtection : .childInNeed, from: day(back: 3),
          category: isProtection == chance.chance(92)
            ? chance.one(of: CategoryOfAbuse.allCases) : nil,
          conference: chance.chance(90) ? FactStream(noun: "conference", number: 1) : nil,
          outline: chance.chance(85)
            ? [.init(what: words("Breakfast"), actions: chance.chance(50) ? [someAction()] : [])]
            : [],
          coreGroup: isProtection ? [.init(.other(words: "Ms Rowe"), role: "School")] : [])),
      on: nil as PlanID?)
  }

  private mutating func preProceedingsAttempt() -> Attempt {
    guard let id = recent(world.preProceedings, of: PreProceedings.self, among: 4),
      chance.chance(75)
    else {
      let (child, childMissing) = pick(world.people, of: Person.self)
      let (referral, referralMissing) = pick(world.referrals, of: Referral.self)
      return Attempt(
        PreProceedings.Command.begin(
          child: child, referral: referral, reason: words("No change"), on: day(back: 4)),
        on: nil as PreProceedingsID?, mayMiss: childMissing || referralMissing)
    }
    if chance.chance(20) {
      return Attempt(
        PreProceedings.Command.decide(
          chance.one(of: PreProceedings.Outcome.allCases), on: day(back: 4), words: words("So")),
        on: id)
    }
    return Attempt(
      PreProceedings.Command.take(
        chance.one(of: PreProceedings.Step.Kind.allCases), on: day(back: 4), words: words("Held")),
      on: id)
  }
}
