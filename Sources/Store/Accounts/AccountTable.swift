import Domain

/// How a worker signs in. Holds no password: only what a password is checked against.
package struct AccountRow: Sendable, Equatable {
  package let worker: WorkerID
  /// In lower case.
  package let username: String
  /// The hash with its parameters and salt, in PHC form: `$scrypt$ln=15,r=8,p=3$…$…`.
  package let password: String
  /// The secret of the one-time codes, encrypted; nil where the account has none.
  package let codeSecret: [UInt8]?
  /// The last 30-second step whose code was used: no code opens twice.
  package let codeStep: Int
  package let disabled: Bool
  /// The last day on which it opens; an inspector's account has one.
  package let until: Day?
}

/// `account` and `sign_in_delay`. Not in the ledger: settings of the house, no facts about a child.
package enum AccountTable {
  package static let schema: [String] = [
    """
    CREATE TABLE account (
      worker BIGINT NOT NULL PRIMARY KEY,
      username TEXT NOT NULL UNIQUE CHECK (username <> '' AND username = lower(username)),
      password TEXT NOT NULL CHECK (password LIKE '$scrypt$%'),
      code_secret BYTEA,
      code_step BIGINT NOT NULL DEFAULT 0,
      disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
      until_day TEXT CHECK (length(until_day) = 10),
      changed_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE sign_in_delay (
      source BYTEA NOT NULL PRIMARY KEY,
      failures INTEGER NOT NULL CHECK (failures > 0),
      failed_at TEXT NOT NULL,
      next_try_at TEXT NOT NULL
    )
    """,
  ]

  /// - Parameter until: the last day on which it opens; without one an inspector sees nothing.
  /// - Throws: ``DatabaseError/notUnique(_:)`` where the worker has an account or the name is taken.
  package static func add(
    _ tx: any Transaction, worker: WorkerID, username: String, password: String,
    until: Day? = nil, at: Instant
  ) throws {
    try tx.run(
      """
      INSERT INTO account (worker, username, password, until_day, changed_at)
      VALUES (\(worker), \(username.lowercased()), \(password), \(until), \(at))
      """)
  }

  package static func find(_ tx: any Transaction, username: String) throws -> AccountRow? {
    try tx.row("\(select) WHERE username = \(username.lowercased())").map(read)
  }

  package static func find(_ tx: any Transaction, worker: WorkerID) throws -> AccountRow? {
    try tx.row("\(select) WHERE worker = \(worker)").map(read)
  }

  package static func all(_ tx: any Transaction) throws -> [AccountRow] {
    try tx.rows("\(select) ORDER BY username").map(read)
  }

  package static func setPassword(
    _ tx: any Transaction, worker: WorkerID, password: String, at: Instant
  ) throws {
    try tx.run(
      """
      UPDATE account SET password = \(password), changed_at = \(at) WHERE worker = \(worker)
      """)
  }

  package static func setDisabled(
    _ tx: any Transaction, worker: WorkerID, _ disabled: Bool, at: Instant
  ) throws {
    try tx.run(
      """
      UPDATE account SET disabled = \(disabled), changed_at = \(at) WHERE worker = \(worker)
      """)
  }

  /// - Parameter secret: encrypted; nil takes the second step off.
  package static func setCodeSecret(
    _ tx: any Transaction, worker: WorkerID, _ secret: [UInt8]?, at: Instant
  ) throws {
    try tx.run(
      """
      UPDATE account SET code_secret = \(secret), code_step = 0, changed_at = \(at)
      WHERE worker = \(worker)
      """)
  }

  /// Marks a step's code as used.
  /// - Returns: false where it, or a later one, was used already.
  package static func use(_ tx: any Transaction, worker: WorkerID, codeStep: Int) throws -> Bool {
    try tx.run(
      """
      UPDATE account SET code_step = \(codeStep)
      WHERE worker = \(worker) AND code_step < \(codeStep)
      """) == 1
  }

  private static let select: SQL =
    "SELECT worker, username, password, code_secret, code_step, disabled, until_day FROM account"

  private static func read(_ row: Row) throws -> AccountRow {
    AccountRow(
      worker: try row.id("worker"), username: try row.text("username"),
      password: try row.text("password"), codeSecret: try row.bytesIfAny("code_secret"),
      codeStep: try row.int("code_step"), disabled: try row.bool("disabled"),
      until: try row.dayIfAny("until_day"))
  }
}

/// Rising delay after failed sign-ins, by account name (known or not) and by where they came from.
/// Never a lock: the longest wait is a quarter of an hour, so nobody shuts out another worker for
/// long.
package enum SignInDelay {
  /// How many failures go by without a delay.
  package enum Kind: Sendable {
    /// A name: three.
    case name
    /// An address, behind which a whole office may sit: twenty.
    case address
    /// Codes asked for one address from one place: five, so that nobody fills a mailbox.
    case codesFromPlace
    /// Codes asked for one address from everywhere: thirty. More than one place can use up, so that
    /// nobody keeps another from getting in.
    case codesForAddress
    /// Codes asked for from one place, behind which a whole school may sit, and not used: sixty.
    case codesOfPlace

    var free: Int {
      switch self {
      case .name: 3
      case .address: 20
      case .codesFromPlace: 5
      case .codesForAddress: 30
      case .codesOfPlace: 60
      }
    }
  }

  package static let longest = 15 * 60
  /// After so many quiet seconds the count begins anew.
  package static let forgets = 24 * 3600

  /// Seconds to wait after so many failures.
  package static func seconds(after failures: Int, _ kind: Kind) -> Int {
    let over = failures - kind.free
    if over < 0 { return 0 }
    return min(longest, 1 << min(over, 20))
  }

  /// When the next try is heard; nil for at once.
  package static func nextTry(
    _ tx: any Transaction, source: [UInt8], now: Instant
  ) throws -> Instant? {
    let row = try tx.row("SELECT next_try_at FROM sign_in_delay WHERE source = \(source)")
    guard let next = try row?.instant("next_try_at"), next > now else { return nil }
    return next
  }

  package static func failed(
    _ tx: any Transaction, source: [UInt8], _ kind: Kind, now: Instant
  ) throws {
    let old = try tx.row("SELECT failures, failed_at FROM sign_in_delay WHERE source = \(source)")
    var failures = 1
    if let old, try old.instant("failed_at").adding(seconds: forgets) > now {
      failures += try old.int("failures")
    }
    let next = now.adding(seconds: seconds(after: failures, kind))
    try tx.run(
      """
      INSERT INTO sign_in_delay (source, failures, failed_at, next_try_at)
      VALUES (\(source), \(failures), \(now), \(next))
      ON CONFLICT (source) DO UPDATE SET failures = excluded.failures,
        failed_at = excluded.failed_at, next_try_at = excluded.next_try_at
      """)
  }

  /// One of those that were counted was used after all: it counts no more, and what is left waits no
  /// longer.
  package static func used(_ tx: any Transaction, source: [UInt8]) throws {
    try tx.run("DELETE FROM sign_in_delay WHERE source = \(source) AND failures = 1")
    try tx.run(
      """
      UPDATE sign_in_delay SET failures = failures - 1, next_try_at = failed_at
      WHERE source = \(source)
      """)
  }

  package static func succeeded(_ tx: any Transaction, source: [UInt8]) throws {
    try tx.run("DELETE FROM sign_in_delay WHERE source = \(source)")
  }
}
