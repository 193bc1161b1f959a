import Domain

extension Agency: Kept { package typealias Table = AgencyTable }

/// The agencies, whoever is admitted for each, and the accounts that agencies share.
package enum AgencyTable: NounTable {
  package typealias N = Agency

  package static let schema = [
    """
    CREATE TABLE agency (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''),
      kind TEXT NOT NULL,
      mailbox TEXT NOT NULL CHECK (mailbox = lower(mailbox)),
      username TEXT,
      is_closed INTEGER NOT NULL CHECK (is_closed IN (0, 1)),
      version INTEGER NOT NULL CHECK (version > 0)
    )
    """,
    // An account's name is one agency's, and tells whose it is at sign-in.
    "CREATE UNIQUE INDEX agency_username ON agency (username)",
    // The agencies of one kind, to choose whom to ask.
    "CREATE INDEX agency_kind ON agency (kind, name)",
    """
    CREATE TABLE agency_professional (
      agency INTEGER NOT NULL REFERENCES agency (id),
      email TEXT NOT NULL CHECK (email = lower(email)),
      name TEXT NOT NULL CHECK (name <> ''),
      job TEXT NOT NULL CHECK (job <> ''),
      PRIMARY KEY (agency, email)
    )
    """,
    // Whom an address belongs to: it is admitted for one agency at a time.
    "CREATE UNIQUE INDEX agency_professional_email ON agency_professional (email)",
  ]

  package static let tables = [
    DerivedTable("agency", key: ["id"]),
    DerivedTable("agency_professional", key: ["agency", "email"]),
  ]

  package static func save(
    _ agency: Agency, on id: AgencyID, after fact: Agency.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO agency (id, name, kind, mailbox, username, is_closed, version)
      VALUES (\(id), \(agency.name), \(agency.kind.rawValue), \(agency.mailbox),
        \(agency.username), \(agency.closure != nil), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, mailbox = excluded.mailbox,
        username = excluded.username, is_closed = excluded.is_closed, version = excluded.version
      """)
    try tx.run("DELETE FROM agency_professional WHERE agency = \(id)")
    for one in agency.professionals {
      try tx.run(
        """
        INSERT INTO agency_professional (agency, email, name, job)
        VALUES (\(id), \(one.email), \(one.name), \(one.job))
        """)
    }
  }

  package static func refusal(for constraint: String) -> Refusal? {
    if constraint.contains("agency_professional") {
      return Refusal(
        "agency.elsewhere", "This address is admitted for another agency. Remove it there first",
        question: "email")
    }
    if constraint.contains("username") {
      return Refusal(
        "agency.username-taken", "This name is taken. Choose another", question: "username")
    }
    return nil
  }

  // MARK: - Reading

  package struct Line: Sendable, Equatable {
    package let id: AgencyID
    package let name: String
    package let kind: PartnerCheck.Agency
    package let mailbox: String
    package let username: String?
    package let isClosed: Bool
    package let version: Int
  }

  /// Open ones first, by name.
  package static func lines(in tx: any Transaction) throws -> [Line] {
    try tx.rows("SELECT * FROM agency ORDER BY is_closed, name, id").map(line)
  }

  /// Those that can be asked: somebody there can read it.
  package static func open(in tx: any Transaction) throws -> [Line] {
    try tx.rows("SELECT * FROM agency a WHERE \(isReading) ORDER BY kind, name, id").map(line)
  }

  /// Whether somebody there can read what is asked.
  package static func isOpen(_ id: AgencyID, in tx: any Transaction) throws -> Bool {
    try tx.exists("SELECT a.id FROM agency a WHERE a.id = \(id) AND \(isReading)")
  }

  private static let isReading: SQL = """
    a.is_closed = 0 AND (a.username IS NOT NULL
      OR EXISTS (SELECT p.email FROM agency_professional p WHERE p.agency = a.id))
    """

  package static func line(_ id: AgencyID, in tx: any Transaction) throws -> Line? {
    try tx.row("SELECT * FROM agency WHERE id = \(id)").map(line)
  }

  /// Whose shared account it is.
  package static func line(username: String, in tx: any Transaction) throws -> Line? {
    try tx.row("SELECT * FROM agency WHERE username = \(username.lowercased())").map(line)
  }

  package static func professionals(
    of id: AgencyID, in tx: any Transaction
  ) throws -> [Agency.Professional] {
    try tx.rows(
      "SELECT email, name, job FROM agency_professional WHERE agency = \(id) ORDER BY name, email"
    ).map {
      Agency.Professional(
        email: try $0.text("email"), name: try $0.text("name"), job: try $0.text("job"))
    }
  }

  /// For which agency an address is admitted; nil for everybody else.
  package static func admitted(
    _ email: EmailAddress, in tx: any Transaction
  ) throws -> (agency: AgencyID, professional: Agency.Professional)? {
    let row = try tx.row(
      """
      SELECT agency, email, name, job FROM agency_professional
      WHERE email = \(email.text.lowercased())
      """)
    return try row.map {
      (
        try $0.id("agency"),
        Agency.Professional(
          email: try $0.text("email"), name: try $0.text("name"), job: try $0.text("job"))
      )
    }
  }

  private static func line(_ row: Row) throws -> Line {
    Line(
      id: try row.id("id"), name: try row.text("name"), kind: try row.code("kind"),
      mailbox: try row.text("mailbox"), username: try row.textIfAny("username"),
      isClosed: try row.bool("is_closed"), version: try row.int("version"))
  }
}
