/// A row of a table, and the line of the file that it begins on.
package struct CSVRow: Sendable, Equatable {
  package internal(set) var line = 1
  /// All fields one after the other, without quotation marks and separators.
  var text: [UInt8] = []
  /// Where each field ends in ``text``.
  var ends: [Int] = []

  package var count: Int { ends.count }

  package func bytes(_ field: Int) -> ArraySlice<UInt8> {
    text[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
  }

  /// The field as UTF-8; where it is not that, as Windows-1252, in which older systems export.
  package subscript(_ field: Int) -> String {
    let bytes = bytes(field)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    for byte in bytes {
      let scalar = (128..<160).contains(byte) ? CSVRow.windows[Int(byte) - 128] : UInt32(byte)
      text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
    }
    return text
  }

  /// What Windows-1252 has where Latin-1 has control characters.
  private static let windows: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}

/// What is wrong with a file of comma separated values, and where.
package struct CSVError: Error, Sendable, Equatable, CustomStringConvertible {
  package let line: Int
  package let what: String

  package init(line: Int, what: String) {
    self.line = line
    self.what = what
  }

  package var description: String { "Line \(line): \(what)" }
}

/// Reads comma separated values row by row, however large the file: RFC 4180, and besides it any
/// end of line, a mark of UTF-8 at the start, empty lines (passed over) and quotation marks inside
/// an unquoted field (kept). A row is held, never the file.
package struct CSVReader {
  /// A field longer than this is a quotation mark that somebody forgot to close.
  package static let longest = 1 << 20

  private let more: () throws -> [UInt8]
  private var chunk: [UInt8] = []
  private var at = 0
  private var line = 1
  private var started = false
  private var ended = false
  /// A line feed after a carriage return belongs to it.
  private var afterReturn = false

  /// `more` gives the file's next bytes, none at its end.
  package init(_ more: @escaping () throws -> [UInt8]) { self.more = more }

  package init(text: String) {
    var rest: [UInt8] = Array(text.utf8)
    self.init {
      defer { rest = [] }
      return rest
    }
  }

  private enum State { case start, plain, quoted, closed }

  /// The next row; nil at the end of the file.
  /// - Throws: ``CSVError``, and what reading the file throws.
  package mutating func next() throws -> CSVRow? {
    var row = CSVRow()
    row.text.reserveCapacity(128)
    row.ends.reserveCapacity(16)
    var state = State.start
    var opened = line
    row.line = line
    while let byte = try take() {
      if afterReturn {
        afterReturn = false
        if byte == Self.feed { continue }
      }
      switch (state, byte) {
      case (.quoted, Self.quote): state = .closed
      case (.quoted, _):
        if byte == Self.feed { line += 1 }
        if row.text.count - (row.ends.last ?? 0) > Self.longest {
          throw CSVError(line: opened, what: "a quotation mark is opened and never closed")
        }
        row.text.append(byte)
      case (.closed, Self.quote):
        row.text.append(byte)
        state = .quoted
      case (_, Self.comma):
        row.ends.append(row.text.count)
        state = .start
      case (_, Self.feed), (_, Self.carriage):
        afterReturn = byte == Self.carriage
        line += 1
        if row.ends.isEmpty, row.text.isEmpty, state == .start {
          row.line = line
          continue
        }
        row.ends.append(row.text.count)
        return row
      case (.start, Self.quote):
        state = .quoted
        opened = line
      case (.closed, _):
        throw CSVError(
          line: line,
          what: "text follows a closing quotation mark; write \"\" for one inside a field")
      default:
        row.text.append(byte)
        state = .plain
        if row.text.count - (row.ends.last ?? 0) > Self.longest {
          throw CSVError(line: line, what: "a field is longer than a million letters")
        }
      }
    }
    if state == .quoted {
      throw CSVError(line: opened, what: "a quotation mark is opened and never closed")
    }
    if row.ends.isEmpty, row.text.isEmpty, state == .start { return nil }
    row.ends.append(row.text.count)
    return row
  }

  private mutating func take() throws -> UInt8? {
    if at == chunk.count {
      guard !ended else { return nil }
      chunk = try more()
      at = 0
      if !started {
        started = true
        // A first chunk may be shorter than the mark of UTF-8.
        while chunk.count < 3, case let next = try more(), !next.isEmpty { chunk += next }
        if chunk.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        if at == chunk.count, at > 0 {
          chunk = try more()
          at = 0
        }
      }
      if at == chunk.count {
        ended = true
        return nil
      }
    }
    defer { at += 1 }
    return chunk[at]
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let feed = UInt8(ascii: "\n")
  private static let carriage = UInt8(ascii: "\r")
}

package enum CSVLine {
  /// A text that a spreadsheet would take for a formula, made into text; any other as it is.
  package static func neutral(_ field: String) -> String {
    guard let first = field.unicodeScalars.first else { return field }
    let signs: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r"]
    return signs.contains(first) ? "'" + field : field
  }

  /// A line of a table with its end, quoted where a field needs it.
  package static func of(_ fields: [String]) -> String {
    fields.map { field in
      let plain = field.utf8.allSatisfy { byte in
        byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\n")
          && byte != UInt8(ascii: "\r")
      }
      return plain
        ? field
        : "\""
          + field.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\""
    }.joined(separator: ",") + "\r\n"
  }
}

extension CSVRow {
  /// The row with these columns alone, in this order.
  package func keeping(_ fields: [Int]) -> CSVRow {
    var row = CSVRow()
    row.line = line
    for field in fields where field < count {
      row.text += bytes(field)
      row.ends.append(row.text.count)
    }
    return row
  }
}
