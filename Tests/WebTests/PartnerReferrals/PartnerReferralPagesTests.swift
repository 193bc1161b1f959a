import Domain
import HTTPTypes
import Store
import Testing

@testable import Portal
@testable import Web

@Suite("What a referrer sent, on the workers' side") struct PartnerReferralPagesTests {
  /// A form with one file, sent; its contact matched to the first child.
  private struct Scene {
    let front: FrontHouse
    let sent: PartnerReferralTable.Whole
    let file: [UInt8]

    init() async throws {
      front = try await FrontHouse()
      let house = front.council.house
      let key = String(repeating: "c", count: 32)
      let bytes = [UInt8](repeating: 97, count: UploadTable.pieceSize + 5)
      let pieces = try SealedFile.seal(bytes, key: key, keys: house.keys)
      file = bytes
      let at = front.council.clock.now
      let form = PartnerReferral.Form(
        edition: .professional1, reference: "7K4Q-M2XP-9T", sentAt: at,
        sender: .init(
          kind: .professional, email: "jan@hill.example", source: .school, name: "Jan Hocking",
          agencyName: "<b>Hill</b> School", phone: "01632 960177"),
        inDanger: .no, children: [.init(given: "Aisha", family: "Quillfeather")],
        address: "99 Hidden Lane", postcode: "ZZ9 9ZZ", worry: "She said: <script>x</script> =1+1",
        consent: .init(told: .yes, agreed: .yes),
        files: [
          .init(
            key: key, name: "body map é.pdf", kind: .pdf, size: bytes.count,
            sha256: SealedFile.digest(bytes))
        ])
      let store = front.store
      let id = try await store.database.write { tx in
        try UploadTable.put(
          key, draft: "d", size: bytes.count, pieces: pieces, at: at, in: tx)
        let done: Done<PartnerReferral> = try store.perform(
          .send(form), as: Act(key: nil, actor: .portal, at: at), in: tx)
        return done.id
      }
      sent = try #require(
        try await store.database.read { try PartnerReferralTable.whole(id, in: $0) })
      let _: Done<Contact> = try await store.perform(
        .match(key: 1, to: front.children[0], because: "Same name"), on: sent.contact,
        as: front.act(front.dana))
    }

    var page: String { PartnerReferralPaths.page(sent.id) }
    var filePath: String { PartnerReferralPaths.file(sent.id, 1) }

    func undisclosed() async throws {
      let act = Act(key: nil, actor: .system, at: front.council.clock.now)
      let _: Done<Person> = try await front.store.perform(
        .move(
          to: Person.Address(lines: "99 Hidden Lane", postcode: "ZZ9 9ZZ", from: front.today),
          provenance: Person.Provenance(saidBy: "the refuge")), on: front.children[0], as: act)
      let _: Done<Alert> = try await front.store.perform(
        .raise(
          Alert.Details(
            person: front.children[0], kind: .doNotDiscloseAddress, what: "He looks for them",
            act: "Tell nobody where they live", evidence: "The refuge", from: front.today,
            reviewOn: front.today.adding(days: 30), familyTold: true)), as: act)
    }
  }

  @Test("Whoever sees the contact sees the form and its files; each look is logged")
  func seen() async throws {
    let scene = try await Scene()
    try await scene.front.council.run { browser in
      try await browser.signIn("dana")
      let contact = try await browser.get(ContactPaths.record(scene.sent.contact))
      #expect(contact.body.contains(scene.page))
      #expect(contact.body.contains("with 1 file"))
      let page = try await browser.get(scene.page)
      #expect(page.status == 200)
      #expect(page.body.contains("&lt;script&gt;x&lt;/script&gt;"))
      #expect(!page.body.contains("<script>x"))
      #expect(page.body.contains("99 Hidden Lane"))
      #expect(page.body.contains("body map é.pdf"))
      let file = try await browser.get(scene.filePath)
      #expect(file.status == 200)
      #expect(file.body.utf8.count == scene.file.count)
      #expect(file.headers[.contentType] == "application/octet-stream")
      let disposition = try #require(file.headers[.contentDisposition])
      #expect(disposition.hasPrefix("attachment; filename=\"body_map__.pdf\""))
      #expect(disposition.contains("filename*=UTF-8''body%20map%20%C3%A9.pdf"))
      #expect(file.headers[.contentSecurityPolicy]?.hasPrefix("sandbox") == true)
      #expect(file.headers[.xContentTypeOptions] == "nosniff")
      let looks = try await scene.front.looks(at: scene.front.children[0])
      let mine = looks.filter { $0.record == "partnerreferral/1" }
      #expect(mine.count == 2)
      for path in ["\(scene.page)/files/2", "\(scene.page)/files/01", "/partnerreferrals/M-9"] {
        let answer = try await browser.get(path)
        #expect(answer.status == 404, "\(path)")
      }
    }
  }

  @Test("A stranger to the contact sees neither, and a locked child closes both")
  func closed() async throws {
    let scene = try await Scene()
    try await scene.front.council.run { browser in
      try await browser.signIn("ada")
      for path in [scene.page, scene.filePath] {
        let answer = try await browser.get(path)
        #expect(answer.status == 403, "\(path)")
        #expect(!answer.body.contains("Hocking"))
      }
      try await scene.front.restrict(.locked, scene.front.children[0], to: scene.front.sol)
      let other = await browser.another()
      try await other.signIn("dana")
      for path in [scene.page, scene.filePath] {
        let answer = try await other.get(path)
        #expect(answer.status == 403, "\(path)")
        #expect(!answer.body.contains("Hocking"))
      }
    }
  }

  @Test("A hidden child makes form and files pages that are not there")
  func hidden() async throws {
    let scene = try await Scene()
    try await scene.front.restrict(.hidden, scene.front.children[0], to: scene.front.sol)
    try await scene.front.council.run { browser in
      try await browser.signIn("dana")
      for path in [scene.page, scene.filePath] {
        let answer = try await browser.get(path)
        #expect(answer.status == 404, "\(path)")
      }
    }
  }

  @Test("An address that must not be told is on no page of it, and its files open to few")
  func undisclosed() async throws {
    let scene = try await Scene()
    try await scene.undisclosed()
    try await scene.front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await browser.get(scene.page)
      #expect(page.status == 200)
      #expect(!page.body.contains("Hidden Lane"))
      #expect(!page.body.contains("ZZ9 9ZZ"))
      let file = try await browser.get(scene.filePath)
      #expect(file.status == 403)
      let other = await browser.another()
      try await other.signIn("dana")
      let decider = try await other.get(scene.filePath)
      #expect(decider.status == 200)
    }
  }
}
