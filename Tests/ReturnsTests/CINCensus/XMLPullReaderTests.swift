import Testing

@testable import Returns

@Suite("Reading XML that somebody else wrote")
struct XMLPullReaderTests {
  @Test("events, with text, CDATA, entities and comments")
  func events() throws {
    let events = try read("<a x='1'>1 &lt; 2<!-- <b> --><b/>\n<![CDATA[<c>]]>&#xE9;</a>")
    #expect(
      events == [
        .open(name: "a", line: 1), .text("1 < 2", line: 1), .open(name: "b", line: 1),
        .close(name: "b", line: 1), .text("\n", line: 1), .text("<c>", line: 2),
        .text("é", line: 2), .close(name: "a", line: 2), .end,
      ])
  }

  @Test(
    "DOCTYPE and entities are refused before the parser sees them",
    arguments: [
      "<!DOCTYPE a><a/>",
      "<?xml version='1.0'?>\n<!-- c --><!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x.dtd'><a/>",
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
      "<!DOCTYPE a [<!ENTITY a0 'ha'><!ENTITY a1 '&a0;&a0;&a0;&a0;'>]><a>&a1;</a>",
      "<!ENTITY x 'y'><a>&x;</a>",
      "\u{FEFF}<!DOCTYPE a><a/>",
    ])
  func doctype(_ text: String) {
    let error = #expect(throws: FormatError.self) { try read(text) }
    #expect(
      error?.message
        == "the file has a DOCTYPE or declares entities, which is refused. A census file has none.")
  }

  @Test("an entity that nobody declared, and a DOCTYPE inside the root, are refused")
  func undeclared() {
    #expect(throws: FormatError.self) { try read("<a>&x;</a>") }
    #expect(throws: FormatError.self) { try read("<a><!DOCTYPE a></a>") }
    #expect(throws: FormatError.self) { try read("<a/><!DOCTYPE a>") }
  }

  @Test(
    "bytes that are not UTF-8 are refused where they stand",
    arguments: [
      [0xFF], [0xC0, 0x80], [0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3, 0x28], [0xE2, 0x82, 0x28],
    ] as [[UInt8]])
  func notUTF8(_ bytes: [UInt8]) {
    for text in [("<a>\n", "</a>"), ("<a>\n<a", "='1'/></a>"), ("<a>\n<!--", "--></a>")] {
      let all = Array(text.0.utf8) + bytes + Array(text.1.utf8)
      let error = #expect(throws: FormatError.self) { try read(all) }
      #expect(error?.line == 2)
      #expect(
        error?.message == "the bytes here are not UTF-8. Save the file as UTF-8 and try again.")
    }
  }

  @Test("UTF-16, and declaring another encoding, are refused")
  func encodings() throws {
    #expect(throws: FormatError.self) { try read([0xFF, 0xFE, 0x3C, 0x00, 0x61, 0x00]) }
    #expect(throws: FormatError.self) { try read([0x3C, 0x00, 0x61, 0x00, 0x2F, 0x00]) }
    let error = #expect(throws: FormatError.self) {
      try read("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>")
    }
    #expect(error?.message.contains("encoding is another than UTF-8") == true)
    #expect(try read("<?xml version='1.0' encoding='utf-8'?><a/>").count == 3)
    #expect(try read([0xEF, 0xBB, 0xBF] + Array("<a/>".utf8)).count == 3)
  }

  @Test("limits: depth, text, tag, attributes, size, zero bytes, nothing at all")
  func limits() throws {
    let deep = { String(repeating: "<a>", count: $0) + String(repeating: "</a>", count: $0) }
    #expect(try read(deep(32)).count == 65)
    expect(deep(33), "elements stand more than 32 deep.")
    expect(deep(200_000), "elements stand more than 32 deep.")
    let long = { String(repeating: "x", count: $0) }
    #expect(try read("<a>\(long(65_536))</a>").last == .end)
    expect("<a>\(long(65_537))</a>", "the text is longer than 65536 bytes.")
    expect("<a b='\(long(17_000))'/>", "a tag or comment is longer than 16384 bytes.")
    expect("<!-- \(long(17_000)) --><a/>", "a tag or comment is longer than 16384 bytes.")
    let attributes = (0..<17).map { " b\($0)='1'" }.joined()
    expect("<a\(attributes)/>", "an element has more than 16 attributes.")
    expect("", "the file is empty.")
    expect(" \n ", "the file holds no XML.")
    expect("<a>\0</a>", "a zero byte stands here; the file is not text.")
    var small = XMLLimits()
    small.fileSize = 100
    let error = #expect(throws: FormatError.self) {
      try read(Array("<a>\(long(200))</a>".utf8), limits: small)
    }
    #expect(error?.message == "the file is larger than 100 bytes, the limit for a file.")
  }

  @Test("a file cut anywhere is refused", .enabled(if: Samples.arePresent))
  func cutAnywhere() throws {
    let bytes = try Samples.cin("CIN2rows")
    for end in 0..<bytes.count {
      #expect(throws: FormatError.self, "cut after \(end) bytes") { try read(Array(bytes[..<end])) }
    }
  }

  @Test("lines are right beyond 65,535")
  func manyLines() throws {
    let text = "<a>" + String(repeating: "<e/>\n", count: 70_000) + "<b>1</b>\n<b/>\n<c>x"
    let error = #expect(throws: FormatError.self) { try read(text + "</d></a>") }
    #expect(error?.line == 70_003)
    let opened = try read(text + "</c></a>").compactMap { event -> Int? in
      if case .open(let name, let line) = event, name != "e" { line } else { nil }
    }
    #expect(opened == [1, 70_001, 70_002, 70_003])
  }

  private func expect(
    _ text: String, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: FormatError.self, sourceLocation: sourceLocation) {
      try read(text)
    }
    #expect(error?.message == message, sourceLocation: sourceLocation)
  }

  private func read(_ text: String) throws -> [XMLPullReader.Event] { try read(Array(text.utf8)) }

  private func read(
    _ bytes: [UInt8], limits: XMLLimits = XMLLimits()
  ) throws -> [XMLPullReader.Event] {
    let reader = XMLPullReader(.bytes(bytes), limits: limits)
    var events: [XMLPullReader.Event] = []
    repeat { events.append(try reader.next()) } while events.last != .end
    return events
  }
}
