import Testing

@testable import Domain

@Suite("Who said what, and what intake may change") struct PersonProvenanceTests {
  let rules = PersonRulesTests()
  let today = Day(number: 20_500)
  let mother = Person.Provenance(saidBy: "the mother")
  let seen = Person.Provenance(saidBy: "the mother", verified: "passport seen")
  let school = Person.Provenance(saidBy: "the school")

  func after(_ person: Person, _ command: Person.Command) throws -> Person {
    try rules.decide(command, person).reduce(person) { Person.evolve($0, $1) }
  }

  @Test("Each value has a source of its own; one that did not change keeps its own")
  func sources() throws {
    var person = try rules.person(
      .recordBirth(.exact(today.adding(years: -7)), stage: .child, provenance: seen))
    #expect(person.source(of: .name)?.provenance == mother)
    #expect(person.source(of: .birth)?.provenance == seen)
    #expect(person.source(of: .phone) == nil)
    person = try after(
      person, .recordIdentity(.init(sex: .female, language: "English"), provenance: school))
    person = try after(
      person,
      .recordIdentity(.init(sex: .female, language: "English", religion: "none"), provenance: seen))
    #expect(person.source(of: .sex)?.provenance == school)
    #expect(person.source(of: .religion)?.provenance == seen)
    #expect(person.source(of: .birth)?.provenance == seen)
    person = try after(person, .recordIdentity(.init(sex: .female), provenance: seen))
    #expect(person.source(of: .language) == nil)
    #expect(person.source(of: .sex)?.provenance == school)
  }

  @Test("A value that was checked says how; what is not on the record cannot be checked")
  func verified() throws {
    let person = try rules.person()
    #expect(rules.rule(.verify(.phone, provenance: seen), person) == "person.verify-nothing")
    #expect(rules.rule(.verify(.name, provenance: mother), person) == "person.verify-how")
    let checked = try after(person, .verify(.name, provenance: seen))
    #expect(checked.source(of: .name)?.provenance == seen)
    #expect(checked.name == person.name)
    #expect(try rules.decide(.verify(.name, provenance: seen), checked) == [])
  }

  @Test("What intake says changes nothing until a worker accepts it, and is asked once")
  func proposed() throws {
    let born = today.adding(years: -7)
    var person = try rules.person(.recordBirth(.exact(born), stage: .child, provenance: seen))
    let contact = ContactID(9)
    let said: [Person.Proposal.Value] = [
      .birth(birth: .exact(born.adding(days: 1))), .birth(birth: .exact(born)),
      .phone(number: "01632 960123"), .address(address: .init(lines: "", postcode: "LS1 4AB")),
    ]
    person = try after(person, .propose(said, provenance: school, contact: contact))
    #expect(person.birth == .exact(born))
    #expect(person.network.phones == [])
    #expect(person.openProposals.map(\.proposal.key) == [1, 2, 3])
    #expect(try rules.decide(.propose(said, provenance: school, contact: nil), person) == [])
    #expect(rules.rule(.decline(proposal: 1, reason: ""), person) == "person.decline-reason")
    person = try after(person, .decline(proposal: 1, reason: "The passport says otherwise"))
    #expect(person.birth == .exact(born))
    #expect(rules.rule(.accept(proposal: 1, provenance: seen), person) == "person.proposal-settled")
    person = try after(person, .accept(proposal: 2, provenance: school))
    person = try after(person, .accept(proposal: 3, provenance: seen))
    #expect(person.network.phones == ["01632 960123"])
    #expect(person.source(of: .phone)?.provenance == school)
    #expect(person.address?.postcode == "LS1 4AB")
    #expect(person.address?.from == today)
    #expect(person.openProposals.isEmpty)
    // Declined once, the same contact does not ask again; another one may.
    #expect(try rules.decide(.propose(said, provenance: school, contact: contact), person) == [])
    let again = try rules.decide(
      .propose(said, provenance: school, contact: ContactID(10)), person)
    #expect(again.count == 1)
    #expect(rules.rule(.accept(proposal: 9, provenance: seen), person) == "person.proposal")
  }

  @Test("A proposed value is judged as a worker's own change is")
  func judged() throws {
    let person = try after(
      try rules.person(),
      .propose([.nhsNumber(number: "1234567890")], provenance: school, contact: nil))
    #expect(rules.rule(.accept(proposal: 1, provenance: school), person) == "person.nhs")
  }

  @Test("Every kind of value that intake brings reaches its place on the record")
  func everyValue() throws {
    let values: [Person.Proposal.Value] = [
      .name(name: .init(given: "Aisha", family: "Rowe", kind: .alias)),
      .birth(birth: .estimated(today.adding(years: -6))),
      .address(address: .init(lines: "2 Mill Lane")), .phone(number: "01632 960123"),
      .email(address: "a@example.org"), .school(name: "Lanrock"),
      .nhsNumber(number: "9434765919"), .upn(number: "A123456789012"), .sex(sex: .female),
      .ethnicity(ethnicity: .whiteAndAsian),
    ]
    var person = try after(
      try rules.person(), .propose(values, provenance: school, contact: nil))
    #expect(person.openProposals.count == values.count)
    for value in values {
      guard value != .upn(number: "A123456789012") || UPN("A123456789012") != nil else { continue }
      let key = try #require(person.proposals.first { $0.proposal.value == value }?.proposal.key)
      person = try after(person, .accept(proposal: key, provenance: seen))
      #expect(!person.differs(from: value))
      if value.field != .name { #expect(person.source(of: value.field)?.provenance == seen) }
    }
  }
}

@Suite("Locked and hidden records") struct PersonRestrictedTests {
  let rules = PersonRulesTests()
  let today = Day(number: 20_500)
  let owner = WorkerID(1)
  let night = WorkerID(2)
  var now: Instant { Instant(london: today, hour: 2, minute: 0) }

  func decide(
    _ command: Person.Command, _ person: Person, by worker: WorkerID
  ) throws(Refusal) -> [Person.Fact] {
    try Person.decide(
      command, given: person, around: Person.Around(), by: Actor(.worker(worker)), today: today)
  }

  func rule(_ command: Person.Command, _ person: Person, by worker: WorkerID) -> String? {
    do {
      _ = try decide(command, person, by: worker)
      return nil
    } catch {
      return error.rule
    }
  }

  func restricted(_ level: Person.Restriction.Level) throws -> Person {
    try rules.person(
      .restrict(.init(level: level, workers: [owner], owner: owner), reason: "Works here"))
  }

  @Test("A locked record opens in need for a while, for a reason, and is reviewed by another")
  func opening() throws {
    var person = try restricted(.locked)
    let four = now.adding(seconds: 4 * 3600)
    let open = Person.Command.breakGlass(reason: "Police at the door", from: now, until: four)
    #expect(
      rule(.breakGlass(reason: "", from: now, until: four), person, by: night)
        == "person.glass-reason")
    #expect(
      rule(
        .breakGlass(reason: "x", from: now, until: now.adding(seconds: 13 * 3600)), person,
        by: night) == "person.glass-time")
    #expect(rule(open, person, by: owner) == "person.named")
    #expect(rule(open, try rules.person(), by: night) == "person.not-locked")
    #expect(rule(open, try restricted(.hidden), by: night) == "person.not-locked")
    for fact in try decide(open, person, by: night) { person = Person.evolve(person, fact) }
    #expect(person.openings.map(\.opening.worker) == [night])
    // Pressed twice it is one opening.
    #expect(try decide(open, person, by: night) == [])
    let review = Person.Command.reviewOpening(key: 1, inOrder: true, words: "Rightly done")
    #expect(rule(review, person, by: night) == "person.opening-own")
    #expect(
      rule(.reviewOpening(key: 1, inOrder: true, words: ""), person, by: owner)
        == "person.opening-words")
    for fact in try decide(review, person, by: owner) { person = Person.evolve(person, fact) }
    #expect(person.openings.first?.review?.by == owner)
    #expect(rule(review, person, by: owner) == "person.opening-reviewed")
  }

  @Test("The owner of a hidden record answers for a look-alike once")
  func lookAlike() throws {
    var person = try restricted(.hidden)
    let note = Person.Command.noteLookAlike(.init(person: PersonID(9), percent: 93, by: night))
    #expect(try decide(note, try restricted(.locked), by: night) == [])
    for fact in try decide(note, person, by: night) { person = Person.evolve(person, fact) }
    #expect(try decide(note, person, by: night) == [])
    #expect(
      rule(.answerLookAlike(PersonID(9), words: ""), person, by: owner)
        == "person.look-alike-words")
    for fact in try decide(.answerLookAlike(PersonID(9), words: "Another child"), person, by: owner)
    {
      person = Person.evolve(person, fact)
    }
    #expect(person.lookAlikes.first?.answer == "Another child")
  }
}
