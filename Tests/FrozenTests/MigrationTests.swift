import Foundation
import Testing

@testable import Store

/// A migration that shipped is never edited: databases out there were made by it.
@Suite("Migrations are frozen")
struct MigrationTests {
  static let file = FrozenTests.folder.appendingPathComponent("migrations.txt")

  /// One line a step: its name, and the digest of what it says to each engine.
  static var lines: [String] {
    Migrations.all.map { step in
      let digests = [Dialect.sqlite, .postgreSQL].map { dialect in
        let text = step.statements(dialect).joined(separator: ";\n")
        return Ledger.digest(salt: [], payload: Array(text.utf8)).map { String($0, radix: 16) }
          .map { $0.count == 1 ? "0" + $0 : $0 }.joined()
      }
      return ([step.name] + digests).joined(separator: "\t")
    }
  }

  @Test("Every step says what it said when it shipped")
  func frozen() throws {
    if ProcessInfo.processInfo.environment["THRESHOLD_FREEZE"] != nil {
      let known = (try? String(contentsOf: Self.file, encoding: .utf8)) ?? ""
      let there = known.split(separator: "\n").map(String.init)
      let all = there + Self.lines.dropFirst(there.count)
      try Data((all.joined(separator: "\n") + "\n").utf8).write(to: Self.file)
    }
    let frozen = try String(contentsOf: Self.file, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    #expect(frozen == Self.lines)
  }
}
