import Domain

/// A date among words.
enum Dates {
  /// - Parameter labelled: a label says that it is one, so eight digits are read too.
  static func day(
    at place: Int, in words: [Substring], today: Day, labelled: Bool = false
  ) -> (day: Day, words: Int)? {
    guard words[place].contains(where: { $0.isNumber }) || words[place].count >= 3 else {
      return nil
    }
    for count in stride(from: min(4, words.count - place), through: 1, by: -1) {
      let some = words[place..<(place + count)].map {
        $0.trimmed(of: "(),;:[].").lowercased()
      }
      guard some.joined().contains(where: \.isNumber), !some.contains(where: \.isEmpty) else {
        continue
      }
      if count == 1, !labelled, some[0].allSatisfy(\.isNumber) { continue }
      guard case .day(let day) = BirthTerm(some, today: today), day <= today,
        day.year > today.year - 110
      else { continue }
      return (day, count)
    }
    return nil
  }

  /// The first date of a text.
  static func first(in text: some StringProtocol, today: Day, labelled: Bool = false) -> Day? {
    let words = text.prefix(200).split(whereSeparator: { $0 == " " || $0 == "\t" }).map {
      Substring($0)
    }
    for place in words.indices {
      if let found = day(at: place, in: words, today: today, labelled: labelled) {
        return found.day
      }
    }
    return nil
  }
}

/// An age among words: `7`, `8 months`.
enum Ages {
  private static let years: Set<String> = [
    "y", "yo", "y/o", "yr", "yrs", "year", "years", "year-old", "years-old", "yrs-old", "y.o",
  ]
  private static let months: Set<String> = ["month", "months", "mths", "mth", "month-old"]
  private static let weeks: Set<String> = ["week", "weeks", "wks", "wk", "week-old", "weeks-old"]

  /// - Parameter isOld: a number of years counts only with `old`: in prose, three years may be how
  ///   long something lasts.
  static func age(at place: Int, in words: [Substring], isOld: Bool = false) -> String? {
    let raw = words[place]
    let word = raw.trimmed(of: "(),;:[].").lowercased()
    if word == "aged" || word == "age", place + 1 < words.count {
      return number(at: place + 1, in: words)
    }
    let digits = word.prefix { $0.isNumber }
    guard (1...2).contains(digits.count), let value = Int(digits), value < 100 else { return nil }
    let rest = word.dropFirst(digits.count).trimmed(of: "-").lowercased()
    if rest.isEmpty {
      if raw.hasPrefix("("), raw.trimmed(of: ",;.").hasSuffix(")") { return "\(value)" }
      guard place + 1 < words.count else { return nil }
      let unit = words[place + 1].trimmed(of: "(),;:[].").lowercased()
      let hasOld =
        unit.hasSuffix("old") || unit == "yo" || unit == "y/o"
        || (place + 2 < words.count && words[place + 2].lowercased().hasPrefix("old"))
        || raw.hasPrefix("(")
      return isOld && !hasOld ? nil : spoken(value, unit)
    }
    if isOld, !rest.hasSuffix("old"), rest != "yo", rest != "y/o", !raw.hasPrefix("(") {
      return nil
    }
    return spoken(value, rest)
  }

  private static func number(at place: Int, in words: [Substring]) -> String? {
    let word = words[place].trimmed(of: "(),;:[].").lowercased()
    let digits = word.prefix { $0.isNumber }
    guard (1...2).contains(digits.count), let value = Int(digits) else { return nil }
    let rest = word.dropFirst(digits.count)
    if !rest.isEmpty { return spoken(value, String(rest)) ?? "\(value)" }
    guard place + 1 < words.count else { return "\(value)" }
    return spoken(value, words[place + 1].trimmed(of: "(),;:[].").lowercased()) ?? "\(value)"
  }

  /// The value of a label: `7`, `7 years`, `8 months`, `About 6`.
  static func read(_ text: some StringProtocol) -> String? {
    let words = text.prefix(40).split(separator: " ").map { Substring($0) }
    for place in words.indices {
      if let found = number(at: place, in: words) { return found }
    }
    return nil
  }

  private static func spoken(_ value: Int, _ unit: String) -> String? {
    if years.contains(unit) { return "\(value)" }
    if months.contains(unit) { return "\(value) months" }
    if weeks.contains(unit) { return "\(value) weeks" }
    return nil
  }
}

/// A telephone number among words, as it was written.
enum Phones {
  static func phone(at place: Int, in words: [Substring]) -> (text: String, words: Int)? {
    guard let first = words[place].trimmed(of: "(),;:[].").first, first == "0" || first == "+"
    else { return nil }
    for count in stride(from: min(4, words.count - place), through: 1, by: -1) {
      let text = words[place..<(place + count)].map { $0.trimmed(of: "(),;:[].") }
        .joined(separator: " ")
      if IdentifyingNumber(phone: text) != nil { return (text, count) }
    }
    return nil
  }

  static func first(in text: some StringProtocol) -> String? {
    let words = text.prefix(300).split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "/" })
      .map { Substring($0) }
    for place in words.indices {
      if let found = phone(at: place, in: words) { return found.text }
    }
    return nil
  }

  static func email(in text: some StringProtocol) -> String? {
    for word in text.prefix(400).split(whereSeparator: { " \t<>()[],;".contains($0) }) {
      let plain = word.trimmed(of: ".:\"'")
      if let at = plain.firstIndex(of: "@"), plain[at...].contains("."), plain.count <= 254,
        IdentifyingNumber(email: String(plain)) != nil
      {
        return String(plain)
      }
    }
    return nil
  }
}

/// A postcode among words.
enum Postcodes {
  static func first(in text: some StringProtocol) -> String? {
    let words = text.prefix(4000).split(whereSeparator: { " \t\n,;()".contains($0) }).map {
      $0.trimmed(of: ".:[]")
    }
    for place in words.indices where words[place].contains(where: \.isNumber) {
      guard words[place].first?.isLetter == true else { continue }
      if place + 1 < words.count, words[place].count <= 4, words[place + 1].count == 3,
        let found = Postcode("\(words[place]) \(words[place + 1])")
      {
        return found.text
      }
      if words[place].count >= 5, let found = Postcode(String(words[place])) { return found.text }
    }
    return nil
  }

  /// An address without its postcode, in one line.
  static func without(_ postcode: String?, _ text: some StringProtocol) -> String {
    var parts: [Substring] = []
    let plain = postcode.map { $0.filter { $0 != " " } }
    for part in text.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
      var words = part.split(separator: " ")
      for count in [2, 1] where words.count >= count {
        let tail = words.suffix(count).joined().filter { $0.isLetter || $0.isNumber }.uppercased()
        if tail == plain {
          words.removeLast(count)
          break
        }
      }
      let rest = words.joined(separator: " ").trimmed(of: ".;")
      if !rest.isEmpty { parts.append(Substring(rest)) }
    }
    return parts.joined(separator: ", ")
  }
}
