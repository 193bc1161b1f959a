import Domain
import Store

/// One plan at a time, and none without work.
extension Invariant {
  static let onePlan = Invariant(
    "a child never has two open plans",
    rows: "SELECT child FROM plan WHERE to_day IS NULL GROUP BY child HAVING COUNT(*) > 1")

  static let noPlanWithoutWork = Invariant(
    "a closed episode has no open plan, pre-proceedings or assessment that were begun in it here",
    rows: """
      SELECT r.id, 'plan' AS what FROM referral r JOIN plan l ON l.referral = r.id
      WHERE r.is_open = 0 AND l.to_day IS NULL AND l.origin <> 'imported'
      UNION ALL
      SELECT r.id, 'pre-proceedings' FROM referral r JOIN preproceedings i ON i.referral = r.id
      WHERE r.is_open = 0 AND i.is_open = 1
      UNION ALL
      SELECT r.id, 'assessment' FROM referral r JOIN assessment_child c ON c.referral = r.id
      JOIN assessment a ON a.id = c.assessment
      WHERE r.closed_on IS NOT NULL AND r.imported = 0 AND a.status <> 'authorised'
        AND a.imported = 0
      """)

  static let plansRestOnSomething = Invariant(
    "a child protection plan was opened by a conference, a child in need plan was not",
    rows: """
      SELECT id FROM plan WHERE origin <> 'imported'
        AND (kind = 'childProtection') <> (origin = 'conference')
      """)

  static let endedActions = Invariant(
    "nothing is still to be done in a plan that has ended",
    rows: """
      SELECT a.plan, a.place FROM plan_action a JOIN plan l ON l.id = a.plan
      WHERE l.to_day IS NOT NULL AND a.done_on IS NULL AND a.dropped_on IS NULL
      """)

  /// What the page reads from rows is what the facts say, and the strip is what the notes say.
  static let plansRead = Invariant("a plan reads from its rows as its facts tell it") { tx in
    try tx.rows("SELECT id FROM plan").flatMap { row -> [String] in
      let id: PlanID = try row.id("id")
      guard let plan = try PlanTable.whole(id, in: tx), let told = try Store.load(id, in: tx)?.state
      else { return ["\(id) is not there"] }
      var wrong = plan == told ? [] : ["\(id) reads otherwise"]
      let today = Day(number: 30_000)
      let visits = plan.visits(try PlanTable.visits(of: plan, in: tx), today: today)
      let notes = try tx.rows(
        """
        SELECT n.id, n.happened_on, c.seen FROM note n JOIN note_child c ON c.note = n.id
        WHERE c.child IN \(records: plan.child) AND n.kind = 'visit'
          AND n.happened_on >= \(plan.from) AND n.happened_on <= \(plan.to ?? today)
        """)
      let seen = try notes.count { try $0.bool("seen") }
      let shown = visits.weeks.flatMap(\.visits).count
      if visits.seen != seen || visits.attempts != notes.count - seen || shown != notes.count {
        wrong.append("\(id): the strip shows \(shown) visits, the notes tell \(notes.count)")
      }
      return wrong
    }
  }

  static let plans = [onePlan, noPlanWithoutWork, plansRestOnSomething, endedActions]
}
