import Domain

/// What happened to somebody, read from the ledger: the facts of every record that names them, in
/// the order in which they were recorded.
package enum Chronology {
  /// One fact, read and checked against its digest. It is put into words once it is known whose
  /// names the reader may see.
  package struct Happening: Sendable {
    package let seq: Int
    package let stream: FactStream
    package let version: Int
    /// `contact.decided`
    package let kind: String
    package let happenedOn: Day
    package let recorded: Instant
    package let actor: Actor.Identity
    /// Everybody the fact's record is about: all of them must be open to whoever reads the words.
    package let about: Set<PersonID>
    /// Others whom the words may name.
    package let mentions: Set<PersonID>
    package let content: Content

    package enum Content: Sendable {
      case words(@Sendable (ChronologyNames) -> [ChronologyEntry])
      /// Erased on somebody's authority; the digest stays.
      case redacted
      /// What is stored does not match its digest, or follows something that does not.
      case damaged
    }

    package func entries(_ names: ChronologyNames) -> [ChronologyEntry] {
      switch content {
      case .words(let words): words(names)
      case .redacted: [ChronologyEntry(.record, on: happenedOn, "Redacted")]
      case .damaged:
        [ChronologyEntry(.record, on: happenedOn, "This entry does not match its digest")]
      }
    }
  }

  /// Every fact of the records that name the person, as far as it is about them; the person may
  /// have several records of their own.
  package static func of(_ person: PersonID, in tx: any Transaction) throws -> [Happening] {
    let records = try PersonRecords.all(of: [person], in: tx)
    let stored = try tx.rows(
      """
      SELECT f.seq, f.noun, f.number, f.version, f.kind, f.occurred, f.recorded, f.actor, f.salt,
        f.payload, f.digest, f.hash
      FROM (
        SELECT DISTINCT g.noun, g.number FROM fact_subject s JOIN fact g ON g.seq = s.seq
        WHERE s.person IN (\(list: records))
      ) AS t JOIN fact f ON f.noun = t.noun AND f.number = t.number
      ORDER BY f.noun, f.number, f.version
      """
    ).map(Ledger.Stored.init)
    return try told(stored, for: records).sorted { $0.seq < $1.seq }
  }

  /// The facts of one record as far as they are about the person, in order.
  package static func of(
    _ stream: FactStream, for person: PersonID, in tx: any Transaction
  ) throws -> [Happening] {
    let records = try PersonRecords.all(of: [person], in: tx)
    guard
      try tx.exists(
        """
        SELECT 1 FROM fact_subject s JOIN fact g ON g.seq = s.seq
        WHERE g.noun = \(stream.noun) AND g.number = \(stream.number)
          AND s.person IN (\(list: records))
        """)
    else { return [] }
    let stored = try tx.rows(
      """
      SELECT \(Ledger.Stored.columns) FROM fact
      WHERE noun = \(stream.noun) AND number = \(stream.number) ORDER BY version
      """
    ).map(Ledger.Stored.init)
    return try told(stored, for: records)
  }

  /// Every fact of one record, in order.
  package static func history(
    of stream: FactStream, in tx: any Transaction
  ) throws -> [Happening] {
    let stored = try tx.rows(
      """
      SELECT \(Ledger.Stored.columns) FROM fact
      WHERE noun = \(stream.noun) AND number = \(stream.number) ORDER BY version
      """
    ).map(Ledger.Stored.init)
    return try told(stored, for: nil)
  }

  private static func told(
    _ stored: [Ledger.Stored], for people: [PersonID]?
  ) throws -> [Happening] {
    var happenings: [Happening] = []
    for (stream, facts) in Dictionary(grouping: stored, by: \.stream) {
      guard let noun = ToldNouns.find(stream.noun) else { continue }
      happenings += try told(noun, stream, facts, for: people)
    }
    return happenings
  }

  private static func told<N: ToldNoun>(
    _: N.Type, _ stream: FactStream, _ stored: [Ledger.Stored], for people: [PersonID]?
  ) throws -> [Happening] {
    let id = Identifier<N>(stream.number)
    var read: [(stored: Ledger.Stored, fact: Reading<N.Fact>)] = []
    var state: N?
    var isBroken = false
    for fact in stored {
      let reading: Reading<N.Fact> = isBroken ? .damaged : Reading(fact)
      switch reading {
      case .fact(let content): state = N.evolve(state, content)
      // What follows upon nothing cannot be read: the first fact of a record is its ground.
      case .redacted: isBroken = isBroken || state == nil
      case .damaged: isBroken = true
      }
      read.append((fact, reading))
    }
    let known = state.map { N.people(in: $0, id) } ?? []
    return read.compactMap { stored, reading in
      var about = known
      var mentions: Set<PersonID> = []
      var content = Happening.Content.damaged
      switch reading {
      case .fact(let fact):
        guard let state else { return nil }
        let whose = people?.filter { N.concerns(fact, of: id, now: state, $0) }
        if whose?.isEmpty == true { return nil }
        if N.noun == Person.noun { about.formUnion(fact.subjects) }
        mentions = Set(N.mentions(fact))
        let day = stored.occurred
        content = .words { names in
          guard let whose else {
            return N.tell(fact, of: id, on: day, now: state, for: nil, names: names)
          }
          // What is told of two records of one person alike is told once.
          return whose.reduce(into: []) { entries, person in
            entries += N.tell(fact, of: id, on: day, now: state, for: person, names: names)
              .filter { !entries.contains($0) }
          }
        }
      case .redacted: content = .redacted
      case .damaged: break
      }
      return Happening(
        seq: stored.seq, stream: stream, version: stored.version, kind: stored.kind,
        happenedOn: stored.occurred, recorded: stored.recorded, actor: stored.entry.actor,
        about: about, mentions: mentions, content: content)
    }
  }

  private enum Reading<F: Fact> {
    case fact(F), redacted, damaged

    init(_ stored: Ledger.Stored) {
      do {
        guard let payload = try stored.checkedPayload() else {
          self = .redacted
          return
        }
        self = .fact(try FactJSON.decode(payload, as: F.self))
      } catch {
        self = .damaged
      }
    }
  }

  /// Everybody whose name the words may hold.
  package static func people(in happenings: [Happening]) -> Set<PersonID> {
    happenings.reduce(into: []) { $0.formUnion($1.about.union($1.mentions)) }
  }

  /// Names of workers, teams, and the given people.
  package static func names(
    of people: Set<PersonID>, in tx: any Transaction
  ) throws -> ChronologyNames {
    var names = ChronologyNames(workers: try WorkerTable.names(in: tx))
    names.thresholds = try ThresholdDocumentTable.editions(in: tx)
    for team in try TeamTable.all(in: tx) { names.teams[team.id] = team.name }
    for line in try PersonTable.lines(people.sorted(), in: tx) { names.people[line.id] = line.name }
    names.undisclosed = try UndisclosedHomes.near(people.sorted(), in: tx)
    return names
  }
}
