import Domain

extension TransferTable {
  package struct Child: Sendable {
    package let id: PersonID
    package let name: String
    package let referral: ReferralID
  }

  /// One transfer, whole, with names.
  package struct Whole: Sendable {
    package let id: TransferID
    package let version: Int
    package let children: [Child]
    package let from: TeamID
    package let to: TeamID
    package let fromName: String
    package let toName: String
    package let status: Transfer.Status
    package let reason: String
    package let summary: String
    package let outstanding: String
    package let familyTold: String
    package let jointVisit: Day?
    package let noJointVisit: String?
    package let begunOn: Day
    package let askedOn: Day
    package let askedBy: WorkerID?
    package let answeredOn: Day?
    package let answeredBy: WorkerID?
    package let answer: String?
    package let worker: WorkerID?
    package let judge: WorkerID?
    package let escalatedOn: Day?
    package let escalatedBy: WorkerID?
    package let escalatedBecause: String?
    package let decidedOn: Day?
    package let sentence: String?
    package let withdrawnOn: Day?
    package let withdrawnBy: WorkerID?
    package let withdrawnBecause: String?

    package var people: [PersonID] { children.map(\.id) }
    package var names: [String] { children.map(\.name) }

    /// The receiving team's time; nil once it has answered for good.
    package var clock: Clock? {
      let stopped = status == .asked ? nil : answeredOn ?? decidedOn ?? withdrawnOn ?? escalatedOn
      return Transfer.acceptanceClock(asked: askedOn, answered: stopped)
    }

    package func isLate(on day: Day) -> Bool {
      status == .asked && (clock?.state(today: day).isLate ?? false)
    }
  }

  package static func whole(_ id: TransferID, in tx: any Transaction) throws -> Whole? {
    try wholes("t.id = \(id)", in: tx).first
  }

  /// What waits for one of these teams, or was asked by it, and is still open; oldest first.
  package static func open(of team: TeamID, in tx: any Transaction) throws -> [Whole] {
    try wholes(
      """
      t.status IN ('asked', 'returned', 'escalated')
      AND (t.to_team = \(team) OR t.from_team = \(team))
      """, in: tx)
  }

  /// All that nobody has accepted, oldest first.
  package static func allOpen(in tx: any Transaction) throws -> [Whole] {
    try wholes("t.status IN ('asked', 'returned', 'escalated')", in: tx)
  }

  /// What waits for a worker's decision by name.
  package static func toDecide(by worker: WorkerID, in tx: any Transaction) throws -> [Whole] {
    try wholes("t.status = 'escalated' AND t.judge = \(worker)", in: tx)
  }

  /// The transfers of an episode, newest first.
  package static func of(referral: ReferralID, in tx: any Transaction) throws -> [Whole] {
    try wholes(
      "t.id IN (SELECT transfer FROM transfer_child WHERE referral = \(referral))", in: tx
    ).reversed()
  }

  private static func wholes(_ condition: SQL, in tx: any Transaction) throws -> [Whole] {
    let rows = try tx.rows(
      """
      SELECT t.*, f.name AS from_name, g.name AS to_name FROM transfer t
      JOIN team f ON f.id = t.from_team JOIN team g ON g.id = t.to_team
      WHERE \(condition) ORDER BY t.begun_on, t.id
      """)
    let ids: [TransferID] = try rows.map { try $0.id("id") }
    var children: [TransferID: [Child]] = [:]
    for row in try tx.rows(
      """
      SELECT c.transfer, c.referral, p.id AS child, p.given, p.family FROM transfer_child c
      JOIN person_of p ON p.record = c.child
      WHERE c.transfer IN (\(list: ids)) ORDER BY c.referral
      """)
    {
      children[try row.id("transfer"), default: []].append(
        Child(
          id: try row.id("child"), name: try row.fullName(), referral: try row.id("referral")))
    }
    return try rows.map { try whole($0, children) }
  }

  private static func whole(_ row: Row, _ children: [TransferID: [Child]]) throws -> Whole {
    let id: TransferID = try row.id("id")
    return Whole(
      id: id, version: try row.int("version"), children: children[id] ?? [],
      from: try row.id("from_team"), to: try row.id("to_team"),
      fromName: try row.text("from_name"), toName: try row.text("to_name"),
      status: try row.code("status"), reason: try row.text("reason"),
      summary: try row.text("summary"), outstanding: try row.text("outstanding"),
      familyTold: try row.text("family_told"), jointVisit: try row.dayIfAny("joint_visit"),
      noJointVisit: try row.textIfAny("no_joint_visit"), begunOn: try row.day("begun_on"),
      askedOn: try row.day("asked_on"), askedBy: try row.idIfAny("asked_by"),
      answeredOn: try row.dayIfAny("answered_on"), answeredBy: try row.idIfAny("answered_by"),
      answer: try row.textIfAny("answer"), worker: try row.idIfAny("worker"),
      judge: try row.idIfAny("judge"), escalatedOn: try row.dayIfAny("escalated_on"),
      escalatedBy: try row.idIfAny("escalated_by"),
      escalatedBecause: try row.textIfAny("escalated_because"),
      decidedOn: try row.dayIfAny("decided_on"), sentence: try row.textIfAny("sentence"),
      withdrawnOn: try row.dayIfAny("withdrawn_on"),
      withdrawnBy: try row.idIfAny("withdrawn_by"),
      withdrawnBecause: try row.textIfAny("withdrawn_because"))
  }
}
