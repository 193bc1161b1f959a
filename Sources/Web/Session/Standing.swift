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
    // Everything that was written about the person, in whichever of their records.
    let merged = try PersonRecords.all(of: [person], in: tx)
    guard !merged.isEmpty else { return nil }
    let referrals = try tx.rows(
      "SELECT team, worker FROM referral WHERE child IN \(records: person) AND is_open = 1")
    let teams = try referrals.compactMap { try $0.idIfAny("team", of: Team.self) }
    let workers = try referrals.compactMap { try $0.idIfAny("worker", of: Worker.self) }
    // Who works with the child beside the holder works with the child.
    let beside: [WorkerID] = try tx.rows(
      """
      SELECT i.worker FROM referral_involvement i
      JOIN referral r ON r.id = i.referral AND r.is_open = 1
      WHERE r.child IN \(records: person) AND i.to_day IS NULL
      """
    ).map { try $0.id("worker") }
    let (restriction, owner) = try restriction(tx, person)
    var opened: Set<WorkerID> = []
    if case .locked = restriction { opened = try PersonTable.opened(person, at: now, in: tx) }
    return Record(
      person: person, merged: Set(merged), restriction: restriction,
      workers: Set(workers).union(beside),
      teams: Set(teams), open: !referrals.isEmpty,
      ask: try whomToAsk(tx, owner: owner, team: teams.first), owner: owner, opened: opened)
  }

  /// What closes one record of the person closes all: only who is named in each restriction passes,
  /// and hidden is the stricter.
  private static func restriction(
    _ tx: any Transaction, _ person: PersonID
  ) throws -> (Record.Restriction, owner: WorkerID?) {
    let restricted = try tx.rows(
      """
      SELECT id, restriction, restriction_owner FROM person
      WHERE id IN \(records: person) AND restriction IS NOT NULL ORDER BY id
      """)
    guard let first = restricted.first else { return (.none, nil) }
    var isHidden = false
    var named: Set<WorkerID>?
    for row in restricted {
      let record: PersonID = try row.id("id")
      let level: Person.Restriction.Level = try row.code("restriction")
      if level == .hidden { isHidden = true }
      let workers = Set(
        try tx.rows("SELECT worker FROM person_restriction WHERE person = \(record)").map {
          try $0.id("worker", of: Worker.self)
        })
      named = named.map { $0.intersection(workers) } ?? workers
    }
    let passes = named ?? []
    return (isHidden ? .hidden(passes) : .locked(passes), try first.id("restriction_owner"))
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
