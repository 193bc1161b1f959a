import NIOPosix
import Store

/// One authority in one PostgreSQL database, 15 or later. Blocking libpq connections, each used by
/// one thread at a time; any number of processes may serve the same authority.
///
/// An authority's ledger is one chain, so its writers go one after another, in every process: each
/// write transaction takes the same advisory lock before it reads anything.
package final class PostgreSQLDatabase: Database {
  package let dialect = Dialect.postgreSQL
  private let connections: ConnectionPool
  private let threads: NIOThreadPool
  private let queue = WriteQueue()
  /// The server's version, for the log at start.
  package let engineNote: String

  /// Connects once, and checks what the database must be.
  ///
  /// - Parameters:
  ///   - url: `postgres://user@host/database`, handed to libpq as it is. Over a network write
  ///     `?sslmode=verify-full&sslrootcert=…`: no weaker mode proves who the server is.
  ///   - connections: how many this process opens at most.
  /// - Throws: ``DatabaseError/unavailable(_:)`` when it cannot be reached or does not fit, saying
  ///   what to do.
  package init(url: String, connections limit: Int = 8) async throws {
    let threads = NIOThreadPool(numberOfThreads: limit)
    threads.start()
    do {
      let first = try await threads.run {
        let first = try Connection(url: url)
        do { return (first, try first.checkDatabase()) } catch {
          first.close()
          throw error
        }
      }
      engineNote = first.1
      connections = ConnectionPool(url: url, limit: limit, first: first.0)
    } catch {
      try? await threads.shutdownGracefully()
      throw error
    }
    self.threads = threads
  }

  deinit {
    connections.abandon()
    threads.shutdownGracefully { _ in }
  }

  package func read<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await withConnection { lease in
      try lease.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      let connection = try lease.connection()
      do {
        let transaction = PostgreSQLTransaction(connection)
        defer { transaction.end() }
        let result = try body(transaction)
        try transaction.check()
        try connection.control("COMMIT")
        return result
      } catch {
        _ = try? connection.control("ROLLBACK")
        throw error
      }
    }
  }

  @discardableResult
  package func write<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await queue.write(body) { Task { await self.drain() } }
  }

  /// Callers that share one commit. PostgreSQL keeps up to 64 savepoints of a transaction where
  /// every reader finds them fast.
  private static let groupSize = 32

  private func drain() async {
    do {
      try await withConnection { [queue] lease in
        while true {
          let group = queue.take(upTo: Self.groupSize)
          if group.isEmpty { return }
          lease.commit(group)
        }
      }
    } catch {
      // No connection was to be had: tell those who wait.
      while true {
        let group = queue.take(upTo: Self.groupSize)
        if group.isEmpty { return }
        for write in group { write.finish(error) }
      }
    }
  }

  /// Runs `work` on a thread that may block, with a connection nobody else uses meanwhile.
  private func withConnection<T: Sendable>(
    _ work: @escaping @Sendable (Lease) throws -> T
  ) async throws -> T {
    let lease = try await connections.lease()
    defer { connections.giveBack(lease) }
    return try await threads.run { try work(lease) }
  }

  package func close() async {
    queue.close()
    await connections.close()
    try? await threads.shutdownGracefully()
  }
}

extension NIOThreadPool {
  /// Not `runIfActive`: a cancelled caller must not leave a transaction half way.
  fileprivate func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      submit { state in
        guard case .active = state else {
          return continuation.resume(throwing: DatabaseError.unavailable("the database is closed"))
        }
        continuation.resume(with: Result { try work() })
      }
    }
  }
}
