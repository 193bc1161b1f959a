import Files
import Foundation
import Testing

/// A program that plays a scanner: it says one thing of every file, and ends with one status.
enum PlayedScanner {
  static func ending(_ status: Int32, saying words: String = "") throws -> FileScanner {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("threshold-scanner-\(UUID().uuidString)")
    try "#!/bin/sh\necho '\(words)'\nexit \(status)\n".write(
      to: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return try #require(FileScanner(file.path))
  }
}
