import Domain
import Store
import Testing

@testable import Web

extension Browser {
  /// What the script asks for while somebody types.
  func live(
    _ fields: [(String, String)], at path: String = "/people/find/live"
  ) async throws -> Answer {
    let csrf = try await get("/account").hidden("csrf") ?? ""
    return try await post(path, [("csrf", csrf)] + fields)
  }
}

@Suite("What is found while typing, and what a search leaves behind") struct FindLiveTests {
  @Test("What is typed so far is answered with a piece of a page, and with nothing below 3 letters")
  func live() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let child = try await council.person("Zebedee", "Quillfeather")
    try await council.run { browser in
      try await browser.signIn("ada")
      let page = try await browser.get("/people/find")
      #expect(page.body.contains("data-live=\"/people/find/live\" data-live-into=\"found\""))
      #expect(page.body.contains("id=\"found-said\" role=\"status\""))
      let little = try await browser.live([("q", "ze")])
      #expect(little.status == 200)
      #expect(!little.body.contains("Zebedee"))
      let piece = try await browser.live([("q", "zebedy quilfeather")])
      #expect(piece.status == 200)
      #expect(!piece.body.contains("<html"))
      #expect(piece.body.contains("data-said=\"1 person matches\""))
      #expect(piece.body.contains("Zebedee Quillfeather, \(child)"))
      #expect(piece.body.contains("the same person"))
      #expect(piece.body.contains("name=\"act\" value=\"none\" form=\"find\""))
      let nobody = try await browser.live([("q", "thorvald henriksen")])
      #expect(nobody.body.contains("data-said=\"Nobody on the record matches\""))
      #expect(nobody.body.contains("Create a new record"))
      // The separate questions are looked up with the box.
      let apart = try await browser.live([("given", "Zebedee"), ("family", "Quillfeather")])
      #expect(apart.body.contains("Zebedee Quillfeather, \(child)"))
    }
    #expect(try await council.looks(at: child).contains { $0.deed == .findPerson && $0.allowed })
  }

  @Test("Typing is not limited to a search a second, but nobody walks through the record by it")
  func limited() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    try await council.run { browser in
      try await browser.signIn("ada")
      var statuses: [Int] = []
      for number in 1...121 {
        statuses.append(try await browser.live([("q", "quill \(number)")]).status)
      }
      #expect(statuses.dropLast().allSatisfy { $0 == 200 })
      #expect(statuses.last == 429)
      council.clock.advance(minutes: 1)
      #expect(try await browser.live([("q", "quill")]).status == 200)
    }
  }

  @Test("Who may not look for people finds nobody while typing either")
  func stranger() async throws {
    let council = try await TestHouse()
    try await council.worker("ana", [.performanceAnalyst])
    _ = try await council.person("Zebedee", "Quillfeather")
    try await council.run { browser in
      try await browser.signIn("ana")
      let answer = try await browser.live([("q", "zebedee")])
      #expect(answer.status == 403)
      #expect(!answer.body.contains("Zebedee"))
      let out = await browser.another()
      #expect(try await out.post("/people/find/live", [("q", "zebedee")]).status == 303)
    }
  }

  @Test("None of these carries every value over, and the record says whom the search showed")
  func evidence() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let ben = try await council.worker("ben", [.contactWorker])
    let shown = try await council.person("Zebedee", "Quillfeather")
    try await council.run { browser in
      try await browser.signIn("ada")
      let csrf = try await browser.get("/people/find").hidden("csrf", in: "/people/find") ?? ""
      let none = try await browser.post(
        "/people/find",
        [
          ("csrf", csrf), ("act", "none"), ("q", ""), ("given", "Zebadee"),
          ("family", "Quillfeather"), ("birth", "2016"), ("street", "3 Mill Lane"),
          ("postcode", "LS1 4AB"), ("school", "Lanrock Primary"), ("number", "07700 900123"),
        ])
      let new = none.location ?? ""
      #expect(new.hasPrefix("/people/new?search="))
      #expect(!new.contains("Quill"))
      let form = try await browser.get(new)
      for value in [
        "value=\"Zebadee\"", "value=\"Quillfeather\"", "value=\"2016\"",
        ">\n3 Mill Lane</textarea>",
        "value=\"LS1 4AB\"", "value=\"Lanrock Primary\"", "value=\"07700900123\"",
        "value=\"estimated\" checked",
      ] { #expect(form.body.contains(value), "\(value)") }
      #expect(form.body.contains("It showed Zebedee Quillfeather, \(shown)."))
      let done = try await browser.fill(
        new,
        [
          ("given", "Zebadee"), ("family", "Quillfeather"), ("stage", "child"),
          ("birth-year", "2016"), ("certainty", "estimated"), ("address", "3 Mill Lane"),
          ("postcode", "LS1 4AB"), ("phone", "07700 900123"), ("school", "Lanrock Primary"),
          ("said-by", "the school"),
        ])
      #expect(done.location == "/people/P-2")
      for path in ["/people/P-2", "/people/P-2/history"] {
        let page = try await browser.get(path)
        #expect(page.body.contains("It showed \(shown) ("), "\(path)")
        #expect(page.body.contains("and nobody else."), "\(path)")
        #expect(page.body.contains("Worker ada"), "\(path)")
      }
      // Nobody learns of a record that is closed to them by whom a search showed.
      try await council.restrict(shown, .hidden, to: ben)
      for path in ["/people/P-2", "/people/P-2/history"] {
        let page = try await browser.get(path)
        #expect(page.status == 200)
        #expect(!page.body.contains("\(shown)"), "\(path)")
        #expect(!page.body.contains("nobody else"), "\(path)")
      }
    }
    let made = try #require(try await council.load(PersonID(2)))
    #expect(made.birth == .estimated(try #require(Day(iso: "2016-07-01"))))
    #expect(made.network == .init(phones: ["07700 900123"], school: "Lanrock Primary"))
  }

  @Test("Beside a contact the same box finds while typing, and the one found is chosen there")
  func matching() async throws {
    let front = try await FrontHouse()
    let contact = try await front.contact(matched: false)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let people = try await browser.get("/contacts/\(contact)/people")
      #expect(people.body.contains("id=\"find-1\""))
      #expect(people.body.contains("data-live-into=\"found-1\""))
      #expect(people.body.contains("the same person"))
      let live = "/people/find/live?contact=\(contact)&key=1"
      let piece = try await browser.live([("q", "aysha quilfeather 3/5/17")], at: live)
      #expect(piece.body.contains("This is the person"))
      let action = "/contacts/\(contact)/people/1/match"
      let hidden = ["csrf", "_form"].compactMap { name in
        piece.hidden(name, in: action).map { (name, $0) }
      }
      let done = try await browser.post(action, hidden + [("person", "P-1")])
      #expect(done.location == "/contacts/\(contact)/people")
      // While the contact is taken down: in words alone, no link leads away.
      let taking = try await browser.live(
        [
          ("given", "Aisha"), ("family", "Quillfeather"), ("birth-day", "3"), ("birth-month", "5"),
          ("birth-year", "2017"),
        ], at: "/people/find/live?taking=1")
      #expect(taking.body.contains("On the record already?"))
      #expect(taking.body.contains("P-1"))
      #expect(!taking.body.contains("href"))
      let form = try await browser.get("/contacts/new")
      #expect(form.body.contains("data-live-prefix=\"person-1-\""))
    }
    let state = try await front.store.load(contact)?.state
    #expect(state?.named.first?.person == front.children[0])
  }

  @Test("A brother or sister of somebody found is added with the relationship filled in")
  func sibling() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let ben = try await council.worker("ben", [.contactWorker])
    let known = try await council.person("Zebedee", "Quillfeather")
    try await council.run { browser in
      try await browser.signIn("ada")
      let csrf = try await browser.get("/people/find").hidden("csrf", in: "/people/find") ?? ""
      let sent = try await browser.post(
        "/people/find",
        [("csrf", csrf), ("act", "sibling-\(known)"), ("q", "zenobia quillfeather")])
      let new = sent.location ?? ""
      #expect(new.hasSuffix("&sibling=\(known)"))
      let form = try await browser.get(new)
      #expect(form.body.contains("Who is the new person to Zebedee Quillfeather?"))
      #expect(form.body.contains("<option value=\"sibling\" selected>"))
      let done = try await browser.fillQuery(
        new,
        [
          ("kin", "sibling"), ("given", "Zenobia"), ("family", "Quillfeather"),
          ("stage", "child"), ("said-by", "the school"),
        ])
      #expect(done.location == "/people/P-2")
      #expect(try await browser.get("/people/P-2").body.contains("Zebedee Quillfeather"))
      // Not of somebody whose record is closed to the worker.
      try await council.restrict(known, .locked, to: ben)
      #expect(try await browser.get(new).status == 403)
    }
    let made = try #require(try await council.load(PersonID(2)))
    #expect(made.relationships.map(\.kind) == [.sibling])
    #expect(made.relationships.first?.other == known)
  }
}
