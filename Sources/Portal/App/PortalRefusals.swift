import Domain
import Logging
import Store
import Synchronization
import Web

/// Counts what was refused and writes the counts down about once a second, however many there are: a
/// flood at the portal must not become a flood of writes.
package final class PortalRefusals: Sendable {
  private struct Key: Hashable {
    let kind: PortalRefusal
    let source: [UInt8]
  }
  private struct State {
    var counts: [Key: Int] = [:]
    var isWaiting = false
  }
  /// More places than this at once are counted as one.
  private static let most = 5_000

  private let state = Mutex(State())
  private let database: any Database
  private let now: @Sendable () -> Instant
  private let logger: Logger

  init(_ database: any Database, now: @escaping @Sendable () -> Instant, logger: Logger) {
    self.database = database
    self.now = now
    self.logger = logger
  }

  /// - Parameter source: a keyed hash of where it came from.
  func count(_ kind: PortalRefusal, source: [UInt8]) {
    let begins = state.withLock { state -> Bool in
      let isFull = state.counts.count >= Self.most
      let key = Key(kind: kind, source: isFull ? [0] : source)
      state.counts[key, default: 0] += 1
      defer { state.isWaiting = true }
      return !state.isWaiting
    }
    guard begins else { return }
    Task {
      try? await Task.sleep(for: .seconds(1))
      await flush()
    }
  }

  /// Writes down what was counted since the last time.
  package func flush() async {
    let counts = state.withLock { state -> [Key: Int] in
      defer { state = State() }
      return state.counts
    }
    guard !counts.isEmpty else { return }
    let moment = now()
    do {
      try await database.write { tx in
        for (key, times) in counts {
          try PortalRefusalTable.count(
            tx, key.kind, source: key.source, times: times, at: moment)
        }
      }
    } catch {
      logger.error("Refusals could not be counted: \(type(of: error))")
    }
  }
}
