import Domain
import EngineTesting
import Store
import Testing

/// A small family on a real database.
struct Household: Sendable {
  let store: Store
  let day = Day(number: 20_500)
  let now = Instant(london: Day(number: 20_500), hour: 10, minute: 0)
  let said = Person.Provenance(saidBy: "the school", verified: "birth certificate seen")

  init(_ database: any Database) async throws {
    try await Migrations.run(on: database)
    store = Store(database)
  }

  var act: Act { Act(key: nil, actor: .system, at: now) }

  func create(
    _ given: String, _ family: String, stage: Person.LifeStage = .child,
    birth: Person.Birth? = nil, sex: Sex? = nil, address: Person.Address? = nil,
    identifiers: Person.Identifiers = .init(), others: [Person.Name] = []
  ) async throws -> PersonID {
    try await store.perform(
      Person.Command.create(
        Person.Details(
          name: .init(given: given, family: family), otherNames: others, stage: stage,
          birth: birth, identity: .init(sex: sex), identifiers: identifiers, address: address,
          provenance: said), searched: "\(given) \(family)"),
      as: act
    ).id
  }

  @discardableResult func perform(
    _ command: Person.Command, on id: PersonID
  ) async throws -> Done<Person> {
    try await store.perform(command, on: id, as: act)
  }

  func worker(_ name: String) async throws -> WorkerID {
    try await store.perform(
      Worker.Command.join(name: name, roles: [.socialWorker], team: nil, registration: nil),
      as: act
    ).id
  }

  /// Everything that can happen to a person, to one of three.
  func live() async throws -> (child: PersonID, mother: PersonID, brother: PersonID) {
    let home = Person.Address(
      lines: "1 Mill Lane\nLanrock", postcode: "LS1 4AB", uprn: "100", from: day.adding(days: -9))
    let mother = try await create("Dee", "Curnow", stage: .adult, address: home)
    let child = try await create(
      "Aisha", "Curnow", birth: .exact(day.adding(years: -7)), sex: .female, address: home,
      identifiers: .init(nhsNumber: "9434765919"))
    let brother = try await create(
      "Sam", "Curnow", birth: .estimated(day.adding(years: -5)), sex: .male)
    let owner = try await worker("Leila Haddad")
    let other = try await worker("Tom Rowe")
    let commands: [Person.Command] = [
      .addName(.init(given: "Aisha", family: "Rowe"), provenance: said),
      .addName(.init(given: "Ash", family: "", kind: .preferred), provenance: said),
      .recordBirth(.exact(day.adding(years: -8)), stage: .child, provenance: said),
      .recordIdentity(
        .init(
          sex: .female, gender: "girl", ethnicity: .whiteAndAsian, language: "English",
          interpreter: false, religion: "none", disabilities: [.hearing, .vision],
          disabilityHelp: "face her"), provenance: said),
      .recordIdentifiers(
        .init(nhsNumber: "9434765919", upnUnknown: .newlyInNeed, laChildID: "LA77"),
        provenance: said),
      .recordNetwork(
        .init(phones: ["01632 960123", "01632 960124"], email: "a@example.org", school: "Lanrock"),
        provenance: said),
      .move(
        to: .init(lines: "2 Mill Lane", postcode: "LS1 4AD", from: day.adding(days: -2)),
        provenance: said),
      .leaveAddress(on: day, provenance: said),
      .relate(.init(kind: .child), to: mother, provenance: said),
      .relate(.init(kind: .sibling, from: day.adding(years: -5)), to: brother, provenance: said),
      .endRelationship(with: brother, kind: .sibling, on: day, reason: "recorded by mistake"),
      .restrict(
        .init(level: .locked, workers: [owner, other], owner: owner), reason: "family of staff"),
    ]
    for command in commands { try await perform(command, on: child) }
    try await perform(
      .relate(
        .init(kind: .mother, parentalResponsibility: true), to: child, provenance: said),
      on: mother)
    try await perform(
      .recordIdentity(.init(sex: .female), provenance: said), on: mother)
    try await perform(.recordDeath(on: day, provenance: said), on: brother)
    return (child, mother, brother)
  }

  /// The rows of the tables of people, in the order of their keys.
  func rows() async throws -> [String: [[SQLValue]]] {
    try await store.database.read { tx in
      var rows: [String: [[SQLValue]]] = [:]
      for table in PersonTable.tables {
        let order = table.key.joined(separator: ", ")
        rows[table.name] = try tx.rows(
          SQL(trusted: "SELECT * FROM \(table.name) ORDER BY \(order)")
        ).map(\.values)
      }
      return rows
    }
  }
}

@Suite("People in their tables") struct PersonTableTests {
  @Test("What the tables hold is what the facts tell", arguments: Engine.allCases)
  func roundTrip(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let (child, mother, brother) = try await household.live()
      for id in [child, mother, brother] {
        let loaded = try #require(try await household.store.load(id))
        let read = try await database.read { try PersonTable.whole(of: id, in: $0) }
        #expect(read?.person == loaded.state)
        #expect(read?.version == loaded.version)
      }
      let whole = try await database.read { try PersonTable.whole(of: child, in: $0) }
      #expect(whole?.censusID == "LA77")
      #expect(whole?.person.restriction?.workers.count == 2)
      #expect(whole?.person.addresses.map(\.to) == [household.day, household.day.adding(days: -3)])
    }
  }

  @Test("Rebuilt from the facts, every row is as it was", arguments: Engine.allCases)
  func rebuild(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      _ = try await household.live()
      let live = try await household.rows()
      #expect(live["relationship"]?.count == 6)
      #expect(live["person_key"]?.isEmpty == false)
      let count = try await database.write { try Ledger.rebuild(in: $0) }
      #expect(count > 15)
      #expect(try await household.rows() == live)
    }
  }

  @Test(
    "A family is read from both sides, and a mother is one once her sex is known",
    arguments: Engine.allCases)
  func family(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let (child, mother, brother) = try await household.live()
      let (ofChild, ofMother, siblings) = try await database.read { tx in
        (
          try PersonTable.family(of: child, in: tx), try PersonTable.family(of: mother, in: tx),
          try PersonTable.siblings(of: child, in: tx)
        )
      }
      // Stated by the mother, with responsibility; and by the child, turned round.
      #expect(ofChild.filter { $0.line.id == mother }.map(\.kind) == [.mother, .mother])
      #expect(ofChild.filter { $0.hasResponsibility }.map(\.statedBy) == [mother])
      #expect(ofChild.last?.line.id == brother)
      #expect(ofChild.last?.to == household.day)
      #expect(ofMother.map(\.kind) == [.child, .child])
      #expect(ofMother.filter { $0.responsibleFor }.count == 1)
      #expect(siblings.isEmpty)
      try await household.perform(
        .relate(.init(kind: .mother), to: brother, provenance: household.said), on: mother)
      let found = try await database.read { try PersonTable.siblings(of: child, in: $0) }
      #expect(found.map(\.id) == [brother])
    }
  }

  @Test("Nobody is related to somebody who is not on the record", arguments: Engine.allCases)
  func nobody(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let child = try await household.create("Aisha", "Curnow")
      await #expect(throws: DatabaseError.self) {
        try await household.perform(
          .relate(.init(kind: .child), to: PersonID(99), provenance: household.said), on: child)
      }
      #expect(try await household.store.load(child)?.version == 1)
    }
  }

  @Test(
    "Two people cannot have one LA child id; ours gives way to one from a file",
    arguments: Engine.allCases)
  func censusIDs(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      // From another council's system that numbers as we do: ours for the second person to come.
      let first = try await household.create(
        "Aisha", "Curnow", identifiers: .init(laChildID: "TH0000002"))
      let second = try await household.create("Sam", "Rowe")
      let ids = try await database.read { tx in
        try PersonTable.whole(of: [first, second], in: tx).map(\.censusID)
      }
      #expect(ids == ["TH0000002", "TH0000002A"])
      let refusal = await #expect(throws: Refusal.self) {
        try await household.perform(
          .recordIdentifiers(.init(laChildID: "TH0000002"), provenance: household.said),
          on: second)
      }
      #expect(refusal?.rule == "person.la-child-id-taken")
      let live = try await household.rows()
      _ = try await database.write { try Ledger.rebuild(in: $0) }
      #expect(try await household.rows() == live)
    }
  }

  @Test(
    "The identity bar knows who lives there today, and the name a child likes",
    arguments: Engine.allCases)
  func identity(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let home = Person.Address(lines: "1 Mill Lane", postcode: "LS1 4AB")
      let written = Person.Address(lines: "1, mill lane", postcode: "LS1 4AB")
      let next = Person.Address(lines: "2 Mill Lane", postcode: "LS1 4AB")
      let child = try await household.create(
        "Aisha", "Curnow", address: home,
        others: [.init(given: "Ash", family: "", kind: .preferred)])
      let aunt = try await household.create("Dee", "Rowe", stage: .adult, address: written)
      _ = try await household.create("Neighbour", "Hale", stage: .adult, address: next)
      let gone = try await household.create("Uncle", "Hale", stage: .adult, address: home)
      try await household.perform(
        .leaveAddress(on: household.day, provenance: household.said), on: gone)
      let identity = try #require(
        try await database.read { try PersonTable.identity(of: child, in: $0) })
      #expect(identity.line.name == "Aisha Curnow")
      #expect(identity.knownAs == "Ash")
      #expect(identity.postcode == "LS1 4AB")
      #expect(identity.livesWith.map(\.id) == [aunt])
      #expect(identity.openReferral == nil)
      #expect(identity.lastSeen == nil)
    }
  }

  @Test(
    "Who said what is read from the facts, the latest for each part",
    arguments: Engine.allCases)
  func sources(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let child = try await household.create(
        "Aisha", "Curnow", birth: .exact(household.day.adding(years: -7)))
      let other = Person.Provenance(saidBy: "the grandmother")
      try await household.perform(
        .recordBirth(
          .estimated(household.day.adding(years: -8)), stage: .child, provenance: other),
        on: child)
      let sources = try await database.read { try PersonTable.sources(of: child, in: $0) }
      #expect(sources[.birth]?.provenance == other)
      #expect(sources[.name]?.provenance == household.said)
      #expect(sources[.address] == nil)
      #expect(
        try await database.read { try PersonTable.searchBefore(child, in: $0)?.text }
          == "Aisha Curnow")
    }
  }
}
