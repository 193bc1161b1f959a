import Domain
import Store
import Testing

@testable import Web

/// What the front door passes to open work arrives with whoever has it.
@Suite("What is passed to open work") struct ContactPassedOnTests {
  /// A second contact about the first child, who is leila's, decided and checked.
  static func passed(_ front: FrontHouse) async throws -> ContactID {
    let referral = try #require(try await front.referred().first)
    let manager = Act(
      key: nil,
      actor: Actor(.worker(front.dana), roles: [.teamManager], team: front.council.team),
      at: front.council.clock.now)
    let _: Done<Referral> = try await front.store.perform(
      .decide(.assessment, reason: "To be seen", primaryNeed: .abuseNeglectExploitation),
      on: referral,
      as: manager)
    let _: Done<Referral> = try await front.store.perform(
      .allocate(team: front.council.team, worker: front.leila), on: referral, as: manager)
    let id = try await front.contactAboutOne("Seen crying at the bus stop")
    let _: Done<Contact> = try await front.store.perform(
      .decide(
        level: .statutory, indicators: [],
        outcomes: [Contact.ChildOutcome(key: 1, outcome: .passedToOpenWork)],
        reason: "Her worker must know", history: "Open since last week"), on: id,
      as: front.act(front.dana))
    return id
  }

  @Test("The child's worker finds it in the list of work, reads it, and it has left the list")
  func arrives() async throws {
    let front = try await FrontHouse()
    let id = try await Self.passed(front)
    try await front.council.run { browser in
      try await browser.signIn("leila")
      let words = "what a school said of Aisha Quillfeather"
      let before = try await browser.get("/")
      #expect(!before.body.lowercased().contains("passed on"))
      let _: Done<Contact> = try await front.store.perform(
        .agree(comment: ""), on: id, as: front.act(front.sol))
      let work = try await browser.get("/")
      #expect(work.body.contains("The front door passed on"), "\(words)")
      let page = try await browser.get("/contacts/\(id)")
      #expect(page.body.contains("Nobody who works with the child has said that they read this"))
      let done = try await QueueTests.press(
        browser, "/contacts/\(id)/read", on: "/contacts/\(id)")
      #expect(done.location == "/contacts/\(id)?done=read")
      let after = try await browser.get("/")
      #expect(!after.body.contains("The front door passed on"))
      let again = try await browser.get("/contacts/\(id)")
      #expect(again.body.contains("Recorded") || again.body.contains("Read on"))
      #expect(!again.body.contains("I have read this"))
      let story = try await browser.get("/contacts/\(id)/history")
      #expect(story.body.contains("What was passed to open work read by"))
    }
  }

  @Test("Only those who work with the child say that they have read it") func strangers()
    async throws
  {
    let front = try await FrontHouse()
    let id = try await Self.passed(front)
    let _: Done<Contact> = try await front.store.perform(
      .agree(comment: ""), on: id, as: front.act(front.sol))
    try await front.council.run { browser in
      // Another team's manager, and the front door itself: no button, and no way round it.
      for who in ["sten", "cora"] {
        let other = await browser.another()
        try await other.signIn(who)
        let page = try await other.get("/contacts/\(id)")
        #expect(!page.body.contains("I have read this"), "\(who)")
        let token = try await other.get("/account").hidden("csrf") ?? ""
        let answer = try await other.post("/contacts/\(id)/read", [("csrf", token)])
        #expect(answer.status == 403, "\(who)")
      }
      // The team's manager may, for the worker who is away; then it has left both lists' "unread".
      try await browser.signIn("morgan")
      let work = try await browser.get("/")
      #expect(work.body.contains("The front door passed on"))
    }
  }

  @Test("A contact that was passed to nobody has nothing to read") func nothing() async throws {
    let front = try await FrontHouse()
    let id = try await front.contactAboutOne("Late again")
    try await front.council.run { browser in
      try await browser.signIn("leila")
      let token = try await browser.get("/account").hidden("csrf") ?? ""
      let answer = try await browser.post("/contacts/\(id)/read", [("csrf", token)])
      #expect(answer.status == 404)
    }
  }
}
