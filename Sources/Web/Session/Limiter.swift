import Domain
import Synchronization

/// Counts acts in a window of time, by this process. It only slows; what must hold across processes
/// (the delay after wrong passwords) stands in the database.
package final class Limiter: Sendable {
  private struct Window {
    var start: Instant
    var count: Int
  }
  private let windows = Mutex<[String: Window]>([:])
  private let limit: Int
  private let length: Int64

  /// - Parameter seconds: how long a window lasts.
  package init(_ limit: Int, in seconds: Int64) {
    self.limit = limit
    length = seconds * 1000
  }

  /// Whether this act is still within the limit; it is counted either way.
  package func allows(_ key: String, now: Instant) -> Bool {
    windows.withLock { windows in
      if windows.count > 10_000 {
        windows = windows.filter { now.milliseconds - $0.value.start.milliseconds < length }
      }
      var window = windows[key] ?? Window(start: now, count: 0)
      if now.milliseconds - window.start.milliseconds >= length {
        window = Window(start: now, count: 0)
      }
      window.count += 1
      windows[key] = window
      return window.count <= limit
    }
  }
}
