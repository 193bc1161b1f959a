import Testing

@testable import Domain

@Suite("What is recorded of a person") struct PersonRulesTests {
  let today = Day(number: 20_500)
  let said = Person.Provenance(saidBy: "the mother")

  func decide(
    _ command: Person.Command, _ person: Person? = nil, itself: PersonID? = PersonID(1)
  ) throws(Refusal) -> [Person.Fact] {
    try Person.decide(
      command, given: person, around: Person.Around(itself: itself), by: .system, today: today)
  }

  func details(
    birth: Person.Birth? = nil, stage: Person.LifeStage = .child,
    identity: Person.Identity = .init(), identifiers: Person.Identifiers = .init()
  ) -> Person.Details {
    Person.Details(
      name: .init(given: "Aisha", family: "Curnow"), stage: stage, birth: birth,
      identity: identity, identifiers: identifiers, provenance: said)
  }

  func person(_ commands: Person.Command...) throws -> Person {
    var person: Person?
    for command in [.create(details(), searched: "Aisha Curnow")] + commands {
      for fact in try decide(command, person) { person = Person.evolve(person, fact) }
    }
    return try #require(person)
  }

  func rule(_ command: Person.Command, _ person: Person? = nil) -> String? {
    do {
      _ = try decide(command, person)
      return nil
    } catch {
      return error.rule
    }
  }

  @Test("A record is made only from a search, and keeps what was searched for")
  func search() throws {
    #expect(rule(.create(details(), searched: "")) == "person.search-first")
    let facts = try decide(.create(details(), searched: "Aisha Curnow, 2017"))
    #expect(facts == [.created(details: details(), searched: "Aisha Curnow, 2017", on: today)])
  }

  @Test("Nobody is changed before they are on the record, or made twice")
  func order() throws {
    #expect(rule(.liftRestriction(reason: "x")) == "person.not-there")
    let person = try person()
    #expect(rule(.create(details(), searched: "x"), person) == "person.already-there")
  }

  @Test("A date of birth lies in the past, and a child not yet born has an expected one")
  func birth() throws {
    let tomorrow = today.adding(days: 1)
    for (birth, stage, refused) in [
      (.exact(tomorrow), .child, "person.birth-future"),
      (.estimated(tomorrow), .child, "person.birth-future"),
      (.exact(today.adding(years: -121)), .adult, "person.birth-old"),
      (.exact(today), .unborn, "person.unborn"),
      (.expected(tomorrow), .child, "person.expected"),
      (.expected(today.adding(days: 311)), .unborn, "person.expected-far"),
      (.expected(today.adding(days: 310)), .unborn, nil), (.exact(today), .child, nil),
    ] as [(Person.Birth, Person.LifeStage, String?)] {
      #expect(rule(.create(details(birth: birth, stage: stage), searched: "x")) == refused)
      let person = try person()
      #expect(
        rule(.recordBirth(birth, stage: stage, provenance: said), person) == refused)
    }
  }

  @Test("A child who is born stops being unborn, and saying it twice makes one fact")
  func born() throws {
    let born = try person(.recordBirth(.expected(today), stage: .unborn, provenance: said))
    #expect(born.stage == .unborn)
    let command = Person.Command.recordBirth(.exact(today), stage: .child, provenance: said)
    let facts = try decide(command, born)
    #expect(facts.count == 1)
    let child = Person.evolve(born, facts[0])
    #expect(child.stage == .child)
    #expect(child.birth == .exact(today))
    #expect(try decide(command, child) == [])
  }

  @Test("Numbers must fit their check digits")
  func numbers() {
    #expect(
      rule(.create(details(identifiers: .init(nhsNumber: "9434765918")), searched: "x"))
        == "person.nhs")
    #expect(
      rule(.create(details(identifiers: .init(nhsNumber: "9434765919")), searched: "x")) == nil)
    #expect(
      rule(.create(details(identifiers: .init(upn: "B123456789012")), searched: "x"))
        == "person.upn")
  }

  @Test("No disability stands alone")
  func disability() {
    let both = Person.Identity(disabilities: [.none, .hearing])
    #expect(
      rule(.create(details(identity: both), searched: "x")) == "person.disability-none")
  }

  @Test("A new name in use makes the one before a previous name; both stay findable")
  func names() throws {
    let person = try person(
      .addName(.init(given: "Aisha", family: "Rowe"), provenance: said),
      .addName(.init(given: "Ash", family: "", kind: .preferred), provenance: said))
    #expect(person.name.full == "Aisha Rowe")
    #expect(
      person.names.map(\.kind) == [.current, .previous, .preferred])
    #expect(person.names[1].full == "Aisha Curnow")
    #expect(
      rule(.addName(.init(given: "", family: ""), provenance: said), person) == "person.name")
  }

  @Test("Moving ends the address before on the day before")
  func addresses() throws {
    let first = Person.Address(lines: "1 Mill Lane", from: today.adding(days: -100))
    let second = Person.Address(lines: "2 Mill Lane", from: today.adding(days: -10))
    let person = try person(
      .move(to: first, provenance: said), .move(to: second, provenance: said))
    #expect(person.addresses.map(\.lines) == ["2 Mill Lane", "1 Mill Lane"])
    #expect(person.addresses[1].to == today.adding(days: -11))
    #expect(person.address?.lines == "2 Mill Lane")
    let nowhere = Person.Address(lines: "")
    #expect(rule(.move(to: nowhere, provenance: said), person) == "person.address")
    let later = Person.Address(lines: "3 Mill Lane", from: today.adding(days: 1))
    #expect(rule(.move(to: later, provenance: said), person) == "person.address-future")
    let left = try decide(.leaveAddress(on: today, provenance: said), person)
    let gone = Person.evolve(person, left[0])
    #expect(gone.address == nil)
    #expect(try decide(.leaveAddress(on: today, provenance: said), gone) == [])
  }

  @Test("Nobody is related to themselves, or twice in the same way; an end is kept")
  func relationships() throws {
    let mother = Person.Relationship(
      kind: .mother, parentalResponsibility: true, from: today.adding(days: -50))
    #expect(
      rule(.relate(mother, to: PersonID(1), provenance: said), try person()) == "person.self")
    let related = try person(.relate(mother, to: PersonID(2), provenance: said))
    #expect(
      rule(.relate(mother, to: PersonID(2), provenance: said), related) == "person.related")
    #expect(
      rule(
        .endRelationship(
          with: PersonID(2), kind: .mother, on: today.adding(days: -51), reason: "x"), related)
        == "person.relationship-end")
    #expect(
      rule(.endRelationship(with: PersonID(3), kind: .mother, on: today, reason: "x"), related)
        == "person.not-related")
    let facts = try decide(
      .endRelationship(with: PersonID(2), kind: .mother, on: today, reason: "adopted"), related)
    #expect(facts[0].subjects == [PersonID(2)])
    let ended = Person.evolve(related, facts[0])
    #expect(ended.relationships.map(\.to) == [today])
  }

  @Test("A restriction says why, and its owner is among those who may see the record")
  func restriction() throws {
    let person = try person()
    let workers = [WorkerID(3)]
    let fits = Person.Restriction(level: .locked, workers: workers, owner: WorkerID(3))
    let other = Person.Restriction(level: .locked, workers: workers, owner: WorkerID(4))
    #expect(rule(.restrict(fits, reason: ""), person) == "person.restrict-reason")
    #expect(rule(.restrict(other, reason: "family of staff"), person) == "person.restrict-owner")
    let restricted = Person.evolve(
      person, try decide(.restrict(fits, reason: "family of staff"), person)[0])
    #expect(restricted.restriction == fits)
    #expect(rule(.liftRestriction(reason: ""), restricted) == "person.lift-reason")
    #expect(
      Person.evolve(restricted, try decide(.liftRestriction(reason: "left"), restricted)[0])
        .restriction == nil)
  }

  @Test("Nobody dies in the future or before their birth")
  func death() throws {
    let child = try person(
      .recordBirth(.exact(today.adding(days: -30)), stage: .child, provenance: said))
    #expect(
      rule(.recordDeath(on: today.adding(days: 1), provenance: said), child)
        == "person.death-future")
    #expect(
      rule(.recordDeath(on: today.adding(days: -31), provenance: said), child)
        == "person.death-before-birth")
    #expect(rule(.recordDeath(on: today, provenance: said), child) == nil)
  }

  @Test("An imported child has its own id and a date; guards of practice do not apply")
  func imported() throws {
    #expect(rule(.importRecord(details())) == "person.la-child-id")
    let identifiers = Person.Identifiers(laChildID: "LA1")
    #expect(rule(.importRecord(details(identifiers: identifiers))) == "person.birth")
    let later = details(birth: .exact(today.adding(days: 5)), identifiers: identifiers)
    #expect(try decide(.importRecord(later)).count == 1)
  }
}
