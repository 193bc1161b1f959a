import Domain
import HTML
import Hummingbird
import Store

/// `/people/duplicates`: records that are likely to be of one person, with the reasons, and what was
/// said about others.
enum DuplicatesRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/people/duplicates") { try await duplicates($0) }
  }

  /// How many are read; those closed to the worker fall away.
  private static let most = 100

  private static func duplicates(_ context: Context) async throws -> Response {
    try await context.may(.findPerson)
    try context.countSearch()
    let most = most
    let read = try await context.read { tx in
      (
        pairs: try LikelyDuplicates.pairs(limit: most, in: tx).map {
          try LikelyPair($0, in: tx)
        }, notSame: try PersonTable.notSame(limit: most, in: tx),
        merges: try PersonTable.latestMerges(limit: 20, in: tx),
        looked: try LikelyDuplicates.looked(in: tx), head: try Ledger.head(in: tx).seq,
        workers: try WorkerTable.names(in: tx)
      )
    }
    let people =
      read.pairs.flatMap { [$0.one.id, $0.other.id] }
      + read.notSame.flatMap { [$0.record, $0.other] }
      + read.merges.flatMap { [$0.record, $0.into] }
    let open = try await context.seeable(people)
    let model = DuplicatesModel(
      pairs: read.pairs.filter { open.isSuperset(of: [$0.one.id, $0.other.id]) },
      notSame: read.notSame.filter { open.isSuperset(of: [$0.record, $0.other]) },
      merges: read.merges.filter { open.isSuperset(of: [$0.record, $0.into]) },
      names: try await context.lines(open), workers: Names(workers: read.workers),
      looked: read.looked, behind: read.head - (read.looked?.seq ?? 0),
      mayMerge: context.can(.mergePeople), today: context.today)
    try await context.showed(
      Set(model.pairs.flatMap { [$0.one.id, $0.other.id] }).sorted(), by: .findPerson)
    return context.page(duplicatesPage(model))
  }
}

extension Context {
  fileprivate func lines(_ people: Set<PersonID>) async throws -> [PersonID: String] {
    let lines = try await read { try PersonTable.lines(people.sorted(), in: $0) }
    return Dictionary(uniqueKeysWithValues: lines.map { ($0.id, $0.name) })
  }
}

/// Two records with what speaks for one person.
struct LikelyPair: Sendable {
  let one: PersonTable.Whole
  let other: PersonTable.Whole
  let reasons: [String]

  init(_ pair: LikelyDuplicates.Pair, in tx: any Transaction) throws {
    let both = try PersonTable.whole(of: [pair.one, pair.other], in: tx)
    guard both.count == 2 else { throw NotHere() }
    (one, other) = (both[0], both[1])
    reasons = PersonTable.likeness(one, other)?.reasons ?? []
  }
}

struct DuplicatesModel: Sendable {
  let pairs: [LikelyPair]
  let notSame: [PersonTable.NotSame]
  let merges: [PersonTable.Merge]
  let names: [PersonID: String]
  let workers: Names
  let looked: LikelyDuplicates.Looked?
  /// How many entries of the ledger are still to be looked at.
  let behind: Int
  let mayMerge: Bool
  let today: Day
}

func duplicatesPage(_ model: DuplicatesModel) -> Page {
  let looked: HTML =
    if let looked = model.looked, model.behind <= 0 {
      "<p class=\"meta\">Every change up to \(looked.at.long) has been looked at.</p>"
    } else {
      "<p class=\"meta\">Changes of the last minutes are still being looked at.</p>"
    }
  let pairs: HTML =
    model.pairs.isEmpty
    ? emptyState(
      "No two records are likely to be of one person. Records that become alike are listed here "
        + "within minutes.")
    : HTML(each: model.pairs) { pairCard($0, model) }
  return Page(
    "Likely duplicates",
    main: """
      <p>Records that may be of one person, the likeliest first. Compare the two before you say so; \
      brothers, sisters and namesakes look alike.</p>
      \(looked)\(pairs)
      \(if: !model.notSame.isEmpty, notSameTable(model))\
      \(if: !model.merges.isEmpty, mergesTable(model))
      """)
}

private func pairCard(_ pair: LikelyPair, _ model: DuplicatesModel) -> HTML {
  let both = [pair.one, pair.other]
  let sides = both.map { side -> SummaryRow in
    let person = side.person
    let parts = [
      PersonWords.birth(person.birth, diedOn: person.diedOn, on: model.today)
        ?? "date of birth not recorded", person.address?.oneLine ?? "address not recorded",
    ]
    let line = PersonTable.Line(
      id: side.id, name: person.name.full, stage: person.stage, birth: person.birth,
      diedOn: person.diedOn)
    return SummaryRow(
      side.id.description,
      html: """
        \(textLink(person.name.full, to: PersonPaths.page(line), context: side.id.description)): \
        \(parts.joined(separator: "; "))
        """)
  }
  let why = SummaryRow(
    "Why", html: "<ul>\(each: pair.reasons, { "<li>\($0)</li>" })</ul>")
  let compare: [HTML] =
    model.mayMerge
    ? [
      textLink(
        "Compare", to: MergePaths.compare(pair.one.id, with: pair.other.id),
        context: "\(pair.one.id) with \(pair.other.id)"),
      textLink(
        "Not the same person", to: MergePaths.notSame(pair.one.id, as: pair.other.id),
        context: "\(pair.one.id) and \(pair.other.id)"),
    ] : []
  return summaryCard(
    "\(pair.one.person.name.full) and \(pair.other.person.name.full)", actions: compare,
    rows: sides + [why])
}

private func notSameTable(_ model: DuplicatesModel) -> HTML {
  table(
    id: "not-same", caption: "Said to be two people",
    columns: [
      Column("Records"), Column("Why"), Column("Said"), Column("By"),
      Column("Change", isTitleHidden: true),
    ],
    rows: model.notSame.map { said in
      let withdraw: HTML =
        model.mayMerge
        ? textLink(
          "Withdraw", to: MergePaths.withdraw(said.record, said.other),
          context: "that \(said.record) and \(said.other) are two people") : ""
      return TableRow([
        "\(model.named(said.record)) and \(model.named(said.other))", "\(said.reason)",
        "\(said.on.long)", "\(model.workers.of(said.by))", withdraw,
      ])
    })
}

private func mergesTable(_ model: DuplicatesModel) -> HTML {
  table(
    id: "merges", caption: "Merged lately",
    columns: [
      Column("Records"), Column("Why"), Column("Merged"), Column("By"),
      Column("Change", isTitleHidden: true),
    ],
    rows: model.merges.map { merge in
      let into = textLink(model.named(merge.into), to: PersonPaths.details(merge.into))
      let unmerge: HTML =
        model.mayMerge
        ? textLink(
          "Un-merge", to: MergePaths.unmerge(merge.record), context: merge.record.description)
        : ""
      return TableRow([
        "\(merge.record.description) is part of \(into)", "\(merge.reason)", "\(merge.on.long)",
        "\(model.workers.of(merge.by))", unmerge,
      ])
    })
}

extension DuplicatesModel {
  fileprivate func named(_ id: PersonID) -> String {
    names[id].map { "\($0), \(id)" } ?? id.description
  }
}
