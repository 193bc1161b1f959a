import Domain

/// A date of birth as somebody typed it: a day, a month of a year, or a year alone.
package enum BirthTerm: Hashable, Sendable {
  case day(Day)
  case month(year: Int, month: Int)
  case year(Int)

  /// Reads up to five words as a date: `14/03/2016`, `14-3-16`, `14.03.2016`, `2016-03-14`,
  /// `14032016`, `14 March 2016`, `14th of Mar 16`, `March 14, 2016`, `March 2016`, `2016`. Day
  /// before month, as in England; a date that only month before day makes sense of is read so.
  /// A year of two digits lies in the hundred years up to the one after `today`.
  package init?(_ words: some Collection<String>, today: Day) {
    var pieces = Pieces()
    for word in words where !pieces.take(word) { return nil }
    guard let term = BirthTerm.read(pieces, today) else { return nil }
    self = term
  }

  /// The numbers of a date in their order, and its month where that is a word.
  private struct Pieces {
    var numbers: [(value: Int, digits: Int)] = []
    var month: Int?

    /// False for a word that belongs to no date.
    mutating func take(_ word: String) -> Bool {
      for raw in word.lowercased().split(whereSeparator: { "/-.,".contains($0) }) {
        var part = raw
        if ["st", "nd", "rd", "th"].contains(part.suffix(2)), part.dropLast(2).allSatisfy(isDigit) {
          part = part.dropLast(2)
        }
        if part == "of" { continue }
        if part.allSatisfy(isDigit), part.count <= 8, let number = Int(part) {
          numbers.append((number, part.count))
        } else if month == nil, let named = BirthTerm.month(named: part) {
          month = named
        } else {
          return false
        }
      }
      return true
    }
  }

  private static func read(_ pieces: Pieces, _ today: Day) -> BirthTerm? {
    let numbers = pieces.numbers
    if let month = pieces.month {
      if numbers.count == 1, numbers[0].digits == 4 {
        let year = numbers[0].value
        return plausible(year, today) ? .month(year: year, month: month) : nil
      }
      guard numbers.count == 2, numbers[0].digits <= 2, let year = whole(numbers[1], today) else {
        return nil
      }
      return day(year, month, numbers[0].value, today)
    }
    switch numbers.count {
    case 1: return read(numbers[0].value, digits: numbers[0].digits, today)
    case 2:
      let (month, year) = (numbers[0].value, numbers[1].value)
      guard numbers[0].digits <= 2, numbers[1].digits == 4, (1...12).contains(month),
        plausible(year, today)
      else { return nil }
      return .month(year: year, month: month)
    case 3:
      let (first, second, third) = (numbers[0], numbers[1], numbers[2])
      guard second.digits <= 2 else { return nil }
      if first.digits == 4, third.digits <= 2 {
        return day(first.value, second.value, third.value, today)
      }
      guard first.digits <= 2, let year = whole(third, today) else { return nil }
      return day(year, second.value, first.value, today)
        ?? day(year, first.value, second.value, today)
    default: return nil
    }
  }

  private static func read(_ number: Int, digits: Int, _ today: Day) -> BirthTerm? {
    switch digits {
    case 4: plausible(number, today) ? .year(number) : nil
    case 8:
      day(number % 10_000, number / 10_000 % 100, number / 1_000_000, today)
        ?? day(number / 10_000, number / 100 % 100, number % 100, today)
    default: nil
    }
  }

  private static func day(_ year: Int, _ month: Int, _ date: Int, _ today: Day) -> BirthTerm? {
    guard plausible(year, today) else { return nil }
    return Day(year: year, month: month, day: date).map { .day($0) }
  }

  /// The year after `today` too: a child may be expected.
  private static func plausible(_ year: Int, _ today: Day) -> Bool {
    (today.year - 120...today.year + 1).contains(year)
  }

  private static func whole(_ year: (value: Int, digits: Int), _ today: Day) -> Int? {
    switch year.digits {
    case 4: return year.value
    case 2:
      let latest = today.year + 1
      let candidate = latest - latest % 100 + year.value
      return candidate > latest ? candidate - 100 : candidate
    default: return nil
    }
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  private static func month(named text: Substring) -> Int? {
    guard text.count >= 3 else { return nil }
    return Day.monthNames.firstIndex { name in
      name.lowercased().hasPrefix(text) || (text == "sept" && name == "September")
    }.map { $0 + 1 }
  }
}
