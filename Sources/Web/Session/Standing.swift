import Domain
import Store

/// How people's records stand on a day, as far as the access policy asks: read in the same
/// transaction that writes its answer down.
enum Standing {
  /// One for each person, in the order given. A person who is not on the record has none.
  static func records(
    _ tx: any Transaction, _ people: [PersonID], now: Instant
  ) throws -> [Record] {
    try people.compactMap { try record(tx, $0, now) }
  }

  private static func record(
    _ tx: any Transaction, _ person: PersonID, _ now: Instant
  ) throws -> Record? {
    let row = try tx.row(
      "SELECT restriction, restriction_owner FROM person WHERE id = \(person)")
    guard let row else { return nil }
    let referrals = try tx.rows(
      "SELECT team, worker FROM referral WHERE child = \(person) AND is_open = 1")
    let teams = try referrals.compactMap { try $0.idIfAny("team", of: Team.self) }
    let workers = try referrals.compactMap { try $0.idIfAny("worker", of: Worker.self) }
    let restriction = try restriction(tx, person, row)
    var opened: Set<WorkerID> = []
    if case .locked = restriction { opened = try PersonTable.opened(person, at: now, in: tx) }
    return Record(
      person: person, restriction: restriction, workers: Set(workers),
      teams: Set(teams), open: !referrals.isEmpty,
      ask: try whomToAsk(tx, owner: row.idIfAny("restriction_owner"), team: teams.first),
      owner: try row.idIfAny("restriction_owner"), opened: opened)
  }

  private static func restriction(
    _ tx: any Transaction, _ person: PersonID, _ row: Row
  ) throws -> Record.Restriction {
    guard let level = try row.codeIfAny("restriction", of: Person.Restriction.Level.self) else {
      return .none
    }
    let named = Set(
      try tx.rows("SELECT worker FROM person_restriction WHERE person = \(person)").map {
        try $0.id("worker", of: Worker.self)
      })
    switch level {
    case .locked: return .locked(named)
    case .hidden: return .hidden(named)
    }
  }

  /// The owner of a restriction by name; else the manager of the team that has the work.
  private static func whomToAsk(
    _ tx: any Transaction, owner: WorkerID?, team: TeamID?
  ) throws -> String? {
    if let owner, let line = try WorkerTable.line(owner, in: tx) {
      return line.leftOn == nil ? line.name : "a records officer"
    }
    if let team, let line = try TeamTable.line(team, in: tx) {
      return "the team manager of \(line.name)"
    }
    return nil
  }
}

extension Context {
  /// Throws ``NotHere`` for a number that is nobody's.
  package func exists(_ person: PersonID) async throws {
    guard try await read({ try $0.exists("SELECT id FROM person WHERE id = \(person)") }) else {
      throw NotHere()
    }
  }
}
