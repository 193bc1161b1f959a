import Domain
import SQLiteEngine
import Store

/// `Benchmarks long DEMO EVENTS`: a child known for fifteen years, with two brothers or sisters and so
/// many visits and calls, an episode every two years, taken through the store's door as they would have
/// been. Prints the child's number, and a day a month back, as at which the record is looked at.
enum LongRecord {
  static func add(_ events: Int, to demo: String) async throws {
    let database = try SQLiteDatabase(path: demo)
    let store = Store(database)
    let (worker, last) = try await database.read { tx in
      let row = try tx.row("SELECT MIN(worker) AS worker FROM referral")
      let last = try tx.row("SELECT MAX(recorded) AS last FROM fact")
      guard let row, let last else { throw DatabaseError.unavailable("the demo is not loaded") }
      return (try row.id("worker", of: Worker.self), try last.instant("last").day)
    }
    let actor = Actor(.worker(worker), roles: [.socialWorker, .teamManager])
    let first = last.adding(years: -15)
    let act: @Sendable (Day, Int) -> Act = { day, minute in
      Act(
        key: nil, actor: actor, at: Instant(london: day, hour: 9 + minute / 60, minute: minute % 60)
      )
    }
    let children: [PersonID] = try await database.write { tx in
      try ["Merryn", "Jago", "Tegen"].enumerated().map { place, given in
        let done: Done<Person> = try store.perform(
          .create(child(given, born: first.adding(days: -400 * place - 90)), searched: given),
          as: act(first, place), in: tx)
        return done.id
      }
    }
    let years = 15
    for year in 0..<years {
      // A year is one transaction: what is measured is the reading.
      try await database.write { tx in
        let from = first.adding(years: year)
        if year.isMultiple(of: 2) {
          for (place, child) in children.enumerated() {
            try episode(of: child, from, place, store, act, in: tx)
          }
        }
        let many = events / years + (year < events % years ? 1 : 0)
        for number in 0..<many {
          let day = from.adding(days: number * 360 / max(1, many))
          let _: Done<Note> = try store.perform(
            .record(
              note(of: children, on: day, number),
              significance: number.isMultiple(of: 9)
                ? .init(title: "Moved school", effect: "Merryn has to begin again") : nil),
            as: act(day, 30 + number % 300), in: tx)
        }
      }
    }
    await database.close()
    Swift.print("\(children[0])\t\(last.adding(days: -30).iso)")
  }

  private static func child(_ given: String, born: Day) -> Person.Details {
    Person.Details(
      name: .init(given: given, family: "Longstone"), stage: .child,
      birth: .exact(born), provenance: .init(saidBy: "Mother"))
  }

  private static func episode(
    of child: PersonID, _ from: Day, _ place: Int, _ store: Store,
    _ act: @Sendable (Day, Int) -> Act,
    in tx: any Transaction
  ) throws {
    let referral: Done<Referral> = try store.perform(
      .open(
        child: child, contact: nil, source: .school, primaryNeed: .abuseNeglectExploitation,
        on: from),
      as: act(from, 10 + place), in: tx)
    let _: Done<Referral> = try store.perform(
      .decide(.assessment, reason: "School is worried again.", primaryNeed: nil), on: referral.id,
      as: act(from, 20 + place), in: tx)
    let end = from.adding(days: 300)
    let _: Done<Referral> = try store.perform(
      .close(on: end, reason: .servicesCeased, words: "Things are better at home."),
      on: referral.id, as: act(end, place), in: tx)
  }

  private static func note(of children: [PersonID], on day: Day, _ number: Int) -> Note.Details {
    let visit = number.isMultiple(of: 3)
    return Note.Details(
      kind: visit ? .visit : .phoneCall, happenedOn: day, happenedMinute: 600,
      purpose: visit ? "Visit at home" : "Call with school",
      text: """
        Mornings are calmer and school sees it. Nan comes on Tuesdays. We spoke about bedtimes and \
        about what happens when Dad rings late. We agreed to look at it again after half term.
        """,
      children: (number.isMultiple(of: 4) ? children : [children[0]]).map {
        .init(
          child: $0, seen: visit, alone: visit, whyNot: nil,
          words: visit ? "I like it when Nan is here" : nil)
      })
  }
}
