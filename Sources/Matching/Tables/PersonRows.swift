import Domain

/// What a row of a table of people says, in the types of the house.
extension PersonColumns {
  /// Numbers whose check digit is right, phones and e-mail addresses. What is none is left out.
  package func numbers(of row: CSVRow) -> [IdentifyingNumber] {
    var numbers: [IdentifyingNumber] = []
    if let nhs = NHSNumber(text(.nhs, of: row)) { numbers.append(.nhs(nhs)) }
    if let upn = UPN(text(.upn, of: row)) { numbers.append(.upn(upn)) }
    if let child = LAChildID(text(.childID, of: row)) { numbers.append(.laChild(child)) }
    let phones = text(.phone, of: row).split { $0 == ";" || $0 == "/" }
    numbers += phones.compactMap { IdentifyingNumber(phone: $0.trimmingSpaces) }
    if let email = IdentifyingNumber(email: text(.email, of: row)) { numbers.append(email) }
    return numbers
  }

  /// `F`, `female`, `2`: as systems write it.
  package static func sex(_ text: String) -> Sex? {
    switch text.lowercased() {
    case "m", "male", "boy", "1": .male
    case "f", "female", "girl", "2": .female
    default: nil
    }
  }

  /// House and street, where the house stands before the street too.
  static func address(_ house: String, _ street: String) -> (house: String, street: String) {
    guard house.isEmpty, !street.isEmpty else { return (house, street) }
    let read = AddressReading([street])
    return (read.house, read.street)
  }

  /// The row as something to look for.
  package func terms(of row: CSVRow, today: Day) -> SearchTerms {
    func text(_ column: PersonColumn) -> String { self.text(column, of: row) }
    var terms = SearchTerms(
      given: [text(.given), text(.middle)].filter { !$0.isEmpty }.joined(separator: " "),
      family: text(.family), birth: "", today: today)
    if let birth = Portrait.Birth(text: text(.birth)) {
      let (year, month) = (Int(birth.year), Int(birth.month))
      if let day = Day(year: year, month: month, day: Int(birth.day)) {
        terms.birth = .day(day)
      } else if (1...12).contains(month) {
        terms.birth = .month(year: year, month: month)
      } else {
        terms.birth = .year(year)
      }
    }
    terms.sex = Self.sex(text(.sex))
    let (house, street) = Self.address(text(.house), text(.street))
    if !house.isEmpty { terms.house = house }
    if !street.isEmpty { terms.street = street }
    if !text(.town).isEmpty { terms.town = text(.town) }
    let postcode = text(.postcode)
    if !postcode.isEmpty { terms.postcode = Postcode.partial(postcode) ?? postcode }
    if !text(.school).isEmpty { terms.school = text(.school) }
    terms.numbers = numbers(of: row)
    return terms
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    split(separator: " ").joined(separator: " ")
  }
}
