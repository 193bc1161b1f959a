import Domain
import EngineTesting
import Store
import Testing

@Suite("Alerts of those around a child") struct AlertsAroundTests {
  /// A council with a child, a mother and a man of whom there is an alert.
  private struct Scene {
    let house: Household
    let child: PersonID
    let mother: PersonID
    let man: PersonID
    var day: Day { house.day }

    init(_ database: any Database) async throws {
      house = try await Household(database)
      let home = Person.Address(
        lines: "Flat 2, 14 Mill Lane", postcode: "ZZ6 1AA", from: house.day.adding(days: -900))
      child = try await house.create("Aisha", "Curnow", address: home)
      mother = try await house.create("Dee", "Curnow", stage: .adult, address: home)
      man = try await house.create("Dean", "Hale", stage: .adult)
      try await raise(.posesRiskToChildren, on: man)
    }

    @discardableResult func raise(_ kind: Alert.Kind, on person: PersonID) async throws -> AlertID {
      try await house.store.perform(
        Alert.Command.raise(
          Alert.Details(
            person: person, kind: kind, what: "What", act: "Act", evidence: "Police",
            from: house.day.adding(days: -300), reviewOn: house.day.adding(days: 30),
            familyTold: true)),
        as: house.act
      ).id
    }

    func around(_ day: Day? = nil) async throws -> [AlertTable.Around] {
      let (child, day) = (child, day ?? self.day)
      return try await house.store.database.read { tx in
        try AlertTable.around([child], on: day, in: tx)[child] ?? []
      }
    }
  }

  @Test(
    "A person who poses a risk shows from the day the relation begins, whenever it was recorded",
    arguments: Engine.allCases)
  func related(engine: Engine) async throws {
    try await engine.with { database in
      let scene = try await Scene(database)
      #expect(try await scene.around().isEmpty)
      // Written down today, true for a hundred days.
      let since = scene.day.adding(days: -100)
      try await scene.house.perform(
        .relate(
          .init(kind: .stepParent, from: since), to: scene.child, provenance: scene.house.said),
        on: scene.man)
      #expect(try await scene.around(since).map(\.ties) == [[.related(.stepParent, since: since)]])
      #expect(try await scene.around(since.adding(days: -1)).isEmpty)
      try await scene.house.perform(
        .endRelationship(
          with: scene.child, kind: .stepParent, on: scene.day, reason: "Separated"),
        on: scene.man)
      #expect(try await scene.around().isEmpty)
      #expect(try await scene.around(scene.day.adding(days: -1)).count == 1)
    }
  }

  @Test("It shows whichever record the relationship stands in", arguments: Engine.allCases)
  func otherSide(engine: Engine) async throws {
    try await engine.with { database in
      let scene = try await Scene(database)
      try await scene.house.perform(
        .relate(.init(kind: .nieceOrNephew), to: scene.man, provenance: scene.house.said),
        on: scene.child)
      #expect(try await scene.around().map(\.ties) == [[.related(.auntOrUncle, since: nil)]])
    }
  }

  @Test("Mum's partner shows on the child, and stops when they part", arguments: Engine.allCases)
  func partner(engine: Engine) async throws {
    try await engine.with { database in
      let scene = try await Scene(database)
      try await scene.house.perform(
        .relate(.init(kind: .mother), to: scene.child, provenance: scene.house.said),
        on: scene.mother)
      let since = scene.day.adding(days: -20)
      try await scene.house.perform(
        .relate(.init(kind: .partner, from: since), to: scene.mother, provenance: scene.house.said),
        on: scene.man)
      #expect(try await scene.around().map(\.ties) == [[.partnerOf(.mother, since: since)]])
      #expect(try await scene.around(since.adding(days: -1)).isEmpty)
      try await scene.house.perform(
        .endRelationship(with: scene.mother, kind: .partner, on: scene.day, reason: "Parted"),
        on: scene.man)
      #expect(try await scene.around().isEmpty)
    }
  }

  @Test(
    "Whoever lives at the same address shows from the day they came, however it was written",
    arguments: Engine.allCases)
  func household(engine: Engine) async throws {
    try await engine.with { database in
      let scene = try await Scene(database)
      let since = scene.day.adding(days: -50)
      try await scene.house.perform(
        .move(
          to: .init(lines: "14 Mill Ln, Flat 2\nLanrock", postcode: "ZZ6 1AA", from: since),
          provenance: scene.house.said),
        on: scene.man)
      #expect(try await scene.around().map(\.ties) == [[.livesWith(since: since)]])
      #expect(try await scene.around(since.adding(days: -1)).isEmpty)
      // Next door is another home.
      try await scene.house.perform(
        .move(
          to: .init(lines: "Flat 3, 14 Mill Lane", postcode: "ZZ6 1AA", from: scene.day),
          provenance: scene.house.said),
        on: scene.man)
      #expect(try await scene.around().isEmpty)
      // For a part of the week is living there too.
      try await scene.house.perform(
        .liveAlso(
          at: .init(
            lines: "Flat 2, 14 Mill Lane", postcode: "ZZ6 1AA", from: scene.day, part: "Weekends"),
          provenance: scene.house.said),
        on: scene.man)
      #expect(try await scene.around().count == 1)
    }
  }

  @Test("An alert that ended is shown no more, and one about the child comes by its gravity")
  func own() async throws {
    try await Engine.sqlite.with { database in
      let scene = try await Scene(database)
      let other = try await scene.raise(.other, on: scene.child)
      try await scene.raise(.hazardToStaff, on: scene.child)
      #expect(try await scene.around().map(\.kind) == [.hazardToStaff, .other])
      _ = try await scene.house.store.perform(
        Alert.Command.end(reason: "No more"), on: other, as: scene.house.act)
      #expect(try await scene.around().map(\.kind) == [.hazardToStaff])
      // Something else about somebody is theirs alone.
      try await scene.house.perform(
        .relate(.init(kind: .sibling), to: scene.child, provenance: scene.house.said),
        on: scene.mother)
      try await scene.raise(.other, on: scene.mother)
      #expect(try await scene.around().map(\.kind) == [.hazardToStaff])
    }
  }

  @Test(
    "An address not to be disclosed leaves the store for nobody, nor that of those who live there",
    arguments: Engine.allCases)
  func undisclosed(engine: Engine) async throws {
    try await engine.with { database in
      let scene = try await Scene(database)
      let alert = try await scene.raise(.doNotDiscloseAddress, on: scene.mother)
      let (child, mother) = (scene.child, scene.mother)
      func seen() async throws -> [String?] {
        try await database.read { tx in
          let people = try PersonTable.whole(of: [child, mother], in: tx).map(\.person)
          let identity = try PersonTable.identity(of: child, in: tx)
          return people.map { $0.address?.oneLine } + [identity?.postcode]
        }
      }
      #expect(
        try await seen() == [UndisclosedHomes.words, UndisclosedHomes.words, nil])
      // Who lives with whom is still known.
      let lives = try await database.read { tx in
        try PersonTable.identity(of: child, in: tx)?.livesWith.map(\.id)
      }
      #expect(lives == [mother])
      let history = try await database.read { tx in
        let happenings = try Chronology.of(child, in: tx)
        let names = try Chronology.names(of: Chronology.people(in: happenings), in: tx)
        return happenings.flatMap { $0.entries(names) }.map { "\($0.title) \($0.what ?? "")" }
          .joined()
      }
      #expect(!history.contains("Mill Lane") && !history.contains("ZZ6"))
      _ = try await scene.house.store.perform(
        Alert.Command.end(reason: "He has died"), on: alert, as: scene.house.act)
      #expect(try await seen()[0] == "Flat 2, 14 Mill Lane, ZZ6 1AA")
    }
  }

  @Test("Homes hold exactly who lived there at the same time", arguments: Engine.allCases)
  func homes(engine: Engine) async throws {
    try await engine.with { database in
      let scene = try await Scene(database)
      let house = scene.house
      let before = Person.Address(
        lines: "14 Mill Lane, Flat 2", postcode: "ZZ6 1AA", from: house.day.adding(days: -3000))
      let lodger = try await house.create("Lou", "Before", stage: .adult, address: before)
      try await house.perform(
        .leaveAddress(on: house.day.adding(days: -1000), provenance: house.said), on: lodger)
      let (child, mother, man, day) = (scene.child, scene.mother, scene.man, house.day)
      try await house.perform(
        .move(
          to: .init(lines: "9 Bay Road", postcode: "ZZ6 1AB", from: day.adding(days: -9)),
          provenance: house.said), on: man)
      let homes = try await database.read { tx in
        try PersonTable.households(of: child, family: [man], on: day, in: tx)
      }
      #expect(homes.map { Set($0.stays.map(\.line.id)) } == [[child, mother], [man]])
      #expect(homes.map(\.isTheirs) == [true, false])
    }
  }
}
