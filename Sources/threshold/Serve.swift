import ArgumentParser
import Domain
import Foundation
import Hummingbird
import Logging
import SQLiteEngine
import Store
import Web

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the pages.",
    discussion: """
      Listens on the machine itself only, unless --host says otherwise; then put TLS in front of it \
      and give --secure-cookies. The pepper is read from THRESHOLD_PEPPER, or from the file `pepper` \
      beside the database, which is made at the first start: keep a copy apart from the database.
      """)
  @OptionGroup var database: DatabaseOption
  @OptionGroup var mail: MailOption
  @OptionGroup var layouts: LayoutsOption
  @Option(help: "The address to listen on.") var host = "127.0.0.1"
  @Option(help: "The port; 0 takes a free one.") var port = 8080
  @Flag(help: "Cookies for TLS only. Needed wherever people sign in over a network.")
  var secureCookies = false
  @Flag(help: "Print the sign-ins of the demo council.") var demo = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
  }

  func run() async throws {
    Crashes.leaveNothing()
    let ready = try mail.ready()
    let layouts = try layouts.read()
    let opened = try await database.open()
    var configuration = WebConfiguration()
    configuration.host = host
    configuration.port = port
    configuration.layouts = layouts
    configuration.secureCookies = secureCookies
    configuration.mail = ready.map { WebConfiguration.Mail(from: $0.from.text) }
    configuration.organisation = try await opened.read { try Authority.load(in: $0) }?.name
    var logger = Logger(label: "threshold")
    logger.logLevel = .notice
    let house = House(
      database: opened,
      emptyDatabase: {
        let empty = try SQLiteDatabase.inMemory()
        try await Migrations.run(on: empty)
        return empty
      },
      pepper: try Pepper.load(beside: database.folder), configuration: configuration,
      now: Now.system, logger: logger)
    if demo { try await printSignIns(opened) }
    let host = self.host
    let application = buildApplication(house) { port in
      // The line that scripts wait for.
      print("Threshold is at http://\(host):\(port)")
      fflush(nil)
    }
    let duplicates = Task { try await lookForDuplicates(in: opened, logger) }
    let sending = Task {
      if let ready { try await send(ready.deliverer(for: opened), logger) }
    }
    try await application.runService(gracefulShutdownSignals: [.sigterm, .sigint])
    duplicates.cancel()
    sending.cancel()
    // A message that is half way is brought to its end first.
    _ = await sending.result
    _ = await duplicates.result
    await opened.close()
  }

  /// Looks for second records of people whose records changed, a few at a time, beside the pages.
  private func lookForDuplicates(in database: any Database, _ logger: Logger) async throws {
    while !Task.isCancelled {
      var hasMore = false
      do {
        hasMore = try await LikelyDuplicates.look(at: Now.system(), in: database)
      } catch let error as DatabaseError {
        // The pages go on; it is tried again.
        logger.error("Looking for duplicates failed: \(error)")
      }
      try await Task.sleep(for: hasMore ? .milliseconds(200) : .seconds(10))
    }
  }

  /// Sends what is due, beside the pages.
  private func send(_ deliverer: Deliverer, _ logger: Logger) async throws {
    while !Task.isCancelled {
      do {
        let round = try await deliverer.deliver()
        if round.total > 0 {
          logger.notice(
            "Messages: \(round.sent) sent, \(round.toTryAgain) to try again, \(round.failed) given up"
          )
        }
      } catch let error as DatabaseError {
        // The messages are in the outbox; it is tried again.
        logger.error("Sending failed: \(error)")
      } catch {
        // What it holds is not for a log.
        logger.error("Sending failed: \(type(of: error))")
      }
      try await Task.sleep(for: .seconds(5))
    }
  }

  private func printSignIns(_ database: any Database) async throws {
    let lines = try await database.read { tx in
      let accounts = try AccountTable.all(tx)
      let workers = try WorkerTable.all(in: tx)
      return accounts.compactMap { account in
        workers.first { $0.id == account.worker }.map { worker in
          let roles = worker.roles.sorted().map(\.title).joined(separator: ", ")
          let name = account.username.padding(toLength: 20, withPad: " ", startingAt: 0)
          return "  \(name) \(roles) (\(worker.teamName ?? "no team"))"
        }
      }
    }
    print("Demo sign-ins, all with the password \(DemoLoad.password):")
    for line in lines { print(line) }
  }
}

/// The clock of the machine: the only place where time is asked for.
enum Now {
  @Sendable static func system() -> Instant {
    Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
