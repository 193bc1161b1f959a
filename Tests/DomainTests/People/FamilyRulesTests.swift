import Testing

@testable import Domain

@Suite("What is recorded of a family") struct FamilyRulesTests {
  let today = Day(number: 20_500)
  let said = Person.Provenance(saidBy: "the mother")
  let child = PersonID(2)

  func person(_ commands: Person.Command...) throws -> Person {
    var person: Person?
    let details = Person.Details(
      name: .init(given: "Dean", family: "Hale"), stage: .adult,
      address: .init(lines: "1 Mill Lane", postcode: "ZZ6 1AA", from: today.adding(days: -400)),
      provenance: said)
    for command in [.create(details, searched: "Dean")] + commands {
      for fact in try decide(command, person) { person = Person.evolve(person, fact) }
    }
    return try #require(person)
  }

  func decide(
    _ command: Person.Command, _ person: Person?
  ) throws(Refusal) -> [Person.Fact] {
    try Person.decide(
      command, given: person, around: Person.Around(itself: PersonID(1)), by: .system, today: today)
  }

  func rule(_ command: Person.Command, _ person: Person?) -> String? {
    do {
      _ = try decide(command, person)
      return nil
    } catch {
      return error.rule
    }
  }

  func terms(
    _ change: (inout Person.Relationship.Terms) -> Void
  ) -> Person.Relationship.Terms {
    var terms = Person.Relationship.Terms()
    change(&terms)
    return terms
  }

  @Test("What is known of a relationship changes without ending it, and no other is touched")
  func change() throws {
    let father = Person.Relationship(kind: .father, parentalResponsibility: true)
    let other = Person.Relationship(kind: .uncleOfAnother)
    var now = father
    now.terms = terms {
      $0.contact = .supervised
      $0.doNotShare = "Where she lives"
    }
    let dean = try person(
      .relate(father, to: child, provenance: said),
      .relate(other, to: PersonID(3), provenance: said),
      .changeRelationship(now, with: child, provenance: said))
    #expect(dean.relationships[0].terms?.contact == .supervised)
    #expect(dean.relationships[0].other == child)
    #expect(dean.relationships[0].to == nil)
    #expect(dean.relationships[1].terms == nil)
    #expect(
      try decide(.changeRelationship(now, with: child, provenance: said), dean) == [],
      "the same again is nothing new")
    #expect(
      rule(.changeRelationship(now, with: PersonID(9), provenance: said), dean)
        == "person.not-related")
  }

  @Test("Marriage is asked of couples, birth of parents, and no day is in the future")
  func checks() throws {
    let dean = try person()
    func refused(
      _ kind: Person.Relationship.Kind, _ change: (inout Person.Relationship.Terms) -> Void
    ) -> String? {
      let relationship = Person.Relationship(kind: kind, terms: terms(change))
      return rule(.relate(relationship, to: child, provenance: said), dean)
    }
    #expect(refused(.father) { $0.couple = .married } == "person.couple")
    #expect(refused(.partner) { $0.bond = .birth } == "person.bond")
    #expect(refused(.partner) { $0.separatedOn = today.adding(days: 1) } == "person.terms-future")
    #expect(
      refused(.formerPartner) {
        $0.marriedOn = today
        $0.divorcedOn = today.adding(days: -1)
      } == "person.divorced")
    #expect(refused(.partner) { $0.couple = .livingTogether } == nil)
    #expect(refused(.stepParent) { $0.bond = .step } == nil)
  }

  @Test("A second home goes on beside the first, and a move ends the first alone")
  func secondHome() throws {
    let nan = Person.Address(
      lines: "9 Bay Road", postcode: "ZZ6 1AB", from: today.adding(days: -30),
      part: "Friday to Sunday")
    var dean = try person(.liveAlso(at: nan, provenance: said))
    #expect(dean.address?.lines == "1 Mill Lane")
    #expect(dean.addresses.count { $0.to == nil } == 2)
    let moved = Person.Address(lines: "2 Mill Lane", postcode: "ZZ6 1AC", from: today)
    for fact in try decide(.move(to: moved, provenance: said), dean) {
      dean = Person.evolve(dean, fact)
    }
    #expect(dean.addresses.first { $0.lines == "9 Bay Road" }?.to == nil)
    #expect(dean.addresses.first { $0.lines == "1 Mill Lane" }?.to == today.adding(days: -1))
    #expect(
      rule(
        .liveAlso(at: .init(lines: "5 Bay Road", postcode: "ZZ6 1AB"), provenance: said), dean)
        == "person.part")
    for fact in try decide(.liveNoLonger(at: nan, on: today, provenance: said), dean) {
      dean = Person.evolve(dean, fact)
    }
    #expect(dean.addresses.first { $0.lines == "9 Bay Road" }?.to == today)
    #expect(dean.address?.lines == "2 Mill Lane")
  }

  @Test("Who works with the family begins and ends, with a reason")
  func professionals() throws {
    let gp = Person.Professional(kind: .gp, name: "Dr Lund", from: today.adding(days: -9))
    let dean = try person(
      .addProfessional(gp, provenance: said), .endProfessional(key: 0, on: today, reason: "Moved"))
    #expect(dean.professionals.map(\.to) == [today])
    #expect(
      rule(.endProfessional(key: 0, on: today, reason: "x"), dean) == "person.professional-not")
    #expect(
      rule(.addProfessional(.init(kind: .gp, name: ""), provenance: said), dean)
        == "person.professional")
  }
}

extension Person.Relationship.Kind {
  fileprivate static let uncleOfAnother = Self.auntOrUncle
}

@Suite("One home, however it is written") struct HomeTests {
  func home(_ lines: String, _ postcode: String? = "ZZ6 1AA") -> Person.Address {
    Person.Address(lines: lines, postcode: postcode)
  }

  @Test("The same home")
  func same() {
    let flat = home("Flat 2, 14 Mill Lane\nLanrock")
    #expect(flat.isSameHome(as: home("14 Mill Ln, Flat 2")))
    #expect(home("14 Mill Lane").isSameHome(as: home("14, mill lane, Lanrock", "zz61aa")))
    #expect(home("Rose Cottage").isSameHome(as: home("ROSE COTTAGE")))
    #expect(home("3 St Mary's Rd", nil).isSameHome(as: home("3 St Marys Road")))
    let numbered = Person.Address(lines: "Old name", postcode: "ZZ6 1AA", uprn: "100")
    #expect(
      numbered.isSameHome(as: Person.Address(lines: "New", postcode: "ZZ6 1AZ", uprn: "100")))
  }

  @Test("Another home")
  func another() {
    #expect(!home("14 Mill Lane").isSameHome(as: home("16 Mill Lane")))
    #expect(!home("14a Mill Lane").isSameHome(as: home("14b Mill Lane")))
    #expect(!home("Flat 2, 14 Mill Lane").isSameHome(as: home("Flat 3, 14 Mill Lane")))
    #expect(!home("14 Mill Lane").isSameHome(as: home("14 Mill Lane", "ZZ6 1AB")))
    #expect(!home("Rose Cottage").isSameHome(as: home("Ivy Cottage")))
    #expect(!home("", nil).isSameHome(as: home("", nil)))
  }

  @Test("It is the same from both sides, and with itself")
  func symmetric() {
    let all = [
      home("Flat 2, 14 Mill Lane"), home("14 Mill Ln, Flat 2"), home("14 Mill Lane"),
      home("Rose Cottage"), home("14 Mill Lane", nil), home("Rose Cottage", "ZZ6 1AB"),
    ]
    for one in all {
      #expect(one.isSameHome(as: one))
      for other in all { #expect(one.isSameHome(as: other) == other.isSameHome(as: one)) }
    }
  }
}
