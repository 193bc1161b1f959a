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
  @OptionGroup var columns: ColumnsOption

  func run() throws {
    var matching = PeopleMatching()
    let map = try columns.pairs()
    let found = try PeopleTables.read(left, map, into: &matching)
    matching.startSecond()
    let also = try PeopleTables.read(right, map, into: &matching)
    if let missing = map.first(where: { !found.union(also).contains($0.theirs) }) {
      throw Failed("No column is called \(missing.theirs) in \(left) or \(right)")
    }
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
  @OptionGroup var columns: ColumnsOption

  func run() throws {
    var matching = PeopleMatching()
    let map = try columns.pairs()
    let found = try PeopleTables.read(file, map, into: &matching)
    if let missing = map.first(where: { !found.contains($0.theirs) }) {
      throw Failed("No column is called \(missing.theirs) in \(file)")
    }
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

  /// - Returns: of the mapped columns those that the table has.
  static func read(
    _ path: String, _ map: [(theirs: String, ours: PersonColumn)],
    into matching: inout PeopleMatching
  ) throws -> Set<String> {
    let source = try FileOfRows(path)
    var reader = CSVReader(source.next)
    do {
      guard let heading = try reader.next() else { throw Failed("\(path) is empty") }
      let names = Set((0..<heading.count).map { PersonColumns.plain(heading[$0]) })
      let map = map.filter { names.contains(PersonColumns.plain($0.theirs)) }
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
      return Set(map.map(\.theirs))
    } catch let error as CSVError {
      throw Failed(
        "\(path), \(error.description.prefix(1).lowercased() + error.description.dropFirst())")
    } catch let error as CocoaError {
      throw Failed("\(path) cannot be read: \(error.localizedDescription)")
    }
  }

  static func write(_ pairs: [PeopleMatching.Pair], to path: String) throws {
    let table = try TableOut(
      path, heading: ["left_id", "right_id", "probability", "explanation"])
    for pair in pairs {
      try table.write([pair.left, pair.right, decimal(pair.probability), pair.explanation])
    }
    try table.close()
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
