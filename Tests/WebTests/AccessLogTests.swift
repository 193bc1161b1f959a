import Domain
import EngineTesting
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Store
import Testing

@testable import Web

/// Every look and every refusal is written down, before anything is shown, and stays.
@Suite("The access log") struct AccessLogTests {
  @Test("A look and a refusal are on the child's page of looks, with who and when")
  func looks() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.qualityAuditor])
    try await council.worker("ana", [.performanceAnalyst])
    let child = try await council.child()
    try await council.run { browser in
      try await browser.signIn("ana")
      let refused = try await browser.get("/tests/children/\(child)")
      #expect(refused.status == 403)
      #expect(refused.body.contains("You cannot see this record. Ask"))
      #expect(!refused.body.contains("Zebedee"))
      try await browser.signIn("ada")
      #expect(try await browser.get("/tests/children/\(child)").body.contains("Zebedee"))
      let page = try await browser.get("/children/\(child)/who-has-looked")
      #expect(page.status == 200)
      #expect(page.body.contains("Worker ana"))
      #expect(page.body.contains("Refused"))
      #expect(page.body.contains("16 March 2026, 9:00am"))
      // This look too.
      #expect(page.body.contains("Who has looked"))
    }
    let lines = try await council.house.database.read { tx in
      try AccessLogTable.looks(tx, at: child, limit: 10)
    }
    #expect(lines.map(\.access.deed) == [.seeAccessLog, .seePerson, .seePerson])
    #expect(lines.map(\.access.allowed) == [true, true, false])
    #expect(lines[0].access.rule == "qualityAuditor.stranger")
    #expect(try await Self.damaged(council.house.database) == nil)
  }

  @Test("A locked record says whom to ask; a hidden one answers as a number that is nobody's")
  func restricted() async throws {
    let council = try await TestHouse()
    let owner = try await council.worker("ona", [.teamManager])
    try await council.worker("ada")
    let child = try await council.child()
    let act = Act(key: nil, actor: .system, at: council.clock.now)
    func restrict(_ level: Person.Restriction.Level) async throws {
      let _: Done<Person> = try await council.house.store.perform(
        .restrict(
          Person.Restriction(level: level, workers: [owner], owner: owner), reason: "staff family"),
        on: child, as: act)
    }
    try await restrict(.locked)
    try await council.run { browser in
      try await browser.signIn("ada")
      let locked = try await browser.get("/tests/children/\(child)")
      #expect(locked.status == 403)
      #expect(locked.body.contains("Ask Worker ona if you need to."))
      #expect(!locked.body.contains("Zebedee"))
      let named = await browser.another()
      try await named.signIn("ona")
      #expect(try await named.get("/tests/children/\(child)").status == 200)
    }
    try await restrict(.hidden)
    try await council.run { browser in
      try await browser.signIn("ada")
      let hidden = try await browser.get("/tests/children/\(child)")
      let nobody = try await browser.get("/tests/children/P-999")
      #expect(hidden.status == 404)
      #expect(nobody.status == 404)
      #expect(Self.plain(hidden.body) == Self.plain(nobody.body))
    }
    let refusals = try await council.house.database.read { tx in
      try AccessLogTable.looks(tx, at: child, limit: 10).filter { !$0.access.allowed }
    }
    #expect(Set(refusals.map(\.access.rule)) == ["access.locked", "access.hidden"])
  }

  @Test("A worker who declared a conflict of interest is refused, whatever the role")
  func conflict() async throws {
    let council = try await TestHouse()
    let ada = try await council.worker("ada", [.seniorLeader])
    let child = try await council.child()
    let _: Done<Worker> = try await council.house.store.perform(
      .declareConflict(with: child), on: ada,
      as: Act(key: nil, actor: .system, at: council.clock.now))
    try await council.run { browser in
      try await browser.signIn("ada")
      let answer = try await browser.get("/tests/children/\(child)")
      #expect(answer.status == 403)
      #expect(answer.body.contains("conflict of interest"))
    }
  }

  @Test(
    "What was written cannot be changed or removed, and a change from below shows",
    arguments: Engine.allCases)
  func chain(engine: Engine) async throws {
    try await engine.with { database in
      try await Migrations.run(on: database)
      for number in 1...20 {
        try await database.write { tx in
          try AccessLogTable.append(tx, Self.access(number))
        }
      }
      #expect(try await Self.damaged(database) == nil)
      let looks = try await database.read { tx in
        try AccessLogTable.looks(tx, at: PersonID(2), limit: 50).count
      }
      #expect(looks == 10)
      #expect(
        await Self.refuses("UPDATE access_log SET worker = 9 WHERE seq = 7", on: database))
      #expect(await Self.refuses("DELETE FROM access_log WHERE seq = 20", on: database))
      // Somebody with the database in their hands takes the guards off.
      try await database.write { tx in
        for statement in Self.withoutGuards(tx.dialect) { try tx.run(statement) }
        try tx.run("UPDATE access_log SET worker = 9 WHERE seq = 7")
      }
      #expect(try await Self.damaged(database) == 7)
      try await database.write { tx in
        try tx.run("UPDATE access_log SET worker = 7 WHERE seq = 7")
      }
      #expect(try await Self.damaged(database) == nil)
      // The last line cut off shows against the head.
      try await database.write { tx in
        try tx.run("DELETE FROM access_person WHERE seq = 20")
        try tx.run("DELETE FROM access_log WHERE seq = 20")
      }
      #expect(try await Self.damaged(database) == 20)
    }
  }

  @Test("Lines written at once follow one another", arguments: Engine.allCases)
  func together(engine: Engine) async throws {
    try await engine.with { database in
      try await Migrations.run(on: database)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...40 {
          group.addTask {
            try await database.write { tx in
              try AccessLogTable.append(tx, Self.access(number))
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await Self.damaged(database) == nil)
      let lines = try await database.read { tx in
        try tx.rows("SELECT seq FROM access_log").count
      }
      #expect(lines == 40)
    }
  }

  // No closure stands inside an expectation: the compiler (6.3.1) gives it the name of another
  // closure of the same function, and then runs that one.
  private static func damaged(_ database: any Database) async throws -> Int? {
    try await database.read { try AccessLogTable.firstDamaged($0) }
  }

  private static func refuses(_ statement: SQL, on database: any Database) async -> Bool {
    do {
      try await database.write { try $0.run(statement) }
      return false
    } catch {
      return error is DatabaseError
    }
  }

  private static func access(_ number: Int) -> Access {
    Access(
      at: Instant(milliseconds: Int64(number) * 1000), worker: WorkerID(number), deed: .seePerson,
      people: number.isMultiple(of: 2) ? [PersonID(2), PersonID(3)] : [PersonID(1)],
      record: "contact/\(number)", allowed: true, rule: "socialWorker.team", request: "r\(number)")
  }

  private static func withoutGuards(_ dialect: Dialect) -> [SQL] {
    switch dialect {
    case .sqlite: ["DROP TRIGGER access_log_no_update", "DROP TRIGGER access_log_no_delete"]
    case .postgreSQL: ["DROP TRIGGER access_log_no_change ON access_log"]
    }
  }

  /// A page without what differs on every page.
  private static func plain(_ body: String) -> String {
    body.split(separator: "\n").filter { !$0.contains("csrf") }.joined(separator: "\n")
  }
}
