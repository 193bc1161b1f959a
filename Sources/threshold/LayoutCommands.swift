import ArgumentParser
import Domain
import Foundation
import Matching

/// The council's own layouts of pasted texts.
struct LayoutsOption: ParsableArguments {
  @Option(
    name: .customLong("layouts"),
    help: "A file of your own layouts of pasted texts: docs/pasted-texts.md.")
  var file: String?

  /// The file's, then those that come with Threshold.
  func read() throws -> [Layout] {
    guard let file else { return Layout.shipped }
    do {
      return try LayoutFile.read(try WholeFile.read(file))
    } catch let error as LayoutFile.Problem {
      throw Failed("\(file) is no file of layouts. \(error.message)")
    }
  }
}

struct LayoutsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layouts", abstract: "How pasted texts are read.", subcommands: [LayoutsTry.self])
}

struct LayoutsTry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Print what is made of a text. Nothing is stored.",
    discussion: "Exit code 1 when nothing was found in it but its words.")
  @Argument(help: "The text, UTF-8.") var file: String
  @OptionGroup var layouts: LayoutsOption

  func run() async throws {
    let bytes = try WholeFile.read(file)
    let reading = PastedText.read(
      String(decoding: bytes, as: UTF8.self), layouts: try layouts.read(),
      today: Now.system().day)
    print("Layout: \(reading.layout)")
    for person in reading.people {
      let more = [
        person.birth?.iso, person.age, person.relation,
        person.isChild.map { $0 ? "child" : "adult" },
        person.phone,
      ].compactMap { $0 }
      print("Person: \(([person.full] + more).joined(separator: ", "))")
    }
    for (name, value) in [
      ("Address", reading.address), ("Postcode", reading.postcode),
      ("Reference", reading.reference), ("Grading", reading.grading),
      ("Source", reading.source?.meaning), ("How", reading.method?.words),
      ("Agency", reading.agency), ("Caller", reading.callerName),
      ("Role", reading.callerRole), ("Reach", reading.callerReach),
      ("Account", reading.account),
    ] {
      if let value { print("\(name): \(value)") }
    }
    if !reading.hasFound { throw ExitCode(1) }
  }
}
