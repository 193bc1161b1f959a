import Domain
import Store
import Testing

@testable import Web

@Suite("The page of a child") struct ChildPageTests {
  @Test("A stranger understands why we are involved, who is around the child and what comes next")
  func pickUp() async throws {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    try await story.visited()
    let child = story.child
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let page = try await browser.get("/children/\(child)")
      #expect(page.status == 200)
      for words in [
        "Abuse, neglect or exploitation", "Referral decided: Assessment",
        "More must be known about the bruises", "Worker dana", "I like maths",
        "Samira Quillfeather",
        "Brother or sister", "How this is counted", "Referral decision", "Contact decision",
        "First visit", "Allocated worker, North Assessment",
        "Last seen on 16 March 2026, last seen alone on 16 March 2026",
      ] {
        #expect(page.body.contains(words), "\(words)")
      }
      for path in ["chronology", "history", "notes/new"] {
        #expect(page.body.contains("href=\"/children/\(child)/\(path)\""), "\(path)")
      }
      #expect(page.body.contains("href=\"/people/\(child)/family\""))
      #expect(page.body.contains("href=\"/referrals/R-1/assessments/new\""))
      #expect(page.body.contains("printed by Worker leila"))
    }
    #expect(
      try await story.looks(at: child).contains { $0.deed == .seePerson && $0.allowed })
  }

  @Test("A child about whom nothing is recorded says so instead of being blank")
  func empty() async throws {
    let story = try await ChildStory()
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let page = try await browser.get("/children/\(story.child)")
      #expect(page.body.contains("No contact and no referral yet."))
      #expect(page.body.contains("Not seen yet."))
      #expect(page.body.contains("No open work."))
    }
  }

  @Test("Owner and colleague may write, a stranger may look, and an administrator sees nothing")
  func access() async throws {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    let child = story.child
    try await story.council.worker("kim")
    try await story.council.run { browser in
      for (name, writes) in [("leila", true), ("kim", true), ("sten", false)] {
        let browser = await browser.another()
        try await browser.signIn(name)
        let page = try await browser.get("/children/\(child)")
        #expect(page.status == 200, "\(name)")
        #expect(page.body.contains("/children/\(child)/notes/new") == writes, "\(name)")
      }
      try await browser.signIn("ada")
      for path in ["", "/chronology", "/history", "?as-at=2026-03-16"] {
        let page = try await browser.get("/children/\(child)\(path)")
        #expect(page.status == 403)
        #expect(!page.body.contains("Quillfeather"))
      }
      #expect(try await browser.get("/children/P-99").status == 404)
    }
    #expect(try await story.looks(at: child).contains { !$0.allowed })
  }

  @Test("A locked record is closed to strangers today, and so is its past")
  func locked() async throws {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    let child = story.child
    story.council.clock.advance(minutes: 3 * 1440)
    try await story.front.restrict(.locked, child, to: story.front.leila)
    try await story.council.run { browser in
      try await browser.signIn("sten")
      for path in ["", "?as-at=2026-03-16", "/chronology?as-at=2026-03-16", "/history"] {
        let page = try await browser.get("/children/\(child)\(path)")
        #expect(page.status == 403)
        #expect(page.body.contains("You cannot see this record"))
        #expect(!page.body.contains("Bruises"))
      }
      let owner = await browser.another()
      try await owner.signIn("leila")
      #expect(try await owner.get("/children/\(child)").body.contains("This record is locked."))
    }
  }

  @Test("A hidden sister is nowhere on the page, nor are the words that are also about her")
  func hidden() async throws {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    try await story.front.restrict(.hidden, story.front.children[1], to: story.front.dana)
    try await story.council.run { browser in
      try await browser.signIn("leila")
      for path in ["", "/chronology", "/chronology?show=everything", "/history"] {
        let page = try await browser.get("/children/\(story.child)\(path)")
        #expect(page.status == 200)
        #expect(!page.body.contains("Samira"), "\(path)")
        #expect(!page.body.contains("An injury without an explanation"), "\(path)")
      }
      // What is hers alone stays.
      let page = try await browser.get("/children/\(story.child)")
      #expect(page.body.contains("More must be known about the bruises"))
    }
  }

  @Test("An adult's number leads to their details")
  func adult() async throws {
    let council = try await TestHouse()
    try await council.worker("leila")
    let adult = try await council.person("Dana", "Quillfeather", stage: .adult)
    try await council.run { browser in
      try await browser.signIn("leila")
      for path in ["", "/chronology"] {
        let answer = try await browser.get("/children/\(adult)\(path)")
        #expect(answer.status == 303)
        #expect(answer.location == "/people/\(adult)")
      }
    }
  }
}
