/// Whose record this is: the council's name and its three-digit number in education returns.
package struct Authority: Sendable, Equatable {
  package var name: String
  /// Three digits (DfE `LA_CODE`); nil until it is known, then returns can be written.
  package var laCode: String?

  package init(name: String, laCode: String?) {
    self.name = name
    self.laCode = laCode
  }

  static let schema = [
    """
    CREATE TABLE authority (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      name TEXT NOT NULL,
      la_code TEXT CHECK (length(la_code) = 3)
    )
    """
  ]

  package static func load(in tx: any Transaction) throws -> Authority? {
    try tx.row("SELECT name, la_code FROM authority WHERE id = 1").map {
      Authority(name: try $0.text("name"), laCode: try $0.textIfAny("la_code"))
    }
  }

  package func save(in tx: any Transaction) throws {
    try tx.run(
      """
      INSERT INTO authority (id, name, la_code) VALUES (1, \(name), \(laCode))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, la_code = excluded.la_code
      """)
  }
}
