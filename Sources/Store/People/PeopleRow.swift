import Domain
import Matching

/// A row of another system's index of people, as what our record would begin with.
struct PeopleRow: Sendable {
  /// Why a row is not taken in, and which of its columns says so.
  struct Rejected: Error, Sendable, Equatable {
    let column: PersonColumn?
    let reason: String
  }

  let reference: String
  let details: Person.Details
  let network: Person.Network

  /// Longer than any name, address or number.
  private static let longest = 500

  /// - Parameter system: whose index it is, in the words of whoever brings it over.
  /// - Throws: ``Rejected``.
  init(_ row: CSVRow, _ columns: PersonColumns, system: String, today: Day) throws {
    do { try columns.check(row) } catch let error as CSVError {
      throw Rejected(column: nil, reason: error.what)
    }
    var texts: [PersonColumn: String] = [:]
    for column in columns.places.keys {
      let text = columns.text(column, of: row)
      if text.utf8.count > Self.longest {
        throw Rejected(column: column, reason: "longer than \(Self.longest) letters")
      }
      if text.utf8.contains(0) {
        throw Rejected(column: column, reason: "holds a character that is no letter")
      }
      if !text.isEmpty { texts[column] = text }
    }
    guard let reference = texts[.reference] else {
      throw Rejected(column: .reference, reason: "there is no reference")
    }
    self.reference = reference
    let name = Person.Name(
      given: [texts[.given], texts[.middle]].compactMap { $0 }.joined(separator: " "),
      family: texts[.family] ?? "")
    let birth = try texts[.birth].map { try Self.birth($0, today: today) }
    let isAdult = birth.map { $0.day.age(on: today) >= 18 } ?? false
    details = Person.Details(
      name: name,
      otherNames: texts[.previousFamily].map {
        $0 == name.family ? [] : [Person.Name(given: name.given, family: $0, kind: .previous)]
      } ?? [],
      stage: isAdult ? .adult : .child, birth: birth,
      identity: Person.Identity(sex: try texts[.sex].map(Self.sex)),
      identifiers: Person.Identifiers(
        nhsNumber: try texts[.nhs].map(Self.nhsNumber), upn: try texts[.upn].map(Self.upn),
        laChildID: try texts[.childID].map(Self.childID)),
      address: Self.address(texts), provenance: Person.Provenance(saidBy: system))
    network = Person.Network(
      phones: (texts[.phone] ?? "").split { $0 == ";" || $0 == "/" }.map { String($0).oneSpaced }
        .filter { !$0.isEmpty },
      email: texts[.email], school: texts[.school])
  }

  /// A day as other systems write it; a month or a year alone is an estimate, its middle.
  private static func birth(_ text: String, today: Day) throws -> Person.Birth {
    if let day = Day(iso: String(text.prefix(10))) { return .exact(day) }
    if text.utf8.count == 8, let number = Int(text),
      let day = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    {
      return .exact(day)
    }
    switch BirthTerm(text.split(separator: " ").map(String.init), today: today) {
    case .day(let day): return .exact(day)
    case .month(let year, let month):
      if let day = Day(year: year, month: month, day: 15) { return .estimated(day) }
    case .year(let year):
      if let day = Day(year: year, month: 7, day: 1) { return .estimated(day) }
    case nil: break
    }
    throw Rejected(column: .birth, reason: "this is no date: write 2016-03-14 or 14/03/2016")
  }

  private static func sex(_ text: String) throws -> Sex {
    switch text.lowercased() {
    case "m", "male", "1", "boy", "man": .male
    case "f", "female", "2", "girl", "woman": .female
    case "u", "unknown", "0", "9", "not known", "not specified", "i", "x", "other": .unknown
    default: throw Rejected(column: .sex, reason: "write M, F or U")
    }
  }

  private static func nhsNumber(_ text: String) throws -> String {
    guard let number = NHSNumber(text) else {
      throw Rejected(column: .nhs, reason: "this is no NHS number: its check digit does not fit")
    }
    return number.text
  }

  private static func upn(_ text: String) throws -> String {
    guard let number = UPN(text) else {
      throw Rejected(column: .upn, reason: "this is no UPN: its check letter does not fit")
    }
    return number.text
  }

  private static func childID(_ text: String) throws -> String {
    guard let id = LAChildID(text) else {
      throw Rejected(column: .childID, reason: "an LA child id has up to 20 letters and digits")
    }
    return id.text
  }

  private static func address(_ texts: [PersonColumn: String]) -> Person.Address? {
    let street = [texts[.house], texts[.street]].compactMap { $0 }.joined(separator: " ")
    let lines = [street, texts[.address2] ?? "", texts[.town] ?? "", texts[.state] ?? ""]
      .filter { !$0.isEmpty }
    guard !lines.isEmpty || texts[.postcode] != nil else { return nil }
    return Person.Address(
      lines: lines.joined(separator: "\n"),
      postcode: texts[.postcode].map { Postcode($0)?.text ?? $0.uppercased() },
      uprn: texts[.uprn])
  }

  /// What a row says otherwise than the one that was brought over before; empty where it is the same.
  func differences(from details: Person.Details, _ network: Person.Network) -> [PersonColumn] {
    var found: [PersonColumn] = []
    func compare<T: Equatable>(_ column: PersonColumn, _ left: T, _ right: T) {
      if left != right { found.append(column) }
    }
    let (now, then) = (self.details, details)
    compare(.given, now.name.given, then.name.given)
    compare(.family, now.name.family, then.name.family)
    compare(.previousFamily, now.otherNames, then.otherNames)
    compare(.birth, now.birth, then.birth)
    compare(.sex, now.identity.sex, then.identity.sex)
    compare(.nhs, now.identifiers.nhsNumber, then.identifiers.nhsNumber)
    compare(.upn, now.identifiers.upn, then.identifiers.upn)
    compare(.childID, now.identifiers.laChildID, then.identifiers.laChildID)
    compare(.street, now.address?.lines, then.address?.lines)
    compare(.postcode, now.address?.postcode, then.address?.postcode)
    compare(.uprn, now.address?.uprn, then.address?.uprn)
    compare(.phone, self.network.phones, network.phones)
    compare(.email, self.network.email, network.email)
    compare(.school, self.network.school, network.school)
    return found
  }
}

extension String {
  fileprivate var oneSpaced: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
