import Domain
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Portal
@testable import Web

@Suite("The portal's door")
struct PortalDoorsTests {
  @Test("The portal serves none of the workers' pages")
  func noStaffPages() async throws {
    let portal = try await TestPortal()
    let ours = Set(registeredPortalDoors(portal.portal).map(\.pattern))
    // What both sides have is no page of work.
    let shared: Set<String> = [
      "/", "/help", "/accessibility", "/health", "/sign-in", "/sign-in/code", "/sign-out",
      "/session/extend", "/static/threshold.css", "/static/threshold.js",
    ]
    let staff = Set(registeredRoutes(portal.house.house).map(\.pattern)).subtracting(shared)
    #expect(staff.count > 100)
    #expect(ours.isDisjoint(with: staff))
    let visited = staff.map { pattern in
      pattern.split(separator: "/").map { $0.hasPrefix(":") ? "P-1" : String($0) }
        .reduce("") { $0 + "/" + $1 }
    }
    try await portal.run { browser in
      try await portal.signIn(browser, "m.jones@hill.school.example")
      for path in visited {
        let answer = try await browser.get(path)
        #expect(answer.status == 404, "\(path)")
      }
    }
  }

  @Test("Nobody passes a door without a sign-in, and a stranger's form is not lost silently")
  func signInFirst() async throws {
    let portal = try await TestPortal()
    let doors = registeredPortalDoors(portal.portal).filter { !$0.isOpen }
    #expect(!doors.isEmpty)
    try await portal.run { browser in
      for door in doors {
        let path = door.pattern.replacing(":check", with: "G-1").replacing(":agency", with: "Y-1")
          .replacing(":dailyreport", with: "D-1")
        if door.method == "GET" {
          let answer = try await browser.get(path)
          #expect(answer.status == 303, "\(path)")
          #expect(answer.location?.hasPrefix("/sign-in") == true, "\(path)")
        } else {
          let answer = try await browser.post(path, [("words", "Nothing known to us")])
          #expect(answer.status == 401 || answer.status == 415, "\(path)")
          #expect(
            answer.status == 415 || answer.body.contains("Nothing known to us")
              // A file is where it was: on the visitor's own machine.
              || path.hasSuffix("/files"), "\(path)")
        }
      }
    }
  }

  @Test("A worker's cookie is worth nothing at the portal, and a visitor's nothing at the workers'")
  func cookies() async throws {
    let portal = try await TestPortal()
    try await portal.house.worker("sam")
    let (house, doors) = (portal.house, portal)
    try await house.run { staff in
      try await staff.signIn("sam")
      let worth = await staff.cookies["threshold"] ?? ""
      #expect(!worth.isEmpty)
      try await doors.run { visitor in
        await visitor.keep("threshold", worth)
        await visitor.keep("threshold-portal", worth)
        let refused = try await visitor.get("/")
        #expect(refused.status == 303)
        try await doors.signIn(visitor, "m.jones@hill.school.example")
        let opened = try await visitor.get("/")
        #expect(opened.status == 200)
        let stolen = await visitor.cookies["threshold-portal"] ?? ""
        await staff.keep("threshold", stolen)
        await staff.keep("threshold-portal", stolen)
        let answer = try await staff.get("/")
        #expect(answer.status == 303)
      }
    }
  }

  @Test("Behind TLS the cookie is of this host alone")
  func hostCookie() async throws {
    let portal = try await TestPortal(secure: true)
    let sessions = PortalSessions(portal: portal.portal)
    #expect(sessions.cookieName == "__Host-threshold-portal")
    let email = try #require(EmailAddress("m.jones@hill.school.example"))
    let (_, cookie) = try await sessions.begin(.email(email), stage: .open, now: portal.clock.now)
    #expect(cookie.description.contains("Secure"))
    #expect(cookie.description.contains("HttpOnly"))
  }
}
