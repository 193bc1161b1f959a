import ArgumentParser
import Domain
import Foundation
import Matching
import Store

struct ImportPeople: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "Bring another system's index of people over, from a table.",
    discussion: """
      Each row becomes a person who can be found, also by the reference they have in that system. \
      Columns are known by their usual names (reference, forename, surname, dob, postcode …); --map \
      says what the others are. The same file again changes nothing, and a run that was cut off goes \
      on when it is started again. A row that breaks a rule, or whose reference is on the record with \
      other values, is not taken in: it is written to the file of rejects with its line, its column \
      and the reason. Exit code 1 when nothing could be taken in.
      """)
  @Argument(help: "The file: comma separated values with a heading, UTF-8.") var file: String
  @OptionGroup var database: DatabaseOption
  @OptionGroup var columns: ColumnsOption
  @Option(help: "Whose index it is. A reference is one person's within it.")
  var system = "legacy"
  @Option(help: "Where rejects are written; FILE.rejects.csv unless said otherwise.")
  var rejects: String?
  @Flag(help: "Print what became of the file as JSON.") var json = false

  func validate() throws {
    guard !system.isEmpty, system.count <= 60 else {
      throw ValidationError("--system must be a name of at most 60 letters")
    }
  }

  func run() async throws {
    let rejects = self.rejects ?? "\(file).rejects.csv"
    let map = try columns.pairs()
    let report = try await ImportedFile(
      path: file, rejects: rejects, heading: PeopleImport.Reject.heading, rows: "Rows"
    ).take(into: database) { opened, source, out, bar in
      try await PeopleImport(into: Store(opened), system: system, map: map, at: Now.system()).run(
        source.next
      ) {
        ImportedFile.say(ignored: $0)
      } reject: {
        try out.write($0.fields)
      } progress: { _ in
        bar.at(source.read)
      }
    }
    if json {
      try Say.json(report)
    } else {
      print(
        """
        Rows: \(report.rows). Stored: \(report.stored). Already there: \(report.alreadyThere). \
        Rejected: \(report.rejected)\(report.rejected > 0 ? ", see \(rejects)" : "").
        """)
    }
    if report.rejected == report.rows, report.rows > 0 { throw ExitCode(1) }
  }
}

/// What a table's columns are, where their names do not say so.
struct ColumnsOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A column by another name: theirs=ours. Several times for several.",
      discussion: "Ours are: " + PersonColumn.allCases.map(\.rawValue).joined(separator: ", ")))
  var map: [String] = []

  func validate() throws { _ = try pairs() }

  func pairs() throws -> [(theirs: String, ours: PersonColumn)] {
    try map.map { pair in
      guard let sign = pair.lastIndex(of: "="),
        let ours = PersonColumn(rawValue: String(pair[pair.index(after: sign)...])),
        sign > pair.startIndex
      else {
        throw ValidationError(
          "--map must be theirs=ours, with ours one of: "
            + PersonColumn.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return (String(pair[..<sign]), ours)
    }
  }
}

/// A file that is taken into the record, with what is not taken written beside it.
struct ImportedFile {
  let path: String
  let rejects: String
  let heading: [String]
  /// What its rows are, for whoever reads that it broke off.
  let rows: String

  /// - Throws: `Failed` where the file is no table; what stood before that place is stored, and its
  ///   rejects are written.
  func take<Report>(
    into database: DatabaseOption,
    _ work: (any Database, FileOfRows, TableOut, Progress) async throws -> Report
  ) async throws -> Report {
    let source = try FileOfRows(path)
    let out = try TableOut(rejects, heading: heading)
    let opened = try await database.open()
    let bar = Progress("Importing", of: source.size)
    let result: Result<Report, CSVError>
    do {
      result = .success(try await work(opened, source, out, bar))
    } catch let error as CSVError {
      result = .failure(error)
    }
    bar.end()
    try out.close()
    await opened.close()
    switch result {
    case .success(let report): return report
    case .failure(let error):
      throw Failed(
        "\(path), \(error.description.lowercasedFirst). \(rows) before it are stored; run it again "
          + "when it is mended")
    }
  }

  static func say(ignored columns: [String]) {
    if !columns.isEmpty {
      Say.toError("Columns that nothing is made of: \(columns.joined(separator: ", "))")
    }
  }
}

/// A file read piece by piece.
final class FileOfRows {
  private let handle: FileHandle
  let size: Int
  private(set) var read = 0

  init(_ path: String) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Failed("There is no file at \(path), or it cannot be opened")
    }
    self.handle = handle
    size = Int(try handle.seekToEnd())
    try handle.seek(toOffset: 0)
  }

  func next() throws -> [UInt8] {
    let bytes = Array(try handle.read(upToCount: 1 << 18) ?? Data())
    read += bytes.count
    return bytes
  }
}

/// A table that is written row by row.
final class TableOut {
  private let handle: FileHandle
  private var waiting = ""

  init(_ path: String, heading: [String]) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw Failed("\(path) cannot be written") }
    self.handle = handle
    try write(heading)
  }

  func write(_ fields: [String]) throws {
    waiting += CSVLine.of(fields)
    if waiting.utf8.count > 1 << 16 { try flush() }
  }

  private func flush() throws {
    try handle.write(contentsOf: Data(waiting.utf8))
    waiting = ""
  }

  func close() throws {
    try flush()
    try handle.synchronize()
    try handle.close()
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
