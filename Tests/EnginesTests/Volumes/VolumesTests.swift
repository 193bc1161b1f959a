import Domain
import EngineTesting
import Store
import Testing

@Suite("What comes to the front door") struct VolumesTests {
  static func receive(
    _ council: FrontCouncil, daysAgo: Int = 0, minute: Int?,
    _ method: Contact.Method = .phone, _ source: ReferralSource = .school, child: PersonID? = nil,
    at: Instant? = nil
  ) async throws {
    let day = (at?.day ?? council.today).adding(days: -daysAgo)
    let named = child.map {
      [Contact.Named(key: 1, given: "Aisha", family: "Khan", isChild: true, person: $0)]
    }
    let act = council.act(council.decider)
    let _: Done<Contact> = try await council.store.perform(
      .receive(
        Contact.Details(
          receivedOn: day, receivedMinute: minute, method: method, source: source,
          account: "Shouting", inDanger: .no, consent: .notKnown), named: named ?? []),
      as: Act(key: nil, actor: act.actor, at: at ?? act.at))
  }

  static func volumes(
    _ council: FrontCouncil, _ days: ArrivalDays? = nil, for worker: WorkerID? = nil
  ) async throws -> Volumes {
    let looking = ContactTable.Looking(worker ?? council.decider, on: council.today)
    let days = days ?? .week(to: council.today)
    return try await council.store.database.read { try Volumes.of(days, for: looking, in: $0) }
  }

  @Test(
    "By hour and method, a time not known apart; each figure is the length of its list",
    arguments: Engine.allCases)
  func matrix(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      try await Self.receive(council, minute: 0)
      try await Self.receive(council, minute: nil)
      try await Self.receive(council, daysAgo: 6, minute: 570, .email, .generalPractitioner)
      try await Self.receive(council, daysAgo: 7, minute: 570)
      let volumes = try await Self.volumes(council)
      #expect(volumes.total == 3)
      #expect(volumes.contacts[.hour(0)] == [.phone: 1])
      #expect(volumes.contacts[.notKnown] == [.phone: 1])
      #expect(volumes.contacts[.hour(9)] == [.email: 1])
      #expect(volumes.sources == [.schools: 2, .health: 1])
      #expect(volumes.weekdays == [.monday: 2, .tuesday: 1])
      let week = ArrivalDays.week(to: council.today)
      let lists: [(ContactTable.Filter, Int)] = [
        (.init(arrived: .init(week)), 3),
        (.init(arrived: .init(week, hour: .notKnown)), 1),
        (.init(arrived: .init(week, hour: .hour(0), method: .phone)), 1),
        (.init(arrived: .init(week, method: .email)), 1),
        (.init(arrived: .init(week, weekday: .monday)), 2),
        (.init(source: .health, arrived: .init(week)), 1),
      ]
      let looking = ContactTable.Looking(council.decider, on: council.today)
      for (filter, count) in lists {
        let page = try await council.store.database.read {
          try ContactTable.page(filter, from: 0, length: 50, for: looking, in: $0)
        }
        #expect(page.total == count && page.lines.count == count, "\(filter)")
      }
    }
  }

  @Test("Who was at work is who recorded anything, each once an hour", arguments: Engine.allCases)
  func atWork(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      for _ in 0..<3 { try await Self.receive(council, minute: 600) }
      let contact = try await council.receive([0])
      // A social worker of another team is not of the unit.
      try await council.perform(.addInformation("More"), on: contact, by: council.social)
      try await council.perform(.addInformation("More"), on: contact, by: council.second)
      try await council.perform(.addInformation("More"), on: contact, by: council.second, days: 1)
      let today = try await Self.volumes(council, .today(council.today))
      #expect(today.atWork == [10: 2])
      let both = try await Self.volumes(
        council, ArrivalDays(from: council.today, to: council.today.adding(days: 1)))
      #expect(both.atWork == [10: 3])
    }
  }

  @Test(
    "In the night when clocks go back the hour that comes twice is one; the day has 25",
    arguments: Engine.allCases)
  func clocksGoBack(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let night = try #require(Day(iso: "2026-10-25"))
      let first = Instant(london: night, hour: 1, minute: 20)
      let second = first.adding(seconds: 3600)
      #expect(first.london.hour == 1 && second.london.hour == 1)
      try await Self.receive(council, minute: 80, at: first)
      try await Self.receive(council, minute: 80, at: second)
      // The last minute of the day before, and the first of the day after, are other days'.
      try await Self.receive(council, minute: 1439, at: first.adding(seconds: -4_900))
      try await Self.receive(
        council, minute: 0, at: Instant(london: night.adding(days: 1), hour: 0, minute: 0))
      let volumes = try await Self.volumes(council, .today(night))
      #expect(volumes.contacts == [.hour(1): [.phone: 2]])
      #expect(volumes.atWork == [1: 1])
      // In summer time a moment's own hour is not the hour that the clocks show.
      let summer = try #require(Day(iso: "2026-07-01"))
      try await Self.receive(
        council, minute: 30, at: Instant(london: summer, hour: 0, minute: 30))
      #expect(try await Self.volumes(council, .today(summer)).atWork == [0: 1])
      #expect(try await Self.volumes(council, .today(summer.adding(days: -1))).atWork == [:])
    }
  }

  @Test(
    "What is hidden is in no figure and no list of whoever may not know",
    arguments: Engine.allCases)
  func hidden(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      try await Self.receive(council, minute: 600, child: council.children[0])
      try await Self.receive(council, minute: 600)
      let _: Done<Person> = try await council.store.perform(
        .restrict(
          Person.Restriction(level: .hidden, workers: [council.second], owner: council.second),
          reason: "Staff family"), on: council.children[0], as: council.act(council.second))
      #expect(try await Self.volumes(council).total == 1)
      #expect(try await Self.volumes(council, for: council.second).total == 2)
    }
  }

  @Test(
    "Nothing is asked of more than the days: each query has an index to go by",
    arguments: Engine.allCases)
  func plans(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let (from, to) = (council.today.adding(days: -6), council.today)
      let moments = ArrivalDays.week(to: council.today).moments
      let queries: [(SQL, String)] = [
        (
          """
          SELECT c.received_minute / 60 AS hour, c.method, COUNT(*) AS n FROM contact c
          WHERE c.received_on >= \(from) AND c.received_on <= \(to)
          GROUP BY c.received_minute / 60, c.method
          """, "contact_arrivals"
        ),
        (
          """
          SELECT DISTINCT SUBSTR(f.recorded, 1, 13) AS hour, f.actor FROM fact f
          WHERE f.recorded >= \(moments.lowerBound) AND f.recorded < \(moments.upperBound)
            AND f.actor IN ('W-1', 'W-2')
          """, "fact_recorded"
        ),
      ]
      for (query, index) in queries {
        let plan = try await council.store.database.write { tx in
          switch tx.dialect {
          case .sqlite:
            return try tx.rows("EXPLAIN QUERY PLAN \(query)").map { try $0.text("detail") }
          case .postgreSQL:
            // So few rows are read quicker one by one; it is asked whether the index serves.
            try tx.run("SET LOCAL enable_seqscan = off")
            return try tx.rows("EXPLAIN \(query)").map { try $0.text("QUERY PLAN") }
          }
        }.joined(separator: "\n")
        #expect(plan.contains(index), "\(plan)")
      }
    }
  }
}
