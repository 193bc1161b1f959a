import Domain
import Matching

/// What a comparison looks at of one person, as one text: fields between separators that no name has
/// (ASCII 28 to 31), so that reading one is cheap. Written and read here alone; another form of it is a
/// new migration that fills the table again.
enum KnownText {
  private static let field = "\u{1F}"
  private static let item = "\u{1E}"
  private static let piece = "\u{1D}"

  static func write(_ person: KnownPerson) -> String {
    let birth = person.birth.map { "\($0.certainty)\(piece)\($0.day.iso)" } ?? ""
    let names = person.names.map { pieces([$0.kind.rawValue, $0.given, $0.family]) }
    let addresses = person.addresses.map {
      pieces([
        $0.house, $0.street, $0.town, $0.postcode ?? "", $0.uprn ?? "", $0.current ? "1" : "",
      ])
    }
    let numbers = person.numbers.compactMap { number -> String? in
      number.kept.map { pieces([$0.kind, $0.text]) }
    }
    return [
      birth, person.unborn ? "1" : "", person.sex?.rawValue ?? "", plain(person.school ?? ""),
      names.joined(separator: item), addresses.joined(separator: item),
      numbers.joined(separator: item),
    ].joined(separator: field)
  }

  static func read(
    _ text: String, _ id: PersonID, numbersOfOthers: [KnownPerson.NumberOfAnother] = []
  ) throws -> KnownPerson {
    let fields = split(text.utf8[...], 0x1F)
    guard fields.count == 7 else { throw DatabaseError.damaged("the search index") }
    var birth: Person.Birth?
    let born = split(fields[0], 0x1D)
    if born.count == 2, let day = Day(iso: string(born[1])) {
      birth = Person.Birth(certainty: string(born[0]), day: day)
    }
    let names = items(fields[4]).compactMap { pieces -> Person.Name? in
      guard pieces.count == 3, let kind = Person.Name.Kind(rawValue: string(pieces[0])) else {
        return nil
      }
      return Person.Name(given: string(pieces[1]), family: string(pieces[2]), kind: kind)
    }
    let addresses = items(fields[5]).compactMap { pieces -> KnownAddress? in
      guard pieces.count == 6 else { return nil }
      return KnownAddress(
        house: string(pieces[0]), street: string(pieces[1]), town: string(pieces[2]),
        postcode: pieces[3].isEmpty ? nil : string(pieces[3]),
        uprn: pieces[4].isEmpty ? nil : string(pieces[4]), current: !pieces[5].isEmpty)
    }
    return KnownPerson(
      id: id, names: names, birth: birth, unborn: !fields[1].isEmpty,
      sex: Sex(rawValue: string(fields[2])), addresses: addresses,
      school: fields[3].isEmpty ? nil : string(fields[3]),
      numbers: items(fields[6]).compactMap { IdentifyingNumber(kept: $0.map(string)) },
      numbersOfOthers: numbersOfOthers)
  }

  private static func pieces(_ texts: [String]) -> String {
    texts.map(plain).joined(separator: piece)
  }

  private static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { (0x1C...0x1F).contains($0) }) else { return text }
    return String(
      decoding: text.utf8.map { (0x1C...0x1F).contains($0) ? 0x20 : $0 }, as: UTF8.self)
  }

  private static func items(
    _ text: Substring.UTF8View
  ) -> [[Substring.UTF8View]] {
    text.isEmpty ? [] : split(text, 0x1E).map { split($0, 0x1D) }
  }

  private static func split(
    _ text: Substring.UTF8View, _ separator: UInt8
  ) -> [Substring.UTF8View] {
    text.split(separator: separator, omittingEmptySubsequences: false)
  }

  private static func string(_ text: Substring.UTF8View) -> String { String(Substring(text)) }
}

extension IdentifyingNumber {
  /// Nil for the record's own number, which is its place.
  fileprivate var kept: (kind: String, text: String)? {
    switch self {
    case .reference: nil
    case .nhs(let number): ("n", number.text)
    case .upn(let number): ("u", number.text)
    case .laChild(let id): ("l", id.text)
    case .phone(let digits): ("p", digits)
    case .email(let address): ("m", address)
    }
  }

  fileprivate init?(kept: [String]) {
    guard kept.count == 2 else { return nil }
    switch kept[0] {
    case "n": if let number = NHSNumber(kept[1]) { self = .nhs(number) } else { return nil }
    case "u": if let number = UPN(kept[1]) { self = .upn(number) } else { return nil }
    case "l": if let id = LAChildID(kept[1]) { self = .laChild(id) } else { return nil }
    case "p": self = .phone(kept[1])
    case "m": self = .email(kept[1])
    default: return nil
    }
  }
}
