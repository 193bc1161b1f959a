import Domain
import Files
import Hummingbird
import HummingbirdTesting
import Logging
import Store
import Testing

@testable import Portal
@testable import Web

/// The portal of the small council, beside its workers' side: one database, two doors.
struct TestPortal: Sendable {
  let house: TestHouse
  let portal: PortalHouse

  init(
    _ options: PortalOptions = PortalOptions(), secure: Bool = false, logger: Logger? = nil
  ) async throws {
    house = try await TestHouse(secure: secure, logger: logger)
    portal = PortalHouse(house.house, options)
  }

  /// The portal of a council that is there already.
  init(of council: TestHouse, _ options: PortalOptions = PortalOptions()) {
    house = council
    portal = PortalHouse(council.house, options)
  }

  /// The same with a scanner that looks into each file.
  init(scannedBy scanner: FileScanner, of council: TestHouse) {
    house = council
    let plain = council.house
    var configuration = plain.configuration
    configuration.scanner = scanner
    portal = PortalHouse(
      House(
        database: plain.database, emptyDatabase: plain.emptyDatabase, pepper: TestHouse.pepper,
        configuration: configuration, now: plain.now, logger: plain.logger))
  }

  var clock: HandClock { house.clock }
  var store: Store { house.house.store }

  /// Browsers at the portal.
  func run(_ body: @escaping @Sendable (Browser) async throws -> Void) async throws {
    let application = buildPortal(portal)
    try await application.test(.router) { client in try await body(Browser(client)) }
  }

  /// An agency, and whoever is admitted for it.
  @discardableResult func agency(
    _ name: String = "Hill School", kind: PartnerCheck.Agency = .school,
    mailbox: String = "office@hill.school.example", admitting: [String] = []
  ) async throws -> AgencyID {
    let act = Act(key: nil, actor: .system, at: clock.now)
    let done: Done<Agency> = try await store.perform(
      .register(name: name, kind: kind, mailbox: mailbox), as: act)
    for email in admitting {
      let _: Done<Agency> = try await store.perform(
        .admit(Agency.Professional(email: email, name: "Prof \(email.prefix(1))", job: "Lead")),
        on: done.id, as: act)
    }
    return done.id
  }

  /// Signs a browser in as whoever reads the mail of this address, without the code.
  func signIn(_ browser: Browser, _ email: String) async throws {
    try await signIn(browser, .email(try #require(EmailAddress(email))))
  }

  /// Signs a browser in with an agency's shared account.
  func signIn(_ browser: Browser, account: AgencyID) async throws {
    try await signIn(browser, .account(account))
  }

  private func signIn(_ browser: Browser, _ who: PortalSessionRow.Who) async throws {
    let (_, cookie) = try await PortalSessions(portal: portal).begin(
      who, stage: .open, now: clock.now)
    await browser.keep(cookie.name, cookie.value)
  }
}

extension TestPortal {
  /// The code in the latest letter that was written.
  func code() async throws -> String {
    let words = try await house.house.database.read { tx in
      try tx.row("SELECT words FROM outbox WHERE noun = 'portalcode' ORDER BY id DESC LIMIT 1")?
        .text("words")
    }
    let line = try #require(words?.split(separator: "\n").first)
    return String(line.filter(\.isNumber))
  }

  /// How many letters with codes were written.
  func letters() async throws -> Int {
    try await house.house.database.read { tx in
      try tx.rows("SELECT id FROM outbox WHERE noun = 'portalcode'").count
    }
  }

  /// How often something was refused.
  func refused(_ kind: PortalRefusal) async throws -> Int {
    await portal.refusals.flush()
    return try await house.house.database.read { tx in
      try PortalRefusalTable.lines(limit: 100, in: tx).filter { $0.kind == kind }
        .reduce(0) { $0 + $1.times }
    }
  }
}
