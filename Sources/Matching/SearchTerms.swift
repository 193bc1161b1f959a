import Domain

/// What a worker knows of somebody, read from one box in any order, or from separate questions.
package struct SearchTerms: Hashable, Sendable {
  /// Folded, in the order typed, where nobody said which is which.
  package var names: [String] = []
  /// Folded, where a question asked for them.
  package var given: [String] = []
  package var family: [String] = []
  package var birth: BirthTerm?
  /// Whole or its beginning, as stored postcodes are written: `LS1 4AB`, `LS1`.
  package var postcode: String?
  package var numbers: [IdentifyingNumber] = []
  package var sex: Sex?
  /// `12`, `12a`
  package var house: String?
  /// As typed: `Acacia Road`.
  package var street: String?
  package var town: String?
  /// As typed: `Hillside Primary`.
  package var school: String?
  /// `unborn`, `baby of`: the rest of the names are the mother's.
  package var unborn = false
  /// What may be a number of somebody in another system, in capitals without signs.
  package var references: [String] = []
  /// Words that nothing was made of, to be shown as not searched for.
  package var unread: [String] = []
  /// The words that ``names`` was made of, as long as the box is read.
  private var typedNames: [String] = []

  package init() {}

  /// Reads one box. `today` settles years of two digits.
  package init(_ box: String, today: Day) {
    let commas: Set<Character> = [",", ";"]
    let words = box.split { $0.isWhitespace || commas.contains($0) }.map(String.init)
    var index = 0
    while index < words.count {
      index += take(words[index...], today: today)
    }
    typedNames = []
  }

  /// Reads separate questions; what one of them cannot be read as is in ``unread``.
  package init(
    given: String = "", family: String = "", birth: String = "", postcode: String = "",
    number: String = "", today: Day
  ) {
    takeName(given, into: \.given)
    takeName(family, into: \.family)
    let birthWords = birth.split(whereSeparator: \.isWhitespace).map(String.init)
    if !birthWords.isEmpty {
      self.birth = BirthTerm(birthWords, today: today)
      if self.birth == nil { unread.append(birth) }
    }
    let postcodeText = Self.trimmed(postcode)
    if !postcodeText.isEmpty {
      self.postcode = Postcode.partial(postcodeText)
      if self.postcode == nil { unread.append(postcodeText) }
    }
    let numberText = Self.trimmed(number)
    if !numberText.isEmpty {
      let isReference = takeReference(numberText)
      if let read = Self.number(numberText) {
        numbers.append(read)
      } else if isReference {
        // Looked for among the numbers of other systems.
      } else {
        unread.append(numberText)
      }
    }
  }

  package var isEmpty: Bool {
    allNames.isEmpty && birth == nil && postcode == nil && numbers.isEmpty && street == nil
      && references.isEmpty
      && school == nil
  }

  /// Every name part, whichever it is.
  package var allNames: [String] { given + family + names }

  /// Makes something of the first words and says of how many.
  private mutating func take(_ words: ArraySlice<String>, today: Day) -> Int {
    let first = words[words.startIndex]
    if let email = IdentifyingNumber(email: first) {
      numbers.append(email)
      return 1
    }
    if street == nil, let count = takeAddress(words) { return count }
    for count in stride(from: min(5, words.count), through: 1, by: -1) {
      let some = words.prefix(count)
      if let number = NHSNumber(some.joined()) {
        numbers.append(.nhs(number))
        return count
      }
      if let phone = IdentifyingNumber(phone: some.joined(separator: " ")) {
        numbers.append(phone)
        return count
      }
      if birth == nil, let term = BirthTerm(some, today: today) {
        birth = term
        return count
      }
      if count <= 2, postcode == nil, let part = Self.postcode(some) {
        postcode = part
        return count
      }
    }
    let isReference = takeReference(first)
    if let number = Self.number(first), !number.isShortChildID {
      numbers.append(number)
    } else if isReference {
      return 1
    } else if first.contains(where: \.isNumber) {
      unread.append(first)
    } else if !takePlace(first) {
      takeName(first, into: \.names)
      if !Folding.parts(first).isEmpty { typedNames.append(first) }
    }
    return 1
  }

  /// What another system may know somebody by: letters and digits, whatever stands between them.
  private mutating func takeReference(_ text: String) -> Bool {
    guard let reference = Self.reference(text) else { return false }
    references.append(reference)
    return true
  }

  /// A reference of another system as it is compared: `leg-00/77` is `LEG0077`. Nil for what has no
  /// digit or fewer than three letters and digits, and for a date.
  package static func reference(_ text: String) -> String? {
    let kept = text.uppercased().filter { $0.isLetter || $0.isNumber }
    guard kept.contains(where: \.isNumber), (3...60).contains(kept.count),
      kept.contains(where: \.isLetter) || kept.count == text.count
    else { return nil }
    return kept
  }

  /// `12 Acacia Road`, `Flat 3, 12a High St`: a number, at most three words, and one that a street's
  /// name ends in.
  private mutating func takeAddress(_ words: ArraySlice<String>) -> Int? {
    var count = 0
    var rest = words
    while let word = rest.first, count < 4 {
      let isFlat = AddressReading.flats.contains(word.lowercased())
      guard isFlat || Self.isHouse(word) else { break }
      rest = rest.dropFirst()
      count += 1
    }
    guard count > 0, words.prefix(count).contains(where: Self.isHouse) else { return nil }
    let name = rest.prefix(4)
    guard
      var end = name.dropFirst().firstIndex(where: {
        AddressReading.streetWords.contains(Self.plain($0))
      }), name[..<end].allSatisfy({ !$0.contains(where: \.isNumber) })
    else { return nil }
    // Upper Park Terrace
    while let word = name[name.index(after: end)...].first,
      Self.onlyStreets.contains(Self.plain(word))
    {
      end = name.index(after: end)
    }
    house = words.prefix(count).joined(separator: " ")
    street = name[...end].joined(separator: " ")
    return count + name[...end].count
  }

  private static func isHouse(_ word: String) -> Bool {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let rest = word.dropFirst(digits.count)
    return (1...4).contains(digits.count) && rest.count <= 1 && rest.allSatisfy(\.isLetter)
  }

  /// `Hillside Primary School`, `Acacia Road`: the name goes before, and was read as a person's.
  private mutating func takePlace(_ word: String) -> Bool {
    let plain = Self.plain(word)
    if Self.schoolWords.contains(plain) {
      if let known = school {
        school = "\(known) \(word)"
        return true
      }
      guard let name = giveBack(besides: Self.beforeASchool) else { return false }
      school = "\(name) \(word)"
      return true
    }
    if street == nil, Self.onlyStreets.contains(plain), let name = giveBack(besides: []) {
      street = "\(name) \(word)"
      return true
    }
    return false
  }

  /// The last word that was read as a name, and one before it that belongs to it.
  private mutating func giveBack(besides belonging: Set<String>) -> String? {
    guard let last = typedNames.popLast() else { return nil }
    var taken = [last]
    if let before = typedNames.last, belonging.contains(Self.plain(before)) {
      typedNames.removeLast()
      taken.insert(before, at: 0)
    }
    for word in taken { names.removeLast(min(names.count, Folding.parts(word).count)) }
    return taken.joined(separator: " ")
  }

  private static func plain(_ word: String) -> String { Folding.joined(word) }

  private mutating func takeName(
    _ text: String, into names: WritableKeyPath<SearchTerms, [String]>
  ) {
    for part in Folding.parts(text) {
      if Self.unbornWords.contains(part) {
        unborn = true
      } else if !Self.fillers.contains(part) {
        self[keyPath: names].append(part)
      }
    }
  }

  /// Two words are a postcode only when together they say more than the first alone.
  private static func postcode(_ words: ArraySlice<String>) -> String? {
    guard words.allSatisfy({ $0.contains(where: \.isNumber) }) else { return nil }
    return Postcode.partial(words.joined(separator: " "))
  }

  private static func number(_ text: String) -> IdentifyingNumber? {
    if let reference = IdentifyingNumber(reference: text) { return reference }
    if let upn = UPN(text) { return .upn(upn) }
    if let nhs = NHSNumber(text) { return .nhs(nhs) }
    if let phone = IdentifyingNumber(phone: text) { return phone }
    guard text.contains(where: \.isNumber), let id = LAChildID(text) else { return nil }
    return .laChild(id)
  }

  private static func trimmed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Words for a child who is not born, in place of a given name.
  static let unbornWords: Set<String> = ["unborn", "baby", "bump", "unnamed", "newborn"]
  /// Words between names that are no names.
  static let fillers: Set<String> = [
    "of", "mr", "mrs", "ms", "miss", "master", "dob", "born", "nhs", "upn", "tel",
  ]
  static let schoolWords: Set<String> = [
    "school", "primary", "academy", "infant", "infants", "junior", "juniors", "nursery", "college",
    "preschool", "secondary",
  ]
  /// Belong to the name of a school that follows.
  private static let beforeASchool: Set<String> = ["st", "saint", "the", "holy", "our", "king"]
  /// Words that end the name of a street and are hardly a surname.
  private static let onlyStreets: Set<String> = [
    "road", "rd", "avenue", "ave", "crescent", "cres", "terrace", "gardens", "gdns", "drive",
  ]
}
