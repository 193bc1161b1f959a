import Domain
import Store
import Testing

@testable import Web

@Suite("A child's pages as they were on a day") struct ChildAsAtTests {
  static let paths = ["", "/chronology", "/chronology?show=everything&order=oldest"]

  private func address(_ child: PersonID, _ path: String, _ day: Day) -> String {
    "/children/\(child)\(path)" + (path.contains("?") ? "&" : "?") + "as-at=\(day)"
  }

  @Test("The page of a past day shows what it showed then, to the letter")
  func same() async throws {
    let story = try await ChildStory()
    let child = story.child
    let clock = story.council.clock
    try await story.council.run { browser in
      var then: [Day: [String]] = [:]
      func look() async throws {
        let browser = await browser.another()
        try await browser.signIn("leila")
        for path in Self.paths {
          then[story.today, default: []].append(
            try await browser.get("/children/\(child)\(path)").body.main())
        }
      }
      let referrals = try await story.referredAndGiven()
      try await look()
      clock.advance(minutes: 2 * 1440)
      try await story.visited(on: story.today.adding(days: -1))
      try await look()
      clock.advance(minutes: 3 * 1440)
      try await story.assessing(referrals)
      let address = Person.Address(lines: "2 Mill Lane", postcode: "LS1 4AB")
      let _: Done<Person> = try await story.store.perform(
        .move(to: address, provenance: Person.Provenance(saidBy: "the mother")), on: child,
        as: story.council.act)
      try await look()
      #expect(then.count == 3)
      clock.advance(minutes: 30 * 1440)
      let later = await browser.another()
      try await later.signIn("leila")
      for (day, pages) in then {
        for (path, page) in zip(Self.paths, pages) {
          let past = try await later.get(self.address(child, path, day))
          #expect(past.status == 200)
          #expect(past.body.main(asAt: day) == page, "\(day) \(path)")
          #expect(past.body.contains("You are looking at \(day.long)."))
          #expect(past.body.contains("as at \(day.long)"))
          #expect(past.body.contains("Go to today"))
          #expect(!past.body.contains("/children/\(child)/notes/new"))
        }
      }
      let overviews = Set(then.values.map { $0[0] })
      #expect(overviews.count == 3)
    }
  }

  @Test("What had happened but was recorded later is listed by itself")
  func later() async throws {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    let day = story.today
    story.council.clock.advance(minutes: 3 * 1440)
    try await story.visited(on: day)
    try await story.council.run { browser in
      try await browser.signIn("leila")
      for path in ["", "/chronology"] {
        let past = try await browser.get("/children/\(story.child)\(path)?as-at=\(day)").body
        #expect(!past.main().contains("First visit"))
        #expect(past.contains("Recorded after this date"))
        #expect(past.contains("First visit"))
        #expect(past.contains("recorded 19 March 2026 by Worker leila"))
        let live = try await browser.get("/children/\(story.child)\(path)").body
        #expect(live.main().contains("First visit"))
        #expect(!live.contains("Recorded after this date"))
      }
    }
  }

  @Test("A day that is none, or is still to come, or is before the record gets a clear answer")
  func wrongDays() async throws {
    let story = try await ChildStory()
    try await story.council.run { browser in
      try await browser.signIn("leila")
      for (day, status, words) in [
        ("2026-02-30", 400, "not a day of the calendar"), ("yesterday", 400, "as-at=2026-03-14"),
        ("2026-03-17", 400, "still to come"), ("2026-03-15", 200, "There was no record yet"),
      ] {
        let page = try await browser.get("/children/\(story.child)?as-at=\(day)")
        #expect(page.status == status, "\(day)")
        #expect(page.body.contains(words), "\(day)")
        #expect(page.body.contains("Go to today"))
      }
      let today = try await browser.get("/children/\(story.child)?as-at=2026-03-16")
      #expect(today.body.contains("You are looking at 16 March 2026."))
    }
  }
}
