import Domain
import Store
import Testing

@testable import Portal
@testable import Web

@Suite("Requests to an agency in the portal")
struct PortalRequestsTests {
  static let head = "head@hill.school.example"
  static let other = "head@dale.school.example"

  /// A council that has asked Hill School about Aisha, through the portal.
  private struct Asked {
    let front: FrontHouse
    let portal: TestPortal
    let school: AgencyID

    init(asks: Bool = true) async throws {
      front = try await FrontHouse()
      portal = TestPortal(of: front.council)
      school = try await portal.agency(admitting: [PortalRequestsTests.head])
      try await portal.agency(
        "Dale School", mailbox: "office@dale.school.example",
        admitting: [PortalRequestsTests.other])
      if asks { try await ask() }
    }

    func ask(reason: String = "Aisha came to school with bruises") async throws {
      let (front, school) = (front, school)
      let id = try await front.contact()
      let path = "/contacts/\(id)/partnerchecks/new"
      try await front.council.run { browser in
        try await browser.signIn("cora")
        let page = try await browser.get(path)
        #expect(page.body.contains("Hill School, through the portal"))
        let answers = PartnerCheckPagesTests.answers(front, reason: reason)
          .filter { $0.0 != "who-school" }
        let (preview, done) = try await PartnerCheckPagesTests.ask(
          browser, path, answers + [("addressee-school", "\(school)")])
        #expect(preview.body.contains("through the portal when you record it"))
        #expect(done.location == "/contacts/\(id)?done=asked", "\(done.body)")
        let check = try await browser.get("/partnerchecks/G-1")
        #expect(check.body.contains("Nobody has opened it there yet"))
      }
    }
  }

  @Test("The agency reads what was recorded, answers, and whoever asked sees who answered")
  func answering() async throws {
    let asked = try await Asked()
    let words = try await asked.front.council.house.database.read {
      try PartnerCheckTable.line(PartnerCheckID(1), in: $0)?.words ?? ""
    }
    #expect(words.contains("To: Hill School"))
    let path = "/requests/G-1/answer"
    try await asked.portal.run { browser in
      try await asked.portal.signIn(browser, Self.head)
      let list = try await browser.get("/requests")
      #expect(list.body.contains("Request G-1"))
      // Names stand only where a request is opened, for that is what is written down.
      #expect(!list.body.contains("Aisha"))
      let request = try await browser.get("/requests/G-1")
      #expect(request.body.contains(HTMLText.escaped(words)))
      let empty = try await browser.fill(path, [("kind", "answer")])
      #expect(empty.status == 422)
      #expect(empty.body.contains("Write your answer"))
      let fields =
        try await browser.unseen(path) + [("kind", "answer"), ("words", "She was in school.")]
      let done = try await browser.post(path, fields)
      #expect(done.location == "/requests/G-1?done=answered", "\(done.body)")
      // A double click is one answer.
      let again = try await browser.post(path, fields)
      #expect(again.location == done.location)
      let after = try await browser.get("/requests/G-1?done=answered")
      #expect(after.body.contains("Your answer has reached us"))
      #expect(after.body.contains("She was in school."))
    }
    try await asked.front.council.run { browser in
      try await browser.signIn("cora")
      let check = try await browser.get("/partnerchecks/G-1")
      #expect(check.body.contains("She was in school."))
      #expect(check.body.contains("Prof h, \(Self.head)"))
      #expect(check.body.contains("Recorded by the agency itself"))
      #expect(check.body.contains("Opened there"))
      let history = try await browser.get("/partnerchecks/G-1/history")
      #expect(history.body.contains("the partner portal"))
    }
    let fact = try await asked.front.council.house.store.load(PartnerCheckID(1))
    #expect(fact?.state.replies.count == 1)
    #expect(fact?.state.replies.first?.agency == asked.school)
  }

  @Test("Another agency's request, one of nobody's, and an unknown number answer the same")
  func others() async throws {
    let asked = try await Asked()
    try await asked.portal.run { browser in
      try await asked.portal.signIn(browser, Self.other)
      let list = try await browser.get("/requests")
      #expect(!list.body.contains("G-1"))
      let csrf = try await browser.get("/").hidden("csrf") ?? ""
      var bodies: Set<String> = []
      for id in ["G-1", "G-99", "G-x"] {
        for path in ["/requests/\(id)", "/requests/\(id)/answer"] {
          let answer = try await browser.get(path)
          #expect(answer.status == 404, "\(path)")
          bodies.insert(PortalText.withoutTokens(answer.body))
        }
        let posted = try await browser.post(
          "/requests/\(id)/answer",
          [("csrf", csrf), ("kind", "nothingKnown")])
        #expect(posted.status == 404)
        bodies.insert(PortalText.withoutTokens(posted.body))
      }
      #expect(bodies.count == 1)
      // Nor does whoever is admitted nowhere.
      let stranger = await browser.another()
      try await asked.portal.signIn(stranger, "somebody@nowhere.example")
      let refused = try await stranger.get("/requests/G-1")
      #expect(refused.status == 404)
    }
    let check = try await asked.front.council.house.store.load(PartnerCheckID(1))
    #expect(check?.state.status == .open)
  }

  @Test("An alert that came after it was asked takes the home out of what the agency reads")
  func alertSince() async throws {
    let asked = try await Asked(asks: false)
    let (front, child) = (asked.front, asked.front.children[0])
    let _: Done<Person> = try await front.store.perform(
      .move(
        to: .init(lines: "14 Mill Lane", postcode: "ZZ6 1AA", from: front.today.adding(days: -9)),
        provenance: .init(saidBy: "Mother")), on: child, as: front.act(front.dana))
    try await asked.ask(reason: "She is said to be alone at 14 Mill Lane")
    try await asked.portal.run { browser in
      try await asked.portal.signIn(browser, Self.head)
      let before = try await browser.get("/requests/G-1")
      #expect(before.body.contains("14 Mill Lane"))
      let _: Done<Alert> = try await front.store.perform(
        .raise(
          .init(
            person: child, kind: .doNotDiscloseAddress, what: "Fled", act: "Tell nobody",
            evidence: "Police", from: front.today, reviewOn: front.today.adding(days: 30),
            familyTold: true)), as: front.act(front.dana))
      for path in ["/requests/G-1", "/requests/G-1/answer"] {
        let after = try await browser.get(path)
        #expect(after.status == 200)
        #expect(!after.body.contains("Mill Lane"), "\(path)")
      }
    }
  }

  @Test("A request that was withdrawn has no words any more, and an old one is gone")
  func withdrawn() async throws {
    let asked = try await Asked()
    let _: Done<PartnerCheck> = try await asked.portal.store.perform(
      .withdraw(reason: "They rang"), on: PartnerCheckID(1),
      as: Act(key: nil, actor: .system, at: asked.portal.clock.now))
    try await asked.portal.run { browser in
      try await asked.portal.signIn(browser, Self.head)
      let page = try await browser.get("/requests/G-1")
      #expect(page.status == 200)
      #expect(page.body.contains("This is no longer asked"))
      #expect(!page.body.contains("Aisha"))
      #expect(!page.body.contains("They rang"))
      let form = try await browser.get("/requests/G-1/answer")
      #expect(form.status == 404)
      // Who was typing when it was withdrawn is told so.
      let late = try await browser.post(
        "/requests/G-1/answer", [("csrf", page.hidden("csrf") ?? ""), ("kind", "nothingKnown")])
      #expect(late.status == 422)
      #expect(late.body.contains("This is no longer asked"))
      asked.portal.clock.advance(minutes: 60 * 24 * 29)
      try await asked.portal.signIn(browser, Self.head)
      let old = try await browser.get("/requests/G-1")
      #expect(old.status == 404)
    }
  }

  @Test("The mailbox hears that something waits, and nothing of whom")
  func letter() async throws {
    let asked = try await Asked()
    let rows = try await asked.front.council.house.database.read {
      try OutboxTable.lines(of: FactStream(PartnerCheckID(1)), in: $0)
    }
    #expect(rows.count == 1)
    #expect(rows.first?.recipient == "office@hill.school.example")
    let words = try await asked.front.council.house.database.read {
      try $0.row("SELECT subject, words FROM outbox WHERE noun = 'partnercheck'").map {
        try $0.text("subject") + $0.text("words")
      }
    }
    let text = try #require(words)
    for secret in ["Aisha", "Quillfeather", "bruises", "2017"] { #expect(!text.contains(secret)) }
    #expect(text.contains("G-1"))
  }

  @Test("An account that is shared says who answered")
  func sharedAccount() async throws {
    let asked = try await Asked()
    let _: Done<Agency> = try await asked.portal.store.perform(
      .openAccount(username: "hill"), on: asked.school,
      as: Act(key: nil, actor: .system, at: asked.portal.clock.now))
    let path = "/requests/G-1/answer"
    try await asked.portal.run { browser in
      try await asked.portal.signIn(browser, account: asked.school)
      let nameless = try await browser.fill(path, [("kind", "nothingKnown")])
      #expect(nameless.status == 422)
      let done = try await browser.fill(
        path, [("kind", "nothingKnown"), ("who", "Mx Ray, office")])
      #expect(done.status == 303)
    }
    let check = try await asked.front.council.house.store.load(PartnerCheckID(1))
    #expect(check?.state.replies.first?.who == "Mx Ray, office, with the account of Hill School")
  }
}

/// Texts of pages as the tests compare them.
enum PortalText {
  /// Leaves out what differs from page to page by chance.
  static func withoutTokens(_ body: String) -> String {
    var rest = Substring(body)
    var kept = ""
    while let start = rest.range(of: "name=\"csrf\" value=\"") {
      kept += rest[..<start.upperBound]
      rest = rest[start.upperBound...].drop { $0 != "\"" }
    }
    return kept + rest
  }
}

enum HTMLText {
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }
}
