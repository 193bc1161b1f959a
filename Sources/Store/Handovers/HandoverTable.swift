import Domain

extension Handover: Kept { package typealias Table = HandoverTable }

/// What goes over between day and night, as it stands: alerts for the night, what happened in one,
/// and what the morning has and has not taken over.
package enum HandoverTable: NounTable {
  package typealias N = Handover

  package static let schema = [
    """
    CREATE TABLE handover (
      id INTEGER PRIMARY KEY,
      child INTEGER REFERENCES person (id),
      who TEXT,
      what TEXT,
      what_to_do TEXT,
      ring TEXT,
      from_at TEXT CHECK (length(from_at) = 24),
      until_at TEXT CHECK (length(until_at) = 24),
      begun_by INTEGER REFERENCES worker (id),
      begun_at TEXT NOT NULL CHECK (length(begun_at) = 24),
      closed_by INTEGER REFERENCES worker (id),
      closed_at TEXT CHECK (length(closed_at) = 24),
      close_reason TEXT,
      version INTEGER NOT NULL CHECK (version > 0),
      CHECK (child IS NOT NULL OR who IS NOT NULL),
      CHECK ((what IS NULL) = (until_at IS NULL))
    )
    """,
    // What goes over about a child.
    "CREATE INDEX handover_child ON handover (child)",
    // What the night is told.
    "CREATE INDEX handover_until ON handover (until_at) WHERE closed_at IS NULL",
    """
    CREATE TABLE handover_acknowledged (
      handover INTEGER NOT NULL REFERENCES handover (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      worker INTEGER NOT NULL REFERENCES worker (id),
      at TEXT NOT NULL CHECK (length(at) = 24),
      PRIMARY KEY (handover, position)
    )
    """,
    """
    CREATE TABLE handover_action (
      handover INTEGER NOT NULL REFERENCES handover (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      kind TEXT NOT NULL,
      at TEXT NOT NULL CHECK (length(at) = 24),
      words TEXT NOT NULL CHECK (words <> ''),
      outcome TEXT NOT NULL,
      instead TEXT,
      took_part TEXT,
      worker INTEGER REFERENCES worker (id),
      PRIMARY KEY (handover, position),
      CHECK (outcome <> 'accommodationPrevented' OR instead <> '')
    )
    """,
    // What happened in a night.
    "CREATE INDEX handover_action_at ON handover_action (at)",
    """
    CREATE TABLE handover_need (
      handover INTEGER NOT NULL REFERENCES handover (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      words TEXT NOT NULL CHECK (words <> ''),
      team INTEGER REFERENCES team (id),
      worker INTEGER REFERENCES worker (id),
      passed_at TEXT NOT NULL CHECK (length(passed_at) = 24),
      passed_by INTEGER REFERENCES worker (id),
      due_at TEXT NOT NULL CHECK (length(due_at) = 24),
      accepted_by INTEGER REFERENCES worker (id),
      accepted_at TEXT CHECK (length(accepted_at) = 24),
      close_reason TEXT,
      PRIMARY KEY (handover, position),
      CHECK (team IS NOT NULL OR worker IS NOT NULL),
      CHECK ((accepted_by IS NULL) = (accepted_at IS NULL)),
      CHECK (accepted_by IS NULL OR close_reason IS NULL)
    )
    """,
    // What nobody has taken over yet, and what a night passed on.
    """
    CREATE INDEX handover_need_open ON handover_need (due_at)
    WHERE accepted_by IS NULL AND close_reason IS NULL
    """,
    "CREATE INDEX handover_need_passed ON handover_need (passed_at)",
    """
    CREATE TABLE handover_chase (
      handover INTEGER NOT NULL,
      need INTEGER NOT NULL,
      position INTEGER NOT NULL CHECK (position >= 0),
      words TEXT NOT NULL,
      worker INTEGER REFERENCES worker (id),
      at TEXT NOT NULL CHECK (length(at) = 24),
      PRIMARY KEY (handover, need, position),
      FOREIGN KEY (handover, need) REFERENCES handover_need (handover, position)
    )
    """,
  ]

  package static let tables = [
    DerivedTable("handover", key: ["id"]),
    DerivedTable("handover_acknowledged", key: ["handover", "position"]),
    DerivedTable("handover_action", key: ["handover", "position"]),
    DerivedTable("handover_need", key: ["handover", "position"]),
    DerivedTable("handover_chase", key: ["handover", "need", "position"]),
  ]

  package static func around(
    _ command: Handover.Command, on id: HandoverID, given handover: Handover?,
    in tx: any Transaction
  ) throws -> Handover.Around {
    var around = Handover.Around()
    let to: Handover.Addressee
    switch command {
    case .log(_, _, .some(let passing), _): to = passing.to
    case .pass(_, let addressee, _): to = addressee
    case .raise, .log, .acknowledge, .act, .accept, .chase, .close: return around
    }
    var team: TeamID?
    switch to {
    case .team(let id): team = id
    case .worker(let worker):
      let line = try WorkerTable.line(worker, in: tx)
      team = line?.team
      around.workersTeam = team
      around.hasLeft = line?.leftOn != nil
    }
    if let team { around.team = try TeamTable.line(team, in: tx)?.kind }
    return around
  }

  package static func save(
    _ handover: Handover, on id: HandoverID, after fact: Handover.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    let warning = handover.warning
    try tx.run(
      """
      INSERT INTO handover (id, child, who, what, what_to_do, ring, from_at, until_at, begun_by,
        begun_at, closed_by, closed_at, close_reason, version)
      VALUES (\(id), \(handover.child), \(handover.about.who), \(warning?.what), \(warning?.act),
        \(warning?.ring), \(warning?.from), \(warning?.until), \(handover.begun.by),
        \(handover.begun.at), \(handover.closed?.by), \(handover.closed?.at),
        \(handover.closed?.words), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET closed_by = excluded.closed_by,
        closed_at = excluded.closed_at, close_reason = excluded.close_reason,
        version = excluded.version
      """)
    switch fact {
    case .raised: break
    case .happened, .acted: try saveLastAction(of: handover, on: id, in: tx)
    case .acknowledged(_, let signed):
      try tx.run(
        """
        INSERT INTO handover_acknowledged (handover, position, worker, at)
        VALUES (\(id), \(handover.acknowledged.count - 1), \(signed.by), \(signed.at))
        """)
    case .passed, .accepted, .closed: try saveLastNeed(of: handover, on: id, in: tx)
    case .chased(_, let chase):
      guard let need = handover.needs.last else { return }
      try tx.run(
        """
        INSERT INTO handover_chase (handover, need, position, words, worker, at)
        VALUES (\(id), \(handover.needs.count - 1), \(need.chases.count - 1), \(chase.words),
          \(chase.by), \(chase.at))
        """)
    }
  }

  private static func saveLastAction(
    of handover: Handover, on id: HandoverID, in tx: any Transaction
  ) throws {
    guard let action = handover.actions.last else { return }
    try tx.run(
      """
      INSERT INTO handover_action
        (handover, position, kind, at, words, outcome, instead, took_part, worker)
      VALUES (\(id), \(handover.actions.count - 1), \(action.kind.rawValue), \(action.at),
        \(action.words), \(action.outcome.rawValue), \(action.instead), \(action.tookPart),
        \(action.by))
      """)
  }

  private static func saveLastNeed(
    of handover: Handover, on id: HandoverID, in tx: any Transaction
  ) throws {
    guard let passed = handover.needs.last else { return }
    let need = passed.need
    try tx.run(
      """
      INSERT INTO handover_need (handover, position, words, team, worker, passed_at, passed_by,
        due_at, accepted_by, accepted_at, close_reason)
      VALUES (\(id), \(handover.needs.count - 1), \(need.words), \(need.team), \(need.worker),
        \(need.at), \(need.by), \(need.due), \(passed.accepted?.by), \(passed.accepted?.at),
        \(passed.closed?.words))
      ON CONFLICT (handover, position) DO UPDATE SET words = excluded.words, team = excluded.team,
        worker = excluded.worker, passed_at = excluded.passed_at, passed_by = excluded.passed_by,
        due_at = excluded.due_at, accepted_by = excluded.accepted_by,
        accepted_at = excluded.accepted_at, close_reason = excluded.close_reason
      """)
  }
}
