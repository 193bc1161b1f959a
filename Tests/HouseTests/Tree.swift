import Foundation

/// The checkout, as files with their lines.
struct SourceFile: Sendable {
  let path: String
  let text: String
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  var name: String { String(path.split(separator: "/").last ?? "") }
  /// The target it belongs to: `Domain` of `Sources/Domain/Ground/Day.swift`.
  var floor: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
}

enum Tree {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func files(under folders: String..., ending: String = ".swift") throws -> [SourceFile] {
    var found: [SourceFile] = []
    for folder in folders {
      let start = root.appendingPathComponent(folder)
      guard let walk = FileManager.default.enumerator(atPath: start.path) else { continue }
      while let path = walk.nextObject() as? String {
        guard path.hasSuffix(ending), !path.contains(".build/") else { continue }
        let text = try String(
          contentsOf: start.appendingPathComponent(path), encoding: .utf8)
        found.append(SourceFile(path: "\(folder)/\(path)", text: text))
      }
    }
    return found.sorted { $0.path < $1.path }
  }
}
