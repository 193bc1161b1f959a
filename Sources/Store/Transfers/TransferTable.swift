import Domain

extension Transfer: Kept {
  package typealias Table = TransferTable

  package static func consequences(
    of fact: Fact, on id: TransferID, now transfer: Transfer
  ) -> [Consequence] {
    Consequences.of(fact, on: id, now: transfer)
  }
}

/// Transfers between teams as they stand: what was asked, who answered, what was decided.
package enum TransferTable: NounTable {
  package typealias N = Transfer

  package static let schema = [
    """
    CREATE TABLE transfer (
      id INTEGER PRIMARY KEY,
      from_team INTEGER NOT NULL REFERENCES team (id),
      to_team INTEGER NOT NULL REFERENCES team (id),
      status TEXT NOT NULL CHECK (status IN
        ('asked', 'returned', 'escalated', 'accepted', 'stays', 'withdrawn')),
      reason TEXT NOT NULL CHECK (reason <> ''),
      summary TEXT NOT NULL CHECK (summary <> ''),
      outstanding TEXT NOT NULL CHECK (outstanding <> ''),
      family_told TEXT NOT NULL CHECK (family_told <> ''),
      joint_visit TEXT CHECK (length(joint_visit) = 10),
      no_joint_visit TEXT,
      begun_on TEXT NOT NULL CHECK (length(begun_on) = 10),
      asked_on TEXT NOT NULL CHECK (length(asked_on) = 10),
      asked_by INTEGER REFERENCES worker (id),
      answered_on TEXT CHECK (length(answered_on) = 10),
      answered_by INTEGER REFERENCES worker (id),
      answer TEXT,
      worker INTEGER REFERENCES worker (id),
      judge INTEGER REFERENCES worker (id),
      escalated_on TEXT CHECK (length(escalated_on) = 10),
      escalated_by INTEGER REFERENCES worker (id),
      escalated_because TEXT,
      decided_on TEXT CHECK (length(decided_on) = 10),
      sentence TEXT,
      withdrawn_on TEXT CHECK (length(withdrawn_on) = 10),
      withdrawn_by INTEGER REFERENCES worker (id),
      withdrawn_because TEXT,
      version INTEGER NOT NULL CHECK (version > 0),
      CHECK (from_team <> to_team),
      CHECK (joint_visit IS NOT NULL OR no_joint_visit IS NOT NULL),
      CHECK ((judge IS NULL) = (escalated_on IS NULL)),
      CHECK (status <> 'escalated' OR judge IS NOT NULL),
      CHECK (status <> 'stays' OR sentence <> '')
    )
    """,
    // What waits for a team's answer, the oldest first; and what a team asked for.
    "CREATE INDEX transfer_to ON transfer (status, to_team)",
    "CREATE INDEX transfer_from ON transfer (status, from_team)",
    """
    CREATE TABLE transfer_child (
      transfer INTEGER NOT NULL REFERENCES transfer (id),
      referral INTEGER NOT NULL REFERENCES referral (id),
      child INTEGER NOT NULL REFERENCES person (id),
      PRIMARY KEY (transfer, referral)
    )
    """,
    // The transfers of an episode, and of a child.
    "CREATE INDEX transfer_child_referral ON transfer_child (referral)",
    "CREATE INDEX transfer_child_child ON transfer_child (child)",
  ]

  package static let tables = [
    DerivedTable("transfer", key: ["id"]),
    DerivedTable("transfer_child", key: ["transfer", "referral"]),
  ]

  package static func around(
    _ command: Transfer.Command, on id: TransferID, given transfer: Transfer?,
    in tx: any Transaction
  ) throws -> Transfer.Around {
    var around = Transfer.Around()
    switch command {
    case .ask(let asking):
      let referrals = asking.children.map(\.referral)
      around.holders = try holders(of: asking.children, in: tx)
      around.open = try open(of: referrals, besides: nil, in: tx)
      let team = try TeamTable.whole(asking.to, in: tx)
      around.toHoldsChildren = team?.kind.holdsChildren ?? false
      let kinds = try referrals.map { try ReferralTable.kindOfWork(of: $0, in: tx) }
      around.receiving = Referral.Receiving(team: team, kind: kinds.max() ?? .beginning)
      around.isForDisabled = try tx.exists(
        """
        SELECT 1 FROM referral WHERE id IN (\(list: referrals))
          AND primary_need = \(PrimaryNeed.childsDisability.rawValue)
        """)
    case .accept, .decide:
      around.holders = try transfer.map { try holders(of: $0.asking.children, in: tx) } ?? [:]
    case .escalate(let to, _):
      if let line = try WorkerTable.line(to, in: tx), line.leftOn == nil {
        around.judge = .init(roles: line.roles, team: line.team)
      }
    case .sendBack, .askAgain, .withdraw: break
    }
    return around
  }

  /// The team that has each child, where the episode is open and is that child's.
  private static func holders(
    of children: [Transfer.Child], in tx: any Transaction
  ) throws -> [ReferralID: TeamID] {
    var holders: [ReferralID: TeamID] = [:]
    for child in children {
      let row = try tx.row(
        """
        SELECT team FROM referral WHERE id = \(child.referral) AND is_open = 1
          AND child IN \(records: child.person)
        """)
      if let team: TeamID = try row?.idIfAny("team") { holders[child.referral] = team }
    }
    return holders
  }

  /// Transfers of these episodes that nobody has accepted or ended.
  package static func open(
    of referrals: [ReferralID], besides other: TransferID?, in tx: any Transaction
  ) throws -> [TransferID] {
    try tx.rows(
      """
      SELECT DISTINCT t.id FROM transfer_child c JOIN transfer t ON t.id = c.transfer
      WHERE c.referral IN (\(list: referrals)) AND t.status IN ('asked', 'returned', 'escalated')
        AND t.id <> \(other?.number ?? 0) ORDER BY t.id
      """
    ).map { try $0.id("id") }
  }

  package static func save(
    _ transfer: Transfer, on id: TransferID, after fact: Transfer.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    let asking = transfer.asking
    let worker = transfer.decided.map(\.worker) ?? transfer.answered?.worker
    try tx.run(
      """
      INSERT INTO transfer (id, from_team, to_team, status, reason, summary, outstanding,
        family_told, joint_visit, no_joint_visit, begun_on, asked_on, asked_by, answered_on,
        answered_by, answer, worker, judge, escalated_on, escalated_by, escalated_because,
        decided_on, sentence, withdrawn_on, withdrawn_by, withdrawn_because, version)
      VALUES (\(id), \(asking.from), \(asking.to), \(transfer.status.rawValue), \(asking.reason),
        \(asking.summary), \(asking.outstanding), \(asking.familyTold), \(asking.jointVisit),
        \(asking.noJointVisit), \(asking.on), \(transfer.askedOn), \(asking.by),
        \(transfer.answered?.on), \(transfer.answered?.by), \(transfer.answered?.reason),
        \(worker), \(transfer.escalated?.to), \(transfer.escalated?.on),
        \(transfer.escalated?.by), \(transfer.escalated?.reason), \(transfer.decided?.on),
        \(transfer.decided?.sentence), \(transfer.withdrawn?.on), \(transfer.withdrawn?.by),
        \(transfer.withdrawn?.words), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, asked_on = excluded.asked_on,
        answered_on = excluded.answered_on, answered_by = excluded.answered_by,
        answer = excluded.answer, worker = excluded.worker, judge = excluded.judge,
        escalated_on = excluded.escalated_on, escalated_by = excluded.escalated_by,
        escalated_because = excluded.escalated_because, decided_on = excluded.decided_on,
        sentence = excluded.sentence, withdrawn_on = excluded.withdrawn_on,
        withdrawn_by = excluded.withdrawn_by, withdrawn_because = excluded.withdrawn_because,
        version = excluded.version
      """)
    guard case .asked = fact else { return }
    for child in asking.children {
      try tx.run(
        """
        INSERT INTO transfer_child (transfer, referral, child)
        VALUES (\(id), \(child.referral), \(child.person))
        """)
    }
  }
}
