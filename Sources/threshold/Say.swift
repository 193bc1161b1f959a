import Domain
import Foundation
import Store
import Synchronization

/// Words for the person at the terminal.
enum Say {
  static func toError(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// One message that a person can act on; nil leaves it to the argument parser.
  static func words(for error: any Error) -> String? {
    switch error {
    case let refusal as Refusal: refusal.message
    case let failed as Failed: failed.message
    case DatabaseError.unavailable(let why): why
    case DatabaseError.damaged(let what): "The database is damaged: \(what)"
    case DatabaseError.constraint(let what): "Refused by the database: \(what)"
    case DatabaseError.notUnique(let what): "It is there already (\(what))"
    case DatabaseError.outcomeUnknown:
      "The database cannot say whether this was stored. Run the same command again"
    case DatabaseError.statement(let what): "A fault of Threshold's own: \(what)"
    case let conflict as Conflict: "Somebody else changed \(conflict.stream) meanwhile. Try again"
    default: nil
    }
  }

  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}

/// The command could not do what was asked; exit code 1.
struct Failed: Error {
  let message: String
  init(_ message: String) { self.message = message }
}

/// A bar on standard error, when that is a terminal; silent otherwise.
final class Progress: Sendable {
  private let total: Int?
  private let what: String
  private let last = Mutex(-1)
  private let shown = isatty(2) == 1

  init(_ what: String, of total: Int?) {
    self.what = what
    self.total = total
  }

  func at(_ count: Int) {
    guard shown else { return }
    let step = total.map { max(1, $0 / 100) } ?? 500
    let draw = last.withLock { last in
      guard count / step != last else { return false }
      last = count / step
      return true
    }
    guard draw else { return }
    var line = "\r\(what) "
    if let total, total > 0 {
      let done = min(30, count * 30 / total)
      line += "[" + String(repeating: "#", count: done) + String(repeating: "-", count: 30 - done)
      line += "] \(min(100, count * 100 / total)) %"
    } else {
      line += "\(count)"
    }
    FileHandle.standardError.write(Data(line.utf8))
  }

  func end() {
    if shown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
