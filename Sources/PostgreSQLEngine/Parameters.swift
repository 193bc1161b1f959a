import CPostgreSQL
import Store

/// The server's numbers for the types that cross the seam.
enum ValueType {
  static let bool: Oid = 16
  static let bytes: Oid = 17
  static let bigint: Oid = 20
  static let smallint: Oid = 21
  static let integer: Oid = 23
  static let text: Oid = 25
  static let oid: Oid = 26
  static let real: Oid = 700
  static let double: Oid = 701
  static let numeric: Oid = 1700
}

/// A statement's values as libpq takes them: text ending in NUL, bytes as they are.
///
/// Each is announced with its type, for left to itself the server takes `$1` in
/// `INSERT … SELECT DISTINCT $1` for text and in `$1 + 1` for a 32-bit number. A null has no type of
/// its own: there the server chooses.
struct Parameters {
  private(set) var types: [Oid] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []
  private var offsets: [Int?] = []
  private var buffer: [UInt8] = []

  var count: Int32 { Int32(types.count) }

  init(_ values: [SQLValue]) throws {
    for value in values {
      switch value {
      case .null: append(0, nil)
      case .integer(let number): append(ValueType.bigint, String(number).utf8)
      case .real(let number): append(ValueType.double, number.description.utf8)
      case .text(let text):
        if text.utf8.contains(0) {
          throw DatabaseError.statement("text cannot hold a NUL character")
        }
        append(ValueType.text, text.utf8)
      case .bytes(let bytes): append(ValueType.bytes, bytes, format: 1)
      }
    }
  }

  private mutating func append(_ type: Oid, _ bytes: (some Sequence<UInt8>)?, format: Int32 = 0) {
    types.append(type)
    formats.append(format)
    guard let bytes else {
      offsets.append(nil)
      return lengths.append(0)
    }
    offsets.append(buffer.count)
    buffer.append(contentsOf: bytes)
    lengths.append(Int32(buffer.count - (offsets.last.flatMap(\.self) ?? 0)))
    buffer.append(0)
  }

  private mutating func append(_ type: Oid, _ nothing: String.UTF8View?) {
    append(type, nothing, format: 0)
  }

  func withPointers<T>(
    _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) throws -> T
  ) rethrows -> T {
    try buffer.withUnsafeBytes { bytes in
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      return try body(
        offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } },
        lengths, formats)
    }
  }
}

extension SQL {
  /// The text with `$1` for the first value. `$1 IS NULL` says nothing about a type, so a null there
  /// is called text.
  var postgreSQLText: String {
    var text = pieces[0]
    for index in values.indices {
      let next = pieces[index + 1]
      text += "$\(index + 1)"
      if values[index] == .null, next.asksWhetherNull { text += "::text" }
      text += next
    }
    return text
  }
}

extension String {
  fileprivate var asksWhetherNull: Bool {
    drop(while: \.isWhitespace).prefix(3).uppercased() == "IS "
  }
}
