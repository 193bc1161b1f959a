import Foundation
import Store

/// What `scripts/bench` runs: `Benchmarks store DEMO FOLDER ROUNDS` measures the store on copies of
/// a database, and prints one figure a line; `Benchmarks serve DEMO PORT PLAIN PORTAL` serves the
/// house on one port, a plain text on another and the portal on a third, from one process; `Benchmarks
/// door DEMO COUNT` lets so many contacts wait; `Benchmarks long DEMO EVENTS` adds a record of fifteen
/// years; `Benchmarks caseloads PATH` reads the caseloads of 400 workers.
@main
enum Benchmarks {
  static func main() async throws {
    let words = CommandLine.arguments.dropFirst()
    switch (words.first, words.count) {
    case ("store", 4):
      let words = Array(words)
      try await StoreFigures(demo: words[1], folder: words[2], rounds: Int(words[3]) ?? 3).print()
    case ("serve", 5):
      let words = Array(words)
      try await serve(
        words[1], port: Int(words[2]) ?? 0, plain: Int(words[3]) ?? 0, portal: Int(words[4]) ?? 0)
    case ("door", 3):
      let words = Array(words)
      try await OpenItems.add(Int(words[2]) ?? 0, to: words[1])
    case ("long", 3):
      let words = Array(words)
      try await LongRecord.add(Int(words[2]) ?? 0, to: words[1])
    case ("caseloads", 2): try await Caseloads.run(Array(words)[1])
    case ("people", _): try await PeopleFigures.run(Array(words.dropFirst()))
    default:
      Swift.print(
        "Benchmarks store DEMO FOLDER ROUNDS | serve DEMO PORT PLAIN PORTAL | door DEMO COUNT | "
          + "long DEMO EVENTS | caseloads PATH | people …"
      )
      exit(2)
    }
  }
}

/// The middle one: one slow round changes nothing.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}

/// So many a second.
func rate(_ count: Int, _ body: () async throws -> Void) async throws -> Double {
  let began = ContinuousClock.now
  try await body()
  return Double(count) / ((ContinuousClock.now - began) / .seconds(1))
}
