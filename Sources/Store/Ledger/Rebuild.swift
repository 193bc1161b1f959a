import Domain

extension Ledger {
  /// Replays facts into tables: evolves each record and writes its rows, exactly as the act did.
  package struct Replay {
    private let tx: any Transaction
    /// States of records met lately. What falls out is read again from the facts written so far.
    private var states: [FactStream: any Sendable] = [:]
    private let room = 20_000

    package init(into tx: any Transaction) { self.tx = tx }

    /// - Parameter keeping: also writes the fact itself, for a ledger copied elsewhere.
    package mutating func apply(_ stored: Stored) throws {
      guard let noun = Nouns.all.first(where: { $0.noun == stored.stream.noun }) else {
        throw DatabaseError.damaged("fact \(stored.seq) is of a noun that nobody knows")
      }
      guard let payload = try stored.checkedPayload() else { return }
      try apply(noun, stored, payload)
    }

    private mutating func apply<N: Kept>(
      _: N.Type, _ stored: Stored, _ payload: [UInt8]
    ) throws {
      let id = Identifier<N>(stored.stream.number)
      let fact = try FactJSON.decode(payload, as: N.Fact.self)
      var before = states[stored.stream] as? N
      if before == nil, stored.version > 1 { before = try earlier(id, than: stored.version) }
      let now = N.evolve(before, fact)
      if states.count >= room { states.removeAll(keepingCapacity: true) }
      states[stored.stream] = now
      try N.Table.save(now, on: id, after: fact, as: stored.entry, in: tx)
    }

    private func earlier<N: Kept>(_ id: Identifier<N>, than version: Int) throws -> N? {
      var state: N?
      for stored in try Store.facts(of: id, in: tx) where stored.version < version {
        guard let payload = try stored.checkedPayload() else { continue }
        state = N.evolve(state, try FactJSON.decode(payload, as: N.Fact.self))
      }
      return state
    }
  }

  /// Empties every derived table and fills it again from the facts, in one transaction.
  /// - Returns: how many facts were replayed.
  package static func rebuild(
    in tx: any Transaction, progress: (Int) -> Void = { _ in }
  ) throws -> Int {
    try GatheringTransaction.run(in: tx) { try replay(in: $0, progress) }
  }

  private static func replay(
    in tx: any Transaction, _ progress: (Int) -> Void
  ) throws -> Int {
    for table in Nouns.tables.reversed() { try tx.run(SQL(trusted: "DELETE FROM \(table.name)")) }
    var replay = Replay(into: tx)
    var count = 0
    var from = 0
    while true {
      // Page by page: the replay writes on the same connection.
      let page = try tx.rows(
        """
        SELECT \(Stored.columns) FROM fact WHERE seq > \(from) ORDER BY seq LIMIT 500
        """
      ).map(Stored.init)
      guard let last = page.last else { return count }
      for stored in page { try replay.apply(stored) }
      count += page.count
      from = last.seq
      progress(count)
    }
  }

  /// Copies the ledger of one database into another that is empty, and builds the tables from it.
  package static func rebuild(
    from source: any Database, into target: any Database,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Int {
    guard try await target.read({ try head(in: $0) }) == .none else {
      throw DatabaseError.constraint("the database to rebuild into is not empty")
    }
    var count = 0
    while true {
      let from = count
      let page = try await source.read { tx in
        try tx.rows(
          """
          SELECT \(Stored.columns) FROM fact WHERE seq > \(from) ORDER BY seq LIMIT 2000
          """
        ).map { row in
          let stored = try Stored(row)
          let people: [PersonID] = try tx.rows(
            "SELECT person FROM fact_subject WHERE seq = \(stored.seq) ORDER BY person"
          ).map { try $0.id("person") }
          return (stored, people)
        }
      }
      if page.isEmpty { return count }
      try await target.write { tx in
        try GatheringTransaction.run(in: tx) { tx in
          var replay = Replay(into: tx)
          for (stored, people) in page {
            try insert(stored, subjects: people, in: tx)
            try replay.apply(stored)
          }
        }
      }
      count += page.count
      progress(count)
    }
  }

  /// Rows in which two databases differ, table by table; empty when the rebuilt equals the live.
  package static func differences(
    _ left: any Database, _ right: any Database
  ) async throws -> [String] {
    var found: [String] = []
    for table in Nouns.tables {
      let sql = SQL(
        trusted: "SELECT * FROM \(table.name) ORDER BY \(table.key.joined(separator: ", "))")
      let here = try await left.read { try $0.rows(sql) }
      let there = try await right.read { try $0.rows(sql) }
      if here.count != there.count {
        found.append("\(table.name): \(here.count) rows and \(there.count)")
      } else if let index = here.indices.first(where: { here[$0].values != there[$0].values }) {
        found.append("\(table.name): row \(index + 1) differs")
      }
    }
    return found
  }
}
