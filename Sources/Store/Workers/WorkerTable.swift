import Domain

extension Worker: Kept { package typealias Table = WorkerTable }

/// Workers as they are: role, team, registration, declared conflicts.
package enum WorkerTable: NounTable {
  package typealias N = Worker

  package static let schema = [
    """
    CREATE TABLE worker (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      team INTEGER REFERENCES team (id),
      registration_number TEXT,
      registered_from TEXT,
      registered_to TEXT,
      left_on TEXT
    )
    """,
    // Who is in a team: allocation and the team page.
    "CREATE INDEX worker_team ON worker (team)",
    """
    CREATE TABLE worker_role (
      worker INTEGER NOT NULL REFERENCES worker (id),
      role TEXT NOT NULL,
      PRIMARY KEY (worker, role)
    )
    """,
    """
    CREATE TABLE worker_conflict (
      worker INTEGER NOT NULL REFERENCES worker (id),
      person INTEGER NOT NULL,
      PRIMARY KEY (worker, person)
    )
    """,
  ]
  package static let tables =
    [
      DerivedTable("worker", key: ["id"]),
      DerivedTable("worker_role", key: ["worker", "role"]),
      DerivedTable("worker_conflict", key: ["worker", "person"]),
    ] + workloadTables

  package static func around(
    _ command: Worker.Command, on id: WorkerID, given worker: Worker?, in tx: any Transaction
  ) throws -> Worker.Around {
    switch command {
    case .leave, .move:
      return Worker.Around(
        holds: try tx.rows(
          "SELECT id FROM referral WHERE worker = \(id) AND is_open = 1 ORDER BY id"
        ).map { try $0.id("id") })
    case .join, .changeRoles, .register, .declareConflict, .withdrawConflict, .setHours,
      .setProgramme, .setAway, .comeBack, .setLanguages:
      return Worker.Around()
    }
  }

  package static func save(
    _ worker: Worker, on id: WorkerID, after fact: Worker.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO worker
        (id, name, team, registration_number, registered_from, registered_to, left_on)
      VALUES (\(id), \(worker.name), \(worker.team), \(worker.registration?.number),
        \(worker.registration?.from), \(worker.registration?.to), \(worker.leftOn))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, team = excluded.team,
        registration_number = excluded.registration_number,
        registered_from = excluded.registered_from, registered_to = excluded.registered_to,
        left_on = excluded.left_on
      """)
    switch fact {
    case .joined, .rolesChanged:
      try tx.run("DELETE FROM worker_role WHERE worker = \(id)")
      for role in worker.roles.sorted() {
        try tx.run("INSERT INTO worker_role (worker, role) VALUES (\(id), \(role.rawValue))")
      }
    case .conflictDeclared(let person, _):
      try tx.run("INSERT INTO worker_conflict (worker, person) VALUES (\(id), \(person))")
    case .conflictWithdrawn(let person, _, _):
      try tx.run("DELETE FROM worker_conflict WHERE worker = \(id) AND person = \(person)")
    case .moved, .registered, .left: break
    case .hoursSet, .programmeSet, .awaySet, .backEarly, .languagesSet:
      try saveWorkload(of: worker, on: id, after: fact, in: tx)
    }
  }

  /// A worker as pages and policy need one.
  package struct Line: Sendable {
    package let id: WorkerID
    package let name: String
    package let roles: Set<Role>
    package let team: TeamID?
    package let teamName: String?
    package let registration: Worker.Registration?
    package let conflicts: Set<PersonID>
    package let leftOn: Day?

    /// The worker as an actor on a day.
    package func actor(on day: Day) -> Actor {
      Actor(
        .worker(id), roles: roles, team: team, registered: registration?.holds(on: day) ?? false)
    }
  }

  package static func line(_ id: WorkerID, in tx: any Transaction) throws -> Line? {
    try lines("WHERE w.id = \(id)", in: tx).first
  }

  /// Those who have not left, by name.
  package static func all(in tx: any Transaction) throws -> [Line] {
    try lines("WHERE w.left_on IS NULL", in: tx)
  }

  package static func of(team: TeamID, in tx: any Transaction) throws -> [Line] {
    try lines("WHERE w.left_on IS NULL AND w.team = \(team)", in: tx)
  }

  /// Names by number, for pages that show who did what.
  package static func names(in tx: any Transaction) throws -> [WorkerID: String] {
    var names: [WorkerID: String] = [:]
    for row in try tx.rows("SELECT id, name FROM worker") {
      names[try row.id("id")] = try row.text("name")
    }
    return names
  }

  private static func lines(_ condition: SQL, in tx: any Transaction) throws -> [Line] {
    try tx.rows(
      """
      SELECT w.id, w.name, w.team, t.name AS team_name, w.registration_number,
        w.registered_from, w.registered_to, w.left_on
      FROM worker w LEFT JOIN team t ON t.id = w.team \(condition) ORDER BY w.name, w.id
      """
    ).map { row in
      let id: WorkerID = try row.id("id")
      let roles = try tx.rows("SELECT role FROM worker_role WHERE worker = \(id)").map {
        try $0.code("role", of: Role.self)
      }
      let conflicts: [PersonID] = try tx.rows(
        "SELECT person FROM worker_conflict WHERE worker = \(id)"
      ).map { try $0.id("person") }
      var registration: Worker.Registration?
      if let number = try row.textIfAny("registration_number") {
        registration = Worker.Registration(
          number: number, from: try row.day("registered_from"), to: try row.day("registered_to"))
      }
      return Line(
        id: id, name: try row.text("name"), roles: Set(roles), team: try row.idIfAny("team"),
        teamName: try row.textIfAny("team_name"), registration: registration,
        conflicts: Set(conflicts), leftOn: try row.dayIfAny("left_on"))
    }
  }
}
