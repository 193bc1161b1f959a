import Domain
import Store
import Testing

@testable import Web

@Suite("Police notifications, as pages") struct PolicePagesTests {
  @Test(
    "The officer assesses with grade, reason and history; nothing is chosen; a repeat is one act")
  func assess() async throws {
    let house = try await PoliceHouse()
    let id = try await house.received()
    try await house.council.run { browser in
      try await browser.signIn("pat")
      let home = try await browser.get("/")
      #expect(home.body.contains("1 police notification to assess"))
      let path = "/police/\(id)/assess"
      let form = try await browser.get(path)
      #expect(form.status == 200)
      #expect(!form.body.contains(" checked"))
      #expect(form.body.contains("You are signed in as Worker pat"))
      let empty = try await browser.fill(path, [("reason", "The third in a month")])
      #expect(empty.status == 422)
      #expect(empty.body.contains("Select how grave the risk is"))
      #expect(empty.body.contains("The third in a month"))
      let unseen = try await browser.unseen(path)
      for _ in 1...2 {
        let sent = try await browser.post(path, unseen + house.assessment)
        #expect(sent.location == "/police/\(id)?done=assessed")
      }
      let page = try await browser.get("/police/\(id)?done=assessed").body
      #expect(page.contains("The third in a month"))
      #expect(page.contains("by Worker pat"))
    }
    let one = try await house.whole(id)
    #expect(one.assessments.count == 1 && one.assessments[0].by == house.pat)
    #expect(one.assessments[0].grade == .red)
  }

  @Test("Nobody but the officer assesses or carries over")
  func onlyTheOfficer() async throws {
    let house = try await PoliceHouse()
    let id = try await house.received()
    try await house.council.run { browser in
      for name in ["dana", "cora", "leila", "morgan", "ada"] {
        try await browser.signIn(name)
        for act in ["assess", "carry-over"] {
          #expect(try await browser.get("/police/\(id)/\(act)").status == 403, "\(name) \(act)")
          let csrf = try await browser.get("/account").hidden("csrf") ?? ""
          let sent = try await browser.post(
            "/police/\(id)/\(act)", house.assessment + [("csrf", csrf)])
          #expect(sent.status == 403, "\(name) \(act)")
        }
      }
    }
    #expect(try await house.whole(id).assessments.isEmpty)
  }

  @Test("A decision maker makes a contact of it without typing anything again")
  func contact() async throws {
    let house = try await PoliceHouse()
    let id = try await house.matched()
    try await house.council.run { browser in
      try await browser.signIn("dana")
      let path = "/police/\(id)/route"
      let form = try await browser.get(path).body
      #expect(!form.contains(" checked"))
      #expect(form.contains("The officer has not assessed the risk"))
      // Neither open work nor information is offered: there is none, and it is not assessed.
      #expect(!form.contains("value=\"openWork\"") && !form.contains("value=\"information\""))
      let refused = try await browser.fill(path, [("route", "newContact"), ("reason", "Seen")])
      #expect(refused.status == 422)
      #expect(refused.body.contains("Select whether a child is in immediate danger now"))
      let sent = try await browser.fill(
        path, [("route", "newContact"), ("danger", "no"), ("reason", "Seen by her")])
      #expect(sent.location == "/contacts/C-1?done=recorded")
      let contact = try await browser.get("/contacts/C-1").body
      #expect(contact.contains("Officers went to an argument. Aisha was there."))
      #expect(contact.contains("href=\"/police/\(id)\">Police notification \(id)</a>"))
      #expect(contact.contains("Dean Rowe"))
      #expect(contact.contains("href=\"/children/\(house.front.children[0])\""))
      let page = try await browser.get("/police/\(id)").body
      #expect(page.contains("href=\"/contacts/C-1\">Contact C-1</a>"))
    }
    let story = try await house.front.store.database.read {
      try Chronology.of(house.front.children[0], in: $0).map(\.kind)
    }
    #expect(story.contains("policenotification.received"))
    #expect(story.contains("policenotification.routed") && story.contains("contact.received"))
  }

  @Test("Open work: it stands in the worker's list and the child's chronology until it is read")
  func openWork() async throws {
    let house = try await PoliceHouse()
    let (front, council) = (house.front, house.council)
    let manager = Act(
      key: nil, actor: Actor(.worker(front.dana), roles: [.decisionMaker, .teamManager]),
      at: council.clock.now)
    for referral in try await front.referred() {
      let _: Done<Referral> = try await front.store.perform(
        .decide(.assessment, reason: "More", primaryNeed: .abuseNeglectExploitation),
        on: referral, as: manager)
      let _: Done<Referral> = try await front.store.perform(
        .allocate(team: council.team, worker: front.leila), on: referral, as: manager)
    }
    let id = try await house.matched()
    try await council.run { browser in
      try await browser.signIn("dana")
      let board = try await browser.get("/police").body
      #expect(board.contains("Open to us"))
      let sent = try await browser.fill(
        "/police/\(id)/route", [("route", "openWork"), ("reason", "Her worker needs to know")])
      #expect(sent.location == "/police/\(id)?done=routed")
      // A stranger to the child may read it and does not say that they have.
      let other = await browser.another()
      try await other.signIn("sten")
      #expect(!(try await other.get("/").body.contains("Police notification about")))
      let page = try await other.get("/police/\(id)")
      #expect(page.status == 200 && !page.body.contains("I have read this"))
      let csrf = page.hidden("csrf") ?? ""
      #expect(try await other.post("/police/\(id)/read", [("csrf", csrf)]).status == 403)
      let owner = await browser.another()
      try await owner.signIn("leila")
      #expect(
        try await owner.get("/").body.contains("Police notification about Aisha Quillfeather"))
      let chronology = try await owner.get("/children/\(front.children[0])/chronology").body
      #expect(chronology.contains("Police notification: Domestic incident"))
      let mine = try await owner.get("/police/\(id)")
      #expect(mine.body.contains("I have read this"))
      let fields = ["csrf", "_form", "_version"].compactMap { name in
        mine.hidden(name, in: "/police/\(id)/read").map { (name, $0) }
      }
      #expect(try await owner.post("/police/\(id)/read", fields).status == 303)
      #expect(!(try await owner.get("/").body.contains("Police notification about")))
      #expect(try await owner.get("/police/\(id)").body.contains("Worker leila"))
      let history = try await owner.get("/police/\(id)/history").body
      #expect(history.contains("Worker leila read the police notification"))
    }
  }

  @Test("People are matched by a click, with the reason why; a wrong match is undone with one")
  func matching() async throws {
    let house = try await PoliceHouse()
    let id = try await house.received()
    try await house.council.run { browser in
      try await browser.signIn("cora")
      let people = try await browser.get("/police/\(id)/people")
      #expect(people.body.contains("This is the person"))
      #expect(people.body.contains("Aisha Quillfeather"))
      let action = "/police/\(id)/people/1/match"
      let fields = ["csrf", "_form", "_version", "person"].compactMap { name in
        people.hidden(name, in: action).map { (name, $0) }
      }
      #expect(try await browser.post(action, fields).status == 303)
      #expect(try await house.whole(id).matched == [house.front.children[0]])
      let refused = try await browser.fill("/police/\(id)/people/1/unmatch", [("reason", "")])
      #expect(refused.status == 422)
      let undone = try await browser.fill(
        "/police/\(id)/people/1/unmatch", [("reason", "Another Aisha")])
      #expect(undone.status == 303)
      #expect(try await house.whole(id).matched.isEmpty)
      try await browser.signIn("pat")
      #expect(try await browser.get("/police/\(id)/people").status == 403)
    }
  }

  @Test("What a force sent is pasted and taken in; what is wrong is told by line, and kept")
  func takingIn() async throws {
    let house = try await PoliceHouse()
    let heading = "reference,incident_date,incident_kind,text,forename,surname,dob\n"
    let good = "HC/1/26,2026-03-15,Domestic,\"Shouting, a door broken\",Aisha,Khan,2017-05-03\n"
    try await house.council.run { browser in
      try await browser.signIn("pat")
      let path = "/police/take-in"
      let bad = heading + good + "HC/2/26,31/31/2026,Domestic,Text,,,\n"
      let refused = try await browser.fill(path, [("force", "Harbour Police"), ("file", bad)])
      #expect(refused.status == 422)
      #expect(
        refused.body.contains("1 notification was taken in. Not taken in: line 3, incident_date"))
      #expect(refused.body.contains("31/31/2026"))
      let sent = try await browser.fill(
        path, [("force", "Harbour Police"), ("file", heading + good)])
      #expect(sent.location == "/police?took=0")
      let board = try await browser.get("/police?took=0").body
      #expect(board.contains("HC/1/26") && board.contains("1 notification waits"))
      let empty = try await browser.fill(path, [("force", ""), ("file", "no table")])
      #expect(empty.status == 422 && empty.body.contains("no table"))
      for (name, status) in [("cora", 200), ("dana", 200), ("leila", 403), ("ada", 403)] {
        try await browser.signIn(name)
        #expect(try await browser.get(path).status == status, "\(name)")
      }
    }
    let one = try await house.whole(PoliceNotificationID(1))
    #expect(one.reports.map(\.text) == ["Shouting, a door broken"])
    let by = try await house.front.store.database.read {
      try $0.row("SELECT recorded_by FROM policenotification WHERE id = 1")?.text("recorded_by")
    }
    #expect(by == "\(house.pat)")
  }

  @Test("Two at once: the second sees that it was changed, and nothing of theirs is lost")
  func conflict() async throws {
    let house = try await PoliceHouse()
    let id = try await house.received()
    try await house.council.run { browser in
      try await browser.signIn("pat")
      let path = "/police/\(id)/assess"
      let unseen = try await browser.unseen(path)
      _ = try await house.perform(
        .receiveAgain(house.report(text: "He came back in the night.")), on: id)
      let sent = try await browser.post(path, unseen + house.assessment)
      #expect(sent.status == 409)
      #expect(sent.body.contains("The third in a month"))
      #expect(sent.body.contains("He came back in the night."))
    }
    #expect(try await house.whole(id).assessments.isEmpty)
  }

  @Test("The board has a household once, with its incidents of a year in words and as a picture")
  func board() async throws {
    let house = try await PoliceHouse()
    _ = try await house.received("HC/1/26")
    _ = try await house.received("HC/2/26")
    let other = try await house.perform(
      .receive(
        house.report("HC/3/26", address: .init(lines: "2 Quay", postcode: "LS9 9ZZ"), grade: nil)))
    try await house.council.run { browser in
      try await browser.signIn("dana")
      let board = try await browser.get("/police").body
      #expect(board.components(separatedBy: "<h2>7 Harbour Row, LS1 4AB</h2>").count == 2)
      #expect(board.contains("2 incidents in 12 months"))
      #expect(board.contains("class=\"mini-timeline\" role=\"img\" aria-label=\"2 incidents"))
      #expect(board.contains("30 minutes of 24 hours"))
      #expect(board.contains("30 minutes of 4 hours"))
      #expect(board.contains("No grade given"))
      let amber = try await browser.get("/police?grade=amber").body
      #expect(amber.contains("HC/1/26") && !amber.contains("HC/3/26"))
      #expect(try await browser.get("/police?mark=missing").body.contains("Nothing waits here"))
      let page = try await browser.get("/police/\(other)")
      let fields = ["csrf", "_form", "_version"].compactMap { name in
        page.hidden(name, in: "/police/\(other)/take").map { (name, $0) }
      }
      #expect(try await browser.post("/police/\(other)/take", fields).status == 303)
      #expect(try await browser.get("/police?mine=yes").body.contains("HC/3/26"))
      #expect(!(try await browser.get("/police?nobody=yes").body.contains("HC/3/26")))
    }
  }
}
