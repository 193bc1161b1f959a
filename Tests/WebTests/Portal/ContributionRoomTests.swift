import Domain
import Store
import Testing

@testable import Portal
@testable import Web

@Suite("A contribution from outside, by a link that is used once")
struct ContributionRoomTests {
  /// An assessment of two sisters for which a health visitor has been asked.
  private struct Asked {
    let house: AssessmentHouse
    let portal: TestPortal
    let id: AssessmentID

    init() async throws {
      house = try await AssessmentHouse()
      portal = TestPortal(of: house.council)
      id = try await house.begun()
      let (house, id) = (house, id)
      try await house.council.run { browser in
        try await browser.signIn("leila")
        let asked = try await browser.fill(
          AssessmentPaths.ask(id),
          [
            ("section", "development"), ("who", "Ruth Okoro"), ("job", "Health visitor"),
            ("email", "ruth@nhs.example"), ("question", "How is Aisha growing?"),
          ])
        #expect(asked.location == AssessmentPaths.contributions(id), "\(asked.body)")
      }
    }

    /// How many letters a mail server took.
    func deliver() async throws -> Int {
      let from = try #require(EmailAddress("children@northshire.example"))
      let now = house.council.clock.now
      let deliverer = Deliverer(
        house.store, over: TakesAll(), from: from, now: { now }, chance: { Chance.bytes(16) })
      return try await deliverer.deliver().sent
    }

    /// The link in the newest letter, and its words.
    func letter() async throws -> (path: String, words: String) {
      let words = try await house.council.house.database.read { tx in
        try tx.row(
          "SELECT words FROM outbox WHERE noun = 'contribution' ORDER BY id DESC LIMIT 1")?
          .text("words") ?? ""
      }
      let link = try #require(
        words.split(whereSeparator: \.isWhitespace).first { $0.contains("/contributions/") })
      return (String(link), words)
    }
  }

  @Test("She reads the question and the first names alone, answers once, and the worker quotes her")
  func answering() async throws {
    let asked = try await Asked()
    let (path, words) = try await asked.letter()
    for secret in ["Aisha", "Samira", "Quillfeather", "growing"] {
      #expect(!words.contains(secret), "\(secret)")
    }
    try await asked.portal.run { browser in
      let page = try await browser.get(path)
      #expect(page.status == 200)
      #expect(page.body.contains("How is Aisha growing?"))
      #expect(page.body.contains("A question about Aisha and Samira"))
      #expect(!page.body.contains("Quillfeather"))
      let empty = try await browser.fill(path, [("author", "Ruth Okoro, health visitor")])
      #expect(empty.status == 422)
      #expect(empty.body.contains("Write your answer"))
      #expect(empty.body.contains("Ruth Okoro, health visitor"))
      let fields =
        try await browser.unseen(path) + [
          ("words", "On the 50th centile."), ("author", "Ruth Okoro, health visitor"),
        ]
      let sent = try await browser.post(path, fields)
      #expect(sent.location == "/contributions/thank-you", "\(sent.body)")
      // A double click is one answer, and reads as the first.
      #expect(try await browser.post(path, fields).location == sent.location)
      let used = try await browser.get(path)
      #expect(used.status == 410)
      #expect(!used.body.contains("Aisha"))
    }
    let state = try await asked.house.state(asked.id)
    #expect(state.contributions[0].reply?.words == "On the 50th centile.")
    #expect(state.sections.isEmpty)
    #expect(state.authors == [asked.house.leila])
    try await asked.house.council.run { browser in
      try await browser.signIn("leila")
      let list = try await browser.get(AssessmentPaths.contributions(asked.id))
      #expect(list.body.contains("On the 50th centile."))
      #expect(list.body.contains("Received"))
      let section = try await browser.get(AssessmentPaths.section(asked.id, .development))
      #expect(section.body.contains("Written by people outside"))
      let filled = try await browser.fill(
        AssessmentPaths.section(asked.id, .development),
        [("text", "So far"), ("act", "insert-contribution-assessment-1-1")])
      #expect(filled.body.contains("Ruth Okoro, health visitor, in writing, 16 March 2026"))
      let chronology = try await browser.get("/children/P-1/chronology?show=everything")
      #expect(chronology.body.contains("Contribution received from Ruth Okoro"))
    }
  }

  @Test(
    "A new link ends the one before; one that is no longer asked, or has run out, opens nothing")
  func ends() async throws {
    let asked = try await Asked()
    let first = try await asked.letter().path
    try await asked.house.council.run { browser in
      try await browser.signIn("leila")
      let path = AssessmentPaths.contributions(asked.id)
      let page = try await browser.get(path)
      #expect(page.body.contains("Send a new link"))
      let chase = AssessmentPaths.chase(asked.id, 0)
      let fields = ["csrf", "_form", "_version"].compactMap { name in
        page.hidden(name, in: chase).map { (name, $0) }
      }
      #expect(try await browser.post(chase, fields).location == path)
      #expect(try await browser.post(chase, fields).location == path)
    }
    #expect(try await asked.house.state(asked.id).contributions[0].chased.count == 1)
    let second = try await asked.letter().path
    #expect(second != first)
    try await asked.portal.run { browser in
      let first410 = try await browser.get(first).status
      #expect(first410 == 410)
      let second200 = try await browser.get(second).status
      #expect(second200 == 200)
    }
    try await asked.house.council.run { browser in
      try await browser.signIn("leila")
      _ = try await browser.fill(
        AssessmentPaths.withdraw(asked.id, 0), [("reason", "She rang instead")])
    }
    try await asked.portal.run { browser in
      let second410 = try await browser.get(second).status
      #expect(second410 == 410)
    }
  }

  @Test("After seven days the link opens nothing") func runsOut() async throws {
    let asked = try await Asked()
    let path = try await asked.letter().path
    asked.house.council.clock.advance(minutes: 7 * 24 * 60)
    try await asked.portal.run { browser in
      let path200 = try await browser.get(path).status
      #expect(path200 == 200)
    }
    asked.house.council.clock.advance(minutes: 24 * 60)
    // Nor is a letter sent that would lead nowhere.
    #expect(try await asked.deliver() == 0)
    try await asked.portal.run { browser in
      let path410 = try await browser.get(path).status
      #expect(path410 == 410)
    }
  }

  @Test("A letter that was sent leaves no link behind; one that waits no more is not sent")
  func letters() async throws {
    let asked = try await Asked()
    let path = try await asked.letter().path
    let house = asked.house.council.house
    #expect(try await asked.deliver() == 1)
    let left = try await house.database.read { tx in
      try tx.rows("SELECT words, recipient FROM outbox WHERE noun = 'contribution'").map {
        "\(try $0.text("words")) \(try $0.text("recipient"))"
      }
    }
    #expect(left.allSatisfy { !$0.contains("contributions/") && !$0.contains("ruth@") })
    try await asked.portal.run { browser in
      let still = try await browser.get(path).status
      #expect(still == 200)
    }
  }

  @Test("A guessed link is an address that is nowhere") func guessed() async throws {
    let asked = try await Asked()
    try await asked.portal.run { browser in
      let guess = Base64URL.encode([UInt8](repeating: 1, count: 32))
      let nowhere = try await browser.get("/contributions/\(guess)")
      let short = try await browser.get("/contributions/abc")
      #expect(nowhere.status == 404)
      #expect(short.status == 404)
    }
  }
}

/// A mail server that takes everything.
private struct TakesAll: MailTransport {
  func send(_ mail: MailMessage, beforeTheEnd: () -> Bool) -> DeliveryOutcome {
    beforeTheEnd() ? .accepted : .later(why: "Stopped")
  }
}
