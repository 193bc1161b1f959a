import Domain

extension Note: Kept { package typealias Table = NoteTable }

/// Notes and visits as they read now, with a block for each child.
package enum NoteTable: NounTable {
  package typealias N = Note

  package static let schema = [
    """
    CREATE TABLE note (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      happened_on TEXT NOT NULL CHECK (length(happened_on) = 10),
      happened_minute INTEGER CHECK (happened_minute BETWEEN 0 AND 1439),
      purpose TEXT NOT NULL,
      text TEXT NOT NULL CHECK (text <> ''),
      original_text TEXT NOT NULL,
      corrected INTEGER NOT NULL CHECK (corrected IN (0, 1)),
      title TEXT,
      effect TEXT,
      written_by INTEGER REFERENCES worker (id),
      recorded_on TEXT NOT NULL CHECK (length(recorded_on) = 10),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((title IS NULL) = (effect IS NULL))
    )
    """,
    // What was recorded lately and how late: recording lag.
    "CREATE INDEX note_recorded ON note (recorded_on)",
    """
    CREATE TABLE note_child (
      note INTEGER NOT NULL REFERENCES note (id),
      child INTEGER NOT NULL REFERENCES person (id),
      seen INTEGER NOT NULL CHECK (seen IN (0, 1)),
      alone INTEGER NOT NULL CHECK (alone IN (0, 1)),
      why_not TEXT,
      words TEXT,
      observed TEXT,
      PRIMARY KEY (note, child),
      CHECK (alone = 0 OR seen = 1)
    )
    """,
    // A child's notes, what the child said, and when the child was last seen.
    "CREATE INDEX note_child_child ON note_child (child, note)",
    """
    CREATE TABLE note_correction (
      note INTEGER NOT NULL REFERENCES note (id),
      position INTEGER NOT NULL,
      text TEXT NOT NULL,
      reason TEXT NOT NULL,
      corrected_by INTEGER REFERENCES worker (id),
      corrected_on TEXT NOT NULL CHECK (length(corrected_on) = 10),
      PRIMARY KEY (note, position)
    )
    """,
  ]
  /// Visits that were tried and did not come about.
  package static let failedSchema = ["ALTER TABLE note ADD COLUMN failed TEXT"]
  package static let tables = [
    DerivedTable("note", key: ["id"]),
    DerivedTable("note_child", key: ["note", "child"]),
    DerivedTable("note_correction", key: ["note", "position"]),
  ]

  package static func save(
    _ note: Note, on id: NoteID, after fact: Note.Fact, as entry: Entry, in tx: any Transaction
  ) throws {
    let details = note.details
    try tx.run(
      """
      INSERT INTO note
        (id, kind, happened_on, happened_minute, purpose, text, original_text, corrected, title,
         effect, written_by, recorded_on, version, recorded_at, recorded_by, failed)
      VALUES (\(id), \(details.kind.rawValue), \(details.happenedOn), \(details.happenedMinute),
        \(details.purpose), \(note.corrections.last?.text ?? details.text), \(details.text),
        \(!note.corrections.isEmpty), \(note.significance?.title), \(note.significance?.effect),
        \(note.by), \(entry.recorded.day), \(entry.version), \(entry.recorded),
        \(entry.actor.description), \(details.failed?.rawValue))
      ON CONFLICT (id) DO UPDATE SET text = excluded.text, corrected = excluded.corrected,
        title = excluded.title, effect = excluded.effect, version = excluded.version
      """)
    switch fact {
    case .recorded:
      for block in details.children {
        try tx.run(
          """
          INSERT INTO note_child (note, child, seen, alone, why_not, words, observed)
          VALUES (\(id), \(block.child), \(block.seen), \(block.alone), \(block.whyNot),
            \(block.words), \(block.observed))
          """)
      }
    case .corrected(let correction, _):
      try tx.run(
        """
        INSERT INTO note_correction (note, position, text, reason, corrected_by, corrected_on)
        VALUES (\(id), \(note.corrections.count - 1), \(correction.text), \(correction.reason),
          \(correction.by), \(correction.on))
        """)
    case .promoted: break
    }
  }
}
