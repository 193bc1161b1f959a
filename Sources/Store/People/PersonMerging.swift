import Domain

/// What a merge must know before it is judged, and what the pages about it show.
extension PersonTable {
  package static func around(
    _ command: Person.Command, on id: PersonID, given person: Person?, in tx: any Transaction
  ) throws -> Person.Around {
    var around = Person.Around(itself: id)
    if person?.mergedInto != nil, let standing = try PersonRecords.standing(for: id, in: tx),
      let line = try line(standing, in: tx)
    {
      around.standing = Person.Around.Standing(id: standing, name: line.name)
    }
    switch command {
    case .merge(let other, _), .sayNotSame(let other, _):
      around.other = try compared(id, with: other, in: tx)
    default: break
    }
    return around
  }

  private static func compared(
    _ id: PersonID, with other: PersonID, in tx: any Transaction
  ) throws -> Person.Around.Other? {
    guard let standing = try PersonRecords.standing(for: other, in: tx) else { return nil }
    let related = try tx.row(
      """
      SELECT kind FROM relationship
      WHERE person IN \(records: id) AND other IN \(records: other) AND to_day IS NULL
      ORDER BY stated DESC, position LIMIT 1
      """)
    return Person.Around.Other(
      mergedInto: standing == other ? nil : standing,
      openHere: try ReferralTable.openEpisode(of: id, in: tx),
      openThere: try ReferralTable.openEpisode(of: other, in: tx),
      saidNotSame: try !notSame(id, other, in: tx).isEmpty,
      related: try related?.code("kind"))
  }

  /// A merge that holds now.
  package struct Merge: Sendable, Equatable {
    package let record: PersonID
    package let into: PersonID
    package let reason: String
    package let on: Day
    package let by: Actor.Identity?
  }

  /// The merge by which this record gave way; nil where it stands for itself.
  package static func merge(of record: PersonID, in tx: any Transaction) throws -> Merge? {
    try merges("record = \(record)", in: tx).first
  }

  /// Every merge among the records of one person, in the order in which they were made.
  package static func merges(
    among person: PersonID, in tx: any Transaction
  ) throws -> [Merge] {
    try merges("record IN \(records: person)", in: tx)
  }

  /// The merges that hold, the latest first.
  package static func latestMerges(limit: Int, in tx: any Transaction) throws -> [Merge] {
    try merges("1 = 1", order: "merged_on DESC, record DESC LIMIT \(limit)", in: tx)
  }

  private static func merges(
    _ condition: SQL, order: SQL = "merged_on, record", in tx: any Transaction
  ) throws -> [Merge] {
    try tx.rows(
      """
      SELECT record, merged_into, reason, merged_on, merged_by FROM person_merge
      WHERE \(condition) ORDER BY \(order)
      """
    ).map { row in
      Merge(
        record: try row.id("record"), into: try row.id("merged_into"),
        reason: try row.text("reason"), on: try row.day("merged_on"),
        by: Actor.Identity(try row.text("merged_by")))
    }
  }

  /// That two records were compared and found to be of two people.
  package struct NotSame: Sendable, Equatable {
    /// In whose record it stands: there it is withdrawn.
    package let record: PersonID
    package let other: PersonID
    package let reason: String
    package let on: Day
    package let by: Actor.Identity?
  }

  /// What was said of any records of these two, whichever way round.
  package static func notSame(
    _ one: PersonID, _ other: PersonID, in tx: any Transaction
  ) throws -> [NotSame] {
    try notSame(
      """
      WHERE (person IN \(records: one) AND other IN \(records: other))
        OR (person IN \(records: other) AND other IN \(records: one))
      """, in: tx)
  }

  /// Everybody said not to be this person.
  package static func notSame(
    as person: PersonID, in tx: any Transaction
  ) throws -> [NotSame] {
    try notSame(
      "WHERE person IN \(records: person) OR other IN \(records: person)", in: tx)
  }

  /// The latest first.
  package static func notSame(limit: Int, in tx: any Transaction) throws -> [NotSame] {
    try notSame("", limit: limit, in: tx)
  }

  private static func notSame(
    _ condition: SQL, limit: Int = 500, in tx: any Transaction
  ) throws -> [NotSame] {
    try tx.rows(
      """
      SELECT person, other, reason, said_on, said_by FROM person_not_same \(condition)
      ORDER BY said_on DESC, person, other LIMIT \(limit)
      """
    ).map { row in
      NotSame(
        record: try row.id("person"), other: try row.id("other"), reason: try row.text("reason"),
        on: try row.day("said_on"), by: Actor.Identity(try row.text("said_by")))
    }
  }

  /// What one record holds of its own, for comparing it with another: not what is read through it.
  package struct Held: Sendable, Equatable {
    package let whole: Whole
    package let contacts: Int
    package let referrals: Int
    package let open: ReferralID?
    package let assessments: Int
    package let notes: Int
    package let plans: Int
    package let relatives: Int
    package let begunOn: Day
  }

  package static func held(_ id: PersonID, in tx: any Transaction) throws -> Held? {
    guard let whole = try whole(of: id, in: tx),
      let row = try tx.row(
        """
        SELECT p.recorded_at,
          (SELECT COUNT(DISTINCT contact) FROM contact_person WHERE person IN \(records: id))
            AS contacts,
          (SELECT COUNT(*) FROM referral WHERE child IN \(records: id)) AS referrals,
          (SELECT COUNT(DISTINCT assessment) FROM assessment_child WHERE child IN \(records: id))
            AS assessments,
          (SELECT COUNT(DISTINCT note) FROM note_child WHERE child IN \(records: id)) AS notes,
          (SELECT COUNT(*) FROM plan WHERE child IN \(records: id)) AS plans,
          (SELECT COUNT(DISTINCT other) FROM relationship
            WHERE person IN \(records: id) AND to_day IS NULL) AS relatives
        FROM person p WHERE p.id = \(id)
        """)
    else { return nil }
    return Held(
      whole: whole, contacts: try row.int("contacts"), referrals: try row.int("referrals"),
      open: try ReferralTable.openEpisode(of: id, in: tx), assessments: try row.int("assessments"),
      notes: try row.int("notes"), plans: try row.int("plans"),
      relatives: try row.int("relatives"), begunOn: try row.instant("recorded_at").day)
  }

  /// Where both were named as two people: in a contact, an assessment, a note.
  package static func together(
    _ one: PersonID, _ other: PersonID, in tx: any Transaction
  ) throws -> [FactStream] {
    try tx.rows(
      """
      SELECT 1 AS place, a.contact AS number FROM contact_person a
      JOIN contact_person b ON b.contact = a.contact AND b.key <> a.key
      WHERE a.person IN \(records: one) AND b.person IN \(records: other)
      UNION
      SELECT 2, a.assessment FROM assessment_child a
      JOIN assessment_child b ON b.assessment = a.assessment
      WHERE a.child IN \(records: one) AND b.child IN \(records: other)
      UNION
      SELECT 3, a.note FROM note_child a JOIN note_child b ON b.note = a.note
      WHERE a.child IN \(records: one) AND b.child IN \(records: other)
      ORDER BY place, number
      """
    ).map { row in
      let number = try row.int("number")
      switch try row.int("place") {
      case 1: return FactStream(ContactID(number))
      case 2: return FactStream(AssessmentID(number))
      default: return FactStream(NoteID(number))
      }
    }
  }
}
