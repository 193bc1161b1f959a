import Domain
import Store
import Synchronization

/// Acts through the one door: each is a worker who joins in three roles, which makes a fact, a line for
/// its key, and four rows of derived tables.
enum Acts {
  private static let roles: Set<Role> = [.contactWorker, .decisionMaker, .socialWorker]

  static func prepare(_ database: any Database) async throws {
    try await Migrations.run(on: database)
  }

  /// The number after the greatest one stored. How many are stored says less: callers overtake each
  /// other on their way to the ledger, so that when they are killed a lower number may be missing.
  static func next(_ database: any Database) async throws -> Int {
    try await database.read { tx in
      try tx.rows("SELECT key FROM act").compactMap {
        Int(try $0.text("key").dropFirst("act-".count))
      }.max() ?? 0
    } + 1
  }

  static func perform(_ number: Int, in store: Store) async throws {
    let _: Done<Worker> = try await store.perform(
      .join(name: "Worker \(number)", roles: roles, team: nil, registration: nil),
      as: Act(
        key: key(number), actor: .system,
        at: Instant(milliseconds: 1_780_000_000_000 + Int64(number))))
  }

  private static func key(_ number: Int) -> String { "act-\(number)" }

  /// What is wrong with `database`, in which `acknowledged` were said to be stored.
  /// - Parameter chain: whether to walk the whole chain too.
  static func faults(
    in database: any Database, acknowledged: Set<Int>, chain: Bool
  ) async throws -> [Fault] {
    try await database.read { tx in
      var faults: [Fault] = []
      guard try tx.exists("SELECT 1 AS found FROM sqlite_master WHERE name = 'authority'") else {
        return acknowledged.isEmpty ? [] : [.lost]
      }
      let stored = Set(try tx.rows("SELECT key FROM act").map { try $0.text("key") })
      if !acknowledged.allSatisfy({ stored.contains(key($0)) }) { faults.append(.lost) }
      let counts = try tx.row(
        """
        SELECT (SELECT COUNT(*) FROM fact) AS facts, (SELECT COUNT(*) FROM act) AS acts,
          (SELECT COUNT(*) FROM worker) AS workers, (SELECT COUNT(*) FROM worker_role) AS roles
        """)
      let expected = [1, 1, 1, Int64(roles.count)].map {
        SQLValue.integer($0 * Int64(stored.count))
      }
      if counts?.values != expected { faults.append(.halfApplied) }
      if try tx.rows("PRAGMA integrity_check").map(\.values) != [[.text("ok")]] {
        faults.append(.damaged)
      }
      if chain, try !Ledger.verify(in: tx).isSound { faults.append(.brokenChain) }
      return faults
    }
  }
}

/// What a database may suffer.
enum Fault: String, CaseIterable {
  /// An acknowledged act is not there.
  case lost
  /// An act is there in part.
  case halfApplied
  /// The file is not sound, or does not open.
  case damaged
  /// The facts that are there do not bind to one another.
  case brokenChain
}

/// Hands out numbers to many callers.
final class Counter: Sendable {
  private let number: Mutex<Int>
  init(from first: Int) { number = Mutex(first) }

  func next() -> Int {
    number.withLock { number in
      defer { number += 1 }
      return number
    }
  }
}

/// For each act, the moment in the history of the disk by which it had been acknowledged.
final class Acknowledged: Sendable {
  private let moments = Mutex<[Int: Int]>([:])
  func note(_ act: Int, at moment: Int) { moments.withLock { $0[act] = moment } }
  var all: [Int: Int] { moments.withLock { $0 } }
}
