import Domain
import Store
import Testing

@testable import Portal
@testable import Web

@Suite("The referral form in the portal") struct SendingTests {
  static let jan = "jan@hill.school.example"

  private static func professional(
    _ portal: TestPortal, _ browser: Browser, _ email: String = jan
  ) async throws -> SendingPlay {
    try await portal.signIn(browser, email)
    return SendingPlay(portal, browser, .professional)
  }

  @Test("A professional fills it in without script, sends it once, and it is one contact")
  func whole() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = try await Self.professional(portal, browser)
      let draft = try await play.filled()
      let check = try await browser.get(SendingPaths.step(.check, of: draft, .professional))
      for word in ["Zelda", "3 May 2017", "Bruises on both arms", "It hurts", "Hill School"] {
        #expect(check.body.contains(word), "\(word)")
      }
      #expect(!check.body.contains("Still to answer"))
      let done = try await play.finish(draft)
      #expect(done.location == SendingPaths.sent(draft, .professional))
      let again = try await play.finish(draft)
      #expect(again.status == 303 || again.status == 403)
      let sent = try await play.sent()
      #expect(sent.count == 1)
      let form = try #require(sent.first).form
      #expect(form.sender.email == Self.jan)
      #expect(form.sender.source == .school)
      #expect(form.sender.keepFromFamily)
      #expect(form.children.map(\.full) == ["Zelda Quillfeather"])
      #expect(form.postcode == "ZZ6 1AA")
      let page = try await browser.get(SendingPaths.sent(draft, .professional))
      #expect(page.body.contains(form.reference))
      #expect(page.body.contains("Tuesday 17 March 2026"))
      let id = try #require(sent.first).contact
      let contact = try #require(try await portal.store.load(id)).state
      #expect(contact.details.method == .portal)
      #expect(contact.named.map(\.full) == ["Zelda Quillfeather", "Lena Quillfeather"])
      let left = try await portal.store.database.read { tx in
        try tx.exists("SELECT 1 FROM portal_draft WHERE answers IS NOT NULL")
      }
      #expect(!left)
    }
  }

  @Test("What is wrong is kept, and said beside its question")
  func invalidIsKept() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = try await Self.professional(portal, browser)
      let draft = try await play.begin()
      let wrong = try await play.send(.you, [("name", "Jan"), ("source", "1A")], of: draft)
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("There is a problem"))
      #expect(wrong.body.contains("Enter your job"))
      #expect(wrong.body.contains("value=\"Jan\""))
      let later = try await browser.get(SendingPaths.step(.you, of: draft, .professional))
      #expect(later.body.contains("value=\"Jan\""))
      let check = try await browser.get(SendingPaths.step(.check, of: draft, .professional))
      #expect(check.body.contains("Still to answer"))
      let refused = try await play.finish(draft)
      #expect(refused.status == 422)
      #expect(refused.body.contains("Nothing has been sent yet"))
      let sent = try await play.sent()
      #expect(sent.isEmpty)
    }
  }

  @Test("Children are added one by one, and what was typed stays in each block")
  func blocks() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = try await Self.professional(portal, browser)
      let draft = try await play.begin()
      let first = [("child-1-given", "Zelda"), ("child-1-family", "Quillfeather")]
      let added = try await play.send(.family, first + [("act", "add-child")], of: draft)
      let path = SendingPaths.step(.family, of: draft, .professional)
      #expect(added.location == "\(path)#child-2-given")
      let page = try await browser.get(path)
      #expect(page.body.contains("value=\"Zelda\""))
      #expect(page.body.contains("id=\"child-2-given\""))
    }
  }

  @Test("A child in danger: ring first, then go on")
  func danger() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = try await Self.professional(portal, browser)
      let refused = try await browser.fill(
        SendingPaths.begin(.professional), [("danger", "yes")])
      #expect(refused.status == 422)
      #expect(refused.body.contains("Say what has been done"))
      let draft = try await play.begin([("danger", "yes"), ("danger-action", "Rang 999")])
      let page = try await browser.get(SendingPaths.ring(draft, .professional))
      #expect(page.body.contains("Ring 999 now"))
    }
  }

  @Test("A draft opens for nobody but whoever began it")
  func othersDraft() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = try await Self.professional(portal, browser)
      let draft = try await play.filled()
      let other = await browser.another()
      _ = try await Self.professional(portal, other, "eve@hill.school.example")
      let path = SendingPaths.step(.check, of: draft, .professional)
      let theirs = try await other.get(path)
      let nothing = try await other.get(
        SendingPaths.step(.check, of: String(repeating: "a", count: 32), .professional))
      #expect(theirs.status == 404)
      #expect(nothing.status == 404)
      let list = try await other.get(SendingPaths.referrals)
      #expect(!list.body.contains(draft))
      let mine = try await browser.get(SendingPaths.referrals)
      #expect(mine.body.contains(draft))
      // Nor through the door that asks for no sign-in.
      let open = try await other.get(SendingPaths.step(.check, of: draft, .anybody))
      #expect(open.location == SendingPaths.goOn)
    }
  }

  @Test("Each follows their own; another's, a guessed and a malformed reference answer alike")
  func following() async throws {
    let portal = try await TestPortal()
    try await portal.run { browser in
      let play = try await Self.professional(portal, browser)
      let draft = try await play.filled()
      _ = try await play.finish(draft)
      let reference = try #require(try await play.sent().first).form.reference
      let own = try await browser.get(SendingPaths.referral(reference))
      #expect(own.status == 200)
      #expect(own.body.contains("Received"))
      #expect(!own.body.contains("Zelda"))
      let other = await browser.another()
      _ = try await Self.professional(portal, other, "eve@hill.school.example")
      var bodies: Set<String> = []
      for word in [reference, "2222-2222-22", "nonsense", reference.lowercased()] {
        let answer = try await other.get(SendingPaths.referral(word))
        #expect(answer.status == 404, "\(word)")
        bodies.insert(Self.withoutTokens(answer.body))
      }
      #expect(bodies.count == 1)
      let later = try await browser.get(SendingPaths.referrals)
      #expect(later.body.contains(reference))
    }
  }

  @Test("An agency's account sees what it sent; who is admitted for the agency does not")
  func agencyAccount() async throws {
    let portal = try await TestPortal()
    let agency = try await portal.agency(admitting: [Self.jan])
    let _: Done<Agency> = try await portal.store.perform(
      .openAccount(username: "hillschool"), on: agency,
      as: Act(key: nil, actor: .system, at: portal.clock.now))
    try await portal.run { browser in
      try await portal.signIn(browser, account: agency)
      let play = SendingPlay(portal, browser, .professional)
      let draft = try await play.filled()
      let done = try await play.finish(draft)
      #expect(done.status == 303)
      let sent = try #require(try await play.sent().first)
      #expect(sent.form.sender.kind == .agencyAccount)
      #expect(sent.form.sender.agency == agency.description)
      let own = try await browser.get(SendingPaths.referral(sent.form.reference))
      #expect(own.status == 200)
      let other = await browser.another()
      _ = try await Self.professional(portal, other)
      let admitted = try await other.get(SendingPaths.referral(sent.form.reference))
      #expect(admitted.status == 404)
    }
  }

  @Test("What was told is read there; the reason for the decision never is")
  func told() async throws {
    let portal = try await TestPortal()
    let dana = try await portal.house.worker("dana", [.decisionMaker])
    try await portal.run { browser in
      let play = try await Self.professional(portal, browser)
      _ = try await play.finish(try await play.filled())
      let sent = try #require(try await play.sent().first)
      let act = Act(
        key: nil, actor: Actor(.worker(dana), roles: [.decisionMaker]), at: portal.clock.now)
      let _: Done<Contact> = try await portal.store.perform(
        .decide(
          level: .universal, indicators: [],
          outcomes: [.init(key: 1, outcome: .noFurtherAction)], reason: "INNERREASON",
          history: "INNERHISTORY"), on: sent.contact, as: act)
      let _: Done<Contact> = try await portal.store.perform(
        .feedBack(words: "We spoke with the family.", how: .phone, on: portal.clock.now.day),
        on: sent.contact, as: act)
      let page = try await browser.get(SendingPaths.referral(sent.form.reference))
      #expect(page.body.contains("We spoke with the family."))
      #expect(page.body.contains("Worker dana"))
      #expect(!page.body.contains("INNER"))
      #expect(!page.body.contains("No further action"))
    }
  }

  /// Tokens and their times differ from page to page.
  static func withoutTokens(_ body: String) -> String {
    var rest = Substring(body)
    var plain = ""
    while let start = rest.range(of: "value=\"") {
      plain += rest[..<start.upperBound]
      rest = rest[start.upperBound...].drop { $0 != "\"" }
    }
    return plain + rest
  }
}
