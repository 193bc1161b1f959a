import Domain

/// A child's record as it was known at the end of a day: the facts of the family that had been
/// recorded by then, replayed into an empty database with the same tables, so that the same queries
/// and the same pages read from it. Costs as much as the family's record, whatever the authority's.
///
/// Who may see it is judged by the record of today, never by this one.
package enum AsAt {
  /// The first moment that is no longer known at the end of `day`: midnight by London's clocks.
  package static func end(of day: Day) -> Instant {
    Instant(london: day.adding(days: 1), hour: 0, minute: 0)
  }

  /// Copies and replays into `empty`, which has the tables and holds no foreign keys: what the
  /// family's record refers to beyond the family is not there.
  /// - Returns: whether there was a record of the person by then.
  package static func fill(
    _ empty: any Database, with person: PersonID, asAt day: Day, from live: any Database
  ) async throws -> Bool {
    let known = try await live.read { try facts(of: person, asAt: day, in: $0) }
    return try await empty.write { tx -> Bool in
      var replay = Ledger.Replay(into: tx)
      for (stored, subjects) in known {
        try Ledger.insert(stored, subjects: subjects, in: tx)
        try replay.apply(stored)
      }
      return try tx.exists("SELECT 1 FROM person WHERE id = \(person)")
    }
  }

  /// The facts in order, with whom each is about.
  static func facts(
    of person: PersonID, asAt day: Day, in tx: any Transaction
  ) throws -> [(Ledger.Stored, [PersonID])] {
    let family = try family(of: person, in: tx)
    let beside = try beside(family, in: tx)
    let stored = try tx.rows(
      """
      SELECT f.seq, f.noun, f.number, f.version, f.kind, f.occurred, f.recorded, f.actor, f.salt,
        f.payload, f.digest, f.hash
      FROM (
        SELECT DISTINCT g.noun, g.number FROM fact_subject s JOIN fact g ON g.seq = s.seq
        WHERE s.person IN (\(list: family))
        UNION
        SELECT DISTINCT noun, number FROM fact
        WHERE noun = \(Person.noun) AND number IN (\(list: beside))
        UNION
        SELECT DISTINCT g.noun, g.number FROM fact_subject s JOIN fact g ON g.seq = s.seq
        WHERE g.noun = \(Alert.noun) AND s.person IN (\(list: beside))
        UNION
        SELECT DISTINCT noun, number FROM fact
        WHERE noun IN (\(Team.noun), \(Worker.noun), \(ThresholdDocument.noun))
      ) AS t JOIN fact f ON f.noun = t.noun AND f.number = t.number
      WHERE f.recorded < \(end(of: day))
      ORDER BY f.seq
      """
    ).map(Ledger.Stored.init)
    let whole = unbroken(stored)
    var subjects: [Int: [PersonID]] = [:]
    for start in stride(from: 0, to: whole.count, by: 500) {
      let seqs = whole[start..<min(start + 500, whole.count)].map(\.seq)
      for row in try tx.rows(
        "SELECT seq, person FROM fact_subject WHERE seq IN (\(list: seqs)) ORDER BY person")
      {
        subjects[try row.int("seq"), default: []].append(try row.id("person"))
      }
    }
    return whole.map { ($0, subjects[$0.seq] ?? []) }
  }

  /// Each record up to its first gap: a clock that was set back must not leave a record without its
  /// beginning.
  private static func unbroken(_ stored: [Ledger.Stored]) -> [Ledger.Stored] {
    var versions: [FactStream: Int] = [:]
    return stored.filter { fact in
      guard fact.version == versions[fact.stream, default: 0] + 1 else { return false }
      versions[fact.stream] = fact.version
      return true
    }
  }

  /// The person, by every record that was ever theirs, and everybody who shares a record with them: relatives, those named in a contact
  /// with them, brothers and sisters in a note or an assessment; and their relatives' children.
  static func family(of person: PersonID, in tx: any Transaction) throws -> [PersonID] {
    let near = try sharing(PersonRecords.ever(with: [person], in: tx), "1 = 1", in: tx)
    return try sharing(near, "g.noun = \(Person.noun)", in: tx)
  }

  /// The people themselves, and those who share a record of that sort with them.
  private static func sharing(
    _ people: [PersonID], _ condition: SQL, in tx: any Transaction
  ) throws -> [PersonID] {
    let found: [PersonID] = try tx.rows(
      """
      SELECT DISTINCT o.person FROM (
        SELECT DISTINCT g.noun, g.number FROM fact_subject s JOIN fact g ON g.seq = s.seq
        WHERE s.person IN (\(list: people)) AND \(condition)
      ) AS t JOIN fact f ON f.noun = t.noun AND f.number = t.number
      JOIN fact_subject o ON o.seq = f.seq ORDER BY o.person
      """
    ).map { try $0.id("person") }
    return Set(found + people).sorted()
  }

  /// Whoever the family's records name beyond it, and who ever lived at one of its postcodes: their
  /// own records alone, for names, ages and who lived with whom.
  private static func beside(
    _ family: [PersonID], in tx: any Transaction
  ) throws -> [PersonID] {
    let named = try sharing(family, "1 = 1", in: tx)
    let neighbours: [PersonID] = try tx.rows(
      """
      SELECT DISTINCT b.person FROM person_address a JOIN person_address b
        ON b.postcode = a.postcode
      WHERE a.person IN (\(list: family)) ORDER BY b.person
      """
    ).map { try $0.id("person") }
    return try PersonRecords.ever(with: Set(named + neighbours).sorted(), in: tx)
  }

  /// What is about the person and was recorded after the day although it happened on it or before.
  package static func recordedLater(
    _ person: PersonID, than day: Day, in tx: any Transaction
  ) throws -> [Chronology.Happening] {
    let moment = end(of: day)
    return try Chronology.of(person, in: tx).filter {
      $0.recorded >= moment && $0.happenedOn <= day
    }
  }
}
