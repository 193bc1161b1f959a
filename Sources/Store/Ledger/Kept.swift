import Domain

/// A noun that the store keeps: its facts in the ledger, its rows in its own tables.
package protocol Kept: Noun {
  associatedtype Table: NounTable where Table.N == Self

  /// What this fact makes happen elsewhere; decided in ``Consequences``, nowhere else.
  static func consequences(of fact: Fact, on id: Identifier<Self>, now state: Self) -> [Consequence]
}

extension Kept {
  package static func consequences(
    of fact: Fact, on id: Identifier<Self>, now state: Self
  ) -> [Consequence] { [] }
}

/// A noun's tables: ordinary rows derived from facts, in the same transaction.
///
/// Rows are a function of the facts alone, so that tables can be dropped and rebuilt.
package protocol NounTable {
  associatedtype N: Noun

  /// `CREATE` statements in the common subset, in order. Each index says which query it serves.
  static var schema: [String] { get }
  /// The tables of this noun with the columns of their primary key, in order of creation.
  static var tables: [DerivedTable] { get }
  /// What other records must tell before the command can be judged.
  static func around(
    _ command: N.Command, on id: Identifier<N>, given state: N?, in tx: any Transaction
  ) throws -> N.Around
  /// Writes the rows of the record as it stands after the fact.
  static func save(
    _ state: N, on id: Identifier<N>, after fact: N.Fact, as entry: Entry, in tx: any Transaction
  ) throws
  /// What the fact makes happen elsewhere that only a look at other records can tell. Asked after the
  /// rows are written, in the same transaction, once: never when tables are rebuilt.
  static func aftermath(
    of fact: N.Fact, on id: Identifier<N>, now state: N, as act: Act, in tx: any Transaction
  ) throws -> [Consequence]
  /// A constraint of these tables in words that a worker can act on; nil when it is our mistake.
  static func refusal(for constraint: String) -> Refusal?
}

extension NounTable {
  package static func aftermath(
    of fact: N.Fact, on id: Identifier<N>, now state: N, as act: Act, in tx: any Transaction
  ) throws -> [Consequence] { [] }

  package static func refusal(for constraint: String) -> Refusal? { nil }
}

extension NounTable where N.Around == Nothing {
  package static func around(
    _ command: N.Command, on id: Identifier<N>, given state: N?, in tx: any Transaction
  ) throws -> Nothing { Nothing() }
}

/// A table that can be rebuilt from facts.
package struct DerivedTable: Sendable {
  package let name: String
  package let key: [String]
  package init(_ name: String, key: [String]) {
    self.name = name
    self.key = key
  }
}

/// Where and when a fact stands in the ledger.
package struct Entry: Sendable {
  package let seq: Int
  package let version: Int
  package let recorded: Instant
  package let actor: Actor.Identity

  package init(seq: Int, version: Int, recorded: Instant, actor: Actor.Identity) {
    self.seq = seq
    self.version = version
    self.recorded = recorded
    self.actor = actor
  }
}
