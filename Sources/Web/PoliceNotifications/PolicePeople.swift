import Domain
import HTML
import Hummingbird
import Matching
import Store

/// `/police/K-1/people`: everybody the police named finds their record, by a person's click, as in a
/// contact. Whoever is not found here is carried over to the contact as the police named them.
enum PolicePeople: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/police/:notification/people") { try await people($0) }
    routes.post("/police/:notification/people/:key/match") { try await match($0) }
    routes.get("/police/:notification/people/:key/unmatch") { context in
      let one = try await notification(context)
      return try await context.show(unmatchForm(one, try named(in: one, context)))
    }
    routes.post("/police/:notification/people/:key/unmatch") { try await unmatch($0) }
  }

  /// Whoever may see it, look for people, and take contacts.
  private static func notification(
    _ context: Context
  ) async throws -> PoliceNotificationTable.Whole {
    let one = try await context.notification()
    try await context.may(.recordContact)
    try await context.may(.findPerson)
    return one
  }

  private static func named(
    in one: PoliceNotificationTable.Whole, _ context: Context
  ) throws -> PoliceNotification.Named {
    let key = Int(try context.word("key"))
    return try context.found(one.named.first { $0.key == key })
  }

  /// What was said of somebody, as a search. Children are looked for at the address too.
  private static func terms(
    of named: PoliceNotification.Named, in one: PoliceNotificationTable.Whole, today: Day
  ) -> SearchTerms {
    let postcode = one.reports.compactMap { $0.address?.postcode }.last
    return ContactPeople.terms(of: named.inContact(postcode: postcode), today: today)
  }

  private static func people(_ context: Context) async throws -> Response {
    let one = try await notification(context)
    let today = context.today
    var cards: [HTML] = []
    for named in one.named {
      let said = named.inContact(postcode: nil)
      guard let person = named.person else {
        let looked = try await context.look(terms(of: named, in: one, today: today), limit: 5)
        try await context.tell(looked)
        cards.append(
          card(
            said.withAge,
            content: """
              \(if: named.role != nil, "<p>In it as: \(named.role ?? "")</p>")
              <h3>Records that may be the same person</h3>
              \(each: looked.found, { found in
                candidate(
                  said, found, today: today, link: button(linking: named, to: found, one, context))
              })
              \(each: looked.locked, lockedStub)
              \(each: looked.kin, { candidate(said, $0, today: today, link: "") })
              \(if: looked.found.isEmpty && looked.locked.isEmpty,
                "<p>Nobody on the record looks like this.</p>")
              """))
        continue
      }
      let undo = textLink(
        "Undo match", to: PolicePaths.unmatch(one.id, key: named.key), context: named.full)
      cards.append(
        card(
          said.withAge, actions: [undo],
          content: """
            <p>Matched to \(textLink("record \(person)", to: recordPath(of: said, person))).</p>
            """))
    }
    var page = Page(
      "Who is in this notification?",
      main: """
        \(each: cards, { $0 })
        \(if: one.named.isEmpty, emptyState("The police named nobody."))
        <p class="hint">Not found, or not sure? Leave it. In a contact everybody goes along as the \
        police named them, and can be matched or added there.</p>
        \(buttonGroup(buttonLink("Go to the notification", to: PolicePaths.page(one.id))))
        """)
    one.around(&page)
    return context.page(page)
  }

  private static func button(
    linking named: PoliceNotification.Named, to found: PersonTable.Found,
    _ one: PoliceNotificationTable.Whole, _ context: Context
  ) -> HTML {
    context.button(
      "This is the person", action: PolicePaths.match(one.id, key: named.key),
      page: PolicePaths.people(one.id), version: one.version,
      hidden: [HiddenField("person", found.whole.id.description)],
      context: "\(found.whole.person.name.full) for \(named.full)")
  }

  private static func match(_ context: Context) async throws -> Response {
    let one = try await notification(context)
    let named = try named(in: one, context)
    let person = try context.found(context.answers["person"].flatMap { PersonID($0) })
    try await context.exists(person)
    try await context.may(.seePerson, about: person)
    let terms = terms(of: named, in: one, today: context.today)
    let found = try await context.read { try PersonTable.search(terms, in: $0) }
    let reasons = found.first { $0.whole.id == person }?.match.reasons ?? []
    let because = reasons.isEmpty ? "Chosen by the worker" : reasons.joined(separator: "; ")
    let people = PolicePaths.people(one.id)
    return try await context.carryOut(back: people) { sending in
      try await context.perform(
        .match(key: named.key, to: person, because: because), on: one.id, sending)
      return people
    }
  }

  private static func unmatchForm(
    _ one: PoliceNotificationTable.Whole, _ named: PoliceNotification.Named
  ) -> FormPage {
    var form = FormPage(
      "Undo a match",
      FormDefinition(
        "police-unmatch", edition: "1",
        [Question("reason", .longText(rows: 3), "Why was this match wrong?")]),
      path: PolicePaths.unmatch(one.id, key: named.key),
      submit: "Undo the match of \(named.full)", version: one.version)
    form.around = { one.around(&$0) }
    form.before = """
      <p>\(named.full) is matched to \(named.person?.description ?? "no record"). Undoing it changes \
      nothing on that record; the notification no longer shows there.</p>
      """
    return form
  }

  private static func unmatch(_ context: Context) async throws -> Response {
    let one = try await notification(context)
    let named = try named(in: one, context)
    return try await context.submit(unmatchForm(one, named)) {
      reader -> PoliceNotification.Command? in
      reader.text("reason", "it", ask: "Say why the match was wrong").map {
        .unmatch(key: named.key, reason: $0)
      }
    } perform: { command, sending in
      try await context.perform(command, on: one.id, sending)
      return PolicePaths.page(one.id, done: .unmatched)
    }
  }
}
