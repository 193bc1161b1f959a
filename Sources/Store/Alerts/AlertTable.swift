import Domain

extension Alert: Kept { package typealias Table = AlertTable }

/// Alerts as they stand: what they are, what to do, who was told, when they are looked at again.
package enum AlertTable: NounTable {
  package typealias N = Alert

  package static let schema = [
    """
    CREATE TABLE alert (
      id INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES person (id),
      kind TEXT NOT NULL CHECK
        (kind IN ('posesRiskToChildren', 'hazardToStaff', 'doNotDiscloseAddress', 'other')),
      what TEXT NOT NULL,
      what_to_do TEXT NOT NULL,
      evidence TEXT NOT NULL,
      from_day TEXT NOT NULL CHECK (length(from_day) = 10),
      review_on TEXT NOT NULL CHECK (length(review_on) = 10),
      family_told INTEGER NOT NULL CHECK (family_told IN (0, 1)),
      why_not_told TEXT,
      ended_on TEXT CHECK (length(ended_on) = 10),
      end_reason TEXT,
      raised_by TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0)
    )
    """,
    // The alerts of the people on a page.
    "CREATE INDEX alert_person ON alert (person)",
    // What is to be looked at again: a worker's own work.
    "CREATE INDEX alert_review ON alert (review_on) WHERE ended_on IS NULL",
    """
    CREATE TABLE alert_told (
      alert INTEGER NOT NULL REFERENCES alert (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      who TEXT NOT NULL,
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      PRIMARY KEY (alert, position)
    )
    """,
    """
    CREATE TABLE alert_reviewed (
      alert INTEGER NOT NULL REFERENCES alert (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      words TEXT NOT NULL,
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      next_day TEXT NOT NULL CHECK (length(next_day) = 10),
      PRIMARY KEY (alert, position)
    )
    """,
  ]

  package static let tables = [
    DerivedTable("alert", key: ["id"]),
    DerivedTable("alert_told", key: ["alert", "position"]),
    DerivedTable("alert_reviewed", key: ["alert", "position"]),
  ]

  package static func save(
    _ alert: Alert, on id: AlertID, after fact: Alert.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    let details = alert.details
    try tx.run(
      """
      INSERT INTO alert (id, person, kind, what, what_to_do, evidence, from_day, review_on,
        family_told, why_not_told, ended_on, end_reason, raised_by, version)
      VALUES (\(id), \(alert.person), \(alert.kind.rawValue), \(details.what), \(details.act),
        \(details.evidence), \(details.from), \(alert.reviewOn), \(details.familyTold),
        \(details.whyNotTold), \(alert.endedOn), \(alert.endReason), \(entry.actor.description),
        \(entry.version))
      ON CONFLICT (id) DO UPDATE SET review_on = excluded.review_on,
        family_told = excluded.family_told, ended_on = excluded.ended_on,
        end_reason = excluded.end_reason, version = excluded.version
      """)
    try tx.run("DELETE FROM alert_told WHERE alert = \(id)")
    for (position, told) in alert.told.enumerated() {
      try tx.run(
        """
        INSERT INTO alert_told (alert, position, who, on_day)
        VALUES (\(id), \(position), \(told.who), \(told.on))
        """)
    }
    try tx.run("DELETE FROM alert_reviewed WHERE alert = \(id)")
    for (position, review) in alert.reviews.enumerated() {
      try tx.run(
        """
        INSERT INTO alert_reviewed (alert, position, words, on_day, next_day)
        VALUES (\(id), \(position), \(review.words), \(review.on), \(review.next))
        """)
    }
  }
}

extension AlertTable {
  /// One alert as its page and the list of a person's alerts show it.
  package struct Whole: Sendable, Equatable {
    package let id: AlertID
    package let person: PersonID
    package let kind: Alert.Kind
    package let what: String
    package let act: String
    package let evidence: String
    package let from: Day
    package let reviewOn: Day
    package let familyTold: Bool
    package let whyNotTold: String?
    package let endedOn: Day?
    package let endReason: String?
    package let raisedBy: String
    package let version: Int
    package var told: [Alert.Told] = []
    package var reviews: [(words: String, on: Day)] = []

    package static func == (left: Whole, right: Whole) -> Bool {
      left.id == right.id && left.version == right.version
    }
  }

  package static func whole(_ id: AlertID, in tx: any Transaction) throws -> Whole? {
    try read("id = \(id)", in: tx).first
  }

  /// All of a person's alerts, those in force first, gravest first.
  package static func of(_ person: PersonID, in tx: any Transaction) throws -> [Whole] {
    try read("person IN \(records: person)", in: tx).sorted { one, other in
      (one.endedOn == nil ? 0 : 1, one.kind.rank, -one.from.number, one.id)
        < (other.endedOn == nil ? 0 : 1, other.kind.rank, -other.from.number, other.id)
    }
  }

  private static func read(_ condition: SQL, in tx: any Transaction) throws -> [Whole] {
    try tx.rows(
      """
      SELECT id, person, kind, what, what_to_do, evidence, from_day, review_on, family_told,
        why_not_told, ended_on, end_reason, raised_by, version
      FROM alert WHERE \(condition) ORDER BY id
      """
    ).map { row in
      let id: AlertID = try row.id("id")
      var whole = Whole(
        id: id, person: try row.id("person"), kind: try row.code("kind"),
        what: try row.text("what"), act: try row.text("what_to_do"),
        evidence: try row.text("evidence"), from: try row.day("from_day"),
        reviewOn: try row.day("review_on"), familyTold: try row.bool("family_told"),
        whyNotTold: try row.textIfAny("why_not_told"), endedOn: try row.dayIfAny("ended_on"),
        endReason: try row.textIfAny("end_reason"), raisedBy: try row.text("raised_by"),
        version: try row.int("version"))
      whole.told = try tx.rows(
        "SELECT who, on_day FROM alert_told WHERE alert = \(id) ORDER BY position"
      ).map { Alert.Told(who: try $0.text("who"), on: try $0.day("on_day")) }
      whole.reviews = try tx.rows(
        "SELECT words, on_day FROM alert_reviewed WHERE alert = \(id) ORDER BY position"
      ).map { (try $0.text("words"), try $0.day("on_day")) }
      return whole
    }
  }

  /// An alert whose day of review has come, of a child somebody holds or of those around the child.
  package struct Due: Sendable, Equatable {
    package let id: AlertID
    package let person: PersonTable.Line
    package let kind: Alert.Kind
    package let reviewOn: Day
  }

  /// What is to be looked at again by a day, about some children and those around them; the longest
  /// due first.
  package static func due(
    around children: [PersonID], by day: Day, in tx: any Transaction
  ) throws -> [Due] {
    let alerts = Set(try around(children, on: day, in: tx).values.joined().map(\.id)).sorted()
    guard !alerts.isEmpty else { return [] }
    return try tx.rows(
      """
      SELECT l.id AS alert, l.kind, l.review_on, p.id, p.given, p.family, p.stage, p.birth,
        p.birth_certainty, p.died_on
      FROM alert l JOIN person_of p ON p.record = l.person
      WHERE l.ended_on IS NULL AND l.review_on <= \(day) AND l.id IN (\(list: alerts))
      ORDER BY l.review_on, l.id
      """
    ).map { row in
      Due(
        id: try row.id("alert"), person: try PersonTable.line(row), kind: try row.code("kind"),
        reviewOn: try row.day("review_on"))
    }
  }
}

extension Alert.Kind {
  /// The gravest first.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
