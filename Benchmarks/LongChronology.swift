import Domain
import SQLiteEngine
import Store

/// `Benchmarks chronology DEMO COUNT`: a child of a demo council is given so many events more, and the
/// line that comes says which child, and how long all that their page reads takes, in milliseconds. The
/// page itself is then asked for as any other, at `serve`: it should come within 200.
enum LongChronology {
  static func measure(_ count: Int, in demo: String) async throws {
    let database = try SQLiteDatabase(path: demo)
    let store = Store(database)
    let (child, worker, at) = try await database.read { tx in
      let row = try tx.row(
        "SELECT child, worker FROM referral WHERE is_open = 1 AND worker IS NOT NULL ORDER BY id")
      let last = try tx.row("SELECT MAX(recorded) AS last FROM fact")
      guard let row, let last else { throw DatabaseError.unavailable("the demo is not loaded") }
      return (
        try row.id("child", of: Person.self), try row.id("worker", of: Worker.self),
        try last.instant("last")
      )
    }
    let actor = Actor(.worker(worker), roles: [.socialWorker])
    for number in 0..<count {
      let _: Done<SignificantEvent> = try await store.perform(
        .add(
          SignificantEvent.Own(
            happenedOn: at.day.adding(days: -(number * 3 % 3000)),
            kind: SignificantEvent.Kind.allCases[number % SignificantEvent.Kind.allCases.count],
            agency: "Agency \(number % 7)"),
          SignificantEvent.Words(
            title: "Event \(number)", effect: "It meant another change for the child."),
          children: [child]),
        as: Act(key: "chronology-\(number)", actor: actor, at: at))
    }
    var rounds: [Double] = []
    for _ in 0..<9 {
      let began = ContinuousClock.now
      _ = try await database.read { tx -> Int in
        let happenings = try Chronology.of(child, in: tx)
        let names = try Chronology.names(of: Chronology.people(in: happenings), in: tx)
        let entries = happenings.reduce(0) { $0 + $1.entries(names).count }
        return entries + (try SignificantEventTable.of(child, in: tx).count)
          + (try VisitGap.of(child, on: at.day, in: tx).count)
          + (try StatusBar.of(child, in: tx).count)
      }
      rounds.append((ContinuousClock.now - began) / .milliseconds(1))
    }
    print("chronology \(child) events \(count) reading_ms \(Int(median(rounds).rounded()))")
    await database.close()
  }
}
