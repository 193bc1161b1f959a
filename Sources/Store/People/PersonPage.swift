import Domain

/// What the pages about one person show beside the person's own record.
extension PersonTable {
  /// Who this is, at a glance: on every page of a child and every form that writes to one.
  package struct Identity: Sendable, Equatable {
    package let line: Line
    /// What the person likes to be called, where that is another name.
    package let knownAs: String?
    package let version: Int
    /// The home of today; kept back where it must not be told.
    package var home: Disclosable<Person.Address>?
    package var postcode: String? { home?.open?.postcode }
    /// Whether there is an address that is not to be disclosed.
    package var isUndisclosed: Bool { home?.isUndisclosed ?? false }
    /// Others whose address today is the same. Whoever shows them asks for leave first.
    package var livesWith: [Line]
    package let worker: String?
    package let team: String?
    package let openReferral: ReferralID?
    package let lastSeen: Day?
    package let lastSeenAlone: Day?
    package let restriction: Person.Restriction.Level?
    /// All records of the person, in order of their numbers: more than one where some were merged.
    package let records: [PersonID]
    package let imported: Bool
  }

  /// Of a record that gave way it is the identity of the person, with the version of the record.
  package static func identity(
    of record: PersonID, in tx: any Transaction
  ) throws -> Identity? {
    guard let id = try PersonRecords.standing(for: record, in: tx),
      let row = try tx.row(
        """
        SELECT id, given, family, stage, birth, birth_certainty, died_on, imported,
          (SELECT version FROM person WHERE id = \(record)) AS version
        FROM person WHERE id = \(id)
        """)
    else { return nil }
    let addresses = try addresses(of: id, in: tx).filter { $0.to == nil }
    let undisclosed = try UndisclosedHomes.near([id], in: tx)
    let home = addresses.first { $0.part == nil } ?? addresses.first
    let allocation = try tx.row(
      """
      SELECT r.id AS referral, w.name AS worker, t.name AS team FROM referral r
      LEFT JOIN worker w ON w.id = r.worker LEFT JOIN team t ON t.id = r.team
      WHERE r.child IN \(records: id) AND r.is_open = 1
      """)
    let (seen, alone) = try lastSeen(id, in: tx)
    let preferred = try tx.row(
      """
      SELECT given, family FROM person_name WHERE person = \(id) AND kind = 'preferred'
      ORDER BY position DESC LIMIT 1
      """
    ).map { Person.Name(given: try $0.text("given"), family: try $0.text("family")).full }
    let line = try line(row)
    return Identity(
      line: line, knownAs: preferred == line.name ? nil : preferred,
      version: try row.int("version"), home: home.map(undisclosed.sealed),
      livesWith: try livesWith(id, at: addresses, in: tx),
      worker: try allocation?.textIfAny("worker"), team: try allocation?.textIfAny("team"),
      openReferral: try allocation?.idIfAny("referral"), lastSeen: seen, lastSeenAlone: alone,
      restriction: try restriction(of: id, in: tx),
      records: try PersonRecords.all(of: [id], in: tx),
      imported: try row.bool("imported"))
  }

  /// The stricter where several records of the person are restricted.
  private static func restriction(
    of id: PersonID, in tx: any Transaction
  ) throws -> Person.Restriction.Level? {
    try tx.row(
      """
      SELECT restriction FROM person WHERE id IN \(records: id) AND restriction IS NOT NULL
      ORDER BY CASE restriction WHEN 'hidden' THEN 0 ELSE 1 END LIMIT 1
      """)?.code("restriction")
  }

  /// In the order of the record, as they are: within the store alone.
  static func addresses(of id: PersonID, in tx: any Transaction) throws -> [Person.Address] {
    try tx.rows(
      """
      SELECT lines, postcode, uprn, from_day, to_day, part FROM person_address
      WHERE person = \(id) ORDER BY position
      """
    ).map(address)
  }

  /// Whoever is at one of these homes today, however the address was written.
  private static func livesWith(
    _ id: PersonID, at homes: [Person.Address], in tx: any Transaction
  ) throws -> [Line] {
    let postcodes = homes.compactMap(\.postcode)
    guard !postcodes.isEmpty else { return [] }
    var found: [Line] = []
    for row in try tx.rows(
      """
      SELECT p.id, p.given, p.family, p.stage, p.birth, p.birth_certainty, p.died_on, a.lines,
        a.postcode, a.uprn, a.from_day, a.to_day, a.part
      FROM person_address a JOIN person p ON p.id = a.person
      JOIN person_record w ON w.record = p.id AND w.person = w.record
      WHERE a.postcode IN (\(list: postcodes)) AND a.to_day IS NULL AND a.person <> \(id)
        AND p.died_on IS NULL
      ORDER BY p.birth, p.id
      """
    ) {
      let theirs = try address(row)
      let line = try line(row)
      if homes.contains(where: { $0.isSameHome(as: theirs) }), found.last?.id != line.id {
        found.append(line)
      }
    }
    return found
  }

  /// From visits and notes, and from assessments that say on which day the child was seen.
  private static func lastSeen(
    _ id: PersonID, in tx: any Transaction
  ) throws -> (seen: Day?, alone: Day?) {
    var seen: Day?
    var alone: Day?
    for row in try tx.rows(
      """
      SELECT MAX(n.happened_on) AS seen,
        MAX(CASE WHEN c.alone = 1 THEN n.happened_on END) AS alone
      FROM note_child c JOIN note n ON n.id = c.note WHERE c.child IN \(records: id) AND c.seen = 1
      UNION ALL
      SELECT MAX(seen_on), MAX(CASE WHEN seen_alone = 1 THEN seen_on END)
      FROM assessment_child WHERE child IN \(records: id) AND seen = 1
      """
    ) {
      seen = [seen, try row.dayIfAny("seen")].compactMap { $0 }.max()
      alone = [alone, try row.dayIfAny("alone")].compactMap { $0 }.max()
    }
    return (seen, alone)
  }

  /// Somebody who belongs to the person, read "they are `kind` of this person".
  package struct Relative: Sendable, Equatable {
    package let line: Line
    package let kind: Person.Relationship.Kind
    /// They have parental responsibility for this person.
    package let hasResponsibility: Bool
    /// This person has parental responsibility for them.
    package let responsibleFor: Bool
    package let from: Day?
    package let to: Day?
    /// In whose record it is stated, and where in that record's list.
    package let statedBy: PersonID
    /// The record it is stated of, there.
    package let statedTo: PersonID
    package let position: Int
    /// How it is stated there.
    package let statedKind: Person.Relationship.Kind
    /// The other way round: this person is … of them.
    package let backKind: Person.Relationship.Kind
    /// What more is known, read from whoever states it.
    package let terms: Person.Relationship.Terms?

    /// What one of the two must not be told about the other.
    package var mustNotBeTold: String? { terms?.doNotShare }
    /// Whether it stands in the relative's record, who then is the one who must not be told.
    package let relativeStates: Bool

    /// Whether it says nothing that the other does not, wherever each is stated.
    func says(the other: Relative) -> Bool {
      line.id == other.line.id && kind == other.kind && from == other.from && to == other.to
        && hasResponsibility == other.hasResponsibility
        && responsibleFor == other.responsibleFor && terms == other.terms
    }
  }

  /// Everybody related to the person, both directions, those of today first, parents first.
  package static func family(of id: PersonID, in tx: any Transaction) throws -> [Relative] {
    let stated = try tx.rows(
      """
      SELECT r.person, r.other, r.kind, r.parental_responsibility, r.from_day, r.to_day, r.stated, r.position,
        b.kind AS back_kind, b.parental_responsibility AS back_responsibility,
        p.id, p.given, p.family, p.stage, p.birth, p.birth_certainty, p.died_on, \(termsColumns)
      FROM relationship r
      JOIN relationship b ON b.person = r.other AND b.other = r.person
        AND b.position = r.position AND b.stated = 1 - r.stated
      JOIN person_of p ON p.record = r.person
      LEFT JOIN relationship_terms t ON t.position = r.position
        AND t.person = CASE WHEN r.stated = 1 THEN r.person ELSE r.other END
      WHERE r.other IN \(records: id) AND p.id NOT IN \(records: id)
      ORDER BY p.birth, p.id, r.position
      """
    ).map { row -> (relative: Relative, between: [PersonID]) in
      let stated = try row.bool("stated")
      let between: [PersonID] = [try row.id("person"), try row.id("other")]
      let terms = try terms(row)
      let other = terms?.otherResponsible ?? false
      let relative = Relative(
        line: try line(row), kind: try row.code("kind"),
        hasResponsibility: try row.bool("parental_responsibility") || (!stated && other),
        responsibleFor: try row.bool("back_responsibility") || (stated && other),
        from: try row.dayIfAny("from_day"), to: try row.dayIfAny("to_day"),
        statedBy: between[stated ? 0 : 1], statedTo: between[stated ? 1 : 0],
        position: try row.int("position"),
        statedKind: try row.code(stated ? "kind" : "back_kind"),
        backKind: try row.code("back_kind"), terms: terms, relativeStates: stated)
      return (relative, between)
    }
    let relatives = once(stated)
    let order = Person.Relationship.Kind.allCases
    func rank(_ relative: Relative) -> Int {
      (relative.to == nil ? 0 : 1000) + (order.firstIndex(of: relative.kind) ?? 0)
    }
    return relatives.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }.map(\.element)
  }

  /// What two merged records say alike is told once.
  private static func once(
    _ stated: [(relative: Relative, between: [PersonID])]
  ) -> [Relative] {
    var told: [(relative: Relative, between: [PersonID])] = []
    for one in stated
    where !told.contains(where: {
      $0.between != one.between && $0.relative.says(the: one.relative)
    }) {
      told.append(one)
    }
    return told.map(\.relative)
  }

  /// Children who have the same mother or father on the record today, or are stated as brothers or
  /// sisters: offered when one is assessed or visited.
  package static func siblings(of id: PersonID, in tx: any Transaction) throws -> [Line] {
    let ids: [PersonID] = try tx.rows(
      """
      SELECT DISTINCT s.person AS id FROM person_record s WHERE s.record IN (
        SELECT person FROM relationship
        WHERE other IN \(records: id) AND kind IN ('sibling', 'halfSibling') AND to_day IS NULL
        UNION
        SELECT b.other FROM relationship a
        JOIN person_record v ON v.record = a.person JOIN person_record w ON w.person = v.person
        JOIN relationship b ON b.person = w.record
        WHERE a.other IN \(records: id) AND a.to_day IS NULL AND b.to_day IS NULL
          AND a.kind IN ('mother', 'father', 'parent')
          AND b.kind IN ('mother', 'father', 'parent')
      ) AND s.record NOT IN \(records: id)
      ORDER BY s.person
      """
    ).map { try $0.id("id") }
    return try lines(ids, in: tx)
  }
}
