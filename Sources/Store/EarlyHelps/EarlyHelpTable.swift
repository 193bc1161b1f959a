import Domain

extension EarlyHelp: Kept {
  package typealias Table = EarlyHelpTable

  package static func consequences(
    of fact: Fact, on id: EarlyHelpID, now help: EarlyHelp
  ) -> [Consequence] {
    Consequences.of(fact)
  }
}

/// Early help as it stands: who it is for, who leads, what was planned and reviewed, how it ended.
package enum EarlyHelpTable: NounTable {
  package typealias N = EarlyHelp

  package static let schema: [String] =
    [
      // Contacts and referrals are named by number alone: a copy of the record as at a day may hold
      // brothers and sisters without the referral of each.
      """
      CREATE TABLE earlyhelp (
        id INTEGER PRIMARY KEY,
        origin TEXT NOT NULL CHECK (origin IN ('contact', 'referral', 'direct')),
        contact INTEGER,
        referral INTEGER,
        story TEXT NOT NULL,
        hope TEXT NOT NULL,
        consent INTEGER NOT NULL CHECK (consent IN (0, 1)),
        consent_who TEXT NOT NULL,
        consent_on TEXT NOT NULL CHECK (length(consent_on) = 10),
        consent_words TEXT,
        requested_on TEXT NOT NULL CHECK (length(requested_on) = 10),
        requested_by INTEGER REFERENCES worker (id),
        status TEXT NOT NULL
          CHECK (status IN ('refused', 'waiting', 'accepted', 'open', 'closed')),
        lead_worker INTEGER REFERENCES worker (id),
        lead_name TEXT,
        lead_agency TEXT,
        lead_job TEXT,
        lead_email TEXT,
        asked_worker INTEGER REFERENCES worker (id),
        asked_name TEXT,
        asked_email TEXT,
        asked_on TEXT CHECK (length(asked_on) = 10),
        begun_on TEXT CHECK (length(begun_on) = 10),
        planned_on TEXT CHECK (length(planned_on) = 10),
        review_due TEXT CHECK (length(review_due) = 10),
        ended_on TEXT CHECK (length(ended_on) = 10),
        end_reason TEXT,
        end_words TEXT,
        version INTEGER NOT NULL CHECK (version > 0),
        recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
        recorded_by TEXT NOT NULL,
        CHECK ((origin = 'contact') = (contact IS NOT NULL)),
        CHECK ((origin = 'referral') = (referral IS NOT NULL)),
        CHECK ((status = 'refused') = (consent = 0)),
        CHECK (lead_worker IS NULL OR lead_name IS NULL),
        CHECK (status NOT IN ('accepted', 'open') OR lead_worker IS NOT NULL
          OR lead_name IS NOT NULL),
        CHECK (status <> 'open' OR begun_on IS NOT NULL),
        CHECK ((status = 'closed') = (ended_on IS NOT NULL))
      )
      """,
      // The lists by what they wait for, the review that is due first on top.
      "CREATE INDEX earlyhelp_status ON earlyhelp (status, review_due)",
      // What a worker leads, and what a worker is asked to lead: my work.
      "CREATE INDEX earlyhelp_lead ON earlyhelp (lead_worker, status)",
      "CREATE INDEX earlyhelp_asked ON earlyhelp (asked_worker) WHERE asked_worker IS NOT NULL",
      // What somebody outside leads or is asked to lead: the portal.
      "CREATE INDEX earlyhelp_lead_email ON earlyhelp (lead_email) WHERE lead_email IS NOT NULL",
      "CREATE INDEX earlyhelp_asked_email ON earlyhelp (asked_email) WHERE asked_email IS NOT NULL",
      // Whether a contact or referral has early help after it.
      "CREATE INDEX earlyhelp_contact ON earlyhelp (contact) WHERE contact IS NOT NULL",
      "CREATE INDEX earlyhelp_referral ON earlyhelp (referral) WHERE referral IS NOT NULL",
      """
      CREATE TABLE earlyhelp_person (
        earlyhelp INTEGER NOT NULL REFERENCES earlyhelp (id),
        person INTEGER NOT NULL REFERENCES person (id),
        position INTEGER NOT NULL CHECK (position >= 0),
        is_child INTEGER NOT NULL CHECK (is_child IN (0, 1)),
        PRIMARY KEY (earlyhelp, person)
      )
      """,
      // The early help of one person: the child's page, whether there is some already.
      "CREATE INDEX earlyhelp_person_person ON earlyhelp_person (person)",
      """
      CREATE TABLE earlyhelp_step_up (
        earlyhelp INTEGER NOT NULL REFERENCES earlyhelp (id),
        position INTEGER NOT NULL CHECK (position >= 0),
        contact INTEGER NOT NULL UNIQUE,
        why TEXT NOT NULL CHECK (why <> ''),
        on_day TEXT NOT NULL CHECK (length(on_day) = 10),
        PRIMARY KEY (earlyhelp, position)
      )
      """,
    ] + partSchema

  package static let tables: [DerivedTable] =
    [
      DerivedTable("earlyhelp", key: ["id"]),
      DerivedTable("earlyhelp_person", key: ["earlyhelp", "person"]),
      DerivedTable("earlyhelp_step_up", key: ["earlyhelp", "position"]),
    ] + partTables

  package static func save(
    _ help: EarlyHelp, on id: EarlyHelpID, after fact: EarlyHelp.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    try saveHead(help, on: id, as: entry, in: tx)
    switch fact {
    case .requested(let request), .refused(let request):
      for (position, person) in request.people.enumerated() {
        try tx.run(
          """
          INSERT INTO earlyhelp_person (earlyhelp, person, position, is_child)
          VALUES (\(id), \(person), \(position), \(position < request.children.count))
          """)
      }
    case .steppedUp(let stepUp, _):
      try tx.run(
        """
        INSERT INTO earlyhelp_step_up (earlyhelp, position, contact, why, on_day)
        VALUES (\(id), \(help.stepUps.count - 1), \(stepUp.contact), \(stepUp.why),
          \(stepUp.details.receivedOn))
        """)
    case .leadProposed, .leadAccepted, .leadDeclined:
      try saveLastProposal(of: help, on: id, in: tx)
    case .planned(let plan, _): try save(plan, at: help.plans.count - 1, on: id, in: tx)
    case .reviewed(let review, _): try save(review, at: help.reviews.count - 1, on: id, in: tx)
    case .progressed(let progress, _):
      try tx.run(
        """
        INSERT INTO earlyhelp_progress (earlyhelp, position, words, worker, email, on_day)
        VALUES (\(id), \(help.progress.count - 1), \(progress.words), \(progress.by.worker),
          \(progress.by.email), \(progress.on))
        """)
    case .begun, .closed: break
    }
  }

  private static func saveHead(
    _ help: EarlyHelp, on id: EarlyHelpID, as entry: Entry, in tx: any Transaction
  ) throws {
    let (request, consent) = (help.request, help.request.consent)
    let origin =
      switch request.origin {
      case .contact: "contact"
      case .referral: "referral"
      case .direct: "direct"
      }
    let (lead, asked) = (help.lead, help.waitingFor)
    try tx.run(
      """
      INSERT INTO earlyhelp (id, origin, contact, referral, story, hope, consent, consent_who,
        consent_on, consent_words, requested_on, requested_by, status, lead_worker, lead_name,
        lead_agency, lead_job, lead_email, asked_worker, asked_name, asked_email, asked_on, begun_on,
        planned_on, review_due, ended_on, end_reason, end_words, version, recorded_at, recorded_by)
      VALUES (\(id), \(origin), \(request.origin.contact), \(request.origin.referral),
        \(request.story), \(request.hope), \(consent.given), \(consent.who), \(consent.on),
        \(consent.words), \(request.on), \(request.by), \(help.status.rawValue), \(lead?.worker),
        \(lead?.outside?.name), \(lead?.outside?.agency), \(lead?.outside?.job),
        \(lead?.outside?.email), \(asked?.lead.worker), \(asked?.lead.outside?.name),
        \(asked?.lead.outside?.email), \(asked?.on), \(help.begunOn), \(help.plans.last?.on),
        \(help.reviewDue), \(help.ending?.on), \(help.ending?.reason.rawValue),
        \(help.ending?.words), \(entry.version), \(entry.recorded), \(entry.actor.description))
      ON CONFLICT (id) DO UPDATE SET status = excluded.status,
        lead_worker = excluded.lead_worker, lead_name = excluded.lead_name,
        lead_agency = excluded.lead_agency, lead_job = excluded.lead_job,
        lead_email = excluded.lead_email, asked_worker = excluded.asked_worker,
        asked_name = excluded.asked_name, asked_email = excluded.asked_email,
        asked_on = excluded.asked_on, begun_on = excluded.begun_on,
        planned_on = excluded.planned_on, review_due = excluded.review_due,
        ended_on = excluded.ended_on, end_reason = excluded.end_reason,
        end_words = excluded.end_words, version = excluded.version
      """)
  }
}
