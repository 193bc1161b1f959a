import Testing

@testable import Domain

@Suite("Forms sent through the portal") struct PartnerReferralTests {
  let now = Instant(london: Day(number: 20_526), hour: 14, minute: 14)

  func form(_ change: (inout PartnerReferral.Form) -> Void = { _ in }) -> PartnerReferral.Form {
    var form = PartnerReferral.Form(
      edition: .professional1, reference: "7K4Q-M2XP-9T", sentAt: now,
      sender: .init(
        kind: .professional, email: "jan@hill.example", source: .school, name: "Jan Hocking",
        agencyName: "Hill School", phone: "01632 960177"),
      inDanger: .no,
      children: [
        .init(given: "Aisha", family: "Curnow", school: "Hill School"),
        .init(given: "", family: ""), .init(given: "Sam", family: "Curnow", age: "about 4"),
      ], adults: [.init(given: "Lena", family: "Curnow", relation: "Mother")],
      address: "1 Mill Lane", postcode: "ZZ6 1AA", worry: "Bruises on both arms",
      goingWell: "She comes every day", childSays: "It hurts",
      consent: .init(told: .yes, agreed: .yes))
    change(&form)
    return form
  }

  func send(
    _ form: PartnerReferral.Form, taken: Bool = false
  ) throws(Refusal) -> [PartnerReferral.Fact] {
    try PartnerReferral.decide(
      .send(form), given: nil,
      around: .init(nextContact: ContactID(41), referenceIsTaken: taken), by: .portal,
      today: now.day)
  }

  func refused(
    taken: Bool = false, _ change: (inout PartnerReferral.Form) -> Void = { _ in }
  ) -> String? {
    do {
      _ = try send(form(change), taken: taken)
      return nil
    } catch { return error.rule }
  }

  func contact(
    _ change: (inout PartnerReferral.Form) -> Void = { _ in }
  ) throws -> (details: Contact.Details, named: [Contact.Named]) {
    let fact = try #require(try send(form(change)).first)
    let consequence = Consequences.of(fact, on: PartnerReferralID(3)).first
    guard case .contact(ContactID(41), .receive(let details, let named)) = consequence else {
      throw Refusal("test", "no contact")
    }
    return (details, named)
  }

  @Test("What was sent is a contact with nothing left out and nothing typed again")
  func becomesContact() throws {
    let (details, named) = try contact()
    #expect(details.method == .portal)
    #expect(details.source == .school)
    #expect(details.receivedOn == now.day)
    #expect(details.receivedMinute == 14 * 60 + 14)
    #expect(details.callerEmail == "jan@hill.example")
    #expect(details.reference == "7K4Q-M2XP-9T")
    #expect(details.address == "1 Mill Lane\nZZ6 1AA")
    #expect(
      details.account == """
        What worries them:
        Bruises on both arms

        What is going well:
        She comes every day

        What the child says:
        It hurts
        """)
    #expect(named.map(\.full) == ["Aisha Curnow", "Sam Curnow", "Lena Curnow"])
    #expect(named.map(\.key) == [1, 2, 3])
    #expect(named.map(\.postcode) == ["ZZ6 1AA", "ZZ6 1AA", nil])
  }

  @Test("The contact's own guards hold for it")
  func guards() throws {
    let (details, named) = try contact { form in
      form.inDanger = .yes
      form.dangerAction = "She is with me"
    }
    let facts = try Contact.decide(
      .receive(details, named: named), given: nil, around: .init(openEpisodes: [:]), by: .portal,
      today: now.day)
    #expect(facts.count == 1)
  }

  @Test("A receipt goes to the address that was proved, names nobody, and says by when")
  func receipt() throws {
    let facts = try send(form())
    let consequences = Consequences.of(try #require(facts.first), on: PartnerReferralID(3))
    guard case .message(let message) = consequences.last else {
      Issue.record("no receipt")
      return
    }
    #expect(message.to == "jan@hill.example")
    #expect(message.words.contains("7K4Q-M2XP-9T"))
    #expect(message.words.contains("Monday 16 March 2026"))
    for word in ["Aisha", "Curnow", "Sam", "Mill Lane", "ZZ6", "Bruises", "Hocking"] {
      #expect(!(message.subject + message.words).contains(word), "\(word)")
    }
  }

  @Test("Nobody who only typed an address gets a receipt there")
  func noReceipt() throws {
    let facts = try send(
      form { $0.sender = .init(kind: .anybody, email: "a@b.example", source: .acquaintance) })
    #expect(Consequences.of(try #require(facts.first), on: PartnerReferralID(3)).count == 1)
  }

  @Test("Somebody who asks to be answered by phone is not written to")
  func safeAnswer() throws {
    let (details, _) = try contact { form in
      form.sender = .init(
        kind: .anybody, email: "a@b.example", source: .family, phone: "01632 960111",
        reply: .phone, replyWords: "After nine. Leave no message")
    }
    #expect(details.callerEmail == nil)
    #expect(details.callerReach == "By phone. 01632 960111. After nine. Leave no message")
  }

  @Test("Whoever says nothing of themselves stays unknown, and is owed no answer")
  func anonymous() throws {
    let (details, _) = try contact { form in
      form.sender = .init(kind: .anybody, source: .anonymous)
    }
    #expect(!details.hasKnownReferrer)
  }

  @Test("What stands in the way is said, one thing at a time")
  func refusals() {
    #expect(refused() == nil)
    #expect(refused(taken: true) == "partnerreferral.reference")
    #expect(refused { $0.reference = "7K4Q-M2XP-91" } == "partnerreferral.reference")
    #expect(refused { $0.sentAt = now.adding(seconds: 86_400) } == "partnerreferral.sent-future")
    #expect(refused { $0.inDanger = .yes } == "partnerreferral.danger")
    #expect(refused { $0.worry = "" } == "partnerreferral.worry")
    #expect(refused { $0.children = [.init(given: "", family: "")] } == "partnerreferral.child")
    #expect(refused { $0.sender.name = nil } == "partnerreferral.name")
    #expect(refused { $0.sender.email = "no address" } == "partnerreferral.sender")
    #expect(refused { $0.consent.agreed = .no } == "partnerreferral.consent")
    #expect(
      refused { $0.worry = String(repeating: "a", count: 10_001) } == "partnerreferral.long")
  }

  @Test("A file too many, an empty one and one with a name that deceives are refused")
  func files() {
    func file(_ name: String, size: Int = 100) -> PartnerReferral.File {
      .init(key: "k", name: name, kind: .pdf, size: size, sha256: "ab")
    }
    #expect(refused { $0.files = [file("a.pdf")] } == nil)
    #expect(refused { $0.files = (1...6).map { file("\($0).pdf") } } == "partnerreferral.files")
    #expect(refused { $0.files = [file("a.pdf", size: 0)] } == "partnerreferral.files")
    #expect(refused { $0.files = [file("../a.pdf")] } == "partnerreferral.file-name")
  }

  @Test("A code is read however it is typed, and no other")
  func codes() {
    let chance = (0..<20).map { UInt8($0 * 13) }
    let code = ReadableCode(chance: chance)
    #expect(code.text.count == 24)
    #expect(ReadableCode(code.text, length: 20) == code)
    #expect(ReadableCode(code.text.lowercased().replacing("-", with: " "), length: 20) == code)
    #expect(ReadableCode(code.text, length: 10) == nil)
    #expect(ReadableCode("7K4Q-M2XP-9O", length: 10) == nil)
    #expect(ReadableCode("7K4Q-M2XP-9\u{0660}", length: 10) == nil)
    #expect(!code.text.contains { "01IO".contains($0) })
  }

  @Test("Names of files are names: no folders, no marks that turn the writing, the right ending")
  func fileNames() {
    #expect(SafeText.fileName("../../etc/passwd", kind: .pdf) == "passwd.pdf")
    #expect(SafeText.fileName("C:\\Users\\me\\Report.PDF", kind: .pdf) == "Report.pdf")
    #expect(SafeText.fileName("in\u{202E}fdp.exe", kind: .pdf) == "infdp.exe.pdf")
    #expect(SafeText.fileName("a\r\nSet-Cookie: x.png", kind: .png) == "a Set-Cookie x.png")
    #expect(SafeText.fileName("\"><script>.txt", kind: .text) == "script.txt")
    #expect(SafeText.fileName("", kind: .jpeg) == "file.jpg")
    #expect(SafeText.fileName("...", kind: .jpeg) == "file.jpg")
    for typed in ["a.b.pdf", " .pdf", String(repeating: "x. ", count: 90), "é ü.pdf"] {
      let name = SafeText.fileName(typed, kind: .pdf)
      #expect(SafeText.fileName(name, kind: .pdf) == name, "\(typed)")
    }
  }

  @Test("Signs that cannot be seen are taken out of what is typed")
  func cleaned() {
    #expect(SafeText.clean("a\u{0}b\u{7}c\u{202E}d\u{200B}e\tf\ng") == "abcde\tf\ng")
    #expect(SafeText.line(" Ana\u{2066} \n Maria ") == "Ana Maria")
  }
}
