import Domain
import Foundation

/// Finds the records of one person in one file (`dedupe`) or in two (`match`), all in memory and
/// without a database.
package struct PeopleMatching {
  /// Two records that may be of one person.
  package struct Pair: Sendable, Equatable {
    package let left: String
    package let right: String
    package let probability: Double
    package let explanation: String
  }

  /// Less probable pairs are not worth a line.
  package static let least = 0.01

  private var table = PeopleTable()
  private let weights: Weights
  /// How many of the records are of the first file, where there are two.
  private var first: Int?

  package init(weights: Weights = .shipped) { self.weights = weights }

  package var count: Int { table.count }

  package mutating func add(_ row: CSVRow, _ columns: PersonColumns) { table.add(row, columns) }

  /// What is added from now on is of the second file.
  package mutating func startSecond() { first = table.count }

  struct Scored {
    var left: Int
    var right: Int
    var probability: Double
    /// Whether other records between the two make it so probable.
    var chained = false
  }

  mutating func scored() -> [Scored] {
    let pairs = Pairing(&table).pairs(between: first)
    var comparer = table.comparer(weights)
    let people = Double(max(2, first.map { max($0, table.count - $0) } ?? table.count))
    var judged: [Judged] = []
    judged.reserveCapacity(pairs.count)
    for pair in pairs {
      let (left, right) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      let judgement = comparer.compare(table.portraits[left], table.portraits[right])
      judged.append(
        Judged(pair: pair, evidence: judgement.evidence, likelihoods: judgement.likelihoods))
    }
    let records =
      Double(first.map { min($0, table.count - $0) } ?? table.count) / (first == nil ? 2 : 1)
    let usual = Prior(weights: weights, people: people, known: 1)
    var prior = usual.fitted(to: judged, records: records, people: people)
    adjust(&judged, prior)
    prior = usual.fitted(to: judged, records: records, people: people)
    let likely = judged.compactMap { found -> Scored? in
      let probability = prior.probability(found.likelihoods).match
      return probability < Self.least
        ? nil
        : Scored(
          left: Int(found.pair >> 32), right: Int(found.pair & 0xFFFF_FFFF),
          probability: probability)
    }
    let first = first
    return Chains.joined(likely, records: table.count) { left, right in
      first.map { (left < $0) != (right < $0) } ?? true
    }
  }

  struct Judged {
    var pair: UInt64
    var evidence: Evidence
    var likelihoods: Likelihoods
  }

  /// In one place a postcode is a street, in another a whole town: how much a street says beside a
  /// postcode is counted in the files themselves, among those who are strangers.
  private func adjust(_ judged: inout [Judged], _ prior: Prior) {
    let all = table.pairsInOnePlace()
    for (field, together) in [
      (Field.streetHere, all.street), (.houseHere, all.house), (.townHere, all.town),
    ] {
      var (place, same) = (Double(together.place), Double(together.same))
      for found in judged where found.evidence[field] > 0 && found.evidence[.postcode] == 1 {
        let chance = prior.probability(found.likelihoods)
        let related = chance.match + chance.kin
        place -= related
        if found.evidence[field] == Int(PlainLevel.same.rawValue) { same -= related }
      }
      let level = Int(PlainLevel.same.rawValue)
      let usual = weights[field, level].u.base
      let trust = 10.0
      let measured = (max(0, same) + trust * usual) / (max(0, place) + trust)
      // What is nearly the same is never quite so telling.
      let near = max(measured / usual, 0.02)
      for index in judged.indices {
        switch judged[index].evidence[field] {
        case level: judged[index].likelihoods.u *= measured / usual
        case level + 1 where field != .houseHere: judged[index].likelihoods.u *= near
        default: break
        }
      }
    }
  }

  /// The pairs with a probability of at least ``least``, the most probable first.
  package mutating func pairs() -> [Pair] {
    let found = scored().sorted { one, other in
      (other.probability, one.left, one.right) < (one.probability, other.left, other.right)
    }
    var comparer = table.comparer(weights)
    return found.map { pair in
      let (left, right) = (table.portraits[pair.left], table.portraits[pair.right])
      let words = Wording(
        lexicon: comparer.studio.lexicon, left: left, right: right,
        judgement: comparer.compare(left, right))
      let through = pair.chained ? ["both match records between them"] : []
      return Pair(
        left: table.ids[pair.left], right: table.ids[pair.right], probability: pair.probability,
        explanation: (words.reasons + through).joined(separator: "; "))
    }
  }
}

/// How probable it is beforehand that two records are of one person, or of two of a family.
struct Prior {
  private(set) var match: Double
  private(set) var kin: Double

  /// `known` is how probable it is that the person is on record at all.
  init(weights: Weights, people: Double, known: Double) {
    match = min(0.2, known * weights.expected / max(people, 2))
    kin = min(0.2, weights.kin / max(people, 2))
  }

  /// Bayes' rule among three: one person, two of a family, two strangers.
  func probability(_ found: Likelihoods) -> (match: Double, kin: Double) {
    let one = match * found.m
    let family = kin * found.kin
    let strangers = (1 - match - kin) * found.u
    let all = one + family + strangers
    return all > 0 ? (one / all, family / all) : (0, 0)
  }

  /// How many pairs of one person and of families there are is read from the pairs themselves
  /// (expectation and maximisation of the two shares alone), what is usual counting as a few.
  func fitted(
    to pairs: [PeopleMatching.Judged], records: Double, people: Double
  ) -> Prior {
    var fitted = self
    let trust = 0.002
    for _ in 0..<6 {
      var (matches, kin) = (0.0, 0.0)
      for pair in pairs {
        let found = fitted.probability(pair.likelihoods)
        matches += found.match
        kin += found.kin
      }
      fitted.match = min(0.2, (matches / records / people + trust * match) / (1 + trust))
      fitted.kin = min(0.2, (kin / records / people + trust * self.kin) / (1 + trust))
    }
    // In a register of families one finds family everywhere; a handful of such pairs among strangers
    // are as well errors. Then they are left in doubt.
    fitted.kin *= min(1, pow(fitted.kin * people / 0.05 / max(1, fitted.match * people), 3))
    return fitted
  }
}
