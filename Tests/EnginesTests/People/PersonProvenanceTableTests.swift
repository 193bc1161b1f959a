import Domain
import EngineTesting
import Store
import Testing

@Suite("Sources, proposals and openings in their tables") struct PersonProvenanceTableTests {
  @Test(
    "The tables say what the facts say, and say it again after a rebuild",
    arguments: Engine.allCases)
  func tables(engine: Engine) async throws {
    try await engine.with { database in
      let house = try await Household(database)
      let (child, _, brother) = try await house.live()
      let owner = try await house.worker("Ona Reed")
      let night = try await house.worker("Nell Duty")
      let said = Person.Provenance(saidBy: "the school")
      try await house.perform(.verify(.name, provenance: house.said), on: child)
      try await house.perform(
        .propose(
          [
            .name(name: .init(given: "Ayesha", family: "Karn", kind: .alias)),
            .birth(birth: .estimated(house.day.adding(years: -6))),
            .address(address: .init(lines: "9 Hill Road", postcode: "LS1 4AX")),
            .phone(number: "01632 960999"), .email(address: "b@example.org"),
            .school(name: "Hillside"), .nhsNumber(number: "9434765870"),
            .sex(sex: .male), .ethnicity(ethnicity: .whiteBritish),
          ], provenance: said, contact: nil), on: child)
      try await house.perform(.accept(proposal: 4, provenance: said), on: child)
      try await house.perform(.decline(proposal: 2, reason: "A guess"), on: child)
      try await house.perform(
        .restrict(.init(level: .locked, workers: [owner], owner: owner), reason: "x"), on: child)
      _ =
        try await house.store.perform(
          Person.Command.breakGlass(
            reason: "Night", from: house.now, until: house.now.adding(seconds: 3600)), on: child,
          as: Act(key: nil, actor: Actor(.worker(night)), at: house.now)) as Done<Person>
      _ =
        try await house.store.perform(
          Person.Command.reviewOpening(key: 1, inOrder: true, words: "Right"), on: child,
          as: Act(key: nil, actor: Actor(.worker(owner)), at: house.now)) as Done<Person>
      try await house.perform(
        .restrict(.init(level: .hidden, workers: [owner], owner: owner), reason: "x"), on: brother)
      // A look-alike, noted by the system alone.
      let alike = try await house.create(
        "Sam", "Curnow", birth: .estimated(house.day.adding(years: -5)), sex: .male)
      let noticed = try #require(try await house.store.load(brother)?.state.lookAlikes.first)
      #expect(noticed.lookAlike.person == alike)
      try await house.perform(.answerLookAlike(alike, words: "Another Sam"), on: brother)
      for id in [child, brother, alike] {
        let state = try #require(try await house.store.load(id)?.state)
        let whole = try #require(
          try await database.read { try PersonTable.whole(of: id, in: $0) })
        #expect(whole.person == state)
      }
      let opened = try await database.read {
        try PersonTable.opened(child, at: house.now.adding(seconds: 60), in: $0)
      }
      #expect(opened == [night])
      let over = try await database.read {
        try PersonTable.opened(child, at: house.now.adding(seconds: 3600), in: $0)
      }
      #expect(over.isEmpty)
      let history = try await database.read { try PersonTable.history(of: .phone, child, in: $0) }
      #expect(history.last?.provenance == said)
      let before = try await database.read { try PersonTable.whole(of: child, in: $0) }
      _ = try await database.write { try Ledger.rebuild(in: $0) }
      let after = try await database.read { try PersonTable.whole(of: child, in: $0) }
      #expect(before == after)
    }
  }

  @Test("No look-alike is noted where nobody is hidden, or where they are not alike")
  func unlike() async throws {
    try await Engine.sqlite.with { database in
      let house = try await Household(database)
      let owner = try await house.worker("Ona Reed")
      let child = try await house.create("Aisha", "Curnow")
      _ = try await house.create("Aisha", "Curnow")
      try await house.perform(
        .restrict(.init(level: .hidden, workers: [owner], owner: owner), reason: "x"), on: child)
      _ = try await house.create("Thorvald", "Henriksen")
      #expect(try await house.store.load(child)?.state.lookAlikes.isEmpty == true)
      // Whoever is named on it saw it in the search.
      let act = Act(key: nil, actor: Actor(.worker(owner)), at: house.now)
      let details = Person.Details(
        name: .init(given: "Aisha", family: "Curnow"), stage: .child, provenance: house.said)
      _ =
        try await house.store.perform(
          Person.Command.create(details, searched: "x"), as: act) as Done<Person>
      #expect(try await house.store.load(child)?.state.lookAlikes.isEmpty == true)
    }
  }
}
