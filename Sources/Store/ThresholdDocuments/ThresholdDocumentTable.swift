import Domain

extension ThresholdDocument: Kept { package typealias Table = ThresholdDocumentTable }

/// The editions of the threshold document that the partners adopted.
package enum ThresholdDocumentTable: NounTable {
  package typealias N = ThresholdDocument

  package static let schema = [
    """
    CREATE TABLE thresholddocument (
      id INTEGER PRIMARY KEY,
      edition TEXT NOT NULL UNIQUE,
      in_force_from TEXT NOT NULL CHECK (length(in_force_from) = 10),
      source TEXT NOT NULL,
      adopted_on TEXT NOT NULL CHECK (length(adopted_on) = 10),
      adopted_by INTEGER REFERENCES worker (id),
      version INTEGER NOT NULL CHECK (version > 0)
    )
    """,
    """
    CREATE TABLE threshold_level (
      document INTEGER NOT NULL REFERENCES thresholddocument (id),
      level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),
      name TEXT NOT NULL,
      meaning TEXT NOT NULL,
      PRIMARY KEY (document, level)
    )
    """,
    """
    CREATE TABLE threshold_indicator (
      document INTEGER NOT NULL REFERENCES thresholddocument (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      indicator TEXT NOT NULL,
      level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),
      domain TEXT NOT NULL,
      words TEXT NOT NULL,
      PRIMARY KEY (document, position)
    )
    """,
  ]

  package static let tables = [
    DerivedTable("thresholddocument", key: ["id"]),
    DerivedTable("threshold_level", key: ["document", "level"]),
    DerivedTable("threshold_indicator", key: ["document", "position"]),
  ]

  package static func around(
    _ command: ThresholdDocument.Command, on id: ThresholdDocumentID,
    given document: ThresholdDocument?, in tx: any Transaction
  ) throws -> ThresholdDocument.Around {
    ThresholdDocument.Around(editions: try editions(in: tx))
  }

  package static func save(
    _ document: ThresholdDocument, on id: ThresholdDocumentID,
    after fact: ThresholdDocument.Fact, as entry: Entry, in tx: any Transaction
  ) throws {
    switch fact {
    case .adopted(let adopted, let worker, let on):
      try tx.run(
        """
        INSERT INTO thresholddocument (id, edition, in_force_from, source, adopted_on, adopted_by,
          version)
        VALUES (\(id), \(adopted.edition), \(adopted.from), \(adopted.source), \(on), \(worker),
          \(entry.version))
        """)
      for text in adopted.levels {
        try tx.run(
          """
          INSERT INTO threshold_level (document, level, name, meaning)
          VALUES (\(id), \(text.level.rawValue), \(text.name), \(text.meaning))
          """)
      }
      for (position, indicator) in adopted.indicators.enumerated() {
        try tx.run(
          """
          INSERT INTO threshold_indicator (document, position, indicator, level, domain, words)
          VALUES (\(id), \(position), \(indicator.id), \(indicator.level.rawValue),
            \(indicator.domain.rawValue), \(indicator.words))
          """)
      }
    }
  }

  /// Every edition there is. A council has a handful.
  package static func editions(in tx: any Transaction) throws -> ThresholdEditions {
    let documents = try tx.rows(
      "SELECT id, edition, in_force_from, source FROM thresholddocument ORDER BY id")
    guard !documents.isEmpty else { return .shipped }
    return ThresholdEditions(
      try documents.map { row in
        let id: ThresholdDocumentID = try row.id("id")
        let levels = try tx.rows(
          "SELECT level, name, meaning FROM threshold_level WHERE document = \(id) ORDER BY level")
        let indicators = try tx.rows(
          """
          SELECT indicator, level, domain, words FROM threshold_indicator
          WHERE document = \(id) ORDER BY position
          """)
        return Thresholds(
          edition: try row.text("edition"), from: try row.day("in_force_from"),
          source: try row.text("source"),
          levels: try levels.map {
            Thresholds.LevelText(try level($0), try $0.text("name"), try $0.text("meaning"))
          },
          indicators: try indicators.map {
            Thresholds.Indicator(
              id: try $0.text("indicator"), level: try level($0), domain: try $0.code("domain"),
              words: try $0.text("words"))
          })
      })
  }

  private static func level(_ row: Row) throws -> Contact.Level {
    guard let level = Contact.Level(rawValue: try row.int("level")) else {
      throw DatabaseError.damaged("thresholddocument: a level that there is not")
    }
    return level
  }
}
