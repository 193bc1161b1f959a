import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// Day and night tell each other what to look out for, in any order and at any hour.
  mutating func handoverAttempt() -> Attempt {
    guard let id = recent(world.handovers, of: Handover.self, among: 8), chance.chance(70) else {
      return chance.chance(45) ? raiseForTheNight() : logInTheNight()
    }
    switch chance.number(1...10) {
    case 1, 2: return Attempt(Handover.Command.acknowledge(at: now), on: id)
    case 3: return Attempt(Handover.Command.act(nightAction(), at: now), on: id)
    case 4, 5:
      let (to, missing) = addressee()
      return Attempt(
        Handover.Command.pass(words: words("See the child"), to: to, at: now), on: id,
        mayMiss: missing)
    case 6, 7, 8: return Attempt(Handover.Command.accept(at: now), on: id)
    case 9: return Attempt(Handover.Command.chase(words: words("Rang"), at: now), on: id)
    default: return Attempt(Handover.Command.close(reason: words("Seen"), at: now), on: id)
    }
  }

  private mutating func raiseForTheNight() -> Attempt {
    let (child, missing) = pick(world.people, of: Person.self, missing: 2)
    let from = now.adding(seconds: chance.number(-7_200...90_000))
    return Attempt(
      Handover.Command.raise(
        Handover.Warning(
          child: child, what: words("He may come"), act: words("Ring the police"),
          ring: words("The manager"), from: from,
          until: from.adding(seconds: chance.number(-3_600...2_000_000))), at: now),
      on: nil as HandoverID?, mayMiss: missing)
  }

  private mutating func logInTheNight() -> Attempt {
    let (child, missing) = pick(world.people, of: Person.self, missing: 2)
    let isKnown = chance.chance(80)
    let about = Handover.About(
      child: isKnown ? child : nil, who: isKnown ? nil : words("A girl of about 12"))
    let (to, nobody) = addressee()
    let need: (words: String, to: Handover.Addressee)? =
      chance.chance(60) ? (words("See her"), to) : nil
    return Attempt(
      Handover.Command.log(about, nightAction(), passing: need, at: now),
      on: nil as HandoverID?, mayMiss: (isKnown && missing) || (need != nil && nobody))
  }

  private mutating func nightAction() -> Handover.Action {
    Handover.Action(
      kind: chance.one(of: Handover.Action.Kind.allCases),
      at: now.adding(seconds: -chance.number(-60...20_000)), words: words("The police rang"),
      outcome: chance.one(of: Handover.Action.Outcome.allCases),
      instead: chance.chance(70) ? words("Nan stays") : nil,
      tookPart: chance.chance(70) ? words("Police and health") : nil)
  }

  private mutating func addressee() -> (Handover.Addressee, mayMiss: Bool) {
    if chance.chance(40) {
      let (team, missing) = pick(world.teams, of: Team.self)
      return (.team(team), missing)
    }
    let (worker, missing) = pick(world.workers, of: Worker.self)
    return (.worker(worker), missing)
  }
}
