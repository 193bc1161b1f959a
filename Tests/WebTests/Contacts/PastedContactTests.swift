import Domain
import Foundation
import Store
import Testing

@testable import Web

/// From a text that was pasted to a contact: read, checked, recorded.
@Suite("Pasting what was received") struct PastedContactTests {
  static func sample(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Samples/Pasted/\(name).txt")
    return try String(contentsOf: folder, encoding: .utf8)
  }

  /// What a browser would send of the form of contacts on this page.
  static func fields(_ page: Browser.Answer) -> [(String, String)] {
    guard let start = page.body.range(of: "action=\"/contacts/new\"") else { return [] }
    let form = page.body[start.upperBound...]
    let end = form.range(of: "</form>")?.lowerBound ?? form.endIndex
    var found: [(String, String)] = []
    for part in form[..<end].components(separatedBy: "<").dropFirst() {
      let tag = part.components(separatedBy: ">").first ?? ""
      guard let name = value("name", tag) else { continue }
      if part.hasPrefix("textarea") {
        // The first line break after the tag is not part of the text.
        let text = String(part.drop { $0 != ">" }.dropFirst())
        found.append((name, plain(text.hasPrefix("\n") ? String(text.dropFirst()) : text)))
      } else if part.hasPrefix("input") {
        let isChoice = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"")
        if !isChoice || tag.contains(" checked") { found.append((name, value("value", tag) ?? "")) }
      } else if part.hasPrefix("select") {
        let rest = form[..<end].components(separatedBy: "name=\"\(name)\"").last ?? ""
        let options = rest.components(separatedBy: "</select>").first ?? ""
        for option in options.components(separatedBy: "<option").dropFirst()
        where option.contains(" selected") {
          found.append((name, value("value", option) ?? ""))
        }
      }
    }
    return found
  }

  /// The fields with these answered by the worker.
  static func answered(
    _ fields: [(String, String)], _ answers: [(String, String)]
  ) -> [(String, String)] {
    fields.filter { field in !answers.contains { $0.0 == field.0 } } + answers
  }

  private static func value(_ name: String, _ tag: String) -> String? {
    guard let range = tag.range(of: " \(name)=\"") else { return nil }
    return plain(String(tag[range.upperBound...].prefix { $0 != "\"" }))
  }

  private static func plain(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  static func read(
    _ browser: Browser, _ text: String, _ more: [(String, String)] = []
  ) async throws -> Browser.Answer {
    try await browser.fill(
      "/contacts/new",
      [("person-1-given", "")] + more + [("pasted", text), ("act", "read-pasted")])
  }

  @Test("A police notification is pasted, read, checked and recorded, and kept word for word")
  func police() async throws {
    let front = try await FrontHouse()
    let text = try Self.sample("01-police-form")
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await Self.read(browser, text)
      #expect(page.status == 200)
      for value in ["Leo", "Maya", "Tremayne", "NPT/14/22917", "HW3 2QT", "MEDIUM", "07700 900461"]
      {
        #expect(page.body.contains("value=\"\(value)\""), "\(value)")
      }
      #expect(page.body.contains("Check: read from the text that was pasted."))
      #expect(page.body.contains("4 people filled in"))
      let fields = Self.fields(page)
      // What is safety-critical is nobody's guess.
      #expect(!fields.contains { $0.0 == "danger" || $0.0 == "consent" })
      #expect(fields.contains { $0 == ("method", "police") })
      #expect(fields.contains { $0 == ("source", "6") })
      let done = try await browser.post(
        "/contacts/new",
        Self.answered(
          fields,
          [("danger", "no"), ("consent", "notKnown")] + front.day("received", front.today)))
      #expect(done.location == "/contacts/C-1/people")
      let record = try await browser.get("/contacts/C-1")
      #expect(record.body.contains("As it was received"))
      #expect(record.body.contains("Incident Number: NPT/14/22917"))
      #expect(record.body.contains("14 Quay Street, Harrowmouth"))
    }
    let contact = try await front.whole(ContactID(1))
    #expect(contact.details.original == text)
    #expect(contact.details.reference == "NPT/14/22917")
    #expect(contact.details.account.hasPrefix("Neighbours called police"))
    #expect(contact.children.map(\.full) == ["Leo Tremayne", "Maya Tremayne"])
    #expect(contact.named.map(\.postcode) == [nil, nil, "HW3 2QT", "HW3 2QT"])
  }

  @Test("What the worker typed is never written over, and reading twice adds nobody twice")
  func typed() async throws {
    let front = try await FrontHouse()
    let text = try Self.sample("01-police-form")
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await Self.read(
        browser, text,
        [("reference", "MINE-1"), ("person-1-family", "Tremayne"), ("person-1-kind", "child")])
      #expect(page.body.contains("value=\"MINE-1\""))
      #expect(!page.body.contains("value=\"NPT/14/22917\""))
      let again = try await browser.post(
        "/contacts/new", Self.fields(page) + [("act", "read-pasted")])
      let names = Self.fields(again).filter { $0.0.hasSuffix("-given") && !$0.1.isEmpty }
      #expect(names.map(\.1).sorted() == ["Dean", "Leo", "Maya", "Sarah Louise"])
    }
  }

  @Test("A text that cannot be read is kept whole as what was told") func unread() async throws {
    let front = try await FrontHouse()
    let text =
      "pls ring back re the little ones they r not ok\r\n\u{202E}gnirts\u{202C} <b>=1+1</b>"
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await Self.read(browser, text)
      #expect(page.body.contains("Nothing could be told apart"))
      let done = try await browser.post(
        "/contacts/new",
        Self.answered(
          Self.fields(page),
          [("danger", "no"), ("consent", "notKnown"), ("source", "9"), ("method", "email")]
            + front.day("received", front.today)))
      #expect(done.location == "/contacts/C-1?done=recorded")
      let record = try await browser.get("/contacts/C-1")
      #expect(record.body.contains("⟨U+202E⟩gnirts⟨U+202C⟩"))
      #expect(!record.body.contains("\u{202E}"))
      #expect(!record.body.contains("<b>=1+1</b>"))
    }
    let contact = try await front.whole(ContactID(1))
    #expect(
      contact.details.account
        == "pls ring back re the little ones they r not ok\ngnirts <b>=1+1</b>")
    #expect(contact.details.original?.unicodeScalars.contains("\u{202E}") == true)
  }

  @Test("Nothing pasted, and far too much, are said in words") func bounds() async throws {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let nothing = try await Self.read(browser, " \n ")
      #expect(nothing.body.contains("Nothing is pasted yet"))
      let page = try await browser.fill(
        "/contacts/new", [("pasted", String(repeating: "x ", count: 240_000))])
      #expect(page.status == 422)
      #expect(page.body.contains("The pasted text must be 450000 characters or fewer"))
    }
  }

  private static let again: [(String, String)] = [
    ("danger", "no"), ("account", "Bruises again"), ("source", "2A"), ("method", "phone"),
    ("consent", "yes"), ("person-1-given", "aisha"), ("person-1-family", "Quillfeather"),
    ("person-1-kind", "child"),
  ]

  @Test("The same source about the same child is offered the contact that is here already")
  func offered() async throws {
    let front = try await FrontHouse()
    let first = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let answers = Self.again + front.day("received", front.today)
      let page = try await browser.fill("/contacts/new", answers)
      #expect(page.status == 422)
      #expect(page.body.contains("Has this been received already?"))
      #expect(page.body.contains("Add it to \(first), received 16 March 2026"))
      let joined = try await browser.fill(
        "/contacts/new", answers + [("same-as", first.description)])
      #expect(joined.location == "/contacts/\(first)?done=addedTo")
      let another = try await browser.fill("/contacts/new", answers + [("same-as", "new")])
      #expect(another.location == "/contacts/C-2/people")
    }
    #expect(try await front.whole(first).added == ["Bruises again"])
  }

  @Test("A recorded form sent again is the same contact, not a second one that is like it")
  func twice() async throws {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let fields =
        try await browser.unseen("/contacts/new") + Self.again
        + front.day("received", front.today)
      let one = try await browser.post("/contacts/new", fields)
      let two = try await browser.post("/contacts/new", fields)
      #expect(one.location == "/contacts/C-1/people")
      #expect(two.location == one.location)
    }
  }

  @Test("A contact about a child whose record is closed is not offered") func closed() async throws
  {
    let front = try await FrontHouse()
    let first = try await front.contact()
    try await front.restrict(.hidden, front.children[0], to: front.dana)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await browser.fill(
        "/contacts/new", Self.again + front.day("received", front.today))
      #expect(page.status == 303)
      #expect(!page.body.contains(first.description))
    }
  }

  @Test("Check for matches shows who is on the record without script") func matches() async throws {
    let front = try await FrontHouse()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await browser.fill(
        "/contacts/new",
        [("person-1-given", "Aisha"), ("person-1-family", "Quillfeather"), ("act", "check")])
      #expect(page.status == 200)
      #expect(page.body.contains("On the record already? You match people on the next page."))
      #expect(page.body.contains(front.children[0].description))
    }
    #expect(try await front.looks(at: front.children[0]).contains { $0.deed == .findPerson })
  }

  @Test("The address that was pasted is kept back where it must not be told") func undisclosed()
    async throws
  {
    let front = try await FrontHouse()
    let act = front.act(front.dana)
    let child = front.children[0]
    let _: Done<Person> = try await front.store.perform(
      .move(
        to: .init(lines: "14 Quay Street", postcode: "HW3 2QT", from: front.today.adding(days: -9)),
        provenance: .init(saidBy: "mother")), on: child, as: act)
    let _: Done<Alert> = try await front.store.perform(
      .raise(
        Alert.Details(
          person: child, kind: .doNotDiscloseAddress, what: "Fled", act: "Do not tell it",
          evidence: "Court order", from: front.today.adding(days: -5),
          reviewOn: front.today.adding(months: 6), familyTold: true, told: [])), as: act)
    var details = Contact.Details(
      receivedOn: front.today, receivedMinute: nil, method: .police, source: .police,
      account: "Shouting", inDanger: .no, consent: .notKnown)
    details.address = "14 Quay Street"
    let done: Done<Contact> = try await front.store.perform(
      .receive(
        details,
        named: [
          .init(key: 1, given: "Aisha", family: "Quillfeather", isChild: true, person: child)
        ]), as: act)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await browser.get("/contacts/\(done.id)")
      #expect(page.status == 200)
      #expect(!page.body.contains("14 Quay Street"))
    }
  }
}
