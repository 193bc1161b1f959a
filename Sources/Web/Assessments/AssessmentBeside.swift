import Domain
import HTML
import Store

/// What stands beside one section's question: what the record holds for its topic, to be quoted with its
/// source, and what the manager wrote there. What is closed to the worker is left out.
struct AssessmentBeside: Sendable {
  let section: Assessment.Section
  let known: [AssessmentTable.Known]
  let things: [AssessmentTable.KnownThing]
  /// Assessments of these children that were written before.
  let before: [AssessmentID]

  static func of(
    _ desk: AssessmentDesk, _ section: Assessment.Section
  ) async throws -> AssessmentBeside {
    let whole = desk.whole
    let (known, things, before) = try await desk.context.read { tx in
      (
        try whole.children.map { try AssessmentTable.known($0.head, in: tx) },
        try AssessmentTable.things(for: section, of: whole, in: tx),
        try AssessmentTable.before(whole, in: tx)
      )
    }
    let sight = try await desk.context.sight(of: Set(things.flatMap(\.people)).sorted())
    // A visit to brothers and sisters is one note.
    var seen: Set<String> = []
    let own = known.flatMap { Self.own($0) }.filter {
      seen.insert("\($0.record) \($0.words)").inserted
    }
    return AssessmentBeside(
      section: section, known: known,
      things: own
        + things.filter {
          sight.view($0.kind.deed, of: $0.people, fromPolice: $0.fromPolice) == .whole
        }, before: before)
  }

  /// The child's own words and the newest notes: the worker writes about this child and may read them.
  private static func own(_ known: AssessmentTable.Known) -> [AssessmentTable.KnownThing] {
    known.words.compactMap { words in
      words.quote.record.flatMap { FactStream($0) }.map {
        AssessmentTable.KnownThing(
          .words, words.quote.words, source: words.quote.source, record: $0,
          people: [known.child.id])
      }
    }
      + known.notes.map { note in
        AssessmentTable.KnownThing(
          .note, note.text, source: "\(note.kind.words), \(note.happenedOn.long)",
          record: FactStream(note.id), people: [known.child.id])
      }
  }

  /// The records that a quote of this section may say it was taken from.
  var records: Set<String> { Set(things.map(\.record.description)) }

  /// What a button asked to be inserted.
  func thing(_ act: String?) -> AssessmentTable.KnownThing? {
    guard let act, act.hasPrefix("insert-") else { return nil }
    return keyed.first { $0.key == act }?.thing
  }

  /// A key that stays the same while the page is open: the record, and which of its words.
  private var keyed: [(key: String, thing: AssessmentTable.KnownThing)] {
    var counts: [String: Int] = [:]
    return things.map { thing in
      let record = "\(thing.kind.rawValue)-\(thing.record.noun)-\(thing.record.number)"
      counts[record, default: 0] += 1
      return ("insert-\(record)-\(counts[record] ?? 1)", thing)
    }
  }

  /// Above the form: comments of the manager, and where it was copied from.
  func above(_ desk: AssessmentDesk, _ section: Assessment.Section) -> HTML {
    let comments = desk.whole.grown.comments.filter { $0.section == section }
    let said = HTML(each: comments) { comment in
      quote(comment.text, source: "\(comment.by ?? "A manager"), \(comment.on.long)")
    }
    var links: [HTML] = []
    if !before.isEmpty {
      links.append(
        textLink(
          "See what was written before, side by side",
          to: AssessmentPaths.before(desk.id, section)))
    }
    links.append(
      textLink("Ask somebody outside to write this", to: AssessmentPaths.ask(desk.id, section)))
    return """
      \(if: !comments.isEmpty, inset("<h2>Manager’s comments here</h2>\(said)"))
      <ul>\(each: links, { "<li>\($0)</li>" })</ul>
      """
  }

  func html(_ desk: AssessmentDesk) -> HTML {
    let given = desk.given
    let groups = AssessmentTable.KnownThing.Kind.allCases.compactMap { kind -> HTML? in
      let some = keyed.filter { $0.thing.kind == kind }
      guard !some.isEmpty else { return nil }
      return "<h3>\(kind.title)</h3>\(each: some, { row($0.key, $0.thing) })"
    }
    let details = known.map { child -> HTML in
      guard !child.details.isEmpty else { return "" }
      let rows = child.details.map { SummaryRow($0.name, $0.words) }
      return "<h3>\(child.child.given): details</h3>\(summaryList(rows))"
    }
    return card(
      "What we already know of \(given)",
      content: """
        \(if: groups.isEmpty && known.allSatisfy(\.details.isEmpty),
          "<p>Nothing is recorded yet. Notes, visits and answers of others appear here.</p>")
        \(each: groups, { $0 })\(each: details, { $0 })
        """)
  }

  private func row(_ key: String, _ thing: AssessmentTable.KnownThing) -> HTML {
    let open: HTML? = RecordPaths.page(thing.record).map {
      textLink("Open", to: $0, context: thing.source)
    }
    return """
      \(quote(excerpt(thing.words, 280), source: thing.source))
      \(if: thing.words.count > 280, details("All of it", content: prose(thing.words)))
      <p>\(button(
        "Insert as a quote", kind: .link, name: "act", value: key, form: FormPage.formID)) \(open)</p>
      """
  }
}

extension AssessmentTable.KnownThing.Kind {
  /// What reading it takes.
  fileprivate var deed: Deed {
    switch self {
    case .words, .note: .seeNote
    case .contribution, .earlier: .seeAssessment
    case .contact: .seeContact
    case .check: .seePartnerCheck
    case .alert: .seePerson
    }
  }
}
