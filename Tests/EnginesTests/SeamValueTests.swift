import Domain
import EngineTesting
import Store
import Testing

@Suite("Values through the seam")
struct SeamValueTests {
  static let texts = [
    "", " ", "'; DROP TABLE thing; --", "\\x00 \\ \\\\ %s $1 ? ?1 :a", "line\nline\r\n\ttab",
    "O’Brien-Łukasz", "e\u{301} and é", "\u{FEFF}bom", "\u{200D}\u{200F}\u{202E}bidi", "👩🏽‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "\u{FFFE}\u{FFFF}\u{10FFFF}\u{E000}", "\u{1}\u{7F}\u{80}", "日本語 עברית العربية हिन्दी",
    String(repeating: "long ", count: 40_000),
  ]

  @Test("Text comes back byte for byte", arguments: Engine.allCases)
  func text(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      let texts = Self.texts
      try await database.write { tx in
        for (id, text) in texts.enumerated() { try tx.addThing(id, text) }
      }
      let read = try await database.read { tx in
        try tx.rows("SELECT name FROM thing ORDER BY id").map { Array(try $0.text("name").utf8) }
      }
      #expect(read == texts.map { Array($0.utf8) })
      for (id, text) in texts.enumerated() {
        let found = try await database.read { tx in
          try tx.rows("SELECT id FROM thing WHERE name = \(text)").map { try $0.int("id") }
        }
        #expect(found == [id])
      }
    }
  }

  @Test("Text with a NUL is refused, not cut short", arguments: Engine.allCases)
  func nul(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      await #expect(throws: DatabaseError.statement("text cannot hold a NUL character")) {
        try await database.write { tx in try tx.addThing(1, "a\0b") }
      }
    }
  }

  @Test("Whole numbers, nothing and truth come back", arguments: Engine.allCases)
  func integers(on engine: Engine) async throws {
    let numbers: [Int?] = [nil, 0, 1, -1, 2_147_483_648, -2_147_483_649, .max, .min]
    try await withSeam(engine) { database in
      try await database.write { tx in
        for (id, number) in numbers.enumerated() {
          try tx.run("INSERT INTO thing (id, name, size) VALUES (\(id), \("n\(id)"), \(number))")
        }
        try tx.run("UPDATE thing SET small = \(true) WHERE size > \(0)")
      }
      let rows = try await database.read {
        try $0.rows("SELECT size, small FROM thing ORDER BY id")
      }
      #expect(try rows.map { try $0.intIfAny("size") } == numbers)
      #expect(
        try rows.map { try $0.boolIfAny("small") } == numbers.map { ($0 ?? 0) > 0 ? true : nil })
    }
  }

  @Test("Numbers with a fraction come back to the last bit", arguments: Engine.allCases)
  func reals(on engine: Engine) async throws {
    let numbers = [
      0, -0.5, 0.1, 1 / 3, .pi, 1e300, -1e-300, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
      9_007_199_254_740_992, 1e21,
    ]
    try await withSeam(engine) { database in
      try await database.write { tx in
        for (id, number) in numbers.enumerated() {
          try tx.run("INSERT INTO thing (id, name, weight) VALUES (\(id), \("n\(id)"), \(number))")
        }
      }
      let read = try await database.read { tx in
        try tx.rows("SELECT weight FROM thing ORDER BY id").map { try $0.real("weight") }
      }
      #expect(read == numbers)
    }
  }

  @Test("Bytes come back, every one of them", arguments: Engine.allCases)
  func bytes(on engine: Engine) async throws {
    let pictures: [[UInt8]?] = [
      nil, [], [0], Array(0...255), Array(repeating: 0xFF, count: 70_000), Array("\\x41".utf8),
    ]
    try await withSeam(engine) { database in
      try await database.write { tx in
        for (id, picture) in pictures.enumerated() {
          let picture = picture.map { SQLValue.bytes($0) } ?? .null
          try tx.run(
            "INSERT INTO thing (id, name, picture) VALUES (\(id), \("n\(id)"), \(picture))")
        }
      }
      let rows = try await database.read { try $0.rows("SELECT picture FROM thing ORDER BY id") }
      #expect(try rows.map { try $0.bytesIfAny("picture") } == pictures)
      let found = try await database.read { tx in
        try tx.rows("SELECT id FROM thing WHERE picture = \(Array(UInt8(0)...255))").map {
          try $0.int("id")
        }
      }
      #expect(found == [3])
    }
  }

  @Test("Days and moments sort and compare as they are", arguments: Engine.allCases)
  func days(on engine: Engine) async throws {
    let early = try #require(Day(iso: "2024-02-29"))
    let late = try #require(Day(iso: "2026-11-23"))
    try await withSeam(engine) { database in
      try await database.write { tx in
        for (id, day) in [late, early].enumerated() {
          try tx.run("INSERT INTO thing (id, name, day) VALUES (\(id), \("d"), \(day))")
        }
      }
      let days = try await database.read { tx in
        try tx.rows("SELECT day FROM thing WHERE day > \(early) OR day = \(early) ORDER BY day")
          .map { try $0.day("day") }
      }
      #expect(days == [early, late])
    }
  }

  /// Where no column says what a value is, it is what it was bound as.
  @Test("A bound value keeps its kind where no column gives it one", arguments: Engine.allCases)
  func kinds(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      let nothing: Int? = nil
      let row = try await database.read { tx in
        try tx.row(
          """
          SELECT \(5) AS number, \("5") AS text, \(5_000_000_000) + 1 AS sum, \(nothing) AS empty,
            CASE WHEN 1 = \(1) THEN \(7) ELSE \(nothing) END AS chosen,
            CASE WHEN \(nothing) IS NULL THEN 1 ELSE 0 END AS missing
          """)
      }
      #expect(
        row?.values == [
          .integer(5), .text("5"), .integer(5_000_000_001), .null, .integer(7), .integer(1),
        ])
      try await database.write { tx in
        for id in [1, 2] { try tx.addThing(id, "t\(id)") }
        try tx.run("INSERT INTO piece (thing, part) SELECT DISTINCT id, \(3) FROM thing")
        try tx.run(
          "UPDATE thing SET size = CASE WHEN id = \(1) THEN \(9) ELSE \(nothing) END, day = \(nothing)"
        )
      }
      let sums = try await database.read { tx in
        try tx.row(
          "SELECT SUM(size) AS sum, COUNT(*) AS count, AVG(part) AS mean FROM thing, piece")
      }
      #expect(sums?.values == [.integer(18), .integer(4), .real(3)])
    }
  }

  /// The same text, first with nothing in a place and later with a value there.
  @Test("A statement asked with and without a value", arguments: Engine.allCases)
  func sometimesNull(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      let sizes: [Int?] = [nil, 3_000_000_000, nil, 4]
      let days: [String?] = [nil, nil, "2026-01-01", nil]
      try await database.write { tx in
        for id in sizes.indices {
          try tx.run(
            """
            INSERT INTO thing (id, name, size, day)
            VALUES (\(id), \("t"), \(sizes[id]), \(days[id]))
            """)
        }
      }
      let rows = try await database.read { try $0.rows("SELECT size, day FROM thing ORDER BY id") }
      #expect(try rows.map { try $0.intIfAny("size") } == sizes)
      #expect(try rows.map { try $0.textIfAny("day") } == days)
    }
  }

  @Test("Lists, and an empty list, match what they hold", arguments: Engine.allCases)
  func lists(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      try await database.write { tx in for id in 1...5 { try tx.addThing(id, "t\(id)") } }
      let found = try await database.read { tx in
        let some = try tx.rows("SELECT id FROM thing WHERE id IN (\(list: [4, 2, 9])) ORDER BY id")
        let none = try tx.rows("SELECT id FROM thing WHERE id IN (\(list: [Int]()))")
        let names = try tx.rows("SELECT id FROM thing WHERE name IN (\(list: ["t1", "t5"]))")
        return (try some.map { try $0.int("id") }, none.count, names.count)
      }
      #expect(found == ([2, 4], 0, 2))
    }
  }

  @Test("Asking a row for what it does not hold says so", arguments: Engine.allCases)
  func rowErrors(on engine: Engine) async throws {
    try await withSeam(engine) { database in
      try await database.write { tx in try tx.addThing(1, "t") }
      let found = try await database.read { try $0.row("SELECT id, name, size FROM thing") }
      let row = try #require(found)
      #expect(throws: RowError.self) { try row.int("nothing") }
      #expect(throws: RowError.self) { try row.int("name") }
      #expect(throws: RowError.self) { try row.int("size") }
      #expect(throws: RowError.self) { try row.day("name") }
      #expect(try row.intIfAny("size") == nil)
    }
  }
}
