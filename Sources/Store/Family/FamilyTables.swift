import Domain

/// What the family page keeps beside relationships and addresses: what more is known of a
/// relationship, second homes, and who works with somebody elsewhere.
extension PersonTable {
  package static let familySchema = [
    "ALTER TABLE person_address ADD COLUMN part TEXT",
    """
    CREATE TABLE relationship_terms (
      person INTEGER NOT NULL REFERENCES person (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      other_responsible INTEGER CHECK (other_responsible IN (0, 1)),
      couple TEXT,
      married_on TEXT CHECK (length(married_on) = 10),
      separated_on TEXT CHECK (length(separated_on) = 10),
      divorced_on TEXT CHECK (length(divorced_on) = 10),
      bond TEXT,
      contact TEXT,
      contact_words TEXT,
      ordered_on TEXT CHECK (length(ordered_on) = 10),
      do_not_share TEXT,
      strength TEXT,
      PRIMARY KEY (person, position)
    )
    """,
    """
    CREATE TABLE person_professional (
      person INTEGER NOT NULL REFERENCES person (id),
      key INTEGER NOT NULL CHECK (key >= 0),
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      role TEXT,
      agency TEXT,
      phone TEXT,
      from_day TEXT CHECK (length(from_day) = 10),
      to_day TEXT CHECK (length(to_day) = 10),
      PRIMARY KEY (person, key)
    )
    """,
  ]

  // MARK: - Terms of a relationship

  static let termsColumns: SQL = """
    t.position AS has_terms, t.other_responsible, t.couple, t.married_on, t.separated_on,
      t.divorced_on, t.bond, t.contact, t.contact_words, t.ordered_on, t.do_not_share, t.strength
    """

  static func terms(_ row: Row) throws -> Person.Relationship.Terms? {
    guard try row.intIfAny("has_terms") != nil else { return nil }
    var terms = Person.Relationship.Terms()
    terms.otherResponsible = try row.boolIfAny("other_responsible")
    terms.couple = try row.codeIfAny("couple")
    terms.marriedOn = try row.dayIfAny("married_on")
    terms.separatedOn = try row.dayIfAny("separated_on")
    terms.divorcedOn = try row.dayIfAny("divorced_on")
    terms.bond = try row.codeIfAny("bond")
    terms.contact = try row.codeIfAny("contact")
    terms.contactWords = try row.textIfAny("contact_words")
    terms.orderedOn = try row.dayIfAny("ordered_on")
    terms.doNotShare = try row.textIfAny("do_not_share")
    terms.strength = try row.codeIfAny("strength")
    return terms
  }

  static func saveTerms(_ person: Person, on id: PersonID, in tx: any Transaction) throws {
    try tx.run("DELETE FROM relationship_terms WHERE person = \(id)")
    for (position, relationship) in person.relationships.enumerated() {
      guard let terms = relationship.terms else { continue }
      try tx.run(
        """
        INSERT INTO relationship_terms (person, position, other_responsible, couple, married_on,
          separated_on, divorced_on, bond, contact, contact_words, ordered_on, do_not_share,
          strength)
        VALUES (\(id), \(position), \(terms.otherResponsible), \(terms.couple?.rawValue),
          \(terms.marriedOn), \(terms.separatedOn), \(terms.divorcedOn), \(terms.bond?.rawValue),
          \(terms.contact?.rawValue), \(terms.contactWords), \(terms.orderedOn),
          \(terms.doNotShare), \(terms.strength?.rawValue))
        """)
    }
  }

  // MARK: - Professionals

  static func saveProfessionals(
    _ person: Person, on id: PersonID, in tx: any Transaction
  ) throws {
    try tx.run("DELETE FROM person_professional WHERE person = \(id)")
    for (key, professional) in person.professionals.enumerated() {
      try tx.run(
        """
        INSERT INTO person_professional
          (person, key, kind, name, role, agency, phone, from_day, to_day)
        VALUES (\(id), \(key), \(professional.kind.rawValue), \(professional.name),
          \(professional.role), \(professional.agency), \(professional.phone),
          \(professional.from), \(professional.to))
        """)
    }
  }

  /// By person, in the order in which they were recorded: the place is the key.
  package static func professionals(
    of people: [PersonID], in tx: any Transaction
  ) throws -> [PersonID: [Person.Professional]] {
    var found: [PersonID: [Person.Professional]] = [:]
    for row in try tx.rows(
      """
      SELECT person, kind, name, role, agency, phone, from_day, to_day FROM person_professional
      WHERE person IN (\(list: people)) ORDER BY person, key
      """
    ) {
      found[try row.id("person"), default: []].append(
        Person.Professional(
          kind: try row.code("kind"), name: try row.text("name"), role: try row.textIfAny("role"),
          agency: try row.textIfAny("agency"), phone: try row.textIfAny("phone"),
          from: try row.dayIfAny("from_day"), to: try row.dayIfAny("to_day")))
    }
    return found
  }
}
