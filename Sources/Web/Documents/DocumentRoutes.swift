import Domain
import Files
import HTML
import Hummingbird
import Store

/// `/children/P-1/documents` and `/documents/O-1`: what is kept, in which versions, to read and to print.
enum DocumentRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/children/:person/documents") { try await list($0) }
    routes.get("/documents/:document") { context in
      context.page(documentPage(try await context.document()))
    }
    routes.get("/documents/:document/versions/:place") { context in
      let model = try await context.document()
      let (place, version) = try version(context, model)
      guard version.content.text != nil else { return .seeOther(DocumentPaths.page(model.id)) }
      return context.page(sheet(context, model, place, version))
    }
    routes.get("/documents/:document/versions/:place/pdf") { try await pdf($0) }
    routes.get("/documents/:document/readers") { context in
      try await context.show(readers(try await context.document(for: .writeDocument)))
    }
    routes.post("/documents/:document/readers") { try await changeReaders($0) }
    routes.get("/documents/:document/withdraw") { context in
      try await context.show(withdrawal(try await context.document(for: .writeDocument)))
    }
    routes.post("/documents/:document/withdraw") { try await withdraw($0) }
  }

  private static func list(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.seeDocument, about: id)
    if let moved = try await context.movedOn(id) { return moved }
    let identity = try await context.identity(of: id)
    if identity.model.line.stage == .adult { return .seeOther(PersonPaths.details(id)) }
    let lines = try await context.read { try DocumentTable.of(id, in: $0) }
    let open = try await context.seeable(lines.flatMap(\.about) + [id])
    let standing = try await context.standing(of: [id])
    let seesClose = context.can(.seeCloseDocument, about: standing)
    let whole = lines.filter { open.isSuperset(of: $0.about) }
    let homes = try await context.read {
      try UndisclosedHomes.near(whole.flatMap(\.about), in: $0)
    }
    let model = DocumentsModel(
      identity: identity, lines: whole.filter { seesClose || $0.readers == .all },
      forFew: whole.count { !seesClose && $0.readers == .close }, homes: homes,
      mayWrite: context.can(.writeDocument, about: standing),
      makesPDF: context.house.configuration.renderer != nil, scannerNote: context.scannerNote)
    var page = documentsPage(model)
    identity.stand(on: &page, current: DocumentPaths.list(id))
    page.printHeader =
      "\(identity.name) · Documents · printed by \(context.signedIn.name) on "
      + "\(context.today.long), \(context.now.clock)"
    return context.page(page)
  }

  static func version(
    _ context: Context, _ model: DocumentModel
  ) throws -> (place: Int, version: Document.Version) {
    let word = try context.word("place")
    guard let place = Int(word), String(place) == word,
      model.document.versions.indices.contains(place - 1)
    else { throw NotHere() }
    return (place, model.document.versions[place - 1])
  }

  /// One version as a page of its own: read on the screen, printed, or made a PDF of.
  private static func sheet(
    _ context: Context, _ model: DocumentModel, _ place: Int, _ version: Document.Version
  ) -> Page {
    var page = documentSheet(model, place, version)
    page.printHeader = [
      model.children, "\(model.document.title), \(model.id) version \(place)",
      version.content.text.map { "as at \($0.asAt.long)" },
      "printed by \(context.signedIn.name) on \(context.today.long), \(context.now.clock)",
    ].compactMap { $0 }.joined(separator: " · ")
    return page
  }

  private static func pdf(_ context: Context) async throws -> Response {
    let model = try await context.document()
    let (place, version) = try version(context, model)
    guard version.content.text != nil else { throw NotHere() }
    let back = DocumentPaths.version(model.id, place)
    guard let renderer = context.house.configuration.renderer else {
      return context.page(
        noPDF("No program that makes PDFs was found on this machine.", back),
        status: .notFound)
    }
    let page = context.net.kept(sheet(context, model, place, version).renderForPaper())
    guard room.enter() else { throw DatabaseError.unavailable("too many PDFs at once") }
    defer { room.leave() }
    do {
      let name = FileKey.make()
      let bytes = try await renderer.pdf(of: page.bytes, name: name)
      // Its title is somebody's own words, which no net catches in the name of a file.
      return .attachment(
        bytes, named: "\(model.document.kind.words) \(model.id) version \(place).pdf")
    } catch {
      return context.page(noPDF(error.words + ".", back), status: .serviceUnavailable)
    }
  }

  /// How many PDFs are made at once by this process.
  private static let room = UploadRoom(2)

  private static func noPDF(_ why: String, _ back: String) -> Page {
    var page = Page(
      "There is no PDF of this",
      main: """
        <p>\(why) The page itself prints as it should: open it and print it from your browser, which \
        can save it as a PDF too.</p>
        <p>\(textLink("Open the page", to: back))</p>
        """)
    page.width = .questions
    return page
  }

  private static func readers(_ model: DocumentModel) -> FormPage {
    var record = Answers()
    record["readers"] = model.document.readers.rawValue
    return model.form(
      "Who may see this document",
      FormDefinition(
        "document-readers", edition: "2026",
        [DocumentWriting.whoMaySee, Question("reason", .longText(rows: 2), "Why?")]),
      path: DocumentPaths.readers(model.id), submit: "Change who may see it", record: record)
  }

  private static func changeReaders(_ context: Context) async throws -> Response {
    let model = try await context.document(for: .writeDocument)
    return try await context.submit(readers(model)) { reader in
      let readers = reader.code("readers", "who may see it", of: Document.Readers.self)
      let reason = reader.text("reason", "", ask: "Say why", longest: 2000)
      guard let readers, let reason else { return nil }
      return Document.Command.changeReaders(readers, reason: reason)
    } perform: { (command: Document.Command, sending: Sending) in
      try await perform(context, command, on: model.id, sending)
    }
  }

  private static func withdrawal(_ model: DocumentModel) -> FormPage {
    var form = model.form(
      "Withdraw this document",
      FormDefinition(
        "document-withdraw", edition: "2026",
        [
          Question(
            "reason", .longText(rows: 3), "Why should it not be used any more?",
            hint: "It stays on the record and says that it was withdrawn")
        ]), path: DocumentPaths.withdraw(model.id), submit: "Withdraw it")
    form.before = "<p>\(model.document.title), \(model.document.kind.words.lowercased()).</p>"
    return form
  }

  private static func withdraw(_ context: Context) async throws -> Response {
    let model = try await context.document(for: .writeDocument)
    return try await context.submit(withdrawal(model)) { reader in
      reader.text("reason", "", ask: "Say why it should not be used any more", longest: 2000)
        .map { Document.Command.withdraw(reason: $0) }
    } perform: { (command: Document.Command, sending: Sending) in
      try await perform(context, command, on: model.id, sending)
    }
  }

  static func perform(
    _ context: Context, _ command: Document.Command, on id: DocumentID?, _ sending: Sending
  ) async throws -> String {
    let done: Done<Document> = try await context.house.store.perform(
      command, on: id, expecting: sending.version, as: sending.act)
    return DocumentPaths.page(done.id)
  }
}
