import Domain
import HTML
import Store

/// Two records side by side, as the question whether they are of one person shows them.
struct Comparison: Sendable {
  struct Side: Sendable {
    let held: PersonTable.Held
    let sources: [PersonTable.Topic: PersonTable.Source]
    /// Relatives whose records the worker may see.
    let family: [PersonTable.Relative]

    var id: PersonID { held.whole.id }
    var person: Person { held.whole.person }
    var name: String { person.name.full }
  }

  let one: Side
  let other: Side
  /// What speaks for one person and what against it, in sentences.
  let likeness: PersonTable.Likeness?
  /// Where both were named as two people, as far as the worker may know of it.
  let together: [FactStream]
  let notSame: [PersonTable.NotSame]
  let names: Names
  let today: Day
}

extension Context {
  /// Reads both. The worker must have been allowed before.
  func comparison(_ one: PersonID, _ other: PersonID) async throws -> Comparison {
    let read = try await read { tx in
      (
        one: try PersonTable.held(one, in: tx), other: try PersonTable.held(other, in: tx),
        families: try [one, other].map { try PersonTable.family(of: $0, in: tx) },
        sources: try [one, other].map { try PersonTable.sources(of: $0, in: tx) },
        likeness: try PersonTable.likeness(one, other, in: tx),
        together: try PersonTable.together(one, other, in: tx),
        notSame: try PersonTable.notSame(one, other, in: tx)
      )
    }
    let open = try await seeable(read.families.flatMap { $0.map(\.line.id) })
    func side(_ held: PersonTable.Held?, _ place: Int) throws -> Comparison.Side {
      Comparison.Side(
        held: try found(held), sources: read.sources[place],
        family: read.families[place].filter { $0.to == nil && open.contains($0.line.id) })
    }
    return Comparison(
      one: try side(read.one, 0), other: try side(read.other, 1), likeness: read.likeness,
      together: read.together, notSame: read.notSame,
      names: Names(workers: try await workerNames()), today: today)
  }
}

func comparisonPart(_ comparison: Comparison) -> HTML {
  let rows = comparisonRows(comparison)
  let differ = rows.filter { $0.one != nil && $0.other != nil && !$0.isSame && $0.isIdentity }
  return """
    \(each: comparison.notSame, { notSamePart($0, comparison.names) })\
    \(togetherPart(comparison.together))\
    \(reasonsPart(comparison.likeness))
    \(if: !differ.isEmpty, """
      <p>They differ in: \(differ.map(\.title).joined(separator: ", ")). \
      The record that stands shows its own.</p>
      """)
    \(table(
      id: "comparison", caption: "The two records side by side",
      columns: [
        Column("What"), Column("\(comparison.one.id)"), Column("\(comparison.other.id)"),
        Column("Compared"),
      ],
      rows: rows.map { row in
        TableRow(
          ["\(row.title)", cell(row.one, row.oneSource), cell(row.other, row.otherSource),
           "\(row.verdict)"], isMarked: row.isIdentity && row.verdict == ComparisonRow.differs)
      }))
    <p>\(textLink("History of \(comparison.one.id)", to: HistoryPaths.of(comparison.one.id))), \
    \(textLink("history of \(comparison.other.id)", to: HistoryPaths.of(comparison.other.id)))</p>
    """
}

private func cell(_ words: String?, _ source: String?) -> HTML {
  """
  \(words ?? "Not recorded")\(source.map { "<p class=\"meta\">\($0)</p>" } as HTML?)
  """
}

private func reasonsPart(_ likeness: PersonTable.Likeness?) -> HTML {
  guard let likeness, !likeness.reasons.isEmpty else {
    return inset("<p>Nothing speaks for one person but that somebody asks.</p>")
  }
  return """
    <h2>What speaks for one person, and what against</h2>
    <ul>\(each: likeness.reasons, { "<li>\($0)</li>" })</ul>
    """
}

private func togetherPart(_ streams: [FactStream]) -> HTML {
  guard !streams.isEmpty else { return "" }
  let names = streams.prefix(5).map { RecordPaths.name($0).lowercased() }
  return warningText(
    "Both are named as two people in \(names.joined(separator: ", ")). Read it before you merge.")
}

func notSamePart(_ said: PersonTable.NotSame, _ names: Names) -> HTML {
  inset(
    """
    <p><strong>\(said.record.description) and \(said.other.description) were said to be two people</strong> on \
    \(said.on.long) by \(names.of(said.by)):</p>\(prose(said.reason))
    <p>\(textLink("Withdraw this", to: MergePaths.withdraw(said.record, said.other)))</p>
    """)
}

func unmergePart(_ merge: PersonTable.Merge, _ names: Names) -> HTML {
  inset(
    """
    <p>Record \(merge.record.description) was merged into \(merge.into.description) on \(merge.on.long) by \
    \(names.of(merge.by)):</p>\(prose(merge.reason))
    <p>Un-merged, each stands for itself again. What was written in \(merge.record.description) is read there; \
    what was written in \(merge.into.description), before the merge and since, stays there.</p>
    """)
}

/// One thing of both records.
struct ComparisonRow: Sendable {
  static let differs = "Differs"

  let title: String
  let one: String?
  let other: String?
  var oneSource: String?
  var otherSource: String?
  /// Of who they are, not of how much was written.
  var isIdentity = true

  var isSame: Bool { one == other }
  var verdict: String {
    switch (one, other) {
    case (nil, nil): ""
    case (.some, nil), (nil, .some): isIdentity ? "In one only" : ""
    case (let one, let other): !isIdentity ? "" : one == other ? "The same" : Self.differs
    }
  }
}

func comparisonRows(_ comparison: Comparison) -> [ComparisonRow] {
  func row(
    _ title: String, _ topic: PersonTable.Topic? = nil, isIdentity: Bool = true,
    _ words: (Comparison.Side) -> String?
  ) -> ComparisonRow {
    func some(_ side: Comparison.Side) -> String? { words(side).flatMap { $0.isEmpty ? nil : $0 } }
    func checked(_ side: Comparison.Side) -> String? {
      guard let topic, some(side) != nil else { return nil }
      return side.sources[topic]?.provenance.verified.map { "Checked: \($0)" }
    }
    return ComparisonRow(
      title: title, one: some(comparison.one), other: some(comparison.other),
      oneSource: checked(comparison.one), otherSource: checked(comparison.other),
      isIdentity: isIdentity)
  }
  func count(_ title: String, _ count: (PersonTable.Held) -> Int) -> ComparisonRow {
    row(title, isIdentity: false) { "\(count($0.held))" }
  }
  return [
    row("Name", .name) { $0.name },
    row("Other names") { $0.person.names.dropFirst().map(\.full).joined(separator: ", ") },
    row("Date of birth", .birth) {
      PersonWords.birth($0.person.birth, diedOn: $0.person.diedOn, on: comparison.today)
    },
    row("Child or adult") { PersonWords.stage($0.person.stage) },
    row("Sex as registered", .identity) { $0.person.identity.sex?.meaning },
    row("Ethnicity", .identity) { $0.person.identity.ethnicity?.meaning },
    row("First language", .identity) { $0.person.identity.language },
    row("NHS number", .identifiers) {
      $0.person.identifiers.nhsNumber.flatMap { NHSNumber($0)?.description }
    },
    row("UPN", .identifiers) { $0.person.identifiers.upn },
    row("LA child id", .identifiers) { $0.person.identifiers.laChildID },
    row("Lives at", .address) { $0.person.address?.oneLine },
    row("Lived at before") {
      $0.person.addresses.filter { $0.to != nil }.map(\.oneLine).joined(separator: "; ")
    },
    row("Phone", .network) { $0.person.network.phones.joined(separator: ", ") },
    row("School or nursery", .network) { $0.person.network.school },
    row("GP practice", .network) { $0.person.network.gp },
    row("Family") { side in
      side.family.map { "\($0.kind.words): \($0.line.name)" }.joined(separator: ", ")
    },
    row("Died", .death) { $0.person.diedOn?.long },
    row("Record begun", isIdentity: false) { $0.held.begunOn.long },
    row("Open work", isIdentity: false) { $0.held.open.map { "Referral \($0)" } ?? "None" },
    count("Contacts", \.contacts), count("Referrals", \.referrals),
    count("Assessments", \.assessments), count("Notes and visits", \.notes),
    count("Plans", \.plans),
  ].filter { $0.one != nil || $0.other != nil || $0.title == "NHS number" }
}
