import Domain
import HTML
import Hummingbird
import Store

/// Asking for early help from where the work is: a contact that was decided early help, a referral that
/// steps down, or a child's page. People and story are carried; the family's agreement is asked.
enum EarlyHelpRequesting: HasRoutes {
  static func add(to routes: Routes) {
    for pattern in [
      "/contacts/:contact/early-help", "/referrals/:referral/early-help",
      "/children/:person/early-help",
    ] {
      routes.get(pattern) { context in
        try await context.show(try await desk(context, pattern).form)
      }
      routes.post(pattern) { context in
        let desk = try await desk(context, pattern)
        let today = context.today
        return try await context.submit(desk.form) { reader in
          desk.read(&reader, today: today)
        } perform: { wished, sending in
          let (wish, lead) = wished
          try await context.may(.requestEarlyHelp, about: wish.children + wish.adults)
          let done: Done<EarlyHelp> = try await context.house.store.perform(
            .request(wish, lead: lead), expecting: sending.version, as: sending.act)
          return EarlyHelpPaths.page(done.id, done: wish.consent.given ? .requested : .refused)
        }
      }
    }
  }

  private static func desk(_ context: Context, _ pattern: String) async throws -> Desk {
    let workers = try await context.read { try WorkerTable.all(in: $0) }
    let leads = workers.filter { worker in
      worker.roles.contains { May.reach(of: $0, for: .leadEarlyHelp) != .nowhere }
    }.map { Choice($0.id.description, $0.name, hint: $0.teamName) }
    if pattern.hasPrefix("/contacts") {
      let contact = try await context.contact(.requestEarlyHelp)
      let decided = try await context.read { try EarlyHelpTable.decided(contact.id, in: $0) }
      let children = contact.children.compactMap { child in
        child.person.flatMap { person in
          decided.contains(person) ? Desk.Person(person, child.full, child.withAge) : nil
        }
      }
      guard !children.isEmpty else { throw NotHere() }
      let reason = contact.decision.map { "\n\nWhy early help was decided\n\($0.reason)" } ?? ""
      return Desk(
        origin: .contact(id: contact.id), path: EarlyHelpPaths.request(contact.id),
        back: ("Contact \(contact.id)", ContactPaths.record(contact.id)), children: children,
        adults: contact.named.filter { !$0.isChild }.compactMap { adult in
          adult.person.map { Desk.Person($0, adult.full) }
        }, ticked: Set(children.map(\.id)), story: contact.details.account + reason, leads: leads)
    }
    if pattern.hasPrefix("/referrals") {
      let referral = try await context.referral(.requestEarlyHelp)
      guard referral.isOpen else { throw NotHere() }
      // Stepping down is closing: for whoever may close it.
      try await context.may(.closeReferral, about: referral.child)
      let family = try await family(of: referral.child, context)
      return Desk(
        origin: .referral(id: referral.id), path: EarlyHelpPaths.request(referral.id),
        back: ("Referral \(referral.id)", ReferralPaths.record(referral.id)),
        children: family.children, adults: family.adults,
        ticked: Set([referral.child] + referral.together.map(\.child)),
        story: referral.decision?.reason ?? "", leads: leads)
    }
    let child = try context.id("person", of: Domain.Person.self)
    try await context.exists(child)
    try await context.may(.requestEarlyHelp, about: child)
    let family = try await family(of: child, context)
    return Desk(
      origin: .direct, path: EarlyHelpPaths.request(child),
      back: ("Overview", PersonPaths.child(child)), children: family.children,
      adults: family.adults, ticked: [child], story: "", leads: leads)
  }

  /// The child, and those of the family whose records are open to this worker.
  private static func family(
    of child: PersonID, _ context: Context
  ) async throws -> (children: [Desk.Person], adults: [Desk.Person]) {
    let (line, relatives) = try await context.read { tx in
      (try PersonTable.line(child, in: tx), try PersonTable.family(of: child, in: tx))
    }
    guard let line, line.stage != .adult else { throw NotHere() }
    let open = try await context.seeable(relatives.map(\.line.id))
    let shown = relatives.filter {
      $0.to == nil && open.contains($0.line.id) && $0.line.diedOn == nil
    }
    let siblings = shown.filter { $0.line.stage != .adult }.map {
      Desk.Person($0.line.id, $0.line.name)
    }
    let adults = shown.filter { $0.line.stage == .adult }.map {
      Desk.Person(
        $0.line.id, $0.line.name, "\($0.line.name), \($0.kind.words.lowercased())")
    }
    return ([Desk.Person(child, line.name)] + siblings, adults)
  }
}

/// The form on which early help is asked for.
struct Desk: Sendable {
  struct Person: Sendable {
    let id: PersonID
    let name: String
    /// With what tells them apart in a list.
    let label: String

    init(_ id: PersonID, _ name: String, _ label: String? = nil) {
      self.id = id
      self.name = name
      self.label = label ?? name
    }
  }

  let origin: EarlyHelp.Origin
  let path: String
  let back: (text: String, path: String)
  let children: [Person]
  let adults: [Person]
  let ticked: Set<PersonID>
  let story: String
  let leads: [Choice]

  private var definition: FormDefinition {
    var questions = [
      Question(
        "children", .several(children.map { Choice($0.id.description, $0.label) }),
        "Which children is it for?")
    ]
    if !adults.isEmpty {
      questions.append(
        Question(
          "adults", .several(adults.map { Choice($0.id.description, $0.label) }),
          "Which adults of the family belong to it?", optional: true))
    }
    questions += [
      Question(
        "consent",
        .one([
          Choice("yes", "Yes, they want it"),
          Choice(
            "no", "No, they do not want it",
            hint: "This is recorded, and no early help begins."),
        ]), "Does the family want early help?",
        hint: "Early help is voluntary. Without the family’s agreement there is none."),
      Question(
        "consent-who", .text(.full), "Who spoke for the family, and with whom?",
        hint: "For example, mother, with Priya Nair, by phone"),
      Question("consent-on", .day, "When was that?"),
      Question(
        "consent-words", .longText(rows: 3), "What they said, in their own words",
        hint: "Needed where they do not want it.", optional: true),
      Question(
        "story", .longText(rows: 8), "What is happening for the family",
        hint:
          "Carried from where the work is. Change what is not needed. Not needed where they do not "
          + "want early help."),
      Question(
        "hope", .longText(rows: 4), "What is hoped for the children",
        hint: "A lead outside the council reads this. Not needed where they do not want early help."
      ),
    ]
    return FormDefinition(
      "earlyhelp-request", edition: "1", questions + LeadQuestions.all(leads, canWait: true))
  }

  var form: FormPage {
    var form = FormPage(
      origin.referral == nil ? "Ask for early help" : "Step down to early help", definition,
      path: path,
      submit: "Record for \(listed(children.filter { ticked.contains($0.id) }.map(\.name)))")
    form.record.set("children", ticked.map(\.description).sorted())
    form.record["story"] = story.isEmpty ? nil : story
    let (back, isStepDown) = (back, origin.referral != nil)
    form.around = { page in
      page.trail = .back(back.text, to: back.path)
      page.width = .work
    }
    form.before =
      isStepDown
      ? """
      <p>The referral stays open until somebody has accepted to lead. It is then closed, and early \
      help begins on that day.</p>
      """ : "<p>Early help begins on the day on which somebody has accepted to lead.</p>"
    let hasAdults = !adults.isEmpty
    form.layout = { view in
      """
      \(view["children"])\(if: hasAdults, hasAdults ? view["adults"] : "")
      \(view["consent"])\(view["consent-who"])\(view["consent-on"])\(view["consent-words"])
      \(view["story"])\(view["hope"])
      \(LeadQuestions.layout(view, canWait: true))
      """
    }
    return form
  }

  func read(
    _ reader: inout AnswerReader, today: Day
  ) -> (EarlyHelp.Wish, EarlyHelp.Lead?)? {
    let chosen: [PersonID] = reader.ids("children", "the children")
    if chosen.isEmpty { reader.wrong("children", "Select the children it is for") }
    let others: [PersonID] = reader.ids("adults", "the adults")
    // Whoever is not on the form was not chosen on it.
    let isListed =
      Set(chosen).isSubset(of: children.map(\.id)) && Set(others).isSubset(of: adults.map(\.id))
    if !isListed { reader.wrong("children", "Select the children from the list") }
    let given = reader.yesOrNo(
      "consent", "the family wants it", ask: "Select whether the family wants early help")
    let who = reader.text(
      "consent-who", "it", ask: "Say who spoke for the family, and with whom", longest: 400)
    let on = reader.day("consent-on", "the day they said so", latest: today)
    let words = reader.textIfAny("consent-words", "what they said", longest: 4000)
    let story = reader.textIfAny("story", "what is happening", longest: 40_000)
    let hope = reader.textIfAny("hope", "what is hoped", longest: 4000)
    if given == true, story == nil {
      reader.wrong("story", "Write what is happening for the family")
    }
    if given == true, hope == nil { reader.wrong("hope", "Write what is hoped for the children") }
    if given == false, words == nil {
      reader.wrong("consent-words", "Write why the family does not want it, in their words")
    }
    let lead = given == true ? LeadQuestions.read(&reader, canWait: true) : nil
    guard let given, let who, let on, reader.errors.isEmpty else { return nil }
    let wish = EarlyHelp.Wish(
      origin: origin, children: chosen, adults: others, story: story ?? "", hope: hope ?? "",
      consent: EarlyHelp.Consent(given: given, who: who, on: on, words: words))
    return (wish, lead)
  }
}

/// Who is to lead: somebody who works here, or a professional outside the council.
enum LeadQuestions {
  static func all(_ leads: [Choice], canWait: Bool) -> [Question] {
    [
      Question(
        "lead", .one(kinds(canWait).map { Choice($0.0, $0.1) }), "Who is asked to lead?",
        optional: canWait),
      Question("lead-worker", .oneOfMany(leads), "Worker", optional: true),
      Question("lead-name", .text(.full), "Name", optional: true),
      Question("lead-agency", .text(.full), "Agency", optional: true),
      Question("lead-job", .text(.full), "Job", optional: true),
      Question("lead-email", .text(.full), "Work email", optional: true),
    ]
  }

  private static func kinds(_ canWait: Bool) -> [(String, String)] {
    [("worker", "Somebody who works here"), ("outside", "A professional outside the council")]
      + (canWait ? [("later", "Nobody yet")] : [])
  }

  static func layout(_ view: FormView, canWait: Bool) -> HTML {
    let reveals: [String: HTML] = [
      "worker": view["lead-worker"],
      "outside":
        "\(view["lead-name"])\(view["lead-agency"])\(view["lead-job"])\(view["lead-email"])",
    ]
    return radios(
      id: "lead", legend: "Who is asked to lead?",
      choices: kinds(canWait).map { Choice($0.0, $0.1, reveal: reveals[$0.0]) },
      hint: "The lead professional sees the plan through with the family. They accept or decline.",
      value: view.answers["lead"], error: view.error("lead"))
  }

  static func read(_ reader: inout AnswerReader, canWait: Bool) -> EarlyHelp.Lead? {
    switch reader.textIfAny("lead") {
    case "worker":
      let worker: WorkerID? = reader.id(
        "lead-worker", "the worker", ask: "Select who is asked to lead")
      return worker.map { .worker(id: $0) }
    case "outside":
      let name = reader.text("lead-name", "the lead’s name", longest: 200)
      let agency = reader.text("lead-agency", "their agency", longest: 200)
      let job = reader.text("lead-job", "their job", longest: 200)
      let email = reader.text("lead-email", "their work email", longest: 254)?.lowercased()
      if let email, EmailAddress(email) == nil {
        reader.wrong("lead-email", "Enter an email address like name@school.example")
      }
      guard let name, let agency, let job, let email, reader.errors.isEmpty else { return nil }
      return .outside(
        person: EarlyHelp.Outside(name: name, agency: agency, job: job, email: email))
    case "later" where canWait: return nil
    default:
      reader.wrong("lead", "Select who is asked to lead")
      return nil
    }
  }
}
