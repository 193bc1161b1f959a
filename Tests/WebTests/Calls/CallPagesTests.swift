import Domain
import Store
import Testing

@testable import Web

@Suite("Calls that are no contacts") struct CallPagesTests {
  private static func answers(_ front: FrontHouse, _ count: String = "3") -> [(String, String)] {
    [("kind", "wrongNumber"), ("count", count)] + front.day("on", front.today)
  }

  @Test("Three wrong numbers are recorded in one short form, and the figure opens their list")
  func recorded() async throws {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let form = try await browser.get("/calls/new")
      #expect(!form.body.contains(" checked"))
      let done = try await browser.fill("/calls/new", Self.answers(front))
      #expect(done.location == "/calls?on=2026-03-16&done=yes")
      let board = try await browser.get("/front-door")
      #expect(board.body.contains("/calls?on=2026-03-16\">3<"))
      let list = try await browser.get("/calls?on=2026-03-16")
      #expect(list.body.contains("Wrong number or no answer"))
      #expect(list.body.contains("3 in all"))
      let corrected = try await browser.fill(
        "/calls/Q-1/correct", [("count", "2"), ("reason", "Counted twice")])
      #expect(corrected.status == 303)
      let after = try await browser.get("/calls?on=2026-03-16")
      #expect(after.body.contains("2 in all"))
      #expect(after.body.contains("3 at first; corrected on 16 March 2026 by Worker cora"))
    }
  }

  @Test("What is missing is said, and what was typed stays") func missing() async throws {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await browser.fill(
        "/calls/new", [("kind", "other"), ("count", "1")] + front.day("on", front.today))
      #expect(page.status == 422)
      #expect(page.body.contains("Say what it was about"))
      let none = try await browser.fill("/calls/new", [("count", "900")])
      #expect(none.status == 422)
      #expect(none.body.contains("Select what it was"))
      #expect(none.body.contains("value=\"900\""))
    }
  }

  @Test("The same form sent twice counts once") func twice() async throws {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let fields = try await browser.unseen("/calls/new") + Self.answers(front)
      _ = try await browser.post("/calls/new", fields)
      _ = try await browser.post("/calls/new", fields)
      #expect(try await browser.get("/calls?on=2026-03-16").body.contains("3 in all"))
    }
  }

  @Test("Who sees the front door sees the calls; who takes contacts records them") func others()
    async throws
  {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      _ = try await browser.fill("/calls/new", Self.answers(front))
      try await browser.signIn("dana")
      #expect(try await browser.get("/calls").status == 200)
      for name in ["leila", "ada"] {
        let token = try await QueueTests.token(of: name, browser)
        for path in ["/calls", "/calls/new", "/calls/Q-1/correct"] {
          #expect(try await browser.get(path).status == 403, "\(name) \(path)")
        }
        for path in ["/calls/new", "/calls/Q-1/correct"] {
          let answer = try await browser.post(path, [("csrf", token)])
          #expect(answer.status == 403, "\(name) \(path)")
        }
      }
    }
  }
}
