import Domain
import Store
import Testing

@testable import Web

@Suite("Day and night") struct NightPagesTests {
  static let warning = [
    ("what", "He may come to the house"), ("do", "Ring the police first"),
    ("ring", "Sian Powell, 01632 960150"),
  ]
  static let until = [
    ("until-day", "18"), ("until-month", "3"), ("until-year", "2026"), ("until-time", "9am"),
  ]

  /// A child with open work of ona, a colleague, a stranger, and pete who is on duty at night.
  struct Scene: Sendable {
    let council: TestHouse
    let child: PersonID
    let ona: WorkerID
    let south: TeamID

    init() async throws {
      council = try await TestHouse()
      let formed: Done<Team> = try await council.house.store.perform(
        .form(name: "South Assessment", kind: .assessment), as: council.act)
      let night: Done<Team> = try await council.house.store.perform(
        .form(name: "Emergency duty", kind: .emergencyDuty), as: council.act)
      south = formed.id
      ona = try await council.worker("ona")
      try await council.worker("col")
      try await council.worker("morgan", [.teamManager])
      try await council.worker("sue", team: south)
      try await council.worker("pete", [.emergencyDutyWorker], team: night.id)
      try await council.worker("ada", [.administrator])
      child = try await council.person("Zebedee", "Quillfeather")
      try await council.open(child, worker: ona)
    }

    var warn: String { "/nights/child/\(child)/alert" }
    var log: String { "/nights/child/\(child)/log" }

    /// Something that happened, passed to the team of the child.
    func passed(_ browser: Browser, to: String) async throws {
      let done = try await browser.fill(
        log,
        [
          ("kind", "visit"), ("words", "He had gone"), ("outcome", "accommodationPrevented"),
          ("instead", "Nan stays tonight"), ("morning", "yes"),
          ("need", "See Zebedee before school ends"), ("to", to),
        ])
      #expect(done.location == "/nights", "\(done.status)")
    }
  }

  @Test(
    "The day raises, the night acknowledges and acts, the morning accepts by name, and it is reported"
  )
  func wholeNight() async throws {
    let scene = try await Scene()
    let clock = scene.council.clock
    try await scene.council.run { browser in
      try await browser.signIn("ona")
      let wrong = try await browser.fill(scene.warn, Self.warning)
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Enter the date of the end"))
      #expect(wrong.body.contains("He may come to the house"))
      let unseen = try await browser.unseen(scene.warn)
      let done = try await browser.post(scene.warn, unseen + Self.warning + Self.until)
      #expect(done.location == "/handovers/J-1", "\(done.status)")
      #expect(
        try await browser.post(scene.warn, unseen + Self.warning + Self.until).location
          == "/handovers/J-1")
      #expect(
        try await browser.get("/children/\(scene.child)").body.contains("Alert for the night"))

      clock.advance(minutes: 14 * 60)
      let night = await browser.another()
      try await night.signIn("pete")
      #expect(try await night.get("/").body.contains("1 alert for tonight not acknowledged"))
      let list = try await night.get("/nights")
      #expect(list.body.contains("Not acknowledged tonight"))
      #expect(list.body.contains("Sian Powell, 01632 960150"))
      let token = ["csrf", "_form", "_version"].compactMap { name in
        list.hidden(name, in: "/handovers/J-1/acknowledge").map { (name, $0) }
      }
      #expect(try await night.post("/handovers/J-1/acknowledge", token).location == "/nights")
      #expect(try await night.get("/nights").body.contains("Acknowledged tonight"))
      #expect(
        try await night.fill(scene.log, [("kind", "visit"), ("words", "Gone")]).status == 422)
      try await scene.passed(night, to: scene.council.team.description)
      let after = try await night.get("/nights").body
      #expect(after.contains("Nan stays tonight") && after.contains("Not accepted"))

      // Ten in the morning has passed: it is overdue in the list of the team, and can be chased.
      clock.advance(minutes: 12 * 60)
      try await night.signIn("pete")
      #expect(
        try await night.fill("/handovers/J-2/chase", [("words", "Rang the manager")]).status == 303)
      try await browser.signIn("ona")
      let home = try await browser.get("/").body
      #expect(home.contains("Accept from the night: Zebedee Quillfeather"))
      #expect(home.contains("Overdue"))
      let page = try await browser.get("/handovers/J-2")
      #expect(page.body.contains("Rang the manager"))
      let accept = ["csrf", "_form", "_version"].compactMap { name in
        page.hidden(name, in: "/handovers/J-2/accept").map { (name, $0) }
      }
      #expect(try await browser.post("/handovers/J-2/accept", accept).status == 303)
      _ = try await browser.post("/handovers/J-2/accept", accept)
      #expect(!(try await browser.get("/").body.contains("Accept from the night")))
      let report = try await browser.get("/nights/report?night=2026-03-16").body
      for words in [
        "Coming into care prevented", "1 accepted, 0 not accepted", "Worker pete", "Worker ona",
        "He may come to the house", "Passed to the morning",
      ] { #expect(report.contains(words), "\(words)") }
      let history = try await browser.get("/handovers/J-2/history").body
      #expect(history.components(separatedBy: "Taken over from the night").count == 2)
      let story = try await browser.get("/children/\(scene.child)/chronology?show=everything").body
      #expect(story.contains("In the night: visit"))
      #expect(story.contains("Coming into care was prevented"))
    }
  }

  @Test("Owner, colleague, stranger and night: who reads, who raises, who writes down, who accepts")
  func access() async throws {
    let scene = try await Scene()
    try await scene.council.run { browser in
      try await browser.signIn("pete")
      try await scene.passed(browser, to: scene.council.team.description)
      let rows: [(name: String, reads: Int, raises: Int, writes: Int, passes: Int)] = [
        ("ona", 200, 200, 403, 200), ("col", 200, 200, 403, 200), ("sue", 200, 403, 403, 200),
        ("pete", 200, 200, 200, 200), ("ada", 403, 403, 403, 403),
      ]
      for row in rows {
        let browser = await browser.another()
        try await browser.signIn(row.name)
        for path in ["/nights", "/nights/report", "/handovers/J-1", "/handovers/J-1/history"] {
          #expect(try await browser.get(path).status == row.reads, "\(row.name) \(path)")
        }
        let summary = try await browser.get("/nights/child/\(scene.child)")
        #expect(summary.status == row.reads, "\(row.name)")
        #expect(try await browser.get(scene.warn).status == row.raises, "\(row.name)")
        for path in [scene.log, "/nights/log", "/handovers/J-1/act"] {
          #expect(try await browser.get(path).status == row.writes, "\(row.name) \(path)")
        }
        for path in ["/handovers/J-1/pass", "/handovers/J-1/close", "/handovers/J-1/chase"] {
          #expect(try await browser.get(path).status == row.passes, "\(row.name) \(path)")
        }
        let page = try await browser.get("/handovers/J-1").body
        let mayAccept = ["ona", "col"].contains(row.name)
        #expect(page.contains("action=\"/handovers/J-1/accept\"") == mayAccept, "\(row.name)")
      }
      #expect(try await browser.get("/handovers/J-9").status == 404)
      #expect(try await browser.get("/nights/report?night=never").status == 404)
    }
  }

  @Test("A stranger cannot accept what was passed to another team; passed on to them, they can")
  func strangerAccepts() async throws {
    let scene = try await Scene()
    try await scene.council.run { browser in
      try await browser.signIn("pete")
      try await scene.passed(browser, to: scene.council.team.description)
      let stranger = await browser.another()
      try await stranger.signIn("sue")
      let unseen = try await stranger.unseen("/handovers/J-1/pass")
      let csrf = unseen.filter { $0.0 == "csrf" || $0.0 == "_form" }
      let refused = try await stranger.post("/handovers/J-1/accept", csrf)
      #expect(refused.status == 422)
      #expect(refused.body.contains("This was passed to somebody else"))
      let on = try await stranger.post(
        "/handovers/J-1/pass",
        unseen + [("need", "See him"), ("to", scene.south.description)])
      #expect(on.status == 303)
      #expect(
        try await stranger.get("/handovers/J-1").body.contains(
          "action=\"/handovers/J-1/accept\""))
    }
  }

  @Test("An alert whose end has come leaves the list by itself and stays in the record")
  func expires() async throws {
    let scene = try await Scene()
    try await scene.council.run { browser in
      try await browser.signIn("ona")
      #expect(try await browser.fill(scene.warn, Self.warning + Self.until).status == 303)
      scene.council.clock.advance(minutes: 3 * 24 * 60)
      try await browser.signIn("ona")
      #expect(!(try await browser.get("/nights").body.contains("He may come")))
      #expect(
        !(try await browser.get("/children/\(scene.child)").body.contains(
          "Alert for the night until")))
      #expect(try await browser.get("/handovers/J-1").body.contains("He may come"))
      #expect(
        try await browser.get("/nights/report?night=2026-03-17").body.contains("He may come"))
    }
  }

  @Test(
    "Of a locked record the night sees that there is an alert, and opens it in need; a hidden one is not there"
  )
  func restricted() async throws {
    let scene = try await Scene()
    try await scene.council.run { browser in
      try await browser.signIn("ona")
      #expect(try await browser.fill(scene.warn, Self.warning + Self.until).status == 303)
      try await scene.council.restrict(scene.child, .locked, to: scene.ona)
      let night = await browser.another()
      try await night.signIn("pete")
      let list = try await night.get("/nights").body
      #expect(!list.contains("Zebedee") && !list.contains("He may come"))
      #expect(list.contains("/people/\(scene.child)/open-in-need"))
      #expect(try await night.get("/handovers/J-1").status == 403)
      let open = "/people/\(scene.child)/open-in-need"
      #expect(
        try await night.fill(open, [("reason", "Police at the door"), ("hours", "4")]).status
          == 303)
      #expect(try await night.get("/nights").body.contains("He may come"))
      // What happened to a child whose record is locked gets in all the same.
      try await scene.passed(night, to: scene.ona.description)
      try await scene.council.restrict(scene.child, .hidden, to: scene.ona)
      let hidden = await browser.another()
      try await hidden.signIn("sue")
      let none = try await hidden.get("/nights").body
      #expect(!none.contains("locked") && !none.contains("Zebedee"))
      #expect(try await hidden.get("/handovers/J-1").status == 404)
    }
  }

  @Test("Somebody who is not on the record yet is written down in words")
  func nobodyKnown() async throws {
    let scene = try await Scene()
    try await scene.council.run { browser in
      try await browser.signIn("pete")
      let answers = [
        ("kind", "police"), ("time", "8:10am"), ("words", "Found at the bus station"),
        ("outcome", "advice"), ("morning", "no"),
      ]
      #expect(try await browser.fill("/nights/log", answers).status == 422)
      let named = answers + [("who", "A girl of about 12, says her name is Bo")]
      #expect(try await browser.fill("/nights/log", named).status == 303)
      // Nine in the morning begins the next night: ten past eight was the one before.
      #expect(!(try await browser.get("/nights").body.contains("bus station")))
      #expect(
        try await browser.get("/nights/report?night=2026-03-15").body.contains("bus station"))
    }
  }

  @Test(
    "One page tells the night of a child without open work once the day has, and who lives there")
  func onePage() async throws {
    let scene = try await Scene()
    let council = scene.council
    let home = Person.Address(
      lines: "1 Mill Lane", postcode: "LS1 4AB", from: Day(iso: "2025-01-01"))
    let child = try await council.person("Jory", "Polglase", address: home)
    let mother = try await council.person("Dee", "Polglase", stage: .adult, address: home)
    let uncle = try await council.person("Petronel", "Polglase", stage: .adult, address: home)
    _ = try await council.house.store.perform(
      Person.Command.relate(
        .init(kind: .mother), to: child, provenance: .init(saidBy: "the school")),
      on: mother, as: council.act)
    try await council.restrict(uncle, .locked, to: scene.ona)
    try await council.run { browser in
      try await browser.signIn("pete")
      let path = "/nights/child/\(child)"
      #expect(try await browser.get(path).status == 403)
      let now = council.clock.now
      _ =
        try await council.house.store.perform(
          Handover.Command.raise(
            Handover.Warning(
              child: child, what: "He may come", act: "Ring", ring: "Sian", from: now,
              until: now.adding(seconds: 9_000)), at: now), as: council.act) as Done<Handover>
      let page = try await browser.get(path)
      #expect(page.status == 200)
      #expect(page.body.contains("Dee Polglase (mother)"))
      #expect(!page.body.contains("Petronel"))
      #expect(!page.body.contains("The whole record"))
      council.clock.advance(minutes: 160)
      try await browser.signIn("pete")
      #expect(try await browser.get(path).status == 403)
    }
  }
}
