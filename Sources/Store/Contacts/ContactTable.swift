import Domain

extension Contact: Kept {
  package typealias Table = ContactTable

  package static func consequences(
    of fact: Fact, on id: ContactID, now contact: Contact
  ) -> [Consequence] {
    Consequences.of(fact, on: id, now: contact)
  }
}

/// Contacts as they are: taken, clocked, decided, checked.
package enum ContactTable: NounTable {
  package typealias N = Contact

  package static let schema = [
    """
    CREATE TABLE contact (
      id INTEGER PRIMARY KEY,
      received_on TEXT NOT NULL CHECK (length(received_on) = 10),
      received_minute INTEGER CHECK (received_minute BETWEEN 0 AND 1439),
      method TEXT NOT NULL,
      source TEXT NOT NULL,
      agency TEXT,
      caller_name TEXT,
      caller_role TEXT,
      caller_reach TEXT,
      keep_from_family INTEGER NOT NULL CHECK (keep_from_family IN (0, 1)),
      account TEXT NOT NULL CHECK (length(account) > 0),
      in_danger TEXT NOT NULL CHECK (in_danger IN ('yes', 'no', 'notKnown')),
      danger_action TEXT,
      consent TEXT NOT NULL CHECK (consent IN ('yes', 'no', 'notKnown')),
      consent_basis TEXT,
      status TEXT NOT NULL
        CHECK (status IN ('waiting', 'returned', 'waitingForCheck', 'closed')),
      outcome_clear INTEGER CHECK (outcome_clear IN (0, 1)),
      triage_level INTEGER CHECK (triage_level BETWEEN 1 AND 4),
      level INTEGER CHECK (level BETWEEN 1 AND 4),
      decided_on TEXT,
      decided_by INTEGER REFERENCES worker (id),
      reason TEXT,
      history TEXT,
      checked_on TEXT,
      checked_by INTEGER REFERENCES worker (id),
      check_comment TEXT,
      fed_back_on TEXT,
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((decided_on IS NULL) = (reason IS NULL)),
      CHECK (checked_on IS NULL OR decided_on IS NOT NULL),
      CHECK (checked_by IS NULL OR decided_by IS NULL OR checked_by <> decided_by)
    )
    """,
    // What waits at the front door and for a second check, oldest first.
    "CREATE INDEX contact_status ON contact (status, received_on)",
    // Contacts by day: counts, and contacts decided on a day.
    "CREATE INDEX contact_received ON contact (received_on)",
    """
    CREATE TABLE contact_person (
      contact INTEGER NOT NULL REFERENCES contact (id),
      key INTEGER NOT NULL CHECK (key > 0),
      given TEXT NOT NULL,
      family TEXT NOT NULL,
      birth TEXT,
      age TEXT,
      postcode TEXT,
      relation TEXT,
      is_child INTEGER NOT NULL CHECK (is_child IN (0, 1)),
      person INTEGER REFERENCES person (id),
      PRIMARY KEY (contact, key)
    )
    """,
    // Earlier contacts about a person: history panel, re-contacts, the child's page.
    "CREATE INDEX contact_person_person ON contact_person (person)",
    """
    CREATE TABLE contact_outcome (
      contact INTEGER NOT NULL REFERENCES contact (id),
      key INTEGER NOT NULL CHECK (key >= 0),
      person INTEGER REFERENCES person (id),
      outcome TEXT NOT NULL,
      line TEXT,
      primary_need TEXT,
      PRIMARY KEY (contact, key)
    )
    """,
    // What became of earlier contacts about a person.
    "CREATE INDEX contact_outcome_person ON contact_outcome (person)",
    """
    CREATE TABLE contact_indicator (
      contact INTEGER NOT NULL REFERENCES contact (id),
      indicator TEXT NOT NULL,
      PRIMARY KEY (contact, indicator)
    )
    """,
    """
    CREATE TABLE contact_feedback (
      contact INTEGER NOT NULL REFERENCES contact (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      words TEXT NOT NULL,
      how TEXT NOT NULL,
      told_by INTEGER REFERENCES worker (id),
      told_on TEXT NOT NULL,
      PRIMARY KEY (contact, position)
    )
    """,
    """
    CREATE TABLE contact_addition (
      contact INTEGER NOT NULL REFERENCES contact (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      words TEXT NOT NULL,
      PRIMARY KEY (contact, position)
    )
    """,
    """
    CREATE TABLE contact_return (
      contact INTEGER NOT NULL REFERENCES contact (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      comment TEXT NOT NULL,
      returned_by INTEGER REFERENCES worker (id),
      returned_on TEXT NOT NULL,
      PRIMARY KEY (contact, position)
    )
    """,
  ]

  package static let tables =
    [
      DerivedTable("contact", key: ["id"]),
      DerivedTable("contact_person", key: ["contact", "key"]),
      DerivedTable("contact_outcome", key: ["contact", "key"]),
      DerivedTable("contact_indicator", key: ["contact", "indicator"]),
      DerivedTable("contact_feedback", key: ["contact", "position"]),
      DerivedTable("contact_addition", key: ["contact", "position"]),
      DerivedTable("contact_return", key: ["contact", "position"]),
    ] + decisionTables + feedbackTables + readerTables

  /// The open episodes of those matched: asked only where a decision is made or confirmed.
  package static func around(
    _ command: Contact.Command, on id: ContactID, given contact: Contact?, in tx: any Transaction
  ) throws -> Contact.Around {
    switch command {
    case .decide, .agree:
      let people = (contact?.named ?? []).compactMap(\.person)
      return Contact.Around(
        openEpisodes: try ReferralTable.openEpisodes(of: people, in: tx),
        thresholds: try ThresholdDocumentTable.editions(in: tx))
    case .writeBack:
      return Contact.Around(openEpisodes: [:], unsaid: try unsaid(of: contact, in: tx))
    case .assign(.some(let worker)):
      return Contact.Around(openEpisodes: [:], assignee: try assignee(worker, in: tx))
    case .receive, .name, .match, .unmatch, .addInformation, .triage, .sendBack, .feedBack,
      .messageWasSent, .messageHasFailed, .sendAgain, .sayCannotBeTold, .sample,
      .assign(.none), .park, .unpark, .read:
      return Contact.Around(openEpisodes: [:])
    }
  }

  package static func save(
    _ contact: Contact, on id: ContactID, after fact: Contact.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    try saveHead(contact, on: id, as: entry, in: tx)
    switch fact {
    case .received, .personNamed, .matched, .unmatched: try savePeople(contact, on: id, in: tx)
    case .decided, .returned: try saveDecision(contact, on: id, in: tx)
    case .informationAdded, .triaged, .checked, .fedBack, .wroteBack, .messageSent,
      .messageFailed, .sendingAgain, .cannotBeTold, .sampled, .assigned, .parked, .unparked, .read:
      break
    }
    try saveReaders(on: id, after: fact, in: tx)
    try saveDecided(contact, on: id, after: fact, in: tx)
    try saveFeedback(contact, on: id, after: fact, in: tx)
    switch fact {
    case .informationAdded(let words, _):
      try tx.run(
        """
        INSERT INTO contact_addition (contact, position, words)
        VALUES (\(id), \(contact.added.count - 1), \(words))
        """)
    case .returned(let check, _):
      try tx.run(
        """
        INSERT INTO contact_return (contact, position, comment, returned_by, returned_on)
        VALUES (\(id), \(contact.returns.count - 1), \(check.comment), \(check.by), \(check.on))
        """)
    case .fedBack(let feedback):
      try tx.run(
        """
        INSERT INTO contact_feedback (contact, position, words, how, told_by, told_on)
        VALUES (\(id), \(contact.feedback.count - 1), \(feedback.words),
          \(feedback.how.rawValue), \(feedback.by), \(feedback.on))
        """)
    case .received, .personNamed, .matched, .unmatched, .triaged, .decided, .checked, .wroteBack,
      .messageSent, .messageFailed, .sendingAgain, .cannotBeTold, .sampled, .assigned, .parked,
      .unparked, .read:
      break
    }
  }

  private static func saveHead(
    _ contact: Contact, on id: ContactID, as entry: Entry, in tx: any Transaction
  ) throws {
    let taken = contact.details
    try tx.run(
      """
      INSERT INTO contact (id, received_on, received_minute, method, source, agency, caller_name,
        caller_role, caller_reach, keep_from_family, account, in_danger, danger_action, consent,
        consent_basis, status, outcome_clear, triage_level, level, decided_on, decided_by, reason,
        history, checked_on, checked_by, check_comment, fed_back_on, reference, grading, address,
        original, assigned_to, parked_until, parked_reason, parked_by, parked_on, version,
        recorded_at, recorded_by)
      VALUES (\(id), \(taken.receivedOn), \(taken.receivedMinute), \(taken.method.rawValue),
        \(taken.source.rawValue), \(taken.agency), \(taken.callerName), \(taken.callerRole),
        \(taken.callerReach), \(taken.keepFromFamily), \(taken.account),
        \(taken.inDanger.rawValue), \(taken.dangerAction), \(taken.consent.rawValue),
        \(taken.consentBasis), \(contact.status.rawValue), \(contact.triage?.outcomeClear),
        \(contact.triage?.level?.rawValue), \(contact.decision?.level.rawValue),
        \(contact.decision?.on), \(contact.decision?.by), \(contact.decision?.reason),
        \(contact.decision?.history), \(contact.check?.on), \(contact.check?.by),
        \(contact.check?.comment), \(contact.feedback.last?.on), \(taken.reference),
        \(taken.grading), \(taken.address), \(taken.original), \(contact.assignedTo),
        \(contact.parking?.until), \(contact.parking?.reason), \(contact.parking?.by),
        \(contact.parking?.on), \(entry.version), \(entry.recorded), \(entry.actor.description))
      ON CONFLICT (id) DO UPDATE SET status = excluded.status,
        outcome_clear = excluded.outcome_clear, triage_level = excluded.triage_level,
        level = excluded.level, decided_on = excluded.decided_on,
        decided_by = excluded.decided_by, reason = excluded.reason, history = excluded.history,
        checked_on = excluded.checked_on, checked_by = excluded.checked_by,
        check_comment = excluded.check_comment, fed_back_on = excluded.fed_back_on,
        assigned_to = excluded.assigned_to, parked_until = excluded.parked_until,
        parked_reason = excluded.parked_reason, parked_by = excluded.parked_by,
        parked_on = excluded.parked_on,
        version = excluded.version
      """)
  }

  private static func savePeople(
    _ contact: Contact, on id: ContactID, in tx: any Transaction
  ) throws {
    for named in contact.named {
      try tx.run(
        """
        INSERT INTO contact_person
          (contact, key, given, family, birth, age, postcode, relation, is_child, person, phone)
        VALUES (\(id), \(named.key), \(named.given), \(named.family), \(named.birth),
          \(named.age), \(named.postcode), \(named.relation), \(named.isChild), \(named.person),
          \(named.phone))
        ON CONFLICT (contact, key) DO UPDATE SET person = excluded.person
        """)
    }
    // A match made after the decision says whom its outcome was about.
    for named in contact.named {
      try tx.run(
        """
        UPDATE contact_outcome SET person = \(named.person)
        WHERE contact = \(id) AND key = \(named.key)
        """)
    }
  }

  private static func saveDecision(
    _ contact: Contact, on id: ContactID, in tx: any Transaction
  ) throws {
    try tx.run("DELETE FROM contact_outcome WHERE contact = \(id)")
    try tx.run("DELETE FROM contact_indicator WHERE contact = \(id)")
    guard let decision = contact.decision else { return }
    for outcome in decision.outcomes {
      let person = contact.named.first { $0.key == outcome.key }?.person
      try tx.run(
        """
        INSERT INTO contact_outcome (contact, key, person, outcome, line, primary_need)
        VALUES (\(id), \(outcome.key ?? 0), \(person), \(outcome.outcome.rawValue),
          \(outcome.line), \(outcome.primaryNeed?.rawValue))
        """)
    }
    for indicator in Set(decision.indicators).sorted() {
      try tx.run("INSERT INTO contact_indicator (contact, indicator) VALUES (\(id), \(indicator))")
    }
  }
}
