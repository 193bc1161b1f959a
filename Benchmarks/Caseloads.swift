import Domain
import SQLiteEngine
import Store

/// `Benchmarks caseloads PATH`: the map of caseloads of 400 workers with 20 children each, all with an
/// assessment that runs; a council larger than any in England. Says how long its reading takes.
enum Caseloads {
  static let (workers, children) = (400, 20)

  static func run(_ path: String) async throws {
    let database = try SQLiteDatabase(path: path)
    try await Migrations.run(on: database)
    let store = Store(database)
    let at = Instant(london: Day(number: 20_528), hour: 9, minute: 0)
    if try await database.read({ try Ledger.head(in: $0) }) == .none {
      try await fill(store, at: at)
    }
    let clock = ContinuousClock()
    var times: [Duration] = []
    var held = 0
    var late = 0
    for _ in 0..<20 {
      let start = clock.now
      (held, late) = try await database.read { tx in
        let lines = try Caseload.lines(today: at.day, in: tx)
        let due = try Reminders.ofChildren(today: at.day, in: tx)
        return (lines.reduce(0) { $0 + $1.children }, due.count(where: \.isLate))
      }
      times.append(clock.now - start)
    }
    times.sort()
    print(
      "caseloads: \(workers) workers, \(held) children, \(late) late; median \(times[10]), "
        + "slowest \(times[19])")
    await database.close()
  }

  private static func fill(_ store: Store, at: Instant) async throws {
    let act = Act(key: nil, actor: .system, at: at)
    var given = 0
    for number in 0..<(workers / 8) {
      let team: Done<Team> = try await store.perform(
        .form(name: "Team \(number)", kind: .assessment), as: act)
      for place in 0..<8 {
        let worker: Done<Worker> = try await store.perform(
          .join(
            name: "Worker \(number) \(place)", roles: [.socialWorker], team: team.id,
            registration: nil), as: act)
        let manager = Act(
          key: nil, actor: Actor(.worker(worker.id), roles: [.teamManager], team: team.id), at: at)
        // One transaction a worker: what is measured is the reading.
        let first = given
        given += children
        try await store.database.write { tx in
          for child in 0..<children {
            try Self.child(
              first + child, team.id, worker.id, store, manager, day: at.day, in: tx)
          }
        }
      }
    }
  }

  private static func child(
    _ number: Int, _ team: TeamID, _ worker: WorkerID, _ store: Store, _ act: Act, day: Day,
    in tx: any Transaction
  ) throws {
    let person: Done<Person> = try store.perform(
      .create(
        Person.Details(
          name: Person.Name(given: "Child \(number)", family: "Family \(number / 2)"),
          stage: .child,
          provenance: Person.Provenance(saidBy: "the school")), searched: "\(number)"), as: act,
      in: tx)
    let referral: Done<Referral> = try store.perform(
      .open(
        child: person.id, contact: nil, source: .school, primaryNeed: .abuseNeglectExploitation,
        on: day.adding(days: -(number % 90))), as: act, in: tx)
    let _: Done<Referral> = try store.perform(
      .decide(.assessment, reason: "To understand", primaryNeed: nil), on: referral.id, as: act,
      in: tx)
    let _: Done<Referral> = try store.perform(
      .allocate(team: team, worker: worker, over: "For the measurement"), on: referral.id, as: act,
      in: tx)
    let _: Done<Assessment> = try store.perform(
      .begin(
        .single, children: [Assessment.Child(person: person.id, referral: referral.id)], on: day),
      as: act, in: tx)
  }
}
