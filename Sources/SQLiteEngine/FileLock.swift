import Foundation
import Store
import Synchronization

/// The right to write one database file, held as a lock on `PATH.lock`. The kernel lets go of it when
/// the process ends, however it ends. Not on the database file itself: closing that would drop
/// SQLite's own locks.
final class FileLock: Sendable {
  private let descriptor: Mutex<CInt>

  /// - Throws: ``DatabaseError/unavailable(_:)`` when another opener holds it.
  init(besides path: String) throws {
    let file = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw DatabaseError.unavailable(
        "cannot create \(path).lock: \(String(cString: strerror(errno)))")
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      Foundation.close(file)
      throw DatabaseError.unavailable(
        "\(path) is open for writing in another process; stop it, or open for reading only")
    }
    descriptor = Mutex(file)
  }

  func release() {
    descriptor.withLock { file in
      if file >= 0 { Foundation.close(file) }
      file = -1
    }
  }

  deinit { release() }
}
