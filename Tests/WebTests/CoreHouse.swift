import Domain
import Foundation
import HTML
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SQLiteEngine
import Store
import Synchronization
import Testing

@testable import Web

/// A clock that only the test moves.
final class HandClock: Sendable {
  private let instant: Mutex<Instant>
  init(_ start: Instant) { instant = Mutex(start) }
  var now: Instant { instant.withLock { $0 } }
  func advance(minutes: Int) { instant.withLock { $0 = $0.adding(seconds: minutes * 60) } }
  func advance(seconds: Int) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// A small council with a real database, workers who can sign in, and one child.
struct TestHouse: Sendable {
  let house: House
  let clock: HandClock
  let team: TeamID
  let password = "three random words here"

  static let pepper = [UInt8](repeating: 7, count: 32)

  /// - Parameter secure: cookies as behind TLS.
  init(secure: Bool = false, logger: Logger? = nil) async throws {
    let database = try SQLiteDatabase.inMemory()
    try await Migrations.run(on: database)
    let clock = HandClock(Instant(london: try #require(Day(iso: "2026-03-16")), hour: 9, minute: 0))
    var configuration = WebConfiguration()
    configuration.passwordCost = .forTests
    configuration.secureCookies = secure
    configuration.organisation = "Northshire"
    var quiet = Logger(label: "test")
    quiet.logLevel = .critical
    house = House(
      database: database,
      emptyDatabase: {
        let empty = try SQLiteDatabase.inMemory()
        try await Migrations.run(on: empty)
        return empty
      },
      pepper: Self.pepper, configuration: configuration, now: { clock.now },
      logger: logger ?? quiet)
    self.clock = clock
    let formed: Done<Team> = try await house.store.perform(
      .form(name: "North Assessment", kind: .assessment),
      as: Act(key: nil, actor: .system, at: clock.now))
    team = formed.id
  }

  /// A worker with an account.
  @discardableResult func worker(
    _ username: String, _ roles: Set<Role> = [.socialWorker], team: TeamID? = nil,
    until: Day? = nil
  ) async throws -> WorkerID {
    let joined: Done<Worker> = try await house.store.perform(
      .join(
        name: "Worker \(username)", roles: roles, team: team ?? self.team, registration: nil),
      as: Act(key: nil, actor: .system, at: clock.now))
    let id = joined.id
    let hash = try await house.passwords.hash(password)
    let now = clock.now
    try await house.database.write { tx in
      try AccountTable.add(
        tx, worker: id, username: username, password: hash, until: until, at: now)
    }
    return id
  }

  func child() async throws -> PersonID {
    let created: Done<Person> = try await house.store.perform(
      .create(
        Person.Details(
          name: Person.Name(given: "Zebedee", family: "Quillfeather"), stage: .child,
          provenance: Person.Provenance(saidBy: "the school")),
        searched: "Zebedee Quillfeather"),
      as: Act(key: nil, actor: .system, at: clock.now))
    return created.id
  }

  func run(
    _ body: @escaping @Sendable (Browser) async throws -> Void
  ) async throws {
    let application = buildApplication(house, adding: [RenameRoutes.self])
    try await application.test(.router) { client in
      try await body(Browser(client))
    }
  }
}

/// What a browser does: keeps cookies, follows what it is told, and fills in forms that it was shown.
actor Browser {
  let client: any TestClientProtocol
  private(set) var cookies: [String: String] = [:]

  init(_ client: any TestClientProtocol) { self.client = client }

  /// A second browser at the same application.
  func another() -> Browser { Browser(client) }

  /// As if it had been given this cookie.
  func keep(_ cookie: String, _ value: String) { cookies[cookie] = value }

  struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: String
    var location: String? { headers[.location] }

    /// The value of a hidden field of the first form that posts to an address.
    func hidden(_ name: String, in action: String? = nil) -> String? {
      var rest = Substring(body)
      if let action {
        guard let start = rest.range(of: "action=\"\(action)\"") else { return nil }
        rest = rest[start.upperBound...]
      }
      guard let field = rest.range(of: "name=\"\(name)\" value=\"") else { return nil }
      let value = rest[field.upperBound...].prefix { $0 != "\"" }
      return String(value).replacing("&amp;", with: "&").replacing("&#39;", with: "'")
    }
  }

  func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
    try await send(path, .get, headers: headers)
  }

  func post(
    _ path: String, _ fields: [(String, String)], headers: HTTPFields = [:]
  ) async throws -> Answer {
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    let body = fields.map { "\(FormBody.encode($0.0))=\(FormBody.encode($0.1))" }
      .joined(separator: "&")
    return try await send(path, .post, headers: headers, body: ByteBuffer(string: body))
  }

  func send(
    _ path: String, _ method: HTTPRequest.Method, headers: HTTPFields = [:],
    body: ByteBuffer? = nil
  ) async throws -> Answer {
    var headers = headers
    if !cookies.isEmpty {
      headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
    let response = try await client.execute(uri: path, method: method, headers: headers, body: body)
    for line in response.headers[values: .setCookie] {
      let pair = line.prefix { $0 != ";" }.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
    }
    return Answer(
      status: response.status.code, headers: response.headers,
      body: String(buffer: response.body))
  }

  @discardableResult func signIn(_ username: String, to: String? = nil) async throws -> Answer {
    try await post(
      "/sign-in",
      [("username", username), ("password", "three random words here")]
        + (to.map { [("_to", $0)] } ?? []))
  }

  /// Opens a page and sends its form with these answers added to what it carries unseen.
  func fill(_ path: String, _ answers: [(String, String)]) async throws -> Answer {
    try await post(path, try await unseen(path) + answers)
  }

  /// What the form of a page carries unseen.
  func unseen(_ path: String) async throws -> [(String, String)] {
    let page = try await get(path)
    return ["csrf", "_form", "_version", "_title"].compactMap { name in
      page.hidden(name, in: path).map { (name, $0) }
    }
  }
}

/// A form on a real record, for tests of what every form does.
enum RenameRoutes: HasRoutes {
  static let path = "/tests/teams/T-1/rename"
  static let definition = FormDefinition(
    "rename", edition: "1",
    [
      Question("name", .text(.full), "New name"),
      Question("on", .day, "From when", optional: true),
      Question("why", .longText(rows: 4), "Why", optional: true),
    ])

  static func add(to routes: Routes) {
    routes.get("/tests/teams/:team/rename") { context in
      try await context.show(try await form(context))
    }
    routes.post("/tests/teams/:team/rename") { context in
      let id = try context.id("team", of: Team.self)
      return try await context.submit(try await form(context)) { reader in
        let name = reader.text("name", "the new name")
        _ = reader.dayIfAny("on", "the day", latest: context.today)
        guard let name, reader.errors.isEmpty else { return nil }
        return Team.Command.rename(name == "nothing" ? "" : name)
      } perform: { (command: Team.Command, sending: Sending) in
        let done: Done<Team> = try await context.house.store.perform(
          command, on: id, expecting: sending.version, as: sending.act)
        return "/tests/teams/\(done.id)/done"
      }
    }
    routes.get("/tests/fault") { _ in throw Broken(holds: "Quillfeather") }
    routes.get("/tests/children/:person") { context in
      let person = try context.id("person", of: Person.self)
      try await context.exists(person)
      try await context.may(.seePerson, about: person)
      return context.page(Page("Zebedee", main: "<p>Zebedee Quillfeather</p>"))
    }
  }

  private static func form(_ context: Context) async throws -> FormPage {
    let id = try context.id("team", of: Team.self)
    let (team, version) = try context.found(try await context.house.store.load(id))
    var record = Answers()
    record["name"] = team.name
    return FormPage(
      "Rename the team", definition, path: context.request.uri.path, submit: "Rename team",
      version: version, record: record)
  }
}

/// A fault with something of a record in it.
struct Broken: Error { let holds: String }
