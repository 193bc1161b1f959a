import Domain
import HTML
import Store

/// Who matters, who lives where, who has responsibility: what the family page knows.
struct FamilyModel: Sendable {
  let identity: PersonIdentity
  /// Those whose records this worker may see.
  let family: [PersonTable.Relative]
  /// At the same address today and not said to be related.
  let sameAddress: [PersonTable.Line]
  /// With those left out whose records are closed.
  let homes: [PersonTable.Home]
  let professionals: [Person.Professional]
  /// School and GP as the details have them.
  let school: String?
  let gp: String?
  let mayChange: Bool
  let mayReveal: Bool
  let mayWriteNote: Bool
  let today: Day
  /// The pictures of the family, above its tables.
  var pictures: HTML = ""
  /// For the form of one line.
  var csrf = ""
  /// What was typed and could not be used.
  var wordsError: String?

  var id: PersonID { identity.id }
  var name: String { identity.name }
  var relatives: [PersonTable.Relative] { family.filter { $0.to == nil } }
  /// Those who live in the person's home today: who moves when the family does.
  var atHome: [PersonID] {
    let home = homes.first { $0.isTheirs && $0.isLivedIn(on: today) }
    let here = home?.stays.filter { $0.covers(today) }.map(\.line.id) ?? []
    return everybody.map(\.id).filter { here.contains($0) }
  }
  /// The person and the family of today, each once.
  var everybody: [PersonTable.Line] {
    relatives.map(\.line).reduce(into: [identity.model.line]) { all, line in
      if !all.contains(where: { $0.id == line.id }) { all.append(line) }
    }
  }
}

func familyPage(_ model: FamilyModel) -> Page {
  let before = model.family.filter { $0.to != nil }
  var page = Page(
    "Family and network",
    main: """
      \(model.pictures)
      \(inWords(model))
      <section aria-labelledby="who"><h2 id="who">Who belongs to \(model.name)</h2>
      \(relatives("family", "Family of \(model.name) today", model.relatives, model))
      \(addButton(model))\(sameAddress(model))</section>
      \(households(model))
      \(network(model))
      \(several(model))
      \(if: !before.isEmpty, """
        <section aria-labelledby="ended"><h2 id="ended">What ended</h2>
        \(relatives("before", "Relationships that ended", before, model))</section>
        """)
      """)
  if let error = model.wordsError { page.errors = [FormError("words", error)] }
  model.identity.stand(on: &page, current: PersonPaths.family(model.id))
  return page
}

private func inWords(_ model: FamilyModel) -> HTML {
  guard model.mayChange else { return "" }
  let form = form(
    action: FamilyPaths.words(model.id), csrf: model.csrf, id: "family-words",
    submit: "Read it and look for them",
    content: textInput(
      id: "words", label: "Add somebody in words",
      hint: "For example: mum’s partner Jo, moved in in March. Nothing is saved until you have "
        + "checked it", error: model.wordsError))
  return "<div class=\"on-screen\">\(form)</div>"
}

private func addButton(_ model: FamilyModel) -> HTML {
  guard model.mayChange else { return "" }
  return
    "<p>\(buttonLink("Add a relationship", to: PersonPaths.relate(model.id), kind: .secondary))</p>"
}

private func sameAddress(_ model: FamilyModel) -> HTML {
  guard !model.sameAddress.isEmpty, model.mayChange else { return "" }
  return """
    <h3>At the same address</h3>
    <ul>\(each: model.sameAddress, { line in
      "<li>\(line.name) \(textLink("Say how they are related", to: PersonPaths.relate(model.id, to: line.id), context: line.name))</li>"
    })</ul>
    """
}

/// The table is the editor: each line with what is known of both ways, and the way to change it.
private func relatives(
  _ id: String, _ caption: String, _ relatives: [PersonTable.Relative], _ model: FamilyModel
) -> HTML {
  let rows = relatives.map { relative -> TableRow in
    let now = relative.to == nil
    let actions: HTML =
      model.mayChange && now
      ? """
      <span class="on-screen">\
      \(textLink("Change", to: FamilyPaths.change(model.id, relative), context: context(relative))) \
      \(textLink("End", to: PersonPaths.end(model.id, relative), context: context(relative)))</span>
      """ : ""
    return TableRow([
      textLink(relative.line.name, to: PersonPaths.page(relative.line)),
      bothWays(relative, model),
      "\(PersonWords.age(relative.line.birth, diedOn: relative.line.diedOn, on: model.today) ?? "Not recorded")",
      "\(responsibility(relative, model.name))", arrangements(relative, model), actions,
    ])
  }
  return table(
    id: id, caption: caption,
    columns: [
      Column("Name"), Column("Who they are"), Column("Age"), Column("Parental responsibility"),
      Column("Contact and what is agreed"), Column("Change", isTitleHidden: true),
    ], rows: rows,
    empty: "Nobody is recorded yet. Add a relationship to say who belongs to whom.")
}

private func context(_ relative: PersonTable.Relative) -> String {
  "relationship with \(relative.line.name), \(relative.kind.words.lowercased())"
}

private func bothWays(_ relative: PersonTable.Relative, _ model: FamilyModel) -> HTML {
  let when = [
    relative.from.map { "since \($0.long)" }, relative.to.map { "until \($0.long)" },
  ].compactMap { $0 }.joined(separator: ", ")
  let terms = relative.terms
  let couple = [
    terms?.couple?.words, terms?.marriedOn.map { "married \($0.long)" },
    terms?.separatedOn.map { "separated \($0.long)" },
    terms?.divorcedOn.map { "divorced \($0.long)" }, terms?.bond?.words,
  ].compactMap { $0 }.joined(separator: ", ")
  let back = "\(model.name) is their \(relative.backKind.words.lowercased())"
  return """
    <p><strong>\(relative.kind.words)</strong>\(if: !when.isEmpty, ", \(when)")</p>\
    \(if: !couple.isEmpty, "<p>\(couple)</p>")<p class="meta">\(back)</p>
    """
}

private func responsibility(_ relative: PersonTable.Relative, _ name: String) -> String {
  if relative.hasResponsibility { return "Yes, for \(name)" }
  if relative.responsibleFor { return "\(name) has it for them" }
  return relative.line.stage == .adult ? "Not recorded" : ""
}

private func arrangements(_ relative: PersonTable.Relative, _ model: FamilyModel) -> HTML {
  guard let terms = relative.terms else { return "" }
  var lines: [HTML] = []
  if let contact = terms.contact {
    let order = terms.orderedOn.map { ", by court order of \($0.long)" } ?? ""
    lines.append("<p>\(contact.words)\(order)</p>")
  } else if let day = terms.orderedOn {
    lines.append("<p>Court order of \(day.long)</p>")
  }
  if let words = terms.contactWords { lines.append("<p>\(words)</p>") }
  if let strength = terms.strength { lines.append("<p>Tie: \(strength.words.lowercased())</p>") }
  if let words = terms.doNotShare {
    let who = relative.relativeStates ? relative.line.name : model.name
    lines.append("<p>\(tag("Do not share", kind: .danger)) \(who) must not be told: \(words)</p>")
  }
  return HTML(each: lines) { $0 }
}

// MARK: - Who lives where

private func households(_ model: FamilyModel) -> HTML {
  let cards = model.homes.map { home -> HTML in
    let now = home.isLivedIn(on: model.today)
    let isShared = home.stays.contains { $0.part != nil }
    let rows = home.stays.map { stay in
      TableRow(
        [
          textLink(stay.line.name, to: PersonPaths.page(stay.line)),
          "\(stay.from?.long ?? "Not known")", "\(stay.to?.long ?? "Lives there now")",
        ] + (isShared ? ["\(stay.part ?? "All the time")"] : []))
    }
    // Two homes may be kept back: they are told apart by who lives there.
    let names = listed(
      home.stays.map(\.line.name).reduce(into: []) { names, name in
        if !names.contains(name) { names.append(name) }
      })
    let place = home.address.open?.oneLine ?? "\(UndisclosedHomes.words) (\(names))"
    let key =
      "home-\(home.stays.first?.line.id.description ?? "")-\(home.stays.first?.from?.iso ?? "always")"
    return """
      \(if: home.address.isUndisclosed, "<p>\(tag("Do not disclose", kind: .danger))</p>")\
      \(table(
        id: key + (home.isTheirs ? "" : "-other"),
        caption: now ? place : "\(place) (before)",
        columns: [Column("Who"), Column("From"), Column("Until")]
          + (isShared ? [Column("When they are there")] : []),
        rows: rows))
      """
  }
  let reveal: HTML =
    model.mayReveal
    ? "<p class=\"on-screen\">\(textLink("Show the address that is not to be disclosed", to: FamilyPaths.reveal(model.id)))</p>"
    : ""
  let change: HTML =
    model.mayChange
    ? """
    <p class="on-screen">\(buttonLink("The family moved", to: FamilyPaths.moved(model.id, who: model.atHome), kind: .secondary)) \
    \(textLink("Add a second home for \(model.name)", to: FamilyPaths.secondHome(model.id)))</p>
    """ : ""
  return """
    <section aria-labelledby="homes"><h2 id="homes">Who lives where</h2>
    \(if: cards.isEmpty, emptyState("No address is recorded yet."))\(each: cards, { $0 })\
    \(reveal)\(change)</section>
    """
}

// MARK: - Who works with them

private func network(_ model: FamilyModel) -> HTML {
  let listed = model.professionals.enumerated().map { key, one in
    TableRow([
      "\(one.kind.words)", "\(one.name)",
      "\([one.role, one.agency].compactMap { $0 }.joined(separator: ", "))",
      one.phone.map { phone in
        "<a href=\"tel:\(phone.filter { $0.isNumber || $0 == "+" })\">\(phone)</a>"
      } ?? "",
      "\([one.from.map { "since \($0.long)" }, one.to.map { "until \($0.long)" }].compactMap { $0 }.joined(separator: ", "))",
      model.mayChange && one.to == nil
        ? """
        <span class="on-screen">\(textLink(
          "End", to: FamilyPaths.endProfessional(model.id, key: key),
          context: "\(one.kind.words) \(one.name)"))</span>
        """ : "",
    ])
  }
  let known = [("School or nursery", model.school), ("GP", model.gp)].compactMap { kind, name in
    name.map { TableRow(["\(kind)", "\($0)", "", "", "", ""]) }
  }
  let add: HTML =
    model.mayChange
    ? "<p>\(buttonLink("Add somebody who works with \(model.name)", to: FamilyPaths.professional(model.id), kind: .secondary))</p>"
    : ""
  return """
    <section aria-labelledby="network"><h2 id="network">Who works with \(model.name)</h2>
    \(table(
      id: "network-table", caption: "School, GP, health visitor and others",
      columns: [
        Column("What"), Column("Who"), Column("Role and agency"), Column("Phone"), Column("When"),
        Column("Change", isTitleHidden: true),
      ], rows: known + listed, empty: "Nobody outside the council is recorded yet."))\(add)</section>
    """
}

// MARK: - Once for many

/// Ticks whom it is about, then what is recorded; it is written once.
private func several(_ model: FamilyModel) -> HTML {
  guard model.mayChange || model.mayWriteNote, model.everybody.count > 1 else { return "" }
  let choices = model.everybody.map { line in
    let age = PersonWords.age(line.birth, diedOn: line.diedOn, on: model.today)
    return Choice(line.id.description, [line.name, age].compactMap { $0 }.joined(separator: ", "))
  }
  return """
    <section class="on-screen" aria-labelledby="once"><h2 id="once">Record once for several</h2>
    <form method="get" action="\(FamilyPaths.several(model.id))" class="several" novalidate>
    \(checkboxes(id: "who", legend: "Whom is it about?", choices: choices))
    <div class="button-group">\
    \(if: model.mayWriteNote, button(
      "Write a note or visit", kind: .secondary, name: "what", value: "note"))\
    \(if: model.mayChange, button("They moved", kind: .secondary, name: "what", value: "moved"))\
    </div></form></section>
    """
}
