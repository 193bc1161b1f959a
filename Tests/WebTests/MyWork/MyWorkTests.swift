import Domain
import Store
import Testing

@testable import Web

@Suite("My work") struct MyWorkTests {
  @Test("A social worker finds their children, what is due, and what they had begun to write")
  func socialWorker() async throws {
    let story = try await ChildStory()
    let referrals = try await story.referredAndGiven()
    try await story.assessing(referrals)
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let home = try await browser.get("/").body
      #expect(home.contains("<a href=\"/children/\(story.child)\">Aisha Quillfeather</a>"))
      #expect(home.contains("Not seen alone yet"))
      #expect(home.contains("Abuse, neglect or exploitation. More must be known"))
      #expect(home.contains("Single assessment due"))
      #expect(home.contains("No time limit of your children is late or close."))
      let form = "/children/\(story.child)/notes/new"
      let unseen = try await browser.unseen(form)
      _ = try await browser.post("/drafts", unseen + [("text", "Went to the home")])
      #expect(try await browser.get("/").body.contains("<h2>Resume</h2>"))
    }
    story.council.clock.advance(minutes: 80 * 1440)
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let home = try await browser.get("/").body
      #expect(home.contains("Single assessment for Aisha Quillfeather and Samira Quillfeather"))
      #expect(home.contains("working days late"))
    }
    #expect(
      try await story.looks(at: story.child).contains { $0.deed == .seeMyWork && $0.allowed })
  }

  @Test("The front door sees how many wait and which is oldest; what one decided another checks")
  func frontDoor() async throws {
    let story = try await ChildStory()
    _ = try await story.front.contact()
    _ = try await story.front.decided()
    try await story.council.run { browser in
      for (name, checks) in [("sol", "1 decision waits"), ("dana", "0 decisions wait")] {
        let browser = await browser.another()
        try await browser.signIn(name)
        let home = try await browser.get("/").body
        #expect(home.contains("<a href=\"/front-door\">1 contact waits for a decision</a>"))
        #expect(home.contains("<a href=\"/contacts/C-1\">contact C-1</a>"))
        #expect(home.contains("\(checks) for a second check"), "\(name)")
      }
    }
  }

  @Test("A manager sees what waits for authorisation, what nobody has, and the team's late clocks")
  func manager() async throws {
    let house = try await AssessmentHouse()
    let sent = try await house.sent(riskPlan: true)
    try await house.council.run { browser in
      try await browser.signIn("morgan")
      let home = try await browser.get("/").body
      #expect(home.contains("/assessments/\(sent)/review"))
      #expect(home.contains("Single assessment of Aisha Quillfeather and Samira Quillfeather"))
      #expect(home.contains("<a href=\"/allocate\">0 referrals have no worker</a>"))
      #expect(home.contains("<a href=\"/team\">2 children in the team’s work</a>"))
      #expect(home.contains("Decide the referral of Aisha Quillfeather"))
      // Whoever wrote it, or manages another team, is not asked.
      let writer = await browser.another()
      try await writer.signIn("leila")
      #expect(!(try await writer.get("/").body).contains("/assessments/\(sent)/review"))
    }
    house.council.clock.advance(minutes: 80 * 1440)
    try await house.council.run { browser in
      try await browser.signIn("morgan")
      let home = try await browser.get("/").body
      #expect(home.contains("<h3>Late</h3>"))
      #expect(home.contains("Worker leila"))
    }
  }

  @Test("Those whose role opens no record get a page without any child")
  func others() async throws {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    try await story.council.worker("ana", [.performanceAnalyst])
    try await story.council.worker("pat", [.workforceLead])
    try await story.council.worker("amy", [.partner])
    try await story.council.run { browser in
      for name in ["ada", "ana", "pat", "amy"] {
        let browser = await browser.another()
        try await browser.signIn(name)
        let home = try await browser.get("/")
        #expect(home.status == 200)
        #expect(home.body.contains("does not open children’s records"))
        #expect(!home.body.contains("Quillfeather"))
      }
    }
  }

  @Test("A child whose record was closed to the worker leaves their lists")
  func closed() async throws {
    let story = try await ChildStory()
    try await story.referredAndGiven()
    try await story.front.restrict(.hidden, story.child, to: story.front.dana)
    try await story.council.run { browser in
      try await browser.signIn("leila")
      let home = try await browser.get("/").body
      #expect(!home.contains("Aisha"))
      #expect(home.contains("Samira Quillfeather"))
    }
  }
}
