import Domain
import Store
import Testing

@testable import Portal
@testable import Web

@Suite("Families led from outside the council") struct LedFamiliesTests {
  static let head = "rowe@lanrock.school.example"

  /// Early help for one child, asked of the head of a school.
  private func asked(
    _ portal: TestPortal, hope: String = "Zebedee sleeps at night"
  ) async throws -> (help: EarlyHelpID, child: PersonID, worker: Act) {
    let child = try await portal.house.child()
    let cora = try await portal.house.worker("cora", [.contactWorker])
    let act = Act(
      key: nil, actor: Actor(.worker(cora), roles: [.contactWorker]), at: portal.clock.now)
    let done: Done<EarlyHelp> = try await portal.store.perform(
      .request(
        EarlyHelp.Wish(
          origin: .direct, children: [child], story: "His uncle drinks", hope: hope,
          consent: .init(given: true, who: "Mother", on: portal.clock.now.day)),
        lead: .outside(
          person: .init(
            name: "Ms Rowe", agency: "Lanrock School", job: "Head", email: Self.head))), as: act)
    return (done.id, child, act)
  }

  private func day(_ question: String, _ day: Day) -> [(String, String)] {
    [
      ("\(question)-day", "\(day.dayOfMonth)"), ("\(question)-month", "\(day.month)"),
      ("\(question)-year", "\(day.year)"),
    ]
  }

  @Test("The one who was asked accepts, sees the plan, records progress and a review, and steps up")
  func whole() async throws {
    let portal = try await TestPortal()
    let (help, child, act) = try await asked(portal)
    let today = portal.clock.now.day
    try await portal.run { browser in
      try await portal.signIn(browser, Self.head)
      #expect(try await browser.get("/families").body.contains("Early help \(help) for Zebedee"))
      let page = try await browser.get("/families/\(help)").body
      #expect(page.contains("Zebedee sleeps at night"))
      // Nothing of the record: not the story, no number of the child, no way there.
      #expect(!page.contains("His uncle drinks") && !page.contains(child.description))
      #expect(try await browser.get("/families/\(help)/progress").status == 404)
      let unseen = try await browser.unseen("/families/\(help)/accept")
      #expect(try await browser.post("/families/\(help)/accept", unseen).status == 303)
      #expect(try await browser.post("/families/\(help)/accept", unseen).status != 500)
      let _: Done<EarlyHelp> = try await portal.store.perform(
        .plan(
          EarlyHelp.Plan(
            outcomes: [
              .init(
                what: "In bed by eight",
                actions: [.init(what: "Bedtime plan", owner: "Mother", by: today)])
            ], views: [.init(child: child, words: "I am tired")], parents: "Hard mornings")),
        on: help, as: act)
      #expect(try await browser.get("/families/\(help)").body.contains("In bed by eight"))
      #expect(
        try await browser.fill("/families/\(help)/progress", [("words", "")]).status == 422)
      #expect(
        try await browser.fill("/families/\(help)/progress", [("words", "On time")]).status == 303)
      let review =
        day("on", today) + [("present", "Mother"), ("distance-1", "better"), ("words", "Calmer")]
        + day("next", today.adding(days: 60))
      #expect(try await browser.fill("/families/\(help)/review", review).status == 303)
      let up = [
        ("why", "New bruises"), ("danger", "no"), ("consent", "no"),
        ("consent-basis", "It cannot wait"),
      ]
      #expect(try await browser.fill("/families/\(help)/step-up", up).status == 303)
    }
    let state = try #require(try await portal.store.load(help)).state
    #expect(state.reviews.count == 1 && state.progress.count == 1)
    #expect(state.progress.first?.by == .init(worker: nil, email: Self.head))
    let contact = try #require(state.stepUps.first)
    #expect(contact.details.method == .portal && contact.details.callerEmail == Self.head)
    let actors = try await portal.store.database.read { tx in
      try tx.rows("SELECT DISTINCT actor FROM fact WHERE kind = 'earlyhelp.reviewed'").map {
        try $0.text("actor")
      }
    }
    #expect(actors == ["portal"])
  }

  @Test("To everybody else it is not there, exactly as what never was; and closed it is gone")
  func others() async throws {
    let portal = try await TestPortal()
    let (help, _, act) = try await asked(portal)
    let agency = try await portal.agency(admitting: ["other@lanrock.school.example"])
    try await portal.run { browser in
      try await portal.signIn(browser, "other@lanrock.school.example")
      for path in ["", "/accept", "/decline", "/progress", "/review", "/step-up"] {
        let theirs = try await browser.get("/families/\(help)\(path)")
        let none = try await browser.get("/families/F-99\(path)")
        #expect(theirs.status == 404 && theirs.body.count == none.body.count, "\(path)")
      }
      #expect(try await browser.get("/families").body.contains("You lead no family here"))
      let shared = await browser.another()
      try await portal.signIn(shared, account: agency)
      let closed = try await shared.get("/families/\(help)").status
      #expect(closed == 404 || closed == 303)
      let lead = await browser.another()
      try await portal.signIn(lead, Self.head)
      #expect(
        try await lead.fill("/families/\(help)/decline", [("reason", "No time")]).location
          == "/families?done=declined")
      #expect(try await lead.get("/families/\(help)").status == 404)
      let _: Done<EarlyHelp> = try await portal.store.perform(
        .close(.noLead, words: "Nobody", on: portal.clock.now.day), on: help, as: act)
      #expect(try await lead.get("/families/\(help)").status == 404)
    }
  }

  @Test("A home that must not be told is taken out of what they read")
  func undisclosed() async throws {
    let portal = try await TestPortal()
    let (help, child, _) = try await asked(portal, hope: "Safe at 14 Mill Lane, ZZ6 1AB, for good")
    let system = Act(key: nil, actor: .system, at: portal.clock.now)
    let said = Person.Provenance(saidBy: "the school")
    let _: Done<Person> = try await portal.store.perform(
      .move(
        to: Person.Address(lines: "14 Mill Lane", postcode: "ZZ6 1AB", from: portal.clock.now.day),
        provenance: said), on: child, as: system)
    let _: Done<Alert> = try await portal.store.perform(
      .raise(
        Alert.Details(
          person: child, kind: .doNotDiscloseAddress, what: "He must not know", act: "Tell nobody",
          evidence: "Police", from: portal.clock.now.day,
          reviewOn: portal.clock.now.day.adding(months: 6), familyTold: true)), as: system)
    try await portal.run { browser in
      try await portal.signIn(browser, Self.head)
      let page = try await browser.get("/families/\(help)").body
      #expect(page.contains("for good"))
      #expect(!page.contains("Mill Lane") && !page.contains("ZZ6"))
    }
  }
}
