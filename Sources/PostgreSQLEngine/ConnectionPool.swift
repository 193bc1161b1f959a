import Store
import Synchronization

/// The connections of one process to one authority, opened when first needed.
final class ConnectionPool: Sendable {
  private struct State {
    var idle: [Connection] = []
    var leases = 0
    var waiting: [CheckedContinuation<Lease, any Error>] = []
    var isClosed = false
    var closing: [CheckedContinuation<Void, Never>] = []
  }
  private let state: Mutex<State>
  private let url: String
  private let limit: Int

  init(url: String, limit: Int, first: Connection) {
    self.url = url
    self.limit = limit
    state = Mutex(State(idle: [first]))
  }

  /// Waits, without a thread, for a connection or for the right to open one.
  func lease() async throws -> Lease {
    try await withCheckedThrowingContinuation { continuation in
      state.withLock { state in
        if state.isClosed {
          continuation.resume(throwing: DatabaseError.unavailable("the database is closed"))
        } else if state.leases < limit {
          state.leases += 1
          continuation.resume(returning: Lease(url: url, connection: state.idle.popLast()))
        } else {
          state.waiting.append(continuation)
        }
      }
    }
  }

  func giveBack(_ lease: Lease) {
    let connection = lease.healthyConnection()
    state.withLock { state in
      if state.waiting.isEmpty {
        state.leases -= 1
        if state.isClosed {
          connection?.close()
        } else if let connection {
          state.idle.append(connection)
        }
      } else {
        state.waiting.removeFirst().resume(returning: Lease(url: url, connection: connection))
      }
      if state.isClosed, state.leases == 0 {
        for closing in state.closing { closing.resume() }
        state.closing = []
      }
    }
  }

  /// Refuses new work, waits for what is under way, and hangs up.
  func close() async {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        state.isClosed = true
        for connection in state.idle { connection.close() }
        state.idle = []
        if state.leases == 0 { continuation.resume() } else { state.closing.append(continuation) }
      }
    }
  }

  /// For a database let go of without being closed.
  func abandon() {
    state.withLock { state in
      for connection in state.idle { connection.close() }
      state.idle = []
    }
  }
}

/// The right to use one connection, opened if there is none. Used by one thread at a time.
final class Lease: @unchecked Sendable {
  private let url: String
  private var held: Connection?

  init(url: String, connection: Connection?) {
    self.url = url
    held = connection
  }

  func connection() throws -> Connection {
    if let held, !held.isBroken, !held.isStale { return held }
    held?.close()
    held = nil
    let fresh = try Connection(url: url)
    held = fresh
    return fresh
  }

  /// Begins a transaction. A connection that died while idle is replaced: nothing was asked of it.
  func begin(_ statement: String) throws {
    let connection = try connection()
    do {
      try connection.control(statement)
    } catch {
      guard connection.isBroken else { throw error }
      try self.connection().control(statement)
    }
  }

  /// The connection if it is fit for the next user.
  func healthyConnection() -> Connection? {
    guard let held else { return nil }
    if held.isFit { return held }
    held.close()
    return nil
  }
}
