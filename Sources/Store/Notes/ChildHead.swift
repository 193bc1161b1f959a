import Domain

/// When a child was last seen, and last seen alone: the newest of visits and assessments.
package struct LastSeen: Sendable, Equatable {
  package var on: Day?
  package var alone: Day?

  package init(on: Day? = nil, alone: Day? = nil) {
    self.on = on
    self.alone = alone
  }
}

/// A child as the head of a page needs one.
package struct ChildHead: Sendable, Equatable {
  /// The number of the record that was asked for; what it shows is the person's.
  package let id: PersonID
  package let name: Person.Name
  package let stage: Person.LifeStage
  package let birth: Person.Birth?
  package let lastSeen: LastSeen

  /// The name in use alone; the whole name of somebody without one.
  package var given: String { name.given.isEmpty ? name.full : name.given }

  /// The children in the order in which they are named; one that is not on the record is left out.
  package static func of(_ people: [PersonID], in tx: any Transaction) throws -> [ChildHead] {
    let seen = try LastSeen.of(people, in: tx)
    var heads: [PersonID: ChildHead] = [:]
    for row in try tx.rows(
      """
      SELECT record, given, family, stage, birth, birth_certainty FROM person_of
      WHERE record IN (\(list: people))
      """)
    {
      let id: PersonID = try row.id("record")
      var birth: Person.Birth?
      if let certainty = try row.textIfAny("birth_certainty") {
        birth = Person.Birth(certainty: certainty, day: try row.day("birth"))
      }
      heads[id] = ChildHead(
        id: id, name: Person.Name(given: try row.text("given"), family: try row.text("family")),
        stage: try row.code("stage"), birth: birth, lastSeen: seen[id] ?? LastSeen())
    }
    return people.compactMap { heads[$0] }
  }

  /// The children with whom a child may be written about: brothers and sisters, as stated or through
  /// a parent they share, and those named together with the child in a contact. Eldest first.
  package static func siblings(
    of child: PersonID, in tx: any Transaction
  ) throws -> [PersonID] {
    try tx.rows(
      """
      SELECT p.id FROM person p
      WHERE p.id NOT IN \(records: child) AND p.stage IN ('child', 'unborn')
        AND p.died_on IS NULL AND p.id IN (
          SELECT s.person FROM person_record s WHERE s.record IN (
            SELECT r.person FROM relationship r
            WHERE r.other IN \(records: child) AND r.kind IN ('sibling', 'halfSibling')
              AND r.to_day IS NULL
            UNION
            SELECT b.other FROM relationship a
            JOIN person_record v ON v.record = a.person
            JOIN person_record w ON w.person = v.person
            JOIN relationship b ON b.person = w.record
            WHERE a.other IN \(records: child) AND a.kind IN ('mother', 'father', 'parent')
              AND b.kind IN ('mother', 'father', 'parent')
            UNION
            SELECT d.person FROM contact_person c JOIN contact_person d ON d.contact = c.contact
            WHERE c.person IN \(records: child) AND d.is_child = 1 AND d.person IS NOT NULL
          )
        )
      ORDER BY CASE WHEN p.birth IS NULL THEN 1 ELSE 0 END, p.birth, p.id
      """
    ).map { try $0.id("id") }
  }
}

extension LastSeen {
  /// By the number asked for; a child never seen is not among them.
  package static func of(
    _ children: [PersonID], in tx: any Transaction
  ) throws -> [PersonID: LastSeen] {
    var seen: [PersonID: LastSeen] = [:]
    for row in try tx.rows(
      """
      SELECT v.record AS child, MAX(day) AS last_on,
        MAX(CASE WHEN alone = 1 THEN day END) AS last_alone
      FROM person_record v JOIN person_record w ON w.person = v.person JOIN (
        SELECT c.child AS child, n.happened_on AS day, c.alone AS alone
        FROM note_child c JOIN note n ON n.id = c.note
        WHERE c.seen = 1 AND c.child IN \(records: children)
        UNION ALL
        SELECT child, seen_on, seen_alone FROM assessment_child
        WHERE seen = 1 AND child IN \(records: children)
      ) AS seen ON seen.child = w.record
      WHERE v.record IN (\(list: children))
      GROUP BY v.record
      """)
    {
      seen[try row.id("child")] = LastSeen(
        on: try row.dayIfAny("last_on"), alone: try row.dayIfAny("last_alone"))
    }
    return seen
  }
}
