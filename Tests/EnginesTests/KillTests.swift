import EngineTesting
import Foundation
import SQLiteEngine
import Store
import Testing

@testable import CrashWriter

/// The writing process is killed, again and again, on the same file.
@Suite("kill -9")
struct KillTests {
  @Test("Killed 200 times while writing: no acknowledged act is lost, none is half applied")
  func twoHundredTimes() async throws {
    let path = try TemporaryFolder.path("killed.sqlite")
    var acknowledged: Set<Int> = []
    var moments = SplitMix(state: 7)
    for cycle in 1...200 {
      let said = try await CrashWriterProcess.kill(
        ["write", path], afterLines: 1 + Int(moments.next() % 24),
        andMicroseconds: UInt32(moments.next() % 4000))
      // Numbers that were said twice would mean that an act was lost and its number given again.
      #expect(acknowledged.isDisjoint(with: said))
      acknowledged.formUnion(said)
      let database = try SQLiteDatabase(path: path)
      let faults = try await Acts.faults(
        in: database, acknowledged: acknowledged, chain: cycle.isMultiple(of: 10))
      await database.close()
      #expect(faults.isEmpty, "after \(cycle) kills")
      if !faults.isEmpty { return }
    }
    #expect(acknowledged.count > 200)
  }
}
