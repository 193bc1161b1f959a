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

  /// A text in which the postcodes and first lines of these homes are taken out.
  package func takenOut(of text: String) -> String {
    var text = text
    for home in homes {
      let line = home.lines.split(whereSeparator: \.isNewline).first.map(String.init)
      let postcode = home.postcode
      let parts = [line, postcode, postcode?.filter { $0 != " " }].compactMap { $0 }
      for part in parts where part.count > 3 {
        text = text.replacingLetters(part, with: Self.words.lowercased())
      }
    }
    return text
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

extension String {
  /// Whatever the case of the letters.
  fileprivate func replacingLetters(_ part: String, with words: String) -> String {
    let low = part.lowercased()
    guard lowercased().contains(low) else { return self }
    var result = ""
    var rest = Substring(self)
    while let start = rest.indices.first(where: { rest[$0...].lowercased().hasPrefix(low) }) {
      result += rest[..<start] + words
      rest = rest[rest.index(start, offsetBy: part.count)...]
    }
    return result + rest
  }
}
