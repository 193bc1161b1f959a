import Domain
import HTML
import Store

/// What the person's other records say, from the time before they were merged into this one: beside
/// what is shown, never in its place.
func mergedCards(_ model: PersonModel) -> [HTML] {
  let names = Names(workers: model.workers)
  var cards = model.merged.map { mergedCard($0, model, names) }
  if !model.notSame.isEmpty {
    cards.append(
      card(
        "Not the same person",
        content: HTML(each: model.notSame) { notSameLine($0, model, names) }))
  }
  return cards
}

private func mergedCard(
  _ whole: PersonTable.Whole, _ model: PersonModel, _ names: Names
) -> HTML {
  let person = whole.person
  let numbers = person.identifiers
  let all: [(String, String?)] = [
    (
      "Names",
      person.names.map { "\($0.full) (\(PersonWords.kind($0.kind).lowercased()))" }
        .joined(separator: ", ")
    ),
    ("Date of birth", PersonWords.birth(person.birth, diedOn: person.diedOn, on: model.today)),
    ("Sex as registered", person.identity.sex?.meaning),
    ("Ethnicity", person.identity.ethnicity?.meaning),
    ("First language", person.identity.language),
    ("Interpreter needed", person.identity.interpreter.map { $0 ? "Yes" : "No" }),
    ("Religion or belief", person.identity.religion),
    ("Disability", person.identity.disabilities.map(\.meaning).joined(separator: ", ")),
    ("What helps", person.identity.disabilityHelp),
    ("NHS number", numbers.nhsNumber.flatMap { NHSNumber($0)?.description }),
    ("UPN", [numbers.upn, numbers.formerUPN].compactMap { $0 }.joined(separator: ", ")),
    ("LA child id", whole.censusID),
    ("Addresses", person.addresses.map(\.oneLine).joined(separator: "; ")),
    ("Phone", person.network.phones.joined(separator: ", ")),
    ("Email", person.network.email), ("School or nursery", person.network.school),
    ("GP practice", person.network.gp), ("Died", person.diedOn?.long),
  ]
  var rows = all.compactMap { title, words in
    words.flatMap { $0.isEmpty ? nil : SummaryRow(title, $0) }
  }
  if let restriction = person.restriction {
    let named = restriction.workers.map { model.workers[$0] ?? $0.description }
    rows.append(
      SummaryRow(
        "Restriction",
        "\(PersonWords.level(restriction.level)). It holds for both records. "
          + "Who may see them: \(named.joined(separator: ", "))"))
  }
  let merge = model.merges.first { $0.record == whole.id }
  var links = [textLink("History", to: HistoryPaths.of(whole.id), context: "of \(whole.id)")]
  if model.mayMerge {
    links.append(
      textLink("Un-merge", to: MergePaths.unmerge(whole.id), context: whole.id.description))
  }
  if model.mayRestrict, person.restriction != nil {
    links.append(
      textLink(
        "End the restriction", to: PersonPaths.change(whole.id, "restriction/end"),
        context: "of \(whole.id)"))
  }
  let why: HTML? = merge.map { merge in
    """
    <p class="meta">Merged into \(merge.into.description) on \(merge.on.long) by \(names.of(merge.by)). \
    \(merge.reason)</p>
    """
  }
  return card(
    "From the merged record \(whole.id)", actions: links, content: "\(summaryList(rows))\(why)")
}

private func notSameLine(
  _ said: PersonTable.NotSame, _ model: PersonModel, _ names: Names
) -> HTML {
  let own = Set([model.id] + model.merged.map(\.id))
  let other = own.contains(said.record) ? said.other : said.record
  let withdraw: HTML =
    model.mayMerge
    ? textLink(
      "Withdraw", to: MergePaths.withdraw(said.record, said.other),
      context: "that \(said.record) and \(said.other) are two people") : ""
  return """
    <p>\(textLink("\(other)", to: PersonPaths.details(other))) is somebody else: \(said.reason) \
    <span class="meta">\(said.on.long), \(names.of(said.by))</span> \(withdraw)</p>
    """
}
