import Foundation
import Store

/// The program that is killed, or whose power is cut: built beside the tests.
enum CrashWriterProcess {
  private static func make(_ arguments: [String]) throws -> (Process, Pipe) {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    process.executableURL = URL(filePath: tests).deletingLastPathComponent()
      .appending(path: "CrashWriter")
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    return (process, output)
  }

  /// Runs it to its end.
  static func output(of arguments: [String]) async throws -> String {
    try await onOwnThread {
      let (process, output) = try make(arguments)
      try process.run()
      let printed = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw DatabaseError.unavailable("CrashWriter ended with \(process.terminationStatus)")
      }
      return String(decoding: printed, as: UTF8.self)
    }
  }

  /// Runs it until it has printed some lines, waits a little more, and kills it.
  /// - Returns: the numbers it printed in whole lines.
  static func kill(
    _ arguments: [String], afterLines lines: Int, andMicroseconds pause: UInt32
  ) async throws -> [Int] {
    try await onOwnThread {
      let (process, output) = try make(arguments)
      try process.run()
      var printed = Data()
      while printed.count(where: { $0 == UInt8(ascii: "\n") }) < lines {
        let more = output.fileHandleForReading.availableData
        if more.isEmpty { break }
        printed.append(more)
      }
      usleep(pause)
      Foundation.kill(process.processIdentifier, SIGKILL)
      printed.append(try output.fileHandleForReading.readToEnd() ?? Data())
      process.waitUntilExit()
      guard process.terminationReason == .uncaughtSignal, process.terminationStatus == SIGKILL
      else { throw DatabaseError.unavailable("CrashWriter ended before it was killed") }
      let whole = String(decoding: printed, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false
      ).dropLast()
      return whole.compactMap { Int($0) }
    }
  }

  /// Waiting for a process must not hold one of the few threads that tests run on.
  private static func onOwnThread<T: Sendable>(
    _ work: @escaping @Sendable () throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
  }
}
