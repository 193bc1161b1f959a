import Domain

extension DailyReport: Kept { package typealias Table = DailyReportTable }

/// Daily reports to agencies as they stand: what each reads, who approved it, who opened it.
package enum DailyReportTable: NounTable {
  package typealias N = DailyReport

  package static let schema = [
    """
    CREATE TABLE dailyreport (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      reader TEXT NOT NULL,
      agency INTEGER REFERENCES agency (id),
      day TEXT NOT NULL CHECK (length(day) = 10),
      words TEXT NOT NULL CHECK (length(words) > 0),
      status TEXT NOT NULL CHECK (status IN ('draft', 'approved', 'published', 'withdrawn')),
      composed_by INTEGER REFERENCES worker (id),
      composed_on TEXT NOT NULL CHECK (length(composed_on) = 10),
      approved_by INTEGER REFERENCES worker (id),
      approved_on TEXT CHECK (length(approved_on) = 10),
      published_by INTEGER REFERENCES worker (id),
      published_on TEXT CHECK (length(published_on) = 10),
      withdrawn_by INTEGER REFERENCES worker (id),
      withdrawn_on TEXT CHECK (length(withdrawn_on) = 10),
      withdrawn_reason TEXT,
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((status = 'withdrawn') = (withdrawn_on IS NOT NULL)),
      CHECK (status <> 'published' OR (published_on IS NOT NULL AND approved_on IS NOT NULL)),
      CHECK (approved_by IS NULL OR composed_by IS NULL OR approved_by <> composed_by)
    )
    """,
    // An agency has one report of a day, unless it was withdrawn; and all that it may read.
    """
    CREATE UNIQUE INDEX dailyreport_one ON dailyreport (reader, day)
    WHERE status <> 'withdrawn'
    """,
    // What an agency may open in the portal.
    "CREATE INDEX dailyreport_agency ON dailyreport (agency, status)",
    // The reports of a day.
    "CREATE INDEX dailyreport_day ON dailyreport (day)",
    """
    CREATE TABLE dailyreport_line (
      dailyreport INTEGER NOT NULL REFERENCES dailyreport (id),
      contact INTEGER NOT NULL REFERENCES contact (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      text TEXT NOT NULL,
      removed_reason TEXT,
      removed_by INTEGER REFERENCES worker (id),
      removed_on TEXT CHECK (length(removed_on) = 10),
      PRIMARY KEY (dailyreport, contact),
      CHECK ((removed_reason IS NULL) = (removed_on IS NULL))
    )
    """,
    """
    CREATE TABLE dailyreport_person (
      dailyreport INTEGER NOT NULL REFERENCES dailyreport (id),
      contact INTEGER NOT NULL REFERENCES contact (id),
      person INTEGER NOT NULL REFERENCES person (id),
      PRIMARY KEY (dailyreport, contact, person)
    )
    """,
    """
    CREATE TABLE dailyreport_opening (
      dailyreport INTEGER NOT NULL REFERENCES dailyreport (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      who TEXT NOT NULL,
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      opened_at TEXT NOT NULL CHECK (length(opened_at) = 24),
      PRIMARY KEY (dailyreport, position)
    )
    """,
    // What could be told from a day on: the lines of a report.
    "CREATE INDEX contact_owed_from ON contact_owed (owed_from)",
  ]

  package static let tables = [
    DerivedTable("dailyreport", key: ["id"]),
    DerivedTable("dailyreport_line", key: ["dailyreport", "contact"]),
    DerivedTable("dailyreport_person", key: ["dailyreport", "contact", "person"]),
    DerivedTable("dailyreport_opening", key: ["dailyreport", "position"]),
  ]

  package static func refusal(for constraint: String) -> Refusal? {
    guard constraint.contains("dailyreport_one") || constraint.contains("dailyreport.reader")
    else { return nil }
    return Refusal(
      "dailyreport.already",
      "Somebody has just made this agency's report of the day. Go back to the list of the day")
  }

  package static func around(
    _ command: DailyReport.Command, on id: DailyReportID, given report: DailyReport?,
    in tx: any Transaction
  ) throws -> DailyReport.Around {
    switch command {
    case .compose(let question, _):
      return DailyReport.Around(
        standing: try standing(for: question.reader, on: question.day, in: tx))
    case .approve, .publish, .open:
      return DailyReport.Around(held: try held(report?.linesLeft.map(\.contact) ?? [], in: tx))
    case .removeLine, .withdraw: return DailyReport.Around()
    }
  }

  package static func save(
    _ report: DailyReport, on id: DailyReportID, after fact: DailyReport.Fact, as entry: Entry,
    in tx: any Transaction
  ) throws {
    try saveHead(report, on: id, as: entry, in: tx)
    switch fact {
    case .composed(let sheet, _): try saveLines(sheet, on: id, in: tx)
    case .lineRemoved(let removal, _, _):
      try tx.run(
        """
        UPDATE dailyreport_line SET removed_reason = \(removal.reason), removed_by = \(removal.by),
          removed_on = \(removal.on)
        WHERE dailyreport = \(id) AND contact = \(removal.contact)
        """)
    case .opened(let opening, _):
      try tx.run(
        """
        INSERT INTO dailyreport_opening (dailyreport, position, who, on_day, opened_at)
        VALUES (\(id), \(report.openings.count - 1), \(opening.who), \(opening.on),
          \(entry.recorded))
        """)
    case .approved, .published, .withdrawn: break
    }
  }

  private static func saveLines(
    _ sheet: DailyReport.Sheet, on id: DailyReportID, in tx: any Transaction
  ) throws {
    for (position, line) in sheet.lines.enumerated() {
      try tx.run(
        """
        INSERT INTO dailyreport_line (dailyreport, contact, position, text)
        VALUES (\(id), \(line.contact), \(position), \(line.text))
        """)
      for person in Set(line.people).sorted() {
        try tx.run(
          """
          INSERT INTO dailyreport_person (dailyreport, contact, person)
          VALUES (\(id), \(line.contact), \(person))
          """)
      }
    }
  }

  private static func saveHead(
    _ report: DailyReport, on id: DailyReportID, as entry: Entry, in tx: any Transaction
  ) throws {
    let sheet = report.sheet
    try tx.run(
      """
      INSERT INTO dailyreport (id, kind, name, reader, agency, day, words, status, composed_by, composed_on,
        approved_by, approved_on, published_by, published_on, withdrawn_by, withdrawn_on,
        withdrawn_reason, version, recorded_at, recorded_by)
      VALUES (\(id), \(sheet.reader.kind.rawValue), \(sheet.reader.name), \(sheet.reader.key), \(sheet.reader.agency),
        \(sheet.day), \(report.words), \(report.status.rawValue), \(sheet.by), \(sheet.on),
        \(report.approval?.by), \(report.approval?.on), \(report.publication?.by),
        \(report.publication?.on), \(report.withdrawal?.by), \(report.withdrawal?.on),
        \(report.withdrawal?.reason), \(entry.version), \(entry.recorded),
        \(entry.actor.description))
      ON CONFLICT (id) DO UPDATE SET words = excluded.words, status = excluded.status,
        approved_by = excluded.approved_by, approved_on = excluded.approved_on,
        published_by = excluded.published_by, published_on = excluded.published_on,
        withdrawn_by = excluded.withdrawn_by, withdrawn_on = excluded.withdrawn_on,
        withdrawn_reason = excluded.withdrawn_reason, version = excluded.version
      """)
  }
}
