import Domain

/// Rows about what the referrer is told: how to reach them, what is owed, what was written.
extension ContactTable {
  package static let feedbackSchema = [
    """
    CREATE TABLE contact_email (
      contact INTEGER PRIMARY KEY REFERENCES contact (id),
      email TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE contact_owed (
      contact INTEGER PRIMARY KEY REFERENCES contact (id),
      owed_from TEXT NOT NULL CHECK (length(owed_from) = 10),
      was_checked INTEGER NOT NULL CHECK (was_checked IN (0, 1)),
      told_on TEXT CHECK (length(told_on) = 10),
      told_how TEXT CHECK (told_how IN ('told', 'written', 'cannot')),
      CHECK ((told_on IS NULL) = (told_how IS NULL))
    )
    """,
    // Referrers who wait, oldest first.
    "CREATE INDEX contact_owed_waiting ON contact_owed (told_on, owed_from)",
    """
    CREATE TABLE contact_message (
      contact INTEGER NOT NULL REFERENCES contact (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      recipient TEXT NOT NULL,
      subject TEXT NOT NULL,
      words TEXT NOT NULL,
      written_by INTEGER REFERENCES worker (id),
      written_on TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
      ended_on TEXT,
      why TEXT,
      PRIMARY KEY (contact, place),
      CHECK ((state = 'waiting') = (ended_on IS NULL)),
      CHECK ((state = 'failed') = (why IS NOT NULL))
    )
    """,
    """
    CREATE TABLE contact_untold (
      contact INTEGER NOT NULL REFERENCES contact (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      reason TEXT NOT NULL,
      words TEXT NOT NULL,
      said_by INTEGER REFERENCES worker (id),
      said_on TEXT NOT NULL,
      PRIMARY KEY (contact, position)
    )
    """,
  ]

  static let feedbackTables = [
    DerivedTable("contact_email", key: ["contact"]),
    DerivedTable("contact_owed", key: ["contact"]),
    DerivedTable("contact_message", key: ["contact", "place"]),
    DerivedTable("contact_untold", key: ["contact", "position"]),
  ]

  static func saveFeedback(
    _ contact: Contact, on id: ContactID, after fact: Contact.Fact, in tx: any Transaction
  ) throws {
    switch fact {
    case .received(let details, _):
      guard let email = details.callerEmail else { return }
      try tx.run("INSERT INTO contact_email (contact, email) VALUES (\(id), \(email))")
    case .decided, .checked, .returned, .fedBack: try saveOwed(contact, on: id, in: tx)
    case .wroteBack, .messageSent, .messageFailed, .sendingAgain:
      try saveMessages(contact, on: id, in: tx)
      try saveOwed(contact, on: id, in: tx)
    case .cannotBeTold(let untold):
      try tx.run(
        """
        INSERT INTO contact_untold (contact, position, reason, words, said_by, said_on)
        VALUES (\(id), \(contact.untold.count - 1), \(untold.reason.rawValue), \(untold.words),
          \(untold.by), \(untold.on))
        """)
      try saveOwed(contact, on: id, in: tx)
    case .personNamed, .matched, .unmatched, .informationAdded, .triaged, .sampled, .assigned,
      .parked, .unparked, .read:
      break
    }
  }

  private static func saveOwed(
    _ contact: Contact, on id: ContactID, in tx: any Transaction
  ) throws {
    guard let from = contact.feedbackOwedFrom else {
      try tx.run("DELETE FROM contact_owed WHERE contact = \(id)")
      return
    }
    let wasChecked = contact.decision?.needsCheck ?? false
    try tx.run(
      """
      INSERT INTO contact_owed (contact, owed_from, was_checked, told_on, told_how)
      VALUES (\(id), \(from), \(wasChecked), \(contact.told?.on), \(contact.told?.how.rawValue))
      ON CONFLICT (contact) DO UPDATE SET owed_from = excluded.owed_from,
        was_checked = excluded.was_checked, told_on = excluded.told_on,
        told_how = excluded.told_how
      """)
  }

  private static func saveMessages(
    _ contact: Contact, on id: ContactID, in tx: any Transaction
  ) throws {
    for (place, written) in contact.messages.enumerated() {
      var ended: Day?
      var why: String?
      let state: String
      switch written.state {
      case .waiting: state = "waiting"
      case .sent(let on): (state, ended) = ("sent", on)
      case .failed(let reason, let on): (state, ended, why) = ("failed", on, reason)
      }
      let message = written.message
      try tx.run(
        """
        INSERT INTO contact_message (contact, place, recipient, subject, words, written_by,
          written_on, state, ended_on, why)
        VALUES (\(id), \(place), \(message.to), \(message.subject), \(message.words), \(message.by),
          \(message.on), \(state), \(ended), \(why))
        ON CONFLICT (contact, place) DO UPDATE SET state = excluded.state,
          ended_on = excluded.ended_on, why = excluded.why
        """)
    }
  }

  /// What is owed for contacts that were there before this was asked.
  static func fillOwed(in tx: any Transaction) throws {
    let ids: [ContactID] = try tx.rows(
      "SELECT id FROM contact WHERE status = 'closed' ORDER BY id"
    ).map { try $0.id("id") }
    for id in ids {
      guard let contact = try Store.load(id, in: tx)?.state else { continue }
      try saveOwed(contact, on: id, in: tx)
    }
  }

  // MARK: - What an email must not tell

  static func unsaid(
    of contact: Contact?, in tx: any Transaction
  ) throws -> Contact.Unsaid {
    guard let contact else { return Contact.Unsaid() }
    let matched = contact.named.compactMap(\.person)
    let people = matched + (try siblings(of: matched, in: tx))
    var homes = contact.named.compactMap { named in
      named.postcode.map { Person.Address(lines: "", postcode: $0) }
    }
    var names = contact.named.map(\.full)
    for person in people {
      homes += try tx.rows(
        "SELECT lines, postcode FROM person_address WHERE person IN \(records: person)"
      ).map {
        Person.Address(lines: try $0.text("lines"), postcode: try $0.textIfAny("postcode"))
      }
      names += try tx.rows("SELECT given, family FROM person_of WHERE record = \(person)").map {
        Person.Name(given: try $0.text("given"), family: try $0.text("family")).full
      }
    }
    return Contact.Unsaid(
      undisclosed: people.isEmpty
        ? UndisclosedHomes([]) : try UndisclosedHomes.near(people, in: tx),
      homes: UndisclosedHomes(homes), names: names)
  }

  // MARK: - Reading

  /// What the referrer was told and is owed, as the page of the contact shows it.
  package struct Feedback: Sendable {
    package let owedFrom: Day?
    package let wasChecked: Bool
    package let told: Contact.Told?
    package let messages: [Contact.Written]
    package let untold: [Contact.Untold]

    package var clock: Clock? {
      owedFrom.flatMap { Contact.feedbackClock(owedFrom: $0, wasChecked: wasChecked, told: told) }
    }
    /// An email is on its way.
    package var isOnItsWay: Bool { messages.contains { $0.state == .waiting } }
  }

  package static func feedbackStory(
    of id: ContactID, in tx: any Transaction
  ) throws -> Feedback {
    let owed = try tx.row("SELECT * FROM contact_owed WHERE contact = \(id)")
    let messages = try tx.rows(
      "SELECT * FROM contact_message WHERE contact = \(id) ORDER BY place"
    ).map(written)
    let untold = try tx.rows(
      "SELECT * FROM contact_untold WHERE contact = \(id) ORDER BY position"
    ).map { row in
      Contact.Untold(
        reason: try row.code("reason"), words: try row.text("words"),
        by: try row.idIfAny("said_by"), on: try row.day("said_on"))
    }
    return Feedback(
      owedFrom: try owed?.day("owed_from"), wasChecked: try owed?.bool("was_checked") ?? false,
      told: try owed.flatMap(told), messages: messages, untold: untold)
  }

  private static func told(_ row: Row) throws -> Contact.Told? {
    guard let on = try row.dayIfAny("told_on") else { return nil }
    return Contact.Told(on: on, how: try row.code("told_how"))
  }

  private static func written(_ row: Row) throws -> Contact.Written {
    var written = Contact.Written(
      message: Contact.Message(
        to: try row.text("recipient"), subject: try row.text("subject"),
        words: try row.text("words"), by: try row.idIfAny("written_by"),
        on: try row.day("written_on")))
    if let on = try row.dayIfAny("ended_on") {
      written.state = try row.textIfAny("why").map { .failed(why: $0, on: on) } ?? .sent(on: on)
    }
    return written
  }

  static func email(of id: ContactID, in tx: any Transaction) throws -> String? {
    try tx.row("SELECT email FROM contact_email WHERE contact = \(id)")?.text("email")
  }

  /// A referrer who waits to hear what became of their contact.
  package struct Owed: Sendable {
    package let contact: ContactID
    package let receivedOn: Day
    package let method: Contact.Method
    package let source: ReferralSource
    package let agency: String?
    package let decidedBy: WorkerID?
    package let owedFrom: Day
    package let wasChecked: Bool
    package let people: [Contact.Named]
    /// Of the last message: `waiting` or `failed`; nil where none was written.
    package let message: String?

    package var children: [Contact.Named] { people.filter(\.isChild) }
    package var matched: [PersonID] { people.compactMap(\.person) }
    package var fromPolice: Bool { method == .police || source == .police }
    package var clock: Clock? {
      Contact.feedbackClock(owedFrom: owedFrom, wasChecked: wasChecked, told: nil)
    }
  }

  /// Oldest first.
  package static func owed(in tx: any Transaction) throws -> [Owed] {
    let rows = try tx.rows(
      """
      SELECT c.id, c.received_on, c.method, c.source, c.agency, c.decided_by, o.owed_from,
        o.was_checked,
        (SELECT m.state FROM contact_message m WHERE m.contact = c.id
          ORDER BY m.place DESC LIMIT 1) AS message
      FROM contact_owed o JOIN contact c ON c.id = o.contact
      WHERE o.told_on IS NULL ORDER BY o.owed_from, c.id
      """)
    let people = try named(in: rows.map { try $0.id("id") }, tx)
    return try rows.map { row in
      let id: ContactID = try row.id("id")
      return Owed(
        contact: id, receivedOn: try row.day("received_on"), method: try row.code("method"),
        source: try row.code("source"), agency: try row.textIfAny("agency"),
        decidedBy: try row.idIfAny("decided_by"), owedFrom: try row.day("owed_from"),
        wasChecked: try row.bool("was_checked"), people: people[id] ?? [],
        message: try row.textIfAny("message"))
    }
  }
}

extension ContactTable {
  /// Judges a command on the record as it stands, and stores nothing.
  /// - Throws: `Refusal` as ``Store/perform(_:on:expecting:as:)`` would.
  package static func tryOut(
    _ command: Contact.Command, on id: ContactID, by actor: Actor, today: Day,
    in tx: any Transaction
  ) throws {
    let contact = try Store.load(id, in: tx)?.state
    let around = try around(command, on: id, given: contact, in: tx)
    _ = try Contact.decide(command, given: contact, around: around, by: actor, today: today)
  }
}
