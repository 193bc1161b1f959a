import Foundation
import Web

/// The secret that passwords and drafts need besides the database: 32 random bytes in a file of its
/// own, readable by its owner alone, or given as THRESHOLD_PEPPER (64 hexadecimal digits).
enum Pepper {
  static func load(beside folder: URL) throws -> [UInt8] {
    if let given = ProcessInfo.processInfo.environment["THRESHOLD_PEPPER"] {
      guard let bytes = read(given), bytes.count >= 32 else {
        throw Failed("THRESHOLD_PEPPER must be at least 64 hexadecimal digits")
      }
      return bytes
    }
    let file = folder.appendingPathComponent("pepper")
    if let text = try? String(contentsOf: file, encoding: .utf8) {
      guard let bytes = read(text.trimmingCharacters(in: .whitespacesAndNewlines)),
        bytes.count >= 32
      else { throw Failed("\(file.path) is damaged: put the copy of it back") }
      return bytes
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let fresh = Chance.bytes(32)
    let text = fresh.map { String(format: "%02x", $0) }.joined()
    // Made with its final permissions: at no moment readable by others.
    guard
      FileManager.default.createFile(
        atPath: file.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw Failed("Cannot write \(file.path)") }
    return fresh
  }

  private static func read(_ text: String) -> [UInt8]? {
    guard text.utf8.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
