import Domain

/// What became of handing one message to a mail server.
package enum DeliveryOutcome: Sendable, Equatable {
  /// It took the message.
  case accepted
  /// Not now: tried again later. It does not have the message.
  case later(why: String)
  /// It will never take this one.
  case never(why: String)
  /// The whole message was handed over and no answer came: it may have it.
  case unknown(why: String)
}

/// One message that one sender has, for a time.
package struct Claim: Sendable {
  package let message: Int
  /// Which attempt, counted over all.
  package let attempt: Int
  let key: String
  /// Since it was written or begun again.
  let tries: Int
  let record: FactStream
  let place: Int
  package let mail: MailMessage
}

/// Claiming, handing over and ending, each in a write transaction of its own: the same on both engines,
/// and with any number of senders in front of one database.
extension OutboxTable {
  /// How long a sender has a message. Longer than any sending takes.
  package static let claimSeconds = 300

  /// Minutes until the next try, after so many.
  private static let pauses = [1, 5, 15, 60, 120, 240, 480, 720, 720, 720, 720]

  /// After how many tries a message is given up: about three days.
  package static let mostTries = pauses.count + 1

  /// Takes the next message that is due. First frees those whose sender died.
  /// - Parameters:
  ///   - key: nobody else's; random.
  ///   - from: who the council writes as.
  package static func claim(
    at now: Instant, key: String, from: EmailAddress, store: Store, in tx: any Transaction
  ) throws -> Claim? {
    try free(at: now, in: tx)
    while let row = try tx.row(
      """
      SELECT * FROM outbox WHERE state = \(State.waiting.rawValue) AND due_at <= \(now)
      ORDER BY due_at, id LIMIT 1
      """)
    {
      if let claim = try claim(row, at: now, key: key, from: from, store: store, in: tx) {
        return claim
      }
    }
    return nil
  }

  /// Nil where it must not be sent: then it has been given up.
  private static func claim(
    _ row: Row, at now: Instant, key: String, from: EmailAddress, store: Store,
    in tx: any Transaction
  ) throws -> Claim? {
    let id = try row.int("id")
    let record = FactStream(noun: try row.text("noun"), number: try row.int("number"))
    let place = try row.int("place")
    let attempt = try row.int("attempts") + 1
    // Fixed by the first attempt, so that every later one has it too.
    let messageID =
      try row.textIfAny("message_id") ?? "\(try row.text("token")).\(id)@\(from.domain)"
    let (subject, words) = (try row.text("subject"), try row.text("words"))
    try tx.run(
      """
      UPDATE outbox SET state = \(State.sending.rawValue), claim = \(key),
        claimed_until = \(now.adding(seconds: claimSeconds)), attempts = \(attempt),
        tries = tries + 1, message_id = \(messageID)
      WHERE id = \(id) AND state = \(State.waiting.rawValue)
      """)
    try tx.run(
      "INSERT INTO outbox_attempt (message, attempt, began_at) VALUES (\(id), \(attempt), \(now))")
    let recipient = EmailAddress(try row.text("recipient"))
    let tries = try row.int("tries") + 1
    let why: String? =
      if recipient == nil {
        "It has no address that mail can be sent to"
      } else if tries > mostTries {
        // Its sender died each time.
        "It was tried \(mostTries) times"
      } else {
        try reasonToHold(record, place, subject + "\n" + words, at: now, in: tx)
      }
    let claim = Claim(
      message: id, attempt: attempt, key: key, tries: tries, record: record, place: place,
      mail: MailMessage(
        from: from, to: recipient ?? from, subject: subject, body: words,
        at: try row.instant("written_at"), id: messageID))
    guard let why else { return claim }
    try finish(claim, .never(why: why), at: now, store: store, in: tx)
    return nil
  }

  private static func reasonToHold(
    _ record: FactStream, _ place: Int, _ text: String, at now: Instant, in tx: any Transaction
  ) throws -> String? {
    guard let posting = Postings.find(record.noun) else { return "Its record is not there" }
    return try posting.reasonToHold(record, place, text, at: now, in: tx)
  }

  /// Takes the words away, and leaves of the reader what tells nobody who it was.
  static func erase(_ message: Int, in tx: any Transaction) throws {
    guard let row = try tx.row("SELECT recipient FROM outbox WHERE id = \(message)") else { return }
    let reader = EmailAddress(try row.text("recipient"))?.masked ?? "No address"
    try tx.run(
      "UPDATE outbox SET words = '', recipient = \(reader) WHERE id = \(message)")
  }

  /// Messages whose sender died. One that was not handed over whole is not there, and is tried again;
  /// one that was may be there, and is tried again with the same Message-ID: feedback that comes twice
  /// harms nobody, feedback that never comes does.
  private static func free(at now: Instant, in tx: any Transaction) throws {
    for row in try tx.rows(
      """
      SELECT id, state, attempts FROM outbox
      WHERE state IN (\(State.sending.rawValue), \(State.handedOver.rawValue))
        AND claimed_until < \(now)
      """)
    {
      let wasHandedOver = try row.text("state") == State.handedOver.rawValue
      let id = try row.int("id")
      let why = wasHandedOver ? noAnswer : "The sending was interrupted"
      try tx.run(
        """
        UPDATE outbox SET state = \(State.waiting.rawValue), claim = NULL, claimed_until = NULL,
          may_have_arrived = CASE WHEN may_have_arrived = 1 THEN 1 ELSE \(wasHandedOver) END,
          why = \(why) WHERE id = \(id)
        """)
      try ended(
        id, try row.int("attempts"), wasHandedOver ? "unknown" : "interrupted", why, at: now, in: tx
      )
    }
  }

  package static let noAnswer = "It was handed over and no answer came. It may be there already"

  /// Written before the mail server gets the end of the message: what is interrupted before this line
  /// was not sent.
  /// - Returns: false where the claim is another's by now; then the end must not be sent.
  package static func handOver(_ claim: Claim, at now: Instant, in tx: any Transaction) throws
    -> Bool
  {
    try tx.run(
      """
      UPDATE outbox SET state = \(State.handedOver.rawValue),
        claimed_until = \(now.adding(seconds: claimSeconds))
      WHERE id = \(claim.message) AND claim = \(claim.key)
        AND state = \(State.sending.rawValue)
      """) == 1
  }

  /// Ends an attempt, and tells the record where the message ends with it.
  package static func finish(
    _ claim: Claim, _ outcome: DeliveryOutcome, at now: Instant, store: Store,
    in tx: any Transaction
  ) throws {
    var state = State.waiting
    var why: String?
    var name = "sent"
    var mayHaveArrived = false
    switch outcome {
    case .accepted: state = .sent
    case .later(let reason): (name, why) = ("later", reason)
    case .never(let reason): (name, why, state) = ("never", reason, .gaveUp)
    case .unknown(let reason): (name, why, mayHaveArrived) = ("unknown", reason, true)
    }
    if state == .waiting, claim.tries >= mostTries { state = .gaveUp }
    let pause = pauses[min(claim.tries, pauses.count) - 1]
    let ended: Instant? = state == .waiting ? nil : now
    let changed = try tx.run(
      """
      UPDATE outbox SET state = \(state.rawValue), claim = NULL, claimed_until = NULL,
        due_at = \(now.adding(seconds: pause * 60)), ended_at = \(ended), why = \(why),
        may_have_arrived = CASE WHEN may_have_arrived = 1 THEN 1 ELSE \(mayHaveArrived) END
      WHERE id = \(claim.message) AND claim = \(claim.key)
      """)
    // Another sender has it by now: what this one heard comes too late.
    guard changed == 1 else { return }
    try Self.ended(claim.message, claim.attempt, name, why, at: now, in: tx)
    guard state == .sent || state == .gaveUp else { return }
    try Postings.find(claim.record.noun)?.ended(
      claim, gaveUp: state == .sent ? nil : why ?? "Not told", at: now, store: store, in: tx)
  }

  private static func ended(
    _ id: Int, _ attempt: Int, _ outcome: String, _ why: String?, at: Instant,
    in tx: any Transaction
  ) throws {
    try tx.run(
      """
      UPDATE outbox_attempt SET ended_at = \(at), outcome = \(outcome), why = \(why)
      WHERE message = \(id) AND attempt = \(attempt)
      """)
  }
}
