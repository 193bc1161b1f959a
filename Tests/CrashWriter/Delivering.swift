import Domain
import Foundation
import Mail
import PostgreSQLEngine
import SQLiteEngine
import Store
import Synchronization

/// The sender of messages, which ends itself at a step, or is killed while it prints them.
struct Delivering {
  let database: String
  let server: String
  /// The moment it takes for now.
  let at: Instant
  /// Where it ends, as with `kill -9`; nil for nowhere.
  let step: Deliverer.Step?

  func run() async throws {
    let opened: any Database =
      database.hasPrefix("postgres")
      ? try await PostgreSQLDatabase(url: database) : try SQLiteDatabase(path: database)
    let (at, step) = (at, step)
    guard let from = EmailAddress("children@northshire.example") else { return }
    let deliverer = Deliverer(
      Store(opened), over: SMTPTransport(try MailServer(server), seconds: 10),
      from: from, now: { at },
      chance: { (0..<16).map { _ in UInt8.random(in: .min ... .max) } },
      reached: { reached in
        // In one write, so that a kill cannot cut it.
        try? FileHandle.standardOutput.write(contentsOf: Data("1\n".utf8))
        if reached == step { kill(getpid(), SIGKILL) }
      })
    _ = try await deliverer.deliver()
    await opened.close()
  }
}
