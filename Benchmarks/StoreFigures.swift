import Domain
import Foundation
import SQLiteEngine
import Store

/// The ledger's figures: what an act costs beside the bare writing of its rows, what a walk along the
/// chain and a building again cost for each fact.
struct StoreFigures {
  let demo: String
  let folder: String
  let rounds: Int

  /// Acts of one round, one by one; with 64 writers ten times as many.
  static let acts = 1500

  func print() async throws {
    var one: [Double] = []
    var many: [Double] = []
    var bare: [Double] = []
    var verify: [Double] = []
    var rebuild: [Double] = []
    for round in 0..<rounds {
      // In turn, so that a busy moment of the machine meets them alike.
      let live = try await copy("live-\(round)")
      one.append(try await appends(live.database, writers: 1, acts: Self.acts, "a"))
      bare.append(try await BareWriting(from: live.path, rows: Self.acts).rate(in: folder, round))
      many.append(try await appends(live.database, writers: 64, acts: Self.acts * 10, "b"))
      await live.database.close()
      let walked = try await copy("walk-\(round)")
      verify.append(try await walk(walked.database))
      rebuild.append(try await again(walked.database))
      await walked.database.close()
    }
    let facts = try await copy("count")
    let count = try await facts.database.read { try Ledger.head(in: $0).seq }
    await facts.database.close()
    for (name, value) in [
      ("facts", Double(count)), ("append-1", median(one)), ("append-64", median(many)),
      ("bare-1", median(bare)), ("verify", median(verify)), ("rebuild", median(rebuild)),
    ] {
      Swift.print("\(name)\t\(value)")
    }
  }

  private func copy(_ name: String) async throws -> (database: SQLiteDatabase, path: String) {
    let path = "\(folder)/\(name).sqlite"
    try FileManager.default.copyItem(atPath: demo, toPath: path)
    return (try SQLiteDatabase(path: path), path)
  }

  /// Notes about one child, through the store's door: judged, hashed, stored durably.
  private func appends(
    _ database: SQLiteDatabase, writers: Int, acts: Int, _ name: String
  ) async throws -> Double {
    let store = Store(database)
    let (child, worker, at) = try await database.read { tx in
      let row = try tx.row("SELECT MIN(child) AS child, MIN(worker) AS worker FROM referral")
      let last = try tx.row("SELECT MAX(recorded) AS last FROM fact")
      guard let row, let last else { throw DatabaseError.unavailable("the demo is not loaded") }
      return (
        try row.id("child", of: Person.self), try row.id("worker", of: Worker.self),
        try last.instant("last")
      )
    }
    let actor = Actor(.worker(worker))
    return try await rate(acts) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<writers {
          group.addTask {
            for number in 0..<(acts / writers) {
              let _: Done<Note> = try await store.perform(
                .record(Self.details(child, at.day), significance: nil),
                as: Act(key: "\(name)-\(writer)-\(number)", actor: actor, at: at))
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  private static func details(_ child: PersonID, _ day: Day) -> Note.Details {
    Note.Details(
      kind: .phoneCall, happenedOn: day, happenedMinute: 600, purpose: "Call with school",
      text: """
        Attendance is better this fortnight and the teacher says that mornings are calmer. They \
        will ring if the child is late again. We agreed to speak after half term.
        """,
      children: [.init(child: child, seen: false)])
  }

  private func walk(_ database: SQLiteDatabase) async throws -> Double {
    let began = ContinuousClock.now
    let verdict = try await database.read { try Ledger.verify(in: $0) }
    guard verdict.isSound else { throw DatabaseError.damaged("the demo does not verify") }
    return Double(verdict.facts) / ((ContinuousClock.now - began) / .seconds(1))
  }

  private func again(_ database: SQLiteDatabase) async throws -> Double {
    let began = ContinuousClock.now
    let count = try await database.write { tx in try Ledger.rebuild(in: tx) }
    return Double(count) / ((ContinuousClock.now - began) / .seconds(1))
  }
}
