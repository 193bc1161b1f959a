import Domain

/// Messages on their way out of the house. Each was written in the transaction of the fact that
/// causes it, so there is no fact without its message and no message without its fact.
///
/// These are the states of a delivery, not facts: what became of a message is told to its record as a
/// fact when it ends. The table is not derived: a ledger rebuilt elsewhere has nothing to send. So it
/// refers to no table that is, for those are emptied while they are rebuilt.
package enum OutboxTable {
  package enum State: String, CaseIterable, Sendable {
    /// For its time to come: the first, or the next after a failure.
    case waiting
    /// Somebody has it, and no mail server has the whole of it.
    case sending
    /// The end of it is on its way to the mail server, which may or may not have it.
    case handedOver
    case sent
    case gaveUp
  }

  static let schema = [
    """
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY,
      noun TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      place INTEGER NOT NULL CHECK (place >= 0),
      token TEXT NOT NULL UNIQUE CHECK (length(token) = 32),
      message_id TEXT,
      recipient TEXT NOT NULL,
      subject TEXT NOT NULL,
      words TEXT NOT NULL,
      written_at TEXT NOT NULL CHECK (length(written_at) = 24),
      written_by INTEGER,
      state TEXT NOT NULL
        CHECK (state IN ('waiting', 'sending', 'handedOver', 'sent', 'gaveUp')),
      may_have_arrived INTEGER NOT NULL CHECK (may_have_arrived IN (0, 1)),
      attempts INTEGER NOT NULL CHECK (attempts >= 0),
      tries INTEGER NOT NULL CHECK (tries >= 0),
      due_at TEXT NOT NULL CHECK (length(due_at) = 24),
      claim TEXT,
      claimed_until TEXT,
      ended_at TEXT,
      why TEXT,
      UNIQUE (noun, number, place),
      CHECK ((claim IS NULL) = (state NOT IN ('sending', 'handedOver'))),
      CHECK ((claim IS NULL) = (claimed_until IS NULL)),
      CHECK ((ended_at IS NULL) = (state NOT IN ('sent', 'gaveUp')))
    )
    """,
    // The next message to send, and those whose sender died.
    "CREATE INDEX outbox_due ON outbox (state, due_at)",
    // What a worker wrote.
    "CREATE INDEX outbox_writer ON outbox (written_by)",
    """
    CREATE TABLE outbox_attempt (
      message INTEGER NOT NULL REFERENCES outbox (id),
      attempt INTEGER NOT NULL CHECK (attempt > 0),
      began_at TEXT NOT NULL CHECK (length(began_at) = 24),
      ended_at TEXT,
      outcome TEXT CHECK (outcome IN ('sent', 'later', 'never', 'unknown', 'interrupted')),
      why TEXT,
      PRIMARY KEY (message, attempt)
    )
    """,
  ]

  static func put(
    _ outgoing: Outgoing, token: [UInt8], at: Instant, in tx: any Transaction
  ) throws {
    let last = try tx.row("SELECT id FROM outbox ORDER BY id DESC LIMIT 1")
    let digits = token.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    try tx.run(
      """
      INSERT INTO outbox (id, noun, number, place, token, recipient, subject, words, written_at,
        written_by, state, may_have_arrived, attempts, tries, due_at)
      VALUES (\((try last?.int("id") ?? 0) + 1), \(outgoing.of.noun), \(outgoing.of.number),
        \(outgoing.place), \(digits.joined()), \(outgoing.to), \(outgoing.subject),
        \(outgoing.words), \(at), \(outgoing.by), \(State.waiting.rawValue), 0, 0, 0, \(at))
      """)
  }

  /// A message that was given up is sent once more, with the same Message-ID.
  static func sendAgain(
    _ record: FactStream, place: Int, at: Instant, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      UPDATE outbox SET state = \(State.waiting.rawValue), tries = 0, due_at = \(at),
        ended_at = NULL, why = NULL
      WHERE noun = \(record.noun) AND number = \(record.number) AND place = \(place)
        AND state = \(State.gaveUp.rawValue)
      """)
  }

  // MARK: - Reading

  /// A message as a list shows it, without its words.
  package struct Line: Sendable {
    package let id: Int
    package let record: FactStream
    package let place: Int
    package let recipient: String
    package let writtenAt: Instant
    package let writtenBy: WorkerID?
    package let state: State
    /// An attempt ended without an answer: it may be there already.
    package let mayHaveArrived: Bool
    package let attempts: Int
    package let dueAt: Instant
    package let endedAt: Instant?
    /// Why the last attempt failed, in our words.
    package let why: String?
  }

  /// - Parameter writer: only what this worker wrote.
  package static func lines(
    writtenBy writer: WorkerID? = nil, limit: Int, in tx: any Transaction
  ) throws -> [Line] {
    // Those that ask for somebody first.
    let order: SQL = """
      ORDER BY CASE state WHEN 'gaveUp' THEN 0 WHEN 'sent' THEN 2 ELSE 1 END, id DESC LIMIT \(limit)
      """
    let rows: [Row]
    if let writer {
      rows = try tx.rows("SELECT * FROM outbox WHERE written_by = \(writer) \(order)")
    } else {
      rows = try tx.rows("SELECT * FROM outbox \(order)")
    }
    return try rows.map(line)
  }

  package static func line(_ id: Int, in tx: any Transaction) throws -> Line? {
    try tx.row("SELECT * FROM outbox WHERE id = \(id)").map(line)
  }

  /// The messages of one record, oldest first.
  package static func lines(
    of record: FactStream, in tx: any Transaction
  ) throws -> [Line] {
    try tx.rows(
      """
      SELECT * FROM outbox WHERE noun = \(record.noun) AND number = \(record.number)
      ORDER BY place
      """
    ).map(line)
  }

  package static func count(in tx: any Transaction) throws -> [State: Int] {
    var counts: [State: Int] = [:]
    for row in try tx.rows("SELECT state, COUNT(*) AS messages FROM outbox GROUP BY state") {
      counts[try row.code("state")] = try row.int("messages")
    }
    return counts
  }

  /// How many messages of a worker, or of anybody, were given up.
  package static func givenUp(
    writtenBy writer: WorkerID?, in tx: any Transaction
  ) throws -> Int {
    let gaveUp = State.gaveUp.rawValue
    let row: Row?
    if let writer {
      row = try tx.row(
        """
        SELECT COUNT(*) AS messages FROM outbox
        WHERE written_by = \(writer) AND state = \(gaveUp)
        """)
    } else {
      // A code that ran out asks for nobody: another was asked for long ago.
      row = try tx.row(
        """
        SELECT COUNT(*) AS messages FROM outbox
        WHERE state = \(gaveUp) AND noun <> \(PortalCodeTable.noun)
        """)
    }
    return try row?.int("messages") ?? 0
  }

  private static func line(_ row: Row) throws -> Line {
    Line(
      id: try row.int("id"),
      record: FactStream(noun: try row.text("noun"), number: try row.int("number")),
      place: try row.int("place"), recipient: try row.text("recipient"),
      writtenAt: try row.instant("written_at"), writtenBy: try row.idIfAny("written_by"),
      state: try row.code("state"), mayHaveArrived: try row.bool("may_have_arrived"),
      attempts: try row.int("attempts"), dueAt: try row.instant("due_at"),
      endedAt: try row.instantIfAny("ended_at"), why: try row.textIfAny("why"))
  }
}
