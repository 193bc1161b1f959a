import Domain
import Files
import HTML
import Hummingbird
import Store

/// Files that workers bring: looked at for what they are and for what harms a computer, kept sealed, and
/// opened past a note of what they show.
enum DocumentFiles: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/children/:person/documents/bring") { context in
      let identity = try await context.writingDocument()
      return context.page(bringPage(context, .new(identity)))
    }
    routes.postFile("/children/:person/documents/bring") { context in
      try await take(context, .new(try await context.writingDocument()))
    }
    routes.get("/documents/:document/bring") { context in
      let model = try await context.document(for: .writeDocument)
      guard model.document.kind == .upload else { throw NotHere() }
      return context.page(bringPage(context, .again(model)))
    }
    routes.postFile("/documents/:document/bring") { context in
      let model = try await context.document(for: .writeDocument)
      guard model.document.kind == .upload else { throw NotHere() }
      return try await take(context, .again(model))
    }
    routes.get("/documents/:document/versions/:place/file") { try await open($0) }
  }

  /// A new document, or the next version of one.
  private enum Aim: Sendable {
    case new(PersonIdentity)
    case again(DocumentModel)

    var path: String {
      switch self {
      case .new(let identity): DocumentPaths.bring(identity.id)
      case .again(let model): DocumentPaths.bringAgain(model.id)
      }
    }
  }

  private static let questions: [Question] = [
    Question("title", .text(.full), "What is it?", hint: "For example, Letter from the hospital"),
    Question(
      "from", .text(.full), "Who is it from?", hint: "The agency or the person it came from"),
    Question(
      "note", .longText(rows: 3), "What does it show?",
      hint: "For whoever opens it. Needed for a picture: say if there are injuries", optional: true),
    DocumentWriting.whoMaySee,
  ]

  private static func bringPage(
    _ context: Context, _ aim: Aim, errors: [FormError] = []
  ) -> Page {
    var asked = questions
    var answers = Answers(["readers": [Document.Readers.all.rawValue]])
    if case .again(let model) = aim {
      asked = questions.filter { $0.id == "from" || $0.id == "note" }
      let last = model.document.versions.last?.content.file
      answers["from"] = last?.from
      answers["note"] = last?.note
    }
    if context.request.method == .post { answers = context.answers.over(answers) }
    let view = FormView(
      FormDefinition("document-bring", edition: "2026", asked), answers: answers, errors: errors)
    var page = Page(
      "Add a file",
      main: """
        \(form(
          action: aim.path, csrf: context.csrf, hidden: context.hidden(path: aim.path),
          submit: "Add this file", hasFiles: true,
          content: fileInput(
            id: "file", label: "Choose a file",
            hint: "A PDF, a picture (PNG or JPEG), a Word document (.docx) or plain text. Up to 10 MB. "
              + "From pictures we take out where and when they were taken.",
            error: view.error("file"), several: false, accept: ".pdf,.png,.jpg,.jpeg,.docx,.txt")
            + view.all))
        \(context.house.configuration.scanner == nil
          ? context.scannerNote
          : "<p class=\"meta\">Each file is looked at for what harms a computer before it can be opened.</p>")
        """)
    page.errors = errors
    page.width = .questions
    switch aim {
    case .new(let identity): context.standDocuments(identity, on: &page)
    case .again(let model): model.dress(&page)
    }
    return page
  }

  private static func take(_ context: Context, _ aim: Aim) async throws -> Response {
    func refuse(_ errors: [FormError]) -> Response {
      context.page(bringPage(context, aim, errors: errors), status: .unprocessableContent)
    }
    guard let token = context.formToken else { throw Denial.elsewhere }
    var reader = AnswerReader(context.answers)
    let from = reader.text("from", "", ask: "Say who it is from", longest: 200)
    let note = reader.textIfAny("note", "what it shows", longest: 2000) ?? ""
    var title = ""
    var readers = Document.Readers.all
    if case .new = aim {
      title = reader.text("title", "", ask: "Say what it is", longest: 200) ?? ""
      readers =
        reader.code("readers", "who may see it", of: Document.Readers.self) ?? .all
    }
    var errors = reader.errors
    let checked: FileCheck.Checked
    do {
      guard let file = context.file else { throw BadFile(words: "Choose a file") }
      guard !file.isTooLarge else { throw BadFile(words: FileCheck.Problem.tooLarge.words) }
      checked = try FileCheck.check(name: file.name, bytes: file.bytes)
    } catch let problem as FileCheck.Problem {
      return refuse([FormError("file", problem.words)] + errors)
    } catch let bad as BadFile {
      return refuse([FormError("file", bad.words)] + errors)
    }
    if checked.kind.isPicture, note.isEmpty {
      errors.append(
        FormError("note", "Say what the picture shows, so that nobody opens it unprepared"))
    }
    guard errors.isEmpty, let from else { return refuse(errors) }
    let key = FileKey.of(token)
    var scan: KeptFiles.Scan?
    switch await context.house.configuration.scanner?.scan(checked.bytes, name: key) {
    case .infected(let found):
      return refuse([
        FormError(
          "file",
          "The scanner found something harmful in it (\(found)), so it was not taken. Ask for a clean "
            + "copy, and tell whoever looks after the council’s computers")
      ])
    case .clean: scan = .clean(at: context.now)
    case .unavailable, nil: break
    }
    let brought = Document.Brought(
      file: PartnerReferral.File(
        key: key, name: checked.name, kind: checked.kind, size: checked.bytes.count,
        sha256: SealedFile.digest(checked.bytes)),
      from: from, note: note)
    let command: Document.Command
    var target: DocumentID?
    switch aim {
    case .new(let identity):
      command = .keep(
        Document.New(
          kind: .upload, children: [identity.id], title: title, readers: readers,
          content: .file(file: brought)), at: context.now)
    case .again(let model):
      target = model.id
      command = .addVersion(.file(file: brought), about: [], at: context.now)
    }
    do {
      let done = try await keep(
        context, command, on: target, token, checked.bytes, brought.file, scan)
      return .seeOther(DocumentPaths.page(done))
    } catch let refusal as Refusal {
      return refuse([FormError(refusal.question, refusal.message)])
    }
  }

  /// The bytes and the fact, in one transaction.
  private static func keep(
    _ context: Context, _ command: Document.Command, on id: DocumentID?, _ token: FormToken,
    _ bytes: [UInt8], _ file: PartnerReferral.File, _ scan: KeptFiles.Scan?
  ) async throws -> DocumentID {
    let pieces = try SealedFile.seal(bytes, key: file.key, keys: context.house.keys)
    let (store, now, actor) = (context.house.store, context.now, context.actor)
    return try await context.house.database.write { tx in
      let done: Done<Document> = try store.perform(
        command, on: id, as: Act(key: token.key, actor: actor, at: now), in: tx)
      guard !done.repeated else { return done.id }
      try KeptFiles.put(file.key, size: file.size, pieces: pieces, at: now, in: tx)
      if let scan { try KeptFiles.scanned(file.key, scan, in: tx) }
      return done.id
    }
  }

  private static func open(_ context: Context) async throws -> Response {
    let model = try await context.document()
    let (_, version) = try DocumentRoutes.version(context, model)
    guard let file = version.content.file?.file else { throw NotHere() }
    let people = model.document.about.sorted()
    // Nothing can be taken out of a file, so it is as an address that must not be told.
    if try await context.read({ try PartnerReferralTable.keepsAddressBack(people, in: $0) }) {
      try await context.may(.seeUndisclosedAddress, about: people, record: FactStream(model.id))
    }
    let pieces = try await context.read { try KeptFiles.pieces(file.key, in: $0) }
    guard let pieces, let bytes = SealedFile.open(pieces, of: file, keys: context.house.keys) else {
      throw DatabaseError.damaged("a file of \(model.id) is not as it was kept")
    }
    return try await context.opened(bytes, file, back: DocumentPaths.page(model.id))
  }
}

private struct BadFile: Error { let words: String }

extension PartnerReferral.File.Kind {
  /// It may show what nobody should see unprepared.
  var isPicture: Bool { self == .png || self == .jpeg }
}

/// Names of files as they are kept: 32 hexadecimal digits that say nothing.
enum FileKey {
  static func make() -> String { hexadecimal(Chance.bytes(16)) }

  /// The same for each post of the same form, so that a repeated one is one file.
  static func of(_ token: FormToken) -> String {
    String(SealedFile.digest(Array("file \(token.key)".utf8)).prefix(32))
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
