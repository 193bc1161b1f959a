import Domain
import Matching

/// The index behind the search: rows that are a function of the people's own rows, kept in the
/// transaction of the fact.
///
/// `person_key` has the blocking keys, clustered by key: whoever shares one stands side by side.
/// `person_known` has what a comparison looks at, one short text a person, so that judging a candidate
/// costs one read and not eight. `value_count` has how many people bear a name or live in a street.
/// Nothing of it is held in memory.
enum PersonIndex {
  /// Takes the place of the keys as text that migration 0002 made.
  static func schema(_ dialect: Dialect) -> [String] {
    // Clustered: SQLite keeps the rows in the key itself, PostgreSQL has the key beside them.
    let clustered = dialect == .sqlite ? " WITHOUT ROWID" : ""
    return [
      "DROP TABLE person_key",
      """
      CREATE TABLE person_key (
        key INTEGER NOT NULL,
        person INTEGER NOT NULL,
        PRIMARY KEY (key, person)
      )\(clustered)
      """,
      """
      CREATE TABLE person_known (
        person INTEGER PRIMARY KEY,
        known TEXT NOT NULL
      )
      """,
      """
      CREATE TABLE value_count (
        value TEXT PRIMARY KEY,
        people INTEGER NOT NULL CHECK (people > 0)
      )\(clustered)
      """,
      """
      CREATE TABLE person_reference (
        person INTEGER NOT NULL REFERENCES person (id),
        position INTEGER NOT NULL CHECK (position >= 0),
        system TEXT NOT NULL,
        number TEXT NOT NULL,
        PRIMARY KEY (person, position)
      )
      """,
      // Whether somebody was brought over already; one reference of one system is one person.
      "CREATE UNIQUE INDEX person_reference_number ON person_reference (system, number)",
    ]
  }

  static let tables = [
    DerivedTable("person_key", key: ["key", "person"]),
    DerivedTable("person_known", key: ["person"]),
    DerivedTable("value_count", key: ["value"]),
  ]

  /// Brings a person's rows of the index up to date.
  static func save(
    _ person: Person, on id: PersonID, isNew: Bool, in tx: any Transaction
  ) throws {
    let now = KnownPerson(id, person)
    let text = KnownText.write(now)
    var before: KnownPerson?
    if !isNew {
      before = try tx.row("SELECT known FROM person_known WHERE person = \(id)").map {
        try KnownText.read($0.text("known"), id)
      }
    }
    if let before, KnownText.write(before) == text { return }
    try tx.run(
      """
      INSERT INTO person_known (person, known) VALUES (\(id), \(text))
      ON CONFLICT (person) DO UPDATE SET known = excluded.known
      """)
    var changes = Changes()
    if let before { changes.add(before, -1) }
    changes.add(now, 1)
    // Given when the record began, and never changed.
    if isNew {
      changes.add(person.references.compactMap { BlockingKeys.of(reference: $0.number) }, id)
    }
    if let gathering = tx as? GatheringTransaction {
      try gathering.add(changes)
    } else {
      try changes.write(in: tx)
    }
  }

  /// Makes the whole index anew from the rows of people: what a database made by an earlier edition
  /// needs once.
  static func fill(in tx: any Transaction) throws {
    var from = PersonID(0)
    while true {
      let last = from
      let people = try tx.rows(
        "SELECT id FROM person WHERE id > \(last) ORDER BY id LIMIT 2000"
      ).map { row -> PersonID in try row.id("id") }
      guard let next = people.last else { return }
      try GatheringTransaction.run(in: tx) { tx in
        for start in stride(from: 0, to: people.count, by: 100) {
          let some = Array(people[start..<min(start + 100, people.count)])
          for whole in try PersonTable.whole(of: some, in: tx) {
            try save(whole.person, on: whole.id, isNew: true, in: tx)
          }
        }
      }
      from = next
    }
  }

  /// What comparisons look at, of those of the given people who are on the record.
  static func known(
    _ ids: [PersonID], others: [PersonID: [KnownPerson.NumberOfAnother]] = [:],
    in tx: any Transaction
  ) throws -> [PersonID: KnownPerson] {
    var known: [PersonID: KnownPerson] = [:]
    known.reserveCapacity(ids.count)
    for row in try tx.rows(
      "SELECT person, known FROM person_known WHERE person IN (\(padded: ids))")
    {
      let id: PersonID = try row.id("person")
      known[id] = try KnownText.read(
        try row.text("known"), id, numbersOfOthers: others[id] ?? [])
    }
    return known
  }
}

extension SQL.StringInterpolation {
  /// A list whose length is one of few, so that few statements are prepared: the last value again.
  mutating func appendInterpolation(padded values: [some SQLConvertible]) {
    var values = values
    if let last = values.last {
      var room = 4
      while room < values.count { room *= 2 }
      values += Array(repeating: last, count: room - values.count)
    }
    appendInterpolation(list: values)
  }
}

extension PersonIndex {
  /// Rows of the index to put in and to take out.
  struct Changes {
    /// Key and person in one number that sorts by key, and how many more there are of the row.
    private(set) var keys: [(row: Int64, by: Int)] = []
    private(set) var values: [String: Int] = [:]

    mutating func add(_ person: KnownPerson, _ by: Int) {
      for key in BlockingKeys.of(person) {
        keys.append((Int64(key) << 32 | Int64(person.id.number), by))
      }
      for value in ValueCount.values(of: person) { values[value, default: 0] += by }
    }

    /// Keys beside those of what is compared.
    mutating func add(_ more: [Int], _ id: PersonID) {
      for key in Set(more).subtracting(keys.map { Int($0.row >> 32) }).sorted() {
        keys.append((Int64(key) << 32 | Int64(id.number), 1))
      }
    }

    mutating func add(_ other: Changes) {
      keys += other.keys
      values.merge(other.values) { $0 + $1 }
    }

    /// In the order of the rows: rows that stand side by side are written together, and a page of the
    /// table once.
    mutating func write(in tx: any Transaction) throws {
      keys.sort { $0.row < $1.row }
      var put: [Int64] = []
      var at = keys.startIndex
      while at < keys.endIndex {
        let row = keys[at].row
        var by = 0
        while at < keys.endIndex, keys[at].row == row {
          by += keys[at].by
          at += 1
        }
        if by > 0 { put.append(row) }
        if by < 0 {
          try tx.run(
            "DELETE FROM person_key WHERE key = \(row >> 32) AND person = \(row & 0xFFFF_FFFF)")
        }
      }
      var from = 0
      while from < put.count {
        let count = put.count - from >= 64 ? 64 : put.count - from >= 8 ? 8 : 1
        try tx.run(Self.insert(put[from..<(from + count)]))
        from += count
      }
      try ValueCount.write(values, in: tx)
      keys = []
      values = [:]
    }

    private static func insert(_ rows: ArraySlice<Int64>) -> SQL {
      var sql = SQL.StringInterpolation(literalCapacity: 0, interpolationCount: rows.count * 2)
      sql.appendLiteral("INSERT INTO person_key (key, person) VALUES ")
      for (index, row) in rows.enumerated() {
        sql.appendLiteral(index == 0 ? "(" : ", (")
        sql.appendInterpolation(row >> 32)
        sql.appendLiteral(", ")
        sql.appendInterpolation(row & 0xFFFF_FFFF)
        sql.appendLiteral(")")
      }
      return SQL(stringInterpolation: sql)
    }
  }
}

/// A transaction that changes many people: rows of the index are gathered and written together, in
/// their order. One by one they would touch a page of the table for each row.
///
/// Whoever searches inside it before the end finds what stood before it.
final class GatheringTransaction: Transaction {
  private let inner: any Transaction
  private var changes = PersonIndex.Changes()

  private init(_ inner: any Transaction) { self.inner = inner }

  static func run<T>(
    in tx: any Transaction, _ body: (any Transaction) throws -> T
  ) throws -> T {
    if tx is GatheringTransaction { return try body(tx) }
    let gathering = GatheringTransaction(tx)
    let result = try body(gathering)
    try gathering.changes.write(in: tx)
    return result
  }

  /// So many rows are held at most.
  private static let most = 2_000_000

  fileprivate func add(_ more: PersonIndex.Changes) throws {
    changes.add(more)
    if changes.keys.count > Self.most { try changes.write(in: inner) }
  }

  var dialect: Dialect { inner.dialect }
  func rows(_ sql: SQL) throws -> [Row] { try inner.rows(sql) }
  @discardableResult func run(_ sql: SQL) throws -> Int { try inner.run(sql) }
  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws { try inner.each(sql, body) }
}
