import Domain

extension Call: Kept { package typealias Table = CallTable }

/// What reached the front door and is no contact, by day and kind.
package enum CallTable: NounTable {
  package typealias N = Call

  package static let schema = [
    """
    CREATE TABLE call (
      id INTEGER PRIMARY KEY,
      happened_on TEXT NOT NULL CHECK (length(happened_on) = 10),
      kind TEXT NOT NULL,
      recorded_count INTEGER NOT NULL CHECK (recorded_count > 0),
      count_now INTEGER NOT NULL CHECK (count_now >= 0),
      words TEXT,
      corrected_on TEXT,
      corrected_by INTEGER REFERENCES worker (id),
      correction_reason TEXT,
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL
    )
    """,
    // The list of a day, and its figure.
    "CREATE INDEX call_day ON call (happened_on, kind)",
  ]
  package static let tables = [DerivedTable("call", key: ["id"])]

  package static func save(
    _ call: Call, on id: CallID, after fact: Call.Fact, as entry: Entry, in tx: any Transaction
  ) throws {
    let last = call.corrections.last
    try tx.run(
      """
      INSERT INTO call (id, happened_on, kind, recorded_count, count_now, words, corrected_on,
        corrected_by, correction_reason, version, recorded_at, recorded_by)
      VALUES (\(id), \(call.details.on), \(call.details.kind.rawValue), \(call.details.count),
        \(call.count), \(call.details.words), \(last?.on), \(last?.by), \(last?.reason),
        \(entry.version), \(entry.recorded), \(entry.actor.description))
      ON CONFLICT (id) DO UPDATE SET count_now = excluded.count_now,
        corrected_on = excluded.corrected_on, corrected_by = excluded.corrected_by,
        correction_reason = excluded.correction_reason, version = excluded.version
      """)
  }

  /// One entry, as a day's list shows it.
  package struct Line: Sendable, Equatable {
    package let id: CallID
    package let version: Int
    package let details: Call.Details
    package let count: Int
    package let correction: Call.Correction?
    package let recordedAt: Instant
    package let recordedBy: Actor.Identity?
  }

  /// The entries of a day, in the order in which they were recorded.
  package static func lines(on day: Day, in tx: any Transaction) throws -> [Line] {
    try tx.rows("SELECT * FROM call WHERE happened_on = \(day) ORDER BY id").map(line)
  }

  package static func line(_ id: CallID, in tx: any Transaction) throws -> Line? {
    try tx.row("SELECT * FROM call WHERE id = \(id)").map(line)
  }

  /// How many there were on a day.
  package static func total(on day: Day, in tx: any Transaction) throws -> Int {
    try tx.row("SELECT COALESCE(SUM(count_now), 0) AS n FROM call WHERE happened_on = \(day)")?
      .int("n") ?? 0
  }

  private static func line(_ row: Row) throws -> Line {
    var correction: Call.Correction?
    if let on = try row.dayIfAny("corrected_on") {
      correction = Call.Correction(
        count: try row.int("count_now"), reason: try row.text("correction_reason"),
        by: try row.idIfAny("corrected_by"), on: on)
    }
    return Line(
      id: try row.id("id"), version: try row.int("version"),
      details: Call.Details(
        on: try row.day("happened_on"), kind: try row.code("kind"),
        count: try row.int("recorded_count"), words: try row.textIfAny("words")),
      count: try row.int("count_now"), correction: correction,
      recordedAt: try row.instant("recorded_at"),
      recordedBy: Actor.Identity(try row.text("recorded_by")))
  }
}
