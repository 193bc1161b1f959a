import Domain

/// The share of people who have a value, by the number of its part, worked out once each.
struct Shares {
  private let frequencies: Frequencies
  /// Counted here rather than looked up, where all the people are at hand.
  private let counts: [Frequencies.Kind: [Int32]]
  private let own: Int
  private var known: [[Double]]

  init(
    _ frequencies: Frequencies, counts: [Frequencies.Kind: [Int32]] = [:], own: Int = 1
  ) {
    self.frequencies = frequencies
    self.counts = counts
    self.own = own
    known = Array(repeating: [], count: Frequencies.Kind.allCases.count)
  }

  mutating func of(
    _ kind: Frequencies.Kind, _ part: Portrait.Part, in lexicon: borrowing Lexicon
  ) -> Double {
    let (row, index) = (kind.index, Int(part))
    if index < known[row].count, known[row][index] >= 0 { return known[row][index] }
    let share: Double
    if let counted = counts[kind] {
      share = frequencies.share(
        kind, count: index < counted.count ? Int(counted[index]) : 0, without: own)
    } else {
      share = frequencies.share(kind, lexicon.text(part))
    }
    if index >= known[row].count {
      known[row] += [Double](repeating: -1, count: index + 64 - known[row].count)
    }
    known[row][index] = share
    return share
  }

  func usual(_ kind: Frequencies.Kind) -> Double { frequencies.usual(kind) }

  /// Of a day: of its year and of its day of the year.
  mutating func of(birth: Portrait.Birth) -> (year: Double, birthday: Double) {
    let year = dates[Int(birth.year), default: -1]
    if year >= 0 { return (year, birthday(birth)) }
    let share = frequencies.share(.year, String(birth.year))
    dates[Int(birth.year)] = share
    return (share, birthday(birth))
  }

  private var dates: [Int: Double] = [:]

  private mutating func birthday(_ birth: Portrait.Birth) -> Double {
    let key = -Int(birth.month * 100 + birth.day) - 1
    if let share = dates[key] { return share }
    let text = Self.twoDigits(birth.month) + "-" + Self.twoDigits(birth.day)
    let share = frequencies.share(.birthday, text)
    dates[key] = share
    return share
  }

  static func twoDigits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Frequencies.Kind {
  var index: Int {
    switch self {
    case .given: 0
    case .family: 1
    case .year: 2
    case .birthday: 3
    case .postcode: 4
    case .street: 5
    case .town: 6
    case .school: 7
    case .number: 8
    }
  }
}
