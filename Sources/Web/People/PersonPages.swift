import Domain
import HTML
import Store

/// What is known of one person, as the page shows it.
struct PersonModel: Sendable {
  let identity: PersonIdentity
  let whole: PersonTable.Whole
  let sources: [PersonTable.Topic: PersonTable.Source]
  /// Those whose records the worker may see.
  let family: [PersonTable.Relative]
  let searched: String?
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
  var page = Page("Details", main: "\(each: cards, { $0 })\(death)\(historyLink(model.id))")
  model.identity.stand(on: &page, current: PersonPaths.details(model.id))
  return page
}

extension PersonModel {
  /// A card of one part of the record: its rows, who said so, and the way to change it.
  fileprivate func card(
    _ title: String, _ topic: PersonTable.Topic?, change: [(text: String, path: String)],
    rows: [SummaryRow], more: HTML = ""
  ) -> HTML {
    let links =
      mayChange
      ? change.map { link in
        textLink(link.text, to: PersonPaths.change(id, link.path), context: title.lowercased())
      } : []
    let source: HTML? = topic.flatMap { sources[$0] }.map { source in
      "<p class=\"meta\">\(PersonWords.source(source, names: workers))</p>"
    }
    return partCard(title, links, "\(summaryList(rows))\(more)\(source)")
  }
}

private func partCard(_ title: String, _ actions: [HTML], _ content: HTML) -> HTML {
  card(title, actions: actions, content: content)
}

private func namesCard(_ model: PersonModel) -> HTML {
  model.card(
    "Names", .name, change: [("Add a name", "names/new")],
    rows: model.person.names.map { SummaryRow(PersonWords.kind($0.kind), $0.full) })
}

private func birthCard(_ model: PersonModel) -> HTML {
  let person = model.person
  var rows = [
    SummaryRow(
      "Date of birth",
      PersonWords.birth(person.birth, diedOn: person.diedOn, on: model.today)),
    SummaryRow("Child or adult", PersonWords.stage(person.stage)),
  ]
  if let day = person.diedOn { rows.append(SummaryRow("Died", day.long)) }
  return model.card("Birth", .birth, change: [("Change", "birth")], rows: rows)
}

private func identityCard(_ model: PersonModel) -> HTML {
  let identity = model.person.identity
  let disabilities = identity.disabilities.map(\.meaning).joined(separator: ", ")
  return model.card(
    "Identity", .identity, change: [("Change", "identity")],
    rows: [
      SummaryRow("Sex as registered", identity.sex?.meaning),
      SummaryRow("Gender, in their own words", identity.gender),
      SummaryRow("Ethnicity", identity.ethnicity?.meaning),
      SummaryRow("First language", identity.language),
      SummaryRow("Interpreter needed", identity.interpreter.map { $0 ? "Yes" : "No" }),
      SummaryRow("Religion or belief", identity.religion),
      SummaryRow("Disability", disabilities),
      SummaryRow("What helps", identity.disabilityHelp),
    ])
}

private func numbersCard(_ model: PersonModel) -> HTML {
  let numbers = model.person.identifiers
  var rows = [
    SummaryRow("NHS number", numbers.nhsNumber.flatMap { NHSNumber($0)?.description }),
    SummaryRow("UPN", numbers.upn),
  ]
  if let former = numbers.formerUPN { rows.append(SummaryRow("Former UPN", former)) }
  if let why = numbers.upnUnknown { rows.append(SummaryRow("Why no UPN", why.meaning)) }
  rows.append(SummaryRow("LA child id", model.whole.censusID))
  return model.card("Numbers", .identifiers, change: [("Change", "identifiers")], rows: rows)
}

private func addressCard(_ model: PersonModel) -> HTML {
  let rows = model.person.addresses.map { address -> SummaryRow in
    let from = address.from?.long ?? "not known"
    return SummaryRow(
      address.to.map { "\(from) to \($0.long)" } ?? "Since \(from)",
      [address.oneLine, address.part, address.uprn.map { "UPRN \($0)" }].compactMap { $0 }
        .joined(separator: ", "))
  }
  var change = [("New address", "address")]
  if model.person.address != nil { change.append(("Moved out", "address/left")) }
  change.append(("Second home", "address/also"))
  let reveal: HTML =
    model.mayReveal
    ? "<p>\(textLink("Show the address that is not to be disclosed", to: FamilyPaths.reveal(model.id)))</p>"
    : ""
  return model.card(
    "Addresses", .address, change: change,
    rows: rows.isEmpty ? [SummaryRow("Lives at", nil)] : rows, more: reveal)
}

private func networkCard(_ model: PersonModel) -> HTML {
  let network = model.person.network
  let phones = network.phones.map { phone -> HTML in
    let digits = phone.filter { $0.isNumber || $0 == "+" }
    return "<a href=\"tel:\(digits)\">\(phone)</a>"
  }
  return model.card(
    "School, GP and how to reach them", .network, change: [("Change", "network")],
    rows: [
      phones.isEmpty
        ? SummaryRow("Phone", nil) : SummaryRow("Phone", html: phones.joined(separator: ", ")),
      SummaryRow("Email", network.email), SummaryRow("School or nursery", network.school),
      SummaryRow("GP practice", network.gp),
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
    "Family", nil, change: [("Add a relationship", "relationships/new")],
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
    rows.append(SummaryRow("Searched for before it was made", searched))
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
