import Domain

/// One referral, whole, as its page shows it.
extension ReferralTable {
  package struct Whole: Sendable {
    package let id: ReferralID
    package let version: Int
    package let recordedAt: Instant
    package let recordedBy: Actor.Identity?
    package let child: PersonID
    package let childName: String
    package let childBirth: Day?
    package let contact: ContactID?
    package let receivedOn: Day
    package let source: ReferralSource?
    package let primaryNeed: PrimaryNeed?
    package let decision: Referral.Decision?
    package let team: TeamID?
    package let teamName: String?
    package let worker: WorkerID?
    package let workerName: String?
    package let closure: Referral.Closure?
    package let transferInConference: Day?
    package let imported: Bool
    package let isOpen: Bool
    package let allocations: [Held]
    package let assessments: [Assessed]
    /// Other open episodes that the same contact opened: brothers and sisters.
    package let together: [Together]
    /// The child's earlier referrals within twelve months: not empty makes this a re-referral.
    package let earlier: [Earlier]
    package let letters: [Referral.Letter]
    /// What an earlier closure said would bring us back.
    package let comeBack: ComeBack?
    /// The plan of the episode that is open.
    package let plan: PlanTable.Line?
    package let preProceedings: [PreProceedingsTable.Line]

    package var hasPreProceedings: Bool { preProceedings.contains(where: \.isOpen) }

    package var isRereferral: Bool { !earlier.isEmpty }

    /// Imported history has no day of decision of its own, so no clock is read from it.
    package func clock(recordedBy name: String?) -> Clock? {
      imported
        ? nil
        : Referral.decisionClock(received: receivedOn, decided: decision?.on, recordedBy: name)
    }
  }

  /// Who has or had it, from when to when.
  package struct Held: Sendable {
    package let team: String
    package let worker: String?
    package let from: Day
    package let to: Day?
  }

  package struct Assessed: Sendable {
    package let id: AssessmentID
    package let kind: Assessment.Kind
    package let status: Assessment.Status
    package let startedOn: Day
    package let authorisedOn: Day?
  }

  package struct Together: Sendable {
    package let id: ReferralID
    package let child: PersonID
    package let name: String
  }

  package struct Earlier: Sendable {
    package let id: ReferralID
    package let receivedOn: Day
    package let closedOn: Day?
    package let noFurtherAction: Bool
  }

  package static func whole(_ id: ReferralID, in tx: any Transaction) throws -> Whole? {
    guard
      let row = try tx.row(
        """
        SELECT r.*, p.id AS person, p.given, p.family, p.birth, t.name AS team_name, w.name AS worker_name
        FROM referral r JOIN person_of p ON p.record = r.child
        LEFT JOIN team t ON t.id = r.team LEFT JOIN worker w ON w.id = r.worker
        WHERE r.id = \(id)
        """)
    else { return nil }
    let (child, received): (PersonID, Day) = (try row.id("person"), try row.day("received_on"))
    let contact: ContactID? = try row.idIfAny("contact")
    return Whole(
      id: id, version: try row.int("version"), recordedAt: try row.instant("recorded_at"),
      recordedBy: Actor.Identity(try row.text("recorded_by")), child: child,
      childName: try row.fullName(), childBirth: try row.dayIfAny("birth"), contact: contact,
      receivedOn: received, source: try row.codeIfAny("source"),
      primaryNeed: try row.codeIfAny("primary_need"), decision: try decision(row),
      team: try row.idIfAny("team"), teamName: try row.textIfAny("team_name"),
      worker: try row.idIfAny("worker"), workerName: try row.textIfAny("worker_name"),
      closure: try closure(row),
      transferInConference: try row.dayIfAny("transfer_in_conference"),
      imported: try row.bool("imported"), isOpen: try row.bool("is_open"),
      allocations: try held(id, in: tx), assessments: try assessed(id, in: tx),
      together: try together(id, contact: contact, in: tx),
      earlier: try earlier(than: id, of: child, received: received, in: tx),
      letters: try letters(of: id, in: tx), comeBack: try comeBack(of: child, before: id, in: tx),
      plan: try PlanTable.of(referral: id, in: tx).first { $0.history.to == nil },
      preProceedings: try PreProceedingsTable.of(referral: id, in: tx))
  }

  private static func decision(_ row: Row) throws -> Referral.Decision? {
    guard let outcome = try row.codeIfAny("outcome", of: Referral.Outcome.self) else { return nil }
    return Referral.Decision(
      outcome: outcome, reason: try row.text("decision_reason"),
      by: try row.idIfAny("decided_by"), on: try row.day("decided_on"))
  }

  private static func closure(_ row: Row) throws -> Referral.Closure? {
    guard let on = try row.dayIfAny("closed_on") else { return nil }
    return Referral.Closure(
      on: on, reason: try row.codeIfAny("closure_reason"), words: try row.text("closure_words"),
      comeBack: try row.textIfAny("come_back"),
      recordedOn: try row.dayIfAny("closure_recorded_on"), by: try row.idIfAny("closed_by"))
  }

  private static func held(_ id: ReferralID, in tx: any Transaction) throws -> [Held] {
    try tx.rows(
      """
      SELECT t.name AS team_name, w.name AS worker_name, a.from_day, a.to_day
      FROM referral_allocation a JOIN team t ON t.id = a.team LEFT JOIN worker w ON w.id = a.worker
      WHERE a.referral = \(id) ORDER BY a.position
      """
    ).map {
      Held(
        team: try $0.text("team_name"), worker: try $0.textIfAny("worker_name"),
        from: try $0.day("from_day"), to: try $0.dayIfAny("to_day"))
    }
  }

  private static func assessed(_ id: ReferralID, in tx: any Transaction) throws -> [Assessed] {
    try tx.rows(
      """
      SELECT a.id, a.kind, a.status, a.started_on, a.authorised_on
      FROM assessment_child c JOIN assessment a ON a.id = c.assessment
      WHERE c.referral = \(id) ORDER BY a.started_on, a.id
      """
    ).map {
      Assessed(
        id: try $0.id("id"), kind: try $0.code("kind"), status: try $0.code("status"),
        startedOn: try $0.day("started_on"), authorisedOn: try $0.dayIfAny("authorised_on"))
    }
  }

  private static func together(
    _ id: ReferralID, contact: ContactID?, in tx: any Transaction
  ) throws -> [Together] {
    guard let contact else { return [] }
    return try tx.rows(
      """
      SELECT r.id, p.id AS child, p.given, p.family FROM referral r JOIN person_of p ON p.record = r.child
      WHERE r.contact = \(contact) AND r.id <> \(id) AND r.is_open = 1 ORDER BY r.id
      """
    ).map {
      Together(id: try $0.id("id"), child: try $0.id("child"), name: try $0.fullName())
    }
  }

  /// The referrals of the child within the twelve months before this one.
  private static func earlier(
    than id: ReferralID, of child: PersonID, received: Day, in tx: any Transaction
  ) throws -> [Earlier] {
    try tx.rows(
      """
      SELECT id, received_on, closed_on, outcome FROM referral
      WHERE child IN \(records: child) AND id <> \(id)
        AND (received_on < \(received) OR (received_on = \(received) AND id < \(id)))
      ORDER BY received_on DESC, id DESC
      """
    ).map {
      Earlier(
        id: try $0.id("id"), receivedOn: try $0.day("received_on"),
        closedOn: try $0.dayIfAny("closed_on"),
        noFurtherAction: try $0.codeIfAny("outcome", of: Referral.Outcome.self)
          == .noFurtherAction)
    }.filter { Referral.isRereferral(received, after: $0.receivedOn) }
  }
}

extension Row {
  /// `given` and `family` of a person, as shown.
  func fullName() throws -> String {
    Person.Name(given: try text("given"), family: try text("family")).full
  }
}
