import Domain

/// What the pages of a night read.
extension HandoverTable {
  /// One handover with all that came of it, and the names of who did it.
  package struct Whole: Sendable, Equatable {
    package let id: HandoverID
    package let child: PersonTable.Line?
    /// Whom it was about, where no record is named.
    package let who: String?
    package let warning: Handover.Warning?
    package let begunBy: String?
    package let begunAt: Instant
    package var acknowledged: [Acknowledged] = []
    /// In order of when they happened.
    package var actions: [Done] = []
    package var needs: [Needed] = []
    package let closed: (words: String, by: String?, at: Instant)?
    package let version: Int

    package var name: String { child?.name ?? who ?? "" }
    package var people: [PersonID] { [child?.id].compactMap { $0 } }
    package var open: Needed? { needs.last.flatMap { $0.isOpen ? $0 : nil } }

    /// Whether somebody has put their name to it in a night.
    package func isAcknowledged(in night: Night) -> Bool {
      acknowledged.contains { night.contains($0.at) }
    }

    package static func == (left: Whole, right: Whole) -> Bool {
      left.id == right.id && left.version == right.version
    }
  }

  package struct Acknowledged: Sendable, Equatable {
    package let worker: WorkerID
    package let by: String
    package let at: Instant
  }

  package struct Done: Sendable, Equatable {
    package let action: Handover.Action
    package let by: String?
  }

  /// Something the morning is to do, and how it stands.
  package struct Needed: Sendable, Equatable {
    package let need: Handover.Need
    package let passedBy: String?
    package let teamName: String?
    package let workerName: String?
    package let acceptedBy: String?
    package let acceptedAt: Instant?
    package let closeReason: String?
    package var chases: [Chased] = []

    package var isOpen: Bool { acceptedBy == nil && closeReason == nil }
    /// Whom it is for: `Leila Haddad, Assessment team East`.
    package var to: String {
      [workerName, teamName].compactMap { $0 }.joined(separator: ", ")
    }
    /// Whether this worker may put their name to it: as the handover itself decides.
    package func isFor(_ actor: Actor) -> Bool { need.isFor(actor) }
    package func isLate(at now: Instant) -> Bool { isOpen && now >= need.due }
  }

  package struct Chased: Sendable, Equatable {
    package let words: String
    package let by: String?
    package let at: Instant
  }

  package static func whole(_ id: HandoverID, in tx: any Transaction) throws -> Whole? {
    try read("h.id = \(id)", in: tx).first
  }

  /// What the night is told at a moment or later in it, those that end first on top; what nobody has
  /// acknowledged in it before all others.
  package static func told(
    to night: Night, at now: Instant, in tx: any Transaction
  ) throws -> [Whole] {
    try read(
      "h.until_at > \(now) AND h.from_at < \(night.ends) AND h.closed_at IS NULL", in: tx
    ).sorted { one, other in
      (one.isAcknowledged(in: night) ? 1 : 0, one.warning?.until ?? now, one.id)
        < (other.isAcknowledged(in: night) ? 1 : 0, other.warning?.until ?? now, other.id)
    }
  }

  /// What was told to a night, whatever became of it since.
  package static func told(during night: Night, in tx: any Transaction) throws -> [Whole] {
    try read(
      """
      h.until_at > \(night.starts) AND h.from_at < \(night.ends)
      AND h.begun_at < \(night.ends) AND (h.closed_at IS NULL OR h.closed_at > \(night.starts))
      """, in: tx)
  }

  /// Those in which something was done in a night.
  package static func happened(in night: Night, in tx: any Transaction) throws -> [Whole] {
    try read(
      """
      h.id IN (SELECT handover FROM handover_action
        WHERE at >= \(night.starts) AND at < \(night.ends))
      """, in: tx)
  }

  /// What nobody in the day service has taken over yet, the longest due first.
  package static func waiting(in tx: any Transaction) throws -> [Whole] {
    try read(
      """
      h.id IN (SELECT handover FROM handover_need
        WHERE accepted_by IS NULL AND close_reason IS NULL)
      """, in: tx
    ).sorted { one, other in
      (one.open?.need.due ?? one.begunAt, one.id) < (
        other.open?.need.due ?? other.begunAt, other.id
      )
    }
  }

  /// Of those, what this worker may put their name to.
  package static func waiting(
    for actor: Actor, in tx: any Transaction
  ) throws -> [Whole] {
    try waiting(in: tx).filter { $0.open?.isFor(actor) ?? false }
  }

  /// What a night passed to the morning, taken over or not.
  package static func passed(in night: Night, in tx: any Transaction) throws -> [Whole] {
    try read(
      """
      h.id IN (SELECT handover FROM handover_need
        WHERE passed_at >= \(night.starts) AND passed_at < \(night.ends))
      """, in: tx)
  }

  /// What went over about a child, newest first.
  package static func of(_ child: PersonID, in tx: any Transaction) throws -> [Whole] {
    try read("h.child IN \(records: child)", in: tx).reversed()
  }

  /// What the night is told about some people at a moment, by the number asked for.
  package static func inForce(
    about people: [PersonID], at now: Instant, in tx: any Transaction
  ) throws -> [PersonID: [Handover.Warning]] {
    guard !people.isEmpty else { return [:] }
    var found: [PersonID: [Handover.Warning]] = [:]
    for row in try tx.rows(
      """
      SELECT v.record AS about, h.child, h.what, h.what_to_do, h.ring, h.from_at, h.until_at
      FROM person_record v JOIN person_record w ON w.person = v.person
      JOIN handover h ON h.child = w.record
      WHERE v.record IN (\(list: people)) AND h.until_at > \(now) AND h.from_at <= \(now)
        AND h.closed_at IS NULL
      ORDER BY h.until_at, h.id
      """)
    {
      found[try row.id("about"), default: []].append(
        Handover.Warning(
          child: try row.id("child"), what: try row.text("what"), act: try row.text("what_to_do"),
          ring: try row.text("ring"), from: try row.instant("from_at"),
          until: try row.instant("until_at")))
    }
    return found
  }

  private static func read(_ condition: SQL, in tx: any Transaction) throws -> [Whole] {
    let names = try WorkerTable.names(in: tx)
    return try tx.rows(
      """
      SELECT h.id AS handover, h.child, h.who, h.what, h.what_to_do, h.ring, h.from_at, h.until_at,
        h.begun_by, h.begun_at, h.closed_by, h.closed_at, h.close_reason, h.version,
        p.id, p.given, p.family, p.stage, p.birth, p.birth_certainty, p.died_on
      FROM handover h LEFT JOIN person_of p ON p.record = h.child
      WHERE \(condition) ORDER BY h.begun_at, h.id
      """
    ).map { row in
      let id: HandoverID = try row.id("handover")
      func name(_ column: String) throws -> String? {
        try row.idIfAny(column, of: Worker.self).flatMap { names[$0] }
      }
      let child: PersonID? = try row.idIfAny("child")
      var warning: Handover.Warning?
      if let child, let what = try row.textIfAny("what") {
        warning = Handover.Warning(
          child: child, what: what, act: try row.text("what_to_do"), ring: try row.text("ring"),
          from: try row.instant("from_at"), until: try row.instant("until_at"))
      }
      var closed: (words: String, by: String?, at: Instant)?
      if let at = try row.instantIfAny("closed_at") {
        closed = (try row.text("close_reason"), try name("closed_by"), at)
      }
      var whole = Whole(
        id: id, child: try child.map { _ in try PersonTable.line(row) },
        who: try row.textIfAny("who"), warning: warning, begunBy: try name("begun_by"),
        begunAt: try row.instant("begun_at"), closed: closed, version: try row.int("version"))
      whole.acknowledged = try acknowledged(id, names, in: tx)
      whole.actions = try actions(of: id, names, in: tx)
      whole.needs = try needs(of: id, names, in: tx)
      return whole
    }
  }

  private static func acknowledged(
    _ id: HandoverID, _ names: [WorkerID: String], in tx: any Transaction
  ) throws -> [Acknowledged] {
    try tx.rows(
      "SELECT worker, at FROM handover_acknowledged WHERE handover = \(id) ORDER BY position"
    ).map { row in
      let worker: WorkerID = try row.id("worker")
      return Acknowledged(
        worker: worker, by: names[worker] ?? worker.description, at: try row.instant("at"))
    }
  }

  private static func actions(
    of id: HandoverID, _ names: [WorkerID: String], in tx: any Transaction
  ) throws -> [Done] {
    try tx.rows(
      """
      SELECT kind, at, words, outcome, instead, took_part, worker FROM handover_action
      WHERE handover = \(id) ORDER BY at, position
      """
    ).map { row in
      let by: WorkerID? = try row.idIfAny("worker")
      return Done(
        action: Handover.Action(
          kind: try row.code("kind"), at: try row.instant("at"), words: try row.text("words"),
          outcome: try row.code("outcome"), instead: try row.textIfAny("instead"),
          tookPart: try row.textIfAny("took_part"), by: by), by: by.flatMap { names[$0] })
    }
  }

  private static func needs(
    of id: HandoverID, _ names: [WorkerID: String], in tx: any Transaction
  ) throws -> [Needed] {
    var needs = try tx.rows(
      """
      SELECT n.words, n.team, n.worker, n.passed_at, n.passed_by, n.due_at, n.accepted_by,
        n.accepted_at, n.close_reason, t.name AS team_name
      FROM handover_need n LEFT JOIN team t ON t.id = n.team
      WHERE n.handover = \(id) ORDER BY n.position
      """
    ).map { row in
      let (worker, by): (WorkerID?, WorkerID?) = try (
        row.idIfAny("worker"), row.idIfAny("passed_by")
      )
      let accepted: WorkerID? = try row.idIfAny("accepted_by")
      return Needed(
        need: Handover.Need(
          words: try row.text("words"), team: try row.idIfAny("team"), worker: worker,
          at: try row.instant("passed_at"), due: try row.instant("due_at"), by: by),
        passedBy: by.flatMap { names[$0] }, teamName: try row.textIfAny("team_name"),
        workerName: worker.map { names[$0] ?? $0.description },
        acceptedBy: accepted.map { names[$0] ?? $0.description },
        acceptedAt: try row.instantIfAny("accepted_at"),
        closeReason: try row.textIfAny("close_reason"))
    }
    for row in try tx.rows(
      """
      SELECT need, words, worker, at FROM handover_chase
      WHERE handover = \(id) ORDER BY need, position
      """)
    {
      let by: WorkerID? = try row.idIfAny("worker")
      needs[try row.int("need")].chases.append(
        Chased(
          words: try row.text("words"), by: by.flatMap { names[$0] }, at: try row.instant("at")))
    }
    return needs
  }
}
