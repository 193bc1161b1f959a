import Domain

/// What is known already, for the panel that stands beside a contact and its decision (A2).
extension ContactTable {
  /// One person's past, newest first.
  package struct Past: Sendable {
    package let person: PersonID
    package let name: String
    package let birth: Day?
    /// In the contact itself, or a brother or sister of somebody who is.
    package let isSibling: Bool
    package var contacts: [EarlierContact] = []
    package var episodes: [Episode] = []
    package var assessments: [EarlierAssessment] = []
    package var plans: [EarlierPlan] = []
    /// What a worker must know of before acting: their own and of those around them.
    package var alerts: [AlertTable.Around] = []

    package var isEmpty: Bool {
      contacts.isEmpty && episodes.isEmpty && assessments.isEmpty && plans.isEmpty
    }
    package var openEpisode: Episode? { episodes.first(where: \.isOpen) }

    /// Contacts within the twelve months before a day.
    package func contacts(inTheYearBefore day: Day) -> Int {
      contacts.count { $0.receivedOn <= day && $0.receivedOn >= day.adding(months: -12) }
    }
  }

  package struct EarlierContact: Sendable {
    package let id: ContactID
    package let receivedOn: Day
    package let source: ReferralSource
    /// Nil while it is undecided.
    package let outcome: Contact.Outcome?
    package let level: Contact.Level?
    package let reason: String?
    package let status: Contact.Status
    /// Everybody matched in it: its words are closed to whom any of them is closed to.
    package var people: [PersonID] = []
    package let fromPolice: Bool
    /// Set by whoever shows it, for a reader who may not see somebody in it.
    package var isClosed = false
  }

  package struct Episode: Sendable {
    package let id: ReferralID
    package let receivedOn: Day
    package let isOpen: Bool
    package let outcome: Referral.Outcome?
    package let reason: String?
    package let closedOn: Day?
    package let closureReason: ReasonForClosure?
    package let closureWords: String?
    package let team: String?
    package let worker: String?
  }

  package struct EarlierAssessment: Sendable {
    package let id: AssessmentID
    package let kind: Assessment.Kind
    package let status: Assessment.Status
    package let startedOn: Day
    package let authorisedOn: Day?
    package let sentence: String?
    package let outcomeReason: String?
    /// The children it is about.
    package var children: [PersonID] = []
    /// As with contacts.
    package var isClosed = false
  }

  package struct EarlierPlan: Sendable {
    package let id: PlanID
    package let kind: Plan.Kind
    package let from: Day
    package let to: Day?
    package let category: CategoryOfAbuse?
  }

  /// The brothers and sisters of some people, as the record has them.
  package static func siblings(
    of people: [PersonID], in tx: any Transaction
  ) throws -> [PersonID] {
    var siblings: [PersonID] = []
    let themselves = Set(try PersonRecords.all(of: people, in: tx))
    for person in people {
      for line in try PersonTable.siblings(of: person, in: tx)
      where !themselves.contains(line.id) && !siblings.contains(line.id) {
        siblings.append(line.id)
      }
    }
    return siblings
  }

  /// The past of some people, in the order given, without the contact looked at.
  package static func past(
    of people: [PersonID], siblings: [PersonID], except id: ContactID, in tx: any Transaction
  ) throws -> [Past] {
    var pasts: [Past] = []
    for (person, isSibling) in people.map({ ($0, false) }) + siblings.map({ ($0, true) }) {
      guard
        let row = try tx.row("SELECT given, family, birth FROM person_of WHERE record = \(person)")
      else { continue }
      let name = Person.Name(given: try row.text("given"), family: try row.text("family"))
      var past = Past(
        person: person, name: name.full, birth: try row.dayIfAny("birth"), isSibling: isSibling)
      past.contacts = try earlierContacts(of: person, except: id, in: tx)
      past.episodes = try episodes(of: person, in: tx)
      past.assessments = try assessments(of: person, in: tx)
      past.plans = try plans(of: person, in: tx)
      pasts.append(past)
    }
    return pasts
  }

  private static func earlierContacts(
    of person: PersonID, except id: ContactID, in tx: any Transaction
  ) throws -> [EarlierContact] {
    var contacts = try tx.rows(
      """
      SELECT DISTINCT c.id, c.received_on, c.source, c.method, c.level, c.reason, c.status,
        (SELECT o.outcome FROM contact_outcome o
          WHERE o.contact = c.id AND (o.person = p.person OR o.key = 0)
          ORDER BY o.key DESC LIMIT 1) AS outcome
      FROM contact_person p JOIN contact c ON c.id = p.contact
      WHERE p.person IN \(records: person) AND c.id <> \(id)
      ORDER BY c.received_on DESC, c.id DESC
      """
    ).map { row in
      let (method, source) = try (
        row.code("method", of: Contact.Method.self), row.code("source", of: ReferralSource.self)
      )
      return EarlierContact(
        id: try row.id("id"), receivedOn: try row.day("received_on"), source: source,
        outcome: try row.codeIfAny("outcome"), level: try row.level("level"),
        reason: try row.textIfAny("reason"), status: try row.code("status"),
        fromPolice: method == .police || source == .police)
    }
    let people = try matched(in: contacts.map(\.id), tx)
    for place in contacts.indices { contacts[place].people = people[contacts[place].id] ?? [] }
    return contacts
  }

  /// All episodes of a child, newest first.
  package static func episodes(
    of child: PersonID, in tx: any Transaction
  ) throws -> [Episode] {
    try tx.rows(
      """
      SELECT r.id, r.received_on, r.is_open, r.outcome, r.decision_reason, r.closed_on,
        r.closure_reason, r.closure_words, t.name AS team_name, w.name AS worker_name
      FROM referral r LEFT JOIN team t ON t.id = r.team LEFT JOIN worker w ON w.id = r.worker
      WHERE r.child IN \(records: child) ORDER BY r.received_on DESC, r.id DESC
      """
    ).map { row in
      Episode(
        id: try row.id("id"), receivedOn: try row.day("received_on"),
        isOpen: try row.bool("is_open"), outcome: try row.codeIfAny("outcome"),
        reason: try row.textIfAny("decision_reason"), closedOn: try row.dayIfAny("closed_on"),
        closureReason: try row.codeIfAny("closure_reason"),
        closureWords: try row.textIfAny("closure_words"), team: try row.textIfAny("team_name"),
        worker: try row.textIfAny("worker_name"))
    }
  }

  private static func assessments(
    of child: PersonID, in tx: any Transaction
  ) throws -> [EarlierAssessment] {
    var assessments = try tx.rows(
      """
      SELECT a.id, a.kind, a.status, a.started_on, a.authorised_on, a.authorised_sentence,
        c.outcome_reason
      FROM assessment_child c JOIN assessment a ON a.id = c.assessment
      WHERE c.child IN \(records: child) ORDER BY a.started_on DESC, a.id DESC
      """
    ).map { row in
      EarlierAssessment(
        id: try row.id("id"), kind: try row.code("kind"), status: try row.code("status"),
        startedOn: try row.day("started_on"), authorisedOn: try row.dayIfAny("authorised_on"),
        sentence: try row.textIfAny("authorised_sentence"),
        outcomeReason: try row.textIfAny("outcome_reason"))
    }
    for place in assessments.indices {
      assessments[place].children = try tx.rows(
        """
        SELECT DISTINCT o.id FROM assessment_child c JOIN person_of o ON o.record = c.child
        WHERE c.assessment = \(assessments[place].id) ORDER BY o.id
        """
      ).map { try $0.id("id") }
    }
    return assessments
  }

  private static func plans(
    of child: PersonID, in tx: any Transaction
  ) throws -> [EarlierPlan] {
    try tx.rows(
      """
      SELECT id, kind, from_day, to_day, latest_category FROM plan
      WHERE child IN \(records: child) ORDER BY from_day DESC, id DESC
      """
    ).map { row in
      EarlierPlan(
        id: try row.id("id"), kind: try row.code("kind"),
        from: try row.day("from_day"), to: try row.dayIfAny("to_day"),
        category: try row.codeIfAny("latest_category"))
    }
  }
}
