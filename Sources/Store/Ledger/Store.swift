import Domain

/// One authority's record: the one door through which everything is written. The web, the command
/// line, imports and the demo council all enter here.
package struct Store: Sendable {
  package let database: any Database
  private let salt: @Sendable () -> [UInt8]

  /// - Parameter salt: sixteen fresh random bytes a call; handed in, so that a seed repeats.
  package init(_ database: any Database, salt: @escaping @Sendable () -> [UInt8]) {
    self.database = database
    self.salt = salt
  }

  /// With the system's own randomness.
  package init(_ database: any Database) {
    self.init(database) {
      var random = SystemRandomNumberGenerator()
      return (0..<2).flatMap { _ in
        withUnsafeBytes(of: random.next() as UInt64) { Array($0) }
      }
    }
  }

  /// Judges a command and stores what it makes happen, in one transaction: all of it or nothing.
  /// - Parameters:
  ///   - id: the record; nil begins a new one with the next number.
  ///   - version: the version the worker saw; another one is a ``Conflict``. Nil asks for none.
  /// - Throws: `Refusal` when a rule says no; ``Conflict``; `DatabaseError`.
  package func perform<N: Kept>(
    _ command: N.Command, on id: Identifier<N>? = nil, expecting version: Int? = nil, as act: Act
  ) async throws -> Done<N> {
    try await database.write { tx in
      try perform(command, on: id, expecting: version, as: act, in: tx)
    }
  }

  /// The same inside a transaction that is open already, where several acts stand or fall together.
  package func perform<N: Kept>(
    _ command: N.Command, on id: Identifier<N>? = nil, expecting version: Int? = nil, as act: Act,
    in tx: any Transaction
  ) throws -> Done<N> {
    if let key = act.key, let before = try Self.repeated(key, of: N.self, in: tx) { return before }
    var performing = Performing(tx: tx, act: act, salt: salt)
    let done = try performing.judge(command, on: id, expecting: version)
    if let key = act.key {
      try tx.run(
        """
        INSERT INTO act (key, seq, noun, number, version, recorded)
        VALUES (\(key), \(done.seq), \(N.noun), \(done.id), \(done.version), \(act.at))
        """)
    }
    return done
  }

  /// An act done before under the same key is the same act: a double click, a retry after a lost
  /// answer.
  private static func repeated<N: Kept>(
    _ key: String, of: N.Type, in tx: any Transaction
  ) throws -> Done<N>? {
    guard
      let row = try tx.row("SELECT noun, number, version, seq FROM act WHERE key = \(key)")
    else { return nil }
    guard try row.text("noun") == N.noun else {
      throw DatabaseError.constraint("an act's key was used for another noun")
    }
    return Done(
      id: try row.id("number"), version: try row.int("version"), seq: try row.int("seq"),
      repeated: true)
  }

  /// The record as its facts tell it, with its version; nil when there is none.
  package func load<N: Kept>(_ id: Identifier<N>) async throws -> (state: N, version: Int)? {
    try await database.read { tx in try Self.load(id, in: tx) }
  }

  package static func load<N: Kept>(
    _ id: Identifier<N>, in tx: any Transaction
  ) throws -> (state: N, version: Int)? {
    var state: N?
    var version = 0
    for stored in try facts(of: id, in: tx) {
      guard let payload = try stored.checkedPayload() else { continue }
      state = N.evolve(state, try FactJSON.decode(payload, as: N.Fact.self))
      version = stored.version
    }
    return state.map { ($0, version) }
  }

  package static func facts<N: Kept>(
    of id: Identifier<N>, in tx: any Transaction
  ) throws -> [Ledger.Stored] {
    try tx.rows(
      """
      SELECT \(Ledger.Stored.columns) FROM fact
      WHERE noun = \(N.noun) AND number = \(id) ORDER BY version
      """
    ).map(Ledger.Stored.init)
  }
}

/// Who does something, when, and under which idempotency key.
package struct Act: Sendable {
  /// One act, one key: made with the form, sent again with a retry. Nil only for acts that nothing
  /// can repeat, such as those of the demo council.
  package let key: String?
  package let actor: Actor
  package let at: Instant

  package init(key: String?, actor: Actor, at: Instant) {
    self.key = key
    self.actor = actor
    self.at = at
  }
}

/// An act that took.
package struct Done<N: Kept>: Sendable {
  package let id: Identifier<N>
  package let version: Int
  /// The last fact of the act; the one before it when the act changed nothing.
  package let seq: Int
  /// The act had been done before under the same key.
  package let repeated: Bool
}

/// Somebody else changed the record since the worker saw it.
package struct Conflict: Error, Equatable, Sendable {
  package let stream: FactStream
  package let seen: Int
  package let now: Int
}

/// One act on its way through the house.
private struct Performing {
  let tx: any Transaction
  let act: Act
  let salt: @Sendable () -> [UInt8]

  mutating func judge<N: Kept>(
    _ command: N.Command, on id: Identifier<N>?, expecting version: Int?
  ) throws -> Done<N> {
    let id = try id ?? next(N.self)
    let loaded = try Store.load(id, in: tx)
    if let version, version != loaded?.version ?? 0 {
      throw Conflict(stream: FactStream(id), seen: version, now: loaded?.version ?? 0)
    }
    let around = try N.Table.around(command, on: id, given: loaded?.state, in: tx)
    let facts = try N.decide(
      command, given: loaded?.state, around: around, by: act.actor, today: act.at.day)
    var state = loaded?.state
    var at = loaded?.version ?? 0
    for fact in facts {
      at += 1
      let now = N.evolve(state, fact)
      state = now
      let entry = try append(fact, to: id, version: at)
      do {
        try N.Table.save(now, on: id, after: fact, as: entry, in: tx)
      } catch DatabaseError.notUnique(let constraint) {
        throw N.Table.refusal(for: constraint) ?? DatabaseError.notUnique(constraint) as any Error
      }
      let aftermath = try N.Table.aftermath(of: fact, on: id, now: now, as: act, in: tx)
      for consequence in N.consequences(of: fact, on: id, now: now) + aftermath {
        try follow(consequence)
      }
    }
    return Done(id: id, version: at, seq: try Ledger.head(in: tx).seq, repeated: false)
  }

  private mutating func follow(_ consequence: Consequence) throws {
    switch consequence {
    case .referral(let command):
      _ = try judge(command, on: nil as ReferralID?, expecting: nil)
    case .episode(let referral, let command):
      _ = try judge(command, on: referral, expecting: nil)
    case .person(let person, let command):
      _ = try judge(command, on: person, expecting: nil)
    case .contact(let contact, let command):
      _ = try judge(command, on: contact, expecting: nil)
    case .earlyHelp(let help, let command):
      _ = try judge(command, on: help, expecting: nil)
    case .plan(let plan, let command):
      _ = try judge(command, on: plan, expecting: nil)
    case .message(let outgoing):
      try OutboxTable.put(outgoing, token: salt(), at: act.at, in: tx)
    case .messageAgain(let record, let place):
      try OutboxTable.sendAgain(record, place: place, at: act.at, in: tx)
    }
  }

  private func next<N: Kept>(_: N.Type) throws -> Identifier<N> {
    try Ledger.next(N.self, in: tx)
  }

  private func append<N: Kept>(
    _ fact: N.Fact, to id: Identifier<N>, version: Int
  ) throws -> Entry {
    let head = try Ledger.head(in: tx)
    var stored = Ledger.Stored(
      seq: head.seq + 1, stream: FactStream(id), version: version, kind: "\(N.noun).\(fact.name)",
      occurred: fact.occurredOn ?? act.at.day, recorded: act.at,
      actor: act.actor.identity.description, salt: salt(), payload: try FactJSON.encode(fact))
    stored.hash = Ledger.hash(after: head.hash, stored)
    try Ledger.insert(stored, subjects: Ledger.subjects(of: fact, on: id), in: tx)
    return stored.entry
  }
}

extension Ledger {
  /// The number that the next record of a noun is given, in this transaction.
  static func next<N: Kept>(_: N.Type, in tx: any Transaction) throws -> Identifier<N> {
    let row = try tx.row(
      "SELECT number FROM fact WHERE noun = \(N.noun) ORDER BY number DESC LIMIT 1")
    return Identifier((try row?.int("number") ?? 0) + 1)
  }

  /// The people a fact is about; a person's own record is always about them.
  static func subjects<N: Kept>(of fact: N.Fact, on id: Identifier<N>) -> [PersonID] {
    var subjects = Set(fact.subjects)
    if N.noun == Person.noun { subjects.insert(PersonID(id.number)) }
    return subjects.sorted()
  }

  static func insert(_ fact: Stored, subjects: [PersonID], in tx: any Transaction) throws {
    try tx.run(
      """
      INSERT INTO fact (\(Stored.columns))
      VALUES (\(fact.seq), \(fact.stream.noun), \(fact.stream.number), \(fact.version),
        \(fact.kind), \(fact.occurred), \(fact.recorded), \(fact.actor), \(fact.salt),
        \(fact.payload), \(fact.digest), \(fact.hash))
      """)
    for person in subjects {
      try tx.run("INSERT INTO fact_subject (person, seq) VALUES (\(person), \(fact.seq))")
    }
  }
}
