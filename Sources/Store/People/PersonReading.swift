import Domain

/// People read back from their tables, as pages and the search need them.
extension PersonTable {
  /// A person as the tables have them, with the version of the record.
  package struct Whole: Sendable, Equatable {
    package let id: PersonID
    package let person: Person
    package let version: Int
    /// The id by which the census knows them.
    package let censusID: String
  }

  package static func whole(
    of id: PersonID, in tx: any Transaction
  ) throws -> Whole? {
    try whole(of: [id], in: tx).first
  }

  /// Those of the given people who are on the record, in order of their numbers. An address that
  /// must not be told is not in them: ``homes(of:in:)`` has it, for who has leave.
  package static func whole(
    of ids: [PersonID], in tx: any Transaction
  ) throws -> [Whole] {
    var parts = try Parts(of: ids, in: tx)
    let undisclosed = try UndisclosedHomes.near(ids, in: tx)
    if !undisclosed.isEmpty {
      parts.addresses = parts.addresses.mapValues { $0.map(undisclosed.shown) }
    }
    return try tx.rows(
      """
      SELECT id, stage, birth, birth_certainty, sex, gender, ethnicity, language, interpreter,
        religion, disability_help, nhs_number, upn, former_upn, upn_unknown, la_child_id,
        la_child_id_given, died_on, email, school, gp, restriction, restriction_owner, imported,
        version
      FROM person WHERE id IN (\(list: ids)) ORDER BY id
      """
    ).map { row in
      let id: PersonID = try row.id("id")
      return Whole(
        id: id, person: try person(row, id, parts), version: try row.int("version"),
        censusID: try row.text("la_child_id"))
    }
  }

  private static func person(_ row: Row, _ id: PersonID, _ parts: Parts) throws -> Person {
    var details = Person.Details(
      name: Person.Name(given: "", family: ""), stage: try row.code("stage"),
      provenance: Person.Provenance(saidBy: ""))
    if let day = try row.dayIfAny("birth") {
      details.birth = Person.Birth(certainty: try row.text("birth_certainty"), day: day)
    }
    details.identity = Person.Identity(
      sex: try row.codeIfAny("sex"), gender: try row.textIfAny("gender"),
      ethnicity: try row.codeIfAny("ethnicity"), language: try row.textIfAny("language"),
      interpreter: try row.boolIfAny("interpreter"), religion: try row.textIfAny("religion"),
      disabilities: parts.disabilities[id] ?? [],
      disabilityHelp: try row.textIfAny("disability_help"))
    details.identifiers = Person.Identifiers(
      nhsNumber: try row.textIfAny("nhs_number"), upn: try row.textIfAny("upn"),
      formerUPN: try row.textIfAny("former_upn"), upnUnknown: try row.codeIfAny("upn_unknown"),
      laChildID: try row.bool("la_child_id_given") ? try row.text("la_child_id") : nil)
    details.diedOn = try row.dayIfAny("died_on")
    var person = Person(details, imported: try row.bool("imported"))
    person.names = parts.names[id] ?? []
    person.addresses = parts.addresses[id] ?? []
    person.network = Person.Network(
      phones: parts.phones[id] ?? [], email: try row.textIfAny("email"),
      school: try row.textIfAny("school"), gp: try row.textIfAny("gp"))
    person.relationships = parts.relationships[id] ?? []
    person.references = parts.references[id] ?? []
    person.mergedInto = parts.merged[id]
    person.notSame = parts.notSame[id] ?? []
    person.professionals = parts.professionals[id] ?? []
    if let level: Person.Restriction.Level = try row.codeIfAny("restriction") {
      person.restriction = Person.Restriction(
        level: level, workers: parts.restrictions[id] ?? [],
        owner: try row.id("restriction_owner"))
    }
    person.sources = parts.sources[id] ?? Person.Sources()
    person.proposals = parts.proposals[id] ?? []
    person.openings = parts.openings[id] ?? []
    person.lookAlikes = parts.lookAlikes[id] ?? []
    return person
  }

  /// What stands in the tables beside the head.
  private struct Parts {
    var names: [PersonID: [Person.Name]] = [:]
    var disabilities: [PersonID: [Disability]] = [:]
    var addresses: [PersonID: [Person.Address]] = [:]
    var phones: [PersonID: [String]] = [:]
    var restrictions: [PersonID: [WorkerID]] = [:]
    var relationships: [PersonID: [Person.Relationship]] = [:]
    var references: [PersonID: [Person.Reference]] = [:]
    var sources: [PersonID: Person.Sources]
    var proposals: [PersonID: [Person.Proposed]]
    var openings: [PersonID: [Person.Opened]]
    var lookAlikes: [PersonID: [Person.NoticedLookAlike]]
    var merged: [PersonID: PersonID] = [:]
    var notSame: [PersonID: [PersonID]] = [:]
    var professionals: [PersonID: [Person.Professional]] = [:]

    init(of ids: [PersonID], in tx: any Transaction) throws {
      sources = try PersonTable.sources(of: ids, in: tx)
      proposals = try PersonTable.proposals(of: ids, in: tx)
      openings = try PersonTable.openings(of: ids, in: tx)
      lookAlikes = try PersonTable.lookAlikes(of: ids, in: tx)
      func each(_ sql: SQL, _ body: (PersonID, Row) throws -> Void) throws {
        for row in try tx.rows(sql) { try body(try row.id("person"), row) }
      }
      try each(
        """
        SELECT person, given, family, kind FROM person_name
        WHERE person IN (\(list: ids)) ORDER BY person, position
        """
      ) { id, row in
        names[id, default: []].append(
          Person.Name(
            given: try row.text("given"), family: try row.text("family"),
            kind: try row.code("kind")))
      }
      try each(
        """
        SELECT person, disability FROM person_disability
        WHERE person IN (\(list: ids)) ORDER BY person, position
        """
      ) { id, row in disabilities[id, default: []].append(try row.code("disability")) }
      try each(
        """
        SELECT person, lines, postcode, uprn, from_day, to_day, part FROM person_address
        WHERE person IN (\(list: ids)) ORDER BY person, position
        """
      ) { id, row in addresses[id, default: []].append(try PersonTable.address(row)) }
      try each(
        """
        SELECT person, phone FROM person_phone
        WHERE person IN (\(list: ids)) ORDER BY person, position
        """
      ) { id, row in phones[id, default: []].append(try row.text("phone")) }
      try each(
        """
        SELECT person, system, number FROM person_reference
        WHERE person IN (\(list: ids)) ORDER BY person, position
        """
      ) { id, row in
        references[id, default: []].append(
          Person.Reference(system: try row.text("system"), number: try row.text("number")))
      }
      try each(
        """
        SELECT person, worker FROM person_restriction
        WHERE person IN (\(list: ids)) ORDER BY person, worker
        """
      ) { id, row in restrictions[id, default: []].append(try row.id("worker")) }
      try each(
        "SELECT record AS person, merged_into FROM person_merge WHERE record IN (\(list: ids))"
      ) { id, row in merged[id] = try row.id("merged_into") }
      try each(
        """
        SELECT person, other FROM person_not_same
        WHERE person IN (\(list: ids)) ORDER BY person, said_on, other
        """
      ) { id, row in notSame[id, default: []].append(try row.id("other")) }
      try each(
        """
        SELECT r.person, r.other, r.kind, r.parental_responsibility, r.from_day, r.to_day,
          \(PersonTable.termsColumns)
        FROM relationship r LEFT JOIN relationship_terms t
          ON t.person = r.person AND t.position = r.position
        WHERE r.person IN (\(list: ids)) AND r.stated = 1 ORDER BY r.person, r.position
        """
      ) { id, row in
        relationships[id, default: []].append(
          Person.Relationship(
            kind: try row.code("kind"),
            parentalResponsibility: try row.bool("parental_responsibility"),
            from: try row.dayIfAny("from_day"), to: try row.dayIfAny("to_day"),
            other: try row.id("other"), terms: try PersonTable.terms(row)))
      }
      professionals = try PersonTable.professionals(of: ids, in: tx)
    }
  }
}

extension PersonTable {
  /// From a row of `person_address`.
  static func address(_ row: Row) throws -> Person.Address {
    Person.Address(
      lines: try row.text("lines"), postcode: try row.textIfAny("postcode"),
      uprn: try row.textIfAny("uprn"), from: try row.dayIfAny("from_day"),
      to: try row.dayIfAny("to_day"), part: try row.textIfAny("part"))
  }

  /// A person in a list.
  package struct Line: Sendable, Equatable {
    /// The number of the record that was asked for; the rest is the person's.
    package let id: PersonID
    package let name: String
    package let stage: Person.LifeStage
    package let birth: Person.Birth?
    package let diedOn: Day?

    package init(
      id: PersonID, name: String, stage: Person.LifeStage, birth: Person.Birth?, diedOn: Day?
    ) {
      self.id = id
      self.name = name
      self.stage = stage
      self.birth = birth
      self.diedOn = diedOn
    }
  }

  package static func line(_ id: PersonID, in tx: any Transaction) throws -> Line? {
    try lines([id], in: tx).first
  }

  /// In the order of the numbers given; who is not on the record is left out. A record that gave
  /// way shows the person as the one that stands has them.
  package static func lines(_ ids: [PersonID], in tx: any Transaction) throws -> [Line] {
    var found: [PersonID: Line] = [:]
    for row in try tx.rows(
      """
      SELECT record AS id, given, family, stage, birth, birth_certainty, died_on FROM person_of
      WHERE record IN (\(list: ids))
      """
    ) {
      let line = try line(row)
      found[line.id] = line
    }
    return ids.compactMap { found[$0] }
  }

  /// From a row with the columns of `person` by their own names.
  static func line(_ row: Row) throws -> Line {
    var birth: Person.Birth?
    if let day = try row.dayIfAny("birth") {
      birth = Person.Birth(certainty: try row.text("birth_certainty"), day: day)
    }
    return Line(
      id: try row.id("id"),
      name: Person.Name(given: try row.text("given"), family: try row.text("family")).full,
      stage: try row.code("stage"), birth: birth, diedOn: try row.dayIfAny("died_on"))
  }
}
