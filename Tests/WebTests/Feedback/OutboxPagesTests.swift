import Domain
import Store
import Testing

@testable import Web

@Suite("Messages: who sees them and who sends them again") struct OutboxPagesTests {
  /// A message of cora's that the mail server refused.
  private static func refused(_ front: FrontHouse) async throws -> ContactID {
    let id = try await FeedbackPagesTests.advised(front)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let sent = try await FeedbackPagesTests.send(
        browser, "/contacts/\(id)/feedback/email", "Thank you for telling us")
      #expect(sent.status == 303)
    }
    let (store, at) = (front.store, front.council.clock.now)
    try await store.database.write { tx in
      let from = try #require(EmailAddress("children@northshire.example"))
      let claim = try #require(
        try OutboxTable.claim(at: at, key: "k", from: from, store: store, in: tx))
      try OutboxTable.finish(
        claim, .never(why: "The mail server refused it (550)"), at: at, store: store, in: tx)
    }
    return id
  }

  @Test("The writer sees why and sends it again; that is one act, however often it is pressed")
  func owner() async throws {
    let front = try await FrontHouse()
    let id = try await Self.refused(front)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      #expect(try await browser.get("/").body.contains("1 message could not be sent"))
      let contact = try await browser.get("/contacts/\(id)").body
      #expect(contact.contains("The mail server refused it (550)"))
      #expect(contact.contains("Tell the referrer"))
      let page = try await browser.get("/outbox")
      #expect(page.body.contains("Given up"))
      #expect(page.body.contains("The mail server refused it (550)."))
      #expect(page.body.contains(FeedbackPagesTests.email))
      let action = "/outbox/1/again"
      let fields = ["csrf", "_form"].compactMap { name in
        page.hidden(name, in: action).map { (name, $0) }
      }
      for _ in 0..<2 {
        #expect(try await browser.post(action, fields).location == "/outbox?done=again")
      }
      let after = try await browser.get("/outbox?done=again").body
      #expect(after.contains("sent again within a minute"))
      #expect(after.contains("Waiting to be tried again"))
      #expect(!after.contains(action))
    }
    let facts = try await front.store.database.read { try Store.facts(of: id, in: $0) }
    #expect(facts.filter { $0.kind == "contact.sendingAgain" }.count == 1)
  }

  @Test("Who looks after messages sends them again without reading them or whom they are to")
  func administrator() async throws {
    let front = try await FrontHouse()
    let id = try await Self.refused(front)
    try await front.council.run { browser in
      try await browser.signIn("ada")
      #expect(try await browser.get("/").body.contains("1 message could not be sent"))
      let page = try await browser.get("/outbox")
      #expect(page.body.contains("m…@hill.example"))
      #expect(!page.body.contains(FeedbackPagesTests.email))
      #expect(!page.body.contains("Thank you for telling us"))
      #expect(!page.body.contains("href=\"/contacts/\(id)\""))
      #expect(page.body.contains("by Worker cora"))
      let action = "/outbox/1/again"
      let fields = ["csrf", "_form"].compactMap { name in
        page.hidden(name, in: action).map { (name, $0) }
      }
      #expect(try await browser.post(action, fields).status == 303)
    }
  }

  @Test("Others see their own list, and of this message nothing") func stranger() async throws {
    let front = try await FrontHouse()
    let id = try await Self.refused(front)
    try await front.council.run { browser in
      for worker in ["dana", "leila", "sten"] {
        try await browser.signIn(worker)
        let page = try await browser.get("/outbox")
        #expect(page.status == 200)
        #expect(page.body.contains("No message has been written"), "\(worker)")
        let own = try await browser.get("/account")
        let csrf = own.hidden("csrf").map { [("csrf", $0)] } ?? []
        for message in ["1", "2", "x", "-1"] {
          let answer = try await browser.post("/outbox/\(message)/again", csrf)
          #expect(answer.status == 404, "\(worker) \(message)")
        }
      }
      // The writer too, once the record is closed to them.
      try await front.restrict(.locked, front.children[0], to: front.dana)
      try await browser.signIn("cora")
      let page = try await browser.get("/outbox")
      let fields = ["csrf", "_form"].compactMap { name in
        page.hidden(name, in: "/outbox/1/again").map { (name, $0) }
      }
      #expect(try await browser.post("/outbox/1/again", fields).status == 403)
    }
    let story = try await FeedbackPagesTests.story(front, id)
    guard case .failed? = story.messages.first?.state else {
      Issue.record("a stranger sent it again")
      return
    }
  }
}
