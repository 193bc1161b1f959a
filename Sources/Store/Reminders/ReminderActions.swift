import Domain

/// What was agreed at strategy discussions, in plans and at core groups.
extension Reminders {
  /// What a worker undertook to do and has not done.
  static func actions(
    of me: WorkerID, today: Day, in tx: any Transaction
  ) throws -> [Reminder] {
    var people: [Int: [PersonID]] = [:]
    for row in try tx.rows(
      """
      SELECT DISTINCT c.strategydiscussion, v.person AS child FROM strategydiscussion_action a
      JOIN strategydiscussion_child c ON c.strategydiscussion = a.strategydiscussion
      JOIN person_record v ON v.record = c.child
      WHERE a.worker = \(me) AND a.done_on IS NULL ORDER BY c.strategydiscussion, v.person
      """)
    {
      people[try row.int("strategydiscussion"), default: []].append(try row.id("child"))
    }
    let discussed = try tx.rows(
      """
      SELECT strategydiscussion, place, due FROM strategydiscussion_action
      WHERE worker = \(me) AND done_on IS NULL ORDER BY strategydiscussion, place
      """
    ).map { row in
      let number = try row.int("strategydiscussion")
      return action(
        FactStream(noun: StrategyDiscussion.noun, number: number), try row.int("place"), me,
        people[number] ?? [], try row.day("due"), today)
    }
    let planned = try tx.rows(
      """
      SELECT a.plan, a.place, a.due, v.person AS child FROM plan_action a
      JOIN plan l ON l.id = a.plan AND l.to_day IS NULL JOIN person_record v ON v.record = l.child
      WHERE a.worker = \(me) AND a.done_on IS NULL AND a.dropped_on IS NULL ORDER BY a.plan, a.place
      """
    ).map { row in
      action(
        FactStream(noun: Plan.noun, number: try row.int("plan")), try row.int("place"), me,
        [try row.id("child")], try row.day("due"), today)
    }
    return discussed + planned
  }

  private static func action(
    _ record: FactStream, _ place: Int, _ me: WorkerID, _ people: [PersonID], _ due: Day,
    _ today: Day
  ) -> Reminder {
    Reminder(
      .action, record, place: place, worker: me, people: people, due: due, isLate: due < today)
  }

  /// The next visit and the next review of each open plan, for whoever holds the child.
  static func plans(
    of worker: WorkerID?, today: Day, in tx: any Transaction
  ) throws -> [Reminder] {
    try PlanTable.standing(of: worker, today: today, in: tx).flatMap { one -> [Reminder] in
      guard let holder = one.worker else { return [] }
      let record = FactStream(one.id)
      var found: [Reminder] = []
      if let due = one.visits.nextDue ?? one.visits.missed.last {
        let isLate = one.visits.isLate(today: today)
        found.append(
          Reminder(
            .visit, record, worker: holder, people: [one.child],
            due: isLate ? one.visits.missed.last ?? due : due, isLate: isLate))
      }
      if let due = one.reviewDue {
        found.append(
          Reminder(
            .planReview, record, worker: holder, people: [one.child], due: due,
            isLate: due < today))
      }
      return found
    }
  }
}
