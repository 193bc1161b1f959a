import Domain

extension Plan: Kept {
  package typealias Table = PlanTable

  package static func consequences(
    of fact: Fact, on id: PlanID, now plan: Plan
  ) -> [Consequence] {
    Consequences.of(fact)
  }
}

/// Child in need and child protection plans, of this house and as a census file brings them.
package enum PlanTable: NounTable {
  package typealias N = Plan

  package static let schema = [
    """
    CREATE TABLE plan (
      id INTEGER PRIMARY KEY,
      child INTEGER NOT NULL REFERENCES person (id),
      referral INTEGER NOT NULL REFERENCES referral (id),
      kind TEXT NOT NULL CHECK (kind IN ('childInNeed', 'childProtection')),
      from_day TEXT NOT NULL CHECK (length(from_day) = 10),
      to_day TEXT CHECK (length(to_day) = 10),
      initial_category TEXT,
      latest_category TEXT,
      previous_plans INTEGER CHECK (previous_plans >= 0),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((kind = 'childProtection') = (initial_category IS NOT NULL)),
      CHECK ((initial_category IS NULL) = (latest_category IS NULL)),
      CHECK ((initial_category IS NULL) = (previous_plans IS NULL)),
      CHECK (to_day IS NULL OR to_day >= from_day)
    )
    """,
    // A child's plans: the child page.
    "CREATE INDEX plan_child ON plan (child)",
    // The plans of one episode: the referral page and the census.
    "CREATE INDEX plan_referral ON plan (referral)",
    """
    CREATE TABLE plan_review (
      plan INTEGER NOT NULL REFERENCES plan (id),
      position INTEGER NOT NULL,
      reviewed_on TEXT NOT NULL CHECK (length(reviewed_on) = 10),
      PRIMARY KEY (plan, position)
    )
    """,
  ]
  package static let tables: [DerivedTable] =
    [
      DerivedTable("plan", key: ["id"]),
      DerivedTable("plan_review", key: ["plan", "position"]),
    ] + workTables

  /// One plan of a child.
  package struct Line: Sendable, Equatable {
    package let id: PlanID
    package let history: Plan.History
  }

  /// The child's plans, newest first.
  package static func of(child: PersonID, in tx: any Transaction) throws -> [Line] {
    try lines("WHERE child IN \(records: child)", in: tx)
  }

  /// The plans of one episode, newest first.
  package static func of(referral: ReferralID, in tx: any Transaction) throws -> [Line] {
    try lines("WHERE referral = \(referral)", in: tx)
  }

  private static func lines(_ condition: SQL, in tx: any Transaction) throws -> [Line] {
    try tx.rows(
      """
      SELECT id, child, referral, kind, from_day, to_day, initial_category, latest_category,
        previous_plans
      FROM plan \(condition) ORDER BY from_day DESC, id DESC
      """
    ).map { row in
      let id: PlanID = try row.id("id")
      var protection: Plan.Protection?
      if let initial = try row.codeIfAny("initial_category", of: CategoryOfAbuse.self) {
        protection = Plan.Protection(
          initialCategory: initial, latestCategory: try row.code("latest_category"),
          previousPlans: try row.int("previous_plans"),
          reviews: try tx.rows(
            "SELECT reviewed_on FROM plan_review WHERE plan = \(id) ORDER BY position"
          ).map { try $0.day("reviewed_on") })
      }
      return Line(
        id: id,
        history: Plan.History(
          child: try row.id("child"), referral: try row.id("referral"),
          kind: try row.code("kind"), from: try row.day("from_day"),
          to: try row.dayIfAny("to_day"), protection: protection))
    }
  }
}
