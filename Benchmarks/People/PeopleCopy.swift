import Domain
import Store

/// The people of a SQLite file, put into PostgreSQL as the rows they are: the tables of both engines are
/// the same, and what is measured there is the search, not a second import.
enum PeopleCopy {
  /// Between values and for none: characters that no value of an invented person holds.
  private static let between = "\u{2}\u{3}"
  private static let none = "\u{3}\u{2}"
  private static let atOnce = 20_000

  static func run(from: any Database, to: any Database) async throws {
    let tables = try await from.read { tx in
      try tx.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migration'")
        .map { try $0.text("name") }
    }
    for table in tables {
      let types = try await to.read { tx in
        try tx.rows(
          """
          SELECT column_name, data_type FROM information_schema.columns
          WHERE table_name = \(table) AND table_schema = current_schema() ORDER BY ordinal_position
          """
        ).map { (name: try $0.text("column_name"), type: try $0.text("data_type")) }
      }
      guard !types.isEmpty else { continue }
      let key = try await from.read { tx in
        try tx.rows("SELECT name FROM pragma_table_info(\(table)) WHERE pk > 0 ORDER BY pk")
          .map { try $0.text("name") }
      }
      var after: [SQLValue]?
      repeat {
        after = try await batch(of: table, types, by: key, after: after, from: from, to: to)
      } while after != nil
    }
    try await to.write { tx in _ = try tx.run("ANALYZE") }
  }

  /// Some rows after the given place in the file; the place of the last, nil when there were none.
  private static func batch(
    of table: String, _ columns: [(name: String, type: String)], by key: [String],
    after: [SQLValue]?, from: any Database, to: any Database
  ) async throws -> [SQLValue]? {
    let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let keys = SQL(trusted: key.joined(separator: ", "))
    let start: SQL = after.map { "WHERE (\(keys)) > (\(list: $0))" } ?? ""
    let rows = try await from.read { tx in
      try tx.rows(
        """
        \(SQL(trusted: "SELECT \(names) FROM \(table)")) \(start) ORDER BY \(keys) LIMIT \(atOnce)
        """)
    }
    guard let last = rows.last else { return nil }
    var insert = SQL(trusted: "INSERT INTO \(table) (\(names)) SELECT * FROM unnest(")
    for (index, column) in columns.enumerated() {
      let joined = try rows.map { text(of: try $0.value(column.name)) }
        .joined(separator: between)
      let comma = SQL(trusted: index == 0 ? "" : ", ")
      let type = SQL(trusted: "::\(column.type)[]")
      insert = "\(insert)\(comma)string_to_array(\(joined), \(between), \(none))\(type)"
    }
    let statement: SQL = "\(insert))"
    try await to.write { tx in
      // Constraints held where the rows come from.
      _ = try tx.run("SET LOCAL session_replication_role = replica")
      _ = try tx.run(statement)
    }
    return try key.map { try last.value($0) }
  }

  private static func text(of value: SQLValue) -> String {
    switch value {
    case .null: none
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text): text
    case .bytes(let bytes):
      "\\x" + bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
  }
}
