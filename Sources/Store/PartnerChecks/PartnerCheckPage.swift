import Domain

/// What pages read of partner checks.
extension PartnerCheckTable {
  /// One check in a list, with how it stands.
  package struct Line: Sendable, Equatable {
    package let id: PartnerCheckID
    package let about: PartnerCheck.About
    package let agency: PartnerCheck.Agency
    package let who: String
    package let askedOn: Day
    package let dueOn: Day
    package let askedBy: WorkerID?
    package let status: PartnerCheck.Status
    package let endedOn: Day?
    /// Whoever decided before the answer came, until they have said what it means.
    package let tells: WorkerID?
    package let words: String
    package let basis: PartnerCheck.Basis
    package let basisWords: String
    package let takenOut: [PartnerCheck.TakenOut]
    package let withdrawnReason: String?
    package let version: Int
    /// The agency that finds it in the portal.
    package let addressee: AgencyID?
    /// As the agency reads of them.
    package var listed: [PartnerCheck.Listed] = []
    /// Everybody it is about who has a record, by any match there was.
    package var people: [PersonID] = []
    package var chases: [PartnerCheck.Chase] = []
    package var replies: [PartnerCheck.Reply] = []
    /// How many of the answers came after the decision.
    package var repliesAfter = 0
    package var considered: [PartnerCheck.Consideration] = []

    package var names: [String] { listed.map(\.name) }

    package func clock(askedBy name: String? = nil) -> Clock {
      PartnerCheck.clock(
        agency, asked: askedOn, due: dueOn, stopped: endedOn, as: status, askedBy: name)
    }

    package func isOverdue(on today: Day) -> Bool {
      status == .open && clock().state(today: today).isLate
    }
  }

  package static func line(_ id: PartnerCheckID, in tx: any Transaction) throws -> Line? {
    try lines("c.id = \(id)", "c.id", in: tx).first
  }

  /// The checks for one contact or referral, in the order in which they were asked.
  package static func of(
    _ about: PartnerCheck.About, in tx: any Transaction
  ) throws -> [Line] {
    switch about {
    case .contact(let id): try lines("c.contact = \(id)", "c.id", in: tx)
    case .referral(let id): try lines("c.referral = \(id)", "c.id", in: tx)
    }
  }

  /// Everything that waits for an answer, the longest due first.
  /// - Parameter worker: only those that this worker asked.
  package static func waiting(
    askedBy worker: WorkerID? = nil, in tx: any Transaction
  ) throws -> [Line] {
    if let worker {
      return try lines("c.status = 'open' AND c.asked_by = \(worker)", "c.due_on, c.id", in: tx)
    }
    return try lines("c.status = 'open'", "c.due_on, c.id", in: tx)
  }

  /// Answers that came after a decision and wait for a word of whoever decided, oldest first.
  package static func toConsider(
    by worker: WorkerID? = nil, in tx: any Transaction
  ) throws -> [Line] {
    if let worker { return try lines("c.tells = \(worker)", "c.id", in: tx) }
    return try lines("c.tells IS NOT NULL", "c.id", in: tx)
  }

  static func lines(
    _ condition: SQL, _ order: SQL, in tx: any Transaction
  ) throws -> [Line] {
    var lines = try tx.rows(
      """
      SELECT c.id, c.contact, c.referral, c.agency, c.who, c.asked_on, c.due_on, c.asked_by,
        c.status, c.ended_on, c.tells, c.words, c.basis, c.basis_words, c.taken_out,
        c.withdrawn_reason, c.version, c.addressee
      FROM partnercheck c WHERE \(condition) ORDER BY \(order)
      """
    ).map(line)
    guard !lines.isEmpty else { return [] }
    try fill(&lines, in: tx)
    return lines
  }

  private static func line(_ row: Row) throws -> Line {
    let contact: ContactID? = try row.idIfAny("contact")
    return Line(
      id: try row.id("id"),
      about: try contact.map { .contact(id: $0) } ?? .referral(id: try row.id("referral")),
      agency: try row.code("agency"), who: try row.text("who"), askedOn: try row.day("asked_on"),
      dueOn: try row.day("due_on"), askedBy: try row.idIfAny("asked_by"),
      status: try row.code("status"), endedOn: try row.dayIfAny("ended_on"),
      tells: try row.idIfAny("tells"), words: try row.text("words"),
      basis: try row.code("basis"), basisWords: try row.text("basis_words"),
      takenOut: try row.text("taken_out").split(separator: " ").compactMap {
        PartnerCheck.TakenOut(rawValue: String($0))
      }, withdrawnReason: try row.textIfAny("withdrawn_reason"), version: try row.int("version"),
      addressee: try row.idIfAny("addressee"))
  }

  private static func fill(_ lines: inout [Line], in tx: any Transaction) throws {
    let ids = lines.map(\.id)
    var place: [PartnerCheckID: Int] = [:]
    for (index, id) in ids.enumerated() { place[id] = index }
    func at(_ row: Row) throws -> Int { place[try row.id("partnercheck")] ?? 0 }
    for row in try tx.rows(
      """
      SELECT k.partnercheck, k.key, k.person, k.name, k.birth, n.person AS matched
      FROM partnercheck_person k JOIN partnercheck c ON c.id = k.partnercheck
      LEFT JOIN contact_person n ON n.contact = c.contact AND n.key = k.key
      WHERE k.partnercheck IN (\(list: ids)) ORDER BY k.partnercheck, k.key
      """)
    {
      let index = try at(row)
      let person: PersonID? = try row.idIfAny("person")
      lines[index].listed.append(
        PartnerCheck.Listed(
          key: try row.int("key"), person: person, name: try row.text("name"),
          birth: try row.textIfAny("birth")))
      for one in [person, try row.idIfAny("matched")].compactMap({ $0 })
      where !lines[index].people.contains(one) { lines[index].people.append(one) }
    }
    for row in try tx.rows(
      """
      SELECT partnercheck, how, words, chased_by, on_day FROM partnercheck_chase
      WHERE partnercheck IN (\(list: ids)) ORDER BY partnercheck, position
      """)
    {
      lines[try at(row)].chases.append(
        PartnerCheck.Chase(
          how: try row.code("how"), words: try row.textIfAny("words"),
          by: try row.idIfAny("chased_by"), on: try row.day("on_day")))
    }
    for row in try tx.rows(
      """
      SELECT partnercheck, kind, words, who, typed_by, on_day, after_decision
      FROM partnercheck_reply
      WHERE partnercheck IN (\(list: ids)) ORDER BY partnercheck, position
      """)
    {
      let index = try at(row)
      lines[index].replies.append(
        PartnerCheck.Reply(
          kind: try row.code("kind"), words: try row.textIfAny("words"),
          who: try row.text("who"), by: try row.idIfAny("typed_by"), on: try row.day("on_day")))
      if try row.bool("after_decision") { lines[index].repliesAfter += 1 }
    }
    for row in try tx.rows(
      """
      SELECT partnercheck, words, considered_by, on_day FROM partnercheck_considered
      WHERE partnercheck IN (\(list: ids)) ORDER BY partnercheck, position
      """)
    {
      lines[try at(row)].considered.append(
        PartnerCheck.Consideration(
          words: try row.text("words"), by: try row.idIfAny("considered_by"),
          on: try row.day("on_day")))
    }
  }
}
