import Domain

/// Short texts that two records of one person are likely to share, each kept beside the person as a
/// number of 32 bits. A search looks its own up and judges only those who share one, so that its cost
/// grows with the candidates and not with the people. Computed here and nowhere else: both engines
/// hold the same.
///
/// `d:` day of birth · `ym:`, `yd:`, `md:` two thirds of it and the sound of a name part, so that one
/// wrong part is forgiven · `ys:` its year and a sound · `mm:` the sounds of two name parts, whichever
/// is first · `my:` the same and the year · `pp:` how two name parts begin · `m:` one sound · `e:` one
/// name part as it is written · `pc:` postcode · `oc:` postal district and a sound · `out:` postal
/// district · `hs:` house and street · numbers under their own kind.
///
/// A sound is a Double Metaphone code of the part or of the name that it is a short form of; a part
/// that has none stands for itself.
package enum BlockingKeys {
  /// A key that a search looks up.
  package struct Asked: Hashable, Sendable {
    package let text: String
    /// How many are taken of those who share it, the longest on the record first. A commoner key says
    /// too little to be worth more.
    package let most: Int

    package var number: Int { BlockingKeys.number(of: text) }
  }

  /// Every key of a person, in order, once; several names, dates and addresses give each its own.
  package static func texts(of person: KnownPerson) -> [String] {
    var keys: Set<String> = []
    for number in person.numbers { if let key = number.kept { keys.insert(key) } }
    var sounds: Set<String> = []
    for name in person.names {
      let parts = NameParts(given: name.given, family: name.family)
      keys.formUnion(parts.keys(kept: true, year: person.birth?.day.year))
      for part in parts.all {
        sounds.formUnion(part.kept)
        if let day = person.birth?.day { keys.formUnion(part.keys(born: day)) }
      }
    }
    if let day = person.birth?.day { keys.insert("d:\(day.iso)") }
    for postcode in person.postcodes {
      guard let text = Postcode.partial(postcode.postcode) else { continue }
      let outward = outward(of: text)
      if Postcode(text) != nil { keys.insert("pc:\(text)") }
      keys.insert("out:\(outward)")
      for sound in sounds { keys.insert("oc:\(outward):\(sound)") }
    }
    for address in person.addresses { if let key = house(address) { keys.insert(key) } }
    return keys.sorted()
  }

  /// The same as kept.
  package static func of(_ person: KnownPerson) -> [Int] {
    var numbers = texts(of: person).map(number(of:))
    numbers.sort()
    var last: Int?
    return numbers.filter { number in
      defer { last = number }
      return number != last
    }
  }

  /// The key of the number that another system gave somebody; nil where nobody could type it.
  package static func of(reference: String) -> Int? {
    SearchTerms.reference(reference).map { number(of: "id:\($0)") }
  }

  /// The keys to look a search up by. A kind that says little is left out where others say more: one
  /// name where two are known, a postal district where there is anything else.
  package static func searching(_ terms: SearchTerms) -> [Asked] {
    var asked: [String: Int] = [:]
    func ask(_ text: String, _ most: Int) { asked[text] = max(asked[text] ?? 0, most) }
    for key in terms.numbers.flatMap(\.asked) { ask(key, 60) }
    for reference in terms.references { ask("id:\(reference)", 20) }
    let parts = NameParts(
      given: terms.given.joined(separator: " "), family: terms.family.joined(separator: " "),
      either: terms.names)
    let day: Day? = if case .day(let day) = terms.birth { day } else { nil }
    if let day {
      ask("d:\(day.iso)", 200)
      if let swapped = day.dayAndMonthSwapped { ask("d:\(swapped.iso)", 200) }
      for part in parts.all { for key in part.asking(born: day) { ask(key, 100) } }
    }
    if case .month(let year, let month) = terms.birth {
      for sound in parts.all.flatMap(\.asked) { ask("ym:\(year)-\(month):\(sound)", 200) }
    }
    if let year = terms.birth?.year {
      for sound in parts.all.flatMap(\.asked) where day == nil { ask("ys:\(year):\(sound)", 150) }
    }
    let sayMore = day != nil || terms.postcode.flatMap(Postcode.init) != nil
    for key in parts.keys(kept: false, year: terms.birth?.year) { ask(key, sayMore ? 100 : 300) }
    if parts.all.count == 1 || asked.isEmpty {
      for part in parts.all {
        ask("e:\(part.text)", 300)
        for sound in part.asked { ask("m:\(sound)", 200) }
      }
    }
    if let postcode = terms.postcode, let text = Postcode.partial(postcode) {
      let outward = outward(of: text)
      if Postcode(text) != nil { ask("pc:\(text)", 150) }
      for sound in parts.all.flatMap(\.asked) { ask("oc:\(outward):\(sound)", 100) }
      if asked.isEmpty { ask("out:\(outward)", 300) }
    }
    if let street = terms.street {
      let address = KnownAddress(house: terms.house ?? "", street: street)
      if let key = house(address) { ask(key, 100) }
    }
    return asked.map { Asked(text: $0.key, most: $0.value) }
      .sorted { (rank($0.text), $0.text) < (rank($1.text), $1.text) }
  }

  /// What says most comes first.
  private static func rank(_ key: String) -> Int {
    kinds.firstIndex(of: String(key.prefix { $0 != ":" })) ?? 0
  }

  private static let kinds = [
    "ref", "nhs", "upn", "la", "id", "tel", "mail", "d", "pc", "my", "ym", "md", "yd", "hs", "mm",
    "pp", "oc", "ys", "e", "m", "out",
  ]

  /// FNV-1a of 64 bits folded to 32, with a sign: what a whole number column of both engines holds.
  /// Two texts of one number cost a candidate more, never a wrong answer: candidates are judged.
  package static func number(of text: String) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return Int(Int32(truncatingIfNeeded: hash ^ (hash >> 32)))
  }

  private static func outward(of postcode: String) -> String {
    String(decoding: postcode.utf8.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
  }

  /// The house and the first word of its street: `hs:12:mill`. Nil where one of them is not known.
  private static func house(_ address: KnownAddress) -> String? {
    guard let house = Folding.parts(address.house).last,
      let street = Folding.parts(address.street).first
    else { return nil }
    return "hs:\(house):\(street)"
  }
}

/// A name in its parts, folded, each with its sounds. As many parts as names have; of a longer one the
/// first are taken.
private struct NameParts {
  struct Part {
    let text: String
    /// The sounds under which it is kept, and those under which it is looked for.
    let kept: [String]
    let asked: [String]

    init(_ text: String) {
      self.text = text
      let own = text.utf8.count > 1 ? DoubleMetaphone(text).codes : []
      let families = Nicknames.families(of: text).filter { $0 != text }
      let formal = families.map { DoubleMetaphone($0).primary }.filter { !$0.isEmpty }
      let sounds = own.isEmpty ? [text] : own
      asked = unique(sounds + formal.prefix(4))
      kept = unique(sounds + formal.prefix(2))
    }

    /// Kept by the first sound, looked for by all.
    func keys(born day: Day) -> [String] {
      kept.prefix(1).flatMap { Self.thirds(of: day, $0) + ["ys:\(day.year):\($0)"] }
    }
    func asking(born day: Day) -> [String] {
      asked.prefix(3).flatMap { Self.thirds(of: day, $0) }
    }

    private static func thirds(of day: Day, _ sound: String) -> [String] {
      let (year, month, date) = day.civil
      return [
        "ym:\(year)-\(month):\(sound)", "yd:\(year)-\(date):\(sound)",
        "md:\(month)-\(date):\(sound)",
      ]
    }
  }

  let all: [Part]

  init(given: String, family: String, either: [String] = []) {
    var texts: [String] = []
    func take(_ parts: [String]) {
      let parts = parts.filter {
        !SearchTerms.unbornWords.contains($0) && !SearchTerms.fillers.contains($0)
      }
      texts += parts.prefix(3)
      // `Smith Jones` is `Smithjones` too.
      if parts.count > 1, parts.count < 4 { texts.append(parts.joined()) }
    }
    take(Folding.parts(given))
    take(Folding.parts(family))
    texts += either.prefix(5)
    all = unique(texts).map(Part.init)
  }

  /// What two parts together say, and each by itself.
  func keys(kept isKept: Bool, year: Int?) -> [String] {
    var keys: [String] = []
    for (index, part) in all.enumerated() {
      let sounds = isKept ? part.kept : part.asked
      if isKept {
        keys.append("e:\(part.text)")
        for sound in sounds { keys.append("m:\(sound)") }
      }
      for other in all[(index + 1)...] where other.text != part.text {
        for sound in sounds {
          for second in isKept ? other.kept : other.asked {
            let pair = sound < second ? "\(sound):\(second)" : "\(second):\(sound)"
            keys.append("mm:\(pair)")
            if let year { keys.append("my:\(pair):\(year)") }
          }
        }
        let (one, two) = (part.text.prefix(3), other.text.prefix(3))
        keys.append(one < two ? "pp:\(one):\(two)" : "pp:\(two):\(one)")
      }
    }
    return keys
  }
}

/// Each once, in the order of its first place.
private func unique(_ texts: [String]) -> [String] {
  var all: [String] = []
  for text in texts where !all.contains(text) { all.append(text) }
  return all
}

extension IdentifyingNumber {
  /// Under which it is kept. The record's own number is its place, and needs no key.
  fileprivate var kept: String? {
    if case .reference = self { nil } else { key }
  }

  /// Under which it is looked for.
  fileprivate var asked: [String] { kept.map { [$0] } ?? [] }
}

extension BirthTerm {
  fileprivate var year: Int {
    switch self {
    case .day(let day): day.year
    case .month(let year, _), .year(let year): year
    }
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
