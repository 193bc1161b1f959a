import DemoCouncil
import Domain
import EngineTesting
import SQLiteEngine
import Store
import Testing

@Suite("The demo council") struct DemoCouncilTests {
  @Test("The same seed, size and last day give the same ledger, on both engines")
  func repeats() async throws {
    let first = try await Played.on(.sqlite)
    let second = try await Played.play(Played.size, on: .sqlite)
    let elsewhere = try await Played.on(.postgreSQL)
    #expect(first.summary.head == second.summary.head)
    #expect(first.summary.head == elsewhere.summary.head)
    #expect(first.summary.acts == elsewhere.summary.acts)
    await second.database.close()
    var other = Played.size
    other.seed = 8
    other.children = 12
    other.years = 1
    var sameButSeed = other
    sameButSeed.seed = 9
    let eight = try await Played.play(other, in: try SQLiteDatabase.inMemory())
    let nine = try await Played.play(sameButSeed, in: try SQLiteDatabase.inMemory())
    #expect(eight.summary.head != nine.summary.head)
  }

  @Test("No rule refuses, whatever the seed and the last day", arguments: UInt64(1)...6)
  func seeds(seed: UInt64) async throws {
    // Working days, weekends, Christmas, the days when the clocks change.
    let last = Played.lastDay.adding(days: Int(seed) * -37)
    let played = try await Played.play(
      DemoCouncil.Size(children: 70, years: 1, seed: seed, until: last),
      in: try SQLiteDatabase.inMemory())
    #expect(played.summary.children >= 60)
    #expect(try await played.database.read { try Ledger.verify(in: $0) }.isSound)
  }

  @Test("The council of the README: 300 children, three years, seed 7")
  func readme() async throws {
    let played = try await Played.play(
      DemoCouncil.Size(children: 300, years: 3, seed: 7, until: Played.lastDay),
      in: try SQLiteDatabase.inMemory())
    #expect(played.summary.children >= 285)
    #expect(played.summary.acts > 5000)
    #expect(played.summary.head.seq > played.summary.acts)
    let grandmothers = try await played.count(
      "SELECT COUNT(*) AS n FROM relationship WHERE kind = 'grandparent'")
    #expect(grandmothers > 5)
    // Expected when they were told of, born and named since.
    let born = try await played.count(
      "SELECT COUNT(*) AS n FROM person_name WHERE given = 'Baby' AND kind = 'previous'")
    #expect(born > 0)
    let rereferred = try await played.count(
      """
      SELECT COUNT(*) AS n FROM referral r WHERE EXISTS
        (SELECT 1 FROM referral e WHERE e.child = r.child AND e.id < r.id)
      """)
    #expect(rereferred > 5)
  }

  @Test("Every role of the service has somebody who can sign in")
  func roles() async throws {
    let members = try await Played.on(.sqlite).summary.staff.members
    for role in Role.allCases {
      #expect(members.contains { $0.roles.contains(role) }, "nobody is \(role.title)")
    }
    #expect(Set(members.map(\.username)).count == members.count)
  }

  @Test("Nothing is played into a database that holds a record")
  func notEmpty() async throws {
    let played = try await Played.small(seed: 3, children: 4)
    let error = await #expect(throws: Refusal.self) {
      _ = try await DemoCouncil.load(Played.size, into: played.database)
    }
    #expect(error?.rule == "demo.not-empty")
    #expect(try await played.database.read { try Ledger.head(in: $0) } == played.summary.head)
  }

  @Test("Acts follow one another in time, and none is later than nine on the last day")
  func inOrder() async throws {
    let played = try await Played.on(.sqlite)
    let times = try await played.database.read { tx in
      try tx.rows("SELECT recorded FROM fact ORDER BY seq").map { try $0.instant("recorded") }
    }
    #expect(times == times.sorted())
    let nine = Instant(london: Played.lastDay, hour: 9, minute: 0)
    #expect(times.allSatisfy { $0 < nine })
    #expect(times.last?.day == Played.lastDay)
    let late = try await played.count(
      "SELECT COUNT(*) AS n FROM fact WHERE occurred > substr(recorded, 1, 10)")
    #expect(late == 0)
  }

  @Test("Numbers of children pass their checks, are given once, and belong to nobody")
  func numbers() async throws {
    let rows = try await Played.on(.sqlite).database.read { tx in
      try tx.rows("SELECT nhs_number, upn FROM person").map {
        (try $0.textIfAny("nhs_number"), try $0.textIfAny("upn"))
      }
    }
    let nhs = rows.compactMap(\.0)
    #expect(nhs.count > 15)
    #expect(nhs.allSatisfy { NHSNumber($0) != nil && $0.hasPrefix("999") })
    #expect(Set(nhs).count == nhs.count)
    let upns = rows.compactMap(\.1)
    #expect(upns.count > 15)
    #expect(upns.allSatisfy { UPN($0)?.localAuthority == "990" })
    #expect(Set(upns).count == upns.count)
  }
}

/// As much, and as late, as in a real council; and something left for everybody.
@Suite("The demo council's work") struct DemoCouncilWorkTests {
  @Test("Contacts, referrals and assessments come in the numbers of a real council")
  func volumes() async throws {
    let played = try await Played.on(.sqlite)
    let contacts = try await played.count("SELECT COUNT(*) AS n FROM contact")
    let referred = try await played.count(
      "SELECT COUNT(DISTINCT contact) AS n FROM referral WHERE contact IS NOT NULL")
    let visits = try await played.count("SELECT COUNT(*) AS n FROM note WHERE kind = 'visit'")
    let done = try await played.count(
      "SELECT COUNT(*) AS n FROM assessment WHERE status = 'authorised'")
    #expect(contacts > 40)
    #expect((20...75).contains(referred * 100 / contacts))
    #expect(done >= 5)
    #expect(visits > done * 3)
    for kind in ["phoneCall", "managementOversight"] {
      #expect(try await played.count("SELECT COUNT(*) AS n FROM note WHERE kind = \(kind)") > 0)
    }
  }

  @Test("Most is in time, and some is late")
  func lateness() async throws {
    let played = try await Played.on(.sqlite)
    let contacts = try await played.database.read { tx in
      try tx.rows(
        """
        SELECT received_on, received_minute, decided_on FROM contact WHERE decided_on IS NOT NULL
        """
      ).compactMap { row in
        Contact.decisionClock(
          received: try row.day("received_on"), minute: try row.intIfAny("received_minute"),
          decided: try row.day("decided_on"))?.state(today: Played.lastDay).isLate
      }
    }
    let inTime = contacts.count { !$0 } * 100 / contacts.count
    #expect((70...97).contains(inTime), "\(inTime) % of contacts decided in time")
    let assessments = try await played.database.read { tx in
      try tx.rows(
        """
        SELECT a.kind, a.started_on, a.authorised_on, MIN(r.received_on) AS received_on
        FROM assessment a JOIN assessment_child c ON c.assessment = a.id
        JOIN referral r ON r.id = c.referral
        GROUP BY a.id, a.kind, a.started_on, a.authorised_on
        """
      ).map { row in
        Assessment.clock(
          try row.code("kind"), referredOn: try row.day("received_on"),
          startedOn: try row.day("started_on"), authorisedOn: try row.dayIfAny("authorised_on")
        ).state(today: Played.lastDay).isLate
      }
    }
    #expect(assessments.contains(true))
    #expect(assessments.count { !$0 } * 2 > assessments.count)
    #expect(
      try await played.count(
        "SELECT COUNT(*) AS n FROM note WHERE recorded_on > happened_on") > 0)
  }

  @Test(
    "On the last day something waits for everybody",
    arguments: [
      (
        "a contact of this morning",
        "FROM contact WHERE status = 'waiting' AND received_on = '2026-03-31'"
      ),
      ("a contact from the police", "FROM contact WHERE status = 'waiting' AND method = 'police'"),
      ("a child in danger", "FROM contact WHERE status = 'waiting' AND in_danger = 'yes'"),
      ("a clear outcome, undecided", "FROM contact WHERE status = 'waiting' AND outcome_clear = 1"),
      (
        "a contact about nobody known",
        "FROM contact WHERE status = 'waiting' AND id NOT IN (SELECT contact FROM contact_person)"
      ),
      ("a decision to check", "FROM contact WHERE status = 'waitingForCheck'"),
      ("a decision sent back", "FROM contact WHERE status = 'returned'"),
      ("a referral to decide", "FROM referral WHERE is_open = 1 AND outcome IS NULL"),
      (
        "a referral nobody has",
        "FROM referral WHERE is_open = 1 AND outcome IS NOT NULL AND team IS NULL"
      ),
      (
        "a referral without a worker",
        "FROM referral WHERE is_open = 1 AND team IS NOT NULL AND worker IS NULL"
      ),
      ("an assessment being written", "FROM assessment WHERE status = 'inProgress'"),
      ("an assessment returned", "FROM assessment WHERE status = 'returned'"),
      ("a locked record", "FROM person WHERE restriction = 'locked'"),
      ("a conflict of interest", "FROM worker_conflict"),
      ("an unborn child", "FROM person WHERE stage = 'unborn' AND birth_certainty = 'expected'"),
      ("an earlier name", "FROM person_name WHERE kind = 'previous' AND given <> 'Baby'"),
      ("an estimated birth", "FROM person WHERE birth_certainty = 'estimated'"),
      ("a police notification to assess", "FROM policenotification WHERE status = 'waiting'"),
      (
        "an incident that was told twice",
        "FROM policenotification_report WHERE position = 1 AND assessed_on IS NULL"
      ),
      ("one carried over", "FROM policenotification_carry"),
      (
        "a police notification that became a contact",
        "FROM policenotification_routing r JOIN contact c ON c.id = r.contact"
      ),
      ("an earlier address", "FROM person_address WHERE to_day IS NOT NULL"),
    ])
  func lastDay(what: String, from: String) async throws {
    let found = try await Played.on(.sqlite).count(SQL(trusted: "SELECT COUNT(*) AS n \(from)"))
    #expect(found > 0, "there is no \(what)")
  }

  @Test("Each manager of an assessment team has one to authorise, and each team holds children")
  func teams() async throws {
    let played = try await Played.on(.sqlite)
    let (sent, open) = try await played.database.read { tx in
      (
        Set(
          try tx.rows(
            """
            SELECT DISTINCT r.team FROM assessment a
            JOIN assessment_child c ON c.assessment = a.id JOIN referral r ON r.id = c.referral
            WHERE a.status = 'sent'
            """
          ).compactMap { try $0.idIfAny("team", of: Team.self) }),
        Set(
          try tx.rows("SELECT DISTINCT team FROM referral WHERE is_open = 1").compactMap {
            try $0.idIfAny("team", of: Team.self)
          })
      )
    }
    #expect(sent.count >= 2)
    #expect(open.isSuperset(of: sent))
  }

  @Test("Nobody works with a family to which they are related")
  func conflicts() async throws {
    let both = try await Played.on(.sqlite).count(
      """
      SELECT COUNT(*) AS n FROM worker_conflict c
      JOIN referral r ON r.child = c.person AND r.worker = c.worker
      """)
    #expect(both == 0)
  }
}
