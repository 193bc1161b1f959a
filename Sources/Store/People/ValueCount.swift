import Domain
import Matching

/// How many people bear a name, live in a street or go to a school: what makes a shared value say much
/// or little. One row a value, changed in the transaction of the fact.
enum ValueCount {
  /// What is counted. How many share a postcode or a phone is told by the keys of the index.
  static let kinds: Set<Frequencies.Kind> = [
    .given, .family, .year, .birthday, .street, .town, .school,
  ]

  /// The row of all people.
  static let everybody = "people:"

  static func row(_ value: Frequencies.Value) -> String { "\(value.kind.rawValue):\(value.text)" }

  static func values(of person: KnownPerson) -> [String] {
    [everybody]
      + Frequencies.values(of: person).filter {
        kinds.contains($0.kind) && $0.text.utf8.count <= 200
      }
      .map(row)
  }

  /// The values of a candidate that may be compared though they are written otherwise: names.
  static func compared(of person: KnownPerson) -> [Frequencies.Value] {
    var values: [Frequencies.Value] = []
    for name in person.names {
      values += Folding.parts(name.given).map { .init(.given, $0) }
      values += Folding.parts(name.family).map { .init(.family, $0) }
    }
    return values
  }

  static func write(_ changes: [String: Int], in tx: any Transaction) throws {
    for (value, by) in changes.sorted(by: { $0.key < $1.key }) where by != 0 {
      if by > 0 {
        try tx.run(
          """
          INSERT INTO value_count (value, people) VALUES (\(value), \(by))
          ON CONFLICT (value) DO UPDATE SET people = value_count.people + excluded.people
          """)
      } else {
        try tx.run("DELETE FROM value_count WHERE value = \(value) AND people = \(-by)")
        try tx.run(
          "UPDATE value_count SET people = people - \(-by) WHERE value = \(value) AND people > \(-by)"
        )
      }
    }
  }

  /// The counts of the given values, of others that are known, and of all people.
  static func frequencies(
    of values: Set<Frequencies.Value>, known: [Frequencies.Value: Int] = [:],
    in tx: any Transaction
  ) throws -> Frequencies {
    var byRow: [String: Frequencies.Value] = [:]
    for value in values where kinds.contains(value.kind) { byRow[row(value)] = value }
    var everyone = 0
    var counts = known
    let asked = byRow.keys.sorted() + [everybody]
    for start in stride(from: 0, to: asked.count, by: 256) {
      let some = Array(asked[start..<min(start + 256, asked.count)])
      for row in try tx.rows(
        "SELECT value, people FROM value_count WHERE value IN (\(padded: some))")
      {
        let (text, people) = (try row.text("value"), try row.int("people"))
        if text == everybody { everyone = people }
        if let value = byRow[text] { counts[value] = people }
      }
    }
    return Frequencies(people: everyone, counts: counts)
  }
}
