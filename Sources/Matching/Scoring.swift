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

/// Judges candidates. ``PlainScoring`` weighs by hand; a statistical one stands behind the same
/// door.
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

/// Names count most, then the day of birth, then the postcode; a number of one's own settles it.
/// Each part says in words what it found. What the record does not have takes a little away.
package struct PlainScoring: Scoring {
  /// Below it a candidate is not shown.
  package static let floor = 0.5

  package init() {}

  package func score(_ terms: SearchTerms, _ candidate: KnownPerson) -> Match? {
    var evidence: [(weight: Double, finding: Finding)] = []
    var missing = 0
    if !terms.allNames.isEmpty {
      let finding = NameComparison(terms).compare(with: candidate.names)
      // Another name altogether: no date of birth and no postcode makes up for it.
      if finding.likeness < 0.4, !shares(terms, candidate), !nearBirth(terms, candidate) {
        return nil
      }
      evidence.append((0.55, finding))
    }
    if let birth = terms.birth {
      if let known = candidate.birth {
        evidence.append((0.3, BirthComparison.compare(birth, with: known)))
      } else {
        missing += 1
      }
    }
    if let postcode = terms.postcode {
      if candidate.postcodes.isEmpty {
        missing += 1
      } else {
        evidence.append((0.15, PostcodeComparison.compare(postcode, with: candidate.postcodes)))
      }
    }
    return judged(terms, candidate, evidence, missing)
  }

  private func judged(
    _ terms: SearchTerms, _ candidate: KnownPerson,
    _ evidence: [(weight: Double, finding: Finding)], _ missing: Int
  ) -> Match? {
    let shared = terms.numbers.filter { candidate.numbers.contains($0) }
    let weights = evidence.reduce(0) { $0 + $1.weight }
    var score =
      weights > 0
      ? evidence.reduce(0) { $0 + $1.weight * $1.finding.likeness } / weights : 0
    for _ in 0..<missing { score *= 0.9 }
    if evidence.isEmpty, shared.isEmpty { return nil }
    // A number outweighs the rest; the rest still orders those who share it.
    if let surest = shared.map(\.weight).max() {
      score = evidence.isEmpty ? surest : max(score, surest - 0.1 * (1 - score))
    } else if !terms.numbers.isEmpty {
      score *= 0.9
    }
    if terms.unborn, !candidate.unborn { score *= 0.8 }
    guard score >= Self.floor else { return nil }
    var reasons = shared.map(\.reason) + evidence.flatMap(\.finding.for)
    if terms.unborn, candidate.unborn { reasons.append("unborn child") }
    reasons += evidence.flatMap(\.finding.against)
    return Match(person: candidate.id, score: min(1, score), reasons: reasons)
  }

  private func shares(_ terms: SearchTerms, _ candidate: KnownPerson) -> Bool {
    terms.numbers.contains { candidate.numbers.contains($0) }
  }

  /// The very day and a postcode in common: a child may have another name altogether.
  private func nearBirth(_ terms: SearchTerms, _ candidate: KnownPerson) -> Bool {
    guard case .day(let day) = terms.birth, candidate.birth?.day == day else { return false }
    return candidate.postcodes.contains { $0.postcode == terms.postcode }
  }
}

/// What one part of the comparison found.
struct Finding {
  /// From 0 to 1.
  var likeness: Double
  var `for`: [String] = []
  var against: [String] = []
}
