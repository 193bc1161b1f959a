import Domain
import HTML

/// Turns answers as typed into values, and collects what is wrong with them. Each reading that fails
/// adds one message and gives nil; the form becomes a command only when `errors` is empty.
///
/// `what` is how the question is spoken of inside a sentence: `the date of the visit`.
package struct AnswerReader {
  package let answers: Answers
  package private(set) var errors: [FormError] = []

  package init(_ answers: Answers) { self.answers = answers }

  package mutating func wrong(_ question: String, _ message: String) {
    errors.append(FormError(question, message))
  }

  /// Text with the space around it taken off; nil where nothing was typed.
  package func textIfAny(_ question: String) -> String? {
    let text = AnswerReader.trimmed(answers[question] ?? "")
    return text.isEmpty ? nil : text
  }

  /// - Parameter ask: the whole message where nothing was typed; else `Enter` and `what`.
  package mutating func text(
    _ question: String, _ what: String, ask: String? = nil, longest: Int = 20_000
  ) -> String? {
    guard let text = textIfAny(question) else {
      wrong(question, ask ?? "Enter \(what)")
      return nil
    }
    return short(text, question, what, longest)
  }

  package mutating func textIfAny(_ question: String, _ what: String, longest: Int) -> String? {
    textIfAny(question).flatMap { short($0, question, what, longest) }
  }

  /// A day from its three boxes.
  /// - Parameters:
  ///   - latest: a day after it is refused: today, for what has happened.
  ///   - earliest: a day before it is refused.
  package mutating func day(
    _ question: String, _ what: String, latest: Day? = nil, earliest: Day? = nil
  ) -> Day? {
    switch dayIfAny(question, what, latest: latest, earliest: earliest, errorsBefore: errors.count)
    {
    case .some(let day): return day
    case .none:
      if parts(question).allSatisfy(\.isEmpty) { wrong(question, "Enter \(what)") }
      return nil
    }
  }

  /// A day, or nil where all three boxes are empty.
  package mutating func dayIfAny(
    _ question: String, _ what: String, latest: Day? = nil, earliest: Day? = nil
  ) -> Day? {
    dayIfAny(question, what, latest: latest, earliest: earliest, errorsBefore: errors.count)
  }

  /// A time of day: `14:05`, `2.05pm`, `9am`.
  package mutating func time(_ question: String, _ what: String) -> (hour: Int, minute: Int)? {
    guard let text = textIfAny(question) else {
      wrong(question, "Enter \(what)")
      return nil
    }
    guard let time = AnswerReader.time(text) else {
      wrong(question, "\(AnswerReader.capital(what)) must be a time, like 2:05pm or 14:05")
      return nil
    }
    return time
  }

  /// A moment from a day (three boxes) and a time (`question-time`), by London's clocks.
  /// - Parameter latest: a moment after it is refused: now, for what has happened.
  package mutating func moment(_ question: String, _ what: String, latest: Instant? = nil)
    -> Instant?
  {
    let day = day(question, "the date of \(what)")
    let time = time("\(question)-time", "the time of \(what)")
    guard let day, let time else { return nil }
    let moment = Instant(london: day, hour: time.hour, minute: time.minute)
    if let latest, moment > latest {
      wrong(question, "The time of \(what) must not be in the future")
      return nil
    }
    return moment
  }

  /// One of a code list.
  /// - Parameter ask: the whole message where none was chosen; else `Select` and `what`.
  package mutating func code<C: RawRepresentable>(
    _ question: String, _ what: String, of: C.Type = C.self, ask: String? = nil
  ) -> C? where C.RawValue == String {
    guard let raw = textIfAny(question) else {
      wrong(question, ask ?? "Select \(what)")
      return nil
    }
    guard let code = C(rawValue: raw) else {
      wrong(question, "Select \(what) from the list")
      return nil
    }
    return code
  }

  package mutating func codeIfAny<C: RawRepresentable>(
    _ question: String, _ what: String, of: C.Type = C.self
  ) -> C? where C.RawValue == String {
    textIfAny(question) == nil ? nil : code(question, what, of: C.self)
  }

  /// Several of a code list; none is an empty list.
  package mutating func codes<C: RawRepresentable>(
    _ question: String, _ what: String, of: C.Type = C.self
  ) -> [C] where C.RawValue == String {
    var codes: [C] = []
    for raw in answers.all(question) where !raw.isEmpty {
      guard let code = C(rawValue: raw) else {
        wrong(question, "Select \(what) from the list")
        return []
      }
      codes.append(code)
    }
    return codes
  }

  /// Yes or no; neither is preselected.
  package mutating func yesOrNo(_ question: String, _ what: String, ask: String? = nil) -> Bool? {
    switch textIfAny(question) {
    case "yes": return true
    case "no": return false
    default:
      wrong(question, ask ?? "Select whether \(what)")
      return nil
    }
  }

  package func yesOrNoIfAny(_ question: String) -> Bool? {
    switch textIfAny(question) {
    case "yes": true
    case "no": false
    default: nil
    }
  }

  /// The number of a record: `P-12`, in any case, with or without spaces around it.
  package mutating func id<N: Identified>(
    _ question: String, _ what: String, of: N.Type = N.self, ask: String? = nil
  ) -> Identifier<N>? {
    guard let text = textIfAny(question) else {
      wrong(question, ask ?? "Select \(what)")
      return nil
    }
    guard let id = Identifier<N>(text.uppercased()) else {
      wrong(question, "\(AnswerReader.capital(what)) must be a number like \(N.letter)-12")
      return nil
    }
    return id
  }

  package mutating func idIfAny<N: Identified>(
    _ question: String, _ what: String, of: N.Type = N.self
  ) -> Identifier<N>? {
    textIfAny(question) == nil ? nil : id(question, what, of: N.self)
  }

  /// The numbers of several records; those that are none are an error.
  package mutating func ids<N: Identified>(
    _ question: String, _ what: String, of: N.Type = N.self
  ) -> [Identifier<N>] {
    let given = answers.all(question).filter { !$0.isEmpty }
    let ids = given.compactMap { Identifier<N>($0) }
    if ids.count != given.count { wrong(question, "Select \(what) from the list") }
    return ids
  }

  /// A whole number within bounds.
  package mutating func number(
    _ question: String, _ what: String, in range: ClosedRange<Int>
  ) -> Int? {
    guard let text = textIfAny(question) else {
      wrong(question, "Enter \(what)")
      return nil
    }
    guard let number = Int(text), range.contains(number) else {
      wrong(
        question,
        "\(AnswerReader.capital(what)) must be a number from \(range.lowerBound) to "
          + "\(range.upperBound)")
      return nil
    }
    return number
  }
}

extension AnswerReader {
  private func parts(_ question: String) -> [String] {
    ["day", "month", "year"].map { textIfAny("\(question)-\($0)") ?? "" }
  }

  private mutating func dayIfAny(
    _ question: String, _ what: String, latest: Day?, earliest: Day?, errorsBefore: Int
  ) -> Day? {
    let parts = parts(question)
    if parts.allSatisfy(\.isEmpty) { return nil }
    let the = AnswerReader.capital(what)
    let missing = zip(["day", "month", "year"], parts).filter { $0.1.isEmpty }.map(\.0)
    if !missing.isEmpty {
      wrong(question, "\(the) must include a \(missing.joined(separator: " and a "))")
      return nil
    }
    guard let number = Int(parts[0]), let month = AnswerReader.month(parts[1]),
      let year = Int(parts[2]), let day = Day(year: year, month: month, day: number)
    else {
      let short = parts[2].count != 4 && Int(parts[2]) != nil
      wrong(
        question, short ? "The year must have 4 numbers" : "\(the) must be a real date")
      return nil
    }
    if let latest, day > latest {
      wrong(question, "\(the) must be \(latest.long) or before")
      return nil
    }
    if let earliest, day < earliest {
      wrong(question, "\(the) must be \(earliest.long) or after")
      return nil
    }
    return day
  }

  private mutating func short(
    _ text: String, _ question: String, _ what: String, _ longest: Int
  ) -> String? {
    guard text.count <= longest else {
      wrong(question, "\(AnswerReader.capital(what)) must be \(longest) characters or fewer")
      return nil
    }
    return text
  }

  /// `3`, `03`, `Mar`, `march`.
  static func month(_ text: String) -> Int? {
    if let number = Int(text) { return number }
    let word = text.lowercased()
    guard word.count >= 3 else { return nil }
    return Day.monthNames.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + 1 }
  }

  static func time(_ text: String) -> (hour: Int, minute: Int)? {
    var rest = text.lowercased().filter { $0 != " " }
    let half = rest.hasSuffix("am") ? 0 : rest.hasSuffix("pm") ? 12 : nil
    if half != nil { rest.removeLast(2) }
    let parts = rest.split(whereSeparator: { $0 == ":" || $0 == "." })
    guard parts.count == 2 || (parts.count == 1 && half != nil), var hour = Int(parts[0]) else {
      return nil
    }
    guard parts.count == 1 || parts[1].count == 2, let minute = parts.count == 2 ? Int(parts[1]) : 0
    else { return nil }
    if let half {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + half
    }
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    return (hour, minute)
  }

  static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// Lines as `\n`, nothing but spaces and lines taken off the ends.
  package static func trimmed(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let start = lines.firstIndex { !$0.isWhitespace } ?? lines.endIndex
    let end = lines.lastIndex { !$0.isWhitespace }.map { lines.index(after: $0) } ?? start
    return String(lines[start..<end])
  }
}
