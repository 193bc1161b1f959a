import Domain

extension Enquiry: Kept { package typealias Table = EnquiryTable }

/// Section 47 enquiries as they stand, with their children; and those that a census file brought.
package enum EnquiryTable: NounTable {
  package typealias N = Enquiry

  /// As it was first, one row a child; ``grownSchema`` made of it what it is.
  package static let schema = [
    """
    CREATE TABLE enquiry (
      id INTEGER PRIMARY KEY,
      child INTEGER NOT NULL REFERENCES person (id),
      referral INTEGER NOT NULL REFERENCES referral (id),
      started_on TEXT NOT NULL CHECK (length(started_on) = 10),
      conference_target TEXT CHECK (length(conference_target) = 10),
      conference_on TEXT CHECK (length(conference_on) = 10),
      conference_not_required INTEGER NOT NULL CHECK (conference_not_required IN (0, 1)),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL
    )
    """,
    // A child's enquiries: the child page.
    "CREATE INDEX enquiry_child ON enquiry (child)",
    // The enquiries of one episode: the referral page and the census.
    "CREATE INDEX enquiry_referral ON enquiry (referral)",
  ]

  package static func around(
    _ command: Enquiry.Command, on id: EnquiryID, given enquiry: Enquiry?, in tx: any Transaction
  ) throws -> Enquiry.Around {
    guard case .allocate(let worker, _) = command else { return Enquiry.Around() }
    return Enquiry.Around(worker: try Store.load(worker, in: tx)?.state)
  }

  package static func save(
    _ enquiry: Enquiry, on id: EnquiryID, after fact: Enquiry.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    let lead = enquiry.lead
    try tx.run(
      """
      INSERT INTO enquiry
        (id, strategy, started_on, conference_target, lead, lead_on, lead_registration, ended_on,
         ended_by, is_open, imported, version, recorded_at, recorded_by)
      VALUES (\(id), \(enquiry.strategy), \(enquiry.startedOn), \(enquiry.conferenceTarget),
        \(lead?.worker), \(lead?.on), \(lead?.registration), \(enquiry.endedOn), \(enquiry.endedBy),
        \(enquiry.isOpen), \(enquiry.history != nil), \(entry.version), \(entry.recorded),
        \(entry.actor.description))
      ON CONFLICT (id) DO UPDATE SET lead = excluded.lead, lead_on = excluded.lead_on,
        lead_registration = excluded.lead_registration, ended_on = excluded.ended_on,
        ended_by = excluded.ended_by, is_open = excluded.is_open, version = excluded.version
      """)
    for child in enquiry.children { try save(child, of: enquiry, on: id, in: tx) }
    if case .leadAllocated(let lead, _, _) = fact {
      try tx.run(
        """
        INSERT INTO enquiry_lead (enquiry, place, worker, on_day, registration)
        VALUES (\(id), \(enquiry.leads.count - 1), \(lead.worker), \(lead.on), \(lead.registration))
        """)
    }
  }

  private static func save(
    _ child: Meeting.Child, of enquiry: Enquiry, on id: EnquiryID, in tx: any Transaction
  ) throws {
    let person = child.person
    let (medical, interview) = (enquiry.medicals[person], enquiry.interviews[person])
    let (outcome, agreed) = (enquiry.outcomes[person], enquiry.agreed[person])
    try tx.run(
      """
      INSERT INTO enquiry_child
        (enquiry, child, referral, jointly, conference_on, conference_not_required, outcome, reason,
         agreed_by, agreed_on, agreed_words, medical_for, medical_on, medical_result,
         medical_why_not, interview_for, interview_on, interview_result, interview_why_not)
      VALUES (\(id), \(person), \(child.referral), \(enquiry.jointly.contains(person)),
        \(enquiry.conferences[person]), \(enquiry.conferenceNotRequired(for: person)),
        \(outcome?.outcome.rawValue), \(outcome?.reason), \(agreed?.by), \(agreed?.on),
        \(agreed?.words), \(medical?.arrangedFor), \(medical?.heldOn), \(medical?.result),
        \(medical?.whyNot), \(interview?.arrangedFor), \(interview?.heldOn),
        \(interview?.result), \(interview?.whyNot))
      ON CONFLICT (enquiry, child) DO UPDATE SET conference_on = excluded.conference_on,
        conference_not_required = excluded.conference_not_required, outcome = excluded.outcome,
        reason = excluded.reason, agreed_by = excluded.agreed_by, agreed_on = excluded.agreed_on,
        agreed_words = excluded.agreed_words, medical_for = excluded.medical_for,
        medical_on = excluded.medical_on, medical_result = excluded.medical_result,
        medical_why_not = excluded.medical_why_not, interview_for = excluded.interview_for,
        interview_on = excluded.interview_on, interview_result = excluded.interview_result,
        interview_why_not = excluded.interview_why_not
      """)
  }
}
