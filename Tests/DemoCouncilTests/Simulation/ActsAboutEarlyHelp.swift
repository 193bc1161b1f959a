import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// Early help is asked for, led, planned, reviewed, stepped up, closed, by anybody in any order.
  mutating func earlyHelpAttempt() async throws -> Attempt {
    guard let id = recent(world.earlyHelp, of: EarlyHelp.self, among: 8), chance.chance(78) else {
      return try await askForEarlyHelp()
    }
    let help = try await store.load(id)?.state
    if help?.lead == nil, chance.chance(70) { return leadAct(on: id, help) }
    let children = help?.request.children ?? []
    switch chance.number(1...12) {
    case 1, 2:
      let distances = help?.plans.last?.outcomes.map { _ in EarlyHelp.Distance.better } ?? []
      let on = day(back: 5)
      return Attempt(
        EarlyHelp.Command.review(
          .init(
            on: on, present: words("Mother"), distances: distances, words: words("Calmer"),
            views: [], next: on.adding(days: chance.number(-1...95)))), on: id)
    case 3, 4, 5:
      let plan = EarlyHelp.Plan(
        outcomes: [
          .init(
            what: "In bed by eight \(chance.number(1...99))",
            actions: chance.chance(90)
              ? [.init(what: "A plan", owner: "Mother", by: today.adding(days: 9))] : [])
        ], views: children.map { .init(child: $0, words: words("I am tired")) },
        parents: words("Hard mornings"))
      return Attempt(EarlyHelp.Command.plan(plan), on: id)
    case 6: return Attempt(EarlyHelp.Command.note(words("On time")), on: id)
    case 7, 8:
      let danger = chance.one(of: Contact.Answer.allCases)
      return Attempt(
        EarlyHelp.Command.stepUp(
          .init(
            why: words("Bruises"), inDanger: danger, dangerAction: words("Police went"),
            consent: .no, consentBasis: words("It cannot wait")), at: now), on: id)
    case 9:
      return Attempt(
        EarlyHelp.Command.close(
          chance.one(of: EarlyHelp.Ending.Reason.allCases), words: words("Done"),
          on: day(back: 3)), on: id)
    default: return leadAct(on: id, help)
    }
  }

  /// Somebody is asked to lead, accepts or declines; outside the council too.
  private mutating func leadAct(on id: EarlyHelpID, _ help: EarlyHelp?) -> Attempt {
    let email = chance.chance(20) ? "head@hill.example" : nil
    switch chance.number(1...10) {
    case 1...3 where help?.waitingFor != nil:
      return Attempt(
        EarlyHelp.Command.decline(
          reason: words("No time"), said: words("By phone"), email: email), on: id)
    case 4...10 where help?.waitingFor != nil:
      return Attempt(EarlyHelp.Command.accept(said: words("By phone"), email: email), on: id)
    default: return Attempt(EarlyHelp.Command.propose(someLead()), on: id)
    }
  }

  private mutating func someLead() -> EarlyHelp.Lead {
    chance.chance(30)
      ? .worker(id: WorkerID(chance.number(1...(world.workers + 1))))
      : .outside(
        person: .init(
          name: words("Ms Green"), agency: "Hill School", job: "Head", email: "head@hill.example"))
  }

  private mutating func askForEarlyHelp() async throws -> Attempt {
    let contacts = try await database.read { try EarlyHelpTable.notAskedFor(in: $0) }
    let referrals = try await database.read { tx in
      try tx.rows("SELECT id, child FROM referral WHERE is_open = 1 ORDER BY id DESC LIMIT 5").map {
        (try $0.id("id", of: Referral.self), try $0.id("child", of: Person.self))
      }
    }
    var origin = EarlyHelp.Origin.direct
    let (child, missing) = pick(world.people, of: Person.self, missing: 2)
    var children = [child]
    if let decided = contacts.last, chance.chance(50) {
      origin = .contact(id: decided.contact)
      if chance.chance(90) { children = decided.people }
    } else if !referrals.isEmpty, chance.chance(70) {
      let one = chance.one(of: referrals)
      origin = .referral(id: one.0)
      children = chance.chance(90) ? [one.1] : [one.1, child]
    }
    let lead: EarlyHelp.Lead? = chance.chance(70) ? someLead() : nil
    return Attempt(
      EarlyHelp.Command.request(
        EarlyHelp.Wish(
          origin: origin, children: children, story: words("Late for school"),
          hope: words("Calm mornings"),
          consent: .init(
            given: chance.chance(85), who: words("Mother"), on: day(back: 5),
            words: words("We manage"))), lead: lead), on: nil as EarlyHelpID?, mayMiss: missing)
  }
}
