import Domain
import EngineTesting
import Store
import Testing

@testable import Web

@Suite("What is known of a person") struct PersonTests {
  static let source = [("said-by", "the mother"), ("verified", "passport seen")]

  @Test("Owner, colleague and stranger: who sees, who changes, and each look is written down")
  func access() async throws {
    let council = try await TestHouse()
    let formed: Done<Team> = try await council.house.store.perform(
      Team.Command.form(name: "South Assessment", kind: .assessment), as: council.act
    )
    let elsewhere = formed.id
    let owner = try await council.worker("ona")
    try await council.worker("col")
    try await council.worker("sue", team: elsewhere)
    try await council.worker("ana", [.performanceAnalyst])
    let child = try await council.person("Zebedee", "Quillfeather")
    try await council.open(child, worker: owner)
    try await council.run { browser in
      for (name, changes) in [("ona", true), ("col", true), ("sue", false)] {
        let browser = await browser.another()
        try await browser.signIn(name)
        let page = try await browser.get("/people/\(child)")
        #expect(page.status == 200)
        #expect(page.body.contains("Worker ona, North Assessment"))
        #expect(page.body.contains("/people/\(child)/birth") == changes, "\(name)")
        #expect(try await browser.get("/people/\(child)/family").status == 200)
        let form = try await browser.get("/people/\(child)/birth")
        #expect(form.status == (changes ? 200 : 403), "\(name)")
      }
      let browser = await browser.another()
      try await browser.signIn("ana")
      for path in ["", "/family", "/birth", "/relationships/new", "/restriction"] {
        let answer = try await browser.get("/people/\(child)\(path)")
        #expect(answer.status == 403)
        #expect(!answer.body.contains("Quillfeather"))
      }
      #expect(try await browser.get("/people/P-99").status == 404)
    }
    let looks = try await council.looks(at: child)
    #expect(looks.contains { $0.deed == .seePerson && $0.allowed })
    #expect(looks.contains { $0.deed == .changePerson && !$0.allowed })
    #expect(looks.filter { !$0.allowed }.count == 6)
  }

  @Test("Each part of the record has a form that changes it and says who said so")
  func forms() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let child = try await council.person(
      "Zebedee", "Quillfeather", address: .init(lines: "1 Mill Lane", postcode: "LS1 4AB"))
    let page = "/people/\(child)"
    let sent: [(String, [(String, String)])] = [
      ("names/new", [("given", "Zeb"), ("family", ""), ("kind", "preferred")]),
      (
        "birth",
        [
          ("stage", "child"), ("birth-day", "3"), ("birth-month", "5"), ("birth-year", "2017"),
          ("certainty", "estimated"),
        ]
      ),
      (
        "identity",
        [
          ("sex", "M"), ("ethnicity", "WBRI"), ("interpreter", "no"), ("disabilities", "HEAR"),
          ("disabilities", "VIS"), ("disability-help", "Sit in front"),
        ]
      ),
      ("identifiers", [("nhs-number", "943 476 5919"), ("la-child-id", "LA9")]),
      ("network", [("phones", "07700 900123\r\n01632 960555"), ("school", "Lanrock Primary")]),
      (
        "address",
        [
          ("address", "2 Mill Lane\nLanrock"), ("postcode", "ls14ad"), ("address-from-day", "1"),
          ("address-from-month", "3"), ("address-from-year", "2026"),
        ]
      ),
    ]
    try await council.run { browser in
      try await browser.signIn("ada")
      for (path, answers) in sent {
        let done = try await browser.fill("\(page)/\(path)", answers + Self.source)
        #expect(done.status == 303, "\(path)")
        #expect(done.location == page)
      }
      let details = try await browser.get(page)
      for text in [
        "Zebedee Quillfeather (known as Zeb)", "About 3 May 2017", "943 476 5919", "LA9",
        "Hearing, Vision", "Sit in front", "01632 960555", "Lanrock Primary",
        "2 Mill Lane, Lanrock, LS1 4AD", "Since 1 March 2026", "passport seen",
      ] { #expect(details.body.contains(text), "\(text)") }
      // What was checked is not changed unawares.
      let again = try await browser.get("\(page)/birth")
      #expect(again.body.contains("What is on the record was checked."))
      #expect(again.body.contains("value=\"2017\""))
    }
    let person = try #require(try await council.load(child))
    #expect(person.birth == .estimated(try #require(Day(iso: "2017-05-03"))))
    #expect(person.identity.disabilities == [.hearing, .vision])
    #expect(person.addresses.map(\.postcode) == ["LS1 4AD", "LS1 4AB"])
    #expect(person.network.phones == ["07700 900123", "01632 960555"])
  }

  @Test("What is wrong stands beside its question, and what was typed is kept")
  func messages() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let child = try await council.person("Zebedee", "Quillfeather")
    let wrong: [(String, [(String, String)], String)] = [
      ("names/new", [("family", "Kept Text"), ("kind", "")], "Select what kind of name it is"),
      (
        "identifiers", [("nhs-number", "943 476 5918"), ("upn", "Kept Text")],
        "Check the NHS number"
      ),
      ("network", [("school", "Kept Text")], "Say who told us this"),
      ("address", [("address", "Kept Text"), ("postcode", "x")], "Enter a whole postcode"),
      (
        "identity",
        [("gender", "Kept Text"), ("disabilities", "NONE"), ("disabilities", "VIS")] + Self.source,
        "Choose &quot;No disability&quot; alone"
      ),
      (
        "death",
        [("said-by", "Kept Text"), ("died-day", "1"), ("died-month", "1"), ("died-year", "2030")],
        "The date of death must be 16 March 2026 or before"
      ),
    ]
    try await council.run { browser in
      try await browser.signIn("ada")
      for (path, answers, message) in wrong {
        let answer = try await browser.fill("/people/\(child)/\(path)", answers)
        #expect(answer.status == 422, "\(path)")
        #expect(answer.body.contains(message), "\(path)")
        #expect(answer.body.contains("Kept Text"), "\(path)")
        #expect(answer.body.contains("<title>Error: "))
        // It is a draft now.
        let draft = try await browser.get("/people/\(child)/\(path)")
        #expect(draft.body.contains("Kept Text"), "\(path)")
      }
    }
    #expect(try await council.house.store.load(child)?.version == 1)
  }

  @Test("When somebody else changed the record meanwhile, both are shown")
  func conflict() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let child = try await council.person("Zebedee", "Quillfeather")
    let path = "/people/\(child)/network"
    try await council.run { browser in
      try await browser.signIn("ada")
      let form = try await browser.unseen(path)
      let other = await browser.another()
      try await other.signIn("ada")
      #expect(
        try await other.fill(path, [("school", "East School")] + Self.source).status == 303)
      let answer = try await browser.post(path, form + [("school", "West School")] + Self.source)
      #expect(answer.status == 409)
      #expect(answer.body.contains("East School"))
      #expect(answer.body.contains("value=\"West School\""))
    }
    #expect(try await council.load(child)?.network.school == "East School")
  }

  @Test("A restriction closes the record to others at once, and is ended with a reason")
  func restriction() async throws {
    let council = try await TestHouse()
    let manager = try await council.worker("mia", [.teamManager])
    try await council.worker("rec", [.recordsOfficer])
    try await council.worker("ada", [.contactWorker])
    let child = try await council.person("Zebedee", "Quillfeather")
    try await council.open(child, worker: manager)
    let path = "/people/\(child)/restriction"
    try await council.run { browser in
      let reader = await browser.another()
      try await reader.signIn("ada")
      #expect(try await reader.get(path).status == 403)
      let officer = await browser.another()
      try await officer.signIn("rec")
      #expect(try await officer.get(path).status == 200)
      try await browser.signIn("mia")
      let closed = [("level", "locked"), ("reason", "family of staff")]
      let nobody = try await browser.fill(path, closed)
      #expect(nobody.body.contains("Select who may see the record"))
      let done = try await browser.fill(
        path, closed + [("workers", "\(manager)"), ("owner", "\(manager)")])
      #expect(done.status == 303)
      #expect(try await reader.get("/people/\(child)").status == 403)
      let page = try await browser.get("/people/\(child)")
      #expect(page.body.contains("Locked record"))
      #expect(page.body.contains("Worker mia"))
      #expect(try await browser.fill(path + "/end", [("reason", "left us")]).status == 303)
      #expect(try await reader.get("/people/\(child)").status == 200)
    }
  }
}

extension TestHouse {
  /// Opens a referral for a child and gives it to a worker of the team.
  func open(_ child: PersonID, worker: WorkerID) async throws {
    let opened: Done<Referral> = try await house.store.perform(
      Referral.Command.open(
        child: child, contact: nil, source: .school, primaryNeed: .familyDysfunction,
        on: clock.now.day),
      as: act
    )
    let referral = opened.id
    let actor = Actor(.worker(worker), roles: [.decisionMaker, .teamManager], team: team)
    _ = try await house.store.perform(
      Referral.Command.decide(
        .assessment, reason: "A worry that needs an assessment", primaryNeed: .familyDysfunction),
      on: referral, as: Act(key: nil, actor: actor, at: clock.now))
    _ = try await house.store.perform(
      Referral.Command.allocate(team: team, worker: worker), on: referral,
      as: Act(key: nil, actor: actor, at: clock.now))
  }
}
