import Domain

extension PartnerCheck: Kept { package typealias Table = PartnerCheckTable }

/// Checks of partner agencies as they stand: what was asked, what became of it.
package enum PartnerCheckTable: NounTable {
  package typealias N = PartnerCheck

  package static let schema = [
    """
    CREATE TABLE partnercheck (
      id INTEGER PRIMARY KEY,
      contact INTEGER REFERENCES contact (id),
      referral INTEGER REFERENCES referral (id),
      agency TEXT NOT NULL,
      who TEXT NOT NULL,
      basis TEXT NOT NULL CHECK (basis IN ('consent', 'withoutConsent')),
      basis_words TEXT NOT NULL,
      words TEXT NOT NULL CHECK (length(words) > 0),
      taken_out TEXT NOT NULL,
      template TEXT NOT NULL,
      asked_on TEXT NOT NULL CHECK (length(asked_on) = 10),
      due_on TEXT NOT NULL CHECK (length(due_on) = 10),
      asked_by INTEGER REFERENCES worker (id),
      status TEXT NOT NULL
        CHECK (status IN ('open', 'answered', 'nothingKnown', 'refused', 'withdrawn')),
      ended_on TEXT CHECK (length(ended_on) = 10),
      withdrawn_by INTEGER REFERENCES worker (id),
      withdrawn_reason TEXT,
      tells INTEGER REFERENCES worker (id),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((contact IS NULL) <> (referral IS NULL)),
      CHECK ((status = 'open') = (ended_on IS NULL)),
      CHECK (due_on >= asked_on)
    )
    """,
    // What waits for an answer, the longest due first.
    "CREATE INDEX partnercheck_due ON partnercheck (status, due_on)",
    // The checks of one contact: its page, and the page on which it is decided.
    "CREATE INDEX partnercheck_contact ON partnercheck (contact)",
    // The checks of one referral.
    "CREATE INDEX partnercheck_referral ON partnercheck (referral)",
    // Answers that came after a decision: the list of work of whoever decided.
    "CREATE INDEX partnercheck_tells ON partnercheck (tells) WHERE tells IS NOT NULL",
    """
    CREATE TABLE partnercheck_person (
      partnercheck INTEGER NOT NULL REFERENCES partnercheck (id),
      key INTEGER NOT NULL CHECK (key > 0),
      person INTEGER REFERENCES person (id),
      name TEXT NOT NULL,
      birth TEXT,
      PRIMARY KEY (partnercheck, key)
    )
    """,
    """
    CREATE TABLE partnercheck_chase (
      partnercheck INTEGER NOT NULL REFERENCES partnercheck (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      how TEXT NOT NULL,
      words TEXT,
      chased_by INTEGER REFERENCES worker (id),
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      PRIMARY KEY (partnercheck, position)
    )
    """,
    """
    CREATE TABLE partnercheck_reply (
      partnercheck INTEGER NOT NULL REFERENCES partnercheck (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      kind TEXT NOT NULL CHECK (kind IN ('answer', 'nothingKnown', 'refusal')),
      words TEXT,
      who TEXT NOT NULL,
      typed_by INTEGER REFERENCES worker (id),
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      after_decision INTEGER NOT NULL CHECK (after_decision IN (0, 1)),
      PRIMARY KEY (partnercheck, position)
    )
    """,
    """
    CREATE TABLE partnercheck_considered (
      partnercheck INTEGER NOT NULL REFERENCES partnercheck (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      words TEXT NOT NULL,
      considered_by INTEGER REFERENCES worker (id),
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      PRIMARY KEY (partnercheck, position)
    )
    """,
  ]

  package static let tables = [
    DerivedTable("partnercheck", key: ["id"]),
    DerivedTable("partnercheck_person", key: ["partnercheck", "key"]),
    DerivedTable("partnercheck_chase", key: ["partnercheck", "position"]),
    DerivedTable("partnercheck_reply", key: ["partnercheck", "position"]),
    DerivedTable("partnercheck_considered", key: ["partnercheck", "position"]),
  ]

  package static func around(
    _ command: PartnerCheck.Command, on id: PartnerCheckID, given check: PartnerCheck?,
    in tx: any Transaction
  ) throws -> PartnerCheck.Around {
    let about: PartnerCheck.About? =
      if case .ask(let question, _) = command { question.about } else { check?.request.about }
    return PartnerCheck.Around(
      subject: try about.flatMap { try subject($0, in: tx) },
      addressee: try addressee(of: command, in: tx))
  }

  package static func save(
    _ check: PartnerCheck, on id: PartnerCheckID, after fact: PartnerCheck.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    try saveHead(check, on: id, as: entry, in: tx)
    switch fact {
    case .asked(let request, _):
      for listed in request.people {
        try tx.run(
          """
          INSERT INTO partnercheck_person (partnercheck, key, person, name, birth)
          VALUES (\(id), \(listed.key), \(listed.person), \(listed.name), \(listed.birth))
          """)
      }
    case .chased(let chase, _):
      try tx.run(
        """
        INSERT INTO partnercheck_chase (partnercheck, position, how, words, chased_by, on_day)
        VALUES (\(id), \(check.chases.count - 1), \(chase.how.rawValue), \(chase.words),
          \(chase.by), \(chase.on))
        """)
    case .replied(let reply, let tells, _):
      try tx.run(
        """
        INSERT INTO partnercheck_reply
          (partnercheck, position, kind, words, who, typed_by, on_day, after_decision)
        VALUES (\(id), \(check.replies.count - 1), \(reply.kind.rawValue), \(reply.words),
          \(reply.who), \(reply.by), \(reply.on), \(tells != nil))
        """)
    case .considered(let considered, _):
      try tx.run(
        """
        INSERT INTO partnercheck_considered (partnercheck, position, words, considered_by, on_day)
        VALUES (\(id), \(check.considered.count - 1), \(considered.words), \(considered.by),
          \(considered.on))
        """)
    case .withdrawn: break
    }
  }

  private static func saveHead(
    _ check: PartnerCheck, on id: PartnerCheckID, as entry: Entry, in tx: any Transaction
  ) throws {
    let request = check.request
    let (contact, referral): (ContactID?, ReferralID?) =
      switch request.about {
      case .contact(let id): (id, nil)
      case .referral(let id): (nil, id)
      }
    try tx.run(
      """
      INSERT INTO partnercheck (id, contact, referral, agency, who, basis, basis_words, words,
        taken_out, template, asked_on, due_on, asked_by, status, ended_on, withdrawn_by,
        withdrawn_reason, tells, version, recorded_at, recorded_by, addressee)
      VALUES (\(id), \(contact), \(referral), \(request.agency.rawValue), \(request.who),
        \(request.basis.rawValue), \(request.basisWords), \(request.words),
        \(request.takenOut.map(\.rawValue).joined(separator: " ")), \(request.template),
        \(request.askedOn), \(request.dueOn), \(request.by), \(check.status.rawValue),
        \(check.withdrawal?.on ?? check.replies.first?.on), \(check.withdrawal?.by),
        \(check.withdrawal?.reason), \(check.tells), \(entry.version), \(entry.recorded),
        \(entry.actor.description), \(request.addressee))
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, ended_on = excluded.ended_on,
        withdrawn_by = excluded.withdrawn_by, withdrawn_reason = excluded.withdrawn_reason,
        tells = excluded.tells, version = excluded.version
      """)
  }
}
