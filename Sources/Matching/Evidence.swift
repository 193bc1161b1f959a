/// What is compared of two people. The order is that of a vector of evidence, and of what is kept of
/// trained weights; new ones come last.
package enum Field: Int, CaseIterable, Sendable {
  case given, family
  /// Whether given name and surname stand the other way round.
  case order
  case middle, birth, sex
  case postcode
  case street
  /// The street, where the postcode is the same: then it says little more.
  case streetHere
  case house
  /// The house, in the same street or postcode.
  case houseHere
  case town
  /// The town, in the same postcode or street.
  case townHere
  case area
  case state, uprn, phone, email, nhs, upn, childID, reference, school, unborn

  /// The names of its levels, as the table of weights has them. The first is level 1; 0 is missing
  /// evidence.
  package var levels: [String] {
    switch self {
    case .given, .family: NameLevel.allCases.map { "\($0)" }
    case .birth: BirthLevel.allCases.map { "\($0)" }
    case .postcode: PostcodeLevel.allCases.map { "\($0)" }
    case .order, .middle, .sex, .street, .streetHere, .house, .houseHere, .town, .townHere, .area,
      .state, .uprn, .phone, .email, .nhs, .upn, .childID, .reference, .school, .unborn:
      PlainLevel.allCases.map { "\($0)" }
    }
  }
}

enum NameLevel: UInt8, CaseIterable {
  case same = 1
  case form, oneEdit, sound
  /// One of several parts is the same.
  case part
  case initial, begins, near, different
}

enum BirthLevel: UInt8, CaseIterable {
  case same = 1
  /// Day and month.
  case swapped
  /// Two digits next to each other.
  case exchanged
  case oneDigit
  /// Day and month are the same, the year is another.
  case birthday
  /// Month and year are the same.
  case month
  /// Day and year are the same.
  case dayAndYear
  case twoDigits, year, different
  /// Within six weeks of the day a child is expected.
  case expected
  /// Within a year of an estimated day.
  case estimated
  /// Of one of the two only month and year are known, or only the year.
  case inMonth, inYear, notInYear
}

enum PostcodeLevel: UInt8, CaseIterable {
  case same = 1
  /// Two letters or digits next to each other changed places.
  case exchanged
  case near, sector, outward, different
}

enum PlainLevel: UInt8, CaseIterable {
  case same = 1
  case near, different
}

/// Of two records, how they agree on each field: the vector of Fellegi and Sunter.
package struct Evidence: Hashable, Sendable {
  private var levels = SIMD32<UInt8>()

  package init() {}

  /// The level of a field; 0 where one of the two records does not have it.
  package subscript(_ field: Field) -> Int {
    get { Int(levels[field.rawValue]) }
    set { levels[field.rawValue] = UInt8(newValue) }
  }

  /// For an order that is always the same.
  var ordered: String {
    String(decoding: (0..<32).map { levels[$0] + 48 }, as: UTF8.self)
  }

  mutating func set(_ field: Field, _ level: some RawRepresentable<UInt8>) {
    levels[field.rawValue] = level.rawValue
  }
}
