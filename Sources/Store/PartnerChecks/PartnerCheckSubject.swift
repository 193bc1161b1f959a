import Domain

/// What a check is for, as it stands: who can be asked about, and what no agency may learn.
extension PartnerCheckTable {
  /// Nil where it is not on the record.
  package static func subject(
    _ about: PartnerCheck.About, in tx: any Transaction
  ) throws -> PartnerCheck.Subject? {
    switch about {
    case .contact(let id): try subject(of: id, in: tx)
    case .referral(let id): try subject(of: id, in: tx)
    }
  }

  private static func subject(
    of id: ContactID, in tx: any Transaction
  ) throws -> PartnerCheck.Subject? {
    guard
      let row = try tx.row("SELECT decided_on, decided_by FROM contact WHERE id = \(id)")
    else { return nil }
    let named = try named(in: id, tx)
    let told = try caller(of: id, in: tx)
    return PartnerCheck.Subject(
      people: named.map(\.listed),
      keptBack: PartnerCheck.KeptBack(
        homes: try homes(near: named.compactMap(\.listed.person), in: tx),
        callerName: told.name, caller: told.rest,
        names: Dictionary(named.map { ($0.listed.key, $0.names) }) { $1 }),
      decidedBy: try row.idIfAny("decided_by"), isDecided: try row.dayIfAny("decided_on") != nil,
      isOpen: true)
  }

  private static func subject(
    of id: ReferralID, in tx: any Transaction
  ) throws -> PartnerCheck.Subject? {
    guard
      let row = try tx.row(
        """
        SELECT r.contact, r.child, r.decided_on, r.decided_by, r.worker, r.is_open, p.id, p.given,
          p.family, p.birth, p.birth_certainty
        FROM referral r JOIN person_of p ON p.record = r.child WHERE r.id = \(id)
        """)
    else { return nil }
    let name = Person.Name(given: try row.text("given"), family: try row.text("family"))
    let child = PartnerCheck.Listed(
      key: 1, person: try row.id("child"), name: name.full, birth: try birth(row, "birth"))
    var (names, people) = ([1: [name]], [child.person].compactMap { $0 })
    var told: (name: String?, rest: [String]) = (nil, [])
    if let contact: ContactID = try row.idIfAny("contact") {
      told = try caller(of: contact, in: tx)
      for somebody in try named(in: contact, tx) {
        people += [somebody.listed.person].compactMap { $0 }
        let isChild =
          try somebody.listed.person.map { try PersonRecords.standing(for: $0, in: tx) }
          == (try row.id("id"))
        // Beyond the numbers of those who can be ticked: never asked about here.
        names[isChild ? 1 : 1000 + somebody.listed.key, default: []] += somebody.names
      }
    }
    return PartnerCheck.Subject(
      people: [child],
      keptBack: PartnerCheck.KeptBack(
        homes: try homes(near: people, in: tx), callerName: told.name, caller: told.rest,
        names: names),
      decidedBy: try row.idIfAny("worker") ?? row.idIfAny("decided_by"),
      isDecided: try row.dayIfAny("decided_on") != nil, isOpen: try row.bool("is_open"))
  }

  /// As a contact named them and as their record has them; the record's name is the one to use.
  private static func named(
    in contact: ContactID, _ tx: any Transaction
  ) throws -> [(listed: PartnerCheck.Listed, names: [Person.Name])] {
    try tx.rows(
      """
      SELECT c.key, c.given, c.family, c.birth AS said, c.person, p.given AS known_given,
        p.family AS known_family, p.birth, p.birth_certainty
      FROM contact_person c LEFT JOIN person_of p ON p.record = c.person
      WHERE c.contact = \(contact) ORDER BY c.key
      """
    ).map { row in
      let said = Person.Name(given: try row.text("given"), family: try row.text("family"))
      var names = [said]
      if let given = try row.textIfAny("known_given") {
        names.insert(Person.Name(given: given, family: try row.text("known_family")), at: 0)
      }
      if let person: PersonID = try row.idIfAny("person") {
        names += try tx.rows(
          """
          SELECT given, family FROM person_name WHERE person IN \(records: person)
          ORDER BY person, position
          """
        ).map { Person.Name(given: try $0.text("given"), family: try $0.text("family")) }
      }
      let born =
        try birth(row, "birth") ?? row.dayIfAny("said").map { "born \($0.long)" }
      return (
        PartnerCheck.Listed(
          key: try row.int("key"), person: try row.idIfAny("person"), name: names[0].full,
          birth: born), names
      )
    }
  }

  private static func birth(_ row: Row, _ column: String) throws -> String? {
    guard let day = try row.dayIfAny(column) else { return nil }
    switch Person.Birth(certainty: try row.text("birth_certainty"), day: day) {
    case .expected: return "due \(day.long)"
    case .estimated: return "born about \(day.year)"
    case .exact, nil: return "born \(day.long)"
    }
  }

  private static func homes(
    near people: [PersonID], in tx: any Transaction
  ) throws -> UndisclosedHomes {
    people.isEmpty ? UndisclosedHomes([]) : try UndisclosedHomes.near(people, in: tx)
  }

  /// Whatever would tell who told us, where that is to be kept from the family. A word such as
  /// "School" tells nobody.
  private static func caller(
    of id: ContactID, in tx: any Transaction
  ) throws -> (name: String?, rest: [String]) {
    let row = try tx.row(
      """
      SELECT caller_name, caller_reach, agency FROM contact
      WHERE id = \(id) AND keep_from_family = 1
      """)
    guard let row else { return (nil, []) }
    return (
      try row.textIfAny("caller_name"),
      [try row.textIfAny("caller_reach"), try row.textIfAny("agency")].compactMap { $0 }
    )
  }
}
