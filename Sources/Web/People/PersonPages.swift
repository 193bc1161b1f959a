import Domain
import HTML
import Store

/// What is known of one person, as the page shows it.
struct PersonModel: Sendable {
  let identity: PersonIdentity
  let whole: PersonTable.Whole
  /// Those whose records the worker may see.
  let family: [PersonTable.Relative]
  let searched: PersonTable.SearchBefore?
  /// Those whose records the worker may see, for what the search showed.
  let open: [PersonID: String]
  let workers: [WorkerID: String]
  let mayChange: Bool
  let mayRestrict: Bool
  let maySeeLooks: Bool
  /// There is an address that is kept back, and the worker may see it.
  let mayReveal: Bool
  let today: Day
  /// The person's other records, as they were when they gave way, and how that came.
  var merged: [PersonTable.Whole] = []
  var merges: [PersonTable.Merge] = []
  /// Who was said to be somebody else.
  var notSame: [PersonTable.NotSame] = []
  var mayMerge = false

  var id: PersonID { whole.id }
  var person: Person { whole.person }
}

func personPage(_ model: PersonModel) -> Page {
  let cards: [HTML] =
    [
      namesCard(model), birthCard(model), identityCard(model), numbersCard(model),
      addressCard(model), networkCard(model), familyCard(model), recordCard(model),
    ] + mergedCards(model)
  let death: HTML =
    model.mayChange && model.person.diedOn == nil
    ? "<p>\(textLink("Record a death", to: PersonPaths.change(model.id, "death")))</p>" : ""
  var page = Page(
    "Details",
    main:
      "\(proposals(model))\(openings(model))\(each: cards, { $0 })\(death)\(historyLink(model.id))")
  model.identity.stand(on: &page, current: PersonPaths.details(model.id))
  return page
}

/// What intake brought, before everything else: it waits for somebody who knows.
private func proposals(_ model: PersonModel) -> HTML {
  let rows = model.person.openProposals.map { proposed -> TaskRow in
    let proposal = proposed.proposal
    let words = proposal.value.inWords
    return TaskRow(
      words.prefix(1).uppercased() + words.dropFirst(),
      url: model.mayChange ? PersonPaths.proposal(model.id, proposal.key) : nil,
      hint: "\(proposal.provenance.saidBy), \(proposed.on.long)",
      status: tag("Proposed", kind: .warn))
  }
  guard !rows.isEmpty else { return "" }
  return partCard(
    "Does this belong on the record?", [],
    "<p>Nothing of this is on the record until somebody accepts it.</p>\(taskList(rows))")
}

/// That a locked record was opened in need stands on it, for those who are named.
private func openings(_ model: PersonModel) -> HTML {
  let rows = model.person.openings.reversed().map { opened -> TableRow in
    let opening = opened.opening
    let review: String =
      opened.review.map { ($0.inOrder ? "In order: " : "Not in order: ") + $0.words }
      ?? "Not reviewed yet"
    return TableRow([
      "\(model.workers[opening.worker] ?? opening.worker.description)",
      "\(opening.from.long) to \(opening.until.long)", "\(opening.reason)", "\(review)",
    ])
  }
  guard !rows.isEmpty else { return "" }
  return partCard(
    "Opened in need", [textLink("Review", to: PersonPaths.openings)],
    table(
      id: "opened", caption: "Who opened this locked record without being named on it",
      columns: [Column("Who"), Column("When"), Column("Why"), Column("Review")], rows: rows))
}

extension PersonModel {
  fileprivate func by(_ actor: Actor.Identity) -> String {
    if case .worker(let id) = actor { "Searched by \(workers[id] ?? id.description)." } else { "" }
  }

  /// A value with who said so below it, and the way to everything that was said of it.
  fileprivate func row(_ field: Person.Field, _ value: HTML? = nil) -> SummaryRow {
    let words = person.words(of: field)
    guard let words, let source = person.source(of: field) else {
      return words.map { SummaryRow(field.inWords, html: value ?? "\($0)") }
        ?? SummaryRow(field.inWords, nil)
    }
    return SummaryRow(
      field.inWords,
      html: """
        \(value ?? "\(words)")<p class="meta">\(sourceWords(source)) \
        \(textLink("Who said so", to: PersonPaths.value(id, field), context: field.inWords.lowercased()))</p>
        """)
  }

  /// A card of one part of the record: its rows, and the way to change it.
  fileprivate func card(
    _ title: String, change: [(text: String, path: String)],
    rows: [SummaryRow], more: HTML = ""
  ) -> HTML {
    let links =
      mayChange
      ? change.map { link in
        textLink(link.text, to: PersonPaths.change(id, link.path), context: title.lowercased())
      } : []
    return partCard(title, links, "\(summaryList(rows))\(more)")
  }
}

private func partCard(_ title: String, _ actions: [HTML], _ content: HTML) -> HTML {
  card(title, actions: actions, content: content)
}

private func namesCard(_ model: PersonModel) -> HTML {
  model.card(
    "Names", change: [("Add a name", "names/new")],
    rows: [model.row(.name)]
      + model.person.names.dropFirst().map { SummaryRow(PersonWords.kind($0.kind), $0.full) })
}

private func birthCard(_ model: PersonModel) -> HTML {
  let person = model.person
  var rows = [
    model.row(
      .birth,
      PersonWords.birth(person.birth, diedOn: person.diedOn, on: model.today).map { "\($0)" }),
    SummaryRow("Child or adult", PersonWords.stage(person.stage)),
  ]
  if person.diedOn != nil { rows.append(model.row(.death)) }
  return model.card("Birth", change: [("Change", "birth")], rows: rows)
}

private func identityCard(_ model: PersonModel) -> HTML {
  model.card(
    "Identity", change: [("Change", "identity")],
    rows: [
      .sex, .gender, .ethnicity, .language, .interpreter, .religion, .disability, .disabilityHelp,
    ].map { model.row($0) })
}

private func numbersCard(_ model: PersonModel) -> HTML {
  let numbers = model.person.identifiers
  var rows = [model.row(.nhsNumber), model.row(.upn)]
  if numbers.formerUPN != nil { rows.append(model.row(.formerUPN)) }
  if numbers.upnUnknown != nil { rows.append(model.row(.upnUnknown)) }
  rows.append(
    numbers.laChildID == nil
      ? SummaryRow("LA child id", model.whole.censusID) : model.row(.laChildID))
  for reference in model.person.references {
    rows.append(SummaryRow("Number in \(reference.system)", reference.number))
  }
  return model.card("Numbers", change: [("Change", "identifiers")], rows: rows)
}

private func addressCard(_ model: PersonModel) -> HTML {
  let rows = model.person.addresses.map { address -> SummaryRow in
    let from = address.from?.long ?? "not known"
    let words = [address.oneLine, address.part, address.uprn.map { "UPRN \($0)" }].compactMap { $0 }
      .joined(separator: ", ")
    guard let to = address.to else {
      return SummaryRow("Since \(from)", html: model.row(.address, "\(words)").value)
    }
    return SummaryRow("\(from) to \(to.long)", words)
  }
  var change = [("New address", "address")]
  if model.person.address != nil { change.append(("Moved out", "address/left")) }
  change.append(("Second home", "address/also"))
  let reveal: HTML =
    model.mayReveal
    ? "<p>\(textLink("Show the address that is not to be disclosed", to: FamilyPaths.reveal(model.id)))</p>"
    : ""
  return model.card(
    "Addresses", change: change,
    rows: rows.isEmpty ? [SummaryRow("Lives at", nil)] : rows, more: reveal)
}

private func networkCard(_ model: PersonModel) -> HTML {
  let network = model.person.network
  let phones = network.phones.map { phone -> HTML in
    let digits = phone.filter { $0.isNumber || $0 == "+" }
    return "<a href=\"tel:\(digits)\">\(phone)</a>"
  }
  return model.card(
    "School, GP and how to reach them", change: [("Change", "network")],
    rows: [
      model.row(.phone, phones.isEmpty ? nil : phones.joined(separator: ", ")),
      model.row(.email), model.row(.school), model.row(.gp),
    ])
}

private func familyCard(_ model: PersonModel) -> HTML {
  let rows = model.family.filter { $0.to == nil }.map { relative in
    SummaryRow(
      relative.kind.words,
      html: """
        \(textLink(relative.line.name, to: PersonPaths.page(relative.line)))\
        \(relative.hasResponsibility ? ", has parental responsibility" : "")
        """)
  }
  return model.card(
    "Family", change: [("Add a relationship", "relationships/new")],
    rows: rows.isEmpty ? [SummaryRow("Family", nil)] : rows,
    more: "<p>\(textLink("See the whole family", to: PersonPaths.family(model.id)))</p>")
}

private func recordCard(_ model: PersonModel) -> HTML {
  var rows: [SummaryRow] = []
  if let restriction = model.person.restriction {
    let named = restriction.workers.map { model.workers[$0] ?? $0.description }
    rows += [
      SummaryRow("Restriction", PersonWords.level(restriction.level)),
      SummaryRow("Who may see it", named.joined(separator: ", ")),
      SummaryRow(
        "Whom to ask", model.workers[restriction.owner] ?? restriction.owner.description),
    ]
  } else {
    rows.append(SummaryRow("Restriction", "None"))
  }
  if model.person.imported { rows.append(SummaryRow("Came from", "A census file")) }
  if let searched = model.searched {
    let words = searched.evidence?.told(model.open) ?? "\(searched.text)."
    rows.append(SummaryRow("Searched for before it was made", "\(words) \(model.by(searched.by))"))
  }
  var links: [HTML] = []
  if model.mayRestrict {
    links.append(
      textLink(
        model.person.restriction == nil ? "Restrict the record" : "Change the restriction",
        to: PersonPaths.change(model.id, "restriction")))
    if model.person.restriction != nil {
      links.append(
        textLink("End the restriction", to: PersonPaths.change(model.id, "restriction/end")))
    }
  }
  if model.mayMerge {
    links.append(textLink("Compare with another record", to: MergePaths.compare(model.id)))
  }
  if model.maySeeLooks {
    links.append(textLink("Who has looked", to: "/children/\(model.id)/who-has-looked"))
  }
  return partCard("This record", links, summaryList(rows))
}
