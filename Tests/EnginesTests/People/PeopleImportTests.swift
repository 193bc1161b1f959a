import Domain
import EngineTesting
import Matching
import Testing

@testable import Store

@Suite("Bringing an index of people over") struct PeopleImportTests {
  private static let at = Instant(london: Day(number: 20_500), hour: 10, minute: 0)
  private static let heading =
    "person_id,forename,surname,dob,sex,street_number,street,town,postcode,phone,nhs\r\n"
  private static let rows = [
    "L1,Aisha,Khan,2016-03-04,F,12,Mill Lane,Lanrock,LS1 4AB,07700 900123,9434765919",
    "L2,Jack,O'Neill,20150209,M,9,Quay Street,Lanrock,TR1 2XN,,",
    "L3,Mia,,,,,,,,,",
    "LEG-0004,\"Anna, Maria\",Nowak,1988,F,,,,,,",
  ]

  private final class Rejected { var all: [PeopleImport.Reject] = [] }

  private func run(
    _ text: String, _ database: any Database, map: [(theirs: String, ours: PersonColumn)] = []
  ) async throws -> (PeopleImport.Report, [PeopleImport.Reject]) {
    try await Migrations.run(on: database)
    var rest: [UInt8] = Array(text.utf8)
    let rejected = Rejected()
    let importing = PeopleImport(into: Store(database), system: "legacy", map: map, at: Self.at)
    let report = try await importing.run {
      defer { rest = [] }
      return rest
    } reject: {
      rejected.all.append($0)
    }
    return (report, rejected.all)
  }

  private func file(_ rows: [String]) -> String { Self.heading + rows.joined(separator: "\r\n") }

  private func head(_ database: any Database) async throws -> Ledger.Head {
    try await database.read { try Ledger.head(in: $0) }
  }

  @Test("Each row is a person who can be found, and the chain is sound", arguments: Engine.allCases)
  func stored(engine: Engine) async throws {
    try await engine.with { database in
      let (report, rejects) = try await run(file(Self.rows), database)
      #expect(report == .init(rows: 4, stored: 4, alreadyThere: 0, rejected: 0))
      #expect(rejects.isEmpty)
      let verdict = try await database.read { try Ledger.verify(in: $0) }
      #expect(verdict.isSound && verdict.facts == 4)
      let people = try await database.read { tx in
        try PersonTable.whole(of: (1...4).map { PersonID($0) }, in: tx).map(\.person)
      }
      #expect(
        people.map(\.references)
          == ["L1", "L2", "L3", "LEG-0004"].map {
            [Person.Reference(system: "legacy", number: $0)]
          })
      #expect(people[0].address?.oneLine == "12 Mill Lane, Lanrock, LS1 4AB")
      #expect(people[0].network.phones == ["07700 900123"])
      #expect(people[1].birth == .exact(try #require(Day(iso: "2015-02-09"))))
      #expect(people[2].birth == nil)
      #expect(people[3].stage == .adult)
      #expect(people[3].birth == .estimated(try #require(Day(iso: "1988-07-01"))))
      for (box, id) in [("aisha kahn 4/3/16", 1), ("07700900123", 1), ("jack oneill", 2)] {
        let terms = SearchTerms(box, today: Self.at.day)
        let found = try await database.read { try PersonTable.search(terms, in: $0).first }
        #expect(found?.whole.id == PersonID(id), "\(box)")
      }
    }
  }

  @Test("What is brought over is rebuilt from its facts, row by row", arguments: Engine.allCases)
  func rebuilt(engine: Engine) async throws {
    try await engine.with { database in
      _ = try await run(file(Self.rows), database)
      try await engine.with { target in
        try await Migrations.run(on: target)
        _ = try await Ledger.rebuild(from: database, into: target)
        #expect(try await Ledger.differences(database, target) == [])
      }
    }
  }

  @Test(
    "The same file again changes nothing, and goes on where it was cut off",
    arguments: Engine.allCases)
  func again(engine: Engine) async throws {
    try await engine.with { database in
      _ = try await run(file(Array(Self.rows.prefix(2))), database)
      let (report, rejects) = try await run(file(Self.rows), database)
      #expect(report == .init(rows: 4, stored: 2, alreadyThere: 2, rejected: 0))
      #expect(rejects.isEmpty)
      let before = try await head(database)
      let (third, _) = try await run(file(Self.rows + [Self.rows[0]]), database)
      #expect(third == .init(rows: 5, stored: 0, alreadyThere: 5, rejected: 0))
      #expect(try await head(database) == before)
    }
  }

  @Test(
    "A row that changed is rejected with what differs; the record stays as it is",
    arguments: Engine.allCases)
  func changed(engine: Engine) async throws {
    try await engine.with { database in
      _ = try await run(file(Self.rows), database)
      let before = try await head(database)
      let row = "L1,Aisha,Kahn,2016-03-05,F,12,Mill Lane,Lanrock,LS1 4AB,07700 900123,9434765919"
      let (report, rejects) = try await run(file([row]), database)
      #expect(report == .init(rows: 1, stored: 0, alreadyThere: 0, rejected: 1))
      #expect(
        rejects == [
          .init(
            line: 2, reference: "L1", element: "surname",
            reason: "P-1 was brought over with other values (family, birth); "
              + "they wait on that record")
        ])
      // What the file says now is proposed, once, and changes nothing.
      #expect(try await head(database) != before)
      let person = try #require(
        try await database.read { try PersonTable.whole(of: PersonID(1), in: $0) }?.person)
      #expect(person.openProposals.map(\.proposal.value.field).contains(.birth))
      #expect(person.birth?.day.iso != "2016-03-05")
      let proposed = try await head(database)
      _ = try await run(file([row]), database)
      #expect(try await head(database) == proposed)
    }
  }

  @Test(
    "A row that breaks a rule is named by line, column and reason, and the rest go in",
    arguments: Engine.allCases)
  func rejected(engine: Engine) async throws {
    try await engine.with { database in
      let (report, rejects) = try await run(
        file([
          Self.rows[0], ",Sam,Rowe,,,,,,,,", "L5,,,2016-03-04,,,,,,,",
          "L6,Sam,Rowe,31/31/2016,,,,,,,",
          "L7,Sam,Rowe,2031-01-01,,,,,,,", "L8,Sam,Rowe,,,,,,,,9434765910", "L9,Sam,Rowe,,Q,,,,,,",
          "L10,Sam,Rowe,,,,,,,,,,", "L11,Tom,Rowe,,,,,,,,",
        ]), database)
      #expect(report == .init(rows: 9, stored: 2, alreadyThere: 0, rejected: 7))
      let places = rejects.sorted { $0.line < $1.line }.map { "\($0.line) \($0.element)" }
      #expect(
        places == ["3 person_id", "4 surname", "5 dob", "6 dob", "7 nhs", "8 sex", "9 "])
      #expect(rejects.allSatisfy { !$0.reason.isEmpty })
    }
  }

  @Test(
    "A column under another name is mapped; a file without a reference is refused",
    arguments: Engine.allCases)
  func mapped(engine: Engine) async throws {
    try await engine.with { database in
      let text = "Klient,Vorname,Surname\nK1,Anna,Nowak\n"
      let (report, _) = try await run(
        text, database, map: [("klient", .reference), ("Vorname", .given)])
      #expect(report.stored == 1)
      let name = try await database.read { try PersonTable.line(PersonID(1), in: $0)?.name }
      #expect(name == "Anna Nowak")
      await #expect(throws: CSVError.self) { _ = try await run(text, database) }
    }
  }

  @Test("Two people cannot be brought over with one LA child id", arguments: Engine.allCases)
  func childID(engine: Engine) async throws {
    try await engine.with { database in
      let text = "reference,forename,la_child_id\nA,Sam,77\nB,Tom,77\nC,Mia,78\n"
      let (report, rejects) = try await run(text, database)
      #expect(report == .init(rows: 3, stored: 2, alreadyThere: 0, rejected: 1))
      #expect(rejects.map(\.element) == ["la_child_id"])
    }
  }
}
