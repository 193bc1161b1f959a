import Domain
import Matching

extension Person: Kept { package typealias Table = PersonTable }

/// People as they are: who they are, where they live, how to reach them, and to whom they belong.
package enum PersonTable: NounTable {
  package typealias N = Person

  package static let schema =
    [
      """
      CREATE TABLE person (
        id INTEGER PRIMARY KEY,
        given TEXT NOT NULL,
        family TEXT NOT NULL,
        stage TEXT NOT NULL CHECK (stage IN ('child', 'adult', 'unborn')),
        birth TEXT CHECK (length(birth) = 10),
        birth_certainty TEXT CHECK (birth_certainty IN ('exact', 'estimated', 'expected')),
        sex TEXT,
        gender TEXT,
        ethnicity TEXT,
        language TEXT,
        interpreter INTEGER CHECK (interpreter IN (0, 1)),
        religion TEXT,
        disability_help TEXT,
        nhs_number TEXT CHECK (length(nhs_number) = 10),
        upn TEXT,
        former_upn TEXT,
        upn_unknown TEXT,
        la_child_id TEXT NOT NULL UNIQUE,
        la_child_id_given INTEGER NOT NULL CHECK (la_child_id_given IN (0, 1)),
        died_on TEXT CHECK (length(died_on) = 10),
        email TEXT,
        school TEXT,
        gp TEXT,
        restriction TEXT CHECK (restriction IN ('locked', 'hidden')),
        restriction_owner INTEGER REFERENCES worker (id),
        imported INTEGER NOT NULL CHECK (imported IN (0, 1)),
        version INTEGER NOT NULL CHECK (version > 0),
        recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
        recorded_by TEXT NOT NULL,
        CHECK ((birth IS NULL) = (birth_certainty IS NULL)),
        CHECK ((restriction IS NULL) = (restriction_owner IS NULL))
      )
      """
    ] + parts + relationships

  private static let parts = [
    """
    CREATE TABLE person_name (
      person INTEGER NOT NULL REFERENCES person (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      given TEXT NOT NULL,
      family TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('current', 'preferred', 'previous', 'alias')),
      PRIMARY KEY (person, position)
    )
    """,
    """
    CREATE TABLE person_disability (
      person INTEGER NOT NULL REFERENCES person (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      disability TEXT NOT NULL,
      PRIMARY KEY (person, position)
    )
    """,
    """
    CREATE TABLE person_address (
      person INTEGER NOT NULL REFERENCES person (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      lines TEXT NOT NULL,
      postcode TEXT,
      uprn TEXT,
      from_day TEXT CHECK (length(from_day) = 10),
      to_day TEXT CHECK (length(to_day) = 10),
      PRIMARY KEY (person, position)
    )
    """,
    // Who else lives at a postcode: the people a child lives with.
    "CREATE INDEX person_address_postcode ON person_address (postcode)",
    """
    CREATE TABLE person_phone (
      person INTEGER NOT NULL REFERENCES person (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      phone TEXT NOT NULL,
      PRIMARY KEY (person, position)
    )
    """,
    """
    CREATE TABLE person_restriction (
      person INTEGER NOT NULL REFERENCES person (id),
      worker INTEGER NOT NULL REFERENCES worker (id),
      PRIMARY KEY (person, worker)
    )
    """,
    """
    CREATE TABLE person_key (
      person INTEGER NOT NULL REFERENCES person (id),
      key TEXT NOT NULL,
      PRIMARY KEY (person, key)
    )
    """,
    // Who shares a key with what is searched for: candidates of a search.
    "CREATE INDEX person_key_key ON person_key (key)",
  ]

  package static let tables =
    [
      DerivedTable("person", key: ["id"]),
      DerivedTable("person_name", key: ["person", "position"]),
      DerivedTable("person_disability", key: ["person", "position"]),
      DerivedTable("person_address", key: ["person", "position"]),
      DerivedTable("person_phone", key: ["person", "position"]),
      DerivedTable("person_restriction", key: ["person", "worker"]),
      DerivedTable("person_reference", key: ["person", "position"]),
      DerivedTable("relationship", key: ["person", "other", "kind", "stated", "position"]),
      DerivedTable("relationship_terms", key: ["person", "position"]),
      DerivedTable("person_professional", key: ["person", "key"]),
    ] + PersonIndex.tables + PersonRecords.tables + provenanceTables + restrictedTables

  package static func save(
    _ person: Person, on id: PersonID, after fact: Person.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    try saveHead(person, on: id, as: entry, in: tx)
    try PersonRecords.save(fact, on: id, as: entry, in: tx)
    switch fact {
    case .created, .imported:
      try saveNames(person, on: id, in: tx)
      try saveDisabilities(person, on: id, in: tx)
      try saveAddresses(person, on: id, in: tx)
    case .broughtOver:
      try saveNames(person, on: id, in: tx)
      try saveDisabilities(person, on: id, in: tx)
      try saveAddresses(person, on: id, in: tx)
      try savePhones(person, on: id, in: tx)
      try saveReferences(person, on: id, in: tx)
    case .named: try saveNames(person, on: id, in: tx)
    case .identityRecorded:
      try saveDisabilities(person, on: id, in: tx)
      try renameParent(person, on: id, in: tx)
    case .networkRecorded: try savePhones(person, on: id, in: tx)
    case .moved, .leftAddress, .livesAlso, .livesNoLonger:
      try saveAddresses(person, on: id, in: tx)
    case .related, .relationshipEnded, .relationshipChanged:
      try saveRelationships(person, on: id, in: tx)
    case .professionalInvolved, .professionalLeft:
      try saveProfessionals(person, on: id, in: tx)
    case .restricted, .restrictionLifted: try saveRestriction(person, on: id, in: tx)
    case .birthRecorded, .identifiersRecorded, .died, .searchedBefore, .verified, .proposed,
      .proposalAccepted, .proposalDeclined, .glassBroken, .openingReviewed, .lookAlikeNoted,
      .lookAlikeAnswered, .merged, .unmerged, .notSame,
      .notSameWithdrawn:
      break
    }
    try saveSources(person, on: id, after: fact, in: tx)
    try saveRestricted(person, on: id, after: fact, in: tx)
    if fact.changesIndex {
      try PersonIndex.save(person, on: id, isNew: entry.version == 1, in: tx)
    }
  }

  package static func refusal(for constraint: String) -> Refusal? {
    if constraint.contains("person_reference") {
      return Refusal(
        "person.reference-taken", "Another person has this reference", question: "reference")
    }
    guard constraint.contains("la_child_id") else { return nil }
    return Refusal(
      "person.la-child-id-taken",
      "Another person has this LA child id. Check the number, or find that person",
      question: "la-child-id")
  }

  private static func saveHead(
    _ person: Person, on id: PersonID, as entry: Entry, in tx: any Transaction
  ) throws {
    let identity = person.identity
    let numbers = person.identifiers
    try tx.run(
      """
      INSERT INTO person
        (id, given, family, stage, birth, birth_certainty, sex, gender, ethnicity, language,
         interpreter, religion, disability_help, nhs_number, upn, former_upn, upn_unknown,
         la_child_id, la_child_id_given, died_on, email, school, gp, restriction, restriction_owner, imported,
         version, recorded_at, recorded_by)
      VALUES (\(id), \(person.name.given), \(person.name.family), \(person.stage.rawValue),
        \(person.birth?.day), \(person.birth?.certainty), \(identity.sex?.rawValue),
        \(identity.gender), \(identity.ethnicity?.rawValue), \(identity.language),
        \(identity.interpreter), \(identity.religion), \(identity.disabilityHelp),
        \(numbers.nhsNumber), \(numbers.upn), \(numbers.formerUPN),
        \(numbers.upnUnknown?.rawValue), \(try censusID(person, on: id, in: tx)),
        \(numbers.laChildID != nil), \(person.diedOn), \(person.network.email), \(person.network.school),
        \(person.network.gp), \(person.restriction?.level.rawValue), \(person.restriction?.owner),
        \(person.imported), \(entry.version), \(entry.recorded), \(entry.actor.description))
      ON CONFLICT (id) DO UPDATE SET given = excluded.given, family = excluded.family,
        stage = excluded.stage, birth = excluded.birth,
        birth_certainty = excluded.birth_certainty, sex = excluded.sex, gender = excluded.gender,
        ethnicity = excluded.ethnicity, language = excluded.language,
        interpreter = excluded.interpreter, religion = excluded.religion,
        disability_help = excluded.disability_help, nhs_number = excluded.nhs_number,
        upn = excluded.upn, former_upn = excluded.former_upn, upn_unknown = excluded.upn_unknown,
        la_child_id = excluded.la_child_id,
        la_child_id_given = excluded.la_child_id_given, died_on = excluded.died_on, email = excluded.email,
        school = excluded.school, gp = excluded.gp, restriction = excluded.restriction,
        restriction_owner = excluded.restriction_owner, version = excluded.version
      """)
  }

  /// The id by which the census knows the person: the one given by another system, or ours. Ours
  /// gives way, by a letter at its end, to one that a file brought in before.
  private static func censusID(
    _ person: Person, on id: PersonID, in tx: any Transaction
  ) throws -> String {
    if let given = person.identifiers.laChildID { return given }
    let ours = Person.censusID(id)
    for ending in [""] + "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init) {
      let text = ours + ending
      if try !tx.exists("SELECT 1 FROM person WHERE la_child_id = \(text) AND id <> \(id)") {
        return text
      }
    }
    return ours
  }

  private static func saveNames(_ person: Person, on id: PersonID, in tx: any Transaction) throws {
    try tx.run("DELETE FROM person_name WHERE person = \(id)")
    for (position, name) in person.names.enumerated() {
      try tx.run(
        """
        INSERT INTO person_name (person, position, given, family, kind)
        VALUES (\(id), \(position), \(name.given), \(name.family), \(name.kind.rawValue))
        """)
    }
  }

  private static func saveDisabilities(
    _ person: Person, on id: PersonID, in tx: any Transaction
  ) throws {
    try tx.run("DELETE FROM person_disability WHERE person = \(id)")
    for (position, disability) in person.identity.disabilities.enumerated() {
      try tx.run(
        """
        INSERT INTO person_disability (person, position, disability)
        VALUES (\(id), \(position), \(disability.rawValue))
        """)
    }
  }

  private static func saveAddresses(
    _ person: Person, on id: PersonID, in tx: any Transaction
  ) throws {
    try tx.run("DELETE FROM person_address WHERE person = \(id)")
    for (position, address) in person.addresses.enumerated() {
      try tx.run(
        """
        INSERT INTO person_address (person, position, lines, postcode, uprn, from_day, to_day, part)
        VALUES (\(id), \(position), \(address.lines), \(address.postcode), \(address.uprn),
          \(address.from), \(address.to), \(address.part))
        """)
    }
  }

  private static func savePhones(_ person: Person, on id: PersonID, in tx: any Transaction) throws {
    try tx.run("DELETE FROM person_phone WHERE person = \(id)")
    for (position, phone) in person.network.phones.enumerated() {
      try tx.run(
        """
        INSERT INTO person_phone (person, position, phone) VALUES (\(id), \(position), \(phone))
        """)
    }
  }

  private static func saveReferences(
    _ person: Person, on id: PersonID, in tx: any Transaction
  ) throws {
    try tx.run("DELETE FROM person_reference WHERE person = \(id)")
    for (position, reference) in person.references.enumerated() {
      try tx.run(
        """
        INSERT INTO person_reference (person, position, system, number)
        VALUES (\(id), \(position), \(reference.system), \(reference.number))
        """)
    }
  }

  private static func saveRestriction(
    _ person: Person, on id: PersonID, in tx: any Transaction
  ) throws {
    try tx.run("DELETE FROM person_restriction WHERE person = \(id)")
    for worker in Set(person.restriction?.workers ?? []).sorted() {
      try tx.run("INSERT INTO person_restriction (person, worker) VALUES (\(id), \(worker))")
    }
  }
}

extension Person.Fact {
  /// Whether a search must find the person in another way after it.
  fileprivate var changesIndex: Bool {
    switch self {
    case .created, .imported, .broughtOver, .named, .birthRecorded, .identityRecorded,
      .identifiersRecorded, .networkRecorded, .moved, .leftAddress,
      .livesAlso, .livesNoLonger:
      true
    case .related, .relationshipEnded, .restricted, .restrictionLifted, .died,
      .searchedBefore, .verified, .proposed, .proposalAccepted, .proposalDeclined, .glassBroken,
      .openingReviewed, .lookAlikeNoted, .lookAlikeAnswered,
      .merged, .unmerged, .notSame, .notSameWithdrawn, .relationshipChanged,
      .professionalInvolved, .professionalLeft:
      false
    }
  }
}
