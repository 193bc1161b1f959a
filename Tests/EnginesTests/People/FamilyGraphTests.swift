import Domain
import EngineTesting
import Store
import Testing

@Suite("The family around somebody") struct FamilyGraphTests {
  @Test(
    "Everybody within four steps, who lives with whom, and nobody past a closed record",
    arguments: Engine.allCases)
  func around(engine: Engine) async throws {
    try await engine.with { database in
      let household = try await Household(database)
      let home = Person.Address(lines: "1 Mill Lane\nLanrock", postcode: "LS1 4AB")
      let written = Person.Address(lines: "1, Mill Lane, Lanrock", postcode: "LS1 4AB")
      let child = try await household.create("Aisha", "Khan", sex: .female, address: home)
      let mother = try await household.create("Dee", "Khan", stage: .adult, address: written)
      let lodger = try await household.create("Lou", "Dger", stage: .adult, address: home)
      let friend = try await household.create("Kit", "Marlow")
      var line = [child, mother]
      let said = household.said
      func relate(_ one: PersonID, _ kind: Person.Relationship.Kind, _ other: PersonID) async throws
      {
        try await household.perform(
          .relate(.init(kind: kind), to: other, provenance: said), on: one)
      }
      try await relate(mother, .mother, child)
      for number in 2...5 {
        let next = try await household.create("Elder\(number)", "Khan", stage: .adult)
        try await relate(next, .mother, line[line.count - 1])
        line.append(next)
      }
      try await relate(friend, .friend, child)
      let graph = try await database.read { try FamilyGraph.around([child], in: $0) }
      // Four steps up, the friend and the lodger; not the fifth mother.
      #expect(Set(graph.members.map(\.id)) == Set(line[0...4] + [friend, lodger]))
      #expect(graph.members.first?.id == child)
      #expect(graph.member(child)?.sex == .female)
      let together = graph.home(of: child).map { Set($0.since.keys) }
      #expect(together == [child, mother, lodger])
      #expect(graph.ties.count == 5)
      // Without the grandmother, those above her are known through nobody.
      let open = Set(graph.members.map(\.id)).subtracting([line[2]])
      let seen = graph.seen(by: open, from: child)
      #expect(Set(seen.members.map(\.id)) == [child, mother, friend, lodger])
      let told = seen.ties.filter { $0.person == line[3] || $0.other == line[3] }
      #expect(told.isEmpty)
      let nobody = try await database.read { try FamilyGraph.around([PersonID(999)], in: $0) }
      #expect(nobody.members.isEmpty)
    }
  }
}
