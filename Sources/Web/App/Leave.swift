import Domain
import Store

extension Context {
  /// Asks the policy, writes the answer to the access log, and throws ``Denial`` where it is no: the
  /// worker then sees whom to ask, or a page that is not there where the record is hidden.
  ///
  /// Call it first in every handler that shows or changes a record. What comes back from it has been
  /// logged, durably, before the first byte leaves.
  ///
  /// - Parameters:
  ///   - people: everybody the record is about. It stands only when it stands for each of them.
  ///   - record: the record, where it is more than the person: `FactStream(contactID)`.
  ///   - fromPolice: the record came from the police.
  package func may(
    _ deed: Deed, about people: [PersonID] = [], record: FactStream? = nil, fromPolice: Bool = false
  ) async throws {
    let viewer = viewer
    let (today, now) = (today, now)
    let needsRecord = !people.isEmpty || record != nil
    if !needsRecord, !deed.opensRecord, can(deed) { return }
    let access = self.access
    let verdict = try await house.database.write { tx -> Verdict in
      var records: [Record] = []
      if needsRecord {
        records = try Standing.records(tx, people, now: now).map {
          $0.with(fromPolice: fromPolice)
        }
        // A record about nobody known yet: nobody has it, everybody at the door may.
        if records.isEmpty { records = [Record(fromPolice: fromPolice)] }
      }
      let verdict = May.decide(deed, by: viewer, about: records, today: today)
      try AccessLogTable.append(
        tx, access(deed, people, record?.description, verdict.isAllowed, verdict.rule))
      return verdict
    }
    switch verdict {
    case .allowed: try await net.hold(people, in: house.database)
    case .refused(let denial): throw denial
    }
  }

  package func may(
    _ deed: Deed, about person: PersonID, record: FactStream? = nil
  ) async throws {
    try await may(deed, about: [person], record: record)
  }

  /// Whether the worker's roles allow a deed that is about no record. Writes nothing: for showing or
  /// leaving out a link.
  package func can(_ deed: Deed) -> Bool {
    May.decide(deed, by: viewer, today: today).isAllowed
  }

  /// Whether the worker may do it to this record, as read before. Writes nothing: for showing or
  /// leaving out a button on a page that was itself allowed and logged.
  package func can(_ deed: Deed, about records: [Record]) -> Bool {
    May.decide(deed, by: viewer, about: records, today: today).isAllowed
  }

  /// How these people's records stand: restriction, who works with them. For ``can(_:about:)`` and
  /// for leaving closed records out of lists.
  package func standing(of people: [PersonID]) async throws -> [Record] {
    let now = now
    return try await house.database.read { try Standing.records($0, people, now: now) }
  }

  /// Writes to the access log that these people were shown in a list: a search, a team's children.
  package func showed(_ people: [PersonID], by deed: Deed) async throws {
    guard !people.isEmpty else { return }
    let access = self.access
    try await house.database.write { tx in
      try AccessLogTable.append(tx, access(deed, people, nil, true, "list"))
    }
    try await net.hold(people, in: house.database)
  }

  private var access: @Sendable (Deed, [PersonID], String?, Bool, String) -> Access {
    let (now, worker, request) = (now, worker, requestID)
    return { deed, people, record, allowed, rule in
      Access(
        at: now, worker: worker, deed: deed, people: people, record: record, allowed: allowed,
        rule: rule, request: request)
    }
  }
}

extension Record {
  func with(fromPolice: Bool) -> Record {
    Record(
      person: person, merged: merged, restriction: restriction, workers: workers, teams: teams,
      open: open, fromPolice: fromPolice, ask: ask, owner: owner, opened: opened)
  }
}
