import Domain
import Store
import Testing

@testable import Web

@Suite("A team's page") struct TeamPagesTests {
  @Test("What nobody has waits on the manager's page until a worker has it") func waiting()
    async throws
  {
    let front = try await FrontHouse()
    let ids = try await front.referred()
    try await front.council.run { browser in
      try await browser.signIn("morgan")
      let before = try await browser.get("/team")
      #expect(before.body.contains("My team"))
      #expect(before.body.contains("Aisha Quillfeather, \(ids[0])"))
      #expect(before.body.contains("Samira Quillfeather, \(ids[1])"))
      #expect(try await browser.get("/allocate").body.contains("2 children wait"))
      let _: Done<Referral> = try await front.store.perform(
        .allocate(team: front.council.team, worker: front.leila), on: ids[0],
        as: front.act(front.dana))
      let after = try await browser.get("/team")
      #expect(after.body.contains("<h3>Worker leila</h3>"))
      #expect(after.body.contains("1 child, 0 assessments under way"))
      #expect(after.body.contains("href=\"/children/\(front.children[0])\""))
      #expect(try await browser.get("/allocate").body.contains("1 child waits"))
    }
  }

  @Test("A restricted child is a stub to a team that may not see it, and hidden ones are not there")
  func restricted() async throws {
    let front = try await FrontHouse()
    let ids = try await front.referred()
    for (id, level) in zip(ids, [Person.Restriction.Level.locked, .hidden]) {
      let _: Done<Referral> = try await front.store.perform(
        .allocate(team: front.council.team, worker: front.leila), on: id,
        as: front.act(front.dana))
      let child = try await front.whole(id).child
      try await front.restrict(level, child, to: front.leila)
    }
    try await front.council.run { browser in
      try await browser.signIn("morgan")
      let page = try await browser.get("/team")
      #expect(page.body.contains("<li>A restricted record</li>"))
      #expect(!page.body.contains("Quillfeather"))
      try await browser.signIn("leila")
      let own = try await browser.get("/team")
      #expect(own.body.contains("Aisha Quillfeather"))
      #expect(own.body.contains("Samira Quillfeather"))
    }
  }

  @Test("All teams are listed with what they hold; a number of none is not there") func list()
    async throws
  {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      try await browser.signIn("morgan")
      let page = try await browser.get("/teams")
      #expect(page.body.contains("South Assessment"))
      #expect(try await browser.get("/teams/\(front.south)").body.contains("Worker sten"))
      #expect(try await browser.get("/teams/T-99").status == 404)
      try await browser.signIn("ada")
      #expect(try await browser.get("/teams").status == 403)
    }
  }
}
