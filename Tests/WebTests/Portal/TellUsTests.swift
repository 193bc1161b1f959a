import Domain
import HTTPTypes
import Store
import Testing

@testable import Portal
@testable import Web

@Suite("Telling us without signing in") struct TellUsTests {
  @Test("Anybody can send it, say nothing of themselves, and look later with both codes")
  func anonymous() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = SendingPlay(portal, browser, .anybody)
      let draft = try await play.filled()
      let done = try await play.finish(draft)
      #expect(done.location == SendingPaths.sent(draft, .anybody))
      let sent = try #require(try await play.sent().first)
      #expect(sent.form.sender.kind == .anybody)
      #expect(sent.form.sender.source == .anonymous)
      #expect(sent.form.sender.name == nil)
      let page = try await browser.get(SendingPaths.sent(draft, .anybody))
      #expect(page.body.contains(sent.form.reference))
      let code = try #require(await browser.cookies["threshold-form"])
      #expect(page.body.contains(code))
      let outbox = try await portal.store.database.read { try OutboxTable.count(in: $0) }
      #expect(outbox.isEmpty)
      let other = await browser.another()
      let standing = try await other.post(
        SendingPaths.status, [("reference", sent.form.reference.lowercased()), ("code", code)])
      #expect(standing.status == 200)
      #expect(standing.body.contains("Received"))
      #expect(!standing.body.contains("crying"))
    }
  }

  @Test("A reference or a code alone tells nothing, not even which of them is right")
  func noEnumeration() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = SendingPlay(portal, browser, .anybody)
      _ = try await play.finish(try await play.filled())
      let reference = try #require(try await play.sent().first).form.reference
      let code = try #require(await browser.cookies["threshold-form"])
      let other = await browser.another()
      var bodies: Set<String> = []
      let wrong = ReadableCode(chance: [UInt8](repeating: 3, count: 20)).text
      for (one, two) in [
        (reference, wrong), ("2222-2222-22", code), ("2222-2222-22", wrong), ("x", "y"),
        (reference, ""),
      ] {
        let answer = try await other.post(
          SendingPaths.status, [("reference", one), ("code", two)])
        #expect(answer.status == 422)
        bodies.insert(SendingTests.withoutTokens(answer.body))
      }
      #expect(bodies.count == 1)
    }
  }

  @Test("The return code brings back what was typed, in another browser; thirty days later nothing")
  func returnCode() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = SendingPlay(portal, browser, .anybody)
      let draft = try await play.begin()
      let saved = try await play.send(
        .worries, [("worry", "I hear crying"), ("act", "later")], of: draft)
      #expect(saved.location == SendingPaths.saved(draft, .anybody))
      let page = try await browser.get(SendingPaths.saved(draft, .anybody))
      let code = try #require(await browser.cookies["threshold-form"])
      #expect(page.body.contains(code))
      let other = await browser.another()
      let path = SendingPaths.step(.worries, of: draft, .anybody)
      let closed = try await other.get(path)
      #expect(closed.location == SendingPaths.goOn)
      let wrong = try await other.post(SendingPaths.goOn, [("code", "nothing")])
      #expect(wrong.status == 422)
      let right = try await other.post(
        SendingPaths.goOn, [("code", code.lowercased().replacing("-", with: " "))])
      #expect(right.location == SendingPaths.step(.check, of: draft, .anybody))
      let open = try await other.get(path)
      #expect(open.body.contains("I hear crying"))
      portal.clock.advance(minutes: 31 * 24 * 60)
      let gone = try await other.get(path)
      #expect(gone.location == SendingPaths.goOn)
      let late = try await other.post(SendingPaths.goOn, [("code", code)])
      #expect(late.status == 422)
    }
  }

  @Test("Nothing that was typed can be read in the database without the key")
  func sealed() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = SendingPlay(portal, browser, .anybody)
      let draft = try await play.begin()
      _ = try await play.send(.worries, [("worry", "I hear crying")], of: draft)
      let code = try #require(await browser.cookies["threshold-form"])
      let rows = try await portal.store.database.read { tx in
        try tx.rows("SELECT * FROM portal_draft")
      }
      let all = rows.map { "\($0.values)" }.joined()
      #expect(rows.count == 1)
      #expect(!all.contains(code))
      let bytes = try #require(try rows.first?.bytesIfAny("answers"))
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("crying"))
      let moved = FormDraft(
        sealed: bytes, as: String(repeating: "0", count: 32), portal.house.house.keys)
      #expect(moved == nil)
    }
  }

  @Test("Exit stands first on every page, works without script and forgets the code")
  func exit() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = SendingPlay(portal, browser, .anybody)
      let draft = try await play.begin()
      for path in [
        SendingPaths.start(.anybody), SendingPaths.begin(.anybody), SendingPaths.goOn,
        SendingPaths.status, SendingPaths.step(.family, of: draft, .anybody),
        SendingPaths.files(draft, .anybody), SendingPaths.saved(draft, .anybody),
      ] {
        let page = try await browser.get(path)
        let exit = try #require(page.body.range(of: "data-exit"), "\(path)")
        let skip = try #require(page.body.range(of: "skip-link"))
        #expect(exit.lowerBound < skip.lowerBound, "\(path)")
        #expect(page.headers[.cacheControl] == "no-store")
      }
      let left = try await browser.get(SendingPaths.exit)
      #expect(left.status == 303)
      #expect(left.location == portal.house.house.configuration.exitSite)
      let cookie = await browser.cookies["threshold-form"]
      #expect(cookie == nil)
      let back = try await browser.get(SendingPaths.step(.family, of: draft, .anybody))
      #expect(back.location == SendingPaths.goOn)
    }
  }

  @Test("A professional's page has no exit; who is signed in is nobody on the open one")
  func professional() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      try await portal.signIn(browser, "jan@hill.school.example")
      let page = try await browser.get(SendingPaths.start(.professional))
      #expect(!page.body.contains("data-exit"))
      let open = try await browser.get(SendingPaths.start(.anybody))
      #expect(!open.body.contains("jan@hill"))
      let stranger = await browser.another()
      let closed = try await stranger.get(SendingPaths.begin(.professional))
      #expect(closed.location?.hasPrefix("/sign-in") == true)
      let list = try await stranger.get(SendingPaths.referrals)
      #expect(list.location?.hasPrefix("/sign-in") == true)
    }
  }

  @Test("Somebody who asks for a phone call leaves a number; a child in danger holds nobody up")
  func answers() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = SendingPlay(portal, browser, .anybody)
      let draft = try await play.filled()
      let wrong = try await play.send(.you, [("source", "1A"), ("reply", "phone")], of: draft)
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Enter the number that we may ring"))
      let unsafe = try await play.send(
        .you, [("source", "1A"), ("reply", "email"), ("email", "a@b\r\nBcc: c")], of: draft)
      #expect(unsafe.status == 422)
      let danger = try await play.send(.danger, [("danger", "yes")], of: draft)
      #expect(danger.location == SendingPaths.ring(draft, .anybody))
    }
  }
}
