import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Store
import Synchronization
import Testing

@testable import Web

/// What every page does, whatever it shows.
@Suite("Every page") struct CoreTests {
  @Test("Without a session nothing opens but signing in, health, two files and a calendar")
  func nothingWithoutASession() async throws {
    let council = try await TestHouse()
    let routes = registeredRoutes(council.house)
    let open: Set<String> = [
      "/sign-in", "/sign-in/code", "/health", "/static/threshold.css", "/static/threshold.js",
      // A calendar's own address, which is its key.
      "/calendar/:secret",
    ]
    #expect(Set(routes.filter(\.isOpen).map(\.pattern)) == open)
    try await council.run { browser in
      for route in routes where !route.isOpen {
        let path = route.pattern.split(separator: "/").map { $0.hasPrefix(":") ? "P-1" : $0 }
          .joined(separator: "/")
        let method = try #require(HTTPRequest.Method(route.method))
        let answer = try await browser.send("/" + path, method)
        #expect(answer.status == 303, "\(route.method) \(route.pattern)")
        #expect(answer.location?.hasPrefix("/sign-in") == true)
        #expect(answer.body.isEmpty)
      }
      // What is not there cannot be told from what is.
      #expect(try await browser.get("/nothing/here").location == "/sign-in?to=%2Fnothing%2Fhere")
      #expect(try await browser.send("/contacts", .delete).status == 401)
      #expect(try await browser.get("/health").body == "ok")
    }
  }

  @Test("Each answer carries the security headers: pages, errors, files, faults")
  func headers() async throws {
    let council = try await TestHouse(secure: true)
    try await council.worker("ada")
    try await council.run { browser in
      let early = [
        try await browser.get("/sign-in"), try await browser.get("/nothing"),
        try await browser.get("/health"), try await browser.get("/static/threshold.css"),
        try await browser.post("/sign-in", [("username", "x"), ("password", "y")]),
      ]
      try await browser.signIn("ada")
      let later = [
        try await browser.get("/help"), try await browser.get("/nothing"),
        try await browser.get("/tests/fault"), try await browser.get("/drafts"),
        try await browser.post("/drafts", []),
      ]
      #expect(later.map(\.status) == [200, 404, 500, 405, 403])
      #expect(later[3].headers[.allow] == "POST")
      for answer in early + later {
        let policy = answer.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'"))
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.referrerPolicy] == "no-referrer")
        #expect(answer.headers[.crossOriginOpenerPolicy] == "same-origin")
        #expect(answer.headers[.crossOriginResourcePolicy] == "same-origin")
        #expect(answer.headers[.permissionsPolicy]?.contains("camera=()") == true)
        #expect(answer.headers[.strictTransportSecurity] != nil)
        #expect(answer.headers[.requestID] != nil)
        #expect(answer.headers[.cacheControl] != nil)
      }
      for answer in [early[0]] + later { #expect(answer.headers[.cacheControl] == "no-store") }
    }
  }

  @Test("A fault shows nothing of what it holds, and says what to do")
  func fault() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.run { browser in
      try await browser.signIn("ada")
      let answer = try await browser.get("/tests/fault")
      #expect(answer.status == 500)
      #expect(!answer.body.contains("Quillfeather"))
      #expect(answer.body.contains("We could not do this just now"))
    }
  }

  @Test("Files are kept for ever under their hash, and asked again without it")
  func files() async throws {
    let council = try await TestHouse()
    try await council.run { browser in
      let page = try await browser.get("/sign-in").body
      let start = try #require(page.range(of: "/static/threshold.css?v="))
      let address = page[start.lowerBound...].prefix { $0 != "\"" }
      let pinned = try await browser.get(String(address))
      #expect(pinned.status == 200)
      #expect(pinned.headers[.cacheControl] == "public, max-age=31536000, immutable")
      let plain = try await browser.get("/static/threshold.css")
      #expect(plain.headers[.cacheControl] == "no-cache")
      let tag = try #require(plain.headers[.eTag])
      #expect(
        try await browser.get("/static/threshold.css", headers: [.ifNoneMatch: tag]).status == 304)
    }
  }

  @Test("HEAD answers where GET does")
  func head() async throws {
    let council = try await TestHouse()
    try await council.run { browser in
      let answer = try await browser.send("/health", .head)
      #expect(answer.status == 200)
      #expect(answer.body.isEmpty)
    }
  }

  @Test("A post from elsewhere, or without the session's token, is refused")
  func forgery() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.worker("ben")
    try await council.run { browser in
      try await browser.signIn("ada")
      let other = await browser.another()
      try await other.signIn("ben")
      let hidden = try await browser.unseen(RenameRoutes.path)
      let csrf = try #require(hidden.first { $0.0 == "csrf" })
      let answers = [("name", "South Assessment")]
      #expect(
        try await browser.post(
          RenameRoutes.path, hidden + answers, headers: [.secFetchSite: "cross-site"]
        ).status == 403)
      #expect(
        try await browser.post(
          RenameRoutes.path, hidden + answers, headers: [.secFetchSite: "same-site"]
        ).status == 403)
      #expect(try await browser.post("/sign-out", [("csrf", "AAAA")]).status == 403)
      #expect(try await browser.post("/sign-out", []).status == 403)
      // Another worker's token is no token here.
      #expect(try await other.post("/sign-out", [csrf]).status == 403)
      let done = try await browser.post(
        RenameRoutes.path, hidden + answers, headers: [.secFetchSite: "same-origin"])
      #expect(done.status == 303)
      // Written differently on each page, and each of them counts.
      let again = try await browser.unseen(RenameRoutes.path).first { $0.0 == "csrf" }
      #expect(again?.1 != csrf.1)
      #expect(try await browser.post("/sign-out", [csrf]).status == 303)
    }
  }

  @Test("A body that is too large, or is no form, is refused in words")
  func bodies() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.run { browser in
      try await browser.signIn("ada")
      let large = try await browser.post("/drafts", [("a", String(repeating: "x", count: 2 << 20))])
      #expect(large.status == 413)
      #expect(large.body.contains("too much text"))
      let json = try await browser.send(
        "/drafts", .post, headers: [.contentType: "application/json"],
        body: ByteBuffer(string: "{}"))
      #expect(json.status == 415)
      let broken = try await browser.send(
        "/drafts", .post, headers: [.contentType: "application/x-www-form-urlencoded"],
        body: ByteBuffer(string: "a=%FF%FE"))
      #expect(broken.status == 400)
    }
  }

  @Test("Sent twice, an act is done once, and both answers lead to it")
  func doublePost() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.run { browser in
      try await browser.signIn("ada")
      let form = try await browser.unseen(RenameRoutes.path) + [("name", "South Assessment")]
      let first = try await browser.post(RenameRoutes.path, form)
      let second = try await browser.post(RenameRoutes.path, form)
      #expect(first.status == 303)
      #expect(second.status == 303)
      #expect(first.location == second.location)
    }
    let facts = try await council.house.database.read { tx in
      try tx.rows("SELECT seq FROM fact WHERE kind = 'team.renamed'").count
    }
    #expect(facts == 1)
  }

  @Test("What is wrong stands beside its question, and what was typed is still there")
  func messages() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.run { browser in
      try await browser.signIn("ada")
      let answer = try await browser.fill(
        RenameRoutes.path,
        [("name", ""), ("on-day", "30"), ("on-month", "2"), ("on-year", "2026"), ("why", "<b>")])
      #expect(answer.status == 422)
      #expect(answer.body.contains("<title>Error: Rename the team"))
      #expect(answer.body.contains("<a href=\"#name\">Enter the new name</a>"))
      #expect(answer.body.contains("<a href=\"#on\">The day must be a real date</a>"))
      #expect(answer.body.contains("id=\"name-error\""))
      #expect(answer.body.contains("&lt;b&gt;"))
      let refused = try await browser.fill(
        RenameRoutes.path, [("name", "nothing"), ("why", "a rule says no")])
      #expect(refused.status == 422)
      #expect(refused.body.contains("<a href=\"#name\">Enter the name of the team</a>"))
      #expect(refused.body.contains("a rule says no"))
    }
  }

  @Test("When the record changed meanwhile, both texts are shown and nothing is overwritten")
  func conflict() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.worker("ben")
    try await council.run { browser in
      try await browser.signIn("ada")
      let other = await browser.another()
      try await other.signIn("ben")
      let form = try await browser.unseen(RenameRoutes.path)
      #expect(try await other.fill(RenameRoutes.path, [("name", "East Assessment")]).status == 303)
      let answer = try await browser.post(RenameRoutes.path, form + [("name", "West Assessment")])
      #expect(answer.status == 409)
      #expect(answer.body.contains("East Assessment"))
      #expect(answer.body.contains("value=\"West Assessment\""))
      // Sent again from that page, it is meant.
      let again = ["csrf", "_form", "_version"].compactMap { name in
        answer.hidden(name, in: RenameRoutes.path).map { (name, $0) }
      }
      #expect(
        try await browser.post(RenameRoutes.path, again + [("name", "West Assessment")]).status
          == 303)
    }
  }

  @Test("The log names routes and nobody")
  func log() async throws {
    let lines = LogLines()
    var logger = Logger(label: "test") { _ in LineHandler(lines: lines) }
    logger.logLevel = .trace
    let council = try await TestHouse(logger: logger)
    try await council.worker("quentin")
    let child = try await council.child()
    try await council.run { browser in
      try await browser.signIn("quentin")
      #expect(try await browser.get("/tests/children/\(child)?q=Quillfeather").status == 200)
      _ = try await browser.get("/tests/fault")
      _ = try await browser.fill(RenameRoutes.path, [("name", "Quillfeather"), ("on-day", "x")])
    }
    let text = lines.text
    #expect(text.contains("/tests/children/:person") || text.contains("/tests/children/{person}"))
    for secret in ["Quillfeather", "Zebedee", "/\(child)", "quentin", "three random"] {
      #expect(!text.contains(secret))
    }
  }
}

final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])
  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var text: String { lines.withLock { $0.joined(separator: "\n") } }
}

struct LineHandler: LogHandler {
  let lines: LogLines
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
  func log(event: LogEvent) {
    lines.add("\(event.level) \(event.message) \(metadata) \(event.metadata ?? [:])")
  }
}
