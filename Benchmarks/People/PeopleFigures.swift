import DemoCouncil
import Domain
import EngineTesting
import Foundation
import Matching
import SQLiteEngine
import Store

/// What the search for people costs and finds among invented people:
/// `Benchmarks people make FOLDER COUNT SEED QUERIES` writes `people.csv` and `queries.csv`;
/// `Benchmarks people load FOLDER DATABASE` brings the people over, `Benchmarks people find FOLDER
/// DATABASE` looks for the queries. DATABASE is a file for SQLite, or `postgres`: a throw-away server,
/// where `find` loads first, or copies the rows of a SQLite file named after it. Each prints one figure
/// a line.
enum PeopleFigures {
  static func run(_ words: [String]) async throws {
    switch (words.first, words.count) {
    case ("make", 5):
      try make(
        words[1], count: Int(words[2]) ?? 10_000, seed: UInt64(words[3]) ?? 7,
        queries: Int(words[4]) ?? 1000)
    case ("load", 3):
      let database = try SQLiteDatabase(path: words[2])
      try await load(words[1], into: database)
      await database.close()
    case ("find", 3) where words[2] == "postgres":
      try await Engine.postgreSQL.with { database in
        try await load(words[1], into: database)
        try await find(words[1], in: database)
      }
    case ("find", 4) where words[2] == "postgres":
      try await Engine.postgreSQL.with { database in
        try await Migrations.run(on: database)
        let file = try SQLiteDatabase(path: words[3], options: .init(readOnly: true))
        try await PeopleCopy.run(from: file, to: database)
        await file.close()
        try await find(words[1], in: database)
      }
    case ("find", 3):
      let database = try SQLiteDatabase(path: words[2], options: .init(readOnly: true))
      try await find(words[1], in: database)
      await database.close()
    default:
      Swift.print("Benchmarks people make FOLDER COUNT SEED QUERIES | load|find FOLDER DATABASE")
      exit(2)
    }
  }

  static func say(_ name: String, _ value: Double) {
    Swift.print("\(name)\t\(value)")
    fflush(nil)
  }

  // MARK: Making

  private static func make(_ folder: String, count: Int, seed: UInt64, queries: Int) throws {
    let town = InventedTown(seed: seed, people: count)
    let people = try Lines("\(folder)/people.csv", InventedPerson.columns)
    /// The number of the first member of each household.
    var firsts: [Int] = []
    var number = 0
    while number < count {
      firsts.append(number)
      for person in town.household(firsts.count - 1).prefix(count - number) {
        try people.write(person.row("L\(number)"))
        number += 1
      }
    }
    try people.close()
    var maker = InventedQueries(town)
    let out = try Lines("\(folder)/queries.csv", InventedQuery.columns)
    let known = InventedQuery.Kind.allCases.filter(\.isKnown)
    let unknown = InventedQuery.Kind.allCases.filter { !$0.isKnown }
    for index in 0..<queries {
      let kind = index % 10 < 7 ? known[index / 10 % known.count] : unknown[index % 10 - 7]
      let query = maker.make(kind) { chance in
        let at = chance.number(0...(firsts.count - 2))
        let members = town.household(at)
        let one = chance.number(0...(members.count - 1))
        return (firsts[at] + one, members, one)
      }
      try out.write(query.row(index))
    }
    try out.close()
  }

  private final class Lines {
    private let handle: FileHandle
    private var waiting = ""

    init(_ path: String, _ heading: [String]) throws {
      guard FileManager.default.createFile(atPath: path, contents: nil),
        let handle = FileHandle(forWritingAtPath: path)
      else {
        throw DatabaseError.unavailable("\(path) cannot be written")
      }
      self.handle = handle
      try write(heading)
    }
    func write(_ fields: [String]) throws {
      waiting += CSVLine.of(fields)
      if waiting.utf8.count > 1 << 16 { try close() }
    }
    func close() throws {
      try handle.write(contentsOf: Data(waiting.utf8))
      waiting = ""
    }
  }

  private static func bytes(_ path: String) throws -> () throws -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw DatabaseError.unavailable("there is no \(path)")
    }
    return { Array(try handle.read(upToCount: 1 << 18) ?? Data()) }
  }

  // MARK: Loading

  private static func load(_ folder: String, into database: any Database) async throws {
    try await Migrations.run(on: database)
    let at = Instant(london: InventedTown.today, hour: 9, minute: 0)
    let importing = PeopleImport(into: Store(database), system: "legacy", at: at)
    var memory: [Double] = []
    let began = ContinuousClock.now
    let report = try await importing.run(try bytes("\(folder)/people.csv")) { reject in
      throw DatabaseError.constraint("line \(reject.line): \(reject.reason)")
    } progress: { _ in
      memory.append(Self.memory)
    }
    say("import-rate", Double(report.stored) / ((ContinuousClock.now - began) / .seconds(1)))
    say("import-people", Double(report.stored))
    let tenth = memory.isEmpty ? 0 : memory[memory.count / 10]
    say("import-memory-tenth", tenth)
    say("import-memory-end", memory.last ?? 0)
  }

  /// Resident, in megabytes.
  private static var memory: Double { status("VmRSS") }

  private static func status(_ field: String) -> Double {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix(field) }),
      let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first
    else { return 0 }
    return (Double(kilobytes) ?? 0) / 1024
  }

  // MARK: Finding

  private static func find(_ folder: String, in database: any Database) async throws {
    let queries = try read("\(folder)/queries.csv")
    // The most that finding takes, not what was needed to bring the people here.
    try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
    // A server that has been up for a while: what is read again and again is at hand.
    for query in queries.prefix(200) { _ = try await look(query.terms, database) }
    var walls: [Double] = []
    var tally = Tally()
    let before = cpu()
    for query in queries {
      let began = ContinuousClock.now
      let found = try await look(query.terms, database)
      walls.append((ContinuousClock.now - began) / .milliseconds(1))
      tally.count(query, found)
    }
    let spent = cpu() - before
    let sorted = walls.sorted()
    say("find-p50", sorted[sorted.count / 2])
    say("find-p99", sorted[sorted.count * 99 / 100])
    say("find-worst", sorted[sorted.count - 1])
    say("find-cpu", spent * 1000 / Double(queries.count))
    say("find-memory", status("VmHWM"))
    tally.say()
  }

  private static func look(
    _ terms: SearchTerms, _ database: any Database
  ) async throws -> [(reference: String, probability: Double, isKin: Bool)] {
    try await database.read { tx in
      try PersonTable.search(terms, limit: 10, in: tx).map { found in
        (
          found.whole.person.references.first?.number ?? "", found.match.probability,
          found.match.kinship != nil
        )
      }
    }
  }

  private struct Query {
    let kind: InventedQuery.Kind
    let wanted: String
    let terms: SearchTerms
  }

  private static func read(_ path: String) throws -> [Query] {
    var reader = CSVReader(try bytes(path))
    guard let heading = try reader.next() else { return [] }
    let columns = try PersonColumns(heading: heading)
    var queries: [Query] = []
    while let row = try reader.next() {
      guard let kind = InventedQuery.Kind(rawValue: row[1]) else { continue }
      queries.append(
        Query(
          kind: kind, wanted: row[2],
          terms: columns.terms(of: row, today: InventedTown.today)))
    }
    return queries
  }

  private struct Tally {
    private var asked: [InventedQuery.Kind: Int] = [:]
    private var first: [InventedQuery.Kind: Int] = [:]
    private var ten: [InventedQuery.Kind: Int] = [:]
    private var alerts: [InventedQuery.Kind: Int] = [:]
    private var kin: [InventedQuery.Kind: Int] = [:]

    mutating func count(
      _ query: Query, _ found: [(reference: String, probability: Double, isKin: Bool)]
    ) {
      asked[query.kind, default: 0] += 1
      if query.kind.isKnown {
        let place = found.firstIndex { $0.reference == query.wanted }
        if place == 0 { first[query.kind, default: 0] += 1 }
        if place != nil {
          ten[query.kind, default: 0] += 1
        } else if ProcessInfo.processInfo.environment["MISSED"] != nil {
          FileHandle.standardError.write(
            Data("\(query.kind) \(query.wanted) \(query.terms)\n".utf8))
        }
      } else {
        if found.contains(where: { $0.probability >= 0.9 }) {
          alerts[query.kind, default: 0] += 1
        }
        if found.contains(where: \.isKin) { kin[query.kind, default: 0] += 1 }
      }
    }

    func say() {
      func share(_ part: [InventedQuery.Kind: Int], _ kinds: [InventedQuery.Kind]) -> Double {
        let all = kinds.reduce(0) { $0 + (asked[$1] ?? 0) }
        return all == 0 ? 0 : Double(kinds.reduce(0) { $0 + (part[$1] ?? 0) }) / Double(all)
      }
      let known = InventedQuery.Kind.allCases.filter(\.isKnown)
      PeopleFigures.say("recall-1", share(first, known))
      PeopleFigures.say("recall-10", share(ten, known))
      for kind in known {
        PeopleFigures.say("recall-10-\(kind.rawValue)", share(ten, [kind]))
        PeopleFigures.say("recall-1-\(kind.rawValue)", share(first, [kind]))
      }
      for kind in InventedQuery.Kind.allCases where !kind.isKnown {
        PeopleFigures.say("alerts-\(kind.rawValue)", share(alerts, [kind]))
        PeopleFigures.say("kin-\(kind.rawValue)", share(kin, [kind]))
      }
    }
  }

  /// Seconds of processor time this process has used.
  private static func cpu() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
