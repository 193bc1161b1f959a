import Synchronization

/// So many at once and no more: a flood of files must not fill the memory.
package final class UploadRoom: Sendable {
  private let inside = Mutex(0)
  private let most: Int

  package init(_ most: Int) { self.most = most }

  package func enter() -> Bool {
    inside.withLock { inside in
      guard inside < most else { return false }
      inside += 1
      return true
    }
  }

  package func leave() { inside.withLock { $0 -= 1 } }
}
