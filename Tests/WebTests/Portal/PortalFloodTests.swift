import Domain
import HTTPTypes
import NIOCore
import Foundation
import Store
import Synchronization
import Testing

@testable import Portal
@testable import Web

@Suite("A flood at the portal")
struct PortalFloodTests {
  @Test("Ten thousand posts within a minute are refused and counted; a worker's page still answers")
  func flood() async throws {
    let portal = try await TestPortal()
    try await portal.house.worker("sam")
    let (house, doors) = (portal.house, portal)
    try await house.run { staff in
      try await staff.signIn("sam")
      try await doors.run { browser in
        let answered = Statuses()
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<20 {
            group.addTask {
              let one = await browser.another()
              for number in 0..<500 {
                let answer = try await one.post(
                  "/sign-in/code", [("code", String(10_000_000 + number))])
                answered.count(answer.status)
              }
            }
          }
          let page = try await staff.get("/")
          #expect(page.status == 200)
          try await group.waitForAll()
        }
        let counts = answered.counts
        #expect(counts[429] == 10_000 - doors.portal.options.postsAMinute)
        #expect(counts.values.reduce(0, +) == 10_000)
        let page = try await staff.get("/")
        #expect(page.status == 200)
        // A minute later the door is open again: nobody is locked out.
        doors.clock.advance(seconds: 61)
        let after = try await browser.get("/sign-in")
        #expect(after.status == 200)
      }
    }
    let refused = try await portal.refused(.tooManyPosts)
    #expect(refused == 10_000 - portal.portal.options.postsAMinute)
  }

  @Test("Asking for codes again and again slows the one place that asks, and nobody else")
  func manyCodes() async throws {
    var options = PortalOptions()
    options.codesAMinute = 10_000
    options.isBehindProxy = true
    let portal = try await TestPortal(options)
    try await portal.run { browser in
      var last = 0
      for number in 1...62 {
        let answer = try await browser.post(
          "/sign-in", [("email", "a\(number)@hill.school.example")],
          headers: [.forwarded: "10.0.0.1"])
        last = answer.status
      }
      #expect(last == 429)
      let elsewhere = try await browser.post(
        "/sign-in", [("email", "m.jones@hill.school.example")],
        headers: [.forwarded: "8.8.8.8, 10.0.0.2"])
      #expect(elsewhere.status == 303)
    }
    #expect(try await portal.refused(.tooManyCodes) >= 1)
  }

  @Test("One place that asks for somebody's codes does not keep them out")
  func notLockedOut() async throws {
    var options = PortalOptions()
    options.isBehindProxy = true
    let portal = try await TestPortal(options)
    try await portal.run { browser in
      for _ in 1...12 {
        _ = try await browser.another().post(
          "/sign-in", [("email", "m.jones@hill.school.example")],
          headers: [.forwarded: "10.0.0.1"])
      }
      let before = try await portal.letters()
      _ = try await browser.post(
        "/sign-in", [("email", "m.jones@hill.school.example")],
        headers: [.forwarded: "10.0.0.9"])
      let after = try await portal.letters()
      #expect(after == before + 1)
      let opened = try await browser.post("/sign-in/code", [("code", try await portal.code())])
      #expect(opened.location == "/")
    }
  }

  @Test("One IPv6 network is one place, and an IPv4 address is one in either form")
  func networks() {
    let one = PortalSource.network(of: "2001:db8:1:2::1")
    #expect(one == PortalSource.network(of: "2001:db8:1:2:ffff::9"))
    #expect(one != PortalSource.network(of: "2001:db8:1:3::1"))
    #expect(PortalSource.network(of: "::ffff:10.0.0.1") == "10.0.0.1")
    #expect(PortalSource.network(of: "10.0.0.1") == "10.0.0.1")
    #expect(PortalSource.network(of: "no:address") == "no:address")
  }

  @Test(
    "A hundred thousand places at once are counted without looking through all of them each time")
  func manyPlaces() {
    let limiter = Limiter(2, in: 60)
    let now = Instant(milliseconds: 1_000_000)
    let began = ContinuousClock.now
    for place in 0..<100_000 { _ = limiter.allows("\(place)", now: now) }
    #expect(ContinuousClock.now - began < .seconds(20))
    #expect(limiter.allows("1", now: now))
    #expect(!limiter.allows("1", now: now))
    #expect(limiter.allows("1", now: now.adding(seconds: 61)))
  }

  @Test("Forms from elsewhere, of another kind, or too long are refused and change nothing")
  func malformed() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let foreign = try await browser.post(
        "/sign-in", [("email", "a@b.example")], headers: [.secFetchSite: "cross-site"])
      #expect(foreign.status == 403)
      let json = try await browser.send(
        "/sign-in", .post, headers: [.contentType: "application/json"],
        body: .init(string: "{}"))
      #expect(json.status == 415)
      let long = try await browser.post(
        "/sign-in", [("email", String(repeating: "a", count: 1 << 17))])
      #expect(long.status == 413)
      try await portal.signIn(browser, "m.jones@hill.school.example")
      let forged = try await browser.post("/sign-out", [("csrf", "AAAA")])
      #expect(forged.status == 403)
      let home = try await browser.get("/")
      #expect(home.status == 200)
    }
    #expect(try await portal.letters() == 0)
    #expect(try await portal.refused(.forgedPost) == 2)
  }
}

/// How often each status was answered.
private final class Statuses: Sendable {
  private let all = Mutex<[Int: Int]>([:])
  var counts: [Int: Int] { all.withLock { $0 } }
  func count(_ status: Int) { all.withLock { $0[status, default: 0] += 1 } }
}

extension HTTPField.Name {
  static var forwarded: HTTPField.Name {
    guard let name = HTTPField.Name("X-Forwarded-For") else { preconditionFailure("a header") }
    return name
  }
}
