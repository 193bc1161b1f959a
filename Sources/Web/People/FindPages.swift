import Domain
import HTML
import Matching
import Store

/// Finding a person, as its page shows it.
struct FindModel: Sendable {
  var purpose = FindPurpose.open
  /// The number of the saved search; nil before one, and while somebody types.
  var id: String?
  /// Nil before anything was looked for.
  var search: SavedSearch?
  var looked: Looked?
  /// What was said in one line about somebody who belongs to a family.
  var said: PersonInWords?
  var canCreate = false
  var nothingTyped = false
  /// A piece of the page, shown while somebody types.
  var isLive = false
  let today: Day

  /// The form of the questions, for buttons that stand below it.
  var formID: String {
    if case .match(_, let key) = purpose { "find-\(key)" } else { "find" }
  }
}

/// - Parameters:
///   - form: around the questions: address, token, hidden fields.
///   - choose: the act on one person found, for a purpose other than opening.
func findPage(
  _ model: FindModel, form: (HTML) -> HTML, choose: (PersonTable.Found) -> HTML?
) -> Page {
  let search = model.search ?? SavedSearch()
  let questions: HTML = """
    \(textInput(
      id: "q", label: "Name, date of birth, postcode, phone or a number",
      hint: "In any order, as much as you know. For example: aisha khan 3/5/17 LS1 4AB. "
        + "For a child not yet born: baby of, and the mother's name",
      value: search.box, error: model.nothingTyped ? "Enter what you know of the person" : nil,
      kind: .search))
    \(details("Say which is which", isOpen: !search.isBoxOnly, content: separate(search)))
    """
  var page = Page(
    model.heading,
    main: form(questions) + liveResults(id: "found", content: results(model, choose: choose)))
  if model.nothingTyped {
    page.errors = [FormError("q", "Enter what you know of the person")]
  }
  switch model.purpose {
  case .open: break
  case .match(let contact, _):
    page.trail = .back("Back to the contact", to: ContactPaths.people(contact))
  case .relate(let person):
    page.trail = .back("Back to the family", to: PersonPaths.family(person))
  case .join(let person):
    page.trail = .back("Back to the family", to: PersonPaths.family(person))
    if let said = model.said { page.main = familyWordsRead(said) + page.main }
  }
  return page
}

private func separate(_ search: SavedSearch) -> HTML {
  """
  \(textInput(id: "given", label: "First names", value: search.given, optional: true))
  \(textInput(id: "family", label: "Family name", value: search.family, optional: true))
  \(textInput(
    id: "birth", label: "Date of birth", hint: "A day, a month or a year: 3/5/2017, May 2017, 2017",
    value: search.birth, optional: true, width: .twenty))
  \(textInput(
    id: "street", label: "House and street", value: search.street ?? "", optional: true))
  \(textInput(
    id: "postcode", label: "Postcode", hint: "Whole, or its beginning", value: search.postcode,
    optional: true, width: .ten))
  \(textInput(id: "school", label: "School", value: search.school ?? "", optional: true))
  \(textInput(
    id: "number", label: "Phone, NHS number, UPN or record number", value: search.number,
    optional: true, width: .twenty))
  """
}

/// Who was found, of whose family somebody may be, whom to ask, and the way on to a new record.
func results(_ model: FindModel, choose: (PersonTable.Found) -> HTML?) -> HTML {
  guard let looked = model.looked else { return "" }
  let id = "results-\(model.formID)"
  let unread: HTML =
    looked.unread.isEmpty
    ? ""
    : inset(
      "<p>We could not read this and did not search for it: \(looked.unread.joined(separator: ", "))</p>"
    )
  let kin: HTML =
    looked.kin.isEmpty
    ? ""
    : """
    <h2>May be of the same family</h2>
    \(each: looked.kin, { kinCard($0, model) })
    """
  return """
    <section aria-labelledby="\(id)"><h2 id="\(id)">\(looked.heading)</h2>
    \(unread)\(each: looked.locked, lockedStub)
    \(each: looked.found, { foundCard($0, model, choose: choose) })
    \(kin)\(noneOfThese(model))</section>
    """
}

/// While a contact is taken down: who may be on the record already, in a line each. They are matched
/// on the next page; nothing here leads away from a caller on the phone.
func alreadyKnown(_ looked: Looked, _ today: Day) -> HTML {
  let lines = looked.found.prefix(5).map { found -> HTML in
    let person = found.whole.person
    let birth = PersonWords.birth(person.birth, diedOn: person.diedOn, on: today)
    return """
      <li><strong>\(person.name.full)</strong>, \(found.whole.id.description), \
      \(birth ?? "date of birth not recorded"). \
      \(likelihood(found.match)): \(found.match.reasons.joined(separator: "; ")). \(found.status).</li>
      """
  }
  let kin = looked.kin.prefix(3).compactMap(\.match.kinship).map { words -> HTML in
    "<li>\(words.prefix(1).uppercased() + words.dropFirst())</li>"
  }
  guard !lines.isEmpty || !kin.isEmpty || !looked.locked.isEmpty else { return "" }
  return inset(
    """
    <p>On the record already? You match people on the next page.</p>
    <ul>\(each: lines, { $0 })\(each: kin, { $0 })\
    \(each: looked.locked, { "<li>A restricted record matches. \($0.because)</li>" })</ul>
    """)
}

/// Only after a search: what was typed goes along.
private func noneOfThese(_ model: FindModel) -> HTML {
  guard model.canCreate, let looked = model.looked else { return "" }
  let words =
    looked.shown.isEmpty && looked.locked.isEmpty
    ? "Create a new record" : "None of these: create a new record"
  let act =
    model.id.map {
      buttonLink(words, to: PersonPaths.new($0, for: model.purpose), kind: .secondary)
    } ?? button(words, kind: .secondary, name: "act", value: "none", form: model.formID)
  return "<p>\(act)</p>"
}

/// Of a locked record nothing is said but whom to ask.
func lockedStub(_ locked: LockedMatch) -> HTML {
  let open: HTML? = locked.openInNeed.map { id in
    "<p>\(textLink("It cannot wait: open it in need", to: PersonPaths.breakGlass(id)))</p>"
  }
  return inset("<p>A restricted record matches. \(locked.because)</p>\(open)")
}

private func foundCard(
  _ found: PersonTable.Found, _ model: FindModel, choose: (PersonTable.Found) -> HTML?
) -> HTML {
  var rows = [SummaryRow("Likely the same?", likelihood(found.match))]
  rows += about(found, model)
  return summaryCard(
    "\(found.whole.person.name.full), \(found.whole.id)",
    actions: [choose(found), open(found)].compactMap { $0 }, rows: rows)
}

/// Somebody of the same family is no candidate: the worker needs the way to a brother or sister.
private func kinCard(_ found: PersonTable.Found, _ model: FindModel) -> HTML {
  let name = found.whole.person.name.full
  var actions = [open(found)]
  if model.canCreate, found.whole.person.stage != .adult {
    let words = "Add as brother or sister"
    actions.insert(
      model.id.map {
        textLink(
          words, to: PersonPaths.new($0, for: model.purpose, sibling: found.whole.id),
          context: "of \(name)")
      }
        ?? button(
          "\(words) of \(PersonWords.short(found.whole.person.name))", kind: .link, name: "act",
          value: "sibling-\(found.whole.id)", form: model.formID), at: 0)
  }
  let may = found.match.kinship.map { $0.prefix(1).uppercased() + $0.dropFirst() }
  return summaryCard(
    "\(name), \(found.whole.id)", actions: actions,
    rows: [SummaryRow("How they may be related", may)] + about(found, model))
}

private func open(_ found: PersonTable.Found) -> HTML {
  textLink(
    "Open the record", to: PersonPaths.page(found.line),
    context: "of \(found.whole.person.name.full), \(found.whole.id)")
}

private func about(_ found: PersonTable.Found, _ model: FindModel) -> [SummaryRow] {
  let person = found.whole.person
  let others = person.names.dropFirst().map {
    "\($0.full) (\(PersonWords.kind($0.kind).lowercased()))"
  }
  let family = found.family.filter {
    $0.to == nil && model.looked?.seeable.contains($0.line.id) == true
  }
  .prefix(6).map { "\($0.kind.words): \($0.line.name)" }
  let why: HTML = "<ul>\(each: found.match.reasons, { "<li>\($0)</li>" })</ul>"
  var rows = [SummaryRow("Why it matched", html: why)]
  if !others.isEmpty { rows.append(SummaryRow("Other names", others.joined(separator: ", "))) }
  rows += [
    SummaryRow(
      "Date of birth",
      PersonWords.birth(person.birth, diedOn: person.diedOn, on: model.today)),
    SummaryRow("Lives at", person.address?.oneLine),
  ]
  let before = person.addresses.filter { $0.to != nil }.map(\.oneLine)
  if !before.isEmpty { rows.append(SummaryRow("Lived at", before.joined(separator: "; "))) }
  if !family.isEmpty { rows.append(SummaryRow("Family", family.joined(separator: ", "))) }
  if let alerts = model.looked?.alerts[found.whole.id] {
    let lines = alerts.map { $0.line(on: found.whole.id) }
    rows.append(
      SummaryRow(
        "Alerts",
        html: "<ul>\(each: lines, { "<li><strong>\($0.text)</strong> \($0.act)</li>" })</ul>"))
  }
  rows.append(SummaryRow("Now", found.status))
  return rows
}

/// How probable it is that this is the person, in words: nobody decides by a number.
func likelihood(_ match: Match) -> String {
  switch match.percent {
  case 90...: "Very likely the same person"
  case 50..<90: "Likely the same person"
  default: "Possibly the same person"
  }
}

extension PersonTable.Found {
  var line: PersonTable.Line {
    let person = whole.person
    return PersonTable.Line(
      id: whole.id, name: person.name.full, stage: person.stage, birth: person.birth,
      diedOn: person.diedOn)
  }

  fileprivate var status: String {
    if let day = whole.person.diedOn { return "Died \(day.long)" }
    guard let openReferral else { return "No open work" }
    let who = [worker, team].compactMap { $0 }.joined(separator: ", ")
    return who.isEmpty
      ? "Open referral \(openReferral), not yet given to a worker"
      : "Open referral \(openReferral), with \(who)"
  }
}

extension FindModel {
  fileprivate var heading: String {
    switch purpose {
    case .open: "Find a person"
    case .match: "Find the person named in the contact"
    case .relate: "Find a member of the family"
    case .join: "Are they on the record already?"
    }
  }
}
