import GRDB
import GRDBSQLite
import NIOPosix

import protocol Store.Database
import enum Store.DatabaseError
import enum Store.Dialect
import protocol Store.Transaction
import class Store.WriteQueue

/// One authority in one SQLite file, in write-ahead mode.
///
/// One connection does all writes **and** all checkpoints: two connections that checkpoint at once
/// can damage the file in SQLite 3.7.0 to 3.51.2, and Debian 12 has 3.40.1. Hence too one writing
/// process per file, held by a lock beside it (`PATH.lock`).
package final class SQLiteDatabase: Database {
  /// How a file is opened.
  package struct Options: Sendable {
    /// Beside a process that writes, or without one. Every write is refused.
    package var readOnly = false
    /// Off where rows arrive without those they refer to, as in a view of one family as at a day.
    package var foreignKeys = true
    /// Connections that read at the same time.
    package var readers = 4
    /// Pages in the write-ahead log after which the writer copies them into the file.
    package var checkpointPages = 1000
    /// What a commit waits for.
    package var durability = Durability.full

    package init() {}
    package init(readOnly: Bool) { self.readOnly = readOnly }
  }

  /// What is on disk when a write returns. The weaker ones are only for the control runs of the
  /// power-loss test, which must see the harm they do, or it proves nothing.
  package enum Durability: Int, Sendable {
    /// Everything written so far.
    case full = 2
    /// Nothing for certain: a power cut loses acknowledged acts.
    case losesAcknowledgedWrites = 1
    /// Nothing at all, in no order: a power cut also damages the file.
    case neverWaits = 0
  }

  package let dialect = Dialect.sqlite
  private let writer: any DatabaseWriter & Sendable
  private let isReadOnly: Bool
  private let queue = WriteQueue()
  private let lock: FileLock?

  /// Opens the file at `path`, and makes it if it is not there and may be written.
  /// - Throws: ``DatabaseError/unavailable(_:)`` when it cannot be opened, when another process
  ///   writes it, or when SQLite does not give the durability asked for.
  package init(path: String, options: Options = Options()) throws {
    isReadOnly = options.readOnly
    lock = options.readOnly ? nil : try FileLock(besides: path)
    let pool = try translatingErrors {
      try DatabasePool(path: path, configuration: Self.configuration(options))
    }
    writer = pool
    guard !options.readOnly else { return }
    try translatingErrors {
      // Opening a pool sets `synchronous` to NORMAL, so it is set afterwards, and read back.
      try pool.writeWithoutTransaction { db in
        try db.execute(
          sql: """
            PRAGMA synchronous = \(options.durability.rawValue);
            PRAGMA wal_autocheckpoint = \(options.checkpointPages);
            PRAGMA journal_size_limit = 67108864;
            """)
        let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
        let journal = try String.fetchOne(db, sql: "PRAGMA journal_mode")
        guard synchronous == options.durability.rawValue, journal == "wal" else {
          throw Store.DatabaseError.unavailable(
            "SQLite does not give durable commits on this file; keep it on a local disk")
        }
      }
    }
  }

  /// A private database that is gone when let go of. Cheap to make. Foreign keys are not held.
  package static func inMemory() throws -> SQLiteDatabase {
    var options = Options()
    options.foreignKeys = false
    let configuration = configuration(options)
    return SQLiteDatabase(
      inMemory: try translatingErrors { try DatabaseQueue(configuration: configuration) })
  }

  private init(inMemory queue: DatabaseQueue) {
    writer = queue
    isReadOnly = false
    lock = nil
  }

  private static func configuration(_ options: Options) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = options.readOnly
    configuration.foreignKeysEnabled = options.foreignKeys
    configuration.maximumReaderCount = options.readers
    configuration.busyMode = .timeout(10)
    configuration.label = "threshold"
    configuration.prepareDatabase { db in
      // No mapped memory: a fault in the disk would end the process instead of failing a read.
      // No checkpoint until the writer asks: readers never do.
      try db.execute(
        sql: """
          PRAGMA trusted_schema = OFF;
          PRAGMA cell_size_check = ON;
          PRAGMA mmap_size = 0;
          PRAGMA wal_autocheckpoint = 0;
          """)
    }
    return configuration
  }

  /// Which SQLite this is, and what its owner should know about it.
  package var engineNote: String {
    let version = "SQLite \(String(cString: sqlite3_libversion()))"
    guard (3_007_000...3_051_002).contains(sqlite3_libversion_number()) else { return version }
    return """
      \(version): never let another program write or checkpoint this file while Threshold runs; \
      versions before 3.51.3 can damage a file written from two sides
      """
  }

  // MARK: - Reading

  /// Threads that wait for SQLite so that no thread of the cooperative pool does. One set for the
  /// whole process, however many authorities it hosts.
  private static let threads: NIOThreadPool = {
    let threads = NIOThreadPool(numberOfThreads: 8)
    threads.start()
    return threads
  }()

  package func read<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      Self.threads.submit { [writer] _ in
        continuation.resume(
          with: Result {
            try translatingErrors {
              try writer.read { db in
                let transaction = SQLiteTransaction(db, mayWrite: false)
                defer { transaction.end() }
                let result = try body(transaction)
                try transaction.check()
                return result
              }
            }
          })
      }
    }
  }

  // MARK: - Writing

  /// Callers that share one commit. More brings no more throughput and makes the first one wait.
  private static let groupSize = 64

  @discardableResult
  package func write<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    guard !isReadOnly else {
      throw Store.DatabaseError.unavailable("the database is open for reading only")
    }
    return try await queue.write(body) {
      writer.asyncWriteWithoutTransaction { [queue] db in
        while true {
          let group = queue.take(upTo: Self.groupSize)
          if group.isEmpty { return }
          db.commit(group)
        }
      }
    }
  }

  package func close() async {
    queue.close()
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      Self.threads.submit { [writer, lock] _ in
        // The readers first: whoever closes last checkpoints, and that must be the writer.
        if let pool = writer as? DatabasePool { pool.releaseMemory() }
        try? writer.close()
        lock?.release()
        continuation.resume()
      }
    }
  }
}
