import Domain
import Files
import HTML
import HTTPTypes
import Hummingbird
import Store
import Web

/// Files that go with a form: one at a time, so that what is refused is plain and what was taken stays.
enum UploadRoutes {
  static func add(to doors: PortalDoors, _ audience: Audience) {
    let files = SendingPaths.files(":draft", audience)
    SendingRoutes.look(doors, audience, files) { visit in
      visit.formPage(filesPage(try await visit.held(audience), visit), audience)
    }
    SendingRoutes.act(doors, audience, files, reads: .nothing) { try await take($0, audience) }
    SendingRoutes.act(doors, audience, SendingPaths.removeFile(":draft", audience)) { visit in
      var held = try await visit.held(audience)
      let fields = try await visit.posted(audience)
      let key = fields.first { $0.name == "key" }?.value ?? ""
      guard held.draft.files.contains(where: { $0.key == key }) else { throw NotHere() }
      held.draft.files.removeAll { $0.key == key }
      try await visit.keep(held)
      let id = held.id
      try await visit.house.database.write { try UploadTable.remove(key, draft: id, in: $0) }
      return .seeOther(SendingPaths.files(held.id, audience))
    }
  }

  static let harmful =
    "Our scanner found something harmful in this file, so we did not take it. Tell whoever looks "
    + "after your computers, and send a picture of the page instead"

  /// How many files are held in memory at once by this process.
  private static let room = UploadRoom(8)

  private static func take(_ visit: Visit, _ audience: Audience) async throws -> Response {
    var held = try await visit.held(audience)
    func refuse(_ words: String, _ status: HTTPResponse.Status = .unprocessableContent) -> Response
    {
      visit.formPage(filesPage(held, visit, error: words), audience, status: status)
    }
    guard held.draft.files.count < PartnerReferral.mostFiles else {
      return refuse("\(PartnerReferral.mostFiles) files are here already. Remove one first")
    }
    guard let type = visit.request.headers[.contentType],
      var reader = MultipartReader(
        contentType: type, largestFile: PartnerReferral.largestFile)
    else { throw HTTPError(.unsupportedMediaType) }
    let length = visit.request.headers[.contentLength].flatMap { Int($0) } ?? 0
    guard length <= MultipartReader.longestBody else {
      return refuse(FileCheck.Problem.tooLarge.words, .contentTooLarge)
    }
    guard visit.portal.uploads.allows(visit.source, now: visit.now) else { throw TooMany() }
    guard room.enter() else { throw DatabaseError.unavailable("too many files at once") }
    defer { room.leave() }
    do {
      for try await buffer in visit.request.body { try reader.feed(buffer.readableBytesView) }
      try reader.finish()
    } catch MultipartReader.Problem.tooLarge {
      return refuse(FileCheck.Problem.tooLarge.words, .contentTooLarge)
    } catch is MultipartReader.Problem {
      throw HTTPError(.badRequest)
    }
    guard audience == .anybody || visit.isFromOurPage(reader.fields) else {
      visit.refused(.forgedPost)
      throw Denial.fromElsewhere
    }
    guard let file = reader.files.first(where: { $0.field == "file" }) else {
      return refuse("Choose a file")
    }
    guard !file.isTooLarge else {
      return refuse(FileCheck.Problem.tooLarge.words, .contentTooLarge)
    }
    let checked: FileCheck.Checked
    do {
      checked = try FileCheck.check(name: file.name, bytes: file.bytes)
    } catch {
      return refuse(error.words)
    }
    let key = DraftName.make()
    var scan: KeptFiles.Scan?
    switch await visit.house.configuration.scanner?.scan(checked.bytes, name: key) {
    case .infected: return refuse(UploadRoutes.harmful)
    case .clean: scan = .clean(at: visit.now)
    // It is taken, and held until a scanner has looked at it.
    case .unavailable, nil: break
    }
    guard try await keep(checked, as: key, scan, &held, visit) else {
      return refuse(
        "We have no room for files just now. Send the form without it, and say that there is one")
    }
    return .seeOther(SendingPaths.files(held.id, audience))
  }

  /// - Returns: false where files of forms that nobody has sent yet fill all the room there is for them.
  private static func keep(
    _ checked: FileCheck.Checked, as key: String, _ scan: KeptFiles.Scan?,
    _ held: inout HeldDraft, _ visit: Visit
  ) async throws -> Bool {
    let size = checked.bytes.count
    let pieces = try SealedFile.seal(checked.bytes, key: key, keys: visit.house.keys)
    held.draft.files.append(
      PartnerReferral.File(
        key: key, name: checked.name, kind: checked.kind, size: size,
        sha256: SealedFile.digest(checked.bytes)))
    let (id, now) = (held.id, visit.now)
    let isThere = try await visit.house.database.write { tx in
      if let scan { try KeptFiles.scanned(key, scan, in: tx) }
      return try UploadTable.put(key, draft: id, size: size, pieces: pieces, at: now, in: tx)
    }
    if isThere { try await visit.keep(held) }
    return isThere
  }
}

private func filesPage(_ held: HeldDraft, _ visit: Visit, error: String? = nil) -> Page {
  let (id, audience) = (held.id, held.audience)
  let csrf = audience == .professional ? visit.csrf : ""
  let rows = held.draft.files.map { file in
    SummaryRow(
      file.name,
      html: """
        \(file.kind.words), \(file.sizeInWords) \
        \(actionForm(
          action: SendingPaths.removeFile(id, audience), csrf: csrf, text: "Remove", kind: .link,
          hidden: [HiddenField("key", file.key)], context: file.name))
        """)
  }
  let more = held.draft.files.count < PartnerReferral.mostFiles
  let body = form(
    action: SendingPaths.files(id, audience), csrf: csrf, submit: "Add this file",
    submitKind: .secondary, hasFiles: true,
    content: fileInput(
      id: "file", label: "Choose a file",
      hint: "A PDF, a picture (PNG or JPEG), a Word document (.docx) or plain text. Up to 10 MB.",
      error: error, several: false, accept: ".pdf,.png,.jpg,.jpeg,.docx,.txt"))
  var page = Page(
    "Files",
    main: """
      <p>Up to \(PartnerReferral.mostFiles) files, such as a drawing, a body map or a letter. From \
      pictures we take out where and when they were taken; what is inside a PDF or a Word document \
      stays.</p>
      \(if: !rows.isEmpty, summaryList(rows))
      \(if: more, body)
      \(buttonGroup(
        buttonLink("Continue", to: SendingPaths.step(.check, of: id, audience))))
      """)
  page.errors = error.map { [FormError("file", $0)] } ?? []
  page.trail = .back("Check your answers", to: SendingPaths.step(.check, of: id, audience))
  return page
}
