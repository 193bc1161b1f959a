import Domain
import EngineTesting
import Logging
import SQLiteEngine
import Store
import Synchronization
import Testing

@testable import Web

/// Words and numbers that stand for people and that nothing else contains: where one of them turns up,
/// something of a person got out.
struct Canary: Sendable {
  /// In every word: names, addresses, what was said.
  static let mark = "zqxvjk"
  static let nhsNumbers = ["9990000018", "9990000026", "9990000034"]
  static let phones = ["07700900417", "07700900418"]
  static let postcodes = ["HW7 3QX", "HW8 4QX"]

  private var count = 0

  /// A word that was never used before.
  mutating func word() -> String {
    count += 1
    let letters = Array("abcdefghijklmnop")
    let tail = String([letters[count / 256 % 16], letters[count / 16 % 16], letters[count % 16]])
    return "Z\(Self.mark.dropFirst())\(tail)"
  }

  /// The canaries in a text, however they are written.
  static func sighted(in text: String) -> [String] {
    let plain = text.lowercased()
    let bare = plain.filter { $0 != " " && $0 != "+" && $0 != "-" }.replacing("%20", with: "")
    let numbers = nhsNumbers + phones + postcodes.map { $0.lowercased().replacing(" ", with: "") }
    return (plain.contains(mark) ? [mark] : []) + numbers.filter { bare.contains($0) }
  }
}

/// Every line that was logged, at every level.
final class LogBook: Sendable {
  private let kept = Mutex<[String]>([])
  var lines: [String] { kept.withLock { $0 } }
  func write(_ line: String) { kept.withLock { $0.append(line) } }

  /// A logger that writes here all that it is given.
  var logger: Logger {
    Logger(label: "canary") { _ in BookHandler(book: self) }
  }

  private struct BookHandler: LogHandler {
    let book: LogBook
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      let error = event.error.map { " \($0) \(String(reflecting: $0))" } ?? ""
      book.write("\(event.level) \(event.source) \(event.message) \(all)\(error)")
    }
  }
}

/// A database that stops working when it is told to, and says more than it should.
final class FailingDatabase: Database {
  let inner: any Database
  /// How many transactions still work, and what the next one throws; nil works for ever.
  private let plan = Mutex<(left: Int, error: any Error)?>(nil)
  let dialect: Dialect

  init(_ inner: any Database) {
    self.inner = inner
    dialect = inner.dialect
  }

  func fail(after count: Int, with error: any Error) { plan.withLock { $0 = (count, error) } }
  func work() { plan.withLock { $0 = nil } }

  private func count() throws {
    try plan.withLock { plan in
      guard let now = plan else { return }
      guard now.left > 0 else { throw now.error }
      plan = (now.left - 1, now.error)
    }
  }

  func read<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try count()
    return try await inner.read(body)
  }

  func write<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try count()
    return try await inner.write(body)
  }

  func close() async { await inner.close() }
}

/// An authority in which every person, address, telephone and number is a canary.
struct CanaryHouse: Sendable {
  let house: House
  let database: FailingDatabase
  let clock: HandClock
  let book = LogBook()
  static let password = "three random words here"

  init() async throws {
    let inner = try SQLiteDatabase.inMemory()
    try await Migrations.run(on: inner)
    database = FailingDatabase(inner)
    let day = try #require(Day(iso: "2026-03-16"))
    let clock = HandClock(Instant(london: day, hour: 9, minute: 0))
    self.clock = clock
    var configuration = WebConfiguration()
    configuration.passwordCost = .forTests
    house = House(
      database: database,
      emptyDatabase: {
        let empty = try SQLiteDatabase.inMemory()
        try await Migrations.run(on: empty)
        return empty
      },
      pepper: [UInt8](repeating: 9, count: 32), configuration: configuration, now: { clock.now },
      logger: book.logger)
    try await settle(today: day)
  }

  func perform<N: Kept>(
    _ command: N.Command, on id: Identifier<N>? = nil, by worker: WorkerID? = nil
  ) async throws -> Identifier<N> {
    let actor = worker.map { Actor(.worker($0)) } ?? .system
    let done: Done<N> = try await house.store.perform(
      command, on: id, as: Act(key: nil, actor: actor, at: clock.now))
    return done.id
  }

  private func settle(today: Day) async throws {
    var canary = Canary()
    let team: TeamID = try await perform(.form(name: "North", kind: .assessment))
    // One who may do everything, another who checks, a third from whom everything is kept.
    let all = try await worker("w1", Set(Role.allCases), team)
    let other = try await worker("w2", Set(Role.allCases), team)
    _ = try await worker("w3", [.performanceAnalyst], team)
    var people: [PersonID] = []
    for place in 0..<3 {
      let details = Person.Details(
        name: .init(given: canary.word(), family: canary.word()),
        otherNames: [.init(given: canary.word(), family: canary.word(), kind: .previous)],
        stage: place == 2 ? .adult : .child, birth: .exact(today.adding(days: -3000)),
        identity: .init(sex: .female, language: canary.word(), religion: canary.word()),
        identifiers: .init(nhsNumber: Canary.nhsNumbers[place]),
        address: .init(
          lines: "1 \(canary.word())\n\(canary.word())", postcode: Canary.postcodes[place % 2],
          from: today.adding(days: -900)),
        provenance: .init(saidBy: canary.word()))
      let person: PersonID = try await perform(.create(details, searched: canary.word()))
      let network = Person.Network(
        phones: [Canary.phones[place % 2]], email: "\(canary.word())@example.org",
        school: canary.word(), gp: canary.word())
      _ = try await perform(
        Person.Command.recordNetwork(network, provenance: .init(saidBy: canary.word())), on: person)
      people.append(person)
    }
    _ = try await perform(
      Person.Command.relate(
        .init(kind: .mother, parentalResponsibility: true), to: people[0],
        provenance: .init(saidBy: canary.word())), on: people[2])
    try await work(people, team, all, other, today, &canary)
  }

  /// A contact decided and checked, a referral given to a worker, a note, an assessment begun; and a
  /// second contact that still waits.
  private func work(
    _ people: [PersonID], _ team: TeamID, _ worker: WorkerID, _ other: WorkerID, _ today: Day,
    _ canary: inout Canary
  ) async throws {
    func received() -> Contact.Details {
      Contact.Details(
        receivedOn: today, receivedMinute: 500, method: .phone, source: .school,
        agency: canary.word(), callerName: canary.word(), callerReach: Canary.phones[0],
        account: canary.word(), inDanger: .no, consent: .notKnown)
    }
    let named = [
      Contact.Named(
        key: 1, given: canary.word(), family: canary.word(), isChild: true, person: people[0])
    ]
    let contact: ContactID = try await perform(.receive(received(), named: named), by: worker)
    _ = try await perform(
      Contact.Command.decide(
        level: .statutory, indicators: [],
        outcomes: [.init(key: 1, outcome: .referral, primaryNeed: .familyDysfunction)],
        reason: canary.word(), history: canary.word()), on: contact, by: worker)
    _ = try await perform(Contact.Command.agree(comment: canary.word()), on: contact, by: other)
    let stranger = [
      Contact.Named(key: 1, given: canary.word(), family: canary.word(), isChild: true)
    ]
    let _: ContactID = try await perform(.receive(received(), named: stranger), by: worker)
    let referral = ReferralID(1)
    _ = try await perform(
      Referral.Command.decide(.assessment, reason: canary.word(), primaryNeed: nil), on: referral,
      by: other)
    _ = try await perform(
      Referral.Command.allocate(team: team, worker: worker), on: referral, by: other)
    let _: AssessmentID = try await perform(
      .begin(.single, children: [.init(person: people[0], referral: referral)], on: today),
      by: worker)
    let _: NoteID = try await perform(
      .record(
        .init(
          kind: .visit, happenedOn: today, purpose: canary.word(), text: canary.word(),
          children: [.init(child: people[0], seen: true, alone: true, words: canary.word())]),
        significance: .init(title: canary.word(), effect: canary.word())), by: worker)
  }

  private func worker(
    _ username: String, _ roles: Set<Role>, _ team: TeamID
  ) async throws -> WorkerID {
    let day = clock.now.day
    let id: WorkerID = try await perform(
      .join(
        name: "Worker \(username)", roles: roles, team: team,
        registration: .init(number: "SW1", from: day.adding(days: -9), to: day.adding(days: 99))))
    let hash = try await house.passwords.hash(Self.password)
    let now = clock.now
    try await house.database.write { tx in
      try AccountTable.add(
        tx, worker: id, username: username, password: hash, until: day.adding(days: 20), at: now)
    }
    return id
  }
}
