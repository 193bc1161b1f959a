import Matching

/// A table from the police, one row for each person: rows of one incident follow one another, and
/// what is about the incident stands on the first of them.
struct PoliceTable {
  private var reader: CSVReader
  private let places: [PoliceElement: Int]
  private let heading: [String]
  let ignored: [String]
  /// A row that was read and belongs to the next incident.
  private var ahead: CSVRow?

  init(_ more: @escaping () throws -> [UInt8]) throws {
    reader = CSVReader(more)
    guard let first = try reader.next() else {
      throw CSVError(line: 1, what: "the file is empty")
    }
    var places: [PoliceElement: Int] = [:]
    var ignored: [String] = []
    heading = (0..<first.count).map { first[$0] }
    for (index, name) in heading.enumerated() {
      guard let element = PoliceElement(name: name) else {
        ignored.append(name)
        continue
      }
      if let other = places[element] {
        throw CSVError(
          line: 1, what: "\(heading[other]) and \(name) cannot both be \(element.rawValue)")
      }
      places[element] = index
    }
    let needed: [PoliceElement] = [.reference, .incidentDate, .incidentKind, .text]
    if let missing = needed.first(where: { places[$0] == nil }) {
      throw CSVError(line: 1, what: "no column is called \(missing.rawValue)")
    }
    self.places = places
    self.ignored = ignored
  }

  /// As the file calls it.
  func name(_ element: PoliceElement) -> String {
    places[element].map { heading[$0] } ?? element.rawValue
  }

  mutating func next() throws -> PoliceText? {
    guard let first = try ahead ?? reader.next() else { return nil }
    ahead = nil
    var said = PoliceText(line: first.line, texts: texts(of: first, people: false))
    said.problem = width(first)
    add(first, to: &said)
    while let row = try reader.next() {
      let more = texts(of: row, people: false)
      guard let reference = more[.reference], reference == said.texts[.reference],
        more[.force] == nil || more[.force] == said.texts[.force]
      else {
        ahead = row
        break
      }
      said.problem = said.problem ?? width(row)
      if let other = more.first(where: { said.texts[$0.key] != $0.value })?.key {
        said.problem =
          said.problem
          ?? PoliceImport.Rejected(
            line: row.line, element: other,
            reason: "it differs from the line before, which has the same reference")
      }
      add(row, to: &said)
    }
    return said
  }

  private func add(_ row: CSVRow, to said: inout PoliceText) {
    let person = texts(of: row, people: true)
    // Whoever is more than too many is not kept in memory.
    if !person.isEmpty, said.people.count <= PoliceText.mostPeople {
      said.people.append((row.line, person))
    }
  }

  private func width(_ row: CSVRow) -> PoliceImport.Rejected? {
    row.count <= heading.count
      ? nil
      : PoliceImport.Rejected(
        line: row.line, element: nil,
        reason: "\(row.count) fields, but the heading has \(heading.count)")
  }

  private func texts(of row: CSVRow, people: Bool) -> [PoliceElement: String] {
    var texts: [PoliceElement: String] = [:]
    for (element, place) in places where element.isOfPerson == people && place < row.count {
      let text = PoliceTable.trimmed(row[place])
      if !text.isEmpty { texts[element] = text }
    }
    return texts
  }

  /// Nothing but space around it is taken off: the text is kept word for word.
  static func trimmed(_ text: String) -> String {
    guard let start = text.firstIndex(where: { !$0.isWhitespace }),
      let end = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[start...end])
  }
}
