import Domain
import Store
import Testing

@testable import Web

/// Owner, colleague, stranger.
@Suite("Who may see what the police sent") struct PoliceAccessTests {
  static let pages = ["", "/people", "/route", "/history"]

  @Test("A locked child closes the notification to all but the named, and stays on the board")
  func locked() async throws {
    let house = try await PoliceHouse()
    let id = try await house.matched()
    try await house.front.restrict(.locked, house.front.children[0], to: house.front.dana)
    try await house.council.run { browser in
      try await browser.signIn("dana")
      #expect(try await browser.get("/police/\(id)").status == 200)
      try await browser.signIn("sol")
      for page in Self.pages {
        let refused = try await browser.get("/police/\(id)\(page)")
        #expect(refused.status == 403, "\(page)")
        #expect(!refused.body.contains("Quillfeather"), "\(page)")
        #expect(!refused.body.contains("argument"), "\(page)")
      }
      for page in ["/police", "/police/reconciliation"] {
        let list = try await browser.get(page).body
        #expect(list.contains("A restricted record"), "\(page)")
        #expect(!list.contains("Quillfeather") && !list.contains("HC/1/26"), "\(page)")
        #expect(!list.contains("Harbour Row"), "\(page)")
      }
    }
    let looks = try await house.front.looks(at: house.front.children[0])
    #expect(
      looks.contains { $0.worker == house.front.sol && !$0.allowed && $0.rule == "access.locked" })
  }

  @Test("A hidden child's notification is not there; the officer assesses it all the same")
  func hidden() async throws {
    let house = try await PoliceHouse()
    let id = try await house.matched()
    try await house.front.restrict(.hidden, house.front.children[0], to: house.front.dana)
    try await house.council.run { browser in
      try await browser.signIn("sol")
      for page in Self.pages {
        #expect(try await browser.get("/police/\(id)\(page)").status == 404)
      }
      #expect(try await browser.get("/police").body.contains("Nothing waits here"))
      #expect(
        try await browser.get("/police/reconciliation").body.contains("Nothing is unassessed"))
      try await browser.signIn("pat")
      #expect(try await browser.get("/police").body.contains("HC/1/26"))
      let sent = try await browser.fill("/police/\(id)/assess", house.assessment)
      #expect(sent.status == 303)
    }
  }

  @Test("The officer sees what was sent and what came of it, and nothing of the record")
  func officer() async throws {
    let house = try await PoliceHouse()
    let child = house.front.children[0]
    let id = try await house.matched()
    _ = try await house.perform(
      .route(.newContact(inDanger: .no, done: nil), reason: "Known to us since May"), on: id,
      by: house.front.dana)
    let _: Done<Contact> = try await house.front.store.perform(
      .decide(
        level: .universal, indicators: [],
        outcomes: [Contact.ChildOutcome(key: 1, outcome: .adviceAndInformation)],
        reason: "The school is helping", history: "None"), on: ContactID(1),
      as: house.front.act(house.front.dana))
    try await house.council.run { browser in
      try await browser.signIn("pat")
      let page = try await browser.get("/police/\(id)")
      #expect(page.status == 200)
      #expect(page.body.contains("was there."))
      #expect(page.body.contains("Advice and information"))
      for word in ["\(child)", "Known to us since May", "The school is helping", "Open to us"] {
        #expect(!page.body.contains(word), "\(word)")
      }
      let contact = try await browser.get("/contacts/C-1")
      #expect(contact.status == 200)
      #expect(!contact.body.contains("What is known already"))
      for path in ["/police/\(id)/route", "/police/\(id)/history", "/children/\(child)"] {
        #expect(try await browser.get(path).status == 403, "\(path)")
      }
      #expect(!(try await browser.get("/police").body.contains("\(child)")))
    }
    let looks = try await house.front.looks(at: child)
    #expect(looks.contains { $0.worker == house.pat && $0.deed == .assessPolice && $0.allowed })
  }

  @Test("Colleagues read it, the front door has the board, an administrator has nothing")
  func roles() async throws {
    let house = try await PoliceHouse()
    let id = try await house.matched()
    try await house.council.run { browser in
      for (name, page, board, route) in [
        ("cora", 200, 200, 403), ("dana", 200, 200, 200), ("morgan", 200, 200, 403),
        ("leila", 200, 403, 403), ("ada", 403, 403, 403),
      ] {
        try await browser.signIn(name)
        #expect(try await browser.get("/police/\(id)").status == page, "\(name)")
        #expect(try await browser.get("/police").status == board, "\(name)")
        #expect(try await browser.get("/police/reconciliation").status == board, "\(name)")
        #expect(try await browser.get("/police/\(id)/route").status == route, "\(name)")
      }
      try await browser.signIn("cora")
      let csrf = try await browser.get("/account").hidden("csrf") ?? ""
      for act in ["take", "read", "route"] {
        let sent = try await browser.post("/police/\(id)/\(act)", [("csrf", csrf)])
        #expect([403, 404].contains(sent.status), "\(act) \(sent.status)")
      }
      for path in ["/police/K-99", "/police/K-x", "/police/C-1", "/police/K-99/assess"] {
        try await browser.signIn("pat")
        #expect(try await browser.get(path).status == 404, "\(path)")
      }
    }
  }

  @Test("The new home of a mother, given for the father she fled from, stands on no page of his")
  func fledFrom() async throws {
    let front = try await FrontHouse()
    let home = Person.Address(lines: "7 Harbour Row", postcode: "LS1 4AB")
    let mother = try await front.council.person(
      "Dolores", "Quillfeather", stage: .adult, address: home)
    let father = try await front.council.person("Paul", "Quillfeather", stage: .adult)
    try await front.council.perform(
      .relate(.init(kind: .formerPartner), to: mother, provenance: .init(saidBy: "her")),
      on: father)
    let _: Done<Alert> = try await front.store.perform(
      .raise(
        .init(
          person: mother, kind: .doNotDiscloseAddress, what: "Fled", act: "Tell nobody",
          evidence: "Court", from: front.today.adding(days: -9),
          reviewOn: front.today.adding(months: 3), familyTold: true, told: [])),
      as: front.act(front.dana))
    let done: Done<Contact> = try await front.store.perform(
      .receive(
        Contact.Details(
          receivedOn: front.today, receivedMinute: nil, method: .police, source: .police,
          account: "An argument", inDanger: .no, consent: .no),
        named: [
          .init(
            key: 1, given: "Paul", family: "Quillfeather", postcode: "LS1 4AB", isChild: false,
            person: father)
        ]), as: front.act(front.dana))
    try await front.council.run { browser in
      for name in ["dana", "cora", "leila"] {
        try await browser.signIn(name)
        for path in ["/contacts/\(done.id)", "/people/\(father)"] {
          let page = try await browser.get(path)
          #expect(page.status == 200 && !page.body.contains("LS1 4AB"), "\(name) \(path)")
        }
      }
    }
  }

  @Test("Where somebody at that home must not be found, no page tells the address, matched or not")
  func undisclosed() async throws {
    let house = try await PoliceHouse()
    let child = house.front.children[0]
    let act = Act(key: nil, actor: .system, at: house.council.clock.now)
    let _: Done<Person> = try await house.front.store.perform(
      .move(
        to: Person.Address(lines: "7 Harbour Row", postcode: "LS1 4AB"),
        provenance: .init(saidBy: "the mother")), on: child, as: act)
    let _: Done<Alert> = try await house.front.store.perform(
      .raise(
        .init(
          person: child, kind: .doNotDiscloseAddress, what: "Fled", act: "Tell nobody",
          evidence: "Court", from: house.today.adding(days: -9),
          reviewOn: house.today.adding(months: 3), familyTold: true, told: [])), as: act)
    let id = try await house.perform(
      .receive(house.report(text: "Went to 7 Harbour Row, LS1 4AB. Aisha was there.")))
    try await house.council.run { browser in
      for name in ["pat", "dana", "cora"] {
        try await browser.signIn(name)
        for path in ["/police", "/police/\(id)", "/police/\(id)/people", "/police/\(id)/assess"] {
          let body = try await browser.get(path).body
          #expect(!body.contains("Harbour Row") && !body.contains("LS1 4AB"), "\(name) \(path)")
        }
      }
      #expect(
        try await browser.get("/police").body.contains("<h2>Address not to be disclosed</h2>"))
    }
  }
}
