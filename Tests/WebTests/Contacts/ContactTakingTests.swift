import Domain
import Store
import Testing

@testable import Web

@Suite("Taking a contact") struct ContactTakingTests {
  private static let blank: [(String, String)] = [
    ("danger", "no"), ("account", "Bruises on both arms"), ("source", "2A"), ("method", "phone"),
    ("consent", "yes"), ("agency", "Hill School"), ("person-1-given", ""),
    ("received-time", ""),
  ]

  @Test("A contact about two sisters is taken, the second block asked for without script")
  func twoSisters() async throws {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let form = try await browser.get("/contacts/new")
      #expect(form.status == 200)
      // Immediate danger is asked first, and nothing is chosen.
      let danger = try #require(form.body.range(of: "Is a child in immediate danger now?"))
      let account = try #require(form.body.range(of: "What are you being told?"))
      #expect(danger.lowerBound < account.lowerBound)
      #expect(!form.body.contains(" checked>"))
      let first: [(String, String)] = [
        ("account", "Bruises on both arms"), ("person-1-given", "Aisha"),
        ("person-1-family", "Quillfeather"), ("person-1-kind", "child"),
      ]
      let more = try await browser.fill("/contacts/new", first + [("act", "add-person")])
      #expect(more.status == 200)
      #expect(more.body.contains("Person 2"))
      #expect(more.body.contains("Bruises on both arms"))
      #expect(more.body.contains("value=\"Aisha\""))
      let hidden = ["csrf", "_form", "_title"].compactMap { name in
        more.hidden(name, in: "/contacts/new").map { (name, $0) }
      }
      let second: [(String, String)] = [
        ("person-2-given", "Samira"), ("person-2-family", "Quillfeather"),
        ("person-2-kind", "child"), ("person-2-age", "about 6"), ("postcode", "ls1 4ab"),
        ("danger", "no"), ("source", "2A"), ("method", "phone"), ("consent", "notKnown"),
      ]
      let done = try await browser.post(
        "/contacts/new", hidden + first + second + front.day("received", front.today))
      #expect(done.status == 303)
      #expect(done.location == "/contacts/C-1/people")
    }
    let contact = try await front.whole(ContactID(1))
    #expect(contact.named.map(\.given) == ["Aisha", "Samira"])
    #expect(contact.named.map(\.postcode) == ["LS1 4AB", "LS1 4AB"])
    // No time was given: none is recorded.
    #expect(contact.details.receivedMinute == nil)
    #expect(contact.status == .waiting)
  }

  @Test("What is missing is said beside each question, and everything typed stays")
  func missing() async throws {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let answers: [(String, String)] = [
        ("account", "Bruises on both arms"), ("danger", "yes"), ("person-1-given", "Aisha"),
        ("received-time", "25:00"),
      ]
      let page = try await browser.fill("/contacts/new", answers)
      #expect(page.status == 422)
      #expect(page.body.contains("<title>Error: "))
      for message in [
        "Say what was done to keep the child safe now",
        "Select whether Aisha is a child or an adult", "Select the source of the contact",
        "Enter the day it was received", "must be a time, like 2:05pm or 14:05",
      ] { #expect(page.body.contains(message), "\(message)") }
      #expect(page.body.contains("Bruises on both arms"))
      #expect(page.body.contains("value=\"25:00\""))
      // It is kept: the form comes back with it on another visit.
      let again = try await browser.get("/contacts/new")
      #expect(again.body.contains("We kept what you typed"))
      #expect(again.body.contains("Bruises on both arms"))
      #expect(again.body.contains("value=\"Aisha\""))
    }
    #expect(try await front.store.load(ContactID(1)) == nil)
  }

  @Test("A contact about nobody known is taken and leads to its own page")
  func nobody() async throws {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let done = try await browser.fill(
        "/contacts/new",
        Self.blank.filter { $0.0 != "received-time" } + [("received-time", "9:32am")]
          + front.day("received", front.today))
      #expect(done.location == "/contacts/C-1?done=recorded")
      let page = try await browser.get("/contacts/C-1?done=recorded")
      #expect(page.body.contains("Contact recorded."))
      #expect(page.body.contains("16 March 2026, 9:32am"))
      #expect(page.body.contains("Nobody is named yet"))
    }
  }

  @Test("The same form sent twice is one contact") func twice() async throws {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let fields =
        try await browser.unseen("/contacts/new") + Self.blank
        + front.day("received", front.today)
      let first = try await browser.post("/contacts/new", fields)
      let second = try await browser.post("/contacts/new", fields)
      #expect(first.location == second.location)
    }
    #expect(try await front.store.load(ContactID(2)) == nil)
  }

  @Test("Who does not take contacts cannot open the form") func others() async throws {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      for name in ["leila", "ada"] {
        try await browser.signIn(name)
        #expect(try await browser.get("/contacts/new").status == 403, "\(name)")
      }
    }
  }
}
