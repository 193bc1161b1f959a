import Domain
import EngineTesting
import Store
import Testing

@Suite("Referral: tables on both engines") struct ReferralTableTests {
  private static func refer(
    _ council: FrontCouncil, _ child: Int = 0, daysAgo: Int = 0
  ) async throws -> ReferralID {
    let done: Done<Referral> = try await council.store.perform(
      .open(
        child: council.children[child], contact: nil, source: .school, primaryNeed: nil,
        on: council.today.adding(days: -daysAgo)), as: council.act(council.decider))
    return done.id
  }

  private static func perform(
    _ command: Referral.Command, _ id: ReferralID, _ council: FrontCouncil
  ) async throws {
    let _: Done<Referral> = try await council.store.perform(
      command, on: id, as: council.act(council.decider))
  }

  @Test("An episode reads back: decided, given, given again, closed", arguments: Engine.allCases)
  func wholeStory(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let id = try await Self.refer(council, daysAgo: 5)
      try await Self.perform(
        .decide(.assessment, reason: "To understand", primaryNeed: .familyInAcuteStress), id,
        council)
      try await Self.perform(.allocate(team: council.team, worker: nil), id, council)
      try await Self.perform(.allocate(team: council.team, worker: council.social), id, council)
      var referral = try await council.whole(id)
      #expect(referral.workerName == "Leila")
      #expect(referral.allocations.map(\.worker) == [nil, "Leila"])
      #expect(referral.allocations.map(\.to) == [council.today, nil])
      try await Self.perform(
        .close(
          on: council.today, reason: .servicesCeased, words: "Safe and settled", comeBack: "Hunger"),
        id, council)
      referral = try await council.whole(id)
      #expect(!referral.isOpen)
      #expect(referral.closure?.words == "Safe and settled")
      #expect(referral.allocations.last?.to == council.today)
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test("Two who refer one child at one moment make one episode", arguments: Engine.allCases)
  func atOnce(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let outcomes = await withTaskGroup(of: String.self) { group in
        for _ in 0..<8 {
          group.addTask {
            do {
              return "opened \(try await Self.refer(council))"
            } catch let refusal as Refusal {
              return refusal.rule
            } catch { return "\(error)" }
          }
        }
        return await group.reduce(into: [String]()) { $0.append($1) }
      }
      #expect(outcomes.count { $0.hasPrefix("opened") } == 1)
      #expect(outcomes.count { $0 == "referral.open-episode" } == 7)
      let open = try await council.store.database.read {
        try $0.row("SELECT COUNT(*) AS n FROM referral WHERE is_open = 1")?.int("n")
      }
      #expect(open == 1)
    }
  }

  @Test("The tables themselves hold one open episode a child", arguments: Engine.allCases)
  func index(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      _ = try await Self.refer(council)
      let child = council.children[0]
      let error = await #expect(throws: DatabaseError.self) {
        try await council.store.database.write { tx in
          try tx.run(
            """
            INSERT INTO referral (id, child, received_on, imported, is_open, version, recorded_at,
              recorded_by)
            VALUES (99, \(child), '2026-03-16', 0, 1, 1, '2026-03-16T10:00:00.000Z', 'system')
            """)
        }
      }
      guard case .notUnique(let constraint)? = error else {
        Issue.record("a second open episode was stored")
        return
      }
      #expect(ReferralTable.refusal(for: constraint)?.rule == "referral.open-episode")
    }
  }

  @Test("A child referred again within twelve months is a re-referral", arguments: Engine.allCases)
  func rereferral(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let first = try await Self.refer(council, daysAgo: 200)
      #expect(try await council.whole(first).isRereferral == false)
      try await Self.perform(
        .decide(.noFurtherAction, reason: "Safe", primaryNeed: nil), first, council)
      let second = try await Self.refer(council)
      let referral = try await council.whole(second)
      #expect(referral.earlier.map(\.id) == [first])
      #expect(referral.earlier[0].noFurtherAction)
    }
  }

  @Test("What nobody has stands in the list until a worker has it", arguments: Engine.allCases)
  func unallocated(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let younger = try await Self.refer(council, 0)
      let older = try await Self.refer(council, 1, daysAgo: 3)
      try await Self.perform(.allocate(team: council.team, worker: nil), older, council)
      func ids() async throws -> [ReferralID] {
        try await council.store.database.read { try ReferralTable.unallocated(in: $0) }.map(\.id)
      }
      #expect(try await ids() == [older, younger])
      try await Self.perform(.allocate(team: council.team, worker: council.social), older, council)
      #expect(try await ids() == [younger])
      let loads = try await council.store.database.read { try ReferralTable.loads(in: $0) }
      #expect(loads.filter { $0.children > 0 }.map(\.name) == ["Leila"])
    }
  }

  @Test(
    "Work goes to nobody outside the team, and to no team without children",
    arguments: Engine.allCases)
  func wrongHands(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let id = try await Self.refer(council)
      let stranger = await #expect(throws: Refusal.self) {
        try await Self.perform(.allocate(team: council.team, worker: council.decider), id, council)
      }
      #expect(stranger?.rule == "referral.worker-team")
      let support: Done<Team> = try await council.store.perform(
        .form(name: "Support", kind: .support), as: council.act(council.decider))
      let team = await #expect(throws: Refusal.self) {
        try await Self.perform(.allocate(team: support.id, worker: nil), id, council)
      }
      #expect(team?.rule == "referral.team")
    }
  }

  @Test("An unfinished assessment keeps the episode open", arguments: Engine.allCases)
  func assessmentUnderWay(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let id = try await Self.refer(council)
      try await Self.perform(
        .decide(.assessment, reason: "To understand", primaryNeed: .lowIncome), id, council)
      let assessment: Done<Assessment> = try await council.store.perform(
        .begin(
          .single, children: [Assessment.Child(person: council.children[0], referral: id)],
          on: council.today), as: council.act(council.social))
      let refusal = await #expect(throws: Refusal.self) {
        try await Self.perform(
          .close(on: council.today, reason: .servicesCeased, words: "Done", comeBack: "Hunger"), id,
          council)
      }
      #expect(refusal?.rule == "referral.assessment-open")
      #expect(refusal?.message.contains("\(assessment.id)") == true)
      #expect(try await council.whole(id).assessments.map(\.id) == [assessment.id])
    }
  }
}
