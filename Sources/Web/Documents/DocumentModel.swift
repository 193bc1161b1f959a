import Domain
import HTML
import Store

/// What the pages of one document know.
struct DocumentModel: Sendable {
  let id: DocumentID
  let document: Document
  let version: Int
  let heads: [ChildHead]
  let workers: [WorkerID: String]
  let bar: HTML
  let mayWrite: Bool
  /// Whether a PDF can be made here.
  let makesPDF: Bool
  let scannerNote: HTML?

  var latest: Int { document.versions.count }
  var children: String { heads.map(\.name.full).joined(separator: ", ") }

  func worker(_ id: WorkerID?) -> String {
    id.map { workers[$0] ?? $0.description } ?? "nobody named"
  }

  func made(_ version: Document.Version) -> String {
    "\(version.at.day.long), \(version.at.clock), \(worker(version.by))"
  }

  func form(
    _ heading: String, _ definition: FormDefinition, path: String, submit: String,
    record: Answers = Answers()
  ) -> FormPage {
    var form = FormPage(
      heading, definition, path: path, submit: "\(submit) for \(heads.given)", version: version,
      record: record)
    form.around = { [self] in dress(&$0) }
    return form
  }

  func dress(_ page: inout Page) {
    page.about = heads.given
    page.caption = id.description
    page.identity = bar
    if let child = heads.first {
      page.trail = .back("Documents", to: DocumentPaths.list(child.id))
    }
  }
}

extension Context {
  /// The document in the address, once the worker may read all that it tells of.
  func document(for deed: Deed = .seeDocument) async throws -> DocumentModel {
    let id = try id("document", of: Document.self)
    let (document, version) = try found(try await house.store.load(id))
    let about = document.about.sorted()
    try await may(.seeDocument, about: about, record: FactStream(id))
    if document.readers == .close {
      try await may(.seeCloseDocument, about: document.children, record: FactStream(id))
    }
    if deed != .seeDocument {
      try await may(deed, about: document.children, record: FactStream(id))
    }
    let standing = try await standing(of: document.children)
    let (heads, workers) = try await read { tx in
      (try ChildHead.of(document.children, in: tx), try WorkerTable.names(in: tx))
    }
    return DocumentModel(
      id: id, document: document, version: version, heads: heads, workers: workers,
      bar: try await bar(of: heads), mayWrite: can(.writeDocument, about: standing),
      makesPDF: house.configuration.renderer != nil, scannerNote: scannerNote)
  }

  /// Asks for leave to keep documents on the record of the child in the address.
  func writingDocument() async throws -> PersonIdentity {
    let id = try id("person", of: Person.self)
    try await exists(id)
    try await may(.writeDocument, about: id)
    let identity = try await identity(of: id)
    guard identity.model.line.stage != .adult else { throw NotHere() }
    return identity
  }

  /// Puts the child on a form about their documents.
  func standDocuments(_ identity: PersonIdentity, on page: inout Page) {
    identity.stand(on: &page, current: DocumentPaths.list(identity.id))
    page.trail = .back("Documents", to: DocumentPaths.list(identity.id))
  }
}
