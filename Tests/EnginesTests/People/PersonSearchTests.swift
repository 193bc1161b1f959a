import Domain
import EngineTesting
import Matching
import Store
import Testing

@Suite("Finding a person on the record") struct PersonSearchTests {
  @Test("However it is typed, the right record comes first", arguments: Engine.allCases)
  func scenarios(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let born = try #require(Day(year: 2017, month: 5, day: 3))
      let home = Person.Address(lines: "1 Mill Lane", postcode: "LS1 4AB")
      let aisha = try await household.create(
        "Aisha", "Khan", birth: .exact(born), address: home,
        identifiers: .init(nhsNumber: "9434765919"),
        others: [.init(given: "Aisha", family: "Siddiqui", kind: .previous)])
      let other = try await household.create(
        "Aidan", "Kane", birth: .exact(born.adding(days: 400)),
        address: .init(lines: "9 Quay Street", postcode: "TR1 2XN"))
      let katherine = try await household.create(
        "Katherine", "Smyth", stage: .adult, birth: .exact(born.adding(years: -30)))
      let unborn = try await household.create(
        "", "Fofanah", stage: .unborn, birth: .expected(household.day.adding(days: 60)))
      try await household.perform(
        .recordNetwork(.init(phones: ["07700 900123"]), provenance: household.said), on: katherine)

      func first(_ box: String) async throws -> PersonTable.Found? {
        let terms = SearchTerms(box, today: household.day)
        return try await database.read { try PersonTable.search(terms, in: $0).first }
      }
      let typed: [(String, PersonID)] = [
        ("Aisha Khan", aisha), ("khan aisha", aisha), ("aysha kahn", aisha),
        ("Aisha Siddiqui", aisha), ("Aisha Khan 5/3/2017", aisha), ("aisha LS1 4AB", aisha),
        ("943 476 5919", aisha), ("aisha 3 may 2017 ls1", aisha), ("Aidan Kane", other),
        ("Kate Smith", katherine), ("07700 900123", katherine), ("baby of Fofanah", unborn),
        ("\(other)", other),
      ]
      for (box, person) in typed {
        #expect(try await first(box)?.whole.id == person, "typed: \(box)")
      }
      let swapped = try await first("Aisha Khan 5/3/2017")
      #expect(
        swapped?.match.reasons.contains("date of birth has day and month swapped") == true)
      let previous = try await first("Aisha Siddiqui")
      #expect(previous?.match.reasons.contains("previous surname Siddiqui") == true)
      #expect(try await first("Wolfgang Xylander") == nil)
    }
  }

  @Test(
    "A name that changed, and a number that was added, are found at once",
    arguments: Engine.allCases)
  func changes(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let person = try await household.create("Mia", "Trelawny")
      func found(_ box: String) async throws -> [PersonID] {
        let terms = SearchTerms(box, today: household.day)
        return try await database.read { try PersonTable.search(terms, in: $0).map(\.whole.id) }
      }
      #expect(try await found("Okonkwo").isEmpty)
      try await household.perform(
        .addName(.init(given: "Mia", family: "Okonkwo"), provenance: household.said), on: person)
      #expect(try await found("Okonkwo") == [person])
      #expect(try await found("Trelawny") == [person])
      try await household.perform(
        .recordNetwork(.init(phones: ["01632 960555"]), provenance: household.said), on: person)
      #expect(try await found("01632960555") == [person])
    }
  }

  @Test(
    "Of many who share a name, no more than asked for are given, best first",
    arguments: Engine.allCases)
  func limit(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let born = try #require(Day(year: 2015, month: 2, day: 9))
      var wanted: PersonID?
      for number in 0..<30 {
        let id = try await household.create(
          "Jack", "Jones", birth: .exact(born.adding(days: number * 97)))
        if number == 17 { wanted = id }
      }
      let day = born.adding(days: 17 * 97)
      let terms = SearchTerms("Jack Jones \(day.iso)", today: household.day)
      let found = try await database.read { try PersonTable.search(terms, in: $0) }
      #expect(found.count <= 20)
      #expect(found.first?.whole.id == wanted)
      #expect(found.map(\.match.score) == found.map(\.match.score).sorted(by: >))
    }
  }

  @Test("A saved search is its worker's alone, and goes after a week", arguments: Engine.allCases)
  func saved(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let (mine, other) = (WorkerID(1), WorkerID(2))
      try await database.write {
        try SavedSearchTable.save("a", worker: mine, sealed: [1, 2], at: household.now, in: $0)
      }
      let (found, theirs) = try await database.read { tx in
        (
          try SavedSearchTable.find("a", worker: mine, in: tx),
          try SavedSearchTable.find("a", worker: other, in: tx)
        )
      }
      #expect(found == [1, 2])
      #expect(theirs == nil)
      let later = household.now.adding(seconds: 8 * 86_400)
      try await database.write {
        try SavedSearchTable.save("b", worker: mine, sealed: [3], at: later, in: $0)
      }
      #expect(
        try await database.read { try SavedSearchTable.find("a", worker: mine, in: $0) } == nil)
    }
  }
}
