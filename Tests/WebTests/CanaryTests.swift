import Domain
import EngineTesting
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import SQLiteEngine
import Store
import Testing

@testable import Web

/// Nothing of a person gets into a log, an address or a header, whatever is asked and whatever fails.
@Suite("Canaries") struct CanaryTests {
  /// What was answered, and what got out by the way.
  actor Watch {
    private(set) var statuses: [Int: Int] = [:]
    private(set) var escapes: Set<String> = []
    private(set) var shown = 0

    func saw(_ what: String, _ answer: Browser.Answer) {
      statuses[answer.status, default: 0] += 1
      if !Canary.sighted(in: answer.body).isEmpty { shown += 1 }
      for field in answer.headers where !Canary.sighted(in: field.value).isEmpty {
        escapes.insert("\(what): header \(field.name): \(field.value)")
      }
      // A number to tap is dialled by the device it stands on: no server and no log sees it.
      for address in Markup.addresses(in: answer.body)
      where !address.hasPrefix("tel:") && !Canary.sighted(in: address).isEmpty {
        escapes.insert("\(what): address \(address)")
      }
    }
  }

  @Test("Every page and every form, sent well and badly, by those who may and those who may not")
  func everything() async throws {
    let council = try await CanaryHouse()
    let watch = Watch()
    let walk = Walk(council: council, watch: watch)
    try await buildApplication(council.house).test(.router) { client in
      // Whoever is not signed in, with words in the fields that are read before a session.
      let stranger = Browser(client)
      try await walk.signInBadly(stranger)
      for username in ["w1", "w3"] {
        let browser = Browser(client)
        try await walk.look(browser, username)
        try await walk.send(browser, username)
      }
      try await walk.breakIt(Browser(client))
    }
    let escapes = await watch.escapes
    #expect(escapes == [])
    // The walk saw what it came to see: pages with people on them, and every kind of no.
    let statuses = await watch.statuses
    #expect(await watch.shown > 20)
    for status in [200, 303, 403, 404, 405, 422, 500, 503] {
      #expect(statuses[status, default: 0] > 0, "nothing was answered with \(status)")
    }
    let lines = council.book.lines
    #expect(lines.count > 300)
    let sighted = lines.filter { !Canary.sighted(in: $0).isEmpty }
    #expect(sighted == [])
    #expect(lines.contains { $0.contains("fault") && $0.contains("route") })
  }

  @Test("What is logged is seen, and a canary in it is told")
  func control() {
    let book = LogBook()
    var canary = Canary()
    let word = canary.word()
    book.logger.trace("a \(word)")
    book.logger.error("b", metadata: ["number": "999 000 0018"])
    book.logger.info("c", metadata: ["where": "\(DatabaseError.statement("HW7 3QX"))"])
    book.logger.info("nobody")
    #expect(book.lines.map { Canary.sighted(in: $0).count } == [1, 1, 1, 0])
    #expect(canary.word() != word)
    #expect(
      Markup.addresses(in: "<a href=\"/a?b=Zqxvjkaab\">x</a><p>Zqxvjk</p>") == ["/a?b=Zqxvjkaab"])
  }

  @Test(
    "What the engines say when they refuse has nothing of what was written",
    arguments: Engine.allCases)
  func engines(engine: Engine) async throws {
    try await engine.with { database in
      try await Migrations.run(on: database)
      let word = "Zqxvjkname"
      let number = Canary.nhsNumbers[0]
      try await database.write { tx in
        try tx.run(
          """
          INSERT INTO person (id, given, family, stage, la_child_id, la_child_id_given, imported,
            version, recorded_at, recorded_by)
          VALUES (1, \(word), \(word), 'child', \(word), 1, 0, 1,
            '2026-01-01T00:00:00.000Z', 'system')
          """)
      }
      let statements: [SQL] = [
        // Not unique, by a word and by a number.
        """
        INSERT INTO person (id, given, family, stage, la_child_id, la_child_id_given, imported,
          version, recorded_at, recorded_by)
        VALUES (2, \(word), \(word), 'child', \(word), 1, 0, 1, '2026-01-01T00:00:00.000Z', 's')
        """,
        "INSERT INTO person_phone (person, position, phone) VALUES (1, 0, \(word)), (1, 0, \(word))",
        // A check, a row that is needed, a value that is needed, another type, too long, no such place.
        "UPDATE person SET stage = \(word)",
        "UPDATE person SET nhs_number = \(number + number)",
        "INSERT INTO person_phone (person, position, phone) VALUES (99999, 0, \(word))",
        "INSERT INTO person_name (person, position, given, family, kind) VALUES (1, 0, \(word), NULL, 'current')",
        "UPDATE person SET version = CAST(\(word) AS INTEGER)",
        "UPDATE person SET nowhere = \(word)",
        "SELEKT \(word), \(number)",
        "UPDATE person SET given = \(word + "\0")",
      ]
      var refused = 0
      for statement in statements {
        do {
          try await database.write { tx in _ = try tx.run(statement) }
        } catch {
          refused += 1
          let said = "\(error) \(String(reflecting: error)) \(error.localizedDescription)"
          #expect(Canary.sighted(in: said) == [])
        }
      }
      #expect(refused >= 8)
    }
  }

  @Test("A crash prints no memory: those who start the program switch the printing off")
  func crashes() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let makefile = try String(contentsOf: root.appending(path: "Makefile"), encoding: .utf8)
    #expect(makefile.contains("export SWIFT_BACKTRACE = enable=no"))
    let tests = try String(contentsOf: root.appending(path: "scripts/test"), encoding: .utf8)
    #expect(tests.contains("export SWIFT_BACKTRACE=enable=no"))
  }
}
