import CPostgreSQL
import Store

/// What one statement gave, freed when let go of.
final class Answer {
  let pointer: OpaquePointer
  init(_ pointer: OpaquePointer) { self.pointer = pointer }
  deinit { PQclear(pointer) }

  /// Rows changed by the statement.
  var changes: Int {
    Int(String(cString: PQcmdTuples(pointer))) ?? 0
  }

  var rowCount: Int { Int(PQntuples(pointer)) }

  func rows() throws -> [Row] {
    var rows: [Row] = []
    rows.reserveCapacity(rowCount)
    try each { rows.append($0) }
    return rows
  }

  func each(_ body: (Row) throws -> Void) throws {
    let width = PQnfields(pointer)
    let columns = (0..<width).map { String(cString: PQfname(pointer, $0)) }
    let types = (0..<width).map { PQftype(pointer, $0) }
    for row in 0..<PQntuples(pointer) {
      var values: [SQLValue] = []
      values.reserveCapacity(columns.count)
      for column in 0..<width { values.append(value(row, column, types[Int(column)])) }
      try body(Row(columns: columns, values: values))
    }
  }

  private func value(_ row: Int32, _ column: Int32, _ type: Oid) -> SQLValue {
    if PQgetisnull(pointer, row, column) == 1 { return .null }
    let bytes = UnsafeRawBufferPointer(
      start: PQgetvalue(pointer, row, column), count: Int(PQgetlength(pointer, row, column)))
    let text = String(decoding: bytes, as: UTF8.self)
    switch type {
    case ValueType.bigint, ValueType.integer, ValueType.smallint, ValueType.oid:
      return Int64(text).map { .integer($0) } ?? .text(text)
    case ValueType.bool: return .integer(text == "t" ? 1 : 0)
    case ValueType.double, ValueType.real: return Double(text).map { .real($0) } ?? .text(text)
    // The sum of whole numbers is numeric here, and must be whole as it is in SQLite.
    case ValueType.numeric:
      return Int64(text).map { .integer($0) } ?? Double(text).map { .real($0) } ?? .text(text)
    case ValueType.bytes: return .bytes(unhex(bytes.dropFirst(2)))
    default: return .text(text)
    }
  }
}

/// `0a1b` as the two bytes it stands for.
private func unhex(_ digits: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
  func value(_ digit: UInt8) -> UInt8 {
    digit < UInt8(ascii: "a") ? digit &- UInt8(ascii: "0") : digit &- UInt8(ascii: "a") &+ 10
  }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(digits.count / 2)
  var index = digits.startIndex
  while index + 1 < digits.endIndex {
    bytes.append(value(digits[index]) << 4 | value(digits[index + 1]))
    index += 2
  }
  return bytes
}

/// What the server says of a failure, without the values it quotes.
struct Diagnosis {
  private let result: OpaquePointer
  init(_ result: OpaquePointer) { self.result = result }

  /// A field by its letter in the protocol: C state, M message, D detail, t table, c column,
  /// n constraint, R routine.
  func field(_ letter: Unicode.Scalar) -> String? {
    PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) }
  }

  var state: String { field("C") ?? "" }

  var error: DatabaseError {
    let constraint = field("n") ?? "PostgreSQL says \(state)"
    switch state {
    case "23505": return .notUnique(uniqueColumns ?? constraint)
    case "23502": return .constraint("\(field("t") ?? "").\(field("c") ?? "")")
    case "23503": return .constraint("FOREIGN KEY")
    // A trigger of ours that refused: its words are the schema's.
    case "P0001": return .constraint(field("M") ?? state)
    case "25006": return .statement("a read may not write")
    case "0A000", "26000":
      return .unavailable("a table changed while it was being read (\(state)); ask again")
    case "XX001", "XX002": return .damaged("PostgreSQL found a damaged page or index (\(state))")
    default: break
    }
    switch state.prefix(2) {
    case "23": return .constraint(constraint)
    // These messages name tables, columns and words of the statement, never what is bound to it.
    case "42": return .statement(field("M") ?? state)
    case "08", "53", "55", "57", "58", "40", "25":
      return .unavailable("PostgreSQL says \(state)")
    default: return .statement("PostgreSQL says \(state)")
    }
  }

  /// "Key (stream, version)=(…) already exists." is about "fact.stream, fact.version", as SQLite puts
  /// it. The values stay unread. An index over an expression goes by its name.
  private var uniqueColumns: String? {
    guard let table = field("t"), let detail = field("D"),
      let open = detail.firstIndex(of: "("), let close = detail.firstRange(of: ")=(")
    else { return nil }
    let columns = detail[detail.index(after: open)..<close.lowerBound].split(separator: ", ")
    let isPlain = columns.allSatisfy { column in
      column.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
    guard isPlain else { return field("n").map { "index '\($0)'" } }
    return columns.map { "\(table).\($0)" }.joined(separator: ", ")
  }
}
