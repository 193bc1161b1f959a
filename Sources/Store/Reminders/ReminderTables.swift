import Domain

/// What a worker chose for themselves: a daily e-mail with counts, and a calendar address. No facts:
/// the secret of an address must not stand for ever in a ledger, and neither says anything of a child.
extension Reminders {
  static let schema = [
    """
    CREATE TABLE reminder_digest (
      worker INTEGER PRIMARY KEY,
      email TEXT NOT NULL,
      since TEXT NOT NULL CHECK (length(since) = 24)
    )
    """,
    """
    CREATE TABLE reminder_calendar (
      worker INTEGER PRIMARY KEY,
      secret BYTEA NOT NULL UNIQUE,
      made_at TEXT NOT NULL CHECK (length(made_at) = 24),
      read_at TEXT CHECK (length(read_at) = 24)
    )
    """,
  ]

  /// What the outbox calls a digest; its number is the worker's, its place the day's.
  static let digestNoun = "digest"

  package static func digestAddress(
    of worker: WorkerID, in tx: any Transaction
  ) throws -> String? {
    try tx.row("SELECT email FROM reminder_digest WHERE worker = \(worker)")?.text("email")
  }

  /// - Parameter email: nil ends it.
  package static func setDigest(
    to email: EmailAddress?, of worker: WorkerID, at now: Instant, in tx: any Transaction
  ) throws {
    guard let email else {
      try tx.run("DELETE FROM reminder_digest WHERE worker = \(worker)")
      return
    }
    try tx.run(
      """
      INSERT INTO reminder_digest (worker, email, since) VALUES (\(worker), \(email.text), \(now))
      ON CONFLICT (worker) DO UPDATE SET email = excluded.email
      """)
  }

  /// When the worker's calendar address was made and last read; nil where there is none.
  package static func calendar(
    of worker: WorkerID, in tx: any Transaction
  ) throws -> (made: Instant, read: Instant?)? {
    try tx.row("SELECT made_at, read_at FROM reminder_calendar WHERE worker = \(worker)").map {
      (try $0.instant("made_at"), try $0.instantIfAny("read_at"))
    }
  }

  /// A new address; the one before opens nothing any more.
  /// - Parameter secret: the hash of what stands in the address.
  package static func openCalendar(
    of worker: WorkerID, secret: [UInt8], at now: Instant, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO reminder_calendar (worker, secret, made_at) VALUES (\(worker), \(secret), \(now))
      ON CONFLICT (worker) DO UPDATE SET secret = excluded.secret, made_at = excluded.made_at,
        read_at = NULL
      """)
  }

  package static func closeCalendar(of worker: WorkerID, in tx: any Transaction) throws {
    try tx.run("DELETE FROM reminder_calendar WHERE worker = \(worker)")
  }

  /// Whose calendar an address opens; notes that it was read.
  package static func reader(
    secret: [UInt8], at now: Instant, in tx: any Transaction
  ) throws -> WorkerID? {
    let worker: WorkerID? = try tx.row(
      "SELECT worker FROM reminder_calendar WHERE secret = \(secret)")?.id("worker")
    if let worker {
      try tx.run("UPDATE reminder_calendar SET read_at = \(now) WHERE worker = \(worker)")
    }
    return worker
  }

  /// The hour from which the day's digest is written.
  package static let digestHour = 7

  /// Writes the digests of a day that are not written yet, for those who want one and have something
  /// to do. They hold counts and a link, and name nobody.
  /// - Parameters:
  ///   - link: the address of the list of tasks.
  ///   - token: sixteen random bytes each time: the Message-ID.
  /// - Returns: how many were written.
  @discardableResult package static func writeDigests(
    at now: Instant, link: String, token: () -> [UInt8], in tx: any Transaction
  ) throws -> Int {
    let (today, hour, _) = now.london
    guard hour >= digestHour else { return 0 }
    var written = 0
    for row in try tx.rows(
      """
      SELECT d.worker, d.email FROM reminder_digest d
      JOIN worker w ON w.id = d.worker AND w.left_on IS NULL
      WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.noun = \(digestNoun)
        AND o.number = d.worker AND o.place = \(today.number))
      ORDER BY d.worker
      """)
    {
      let worker: WorkerID = try row.id("worker")
      guard let line = try WorkerTable.line(worker, in: tx) else { continue }
      let counts = Counts(try of(line.actor(on: today), today: today, in: tx), today: today)
      guard let letter = counts.letter(link: link) else { continue }
      try OutboxTable.put(
        Outgoing(
          of: FactStream(noun: digestNoun, number: worker.number), place: today.number,
          to: try row.text("email"), subject: letter.subject, words: letter.words, by: worker),
        token: token(), at: now, in: tx)
      written += 1
    }
    return written
  }

  /// How much is late, due today and due in the next seven days.
  package struct Counts: Sendable, Equatable {
    package let late: Int
    package let today: Int
    package let soon: Int

    package init(_ all: [Reminder], today day: Day) {
      late = all.count { $0.isLate }
      today = all.count { !$0.isLate && $0.due == day }
      soon = all.count { reminder in
        guard !reminder.isLate, let due = reminder.due else { return false }
        return due > day && due <= day.adding(days: 7)
      }
    }

    /// Nil where there is nothing to say.
    func letter(link: String) -> (subject: String, words: String)? {
      guard late + today + soon > 0 else { return nil }
      return (
        "Your tasks: \(late) late, \(today) due today",
        """
        Late: \(late)
        Due today: \(today)
        Due in the next seven days: \(soon)

        The list: \(link)

        This message names nobody. You asked for it in your account, where you can end it.
        """
      )
    }
  }
}

/// A digest is worth sending on its own day, to somebody who still wants it. How it ends is no fact.
enum DigestPosting: Posting {
  static let noun = Reminders.digestNoun

  static func reasonToHold(
    _ record: FactStream, _ place: Int, _ text: String, at now: Instant, in tx: any Transaction
  ) throws -> String? {
    guard place == now.day.number else { return "Its day is over" }
    return try Reminders.digestAddress(of: WorkerID(record.number), in: tx) == nil
      ? "The worker does not want it any more" : nil
  }

  static func ended(
    _ claim: Claim, gaveUp why: String?, at now: Instant, store: Store, in tx: any Transaction
  ) throws {}
}
