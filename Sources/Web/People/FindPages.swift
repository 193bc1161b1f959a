import Domain
import HTML
import Matching
import Store

/// Finding a person, as its page shows it.
struct FindModel: Sendable {
  var purpose = FindPurpose.open
  /// Nil before anything was looked for.
  var searched: (id: String, search: SavedSearch)?
  var found: [PersonTable.Found] = []
  /// Records that match and are closed to the worker: whom to ask.
  var closed: [String] = []
  /// What a worker must know of before acting, by person.
  var alerts: [PersonID: [AlertTable.Around]] = [:]
  /// What was said in one line about somebody who belongs to a family.
  var said: PersonInWords?
  /// Relatives who may be named.
  var seeable: Set<PersonID> = []
  /// What nothing could be made of.
  var unread: [String] = []
  var canCreate = false
  var nothingTyped = false
  let today: Day
}

/// - Parameters:
///   - form: around the questions: address, token, hidden fields.
///   - choose: the act on one person found, for a purpose other than opening.
func findPage(
  _ model: FindModel, form: (HTML) -> HTML, choose: (PersonTable.Found) -> HTML?
) -> Page {
  let search = model.searched?.search ?? SavedSearch()
  let questions: HTML = """
    \(textInput(
      id: "q", label: "Name, date of birth, postcode, phone or a number",
      hint: "In any order, as much as you know. For example: aisha khan 3/5/17 LS1 4AB. "
        + "For a child not yet born: baby of, and the mother's name",
      value: search.box, error: model.nothingTyped ? "Enter what you know of the person" : nil,
      kind: .search))
    \(details("Say which is which", isOpen: !search.isSeparateEmpty, content: separate(search)))
    """
  var page = Page(model.heading, main: form(questions) + results(model, choose: choose))
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
    id: "postcode", label: "Postcode", hint: "Whole, or its beginning", value: search.postcode,
    optional: true, width: .ten))
  \(textInput(
    id: "number", label: "Phone, NHS number, UPN or record number", value: search.number,
    optional: true, width: .twenty))
  """
}

private func results(_ model: FindModel, choose: (PersonTable.Found) -> HTML?) -> HTML {
  guard let searched = model.searched else { return "" }
  let count = model.found.count
  let heading =
    count == 0
    ? "Nobody on the record matches"
    : count == 1 ? "1 person matches" : "\(count) people match, likeliest first"
  let unread: HTML =
    model.unread.isEmpty
    ? ""
    : inset(
      "<p>We could not read this and did not search for it: \(model.unread.joined(separator: ", "))</p>"
    )
  let closed = model.closed.map { inset("<p>A restricted record matches. \($0)</p>") }
  let create: HTML =
    model.canCreate
    ? """
    <p>\(buttonLink(
      "None of these: create a new record",
      to: PersonPaths.new(searched.id, for: model.purpose), kind: .secondary))</p>
    """
    : ""
  return """
    <section aria-labelledby="results"><h2 id="results">\(heading)</h2>
    \(unread)\(each: closed, { $0 })
    \(each: model.found, { foundCard($0, model, choose: choose) })
    \(create)</section>
    """
}

private func foundCard(
  _ found: PersonTable.Found, _ model: FindModel, choose: (PersonTable.Found) -> HTML?
) -> HTML {
  let person = found.whole.person
  let id = found.whole.id
  let others = person.names.dropFirst().map {
    "\($0.full) (\(PersonWords.kind($0.kind).lowercased()))"
  }
  let family = found.family.filter { $0.to == nil && model.seeable.contains($0.line.id) }
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
  if !family.isEmpty { rows.append(SummaryRow("Family", family.joined(separator: ", "))) }
  if let alerts = model.alerts[id] {
    let lines = alerts.map { $0.line(on: id) }
    rows.append(
      SummaryRow(
        "Alerts",
        html: "<ul>\(each: lines, { "<li><strong>\($0.text)</strong> \($0.act)</li>" })</ul>"))
  }
  rows.append(SummaryRow("Now", found.status))
  let open = textLink(
    "Open the record", to: PersonPaths.page(found.line), context: "of \(person.name.full), \(id)")
  return summaryCard(
    "\(person.name.full), \(id)", actions: [choose(found), open].compactMap { $0 }, rows: rows)
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

extension SavedSearch {
  fileprivate var isSeparateEmpty: Bool {
    given.isEmpty && family.isEmpty && birth.isEmpty && postcode.isEmpty && number.isEmpty
  }
}
