import ArgumentParser
import Domain
import Foundation
import Hummingbird
import Logging
import Portal
import Store
import Web

struct PortalServe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portal",
    abstract: "Serve the partner portal alone, as a process of its own.",
    discussion: """
      Needs a PostgreSQL database, or one that no other process writes: a SQLite file has one writer. \
      For SQLite give `threshold serve --portal-port` instead, which serves both doors. Put TLS in \
      front of it under a host name of its own, and give --secure-cookies and --behind-proxy. \
      The pepper is the workers' side's: THRESHOLD_PEPPER, or the file beside the database.
      """)
  @OptionGroup var database: DatabaseOption
  @OptionGroup var mail: MailOption
  @OptionGroup var outside: OutsideOption
  @OptionGroup var files: FilesOption
  @Option(help: "The address to listen on.") var host = "127.0.0.1"
  @Option(help: "The port; 0 takes a free one.") var port = 8081
  @Flag(help: "Cookies for TLS only. Needed wherever people sign in over a network.")
  var secureCookies = false
  @Flag(help: "A proxy in front says where requests come from, in X-Forwarded-For.")
  var behindProxy = false
  @Flag(help: "Without a mail server, write messages as files beside the database.")
  var demo = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
  }

  func run() async throws {
    Crashes.leaveNothing()
    let ready = try mail.ready(demo: demo, beside: database.folder)
    let opened = try await database.open()
    var configuration = try await Serving.configuration(
      host: host, port: port, secureCookies: secureCookies, mail: ready, on: opened)
    outside.put(into: &configuration)
    files.put(into: &configuration)
    let house = try Serving.house(
      on: opened, beside: database.folder,
      Serving.portalConfiguration(configuration, port: port))
    var options = PortalOptions()
    options.isBehindProxy = behindProxy
    let portal = PortalHouse(house, options)
    let host = self.host
    let application = buildPortal(portal) { port in
      print("The partner portal is at http://\(host):\(port)")
      fflush(nil)
    }
    let logger = Serving.logger
    let sending = Task {
      if let ready {
        try await Serving.send(ready.deliverer(for: opened), every: .seconds(1), logger)
      }
    }
    try await application.runService(gracefulShutdownSignals: [.sigterm, .sigint])
    sending.cancel()
    // A message that is half way is brought to its end first.
    _ = await sending.result
    await portal.refusals.flush()
    await opened.close()
  }
}
