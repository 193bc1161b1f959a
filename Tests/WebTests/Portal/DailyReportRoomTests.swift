import Domain
import Store
import Testing

@testable import Portal
@testable import Web

@Suite("Daily reports in the portal") struct DailyReportRoomTests {
  let portal: TestPortal
  let contact: ContactID
  let child: PersonID

  init() async throws {
    portal = try await TestPortal()
    try await portal.house.worker("dana", [.decisionMaker])
    try await portal.house.worker("sol", [.decisionMaker])
    try await portal.agency(admitting: ["m.jones@hill.school.example"])
    try await portal.agency(
      "Vale School", mailbox: "office@vale.school.example", admitting: ["v@vale.school.example"])
    child = try await portal.house.child()
    let received: Done<Contact> = try await portal.store.perform(
      .receive(
        Contact.Details(
          receivedOn: portal.clock.now.day, receivedMinute: 500, method: .phone, source: .school,
          agency: "Hill school", callerName: "Ms Quiet", account: "Bruises", inDanger: .no,
          consent: .yes),
        named: [
          Contact.Named(
            key: 1, given: "Zebedee", family: "Quillfeather", isChild: true, person: child)
        ]), as: Self.act(.system, portal))
    contact = received.id
  }

  static func act(_ actor: Actor, _ portal: TestPortal) -> Act {
    Act(key: nil, actor: actor, at: portal.clock.now)
  }

  func perform(_ command: DailyReport.Command, by worker: Int) async throws {
    let _: Done<DailyReport> = try await portal.store.perform(
      command, on: DailyReportID(1), as: Self.act(Actor(.worker(WorkerID(worker))), portal))
  }

  func make() async throws {
    let day = portal.clock.now.day
    let reader = DailyReport.Reader(kind: .school, name: "Hill school")
    let question = DailyReport.Question(reader: reader, day: day, from: "the unit")
    let standing = try await portal.store.database.read {
      try DailyReportTable.standing(for: reader, on: day, in: $0)
    }
    let sheet = try DailyReport.composed(question, of: standing, by: .system, today: day)
    let _: Done<DailyReport> = try await portal.store.perform(
      .compose(question, shown: sheet.words),
      as: Self.act(Actor(.worker(WorkerID(1))), portal))
  }

  func openings() async throws -> [String] {
    try await portal.store.database.read {
      try DailyReportTable.whole(DailyReportID(1), in: $0)?.openings.map(\.who) ?? []
    }
  }

  @Test("Its own agency opens it once it is published, and that it did is written down once")
  func opens() async throws {
    try await make()
    try await portal.run { browser in
      try await portal.signIn(browser, "m.jones@hill.school.example")
      #expect(try await browser.get("/reports/D-1").status == 404)
      try await perform(.approve, by: 2)
      #expect(try await browser.get("/reports").body.contains("No report has been published"))
      try await perform(.publish, by: 1)
      let list = try await browser.get("/reports")
      #expect(list.body.contains("href=\"/reports/D-1\""))
      #expect(try await openings() == [])
      let report = try await browser.get("/reports/D-1")
      #expect(report.body.contains("\(contact), about Z.Q."))
      #expect(!report.body.contains("Zebedee") && !report.body.contains("Quiet"))
      #expect(try await browser.get("/reports/D-1").status == 200)
      let who = try await openings()
      #expect(who.count == 1 && who[0].contains("m.jones@hill.school.example"))
      #expect(who[0].hasSuffix("Hill School"))
      try await perform(.withdraw(reason: "Wrong"), by: 2)
      #expect(try await browser.get("/reports/D-1").status == 404)
    }
    let front = try await browserPage()
    #expect(front.contains("m.jones@hill.school.example"))
  }

  /// The report as whoever made it sees who opened it.
  private func browserPage() async throws -> String {
    let page = Kept()
    try await portal.house.run { browser in
      try await browser.signIn("dana")
      await page.keep(try await browser.get("/dailyreports/D-1").body)
    }
    return await page.body
  }

  private actor Kept {
    private(set) var body = ""
    func keep(_ body: String) { self.body = body }
  }

  @Test("Somebody else's report, one held back, and none at all are the same page")
  func others() async throws {
    try await make()
    try await perform(.approve, by: 2)
    try await perform(.publish, by: 1)
    try await portal.run { hill in
      let (vale, nobody) = (await hill.another(), await hill.another())
      try await portal.signIn(hill, "m.jones@hill.school.example")
      try await portal.signIn(vale, "v@vale.school.example")
      try await portal.signIn(nobody, "somebody@example.org")
      func gone(_ browser: Browser, _ path: String) async throws -> String {
        let answer = try await browser.get(path)
        #expect(answer.status == 404, "\(path)")
        let main = answer.body.split(separator: "<main").last ?? ""
        return String(main.prefix { $0 != "\u{0}" }.split(separator: "</main>").first ?? "")
      }
      let none = try await gone(vale, "/reports/D-9")
      #expect(try await gone(vale, "/reports/D-1") == none)
      #expect(try await gone(nobody, "/reports/D-1") == none)
      #expect(try await gone(nobody, "/reports") == none)
      #expect(!(try await vale.get("/reports").body.contains("D-1")))
      // A record that is restricted after it was published.
      let _: Done<Person> = try await portal.store.perform(
        .restrict(
          Person.Restriction(level: .locked, workers: [WorkerID(1)], owner: WorkerID(1)),
          reason: "Staff family"), on: child, as: Self.act(.system, portal))
      #expect(try await gone(hill, "/reports/D-1") == none)
      #expect(!(try await hill.get("/reports").body.contains("D-1")))
    }
    #expect(try await openings() == [])
  }
}
