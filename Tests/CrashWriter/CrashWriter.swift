import Domain
import Foundation
import SQLiteEngine
import Store

/// What the durability tests run in a process of its own, to kill it or to cut its power.
///
///     CrashWriter write PATH                       acts until killed; prints each acknowledged one
///     CrashWriter deliver DATABASE SERVER MILLISECONDS STEP|-   sends what is due; ends at the step
///     CrashWriter power-loss FOLDER STATES SEED full|weak|none     prints how many states had each fault
@main
enum CrashWriter {
  /// Callers at the same time, so that commits are grouped.
  static let callers = 8

  private static let durabilities: [String: SQLiteDatabase.Durability] = [
    "full": .full, "weak": .losesAcknowledgedWrites, "none": .neverWaits,
  ]

  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "write" where arguments.count == 2:
      try await write(to: arguments[1])
    case "deliver" where arguments.count == 5:
      try await Delivering(
        database: arguments[1], server: arguments[2],
        at: Instant(milliseconds: Int64(arguments[3]) ?? 0),
        step: Deliverer.Step(rawValue: arguments[4])
      ).run()
    case "power-loss" where arguments.count == 5:
      let run = PowerLossRun(
        folder: arguments[1], states: Int(arguments[2]) ?? 0, seed: UInt64(arguments[3]) ?? 0,
        durability: durabilities[arguments[4]] ?? .full)
      print(try await run.report())
    default:
      print(
        "usage: CrashWriter write PATH | deliver DATABASE SERVER MS STEP | power-loss FOLDER STATES SEED MODE"
      )
      exit(2)
    }
  }

  /// Each acknowledged number is written in one `write` of its own, so that a kill cannot cut it.
  private static func write(to path: String) async throws {
    let database = try SQLiteDatabase(path: path)
    try await Acts.prepare(database)
    let store = Store(database)
    let numbers = Counter(from: try await Acts.next(database))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<callers {
        group.addTask {
          while true {
            let number = numbers.next()
            try await Acts.perform(number, in: store)
            try FileHandle.standardOutput.write(contentsOf: Data("\(number)\n".utf8))
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
