import Testing

@testable import Domain

@Suite("Documents") struct DocumentTests {
  private let today = Day(number: 20_000)
  private let at = Instant(milliseconds: 1_771_200_000_000)
  private let child = PersonID(1)
  private let actor = Actor(.worker(WorkerID(4)), roles: [.socialWorker])

  private func text(_ words: String) -> Document.Content {
    .text(text: Document.Text(asAt: today, blocks: [.paragraph(words: words)]))
  }

  private func file(
    _ kind: PartnerReferral.File.Kind, note: String = "", sum: String = "a"
  ) -> Document.Content {
    .file(
      file: .init(
        file: .init(key: "k", name: "a", kind: kind, size: 4, sha256: sum), from: "School",
        note: note))
  }

  private func new(_ kind: Document.Kind, _ content: Document.Content) -> Document.New {
    Document.New(kind: kind, children: [child], title: "A title", content: content)
  }

  private func decide(
    _ command: Document.Command, given document: Document? = nil, digest: String = "d",
    tellsAddress: Bool = false
  ) throws -> Document {
    var around = Document.Around()
    around.digest = digest
    around.tellsAddress = tellsAddress
    let facts = try Document.decide(
      command, given: document, around: around, by: actor, today: today)
    return try #require(facts.reduce(document) { Document.evolve($0, $1) })
  }

  private func refused(
    _ command: Document.Command, given document: Document? = nil, digest: String = "d",
    tellsAddress: Bool = false
  ) -> String? {
    do {
      _ = try decide(command, given: document, digest: digest, tellsAddress: tellsAddress)
      return nil
    } catch { return (error as? Refusal)?.rule }
  }

  @Test("A letter is kept with its sum, its author and the moment")
  func kept() throws {
    let document = try decide(.keep(new(.letter, text("Come on Monday")), at: at))
    #expect(document.versions.map(\.digest) == ["d"])
    #expect(document.versions.first?.by == WorkerID(4))
    let empty = Document.Content.text(text: Document.Text(asAt: today, blocks: []))
    #expect(refused(.keep(new(.letter, empty), at: at)) == "document.empty")
  }

  @Test("A letter with an address that must not be told is refused as typed")
  func address() {
    #expect(
      refused(.keep(new(.letter, text("1 Mill Lane")), at: at), tellsAddress: true)
        == "document.address")
  }

  @Test("A picture is kept only with what it shows, a file only as a file")
  func files() {
    #expect(refused(.keep(new(.upload, file(.png)), at: at)) == "document.content-note")
    #expect(refused(.keep(new(.upload, file(.png, note: "A bruise")), at: at)) == nil)
    #expect(refused(.keep(new(.upload, file(.pdf)), at: at)) == nil)
    #expect(refused(.keep(new(.letter, file(.pdf)), at: at)) == "document.text")
    #expect(refused(.keep(new(.upload, text("x")), at: at)) == "document.file")
  }

  @Test("A version is added, never changed; the same again is refused")
  func versions() throws {
    let first = try decide(.keep(new(.letter, text("One")), at: at))
    let second = try decide(
      .addVersion(text("Two"), about: [], at: at), given: first, digest: "e")
    #expect(second.versions.count == 2)
    #expect(second.versions[0] == first.versions[0])
    #expect(
      refused(.addVersion(text("Two"), about: [], at: at), given: second, digest: "e")
        == "document.same-version")
  }

  @Test("A withdrawn document says why, stays, and takes nothing more")
  func withdrawn() throws {
    let document = try decide(.keep(new(.letter, text("One")), at: at))
    #expect(refused(.withdraw(reason: ""), given: document) == "document.withdraw-reason")
    let now = try decide(.withdraw(reason: "Wrong child"), given: document)
    #expect(now.withdrawn?.reason == "Wrong child")
    #expect(now.versions == document.versions)
    #expect(
      refused(.addVersion(text("Two"), about: [], at: at), given: now, digest: "e")
        == "document.withdrawn")
  }

  @Test("Who may see it is changed with a reason")
  func readers() throws {
    let document = try decide(.keep(new(.letter, text("One")), at: at))
    #expect(
      refused(.changeReaders(.all, reason: "x"), given: document) == "document.same-readers")
    #expect(
      refused(.changeReaders(.close, reason: ""), given: document) == "document.readers-reason")
    #expect(try decide(.changeReaders(.close, reason: "x"), given: document).readers == .close)
  }

  @Test("Each template names only fields that it asks for or the record fills in, never an address")
  func templates() {
    let ours: Set<String> = ["child", "given", "today", "worker", "team", "council"]
    for template in DocumentTemplate.shipped {
      let known = ours.union(template.fields.map(\.id))
      let named = DocumentTemplate.names(in: template.body)
      #expect(Set(named).isSubset(of: known), "\(template.id)")
      for field in template.fields {
        #expect(named.contains(field.id), "\(template.id) \(field.id)")
      }
      #expect(!named.contains { $0.contains("address") || $0.contains("home") })
      var values = Dictionary(uniqueKeysWithValues: known.map { ($0, "<\($0)>") })
      let whole = template.blocks(values)
      for field in template.fields where field.optional { values[field.id] = nil }
      let short = template.blocks(values)
      let left = short.contains { $0.plain.contains("{") }
      #expect(!left)
      #expect(short.count <= whole.count)
    }
  }
}
