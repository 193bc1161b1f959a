import Domain
import HTML
import Hummingbird
import Store

/// `/police/K-1/assess`, `/route` and `/carry-over`: by named people, with their reasons.
enum PoliceForms: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/police/:notification/assess") { context in
      let one = try await context.notification(.assessPolice)
      return try await context.show(try await assessForm(context, one))
    }
    routes.post("/police/:notification/assess") { try await assess($0) }
    routes.get("/police/:notification/carry-over") { context in
      try await context.show(carryForm(context, try await context.notification(.assessPolice)))
    }
    routes.post("/police/:notification/carry-over") { try await carryOver($0) }
    routes.get("/police/:notification/route") { context in
      let one = try await context.notification(.routePolice)
      return try await context.show(try await RouteForm(context, one).page)
    }
    routes.post("/police/:notification/route") { try await route($0) }
  }

  // MARK: - The officer's risk assessment (A6)

  private static func assessForm(
    _ context: Context, _ one: PoliceNotificationTable.Whole
  ) async throws -> FormPage {
    let earlier = try await context.read { try PoliceNotificationTable.earlier(than: one, in: $0) }
    let sight = try await context.policeSight(of: earlier)
    let shown = earlier.filter { sight($0) == .whole }
    let day = one.reports.first?.happenedOn ?? context.today
    let hints: [PoliceNotification.Grade: String] = [
      .red: "Serious harm is happening or likely", .amber: "Harm is likely if nothing is done",
      .green: "Worth knowing; nothing points to harm now",
    ]
    var form = FormPage(
      "Assess the risk of the incident",
      FormDefinition(
        "police-assess", edition: "1",
        [
          Question(
            "grade",
            .one(
              PoliceNotification.Grade.allCases.map {
                Choice($0.rawValue, $0.words, hint: hints[$0])
              }), "How grave is the risk to the children?",
            hint: "Your own assessment, now, of this incident."),
          Question(
            "reason", .longText(rows: 6), "Why this grade?",
            hint: "What happened, to whom, and what makes it more or less grave."),
          Question(
            "history", .longText(rows: 5), "What does the history add?",
            hint: "Earlier incidents, here and in your own force's system. If there is none, say "
              + "that you looked."),
        ]), path: PolicePaths.assess(one.id), submit: "Record the risk assessment",
      version: one.version)
    form.around = { one.around(&$0) }
    form.before = """
      \(policeSummary(one, seesAsSent: context.seesAsSent))
      <section><h2>Earlier incidents of the household</h2>
      \(shown.isEmpty
        ? "<p>No other incident is on the record in the 12 months before.</p>"
        : policeTimeline(shown + [one], now: [one.id], today: day))</section>
      <p>You are signed in as \(context.signedIn.name). Your name is kept with the assessment.</p>
      """
    return form
  }

  private static func assess(_ context: Context) async throws -> Response {
    let one = try await context.notification(.assessPolice)
    let form = try await assessForm(context, one)
    return try await context.submit(form) { reader -> PoliceNotification.Command? in
      let grade: PoliceNotification.Grade? = reader.code(
        "grade", "a grade", ask: "Select how grave the risk is")
      let reason = reader.text("reason", "it", ask: "Say why you give this grade", longest: 4000)
      let history = reader.text(
        "history", "it",
        ask: "Say what the history adds. If there is none, say that you looked", longest: 4000)
      guard let grade, let reason, let history else { return nil }
      return .assess(grade, reason: reason, history: history)
    } perform: { command, sending in
      try await context.perform(command, on: one.id, sending)
      return PolicePaths.page(one.id, done: .assessed)
    }
  }

  // MARK: - The end of the day

  private static func carryForm(
    _ context: Context, _ one: PoliceNotificationTable.Whole
  ) -> FormPage {
    var form = FormPage(
      "Carry over to the next day",
      FormDefinition(
        "police-carry-over", edition: "1",
        [
          Question(
            "day", .day, "Which day is it carried over from?",
            hint: "The day on which it could not be assessed."),
          Question(
            "reason", .longText(rows: 4), "Why could it not be assessed on that day?",
            hint: "For example: came at ten to six; the officer in charge rings back tomorrow."),
        ]), path: PolicePaths.carryOver(one.id), submit: "Carry it over", version: one.version)
    form.record.set("day", day: context.query["day"].flatMap { Day(iso: $0) } ?? context.today)
    form.around = { one.around(&$0) }
    form.before = policeSummary(one, seesAsSent: context.seesAsSent)
    return form
  }

  private static func carryOver(_ context: Context) async throws -> Response {
    let one = try await context.notification(.assessPolice)
    let today = context.today
    return try await context.submit(carryForm(context, one)) {
      reader -> PoliceNotification.Command? in
      let day = reader.day("day", "the day it is carried over from", latest: today)
      let reason = reader.text(
        "reason", "it", ask: "Say why it could not be assessed on that day", longest: 2000)
      guard let day, let reason else { return nil }
      return .carryOver(day: day, reason: reason)
    } perform: { command, sending in
      try await context.perform(command, on: one.id, sending)
      return PolicePaths.page(one.id, done: .carried)
    }
  }

  // MARK: - Where it goes

  private static func route(_ context: Context) async throws -> Response {
    let one = try await context.notification(.routePolice)
    let form = try await RouteForm(context, one)
    return try await context.submit(form.page) { reader in
      form.read(&reader)
    } perform: { (command: PoliceNotification.Command, sending: Sending) in
      try await context.perform(command, on: one.id, sending)
      guard case .route(.newContact, _) = command else {
        return PolicePaths.page(one.id, done: .routed)
      }
      // The contact that it became, to go on with: its people and its text are in it.
      let id = one.id
      let now = try await context.read { try PoliceNotificationTable.whole(id, in: $0) }
      return now?.routings.last?.contact.map { ContactPaths.record($0, done: .recorded) }
        ?? PolicePaths.page(one.id, done: .routed)
    }
  }
}

/// Where a notification goes: each way with what follows from it, none chosen.
struct RouteForm: Sendable {
  let page: FormPage
  private let contacts: [ContactID]

  init(_ context: Context, _ one: PoliceNotificationTable.Whole) async throws {
    let read = try await context.read { tx in
      let earlier = one.routings.compactMap(\.contact)
      let undecided = try ContactTable.undecided(about: one.matched, in: tx)
      return (
        open: try ReferralTable.openEpisodes(of: one.matched, in: tx),
        contacts: try Set(earlier + undecided).sorted().compactMap {
          try ContactTable.whole($0, in: tx)
        }
      )
    }
    let lines = try await context.openLines(read.open)
    let visible = try await context.visible(read.contacts)
    contacts = visible.map(\.id)
    let definition = Self.definition(
      work: Self.work(one, lines), contacts: visible, isAssessed: one.isAssessed)
    var page = FormPage(
      "Say where it goes", definition, path: PolicePaths.route(one.id),
      submit: "Record where it goes", version: one.version)
    page.around = { one.around(&$0) }
    page.before = """
      \(policeSummary(one, seesAsSent: false))
      \(if: !one.isAssessed, warningText("The officer has not assessed the risk of this yet."))
      """
    page.layout = { view in Self.layout(view) }
    self.page = page
  }

  /// Who has the open work, child by child: `Aisha Khan: Leila Haddad, East`.
  private static func work(
    _ one: PoliceNotificationTable.Whole, _ lines: [PersonID: ReferralTable.Line]
  ) -> [String] {
    one.named.compactMap { named in
      named.person.flatMap { lines[$0] }.map { line in
        let who = [line.workerName, line.teamName].compactMap { $0 }.joined(separator: ", ")
        return "\(named.full): \(who.isEmpty ? "no worker yet" : who)"
      }
    }
  }

  private static func definition(
    work: [String], contacts: [ContactTable.Whole], isAssessed: Bool
  ) -> FormDefinition {
    var choices: [Choice] = []
    if !work.isEmpty {
      choices.append(
        Choice(
          "openWork", "To open work",
          hint: "It stands in their list and in the chronology. \(work.joined(separator: "; "))"))
    }
    choices.append(
      Choice(
        "newContact", "To a new contact",
        hint: "Its people and its text go along. The contact waits for a decision"))
    choices += contacts.map { contact in
      Choice(
        "contact-\(contact.id)", "To contact \(contact.id)",
        hint: "\(contact.status.words). The text is added to it")
    }
    if isAssessed, work.isEmpty {
      choices.append(
        Choice("information", "Information only", hint: "It is kept and counted; nobody acts on it")
      )
    }
    return FormDefinition(
      "police-route", edition: "1",
      [
        Question("route", .one(choices), "Where does it go?"),
        Question(
          "danger", .one(ContactForm.answers), "Is a child in immediate danger now?",
          hint: "Only for a new contact. If yes, ring 999 before anything else.", optional: true),
        Question(
          "danger-action", .longText(rows: 3),
          "What has been done to keep the child safe now?",
          hint: "Only if a child is in danger.", optional: true),
        Question("reason", .longText(rows: 5), "Why does it go there?"),
      ])
  }

  private static func layout(_ view: FormView) -> HTML {
    guard let question = view.definition.question("route"), case .one(let choices) = question.kind
    else { return view.all }
    let revealing = choices.map { choice in
      choice.value == "newContact"
        ? Choice(
          choice.value, choice.text, hint: choice.hint,
          reveal: "\(view["danger"])\(view["danger-action"])")
        : choice
    }
    return """
      \(radios(
        id: "route", legend: question.label, choices: revealing, value: view.answers["route"],
        error: view.error("route")))
      \(view["reason"])
      """
  }

  func read(_ reader: inout AnswerReader) -> PoliceNotification.Command? {
    let route = reader.textIfAny("route")
    let danger: Contact.Answer? = reader.codeIfAny("danger", "an answer")
    let done = reader.textIfAny("danger-action", "what was done", longest: 4000)
    let reason = reader.text("reason", "it", ask: "Say why it goes there", longest: 4000)
    var destination: PoliceNotification.Destination?
    switch route {
    case "openWork": destination = .openWork
    case "information": destination = .information
    case "newContact":
      if let danger {
        if danger == .yes, done == nil {
          reader.wrong("danger-action", "Say what was done to keep the child safe now")
        }
        destination = .newContact(inDanger: danger, done: done)
      } else {
        reader.wrong("danger", "Select whether a child is in immediate danger now")
      }
    case let chosen?:
      destination = contacts.first { "contact-\($0)" == chosen }.map { .contact($0) }
      if destination == nil { reader.wrong("route", "Select where it goes from the list") }
    case nil: reader.wrong("route", "Select where it goes")
    }
    guard let destination, let reason else { return nil }
    return .route(destination, reason: reason)
  }
}
