import Domain

extension SignificantEvent: Kept { package typealias Table = SignificantEventTable }

/// The curated chronology: what was taken into it, what was left out of it, and what no record of ours
/// tells.
package enum SignificantEventTable: NounTable {
  package typealias N = SignificantEvent

  package static let schema = [
    """
    CREATE TABLE significantevent (
      id INTEGER PRIMARY KEY,
      source TEXT,
      happened_on TEXT NOT NULL CHECK (length(happened_on) = 10),
      kind TEXT,
      agency TEXT,
      file TEXT,
      line INTEGER CHECK (line > 0),
      title TEXT,
      effect TEXT,
      corrected INTEGER NOT NULL CHECK (corrected IN (0, 1)),
      standing TEXT NOT NULL CHECK (standing IN ('shown', 'hidden', 'merged')),
      reason TEXT,
      same TEXT,
      made_on TEXT NOT NULL CHECK (length(made_on) = 10),
      made_by TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      CHECK ((source IS NULL) = (kind IS NOT NULL)),
      CHECK ((title IS NULL) = (effect IS NULL)),
      CHECK ((standing = 'shown') = (reason IS NULL)),
      CHECK ((standing = 'merged') = (same IS NOT NULL))
    )
    """,
    // How many days ago the last significant event was: chronologies that are kept up.
    "CREATE INDEX significantevent_happened ON significantevent (happened_on)",
    """
    CREATE TABLE significantevent_child (
      significantevent INTEGER NOT NULL REFERENCES significantevent (id),
      child INTEGER NOT NULL REFERENCES person (id),
      source TEXT,
      PRIMARY KEY (significantevent, child)
    )
    """,
    // A child's curated chronology; and an entry is in it once.
    """
    CREATE UNIQUE INDEX significantevent_child_source
    ON significantevent_child (child, source)
    """,
  ]

  package static let tables = [
    DerivedTable("significantevent", key: ["id"]),
    DerivedTable("significantevent_child", key: ["significantevent", "child"]),
  ]

  package static func refusal(for constraint: String) -> Refusal? {
    Refusal(
      "significantevent.twice",
      "Somebody has done something with this entry already. Open the chronology again")
  }

  package static func around(
    _ command: SignificantEvent.Command, on id: SignificantEventID,
    given event: SignificantEvent?, in tx: any Transaction
  ) throws -> SignificantEvent.Around {
    var around = SignificantEvent.Around()
    let pointer: SignificantEvent.Pointer
    let children: [PersonID]
    switch command {
    case .promote(let place, _, let named), .leaveOut(let place, _, let named):
      (pointer, children) = (place, named)
    case .merge(let same, _):
      // An event is not the same as itself.
      if same.stream == FactStream(id) { return around }
      (pointer, children) = (same, event?.children ?? [])
    case .add, .correct, .hide, .showAgain: return around
    }
    var about: Set<PersonID> = []
    for child in children {
      let facts = try Chronology.of(pointer.stream, for: child, in: tx)
      guard let happening = facts.first(where: { $0.version == pointer.version }) else { continue }
      let entries = happening.entries(ChronologyNames())
      guard case .words = happening.content, entries.indices.contains(pointer.place) else {
        continue
      }
      around.children.insert(child)
      about.formUnion(happening.about)
      around.source = SignificantEvent.Source(
        pointer: pointer, happenedOn: entries[pointer.place].happenedOn, about: about.sorted())
    }
    return around
  }

  package static func save(
    _ event: SignificantEvent, on id: SignificantEventID, after fact: SignificantEvent.Fact,
    as entry: Entry, in tx: any Transaction
  ) throws {
    let own = event.own
    let source = event.source?.pointer.text
    let standing =
      switch event.standing {
      case .shown: "shown"
      case .hidden: "hidden"
      case .merged: "merged"
      }
    try tx.run(
      """
      INSERT INTO significantevent (id, source, happened_on, kind, agency, file, line, title, effect,
        corrected, standing, reason, same, made_on, made_by, version)
      VALUES (\(id), \(source), \(event.happenedOn), \(own?.kind.rawValue), \(own?.agency),
        \(own?.file), \(own?.line), \(event.words?.title), \(event.words?.effect),
        \(!event.corrections.isEmpty), \(standing), \(event.standing.reason),
        \(event.standing.same?.text), \(entry.recorded.day), \(entry.actor.description),
        \(entry.version))
      ON CONFLICT (id) DO UPDATE SET happened_on = excluded.happened_on, title = excluded.title,
        effect = excluded.effect, corrected = excluded.corrected, standing = excluded.standing,
        reason = excluded.reason, same = excluded.same, version = excluded.version
      """)
    guard entry.version == 1 else { return }
    for child in event.children {
      try tx.run(
        """
        INSERT INTO significantevent_child (significantevent, child, source)
        VALUES (\(id), \(child), \(source))
        """)
    }
  }

  /// One entry as the curated view reads it.
  package struct Line: Sendable, Equatable {
    package let id: SignificantEventID
    package let version: Int
    /// The entry of the record that it is about; nil where it is one of its own.
    package let source: SignificantEvent.Pointer?
    package let happenedOn: Day
    package let agency: String?
    package let file: String?
    package let line: Int?
    package let words: SignificantEvent.Words?
    package let isCorrected: Bool
    package let standing: SignificantEvent.Standing
    package let children: [PersonID]

    /// Where the entry stands in the ledger: its source, or its own beginning.
    package var pointer: SignificantEvent.Pointer {
      source
        ?? SignificantEvent.Pointer(
          noun: SignificantEvent.noun, number: id.number, version: 1)
    }

    /// `Thames Police (police.csv, line 3)`
    package var from: String? {
      agency.map { agency in
        let place = [file, line.map { "line \($0)" }].compactMap { $0 }.joined(separator: ", ")
        return place.isEmpty ? agency : "\(agency) (\(place))"
      }
    }
  }

  /// What was done by hand to a child's chronology.
  package static func of(_ child: PersonID, in tx: any Transaction) throws -> [Line] {
    try lines(
      """
      WHERE id IN (SELECT significantevent FROM significantevent_child
        WHERE child IN \(records: child))
      """, in: tx)
  }

  package static func line(_ id: SignificantEventID, in tx: any Transaction) throws -> Line? {
    try lines("WHERE id = \(id)", in: tx).first
  }

  private static func lines(_ condition: SQL, in tx: any Transaction) throws -> [Line] {
    let rows = try tx.rows(
      """
      SELECT id, source, happened_on, agency, file, line, title, effect, corrected, standing,
        reason, same, version
      FROM significantevent \(condition) ORDER BY id
      """)
    var children: [SignificantEventID: [PersonID]] = [:]
    for row in try tx.rows(
      """
      SELECT significantevent, child FROM significantevent_child
      WHERE significantevent IN (SELECT id FROM significantevent \(condition))
      ORDER BY significantevent, child
      """)
    {
      children[try row.id("significantevent"), default: []].append(try row.id("child"))
    }
    return try rows.map { row in
      let id: SignificantEventID = try row.id("id")
      var words: SignificantEvent.Words?
      if let title = try row.textIfAny("title") {
        words = SignificantEvent.Words(title: title, effect: try row.text("effect"))
      }
      let reason = try row.textIfAny("reason") ?? ""
      let same = try row.textIfAny("same").flatMap { SignificantEvent.Pointer($0) }
      let standing: SignificantEvent.Standing =
        switch (try row.text("standing"), same) {
        case ("shown", _): .shown
        case ("merged", .some(let same)): .merged(same: same, reason: reason)
        default: .hidden(reason: reason)
        }
      return Line(
        id: id, version: try row.int("version"),
        source: try row.textIfAny("source").flatMap { SignificantEvent.Pointer($0) },
        happenedOn: try row.day("happened_on"), agency: try row.textIfAny("agency"),
        file: try row.textIfAny("file"), line: try row.intIfAny("line"), words: words,
        isCorrected: try row.bool("corrected"), standing: standing, children: children[id] ?? [])
    }
  }
}
