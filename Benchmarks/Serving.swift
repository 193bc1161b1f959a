import Domain
import Foundation
import Hummingbird
import Logging
import Portal
import SQLiteEngine
import Store
import Web

extension Benchmarks {
  /// The house as `threshold serve` builds it, but for the limit of requests a worker, and beside it an
  /// application that answers with a word, and the partner portal without its limits.
  static func serve(_ demo: String, port: Int, plain: Int, portal: Int) async throws {
    let database = try SQLiteDatabase(path: demo)
    var configuration = WebConfiguration()
    configuration.port = port
    configuration.requestsAMinute = .max
    var logger = Logger(label: "benchmarks")
    logger.logLevel = .error
    let house = House(
      database: database,
      emptyDatabase: {
        let empty = try SQLiteDatabase.inMemory()
        try await Migrations.run(on: empty)
        return empty
      },
      pepper: pepper(), configuration: configuration,
      now: {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
      }, logger: logger)
    let router = Router()
    router.get("/") { _, _ in "Threshold" }
    let word = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: plain)),
      onServerRunning: { _ in
        Swift.print("ready")
        fflush(nil)
      },
      logger: logger)
    let application = buildApplication(house)
    configuration.port = portal
    var options = PortalOptions()
    options.requestsAMinute = .max
    options.postsAMinute = .max
    let beside = buildPortal(
      House(
        database: database, emptyDatabase: { try SQLiteDatabase.inMemory() }, pepper: pepper(),
        configuration: configuration, now: house.now, logger: logger), options: options)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await application.runService(gracefulShutdownSignals: [.sigterm]) }
      group.addTask { try await beside.runService(gracefulShutdownSignals: [.sigterm]) }
      group.addTask { try await word.runService(gracefulShutdownSignals: [.sigterm]) }
      try await group.waitForAll()
    }
    await database.close()
  }

  /// The one that the accounts of the demo were made with.
  private static func pepper() -> [UInt8] {
    let digits = Array(ProcessInfo.processInfo.environment["THRESHOLD_PEPPER"] ?? "")
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
  }
}
