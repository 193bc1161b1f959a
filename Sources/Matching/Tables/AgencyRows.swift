import Domain

/// A chronology of another agency, as a table: comma separated, or pasted from a spreadsheet with tabs.
/// Columns are date, agency, what happened, effect; in this order without a heading, in any with one.
package struct AgencyRows: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    package let line: Int
    package let day: Day
    package let agency: String
    package let what: String
    /// Empty where the agency did not say.
    package let effect: String
  }

  /// What is wrong, and where.
  package struct Problem: Sendable, Equatable, CustomStringConvertible {
    package let line: Int
    /// Counted from 1; nil where it is the line as a whole.
    package let column: Int?
    package let words: String

    package var description: String {
      "Line \(line)\(column.map { ", column \($0)" } ?? ""): \(words)"
    }
  }

  package private(set) var rows: [Row] = []
  package private(set) var problems: [Problem] = []

  /// More rows than one paste should bring.
  package static let most = 500

  private enum Field: CaseIterable { case date, agency, what, effect }

  /// - Parameters:
  ///   - agency: of the rows that name none.
  ///   - today: no day may lie after it.
  package init(_ text: String, agency: String, today: Day) {
    var reader = CSVReader(text: Self.separated(text))
    var places: [Field: Int] = [.date: 0, .agency: 1, .what: 2, .effect: 3]
    var isFirst = true
    do {
      while let row = try reader.next() {
        let cells = (0..<row.count).map { Self.trimmed(SafeText.clean(row[$0])) }
        if isFirst, let heading = Self.heading(cells) {
          places = heading
          isFirst = false
          continue
        }
        isFirst = false
        guard rows.count + problems.count < Self.most else {
          problems.append(
            Problem(
              line: row.line, column: nil,
              words: "More than \(Self.most) lines. Bring the rest in by another step"))
          return
        }
        take(cells, line: row.line, places, agency, today)
      }
    } catch let error as CSVError {
      problems.append(Problem(line: error.line, column: nil, words: error.what))
    } catch {
      problems.append(Problem(line: 1, column: nil, words: "This cannot be read"))
    }
    if rows.isEmpty, problems.isEmpty {
      problems.append(Problem(line: 1, column: nil, words: "There is no line in it"))
    }
  }

  private mutating func take(
    _ cells: [String], line: Int, _ places: [Field: Int], _ agency: String, _ today: Day
  ) {
    func cell(_ field: Field) -> String {
      places[field].flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? ""
    }
    func wrong(_ field: Field, _ words: String) {
      problems.append(Problem(line: line, column: places[field].map { $0 + 1 }, words: words))
    }
    let before = problems.count
    let typed = cell(.date)
    var day: Day?
    switch BirthTerm(typed.split(separator: " ").map(String.init), today: today) {
    case .day(let read) where read > today: wrong(.date, "“\(typed)” lies in the future")
    case .day(let read): day = read
    case .month, .year:
      wrong(.date, "“\(typed)” has no day. Give the day, or the first of the month")
    case nil:
      wrong(.date, typed.isEmpty ? "The date is missing" : "“\(typed.prefix(40))” is no date")
    }
    let who = cell(.agency).isEmpty ? agency : cell(.agency)
    if who.isEmpty { wrong(.agency, "The agency is missing") }
    if who.count > 200 { wrong(.agency, "The name of the agency is too long") }
    let what = cell(.what)
    if what.isEmpty { wrong(.what, "What happened is missing") }
    if what.count > 2000 { wrong(.what, "What happened is longer than 2,000 letters") }
    if cell(.effect).count > 2000 { wrong(.effect, "The effect is longer than 2,000 letters") }
    guard problems.count == before, let day else { return }
    rows.append(Row(line: line, day: day, agency: who, what: what, effect: cell(.effect)))
  }

  /// Which column holds what; nil where the line is no heading.
  private static func heading(_ cells: [String]) -> [Field: Int]? {
    let names: [Field: [String]] = [
      .date: ["date", "day", "when", "date of event"],
      .agency: ["agency", "source", "from", "organisation"],
      .what: ["what happened", "what", "event", "significant event", "details", "description"],
      .effect: [
        "effect", "effect on the child", "impact", "impact on the child", "impact on child",
        "what it meant", "analysis",
      ],
    ]
    var places: [Field: Int] = [:]
    for (place, cell) in cells.enumerated() {
      let plain = cell.lowercased()
      for field in Field.allCases where names[field]?.contains(plain) == true {
        places[field] = places[field] ?? place
      }
    }
    return places[.date] != nil && places[.what] != nil ? places : nil
  }

  /// Tabs, as a spreadsheet pastes them, become commas with everything between in quotation marks.
  private static func separated(_ text: String) -> String {
    let first = text.prefix { !$0.isNewline }
    guard first.contains("\t") else { return text }
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { cell in
        // A cell that a spreadsheet has quoted itself.
        let bare =
          cell.count > 1 && cell.first == "\"" && cell.last == "\""
          ? cell.dropFirst().dropLast() : cell
        return "\"\(bare.replacing("\"\"", with: "\"").replacing("\"", with: "\"\""))\""
      }.joined(separator: ",")
    }.map { $0 == "\"\"" ? "" : $0 }.joined(separator: "\n")
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
