import Domain
import Foundation
import Hummingbird
import Logging
import Mail
import SQLiteEngine
import Store
import Web

/// What the two servers, of workers and of partners, have in common.
enum Serving {
  static var logger: Logger {
    var logger = Logger(label: "threshold")
    logger.logLevel = .notice
    return logger
  }

  static func house(
    on database: any Database, beside folder: URL, _ configuration: WebConfiguration
  ) throws -> House {
    House(
      database: database,
      emptyDatabase: {
        let empty = try SQLiteDatabase.inMemory()
        try await Migrations.run(on: empty)
        return empty
      },
      pepper: try Pepper.load(beside: folder), configuration: configuration, now: Now.system,
      logger: logger)
  }

  static func configuration(
    host: String, port: Int, secureCookies: Bool, mail: MailOption.Ready?,
    on database: any Database
  ) async throws -> WebConfiguration {
    var configuration = WebConfiguration()
    configuration.host = host
    configuration.port = port
    configuration.secureCookies = secureCookies
    configuration.mail = mail.map { WebConfiguration.Mail(from: $0.from.text) }
    configuration.organisation = try await database.read { try Authority.load(in: $0) }?.name
    return configuration
  }

  /// The portal takes fewer connections: a flood there leaves room for the workers.
  static func portalConfiguration(_ configuration: WebConfiguration, port: Int) -> WebConfiguration
  {
    var configuration = configuration
    configuration.port = port
    configuration.maximumConnections = 256
    return configuration
  }

  /// Writes each morning's e-mails for the workers who asked for them, beside the pages.
  static func writeDigests(
    link: String, on database: any Database, _ logger: Logger
  ) async throws {
    while !Task.isCancelled {
      do {
        let written = try await database.write { tx in
          try Reminders.writeDigests(
            at: Now.system(), link: link, token: { Chance.bytes(16) }, in: tx)
        }
        if written > 0 { logger.notice("Daily e-mails: \(written) written") }
      } catch let error as DatabaseError {
        // Those that were not written are written in the next round.
        logger.error("Writing daily e-mails failed: \(error)")
      }
      try await Task.sleep(for: .seconds(300))
    }
  }

  /// Sends what is due, beside the pages.
  static func send(_ deliverer: Deliverer, every pause: Duration, _ logger: Logger) async throws {
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
      try await Task.sleep(for: pause)
    }
  }
}

extension MailOption {
  /// The way that was given; in a demo without one, files in the folder `mail` beside the database.
  func ready(demo: Bool, beside folder: URL) throws -> Ready? {
    if let ready = try ready() { return ready }
    guard demo, let from = EmailAddress("children@threshold.example") else { return nil }
    let place = folder.appendingPathComponent("mail")
    print(
      "No mail server: messages, and codes for the portal, are written as files in \(place.path)")
    return Ready(transport: FolderTransport(place), from: from)
  }
}
