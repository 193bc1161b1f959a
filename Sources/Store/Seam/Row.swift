import Domain

/// One row, read by column name. A column that is not there, or holds another kind of value, is our
/// mistake in the statement beside it, and throws ``RowError``.
package struct Row: Sendable {
  package let columns: [String]
  package let values: [SQLValue]

  package init(columns: [String], values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  package func value(_ column: String) throws -> SQLValue {
    guard let index = columns.firstIndex(of: column) else {
      throw RowError(column: column, problem: "is not in the result")
    }
    return values[index]
  }

  package func text(_ column: String) throws -> String { try require(column, textIfAny(column)) }
  package func textIfAny(_ column: String) throws -> String? {
    switch try value(column) {
    case .null: nil
    case .text(let text): text
    default: throw RowError(column: column, problem: "is not text")
    }
  }

  package func int(_ column: String) throws -> Int { try require(column, intIfAny(column)) }
  package func intIfAny(_ column: String) throws -> Int? {
    switch try value(column) {
    case .null: nil
    case .integer(let number): Int(number)
    default: throw RowError(column: column, problem: "is not a whole number")
    }
  }

  package func bool(_ column: String) throws -> Bool { try int(column) == 1 }
  package func boolIfAny(_ column: String) throws -> Bool? { try intIfAny(column).map { $0 == 1 } }

  package func bytes(_ column: String) throws -> [UInt8] {
    guard let bytes = try bytesIfAny(column) else {
      throw RowError(column: column, problem: "is empty")
    }
    return bytes
  }
  package func bytesIfAny(_ column: String) throws -> [UInt8]? {
    switch try value(column) {
    case .null: nil
    case .bytes(let bytes): bytes
    default: throw RowError(column: column, problem: "is not bytes")
    }
  }

  package func real(_ column: String) throws -> Double {
    switch try value(column) {
    case .real(let number): number
    case .integer(let number): Double(number)
    default: throw RowError(column: column, problem: "is not a number")
    }
  }

  package func day(_ column: String) throws -> Day { try require(column, dayIfAny(column)) }
  package func dayIfAny(_ column: String) throws -> Day? {
    guard let text = try textIfAny(column) else { return nil }
    return try require(column, Day(iso: text))
  }

  package func instant(_ column: String) throws -> Instant {
    try require(column, instantIfAny(column))
  }
  package func instantIfAny(_ column: String) throws -> Instant? {
    guard let text = try textIfAny(column) else { return nil }
    return try require(column, Instant(iso: text))
  }

  package func id<N: Identified>(_ column: String, of: N.Type = N.self) throws -> Identifier<N> {
    Identifier(try int(column))
  }
  package func idIfAny<N: Identified>(
    _ column: String, of: N.Type = N.self
  ) throws -> Identifier<N>? {
    try intIfAny(column).map { Identifier($0) }
  }

  /// A code held as its raw value.
  package func code<C: RawRepresentable>(
    _ column: String, of: C.Type = C.self
  ) throws -> C where C.RawValue == String {
    try require(column, C(rawValue: try text(column)))
  }
  package func codeIfAny<C: RawRepresentable>(
    _ column: String, of: C.Type = C.self
  ) throws -> C? where C.RawValue == String {
    guard let raw = try textIfAny(column) else { return nil }
    return try require(column, C(rawValue: raw))
  }

  private func require<T>(_ column: String, _ value: T?) throws -> T {
    guard let value else { throw RowError(column: column, problem: "holds nothing readable") }
    return value
  }
}

/// A statement and the code that reads it disagree. Carries the column only, never its content.
package struct RowError: Error, Sendable {
  package let column: String
  package let problem: String
}
