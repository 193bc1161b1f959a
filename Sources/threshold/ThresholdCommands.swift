import ArgumentParser
import Domain
import Foundation
import Matching
import Store

struct ThresholdsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thresholds",
    abstract: "The safeguarding partners' threshold document.",
    subcommands: [ThresholdsWrite.self, ThresholdsAdopt.self])
}

struct ThresholdsWrite: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write",
    abstract: "Print an edition as JSON: what a new one is begun from.")
  @OptionGroup var database: DatabaseOption
  @Option(help: "Which edition; the one in force today unless said otherwise.") var edition: String?

  func run() async throws {
    let opened = try await database.open()
    let editions = try await opened.read { try ThresholdDocumentTable.editions(in: $0) }
    await opened.close()
    guard
      let shown = edition.map({ editions.edition($0) }) ?? editions.inForce(on: Now.system().day)
    else {
      throw Failed(
        "There is no edition \(edition ?? ""). There are: "
          + editions.all.map(\.edition).joined(separator: ", "))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(shown), as: UTF8.self))
  }
}

struct ThresholdsAdopt: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Take in an edition that the partners have adopted.",
    discussion: """
      The file is described in docs/thresholds.md; `threshold thresholds write` prints one to begin \
      from. Decisions are made by the edition from its day on; those made before keep theirs. An edition \
      is never changed: a mistake is mended by another edition from the same day.
      """)
  @Argument(help: "The edition as JSON, UTF-8.") var file: String
  @OptionGroup var database: DatabaseOption

  func run() async throws {
    let bytes = try WholeFile.read(file, largest: 1 << 20)
    let document: Thresholds
    do {
      document = try JSONDecoder().decode(Thresholds.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw Failed("\(file) is no threshold document. \(error.inWords)")
    }
    let opened = try await database.open()
    let done: Done<ThresholdDocument> = try await Store(opened).perform(
      .adopt(document), as: Act(key: nil, actor: .imported, at: Now.system()))
    await opened.close()
    print(
      "Adopted as \(done.id): edition \(document.edition), \(document.indicators.count) indicators, "
        + "in force from \(document.from.long).")
  }
}

/// A file that is small enough to be read at once.
enum WholeFile {
  static func read(_ path: String, largest: Int = 16 << 20) throws -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Failed("\(path) cannot be read. Check the name, and that you may read it")
    }
    defer { try? handle.close() }
    let bytes = try handle.read(upToCount: largest + 1).map { Array($0) } ?? []
    guard bytes.count <= largest else {
      throw Failed("\(path) is larger than \(largest >> 20) megabytes")
    }
    return bytes
  }
}
