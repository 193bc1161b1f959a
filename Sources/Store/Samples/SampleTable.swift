import Domain

extension Sample: Kept {
  package typealias Table = SampleTable

  package static func consequences(
    of fact: Fact, on id: SampleID, now sample: Sample
  ) -> [Consequence] {
    Consequences.of(fact, on: id)
  }
}

/// Samples, with every decision that could have been drawn.
package enum SampleTable: NounTable {
  package typealias N = Sample

  package static let schema = [
    """
    CREATE TABLE sample (
      id INTEGER PRIMARY KEY,
      from_day TEXT NOT NULL CHECK (length(from_day) = 10),
      to_day TEXT NOT NULL CHECK (length(to_day) = 10),
      population TEXT NOT NULL,
      number INTEGER,
      percent INTEGER,
      seed INTEGER NOT NULL CHECK (seed > 0),
      algorithm TEXT NOT NULL,
      drawn_by INTEGER REFERENCES worker (id),
      drawn_on TEXT NOT NULL CHECK (length(drawn_on) = 10),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((number IS NULL) <> (percent IS NULL))
    )
    """,
    """
    CREATE TABLE sample_contact (
      sample INTEGER NOT NULL REFERENCES sample (id),
      contact INTEGER NOT NULL REFERENCES contact (id),
      place INTEGER CHECK (place > 0),
      PRIMARY KEY (sample, contact)
    )
    """,
  ]

  package static let tables = [
    DerivedTable("sample", key: ["id"]),
    DerivedTable("sample_contact", key: ["sample", "contact"]),
  ]

  /// Decisions of the days that closed the contact and that no second person has looked at.
  package static func around(
    _ command: Sample.Command, on id: SampleID, given sample: Sample?, in tx: any Transaction
  ) throws -> Sample.Around {
    switch command {
    case .draw(let from, let to, let of, _, _):
      let population: [ContactID] = try tx.rows(
        """
        SELECT c.id FROM contact c
        WHERE c.decided_on >= \(from) AND c.decided_on <= \(to)
          AND c.status = 'closed' AND c.checked_on IS NULL
          AND EXISTS (SELECT 1 FROM contact_outcome o
            WHERE o.contact = c.id AND o.outcome IN (\(list: of.outcomes.map(\.rawValue))))
        ORDER BY c.id
        """
      ).map { try $0.id("id") }
      return Sample.Around(population: population)
    }
  }

  package static func save(
    _ sample: Sample, on id: SampleID, after fact: Sample.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    let draw = sample.draw
    let (number, percent): (Int?, Int?) =
      switch draw.size {
      case .number(let number): (number, nil)
      case .share(let percent): (nil, percent)
      }
    try tx.run(
      """
      INSERT INTO sample (id, from_day, to_day, population, number, percent, seed, algorithm,
        drawn_by, drawn_on, version, recorded_at, recorded_by)
      VALUES (\(id), \(draw.from), \(draw.to), \(draw.of.rawValue), \(number), \(percent),
        \(draw.seed), \(draw.algorithm), \(draw.by), \(draw.on), \(entry.version),
        \(entry.recorded), \(entry.actor.description))
      """)
    var places: [ContactID: Int] = [:]
    for (index, contact) in draw.drawn.enumerated() { places[contact] = index + 1 }
    for contact in draw.population {
      try tx.run(
        """
        INSERT INTO sample_contact (sample, contact, place)
        VALUES (\(id), \(contact), \(places[contact]))
        """)
    }
  }

  // MARK: - Reading

  /// What became of a drawn decision.
  package struct Drawn: Sendable, Equatable {
    package let contact: ContactID
    package let receivedOn: Day
    /// Everybody matched in it: who may see it depends on them.
    package let people: [PersonID]
    package let fromPolice: Bool
    package let sampling: Contact.Sampling
  }

  package struct Whole: Sendable {
    package let id: SampleID
    package let draw: Sample.Draw
    package let recordedAt: Instant
    package let drawn: [Drawn]

    package func count(_ verdict: Contact.Sampling.Verdict?) -> Int {
      drawn.count { $0.sampling.verdict == verdict }
    }
  }

  package static func whole(_ id: SampleID, in tx: any Transaction) throws -> Whole? {
    guard let row = try tx.row("SELECT * FROM sample WHERE id = \(id)") else { return nil }
    let lines = try tx.rows(
      "SELECT contact, place FROM sample_contact WHERE sample = \(id) ORDER BY contact"
    ).map { (contact: try $0.id("contact") as ContactID, place: try $0.intIfAny("place")) }
    let drawn = lines.filter { $0.place != nil }
      .sorted { ($0.place ?? 0) < ($1.place ?? 0) }.map(\.contact)
    let size: Sample.Size =
      if let percent = try row.intIfAny("percent") {
        .share(percent: percent)
      } else {
        .number(of: try row.int("number"))
      }
    let draw = Sample.Draw(
      from: try row.day("from_day"), to: try row.day("to_day"), of: try row.code("population"),
      size: size, seed: try row.int("seed"), algorithm: try row.text("algorithm"),
      population: lines.map(\.contact), drawn: drawn, by: try row.idIfAny("drawn_by"),
      on: try row.day("drawn_on"))
    return Whole(
      id: id, draw: draw, recordedAt: try row.instant("recorded_at"),
      drawn: try results(of: id, drawn, in: tx))
  }

  private static func results(
    of id: SampleID, _ drawn: [ContactID], in tx: any Transaction
  ) throws -> [Drawn] {
    let people = try ContactTable.matched(in: drawn, tx)
    var results: [ContactID: Drawn] = [:]
    for row in try tx.rows(
      """
      SELECT s.contact, s.sampled_on, s.verdict, s.comment, s.checked_by, s.checked_on,
        c.received_on, c.method, c.source
      FROM contact_sampling s JOIN contact c ON c.id = s.contact WHERE s.sample = \(id)
      """)
    {
      let contact: ContactID = try row.id("contact")
      let checkedOn = try row.dayIfAny("checked_on")
      let check = try checkedOn.map {
        Contact.Check(
          comment: try row.textIfAny("comment") ?? "", by: try row.idIfAny("checked_by"), on: $0)
      }
      let method: Contact.Method = try row.code("method")
      let source: ReferralSource = try row.code("source")
      results[contact] = Drawn(
        contact: contact, receivedOn: try row.day("received_on"), people: people[contact] ?? [],
        fromPolice: method == .police || source == .police,
        sampling: Contact.Sampling(
          sample: id, on: try row.day("sampled_on"), verdict: try row.codeIfAny("verdict"),
          check: check))
    }
    return drawn.compactMap { results[$0] }
  }

  /// One line of the list of samples.
  package struct Line: Sendable {
    package let id: SampleID
    package let from: Day
    package let to: Day
    package let of: Sample.Population
    package let seed: Int
    package let drawnOn: Day
    package let drawnBy: WorkerID?
    package let population: Int
    package let drawn: Int
    package let agreed: Int
    package let returned: Int
    package var waiting: Int { drawn - agreed - returned }
  }

  /// Newest first.
  package static func all(in tx: any Transaction) throws -> [Line] {
    try tx.rows(
      """
      SELECT s.id, s.from_day, s.to_day, s.population, s.seed, s.drawn_on, s.drawn_by,
        (SELECT COUNT(*) FROM sample_contact p WHERE p.sample = s.id) AS could,
        (SELECT COUNT(*) FROM sample_contact p WHERE p.sample = s.id AND p.place IS NOT NULL)
          AS drawn,
        (SELECT COUNT(*) FROM contact_sampling t WHERE t.sample = s.id AND t.verdict = 'agreed')
          AS agreed,
        (SELECT COUNT(*) FROM contact_sampling t WHERE t.sample = s.id AND t.verdict = 'returned')
          AS returned
      FROM sample s ORDER BY s.id DESC
      """
    ).map { row in
      Line(
        id: try row.id("id"), from: try row.day("from_day"), to: try row.day("to_day"),
        of: try row.code("population"), seed: try row.int("seed"),
        drawnOn: try row.day("drawn_on"), drawnBy: try row.idIfAny("drawn_by"),
        population: try row.int("could"), drawn: try row.int("drawn"),
        agreed: try row.int("agreed"), returned: try row.int("returned"))
    }
  }
}

extension ContactTable {
  /// Everybody matched in some contacts, by the number that stands for each: who may see them.
  package static func matched(
    in contacts: [ContactID], _ tx: any Transaction
  ) throws -> [ContactID: [PersonID]] {
    var people: [ContactID: [PersonID]] = [:]
    for start in stride(from: 0, to: contacts.count, by: 500) {
      let some = Array(contacts[start..<min(start + 500, contacts.count)])
      for row in try tx.rows(
        """
        SELECT DISTINCT p.contact, o.id AS person FROM contact_person p
        JOIN person_of o ON o.record = p.person
        WHERE p.contact IN (\(list: some)) ORDER BY p.contact, o.id
        """)
      {
        people[try row.id("contact"), default: []].append(try row.id("person"))
      }
    }
    return people
  }
}
