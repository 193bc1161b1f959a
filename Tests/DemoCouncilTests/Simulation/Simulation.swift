import Domain
import EngineTesting
import SQLiteEngine
import Store

@testable import DemoCouncil

/// A council played by chance: whoever does whatever, sense or nonsense, at any time of virtual
/// weeks. What must always hold is looked at after every act.
struct Simulation: Sendable {
  let seed: UInt64
  let database: any Database
  let store: Store
  var chance: Seeded
  var now: Instant
  var world = World()
  var tally = Tally()
  private var number = 0
  private var head = Ledger.Head.none
  /// Acts that took, to be sent again.
  private var sent: [(key: String, attempt: Attempt, took: Attempt.Took)] = []

  /// The first days of the seeds: before and after the law of 2010 and of 2013, and of late.
  static let starts = [14_600, 15_700, 19_730]

  init(seed: UInt64, on database: any Database) async throws {
    self.seed = seed
    self.database = database
    chance = Seeded(seed: seed)
    let salts = Salts(seed: seed)
    store = Store(database, salt: { salts.next() })
    let start = Day(number: Self.starts[Int(seed) % Self.starts.count])
    now = Instant(london: start, hour: 8, minute: 0)
    try await Migrations.run(on: database)
  }

  /// - Throws: ``SimulationFailure``, which names the seed.
  mutating func run(acts: Int) async throws {
    do {
      try await settle()
      while tally.total < acts {
        try await step()
        try await check(
          Invariant.always
            + [.accounted(on: now.day), .portalAccounted(on: now.day), .room(on: now.day)])
        if number.isMultiple(of: 50) {
          try await check(Invariant.overAll + [.clocks(today: now.day)])
        }
        if number.isMultiple(of: 400) { try await rebuilt() }
      }
      try await check(Invariant.overAll + [.clocks(today: now.day)])
      try await rebuilt()
    } catch let failure as SimulationFailure {
      throw failure
    } catch {
      throw failure("threw \(error)")
    }
  }

  func failure(_ what: String) -> SimulationFailure {
    SimulationFailure(
      description: "seed \(seed) on \(database.dialect), act \(number), at \(now): \(what)")
  }

  /// Teams and workers, before anything else can happen. An act that did not take is tried again.
  private mutating func settle() async throws {
    let kinds = [Team.Kind.frontDoor, .assessment, .assessment, .childrenInNeed, .quality]
    while world.teams < kinds.count {
      let place = world.teams
      try await attempt(
        Attempt(
          Team.Command.form(name: "Team \(place)", kind: kinds[place]), on: nil as TeamID?))
    }
    while world.workers < 10 {
      let place = world.workers
      try await attempt(
        Attempt(
          Worker.Command.join(
            name: "Worker \(place)", roles: [Role.allCases[place % 6]],
            team: TeamID(1 + place % 4), registration: nil),
          on: nil as WorkerID?))
    }
  }

  private mutating func step() async throws {
    advance()
    switch chance.number(1...100) {
    case ...7 where !sent.isEmpty: try await again()
    case ...11: try await together()
    case ...13: try await mergedAndBack()
    case ...16: try await delivery()
    default: try await attempt(try await next())
    }
  }

  /// Minutes or days pass; now and then a clock is set back by some seconds.
  private mutating func advance() {
    let seconds = chance.weighted([
      (chance.number(1...600), 70), (chance.number(600...40_000), 22),
      (chance.number(40_000...400_000), 6), (-chance.number(1...90), 2),
    ])
    now = now.adding(seconds: seconds)
  }

  /// The next act, by anybody. Far more of them than were asked for is a circle, not chance.
  private mutating func act() -> Act {
    number += 1
    precondition(number < 50_000, "a simulation goes round in a circle")
    return Act(key: "\(seed)-\(number)", actor: actor(), at: now)
  }

  private mutating func actor() -> Actor {
    let worker = WorkerID(chance.number(1...max(1, world.workers)))
    return chance.chance(97) ? Actor(.worker(worker)) : chance.one(of: [.system, .imported])
  }

  /// One attempt, with what must come of it whether it takes or not.
  mutating func attempt(_ attempt: Attempt) async throws {
    let act = act()
    let before = try await version(of: attempt.stream)
    let expecting = expectation(before)
    let stale = expecting != nil && expecting != before
    do {
      let took = try await attempt.carryOut(store, act, expecting)
      if stale { throw failure("an act took although the record had changed since it was seen") }
      try await verify(took, before: before, attempt)
      sent.append((act.key ?? "", attempt, took))
      tally.accepted[attempt.noun, default: 0] += 1
    } catch let refusal as Refusal {
      if refusal.message.count < 10 { throw failure("\(refusal.rule) says too little") }
      tally.refused[refusal.rule, default: 0] += 1
      try await nothingStored(after: act)
    } catch let conflict as Conflict {
      guard stale, conflict.now == before else { throw failure("conflict without a cause") }
      tally.conflicts += 1
      try await nothingStored(after: act)
    } catch DatabaseError.constraint(let what) {
      guard attempt.mayMiss else { throw failure("the database refused: \(what)") }
      tally.missing += 1
      try await nothingStored(after: act)
    }
  }

  /// Mostly none; else the version that is there, or another.
  private mutating func expectation(_ version: Int) -> Int? {
    switch chance.number(1...100) {
    case ...70: nil
    case ...94: version
    default: max(0, version + chance.one(of: [-1, 1]))
    }
  }

  private mutating func verify(
    _ took: Attempt.Took, before: Int, _ attempt: Attempt
  ) async throws {
    let now = try await database.read { try Ledger.head(in: $0) }
    guard !took.repeated, took.seq == now.seq else { throw failure("a wrong answer: \(took)") }
    if let stream = attempt.stream, stream != took.stream {
      throw failure("another record: \(took.stream)")
    }
    guard took.version >= before, now.seq - head.seq >= took.version - before else {
      throw failure("\(now.seq - head.seq) facts for versions \(before) to \(took.version)")
    }
    head = now
    try await world.look(took.stream, in: database)
  }

  private mutating func nothingStored(after act: Act) async throws {
    let key = act.key ?? ""
    let (now, kept) = try await database.read { tx in
      (try Ledger.head(in: tx), try tx.exists("SELECT 1 FROM act WHERE key = \(key)"))
    }
    if now != head || kept { throw failure("something of a refused act was stored") }
  }

  /// The same act sent again, perhaps with other words: still the first one, and nothing new.
  private mutating func again() async throws {
    let (key, first, took) = chance.one(of: sent)
    number += 1
    let act = Act(key: key, actor: actor(), at: now)
    let same = sent.filter { $0.attempt.noun == first.noun }
    let attempt = chance.chance(60) ? first : chance.one(of: same).attempt
    let answer = try await attempt.carryOut(store, act, chance.chance(50) ? nil : 999)
    let expected = Attempt.Took(
      stream: took.stream, version: took.version, seq: took.seq, repeated: true)
    guard answer == expected else { throw failure("an act sent again became \(answer)") }
    let other = sent.first { $0.attempt.noun != first.noun }
    if let other, chance.chance(20) {
      do {
        _ = try await other.attempt.carryOut(store, act, nil)
        throw failure("a key was taken for another noun")
      } catch DatabaseError.constraint { tally.missing += 1 }
    }
    guard try await database.read({ try Ledger.head(in: $0) }) == head else {
      throw failure("an act sent again was stored again")
    }
    tally.repeated += 1
  }

  /// The same form, sent twice at the same moment.
  private mutating func together() async throws {
    let attempt = try await next()
    let act = act()
    let store = store
    async let one = Result.catching { try await attempt.carryOut(store, act, nil) }
    async let other = Result.catching { try await attempt.carryOut(store, act, nil) }
    let answers = await [one, other]
    let took = answers.compactMap { try? $0.get() }
    let now = try await database.read { try Ledger.head(in: $0) }
    if took.isEmpty {
      guard now == head else { throw failure("two refused acts stored something") }
      for answer in answers {
        switch answer {
        case .failure(let refusal as Refusal): tally.refused[refusal.rule, default: 0] += 1
        case .failure(DatabaseError.constraint) where attempt.mayMiss: tally.missing += 1
        case .failure(let error): throw failure("threw \(error)")
        case .success: break
        }
      }
      return
    }
    guard took.count == 2, took[0].stream == took[1].stream, took[0].seq == took[1].seq,
      took.count(where: \.repeated) == 1
    else { throw failure("the same act, sent twice at once, became \(answers)") }
    head = now
    sent.append((act.key ?? "", attempt, took[0].repeated ? took[1] : took[0]))
    try await world.look(took[0].stream, in: database)
    tally.accepted[attempt.noun, default: 0] += 1
    tally.repeated += 1
  }

  private func version(of stream: FactStream?) async throws -> Int {
    guard let stream else { return 0 }
    return try await database.read { tx in
      try tx.row(
        """
        SELECT version FROM fact WHERE noun = \(stream.noun) AND number = \(stream.number)
        ORDER BY version DESC LIMIT 1
        """)?.int("version") ?? 0
    }
  }

  /// After acts that were done beside the attempts.
  mutating func caughtUp() async throws {
    head = try await database.read { try Ledger.head(in: $0) }
  }

  private func check(_ invariants: [Invariant]) async throws {
    let broken = try await database.read { tx in
      try invariants.compactMap { invariant in
        let breaches = try invariant.breaches(tx)
        return breaches.isEmpty ? nil : "\(invariant.name): \(breaches.prefix(3))"
      }
    }
    if let first = broken.first { throw failure(first) }
  }

  /// The tables, built again from the facts, are the tables.
  private func rebuilt() async throws {
    let copy = try SQLiteDatabase.inMemory()
    try await Migrations.run(on: copy)
    _ = try await Ledger.rebuild(from: database, into: copy)
    let differences = try await Ledger.differences(database, copy)
    await copy.close()
    if !differences.isEmpty { throw failure("rebuilt, the tables differ: \(differences)") }
  }
}

extension Result where Success: Sendable, Failure == any Error {
  fileprivate static func catching(
    _ body: @Sendable () async throws -> Success
  ) async -> Result<Success, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }
}
