import Domain

/// One candidate for a search: how good, and why, in the worker's words.
package struct Match: Hashable, Sendable {
  package let person: PersonID
  /// From 0 to 1: how probable it is that this is the person looked for. Candidates are ordered by
  /// it, and by ``weight`` where it is the same.
  package let score: Double
  /// The evidence, in powers of two: 10 means a thousand times likelier for the same person than
  /// for two people. Unlike the probability it does not depend on how many people there are.
  package let weight: Double
  /// What speaks for it, then what speaks against: `sounds like Smith`, `date of birth differs`.
  package let reasons: [String]
  /// Where the evidence says family rather than the same person: `may be a brother or sister of
  /// Aisha Khan`.
  package let kinship: String?

  package init(
    person: PersonID, score: Double, weight: Double = 0, reasons: [String], kinship: String? = nil
  ) {
    self.person = person
    self.score = score
    self.weight = weight
    self.reasons = reasons
    self.kinship = kinship
  }

  package var probability: Double { score }
}

/// Judges candidates. ``FellegiSunter`` does.
package protocol Scoring: Sendable {
  /// Nil where the candidate is not worth showing.
  func score(_ terms: SearchTerms, _ candidate: KnownPerson) -> Match?

  /// The best first; equally good ones by their number, so that an answer is always the same.
  func ranked(
    _ terms: SearchTerms, among candidates: some Sequence<KnownPerson>, limit: Int
  ) -> [Match]
}

extension Scoring {
  package func ranked(
    _ terms: SearchTerms, among candidates: some Sequence<KnownPerson>
  ) -> [Match] {
    ranked(terms, among: candidates, limit: 50)
  }

  package func ranked(
    _ terms: SearchTerms, among candidates: some Sequence<KnownPerson>, limit: Int
  ) -> [Match] {
    let found = candidates.compactMap { score(terms, $0) }
    let sorted = found.sorted { ($1.score, $0.person) < ($0.score, $1.person) }
    return Array(sorted.prefix(limit))
  }
}
