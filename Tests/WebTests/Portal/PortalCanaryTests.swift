import Domain
import HummingbirdTesting
import Store
import Synchronization
import Testing

@testable import Portal
@testable import Web

@Suite("Nothing typed at the portal gets into a log, an address or a header")
struct PortalCanaryTests {
  private static let email = "zqxvjk.head@hill.school.example"

  @Test("Neither a code nor an address nor a password, sent well and badly")
  func logs() async throws {
    let book = LogBook()
    let portal = try await TestPortal(logger: book.logger)
    try await portal.agency(admitting: [Self.email])
    let escapes = Sightings()
    try await portal.run { browser in
      let asked = try await browser.post("/sign-in", [("email", Self.email)])
      let code = try await portal.code()
      let wrong = try await browser.post("/sign-in/code", [("code", "zqxvjk-wrong")])
      let right = try await browser.post("/sign-in/code", [("code", code)])
      let account = try await browser.another().post(
        "/sign-in/agency", [("username", "zqxvjk-name"), ("password", "zqxvjk-password")])
      let lost = try await browser.another().post(
        "/requests/G-1/answer", [("words", "zqxvjk is known to us")])
      let nowhere = try await browser.another().get("/zqxvjk-nowhere?name=zqxvjk")
      for answer in [asked, wrong, right, account, lost, nowhere] {
        for field in answer.headers where field.name != .setCookie {
          if field.value.contains("zqxvjk") || field.value.contains(code) {
            escapes.add("\(field.name): \(field.value)")
          }
        }
      }
      for line in book.lines where line.contains("zqxvjk") || line.contains(code) {
        escapes.add(line)
      }
    }
    #expect(escapes.all == [])
    #expect(book.lines.count >= 6)
  }

  @Test(
    "A letter that was sent leaves no code in the database, and none ever had it plain beside it")
  func database() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      _ = try await browser.post("/sign-in", [("email", Self.email)])
      let code = try await portal.code()
      let house = portal.house.house
      let from = try #require(EmailAddress("children@northshire.example"))
      let now = portal.clock.now
      let deliverer = Deliverer(
        house.store, over: Taking(), from: from, now: { now }, chance: { Chance.bytes(16) })
      let round = try await deliverer.deliver()
      #expect(round.sent == 1)
      let texts = try await house.database.read { tx in
        let codes = try tx.rows("SELECT code, email FROM portal_code")
        let letters = try tx.rows("SELECT words, subject, recipient FROM outbox")
        return (codes + letters).flatMap { row in row.values.map { "\($0)" } }
      }
      let plain = texts.filter { $0.contains(code) || $0.contains(code.prefix(4)) }
      #expect(plain == [])
      // It still opens.
      let opened = try await browser.post("/sign-in/code", [("code", code)])
      #expect(opened.location == "/")
    }
  }
}

/// What got out.
private final class Sightings: Sendable {
  private let kept = Mutex<[String]>([])
  var all: [String] { kept.withLock { $0 } }
  func add(_ line: String) { kept.withLock { $0.append(line) } }
}

/// A mail server that takes everything.
private struct Taking: MailTransport {
  func send(_ mail: MailMessage, beforeTheEnd: () -> Bool) -> DeliveryOutcome {
    beforeTheEnd() ? .accepted : .later(why: "Stopped")
  }
}
