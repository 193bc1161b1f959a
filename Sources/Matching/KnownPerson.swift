import Domain

/// What a record has of one person, as far as a search looks at it.
package struct KnownPerson: Sendable, Equatable {
  package let id: PersonID
  /// The name in use first.
  package let names: [Person.Name]
  package let birth: Person.Birth?
  package let unborn: Bool
  package let sex: Sex?
  /// Where the person lives first, then where they lived.
  package let addresses: [KnownAddress]
  package let school: String?
  package let numbers: [IdentifyingNumber]
  /// Numbers of somebody near the person: the phone of their mother.
  package let numbersOfOthers: [NumberOfAnother]

  package struct KnownPostcode: Sendable, Equatable {
    /// As stored; text of another shape matches nothing but itself.
    package let postcode: String
    package let current: Bool

    package init(_ postcode: String, current: Bool) {
      self.postcode = Postcode(postcode)?.text ?? postcode
      self.current = current
    }
  }

  package struct NumberOfAnother: Sendable, Equatable {
    package let number: IdentifyingNumber
    /// `mother`, `carer`: read as "same phone as …".
    package let whose: String

    package init(_ number: IdentifyingNumber, whose: String) {
      self.number = number
      self.whose = whose
    }
  }

  package init(
    id: PersonID, names: [Person.Name], birth: Person.Birth? = nil, unborn: Bool = false,
    sex: Sex? = nil, addresses: [KnownAddress], school: String? = nil,
    numbers: [IdentifyingNumber] = [], numbersOfOthers: [NumberOfAnother] = []
  ) {
    self.id = id
    self.names = names
    self.birth = birth
    self.unborn = unborn
    self.sex = sex == .unknown ? nil : sex
    self.addresses = addresses
    self.school = school
    self.numbers =
      [.reference(id.description)] + numbers.filter { $0 != .reference(id.description) }
    self.numbersOfOthers = numbersOfOthers
  }

  package init(
    id: PersonID, names: [Person.Name], birth: Person.Birth? = nil, unborn: Bool = false,
    postcodes: [KnownPostcode] = [], numbers: [IdentifyingNumber] = []
  ) {
    self.init(
      id: id, names: names, birth: birth, unborn: unborn,
      addresses: postcodes.map { KnownAddress(postcode: $0.postcode, current: $0.current) },
      numbers: numbers)
  }

  /// From the record itself. `numbersOfOthers` are those of parents and carers on their own records.
  package init(_ id: PersonID, _ person: Person, numbersOfOthers: [NumberOfAnother] = []) {
    let identifiers = person.identifiers
    let upns = [identifiers.upn, identifiers.formerUPN].compactMap { $0.flatMap(UPN.init) }
    var numbers = upns.map { IdentifyingNumber.upn($0) }
    numbers += [identifiers.nhsNumber.flatMap(NHSNumber.init)].compactMap { $0 }.map { .nhs($0) }
    numbers += [identifiers.laChildID.flatMap(LAChildID.init)].compactMap { $0 }
      .map { .laChild($0) }
    numbers += person.network.phones.compactMap { IdentifyingNumber(phone: $0) }
    numbers += [person.network.email].compactMap { $0 }.compactMap { IdentifyingNumber(email: $0) }
    self.init(
      id: id, names: person.names, birth: person.birth, unborn: person.stage == .unborn,
      sex: person.identity.sex,
      addresses: person.addresses.filter { !$0.isKeptBack }.map { KnownAddress($0) },
      school: person.network.school,
      numbers: numbers, numbersOfOthers: numbersOfOthers)
  }

  package var postcodes: [KnownPostcode] {
    addresses.compactMap { address in
      address.postcode.map { KnownPostcode($0, current: address.current) }
    }
  }
}

/// Where somebody lives or lived, in the pieces that are compared.
extension KnownPerson {
  /// The same person, without some of the addresses.
  package func without(_ isLeftOut: (KnownAddress) -> Bool) -> KnownPerson {
    guard addresses.contains(where: isLeftOut) else { return self }
    return KnownPerson(
      id: id, names: names, birth: birth, unborn: unborn, sex: sex,
      addresses: addresses.filter { !isLeftOut($0) }, school: school, numbers: numbers,
      numbersOfOthers: numbersOfOthers)
  }
}

extension SearchTerms {
  /// The same search, had nothing been said of where the person lives.
  package var withoutAddress: SearchTerms {
    var terms = self
    (terms.postcode, terms.house, terms.street, terms.town) = (nil, nil, nil, nil)
    return terms
  }
}

extension UndisclosedHomes {
  package func holds(_ known: KnownAddress) -> Bool {
    let lines = [known.house, known.street, known.town].filter { !$0.isEmpty }
    return holds(
      Person.Address(
        lines: lines.joined(separator: " "), postcode: known.postcode, uprn: known.uprn))
  }
}

package struct KnownAddress: Sendable, Equatable {
  /// `12`, `12A`, `Flat 3 12`; a house may have a name instead.
  package let house: String
  /// `Acacia Road`
  package let street: String
  /// Whatever else the lines say: town, village, district.
  package let town: String
  /// As stored; not only of the United Kingdom.
  package let postcode: String?
  /// Unique property reference number: digits.
  package let uprn: String?
  package let current: Bool

  package init(
    house: String = "", street: String = "", town: String = "", postcode: String? = nil,
    uprn: String? = nil, current: Bool = true
  ) {
    self.house = house
    self.street = street
    self.town = town
    self.postcode = postcode.map { Postcode($0)?.text ?? $0 }
    self.uprn = uprn
    self.current = current
  }

  package init(_ address: Person.Address) {
    let lines = address.lines.split { $0.isNewline || $0 == "," }.map(String.init)
    let read = AddressReading(lines)
    self.init(
      house: read.house, street: read.street, town: read.town, postcode: address.postcode,
      uprn: address.uprn, current: address.to == nil)
  }
}

/// Finds house and street in the lines of an address, as they stand on an envelope.
package struct AddressReading: Sendable, Equatable {
  package private(set) var house = ""
  package private(set) var street = ""
  package private(set) var town = ""

  /// The street stands in the first line that begins with a number or ends in a word for a street;
  /// what stands before it is a flat or a house with a name, what stands after it is the town.
  package init(_ lines: [String]) {
    let lines = lines.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
      .filter { !$0.isEmpty }
    guard !lines.isEmpty else { return }
    let at =
      lines.firstIndex { AddressReading.isStreet($0) } ?? lines.firstIndex { $0.count > 1 } ?? 0
    var words = lines[at]
    var houses = lines[..<at].flatMap { $0 }
    while words.count > 1, AddressReading.isHouse(words) {
      let taken = AddressReading.flats.contains(words[0].lowercased()) && words.count > 2 ? 2 : 1
      houses += words.prefix(taken)
      words.removeFirst(taken)
    }
    // `12, Acacia Road`: the number alone in a line of its own.
    if words.count == 1, words[0].contains(where: \.isNumber), at + 1 < lines.count {
      houses += words
      words = lines[at + 1]
      town = lines[(at + 2)...].map { $0.joined(separator: " ") }.joined(separator: " ")
    } else {
      town = lines[(at + 1)...].map { $0.joined(separator: " ") }.joined(separator: " ")
    }
    house = houses.joined(separator: " ")
    street = words.joined(separator: " ")
  }

  private static func isHouse(_ words: [String]) -> Bool {
    words[0].first?.isNumber == true || flats.contains(words[0].lowercased())
  }

  static func isStreet(_ words: [String]) -> Bool {
    if words.count > 1, words[0].first?.isNumber == true { return true }
    return words.count > 1 && streetWords.contains(words[words.count - 1].lowercased())
  }

  static let flats: Set<String> = ["flat", "apartment", "apt", "room", "unit"]

  /// The word a street's name ends in.
  static let streetWords: Set<String> = [
    "street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "drive", "dr", "close", "cl",
    "court", "ct", "crescent", "cres", "place", "pl", "terrace", "terr", "grove", "gardens", "gdns",
    "way", "walk", "hill", "square", "sq", "row", "mews", "rise", "view", "green", "park", "parade",
    "mount", "bank", "yard", "fold", "vale", "wharf", "quay", "circle", "boulevard", "drove",
    "croft",
  ]
}
