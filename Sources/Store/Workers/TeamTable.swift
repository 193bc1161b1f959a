import Domain

extension Team: Kept { package typealias Table = TeamTable }

/// Teams as they are.
package enum TeamTable: NounTable {
  package typealias N = Team

  package static let schema = [
    """
    CREATE TABLE team (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL
    )
    """
  ]
  package static let tables = [
    DerivedTable("team", key: ["id"]), DerivedTable("team_remit", key: ["team", "from_day"]),
  ]

  package static func save(
    _ team: Team, on id: TeamID, after fact: Team.Fact, as entry: Entry, in tx: any Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO team (id, name, kind) VALUES (\(id), \(team.name), \(team.kind.rawValue))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind
      """)
    if case .remitSet(let remit) = fact { try saveRemit(remit, of: id, in: tx) }
  }

  package static func refusal(for constraint: String) -> Refusal? {
    Refusal("team.name-taken", "Another team has this name", question: "name")
  }

  package struct Line: Sendable {
    package let id: TeamID
    package let name: String
    package let kind: Team.Kind
  }

  package static func all(in tx: any Transaction) throws -> [Line] {
    try tx.rows("SELECT id, name, kind FROM team ORDER BY name").map(line)
  }

  package static func line(_ id: TeamID, in tx: any Transaction) throws -> Line? {
    try tx.row("SELECT id, name, kind FROM team WHERE id = \(id)").map(line)
  }

  private static func line(_ row: Row) throws -> Line {
    Line(id: try row.id("id"), name: try row.text("name"), kind: try row.code("kind"))
  }
}
