/// A value that may have to be kept back: an address that must not be told. It opens by itself only
/// where nothing keeps it back; else it takes a ``DisclosureLeave``, which ``May`` alone gives. So a
/// page that does not ask cannot show it, print it or export it.
package struct Disclosable<Value: Sendable>: Sendable {
  private let value: Value
  package let isUndisclosed: Bool

  package init(_ value: Value, isUndisclosed: Bool) {
    self.value = value
    self.isUndisclosed = isUndisclosed
  }

  /// Nil where it is kept back.
  package var open: Value? { isUndisclosed ? nil : value }

  package func value(by leave: DisclosureLeave) -> Value { value }

  /// Kept back where it was, or where the register of another day keeps it back.
  package func keptBack(by isHeld: (Value) -> Bool) -> Disclosable {
    Disclosable(value, isUndisclosed: isUndisclosed || isHeld(value))
  }
}

extension Disclosable: Equatable where Value: Equatable {}

/// That a worker may see what is kept back about one person, today.
package struct DisclosureLeave: Sendable {
  package let person: PersonID
  fileprivate init(person: PersonID) { self.person = person }
}

extension May {
  /// Leave to see a person's address that is not to be disclosed; nil where the policy refuses.
  package static func disclose(
    _ record: Record, to viewer: Viewer, today: Day
  ) -> DisclosureLeave? {
    guard let person = record.person,
      decide(.seeUndisclosedAddress, by: viewer, about: record, today: today).isAllowed
    else { return nil }
    return DisclosureLeave(person: person)
  }
}

/// The homes that must not be told, near the people a page is about. Whoever lives at one of them is
/// kept back with it: a child's postcode betrays the mother's.
package struct UndisclosedHomes: Sendable, Equatable {
  /// What stands where an address is kept back.
  package static let words = "Address not to be disclosed"

  private let homes: [Person.Address]
  private let all: Bool

  package init(_ homes: [Person.Address]) {
    self.homes = homes
    all = false
  }

  private init() {
    homes = []
    all = true
  }

  /// Keeps every address back: where nobody has asked which.
  package static let everyHome = UndisclosedHomes()

  package var isEmpty: Bool { homes.isEmpty && !all }

  /// These and the others.
  package func and(_ others: UndisclosedHomes) -> UndisclosedHomes {
    all || others.all ? .everyHome : UndisclosedHomes(homes + others.homes)
  }

  package func holds(_ address: Person.Address) -> Bool {
    all
      || homes.contains { home in
        home.isSameHome(as: address)
          // The postcode alone is as good as the address to somebody who looks for it.
          || (address.lines.isEmpty && Self.same(home.postcode, address.postcode))
      }
  }

  package func holds(postcode: String?) -> Bool {
    guard let postcode else { return false }
    return all || homes.contains { Self.same($0.postcode, postcode) }
  }

  package func sealed(_ address: Person.Address) -> Disclosable<Person.Address> {
    Disclosable(address, isUndisclosed: holds(address))
  }

  /// The address as anybody may read it: when, and that it is kept back.
  package func shown(_ address: Person.Address) -> Person.Address {
    guard holds(address) else { return address }
    return Person.Address(
      lines: Self.words, from: address.from, to: address.to, part: address.part)
  }

  /// A value that intake proposes, as anybody may read it.
  package func shown(_ value: Person.Proposal.Value) -> Person.Proposal.Value {
    guard case .address(let address) = value else { return value }
    return .address(address: shown(address))
  }

  package func shown(_ proposed: Person.Proposed) -> Person.Proposed {
    var proposed = proposed
    proposed.proposal.value = shown(proposed.proposal.value)
    return proposed
  }

  /// A text in which these homes are taken out: their postcodes and the line with house and street,
  /// however they are spaced and abbreviated. What only hints at a home, as "behind the church" does,
  /// stays.
  package func takenOut(of text: String) -> String {
    let words = WrittenWord.all(in: text)
    let lines = homes.flatMap(\.writtenLines).sorted { $0.count > $1.count }
    let postcodes = Set(homes.compactMap { $0.postcode.map(HomeWords.plain) })
    var result = ""
    var (at, copied) = (0, text.startIndex)
    while at < words.count {
      let line = lines.first { line in
        words[at...].lazy.map(\.word).starts(with: line)
      }
      // With the line goes the postcode behind it.
      var count = line?.count ?? 0
      if at + count < words.count {
        count += WrittenWord.postcode(at: at + count, of: words, in: postcodes)
      }
      guard count > 0 else {
        at += 1
        continue
      }
      result += text[copied..<words[at].range.lowerBound] + Self.words.lowercased()
      at += count
      copied = words[at - 1].range.upperBound
    }
    return result + text[copied...]
  }

  /// Whether a text tells one of these homes, in whatever case and with whatever between the letters.
  /// - Parameter alsoStreets: the first line without its number tells it too.
  package func areTold(in text: String, alsoStreets: Bool) -> Bool {
    let squeezed = Self.squeezed(text)
    return homes.contains { home in
      let line = Self.squeezed(
        home.lines.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
      let street = String(line.drop(while: \.isNumber))
      let parts = [Self.squeezed(home.postcode ?? ""), line] + (alsoStreets ? [street] : [])
      // A part of a few letters stands in every text.
      return parts.contains { $0.count > 4 && squeezed.contains($0) }
    }
  }

  private static func squeezed(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private static func same(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other else { return false }
    return HomeWords.plain(one) == HomeWords.plain(other)
  }
}

extension Person.Address {
  /// It stands for one that must not be told, and is alike to nothing.
  package var isKeptBack: Bool { lines == UndisclosedHomes.words && postcode == nil }
}

/// A word of a text as homes are compared, and where it stands.
private struct WrittenWord {
  let word: String
  let range: Range<String.Index>

  static func all(in text: String) -> [WrittenWord] {
    text.split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map { word in
      let plain = word.lowercased().replacing("'", with: "")
      return WrittenWord(
        word: HomeWords.whole[plain] ?? plain, range: word.startIndex..<word.endIndex)
    }
  }

  /// How many words from here are one of the postcodes, written together or apart: 0, 1 or 2.
  static func postcode(at: Int, of words: [WrittenWord], in postcodes: Set<String>) -> Int {
    let one = words[at].word.uppercased()
    if postcodes.contains(one) { return 1 }
    guard at + 1 < words.count else { return 0 }
    return postcodes.contains(one + words[at + 1].word.uppercased()) ? 2 : 0
  }
}

extension Person.Address {
  /// The words by which a text gives the home away: its lines, the first alone, and the part of that
  /// with the number and the street.
  fileprivate var writtenLines: [[String]] {
    let all = lines.split(whereSeparator: \.isNewline)
    let line = all.first ?? ""
    let whole = all.indices.map { last in
      all[...last].flatMap { WrittenWord.all(in: String($0)).map(\.word) }
    }
    let parts = line.split(separator: ",").map { WrittenWord.all(in: String($0)).map(\.word) }
    let streets = parts.filter { words in
      let isNumber = words.map { $0.contains(where: \.isNumber) }
      return isNumber.contains(true) && zip(words, isNumber).contains { !$1 && $0 != "flat" }
    }
    return (whole + streets).filter { $0.count > 1 }
  }
}
