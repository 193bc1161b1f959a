import Domain
import Store

/// What always holds, whatever workers do and in whatever order.
struct Invariant: Sendable, CustomStringConvertible {
  let name: String
  /// What breaks it; nothing when it holds.
  let breaches: @Sendable (any Transaction) throws -> [String]

  var description: String { name }

  init(_ name: String, breaches: @escaping @Sendable (any Transaction) throws -> [String]) {
    self.name = name
    self.breaches = breaches
  }

  /// Broken by every row that the statement gives.
  init(_ name: String, rows sql: SQL) {
    self.init(name) { tx in try tx.rows(sql).map { "\($0.values)" } }
  }

  static let oneOpenEpisode = Invariant(
    "a child has one open episode at most",
    rows: "SELECT child FROM referral WHERE is_open = 1 GROUP BY child HAVING COUNT(*) > 1")

  static let oneOpenEpisodeAPerson = Invariant(
    "nor has a child with several records",
    rows: """
      SELECT w.person FROM referral r JOIN person_record w ON w.record = r.child
      WHERE r.is_open = 1 GROUP BY w.person HAVING COUNT(*) > 1
      """)

  static let records = Invariant(
    "every record stands for itself, or is read through the one it was merged into",
    rows: """
      SELECT p.id FROM person p LEFT JOIN person_record w ON w.record = p.id
      LEFT JOIN person_merge m ON m.record = p.id
      LEFT JOIN person_record i ON i.record = m.merged_into
      WHERE w.person IS NULL OR w.person <> COALESCE(i.person, p.id)
      """)

  static let riskPlan = Invariant(
    "an assessment is authorised with a risk plan, or with a written reason",
    rows: """
      SELECT id FROM assessment WHERE status = 'authorised'
        AND (COALESCE(risk_assessment, '') = '' OR COALESCE(risk_plan, '') = '')
        AND COALESCE(without_risk_plan, '') = ''
      """)

  static let authorisedByAnother = Invariant(
    "the author does not authorise",
    rows: """
      SELECT a.id FROM assessment a
      JOIN assessment_author w ON w.assessment = a.id AND w.worker = a.authorised_by
      """)

  static let authorised = Invariant(
    "an authorised assessment says by whom, and in their own words",
    rows: """
      SELECT id FROM assessment WHERE status = 'authorised' AND imported = 0
        AND (authorised_by IS NULL OR COALESCE(authorised_sentence, '') = '')
      """)

  static let checkedByAnother = Invariant(
    "the second check is made by another person than the decision",
    rows: "SELECT id FROM contact WHERE checked_by = decided_by")

  static let returnedByAnother = Invariant(
    "nobody sends back their own decision",
    rows: """
      SELECT r.contact FROM contact_return r JOIN contact_returned d
        ON d.contact = r.contact AND d.position = r.position
      WHERE r.returned_by = d.decided_by
      """)

  static let leavesChecked = Invariant(
    "nothing leaves the unit without the second check",
    rows: """
      SELECT c.id FROM contact c JOIN contact_edition e ON e.contact = c.id
      WHERE c.status = 'closed' AND c.checked_on IS NULL AND EXISTS
        (SELECT 1 FROM contact_outcome o WHERE o.contact = c.id
          AND o.outcome IN ('referral', 'earlyHelp', 'passedToOpenWork'))
      """)

  static let teamGetsChecked = Invariant(
    "no referral reaches a team unchecked",
    rows: """
      SELECT r.id FROM referral r JOIN contact c ON c.id = r.contact
      WHERE r.team IS NOT NULL AND c.checked_on IS NULL
      """)

  static let returnedKept = Invariant(
    "every decision that was sent back is kept beside why",
    rows: """
      SELECT r.contact, r.position FROM contact_return r WHERE NOT EXISTS
        (SELECT 1 FROM contact_returned d
          WHERE d.contact = r.contact AND d.position = r.position)
      """)

  static let sampledWaits = Invariant(
    "each decision that was drawn waits for a second person, or has been looked at",
    rows: """
      SELECT p.sample, p.contact FROM sample_contact p JOIN contact c ON c.id = p.contact
      LEFT JOIN contact_sampling s ON s.sample = p.sample AND s.contact = p.contact
      WHERE p.place IS NOT NULL
        AND (s.contact IS NULL OR (s.verdict IS NULL AND c.status <> 'waitingForCheck'))
      """)

  static let sampleAgain = Invariant("a sample drawn again is the same") { tx in
    try SampleTable.all(in: tx).compactMap { line in
      guard let sample = try SampleTable.whole(line.id, in: tx) else { return "\(line.id)" }
      return sample.draw.again == sample.draw.drawn ? nil : "\(line.id)"
    }
  }

  static let referralExists = Invariant(
    "every referral that was decided and checked is there",
    rows: """
      SELECT o.contact, o.person FROM contact_outcome o JOIN contact c ON c.id = o.contact
      WHERE o.outcome = 'referral' AND c.checked_on IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM referral r WHERE r.contact = o.contact AND r.child = o.person)
      """)

  static let referralWasChecked = Invariant(
    "no contact becomes a referral without the second check",
    rows: """
      SELECT r.id FROM referral r JOIN contact c ON c.id = r.contact
      WHERE c.checked_on IS NULL OR NOT EXISTS
        (SELECT 1 FROM contact_outcome o WHERE o.contact = c.id AND o.person = r.child
          AND o.outcome = 'referral')
      """)

  static let everyChildDecided = Invariant(
    "a decided contact has a reason, a word on history, and an outcome for each child",
    rows: """
      SELECT c.id FROM contact c WHERE c.decided_on IS NOT NULL
        AND (COALESCE(c.reason, '') = '' OR COALESCE(c.history, '') = '' OR EXISTS
          (SELECT 1 FROM contact_person p WHERE p.contact = c.id AND p.is_child = 1
            AND NOT EXISTS (SELECT 1 FROM contact_outcome o
              WHERE o.contact = c.id AND o.key = p.key)))
      """)

  /// As `Contact.Details.hasKnownReferrer` says it.
  static let referrersAreAnswered = Invariant(
    "every referrer of a contact that was decided is answered, or on a clock",
    rows: """
      SELECT c.id FROM contact c LEFT JOIN contact_owed o ON o.contact = c.id
      LEFT JOIN contact_sampling s ON s.contact = c.id AND s.verdict IS NULL
      WHERE ((c.status = 'closed' OR s.contact IS NOT NULL) AND o.contact IS NULL
          AND (c.source NOT IN ('9', '10') OR COALESCE(c.agency, '') <> ''
            OR COALESCE(c.caller_name, '') <> '' OR COALESCE(c.caller_reach, '') <> ''))
        OR (c.status <> 'closed' AND s.contact IS NULL AND o.contact IS NOT NULL)
      """)

  static let answersAreThere = Invariant(
    "a clock of feedback is stopped only by what was told, sent, or said to be impossible",
    rows: """
      SELECT o.contact FROM contact_owed o WHERE o.told_on IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM contact_feedback f WHERE f.contact = o.contact)
        AND NOT EXISTS (SELECT 1 FROM contact_message m
          WHERE m.contact = o.contact AND m.state = 'sent')
        AND NOT EXISTS (SELECT 1 FROM contact_untold u WHERE u.contact = o.contact)
      """)

  static let oneMessageEach = Invariant(
    "every message to a referrer is once in the outbox, and ended there as on the record",
    rows: """
      SELECT m.contact, m.place FROM contact_message m
      LEFT JOIN outbox x ON x.noun = 'contact' AND x.number = m.contact AND x.place = m.place
        AND x.recipient = m.recipient AND x.words = m.words
      WHERE x.id IS NULL OR (m.state = 'sent') <> (x.state = 'sent')
        OR (m.state = 'failed') <> (x.state = 'gaveUp')
      UNION ALL
      SELECT x.number, x.place FROM outbox x WHERE x.noun = 'contact' AND NOT EXISTS
        (SELECT 1 FROM contact_message m WHERE m.contact = x.number AND m.place = x.place)
      """)

  static let lockedAfterwards = Invariant(
    "after it is authorised, an assessment has addenda, reviews of its risk plan and readers, and nothing else",
    rows: """
      SELECT f.number, f.version FROM fact f JOIN fact a ON a.noun = f.noun
        AND a.number = f.number AND a.kind = 'assessment.authorised' AND a.version < f.version
      WHERE f.noun = 'assessment' AND f.kind NOT IN ('assessment.addendumAdded',
        'assessment.riskReviewed', 'assessment.riskActionDone', 'assessment.passagesMarked',
        'assessment.shared')
      """)

  static let allocations = Invariant(
    "a referral's open allocation is the one on its page, and a closed one has none",
    rows: """
      SELECT r.id FROM referral r WHERE (SELECT COUNT(*) FROM referral_allocation a
          WHERE a.referral = r.id AND a.to_day IS NULL)
        <> (CASE WHEN r.is_open = 1 AND r.team IS NOT NULL THEN 1 ELSE 0 END)
      """)

  static let checksStand = Invariant(
    "every check is open on a clock, answered, refused or withdrawn",
    rows: """
      SELECT g.id FROM partnercheck g WHERE NOT (
        (g.status = 'open' AND g.due_on >= g.asked_on AND g.ended_on IS NULL
          AND NOT EXISTS (SELECT 1 FROM partnercheck_reply r WHERE r.partnercheck = g.id))
        OR (g.status = 'withdrawn' AND COALESCE(g.withdrawn_reason, '') <> '')
        OR (g.ended_on IS NOT NULL AND g.status = COALESCE((
          SELECT CASE r.kind WHEN 'answer' THEN 'answered' WHEN 'refusal' THEN 'refused'
            ELSE 'nothingKnown' END
          FROM partnercheck_reply r WHERE r.partnercheck = g.id
          ORDER BY r.position DESC LIMIT 1), '')))
      """)

  static let noGap = Invariant(
    "facts are numbered without a gap",
    rows: """
      SELECT COUNT(*) AS facts, MAX(seq) AS head FROM fact
      HAVING COUNT(*) > 0 AND (COUNT(*) <> MAX(seq) OR MIN(seq) <> 1)
      """)

  static let subjects = Invariant(
    "whom a fact is about is on the record",
    rows: """
      SELECT s.seq, s.person FROM fact_subject s
      WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = s.person)
      """)

  static let acts = Invariant(
    "every key stands for facts that are there",
    rows: """
      SELECT a.key FROM act a WHERE a.version > 0 AND NOT EXISTS
        (SELECT 1 FROM fact f
          WHERE f.noun = a.noun AND f.number = a.number AND f.version = a.version)
      """)

  /// Rows carry the version of the last fact of their record, noun by noun.
  static let versions = Invariant("rows are of the version of their last fact") { tx in
    let nouns = [
      "person", "contact", "referral", "assessment", "note", "enquiry", "plan", "alert", "sample",
      "call", "policenotification", "handover", "partnercheck", "agency", "partnerreferral",
      "thresholddocument", "dailyreport", "earlyhelp", "significantevent", "document", "transfer",
      "strategydiscussion", "conference", "preproceedings",
    ]
    return try nouns.flatMap { noun in
      try tx.rows(
        SQL(
          trusted: """
            SELECT f.number, MAX(f.version) AS last FROM fact f WHERE f.noun = '\(noun)'
            GROUP BY f.number
            HAVING MAX(f.version) <>
              COALESCE((SELECT n.version FROM \(noun) n WHERE n.id = f.number), 0)
            """)
      ).map { "\(noun) \($0.values)" }
    }
  }

  static let nothingLostAtNight = Invariant(
    "what the night passes on is accepted by name, closed with a reason, or open on a clock",
    rows: """
      SELECT handover, position FROM handover_need
      WHERE (CASE WHEN accepted_by IS NOT NULL AND accepted_at IS NOT NULL THEN 1 ELSE 0 END)
        + (CASE WHEN COALESCE(close_reason, '') <> '' THEN 1 ELSE 0 END)
        + (CASE WHEN accepted_by IS NULL AND close_reason IS NULL AND due_at > passed_at
            AND (team IS NOT NULL OR worker IS NOT NULL) THEN 1 ELSE 0 END) <> 1
      """)

  /// Looked at after every act.
  static let always: [Invariant] =
    [
      oneOpenEpisode, oneOpenEpisodeAPerson, records, riskPlan, authorisedByAnother, authorised,
      checkedByAnother, referralExists,
      referralWasChecked, everyChildDecided, allocations, noGap, returnedByAnother, leavesChecked,
      teamGetsChecked, returnedKept, sampledWaits, referrersAreAnswered, answersAreThere,
      oneMessageEach, policeKept, policeOnce, policeContact, nothingLostAtNight, checksStand,
      formsKept, receipts,
    ] + earlyHelp + grownAssessments + betweenTeams + protection + plans

  /// Looked at now and then: they walk over every fact.
  static let overAll: [Invariant] = [
    lockedAfterwards, subjects, acts, versions, chain, sampleAgain, policeDays, plansRead,
    eventsOfTheChild, hiddenStays, documentsStay,
  ]

  static let chain = Invariant("the chain verifies") { tx in
    try Ledger.verify(in: tx).faults.map { "fact \($0.seq) \($0.what)" }
  }
}

extension Invariant {
  /// Nothing that came to the front door is anywhere else than decided, waiting or parked.
  static func accounted(on today: Day) -> Invariant {
    Invariant("every contact received is decided, waits or is parked") { tx in
      let accounts = try ContactTable.accounts(on: today, in: tx)
      return accounts.isWhole ? [] : ["\(accounts)"]
    }
  }

  /// Every clock of every record, on days before, on and long after today.
  static func clocks(today: Day) -> Invariant {
    Invariant("no clock is negative, and no late one is late by nothing") { tx in
      try everyClock(in: tx).flatMap { clock -> [String] in
        [-400, -1, 0, 1, 40, 400].compactMap { days in
          let day = today.adding(days: days)
          guard BankHolidays.covers(day) else { return nil }
          return wrong(clock.state(today: day)).map {
            "\(clock.name) from \(clock.started.day): \($0)"
          }
        }
      }
    }
  }

  static func wrong(_ state: Clock.State) -> String? {
    if let position = state.position, position.day < 0 || position.of < 1 { return "\(position)" }
    switch state {
    case .running(_, let left), .dueSoon(_, let left): return left < 1 ? "\(left) left" : nil
    case .late(_, let by), .stoppedLate(_, let by): return by < 1 ? "late by \(by)" : nil
    case .dueToday, .paused, .stoppedInTime, .cannotTell: return nil
    }
  }

  static func everyClock(in tx: any Transaction) throws -> [Clock] {
    var clocks: [Clock] = []
    for row in try tx.rows(
      "SELECT received_on, received_minute, decided_on, checked_on FROM contact")
    {
      let decided = try row.dayIfAny("decided_on")
      let received = try row.day("received_on")
      clocks += [
        Contact.decisionClock(
          received: received, minute: try row.intIfAny("received_minute"), decided: decided),
        try decided.flatMap {
          Contact.checkClock(decided: $0, checked: try row.dayIfAny("checked_on"))
        },
      ].compactMap { $0 }
    }
    for row in try tx.rows("SELECT owed_from, was_checked, told_on, told_how FROM contact_owed") {
      let told = try row.dayIfAny("told_on").map {
        Contact.Told(on: $0, how: try row.code("told_how"))
      }
      if let clock = Contact.feedbackClock(
        owedFrom: try row.day("owed_from"), wasChecked: try row.bool("was_checked"), told: told)
      {
        clocks.append(clock)
      }
    }
    for row in try tx.rows("SELECT received_on, decided_on, allocated_on FROM referral") {
      let received = try row.day("received_on")
      clocks.append(
        Referral.decisionClock(received: received, decided: try row.dayIfAny("decided_on")))
      if let allocation = Referral.allocationClock(
        received: received, allocated: try row.dayIfAny("allocated_on"))
      {
        clocks.append(allocation)
      }
    }
    for row in try tx.rows(
      """
      SELECT a.kind, a.started_on, a.authorised_on, r.received_on FROM assessment a
      JOIN assessment_child c ON c.assessment = a.id JOIN referral r ON r.id = c.referral
      """)
    {
      clocks.append(
        Assessment.clock(
          try row.code("kind"), referredOn: try row.day("received_on"),
          startedOn: try row.day("started_on"), authorisedOn: try row.dayIfAny("authorised_on")))
    }
    for row in try tx.rows("SELECT agency, status, asked_on, due_on, ended_on FROM partnercheck") {
      clocks.append(
        PartnerCheck.clock(
          try row.code("agency"), asked: try row.day("asked_on"), due: try row.day("due_on"),
          stopped: try row.dayIfAny("ended_on"), as: try row.code("status")))
    }
    for row in try tx.rows("SELECT asked_on, begun_on FROM earlyhelp") {
      clocks += [
        try row.dayIfAny("asked_on").flatMap { EarlyHelp.answerClock(asked: $0, answered: nil) },
        try row.dayIfAny("begun_on").flatMap { EarlyHelp.reviewClock(after: $0, isFirst: true) },
      ].compactMap { $0 }
    }
    return clocks
  }
}
