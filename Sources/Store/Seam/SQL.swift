import Domain

/// A statement as it reads: text, with every interpolated value bound and never spliced.
///
///     tx.rows("SELECT id FROM contact WHERE received >= \(day) ORDER BY id")
///
/// Only the common subset of SQLite 3.40 and PostgreSQL 15 is written here.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
  /// Text between the values: always one more than the values.
  package private(set) var pieces: [String]
  package private(set) var values: [SQLValue]

  package init(stringLiteral value: String) {
    pieces = [value]
    values = []
  }

  /// Text of our own that no value is part of: the names of tables in a walk over all of them.
  package init(trusted text: String) {
    pieces = [text]
    values = []
  }

  package init(stringInterpolation: StringInterpolation) {
    pieces = stringInterpolation.pieces
    values = stringInterpolation.values
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [String] = [""]
    fileprivate var values: [SQLValue] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      values.reserveCapacity(interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) {
      pieces[pieces.count - 1] += literal
    }

    package mutating func appendInterpolation(_ value: some SQLConvertible) {
      values.append(value.sql)
      pieces.append("")
    }

    package mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
      values.append(value?.sql ?? .null)
      pieces.append("")
    }

    /// A list of values: `WHERE id IN (\(list: ids))`. An empty list is `NULL`, which matches none.
    package mutating func appendInterpolation(list: [some SQLConvertible]) {
      if list.isEmpty { return appendLiteral("NULL") }
      for (index, value) in list.enumerated() {
        if index > 0 { appendLiteral(", ") }
        appendInterpolation(value)
      }
    }

    /// Another statement's text and values, where a query is put together from parts.
    package mutating func appendInterpolation(_ part: SQL) {
      pieces[pieces.count - 1] += part.pieces[0]
      for (index, value) in part.values.enumerated() {
        values.append(value)
        pieces.append(part.pieces[index + 1])
      }
    }
  }

  /// The text with an engine's own placeholders: `?1` or `$1`.
  package func text(placeholder: (Int) -> String) -> String {
    var text = pieces[0]
    for index in values.indices {
      text += placeholder(index + 1)
      text += pieces[index + 1]
    }
    return text
  }
}

/// A value on its way into or out of an engine.
package enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])
}

/// What can be bound.
package protocol SQLConvertible { var sql: SQLValue { get } }

extension SQLValue: SQLConvertible { package var sql: SQLValue { self } }
extension Int: SQLConvertible { package var sql: SQLValue { .integer(Int64(self)) } }
extension Int64: SQLConvertible { package var sql: SQLValue { .integer(self) } }
extension Double: SQLConvertible { package var sql: SQLValue { .real(self) } }
extension String: SQLConvertible { package var sql: SQLValue { .text(self) } }
extension Substring: SQLConvertible { package var sql: SQLValue { .text(String(self)) } }
extension [UInt8]: SQLConvertible { package var sql: SQLValue { .bytes(self) } }
/// Truth is 0 or 1, with a CHECK on the column: the two engines differ on a boolean type.
extension Bool: SQLConvertible { package var sql: SQLValue { .integer(self ? 1 : 0) } }
extension Day: SQLConvertible { package var sql: SQLValue { .text(iso) } }
extension Instant: SQLConvertible { package var sql: SQLValue { .text(iso) } }
/// A record's number is stored as the number alone.
extension Identifier: SQLConvertible { package var sql: SQLValue { .integer(Int64(number)) } }
