import Domain

extension Document: ToldNoun {
  package static func people(in document: Document, _ id: DocumentID) -> Set<PersonID> {
    document.about
  }

  package static func tell(
    _ fact: Fact, of id: DocumentID, on day: Day, now document: Document, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry] {
    func plain(_ text: String) -> String { names.undisclosed.takenOut(of: text) }
    // What only a few may see is told to all without its title.
    let title =
      document.readers == .all ? plain(document.title) : "\(document.kind.words), for few readers"
    switch fact {
    case .kept(let kind, _, _, let version, _):
      let from = version.content.file.map { "From \(plain($0.from))" }
      return [
        ChronologyEntry(
          .record, on: day,
          kind == .upload ? "File added: \(title)" : "\(kind.words) kept: \(title)",
          what: document.readers == .all ? from : nil)
      ]
    case .versionAdded:
      return [ChronologyEntry(.record, on: day, "New version of a document: \(title)")]
    case .readersChanged(let readers, let reason, _, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "Who may see a document: \(readers.words.lowercased())",
          what: "\(title)\n\(plain(reason))")
      ]
    case .withdrawn(let withdrawal, _):
      return [
        ChronologyEntry(
          .record, on: day, "Document withdrawn: \(title)", what: plain(withdrawal.reason))
      ]
    }
  }
}
