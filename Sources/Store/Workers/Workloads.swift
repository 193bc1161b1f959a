import Domain

/// What is agreed with workers and what teams may lead, from which days on.
extension WorkerTable {
  package static let workloadSchema = [
    """
    CREATE TABLE worker_hours (
      worker INTEGER NOT NULL REFERENCES worker (id),
      from_day TEXT NOT NULL CHECK (length(from_day) = 10),
      percent INTEGER NOT NULL CHECK (percent BETWEEN 10 AND 100),
      PRIMARY KEY (worker, from_day)
    )
    """,
    """
    CREATE TABLE worker_programme (
      worker INTEGER PRIMARY KEY REFERENCES worker (id),
      from_day TEXT NOT NULL CHECK (length(from_day) = 10),
      to_day TEXT NOT NULL CHECK (length(to_day) = 10),
      cap INTEGER NOT NULL CHECK (cap > 0)
    )
    """,
    """
    CREATE TABLE worker_away (
      worker INTEGER NOT NULL REFERENCES worker (id),
      from_day TEXT NOT NULL CHECK (length(from_day) = 10),
      to_day TEXT NOT NULL CHECK (length(to_day) = 10),
      words TEXT NOT NULL,
      PRIMARY KEY (worker, from_day),
      CHECK (to_day >= from_day)
    )
    """,
    """
    CREATE TABLE worker_language (
      worker INTEGER NOT NULL REFERENCES worker (id),
      language TEXT NOT NULL,
      PRIMARY KEY (worker, language)
    )
    """,
    """
    CREATE TABLE team_remit (
      team INTEGER NOT NULL REFERENCES team (id),
      from_day TEXT NOT NULL CHECK (length(from_day) = 10),
      leads TEXT NOT NULL,
      words TEXT NOT NULL CHECK (words <> ''),
      PRIMARY KEY (team, from_day)
    )
    """,
  ]

  static let workloadTables = [
    DerivedTable("worker_hours", key: ["worker", "from_day"]),
    DerivedTable("worker_programme", key: ["worker"]),
    DerivedTable("worker_away", key: ["worker", "from_day"]),
    DerivedTable("worker_language", key: ["worker", "language"]),
  ]

  static func saveWorkload(
    of worker: Worker, on id: WorkerID, after fact: Worker.Fact, in tx: any Transaction
  ) throws {
    switch fact {
    case .hoursSet(let hours):
      try tx.run(
        """
        INSERT INTO worker_hours (worker, from_day, percent)
        VALUES (\(id), \(hours.from), \(hours.percent))
        ON CONFLICT (worker, from_day) DO UPDATE SET percent = excluded.percent
        """)
    case .programmeSet(let programme, _):
      try tx.run("DELETE FROM worker_programme WHERE worker = \(id)")
      guard let programme else { return }
      try tx.run(
        """
        INSERT INTO worker_programme (worker, from_day, to_day, cap)
        VALUES (\(id), \(programme.from), \(programme.to), \(programme.cap))
        """)
    case .awaySet, .backEarly:
      try tx.run("DELETE FROM worker_away WHERE worker = \(id)")
      for away in worker.workload.away {
        try tx.run(
          """
          INSERT INTO worker_away (worker, from_day, to_day, words)
          VALUES (\(id), \(away.from), \(away.to), \(away.words))
          """)
      }
    case .languagesSet(let languages, _):
      try tx.run("DELETE FROM worker_language WHERE worker = \(id)")
      for language in Set(languages).sorted() {
        try tx.run(
          "INSERT INTO worker_language (worker, language) VALUES (\(id), \(language))")
      }
    case .joined, .rolesChanged, .moved, .registered, .conflictDeclared, .conflictWithdrawn, .left:
      break
    }
  }

  /// What is agreed with workers, in four queries whatever their number.
  package static func workloads(
    of worker: WorkerID? = nil, in tx: any Transaction
  ) throws -> [WorkerID: Worker.Workload] {
    var all: [WorkerID: Worker.Workload] = [:]
    let only: SQL = worker.map { "WHERE worker = \($0)" } ?? ""
    for row in try tx.rows("SELECT worker, from_day, percent FROM worker_hours \(only)") {
      all[try row.id("worker"), default: .init()].hours.append(
        .init(percent: try row.int("percent"), from: try row.day("from_day")))
    }
    for row in try tx.rows("SELECT worker, from_day, to_day, cap FROM worker_programme \(only)") {
      all[try row.id("worker"), default: .init()].programme = .init(
        from: try row.day("from_day"), to: try row.day("to_day"), cap: try row.int("cap"))
    }
    for row in try tx.rows(
      "SELECT worker, from_day, to_day, words FROM worker_away \(only) ORDER BY worker, from_day")
    {
      all[try row.id("worker"), default: .init()].away.append(
        .init(
          from: try row.day("from_day"), to: try row.day("to_day"), words: try row.text("words")))
    }
    for row in try tx.rows(
      "SELECT worker, language FROM worker_language \(only) ORDER BY worker, language")
    {
      all[try row.id("worker"), default: .init()].languages.append(try row.text("language"))
    }
    return all
  }
}

extension TeamTable {
  static func saveRemit(
    _ remit: Team.Remit, of id: TeamID, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO team_remit (team, from_day, leads, words)
      VALUES (\(id), \(remit.from), \(remit.leads.map(\.rawValue).joined(separator: ",")),
        \(remit.words))
      ON CONFLICT (team, from_day) DO UPDATE SET leads = excluded.leads, words = excluded.words
      """)
  }

  /// A team with its remits; nil where there is none of that number.
  package static func whole(_ id: TeamID, in tx: any Transaction) throws -> Team? {
    guard let line = try line(id, in: tx) else { return nil }
    return Team(
      name: line.name, kind: line.kind,
      remits: try tx.rows(
        "SELECT from_day, leads, words FROM team_remit WHERE team = \(id) ORDER BY from_day"
      ).map { row in
        Team.Remit(
          leads: try row.text("leads").split(separator: ",").compactMap {
            Team.Lead(rawValue: String($0))
          }, from: try row.day("from_day"), words: try row.text("words"))
      })
  }
}
