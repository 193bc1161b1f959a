import Domain
import Store
import Testing

@testable import Web

/// Owner, colleague, stranger.
@Suite("Who may open a contact") struct ContactAccessTests {
  @Test("A locked child closes the contact to all but the named; the looks are written down")
  func locked() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.restrict(.locked, front.children[0], to: front.dana)
    try await front.council.run { browser in
      try await browser.signIn("dana")
      #expect(try await browser.get("/contacts/\(id)").status == 200)
      try await browser.signIn("sol")
      for page in ["", "/people", "/decision", "/check", "/triage", "/information"] {
        let refused = try await browser.get("/contacts/\(id)\(page)")
        #expect(refused.status == 403, "\(page)")
        #expect(!refused.body.contains("Quillfeather"), "\(page)")
        #expect(!refused.body.contains("Bruises"), "\(page)")
      }
      let board = try await browser.get("/front-door")
      #expect(board.body.contains("A restricted record"))
      #expect(!board.body.contains("Quillfeather"))
      #expect(!board.body.contains("Bruises"))
    }
    let looks = try await front.looks(at: front.children[0])
    #expect(looks.contains { $0.worker == front.dana && $0.allowed && $0.record == "contact/1" })
    #expect(looks.contains { $0.worker == front.sol && !$0.allowed && $0.rule == "access.locked" })
  }

  @Test("A hidden child's contact is not there, on its page and on the board") func hidden()
    async throws
  {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.restrict(.hidden, front.children[1], to: front.dana)
    try await front.council.run { browser in
      try await browser.signIn("sol")
      #expect(try await browser.get("/contacts/\(id)").status == 404)
      #expect(try await browser.get("/contacts/C-999").status == 404)
      let board = try await browser.get("/front-door")
      #expect(!board.body.contains("A restricted record"))
      #expect(board.body.contains("Nothing waits here"))
    }
  }

  @Test("A restricted sister is left out of the history of her sister") func sibling()
    async throws
  {
    let front = try await FrontHouse()
    let done = try await front.contactAboutOne(
      "Seen alone", by: .email, from: .police, consent: .no)
    try await front.council.run { browser in
      try await browser.signIn("sol")
      #expect(try await browser.get("/contacts/\(done)").body.contains("Samira"))
      try await front.restrict(.hidden, front.children[1], to: front.dana)
      #expect(!(try await browser.get("/contacts/\(done)").body.contains("Samira")))
    }
  }

  @Test("A contact worker sees and adds, and does not decide; an administrator sees nothing")
  func roles() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await browser.get("/contacts/\(id)")
      #expect(page.status == 200)
      #expect(!page.body.contains("/decision\""))
      #expect(try await browser.get("/contacts/\(id)/decision").status == 403)
      #expect(
        try await browser.post("/contacts/\(id)/decision", front.referBoth).status == 403)
      try await browser.signIn("leila")
      #expect(try await browser.get("/contacts/\(id)").status == 200)
      #expect(try await browser.get("/contacts/\(id)/information").status == 403)
      #expect(try await browser.get("/contacts/\(id)/check").status == 403)
      #expect(try await browser.get("/front-door").status == 403)
      #expect(try await browser.get("/review").status == 403)
      try await browser.signIn("ada")
      #expect(try await browser.get("/contacts/\(id)").status == 403)
      #expect(try await browser.get("/front-door").status == 403)
    }
  }

  @Test("A police officer sees what came from the police, and no candidates for its people")
  func police() async throws {
    let front = try await FrontHouse()
    let school = try await front.contact(matched: false)
    try await front.council.worker("pat", [.policeOfficer])
    let named = Contact.Named(
      key: 1, given: "Aisha", family: "Quillfeather", birth: Day(iso: "2017-05-03"), isChild: true)
    let done: Done<Contact> = try await front.store.perform(
      .receive(
        Contact.Details(
          receivedOn: front.today, receivedMinute: nil, method: .police, source: .police,
          account: "Seen alone at night", inDanger: .no, consent: .no), named: [named]),
      as: front.act(front.dana))
    try await front.council.run { browser in
      try await browser.signIn("pat")
      #expect(try await browser.get("/contacts/\(school)").status == 403)
      #expect(try await browser.get("/contacts/\(done.id)").status == 200)
      let people = try await browser.get("/contacts/\(done.id)/people")
      #expect(people.status == 200)
      #expect(!people.body.contains("This is the person"))
      #expect(!people.body.contains("restricted record"))
    }
  }

  @Test("Who declared a conflict of interest does not see the contact") func conflict()
    async throws
  {
    let front = try await FrontHouse()
    let id = try await front.contact()
    let _: Done<Worker> = try await front.store.perform(
      .declareConflict(with: front.children[0]), on: front.sol, as: front.act(front.sol))
    try await front.council.run { browser in
      try await browser.signIn("sol")
      let page = try await browser.get("/contacts/\(id)")
      #expect(page.status == 403)
      #expect(page.body.contains("conflict of interest"))
    }
  }
}
