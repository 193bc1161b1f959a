import Domain
import Synchronization

/// Counts acts in a window of time, by this process. It only slows; what must hold across processes
/// (the delay after wrong passwords) stands in the database.
package final class Limiter: Sendable {
  private struct Window {
    var start: Instant
    var count: Int
  }
  private struct State {
    var windows: [String: Window] = [:]
    var swept = Instant(milliseconds: 0)
  }
  private let state = Mutex(State())
  private let limit: Int
  private let length: Int64

  /// - Parameter seconds: how long a window lasts.
  package init(_ limit: Int, in seconds: Int64) {
    self.limit = limit
    length = seconds * 1000
  }

  /// Whether this act is still within the limit; it is counted either way.
  package func allows(_ key: String, now: Instant) -> Bool {
    state.withLock { state in
      // At most once a second: with very many at once, looking through all of them for each would be
      // the harm that this is against.
      if state.windows.count > 10_000, now.milliseconds - state.swept.milliseconds >= 1000 {
        state.windows = state.windows.filter {
          now.milliseconds - $0.value.start.milliseconds < length
        }
        state.swept = now
      }
      var window = state.windows[key] ?? Window(start: now, count: 0)
      if now.milliseconds - window.start.milliseconds >= length {
        window = Window(start: now, count: 0)
      }
      window.count += 1
      state.windows[key] = window
      return window.count <= limit
    }
  }
}
