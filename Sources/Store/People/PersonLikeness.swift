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
    _ one: PersonID, _ other: PersonID, by scoring: any Scoring = FellegiSunter(),
    in tx: any Transaction
  ) throws -> Likeness? {
    let both = try whole(of: [one, other], in: tx)
    guard let left = both.first(where: { $0.id == one }),
      let right = both.first(where: { $0.id == other })
    else { return nil }
    return likeness(left, right, by: scoring)
  }

  package static func likeness(
    _ one: Whole, _ other: Whole, by scoring: any Scoring = FellegiSunter()
  ) -> Likeness? {
    // By whichever of the names speaks most for it: a second record may bear the earlier one.
    let known = KnownPerson(other.id, other.person)
    return SearchTerms.asking(KnownPerson(one.id, one.person))
      .compactMap { scoring.score($0, known) }
      .max { $0.score < $1.score }
      .map { Likeness(score: $0.score, reasons: $0.reasons) }
  }
}

extension SearchTerms {
  /// What a worker would type who has this record before them and looks for a second one: a search
  /// for each of the person's names, the one in use first, and no more than three.
  static func asking(_ known: KnownPerson) -> [SearchTerms] {
    let names = known.names.prefix(3)
    return (names.isEmpty ? [nil] : names.map { $0 }).map { SearchTerms(asking: known, by: $0) }
      .filter { !$0.isEmpty }
  }

  private init(asking known: KnownPerson, by name: Person.Name?) {
    self.init()
    if let name {
      given = Folding.parts(name.given)
      family = Folding.parts(name.family)
    }
    birth = known.birth.map { .day($0.day) }
    if let home = known.addresses.first(where: \.current) ?? known.addresses.first {
      func some(_ text: String) -> String? { text.isEmpty ? nil : text }
      postcode = home.postcode
      (house, street, town) = (some(home.house), some(home.street), some(home.town))
    }
    sex = known.sex
    school = known.school
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
    var found: [PersonID: Double] = [:]
    for terms in SearchTerms.asking(KnownPerson(person, own.person)) {
      // A brother or sister is no duplicate, however much they share.
      for match in try matches(terms, limit: limit + 1, in: tx)
      where match.person != person && match.kinship == nil {
        found[match.person] = max(found[match.person] ?? 0, match.probability)
      }
    }
    return found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit)
      .map { (person: $0.key, likeness: $0.value) }
  }
}
