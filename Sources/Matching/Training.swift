import Domain
import Foundation

/// Learns weights from an authority's own records, without anybody saying which records are of one
/// person: expectation and maximisation over counted vectors of evidence (Dempster, Laird and Rubin
/// 1977; Winkler, "Using the EM Algorithm for Weight Computation in the Fellegi-Sunter Model", 1988).
///
/// Feed it pairs of people who share a key (``add(_:_:blockedBy:)``) and pairs by chance
/// (``addByChance(_:_:)``), then ask for ``weights()``. Pairs that share a key agree on what the key is
/// made of, so each key teaches all fields but its own.
package struct Training {
  /// Two people are fetched because they share this. What it is made of it cannot teach.
  package enum Block: String, CaseIterable, Sendable {
    case name, birth, place, phone

    package var fields: Set<Field> {
      switch self {
      case .name: [.given, .family, .order, .middle]
      case .birth: [.birth]
      case .place:
        [
          .postcode, .street, .streetHere, .house, .houseHere, .town, .townHere, .area, .uprn,
        ]
      case .phone: [.phone, .email]
      }
    }
  }

  /// Fewer pairs than this teach nothing, and the weights stay as they are.
  package static let fewest = 200
  /// So many of them must be of one person, by their probabilities: on a record without duplicates,
  /// cousins and twins would else be taken for them.
  package static let fewestOfOne = 50.0

  private let start: Weights
  private var comparer: Comparer
  private var counts: [Block: [Evidence: Int]] = [:]
  private var chance: [Evidence: Int] = [:]

  package init(from start: Weights = .shipped, frequencies: Frequencies = .unknown) {
    self.start = start
    comparer = Comparer(weights: start, shares: Shares(frequencies))
  }

  package mutating func add(_ left: KnownPerson, _ right: KnownPerson, blockedBy block: Block) {
    counts[block, default: [:]][evidence(left, right), default: 0] += 1
  }

  package mutating func addByChance(_ left: KnownPerson, _ right: KnownPerson) {
    chance[evidence(left, right), default: 0] += 1
  }

  private mutating func evidence(_ left: KnownPerson, _ right: KnownPerson) -> Evidence {
    let (ours, theirs) = (comparer.studio.portrait(of: left), comparer.studio.portrait(of: right))
    var evidence = comparer.compare(ours, theirs).evidence
    // Two records have different numbers of ours whoever they are of.
    evidence[.reference] = 0
    return evidence
  }

  /// The weights as learnt: of each level, how often it is seen between two records of one person.
  /// What strangers and families have in common stays as shipped, but for what pairs by chance show of
  /// fields whose values nobody counts.
  package func weights() -> Weights {
    var weights = start
    let strangers = Training.shares(in: chance, usual: start)
    var learnt: [Field: [(share: [Double], pairs: Double)]] = [:]
    for (_, model) in models(strangers) where model.matches >= Training.fewestOfOne {
      for (field, share) in model.m { learnt[field, default: []].append((share, model.matches)) }
    }
    for (field, all) in learnt {
      let pairs = all.reduce(0) { $0 + $1.pairs }
      guard pairs > 0 else { continue }
      for level in weights.fields[field.rawValue].indices {
        weights[field, level + 1].m =
          all.reduce(0) { $0 + $1.share[level] * $1.pairs } / pairs
      }
    }
    for (field, share) in strangers where !Training.isCounted(field) {
      for level in share.indices {
        weights[field, level + 1].u = .init(share: 0, base: share[level])
      }
    }
    return weights
  }

  /// How many of the pairs are of one person, as it is estimated; the most of any key.
  package func ofOne() -> Double {
    models(Training.shares(in: chance, usual: start)).map(\.model.matches).max() ?? 0
  }

  private func models(_ strangers: [Field: [Double]]) -> [(block: Block, model: Model)] {
    Block.allCases.compactMap { block in
      guard let counted = counts[block], counted.values.reduce(0, +) >= Training.fewest else {
        return nil
      }
      return (
        block,
        Training.estimate(
          counted, start: start, without: block.fields, seen: strangers.compactMapValues(\.first))
      )
    }
  }

  /// How common a value of these is is counted, or follows from what is: pairs by chance are too few
  /// to show it.
  private static func isCounted(_ field: Field) -> Bool {
    switch field {
    case .sex, .state, .school, .townHere, .streetHere, .houseHere: false
    default: true
    }
  }
}

extension Training {
  /// What expectation and maximisation find.
  package struct Model: Sendable {
    /// Of each field, how often each level is seen between two records of one person.
    package var m: [Field: [Double]] = [:]
    /// The share of pairs that are of one person, and of two of a family.
    package var match = 0.0
    package var kin = 0.0
    /// How many pairs of one person there were, by their probabilities.
    package var matches = 0.0
  }

  /// Fits the share of matches and of families, and of each field the levels between two records of
  /// one person, to counted vectors. The levels between strangers and within families are given.
  ///
  /// - Parameter without: fields that all these pairs were chosen by; they are passed over.
  /// - Parameter seen: how often two strangers have the same value of a field; what is usual where
  ///   nobody looked.
  package static func estimate(
    _ counted: [Evidence: Int], start: Weights, without: Set<Field> = [],
    seen: [Field: Double] = [:],
    rounds: Int = 400
  ) -> Model {
    let fields = Field.allCases.filter {
      !without.contains($0) && !start.fields[$0.rawValue].isEmpty && $0 != .reference
    }
    // The same order each time: sums of doubles depend on it.
    let vectors = counted.sorted { $0.key.ordered < $1.key.ordered }
    let pairs = Double(vectors.reduce(0) { $0 + $1.value })
    var model = Model()
    (model.match, model.kin) = (0.05, 0.05)
    for field in fields { model.m[field] = start.fields[field.rawValue].map(\.m) }
    let fixed = vectors.map { vector in
      fields.reduce(into: (kin: 1.0, u: 1.0)) { product, field in
        let level = vector.key[field]
        guard level > 0 else { return }
        let share = usualShare(field, level, seen)
        product.kin *= start[field, level].kin.at(share)
        product.u *= start[field, level].u.at(share)
      }
    }
    for _ in 0..<rounds {
      var (matches, kin) = (0.0, 0.0)
      var seen = model.m.mapValues { $0.map { _ in 0.0 } }
      for (index, vector) in vectors.enumerated() {
        var m = 1.0
        for field in fields where vector.key[field] > 0 {
          m *= model.m[field]?[vector.key[field] - 1] ?? 1
        }
        let one = model.match * m
        let family = model.kin * fixed[index].kin
        let all = one + family + max(0, 1 - model.match - model.kin) * fixed[index].u
        guard all > 0 else { continue }
        let times = Double(vector.value)
        matches += times * one / all
        kin += times * family / all
        for field in fields where vector.key[field] > 0 {
          seen[field]?[vector.key[field] - 1] += times * one / all
        }
      }
      let before = model.match
      model.match = min(0.999, max(1e-9, matches / pairs))
      model.kin = min(0.999 - model.match, max(1e-9, kin / pairs))
      model.matches = matches
      for (field, counts) in seen {
        model.m[field] = smoothed(counts, field, start.fields[field.rawValue])
      }
      if abs(before - model.match) < 1e-9 { break }
    }
    return model
  }

  /// The share of a value that is neither common nor rare, of what the level rests on.
  static func usualShare(_ field: Field, _ level: Int, _ seen: [Field: Double] = [:]) -> Double {
    if field == .birth {
      let day = seen[.birth] ?? 1.0 / 6000
      switch BirthLevel(rawValue: UInt8(level)) {
      case .birthday: return 1.0 / 365
      case .month, .dayAndYear, .year, .inMonth, .inYear: return min(1, day * 365)
      default: return day
      }
    }
    if let share = seen[field] { return share }
    switch field {
    case .given: return 0.004
    case .town: return 0.05
    case .postcode, .phone, .email: return 0.0005
    default: return 0.002
    }
  }

  /// Shares of what was seen, what is usual counting as ten pairs: no level becomes impossible because
  /// it was not seen. Only of levels of which one excludes the others; what else a field may say, as
  /// that a day was estimated, stays as it is.
  private static func smoothed(
    _ counts: [Double], _ field: Field, _ usual: [Weights.Level]
  ) -> [Double] {
    let trust = 10.0
    let levels = usual.indices.filter { excludesOthers(field, $0 + 1) }
    let mass = levels.reduce(0) { $0 + usual[$1].m }
    let all = levels.reduce(trust) { $0 + counts[$1] }
    var shares = usual.map(\.m)
    for level in levels {
      shares[level] = (counts[level] * mass + trust * usual[level].m) / all
    }
    return shares
  }

  /// Whether the level is one of those of which each pair has one: their shares add up to one.
  static func excludesOthers(_ field: Field, _ level: Int) -> Bool {
    switch field {
    case .given, .family, .postcode, .street, .streetHere, .house, .houseHere, .town, .townHere:
      true
    case .birth: level <= Int(BirthLevel.different.rawValue)
    case .sex: level != 2
    default: false
    }
  }

  /// Of each field, how often each level is seen in pairs by chance.
  private static func shares(in counted: [Evidence: Int], usual: Weights) -> [Field: [Double]] {
    var result: [Field: [Double]] = [:]
    for field in Field.allCases where !usual.fields[field.rawValue].isEmpty {
      var seen = usual.fields[field.rawValue].enumerated().map { index, level in
        20 * level.u.at(usualShare(field, index + 1))
      }
      var pairs = 0
      for (vector, times) in counted where vector[field] > 0 {
        seen[vector[field] - 1] += Double(times)
        pairs += times
      }
      guard pairs >= fewest else { continue }
      let all = seen.reduce(0, +)
      result[field] = seen.map { $0 / all }
    }
    return result
  }
}
