import Domain

/// Child protection plans as a review conference needs them.
extension ConferenceTable {
  static func plansNow(
    _ plans: [PlanID], in tx: any Transaction
  ) throws -> [PlanID: Conference.PlanNow] {
    var found: [PlanID: Conference.PlanNow] = [:]
    for row in try tx.rows(
      """
      SELECT id, child, to_day, latest_category FROM plan
      WHERE kind = 'childProtection' AND id IN (\(list: plans))
      """)
    {
      found[try row.id("id")] = Conference.PlanNow(
        child: try row.id("child"), isOpen: try row.dayIfAny("to_day") == nil,
        category: try row.code("latest_category"))
    }
    return found
  }

  /// A child protection plan that is in force, with its last review; and whether a conference that
  /// reviews it is arranged.
  package struct ToReview: Sendable {
    package let plan: PlanID
    package let child: ProtectedChild
    package let category: CategoryOfAbuse
    package let from: Day
    package let lastReview: Day?
    package let arranged: ConferenceID?

    /// From the initial conference, or the review before.
    package var clock: Clock {
      Conference.clock(
        .review, from: lastReview ?? from, isLater: lastReview != nil, heldOn: nil)
    }
  }

  /// Every plan in force, the review that is due first on top.
  /// - Parameter children: of these alone.
  package static func toReview(
    of children: [PersonID]? = nil, in tx: any Transaction
  ) throws -> [ToReview] {
    let those = children.map { list -> SQL in "AND l.child IN \(records: list)" } ?? ""
    return try tx.rows(
      """
      SELECT l.id AS plan, l.from_day, l.latest_category, l.referral, l.child AS record,
        p.id, p.given, p.family, p.stage, p.birth, p.birth_certainty, p.died_on,
        (SELECT MAX(v.reviewed_on) FROM plan_review v WHERE v.plan = l.id) AS last_review,
        (SELECT MAX(f.id) FROM conference_plan k JOIN conference f ON f.id = k.conference
          WHERE k.plan = l.id AND f.status = 'open') AS arranged
      FROM plan l JOIN person_of p ON p.record = l.child
      WHERE l.kind = 'childProtection' AND l.to_day IS NULL \(those) ORDER BY l.id
      """
    ).map { row in
      let line = try PersonTable.line(row)
      return ToReview(
        plan: try row.id("plan"),
        child: ProtectedChild(
          id: line.id, record: try row.id("record"), referral: try row.id("referral"),
          name: line.name, given: try row.text("given"), birth: line.birth, stage: line.stage),
        category: try row.code("latest_category"), from: try row.day("from_day"),
        lastReview: try row.dayIfAny("last_review"), arranged: try row.idIfAny("arranged"))
    }.sorted { ($0.clock.due.day ?? $0.from, $0.plan) < ($1.clock.due.day ?? $1.from, $1.plan) }
  }
}
