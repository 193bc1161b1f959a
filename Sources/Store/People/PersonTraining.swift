import Domain
import Matching

/// Learns from the people on the record how much each agreement says, without anybody saying which
/// records are of one person: pairs that share a key, and pairs by chance, are what is learnt from.
package struct PersonTraining: Sendable {
  package struct Result: Sendable {
    /// How many people were looked at.
    package let people: Int
    /// How many pairs.
    package let pairs: Int
    /// How many of them are of one person, as it is estimated.
    package let ofOne: Double
    package let before: Weights
    package let after: Weights
  }

  /// Of those who share a key, so many are compared with one person.
  private static let others = 12
  /// People whose pairs are read in one transaction.
  private static let step = 200

  private let database: any Database

  package init(_ database: any Database) { self.database = database }

  /// - Parameter sample: how many people at most, spread evenly over the record.
  /// - Returns: nil where there are too few people to learn from.
  package func learn(
    sample: Int, progress: (Int, Int) -> Void = { _, _ in }
  ) async throws -> Result? {
    let before = try await database.read { try PersonWeights.load(in: $0)?.weights } ?? .shipped
    let people = try await spread(sample)
    guard people.count >= Training.fewest else { return nil }
    var training = Training(from: .shipped, frequencies: Frequencies(people: people.count))
    var pairs = 0
    for start in stride(from: 0, to: people.count, by: Self.step) {
      let some = Array(people[start..<min(start + Self.step, people.count)])
      for pair in try await database.read({ try Self.pairs(of: some, in: $0) }) {
        pairs += 1
        if let block = pair.block {
          training.add(pair.left, pair.right, blockedBy: block)
        } else {
          training.addByChance(pair.left, pair.right)
        }
      }
      progress(min(start + Self.step, people.count), people.count)
    }
    return Result(
      people: people.count, pairs: pairs, ofOne: training.ofOne(), before: before,
      after: training.weights())
  }

  private func spread(_ sample: Int) async throws -> [PersonID] {
    try await database.read { tx in
      let last = try tx.row("SELECT MAX(person) AS last FROM person_known")?.intIfAny("last") ?? 0
      let step = max(1, last / max(1, sample))
      return try tx.rows(
        "SELECT person FROM person_known WHERE person % \(step) = 0 ORDER BY person LIMIT \(sample)"
      ).map { try $0.id("person") }
    }
  }

  private struct Pair: Sendable {
    let left: KnownPerson
    let right: KnownPerson
    /// Nil for a pair by chance.
    let block: Training.Block?
  }

  private static func pairs(of ids: [PersonID], in tx: any Transaction) throws -> [Pair] {
    let known = try PersonIndex.known(ids, in: tx)
    var pairs: [Pair] = []
    for (place, id) in ids.enumerated() {
      guard let person = known[id] else { continue }
      if place > 0, let other = known[ids[place - 1]] {
        pairs.append(Pair(left: person, right: other, block: nil))
      }
      var seen: Set<PersonID> = [id]
      for (block, key) in BlockingKeys.texts(of: person).compactMap(Self.block) {
        let others: [PersonID] = try tx.rows(
          """
          SELECT person FROM person_key WHERE key = \(BlockingKeys.number(of: key))
          ORDER BY person LIMIT \(Self.others)
          """
        ).map { try $0.id("person") }.filter { seen.insert($0).inserted }
        let found = try PersonIndex.known(others, in: tx)
        pairs += others.compactMap { found[$0] }.map {
          Pair(left: person, right: $0, block: block)
        }
      }
    }
    return pairs
  }

  /// What those who share a key agree on, for the keys that are worth comparing by.
  private static func block(_ key: String) -> (Training.Block, String)? {
    switch key.prefix(while: { $0 != ":" }) {
    case "mm": (.name, key)
    case "d": (.birth, key)
    case "pc", "hs": (.place, key)
    case "tel", "mail": (.phone, key)
    default: nil
    }
  }
}
