import Domain
import EngineTesting
import Store
import Testing

@testable import Web

@Suite("The alerts of a family") struct AlertPagesTests {
  static let answers = [
    ("kind", "posesRiskToChildren"), ("what", "Convicted of assault"),
    ("do", "Never alone with a child"), ("evidence", "The police"), ("from-day", "1"),
    ("from-month", "3"), ("from-year", "2026"), ("review-day", "1"), ("review-month", "9"),
    ("review-year", "2026"), ("family-told", "no"), ("why-not-told", "Police ask us to wait"),
    ("told", "Head teacher\nHealth visitor"),
  ]

  @Test("An alert is raised, shown on the child it concerns, reviewed, told and ended")
  func life() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let child = try await council.person("Zebedee", "Quillfeather")
    let man = try await council.person("Dean", "Hale", stage: .adult)
    _ = try await council.house.store.perform(
      Person.Command.relate(
        .init(kind: .stepParent), to: child, provenance: .init(saidBy: "the school")),
      on: man, as: council.act)
    try await council.run { browser in
      try await browser.signIn("ada")
      let new = "/people/\(man)/alerts/new"
      let wrong = try await browser.fill(new, [("kind", "posesRiskToChildren")])
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Say what a worker is to do"))
      let unseen = try await browser.unseen(new)
      let done = try await browser.post(new, unseen + Self.answers)
      #expect(done.location == "/people/\(man)/alerts", "\(done.status)")
      let said = done.body.split(separator: "\n").filter { $0.contains("rror") }
      #expect(said.isEmpty, "\(said)")
      _ = try await browser.post(new, unseen + Self.answers)
      let list = try await browser.get("/people/\(man)/alerts")
      #expect(list.body.components(separatedBy: "Never alone with a child").count == 3)
      #expect(list.body.contains("Head teacher"))
      #expect(list.body.contains("No: Police ask us to wait"))
      for path in ["/children/\(child)", "/people/\(child)", "/people/\(child)/family"] {
        let page = try await browser.get(path)
        #expect(page.body.contains("Poses a risk to children: Dean Hale, step-parent"), "\(path)")
        #expect(page.body.contains("Never alone with a child"), "\(path)")
        #expect(page.body.contains("The family has not been told of this alert"), "\(path)")
      }
      let found = try await browser.find([("q", "Zebedee")]).page
      #expect(found.body.contains("Poses a risk to children: Dean Hale"))
      let seen = [
        ("words", "Still so"), ("review-day", "1"), ("review-month", "12"), ("review-year", "2026"),
      ]
      #expect(try await browser.fill("/alerts/H-1/review", seen).status == 303)
      let told = [
        ("who", "The nursery"), ("told-on-day", "16"), ("told-on-month", "3"),
        ("told-on-year", "2026"),
      ]
      #expect(try await browser.fill("/alerts/H-1/told", told).status == 303)
      let knows = [
        ("words", "Told on a visit"), ("told-on-day", "16"), ("told-on-month", "3"),
        ("told-on-year", "2026"),
      ]
      #expect(try await browser.fill("/alerts/H-1/disclosed", knows).status == 303)
      let page = try await browser.get("/alerts/H-1")
      #expect(page.body.contains("The nursery") && page.body.contains("1 December 2026"))
      #expect(try await browser.fill("/alerts/H-1/end", [("reason", "")]).status == 422)
      #expect(try await browser.fill("/alerts/H-1/end", [("reason", "He died")]).status == 303)
      #expect(!(try await browser.get("/children/\(child)").body.contains("Poses a risk")))
      let history = try await browser.get("/alerts/H-1/history")
      #expect(history.body.contains("Alert ended: Poses a risk to children"))
      #expect(
        try await browser.get("/people/\(man)/history").status == 200)
      #expect(
        try await browser.get("/children/\(man)/history").body.contains("Alert raised"))
      #expect(try await browser.get("/alerts/H-9").status == 404)
    }
  }

  @Test("Owner, colleague and stranger: all see it, the owner and the colleague raise it")
  func access() async throws {
    let council = try await TestHouse()
    let formed: Done<Team> = try await council.house.store.perform(
      .form(name: "South Assessment", kind: .assessment), as: council.act)
    let owner = try await council.worker("ona")
    try await council.worker("col")
    try await council.worker("sue", team: formed.id)
    try await council.worker("ana", [.performanceAnalyst])
    let child = try await council.person("Zebedee", "Quillfeather")
    try await council.open(child, worker: owner)
    try await council.run { browser in
      for (name, raises) in [("ona", 200), ("col", 200), ("sue", 403), ("ana", 403)] {
        let browser = await browser.another()
        try await browser.signIn(name)
        #expect(try await browser.get("/people/\(child)/alerts/new").status == raises, "\(name)")
        let list = try await browser.get("/people/\(child)/alerts").status
        #expect(list == (name == "ana" ? 403 : 200), "\(name)")
      }
    }
  }

  @Test("Somebody whose record is closed is not named, and what to do is said all the same")
  func closed() async throws {
    let council = try await TestHouse()
    let owner = try await council.worker("ona", [.teamManager])
    try await council.worker("ada", [.contactWorker])
    let child = try await council.person("Zebedee", "Quillfeather")
    let man = try await council.person("Petronel", "Hale", stage: .adult)
    _ = try await council.house.store.perform(
      Person.Command.relate(
        .init(kind: .father), to: child, provenance: .init(saidBy: "the school")),
      on: man, as: council.act)
    try await council.raise(.posesRiskToChildren, on: man)
    try await council.restrict(man, .locked, to: owner)
    try await council.run { browser in
      try await browser.signIn("ada")
      let page = try await browser.get("/children/\(child)")
      #expect(!page.body.contains("Petronel"))
      #expect(
        page.body.contains("Poses a risk to children: somebody whose record is closed to you"))
      #expect(page.body.contains("Ring the manager"))
    }
  }

  @Test("A worker's own list says which alerts are to be looked at again, until somebody has")
  func due() async throws {
    let council = try await TestHouse()
    let owner = try await council.worker("ona")
    let child = try await council.person("Zebedee", "Quillfeather")
    let man = try await council.person("Dean", "Hale", stage: .adult)
    _ = try await council.house.store.perform(
      Person.Command.relate(
        .init(kind: .father), to: child, provenance: .init(saidBy: "the school")),
      on: man, as: council.act)
    try await council.open(child, worker: owner)
    try await council.open(man, worker: owner)
    try await council.raise(.hazardToStaff, on: man, reviewIn: 2)
    try await council.run { browser in
      try await browser.signIn("ona")
      #expect(!(try await browser.get("/").body.contains("Look again at the alert")))
      council.clock.advance(minutes: 3 * 24 * 60)
      try await browser.signIn("ona")
      let page = try await browser.get("/")
      #expect(page.body.contains("Look again at the alert about Dean Hale"))
      #expect(page.body.contains("Overdue"))
    }
  }

  @Test("A hazard stands on the form of a visit to a child who lives there")
  func hazard() async throws {
    let council = try await TestHouse()
    let owner = try await council.worker("ona")
    let home = Person.Address(
      lines: "1 Mill Lane", postcode: "LS1 4AB", from: Day(iso: "2025-01-01"))
    let child = try await council.person("Zebedee", "Quillfeather", address: home)
    let man = try await council.person("Dean", "Hale", stage: .adult, address: home)
    try await council.open(child, worker: owner)
    try await council.raise(.hazardToStaff, on: man)
    try await council.run { browser in
      try await browser.signIn("ona")
      let form = try await browser.get("/children/\(child)/notes/new")
      #expect(form.body.contains("Hazard to staff: Dean Hale, lives at the same address"))
    }
  }
}

extension TestHouse {
  @discardableResult func raise(
    _ kind: Alert.Kind, on person: PersonID, reviewIn days: Int = 90
  ) async throws -> AlertID {
    try await house.store.perform(
      Alert.Command.raise(
        Alert.Details(
          person: person, kind: kind, what: "What it is", act: "Ring the manager",
          evidence: "Police", from: clock.now.day.adding(days: -10),
          reviewOn: clock.now.day.adding(days: days), familyTold: true)),
      as: act
    ).id
  }
}
