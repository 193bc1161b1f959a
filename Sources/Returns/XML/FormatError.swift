/// A file is not what it says it is, so nothing of it is kept. Says where and what to do; never
/// what stands in the file, which may be about a child.
package struct FormatError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Counted from 1.
  package let line: Int
  /// Counted in bytes from 1, where it is known.
  package let column: Int?
  /// The element, where there is one and its name is fit to show.
  package let element: String?
  package let message: String

  package init(line: Int, column: Int? = nil, element: String? = nil, _ message: String) {
    self.line = line
    self.column = column
    self.element = element.flatMap { FormatError.isShowable($0) ? $0 : nil }
    self.message = message
  }

  /// `Line 7, column 12, <ReferenceDate>: this is not a date.`
  package var description: String {
    let place = column.map { "Line \(line), column \($0)" } ?? "Line \(line)"
    return element.map { "\(place), <\($0)>: \(message)" } ?? "\(place): \(message)"
  }

  /// Whether a name from a file may be printed: short, and nothing that moves a terminal's cursor.
  static func isShowable(_ name: String) -> Bool {
    name.utf8.count <= 64
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      }
  }
}
