import Domain
import EngineTesting
import Store
import Testing

/// A front door on a real database of either engine: two who decide, an assessment team, a family.
struct FrontCouncil: Sendable {
  let store: Store
  let at: Instant
  let decider: WorkerID
  let second: WorkerID
  let team: TeamID
  let social: WorkerID
  let children: [PersonID]

  var today: Day { at.day }

  static func with(
    _ engine: Engine, _ body: (FrontCouncil) async throws -> Void
  ) async throws {
    try await engine.with { database in
      try await Migrations.run(on: database)
      try await body(try await FrontCouncil(database))
    }
  }

  init(_ database: any Database) async throws {
    let store = Store(database)
    let at = Instant(london: try #require(Day(iso: "2026-03-16")), hour: 10, minute: 5)
    let act = Act(key: nil, actor: .system, at: at)
    let door: Done<Team> = try await store.perform(
      .form(name: "Front door", kind: .frontDoor), as: act)
    let team: Done<Team> = try await store.perform(
      .form(name: "North Assessment", kind: .assessment), as: act)
    func join(_ name: String, _ role: Role, _ team: TeamID) async throws -> WorkerID {
      let done: Done<Worker> = try await store.perform(
        .join(name: name, roles: [role], team: team, registration: nil), as: act)
      return done.id
    }
    decider = try await join("Dana", .decisionMaker, door.id)
    second = try await join("Sol", .decisionMaker, door.id)
    social = try await join("Leila", .socialWorker, team.id)
    self.team = team.id
    var children: [PersonID] = []
    for given in ["Aisha", "Samira"] {
      let done: Done<Person> = try await store.perform(
        .create(
          Person.Details(
            name: Person.Name(given: given, family: "Khan"), stage: .child,
            provenance: Person.Provenance(saidBy: "the school")), searched: given), as: act)
      children.append(done.id)
    }
    let _: Done<Person> = try await store.perform(
      .relate(
        Person.Relationship(kind: .sibling), to: children[1],
        provenance: Person.Provenance(saidBy: "their mother")), on: children[0], as: act)
    self.store = store
    self.at = at
    self.children = children
  }

  func act(_ worker: WorkerID, key: String? = nil, days: Int = 0) -> Act {
    Act(
      key: key, actor: Actor(.worker(worker), roles: [.decisionMaker]),
      at: at.adding(seconds: days * 86_400))
  }

  /// A contact about the children of these places in ``children``.
  func receive(_ which: [Int] = [0, 1], daysAgo: Int = 0) async throws -> ContactID {
    let named = which.enumerated().map { position, child in
      Contact.Named(
        key: position + 1, given: child == 0 ? "Aisha" : "Samira", family: "Khan",
        isChild: true, person: children[child])
    }
    let done: Done<Contact> = try await store.perform(
      .receive(
        Contact.Details(
          receivedOn: today.adding(days: -daysAgo), receivedMinute: 575, method: .phone,
          source: .school, agency: "Hill School", callerName: "Ms Green", account: "Bruises",
          inDanger: .no, consent: .yes, consentBasis: "Mother agreed"), named: named),
      as: act(decider, days: -daysAgo))
    return done.id
  }

  func refer(_ keys: [Int] = [1, 2]) -> Contact.Command {
    .decide(
      level: .statutory, indicators: ["4.injury", "4.told"],
      outcomes: keys.map {
        Contact.ChildOutcome(
          key: $0, outcome: .referral, line: "Told her teacher",
          primaryNeed: .abuseNeglectExploitation)
      }, reason: "An injury without an explanation", history: "Nothing on the record; we looked")
  }

  func advise(_ keys: [Int] = [1, 2]) -> Contact.Command {
    .decide(
      level: .universal, indicators: [],
      outcomes: keys.map { Contact.ChildOutcome(key: $0, outcome: .adviceAndInformation) },
      reason: "Not needed", history: "None")
  }

  @discardableResult func perform(
    _ command: Contact.Command, on id: ContactID, by worker: WorkerID? = nil,
    key: String? = nil, days: Int = 0
  ) async throws -> Done<Contact> {
    try await store.perform(command, on: id, as: act(worker ?? decider, key: key, days: days))
  }

  /// A contact taken, decided and checked.
  func referred(_ which: [Int] = [0, 1]) async throws -> ContactID {
    let id = try await receive(which)
    try await perform(refer(which.indices.map { $0 + 1 }), on: id)
    try await perform(.agree(comment: "Read and agreed"), on: id, by: second)
    return id
  }

  func whole(_ id: ContactID) async throws -> ContactTable.Whole {
    let whole = try await store.database.read { try ContactTable.whole(id, in: $0) }
    return try #require(whole)
  }

  func whole(_ id: ReferralID) async throws -> ReferralTable.Whole {
    let whole = try await store.database.read { try ReferralTable.whole(id, in: $0) }
    return try #require(whole)
  }

  /// The rows of every table, in order of its key, that differ after the tables are built again.
  func differencesAfterRebuild() async throws -> [String] {
    let before = try await rows()
    _ = try await store.database.write { try Ledger.rebuild(in: $0) }
    let after = try await rows()
    return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }
  }

  private func rows() async throws -> [String: [[SQLValue]]] {
    try await store.database.read { tx in
      var rows: [String: [[SQLValue]]] = [:]
      for table in Nouns.tables {
        rows[table.name] = try tx.rows(
          SQL(
            trusted: "SELECT * FROM \(table.name) ORDER BY \(table.key.joined(separator: ", "))")
        ).map(\.values)
      }
      return rows
    }
  }
}
