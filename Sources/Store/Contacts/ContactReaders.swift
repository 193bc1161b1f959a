import Domain

/// Who has read what was passed to the work that is open with a child.
extension ContactTable {
  package static let readerSchema = [
    """
    CREATE TABLE contact_reader (
      contact INTEGER NOT NULL REFERENCES contact (id),
      worker INTEGER NOT NULL REFERENCES worker (id),
      read_on TEXT NOT NULL CHECK (length(read_on) = 10),
      PRIMARY KEY (contact, worker)
    )
    """
  ]

  static let readerTables = [DerivedTable("contact_reader", key: ["contact", "worker"])]

  static func saveReaders(
    on id: ContactID, after fact: Contact.Fact, in tx: any Transaction
  ) throws {
    switch fact {
    case .read(let worker, _, let on):
      try tx.run(
        """
        INSERT INTO contact_reader (contact, worker, read_on) VALUES (\(id), \(worker), \(on))
        """)
    // What is decided anew is read anew.
    case .returned: try tx.run("DELETE FROM contact_reader WHERE contact = \(id)")
    case .received, .personNamed, .matched, .unmatched, .informationAdded, .triaged, .decided,
      .checked, .fedBack, .sampled, .wroteBack, .messageSent, .messageFailed, .sendingAgain,
      .cannotBeTold, .assigned, .parked, .unparked:
      break
    }
  }

  /// What was said of a child, passed to those who work with them.
  package struct PassedOn: Sendable {
    package let id: ContactID
    package let child: PersonID
    package let childName: String
    package let source: ReferralSource
    package let account: String
    package let passedOn: Day
    /// Somebody has read it, whoever.
    package let isRead: Bool
  }

  /// What was passed about these children in the last 90 days and this worker has not read.
  package static func passed(
    about children: [PersonID], unreadBy worker: WorkerID, today: Day, in tx: any Transaction
  ) throws -> [PassedOn] {
    guard !children.isEmpty else { return [] }
    return try tx.rows(
      """
      SELECT DISTINCT c.id AS contact, p.id, p.given, p.family, c.source, c.account, c.checked_on,
        (SELECT COUNT(*) FROM contact_reader a WHERE a.contact = c.id) AS readers
      FROM contact_outcome o JOIN contact c ON c.id = o.contact
      JOIN person_of p ON p.record = o.person
      WHERE o.person IN \(records: children)
        AND o.outcome = \(Contact.Outcome.passedToOpenWork.rawValue)
        AND c.checked_on >= \(today.adding(days: -90)) AND NOT EXISTS
          (SELECT 1 FROM contact_reader m WHERE m.contact = c.id AND m.worker = \(worker))
      ORDER BY c.checked_on, contact, p.id
      """
    ).map { row in
      PassedOn(
        id: try row.id("contact"), child: try row.id("id"),
        childName: Person.Name(given: try row.text("given"), family: try row.text("family")).full,
        source: try row.code("source"), account: try row.text("account"),
        passedOn: try row.day("checked_on"), isRead: try row.int("readers") > 0)
    }
  }

  package static func readers(of id: ContactID, in tx: any Transaction) throws -> [Reader] {
    try tx.rows(
      "SELECT worker, read_on FROM contact_reader WHERE contact = \(id) ORDER BY read_on, worker"
    ).map { Reader(worker: try $0.id("worker"), on: try $0.day("read_on")) }
  }

  package struct Reader: Sendable {
    package let worker: WorkerID
    package let on: Day
  }
}
