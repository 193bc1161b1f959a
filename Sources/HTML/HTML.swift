/// A piece of a page, as bytes. Written as a string literal: the literal's own text is markup,
/// every `\(String)` in it is escaped, every `\(HTML)` is taken as it is.
///
/// It fails safe: text that should have been `HTML` shows its angle brackets, and a type this file
/// does not know does not compile. Literals are `StaticString`, so no value made at run time can
/// pass for markup.
package struct HTML: ExpressibleByStringInterpolation, Sendable, Equatable {
  package private(set) var bytes: [UInt8]

  package init() { bytes = [] }

  package init(stringLiteral value: StaticString) {
    bytes = value.withUTF8Buffer { Array($0) }
  }

  package init(stringInterpolation: StringInterpolation) {
    bytes = stringInterpolation.bytes
  }

  /// Markup that was built elsewhere in this target and is known to be well formed.
  init(raw: [UInt8]) { bytes = raw }

  /// Text, escaped.
  package init(text: some StringProtocol) {
    var escaped: [UInt8] = []
    HTML.escape(text, into: &escaped)
    bytes = escaped
  }

  package var string: String { String(decoding: bytes, as: UTF8.self) }
  package var isEmpty: Bool { bytes.isEmpty }

  package static func += (left: inout HTML, right: HTML) { left.bytes += right.bytes }

  package static func + (left: HTML, right: HTML) -> HTML {
    var sum = left
    sum += right
    return sum
  }

  /// What `fn` makes of each element, one after the other.
  package init<S: Sequence>(each sequence: S, _ fn: (S.Element) throws -> HTML) rethrows {
    bytes = []
    for element in sequence { bytes += try fn(element).bytes }
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 32)
    }

    package mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    package mutating func appendInterpolation(_ text: String) {
      HTML.escape(text, into: &bytes)
    }

    package mutating func appendInterpolation(_ text: Substring) {
      HTML.escape(text, into: &bytes)
    }

    package mutating func appendInterpolation(_ number: Int) {
      HTML.escape(String(number), into: &bytes)
    }

    package mutating func appendInterpolation(_ html: HTML) {
      bytes += html.bytes
    }

    /// Nothing where there is nothing.
    package mutating func appendInterpolation(_ html: HTML?) {
      if let html { bytes += html.bytes }
    }

    package mutating func appendInterpolation<S: Sequence>(
      each sequence: S, _ fn: (S.Element) throws -> HTML
    ) rethrows {
      for element in sequence { bytes += try fn(element).bytes }
    }

    /// `html` is not made when the condition does not hold.
    package mutating func appendInterpolation(
      if condition: Bool, _ html: @autoclosure () throws -> HTML
    ) rethrows {
      if condition { bytes += try html().bytes }
    }
  }
}

extension HTML {
  /// The five characters with a meaning in text or in a quoted attribute are escaped; NUL, which no
  /// page may hold, becomes the replacement character.
  private static func escape(_ text: some StringProtocol, into bytes: inout [UInt8]) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { escape($0, into: &bytes) }
    if done == nil {
      Array(text.utf8).withUnsafeBufferPointer { escape($0, into: &bytes) }
    }
  }

  /// Copies the runs between the characters that need escaping, so plain text is one copy.
  private static func escape(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    var start = 0
    for index in text.indices {
      let entity: StaticString
      switch text[index] {
      case UInt8(ascii: "&"): entity = "&amp;"
      case UInt8(ascii: "<"): entity = "&lt;"
      case UInt8(ascii: ">"): entity = "&gt;"
      case UInt8(ascii: "\""): entity = "&quot;"
      case UInt8(ascii: "'"): entity = "&#39;"
      case 0: entity = "\u{FFFD}"
      default: continue
      }
      bytes.append(contentsOf: text[start..<index])
      entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
      start = index + 1
    }
    bytes.append(contentsOf: text[start...])
  }
}

extension Sequence where Element == HTML {
  package func joined(separator: HTML = "") -> HTML {
    var bytes: [UInt8] = []
    var first = true
    for element in self {
      if !first { bytes += separator.bytes }
      bytes += element.bytes
      first = false
    }
    return HTML(raw: bytes)
  }
}
