import Domain

/// `person_opening`: locked records opened in need. `person_look_alike`: new records that look like
/// a hidden one.
extension PersonTable {
  static let restrictedSchema = [
    """
    CREATE TABLE person_opening (
      person INTEGER NOT NULL REFERENCES person (id),
      key INTEGER NOT NULL CHECK (key > 0),
      worker INTEGER NOT NULL REFERENCES worker (id),
      reason TEXT NOT NULL,
      opened_from TEXT NOT NULL CHECK (length(opened_from) = 24),
      opened_until TEXT NOT NULL CHECK (length(opened_until) = 24),
      in_order INTEGER CHECK (in_order IN (0, 1)),
      review TEXT,
      reviewed_by INTEGER REFERENCES worker (id),
      reviewed_on TEXT CHECK (length(reviewed_on) = 10),
      PRIMARY KEY (person, key)
    )
    """,
    // What waits for a review: the list of openings.
    "CREATE INDEX person_opening_open ON person_opening (person) WHERE reviewed_on IS NULL",
    """
    CREATE TABLE person_look_alike (
      person INTEGER NOT NULL REFERENCES person (id),
      other INTEGER NOT NULL REFERENCES person (id),
      percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
      made_by INTEGER REFERENCES worker (id),
      made_on TEXT NOT NULL CHECK (length(made_on) = 10),
      answer TEXT,
      answered_on TEXT CHECK (length(answered_on) = 10),
      PRIMARY KEY (person, other)
    )
    """,
    // Whether anybody is hidden, asked whenever a record is made.
    "CREATE INDEX person_hidden ON person (id) WHERE restriction = 'hidden'",
  ]

  static let restrictedTables = [
    DerivedTable("person_opening", key: ["person", "key"]),
    DerivedTable("person_look_alike", key: ["person", "other"]),
  ]

  static func saveRestricted(
    _ person: Person, on id: PersonID, after fact: Person.Fact, in tx: any Transaction
  ) throws {
    switch fact {
    case .glassBroken, .openingReviewed:
      try tx.run("DELETE FROM person_opening WHERE person = \(id)")
      for opened in person.openings {
        let (opening, review) = (opened.opening, opened.review)
        try tx.run(
          """
          INSERT INTO person_opening (person, key, worker, reason, opened_from, opened_until,
            in_order, review, reviewed_by, reviewed_on)
          VALUES (\(id), \(opening.key), \(opening.worker), \(opening.reason), \(opening.from),
            \(opening.until), \(review?.inOrder), \(review?.words), \(review?.by), \(review?.on))
          """)
      }
    case .lookAlikeNoted, .lookAlikeAnswered:
      try tx.run("DELETE FROM person_look_alike WHERE person = \(id)")
      for noticed in person.lookAlikes {
        try tx.run(
          """
          INSERT INTO person_look_alike (person, other, percent, made_by, made_on, answer,
            answered_on)
          VALUES (\(id), \(noticed.lookAlike.person), \(noticed.lookAlike.percent),
            \(noticed.lookAlike.by), \(noticed.on), \(noticed.answer), \(noticed.answeredOn))
          """)
      }
    default: break
    }
  }

  static func openings(
    of ids: [PersonID], in tx: any Transaction
  ) throws -> [PersonID: [Person.Opened]] {
    var found: [PersonID: [Person.Opened]] = [:]
    for row in try tx.rows(
      "SELECT * FROM person_opening WHERE person IN (\(list: ids)) ORDER BY person, key")
    {
      found[try row.id("person"), default: []].append(try opened(row))
    }
    return found
  }

  private static func opened(_ row: Row) throws -> Person.Opened {
    let opening = Person.Opening(
      key: try row.int("key"), worker: try row.id("worker"), reason: try row.text("reason"),
      from: try row.instant("opened_from"), until: try row.instant("opened_until"))
    guard let by: WorkerID = try row.idIfAny("reviewed_by") else { return Person.Opened(opening) }
    return Person.Opened(
      opening,
      review: Person.OpeningReview(
        inOrder: try row.bool("in_order"), words: try row.text("review"), by: by,
        on: try row.day("reviewed_on")))
  }

  static func lookAlikes(
    of ids: [PersonID], in tx: any Transaction
  ) throws -> [PersonID: [Person.NoticedLookAlike]] {
    var found: [PersonID: [Person.NoticedLookAlike]] = [:]
    for row in try tx.rows(
      """
      SELECT * FROM person_look_alike WHERE person IN (\(list: ids))
      ORDER BY person, made_on, other
      """)
    {
      var noticed = Person.NoticedLookAlike(
        Person.LookAlike(
          person: try row.id("other"), percent: try row.int("percent"),
          by: try row.idIfAny("made_by")), on: try row.day("made_on"))
      noticed.answer = try row.textIfAny("answer")
      noticed.answeredOn = try row.dayIfAny("answered_on")
      found[try row.id("person"), default: []].append(noticed)
    }
    return found
  }

  /// Those who opened a locked record in need and whose time is not over.
  package static func opened(
    _ person: PersonID, at now: Instant, in tx: any Transaction
  ) throws -> Set<WorkerID> {
    Set(
      try tx.rows(
        """
        SELECT worker FROM person_opening
        WHERE person IN \(records: person) AND opened_from <= \(now)
          AND opened_until > \(now)
        """
      ).map { try $0.id("worker") })
  }

  /// An opening in the list of those to review, without the person's name.
  package struct OpeningLine: Sendable, Equatable {
    package let person: PersonID
    package let opened: Person.Opened
    package let worker: String
    package let owner: WorkerID?
    package let ownerName: String?
  }

  /// Those not reviewed, oldest first; then those reviewed on a day or later.
  package static func openings(
    reviewedSince day: Day, in tx: any Transaction
  ) throws -> [OpeningLine] {
    try tx.rows(
      """
      SELECT o.*, w.name AS worker_name, p.restriction_owner, b.name AS owner_name
      FROM person_opening o JOIN person p ON p.id = o.person JOIN worker w ON w.id = o.worker
      LEFT JOIN worker b ON b.id = p.restriction_owner
      WHERE o.reviewed_on IS NULL OR o.reviewed_on >= \(day)
      ORDER BY CASE WHEN o.reviewed_on IS NULL THEN 0 ELSE 1 END, o.opened_from, o.person, o.key
      """
    ).map { row in
      OpeningLine(
        person: try row.id("person"), opened: try opened(row), worker: try row.text("worker_name"),
        owner: try row.idIfAny("restriction_owner"), ownerName: try row.textIfAny("owner_name"))
    }
  }

  /// New records that look like a hidden one, for the worker who answers for it.
  package struct LookAlikeLine: Sendable, Equatable {
    package let person: PersonID
    package let other: PersonID
    package let percent: Int
    package let on: Day
  }

  package static func lookAlikes(
    for owner: WorkerID, in tx: any Transaction
  ) throws -> [LookAlikeLine] {
    try tx.rows(
      """
      SELECT l.person, l.other, l.percent, l.made_on
      FROM person_look_alike l JOIN person p ON p.id = l.person
      WHERE p.restriction_owner = \(owner) AND l.answered_on IS NULL
      ORDER BY l.made_on, l.person, l.other
      """
    ).map {
      LookAlikeLine(
        person: try $0.id("person"), other: try $0.id("other"), percent: try $0.int("percent"),
        on: try $0.day("made_on"))
    }
  }

  /// A restricted record whose owner is no longer there to be asked.
  package struct Orphan: Sendable, Equatable {
    package let person: PersonID
    package let level: Person.Restriction.Level
    package let owner: String
    package let version: Int
  }

  /// The record that is locked, of all that the person has.
  package static func locked(_ person: PersonID, in tx: any Transaction) throws -> PersonID? {
    try tx.row(
      """
      SELECT id FROM person WHERE id IN \(records: person) AND restriction = 'locked' ORDER BY id
      """
    )?.id("id")
  }

  /// Whose owner has left, or has no account that is open.
  package static func orphans(today: Day, in tx: any Transaction) throws -> [Orphan] {
    try tx.rows(
      """
      SELECT p.id, p.restriction, p.version, w.name FROM person p
      JOIN worker w ON w.id = p.restriction_owner
      WHERE p.restriction IS NOT NULL AND (w.left_on IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM account a WHERE a.worker = w.id AND a.disabled = 0
          AND (a.until_day IS NULL OR a.until_day >= \(today))))
      ORDER BY p.id
      """
    ).map {
      Orphan(
        person: try $0.id("id"), level: try $0.code("restriction"), owner: try $0.text("name"),
        version: try $0.int("version"))
    }
  }
}
