import Foundation
import Testing

@Suite("Facts once shipped are frozen")
struct FrozenFacts {
  /// The cases of a noun's `enum Fact`, as its file declares them.
  static func cases(in file: SourceFile) -> [String] {
    guard
      let start = file.lines.firstIndex(where: { $0.contains("package enum Fact: Domain.Fact") })
    else { return [] }
    var names: [String] = []
    for line in file.lines[(start + 1)...] {
      let code = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("  }") || code.hasPrefix("package var") { break }
      guard code.hasPrefix("case ") else { continue }
      let rest = code.dropFirst(5)
      names.append(String(rest.prefix { $0.isLetter || $0.isNumber }))
    }
    return names
  }

  @Test("Every case of every fact has a frozen example")
  func present() throws {
    var seen = 0
    for file in try Tree.files(under: "Sources/Domain") {
      for name in Self.cases(in: file) {
        let noun = file.name.replacingOccurrences(of: ".swift", with: "").lowercased()
        let frozen = Tree.root.appendingPathComponent("Tests/Frozen/\(noun).\(name).json")
        #expect(
          FileManager.default.fileExists(atPath: frozen.path),
          "\(noun).\(name) is not frozen in Tests/Frozen")
        seen += 1
      }
    }
    #expect(seen > 50)
  }
}
