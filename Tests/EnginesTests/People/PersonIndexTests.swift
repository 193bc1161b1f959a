import Domain
import EngineTesting
import Matching
import Testing

@testable import Store

@Suite("The index behind the search") struct PersonIndexTests {
  private static let tables = ["person_key", "person_known", "value_count"]

  /// Everything in the index, in the order of its keys.
  private func rows(_ database: any Database) async throws -> [[[SQLValue]]] {
    try await database.read { tx in
      try PersonIndex.tables.map { table in
        try tx.rows(
          SQL(
            trusted: "SELECT * FROM \(table.name) ORDER BY \(table.key.joined(separator: ", "))")
        ).map(\.values)
      }
    }
  }

  @Test(
    "Whatever happens to a person, the index is what their record says", arguments: Engine.allCases)
  func follows(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let (child, mother, brother) = try await household.live()
      let (keys, known) = try await database.read { tx in
        try (
          tx.rows("SELECT key, person FROM person_key ORDER BY person, key").map {
            [try $0.int("person"), try $0.int("key")]
          },
          PersonIndex.known([child, mother, brother], in: tx)
        )
      }
      var expected: [[Int]] = []
      for id in [mother, child, brother].sorted() {
        let loaded = try #require(try await household.store.load(id))
        let person = KnownPerson(id, loaded.state)
        #expect(known[id] == person)
        expected += BlockingKeys.of(person).map { [id.number, $0] }
      }
      #expect(keys == expected)
    }
  }

  @Test(
    "Names are counted as people come, are renamed and leave a street", arguments: Engine.allCases)
  func counts(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let home = Person.Address(lines: "1 Mill Lane\nLanrock", postcode: "LS1 4AB")
      let first = try await household.create("Mia", "Rowe", address: home)
      _ = try await household.create("Sam", "Rowe", address: home)
      func count(_ kind: Frequencies.Kind, _ text: String) async throws -> Int? {
        let value = Frequencies.Value(kind, text)
        return try await database.read {
          try ValueCount.frequencies(of: [value], in: $0).counts[value]
        }
      }
      #expect(try await count(.family, "rowe") == 2)
      #expect(try await count(.street, "milllane") == 2)
      try await household.perform(
        .addName(.init(given: "Mia", family: "Okonkwo"), provenance: household.said), on: first)
      #expect(try await count(.family, "okonkwo") == 1)
      #expect(try await count(.family, "rowe") == 2, "a previous name is borne still")
      #expect(try await count(.given, "mia") == 1, "twice in one record is one person")
      let people = try await database.read { try ValueCount.frequencies(of: [], in: $0).people }
      #expect(people == 2)
    }
  }

  @Test(
    "A database of an earlier edition gets the index of those who are in it",
    arguments: Engine.allCases)
  func earlier(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      _ = try await household.live()
      let now = try await rows(database)
      let position = try #require(
        Migrations.all.firstIndex { $0.name == "0006 search index" })
      try await database.write { tx in
        for table in Self.tables {
          try tx.run(SQL(trusted: "DELETE FROM \(table)"))
        }
        try Migrations.all[position].fill(tx)
      }
      #expect(try await rows(database) == now)
    }
  }

  @Test(
    "Rows of many people written together are those written one by one", arguments: Engine.allCases)
  func together(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let (child, _, _) = try await household.live()
      try await household.perform(
        .addName(.init(given: "Aisha", family: "Pascoe"), provenance: household.said), on: child)
      let oneByOne = try await rows(database)
      // Building again replays every act of a person in one transaction.
      _ = try await database.write { try Ledger.rebuild(in: $0) }
      #expect(try await rows(database) == oneByOne)
    }
  }

  @Test(
    "Whose number a phone is does not matter: a mother's leads to her child",
    arguments: Engine.allCases)
  func mothersPhone(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let mother = try await household.create("Dee", "Curnow", stage: .adult)
      let child = try await household.create("Aisha", "Khan")
      _ = try await household.create("Aisha", "Khan")
      try await household.perform(
        .recordNetwork(.init(phones: ["07700 900123"]), provenance: household.said), on: mother)
      try await household.perform(
        .relate(.init(kind: .mother), to: child, provenance: household.said), on: mother)
      let terms = SearchTerms("Aisha 07700 900123", today: household.day)
      let people = try await database.read { tx in
        try Candidates(terms, in: tx).people(in: tx)
      }
      let found = people.first { $0.id == child }
      #expect(found?.numbersOfOthers == [.init(.phone("07700900123"), whose: "mother")])
    }
  }

  @Test("The order of an answer is the same on both engines")
  func order() async throws {
    var answers: [[String]] = []
    for engine in Engine.allCases {
      try await engine.with { database in
        let household = try await Household(database)
        for number in 0..<60 {
          let given = ["Aisha", "Aysha", "Ayesha", "Alisha", "Asha"][number % 5]
          let family = ["Khan", "Kahn", "Cann", "Kane"][number % 4]
          _ = try await household.create(
            given, family, birth: .exact(household.day.adding(days: -3000 - number % 7 * 31)),
            address: .init(
              lines: "\(number % 9) Mill Lane", postcode: "LS1 4A\(number % 2 == 0 ? "B" : "D")"))
        }
        var answer: [String] = []
        for box in ["aisha khan", "khan ls1", "aysha 4 mill lane", "Ayesha Kahn LS1 4AB"] {
          let terms = SearchTerms(box, today: household.day)
          answer += try await database.read { tx in
            try PersonTable.search(terms, in: tx).map { "\($0.whole.id) \($0.match.reasons)" }
          }
        }
        answers.append(answer)
      }
    }
    #expect(answers.count == 2 && !answers[0].isEmpty)
    #expect(answers.first == answers.last)
  }
}
