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
  /// Words that nothing was made of, to be shown as not searched for.
  package var unread: [String] = []

  package init() {}

  /// Reads one box. `today` settles years of two digits.
  package init(_ box: String, today: Day) {
    let commas: Set<Character> = [",", ";"]
    let words = box.split { $0.isWhitespace || commas.contains($0) }.map(String.init)
    var index = 0
    while index < words.count {
      index += take(words[index...], today: today)
    }
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
      if let read = Self.number(numberText) {
        numbers.append(read)
      } else {
        unread.append(numberText)
      }
    }
  }

  package var isEmpty: Bool {
    allNames.isEmpty && birth == nil && postcode == nil && numbers.isEmpty && street == nil
      && school == nil
  }

  /// Every name part, whichever it is.
  package var allNames: [String] { given + family + names }

  /// Makes something of the first words and says of how many.
  private mutating func take(_ words: ArraySlice<String>, today: Day) -> Int {
    let first = words[words.startIndex]
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
    if let number = Self.number(first), !number.isShortChildID {
      numbers.append(number)
    } else if first.contains(where: \.isNumber) {
      unread.append(first)
    } else {
      takeName(first, into: \.names)
    }
    return 1
  }

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
  static let unbornWords: Set<String> = ["unborn", "baby", "bump"]
  /// Words between names that are no names.
  static let fillers: Set<String> = ["of", "mr", "mrs", "ms", "miss", "master", "dob", "born"]
}
