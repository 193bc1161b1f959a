import Domain
import Store
import Testing

@testable import Web

@Suite("Daily reports on their pages") struct DailyReportPagesTests {
  /// Makes the report of the contact's agency as the page is used: look, then make.
  static func make(_ browser: Browser, of contact: ContactID, on day: Day) async throws
    -> Browser.Answer
  {
    let path = DailyReportPaths.preview(of: contact, on: day)
    let preview = try await browser.get(path)
    let form = Markup.forms(in: preview.body).first { $0.action == path }
    return try await browser.post(path, form?.hidden ?? [])
  }

  @Test("The day's agencies, what each will read, made once however often it is sent")
  func making() async throws {
    let front = try await FrontHouse()
    let contact = try await front.contact()
    let today = front.today
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let list = try await browser.get(DailyReportPaths.list(on: today))
      #expect(list.status == 200 && list.body.contains("Hill School"))
      #expect(list.body.contains("Show what they will read"))
      let door = try await browser.get("/front-door")
      #expect(door.body.contains("href=\"/reports/daily\""))
      let path = DailyReportPaths.preview(of: contact, on: today)
      let preview = try await browser.get(path)
      #expect(preview.body.contains("What Hill School will read"))
      #expect(preview.body.contains("\(contact), about A.Q., S.Q., received on \(today.long)."))
      #expect(!preview.body.contains("Aisha") && !preview.body.contains("Bruises"))
      let fields = Markup.forms(in: preview.body).first { $0.action == path }?.hidden ?? []
      let done = try await browser.post(path, fields)
      #expect(done.location == "/dailyreports/D-1?done=made", "\(done.body)")
      #expect(try await browser.post(path, fields).location == "/dailyreports/D-1?done=made")
      // Whoever looks for the preview again comes to what was made.
      #expect(try await browser.get(path).location == "/dailyreports/D-1")
      let page = try await browser.get("/dailyreports/D-1")
      #expect(page.body.contains("You made this report, so somebody else approves it"))
      #expect(page.body.contains("Nobody can open it before it is published"))
      #expect(try await browser.get(DailyReportPaths.list(on: today)).body.contains("Draft"))
      let sheet = try await browser.get("/dailyreports/D-1/sheet")
      #expect(sheet.body.contains("the agency cannot read it"))
      #expect(try await browser.get("/dailyreports/D-9").status == 404)
      #expect(try await browser.get("/reports/daily/new?date=2026-03-16&of=C-99").status == 404)
      #expect(try await browser.get("/reports/daily/new").status == 404)
      #expect(try await browser.get("/reports/daily?date=Zqx").status == 200)
    }
  }

  @Test("What changed between the preview and the button is shown again, not recorded")
  func changed() async throws {
    let front = try await FrontHouse()
    let contact = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let path = DailyReportPaths.preview(of: contact, on: front.today)
      let preview = try await browser.get(path)
      let fields = Markup.forms(in: preview.body).first { $0.action == path }?.hidden ?? []
      _ = try await front.contact()
      let answer = try await browser.post(path, fields)
      #expect(answer.status == 422 && answer.body.contains("has changed since you looked"))
      #expect(try await browser.get("/dailyreports/D-1").status == 404)
      #expect(try await Self.make(browser, of: contact, on: front.today).status == 303)
    }
  }

  @Test("A line out with a reason, approved by another, published, withdrawn; told in the story")
  func life() async throws {
    let front = try await FrontHouse()
    let contact = try await front.contact()
    let other = try await front.contact()
    let today = front.today
    try await front.council.run { browser in
      try await browser.signIn("dana")
      _ = try await Self.make(browser, of: contact, on: today)
      let page = "/dailyreports/D-1"
      let own = Markup.forms(in: try await browser.get(page).body).map(\.action)
      #expect(!own.contains("\(page)/approve"))
      let sol = await browser.another()
      try await sol.signIn("sol")
      let remove = "\(page)/lines/\(other)/remove"
      #expect(try await sol.fill(remove, [("reason", "")]).status == 422)
      let removed = try await sol.fill(remove, [("reason", "Sent twice")])
      #expect(removed.location == "\(page)?done=removed")
      #expect(try await sol.get(remove).status == 404)
      let less = try await sol.get(page)
      #expect(less.body.contains("Received on this day: 1"))
      #expect(less.body.contains("Taken out on \(today.long) by Worker sol: Sent twice"))
      func press(_ what: String) async throws -> Browser.Answer {
        let form = Markup.forms(in: try await sol.get(page).body).first {
          $0.action == "\(page)/\(what)"
        }
        return try await sol.post("\(page)/\(what)", form?.hidden ?? [])
      }
      #expect(try await press("approve").location == "\(page)?done=approved")
      #expect(try await press("publish").location == "\(page)?done=published")
      let published = try await sol.get(page).body
      #expect(published.contains("Nobody has opened it yet"))
      #expect(!published.contains("/remove"))
      #expect(try await sol.get("\(page)/sheet").body.contains("C-1, about A.Q."))
      let withdraw = "\(page)/withdraw"
      #expect(try await sol.fill(withdraw, [("reason", "")]).status == 422)
      #expect(
        try await sol.fill(withdraw, [("reason", "Wrong")]).location == "\(page)?done=withdrawn")
      let list = try await sol.get(DailyReportPaths.list(on: today)).body
      #expect(list.contains("Withdrawn") && list.contains("Show what they will read"))
      for path in [
        "/children/\(front.children[0])/chronology?show=everything", "\(page)/history",
        "/children/\(front.children[0])/history",
      ] {
        let body = try await sol.get(path).body
        #expect(body.contains("Published: the daily report to Hill School"), "\(path)")
        #expect(body.contains("Withdrawn: the daily report to Hill School"), "\(path)")
      }
    }
  }

  @Test(
    "Who decides and who manages make reports; others do not see them",
    arguments: [
      ("dana", 200, 200), ("morgan", 200, 200), ("vera", 200, 403), ("cora", 403, 403),
      ("leila", 403, 403), ("ada", 403, 403),
    ])
  func access(username: String, sees: Int, makes: Int) async throws {
    let front = try await FrontHouse()
    try await front.council.worker("vera", [.seniorLeader])
    let contact = try await front.contact()
    let later = try await front.contact()
    try await front.council.run { browser in
      let sol = await browser.another()
      try await sol.signIn("sol")
      _ = try await Self.make(sol, of: contact, on: front.today)
      try await browser.signIn(username)
      for path in [
        "/reports/daily", "/dailyreports/D-1", "/dailyreports/D-1/sheet",
        "/dailyreports/D-1/history",
      ] {
        #expect(try await browser.get(path).status == sees, "\(path)")
      }
      for path in [
        "/dailyreports/D-1/withdraw", "/dailyreports/D-1/lines/\(later)/remove",
      ] {
        #expect(try await browser.get(path).status == makes, "\(path)")
      }
      if sees == 200 {
        let body = try await browser.get("/dailyreports/D-1").body
        #expect(body.contains("action=\"/dailyreports/D-1/approve\"") == (makes == 200))
      }
    }
    let looks = try await front.looks(at: front.children[0])
    #expect(looks.contains { $0.deed == .seeDailyReport && $0.allowed } || sees == 403)
  }

  @Test("A child whose record is restricted is in no preview; a report that told of one is held")
  func restricted() async throws {
    let front = try await FrontHouse()
    let both = try await front.contact()
    let one = try await front.contactAboutOne("Shouting", by: .phone)
    try await front.council.run { browser in
      try await browser.signIn("dana")
      _ = try await Self.make(browser, of: both, on: front.today)
      // Samira's record is locked to sol: of the first report dana sees that there is one.
      try await front.restrict(.locked, front.children[1], to: front.sol)
      #expect(try await browser.get("/dailyreports/D-1").status == 403)
      let list = try await browser.get(DailyReportPaths.list(on: front.today)).body
      #expect(list.contains("Tells of a restricted record"))
      #expect(!list.contains("D-1"))
      let sol = await browser.another()
      try await sol.signIn("sol")
      let held = try await sol.get("/dailyreports/D-1").body
      #expect(held.contains("\(both) may no longer be told of"))
      let form = Markup.forms(in: held).first { $0.action == "/dailyreports/D-1/approve" }
      let answer = try await sol.post("/dailyreports/D-1/approve", form?.hidden ?? [])
      #expect(answer.status == 422 && answer.body.contains("Take the line out first"))
      // Nobody finds by an address that the contact is there.
      #expect(
        try await browser.get(DailyReportPaths.preview(of: both, on: front.today)).status == 404)
      _ = one
    }
  }

  @Test("A contact that names no agency, or any school, is in nobody's report")
  func unnamed() async throws {
    let front = try await FrontHouse()
    let _: Done<Contact> = try await front.store.perform(
      .receive(
        Contact.Details(
          receivedOn: front.today, receivedMinute: nil, method: .phone, source: .school,
          agency: "School", account: "Late", inDanger: .no, consent: .yes), named: []),
      as: front.act(front.dana))
    _ = try await front.contactAboutOne("Shouting")
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let list = try await browser.get(DailyReportPaths.list(on: front.today)).body
      #expect(list.contains("None: this is not the name of one agency"))
      let preview = try await browser.get(
        DailyReportPaths.preview(of: ContactID(1), on: front.today))
      #expect(preview.body.contains("is not the name of one agency"))
      #expect(
        try await browser.get(DailyReportPaths.preview(of: ContactID(2), on: front.today)).status
          == 404)
    }
  }
}
