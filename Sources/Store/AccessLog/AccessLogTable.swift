import Crypto
import Domain
import Foundation

/// One look at a person's record, or one refusal.
package struct Access: Sendable, Equatable {
  package let at: Instant
  package let worker: WorkerID
  package let deed: Deed
  /// Whom the record is about; none where a deed about no record was refused.
  package let people: [PersonID]
  /// Which record, where it is more than the person: `contact/1042`.
  package let record: String?
  package let allowed: Bool
  /// The rule that allowed or refused it.
  package let rule: String
  /// The request it was part of, as in the log of operations.
  package let request: String

  package init(
    at: Instant, worker: WorkerID, deed: Deed, people: [PersonID], record: String? = nil,
    allowed: Bool, rule: String, request: String
  ) {
    self.at = at
    self.worker = worker
    self.deed = deed
    self.people = people
    self.record = record
    self.allowed = allowed
    self.rule = rule
    self.request = request
  }
}

extension Access {
  fileprivate func about(_ people: [PersonID]) -> Access {
    Access(
      at: at, worker: worker, deed: deed, people: people, record: record, allowed: allowed,
      rule: rule, request: request)
  }
}

/// `access_log`: append-only, each line hashed over the one before, written before anything is
/// shown. `access_person` is its index by person.
package enum AccessLogTable {
  package static func schema(_ dialect: Dialect) -> [String] {
    tables + (dialect == .sqlite ? sqliteGuards : postgreSQLGuards)
  }

  private static let tables: [String] = [
    """
    CREATE TABLE access_log (
      seq BIGINT NOT NULL PRIMARY KEY,
      at TEXT NOT NULL,
      worker BIGINT NOT NULL,
      deed TEXT NOT NULL,
      people TEXT NOT NULL,
      record TEXT,
      allowed INTEGER NOT NULL CHECK (allowed IN (0, 1)),
      rule TEXT NOT NULL,
      request TEXT NOT NULL,
      previous BYTEA NOT NULL,
      hash BYTEA NOT NULL
    )
    """,
    """
    CREATE TABLE access_person (
      person BIGINT NOT NULL,
      seq BIGINT NOT NULL REFERENCES access_log (seq),
      PRIMARY KEY (person, seq)
    )
    """,
    // One row: the end of the chain. Changing it first makes writers wait for one another.
    """
    CREATE TABLE access_head (
      one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
      seq BIGINT NOT NULL,
      hash BYTEA NOT NULL
    )
    """,
  ]

  private static let sqliteGuards: [String] = [
    """
    CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log
    BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END
    """,
    """
    CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log
    BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END
    """,
  ]

  private static let postgreSQLGuards: [String] = [
    """
    CREATE OR REPLACE FUNCTION access_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the access log is append-only'; END $$
    """,
    """
    CREATE TRIGGER access_log_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log
    FOR EACH STATEMENT EXECUTE FUNCTION access_log_refuse()
    """,
  ]

  /// A look at a person is a look at each record of theirs, and stands in each when they are
  /// un-merged.
  package static func append(_ tx: any Transaction, _ look: Access) throws {
    let access = look.about(
      Set(look.people).union(try PersonRecords.all(of: look.people, in: tx)).sorted())
    let head = try tx.row(
      """
      INSERT INTO access_head (one, seq, hash) VALUES (1, 1, \(beginning))
      ON CONFLICT (one) DO UPDATE SET seq = access_head.seq + 1 RETURNING seq, hash
      """)
    guard let head else { throw DatabaseError.damaged("access_head") }
    let seq = try head.int("seq")
    let previous = try head.bytes("hash")
    let hash = hash(access, seq: seq, previous: previous)
    let people = people(access.people)
    try tx.run(
      """
      INSERT INTO access_log
        (seq, at, worker, deed, people, record, allowed, rule, request, previous, hash)
      VALUES (\(seq), \(access.at), \(access.worker), \(access.deed.rawValue), \(people),
        \(access.record), \(access.allowed), \(access.rule), \(access.request), \(previous),
        \(hash))
      """)
    for person in Set(access.people) {
      try tx.run("INSERT INTO access_person (person, seq) VALUES (\(person), \(seq))")
    }
    try tx.run("UPDATE access_head SET hash = \(hash) WHERE one = 1")
  }

  /// Looks at and refusals of one person's record, newest first.
  /// - Parameter before: only lines with a smaller number.
  package static func looks(
    _ tx: any Transaction, at person: PersonID, before: Int? = nil, limit: Int
  ) throws -> [(seq: Int, access: Access)] {
    let records = Set(try PersonRecords.all(of: [person], in: tx)).union([person]).sorted()
    return try tx.rows(
      """
      SELECT DISTINCT log.seq, at, worker, deed, people, record, allowed, rule, request
      FROM access_person JOIN access_log log ON log.seq = access_person.seq
      WHERE access_person.person IN (\(list: records)) AND log.seq < \(before ?? Int.max)
      ORDER BY log.seq DESC LIMIT \(limit)
      """
    ).map { (try $0.int("seq"), try read($0)) }
  }

  /// Walks the whole chain.
  /// - Returns: the number of the first line that is not as it was written; nil where all are.
  package static func firstDamaged(_ tx: any Transaction) throws -> Int? {
    var expected = 1
    var previous = beginning
    var damaged: Int?
    try tx.each(
      """
      SELECT seq, at, worker, deed, people, record, allowed, rule, request, previous, hash
      FROM access_log ORDER BY seq
      """
    ) { row in
      guard damaged == nil else { return }
      let seq = try row.int("seq")
      let hash = try row.bytes("hash")
      guard seq == expected, try row.bytes("previous") == previous, let access = try? read(row),
        self.hash(access, seq: seq, previous: previous) == hash
      else {
        damaged = expected
        return
      }
      expected += 1
      previous = hash
    }
    if let damaged { return damaged }
    guard let head = try tx.row("SELECT seq, hash FROM access_head") else {
      return expected == 1 ? nil : expected
    }
    guard try head.int("seq") == expected - 1, try head.bytes("hash") == previous else {
      return expected
    }
    return nil
  }

  private static let beginning = [UInt8](repeating: 0, count: 32)

  private static func people(_ people: [PersonID]) -> String {
    Set(people).sorted().map { String($0.number) }.joined(separator: " ")
  }

  /// Each part with its length before it, so that no two lines read the same.
  private static func hash(_ access: Access, seq: Int, previous: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: previous)
    let parts = [
      String(seq), access.at.iso, String(access.worker.number), access.deed.rawValue,
      people(access.people), access.record ?? "", access.allowed ? "1" : "0", access.rule,
      access.request,
    ]
    for part in parts {
      hash.update(data: Data("\(part.utf8.count):\(part)".utf8))
    }
    return Array(hash.finalize())
  }

  private static func read(_ row: Row) throws -> Access {
    Access(
      at: try row.instant("at"), worker: try row.id("worker"), deed: try row.code("deed"),
      people: try row.text("people").split(separator: " ").compactMap { Int($0) }.map {
        PersonID($0)
      },
      record: try row.textIfAny("record"), allowed: try row.bool("allowed"),
      rule: try row.text("rule"), request: try row.text("request"))
  }
}
