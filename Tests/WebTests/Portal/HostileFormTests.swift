import Domain
import Store
import Testing

@testable import Portal
@testable import Web

@Suite("Hostile texts in a form") struct HostileFormTests {
  static let script = "<script>alert(1)</script>"
  static let formula = "=HYPERLINK(\"http://evil.example\")"
  static let hidden = "a\u{202E}b\u{200B}c\u{7}d"

  @Test("They stand as words on every page and in no mail, and what cannot be seen is gone")
  func everywhere() async throws {
    let portal = try await TestPortal()
    try await portal.house.worker("dana", [.decisionMaker])
    try await portal.run { browser in
      try await portal.signIn(browser, SendingTests.jan)
      let play = SendingPlay(portal, browser, .professional)
      let bad = Self.script + Self.formula + Self.hidden
      let draft = try await play.filled([
        .you: [
          ("name", bad), ("job", bad), ("agency", bad), ("source", "2A"), ("phone", bad),
          ("unknown", bad),
        ],
        .family: [
          ("child-1-given", bad), ("child-1-family", "x\r\nBcc: evil@e.example"),
          ("child-1-school", bad), ("address", bad), ("postcode", "\u{0}ZZ1".filter { $0 != "\0" }),
          ("adult-1-given", bad),
        ],
        .worries: [("worry", bad)], .consent: [("told", "yes"), ("agreed", "yes")],
      ])
      let check = try await browser.get(SendingPaths.step(.check, of: draft, .professional))
      Self.isTame(check.body)
      _ = try await play.finish(draft)
      let sent = try #require(try await play.sent().first)
      for text in [sent.form.worry, sent.form.sender.name ?? "", sent.form.children[0].given] {
        #expect(text.contains("abcd"))
        #expect(!text.unicodeScalars.contains("\u{202E}"))
      }
      #expect(sent.form.children[0].family == "x Bcc: evil@e.example")
      let mails = try await portal.store.database.read { tx in
        try tx.rows("SELECT subject, words FROM outbox").map {
          try $0.text("subject") + (try $0.text("words"))
        }
      }
      #expect(mails.count == 1)
      for mail in mails {
        for word in ["script", "HYPERLINK", "evil", "abcd", "ZZ1"] {
          #expect(!mail.contains(word), "\(word)")
        }
      }
      let contact = sent.contact
      try await portal.house.run { worker in
        try await worker.signIn("dana")
        for path in [
          ContactPaths.record(contact), PartnerReferralPaths.page(sent.id), ContactPaths.board,
          ContactPaths.decision(contact), "/contacts/\(contact)/history",
        ] {
          let page = try await worker.get(path)
          #expect(page.status == 200, "\(path)")
          Self.isTame(page.body)
        }
      }
    }
  }

  private static func isTame(_ body: String) {
    #expect(!body.contains("<script>alert"))
    #expect(!body.unicodeScalars.contains("\u{202E}"))
    #expect(!body.unicodeScalars.contains("\u{7}"))
  }

  @Test("A form too large for any person is refused, and too many fields too")
  func large() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let large = try await browser.post(
        SendingPaths.begin(.anybody), [("danger", String(repeating: "a", count: 2 << 20))])
      #expect(large.status == 413)
      let many = try await browser.post(
        SendingPaths.begin(.anybody), (0..<3000).map { ("danger\($0)", "x") })
      #expect(many.status == 400)
      let kept = try await portal.store.database.read {
        try $0.exists("SELECT 1 FROM portal_draft")
      }
      #expect(!kept)
    }
  }
}
