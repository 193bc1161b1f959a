import Domain
import Matching

/// How likely two records are to be of one person.
extension PersonTable {
  package struct Likeness: Sendable, Equatable {
    /// From 0 to 1.
    package let score: Double
    /// What speaks for it, then what speaks against, in the worker's words.
    package let reasons: [String]
  }

  /// Nil where hardly anything speaks for it.
  package static func likeness(
    _ one: PersonID, _ other: PersonID, by scoring: any Scoring = PlainScoring(),
    in tx: any Transaction
  ) throws -> Likeness? {
    let both = try whole(of: [one, other], in: tx)
    guard let left = both.first(where: { $0.id == one }),
      let right = both.first(where: { $0.id == other })
    else { return nil }
    return likeness(left, right, by: scoring)
  }

  package static func likeness(
    _ one: Whole, _ other: Whole, by scoring: any Scoring = PlainScoring()
  ) -> Likeness? {
    let terms = SearchTerms(asking: KnownPerson(one.id, one.person))
    return scoring.score(terms, KnownPerson(other.id, other.person)).map {
      Likeness(score: $0.score, reasons: $0.reasons)
    }
  }
}

extension SearchTerms {
  /// What a worker would type who has this record before them and looks for a second one.
  init(asking known: KnownPerson) {
    self.init()
    if let name = known.names.first {
      given = Folding.parts(name.given)
      family = Folding.parts(name.family)
    }
    birth = known.birth.map { .day($0.day) }
    postcode = (known.postcodes.first(where: \.current) ?? known.postcodes.first)?.postcode
    numbers = known.numbers.filter { if case .reference = $0 { false } else { true } }
    unborn = known.unborn
  }
}

extension PersonTable {
  /// Other people whose records are like this one's, the likeliest first: found as a worker finds
  /// them who has this record before them.
  static func others(
    like person: PersonID, limit: Int, in tx: any Transaction
  ) throws -> [(person: PersonID, likeness: Double)] {
    guard let own = try whole(of: person, in: tx),
      try PersonRecords.standing(for: person, in: tx) == person
    else { return [] }
    let terms = SearchTerms(asking: KnownPerson(person, own.person))
    guard !terms.isEmpty else { return [] }
    return try search(terms, limit: limit + 1, in: tx)
      .filter { $0.whole.id != person }.prefix(limit)
      .map { ($0.whole.id, $0.match.score) }
  }
}
