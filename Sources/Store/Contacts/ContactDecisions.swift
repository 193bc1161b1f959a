import Domain

/// What is kept of decisions beside the contact itself: the edition and rule by which the last one
/// was made, those that were sent back, and the samples into which one was drawn.
extension ContactTable {
  package static let decisionSchema = [
    """
    CREATE TABLE contact_edition (
      contact INTEGER PRIMARY KEY REFERENCES contact (id),
      edition TEXT NOT NULL,
      check_rule TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE contact_returned (
      contact INTEGER NOT NULL REFERENCES contact (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),
      edition TEXT,
      check_rule TEXT,
      reason TEXT NOT NULL,
      history TEXT NOT NULL,
      decided_by INTEGER REFERENCES worker (id),
      decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
      PRIMARY KEY (contact, position)
    )
    """,
    """
    CREATE TABLE contact_returned_outcome (
      contact INTEGER NOT NULL REFERENCES contact (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      key INTEGER NOT NULL CHECK (key >= 0),
      outcome TEXT NOT NULL,
      line TEXT,
      primary_need TEXT,
      PRIMARY KEY (contact, position, key)
    )
    """,
    """
    CREATE TABLE contact_returned_indicator (
      contact INTEGER NOT NULL REFERENCES contact (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      indicator TEXT NOT NULL,
      PRIMARY KEY (contact, position, indicator)
    )
    """,
    // The sample is another record: a page of an earlier day has contacts and not the sample.
    """
    CREATE TABLE contact_sampling (
      contact INTEGER NOT NULL REFERENCES contact (id),
      sample INTEGER NOT NULL CHECK (sample > 0),
      sampled_on TEXT NOT NULL CHECK (length(sampled_on) = 10),
      verdict TEXT CHECK (verdict IN ('agreed', 'returned')),
      comment TEXT,
      checked_by INTEGER REFERENCES worker (id),
      checked_on TEXT,
      PRIMARY KEY (contact, sample),
      CHECK ((verdict IS NULL) = (checked_on IS NULL))
    )
    """,
    // What became of each decision of a sample.
    "CREATE INDEX contact_sampling_sample ON contact_sampling (sample)",
    // Decisions of a period: samples, and how evenly the threshold document is used.
    "CREATE INDEX contact_decided ON contact (decided_on)",
  ]

  static let decisionTables = [
    DerivedTable("contact_edition", key: ["contact"]),
    DerivedTable("contact_returned", key: ["contact", "position"]),
    DerivedTable("contact_returned_outcome", key: ["contact", "position", "key"]),
    DerivedTable("contact_returned_indicator", key: ["contact", "position", "indicator"]),
    DerivedTable("contact_sampling", key: ["contact", "sample"]),
  ]

  /// Decisions that were sent back before these tables were there.
  package static func fillReturned(in tx: any Transaction) throws {
    for row in try tx.rows("SELECT DISTINCT contact FROM contact_return ORDER BY contact") {
      let id: ContactID = try row.id("contact")
      guard let contact = try Store.load(id, in: tx)?.state else { continue }
      for place in contact.earlier.indices { try saveReturned(contact, place, on: id, in: tx) }
    }
  }

  static func saveDecided(
    _ contact: Contact, on id: ContactID, after fact: Contact.Fact, in tx: any Transaction
  ) throws {
    switch fact {
    case .decided(let decision, _):
      guard let edition = decision.edition, let rule = decision.checkRule else { return }
      try tx.run(
        """
        INSERT INTO contact_edition (contact, edition, check_rule)
        VALUES (\(id), \(edition), \(rule.rawValue))
        """)
    case .returned:
      try tx.run("DELETE FROM contact_edition WHERE contact = \(id)")
      if let last = contact.earlier.indices.last {
        try saveReturned(contact, last, on: id, in: tx)
      }
      try saveSampling(contact, on: id, in: tx)
    case .checked, .sampled: try saveSampling(contact, on: id, in: tx)
    case .received, .personNamed, .matched, .unmatched, .informationAdded, .triaged, .fedBack,
      .wroteBack, .messageSent, .messageFailed, .sendingAgain, .cannotBeTold, .assigned, .parked,
      .unparked, .read:
      break
    }
  }

  private static func saveSampling(
    _ contact: Contact, on id: ContactID, in tx: any Transaction
  ) throws {
    guard let last = contact.samplings.last else { return }
    try tx.run(
      """
      INSERT INTO contact_sampling
        (contact, sample, sampled_on, verdict, comment, checked_by, checked_on)
      VALUES (\(id), \(last.sample), \(last.on), \(last.verdict?.rawValue),
        \(last.check?.comment), \(last.check?.by), \(last.check?.on))
      ON CONFLICT (contact, sample) DO UPDATE SET verdict = excluded.verdict,
        comment = excluded.comment, checked_by = excluded.checked_by,
        checked_on = excluded.checked_on
      """)
  }

  private static func saveReturned(
    _ contact: Contact, _ place: Int, on id: ContactID, in tx: any Transaction
  ) throws {
    let decision = contact.earlier[place]
    try tx.run(
      """
      INSERT INTO contact_returned (contact, position, level, edition, check_rule, reason, history,
        decided_by, decided_on)
      VALUES (\(id), \(place), \(decision.level.rawValue), \(decision.edition),
        \(decision.checkRule?.rawValue), \(decision.reason), \(decision.history),
        \(decision.by), \(decision.on))
      """)
    for outcome in decision.outcomes {
      try tx.run(
        """
        INSERT INTO contact_returned_outcome (contact, position, key, outcome, line, primary_need)
        VALUES (\(id), \(place), \(outcome.key ?? 0), \(outcome.outcome.rawValue),
          \(outcome.line), \(outcome.primaryNeed?.rawValue))
        """)
    }
    for indicator in Set(decision.indicators).sorted() {
      try tx.run(
        """
        INSERT INTO contact_returned_indicator (contact, position, indicator)
        VALUES (\(id), \(place), \(indicator))
        """)
    }
  }

  // MARK: - Reading

  /// The decisions that were sent back, oldest first.
  static func returnedDecisions(
    of id: ContactID, in tx: any Transaction
  ) throws -> [Contact.Decision] {
    var outcomes: [Int: [Contact.ChildOutcome]] = [:]
    for row in try tx.rows(
      """
      SELECT position, key, outcome, line, primary_need FROM contact_returned_outcome
      WHERE contact = \(id) ORDER BY position, key
      """)
    {
      outcomes[try row.int("position"), default: []].append(try outcome(row))
    }
    var indicators: [Int: [String]] = [:]
    for row in try tx.rows(
      """
      SELECT position, indicator FROM contact_returned_indicator
      WHERE contact = \(id) ORDER BY position, indicator
      """)
    {
      indicators[try row.int("position"), default: []].append(try row.text("indicator"))
    }
    return try tx.rows(
      """
      SELECT position, level, edition, check_rule, reason, history, decided_by, decided_on
      FROM contact_returned WHERE contact = \(id) ORDER BY position
      """
    ).compactMap { row in
      guard let level = try row.level("level") else { return nil }
      let position = try row.int("position")
      return Contact.Decision(
        level: level, indicators: indicators[position] ?? [], outcomes: outcomes[position] ?? [],
        reason: try row.text("reason"), history: try row.text("history"),
        by: try row.idIfAny("decided_by"), on: try row.day("decided_on"),
        edition: try row.textIfAny("edition"), checkRule: try row.codeIfAny("check_rule"))
    }
  }

  static func outcome(_ row: Row) throws -> Contact.ChildOutcome {
    let key = try row.int("key")
    return Contact.ChildOutcome(
      key: key == 0 ? nil : key, outcome: try row.code("outcome"),
      line: try row.textIfAny("line"), primaryNeed: try row.codeIfAny("primary_need"))
  }

  static func samplings(
    of id: ContactID, in tx: any Transaction
  ) throws -> [Contact.Sampling] {
    try tx.rows(
      """
      SELECT sample, sampled_on, verdict, comment, checked_by, checked_on FROM contact_sampling
      WHERE contact = \(id) ORDER BY sample
      """
    ).map { row in
      let checkedOn = try row.dayIfAny("checked_on")
      return Contact.Sampling(
        sample: try row.id("sample"), on: try row.day("sampled_on"),
        verdict: try row.codeIfAny("verdict"),
        check: try checkedOn.map {
          Contact.Check(
            comment: try row.textIfAny("comment") ?? "", by: try row.idIfAny("checked_by"), on: $0)
        })
    }
  }
}
