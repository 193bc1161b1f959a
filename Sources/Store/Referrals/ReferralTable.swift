import Domain

extension Referral: Kept { package typealias Table = ReferralTable }

/// Referrals as they are: one row an episode, one open episode a child.
package enum ReferralTable: NounTable {
  package typealias N = Referral

  package static let schema = [
    """
    CREATE TABLE referral (
      id INTEGER PRIMARY KEY,
      child INTEGER NOT NULL REFERENCES person (id),
      contact INTEGER REFERENCES contact (id),
      received_on TEXT NOT NULL CHECK (length(received_on) = 10),
      source TEXT,
      primary_need TEXT,
      outcome TEXT CHECK (outcome IN
        ('assessment', 'strategyDiscussion', 'earlyHelp', 'noFurtherAction')),
      decision_reason TEXT,
      decided_on TEXT,
      decided_by INTEGER REFERENCES worker (id),
      team INTEGER REFERENCES team (id),
      worker INTEGER REFERENCES worker (id),
      allocated_on TEXT,
      closed_on TEXT,
      closure_reason TEXT,
      closure_words TEXT,
      transfer_in_conference TEXT,
      imported INTEGER NOT NULL CHECK (imported IN (0, 1)),
      is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((outcome IS NULL) = (decided_on IS NULL)),
      CHECK (closed_on IS NULL OR is_open = 0),
      CHECK (closed_on IS NULL OR closed_on >= received_on)
    )
    """,
    // One open episode a child; and the open episode of a child.
    "CREATE UNIQUE INDEX referral_one_open ON referral (child) WHERE is_open = 1",
    // All episodes of a child, in order: the child's page, re-referrals.
    "CREATE INDEX referral_child ON referral (child, received_on)",
    // What a team holds, and what nobody holds yet.
    "CREATE INDEX referral_team ON referral (is_open, team, worker)",
    // What a worker holds: my work.
    "CREATE INDEX referral_worker ON referral (worker) WHERE is_open = 1",
    // The referrals that a contact opened.
    "CREATE INDEX referral_contact ON referral (contact)",
    """
    CREATE TABLE referral_allocation (
      referral INTEGER NOT NULL REFERENCES referral (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      team INTEGER NOT NULL REFERENCES team (id),
      worker INTEGER REFERENCES worker (id),
      from_day TEXT NOT NULL CHECK (length(from_day) = 10),
      to_day TEXT,
      PRIMARY KEY (referral, position)
    )
    """,
  ]

  package static let tables =
    [
      DerivedTable("referral", key: ["id"]),
      DerivedTable("referral_allocation", key: ["referral", "position"]),
    ] + allocationTables

  package static func refusal(for constraint: String) -> Refusal? {
    guard constraint.contains("referral_one_open") || constraint.contains("referral.child")
    else { return nil }
    return Refusal(
      "referral.open-episode",
      "The child has an open referral already. New information belongs there")
  }

  package static func around(
    _ command: Referral.Command, on id: ReferralID, given referral: Referral?,
    in tx: any Transaction
  ) throws -> Referral.Around {
    switch command {
    case .open(let child, _, _, _, _):
      return Referral.Around(openEpisode: try openEpisode(of: child, in: tx))
    case .importRecord(let history):
      return Referral.Around(openEpisode: try openEpisode(of: history.child, in: tx))
    case .allocate(let team, let worker, _, _, let transfer):
      let kind = try TeamTable.line(team, in: tx)?.kind
      var member = false
      if let worker, let line = try WorkerTable.line(worker, in: tx) {
        member = line.team == team && line.leftOn == nil
      }
      return Referral.Around(
        teamHoldsChildren: kind?.holdsChildren ?? false, workerInTeam: member,
        receiving: try receiving(team: team, worker: worker, of: id, by: transfer, in: tx))
    case .involve(let worker, _, _):
      return Referral.Around(
        workerInTeam: try WorkerTable.line(worker, in: tx).map { $0.leftOn == nil } ?? false)
    case .close:
      let under: [AssessmentID] = try tx.rows(
        """
        SELECT DISTINCT a.id FROM assessment a
        JOIN assessment_child c ON c.assessment = a.id
        WHERE c.referral = \(id) AND a.status <> \(Assessment.Status.authorised.rawValue)
        ORDER BY a.id
        """
      ).map { try $0.id("id") }
      return Referral.Around(
        assessmentsUnderWay: under,
        earlyHelp: try referral.flatMap {
          try EarlyHelpTable.takingOver(from: id, of: $0.child, in: tx)
        })
    case .undoAllocation:
      return Referral.Around(
        receiving: .init(openTransfer: try TransferTable.open(of: [id], besides: nil, in: tx).first)
      )
    case .decide, .correctPrimaryNeed, .acceptAllocation, .declineAllocation, .endInvolvement:
      return Referral.Around()
    }
  }

  package static func save(
    _ referral: Referral, on id: ReferralID, after fact: Referral.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO referral (id, child, contact, received_on, source, primary_need, outcome,
        decision_reason, decided_on, decided_by, team, worker, allocated_on, closed_on,
        closure_reason, closure_words, transfer_in_conference, imported, is_open, version,
        recorded_at, recorded_by)
      VALUES (\(id), \(referral.child), \(referral.contact), \(referral.receivedOn),
        \(referral.source?.rawValue), \(referral.primaryNeed?.rawValue),
        \(referral.decision?.outcome.rawValue), \(referral.decision?.reason),
        \(referral.decision?.on), \(referral.decision?.by), \(referral.allocation?.team),
        \(referral.allocation?.worker), \(referral.allocation?.from), \(referral.closure?.on),
        \(referral.closure?.reason?.rawValue), \(referral.closure?.words),
        \(referral.transferInConference), \(referral.imported), \(referral.isOpen),
        \(entry.version), \(entry.recorded), \(entry.actor.description))
      ON CONFLICT (id) DO UPDATE SET primary_need = excluded.primary_need,
        outcome = excluded.outcome, decision_reason = excluded.decision_reason,
        decided_on = excluded.decided_on, decided_by = excluded.decided_by,
        team = excluded.team, worker = excluded.worker, allocated_on = excluded.allocated_on,
        closed_on = excluded.closed_on, closure_reason = excluded.closure_reason,
        closure_words = excluded.closure_words, is_open = excluded.is_open,
        version = excluded.version
      """)
    switch fact {
    case .allocated(let allocation, _):
      try endAllocation(of: id, on: allocation.from, in: tx)
    case .closed(let closure, _): try endAllocation(of: id, on: closure.on, in: tx)
    case .decided(let decision, _, _):
      if !referral.isOpen { try endAllocation(of: id, on: decision.on, in: tx) }
    case .opened, .imported, .primaryNeedCorrected, .allocationAccepted, .allocationDeclined,
      .allocationUndone, .involved, .involvementEnded:
      break
    }
    try saveHolding(referral, on: id, after: fact, in: tx)
  }

  /// With the referral's closure, the early help that somebody has accepted to lead begins (A7): in the
  /// same transaction, so that the child is never with neither.
  package static func aftermath(
    of fact: Referral.Fact, on id: ReferralID, now referral: Referral, as act: Act,
    in tx: any Transaction
  ) throws -> [Consequence] {
    switch fact {
    case .closed, .decided:
      if referral.isOpen { return [] }
    case .opened, .imported, .primaryNeedCorrected, .allocated, .allocationAccepted,
      .allocationDeclined, .allocationUndone, .involved, .involvementEnded:
      return []
    }
    guard let help = try EarlyHelpTable.takingOver(from: id, of: referral.child, in: tx),
      help.status == .accepted
    else { return [] }
    return [.earlyHelp(help.id, .begin(id))]
  }

  static func endAllocation(
    of id: ReferralID, on day: Day, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      UPDATE referral_allocation SET to_day = \(day) WHERE referral = \(id) AND to_day IS NULL
      """)
  }

  /// The child's open episode, if any.
  package static func openEpisode(
    of child: PersonID, in tx: any Transaction
  ) throws -> ReferralID? {
    try tx.row("SELECT id FROM referral WHERE child IN \(records: child) AND is_open = 1")?.id("id")
  }

  /// The open episodes of several people, by the number asked for.
  package static func openEpisodes(
    of people: [PersonID], in tx: any Transaction
  ) throws -> [PersonID: ReferralID] {
    var open: [PersonID: ReferralID] = [:]
    for row in try tx.rows(
      """
      SELECT v.record, r.id FROM person_record v JOIN person_record w ON w.person = v.person
      JOIN referral r ON r.child = w.record AND r.is_open = 1
      WHERE v.record IN (\(list: people))
      """)
    {
      open[try row.id("record")] = try row.id("id")
    }
    return open
  }
}
