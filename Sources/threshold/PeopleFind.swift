import ArgumentParser
import Domain
import Foundation
import Matching
import Store

struct PeopleFind: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Find people on the record, likeliest first, with the reasons.",
    discussion: """
      What is known goes in in any order: name, date of birth, postcode, phone, a number. With --from \
      each row of a table is looked for, and --out gets query_id, rank, reference, probability and \
      explanation; the reference is the one the person was brought over with, else our own. Records \
      that are hidden are not found; one that is locked is said to be there, and nothing of it.
      """)
  @Argument(help: "What is known: aisha khan 3/5/17 LS1 4AB") var words: [String] = []
  @OptionGroup var database: DatabaseOption
  @Option(help: "A table of people to look for.") var from: String?
  @Option(help: "How many are given for each.") var top = 10
  @Option(help: "Where what was found is written.") var out: String?
  @OptionGroup var columns: ColumnsOption
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    guard (1...100).contains(top) else { throw ValidationError("--top must be 1 to 100") }
    guard words.isEmpty != (from == nil) else {
      throw ValidationError("Say whom to look for, or give a table with --from")
    }
    guard (from == nil) == (out == nil) else {
      throw ValidationError("--from and --out go together")
    }
  }

  func run() async throws {
    let opened = try await database.openToRead()
    do {
      if let from, let out {
        try await table(from, to: out, opened)
      } else {
        try await one(words.joined(separator: " "), opened)
      }
    } catch {
      await opened.close()
      throw error
    }
    await opened.close()
  }

  private func one(_ box: String, _ opened: any Database) async throws {
    let terms = SearchTerms(box, today: Now.system().day)
    let top = self.top
    let found = try await opened.read { try PeopleFound.find(terms, top: top, in: $0) }
    if json { return try Say.json(found) }
    if !terms.unread.isEmpty {
      Say.toError("Not searched for: \(terms.unread.joined(separator: ", "))")
    }
    if found.isEmpty { print("Nobody on the record matches.") }
    for one in found {
      print(
        [one.reference, one.percent, one.name, one.explanation].joined(separator: "\t"))
    }
  }

  private func table(
    _ from: String, to out: String, _ opened: any Database
  ) async throws {
    let source = try FileOfRows(from)
    let today = Now.system().day
    var reader = CSVReader(source.next)
    let bar = Progress("Finding", of: source.size)
    let table = try TableOut(
      out, heading: ["query_id", "rank", "reference", "probability", "explanation"])
    var rows = 0
    do {
      guard let heading = try reader.next() else { throw Failed("\(from) is empty") }
      let columns = try PersonColumns(heading: heading, map: try columns.pairs())
      if !columns.ignored.isEmpty {
        Say.toError(
          "Columns that nothing is made of: \(columns.ignored.joined(separator: ", "))")
      }
      while let row = try reader.next() {
        rows += 1
        let terms = columns.terms(of: row, today: today)
        let top = self.top
        let found = try await opened.read { try PeopleFound.find(terms, top: top, in: $0) }
        let query = columns.text(.reference, of: row)
        for (rank, one) in found.enumerated() {
          try table.write([
            query.isEmpty ? "\(rows)" : query, "\(rank + 1)", one.reference, one.decimal,
            one.explanation,
          ])
        }
        bar.at(source.read)
      }
    } catch let error as CSVError {
      bar.end()
      throw Failed("\(from): \(error)")
    }
    bar.end()
    try table.close()
    print("Looked for \(rows), wrote \(out).")
  }
}

/// One person found, as the command line shows them.
struct PeopleFound: Encodable {
  let person: String
  /// The number they were brought over with; ours where they were not.
  let reference: String
  let name: String
  let probability: Double
  let explanation: String

  var percent: String {
    probability < 0.01 ? "<1 %" : "\(Int((probability * 100).rounded(.down))) %"
  }
  var decimal: String {
    let parts = Int((probability * 10_000).rounded())
    let digits = String(parts % 10_000)
    return "\(parts / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Whoever works at the command line has no leave of their own: what is restricted stays closed.
  static func find(
    _ terms: SearchTerms, top: Int, in tx: any Transaction
  ) throws -> [PeopleFound] {
    let matches = try PersonTable.matches(terms, limit: top + 10, in: tx)
    let people = try PersonTable.findings(of: matches.map(\.person), in: tx)
    return matches.compactMap { match -> PeopleFound? in
      guard let person = people[match.person] else { return nil }
      switch person.restriction {
      case .hidden: return nil
      case .locked:
        return PeopleFound(
          person: "", reference: "", name: "A restricted record", probability: match.probability,
          explanation: "a restricted record matches: ask \(person.owner ?? "its owner")")
      case nil:
        let reasons = match.reasons + [match.kinship].compactMap { $0 }
        return PeopleFound(
          person: match.person.description,
          reference: person.reference ?? match.person.description, name: person.name,
          probability: match.probability, explanation: reasons.joined(separator: "; "))
      }
    }.prefix(top).map { $0 }
  }
}
