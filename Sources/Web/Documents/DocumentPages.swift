import Domain
import HTML
import Store

/// What the list of a child's documents knows.
struct DocumentsModel: Sendable {
  let identity: PersonIdentity
  let lines: [DocumentTable.Line]
  /// How many more there are that only who works with the child may see.
  let forFew: Int
  let homes: UndisclosedHomes
  let mayWrite: Bool
  let makesPDF: Bool
  let scannerNote: HTML?
}

func documentsPage(_ model: DocumentsModel) -> Page {
  let id = model.identity.id
  let actions: HTML =
    model.mayWrite
    ? buttonGroup(
      buttonLink("Write a letter or document", to: DocumentPaths.choose(id)),
      buttonLink("Add a file", to: DocumentPaths.bring(id), kind: .secondary)) : ""
  let rows = model.lines.map { line in
    TableRow([
      textLink(model.homes.takenOut(of: line.title), to: DocumentPaths.page(line.id)),
      "\(line.kind.words)\(line.fileKind.map { ", \($0.words)" })",
      "\(line.madeAt.day.long)",
      "\(line.from.map { "From \($0), added by " } ?? "")\(line.madeBy ?? "nobody named")",
      """
      \(line.readers == .all ? "All" : "Few")\
      \(if: line.withdrawnOn != nil, " \(tag("Withdrawn"))")\
      \(if: line.versions > 1, " Version \(line.versions)")
      """,
    ])
  }
  return Page(
    "Documents",
    main: """
      \(actions)
      \(table(
        id: "documents", caption: "Documents of \(model.identity.name), newest first",
        columns: [
          Column("Document"), Column("Kind"), Column("Date"), Column("From"),
          Column("Who may see it"),
        ], rows: rows,
        empty: "No document yet. What is written here, and files that are added, are listed here.",
        isCaptionHidden: true))
      \(if: model.forFew > 0, """
        <p>\(counted(model.forFew, "document is", "documents are")) not shown: only those who work \
        with the child, and their managers, may see them.</p>
        """)
      \(model.scannerNote)\(if: !model.makesPDF, noRenderer)
      """)
}

private let noRenderer: HTML = """
  <p class="meta">No program that makes PDFs is found on this machine. Each document prints from its \
  own page.</p>
  """

func documentPage(_ model: DocumentModel) -> Page {
  let document = model.document
  let last = document.versions[document.versions.count - 1]
  var page = Page(
    document.title,
    main: """
      \(if: document.withdrawn != nil, warningText(
        "Withdrawn on \(document.withdrawn?.on.long ?? ""): \(document.withdrawn?.reason ?? "")"))
      \(documentActions(model))
      \(summaryList([
        SummaryRow("Kind", document.kind.words),
        SummaryRow("About", model.children),
        SummaryRow("Who may see it", document.readers.words),
        SummaryRow("Kept", model.made(last)),
      ] + (last.content.text?.purpose.map { [SummaryRow("For", $0)] } ?? [])))
      \(last.content.text.map { text in
        "<section><h2>As it reads</h2>\(blocks(text))</section>" as HTML
      })\
      \(last.content.file.map { file(model, $0, model.latest) })
      \(versions(model))
      \(historyLink(model.id))
      """)
  model.dress(&page)
  page.printHeader = "\(model.children). \(document.title), \(model.id)."
  return page
}

private func documentActions(_ model: DocumentModel) -> HTML {
  let (id, last) = (model.id, model.latest)
  var actions: [HTML] = []
  if model.document.kind != .upload {
    actions.append(
      buttonLink("Open to print", to: DocumentPaths.version(id, last), kind: .secondary))
    if model.makesPDF {
      actions.append(buttonLink("Save as PDF", to: DocumentPaths.pdf(id, last), kind: .secondary))
    }
  }
  if model.mayWrite, model.document.withdrawn == nil {
    let template = model.document.versions.last?.content.text?.template
    if template.flatMap({ DocumentTemplate.find($0) }) != nil {
      actions.append(
        buttonLink("Write a new version", to: DocumentPaths.rewrite(id), kind: .secondary))
    }
    if model.document.kind == .upload {
      actions.append(
        buttonLink("Add a new version", to: DocumentPaths.bringAgain(id), kind: .secondary))
    }
    actions += [
      buttonLink("Change who may see it", to: DocumentPaths.readers(id), kind: .secondary),
      buttonLink("Withdraw it", to: DocumentPaths.withdraw(id), kind: .secondary),
    ]
  }
  return buttonGroup(HTML(each: actions) { $0 })
}

/// A file, covered by what a reader should know before opening it.
private func file(_ model: DocumentModel, _ brought: Document.Brought, _ place: Int) -> HTML {
  let rows = [
    SummaryRow(
      "File", "\(brought.file.name), \(brought.file.kind.words), \(brought.file.sizeInWords)"),
    SummaryRow("From", brought.from),
    SummaryRow("What it shows", brought.note.isEmpty ? nil : brought.note),
  ]
  let link = buttonLink(
    "Save the file to your computer", to: DocumentPaths.file(model.id, place), kind: .secondary)
  let isPicture = [.png, .jpeg].contains(brought.file.kind)
  return """
    <section><h2>The file</h2>\(summaryList(rows))
    \(isPicture
      ? details(
        "Open the picture",
        content: """
          <p>Before you open it: \(brought.note)</p><p>Make sure that nobody sees your screen who \
          should not.</p>\(link)
          """)
      : link)
    \(model.scannerNote)</section>
    """
}

private func versions(_ model: DocumentModel) -> HTML {
  let document = model.document
  let rows = document.versions.enumerated().reversed().map { index, version in
    let place = index + 1
    let name =
      version.content.file.map { $0.file.name } ?? "Version \(place)"
    let path =
      version.content.file == nil
      ? DocumentPaths.version(model.id, place) : DocumentPaths.file(model.id, place)
    // A picture is opened past its note alone.
    let isCovered = version.content.file.map { [.png, .jpeg].contains($0.file.kind) } ?? false
    return TableRow([
      "\(place)", isCovered ? "\(name)" : textLink(name, to: path), "\(model.made(version))",
      "\(version.seal)",
    ])
  }
  return """
    <section><h2>Versions</h2>\(table(
      id: "versions", caption: "Every version, newest first",
      columns: [
        Column("Version"), Column("What"), Column("Kept by"), Column("Seal, first letters"),
      ], rows: rows, isCaptionHidden: true))
    <p class="meta">A version is never changed. Its seal is the beginning of a sum over all its words; \
    two copies with the same seal are the same.</p></section>
    """
}

/// One version as it goes to paper.
func documentSheet(
  _ model: DocumentModel, _ place: Int, _ version: Document.Version
) -> Page {
  let document = model.document
  var page = Page(
    document.title,
    main: """
      \(if: document.withdrawn != nil, warningText("This document was withdrawn."))
      \(if: place < model.latest, "<p>\(tag("There is a newer version"))</p>")
      \(version.content.text.flatMap(\.purpose).map {
        "<p><strong>For:</strong> \($0)</p>" as HTML
      })\(version.content.text.map { blocks($0) })
      <p class="meta">\(document.kind.words) \(model.id.description), version \(place), kept by \
      \(model.worker(version.by)) on \(version.at.day.long). Seal \(version.seal).</p>
      """)
  model.dress(&page)
  // It may go to somebody: where the child lives and who works with them is not for every reader.
  page.identity = nil
  page.trail = .back(document.title, to: DocumentPaths.page(model.id))
  page.width = .questions
  return page
}

/// The text of a version, block by block.
func blocks(_ text: Document.Text) -> HTML {
  HTML(each: text.blocks) { block in
    switch block {
    case .heading(let words): "<h2>\(words)</h2>"
    case .paragraph(let words): prose(words)
    case .rows(let rows):
      summaryList(rows.map { SummaryRow($0.label, html: prose($0.words)) })
    case .events(let events):
      table(
        id: "events", caption: "Events",
        columns: [
          Column("Date"), Column("What happened"), Column("What it meant for the child"),
          Column("Source"),
        ],
        rows: events.map { event in
          TableRow([
            "\(event.happenedOn.long)\(event.age.map { ", aged \($0)" })",
            "<p><strong>\(event.title)</strong></p>\(event.what.map { prose($0) })",
            "\(event.effect.map { prose($0) })", "\(event.source)",
          ])
        }, isCaptionHidden: true)
    }
  }
}

extension Document.Version {
  /// As much of its digest as somebody can compare by eye.
  var seal: String { String(digest.prefix(16)) }
}
