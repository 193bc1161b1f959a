@testable import Domain

extension Examples {
  static let pointer = SignificantEvent.Pointer(noun: "note", number: 12, version: 1)
  static let significant = SignificantEvent.Words(
    title: "Moved to her grandmother", effect: "She sleeps through the night again")

  static let significantEvents: [SignificantEvent.Fact] = [
    .promoted(
      source: .init(pointer: pointer, happenedOn: day, about: [child]), words: significant,
      children: [child], by: worker, on: day),
    .leftOut(
      source: .init(pointer: pointer, happenedOn: day, about: [child]),
      reason: "Said better elsewhere", children: [child], by: worker, on: day),
    .added(
      own: .init(
        happenedOn: day, kind: .police, agency: "Thames Police", file: "police.csv", line: 3),
      words: significant, children: [child], by: worker),
    .corrected(
      correction: .init(
        words: significant, happenedOn: day, reason: "The day was wrong", by: worker, on: day),
      children: [child]),
    .hidden(reason: "Not about her", children: [child], by: worker, on: day),
    .shownAgain(children: [child], by: worker, on: day),
    .merged(
      same: pointer, reason: "The same night", children: [child], by: worker, on: day),
  ]

  static let text = Document.Text(
    template: "letter", answers: [.init(question: "words", words: "Come on Monday")],
    purpose: "Court", asAt: day,
    blocks: [
      .heading(words: "What happens now"), .paragraph(words: "Come on Monday"),
      .rows(rows: [.init("School", "Hill School")]),
      .events(events: [
        .init(
          pointer: pointer, happenedOn: day, title: "Moved", what: "With her bags",
          effect: "She sleeps", source: "Note N-12", age: "8 years")
      ]),
    ])

  static func version(_ content: Document.Content) -> Document.Version {
    Document.Version(
      content: content, digest: String(repeating: "ab", count: 32), about: [child], by: worker,
      at: moment)
  }

  static let documents: [Document.Fact] = [
    .kept(
      kind: .letter, title: "Appointment", readers: .all, version: version(.text(text: text)),
      children: [child]),
    .versionAdded(version: version(.text(text: text)), children: [child]),
    .readersChanged(
      readers: .close, reason: "It names her school", children: [child], by: worker, on: day),
    .withdrawn(
      withdrawal: .init(reason: "Sent to nobody", by: worker, on: day), children: [child]),
  ]

  static let fileKept = Document.Fact.kept(
    kind: .upload, title: "Body map", readers: .close,
    version: version(
      .file(
        file: .init(
          file: .init(
            key: String(repeating: "0", count: 32), name: "map.png", kind: .png, size: 812,
            sha256: String(repeating: "ab", count: 32)), from: "Hill School",
          note: "Bruises on an arm"))), children: [child])
}
