import Domain

/// `person_source`: who said each value on the record. `person_proposal`: what intake brought for
/// somebody who is on the record, and what became of it.
extension PersonTable {
  static let provenanceSchema = [
    """
    CREATE TABLE person_source (
      person INTEGER NOT NULL REFERENCES person (id),
      field TEXT NOT NULL,
      said_by TEXT NOT NULL,
      verified TEXT,
      said_on TEXT NOT NULL CHECK (length(said_on) = 10),
      PRIMARY KEY (person, field)
    )
    """,
    """
    CREATE TABLE person_proposal (
      person INTEGER NOT NULL REFERENCES person (id),
      key INTEGER NOT NULL CHECK (key > 0),
      field TEXT NOT NULL,
      words TEXT,
      given TEXT,
      family TEXT,
      name_kind TEXT,
      birth TEXT CHECK (length(birth) = 10),
      birth_certainty TEXT,
      lines TEXT,
      postcode TEXT,
      uprn TEXT,
      from_day TEXT CHECK (length(from_day) = 10),
      said_by TEXT NOT NULL,
      verified TEXT,
      contact INTEGER,
      proposed_on TEXT NOT NULL CHECK (length(proposed_on) = 10),
      status TEXT NOT NULL CHECK (status IN ('open', 'accepted', 'declined')),
      settled_on TEXT CHECK (length(settled_on) = 10),
      reason TEXT,
      PRIMARY KEY (person, key)
    )
    """,
    // What waits for the worker of a child: their first page.
    "CREATE INDEX person_proposal_open ON person_proposal (person) WHERE status = 'open'",
  ]

  static let provenanceTables = [
    DerivedTable("person_source", key: ["person", "field"]),
    DerivedTable("person_proposal", key: ["person", "key"]),
  ]

  /// The field's name under which the source of the record's beginning stands.
  private static let beginning = "beginning"

  static func saveSources(
    _ person: Person, on id: PersonID, after fact: Person.Fact, in tx: any Transaction
  ) throws {
    switch fact {
    case .created, .imported, .broughtOver:
      guard let source = person.sources.beginning else { return }
      try insert(source, of: beginning, on: id, in: tx)
    case .proposed, .proposalAccepted, .proposalDeclined:
      try saveProposals(person, on: id, in: tx)
    default:
      guard fact.source != nil else { return }
      try tx.run("DELETE FROM person_source WHERE person = \(id) AND field <> \(beginning)")
      for later in person.sources.later {
        try insert(later.source, of: later.field.rawValue, on: id, in: tx)
      }
    }
  }

  private static func insert(
    _ source: Person.Source, of field: String, on id: PersonID, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO person_source (person, field, said_by, verified, said_on)
      VALUES (\(id), \(field), \(source.provenance.saidBy), \(source.provenance.verified),
        \(source.on))
      """)
  }

  private static func saveProposals(
    _ person: Person, on id: PersonID, in tx: any Transaction
  ) throws {
    try tx.run("DELETE FROM person_proposal WHERE person = \(id)")
    for proposed in person.proposals {
      let proposal = proposed.proposal
      let columns = ValueColumns(proposal.value)
      try tx.run(
        """
        INSERT INTO person_proposal (person, key, field, words, given, family, name_kind, birth,
          birth_certainty, lines, postcode, uprn, from_day, said_by, verified, contact, proposed_on,
          status, settled_on, reason)
        VALUES (\(id), \(proposal.key), \(proposal.value.field.rawValue), \(columns.words),
          \(columns.name?.given), \(columns.name?.family), \(columns.name?.kind.rawValue),
          \(columns.birth?.day), \(columns.birth?.certainty), \(columns.address?.lines),
          \(columns.address?.postcode), \(columns.address?.uprn), \(columns.address?.from),
          \(proposal.provenance.saidBy), \(proposal.provenance.verified), \(proposal.contact),
          \(proposed.on), \(proposed.status.rawValue), \(proposed.settledOn), \(proposed.reason))
        """)
    }
  }

  static func sources(
    of ids: [PersonID], in tx: any Transaction
  ) throws -> [PersonID: Person.Sources] {
    var found: [PersonID: Person.Sources] = [:]
    for row in try tx.rows(
      """
      SELECT person, field, said_by, verified, said_on FROM person_source
      WHERE person IN (\(list: ids))
      """
    ) {
      let id: PersonID = try row.id("person")
      let source = Person.Source(
        Person.Provenance(
          saidBy: try row.text("said_by"), verified: try row.textIfAny("verified")),
        on: try row.day("said_on"))
      if try row.text("field") == beginning {
        found[id, default: .init()].beginning = source
      } else {
        found[id, default: .init()].settle(try row.code("field"), source)
      }
    }
    return found
  }

  static func proposals(
    of ids: [PersonID], in tx: any Transaction
  ) throws -> [PersonID: [Person.Proposed]] {
    var found: [PersonID: [Person.Proposed]] = [:]
    for row in try tx.rows(
      "SELECT * FROM person_proposal WHERE person IN (\(list: ids)) ORDER BY person, key")
    {
      found[try row.id("person"), default: []].append(try proposed(row))
    }
    let undisclosed = try UndisclosedHomes.near(ids, in: tx)
    guard !undisclosed.isEmpty else { return found }
    return found.mapValues { $0.map(undisclosed.shown) }
  }

  private static func proposed(_ row: Row) throws -> Person.Proposed {
    var proposed = Person.Proposed(
      Person.Proposal(
        key: try row.int("key"), value: try value(row),
        provenance: Person.Provenance(
          saidBy: try row.text("said_by"), verified: try row.textIfAny("verified")),
        contact: try row.idIfAny("contact")), on: try row.day("proposed_on"))
    switch try row.text("status") {
    case "accepted": proposed.status = .accepted
    case "declined": proposed.status = .declined
    default: proposed.status = .open
    }
    proposed.settledOn = try row.dayIfAny("settled_on")
    proposed.reason = try row.textIfAny("reason")
    return proposed
  }

  private static func value(_ row: Row) throws -> Person.Proposal.Value {
    let field: Person.Field = try row.code("field")
    switch field {
    case .name:
      return .name(
        name: Person.Name(
          given: try row.text("given"), family: try row.text("family"),
          kind: try row.code("name_kind")))
    case .birth:
      guard
        let birth = Person.Birth(
          certainty: try row.text("birth_certainty"), day: try row.day("birth"))
      else { throw RowError(column: "birth_certainty", problem: "holds nothing readable") }
      return .birth(birth: birth)
    case .address:
      return .address(
        address: Person.Address(
          lines: try row.text("lines"), postcode: try row.textIfAny("postcode"),
          uprn: try row.textIfAny("uprn"), from: try row.dayIfAny("from_day")))
    case .phone: return .phone(number: try row.text("words"))
    case .email: return .email(address: try row.text("words"))
    case .school: return .school(name: try row.text("words"))
    case .nhsNumber: return .nhsNumber(number: try row.text("words"))
    case .upn: return .upn(number: try row.text("words"))
    case .sex: return .sex(sex: try row.code("words"))
    case .ethnicity: return .ethnicity(ethnicity: try row.code("words"))
    case .gender, .language, .interpreter, .religion, .disability, .disabilityHelp, .formerUPN,
      .upnUnknown, .laChildID, .gp, .death:
      throw RowError(column: "field", problem: "is never proposed")
    }
  }

  /// Somebody whose record has a value waiting.
  package struct Waiting: Sendable, Equatable {
    package let line: Line
    package let count: Int
  }

  /// Children of a worker for whom intake brought something that waits.
  package static func proposals(
    for worker: WorkerID, in tx: any Transaction
  ) throws -> [Waiting] {
    try tx.rows(
      """
      SELECT p.id, p.given, p.family, p.stage, p.birth, p.birth_certainty, p.died_on,
        (SELECT COUNT(*) FROM person_proposal q WHERE q.person = p.id AND q.status = 'open') AS many
      FROM person p
      WHERE p.id IN (SELECT w.person FROM referral r JOIN person_record w ON w.record = r.child
          WHERE r.worker = \(worker) AND r.is_open = 1)
        AND p.id IN (SELECT person FROM person_proposal WHERE status = 'open')
      ORDER BY p.id
      """
    ).map { Waiting(line: try line($0), count: try $0.int("many")) }
  }
}

/// A proposed value as the columns of its row.
private struct ValueColumns {
  var words: String?
  var name: Person.Name?
  var birth: Person.Birth?
  var address: Person.Address?

  init(_ value: Person.Proposal.Value) {
    switch value {
    case .name(let name): self.name = name
    case .birth(let birth): self.birth = birth
    case .address(let address): self.address = address
    case .phone(let words), .email(let words), .school(let words), .nhsNumber(let words),
      .upn(let words):
      self.words = words
    case .sex(let sex): words = sex.rawValue
    case .ethnicity(let ethnicity): words = ethnicity.rawValue
    }
  }
}
