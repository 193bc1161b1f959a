import Domain

/// How often each level of agreement is seen between two records of one person (`m`), of two people
/// of one family (`kin`) and of two people who have nothing to do with each other (`u`).
package struct Weights: Sendable, Equatable {
  /// One level of a field. What is seen between strangers, and between kin, may grow with how common
  /// the value is: `share × s + base`.
  package struct Level: Codable, Sendable, Equatable {
    package var m: Double
    package var kin: Chance
    package var u: Chance
  }

  package struct Chance: Codable, Sendable, Equatable {
    package var share: Double
    package var base: Double

    package func at(_ share: Double) -> Double { min(1, self.share * share + base) }
  }

  /// For each field, in the order of ``Field``, its levels; a field nobody weighs has none.
  package var fields: [[Level]]
  /// How many other records of the same person there are for one record, on average. The chance
  /// that any two records are of one person is this by the number of people.
  package var expected: Double
  /// How many people of the same family there are on record for one person, on average.
  package var kin: Double

  package init(fields: [[Level]], expected: Double, kin: Double) {
    self.fields = fields
    self.expected = expected
    self.kin = kin
  }

  package subscript(_ field: Field, _ level: Int) -> Level {
    get { fields[field.rawValue][level - 1] }
    set { fields[field.rawValue][level - 1] = newValue }
  }

  /// The weights that Threshold comes with.
  package static let shipped = Weights(table: shippedTable)

  /// Reads lines of `field level m kin u`; `kin` and `u` are a number, or `3s` for three times the
  /// share of the value, or both: `3s+0.001`.
  init(table: String) {
    var fields = [[Level]](repeating: [], count: Field.allCases.count)
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 5, let field = Field.allCases.first(where: { "\($0)" == words[0] }),
        field.levels.indices.contains(fields[field.rawValue].count),
        field.levels[fields[field.rawValue].count] == words[1],
        let m = Double(words[2]), let kin = Chance(words[3]), let u = Chance(words[4])
      else { preconditionFailure("no weight: \(line)") }
      fields[field.rawValue].append(Level(m: m, kin: kin, u: u))
    }
    self.init(fields: fields, expected: 1, kin: 2)
  }
}

extension Weights.Chance {
  fileprivate init?(_ text: Substring) {
    var (share, base) = (0.0, 0.0)
    for piece in text.split(separator: "+") {
      if piece.hasSuffix("s"), let factor = Double(piece.dropLast()) {
        share = factor
      } else if let number = Double(piece) {
        base = number
      } else {
        return nil
      }
    }
    self.init(share: share, base: base)
  }
}

/// Kept as `{"given":{"same":{…}}}`, so that a level added later does not make it unreadable.
extension Weights: Codable {
  private enum Key: String, CodingKey { case fields, expected, kin }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let kept = try container.decode([String: [String: Level]].self, forKey: .fields)
    self = .shipped
    expected = try container.decode(Double.self, forKey: .expected)
    kin = try container.decode(Double.self, forKey: .kin)
    for field in Field.allCases {
      for (index, name) in field.levels.enumerated() {
        if let level = kept["\(field)"]?[name] { self[field, index + 1] = level }
      }
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    var kept: [String: [String: Level]] = [:]
    for field in Field.allCases {
      for (name, level) in zip(field.levels, fields[field.rawValue]) {
        kept["\(field)", default: [:]][name] = level
      }
    }
    try container.encode(kept, forKey: .fields)
    try container.encode(expected, forKey: .expected)
    try container.encode(kin, forKey: .kin)
  }
}
