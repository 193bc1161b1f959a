import Domain

/// One person made ready to be compared: folded, cut into parts, each part a number of a
/// ``Lexicon``. What is not known is missing evidence, and speaks neither way.
struct Portrait {
  typealias Part = Lexicon.Part
  /// Stands where there is nothing.
  static let none: Part = -1

  struct Name {
    var given: [Part] = []
    var family: [Part] = []
    /// All parts written as one: `maryjane`.
    var givenWhole = Portrait.none
    var familyWhole = Portrait.none
    var kind = Person.Name.Kind.current
    /// How often it is meant so, where nobody said which part is which.
    var chance = 1.0
  }

  struct Birth: Equatable {
    /// 0 where not known. A date that is in no calendar is kept as written.
    var year: Int32 = 0
    var month: Int32 = 0
    var day: Int32 = 0
    var certainty = Certainty.exact

    enum Certainty { case exact, estimated, expected }

    var isWhole: Bool { year > 0 && month > 0 && day > 0 }
  }

  struct Place {
    var house = Portrait.none
    var street = Portrait.none
    var area = Portrait.none
    var town = Portrait.none
    var postcode = Portrait.none
    /// `LS1 4` and `LS1` of a postcode of the United Kingdom.
    var sector = Portrait.none
    var outward = Portrait.none
    var state = Portrait.none
    var uprn = Portrait.none
    var current = true

    var isEmpty: Bool {
      house < 0 && street < 0 && area < 0 && town < 0 && postcode < 0 && outward < 0 && state < 0
        && uprn < 0
    }
  }

  /// A number by its key, and whose it is where it is another's.
  struct Number {
    var kind: Kind
    var key: Part
    var whose: String?

    enum Kind { case reference, nhs, upn, laChild, phone, email }
  }

  var names: [Name] = []
  var middle: [Part] = []
  var birth: Birth?
  var sex: Sex?
  var places: [Place] = []
  var numbers: [Number] = []
  var school = Portrait.none
  var unborn = false
}

/// Makes portraits; what they share they share in its lexicon.
struct Studio {
  var lexicon = Lexicon()

  /// Words that stand where a given name would, when there is none yet.
  static let unnamed: Set<String> = [
    "baby", "unborn", "bump", "infant", "newborn", "unnamed", "unknown", "na", "boy", "girl",
  ]

  // MARK: Names

  mutating func name(
    given: [String], family: [String], kind: Person.Name.Kind = .current, chance: Double = 1
  ) -> Portrait.Name {
    var name = Portrait.Name(kind: kind, chance: chance)
    let unnamed = given.contains { Self.unnamed.contains($0) }
    let given = unnamed ? [] : given
    name.given = given.map { lexicon.part($0) }
    name.family = family.map { lexicon.part($0) }
    name.givenWhole = whole(name.given, given)
    name.familyWhole = whole(name.family, family)
    return name
  }

  private mutating func whole(_ parts: [Portrait.Part], _ texts: [String]) -> Portrait.Part {
    switch parts.count {
    case 0: Portrait.none
    case 1: parts[0]
    default: lexicon.part(texts.joined())
    }
  }

  /// Every way to read names of which nobody said which is which: the first so many are given
  /// names, or the last.
  mutating func readings(_ loose: [String]) -> [Portrait.Name] {
    if loose.count == 1 {
      return [name(given: loose, family: []), name(given: [], family: loose)]
    }
    var names: [Portrait.Name] = []
    for cut in 1..<max(2, min(loose.count, 5)) where cut < loose.count {
      let (front, back) = (Array(loose[..<cut]), Array(loose[cut...]))
      names.append(name(given: front, family: back))
      names.append(name(given: back, family: front, chance: 0.5))
    }
    names.append(name(given: loose, family: [], chance: 0.25))
    names.append(name(given: [], family: loose, chance: 0.25))
    return names
  }

  // MARK: Places

  mutating func place(
    house: String, street: String, area: String = "", town: String, postcode: String?,
    state: String = "", uprn: String? = nil, current: Bool = true
  ) -> Portrait.Place {
    var place = Portrait.Place(current: current)
    place.house = part(Folding.parts(house).joined())
    place.street = part(Self.street(street))
    place.area = part(Folding.parts(area).joined())
    place.town = part(Folding.parts(town).joined())
    place.state = part(Folding.parts(state).joined())
    place.uprn = part(Folding.parts(uprn ?? "").joined())
    if let postcode, !postcode.isEmpty {
      if let whole = Postcode(postcode) {
        place.postcode = lexicon.part(whole.text)
        place.sector = lexicon.part(whole.sector)
        place.outward = lexicon.part(whole.outward)
      } else if let partial = Postcode.partial(postcode) {
        place.outward = lexicon.part(String(partial.prefix { $0 != " " }))
        if partial.contains(" ") { place.sector = lexicon.part(partial) }
      } else {
        place.postcode = part(postcode.uppercased().trimmed)
      }
    }
    return place
  }

  /// Written as one, the word for a street in full: `Acacia Rd.` and `AcaciaRoad` are the same.
  static func street(_ text: String) -> String {
    var parts = Folding.parts(text)
    if parts.count > 1, let full = endings[parts[parts.count - 1]] {
      parts[parts.count - 1] = full
    }
    return parts.joined()
  }

  private static let endings: [String: String] = [
    "st": "street", "str": "street", "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane",
    "dr": "drive", "cl": "close", "ct": "court", "cres": "crescent", "cr": "crescent",
    "pl": "place", "terr": "terrace", "tce": "terrace", "gdns": "gardens", "gdn": "garden",
    "gr": "grove", "sq": "square", "pde": "parade", "cct": "circuit", "blvd": "boulevard",
    "hwy": "highway", "wy": "way",
  ]

  private mutating func part(_ text: String) -> Portrait.Part {
    text.isEmpty ? Portrait.none : lexicon.part(text)
  }

  // MARK: Whole people

  mutating func number(_ number: IdentifyingNumber, whose: String? = nil) -> Portrait.Number {
    let kind: Portrait.Number.Kind =
      switch number {
      case .reference: .reference
      case .nhs: .nhs
      case .upn: .upn
      case .laChild: .laChild
      case .phone: .phone
      case .email: .email
      }
    return Portrait.Number(kind: kind, key: lexicon.part(number.key), whose: whose)
  }

  mutating func portrait(of person: KnownPerson) -> Portrait {
    var portrait = Portrait()
    for known in person.names {
      portrait.names.append(
        name(
          given: Folding.parts(known.given), family: Folding.parts(known.family), kind: known.kind))
    }
    if let birth = person.birth {
      let (year, month, day) = birth.day.civil
      let certainty: Portrait.Birth.Certainty =
        switch birth {
        case .exact: .exact
        case .estimated: .estimated
        case .expected: .expected
        }
      portrait.birth = Portrait.Birth(
        year: Int32(year), month: Int32(month), day: Int32(day), certainty: certainty)
    }
    portrait.sex = person.sex
    for known in person.addresses {
      let place = place(
        house: known.house, street: known.street, town: known.town, postcode: known.postcode,
        uprn: known.uprn, current: known.current)
      portrait.places.append(place)
    }
    for known in person.numbers { portrait.numbers.append(number(known)) }
    for known in person.numbersOfOthers {
      portrait.numbers.append(number(known.number, whose: known.whose))
    }
    portrait.school = part(person.school.map { Folding.parts($0).joined() } ?? "")
    portrait.unborn = person.unborn
    return portrait
  }

  mutating func portrait(of terms: SearchTerms) -> Portrait {
    var portrait = Portrait()
    let (given, family, loose) = (terms.given, terms.family, terms.names)
    // Of an unborn child the given names are the mother's.
    if given.isEmpty, family.isEmpty, !loose.isEmpty {
      portrait.names = readings(loose)
    } else if !given.isEmpty || !family.isEmpty {
      portrait.names = [name(given: given, family: family)]
      if !loose.isEmpty {
        portrait.names = [
          name(given: given + loose, family: family), name(given: given, family: family + loose),
        ]
      }
    }
    if terms.unborn {
      for index in portrait.names.indices where !portrait.names[index].family.isEmpty {
        portrait.names[index].given = []
        portrait.names[index].givenWhole = Portrait.none
      }
    }
    switch terms.birth {
    case .day(let day):
      let (year, month, date) = day.civil
      portrait.birth = Portrait.Birth(year: Int32(year), month: Int32(month), day: Int32(date))
    case .month(let year, let month):
      portrait.birth = Portrait.Birth(year: Int32(year), month: Int32(month))
    case .year(let year): portrait.birth = Portrait.Birth(year: Int32(year))
    case nil: break
    }
    portrait.sex = terms.sex == .unknown ? nil : terms.sex
    let place = place(
      house: terms.house ?? "", street: terms.street ?? "", town: terms.town ?? "",
      postcode: terms.postcode)
    if !place.isEmpty { portrait.places = [place] }
    portrait.numbers = terms.numbers.map { number($0) }
    portrait.school = part(terms.school.map { Folding.parts($0).joined() } ?? "")
    portrait.unborn = terms.unborn
    return portrait
  }
}
