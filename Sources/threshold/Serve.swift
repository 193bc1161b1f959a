import ArgumentParser
import Domain
import Foundation
import Hummingbird
import Logging
import Portal
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
  @OptionGroup var outside: OutsideOption
  @OptionGroup var files: FilesOption
  @Option(help: "The address to listen on.") var host = "127.0.0.1"
  @Option(help: "The port; 0 takes a free one.") var port = 8080
  @Flag(help: "Cookies for TLS only. Needed wherever people sign in over a network.")
  var secureCookies = false
  @Option(help: "Serve the partner portal too, on this port; 0 takes a free one.")
  var portalPort: Int?
  @Option(
    help: ArgumentHelp(
      "Where workers reach these pages: \"https://threshold.council.example\".",
      discussion: "Stands in the daily e-mails that workers asked for."))
  var address: String?
  @Flag(help: "A proxy in front of the portal says where requests come from, in X-Forwarded-For.")
  var behindProxy = false
  @Flag(
    help: ArgumentHelp(
      "Print the sign-ins of the demo council.",
      discussion: """
        With a portal and without a mail server, messages are written as files into the folder \
        `mail` beside the database.
        """))
  var demo = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
    guard portalPort.map({ (0...65_535).contains($0) }) ?? true else {
      throw ValidationError("--portal-port must be 0 to 65535")
    }
    guard portalPort == nil || portalPort != port || port == 0 else {
      throw ValidationError("--portal-port must be another than --port")
    }
  }

  func run() async throws {
    Crashes.leaveNothing()
    let ready = try mail.ready(
      demo: demo && portalPort != nil, beside: database.folder)
    let layouts = try layouts.read()
    let opened = try await database.open()
    var configuration = try await Serving.configuration(
      host: host, port: port, secureCookies: secureCookies, mail: ready, on: opened)
    outside.put(into: &configuration)
    if configuration.portalAddress == nil, let portalPort, portalPort > 0 {
      configuration.portalAddress = "http://\(self.host):\(portalPort)"
    }
    files.put(into: &configuration)
    configuration.layouts = layouts
    let house = try Serving.house(on: opened, beside: database.folder, configuration)
    let logger = Serving.logger
    if demo { try await printSignIns(opened) }
    let host = self.host
    let application = buildApplication(house) { port in
      // The line that scripts wait for.
      print("Threshold is at http://\(host):\(port)")
      fflush(nil)
    }
    let portal = try portal(on: opened, configuration)
    let duplicates = Task { try await lookForDuplicates(in: opened, logger) }
    let sending = Task {
      if let ready {
        // Somebody at the portal waits for a code.
        let pause = portal == nil ? Duration.seconds(5) : .seconds(1)
        try await Serving.send(ready.deliverer(for: opened), every: pause, logger)
      }
    }
    let link = (address ?? "http://\(host):\(port)") + TaskPaths.mine
    let reminding = Task {
      if ready != nil { try await Serving.writeDigests(link: link, on: opened, logger) }
    }
    try await serve(application, and: portal)
    duplicates.cancel()
    reminding.cancel()
    _ = await reminding.result
    sending.cancel()
    // A message that is half way is brought to its end first.
    _ = await sending.result
    _ = await duplicates.result
    await portal?.refusals.flush()
    await opened.close()
  }

  /// The portal beside the pages, on a port of its own; nil where none is wanted.
  private func portal(
    on database: any Database, _ configuration: WebConfiguration
  ) throws -> PortalHouse? {
    guard let portalPort else { return nil }
    var options = PortalOptions()
    options.isBehindProxy = behindProxy
    return PortalHouse(
      try Serving.house(
        on: database, beside: self.database.folder,
        Serving.portalConfiguration(configuration, port: portalPort)), options)
  }

  /// Both doors, until the process is told to end.
  private func serve(
    _ application: some ApplicationProtocol, and portal: PortalHouse?
  ) async throws {
    guard let portal else {
      return try await application.runService(gracefulShutdownSignals: [.sigterm, .sigint])
    }
    let host = self.host
    let beside = buildPortal(portal) { port in
      print("The partner portal is at http://\(host):\(port)")
      fflush(nil)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await application.runService(gracefulShutdownSignals: [.sigterm, .sigint])
      }
      group.addTask { try await beside.runService(gracefulShutdownSignals: [.sigterm, .sigint]) }
      // Where one door cannot open, the other does not stand alone.
      do { for try await _ in group {} } catch {
        group.cancelAll()
        throw error
      }
    }
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
    guard portalPort != nil else { return }
    let partners = try await database.read { tx in
      try AgencyTable.open(in: tx).flatMap { agency in
        let account = agency.username.map {
          "  \($0) (account of \(agency.name), same password, key "
            + "\(DemoLoad.portalCode.text))"
        }
        return try AgencyTable.professionals(of: agency.id, in: tx).map {
          "  \($0.email) (\($0.job), \(agency.name))"
        } + [account].compactMap { $0 }
      }
    }
    guard !partners.isEmpty else { return }
    print("Demo sign-ins at the portal, with the code that comes as a file:")
    for line in partners { print(line) }
  }
}

/// The clock of the machine: the only place where time is asked for.
enum Now {
  @Sendable static func system() -> Instant {
    Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
