import Domain

extension PreProceedings: Kept { package typealias Table = PreProceedingsTable }

/// Pre-proceedings as they stand, with their steps.
package enum PreProceedingsTable: NounTable {
  package typealias N = PreProceedings

  package static let schema = [
    """
    CREATE TABLE preproceedings (
      id INTEGER PRIMARY KEY,
      child INTEGER NOT NULL REFERENCES person (id),
      referral INTEGER NOT NULL REFERENCES referral (id),
      started_on TEXT NOT NULL CHECK (length(started_on) = 10),
      reason TEXT NOT NULL CHECK (reason <> ''),
      worker INTEGER REFERENCES worker (id),
      outcome TEXT,
      decided_on TEXT CHECK (length(decided_on) = 10),
      decision_words TEXT,
      decided_by INTEGER REFERENCES worker (id),
      is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((outcome IS NULL) = (decided_on IS NULL)),
      CHECK (decided_on IS NULL OR decided_on >= started_on)
    )
    """,
    // Those of a child: the child's page.
    "CREATE INDEX preproceedings_child ON preproceedings (child)",
    // Those of one episode: the referral's page, its closure, the census.
    "CREATE INDEX preproceedings_referral ON preproceedings (referral)",
    """
    CREATE TABLE preproceedings_step (
      preproceedings INTEGER NOT NULL REFERENCES preproceedings (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      kind TEXT NOT NULL,
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      words TEXT NOT NULL CHECK (words <> ''),
      worker INTEGER REFERENCES worker (id),
      PRIMARY KEY (preproceedings, position)
    )
    """,
  ]
  package static let tables = [
    DerivedTable("preproceedings", key: ["id"]),
    DerivedTable("preproceedings_step", key: ["preproceedings", "position"]),
  ]

  package static func around(
    _ command: PreProceedings.Command, on id: PreProceedingsID, given state: PreProceedings?,
    in tx: any Transaction
  ) throws -> PreProceedings.Around {
    guard state == nil, case .begin(let child, let referral, _, _) = command else {
      return PreProceedings.Around()
    }
    let episode = try tx.row(
      "SELECT child, received_on, is_open FROM referral WHERE id = \(referral)"
    ).map {
      (
        child: try $0.id("child", of: Person.self), receivedOn: try $0.day("received_on"),
        isOpen: try $0.bool("is_open")
      )
    }
    return PreProceedings.Around(
      episode: episode, open: try of(child: child, in: tx).first(where: \.isOpen)?.id)
  }

  package static func save(
    _ state: PreProceedings, on id: PreProceedingsID, after fact: PreProceedings.Fact,
    as entry: Entry, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO preproceedings (id, child, referral, started_on, reason, worker, outcome,
        decided_on, decision_words, decided_by, is_open, version, recorded_at, recorded_by)
      VALUES (\(id), \(state.child), \(state.referral), \(state.startedOn), \(state.reason),
        \(state.by), \(state.decision?.outcome.rawValue), \(state.decision?.on),
        \(state.decision?.words), \(state.decision?.by), \(state.isOpen), \(entry.version),
        \(entry.recorded), \(entry.actor.description))
      ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, decided_on = excluded.decided_on,
        decision_words = excluded.decision_words, decided_by = excluded.decided_by,
        is_open = excluded.is_open, version = excluded.version
      """)
    if case .stepTaken(let step, _) = fact {
      try tx.run(
        """
        INSERT INTO preproceedings_step (preproceedings, position, kind, on_day, words, worker)
        VALUES (\(id), \(state.steps.count - 1), \(step.kind.rawValue), \(step.on), \(step.words),
          \(step.by))
        """)
    }
  }

  /// Pre-proceedings of one child, as a page shows them.
  package struct Line: Sendable, Equatable {
    package let id: PreProceedingsID
    package let version: Int
    package let child: PersonID
    package let childName: String
    package let referral: ReferralID
    package let startedOn: Day
    package let reason: String
    package let by: WorkerID?
    package let steps: [PreProceedings.Step]
    package let decision: PreProceedings.Decision?
    package let isOpen: Bool

    /// The day of the first step of a kind.
    package func on(_ kind: PreProceedings.Step.Kind) -> Day? {
      steps.first { $0.kind == kind }?.on
    }
  }

  package static func whole(_ id: PreProceedingsID, in tx: any Transaction) throws -> Line? {
    try lines("WHERE i.id = \(id)", in: tx).first
  }

  /// Those of a child, newest first.
  package static func of(child: PersonID, in tx: any Transaction) throws -> [Line] {
    try lines("WHERE i.child IN \(records: child)", in: tx)
  }

  /// Those of one episode, newest first.
  package static func of(referral: ReferralID, in tx: any Transaction) throws -> [Line] {
    try lines("WHERE i.referral = \(referral)", in: tx)
  }

  private static func lines(_ condition: SQL, in tx: any Transaction) throws -> [Line] {
    try tx.rows(
      """
      SELECT i.id, i.version, p.id AS person, p.given, p.family, i.referral, i.started_on, i.reason,
        i.worker, i.outcome, i.decided_on, i.decision_words, i.decided_by, i.is_open
      FROM preproceedings i JOIN person_of p ON p.record = i.child
      \(condition) ORDER BY i.started_on DESC, i.id DESC
      """
    ).map { row in
      let id: PreProceedingsID = try row.id("id")
      let steps = try tx.rows(
        """
        SELECT kind, on_day, words, worker FROM preproceedings_step WHERE preproceedings = \(id)
        ORDER BY position
        """
      ).map { row in
        PreProceedings.Step(
          kind: try row.code("kind"), on: try row.day("on_day"), words: try row.text("words"),
          by: try row.idIfAny("worker"))
      }
      var decision: PreProceedings.Decision?
      if let outcome = try row.codeIfAny("outcome", of: PreProceedings.Outcome.self) {
        decision = PreProceedings.Decision(
          outcome: outcome, on: try row.day("decided_on"), words: try row.text("decision_words"),
          by: try row.idIfAny("decided_by"))
      }
      return Line(
        id: id, version: try row.int("version"), child: try row.id("person"),
        childName: try row.fullName(), referral: try row.id("referral"),
        startedOn: try row.day("started_on"), reason: try row.text("reason"),
        by: try row.idIfAny("worker"), steps: steps, decision: decision,
        isOpen: try row.bool("is_open"))
    }
  }

  /// The census values of the pre-proceedings of one episode that ran at any time in a period, in order
  /// of their beginning. What came after the period is not told.
  package static func returned(
    of referral: ReferralID, in period: ClosedRange<Day>, _ tx: any Transaction
  ) throws -> [PreProceedings.Returned] {
    try of(referral: referral, in: tx).reversed().compactMap { line in
      let known = line.steps.filter { $0.on <= period.upperBound }
      let last =
        line.isOpen
        ? nil
        : (line.steps.map(\.on) + [line.decision?.on].compactMap { $0 })
          .max()
      guard line.startedOn <= period.upperBound, last.map({ $0 >= period.lowerBound }) ?? true
      else { return nil }
      func on(_ kind: PreProceedings.Step.Kind) -> Day? { known.first { $0.kind == kind }?.on }
      let decision = line.decision.flatMap { $0.on <= period.upperBound ? $0 : nil }
      return PreProceedings.Returned(
        ppStartDate: line.startedOn, lbpSentDate: on(.letterBeforeProceedings),
        fgdmMeetingOffer: on(.familyMeetingOffered) != nil,
        fgdmMeetingFac: on(.familyMeetingHeld) != nil, initialPPMeetingDate: on(.initialMeeting),
        reviewMeetingsCount: known.count { $0.kind == .reviewMeeting },
        stepDecisionDate: decision?.on, ppOutcome: decision?.outcome.words,
        courtAppDate: on(.courtApplication), letterInitCPDate: on(.letterOfIssue))
    }
  }
}
