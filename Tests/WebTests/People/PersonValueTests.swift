import Domain
import Store
import Testing

@testable import Web

@Suite("Who said each value, and what intake proposes") struct PersonValueTests {
  static let born = Day(iso: "2017-05-03") ?? Day(number: 0)

  /// A child of leila's with a checked date of birth, and a contact that says another.
  private func proposed(_ front: FrontHouse) async throws -> ContactID {
    let child = front.children[0]
    try await front.council.perform(
      .recordBirth(
        .exact(Self.born.adding(days: 1)), stage: .child,
        provenance: .init(saidBy: "the mother", verified: "birth certificate seen")), on: child)
    try await front.council.open(child, worker: front.leila)
    let contact = try await front.contact(matched: false)
    return contact
  }

  @Test("A contact never overwrites what was checked: it proposes, and a worker accepts")
  func accept() async throws {
    let front = try await FrontHouse()
    let child = front.children[0]
    let contact = try await proposed(front)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let people = "/contacts/\(contact)/people"
      let page = try await browser.get(people)
      let action = "\(people)/1/match"
      let hidden = ["csrf", "_form", "_version"].compactMap { name in
        page.hidden(name, in: action).map { (name, $0) }
      }
      let matched = try await browser.post(action, hidden + [("person", "\(child)")])
      #expect(matched.status == 303)
      #expect(try await front.council.load(child)?.birth == .exact(Self.born.adding(days: 1)))

      let leila = await browser.another()
      try await leila.signIn("leila")
      let work = try await leila.get("/")
      #expect(work.body.contains("1 new detail of Aisha Quillfeather to accept or decline"))
      let details = try await leila.get("/people/\(child)")
      #expect(details.body.contains("Date of birth 3 May 2017"))
      #expect(details.body.contains("4 May 2017 (8 years)"))
      let path = "/people/\(child)/proposals/1"
      #expect(details.body.contains(path))
      let form = try await leila.get(path)
      #expect(form.body.contains("What is on the record was checked."))
      #expect(form.body.contains("Hill School"))
      #expect(form.body.contains("contact \(contact)"))
      #expect(!form.body.contains("\" checked"))
      let nothing = try await leila.fill(path, [("said-by", "the school")])
      #expect(nothing.status == 422)
      #expect(nothing.body.contains("Select whether it belongs on the record"))
      let done = try await leila.fill(
        path,
        [
          ("settle", "accept"), ("said-by", "the school"), ("verified", "passport seen"),
        ])
      #expect(done.location == "/people/\(child)")
      let after = try await leila.get("/people/\(child)")
      #expect(after.body.contains("3 May 2017 (8 years)"))
      #expect(after.body.contains("passport seen"))
      #expect(!after.body.contains("Does this belong on the record?"))
      #expect(!(try await leila.get("/").body.contains("to accept or decline")))
      // Settled once.
      #expect(try await leila.fill(path, [("settle", "accept"), ("said-by", "x")]).status == 422)
      let history = try await leila.get("/people/\(child)/history")
      #expect(history.body.contains("Proposed: date of birth 3 May 2017"))
      #expect(history.body.contains("Proposal accepted: date of birth 3 May 2017"))
    }
  }

  @Test("Declined with a reason, the record stays as it is")
  func decline() async throws {
    let front = try await FrontHouse()
    let child = front.children[0]
    let contact = try await proposed(front)
    let _: Done<Contact> = try await front.store.perform(
      .match(key: 1, to: child, because: "Same name"), on: contact, as: front.act(front.dana))
    try await front.council.run { browser in
      try await browser.signIn("leila")
      let path = "/people/\(child)/proposals/1"
      let wrong = try await browser.fill(path, [("settle", "decline"), ("said-by", "x")])
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Say why the record stays as it is"))
      let done = try await browser.fill(
        path, [("settle", "decline"), ("reason", "A slip of the tongue"), ("said-by", "x")])
      #expect(done.status == 303)
      #expect(
        try await browser.get("/people/\(child)/history").body.contains("A slip of the tongue"))
    }
    #expect(try await front.council.load(child)?.birth == .exact(Self.born.adding(days: 1)))
  }

  @Test("Owner, colleague and stranger: who sees a value's sources, who checks and who settles")
  func access() async throws {
    let front = try await FrontHouse()
    let child = front.children[0]
    let contact = try await proposed(front)
    let _: Done<Contact> = try await front.store.perform(
      .match(key: 1, to: child, because: "Same name"), on: contact, as: front.act(front.dana))
    let value = "/people/\(child)/values/birth"
    let proposal = "/people/\(child)/proposals/1"
    try await front.council.run { browser in
      for (name, sees, changes) in [
        ("leila", true, true), ("morgan", true, true), ("cora", true, true), ("sten", true, false),
        ("ada", false, false),
      ] {
        let browser = await browser.another()
        try await browser.signIn(name)
        let page = try await browser.get(value)
        #expect(page.status == (sees ? 200 : 403), "\(name)")
        #expect(page.body.contains("birth certificate seen") == sees, "\(name)")
        #expect(page.body.contains("Record the check") == changes, "\(name)")
        #expect(try await browser.get(proposal).status == (changes ? 200 : 403), "\(name)")
        let details = try await browser.get("/people/\(child)")
        #expect(details.body.contains(proposal) == changes, "\(name)")
      }
      try await browser.signIn("leila")
      #expect(try await browser.get("/people/\(child)/values/shoe").status == 404)
      #expect(try await browser.get("/people/\(child)/proposals/9").status == 404)
      #expect(try await browser.get("/people/\(child)/proposals/x").status == 404)
    }
  }

  @Test("That a value was checked is recorded beside it, and all that was said of it is kept")
  func checked() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let child = try await council.person("Zebedee", "Quillfeather")
    let path = "/people/\(child)/values/name"
    try await council.run { browser in
      try await browser.signIn("ada")
      let before = try await browser.get("/people/\(child)")
      #expect(before.body.contains("the school, 16 March 2026. Not checked."))
      let wrong = try await browser.fill(path, [("said-by", "the mother")])
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Say how it was checked"))
      let done = try await browser.fill(
        path, [("said-by", "the mother"), ("verified", "passport seen")])
      #expect(done.location == "/people/\(child)")
      let after = try await browser.get("/people/\(child)")
      #expect(after.body.contains("the mother, 16 March 2026. Checked: passport seen."))
      let page = try await browser.get(path)
      #expect(page.body.contains("Checked: Zebedee Quillfeather"))
      #expect(page.body.contains("the school"))
      // Nothing on the record, nothing to check.
      let none = try await browser.get("/people/\(child)/values/phone")
      #expect(none.status == 200)
      #expect(!none.body.contains("Record the check"))
    }
  }
}
