import Domain

/// What other records tell of early help, and it of them.
extension EarlyHelpTable {
  package static func around(
    _ command: EarlyHelp.Command, on id: EarlyHelpID, given help: EarlyHelp?,
    in tx: any Transaction
  ) throws -> EarlyHelp.Around {
    var around = EarlyHelp.Around()
    switch command {
    case .request(let wish, let lead):
      around.already = try already(wish.children, in: tx)
      switch wish.origin {
      case .contact(let contact): around.decided = try decided(contact, in: tx)
      case .referral(let referral):
        around.steppingDown = try open(referral, among: wish.children, in: tx)
      case .direct:
        around.openReferral = try ReferralTable.openEpisodes(of: wish.children, in: tx).values.min()
      }
      around.leadHasLeft = try lead.flatMap { try hasLeft($0, in: tx) }
    case .propose(let lead): around.leadHasLeft = try hasLeft(lead, in: tx)
    case .accept:
      if let help, let referral = help.request.origin.referral {
        around.steppingDown = try open(referral, among: help.request.children, in: tx)
      }
    case .stepUp:
      guard let help else { break }
      around.named = try named(help.request, in: tx)
      around.leadName = try help.lead?.worker.flatMap { try WorkerTable.line($0, in: tx)?.name }
      around.nextContact = try Ledger.next(Contact.self, in: tx)
      around.waitingContact = try help.stepUps.last.flatMap { last in
        try tx.exists(
          "SELECT id FROM contact WHERE id = \(last.contact) AND status <> 'closed'")
          ? last.contact : nil
      }
    case .decline, .begin, .plan, .note, .review, .close: break
    }
    return around
  }

  /// The early help that children have or wait for, by the number asked for.
  private static func already(
    _ children: [PersonID], in tx: any Transaction
  ) throws -> [PersonID: EarlyHelpID] {
    var found: [PersonID: EarlyHelpID] = [:]
    for child in children {
      found[child] = try tx.row(
        """
        SELECT e.id FROM earlyhelp_person p JOIN earlyhelp e ON e.id = p.earlyhelp
        WHERE p.person IN \(records: child) AND p.is_child = 1
          AND e.status IN ('waiting', 'accepted', 'open') ORDER BY e.id LIMIT 1
        """)?.id("id")
    }
    return found
  }

  /// Children of a contact for whom it was decided early help, once the contact has closed: after the
  /// second check where there is one (A4).
  package static func decided(
    _ contact: ContactID, in tx: any Transaction
  ) throws -> Set<PersonID> {
    Set(
      try tx.rows(
        """
        SELECT o.person FROM contact_outcome o JOIN contact c ON c.id = o.contact
        WHERE o.contact = \(contact) AND o.outcome = 'earlyHelp' AND c.status = 'closed'
          AND o.person IS NOT NULL
        """
      ).map { try $0.id("person") })
  }

  /// Which of the children the referral is of; nil where it is not open.
  private static func open(
    _ referral: ReferralID, among children: [PersonID], in tx: any Transaction
  ) throws -> PersonID? {
    guard
      let child: PersonID = try tx.row(
        "SELECT child FROM referral WHERE id = \(referral) AND is_open = 1")?.id("child")
    else { return nil }
    let records = try PersonRecords.all(of: [child], in: tx)
    return children.first { records.contains($0) } ?? child
  }

  private static func hasLeft(
    _ lead: EarlyHelp.Lead, in tx: any Transaction
  ) throws -> Bool? {
    guard let worker = lead.worker else { return nil }
    return try WorkerTable.line(worker, in: tx).map { $0.leftOn != nil }
  }

  /// The people of an episode as a contact names them, each matched.
  private static func named(
    _ request: EarlyHelp.Request, in tx: any Transaction
  ) throws -> [Contact.Named] {
    var seen: Set<PersonID> = []
    return try request.people.enumerated().compactMap { place, person in
      guard
        let row = try tx.row(
          """
          SELECT id, given, family, birth, birth_certainty FROM person_of WHERE record = \(person)
          """)
      else { return nil }
      // Two records that were merged since are one person.
      guard seen.insert(try row.id("id")).inserted else { return nil }
      let isExact = try row.textIfAny("birth_certainty") == "exact"
      return Contact.Named(
        key: place + 1, given: try row.text("given"), family: try row.text("family"),
        birth: isExact ? try row.dayIfAny("birth") : nil,
        isChild: place < request.children.count, person: try row.id("id"))
    }
  }

  /// What takes over when a referral closes: early help that its child has, or that was asked for from
  /// it or from the referral of a brother or sister.
  package static func takingOver(
    from referral: ReferralID, of child: PersonID, in tx: any Transaction
  ) throws -> (id: EarlyHelpID, status: EarlyHelp.Status)? {
    try tx.row(
      """
      SELECT e.id, e.status FROM earlyhelp e
      WHERE (e.referral = \(referral) OR e.id IN
          (SELECT earlyhelp FROM earlyhelp_person
            WHERE person IN \(records: child) AND is_child = 1))
        AND (e.status IN ('accepted', 'open')
          OR (e.status = 'waiting' AND e.origin = 'referral'))
      ORDER BY CASE WHEN e.referral = \(referral) THEN 0 ELSE 1 END, e.id LIMIT 1
      """
    ).map { (try $0.id("id"), try $0.code("status")) }
  }
}
