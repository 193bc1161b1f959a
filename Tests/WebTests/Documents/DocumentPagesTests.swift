import Domain
import Files
import Foundation
import NIOCore
import Store
import Testing

@testable import Web

@Suite("Documents of a child") struct DocumentPagesTests {
  private func story() async throws -> ChildStory {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    try await story.visited()
    return story
  }

  private func list(_ story: ChildStory) -> String { DocumentPaths.list(story.child) }

  private let letter: [(String, String)] = [
    ("to", "Ms Quillfeather"), ("about", "School"), ("words", "Please ring me <soon>."),
    ("readers", "all"),
  ]

  @Test(
    "A letter is previewed as it will read, kept, printed with its child and day, and rewritten")
  func written() async throws {
    let story = try await story()
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let choose = try await browser.get("/children/\(story.child)/documents/new").body
      #expect(choose.contains("Letter in your own words"))
      let address = DocumentPaths.write(story.child, "letter")
      let unseen = try await browser.unseen(address)
      let preview = try await browser.post(address, unseen + letter + [("act", "preview")])
      #expect(preview.status == 200)
      #expect(preview.body.contains("How it will read"))
      #expect(preview.body.contains("Dear Ms Quillfeather"))
      #expect(try await browser.get("/documents/O-1").status == 404)
      let empty = try await browser.fill(address, [("to", "Ms Q"), ("words", "")])
      #expect(empty.status == 422)
      let done = try await browser.post(address, unseen + letter)
      #expect(done.location == "/documents/O-1")
      _ = try await browser.post(address, unseen + letter)
      #expect(try await browser.get("/documents/O-2").status == 404)
      let sheet = try await browser.get("/documents/O-1/versions/1").body
      for words in [
        "Dear Ms Quillfeather", "Please ring me &lt;soon&gt;.", "Worker leila",
        "North Assessment", "16 March 2026", "Aisha Quillfeather · Letter to Ms Quillfeather",
        "as at 16 March 2026", "printed by Worker leila",
      ] {
        #expect(sheet.contains(words), "\(words)")
      }
      let again = try await browser.get("/documents/O-1/rewrite").body
      #expect(again.contains("Please ring me &lt;soon&gt;."))
      let rewritten = try await browser.fill(
        "/documents/O-1/rewrite",
        [("to", "Ms Quillfeather"), ("about", "School"), ("words", "Please ring me today.")])
      #expect(rewritten.location == "/documents/O-1")
      #expect(try await browser.get("/documents/O-1/versions/1").body.contains("&lt;soon&gt;"))
      #expect(try await browser.get("/documents/O-1/versions/2").body.contains("today."))
      #expect(try await browser.get("/documents/O-1/versions/3").status == 404)
      #expect(try await browser.get(list(story)).body.contains("Version 2"))
      let everything = try await browser.get(
        "/children/\(story.child)/chronology?show=everything"
      ).body
      #expect(everything.contains("Letter kept: Letter to Ms Quillfeather"))
      #expect(try await browser.get("/documents/O-1/history").body.contains("New version"))
    }
  }

  @Test("The summary is one page from the record, without where they live")
  func summary() async throws {
    let story = try await story()
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let address = "/children/\(story.child)/documents/summary"
      let done = try await browser.fill(
        address, [("now", "She is worried about Monday"), ("readers", "close")])
      #expect(done.location == "/documents/O-1")
      let page = try await browser.get("/documents/O-1/versions/1").body
      for words in [
        "She is worried about Monday", "First visit", "Samira Quillfeather", "I like maths",
      ] {
        #expect(page.contains(words), "\(words)")
      }
    }
  }

  @Test("Owner and colleague write, a stranger reads what all may see and nothing for few")
  func access() async throws {
    let story = try await story()
    try await story.council.worker("colin")
    try await story.council.worker("strange", team: story.front.south)
    try await story.council.run { browser in
      try await browser.signIn("leila")
      for readers in ["all", "close"] {
        let done = try await browser.fill(
          DocumentPaths.write(story.child, "letter"),
          [
            ("to", "Ms \(readers)"), ("about", "School"), ("words", "Please ring."),
            ("readers", readers),
          ])
        #expect(done.status == 303)
      }
      for name in ["leila", "colin", "morgan"] {
        try await browser.signIn(name)
        let page = try await browser.get(list(story)).body
        #expect(page.contains("Letter to Ms all"))
        #expect(page.contains("Letter to Ms close"), "\(name)")
        #expect(try await browser.get("/documents/O-2").status == 200, "\(name)")
        #expect(try await browser.get("/documents/O-1/withdraw").status == 200, "\(name)")
      }
      try await browser.signIn("strange")
      let page = try await browser.get(list(story)).body
      #expect(page.contains("Letter to Ms all"))
      #expect(!page.contains("Ms close"))
      #expect(page.contains("1 document is not shown"))
      #expect(try await browser.get("/documents/O-1").status == 200)
      for path in ["", "/versions/1", "/versions/1/pdf", "/withdraw", "/readers", "/rewrite"] {
        #expect(try await browser.get("/documents/O-2\(path)").status == 403, "\(path)")
      }
      for path in ["/withdraw", "/readers", "/rewrite"] {
        #expect(try await browser.get("/documents/O-1\(path)").status == 403, "\(path)")
      }
      #expect(try await browser.get(DocumentPaths.bring(story.child)).status == 403)
      let everything = try await browser.get(
        "/children/\(story.child)/chronology?show=everything"
      ).body
      #expect(!everything.contains("Ms close"))
      try await browser.signIn("ada")
      #expect(try await browser.get(list(story)).status == 403)
    }
    let looks = try await story.looks(at: story.child)
    #expect(looks.contains { $0.deed == .seeCloseDocument && !$0.allowed })
    #expect(looks.contains { $0.deed == .seeDocument && $0.allowed })
  }

  @Test("A withdrawn document says why and is never gone")
  func withdrawn() async throws {
    let story = try await story()
    try await story.council.run { browser in
      try await browser.signIn("leila")
      _ = try await browser.fill(DocumentPaths.write(story.child, "letter"), letter)
      let none = try await browser.fill("/documents/O-1/withdraw", [("reason", "")])
      #expect(none.status == 422)
      let done = try await browser.fill("/documents/O-1/withdraw", [("reason", "Wrong child")])
      #expect(done.location == "/documents/O-1")
      let page = try await browser.get("/documents/O-1").body
      #expect(page.contains("Wrong child"))
      #expect(page.contains("Dear Ms Quillfeather"))
      #expect(!page.contains("Write a new version"))
      #expect(try await browser.get(list(story)).body.contains("Withdrawn"))
    }
  }

  @Test("Without a program for PDFs the page says so and stays")
  func noPDF() async throws {
    let story = try await story()
    try await story.council.run { browser in
      try await browser.signIn("leila")
      _ = try await browser.fill(DocumentPaths.write(story.child, "letter"), letter)
      #expect(try await browser.get(list(story)).body.contains("No program that makes PDFs"))
      let pdf = try await browser.get("/documents/O-1/versions/1/pdf")
      #expect(pdf.status == 404)
      #expect(pdf.body.contains("Open the page"))
    }
  }
}
