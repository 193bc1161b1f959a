import Domain
import Foundation
import Store
import Synchronization
import Testing

@testable import Portal
@testable import Web

@Suite("Signing in at the portal")
struct PortalSignInTests {
  static let email = "m.jones@hill.school.example"

  @Test("A code from the email signs in, once, in the window where it was asked for")
  func once() async throws {
    let portal = try await TestPortal()
    try await portal.agency(admitting: [Self.email])
    try await portal.run { browser in
      let asked = try await browser.post("/sign-in", [("email", " M.Jones@hill.school.example ")])
      #expect(asked.status == 303)
      #expect(asked.location == "/sign-in/code")
      let page = try await browser.get("/sign-in/code")
      #expect(page.body.contains("If that address can get mail from us, a code is on its way."))
      let code = try await portal.code()
      let waiting = await browser.cookies["threshold-portal"] ?? ""
      let opened = try await browser.post("/sign-in/code", [("code", code)])
      #expect(opened.status == 303)
      #expect(opened.location == "/")
      let token = await browser.cookies["threshold-portal"] ?? ""
      #expect(token != waiting)
      let home = try await browser.get("/")
      #expect(home.status == 200)
      #expect(home.body.contains("Prof m"))
      // Whoever saw the post go by and sends it again, with the cookie of then, gets nowhere.
      let thief = await browser.another()
      await thief.keep("threshold-portal", waiting)
      let replayed = try await thief.post("/sign-in/code", [("code", code)])
      #expect(replayed.status == 422)
      #expect(replayed.body.contains("was used, tried too often, or has run out"))
      let nowhere = try await thief.get("/")
      #expect(nowhere.status == 303)
    }
    #expect(try await portal.refused(.replayedCode) == 1)
  }

  @Test("The code of another browser opens nothing, also for the same address")
  func otherBrowser() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let other = await browser.another()
      _ = try await browser.post("/sign-in", [("email", Self.email)])
      let code = try await portal.code()
      _ = try await other.post("/sign-in", [("email", Self.email)])
      let wrong = try await other.post("/sign-in/code", [("code", code)])
      #expect(wrong.status == 422)
      // A browser that asked for none is sent to ask.
      let third = await browser.another()
      let none = try await third.post("/sign-in/code", [("code", code)])
      #expect(none.status == 303)
      #expect(none.location == "/sign-in")
      let right = try await browser.post("/sign-in/code", [("code", code)])
      #expect(right.location == "/")
    }
  }

  @Test("Five wrong guesses end a code; then the right one opens nothing")
  func guesses() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      _ = try await browser.post("/sign-in", [("email", Self.email)])
      let code = try await portal.code()
      for guess in 0..<5 {
        let number = String(10_000_000 + guess)
        let answer = try await browser.post(
          "/sign-in/code", [("code", number == code ? "99999999" : number)])
        #expect(answer.status == 422)
      }
      let late = try await browser.post("/sign-in/code", [("code", code)])
      #expect(late.status == 422)
      let home = try await browser.get("/")
      #expect(home.status == 303)
    }
    #expect(try await portal.refused(.wrongCode) == 4)
    #expect(try await portal.refused(.tooManyTries) == 1)
  }

  @Test("A code runs out after fifteen minutes, and dies with a new one")
  func runsOut() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      _ = try await browser.post("/sign-in", [("email", Self.email)])
      let first = try await portal.code()
      portal.clock.advance(minutes: 15)
      let late = try await browser.post("/sign-in/code", [("code", first)])
      #expect(late.status == 422)
      _ = try await browser.post("/sign-in", [("email", Self.email)])
      let second = try await portal.code()
      _ = try await browser.post("/sign-in", [("email", Self.email)])
      let third = try await portal.code()
      let dead = try await browser.post("/sign-in/code", [("code", second)])
      #expect(dead.status == (second == third ? 303 : 422))
      let right = try await browser.post("/sign-in/code", [("code", third)])
      #expect(right.status == 303)
    }
  }

  @Test("Known, unknown and flooded addresses get the same answer, to the byte")
  func sameAnswer() async throws {
    let portal = try await TestPortal()
    try await portal.agency(admitting: [Self.email])
    let seen = Mutex<[String]>([])
    try await portal.run { browser in
      for email in [Self.email, "nobody@nowhere.example"] {
        for _ in 1...8 {
          let one = await browser.another()
          let asked = try await one.post("/sign-in", [("email", email)])
          let page = try await one.get("/sign-in/code")
          let headers = asked.headers.filter { $0.name != .requestID && $0.name != .setCookie }
            .map { "\($0.name): \($0.value)" }
          let text = "\(asked.status)\n\(headers)\n\(asked.body)\n\(page.status)\n\(page.body)"
          seen.withLock { $0.append(text) }
        }
      }
    }
    let all = seen.withLock { $0 }
    #expect(all.count == 16)
    #expect(Set(all).count == 1)
    // Five each were sent; nobody's mailbox is filled.
    #expect(try await portal.letters() == 10)
  }

  @Test("What is no address is said so, and asks nobody")
  func noAddress() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      for text in ["", "someone", "a@b", "a@b.example\r\nBcc: c@d.example"] {
        let answer = try await browser.post("/sign-in", [("email", text)])
        #expect(answer.status == 422, "\(text)")
      }
    }
    #expect(try await portal.letters() == 0)
  }

  @Test("An agency's account needs its password and the code of its app; a code opens once")
  func account() async throws {
    let portal = try await TestPortal()
    let agency = try await portal.agency()
    let _: Done<Agency> = try await portal.store.perform(
      .openAccount(username: "hill-school"), on: agency,
      as: Act(key: nil, actor: .system, at: portal.clock.now))
    let secrets = try await AgencyAccounts(portal.house.house).renew(agency, at: portal.clock.now)
    try await portal.run { browser in
      var words: Set<String> = []
      for name in ["hill-school", "no-school"] {
        let answer = try await browser.post(
          "/sign-in/agency", [("username", name), ("password", "wrong password here")])
        #expect(answer.status == 422)
        words.insert(answer.body.replacing(name, with: "NAME"))
      }
      #expect(words.count == 1)
      let step = OneTimeCode.step(at: portal.clock.now)
      let code = secrets.code.code(step: step)
      let first = try await browser.post(
        "/sign-in/agency", [("username", "Hill-School"), ("password", secrets.password)])
      #expect(first.location == "/sign-in/agency/code")
      // The password alone opens nothing.
      let early = try await browser.get("/")
      #expect(early.status == 303)
      let opened = try await browser.post("/sign-in/agency/code", [("code", code)])
      #expect(opened.location == "/")
      let home = try await browser.get("/")
      #expect(home.body.contains("Hill School"))
      let thief = await browser.another()
      _ = try await thief.post(
        "/sign-in/agency", [("username", "hill-school"), ("password", secrets.password)])
      let replayed = try await thief.post("/sign-in/agency/code", [("code", code)])
      #expect(replayed.status == 422)
      // New secrets end what was open.
      _ = try await AgencyAccounts(portal.house.house).renew(agency, at: portal.clock.now)
      let ended = try await browser.get("/")
      #expect(ended.status == 303)
    }
    #expect(try await portal.refused(.wrongPassword) == 2)
    #expect(try await portal.refused(.replayedCode) == 1)
  }

  @Test(
    "A session ends after half an hour of nothing, after twelve hours in any case, and by signing out"
  )
  func sessions() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      try await portal.signIn(browser, Self.email)
      portal.clock.advance(minutes: 29)
      let still = try await browser.get("/")
      #expect(still.status == 200)
      portal.clock.advance(minutes: 30)
      let over = try await browser.get("/")
      #expect(over.status == 303)
      try await portal.signIn(browser, Self.email)
      for _ in 1...35 {
        portal.clock.advance(minutes: 20)
        let kept = try await browser.get("/")
        #expect(kept.status == 200)
      }
      portal.clock.advance(minutes: 20)
      let absolute = try await browser.get("/")
      #expect(absolute.status == 303)
      try await portal.signIn(browser, Self.email)
      let home = try await browser.get("/")
      let token = await browser.cookies["threshold-portal"] ?? ""
      let out = try await browser.post(
        "/sign-out", [("csrf", home.hidden("csrf", in: "/sign-out") ?? "")])
      #expect(out.location == "/sign-in")
      await browser.keep("threshold-portal", token)
      let gone = try await browser.get("/")
      #expect(gone.status == 303)
    }
  }

  @Test("Whoever is removed from an agency sees nothing of it with the next request")
  func removed() async throws {
    let portal = try await TestPortal()
    let agency = try await portal.agency(admitting: [Self.email])
    try await portal.run { browser in
      try await portal.signIn(browser, Self.email)
      let before = try await browser.get("/requests")
      #expect(before.status == 200)
      let _: Done<Agency> = try await portal.store.perform(
        .remove(email: Self.email, reason: "Left"), on: agency,
        as: Act(key: nil, actor: .system, at: portal.clock.now))
      let after = try await browser.get("/requests")
      #expect(after.status == 404)
    }
  }
}
