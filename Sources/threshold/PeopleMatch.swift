import ArgumentParser
import Foundation
import Matching

struct PeopleMatch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Find who is in both of two tables of people.",
    discussion: PeopleTables.discussion)
  @Option(help: "A table of people.") var left: String
  @Option(help: "Another.") var right: String
  @Option(help: "Where the pairs are written: left_id, right_id, probability, explanation.")
  var out: String
  @Option(help: ArgumentHelp("A column by another name.", valueName: "theirs=ours"))
  var map: [String] = []

  func validate() throws { _ = try PeopleTables.pairs(map) }

  func run() throws {
    var matching = PeopleMatching()
    let map = try PeopleTables.pairs(map)
    try PeopleTables.read(left, map, into: &matching)
    matching.startSecond()
    try PeopleTables.read(right, map, into: &matching)
    try PeopleTables.write(matching.pairs(), to: out)
  }
}

struct PeopleDedupe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dedupe",
    abstract: "Find who is more than once in a table of people.",
    discussion: PeopleTables.discussion)
  @Argument(help: "A table of people.") var file: String
  @Option(help: "Where the pairs are written: left_id, right_id, probability, explanation.")
  var out: String
  @Option(help: ArgumentHelp("A column by another name.", valueName: "theirs=ours"))
  var map: [String] = []

  func validate() throws { _ = try PeopleTables.pairs(map) }

  func run() throws {
    var matching = PeopleMatching()
    try PeopleTables.read(file, try PeopleTables.pairs(map), into: &matching)
    try PeopleTables.write(matching.pairs(), to: out)
  }
}

/// What both have in common: tables of people in, pairs out.
private enum PeopleTables {
  static let discussion = """
    Needs no database. Tables are comma separated values, UTF-8, the first line the names of the \
    columns, which are known by what they are usually called: person_id, forename, surname, dob, \
    postcode. Columns not known are ignored, and named on standard error; --map theirs=ours says what \
    one is. What a table does not have is missing evidence. Pairs with a probability of at least 0.01 \
    are written, the most probable first, each with its reasons. The files are held in memory.
    """

  static func pairs(_ map: [String]) throws -> [(theirs: String, ours: PersonColumn)] {
    try map.map { pair in
      let parts = pair.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, let ours = PersonColumn(rawValue: parts[1]) else {
        throw ValidationError(
          "--map \(pair): write theirs=ours, with ours one of "
            + PersonColumn.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return (parts[0], ours)
    }
  }

  static func read(
    _ path: String, _ map: [(theirs: String, ours: PersonColumn)],
    into matching: inout PeopleMatching
  ) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Failed("There is no file at \(path), or it cannot be opened")
    }
    defer { try? handle.close() }
    var reader = CSVReader { try handle.read(upToCount: 1 << 18).map { [UInt8]($0) } ?? [] }
    do {
      guard let heading = try reader.next() else { throw Failed("\(path) is empty") }
      let columns = try PersonColumns(heading: heading, map: map)
      guard columns.places.keys.contains(where: { $0 != .reference }) else {
        throw Failed(
          "\(path): no column is known by its name. Say which is which with --map theirs=ours")
      }
      if !columns.ignored.isEmpty {
        Say.toError("\(path): ignored \(columns.ignored.joined(separator: ", "))")
      }
      while let row = try reader.next() {
        try columns.check(row)
        matching.add(row, columns)
      }
    } catch let error as CSVError {
      throw Failed(
        "\(path), \(error.description.prefix(1).lowercased() + error.description.dropFirst())")
    } catch let error as CocoaError {
      throw Failed("\(path) cannot be read: \(error.localizedDescription)")
    }
  }

  static func write(_ pairs: [PeopleMatching.Pair], to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw Failed("\(path) cannot be written") }
    defer { try? handle.close() }
    var text = CSVLine.of(["left_id", "right_id", "probability", "explanation"])
    for pair in pairs {
      text += CSVLine.of([pair.left, pair.right, decimal(pair.probability), pair.explanation])
      if text.utf8.count > 1 << 16 {
        try handle.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try handle.write(contentsOf: Data(text.utf8))
    print(
      "Pairs: \(pairs.count). Probability 0.5 and more: \(pairs.count { $0.probability >= 0.5 }).")
  }

  /// Four places after the point; never 0 or 1, which no evidence gives.
  static func decimal(_ probability: Double) -> String {
    let parts = min(9999, max(1, Int(probability * 10_000)))
    let digits = String(parts)
    return "0." + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
