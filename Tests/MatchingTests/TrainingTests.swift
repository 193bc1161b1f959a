import Domain
import Foundation
import Testing

@testable import Matching

@Suite struct TrainingTests {
  private static let fields: [Field] = [.given, .family, .birth, .sex, .postcode]

  /// Vectors drawn from known weights: so many pairs of one person, of a family, of strangers.
  private func drawn(
    _ weights: Weights, match: Double, kin: Double, pairs: Int, _ random: inout Seeded
  ) -> [Evidence: Int] {
    var counts: [Evidence: Int] = [:]
    for _ in 0..<pairs {
      let which = Double.random(in: 0..<1, using: &random)
      var evidence = Evidence()
      for field in Self.fields {
        let levels = weights.fields[field.rawValue].enumerated().map { index, level in
          let share = Training.usualShare(field, index + 1)
          return which < match
            ? level.m : which < match + kin ? level.kin.at(share) : level.u.at(share)
        }
        var left = Double.random(in: 0..<levels.reduce(0, +), using: &random)
        for (index, share) in levels.enumerated() {
          evidence[field] = index + 1
          left -= share
          if left < 0 { break }
        }
      }
      counts[evidence, default: 0] += 1
    }
    return counts
  }

  /// The shipped weights with the chances of each field adding up to one, so that one can draw by them.
  private func whole() -> Weights {
    var weights = Weights.shipped
    // A date of which only the year is known, or that is expected, is another question.
    weights.fields[Field.birth.rawValue].removeLast(5)
    for field in Self.fields {
      let levels = weights.fields[field.rawValue]
      let shares = levels.indices.map { Training.usualShare(field, $0 + 1) }
      let m = levels.reduce(0) { $0 + $1.m }
      let kin = zip(levels, shares).reduce(0) { $0 + $1.0.kin.at($1.1) }
      let u = zip(levels, shares).reduce(0) { $0 + $1.0.u.at($1.1) }
      for index in levels.indices {
        weights[field, index + 1] = Weights.Level(
          m: levels[index].m / m,
          kin: .init(share: 0, base: levels[index].kin.at(shares[index]) / kin),
          u: .init(share: 0, base: levels[index].u.at(shares[index]) / u))
      }
    }
    return weights
  }

  @Test func whatIsKnownIsLearntAgain() throws {
    var random = Seeded(99)
    let start = whole()
    var truth = start
    // An authority that types names badly and dates well.
    for (level, m) in zip(1..., [0.5, 0.2, 0.1, 0.05, 0.05, 0.02, 0.03, 0.02, 0.03]) {
      truth[.given, level].m = m
    }
    for (level, m) in zip(1..., [0.6, 0.1, 0.02, 0.08, 0.02, 0.02, 0.02, 0.02, 0.02, 0.1]) {
      truth[.birth, level].m = m
    }
    let counts = drawn(truth, match: 0.1, kin: 0.2, pairs: 40_000, &random)
    let model = Training.estimate(counts, start: start)
    #expect(abs(model.match - 0.1) < 0.01, "\(model.match)")
    #expect(abs(model.kin - 0.2) < 0.01, "\(model.kin)")
    for field in Self.fields {
      let learnt = try #require(model.m[field])
      for level in learnt.indices {
        let known = truth[field, level + 1].m
        #expect(
          abs(learnt[level] - known) < 0.025, "\(field) \(level + 1): \(learnt[level]) \(known)")
      }
    }
  }

  @Test func theSameCountsTeachTheSame() {
    var random = Seeded(7)
    let counts = drawn(.shipped, match: 0.3, kin: 0.1, pairs: 2000, &random)
    let one = Training.estimate(counts, start: .shipped)
    let other = Training.estimate(
      Dictionary(uniqueKeysWithValues: counts.map { ($0.key, $0.value) }.reversed()),
      start: .shipped)
    #expect(one.m == other.m)
    #expect(one.match == other.match)
  }

  @Test func aFieldThatThePairsWereChosenByIsLeftAsItIs() {
    var random = Seeded(8)
    let counts = drawn(.shipped, match: 0.3, kin: 0.1, pairs: 2000, &random)
    let model = Training.estimate(counts, start: .shipped, without: Training.Block.birth.fields)
    #expect(model.m[.birth] == nil)
    #expect(model.m[.given] != nil)
  }

  @Test func tooFewPairsTeachNothing() throws {
    var training = Training()
    let person = try Town.person(1, "Aisha", "Khan", born: "2016-03-14")
    for _ in 0..<(Training.fewest - 1) { training.add(person, person, blockedBy: .birth) }
    #expect(training.weights() == .shipped)
  }

  @Test func duplicatesOfAnAuthorityTeachHowItsNamesAreTyped() throws {
    var training = Training(frequencies: Frequencies(people: 5000))
    var random = Seeded(12)
    let names = ["Aisha", "Jack", "Olivia", "Noah", "Freya", "Kacper", "Yusuf", "Poppy", "Harry"]
    let families = ["Khan", "Nowak", "Okafor", "Trelawny", "Hussain", "Popescu", "Whitcombe"]
    func someone(_ number: Int, _ day: Int) throws -> KnownPerson {
      try Town.person(
        number, try #require(names.randomElement(using: &random)),
        try #require(families.randomElement(using: &random)), born: Day(number: day).iso,
        postcodes: [.init("LS\(number % 28 + 1) \(number % 9)AB", current: true)])
    }
    for number in 0..<600 {
      let day = 16_000 + number
      let one = try someone(number, day)
      // Every other record of a person has the given name wrong by a letter.
      let given = number % 2 == 0 ? one.names[0].given : one.names[0].given + "h"
      let other = KnownPerson(
        id: PersonID(number + 1000),
        names: [Person.Name(given: given, family: one.names[0].family)],
        birth: one.birth, postcodes: one.postcodes)
      training.add(one, other, blockedBy: .birth)
      training.addByChance(one, try someone(number + 3000, day + 977))
      for _ in 0..<4 { training.add(one, try someone(number + 2000, day), blockedBy: .birth) }
    }
    let learnt = training.weights()
    let oneEdit = Int(NameLevel.oneEdit.rawValue)
    #expect(learnt[.given, oneEdit].m > 0.3)
    #expect(learnt[.given, oneEdit].m > 5 * Weights.shipped[.given, oneEdit].m)
    #expect(learnt[.birth, 1] == Weights.shipped[.birth, 1])
  }

  /// The demo council taught this: brothers and cousins were taken for one person, and afterwards the
  /// search found nobody.
  @Test func aRecordWithoutDuplicatesTeachesNothing() throws {
    var training = Training(frequencies: Frequencies(people: 500))
    var random = Seeded(13)
    let names = ["Aisha", "Jack", "Olivia", "Noah", "Freya", "Kacper", "Yusuf", "Poppy", "Harry"]
    for number in 0..<400 {
      let days = [12_000, 17_000].map { Day(number: $0 + 13 * number).iso }
      let given = names.shuffled(using: &random)
      let family = "Family\(number % 40)"
      let pair = try zip(given, days).enumerated().map { index, one in
        try Town.person(
          2 * number + index, one.0, family, born: one.1,
          postcodes: [.init("LS\(number % 28 + 1) \(number % 9)AB", current: true)])
      }
      training.add(pair[0], pair[1], blockedBy: .place)
      training.add(pair[0], pair[1], blockedBy: .name)
    }
    #expect(training.ofOne() < Training.fewestOfOne)
    #expect(training.weights() == .shipped)
  }

  @Test func levelsOfWhichEachPairHasOneAddUpToOne() {
    for field in Field.allCases {
      let levels = Weights.shipped.fields[field.rawValue]
      let shares = levels.indices.filter { Training.excludesOthers(field, $0 + 1) }.map {
        levels[$0].m
      }
      if !shares.isEmpty { #expect(abs(shares.reduce(0, +) - 1) < 0.08, "\(field)") }
    }
  }

  @Test func whatAFieldSaysBesideItsLevelsIsNotLearnt() {
    var random = Seeded(14)
    let counts = drawn(.shipped, match: 0.3, kin: 0.1, pairs: 2000, &random)
    let model = Training.estimate(counts, start: .shipped)
    for level in (Int(BirthLevel.expected.rawValue)...Int(BirthLevel.notInYear.rawValue)) {
      #expect(model.m[.birth]?[level - 1] == Weights.shipped[.birth, level].m)
    }
    #expect(model.m[.sex]?[1] == Weights.shipped[.sex, 2].m)
  }

  @Test func weightsAreKeptAndReadBack() throws {
    let kept = try JSONEncoder().encode(Weights.shipped)
    #expect(try JSONDecoder().decode(Weights.self, from: kept) == .shipped)
    let older = Data(
      #"{"expected":1,"kin":2,"fields":{"sex":{"same":{"m":0.5,"kin":{"share":0,"base":0.5},"u":{"share":0,"base":0.5}}}}}"#
        .utf8)
    let read = try JSONDecoder().decode(Weights.self, from: older)
    #expect(read[.sex, 1].m == 0.5)
    #expect(read[.given, 1] == Weights.shipped[.given, 1])
  }

  @Test func theShippedWeightsAreShares() {
    for field in Field.allCases {
      let levels = Weights.shipped.fields[field.rawValue]
      #expect(levels.count == field.levels.count, "\(field)")
      #expect(levels.allSatisfy { (0.0...1).contains($0.m) && $0.m > 0 }, "\(field)")
      #expect(
        levels.allSatisfy { (0.0...1).contains($0.u.at(0.01)) && $0.u.at(0.01) > 0 }, "\(field)")
      #expect(
        levels.allSatisfy { (0.0...1).contains($0.kin.at(0.01)) && $0.kin.at(0.01) > 0 }, "\(field)"
      )
    }
  }
}
