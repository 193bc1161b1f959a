import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  mutating func createPerson() -> Attempt {
    let unborn = chance.chance(8)
    let child = unborn || chance.chance(65)
    let born = today.adding(days: -chance.number(0...(child ? 6000 : 18_000)))
    let birth: Person.Birth? = chance.weighted([
      (unborn ? .expected(day(back: 0).adding(days: 90)) : .exact(born), 70),
      (.estimated(born), 12), (.exact(today.adding(days: 3)), 4), (.expected(born), 4), (nil, 10),
    ])
    let details = Person.Details(
      name: .init(given: chance.one(of: Names.girls), family: chance.one(of: Names.families)),
      otherNames: chance.chance(20)
        ? [.init(given: "", family: chance.one(of: Names.families), kind: .previous)] : [],
      stage: unborn ? .unborn : child ? .child : .adult, birth: birth, identity: identity(),
      identifiers: identifiers(), address: chance.chance(70) ? address() : nil, provenance: said())
    return Attempt(
      Person.Command.create(details, searched: words("Somebody")), on: nil as PersonID?)
  }

  private mutating func identity() -> Person.Identity {
    Person.Identity(
      sex: chance.one(of: [.male, .female, .unknown, nil]),
      ethnicity: chance.one(of: Ethnicity.allCases), language: "English",
      disabilities: chance.weighted([
        ([], 40), ([.none], 40), ([.autism, .hearing], 15), ([.none, .vision], 5),
      ]))
  }

  private mutating func identifiers() -> Person.Identifiers {
    var numbers = Numbers()
    // The same number may stand on two records: that is how doubles are found.
    let nhs: String? = chance.weighted([
      (nil, 60), (numbers.nhsNumber(&chance), 33), ("1234567890", 7),
    ])
    let upn: String? = chance.weighted([
      (nil, 70), (numbers.pupilNumber(born: today.adding(years: -9)), 25), ("A123", 5),
    ])
    // Ours and theirs are drawn from one small lot, so that they meet.
    let la: String? = chance.weighted([
      (nil, 80), ("LA\(chance.number(1...40))", 10),
      (Person.censusID(PersonID(chance.number(1...60))), 10),
    ])
    return Person.Identifiers(nhsNumber: nhs, upn: upn, laChildID: la)
  }

  private mutating func address() -> Person.Address {
    Person.Address(
      lines: words("Harbour Terrace"),
      postcode: chance.chance(80) ? "HW\(chance.number(1...6)) 1AB" : nil,
      from: chance.chance(80) ? day(back: 900) : nil)
  }

  mutating func changePerson() -> Attempt {
    let (id, _) = pick(world.people, of: Person.self)
    let (other, mayMiss) = pick(world.people, of: Person.self)
    let (one, oneMissing) = pick(world.workers, of: Worker.self, missing: 2)
    let (two, twoMissing) = pick(world.workers, of: Worker.self, missing: 2)
    let kind = chance.one(of: Person.Relationship.Kind.allCases)
    switch chance.number(1...14) {
    case 1:
      let name = Person.Name(
        given: chance.one(of: Names.boys), family: words("Name"),
        kind: chance.one(of: Person.Name.Kind.allCases))
      return Attempt(Person.Command.addName(name, provenance: said()), on: id)
    case 2:
      let birth: Person.Birth = chance.one(of: [
        .exact(day(back: 4000)), .estimated(day()), .expected(day().adding(days: 40)),
      ])
      return Attempt(
        Person.Command.recordBirth(
          birth, stage: chance.one(of: Person.LifeStage.allCases), provenance: said()), on: id)
    case 3: return Attempt(Person.Command.recordIdentity(identity(), provenance: said()), on: id)
    case 4:
      return Attempt(Person.Command.recordIdentifiers(identifiers(), provenance: said()), on: id)
    case 5:
      let network = Person.Network(
        phones: chance.chance(50) ? ["01632 960001"] : [], school: words("School"))
      return Attempt(Person.Command.recordNetwork(network, provenance: said()), on: id)
    case 6, 7: return Attempt(Person.Command.move(to: address(), provenance: said()), on: id)
    case 8:
      return Attempt(Person.Command.leaveAddress(on: day(), provenance: said()), on: id)
    case 9, 10, 11:
      let relationship = Person.Relationship(
        kind: kind, parentalResponsibility: chance.chance(50),
        from: chance.chance(30) ? day(back: 800) : nil)
      return Attempt(
        Person.Command.relate(relationship, to: other, provenance: said()), on: id,
        mayMiss: mayMiss)
    case 12:
      return Attempt(
        Person.Command.endRelationship(with: other, kind: kind, on: day(), reason: "Parted"),
        on: id)
    case 13:
      let workers = chance.chance(80) ? [one, two] : [two]
      return Attempt(
        Person.Command.restrict(
          Person.Restriction(
            level: chance.one(of: Person.Restriction.Level.allCases), workers: workers, owner: one),
          reason: words("Works here")),
        on: id, mayMiss: oneMissing || twoMissing)
    default:
      return chance.chance(60)
        ? Attempt(Person.Command.liftRestriction(reason: words("No longer")), on: id)
        : Attempt(Person.Command.recordDeath(on: day(), provenance: said()), on: id)
    }
  }

  mutating func noteAttempt() -> Attempt {
    if chance.chance(35) {
      let (id, _) = pick(world.notes, of: Note.self)
      return chance.chance(50)
        ? Attempt(
          Note.Command.correct(text: words("Corrected"), reason: words("Wrong day")), on: id)
        : Attempt(
          Note.Command.promote(.init(title: words("Moved"), effect: words("Upset"))), on: id)
    }
    var mayMiss = false
    let blocks = (0..<chance.number(1...3)).map { _ in
      let (child, missing) = pick(world.people, of: Person.self, missing: 2)
      mayMiss = mayMiss || missing
      return Note.ChildBlock(
        child: child, seen: chance.chance(80), alone: chance.chance(60),
        whyNot: chance.chance(70) ? "At school" : nil)
    }
    let details = Note.Details(
      kind: chance.one(of: Note.Kind.allCases), happenedOn: day(), purpose: "Visit",
      text: words("We talked"), children: blocks,
      failed: chance.chance(12) ? chance.one(of: Note.Failed.allCases) : nil)
    return Attempt(
      Note.Command.record(details, significance: nil), on: nil as NoteID?, mayMiss: mayMiss)
  }

  mutating func staffAttempt() -> Attempt {
    let (worker, _) = pick(world.workers, of: Worker.self)
    let (team, missing) = pick(world.teams, of: Team.self)
    let (person, _) = pick(world.people, of: Person.self)
    switch chance.number(1...9) {
    case 1: return Attempt(Team.Command.rename(words("Team")), on: team)
    case 2:
      return Attempt(
        Team.Command.form(name: words("Team"), kind: chance.one(of: Team.Kind.allCases)),
        on: nil as TeamID?)
    case 3:
      return Attempt(
        Worker.Command.join(
          name: words("Worker"), roles: chance.chance(90) ? [.socialWorker] : [], team: team,
          registration: nil), on: nil as WorkerID?, mayMiss: missing)
    case 4: return Attempt(Worker.Command.move(to: team), on: worker, mayMiss: missing)
    case 5:
      return Attempt(Worker.Command.changeRoles([chance.one(of: Role.allCases)]), on: worker)
    case 6:
      let registration = Worker.Registration(
        number: "SW1", from: day(), to: day(back: 0).adding(days: chance.number(-20...400)))
      return Attempt(Worker.Command.register(registration), on: worker)
    case 7: return Attempt(Worker.Command.declareConflict(with: person), on: worker)
    case 8:
      return Attempt(
        Worker.Command.withdrawConflict(with: person, reason: words("Moved away")), on: worker)
    default:
      return chance.chance(30)
        ? Attempt(Worker.Command.leave, on: worker)
        : Attempt(Worker.Command.declareConflict(with: person), on: worker)
    }
  }

  /// What a census file would bring.
  mutating func historyAttempt() -> Attempt {
    let (child, childMissing) = pick(world.people, of: Person.self, missing: 2)
    let (referral, referralMissing) = pick(world.referrals, of: Referral.self, missing: 2)
    let mayMiss = childMissing || referralMissing
    let from = day(back: 900)
    let to = chance.chance(50) ? from.adding(days: chance.number(-5...300)) : nil
    switch chance.number(1...4) {
    case 1:
      return Attempt(
        Enquiry.Command.importRecord(
          Enquiry.History(
            child: child, referral: referral, startedOn: from, conferenceTarget: nil,
            conferenceOn: to, conferenceNotRequired: to == nil)), on: nil as EnquiryID?,
        mayMiss: mayMiss)
    case 2:
      let isProtection = chance.chance(50)
      return Attempt(
        Plan.Command.importRecord(
          Plan.History(
            child: child, referral: referral,
            kind: isProtection ? .childProtection : .childInNeed, from: from, to: to,
            protection: isProtection != chance.chance(10)
              ? Plan.Protection(
                initialCategory: .neglect, latestCategory: .emotional, previousPlans: 1,
                reviews: [from.adding(days: 80)]) : nil)), on: nil as PlanID?, mayMiss: mayMiss)
    case 3:
      return Attempt(
        Assessment.Command.importRecord(
          Assessment.History(
            child: child, referral: referral, startedOn: from, reviewPoint: nil,
            authorisedOn: to, factors: [.neglect, .alcoholParent])), on: nil as AssessmentID?,
        mayMiss: mayMiss)
    default:
      return Attempt(
        Referral.Command.importRecord(
          Referral.History(
            child: child, receivedOn: from, source: .police, primaryNeed: .lowIncome,
            noFurtherAction: chance.chance(20), closedOn: to, reasonForClosure: .servicesCeased,
            transferInConference: nil)), on: nil as ReferralID?, mayMiss: mayMiss)
    }
  }
}
