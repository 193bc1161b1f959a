import CLibXML2

/// Reads XML from other people's files, one event at a time, with libxml2's text reader: no
/// network, no DTD, no entities, limits on size, depth, text and tags. Foundation's parser is not
/// used anywhere: on Linux one bad byte ends the process, and it calls broken files good.
///
/// Names are local names; namespaces and attributes are passed over, as no return uses them.
package final class XMLPullReader {
  package enum Event: Equatable, Sendable {
    case open(name: String, line: Int)
    /// Text and CDATA, between elements too, with the line on which it begins. One element's text
    /// may come in several pieces.
    case text(String, line: Int)
    case close(name: String, line: Int)
    case end
  }

  /// Whether the element opened last names a namespace.
  package private(set) var hasNamespace = false

  private let limits: XMLLimits
  private let feed: Feed
  private let reader: xmlTextReaderPtr?
  private var path: [String] = []
  /// Bytes of text since the last tag.
  private var textSize = 0
  private var pendingClose: (name: String, line: Int)?
  private var lastLine = 1
  private var rootClosed = false

  /// libxml2 must be readied once before threads share it.
  private static let ready: Void = xmlInitParser()

  package init(_ source: ByteSource, limits: XMLLimits = XMLLimits()) {
    _ = XMLPullReader.ready
    self.limits = limits
    feed = Feed(source: source, gate: XMLGate(limits: limits))
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_COMPACT.rawValue | XML_PARSE_BIG_LINES.rawValue
    xmlResetLastError()
    reader = xmlReaderForIO(
      { context, buffer, length in Feed.give(context, buffer, length) }, nil,
      Unmanaged.passUnretained(feed).toOpaque(), nil, nil, Int32(options))
  }

  deinit {
    if let reader { xmlFreeTextReader(reader) }
  }

  /// - Throws: ``FormatError`` for a file that is not well-formed or breaks a limit;
  ///   ``ReadFailure`` when its bytes cannot be had. The reader is of no use afterwards.
  package func next() throws -> Event {
    if let (name, line) = pendingClose {
      pendingClose = nil
      return close(name, line)
    }
    while true {
      let outcome = xmlTextReaderRead(reader)
      if let failure = feed.failure { throw failure }
      guard outcome >= 0, let reader else { throw malformed() }
      if outcome == 0 {
        guard path.isEmpty, rootClosed else { throw cutShort() }
        return .end
      }
      if let event = try event(of: reader) { return event }
    }
  }

  /// Passes over the rest of the element opened last, with all that is in it.
  package func skip() throws {
    let depth = path.count
    while path.count >= depth {
      if case .end = try next() { return }
    }
  }

  private func event(of reader: xmlTextReaderPtr) throws(FormatError) -> Event? {
    let kind = UInt32(bitPattern: xmlTextReaderNodeType(reader))
    switch xmlReaderTypes(rawValue: kind) {
    case XML_READER_TYPE_ELEMENT:
      return try open(reader)
    case XML_READER_TYPE_END_ELEMENT:
      return close(path.last ?? "", line(of: reader, isText: false))
    case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA, XML_READER_TYPE_WHITESPACE,
      XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      guard let value = xmlTextReaderConstValue(reader) else { return nil }
      let text = String(cString: value)
      let before = lastLine
      // libxml2 knows the line on which a text ends.
      let newlines = text.utf8.count { $0 == UInt8(ascii: "\n") }
      let line = max(before, line(of: reader, isText: true) - newlines)
      try measure(text, line: line)
      return .text(text, line: line)
    case XML_READER_TYPE_ENTITY_REFERENCE, XML_READER_TYPE_DOCUMENT_TYPE:
      throw FormatError(line: lastLine, element: path.last, "entities are refused.")
    default:
      return nil
    }
  }

  private func open(_ reader: xmlTextReaderPtr) throws(FormatError) -> Event {
    let line = line(of: reader, isText: false)
    guard let local = xmlTextReaderConstLocalName(reader) else { throw malformed() }
    let name = String(cString: local)
    guard path.count < limits.depth else {
      throw FormatError(
        line: line, element: name, "elements stand more than \(limits.depth) deep.")
    }
    guard xmlTextReaderAttributeCount(reader) <= Int32(limits.attributes) else {
      throw FormatError(
        line: line, element: name, "an element has more than \(limits.attributes) attributes.")
    }
    hasNamespace = xmlTextReaderConstNamespaceUri(reader) != nil
    path.append(name)
    textSize = 0
    if xmlTextReaderIsEmptyElement(reader) == 1 { pendingClose = (name, line) }
    return .open(name: name, line: line)
  }

  private func close(_ name: String, _ line: Int) -> Event {
    if !path.isEmpty { path.removeLast() }
    textSize = 0
    rootClosed = path.isEmpty
    return .close(name: name, line: line)
  }

  private func measure(_ text: String, line: Int) throws(FormatError) {
    textSize += text.utf8.count
    guard textSize <= limits.textSize else {
      throw FormatError(
        line: line, element: path.last, "the text is longer than \(limits.textSize) bytes.")
    }
  }

  /// libxml2 keeps an element's line in 16 bits. Beyond that the line is taken from the white
  /// space before the element, where the full number is kept.
  private func line(of reader: xmlTextReaderPtr, isText: Bool) -> Int {
    guard let node = xmlTextReaderCurrentNode(reader) else { return lastLine }
    let line = Int(node.pointee.line)
    if line < Int(UInt16.max) {
      lastLine = max(line, lastLine)
    } else if isText {
      lastLine = max(Int(bitPattern: node.pointee.psvi), lastLine)
    }
    return lastLine
  }

  // MARK: What libxml2 says, in words

  private func malformed() -> FormatError {
    guard let error = xmlGetLastError() else {
      return FormatError(line: lastLine, element: path.last, "the file is not well-formed XML.")
    }
    let line = max(Int(error.pointee.line), 1)
    let element = XMLPullReader.openElement(of: error)
    let column = error.pointee.int2 > 0 ? Int(error.pointee.int2) : nil
    if feed.isAtEnd, !rootClosed, line >= feed.line, column ?? 0 > feed.column {
      return cutShort(in: element)
    }
    switch xmlParserErrors(rawValue: UInt32(bitPattern: error.pointee.code)) {
    case XML_ERR_DOCUMENT_EMPTY:
      return FormatError(line: line, "the file holds no XML.")
    case XML_ERR_TAG_NAME_MISMATCH:
      return FormatError(
        line: line, column: column,
        // The name is gone from the context by then, but the error keeps it.
        element: error.pointee.str1.map { String(cString: $0) } ?? element,
        "an element is closed that is not the one that is open.")
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
      return FormatError(
        line: line, column: column, element: element,
        "an entity that the file may not declare; only &amp; &lt; &gt; &apos; &quot; are known.")
    case XML_ERR_DOCUMENT_END, XML_ERR_TAG_NOT_FINISHED:
      return FormatError(
        line: line, column: column,
        "the file ends before every element is closed, or something stands after its end.")
    default:
      return FormatError(
        line: line, column: column, element: element, "the file is not well-formed XML here.")
    }
  }

  /// libxml2 parses ahead of what it hands out, so the element that is open for us need not be the
  /// one in which it failed; that one stands in its own context.
  private static func openElement(of error: UnsafePointer<xmlError>) -> String? {
    guard let context = error.pointee.ctxt?.assumingMemoryBound(to: xmlParserCtxt.self),
      let name = context.pointee.name
    else { return nil }
    return String(cString: name)
  }

  private func cutShort(in element: String? = nil) -> FormatError {
    FormatError(
      line: feed.line, element: element ?? path.last,
      "the file is cut short: it ends before every element is closed.")
  }
}

/// Hands libxml2 the bytes that passed the gate, and keeps what went wrong: an error cannot be
/// thrown through C.
private final class Feed {
  /// No more than this at a time: libxml2's text reader lets go of what it has parsed only when
  /// little is left over, and given more (it asks for 4,096) it keeps the whole file in memory.
  private static let handful = 512

  private let source: ByteSource
  private var gate: XMLGate
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 32 << 10, alignment: 8)
  private var waiting = 0..<0
  private(set) var failure: (any Error)?
  private(set) var isAtEnd = false

  init(source: ByteSource, gate: XMLGate) {
    self.source = source
    self.gate = gate
  }

  deinit { buffer.deallocate() }

  var line: Int { gate.line }
  var column: Int { gate.column }

  static func give(
    _ context: UnsafeMutableRawPointer?, _ target: UnsafeMutablePointer<CChar>?, _ length: Int32
  ) -> Int32 {
    guard let context, let target, length > 0 else { return 0 }
    let feed = Unmanaged<Feed>.fromOpaque(context).takeUnretainedValue()
    let room = UnsafeMutableRawBufferPointer(start: target, count: min(Int(length), handful))
    return feed.give(room)
  }

  private func give(_ room: UnsafeMutableRawBufferPointer) -> Int32 {
    guard failure == nil else { return -1 }
    do {
      if waiting.isEmpty, !isAtEnd { try fetch() }
    } catch {
      failure = error
      return -1
    }
    let count = min(room.count, waiting.count)
    let end = waiting.lowerBound + count
    room.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[waiting.lowerBound..<end]))
    waiting = end..<waiting.upperBound
    return Int32(count)
  }

  private func fetch() throws {
    let count = try source.read(buffer)
    waiting = 0..<count
    if count == 0 {
      isAtEnd = true
      try gate.finish()
    } else {
      try gate.check(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
