import Domain

extension Enquiry: Kept { package typealias Table = EnquiryTable }

/// Section 47 enquiries, known as history that a census file brings.
package enum EnquiryTable: NounTable {
  package typealias N = Enquiry

  package static let schema = [
    """
    CREATE TABLE enquiry (
      id INTEGER PRIMARY KEY,
      child INTEGER NOT NULL REFERENCES person (id),
      referral INTEGER NOT NULL REFERENCES referral (id),
      started_on TEXT NOT NULL CHECK (length(started_on) = 10),
      conference_target TEXT CHECK (length(conference_target) = 10),
      conference_on TEXT CHECK (length(conference_on) = 10),
      conference_not_required INTEGER NOT NULL CHECK (conference_not_required IN (0, 1)),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL
    )
    """,
    // A child's enquiries: the child page.
    "CREATE INDEX enquiry_child ON enquiry (child)",
    // The enquiries of one episode: the referral page and the census.
    "CREATE INDEX enquiry_referral ON enquiry (referral)",
  ]
  package static let tables = [DerivedTable("enquiry", key: ["id"])]

  package static func save(
    _ enquiry: Enquiry, on id: EnquiryID, after fact: Enquiry.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    let history = enquiry.history
    try tx.run(
      """
      INSERT INTO enquiry
        (id, child, referral, started_on, conference_target, conference_on,
         conference_not_required, version, recorded_at, recorded_by)
      VALUES (\(id), \(history.child), \(history.referral), \(history.startedOn),
        \(history.conferenceTarget), \(history.conferenceOn), \(history.conferenceNotRequired),
        \(entry.version), \(entry.recorded), \(entry.actor.description))
      """)
  }

  /// One enquiry of a child.
  package struct Line: Sendable, Equatable {
    package let id: EnquiryID
    package let history: Enquiry.History
  }

  /// The child's enquiries, newest first.
  package static func of(child: PersonID, in tx: any Transaction) throws -> [Line] {
    try lines("WHERE child IN \(records: child)", in: tx)
  }

  /// The enquiries of one episode, newest first.
  package static func of(referral: ReferralID, in tx: any Transaction) throws -> [Line] {
    try lines("WHERE referral = \(referral)", in: tx)
  }

  private static func lines(_ condition: SQL, in tx: any Transaction) throws -> [Line] {
    try tx.rows(
      """
      SELECT id, child, referral, started_on, conference_target, conference_on,
        conference_not_required
      FROM enquiry \(condition) ORDER BY started_on DESC, id DESC
      """
    ).map { row in
      Line(
        id: try row.id("id"),
        history: Enquiry.History(
          child: try row.id("child"), referral: try row.id("referral"),
          startedOn: try row.day("started_on"),
          conferenceTarget: try row.dayIfAny("conference_target"),
          conferenceOn: try row.dayIfAny("conference_on"),
          conferenceNotRequired: try row.bool("conference_not_required")))
    }
  }
}
