import Domain
import Store
import Testing

@testable import Web

@Suite("The page of a chronology") struct ChronologyPageTests {
  @Test("Significant events by default, everything on asking, with who recorded them and how late")
  func curated() async throws {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    story.council.clock.advance(minutes: 9 * 1440)
    try await story.visited(on: story.today.adding(days: -8))
    let path = "/children/\(story.child)/chronology"
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let page = try await browser.get(path).body.main()
      for words in [
        "Born", "Contact from Hill School: Referral", "Referral: Abuse, neglect or exploitation",
        "Referral decided: Assessment", "First visit", "She felt heard",
        "What it meant for the child:", "Aged 8 years",
        "Recorded by Worker leila on 25 March 2026, 8 days after it happened",
      ] {
        #expect(page.contains(words), "\(words)")
      }
      #expect(!page.contains("Given to Worker leila"))
      #expect(page.contains("Shortened, for nothing was recorded: 8 years from 2 June 2017."))
      #expect(page.contains("from-day=25&amp;from-month=12&amp;from-year=2025"))
      let all = try await browser.get("\(path)?show=everything").body.main()
      #expect(all.contains("Given to Worker leila, North Assessment"))
      #expect(all.contains("Decision agreed by a second person"))
      #expect(page.contains("<svg role=\"img\""))
      #expect(page.contains("Events by day, oldest first"))
    }
  }

  @Test("Newest first, and oldest first as a story")
  func order() async throws {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    let path = "/children/\(story.child)/chronology"
    try await story.council.run { browser in
      try await browser.signIn("leila")
      func isBornFirst(_ body: String) throws -> Bool {
        let list = try #require(body.range(of: "<ol class=\"timeline\">"))
        let born = try #require(body.range(of: "<h3>Born</h3>", range: list))
        let decided = try #require(body.range(of: "<h3>Referral decided", range: list))
        return born.lowerBound < decided.lowerBound
      }
      #expect(try isBornFirst(try await browser.get(path).body) == false)
      #expect(try isBornFirst(try await browser.get("\(path)?order=oldest").body))
    }
  }

  @Test("Filters by kind and by day, kept in the address without a name")
  func filters() async throws {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    try await story.visited()
    let path = "/children/\(story.child)/chronology"
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let visits = try await browser.get("\(path)?kind=visits").body.main()
      #expect(visits.contains("1 event shown."))
      #expect(visits.contains("First visit"))
      let before = try await browser.get(
        "\(path)?to-day=1&to-month=1&to-year=2020"
      ).body.main()
      #expect(before.contains("1 event shown."))
      #expect(before.contains("<h3>Born</h3>"))
      let wrong = try await browser.get("\(path)?from-day=31&from-month=2&from-year=2026").body
      #expect(wrong.contains("There is a problem"))
      #expect(wrong.contains("<title>Error: "))
    }
  }

  @Test("Brothers and sisters can be laid over; what they share is one event of both")
  func siblings() async throws {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    let sister = story.front.children[1]
    let path = "/children/\(story.child)/chronology"
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let alone = try await browser.get(path).body.main()
      #expect(alone.contains("4 events shown."))
      #expect(!alone.contains("<strong>Samira"))
      let both = try await browser.get("\(path)?with=\(sister)").body.main()
      #expect(both.contains("<strong>Aisha Quillfeather and Samira Quillfeather</strong>"))
      #expect(both.contains("<strong>Samira Quillfeather</strong>"))
    }
    #expect(try await story.looks(at: sister).contains { $0.deed == .seePerson && $0.allowed })
  }
}

extension String {
  /// Where a text stands after another.
  fileprivate func range(of text: String, range after: Range<String.Index>) -> Range<String.Index>?
  {
    self[after.upperBound...].range(of: text)
  }
}
