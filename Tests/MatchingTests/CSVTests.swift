import Testing

@testable import Matching

@Suite struct CSVTests {
  private func rows(_ text: String, chunk: Int = 1 << 16) throws -> [[String]] {
    var rest = Array(text.utf8)[...]
    var reader = CSVReader {
      defer { rest = rest.dropFirst(chunk) }
      return Array(rest.prefix(chunk))
    }
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append((0..<row.count).map { row[$0] }) }
    return rows
  }

  /// The seven rules of RFC 4180, section 2.
  @Test(arguments: [
    ("aaa,bbb\r\nzzz,yyy\r\n", [["aaa", "bbb"], ["zzz", "yyy"]]),
    ("aaa,bbb\r\nzzz,yyy", [["aaa", "bbb"], ["zzz", "yyy"]]),
    ("a, b ,\n,,", [["a", " b ", ""], ["", "", ""]]),
    ("\"aaa\",\"b \r\nbb\",\"ccc\"\r\nz", [["aaa", "b \r\nbb", "ccc"], ["z"]]),
    ("\"b \"\"bb\",c", [["b \"bb", "c"]]),
    ("\u{FEFF}a\r\rb\n\n\nc", [["a"], ["b"], ["c"]]),
    ("Flat \"A\",\"\"\n", [["Flat \"A\"", ""]]), ("", []), ("\"\"", [[""]]),
  ])
  func aTableIsReadAsItStands(text: String, expected: [[String]]) throws {
    #expect(try rows(text) == expected)
    #expect(try rows(text, chunk: 1) == expected)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var random = Seeded(41)
    for _ in 0..<500 {
      let fields = (0..<4).map { _ in random.word(upTo: 6, of: "a,\"\n\ré ") }
      #expect(try rows(CSVLine.of(fields), chunk: 3) == [fields], "\(fields)")
    }
  }

  @Test func aDamagedFileIsRefusedWithItsLine() {
    #expect(throws: CSVError(line: 2, what: "a quotation mark is opened and never closed")) {
      try rows("a,b\n\"c,d\ne,f\n")
    }
    #expect(throws: CSVError.self) { try rows("\"a\"b,c") }
  }

  @Test func anExportOfAnOlderSystemIsReadToo() throws {
    var rest: [[UInt8]] = [Array("Zo".utf8) + [0xEB, 0x2C] + Array("O".utf8) + [0x92, 0x4E]]
    var reader = CSVReader { rest.popLast() ?? [] }
    let row = try #require(try reader.next())
    #expect(row[0] == "Zoë")
    #expect(row[1] == "O’N")
  }

  @Test func aRowKnowsItsLine() throws {
    var reader = CSVReader(text: "a\n\n\"b\nb\"\nc")
    var lines: [Int] = []
    while let row = try reader.next() { lines.append(row.line) }
    #expect(lines == [1, 3, 5])
  }

  private func columns(
    _ heading: String, _ map: [(theirs: String, ours: PersonColumn)] = []
  ) throws -> PersonColumns {
    var reader = CSVReader(text: heading)
    return try PersonColumns(heading: try #require(try reader.next()), map: map)
  }

  @Test func columnsAreKnownByTheirUsualNames() throws {
    let known = try columns("Rec_ID,Given Name,SURNAME,date-of-birth,Street_Number,soc_sec_id")
    #expect(
      known.places == [.reference: 0, .given: 1, .family: 2, .birth: 3, .house: 4])
    #expect(known.ignored == ["soc_sec_id"])
    let two = try columns("id,person_id,dob")
    #expect(two.places[.reference] == 1)
    #expect(two.ignored == ["id"])
  }

  @Test func anotherNameIsMapped() throws {
    let known = try columns("Klient,Forename,Alias", [("klient", .reference), ("Alias", .given)])
    #expect(known.places == [.reference: 0, .given: 2])
    #expect(known.ignored == ["Forename"])
    #expect(throws: CSVError.self) { try columns("a,b", [("c", .given)]) }
    #expect(throws: CSVError.self) { try columns("a,b", [("a", .given), ("b", .given)]) }
  }
}
