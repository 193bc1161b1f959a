import Domain
import HTML
import Hummingbird
import Matching
import Store

/// `/contacts/C-1/people`: everybody named finds their record, or keeps waiting for it.
///
/// A candidate is linked here. "None of these" leads to the search with what was said filled in, and
/// from there to a new record.
enum ContactPeople: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/contacts/:contact/people") { try await people($0) }
    routes.post("/contacts/:contact/people/:key/match") { try await match($0) }
    routes.post("/contacts/:contact/people/:key/search") { try await search($0) }
    routes.get("/contacts/:contact/people/:key/unmatch") { context in
      let contact = try await context.contactToWriteIn()
      return try await context.show(unmatchForm(contact, try named(in: contact, context)))
    }
    routes.post("/contacts/:contact/people/:key/unmatch") { try await unmatch($0) }
    routes.get("/contacts/:contact/people/name") { context in
      try await context.show(nameForm(try await context.contactToWriteIn()))
    }
    routes.post("/contacts/:contact/people/name") { try await name($0) }
  }

  private static func people(_ context: Context) async throws -> Response {
    let contact = try await context.contactToWriteIn()
    // Who may not look for people is shown no candidates either.
    let mayFind = context.can(.findPerson)
    let unmatched = mayFind ? contact.named.filter { $0.person == nil } : []
    let today = context.today
    var candidates: [Int: Looked] = [:]
    for named in unmatched {
      let looked = try await context.look(terms(of: named, today: today), limit: 5)
      try await context.tell(looked)
      candidates[named.key] = looked
    }
    var page = contactPeoplePage(
      contact, candidates: candidates, today: today,
      link: { button(linking: $0, to: $1, in: contact, context) },
      search: { named in
        guard mayFind else { return "<p>Somebody who may look for people matches this one.</p>" }
        return further(context, contact, named)
      })
    contact.around(&page)
    return context.page(page)
  }

  /// The search itself, in the same box as everywhere: what is found while typing stands below it.
  private static func further(
    _ context: Context, _ contact: ContactTable.Whole, _ named: Contact.Named
  ) -> HTML {
    let purpose = FindPurpose.match(contact.id, key: named.key)
    let id = "q-\(named.key)"
    let box = form(
      action: PersonPaths.find(for: purpose), csrf: context.csrf, id: "find-\(named.key)",
      submit: "Find", submitKind: .secondary,
      live: Live(PersonPaths.live(for: purpose), into: "found-\(named.key)"),
      content: textInput(
        id: id, name: "q", label: "Look for \(named.full) in other words",
        hint: "Another spelling, an address, a phone, a school: in any order", kind: .search))
    let none = context.button(
      "None of these: search further", action: path(contact.id, named.key, "search"),
      page: ContactPaths.people(contact.id), context: "for \(named.full)")
    return "\(buttonGroup(none))\(box)\(liveResults(id: "found-\(named.key)"))"
  }

  private static func path(_ id: ContactID, _ key: Int, _ act: String) -> String {
    "\(ContactPaths.people(id))/\(key)/\(act)"
  }

  private static func button(
    linking named: Contact.Named, to found: PersonTable.Found, in contact: ContactTable.Whole,
    _ context: Context
  ) -> HTML {
    context.button(
      "This is the person", action: ContactPaths.match(contact.id, key: named.key),
      page: ContactPaths.people(contact.id), version: contact.version,
      hidden: [HiddenField("person", found.whole.id.description)],
      context: "\(found.whole.person.name.full) for \(named.full)")
  }

  private static func named(
    in contact: ContactTable.Whole, _ context: Context
  ) throws -> Contact.Named {
    let key = Int(try context.word("key"))
    return try context.found(contact.named.first { $0.key == key })
  }

  /// What was said of somebody, as a search.
  static func terms(of named: Contact.Named, today: Day) -> SearchTerms {
    searched(named).terms(today: today)
  }

  private static func searched(_ named: Contact.Named) -> SavedSearch {
    SavedSearch(
      given: named.given, family: named.family, birth: named.birth?.iso ?? "",
      postcode: named.postcode ?? "")
  }

  private static func match(_ context: Context) async throws -> Response {
    let contact = try await context.contactToWriteIn()
    let named = try named(in: contact, context)
    let person = try context.found(context.answers["person"].flatMap { PersonID($0) })
    try await context.exists(person)
    try await context.may(.seePerson, about: person)
    let terms = terms(of: named, today: context.today)
    let found = try await context.read { try PersonTable.search(terms, in: $0) }
    let reasons = found.first { $0.whole.id == person }?.match.reasons ?? []
    let because = reasons.isEmpty ? "Chosen by the worker" : reasons.joined(separator: "; ")
    let people = ContactPaths.people(contact.id)
    return try await context.carryOut(back: people) { sending in
      try await context.perform(
        .match(key: named.key, to: person, because: because), on: contact.id, sending)
      return people
    }
  }

  private static func search(_ context: Context) async throws -> Response {
    let contact = try await context.contactToWriteIn()
    let named = try named(in: contact, context)
    let search = searched(named)
    let purpose = FindPurpose.match(contact.id, key: named.key)
    guard !search.isEmpty else { return .seeOther(PersonPaths.find(for: purpose)) }
    return .seeOther(PersonPaths.results(try await context.keep(search), for: purpose))
  }

  // MARK: - Undoing a match

  private static func unmatchForm(
    _ contact: ContactTable.Whole, _ named: Contact.Named
  ) -> FormPage {
    var form = FormPage(
      "Undo a match",
      FormDefinition(
        "contact-unmatch", edition: "1",
        [Question("reason", .longText(rows: 3), "Why was this match wrong?")]),
      path: ContactPaths.unmatch(contact.id, key: named.key),
      submit: "Undo the match of \(named.full)", version: contact.version)
    form.around = { contact.around(&$0) }
    form.before = """
      <p>\(named.withAge) is matched to \(named.person?.description ?? "no record"). Undoing it \
      changes nothing on that record; the contact no longer shows there.</p>
      """
    return form
  }

  private static func unmatch(_ context: Context) async throws -> Response {
    let contact = try await context.contactToWriteIn()
    let named = try named(in: contact, context)
    return try await context.submit(unmatchForm(contact, named)) { reader -> Contact.Command? in
      reader.text("reason", "it", ask: "Say why the match was wrong").map {
        .unmatch(key: named.key, reason: $0)
      }
    } perform: { command, sending in
      try await context.perform(command, on: contact.id, sending)
      return ContactPaths.people(contact.id)
    }
  }

  // MARK: - Somebody more

  private static func nameForm(_ contact: ContactTable.Whole) -> FormPage {
    let questions = ContactForm(rows: 1).definition.questions.filter {
      $0.id.hasPrefix("person-1-")
    }
    var form = FormPage(
      "Name somebody in this contact",
      FormDefinition("contact-person", edition: "1", questions),
      path: ContactPaths.name(contact.id), submit: "Add to the contact", version: contact.version)
    form.around = { contact.around(&$0) }
    form.before = contactSummary(contact)
    return form
  }

  private static func name(_ context: Context) async throws -> Response {
    let contact = try await context.contactToWriteIn()
    let today = context.today
    let key = (contact.named.map(\.key).max() ?? 0) + 1
    return try await context.submit(nameForm(contact)) { reader -> Contact.Command? in
      guard var named = ContactForm.person(&reader, row: 1, today: today) else {
        if reader.errors.isEmpty { reader.wrong("person-1-given", "Say who it is about") }
        return nil
      }
      named.key = key
      return .name(named)
    } perform: { command, sending in
      try await context.perform(command, on: contact.id, sending)
      return ContactPaths.people(contact.id)
    }
  }
}

func contactPeoplePage(
  _ contact: ContactTable.Whole, candidates: [Int: Looked], today: Day,
  link: (Contact.Named, PersonTable.Found) -> HTML, search: (Contact.Named) -> HTML
) -> Page {
  let cards = contact.named.map { named -> HTML in
    if let person = named.person {
      return matchedCard(contact, named, person)
    }
    let searched = candidates[named.key] != nil
    let here = candidates[named.key] ?? Looked()
    return card(
      named.withAge,
      content: sideBySide(
        "<h3>What was said</h3>\(said(named))",
        """
        <h3>Records that may be the same person</h3>
        \(each: here.found, { candidate(named, $0, today: today, link: link(named, $0)) })
        \(each: here.locked, lockedStub)
        \(each: here.kin, { candidate(named, $0, today: today, link: "") })
        \(if: searched && here.found.isEmpty && here.locked.isEmpty,
          "<p>Nobody on the record looks like this.</p>")
        \(search(named))
        <p class="hint">Not sure? Leave it. The contact can wait for a match, and says so.</p>
        """))
  }
  return Page(
    "Who is this contact about?",
    main: """
      \(each: cards, { $0 })
      \(if: contact.named.isEmpty, emptyState(
        "Nobody is named yet. A contact can be taken and answered with advice without a name; help "
          + "for a child needs one."))
      \(buttonGroup(
        buttonLink("Name somebody else", to: ContactPaths.name(contact.id), kind: .secondary),
        buttonLink("Go to the contact", to: ContactPaths.record(contact.id))))
      """)
}

private func matchedCard(
  _ contact: ContactTable.Whole, _ named: Contact.Named, _ person: PersonID
) -> HTML {
  let undo = textLink(
    "Undo match", to: ContactPaths.unmatch(contact.id, key: named.key), context: named.full)
  return card(
    named.withAge, actions: contact.decision == nil ? [undo] : [],
    content: """
      <p>Matched to \(textLink("record \(person)", to: recordPath(of: named, person))).</p>
      """)
}

private func said(_ named: Contact.Named) -> HTML {
  summaryList([
    SummaryRow("Name", named.full), SummaryRow("Date of birth", named.birth?.long),
    SummaryRow("Age", named.age), SummaryRow("Postcode", named.postcode),
    SummaryRow("Who this is", named.relation),
  ])
}

/// Somebody on the record who may be the one named, with why and how to link them.
func candidate(
  _ named: Contact.Named, _ found: PersonTable.Found, today: Day, link: HTML
) -> HTML {
  let person = found.whole.person
  let birth = person.birth?.day
  let differs =
    named.birth.flatMap { said in birth.map { $0 == said } } == false
    ? " The date of birth differs from what was said." : ""
  let work = [found.worker, found.team].compactMap { $0 }.joined(separator: ", ")
  return """
    <div class="candidate"><h4>\(textLink(person.name.full, to: recordPath(of: named, found.whole.id)))</h4>
    \(summaryList([
      SummaryRow("Record", found.whole.id.description),
      SummaryRow("Likely the same?", found.match.kinship ?? likelihood(found.match)),
      SummaryRow("Date of birth", PersonWords.birth(person.birth, diedOn: person.diedOn, on: today)),
      SummaryRow("Lives at", person.address?.oneLine),
      SummaryRow("Why it matched", found.match.reasons.joined(separator: "; ") + "." + differs),
      SummaryRow("Open work", found.openReferral.map { "\($0) \(work)" } ?? "None"),
    ]))
    \(link)</div>
    """
}
