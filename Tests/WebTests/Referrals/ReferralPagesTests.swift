import Domain
import Store
import Testing

@testable import Web

@Suite("A referral on its pages") struct ReferralPagesTests {
  private static let assess: [(String, String)] = [
    ("outcome", "assessment"), ("primary-need", "N1"), ("reason", "To understand the injury"),
  ]

  @Test("Decided, given to a worker in two steps without script, closed") func journey()
    async throws
  {
    let front = try await FrontHouse()
    let id = try await front.referred()[0]
    try await front.council.run { browser in
      try await browser.signIn("morgan")
      let page = try await browser.get("/referrals/\(id)")
      #expect(page.body.contains("Aisha Quillfeather"))
      #expect(page.body.contains("Referral decision"))
      #expect(page.body.contains("Not a re-referral"))
      #expect(page.body.contains("Samira Quillfeather, R-2"))
      let early = try await browser.get("/referrals/\(id)/close")
      #expect(early.status == 403)  // Nobody in the team works with her yet.
      let decided = try await browser.fill("/referrals/\(id)/decision", Self.assess)
      #expect(decided.location == "/referrals/\(id)?done=decided")

      let path = "/referrals/\(id)/allocate"
      let other = try await browser.fill(
        path, [("team", "\(front.south)"), ("act", "team")])
      #expect(other.status == 200)
      #expect(other.body.contains("Worker sten"))
      #expect(!other.body.contains("Worker leila"))
      let wrong = try await browser.fill(
        path, [("team", "\(front.south)"), ("worker", "\(front.leila)")])
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Choose a worker of this team"))
      let given = try await browser.fill(
        path, [("team", "\(front.council.team)"), ("worker", "\(front.leila)")])
      #expect(given.location == "/referrals/\(id)?done=allocated")

      let own = await browser.another()
      try await own.signIn("leila")
      let silent = try await own.fill(
        "/referrals/\(id)/close", [("closure-reason", "RC7")] + front.day("on", front.today))
      #expect(silent.status == 422)
      #expect(silent.body.contains("Say why the work ends"))
      let closed = try await own.fill(
        "/referrals/\(id)/close",
        [
          ("closure-reason", "RC7"), ("words", "Safe, and well looked after"),
          ("come-back", "If they are alone at night"),
        ]
          + front.day("on", front.today))
      #expect(closed.location == "/referrals/\(id)?done=closed")
      #expect(try await own.get("/referrals/\(id)").body.contains("Safe, and well looked after"))
    }
    let referral = try await front.whole(id)
    #expect(referral.closure?.reason == .servicesCeased)
    #expect(referral.allocations.map(\.worker) == ["Worker leila"])
  }

  @Test("A decision without a primary need is refused beside its question") func need()
    async throws
  {
    let front = try await FrontHouse()
    let id = try await front.referred()[0]
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let page = try await browser.fill(
        "/referrals/\(id)/decision", [("outcome", "assessment"), ("reason", "To understand")])
      #expect(page.status == 422)
      #expect(page.body.contains("Select the child&#39;s primary need"))
      #expect(page.body.contains("To understand"))
    }
  }

  @Test("Owner, colleague and stranger: who may decide, give and close") func access()
    async throws
  {
    let front = try await FrontHouse()
    let id = try await front.referred()[0]
    let _: Done<Referral> = try await front.store.perform(
      .allocate(team: front.council.team, worker: front.leila), on: id, as: front.act(front.dana))
    try await front.council.worker("kim")
    try await front.council.worker("una", team: front.south)
    let expected: [(name: String, see: Int, decide: Int, give: Int, close: Int)] = [
      ("leila", 200, 403, 403, 200), ("kim", 200, 403, 403, 200), ("una", 200, 403, 403, 403),
      ("morgan", 200, 200, 200, 200), ("sten", 200, 403, 403, 403), ("dana", 200, 200, 403, 403),
      ("ada", 403, 403, 403, 403),
    ]
    try await front.council.run { browser in
      for one in expected {
        try await browser.signIn(one.name)
        #expect(try await browser.get("/referrals/\(id)").status == one.see, "\(one.name)")
        #expect(
          try await browser.get("/referrals/\(id)/decision").status == one.decide, "\(one.name)")
        #expect(
          try await browser.get("/referrals/\(id)/allocate").status == one.give, "\(one.name)")
        #expect(
          try await browser.get("/referrals/\(id)/close").status == one.close, "\(one.name)")
      }
    }
    let looks = try await front.looks(at: front.children[0])
    #expect(looks.contains { $0.worker == front.leila && $0.record == "referral/1" })
  }

  @Test("The primary need is corrected with a reason") func correction() async throws {
    let front = try await FrontHouse()
    let id = try await front.referred()[0]
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let path = "/referrals/\(id)/primary-need"
      #expect(try await browser.fill(path, [("primary-need", "N4")]).status == 422)
      let done = try await browser.fill(
        path, [("primary-need", "N4"), ("reason", "The school explained")])
      #expect(done.location == "/referrals/\(id)?done=corrected")
    }
    #expect(try await front.whole(id).primaryNeed == .familyInAcuteStress)
  }
}
