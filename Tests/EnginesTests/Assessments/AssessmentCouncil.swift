import Domain
import EngineTesting
import Store
import Testing

/// One team, one worker, one manager, two sisters referred on one day: a real database of either
/// engine in which assessments and notes are written.
struct AssessmentCouncil: Sendable {
  let store: Store
  let at: Instant
  let worker: WorkerID
  let manager: WorkerID
  let children: [PersonID]
  let referrals: [ReferralID]

  var today: Day { at.day }

  static func with(
    _ engine: Engine, _ body: (AssessmentCouncil) async throws -> Void
  ) async throws {
    try await engine.with { database in
      try await Migrations.run(on: database)
      try await body(try await AssessmentCouncil(database))
    }
  }

  init(_ database: any Database) async throws {
    let store = Store(database)
    let at = Instant(london: try #require(Day(iso: "2026-03-16")), hour: 10, minute: 5)
    let act = Act(key: nil, actor: .system, at: at)
    let team =
      (try await store.perform(
        Team.Command.form(name: "North Assessment", kind: .assessment), as: act
      ) as Done<Team>).id
    func join(_ name: String, _ role: Role) async throws -> WorkerID {
      (try await store.perform(
        Worker.Command.join(name: name, roles: [role], team: team, registration: nil), as: act
      ) as Done<Worker>).id
    }
    worker = try await join("Leila", .socialWorker)
    manager = try await join("Morgan", .teamManager)
    var children: [PersonID] = []
    var referrals: [ReferralID] = []
    for given in ["Aisha", "Samira"] {
      let child =
        (try await store.perform(
          Person.Command.create(
            Person.Details(
              name: Person.Name(given: given, family: "Khan"), stage: .child,
              provenance: Person.Provenance(saidBy: "the school")), searched: given), as: act
        ) as Done<Person>).id
      let referral =
        (try await store.perform(
          Referral.Command.open(
            child: child, contact: nil, source: .school, primaryNeed: nil,
            on: at.day.adding(days: -14)), as: act
        ) as Done<Referral>).id
      children.append(child)
      referrals.append(referral)
    }
    _ =
      try await store.perform(
        Person.Command.relate(
          Person.Relationship(kind: .sibling), to: children[1],
          provenance: Person.Provenance(saidBy: "their mother")), on: children[0], as: act)
      as Done<Person>
    self.store = store
    self.at = at
    self.children = children
    self.referrals = referrals
  }

  func act(_ worker: WorkerID, days: Int = 0) -> Act {
    Act(
      key: nil, actor: Actor(.worker(worker), roles: [.socialWorker]),
      at: at.adding(seconds: days * 86_400))
  }

  func begin(
    _ kind: Assessment.Kind = .single, of which: Range<Int> = 0..<2
  ) async throws -> AssessmentID {
    (try await store.perform(
      Assessment.Command.begin(
        kind,
        children: which.map {
          Assessment.Child(person: children[$0], referral: referrals[$0])
        }, on: today.adding(days: -10)), as: act(worker)
    ) as Done<Assessment>).id
  }

  @discardableResult func perform(
    _ command: Assessment.Command, on id: AssessmentID, by worker: WorkerID? = nil
  ) async throws -> Done<Assessment> {
    try await store.perform(command, on: id, as: act(worker ?? self.worker))
  }

  func whole(_ id: AssessmentID) async throws -> AssessmentTable.Whole {
    let whole = try await store.database.read { try AssessmentTable.whole(id, in: $0) }
    return try #require(whole)
  }

  /// Writes everything that has to be there, and sends it.
  func writeAll(_ id: AssessmentID) async throws {
    for section in Assessment.Section.allCases {
      try await perform(
        .write(
          section,
          Assessment.Written(
            text: "What we found.",
            perChild: [Assessment.ChildText(child: children[1], text: "She is quieter.")],
            quotes: [Assessment.Quote(words: "I like maths", source: "Aisha, at school")],
            completed: true)), on: id)
    }
    try await perform(.setAside(.outsideHome, reason: "She is five"), on: id)
    try await perform(
      .recordSeen([
        Assessment.Seen(
          child: children[0], seen: true, seenOn: today.adding(days: -3), alone: true,
          quotes: [Assessment.Quote(words: "I want to stay", source: "Aisha, at home")]),
        Assessment.Seen(child: children[1], seen: false, whyNot: "In hospital"),
      ]), on: id)
    try await perform(
      .recordFactors(
        children.map { Assessment.ChildFactors(child: $0, factors: [.neglect, .youngCarer]) }),
      on: id)
    try await perform(.setReviewPoint(on: today), on: id)
    try await perform(
      .send(
        outcomes: children.map {
          Assessment.ChildOutcome(child: $0, outcome: .close, reason: "Needs are met")
        }), on: id)
  }

  func note(
    _ blocks: [Note.ChildBlock], kind: Note.Kind = .visit, daysAgo: Int = 0,
    text: String = "Met at home."
  ) async throws -> NoteID {
    (try await store.perform(
      Note.Command.record(
        Note.Details(
          kind: kind, happenedOn: today.adding(days: -daysAgo), happenedMinute: 14 * 60 + 5,
          purpose: "To see how they are", text: text, children: blocks), significance: nil),
      as: act(worker)
    ) as Done<Note>).id
  }

  /// What differs between the live tables and tables built again from the facts, on this engine.
  func differencesAfterRebuild(_ engine: Engine) async throws -> [String] {
    let live = store.database
    return try await engine.with { other in
      try await Migrations.run(on: other)
      _ = try await Ledger.rebuild(from: live, into: other)
      return try await Ledger.differences(live, other)
    }
  }
}
