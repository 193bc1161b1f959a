import ArgumentParser
import Domain
import Foundation
import Matching
import Store

struct PeopleTrain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learn from the people on the record how much each agreement says.",
    discussion: """
      Nobody says which records are of one person: that is estimated too, by expectation and \
      maximisation over pairs that share a name, a birthday, a home or a phone. What is learnt is kept \
      in the database, and the search uses it from then on. --forget goes back to what Threshold comes \
      with.
      """)
  @OptionGroup var database: DatabaseOption
  @Option(help: "How many people are looked at, spread over the record.") var sample = 20_000
  @Flag(help: "Only say what would be learnt.") var dryRun = false
  @Flag(help: "Go back to the weights that Threshold comes with.") var forget = false
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    guard (200...1_000_000).contains(sample) else {
      throw ValidationError("--sample must be 200 to 1000000")
    }
  }

  func run() async throws {
    let opened = try await database.open()
    do {
      try await work(opened)
    } catch {
      await opened.close()
      throw error
    }
    await opened.close()
  }

  private func work(_ opened: any Database) async throws {
    if forget {
      try await opened.write { try PersonWeights.forget(in: $0) }
      if !json { print("The search uses the weights that Threshold comes with.") }
      return
    }
    let bar = Progress("Learning", of: 100)
    let result = try await PersonTraining(opened).learn(sample: sample) { done, all in
      bar.at(done * 100 / max(1, all))
    }
    bar.end()
    guard let result else {
      throw Failed("There are fewer than \(Training.fewest) people on the record to learn from")
    }
    let teaches = result.ofOne >= Training.fewestOfOne
    if !dryRun, teaches {
      let weights = PersonWeights(
        trainedOn: Now.system().day, people: result.people, weights: result.after)
      try await opened.write { try weights.save(in: $0) }
    }
    let lines = Self.changes(result)
    if json {
      return try Say.json(
        Report(
          people: result.people, pairs: result.pairs, pairsOfOnePerson: Int(result.ofOne),
          changed: teaches ? lines : []))
    }
    print(
      "Looked at \(result.people) people, \(result.pairs) pairs; \(Int(result.ofOne)) seem to be of one "
        + "person each.")
    guard teaches else {
      return print(
        "At least \(Int(Training.fewestOfOne)) are needed to learn from. Nothing was kept: the search goes on "
          + "as before.")
    }
    print("How often two records of one person agree so, before and now:")
    for line in lines {
      print("  \(line.what.padding(toLength: 28, withPad: " ", startingAt: 0))\(line.words)")
    }
    print(dryRun ? "Nothing was kept." : "The search uses them from now on.")
  }

  struct Report: Encodable {
    let people: Int
    let pairs: Int
    /// As it is estimated.
    let pairsOfOnePerson: Int
    let changed: [Change]
  }

  struct Change: Encodable {
    let what: String
    let before: Double
    let after: Double
    var words: String { "\(Self.text(before))  \(Self.text(after))" }

    private static func text(_ share: Double) -> String {
      let digits = String(Int((share * 10_000).rounded()))
      return "0." + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }

  private static func changes(_ result: PersonTraining.Result) -> [Change] {
    Field.allCases.flatMap { field in
      zip(field.levels.indices, field.levels).compactMap { index, level -> Change? in
        guard result.after.fields[field.rawValue].indices.contains(index) else { return nil }
        let (before, after) = (result.before[field, index + 1].m, result.after[field, index + 1].m)
        guard abs(before - after) >= 0.00005 else { return nil }
        return Change(what: "\(field), \(level)", before: before, after: after)
      }
    }
  }
}
