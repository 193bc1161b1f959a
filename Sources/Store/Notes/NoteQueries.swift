import Domain

/// What the pages read of notes and visits.
extension NoteTable {
  /// One child's part in a note.
  package struct Block: Sendable, Equatable {
    package let block: Note.ChildBlock
    package let name: Person.Name
    package var given: String { name.given.isEmpty ? name.full : name.given }
  }

  package struct Correction: Sendable, Equatable {
    package let text: String
    package let reason: String
    package let by: String?
    package let on: Day
  }

  /// A whole note, as its page shows it.
  package struct Whole: Sendable, Equatable {
    package let id: NoteID
    package let kind: Note.Kind
    package let happenedOn: Day
    package let happenedMinute: Int?
    /// A visit that did not come about, and why.
    package let failed: Note.Failed?
    package let purpose: String
    /// As it reads now.
    package let text: String
    package let originalText: String
    package let significance: Note.Significance?
    package let writtenBy: String?
    package let recorded: Instant
    package let children: [Block]
    /// Oldest first.
    package let corrections: [Correction]
    package let version: Int

    package var recordedOn: Day { recorded.day }
    package var people: [PersonID] { children.map(\.block.child) }
  }

  package static func whole(_ id: NoteID, in tx: any Transaction) throws -> Whole? {
    guard
      let row = try tx.row(
        """
        SELECT n.kind, n.happened_on, n.happened_minute, n.purpose, n.text, n.original_text,
          n.title, n.effect, n.recorded_at, n.version, n.failed, w.name AS written_by
        FROM note n LEFT JOIN worker w ON w.id = n.written_by WHERE n.id = \(id)
        """)
    else { return nil }
    let corrections = try tx.rows(
      """
      SELECT c.text, c.reason, c.corrected_on, w.name AS corrected_by
      FROM note_correction c LEFT JOIN worker w ON w.id = c.corrected_by
      WHERE c.note = \(id) ORDER BY c.position
      """
    ).map {
      Correction(
        text: try $0.text("text"), reason: try $0.text("reason"),
        by: try $0.textIfAny("corrected_by"), on: try $0.day("corrected_on"))
    }
    return Whole(
      id: id, kind: try row.code("kind"), happenedOn: try row.day("happened_on"),
      happenedMinute: try row.intIfAny("happened_minute"), failed: try row.codeIfAny("failed"),
      purpose: try row.text("purpose"),
      text: try row.text("text"), originalText: try row.text("original_text"),
      significance: try significance(row), writtenBy: try row.textIfAny("written_by"),
      recorded: try row.instant("recorded_at"), children: try blocks(of: id, in: tx),
      corrections: corrections, version: try row.int("version"))
  }

  private static func significance(_ row: Row) throws -> Note.Significance? {
    guard let title = try row.textIfAny("title") else { return nil }
    return Note.Significance(title: title, effect: try row.text("effect"))
  }

  private static func blocks(of id: NoteID, in tx: any Transaction) throws -> [Block] {
    try tx.rows(
      """
      SELECT c.child, c.seen, c.alone, c.why_not, c.words, c.observed, p.given, p.family
      FROM note_child c JOIN person_of p ON p.record = c.child WHERE c.note = \(id)
      ORDER BY CASE WHEN p.birth IS NULL THEN 1 ELSE 0 END, p.birth, p.id
      """
    ).map { row in
      Block(
        block: Note.ChildBlock(
          child: try row.id("child"), seen: try row.bool("seen"), alone: try row.bool("alone"),
          whyNot: try row.textIfAny("why_not"), words: try row.textIfAny("words"),
          observed: try row.textIfAny("observed")),
        name: Person.Name(given: try row.text("given"), family: try row.text("family")))
    }
  }

  /// One line of a list of one child's notes.
  package struct Line: Sendable, Equatable {
    package let id: NoteID
    package let kind: Note.Kind
    package let happenedOn: Day
    package let recordedOn: Day
    package let purpose: String
    package let text: String
    package let significance: Note.Significance?
    package let writtenBy: String?
    /// How this child was met in it.
    package let block: Note.ChildBlock
  }

  /// A child's notes, newest first.
  package static func of(
    child: PersonID, limit: Int, in tx: any Transaction
  ) throws -> [Line] {
    try lines("WHERE c.child IN \(records: child)", limit: limit, in: tx)
  }

  /// The visits to a child from one day to another, newest first.
  package static func visits(
    to child: PersonID, from: Day, through: Day, in tx: any Transaction
  ) throws -> [Line] {
    try lines(
      """
      WHERE c.child IN \(records: child) AND n.kind IN ('visit', 'officeVisit', 'meeting')
        AND n.happened_on >= \(from) AND n.happened_on <= \(through)
      """, limit: 100, in: tx)
  }

  /// What a child said, newest first: notes in which their own words stand.
  package static func words(
    of child: PersonID, limit: Int, in tx: any Transaction
  ) throws -> [Line] {
    try lines("WHERE c.child IN \(records: child) AND c.words IS NOT NULL", limit: limit, in: tx)
  }

  private static func lines(
    _ condition: SQL, limit: Int, in tx: any Transaction
  ) throws -> [Line] {
    try tx.rows(
      """
      SELECT n.id, n.kind, n.happened_on, n.recorded_on, n.purpose, n.text, n.title, n.effect,
        w.name AS written_by, c.child, c.seen, c.alone, c.why_not, c.words, c.observed
      FROM note_child c JOIN note n ON n.id = c.note LEFT JOIN worker w ON w.id = n.written_by
      \(condition)
      ORDER BY n.happened_on DESC, n.id DESC LIMIT \(limit)
      """
    ).map { row in
      Line(
        id: try row.id("id"), kind: try row.code("kind"), happenedOn: try row.day("happened_on"),
        recordedOn: try row.day("recorded_on"), purpose: try row.text("purpose"),
        text: try row.text("text"), significance: try significance(row),
        writtenBy: try row.textIfAny("written_by"),
        block: Note.ChildBlock(
          child: try row.id("child"), seen: try row.bool("seen"), alone: try row.bool("alone"),
          whyNot: try row.textIfAny("why_not"), words: try row.textIfAny("words"),
          observed: try row.textIfAny("observed")))
    }
  }
}
