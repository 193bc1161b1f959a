import Domain

/// Whom it was asked of, each version of the family plan, the reviews, and what happened between them.
extension EarlyHelpTable {
  static let partSchema: [String] = [
    """
    CREATE TABLE earlyhelp_proposal (
      earlyhelp INTEGER NOT NULL REFERENCES earlyhelp (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      worker INTEGER REFERENCES worker (id),
      name TEXT,
      agency TEXT,
      job TEXT,
      email TEXT,
      proposed_by INTEGER REFERENCES worker (id),
      proposed_on TEXT NOT NULL CHECK (length(proposed_on) = 10),
      reason TEXT,
      said TEXT,
      answered_by INTEGER REFERENCES worker (id),
      answered_email TEXT,
      answered_on TEXT CHECK (length(answered_on) = 10),
      PRIMARY KEY (earlyhelp, position),
      CHECK ((worker IS NULL) <> (name IS NULL))
    )
    """,
    """
    CREATE TABLE earlyhelp_plan (
      earlyhelp INTEGER NOT NULL REFERENCES earlyhelp (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      parents TEXT NOT NULL CHECK (parents <> ''),
      worker INTEGER REFERENCES worker (id),
      email TEXT,
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      PRIMARY KEY (earlyhelp, position)
    )
    """,
    """
    CREATE TABLE earlyhelp_outcome (
      earlyhelp INTEGER NOT NULL,
      plan INTEGER NOT NULL,
      position INTEGER NOT NULL CHECK (position >= 0),
      what TEXT NOT NULL CHECK (what <> ''),
      PRIMARY KEY (earlyhelp, plan, position),
      FOREIGN KEY (earlyhelp, plan) REFERENCES earlyhelp_plan (earlyhelp, position)
    )
    """,
    """
    CREATE TABLE earlyhelp_action (
      earlyhelp INTEGER NOT NULL,
      plan INTEGER NOT NULL,
      outcome INTEGER NOT NULL,
      position INTEGER NOT NULL CHECK (position >= 0),
      what TEXT NOT NULL CHECK (what <> ''),
      owner TEXT NOT NULL,
      by_day TEXT NOT NULL CHECK (length(by_day) = 10),
      PRIMARY KEY (earlyhelp, plan, outcome, position),
      FOREIGN KEY (earlyhelp, plan, outcome)
        REFERENCES earlyhelp_outcome (earlyhelp, plan, position)
    )
    """,
    """
    CREATE TABLE earlyhelp_review (
      earlyhelp INTEGER NOT NULL REFERENCES earlyhelp (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      present TEXT NOT NULL,
      words TEXT NOT NULL,
      distances TEXT NOT NULL,
      next_on TEXT NOT NULL CHECK (length(next_on) = 10),
      worker INTEGER REFERENCES worker (id),
      email TEXT,
      PRIMARY KEY (earlyhelp, position),
      CHECK (next_on > on_day)
    )
    """,
    // What each child said: of a plan, or at a review.
    """
    CREATE TABLE earlyhelp_view (
      earlyhelp INTEGER NOT NULL REFERENCES earlyhelp (id),
      at_review INTEGER NOT NULL CHECK (at_review IN (0, 1)),
      position INTEGER NOT NULL CHECK (position >= 0),
      child INTEGER NOT NULL REFERENCES person (id),
      words TEXT NOT NULL,
      PRIMARY KEY (earlyhelp, at_review, position, child)
    )
    """,
    """
    CREATE TABLE earlyhelp_progress (
      earlyhelp INTEGER NOT NULL REFERENCES earlyhelp (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      words TEXT NOT NULL CHECK (words <> ''),
      worker INTEGER REFERENCES worker (id),
      email TEXT,
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      PRIMARY KEY (earlyhelp, position)
    )
    """,
  ]

  static let partTables: [DerivedTable] = [
    DerivedTable("earlyhelp_proposal", key: ["earlyhelp", "position"]),
    DerivedTable("earlyhelp_plan", key: ["earlyhelp", "position"]),
    DerivedTable("earlyhelp_outcome", key: ["earlyhelp", "plan", "position"]),
    DerivedTable("earlyhelp_action", key: ["earlyhelp", "plan", "outcome", "position"]),
    DerivedTable("earlyhelp_review", key: ["earlyhelp", "position"]),
    DerivedTable("earlyhelp_view", key: ["earlyhelp", "at_review", "position", "child"]),
    DerivedTable("earlyhelp_progress", key: ["earlyhelp", "position"]),
  ]

  static func saveLastProposal(
    of help: EarlyHelp, on id: EarlyHelpID, in tx: any Transaction
  ) throws {
    guard let last = help.proposals.last else { return }
    let (proposal, answer) = (last.proposal, last.answer)
    let outside = proposal.lead.outside
    try tx.run(
      """
      INSERT INTO earlyhelp_proposal (earlyhelp, position, worker, name, agency, job, email,
        proposed_by, proposed_on, reason, said, answered_by, answered_email, answered_on)
      VALUES (\(id), \(help.proposals.count - 1), \(proposal.lead.worker), \(outside?.name),
        \(outside?.agency), \(outside?.job), \(outside?.email), \(proposal.by), \(proposal.on),
        \(answer?.reason), \(answer?.said), \(answer?.by.worker), \(answer?.by.email),
        \(answer?.on))
      ON CONFLICT (earlyhelp, position) DO UPDATE SET reason = excluded.reason,
        said = excluded.said, answered_by = excluded.answered_by,
        answered_email = excluded.answered_email, answered_on = excluded.answered_on
      """)
  }

  static func save(
    _ plan: EarlyHelp.FamilyPlan, at place: Int, on id: EarlyHelpID, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO earlyhelp_plan (earlyhelp, position, parents, worker, email, on_day)
      VALUES (\(id), \(place), \(plan.parents), \(plan.by.worker), \(plan.by.email), \(plan.on))
      """)
    for (position, outcome) in plan.outcomes.enumerated() {
      try tx.run(
        """
        INSERT INTO earlyhelp_outcome (earlyhelp, plan, position, what)
        VALUES (\(id), \(place), \(position), \(outcome.what))
        """)
      for (step, action) in outcome.actions.enumerated() {
        try tx.run(
          """
          INSERT INTO earlyhelp_action (earlyhelp, plan, outcome, position, what, owner, by_day)
          VALUES (\(id), \(place), \(position), \(step), \(action.what), \(action.owner),
            \(action.by))
          """)
      }
    }
    try save(plan.views, atReview: false, place, on: id, in: tx)
  }

  static func save(
    _ review: EarlyHelp.Review, at place: Int, on id: EarlyHelpID, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO earlyhelp_review
        (earlyhelp, position, on_day, present, words, distances, next_on, worker, email)
      VALUES (\(id), \(place), \(review.on), \(review.present), \(review.words),
        \(review.distances.map(\.rawValue).joined(separator: " ")), \(review.next),
        \(review.by.worker), \(review.by.email))
      """)
    try save(review.views, atReview: true, place, on: id, in: tx)
  }

  private static func save(
    _ views: [EarlyHelp.View], atReview: Bool, _ place: Int, on id: EarlyHelpID,
    in tx: any Transaction
  ) throws {
    for view in views {
      try tx.run(
        """
        INSERT INTO earlyhelp_view (earlyhelp, at_review, position, child, words)
        VALUES (\(id), \(atReview), \(place), \(view.child), \(view.words))
        """)
    }
  }
}
