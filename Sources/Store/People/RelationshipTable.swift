import Domain

/// Relationships as rows read "this person is `kind` of the other", in both directions: the one
/// somebody stated, and its reverse. `position` is the place in the list of the person in whose
/// record it was stated, so that the two rows of one relationship find each other.
extension PersonTable {
  static let relationships = [
    """
    CREATE TABLE relationship (
      person INTEGER NOT NULL REFERENCES person (id),
      other INTEGER NOT NULL REFERENCES person (id),
      kind TEXT NOT NULL,
      parental_responsibility INTEGER NOT NULL CHECK (parental_responsibility IN (0, 1)),
      from_day TEXT CHECK (length(from_day) = 10),
      to_day TEXT CHECK (length(to_day) = 10),
      stated INTEGER NOT NULL CHECK (stated IN (0, 1)),
      position INTEGER NOT NULL CHECK (position >= 0),
      PRIMARY KEY (person, other, kind, stated, position),
      CHECK (person <> other),
      CHECK (stated = 1 OR parental_responsibility = 0)
    )
    """,
    // Who belongs to somebody: the family of a child.
    "CREATE INDEX relationship_other ON relationship (other)",
  ]

  /// Writes what the person's own record states, and the reverse of each.
  static func saveRelationships(
    _ person: Person, on id: PersonID, in tx: any Transaction
  ) throws {
    try tx.run("DELETE FROM relationship WHERE person = \(id) AND stated = 1")
    try tx.run("DELETE FROM relationship WHERE other = \(id) AND stated = 0")
    for (position, relationship) in person.relationships.enumerated() {
      guard let other = relationship.other else { continue }
      let reverse = relationship.kind.reversed(sex: try sex(of: other, in: tx))
      try tx.run(
        """
        INSERT INTO relationship
          (person, other, kind, parental_responsibility, from_day, to_day, stated, position)
        VALUES (\(id), \(other), \(relationship.kind.rawValue),
          \(relationship.parentalResponsibility), \(relationship.from), \(relationship.to), 1,
          \(position)),
          (\(other), \(id), \(reverse.rawValue), 0, \(relationship.from), \(relationship.to), 0,
          \(position))
        """)
    }
    try saveTerms(person, on: id, in: tx)
  }

  /// Somebody whose child said so is a mother, a father or a parent by what is known of their sex.
  static func renameParent(_ person: Person, on id: PersonID, in tx: any Transaction) throws {
    let kind = Person.Relationship.Kind.child.reversed(sex: person.identity.sex)
    try tx.run(
      """
      UPDATE relationship SET kind = \(kind.rawValue)
      WHERE person = \(id) AND stated = 0 AND kind IN ('mother', 'father', 'parent')
      """)
  }

  private static func sex(of person: PersonID, in tx: any Transaction) throws -> Sex? {
    try tx.row("SELECT sex FROM person WHERE id = \(person)")?.codeIfAny("sex")
  }
}
