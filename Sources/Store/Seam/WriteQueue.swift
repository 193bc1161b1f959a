import Synchronization

/// Writes waiting for an engine's one writer, which takes them in groups so that many callers share
/// one durable commit. Both engines commit this way; what a group's commit is, each knows itself.
package final class WriteQueue: Sendable {
  private struct State {
    var waiting: [PendingWrite] = []
    var isDraining = false
    var isClosed = false
  }
  private let state = Mutex(State())

  package init() {}

  /// Waits for `body` to be run and committed by the writer.
  /// - Parameter startDraining: called when no writer is under way; it must see to it that one soon
  ///   calls ``take(upTo:)`` until that gives nothing.
  package func write<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T, startDraining: () -> Void
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      let write = PendingWriteOf(body: body, continuation: continuation)
      let (isClosed, mustStart) = state.withLock { state in
        if state.isClosed { return (true, false) }
        state.waiting.append(write)
        let mustStart = !state.isDraining
        state.isDraining = true
        return (false, mustStart)
      }
      if isClosed { write.finish(DatabaseError.unavailable("the database is closed")) }
      if mustStart { startDraining() }
    }
  }

  /// The next writes in the order they came; none when the writer may rest.
  package func take(upTo limit: Int) -> [PendingWrite] {
    state.withLock { state in
      let taken = Array(state.waiting.prefix(limit))
      state.waiting.removeFirst(taken.count)
      if taken.isEmpty { state.isDraining = false }
      return taken
    }
  }

  /// From now on every new write is refused; those waiting are still taken.
  package func close() {
    state.withLock { $0.isClosed = true }
  }
}

/// One caller's write. Used by one thread at a time: the writer's.
package class PendingWrite: @unchecked Sendable {
  /// What undid this write alone, while the rest of its group went on.
  package var failure: (any Error)?

  fileprivate init() {}
  /// Runs the caller's body and keeps what it gave.
  package func run(_ transaction: any Transaction) throws {
    preconditionFailure("a write without a body")
  }
  /// Lets the caller go on: with `error`, else with ``failure``, else with what its body gave.
  package func finish(_ error: (any Error)? = nil) {
    preconditionFailure("a write without a caller")
  }
}

private final class PendingWriteOf<T: Sendable>: PendingWrite, @unchecked Sendable {
  private let body: @Sendable (any Transaction) throws -> T
  private let continuation: CheckedContinuation<T, any Error>
  private var result: T?

  init(
    body: @escaping @Sendable (any Transaction) throws -> T,
    continuation: CheckedContinuation<T, any Error>
  ) {
    self.body = body
    self.continuation = continuation
  }

  override func run(_ transaction: any Transaction) throws { result = try body(transaction) }

  override func finish(_ error: (any Error)?) {
    if let error = error ?? failure {
      continuation.resume(throwing: error)
    } else if let result {
      continuation.resume(returning: result)
    } else {
      continuation.resume(throwing: DatabaseError.unavailable("the write was not run"))
    }
  }
}
