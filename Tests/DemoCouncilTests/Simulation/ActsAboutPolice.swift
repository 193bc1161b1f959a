import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// The police tell of something, the officer assesses it, somebody says where it goes.
  mutating func policeAttempt() async throws -> Attempt {
    guard let id = recent(world.police, of: PoliceNotification.self, among: 6), chance.chance(75)
    else {
      return Attempt(
        PoliceNotification.Command.receive(report(reference: chance.number(1...60))),
        on: nil as PoliceNotificationID?)
    }
    guard chance.chance(80), let now = try await store.load(id)?.state else {
      return anyPoliceAct(on: pick(world.police, of: PoliceNotification.self).id)
    }
    if let unknown = now.named.first(where: { $0.person == nil }), chance.chance(30) {
      let (person, missing) = pick(world.people, of: Person.self, missing: 2)
      return Attempt(
        PoliceNotification.Command.match(key: unknown.key, to: person, because: "Same name"),
        on: id, mayMiss: missing)
    }
    switch now.status {
    case .waiting, .routed:
      return Attempt(
        PoliceNotification.Command.assess(
          chance.one(of: PoliceNotification.Grade.allCases), reason: words("Seen"),
          history: words("Twice before")), on: id)
    case .assessed: return routing(on: id)
    case .closed:
      // Told again, with other words or with the same.
      var again = now.reports[0]
      again.receivedAt = self.now
      if chance.chance(70) { again.text = words("And more") }
      if again.text.isEmpty { again.text = "More" }
      return chance.chance(40)
        ? Attempt(PoliceNotification.Command.receiveAgain(again), on: id)
        : anyPoliceAct(on: id)
    }
  }

  private mutating func report(reference: Int) -> PoliceNotification.Report {
    let named = (0..<chance.number(0...3)).map { place in
      PoliceNotification.Named(
        key: chance.chance(3) ? 1 : place + 1, given: chance.one(of: Names.girls),
        family: "Penrose", role: "Child", isChild: place == 0 || chance.chance(50))
    }
    return PoliceNotification.Report(
      receivedAt: now.adding(seconds: -chance.number(0...40_000)), force: "Police",
      reference: "26/\(reference)", happenedOn: day(back: 2), kind: words("Domestic"),
      grade: chance.one(of: [.red, .amber, .green, nil]), marks: [.domesticAbuse],
      childrenPresent: .yes,
      address: Person.Address(
        lines: "\(chance.number(1...6)) Harbour Terrace", postcode: "HW\(chance.number(1...3)) 1AB"),
      text: words("Officers went"), named: named)
  }

  private mutating func routing(on id: PoliceNotificationID) -> Attempt {
    let (contact, _) = pick(world.contacts, of: Contact.self)
    let destination: PoliceNotification.Destination = chance.weighted([
      (.openWork, 25), (.newContact(inDanger: .no, done: nil), 35),
      (.newContact(inDanger: .yes, done: nil), 5), (.contact(contact), 15), (.information, 20),
    ])
    return Attempt(
      PoliceNotification.Command.route(destination, reason: words("So")), on: id)
  }

  private mutating func anyPoliceAct(on id: PoliceNotificationID) -> Attempt {
    let (person, missing) = pick(world.people, of: Person.self)
    let key = chance.number(1...4)
    switch chance.number(1...8) {
    case 1: return Attempt(PoliceNotification.Command.take, on: id)
    case 2: return Attempt(PoliceNotification.Command.read, on: id)
    case 3:
      return Attempt(
        PoliceNotification.Command.carryOver(day: day(back: 3), reason: words("Late")), on: id)
    case 4:
      return Attempt(
        PoliceNotification.Command.unmatch(key: key, reason: words("Wrong")), on: id)
    case 5:
      return Attempt(
        PoliceNotification.Command.match(key: key, to: person, because: "Same"), on: id,
        mayMiss: missing)
    case 6:
      return Attempt(
        PoliceNotification.Command.receiveAgain(report(reference: chance.number(1...60))), on: id)
    case 7:
      return Attempt(
        PoliceNotification.Command.carryOver(day: today, reason: words("Late")), on: id)
    default: return routing(on: id)
    }
  }
}
