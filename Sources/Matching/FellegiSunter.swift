import Domain
import Foundation

/// Judges by how often each agreement is seen between two records of one person, between two people
/// of one family, and between two strangers; a rare value counts for more. (Fellegi and Sunter, "A
/// Theory for Record Linkage", 1969; Winkler on frequencies, 1988.)
///
/// A family shares surname, house and phone. Beside the usual two classes stands a third, two people
/// of one family, so that what they share does not add up to one person: who is not on record, but
/// whose sister is, is told to be her brother.
package struct FellegiSunter: Scoring {
  package var weights: Weights
  package var frequencies: Frequencies
  /// How probable it is that somebody who is looked for is on record at all.
  package var known = 0.5

  package init(weights: Weights = .shipped, frequencies: Frequencies = .unknown) {
    self.weights = weights
    self.frequencies = frequencies
  }

  /// Evidence, in powers of two, below which nobody is shown.
  package static let least = 3.5
  /// The same for a candidate whose name is another altogether.
  package static let leastForAnotherName = 10.0

  package func score(_ terms: SearchTerms, _ candidate: KnownPerson) -> Match? {
    ranked(terms, among: [candidate], limit: 1).first
  }

  package func ranked(
    _ terms: SearchTerms, among candidates: some Sequence<KnownPerson>, limit: Int
  ) -> [Match] {
    var comparer = Comparer(weights: weights, shares: Shares(frequencies))
    let prior = Prior(weights: weights, people: Double(frequencies.people), known: known)
    let asked = comparer.studio.portrait(of: terms)
    let mother = terms.unborn ? comparer.studio.mother(of: terms) : nil
    var found: [Candidate] = []
    for person in candidates {
      var candidate = Candidate(asked, person, &comparer, prior)
      if let mother, !person.unborn, comparer.hasSameName(mother, candidate.portrait) {
        candidate.isMother = true
      }
      if candidate.isWorthShowing { found.append(candidate) }
    }
    found.sort { one, other in
      (other.match, other.weight, one.person.id) < (one.match, one.weight, other.person.id)
    }
    return found.prefix(limit).map { $0.told(asked, comparer.studio.lexicon) }
  }

  /// How likely two records are to be of one person: all names and addresses of the one with all of
  /// the other.
  package func compare(_ left: KnownPerson, _ right: KnownPerson) -> Match {
    var comparer = Comparer(weights: weights, shares: Shares(frequencies))
    let prior = Prior(weights: weights, people: Double(frequencies.people), known: 1)
    var asked = comparer.studio.portrait(of: left)
    // Two records have different numbers of ours whoever they are of.
    asked.numbers.removeAll { $0.kind == .reference }
    return Candidate(asked, right, &comparer, prior).told(asked, comparer.studio.lexicon)
  }

  private struct Candidate {
    let person: KnownPerson
    let portrait: Portrait
    let judgement: Judgement
    let match: Double
    let kin: Double
    var isMother = false

    init(_ asked: Portrait, _ person: KnownPerson, _ comparer: inout Comparer, _ prior: Prior) {
      self.person = person
      portrait = comparer.studio.portrait(of: person)
      judgement = comparer.compare(asked, portrait)
      (match, kin) = prior.probability(judgement.likelihoods)
    }

    func told(_ asked: Portrait, _ lexicon: Lexicon) -> Match {
      let words = Wording(
        lexicon: lexicon, left: asked, right: portrait, judgement: judgement, known: person)
      return Match(
        person: person.id, score: match, weight: weight, reasons: words.reasons, kinship: kinship)
    }

    var weight: Double { log2(judgement.ratio) }

    /// The surname or the household is shared, and something says that it is not the same person.
    var isFamily: Bool {
      let evidence = judgement.evidence
      let others = evidence[.given] > Int(NameLevel.form.rawValue) || evidence[.birth] > 1
      return kin >= 0.3 && kin > match / 3 && others
        && (isOneHousehold || (hasSameSurname && evidence[.postcode] == 1))
    }

    var isOneHousehold: Bool {
      let evidence = judgement.evidence
      return [.phone, .email].contains { (1...2).contains(evidence[$0]) }
        || evidence[.houseHere] == 1 || evidence[.uprn] == 1
    }

    var hasSameSurname: Bool {
      (1...Int(NameLevel.part.rawValue)).contains(judgement.evidence[.family])
    }

    var isWorthShowing: Bool {
      if isMother || isFamily { return true }
      let evidence = judgement.evidence
      // Whoever types a name as they heard it must see whom it may be, however common the name is.
      if judgement.isCalledAlike, evidence[.birth] != Int(BirthLevel.different.rawValue) {
        return true
      }
      let another = NameLevel.different.rawValue
      let isAnother =
        [evidence[.given], evidence[.family]].contains(Int(another))
        && [evidence[.given], evidence[.family]].allSatisfy { $0 == 0 || $0 == Int(another) }
      return weight >= (isAnother ? FellegiSunter.leastForAnotherName : FellegiSunter.least)
    }

    var kinship: String? {
      let name = person.names.first?.full ?? "this person"
      if isMother { return "may be the mother of the unborn child: \(name)" }
      guard isFamily else { return nil }
      if !hasSameSurname, judgement.evidence[.family] > 0 { return "may live with \(name)" }
      switch judgement.yearsApart {
      case .some(16...): return "may be of the same family as \(name)"
      default: return "may be a brother or sister of \(name)"
      }
    }
  }
}

extension Studio {
  /// Of `baby of Sara Khan` the mother alone.
  mutating func mother(of terms: SearchTerms) -> Portrait? {
    var asked = SearchTerms()
    (asked.given, asked.family, asked.names) = (terms.given, terms.family, terms.names)
    return asked.allNames.count > 1 ? portrait(of: asked) : nil
  }
}

extension Comparer {
  mutating func hasSameName(_ left: Portrait, _ right: Portrait) -> Bool {
    let evidence = compare(left, right).evidence
    let alike = 1...Int(NameLevel.sound.rawValue)
    return alike.contains(evidence[.given]) && alike.contains(evidence[.family])
  }
}
