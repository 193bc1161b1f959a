/// The limits that a file must keep, so that no file can hold a machine.
package struct XMLLimits: Sendable {
  /// Bytes of the whole file.
  package var fileSize = 1 << 30
  /// Elements inside one another.
  package var depth = 32
  /// Bytes of text in one element.
  package var textSize = 64 << 10
  /// Bytes from `<` to `>`. Short, because libxml2 compares each attribute of a tag with each other.
  package var tagSize = 16 << 10
  package var attributes = 16

  package init() {}
}

/// Looks at every byte before libxml2 does: the file is UTF-8, has no DOCTYPE (so no entity is ever
/// declared), declares no other encoding, and keeps its limits. It knows just enough XML to find the
/// beginning of the root element; all else is libxml2's.
struct XMLGate {
  private enum Prolog {
    case outside
    case less
    case bang
    case bangDash
    case comment(dashes: Int)
    case instruction(question: Bool)
    case done
  }

  let limits: XMLLimits
  private(set) var line = 1
  private(set) var size = 0
  private(set) var column = 0
  private var continuation = 0
  private var low: UInt8 = 0x80
  private var high: UInt8 = 0xBF
  private var prolog = Prolog.outside
  private var instruction: [UInt8] = []
  private var insideTag = false
  private var tagLength = 0

  init(limits: XMLLimits) { self.limits = limits }

  mutating func check(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
    size += bytes.count
    guard size <= limits.fileSize else {
      throw FormatError(
        line: line, "the file is larger than \(limits.fileSize) bytes, the limit for a file.")
    }
    for byte in bytes {
      column += 1
      try checkUTF8(byte)
      try checkTag(byte)
      if case .done = prolog {} else { try checkProlog(byte) }
      if byte == 0x0A {
        line += 1
        column = 0
      }
    }
  }

  /// To be called at the end of the bytes.
  func finish() throws(FormatError) {
    if size == 0 { throw FormatError(line: 1, "the file is empty.") }
    if continuation > 0 {
      throw FormatError(line: line, column: column, "the file is cut short within a character.")
    }
    if case .outside = prolog { throw FormatError(line: line, "the file holds no XML.") }
  }

  private mutating func checkUTF8(_ byte: UInt8) throws(FormatError) {
    if continuation > 0 {
      guard byte >= low, byte <= high else { throw notUTF8() }
      continuation -= 1
      (low, high) = (0x80, 0xBF)
      return
    }
    switch byte {
    case 0:
      throw FormatError(
        line: line, column: column, "a zero byte stands here; the file is not text.")
    case 0x01...0x7F: return
    case 0xC2...0xDF: continuation = 1
    case 0xE0: (continuation, low) = (2, 0xA0)
    case 0xED: (continuation, high) = (2, 0x9F)
    case 0xE1...0xEF: continuation = 2
    case 0xF0: (continuation, low) = (3, 0x90)
    case 0xF1...0xF3: continuation = 3
    case 0xF4: (continuation, high) = (3, 0x8F)
    default: throw notUTF8()
    }
  }

  private func notUTF8() -> FormatError {
    FormatError(
      line: line, column: column,
      "the bytes here are not UTF-8. Save the file as UTF-8 and try again.")
  }

  private mutating func checkTag(_ byte: UInt8) throws(FormatError) {
    if byte == UInt8(ascii: "<") {
      insideTag = true
      tagLength = 0
    } else if byte == UInt8(ascii: ">") {
      insideTag = false
    }
    guard insideTag else { return }
    tagLength += 1
    if tagLength > limits.tagSize {
      throw FormatError(
        line: line, column: column, "a tag or comment is longer than \(limits.tagSize) bytes.")
    }
  }

  private mutating func checkProlog(_ byte: UInt8) throws(FormatError) {
    switch prolog {
    case .outside:
      if byte == UInt8(ascii: "<") { prolog = .less }
    case .less:
      switch byte {
      case UInt8(ascii: "?"):
        instruction = []
        prolog = .instruction(question: false)
      case UInt8(ascii: "!"): prolog = .bang
      default: prolog = .done
      }
    case .bang:
      guard byte == UInt8(ascii: "-") else {
        throw FormatError(
          line: line, column: column,
          "the file has a DOCTYPE or declares entities, which is refused. A census file has none.")
      }
      prolog = .bangDash
    case .bangDash:
      prolog = byte == UInt8(ascii: "-") ? .comment(dashes: 0) : .done
    case .comment(let dashes):
      if byte == UInt8(ascii: ">"), dashes >= 2 {
        prolog = .outside
      } else {
        prolog = .comment(dashes: byte == UInt8(ascii: "-") ? dashes + 1 : 0)
      }
    case .instruction(let question):
      if byte == UInt8(ascii: ">"), question {
        try checkDeclaration()
        prolog = .outside
      } else {
        instruction.append(byte)
        prolog = .instruction(question: byte == UInt8(ascii: "?"))
      }
    case .done: break
    }
  }

  /// `<?xml version="1.0" encoding="…"?>` may declare UTF-8 or nothing.
  private func checkDeclaration() throws(FormatError) {
    let text = String(decoding: instruction, as: UTF8.self).lowercased()
    guard text.hasPrefix("xml"), text.dropFirst(3).first?.isWhitespace == true,
      let encoding = text.firstRange(of: "encoding")
    else { return }
    let found = text[encoding.upperBound...]
    let value = found.drop { $0 == "=" || $0.isWhitespace }.dropFirst()
      .prefix { $0 != "\"" && $0 != "'" }
    guard value == "utf-8" || value == "utf8" else {
      throw FormatError(
        line: line, column: column,
        "the file says that its encoding is another than UTF-8. Save it as UTF-8 and try again.")
    }
  }
}
