import Domain
import HTML
import Hummingbird
import Store

/// `/people/P-1/alerts` and `/alerts/H-1`: what changes how a worker acts now, raised, looked at
/// again, told and ended.
enum AlertRoutes: HasRoutes {
  static func add(to routes: Routes) {
    for pattern in ["/people/:person/alerts", "/children/:person/alerts"] {
      routes.get(pattern) { try await list($0) }
    }
    routes.get("/people/:person/alerts/new") { context in
      try await context.show(try await raising(context).form)
    }
    routes.post("/people/:person/alerts/new") { try await raise($0) }
    routes.get("/alerts/:alert") { context in
      let (alert, model) = try await open(context, for: .seePerson)
      return context.page(alertPage(alert, model))
    }
    for act in AlertAct.allCases {
      routes.get("/alerts/:alert/\(act.rawValue)") { context in
        let (alert, model) = try await open(context, for: .raiseAlert)
        return try await context.show(act.form(alert, model))
      }
      routes.post("/alerts/:alert/\(act.rawValue)") { try await send(act, $0) }
    }
  }

  private static func model(
    _ context: Context, _ id: PersonID, around: Bool
  ) async throws -> AlertsModel {
    let identity = try await context.identity(of: id)
    let records = try await context.standing(of: [id])
    let read = try await context.read { tx in
      (own: try AlertTable.of(id, in: tx), workers: try WorkerTable.names(in: tx))
    }
    let near =
      around ? try await context.alerts(around: [id], on: context.today)[id] ?? [] : []
    return AlertsModel(
      identity: identity, own: read.own, around: near,
      open: try await context.seeable(near.map(\.bearer.id)), workers: read.workers,
      mayRaise: context.can(.raiseAlert, about: records), today: context.today)
  }

  private static func list(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.seePerson, about: id)
    if let moved = try await context.movedOn(id) { return moved }
    return context.page(alertsPage(try await model(context, id, around: true)))
  }

  private static func open(
    _ context: Context, for deed: Deed
  ) async throws -> (AlertTable.Whole, AlertsModel) {
    let id = try context.id("alert", of: Alert.self)
    let alert = try context.found(try await context.read { try AlertTable.whole(id, in: $0) })
    try await context.may(deed, about: alert.person, record: FactStream(id))
    return (alert, try await model(context, alert.person, around: false))
  }

  // MARK: - Raise

  private static func raising(
    _ context: Context
  ) async throws -> (form: FormPage, person: PersonID) {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.raiseAlert, about: id)
    let identity = try await context.identity(of: id)
    var form = FormPage(
      "Raise an alert", AlertQuestions.raise, path: AlertPaths.new(id),
      submit: "Raise the alert about \(identity.name)")
    form.around = { page in
      page.identity = identity.bar
      page.about = identity.name
      page.trail = .back("All alerts", to: AlertPaths.list(id))
    }
    return (form, id)
  }

  private static func raise(_ context: Context) async throws -> Response {
    let (form, person) = try await raising(context)
    let today = context.today
    return try await context.submit(form) { reader in
      AlertQuestions.details(&reader, person: person, today: today).map { Alert.Command.raise($0) }
    } perform: { command, sending in
      _ =
        try await context.house.store.perform(
          command, expecting: sending.version, as: sending.act) as Done<Alert>
      return AlertPaths.list(person)
    }
  }

  private static func send(_ act: AlertAct, _ context: Context) async throws -> Response {
    let (alert, model) = try await open(context, for: .raiseAlert)
    let today = context.today
    return try await context.submit(act.form(alert, model)) { reader in
      act.read(&reader, today: today)
    } perform: { command, sending in
      _ =
        try await context.house.store.perform(
          command, on: alert.id, expecting: sending.version, as: sending.act) as Done<Alert>
      return AlertPaths.list(alert.person)
    }
  }
}

/// What can be done with an alert that is in force: the end of its address.
private enum AlertAct: String, CaseIterable {
  case review, told, disclosed, end

  func form(_ alert: AlertTable.Whole, _ model: AlertsModel) -> FormPage {
    let (heading, submit) = words
    var form = FormPage(
      heading, FormDefinition("alert-\(rawValue)", edition: "2026-1", questions),
      path: AlertPaths.act(alert.id, rawValue), submit: "\(submit) about \(model.identity.name)",
      version: alert.version)
    form.before = inset("<p><strong>\(alert.kind.words)</strong>: \(alert.what)</p>")
    form.around = { page in
      page.identity = model.identity.bar
      page.about = model.identity.name
      page.trail = .back("All alerts", to: AlertPaths.list(model.id))
    }
    return form
  }

  private var words: (heading: String, submit: String) {
    switch self {
    case .review: ("Look at the alert again", "Keep the alert")
    case .told: ("Say who was told", "Save who was told")
    case .disclosed: ("They know of the alert now", "Save that they know of the alert")
    case .end: ("End the alert", "End the alert")
    }
  }

  private var questions: [Question] {
    switch self {
    case .review:
      [
        Question("words", .longText(rows: 4), "What did you look at, and what did you find?"),
        Question(
          "review", .day, "When is it to be looked at again?",
          hint: "Within the next 12 months. For example, 16 6 2026"),
      ]
    case .told:
      [
        Question("who", .text(.full), "Who was told?", hint: "For example, the head teacher"),
        Question("told-on", .day, "When?"),
      ]
    case .disclosed:
      [
        Question("words", .longText(rows: 3), "Who was told, and how did they take it?"),
        Question("told-on", .day, "When?"),
      ]
    case .end:
      [Question("reason", .longText(rows: 4), "Why is the alert no longer needed?")]
    }
  }

  func read(_ reader: inout AnswerReader, today: Day) -> Alert.Command? {
    switch self {
    case .review:
      let words = reader.text("words", "what was found", longest: 2000)
      let next = reader.day("review", "the date to look at it again")
      guard let words, let next else { return nil }
      return .review(words: words, next: next)
    case .told:
      let who = reader.text("who", "who was told", longest: 200)
      let on = reader.day("told-on", "the date", latest: today)
      guard let who, let on else { return nil }
      return .tell(who: who, on: on)
    case .disclosed:
      let words = reader.text("words", "who was told", longest: 2000)
      let on = reader.day("told-on", "the date", latest: today)
      guard let words, let on else { return nil }
      return .disclose(words: words, on: on)
    case .end:
      return reader.text(
        "reason", "the reason", ask: "Say why the alert is no longer needed", longest: 2000
      ).map { .end(reason: $0) }
    }
  }
}

private enum AlertQuestions {
  static let raise = FormDefinition(
    "alert-raise", edition: "2026-1",
    [
      Question(
        "kind",
        .one(
          Alert.Kind.allCases.map { kind in
            Choice(kind.rawValue, kind == .other ? "Something else" : kind.words, hint: hint(kind))
          }), "What kind of alert is it?"),
      Question(
        "what", .longText(rows: 3), "What is it?",
        hint: "In a sentence. Do not write an address that must not be told"),
      Question(
        "do", .longText(rows: 3), "What is a worker to do?",
        hint: "For example: visit in pairs; do not leave him alone with a child"),
      Question("evidence", .longText(rows: 3), "How do we know?"),
      Question("from", .day, "Since when?", hint: "For example, 16 6 2026"),
      Question(
        "review", .day, "When is it to be looked at again?",
        hint: "Within the next 12 months. It does not end by itself"),
      Question("family-told", .yesOrNo, "Do they know of this alert?"),
      Question("why-not-told", .longText(rows: 2), "If not, why not?", optional: true),
      Question(
        "told", .longText(rows: 3), "Who else was told?",
        hint: "One on each line: the school, the landlord", optional: true),
    ])

  private static func hint(_ kind: Alert.Kind) -> String? {
    switch kind {
    case .posesRiskToChildren: "Shown on every child related to or living with them"
    case .hazardToStaff: "Shown before a visit to them or to anybody who lives with them"
    case .doNotDiscloseAddress:
      "Where they live is kept back on every page, for everybody who lives there"
    case .other: nil
    }
  }

  static func details(
    _ reader: inout AnswerReader, person: PersonID, today: Day
  ) -> Alert.Details? {
    let kind: Alert.Kind? = reader.code("kind", "what kind of alert it is")
    let what = reader.text("what", "what it is", ask: "Say what it is", longest: 1000)
    let act = reader.text("do", "what to do", ask: "Say what a worker is to do", longest: 1000)
    let evidence = reader.text(
      "evidence", "how we know", ask: "Say how this is known", longest: 2000)
    let from = reader.day("from", "the date it began", latest: today)
    let review = reader.day("review", "the date to look at it again")
    let told = reader.yesOrNo("family-told", "", ask: "Select whether they know of this alert")
    let whyNot = reader.textIfAny("why-not-told", "the reason", longest: 1000)
    if told == false, whyNot == nil {
      reader.wrong("why-not-told", "Say why they have not been told")
    }
    let others = (reader.textIfAny("told", "who else was told", longest: 2000) ?? "")
      .split(whereSeparator: \.isNewline).map { AnswerReader.trimmed(String($0)) }
      .filter { !$0.isEmpty }
    guard let kind, let what, let act, let evidence, let from, let review, let told,
      reader.errors.isEmpty
    else { return nil }
    return Alert.Details(
      person: person, kind: kind, what: what, act: act, evidence: evidence, from: from,
      reviewOn: review, familyTold: told, whyNotTold: told ? nil : whyNot,
      told: others.map { Alert.Told(who: $0, on: today) })
  }
}
