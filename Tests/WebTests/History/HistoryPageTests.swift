import Domain
import Store
import Testing

@testable import Web

@Suite("The history of a record") struct HistoryPageTests {
  @Test("Every fact in order, with who, when recorded and when happened, for every noun")
  func every() async throws {
    let story = try await ChildStory()
    let referrals = try await story.referredAndGiven()
    try await story.visited()
    try await story.assessing(referrals)
    let child = story.child
    try await story.council.run { browser in
      try await browser.signIn("leila")
      for (path, words) in [
        ("/contacts/C-1/history", ["Contact received from Hill School", "Contact decided"]),
        ("/referrals/\(referrals[0])/history", ["Given to Worker leila", "Referral decided"]),
        ("/notes/N-1/history", ["Visit: To see how she is"]),
        ("/assessments/A-1/history", ["Single assessment begun"]),
        ("/people/\(child)/history", ["Record begun: Aisha Quillfeather"]),
        ("/children/\(child)/history", ["Record begun: Aisha", "Contact C-1", "Given to Worker"]),
      ] {
        let page = try await browser.get(path)
        #expect(page.status == 200, "\(path)")
        for text in words { #expect(page.body.contains(text), "\(path) \(text)") }
        #expect(page.body.contains("each checked against its digest"))
        #expect(page.body.contains("16 March 2026, 9:00am"))
        // The record itself leads to it.
        let record = try await browser.get(path.replacing("/history", with: ""))
        #expect(record.body.contains("href=\"\(path)\""), "\(path)")
      }
      for path in ["/contacts/C-9/history", "/notes/N-9/history", "/people/P-99/history"] {
        #expect(try await browser.get(path).status == 404)
      }
    }
    #expect(try await story.looks(at: child).contains { $0.record == "contact/1" && $0.allowed })
  }

  @Test("Nobody reads the history of a record that they may not open")
  func access() async throws {
    let story = try await ChildStory()
    let referrals = try await story.referredAndGiven()
    try await story.visited()
    try await story.front.restrict(.locked, story.child, to: story.front.leila)
    try await story.council.run { browser in
      for name in ["ada", "sten"] {
        let browser = await browser.another()
        try await browser.signIn(name)
        for path in [
          "/contacts/C-1", "/referrals/\(referrals[0])", "/notes/N-1", "/people/\(story.child)",
          "/children/\(story.child)",
        ] {
          let page = try await browser.get("\(path)/history")
          #expect(page.status == 403, "\(name) \(path)")
          #expect(!page.body.contains("Bruises"))
        }
      }
    }
  }

  @Test("An entry that was changed behind the ledger's back is pointed at")
  func damaged() async throws {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    try await story.council.house.database.write { tx in
      try tx.run("DROP TRIGGER fact_no_update")
      try tx.run(
        """
        UPDATE fact SET payload = \(Array("{}".utf8)) WHERE noun = 'referral' AND number = 1
          AND version = 2
        """)
    }
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let page = try await browser.get("/referrals/R-1/history")
      #expect(page.status == 200)
      #expect(page.body.contains("do not match what was written"))
      #expect(!page.body.contains("each checked against its digest"))
    }
  }
}
