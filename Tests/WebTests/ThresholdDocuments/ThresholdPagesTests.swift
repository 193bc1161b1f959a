import Domain
import Store
import Testing

@testable import Web

@Suite("The threshold document and its use") struct ThresholdPagesTests {
  @Test("Everybody who works here reads the document, in force and as it was") func document()
    async throws
  {
    let front = try await FrontHouse()
    try await front.council.worker("pat", [.partner])
    try await front.council.run { browser in
      for name in ["dana", "cora", "leila", "ada", "pat"] {
        try await browser.signIn(name)
        let page = try await browser.get("/thresholds")
        #expect(page.status == 200, "\(name)")
        #expect(page.body.contains("Harm outside the home"))
        #expect(page.body.contains("An injury without an explanation that fits it"))
        #expect(page.body.contains("Edition 2"))
        // A picture and the same in words; nothing to tick.
        #expect(page.body.contains("<svg role=\"img\""))
        #expect(page.body.contains("The same as a table"))
        #expect(!page.body.contains("type=\"checkbox\""))
      }
      let old = try await browser.get("/thresholds?edition=1")
      #expect(old.body.contains("Decisions are made by edition 2 today"))
      #expect(!old.body.contains("Controlled, trafficked or exploited"))
      #expect(try await browser.get("/thresholds?edition=99").status == 404)
    }
  }

  static func decided(
    _ level: Contact.Level, _ front: FrontHouse
  ) async throws -> ContactID {
    let id = try await front.contact()
    try await ContactReturnTests.perform(
      .decide(
        level: level, indicators: ["3.parent", "3.conflict"],
        outcomes: [1, 2].map { Contact.ChildOutcome(key: $0, outcome: .adviceAndInformation) },
        reason: "So", history: "Looked"), on: id, by: front.dana, front)
    return id
  }

  @Test("The same indicators at two levels are seen, and each number opens its list")
  func consistency() async throws {
    let front = try await FrontHouse()
    let low = try await Self.decided(.targeted, front)
    let high = try await Self.decided(.statutory, front)
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let page = try await browser.get("/thresholds/consistency")
      #expect(page.status == 200)
      #expect(page.body.contains("2 different levels"))
      let links = Markup.addresses(in: page.body).filter { $0.contains("/consistency/contacts?") }
      #expect(links.count == 3)
      let three = try #require(links.first { $0.hasSuffix("level=3") })
      let list = try await browser.get(three)
      #expect(list.body.contains("/contacts/\(low)"))
      #expect(!list.body.contains("/contacts/\(high)"))
      for by in ["indicator", "source", "agency", "decider"] {
        let page = try await browser.get("/thresholds/consistency?by=\(by)")
        #expect(page.body.contains("2 different levels"), "\(by)")
        for link in Markup.addresses(in: page.body) where link.contains("/contacts?") {
          #expect(try await browser.get(link).body.contains("/contacts/C-"), "\(link)")
        }
      }
      let other = try await browser.get(
        "/thresholds/consistency?from-day=1&from-month=2&from-year=2026&to-day=2&to-month=2"
          + "&to-year=2026&by=set")
      #expect(other.body.contains("Nothing was decided in these days"))
    }
  }

  @Test("A number counts all; its list has what the one who clicks may open")
  func permission() async throws {
    let front = try await FrontHouse()
    let id = try await Self.decided(.targeted, front)
    try await front.council.worker("ivor", [.performanceAnalyst])
    try await front.restrict(.locked, front.children[1], to: front.dana)
    try await front.council.run { browser in
      for (name, status, sees) in [
        ("dana", 200, true), ("sol", 200, false), ("ivor", 200, false), ("cora", 403, false),
        ("leila", 403, false), ("ada", 403, false),
      ] {
        try await browser.signIn(name)
        let page = try await browser.get("/thresholds/consistency?by=indicator")
        #expect(page.status == status, "\(name)")
        let list = try await browser.get(
          "/thresholds/consistency/contacts?by=indicator&key=3.parent&level=3")
        #expect(list.status == status, "\(name)")
        #expect(list.body.contains("/contacts/\(id)") == sees, "\(name)")
        #expect(list.body.contains("closed to you") == (status == 200 && !sees), "\(name)")
        #expect(!list.body.contains("Quillfeather"), "\(name)")
      }
    }
    let looks = try await front.looks(at: front.children[0])
    #expect(looks.contains { $0.worker == front.dana && $0.deed == .seeFigures })
  }
}
