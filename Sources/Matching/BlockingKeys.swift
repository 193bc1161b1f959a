import Domain

/// Short texts that two records of one person are likely to share. They are stored beside a person
/// and looked up for a search, so that only people who share one are scored. Computed here and
/// nowhere else: both engines hold the same.
///
/// `m:` the sound of one name part · `mm:` the sounds of two, whichever is first · `k:` a family of
/// nicknames · `x:` a name that has no English sound · `n:` first three letters of a name and year
/// of birth · `d:` day of birth, and the same with day and month exchanged · `pc:` postcode ·
/// `oc:` postal district and sound of a name · `out:` postal district · numbers under their own.
package enum BlockingKeys {
  /// Every key, in order, once.
  package static func of(
    names: [String], birth: Day?, postcode: String?, identifiers: [IdentifyingNumber] = []
  ) -> [String] {
    var keys = Set(identifiers.map(\.key))
    let parts = Set(names.flatMap(Folding.parts)).subtracting(SearchTerms.unbornWords)
      .subtracting(SearchTerms.fillers)
    let sounds = parts.map { (part: $0, codes: codes(of: $0)) }
    for (part, codes) in sounds {
      keys.formUnion(codes.map { "m:\($0)" })
      keys.formUnion(Nicknames.families(of: part).map { "k:\($0)" })
      if codes.isEmpty, part.unicodeScalars.count > 1 { keys.insert("x:\(part)") }
      if let birth { keys.insert("n:\(String(part.prefix(3))):\(birth.year)") }
      for (other, others) in sounds where part < other {
        for pair in codes.flatMap({ code in others.map { [code, $0].sorted() } }) {
          keys.insert("mm:\(pair[0]):\(pair[1])")
        }
      }
    }
    if let birth {
      keys.insert("d:\(birth.iso)")
      if let swapped = birth.dayAndMonthSwapped { keys.insert("d:\(swapped.iso)") }
    }
    if let postcode, let text = Postcode.partial(postcode) {
      let outward = String(text.prefix { $0 != " " })
      if Postcode(text) != nil { keys.insert("pc:\(text)") }
      keys.insert("out:\(outward)")
      keys.formUnion(sounds.flatMap(\.codes).map { "oc:\(outward):\($0)" })
    }
    return keys.sorted()
  }

  /// The keys of everything known about a person; several names and postcodes give each its own.
  package static func of(_ person: KnownPerson) -> [String] {
    var keys: Set<String> = []
    let postcodes: [String?] = person.postcodes.map(\.postcode)
    for name in person.names {
      for postcode in postcodes.isEmpty ? [nil] : postcodes {
        keys.formUnion(
          of(
            names: [name.given, name.family], birth: person.birth?.day, postcode: postcode,
            identifiers: person.numbers))
      }
    }
    return keys.sorted()
  }

  /// The keys to look a search up by, from the rarest kind to the commonest. A candidate that
  /// shares more of them is likelier; a store that must cut keeps those. A postal district alone
  /// is looked up only when nothing else is known.
  package static func searching(_ terms: SearchTerms) -> [String] {
    var day: Day?
    if case .day(let known) = terms.birth { day = known }
    let all = of(
      names: terms.allNames, birth: day, postcode: terms.postcode, identifiers: terms.numbers)
    let alone = terms.allNames.isEmpty && day == nil && terms.numbers.isEmpty
    return
      all
      .filter { alone || !$0.hasPrefix("out:") }
      .sorted { (rarity($0), $0) < (rarity($1), $1) }
  }

  private static func codes(of part: String) -> [String] {
    part.unicodeScalars.count > 1 ? DoubleMetaphone(part).codes : []
  }

  private static func rarity(_ key: String) -> Int {
    let kinds = [
      "ref", "nhs", "upn", "la", "tel", "pc", "d", "mm", "oc", "n", "x", "k", "m", "out",
    ]
    return kinds.firstIndex { key.hasPrefix($0 + ":") } ?? kinds.count
  }
}

extension Day {
  /// 3 April for 4 March; nil where that is no date or the same one.
  var dayAndMonthSwapped: Day? {
    let (year, month, day) = civil
    guard day != month else { return nil }
    return Day(year: year, month: day, day: month)
  }
}
