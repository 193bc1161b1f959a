import Domain

/// One contact, whole, as its page shows it.
extension ContactTable {
  package struct Whole: Sendable {
    package let id: ContactID
    package let version: Int
    package let recordedAt: Instant
    package let recordedBy: Actor.Identity?
    package let details: Contact.Details
    package let status: Contact.Status
    package let outcomeClear: Bool?
    package let triageLevel: Contact.Level?
    package let named: [Contact.Named]
    package let decision: Contact.Decision?
    package let check: Contact.Check?
    package let returns: [Contact.Check]
    /// The decisions that were sent back: one for each of ``returns``.
    package let earlier: [Contact.Decision]
    package let samplings: [Contact.Sampling]
    package let feedback: [Contact.Feedback]
    package let added: [String]
    /// The episodes it opened, by child.
    package let referrals: [PersonID: ReferralID]
    package let recontacts: Int
    package let assignedTo: WorkerID?
    package let parking: Contact.Parking?
    /// What its decisions were, or will be, made by.
    package let thresholds: ThresholdEditions

    package var children: [Contact.Named] { named.filter(\.isChild) }
    /// The children whose open work it was passed to; none before the second check.
    package var passedOn: [PersonID] {
      check == nil ? [] : decision?.passedOn(of: named) ?? []
    }
    package var matched: [PersonID] { named.compactMap(\.person) }
    package var fromPolice: Bool { details.method == .police || details.source == .police }

    /// The sample in which it waits to be looked at.
    package var waitingSample: SampleID? {
      samplings.last.flatMap { $0.verdict == nil ? $0.sample : nil }
    }

    package func clock(recordedBy name: String?) -> Clock? {
      Contact.decisionClock(
        received: details.receivedOn, minute: details.receivedMinute, decided: decision?.on,
        recordedBy: name, cameBack: samplings.last { $0.verdict == .returned }?.check?.on)
    }
  }

  package static func whole(_ id: ContactID, in tx: any Transaction) throws -> Whole? {
    guard let row = try tx.row("SELECT * FROM contact WHERE id = \(id)") else { return nil }
    var referrals: [PersonID: ReferralID] = [:]
    for row in try tx.rows("SELECT id, child FROM referral WHERE contact = \(id)") {
      referrals[try row.id("child")] = try row.id("id")
    }
    let people = try named(in: [id], tx)[id] ?? []
    var details = try details(row, email: try email(of: id, in: tx))
    if try hidesAddress(people.compactMap(\.person), in: tx) { details.address = nil }
    return Whole(
      id: id, version: try row.int("version"), recordedAt: try row.instant("recorded_at"),
      recordedBy: Actor.Identity(try row.text("recorded_by")), details: details,
      status: try row.code("status"), outcomeClear: try row.boolIfAny("outcome_clear"),
      triageLevel: try row.level("triage_level"), named: people,
      decision: try decision(of: id, row, in: tx), check: try check(row),
      returns: try returns(of: id, in: tx), earlier: try returnedDecisions(of: id, in: tx),
      samplings: try samplings(of: id, in: tx), feedback: try feedback(of: id, in: tx),
      added: try tx.rows(
        "SELECT words FROM contact_addition WHERE contact = \(id) ORDER BY position"
      ).map { try $0.text("words") },
      referrals: referrals, recontacts: try recontacts(of: [id], in: tx)[id] ?? 0,
      assignedTo: try row.idIfAny("assigned_to"), parking: try parking(row),
      thresholds: try ThresholdDocumentTable.editions(in: tx))
  }

  private static func details(_ row: Row, email: String?) throws -> Contact.Details {
    Contact.Details(
      receivedOn: try row.day("received_on"), receivedMinute: try row.intIfAny("received_minute"),
      method: try row.code("method"), source: try row.code("source"),
      agency: try row.textIfAny("agency"), callerName: try row.textIfAny("caller_name"),
      callerRole: try row.textIfAny("caller_role"), callerReach: try row.textIfAny("caller_reach"),
      callerEmail: email,
      keepFromFamily: try row.bool("keep_from_family"), account: try row.text("account"),
      inDanger: try row.code("in_danger"), dangerAction: try row.textIfAny("danger_action"),
      consent: try row.code("consent"), consentBasis: try row.textIfAny("consent_basis"),
      reference: try row.textIfAny("reference"), grading: try row.textIfAny("grading"),
      address: try row.textIfAny("address"), original: try row.textIfAny("original"))
  }

  private static func parking(_ row: Row) throws -> Contact.Parking? {
    guard let until = try row.dayIfAny("parked_until") else { return nil }
    return Contact.Parking(
      until: until, reason: try row.text("parked_reason"), by: try row.idIfAny("parked_by"),
      on: try row.day("parked_on"))
  }

  /// Whether somebody matched lives where nobody may be told: then what the source wrote of the
  /// address is kept back too.
  static func hidesAddress(_ people: [PersonID], in tx: any Transaction) throws -> Bool {
    guard !people.isEmpty, try !UndisclosedHomes.near(people, in: tx).isEmpty else { return false }
    return try PersonTable.whole(of: people, in: tx).contains {
      $0.person.addresses.contains(where: \.isKeptBack)
    }
  }

  private static func decision(
    of id: ContactID, _ row: Row, in tx: any Transaction
  ) throws -> Contact.Decision? {
    guard let level = try row.level("level"), let on = try row.dayIfAny("decided_on") else {
      return nil
    }
    let outcomes = try tx.rows(
      """
      SELECT key, outcome, line, primary_need FROM contact_outcome
      WHERE contact = \(id) ORDER BY key
      """
    ).map(outcome)
    let indicators = try tx.rows(
      "SELECT indicator FROM contact_indicator WHERE contact = \(id) ORDER BY indicator"
    ).map { try $0.text("indicator") }
    let rule = try tx.row(
      "SELECT edition, check_rule FROM contact_edition WHERE contact = \(id)")
    return Contact.Decision(
      level: level, indicators: indicators, outcomes: outcomes, reason: try row.text("reason"),
      history: try row.text("history"), by: try row.idIfAny("decided_by"), on: on,
      edition: try rule?.text("edition"), checkRule: try rule?.code("check_rule"))
  }

  private static func check(_ row: Row) throws -> Contact.Check? {
    guard let on = try row.dayIfAny("checked_on") else { return nil }
    return Contact.Check(
      comment: try row.text("check_comment"), by: try row.idIfAny("checked_by"), on: on)
  }

  private static func returns(
    of id: ContactID, in tx: any Transaction
  ) throws -> [Contact.Check] {
    try tx.rows(
      """
      SELECT comment, returned_by, returned_on FROM contact_return
      WHERE contact = \(id) ORDER BY position
      """
    ).map {
      Contact.Check(
        comment: try $0.text("comment"), by: try $0.idIfAny("returned_by"),
        on: try $0.day("returned_on"))
    }
  }

  private static func feedback(
    of id: ContactID, in tx: any Transaction
  ) throws -> [Contact.Feedback] {
    try tx.rows(
      """
      SELECT words, how, told_by, told_on FROM contact_feedback
      WHERE contact = \(id) ORDER BY position
      """
    ).map {
      Contact.Feedback(
        words: try $0.text("words"), how: try $0.code("how"), by: try $0.idIfAny("told_by"),
        on: try $0.day("told_on"))
    }
  }

  /// What was done with the contact, when and by whom, from the ledger: which kind of fact, never
  /// what it holds.
  package struct Step: Sendable {
    /// `decided`
    package let kind: String
    package let occurred: Day
    package let recorded: Instant
    package let actor: Actor.Identity?
  }

  package static func steps(of id: ContactID, in tx: any Transaction) throws -> [Step] {
    try tx.rows(
      """
      SELECT kind, occurred, recorded, actor FROM fact
      WHERE noun = \(Contact.noun) AND number = \(id) ORDER BY version
      """
    ).map { row in
      Step(
        kind: String(try row.text("kind").dropFirst(Contact.noun.count + 1)),
        occurred: try row.day("occurred"), recorded: try row.instant("recorded"),
        actor: Actor.Identity(try row.text("actor")))
    }
  }
}
