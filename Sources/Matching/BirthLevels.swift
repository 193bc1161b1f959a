extension BirthLevel {
  /// How two dates of birth agree, the likeliest slip first.
  init(_ left: Portrait.Birth, _ right: Portrait.Birth) {
    guard left.isWhole, right.isWhole else {
      if left.year != right.year {
        self = .notInYear
      } else if left.month > 0, right.month > 0 {
        self = left.month == right.month ? .inMonth : .notInYear
      } else {
        self = .inYear
      }
      return
    }
    let (year, month, day) = (
      left.year == right.year, left.month == right.month, left.day == right.day
    )
    if year, month, day {
      self = .same
      return
    }
    if left.certainty != .exact || right.certainty != .exact {
      let apart = abs(left.around - right.around)
      if left.certainty == .expected || right.certainty == .expected, apart <= 43 {
        self = .expected
        return
      }
      if left.certainty == .estimated || right.certainty == .estimated, apart <= 366 {
        self = .estimated
        return
      }
    }
    if year, left.month == right.day, left.day == right.month {
      self = .swapped
      return
    }
    let slips = BirthLevel.slips(left.digits, right.digits)
    if slips.exchanged {
      self = .exchanged
    } else if slips.different == 1 {
      self = .oneDigit
    } else if month, day {
      self = .birthday
    } else if year, month {
      self = .month
    } else if year, day {
      self = .dayAndYear
    } else if slips.different == 2 {
      self = .twoDigits
    } else {
      self = year ? .year : .different
    }
  }

  /// How many of the eight digits differ; and whether the two that do are neighbours that changed
  /// places.
  private static func slips(_ left: Int, _ right: Int) -> (different: Int, exchanged: Bool) {
    var (left, right) = (left, right)
    var different = 0
    var exchanged = false
    var before: (Int, Int)?
    for _ in 0..<8 {
      let (one, other) = (left % 10, right % 10)
      if one != other {
        different += 1
        if let before { exchanged = before == (other, one) }
        before = (one, other)
      } else {
        before = nil
      }
      left /= 10
      right /= 10
    }
    return (different, different == 2 && exchanged)
  }
}

extension Portrait.Birth {
  /// `20160314`
  var digits: Int { Int(year) * 10_000 + Int(month) * 100 + Int(day) }

  /// Days, near enough to say how far apart two dates are.
  fileprivate var around: Int { Int(year) * 365 + Int(month - 1) * 61 / 2 + Int(day) }

  /// Reads a date of a table: `20160314`, `2016-03-14`, `14/03/2016`, `14 Mar 2016`, `2016`. A date
  /// that is in no calendar is read as it is written. Nil where there is nothing to read.
  init?(text: String) {
    var numbers: [(value: Int32, length: Int)] = []
    var word = ""
    var inNumber = false
    for byte in text.utf8 {
      switch byte {
      case 48...57:
        // What follows a whole date is the time of day.
        if !inNumber, numbers.count == 3 { break }
        if !inNumber { numbers.append((0, 0)) }
        inNumber = true
        let last = numbers.count - 1
        guard numbers[last].length < 8 else { return nil }
        numbers[last] = (numbers[last].value * 10 + Int32(byte - 48), numbers[last].length + 1)
      case 65...90, 97...122:
        word.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
        inNumber = false
      default: inNumber = false
      }
    }
    if numbers.count == 2, let month = Self.months.firstIndex(where: { word.contains($0) }) {
      numbers.insert((Int32(month + 1), 2), at: 1)
    }
    self.init(numbers)
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private init?(_ numbers: [(value: Int32, length: Int)]) {
    switch (numbers.count, numbers.first?.length) {
    case (1, 8):
      let value = numbers[0].value
      let isDayFirst =
        !(1800...2199).contains(value / 10_000) && (1800...2199).contains(value % 10_000)
      self.init(
        year: isDayFirst ? value % 10_000 : value / 10_000, month: value / 100 % 100,
        day: value % 100)
      if isDayFirst {
        month = value / 10_000 % 100
        day = value / 1_000_000
      }
    case (1, 4): self.init(year: numbers[0].value)
    case (2, 4): self.init(year: numbers[0].value, month: numbers[1].value)
    case (3..., 4):
      self.init(year: numbers[0].value, month: numbers[1].value, day: numbers[2].value)
    case (3..., _) where numbers[2].length == 4:
      self.init(year: numbers[2].value, month: numbers[1].value, day: numbers[0].value)
    default: return nil
    }
  }
}
