import Domain
import EngineTesting
import Matching
import Testing

@testable import Store

@Suite("Taking in police notifications") struct PoliceImportTests {
  private static let at = Instant(london: Day(number: 20_500), hour: 17, minute: 0)
  private static let heading =
    "reference,received,incident_date,incident_time,incident_kind,grade,marks,children_present,address,postcode,text,forename,surname,dob,role,child\r\n"
  private static let rows = [
    "HC/1/26,2026-02-16 08:12,15/02/2026,23:10,Domestic,amber,domestic abuse;alcohol,yes,\"1 Mill Lane, Lanrock\",LS14AB,\"Shouting, \"\"very loud\"\".\nDoor broken.\",Aisha,Khan,2017-05-03,Child,",
    "HC/1/26,,,,,,,,,,,Dean,Rowe,,Suspect,no",
    "HC/2/26,2026-02-16 09:30,2026-02-16,,Missing,,missing,no,,,Found safe.,,,,,",
  ]

  private final class Rejected { var all: [PoliceImport.Reject] = [] }

  private func run(
    _ bytes: [UInt8], _ database: any Database, piece: Int = 1 << 18
  ) async throws -> (PoliceImport.Report, [PoliceImport.Reject]) {
    try await Migrations.run(on: database)
    var rest = bytes[...]
    let rejected = Rejected()
    let importing = PoliceImport(into: Store(database), force: "Harbour Police", at: Self.at)
    let report = try await importing.run {
      defer { rest = rest.dropFirst(piece) }
      return Array(rest.prefix(piece))
    } reject: {
      rejected.all.append($0)
    }
    return (report, rejected.all)
  }

  private func run(
    _ text: String, _ database: any Database, piece: Int = 1 << 18
  ) async throws -> (PoliceImport.Report, [PoliceImport.Reject]) {
    try await run(Array(text.utf8), database, piece: piece)
  }

  private func table(_ rows: [String]) -> String { Self.heading + rows.joined(separator: "\r\n") }

  private func wholes(_ database: any Database) async throws -> [PoliceNotificationTable.Whole] {
    try await database.read { tx in
      let ids: [PoliceNotificationID] = try tx.rows("SELECT id FROM policenotification ORDER BY id")
        .map { try $0.id("id") }
      return try PoliceNotificationTable.whole(ids, in: tx)
    }
  }

  private func head(_ database: any Database) async throws -> Ledger.Head {
    try await database.read { try Ledger.head(in: $0) }
  }

  @Test("A table: one incident with all its people, word for word", arguments: Engine.allCases)
  func stored(engine: Engine) async throws {
    try await engine.with { database in
      let (report, rejects) = try await run(table(Self.rows), database, piece: 7)
      #expect(report == .init(notifications: 2, stored: 2))
      #expect(rejects.isEmpty)
      let all = try await wholes(database)
      #expect(all[0].reports[0].text == "Shouting, \"very loud\".\nDoor broken.")
      #expect(all[0].reports[0].force == "Harbour Police")
      #expect(all[0].reports[0].happenedMinute == 23 * 60 + 10)
      #expect(all[0].reports[0].address?.oneLine == "1 Mill Lane, Lanrock, LS1 4AB")
      #expect(all[0].marks == [.domesticAbuse, .alcoholOrDrugs])
      #expect(all[0].named.map(\.isChild) == [true, false])
      #expect(all[0].reports[0].receivedAt == Instant(london: Self.at.day, hour: 8, minute: 12))
      #expect(all[1].named.isEmpty && all[1].grade == nil)
      #expect(all[1].reports[0].happenedMinute == nil)
    }
  }

  @Test("JSON: a list, or a line each; numbers, lists and truth as they come")
  func json() async throws {
    try await Engine.sqlite.with { database in
      let text = """
        [{"reference": 71, "incident_date": "2026-02-15", "incident_type": "Domestic",
          "flags": ["domestic abuse", "weapon"], "children_present": true, "unknown": {"a": 1},
          "text": "Shouting {\\"loud\\"} [here]\\nDoor", "people":
            [{"forename": "Aisha", "surname": "Khan", "child": true}]},
         {"reference": "72", "date": "2026-02-15", "kind": "Missing", "text": "Found"}]
        """
      let (report, rejects) = try await run(text, database, piece: 5)
      #expect(report == .init(notifications: 2, stored: 2))
      #expect(rejects.isEmpty)
      let all = try await wholes(database)
      #expect(all[0].reference == "71")
      #expect(all[0].reports[0].text == "Shouting {\"loud\"} [here]\nDoor")
      #expect(all[0].marks == [.domesticAbuse, .weapon])
      #expect(all[0].named.map(\.full) == ["Aisha Khan"])
      let lines = """
        {"reference": "73", "date": "2026-02-15", "kind": "Missing", "text": "Found"}
        {"reference": "72", "date": "2026-02-15", "kind": "Missing", "text": "Found"}
        """
      #expect(
        try await run(lines, database).0 == .init(notifications: 2, stored: 1, alreadyThere: 1))
    }
  }

  @Test(
    "The same file again changes nothing; other words join the first", arguments: Engine.allCases)
  func again(engine: Engine) async throws {
    try await engine.with { database in
      _ = try await run(table(Self.rows), database)
      let before = try await head(database)
      #expect(
        try await run(table(Self.rows), database).0
          == .init(notifications: 2, alreadyThere: 2))
      #expect(try await head(database) == before)
      let more = "hc/2/26,2026-02-16 12:00,2026-02-16,,Missing,,missing,no,,,Went again.,,,,,"
      let (report, _) = try await run(table([more]), database)
      #expect(report == .init(notifications: 1, joined: 1))
      #expect(try await wholes(database)[1].reports.map(\.text) == ["Found safe.", "Went again."])
      #expect(
        try await run(table([more]), database).0 == .init(notifications: 1, alreadyThere: 1))
    }
  }

  @Test("What is wrong is named by line and element; the rest go in", arguments: Engine.allCases)
  func rejected(engine: Engine) async throws {
    try await engine.with { database in
      let bad = [
        ",,2026-02-15,,Domestic,,,,,,Text,,,,,",
        "A,,31/31/2026,,Domestic,,,,,,Text,,,,,",
        "B,,2026-02-15,25:00,Domestic,,,,,,Text,,,,,",
        "C,,2026-02-15,,,,,,,,Text,,,,,",
        "D,,2026-02-15,,Domestic,purple,,,,,Text,,,,,",
        "E,,2026-02-15,,Domestic,,zebra,,,,Text,,,,,",
        "F,,2026-02-15,,Domestic,,,perhaps,,,Text,,,,,",
        "G,,2026-02-15,,Domestic,,,,,,,,,,,",
        "H,,2026-02-15,,Domestic,,,,,,Text,Aisha,Khan,,,",
        "I,2026-02-15,2026-02-15,,Domestic,,,,,,Text,,,,,",
        "J,,2031-02-15,,Domestic,,,,,,Text,,,,,",
        "K,,2026-02-15,,Domestic,,,,,,Text,,,,,,,",
        "L,,2026-02-15,,Domestic,,,,,,Text,,,,,", "L,,2026-02-16,,,,,,,,,,,,,",
        "=1+1,,x,,Domestic,,,,,,Text,,,,,",
      ]
      let (report, rejects) = try await run(table(bad + Self.rows), database)
      #expect(report.stored == 2)
      #expect(
        rejects.map { "\($0.line) \($0.element)" } == [
          "2 reference", "3 incident_date", "4 incident_time", "5 incident_kind", "6 grade",
          "7 marks", "8 children_present", "9 text", "10 child", "11 received",
          "12 incident_date", "13 ", "15 incident_date", "16 incident_date",
        ])
      #expect(rejects.allSatisfy { !$0.reason.isEmpty })
      // Opened in a spreadsheet, no reference of theirs is a formula.
      #expect(rejects.last?.fields[1] == "'=1+1")
      let texts = try await wholes(database).map(\.reference)
      #expect(texts == ["HC/1/26", "HC/2/26"])
    }
  }

  @Test("Another incident under a known reference is not joined to it")
  func otherDay() async throws {
    try await Engine.sqlite.with { database in
      _ = try await run(table(Self.rows), database)
      let before = try await head(database)
      let (report, rejects) = try await run(
        table(["HC/2/26,,2026-02-10,,Missing,,,,,,Another,,,,,"]), database)
      #expect(report == .init(notifications: 1, rejected: 1))
      #expect(rejects.map(\.element) == ["incident_date"])
      #expect(try await head(database) == before)
    }
  }

  @Test("Empty, binary, endless and damaged files are refused in words, and nothing is half stored")
  func hostile() async throws {
    try await Engine.sqlite.with { database in
      for text in [
        "", "  \n \n", "a,b\n1,2\n", "reference,date\n", "[1, 2]", "[\"a\"]", "{", "nul",
      ] {
        await #expect(throws: CSVError.self, "\(text)") { _ = try await run(text, database) }
      }
      for seed in 1...40 as ClosedRange<UInt64> {
        var state = seed
        let bytes = (0..<4000).map { _ -> UInt8 in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return UInt8(truncatingIfNeeded: state >> 33)
        }
        _ = try? await run(bytes, database)
        // Something readable with a byte of it changed.
        var near = Array(table(Self.rows).utf8)
        near[Int(bytes[0]) % near.count] = bytes[1]
        _ = try? await run(near, database)
      }
      let deep = String(repeating: "[", count: 100_000)
      let (report, rejects) = try await run(
        "[{\"reference\": \(deep)\(String(repeating: "]", count: 100_000))}, "
          + "{\"reference\": \"ok\", \"date\": \"2026-02-15\", \"kind\": \"x\", \"text\": \"y\"},"
          + "{\"reference\": \"long\", \"text\": \"\(String(repeating: "x", count: 2_000_000))\"},"
          + "{\"reference\": \"nul\", \"date\": \"2026-02-15\", \"kind\": \"x\", \"text\": \"a\\u0000\"}]",
        database)
      #expect(report.stored == 1 && report.rejected == 3)
      #expect(
        rejects.map(\.reason) == [
          "nested too deep", "longer than a million letters", "holds a character that is no letter",
        ])
      // Cut off in the middle: what came before is there, whole.
      let cut =
        "[{\"reference\": \"first\", \"date\": \"2026-02-15\", \"kind\": \"x\", \"text\": \"y\"}, {\"ref"
      await #expect(throws: CSVError.self) { _ = try await run(cut, database) }
      let all = try await wholes(database)
      #expect(all.contains { $0.reference == "first" })
      #expect(all.allSatisfy { !$0.reports.isEmpty && !$0.reports[0].text.isEmpty })
      #expect(try await database.read { try Ledger.verify(in: $0) }.isSound)
    }
  }
}
