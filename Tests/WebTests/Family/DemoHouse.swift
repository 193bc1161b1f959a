import DemoCouncil
import Domain
import Logging
import SQLiteEngine
import Store

@testable import Web

/// The demo council behind a real front, with an account for every worker, and the addresses in it
/// that must not be told.
struct DemoHouse: Sendable {
  let house: House
  let clock: HandClock
  let staff: Staff
  /// Everybody whose home is kept back, with their homes as the ledger has them.
  let fled: [PersonID]
  /// Every record that is about them or about whoever is related to them: `P-4`, `C-2`.
  let records: Set<String>
  /// What must stand on no page: first lines and postcodes, in lower case.
  let secrets: [String]

  static let password = "three random words here"
  /// 31 March 2026, a Tuesday.
  static let lastDay = Day(number: 20_543)

  /// The first council of a few in which a child who fled has been visited.
  private static var council: (SQLiteDatabase, DemoCouncil.Summary) {
    get async throws {
      for seed in 1...30 as ClosedRange<UInt64> {
        let database = try SQLiteDatabase.inMemory()
        try await Migrations.run(on: database)
        let summary = try await DemoCouncil.load(
          .init(children: 26, years: 1, seed: seed, until: lastDay), into: database)
        let isVisited = try await database.read { tx in
          try tx.exists(
            """
            SELECT 1 FROM alert l JOIN relationship r ON r.person = l.person
            JOIN note_child n ON n.child = r.other WHERE l.kind = 'doNotDiscloseAddress'
            """)
        }
        if isVisited { return (database, summary) }
        await database.close()
      }
      throw Refusal("tests.nobody-fled", "No council has a child who fled and was visited")
    }
  }

  init() async throws {
    let (database, summary) = try await Self.council
    let clock = HandClock(Instant(london: Self.lastDay, hour: 9, minute: 30))
    var configuration = WebConfiguration()
    configuration.passwordCost = .forTests
    var quiet = Logger(label: "test")
    quiet.logLevel = .critical
    let house = House(
      database: database,
      emptyDatabase: {
        let empty = try SQLiteDatabase.inMemory()
        try await Migrations.run(on: empty)
        return empty
      },
      pepper: TestHouse.pepper, configuration: configuration, now: { clock.now }, logger: quiet)
    let hash = try await house.passwords.hash(Self.password)
    let now = clock.now
    try await database.write { tx in
      for member in summary.staff.members {
        try AccountTable.add(
          tx, worker: member.id, username: member.username, password: hash,
          until: member.roles.contains(.inspector) ? now.day.adding(days: 28) : nil, at: now)
      }
    }
    let kept = try await database.read { tx in
      try tx.rows(
        """
        SELECT DISTINCT b.person, a.lines, a.postcode FROM alert l
        JOIN person_address a ON a.person = l.person
        JOIN person_address b ON b.postcode = a.postcode AND b.lines = a.lines
        WHERE l.kind = 'doNotDiscloseAddress' AND l.ended_on IS NULL
          AND (a.to_day IS NULL OR a.to_day > l.from_day)
        ORDER BY b.person
        """
      ).map { (try $0.id("person") as PersonID, try $0.text("lines"), try $0.text("postcode")) }
    }
    let gone = Set(kept.map(\.0)).sorted()
    fled = gone
    records = try await database.read { tx in
      let near: [PersonID] = try tx.rows(
        "SELECT DISTINCT person FROM relationship WHERE other IN (\(list: gone)) ORDER BY person"
      ).map { try $0.id("person") }
      let letters = [
        Person.noun: "P", Contact.noun: "C", Referral.noun: "R", Assessment.noun: "A",
        Note.noun: "N", Alert.noun: "H", PoliceNotification.noun: "K",
        DailyReport.noun: "D",
      ]
      let about = try tx.rows(
        """
        SELECT DISTINCT f.noun, f.number FROM fact_subject s JOIN fact f ON f.seq = s.seq
        WHERE s.person IN (\(list: gone + near))
        """
      ).compactMap { row in
        letters[try row.text("noun")].map { "\($0)-\((try? row.int("number")) ?? 0)" }
      }
      // A form names nobody's record; the contact that it became does.
      let forms = try tx.rows(
        """
        SELECT DISTINCT m.id FROM partnerreferral m JOIN contact_person p ON p.contact = m.contact
        WHERE p.person IN (\(list: gone + near))
        """
      ).map { "M-\(try $0.int("id"))" }
      return Set(about + forms + (gone + near).map(\.description))
    }
    secrets = Set(
      kept.flatMap { _, lines, postcode in
        [
          String(lines.split(separator: "\n")[0]), postcode, postcode.replacing(" ", with: ""),
          postcode.replacing(" ", with: "%20"), postcode.replacing(" ", with: "+"),
        ]
      }.map { $0.lowercased() }
    ).sorted()
    self.house = house
    self.clock = clock
    staff = summary.staff
  }

  /// One worker of each role that the council has.
  var oneOfEach: [Staff.Member] {
    var taken: Set<Role> = []
    return staff.members.filter { member in
      let isNew = !taken.isSuperset(of: member.roles)
      taken.formUnion(member.roles)
      return isNew
    }
  }

  func secrets(in body: String) -> [String] {
    let low = body.lowercased()
    return secrets.filter { low.contains($0) }
  }
}
