import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  // MARK: - Contacts

  mutating func contactAttempt() async throws -> Attempt {
    guard let id = recent(world.contacts, of: Contact.self, among: 6), chance.chance(78) else {
      return receive()
    }
    guard chance.chance(85), let contact = try await store.load(id)?.state else {
      return anyContactAct(on: pick(world.contacts, of: Contact.self).id)
    }
    switch contact.status {
    case .waiting, .returned:
      if chance.chance(12) { return queueAct(on: id) }
      if let unknown = contact.named.first(where: { $0.person == nil }), chance.chance(55) {
        let (person, missing) = pick(world.people, of: Person.self, missing: 2)
        return Attempt(
          Contact.Command.match(key: unknown.key, to: person, because: "Same name"), on: id,
          mayMiss: missing)
      }
      return chance.chance(75) ? try await decision(of: contact, on: id) : anyContactAct(on: id)
    case .waitingForCheck:
      return chance.chance(80)
        ? Attempt(Contact.Command.agree(comment: words("Agreed")), on: id)
        : Attempt(Contact.Command.sendBack(comment: words("Say more")), on: id)
    case .closed: return chance.chance(45) ? feedbackAct(on: id, contact) : anyContactAct(on: id)
    }
  }

  private mutating func receive() -> Attempt {
    var mayMiss = false
    let named = (0..<chance.weighted([(0, 10), (1, 30), (2, 35), (3, 25)])).map { place in
      var somebody = Contact.Named(
        key: chance.chance(3) ? 1 : place + 1, given: chance.one(of: Names.girls),
        family: "Penrose",
        isChild: place == 0 || chance.chance(60))
      if chance.chance(45) {
        let (person, missing) = pick(world.people, of: Person.self, missing: 2)
        (somebody.person, mayMiss) = (person, mayMiss || missing)
      }
      return somebody
    }
    let details = Contact.Details(
      receivedOn: day(back: 2), receivedMinute: chance.chance(80) ? chance.number(0...1439) : nil,
      method: chance.one(of: Contact.Method.allCases),
      source: chance.one(of: ReferralSource.allCases), account: words("Heard shouting"),
      inDanger: chance.one(of: Contact.Answer.allCases),
      dangerAction: chance.chance(50) ? "Police went" : nil, consent: .notKnown)
    return Attempt(
      Contact.Command.receive(details, named: named), on: nil as ContactID?, mayMiss: mayMiss)
  }

  /// Mostly a decision that fits what is open, so that some get through.
  private mutating func decision(of contact: Contact, on id: ContactID) async throws -> Attempt {
    let people = contact.children.compactMap(\.person)
    let open = try await database.read { try ReferralTable.openEpisodes(of: people, in: $0) }
    var outcomes = contact.children.map { child -> Contact.ChildOutcome in
      let isOpen = child.person.map { open[$0] != nil } ?? false
      let sensible: Contact.Outcome =
        isOpen
        ? .passedToOpenWork
        : child.person != nil && chance.chance(75) ? .referral : .adviceAndInformation
      return Contact.ChildOutcome(
        key: child.key,
        outcome: chance.chance(90) ? sensible : chance.one(of: Contact.Outcome.allCases),
        primaryNeed: chance.chance(80) ? chance.one(of: PrimaryNeed.allCases) : nil)
    }
    if outcomes.isEmpty {
      outcomes = [.init(key: nil, outcome: chance.one(of: Contact.Outcome.allCases))]
    }
    if chance.chance(4) { outcomes.removeLast() }
    return Attempt(
      Contact.Command.decide(
        level: chance.one(of: Contact.Level.allCases), indicators: ["3.conflict"],
        outcomes: outcomes, reason: words("Clear", none: 4), history: words("Known", none: 4)),
      on: id)
  }

  private mutating func anyContactAct(on id: ContactID) -> Attempt {
    let key = chance.number(1...4)
    let (person, missing) = pick(world.people, of: Person.self)
    switch chance.number(1...13) {
    case 10, 11: return queueAct(on: id)
    case 12: return Attempt(Contact.Command.unpark, on: id)
    case 1: return Attempt(Contact.Command.addInformation(words("Rang again")), on: id)
    case 2:
      return Attempt(
        Contact.Command.triage(
          outcomeClear: chance.chance(50), level: chance.one(of: Contact.Level.allCases)), on: id)
    case 3:
      return Attempt(
        Contact.Command.name(.init(key: key, given: "Sam", family: "", isChild: true)), on: id)
    case 4: return Attempt(Contact.Command.unmatch(key: key, reason: words("Wrong")), on: id)
    case 5:
      return Attempt(
        Contact.Command.match(key: key, to: person, because: "Same"), on: id, mayMiss: missing)
    case 6: return Attempt(Contact.Command.agree(comment: ""), on: id)
    case 7: return Attempt(Contact.Command.sendBack(comment: words("No")), on: id)
    case 8:
      return Attempt(
        Contact.Command.feedBack(words: words("Thank you"), how: .email, on: day(back: 5)), on: id)
    default:
      return Attempt(
        Contact.Command.decide(
          level: .universal, indicators: [], outcomes: [.init(key: key, outcome: .referral)],
          reason: words("So"), history: words("None")), on: id)
    }
  }

  // MARK: - Samples

  /// Somebody draws decisions by chance, or looks at one that was drawn.
  mutating func sampleAttempt() async throws -> Attempt {
    let drawn: [ContactID] = try await database.read { tx in
      try tx.rows("SELECT contact FROM contact_sampling WHERE verdict IS NULL ORDER BY contact")
        .map { try $0.id("contact") }
    }
    if !drawn.isEmpty, chance.chance(65) {
      let id = chance.one(of: drawn)
      return chance.chance(65)
        ? Attempt(Contact.Command.agree(comment: words("Sound")), on: id)
        : Attempt(Contact.Command.sendBack(comment: words("Ask the school")), on: id)
    }
    let size: Sample.Size =
      chance.chance(50)
      ? .number(of: chance.number(0...3)) : .share(percent: chance.number(1...40))
    return Attempt(
      Sample.Command.draw(
        from: day(back: 200), to: day(back: 2),
        of: chance.weighted([(.nothingLeft, 75), (.noFurtherAction, 25)]), size: size,
        seed: chance.number(1...9999)), on: nil as SampleID?)
  }

  /// Given to somebody who may have it or not, or put aside.
  private mutating func queueAct(on id: ContactID) -> Attempt {
    let (worker, _) = pick(world.workers, of: Worker.self)
    if chance.chance(50) {
      return Attempt(Contact.Command.assign(to: chance.chance(80) ? worker : nil), on: id)
    }
    let until = today.adding(days: chance.number(-1...30))
    return Attempt(Contact.Command.park(until: until, reason: words("Waits")), on: id)
  }

  mutating func callAttempt() -> Attempt {
    let kind = chance.one(of: Call.Kind.allCases)
    if world.calls > 0, chance.chance(40) {
      let (id, _) = pick(world.calls, of: Call.self)
      return Attempt(
        Call.Command.correct(count: chance.number(-1...9), reason: words("Counted twice")), on: id)
    }
    return Attempt(
      Call.Command.record(
        Call.Details(on: day(), kind: kind, count: chance.number(0...9), words: words("About us"))),
      on: nil as CallID?)
  }

  // MARK: - Referrals

  mutating func referralAttempt() async throws -> Attempt {
    guard let id = recent(world.referrals, of: Referral.self, among: 12), chance.chance(92) else {
      let (child, missing) = pick(world.people, of: Person.self)
      return Attempt(
        Referral.Command.open(
          child: child, contact: nil, source: .school, primaryNeed: .familyDysfunction,
          on: day(back: 3)), on: nil as ReferralID?, mayMiss: missing)
    }
    let referral = try await store.load(id)?.state
    if chance.chance(60), referral?.decision == nil { return decideReferral(id) }
    switch chance.number(1...10) {
    case 1, 2: return decideReferral(id)
    case 3:
      return Attempt(
        Referral.Command.correctPrimaryNeed(
          chance.one(of: PrimaryNeed.allCases), reason: words("Misread")), on: id)
    case 4, 5, 6, 7:
      let team = TeamID(chance.number(1...(world.teams + 1)))
      let worker: WorkerID? =
        chance.chance(80) ? WorkerID(chance.number(1...(world.workers + 1))) : nil
      return Attempt(Referral.Command.allocate(team: team, worker: worker), on: id)
    case 8 where chance.chance(30):
      return Attempt(Referral.Command.reopen(reason: words("By mistake")), on: id)
    default:
      return Attempt(
        Referral.Command.close(
          on: day(back: 8), reason: chance.one(of: ReasonForClosure.allCases),
          words: words("Done"), comeBack: words("Hunger")), on: id)
    }
  }

  private mutating func decideReferral(_ id: ReferralID) -> Attempt {
    let outcome: Referral.Outcome = chance.weighted([
      (.assessment, 75), (.strategyDiscussion, 8), (.earlyHelp, 7), (.noFurtherAction, 10),
    ])
    return Attempt(
      Referral.Command.decide(
        outcome, reason: words("Needed"),
        primaryNeed: chance.chance(50) ? .abuseNeglectExploitation : nil), on: id)
  }
}
