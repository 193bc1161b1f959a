import Domain

/// Whose record is whose: the one place through which everything is read that was written about a
/// person in more than one record.
///
/// Nothing is re-pointed when records are merged. `person_record` says for each record by which one
/// its person stands; a query about a person asks for rows of any of the person's records,
///
///     WHERE r.child IN \(records: child)
///
/// and a query that shows the person a row is about joins `person_of`, which gives each record the
/// person as the standing record has them:
///
///     FROM referral r JOIN person_of p ON p.record = r.child
///
/// What refers to a record keeps that record's number. So a merge and its undoing are one row each.
package enum PersonRecords {
  package static let schema = [
    """
    CREATE TABLE person_record (
      record INTEGER PRIMARY KEY REFERENCES person (id),
      person INTEGER NOT NULL REFERENCES person (id)
    )
    """,
    // All records of a person: every page of one.
    "CREATE INDEX person_record_person ON person_record (person)",
    "INSERT INTO person_record (record, person) SELECT id, id FROM person",
    """
    CREATE TABLE person_merge (
      record INTEGER PRIMARY KEY REFERENCES person (id),
      merged_into INTEGER NOT NULL REFERENCES person (id),
      reason TEXT NOT NULL,
      merged_on TEXT NOT NULL CHECK (length(merged_on) = 10),
      merged_by TEXT NOT NULL,
      CHECK (record <> merged_into)
    )
    """,
    // What was merged into a record: which records stand for themselves again when one is undone.
    "CREATE INDEX person_merge_into ON person_merge (merged_into)",
    """
    CREATE TABLE person_not_same (
      person INTEGER NOT NULL REFERENCES person (id),
      other INTEGER NOT NULL REFERENCES person (id),
      reason TEXT NOT NULL,
      said_on TEXT NOT NULL CHECK (length(said_on) = 10),
      said_by TEXT NOT NULL,
      PRIMARY KEY (person, other),
      CHECK (person <> other)
    )
    """,
    // The same from the other side.
    "CREATE INDEX person_not_same_other ON person_not_same (other)",
    """
    CREATE VIEW person_of AS
    SELECT w.record, p.id, p.given, p.family, p.stage, p.birth, p.birth_certainty, p.sex, p.died_on
    FROM person_record w JOIN person p ON p.id = w.person
    """,
  ]

  package static let tables = [
    DerivedTable("person_record", key: ["record"]),
    DerivedTable("person_merge", key: ["record"]),
    DerivedTable("person_not_same", key: ["person", "other"]),
  ]

  /// The record that stands for the person whose record this is: mostly itself. Nil for a number
  /// that is nobody's.
  package static func standing(
    for record: PersonID, in tx: any Transaction
  ) throws -> PersonID? {
    try tx.row("SELECT person FROM person_record WHERE record = \(record)")?.id("person")
  }

  /// The standing records by the numbers given.
  package static func standing(
    for records: [PersonID], in tx: any Transaction
  ) throws -> [PersonID: PersonID] {
    var standing: [PersonID: PersonID] = [:]
    for row in try tx.rows(
      "SELECT record, person FROM person_record WHERE record IN (\(padded: records))")
    {
      standing[try row.id("record")] = try row.id("person")
    }
    return standing
  }

  /// All records of the people whose records these are, in order of their numbers.
  package static func all(
    of records: [PersonID], in tx: any Transaction
  ) throws -> [PersonID] {
    try tx.rows(
      "SELECT record FROM person_record WHERE record IN \(records: records) ORDER BY record"
    ).map { try $0.id("record") }
  }

  /// All records that were ever merged with these, now or in the past: what a view of the past may
  /// have to show as one.
  package static func ever(
    with records: [PersonID], in tx: any Transaction
  ) throws -> [PersonID] {
    var known = Set(records)
    var next = records
    while !next.isEmpty {
      let found: [PersonID] = try tx.rows(
        """
        SELECT DISTINCT o.person FROM fact_subject s
        JOIN fact f ON f.seq = s.seq AND f.kind = \(mergedKind)
        JOIN fact_subject o ON o.seq = f.seq
        WHERE s.person IN (\(list: next)) ORDER BY o.person
        """
      ).map { try $0.id("person") }
      next = found.filter { !known.contains($0) }
      known.formUnion(next)
    }
    return known.sorted()
  }

  private static let mergedKind = "\(Person.noun).merged"

  // MARK: - Writing

  static func save(
    _ fact: Person.Fact, on id: PersonID, as entry: Entry, in tx: any Transaction
  ) throws {
    switch fact {
    case .created, .imported, .broughtOver:
      try tx.run("INSERT INTO person_record (record, person) VALUES (\(id), \(id))")
    case .merged(let other, let reason, let on):
      try tx.run(
        """
        INSERT INTO person_merge (record, merged_into, reason, merged_on, merged_by)
        VALUES (\(id), \(other), \(reason), \(on), \(entry.actor.description))
        """)
      try stand(id, by: standing(for: other, in: tx) ?? other, in: tx)
    case .unmerged:
      try tx.run("DELETE FROM person_merge WHERE record = \(id)")
      try stand(id, by: id, in: tx)
    case .notSame(let other, let reason, let on):
      try tx.run(
        """
        INSERT INTO person_not_same (person, other, reason, said_on, said_by)
        VALUES (\(id), \(other), \(reason), \(on), \(entry.actor.description))
        """)
    case .notSameWithdrawn(let other, _, _):
      try tx.run("DELETE FROM person_not_same WHERE person = \(id) AND other = \(other)")
    case .named, .birthRecorded, .identityRecorded, .identifiersRecorded, .networkRecorded,
      .moved, .leftAddress, .related, .relationshipEnded, .restricted, .restrictionLifted, .died,
      .searchedBefore, .verified, .proposed, .proposalAccepted, .proposalDeclined, .glassBroken,
      .openingReviewed, .lookAlikeNoted, .lookAlikeAnswered, .relationshipChanged,
      .livesAlso, .livesNoLonger, .professionalInvolved, .professionalLeft:
      break
    }
  }

  /// The record, and every record that was merged into it before, are read through another.
  private static func stand(
    _ id: PersonID, by person: PersonID, in tx: any Transaction
  ) throws {
    var under: [PersonID] = []
    var next = [id]
    while !next.isEmpty {
      under += next
      next = try tx.rows(
        "SELECT record FROM person_merge WHERE merged_into IN (\(list: next)) ORDER BY record"
      ).map { try $0.id("record") }
    }
    try tx.run(
      "UPDATE person_record SET person = \(person) WHERE record IN (\(list: under))")
  }
}

extension SQL.StringInterpolation {
  /// Every record of the person whose record this is, for a condition: `IN \(records: child)`.
  package mutating func appendInterpolation(records id: PersonID) {
    appendInterpolation(records: [id])
  }

  /// Every record of each of these people.
  package mutating func appendInterpolation(records ids: [PersonID]) {
    appendInterpolation(
      """
      (SELECT w_.record FROM person_record v_ JOIN person_record w_ ON w_.person = v_.person
      WHERE v_.record IN (\(list: ids)))
      """ as SQL)
  }
}
