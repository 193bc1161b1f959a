import Domain

extension Note: ToldNoun {
  package static func people(in note: Note, _ id: NoteID) -> Set<PersonID> {
    Set(note.details.children.map(\.child))
  }

  package static func tell(
    _ fact: Fact, of id: NoteID, on day: Day, now note: Note, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry] {
    switch fact {
    case .recorded(let details, let significance, _):
      return [note.told(details, significance, on: day, for: person, names)]
    case .corrected(let correction, _):
      return [
        ChronologyEntry(
          .record, on: day, "Note corrected: \(correction.reason)",
          what: person == nil ? correction.text : nil)
      ]
    case .promoted(let significance, _, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "Added to the chronology: \(significance.title)",
          effect: significance.effect)
      ]
    }
  }

  /// In a chronology the note as it reads now; in its history as it was written.
  private func told(
    _ details: Details, _ first: Significance?, on day: Day, for person: PersonID?,
    _ names: ChronologyNames
  ) -> ChronologyEntry {
    let kind: ChronologyEntry.Kind = details.kind == .meeting ? .plans : .visits
    let plain = [details.failed?.words ?? details.kind.words, details.purpose].filter {
      !$0.isEmpty
    }.joined(separator: ": ")
    guard let person else {
      let children = details.children.map { "\(names.person($0.child)): \($0.met)" }
      return ChronologyEntry(
        kind, on: day, plain,
        what: ([details.text] + children).joined(separator: "\n"), effect: first?.effect,
        significant: first != nil)
    }
    let mine = details.children.first { $0.child == person }
    let text = corrections.last?.text ?? details.text
    return ChronologyEntry(
      kind, on: day, significance?.title ?? plain,
      what: [text, mine?.met ?? ""].filter { !$0.isEmpty }.joined(separator: "\n"),
      effect: significance?.effect, significant: significance != nil)
  }
}

extension Note.ChildBlock {
  /// How the child was met: `Seen alone. “I like school.”`
  fileprivate var met: String {
    let seen = seen ? alone ? "Seen alone." : "Seen, not alone." : "Not seen."
    return [seen, whyNot ?? "", words.map { "“\($0)”" } ?? "", observed ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}
