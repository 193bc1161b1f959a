import Domain

/// What has to be done, by whom and by when, read from the clocks and actions of the records: nothing
/// here is written by hand, so nothing can be forgotten in it or stand in it twice.
package struct Reminder: Sendable, Equatable {
  package enum Kind: String, CaseIterable, Sendable {
    case allocation, transferToAnswer, transferToDecide, transferReturned
    case referralDecision, assessment, reviewPoint, handover, partnerCheck, action, visit,
      planReview

    /// As it stands in a list and in a calendar: no name is in it.
    package var words: String {
      switch self {
      case .allocation: "Say whether you take this child"
      case .transferToAnswer: "Answer a transfer"
      case .transferToDecide: "Decide a transfer"
      case .transferReturned: "A transfer was sent back"
      case .referralDecision: "Decide a referral"
      case .assessment: "Assessment due"
      case .reviewPoint: "Review point of an assessment"
      case .handover: "Accept from the night"
      case .partnerCheck: "Partner check to be answered"
      case .action: "Agreed action"
      case .visit: "Visit under a plan"
      case .planReview: "Review of a plan"
      }
    }
  }

  package let kind: Kind
  package let record: FactStream
  /// Tells several of one record apart.
  package let place: Int
  package let worker: WorkerID?
  package let people: [PersonID]
  /// The last day on which it is in time; nil where that cannot be told.
  package let due: Day?
  package let isLate: Bool

  package init(
    _ kind: Kind, _ record: FactStream, place: Int = 0, worker: WorkerID?, people: [PersonID],
    due: Day?, isLate: Bool
  ) {
    self.kind = kind
    self.record = record
    self.place = place
    self.worker = worker
    self.people = people
    self.due = due
    self.isLate = isLate
  }

  /// The same, through years: a calendar knows it again by this.
  package var key: String { "\(kind.rawValue)/\(record)/\(place)" }
}

package enum Reminders {
  /// Everything that one worker has to do, the earliest first.
  /// - Parameter actor: who they are today: what a team has to answer is its managers'.
  package static func of(
    _ actor: Actor, today: Day, in tx: any Transaction
  ) throws -> [Reminder] {
    guard let me = actor.worker else { return [] }
    var all = try ofChildren(of: me, today: today, in: tx)
    all += try answers(of: me, today: today, in: tx)
    all += try transfers(of: actor, me, today: today, in: tx)
    all += try checks(of: me, today: today, in: tx)
    all += try nights(of: actor, me, today: today, in: tx)
    all += try actions(of: me, today: today, in: tx)
    return inOrder(all)
  }

  /// What is due for the children that workers hold: of one worker, or of all.
  package static func ofChildren(
    of worker: WorkerID? = nil, today: Day, in tx: any Transaction
  ) throws -> [Reminder] {
    let who: SQL = worker.map { "r.worker = \($0)" } ?? "r.worker IS NOT NULL"
    return inOrder(
      try assessments(who, today: today, in: tx) + decisions(who, today: today, in: tx)
        + plans(of: worker, today: today, in: tx))
  }

  static func inOrder(_ all: [Reminder]) -> [Reminder] {
    var seen: Set<String> = []
    let once = all.filter { seen.insert($0.key).inserted }
    return once.sorted {
      ($0.due?.number ?? .max, $0.kind.rawValue, $0.record.number, $0.place)
        < ($1.due?.number ?? .max, $1.kind.rawValue, $1.record.number, $1.place)
    }
  }

  private struct Begun: Hashable {
    let kind: Assessment.Kind
    let referred: Day
    let started: Day
  }

  /// Brothers and sisters in one assessment are one reminder.
  private static func assessments(
    _ who: SQL, today: Day, in tx: any Transaction
  ) throws -> [Reminder] {
    var clocks: [Begun: (due: Day?, isLate: Bool)] = [:]
    var people: [AssessmentID: [PersonID]] = [:]
    var order: [(id: AssessmentID, begun: Begun, point: Day?, worker: WorkerID)] = []
    for row in try tx.rows(
      """
      SELECT a.id, a.kind, a.started_on, a.review_point, r.received_on, r.worker, v.person AS child
      FROM assessment a JOIN assessment_child c ON c.assessment = a.id
      JOIN referral r ON r.id = c.referral JOIN person_record v ON v.record = r.child
      WHERE a.status <> 'authorised' AND a.imported = 0 AND r.is_open = 1 AND \(who)
      ORDER BY a.id, r.worker, r.id
      """)
    {
      let id: AssessmentID = try row.id("id")
      let begun = Begun(
        kind: try row.code("kind"), referred: try row.day("received_on"),
        started: try row.day("started_on"))
      people[id, default: []].append(try row.id("child"))
      let worker: WorkerID = try row.id("worker")
      if order.last?.id == id, order.last?.worker == worker { continue }
      order.append((id, begun, try row.dayIfAny("review_point"), worker))
    }
    return order.flatMap { entry -> [Reminder] in
      let clock =
        clocks[entry.begun]
        ?? {
          let clock = Assessment.clock(
            entry.begun.kind, referredOn: entry.begun.referred, startedOn: entry.begun.started)
          return (clock.due.day, clock.state(today: today).isLate)
        }()
      clocks[entry.begun] = clock
      let about = people[entry.id] ?? []
      let stream = FactStream(entry.id)
      var found = [
        Reminder(
          .assessment, stream, place: entry.worker.number, worker: entry.worker, people: about,
          due: clock.due, isLate: clock.isLate)
      ]
      if let point = entry.point {
        found.append(
          Reminder(
            .reviewPoint, stream, place: entry.worker.number, worker: entry.worker, people: about,
            due: point, isLate: point < today))
      }
      return found
    }
  }

  private static func decisions(
    _ who: SQL, today: Day, in tx: any Transaction
  ) throws -> [Reminder] {
    try tx.rows(
      """
      SELECT r.id, r.received_on, r.worker, v.person AS child FROM referral r
      JOIN person_record v ON v.record = r.child
      WHERE r.is_open = 1 AND r.outcome IS NULL AND r.imported = 0 AND \(who) ORDER BY r.id
      """
    ).map { row in
      let clock = Referral.decisionClock(received: try row.day("received_on"), decided: nil)
      return Reminder(
        .referralDecision, FactStream(noun: Referral.noun, number: try row.int("id")),
        worker: try row.id("worker"), people: [try row.id("child")], due: clock.due.day,
        isLate: clock.state(today: today).isLate)
    }
  }

  private static func answers(
    of me: WorkerID, today: Day, in tx: any Transaction
  ) throws -> [Reminder] {
    try ReferralTable.toAnswer(by: me, in: tx).map { line, _, on in
      let clock = Referral.allocationClock(received: on, allocated: nil)
      return Reminder(
        .allocation, FactStream(line.id), worker: me, people: [line.child],
        due: clock?.due.day, isLate: clock?.state(today: today).isLate ?? false)
    }
  }

  private static func transfers(
    of actor: Actor, _ me: WorkerID, today: Day, in tx: any Transaction
  ) throws -> [Reminder] {
    var found = try TransferTable.toDecide(by: me, in: tx).map { one in
      Reminder(
        .transferToDecide, FactStream(one.id), worker: me, people: one.people,
        due: one.escalatedOn?.adding(days: 1), isLate: (one.escalatedOn ?? today) < today)
    }
    guard let team = actor.team else { return found }
    let manages = actor.roles.contains(.teamManager)
    found += try TransferTable.open(of: team, in: tx).compactMap { one in
      switch one.status {
      case .asked where one.to == team && manages:
        Reminder(
          .transferToAnswer, FactStream(one.id), worker: me, people: one.people,
          due: one.clock?.due.day, isLate: one.isLate(on: today))
      case .returned where one.from == team && (manages || one.askedBy == me):
        Reminder(
          .transferReturned, FactStream(one.id), worker: me, people: one.people,
          due: one.answeredOn, isLate: (one.answeredOn ?? today) < today)
      case .asked, .returned, .escalated, .accepted, .stays, .withdrawn: nil
      }
    }
    return found
  }

  private static func checks(
    of me: WorkerID, today: Day, in tx: any Transaction
  ) throws -> [Reminder] {
    try PartnerCheckTable.waiting(askedBy: me, in: tx).map { check in
      Reminder(
        .partnerCheck, FactStream(check.id), worker: me, people: check.people, due: check.dueOn,
        isLate: check.isOverdue(on: today))
    }
  }

  private static func nights(
    of actor: Actor, _ me: WorkerID, today: Day, in tx: any Transaction
  ) throws -> [Reminder] {
    try HandoverTable.waiting(for: actor, in: tx).compactMap { whole in
      whole.open.map { open in
        Reminder(
          .handover, FactStream(whole.id), place: whole.needs.count, worker: me,
          people: whole.people, due: open.need.due.day, isLate: open.need.due.day < today)
      }
    }
  }
}
