import CPowerLoss
import Foundation
import SQLiteEngine
import Store

/// A load through the real engine, whose every write to disk is remembered, and then many disks as
/// they may be found after the power went at some moment of it.
struct PowerLossRun {
  let folder: String
  let states: Int
  let seed: UInt64
  let durability: SQLiteDatabase.Durability

  /// Enough for the log to be copied into the file, and begun anew, many times.
  private static let acts = 120
  private static let checkpointPages = 32

  /// - Returns: one line: `states N cut A..B lost N halfApplied N damaged N syncs N …`
  func report() async throws -> String {
    guard powerloss_record() == 0 else {
      throw DatabaseError.unavailable("the recording file system could not be registered")
    }
    let acknowledged = try await load()
    powerloss_stop()
    let end = powerloss_position()
    var counts: [Fault: Int] = [:]
    var choices = SplitMix(state: seed)
    let cuts = (0..<states).map { _ in Int(choices.next() % UInt64(end + 1)) }.sorted()
    let disk = "\(folder)/disk"
    for cut in cuts {
      powerloss_advance(cut)
      try? FileManager.default.removeItem(atPath: disk)
      try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
      guard powerloss_materialise(choices.next(), disk) == 0 else {
        throw DatabaseError.unavailable("the disk of a state could not be written")
      }
      let expected = Set(acknowledged.filter { $0.value <= cut }.keys)
      for fault in await faults(on: "\(disk)/authority", expected) {
        counts[fault, default: 0] += 1
      }
    }
    let found = Fault.allCases.map { "\($0.rawValue) \(counts[$0, default: 0])" }
    let steps = [("writes", "w"), ("syncs", "s"), ("truncations", "t")].map { name, kind in
      "\(name) \(powerloss_count(CChar(bitPattern: UInt8(ascii: Unicode.Scalar(kind) ?? "w"))))"
    }
    return (["states \(states)", "acts \(acknowledged.count)"] + found + steps)
      .joined(separator: " ")
  }

  /// - Returns: for each act, the moment in the history by which it had been acknowledged.
  private func load() async throws -> [Int: Int] {
    var options = SQLiteDatabase.Options()
    options.durability = durability
    options.checkpointPages = Self.checkpointPages
    let database = try SQLiteDatabase(path: "\(folder)/authority", options: options)
    try await Acts.prepare(database)
    let store = Store(database)
    let acknowledged = Acknowledged()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<CrashWriter.callers {
        group.addTask {
          for number in stride(from: caller + 1, through: Self.acts, by: CrashWriter.callers) {
            try await Acts.perform(number, in: store)
            acknowledged.note(number, at: powerloss_position())
          }
        }
      }
      try await group.waitForAll()
    }
    // The database is not closed: the power goes first.
    return acknowledged.all
  }

  /// Opens what is left as the service would, and looks.
  private func faults(on path: String, _ acknowledged: Set<Int>) async -> [Fault] {
    do {
      let database = try SQLiteDatabase(path: path)
      let faults = try await Acts.faults(in: database, acknowledged: acknowledged, chain: true)
      await database.close()
      return faults
    } catch {
      return [.damaged]
    }
  }
}

/// A small generator that gives the same numbers for the same seed everywhere.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
