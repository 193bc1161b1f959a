import Domain
import Matching

/// Records that are likely to be of one person, found by looking for each person whose record
/// changed: as a worker would who has the record before them. Costs a search a change, never a
/// comparison of all with all.
///
/// Like the search index it is no part of the record: `likely_duplicate` can be emptied and is filled
/// again from the beginning of the ledger.
package enum LikelyDuplicates {
  package static let schema = [
    """
    CREATE TABLE likely_duplicate (
      person INTEGER NOT NULL,
      other INTEGER NOT NULL,
      likeness INTEGER NOT NULL CHECK (likeness BETWEEN 0 AND 1000),
      PRIMARY KEY (person, other),
      CHECK (person < other)
    )
    """,
    // What a record's change finds anew, from the other side.
    "CREATE INDEX likely_duplicate_other ON likely_duplicate (other)",
    // The likeliest first: the page of duplicates.
    "CREATE INDEX likely_duplicate_likeness ON likely_duplicate (likeness)",
    // One row: how far along the ledger was looked.
    """
    CREATE TABLE duplicate_look (
      one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
      seq INTEGER NOT NULL,
      looked_at TEXT NOT NULL CHECK (length(looked_at) = 24)
    )
    """,
  ]

  /// Pairs that are likelier of two people are not listed.
  static let floor = 0.5
  /// How many others are kept for one person.
  private static let most = 5
  /// Facts after which a person may be found by others, or not any more.
  private static let kinds = [
    "created", "imported", "broughtOver", "named", "birthRecorded", "identifiersRecorded",
    "networkRecorded",
    "moved", "leftAddress",
  ].map { "\(Person.noun).\($0)" }

  // MARK: - Looking

  /// Looks for the people whose records the next facts of the ledger changed: first it reads, and
  /// then it writes what it found, so that nobody waits for it.
  /// - Parameter facts: how many facts of the ledger are gone through at once.
  /// - Returns: whether there is more to look at.
  package static func look(
    through facts: Int = 200, at now: Instant, in database: any Database
  ) async throws -> Bool {
    let (from, to, head) = try await database.read { tx -> (Int, Int, Int) in
      let from = try looked(in: tx)?.seq ?? 0
      let head = try Ledger.head(in: tx).seq
      return (from, min(from + facts, head), head)
    }
    guard to > from else { return false }
    let found = try await database.read { tx in try pairs(changed: from + 1...to, in: tx) }
    try await database.write { tx in
      // Somebody else may have looked meanwhile.
      guard try looked(in: tx)?.seq ?? 0 == from else { return }
      for (person, others) in found {
        try tx.run(
          "DELETE FROM likely_duplicate WHERE person = \(person) OR other = \(person)")
        for (other, likeness) in others {
          try tx.run(
            """
            INSERT INTO likely_duplicate (person, other, likeness)
            VALUES (\(min(person, other)), \(max(person, other)), \(likeness))
            ON CONFLICT (person, other) DO UPDATE SET likeness = excluded.likeness
            """)
        }
      }
      try tx.run(
        """
        INSERT INTO duplicate_look (one, seq, looked_at) VALUES (1, \(to), \(now))
        ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, looked_at = excluded.looked_at
        """)
    }
    return to < head
  }

  private static func pairs(
    changed seqs: ClosedRange<Int>, in tx: any Transaction
  ) throws -> [(PersonID, [(PersonID, Int)])] {
    let changed: [PersonID] = try tx.rows(
      """
      SELECT DISTINCT number FROM fact
      WHERE seq BETWEEN \(seqs.lowerBound) AND \(seqs.upperBound) AND kind IN (\(list: kinds))
      ORDER BY number
      """
    ).map { try $0.id("number") }
    return try changed.map { person in
      (
        person,
        try PersonTable.others(like: person, limit: most, in: tx).compactMap { other in
          other.likeness >= floor ? (other.person, Int((other.likeness * 1000).rounded())) : nil
        }
      )
    }
  }

  // MARK: - Reading

  package struct Looked: Sendable, Equatable {
    /// The last fact that was looked at.
    package let seq: Int
    package let at: Instant
  }

  /// How far was looked; nil before the first time.
  package static func looked(in tx: any Transaction) throws -> Looked? {
    try tx.row("SELECT seq, looked_at FROM duplicate_look").map {
      Looked(seq: try $0.int("seq"), at: try $0.instant("looked_at"))
    }
  }

  /// Two records of, perhaps, one person.
  package struct Pair: Sendable, Equatable {
    package let one: PersonID
    package let other: PersonID
  }

  /// The likeliest first; both stand for themselves, and nobody has said that they are two people.
  package static func pairs(limit: Int, in tx: any Transaction) throws -> [Pair] {
    try tx.rows(
      """
      SELECT d.person, d.other FROM likely_duplicate d
      JOIN person_record a ON a.record = d.person AND a.person = a.record
      JOIN person_record b ON b.record = d.other AND b.person = b.record
      WHERE NOT EXISTS (
        SELECT 1 FROM person_not_same n JOIN person_record x ON x.record = n.person
        JOIN person_record y ON y.record = n.other
        WHERE (x.person = a.person AND y.person = b.person)
          OR (x.person = b.person AND y.person = a.person))
      ORDER BY d.likeness DESC, d.person, d.other LIMIT \(limit)
      """
    ).map { Pair(one: try $0.id("person"), other: try $0.id("other")) }
  }
}
