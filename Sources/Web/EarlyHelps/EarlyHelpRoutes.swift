import Domain
import HTML
import Hummingbird
import Store

/// `/earlyhelp/F-1` and what is done with it in one form each.
enum EarlyHelpRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/earlyhelp/:earlyhelp") { try await record($0) }
    for act in EarlyHelpAct.allCases {
      routes.get("/earlyhelp/:earlyhelp/\(act.rawValue)") { context in
        let help = try await context.earlyHelp(for: act)
        return try await context.show(try await act.form(help, context))
      }
      routes.post("/earlyhelp/:earlyhelp/\(act.rawValue)") { try await send(act, $0) }
    }
  }

  private static func record(_ context: Context) async throws -> Response {
    let help = try await context.earlyHelp(.seeEarlyHelp)
    let records = try await context.standing(of: help.line.about)
    let isOutside = help.line.lead?.outside != nil
    let leads =
      help.line.lead?.worker == context.worker
      || context.viewer.roles.contains(.teamManager)
    return context.page(
      earlyHelpPage(
        EarlyHelpRecord(
          help: help, names: Names(workers: try await context.workerNames()),
          today: context.today, me: context.worker,
          canRequest: context.can(.requestEarlyHelp, about: records),
          canLead: isOutside
            ? context.can(.requestEarlyHelp, about: records)
            : leads && context.can(.leadEarlyHelp, about: records),
          canSeeContact: context.can(.seeContact, about: records),
          done: context.query["done"].flatMap { EarlyHelpDone(rawValue: $0) })))
  }

  private static func send(_ act: EarlyHelpAct, _ context: Context) async throws -> Response {
    let help = try await context.earlyHelp(for: act)
    let form = try await act.form(help, context)
    if act == .plan, context.act?.hasPrefix("add-") == true { return context.showAgain(form) }
    let (today, now) = (context.today, context.now)
    return try await context.submit(form) { reader in
      act.read(&reader, help, today: today, now: now)
    } perform: { command, sending in
      let _: Done<EarlyHelp> = try await context.house.store.perform(
        command, on: help.id, expecting: sending.version, as: sending.act)
      return EarlyHelpPaths.page(help.id, done: act.done)
    }
  }
}

extension Context {
  /// The early help in the address, once the worker may do this with it.
  func earlyHelp(_ deed: Deed) async throws -> EarlyHelpTable.Whole {
    let id: EarlyHelpID = try id("earlyhelp")
    let help = try found(try await read { try EarlyHelpTable.whole(id, in: $0) })
    try await may(deed, about: help.line.about, record: FactStream(id))
    return help
  }

  /// For an act: what somebody outside said is typed in by whoever may ask for early help; a worker who
  /// leads writes for themselves.
  func earlyHelp(for act: EarlyHelpAct) async throws -> EarlyHelpTable.Whole {
    let id: EarlyHelpID = try id("earlyhelp")
    let help = try found(try await read { try EarlyHelpTable.whole(id, in: $0) })
    try await may(act.deed(help.line), about: help.line.about, record: FactStream(id))
    return help
  }
}

/// What is done with early help: the end of its address.
package enum EarlyHelpAct: String, CaseIterable, Sendable {
  case lead, accept, decline, plan, progress, review, stepUp = "step-up", close

  func deed(_ line: EarlyHelpTable.Line) -> Deed {
    switch self {
    case .lead: .requestEarlyHelp
    case .accept, .decline: line.asked?.worker == nil ? .requestEarlyHelp : .leadEarlyHelp
    case .plan, .progress, .review, .stepUp, .close:
      line.lead?.worker == nil ? .requestEarlyHelp : .leadEarlyHelp
    }
  }

  var done: EarlyHelpDone {
    switch self {
    case .lead: .proposed
    case .accept: .accepted
    case .decline: .declined
    case .plan: .planned
    case .progress: .progressed
    case .review: .reviewed
    case .stepUp: .steppedUp
    case .close: .closed
    }
  }

  private var heading: String {
    switch self {
    case .lead: "Propose a lead"
    case .accept: "Accept to lead"
    case .decline: "Decline to lead"
    case .plan: "Family plan"
    case .progress: "Record progress"
    case .review: "Record a review"
    case .stepUp: "Step up to the front door"
    case .close: "Close this early help"
    }
  }

  private var submit: String {
    switch self {
    case .lead: "Record who is asked"
    case .accept: "Record the acceptance"
    case .decline: "Record that they declined"
    case .plan: "Save the family plan"
    case .progress: "Record progress"
    case .review: "Record the review"
    case .stepUp: "Step up"
    case .close: "Close early help"
    }
  }

  func form(_ help: EarlyHelpTable.Whole, _ context: Context) async throws -> FormPage {
    let line = help.line
    var leads: [Choice] = []
    if self == .lead {
      leads = try await context.read { try WorkerTable.all(in: $0) }.filter { worker in
        worker.roles.contains { May.reach(of: $0, for: .leadEarlyHelp) != .nowhere }
      }.map { Choice($0.id.description, $0.name, hint: $0.teamName) }
    }
    let blocks = PlanBlocks(help, adding: context.act)
    var form = FormPage(
      heading,
      FormDefinition("earlyhelp-\(rawValue)", edition: "1", questions(help, leads)),
      path: EarlyHelpPaths.act(line.id, rawValue),
      submit: "\(submit) for \(listed(line.names))", version: line.version)
    if self == .plan { blocks.fill(&form.record) }
    if self == .review {
      form.record.set(
        "next", day: EarlyHelp.reviewClock(after: context.today, isFirst: false)?.due.day)
    }
    form.before = before(help, Names(workers: try await context.workerNames()))
    form.around = { page in
      page.about = listed(line.names)
      page.trail = .back("Early help \(line.id)", to: EarlyHelpPaths.page(line.id))
      page.width = .work
    }
    switch self {
    case .lead: form.layout = { LeadQuestions.layout($0, canWait: false) }
    case .plan: form.layout = { blocks.layout($0) }
    case .stepUp:
      form.layout = { view in
        """
        \(view["why"])
        \(radios(
          id: "danger", legend: "Is a child in immediate danger now?",
          choices: [
            Choice("yes", "Yes", reveal: view["danger-action"]), Choice("no", "No"),
            Choice("notKnown", "Not known"),
          ], hint: "If yes, ring 999 before anything else.", value: view.answers["danger"],
          error: view.error("danger")))
        \(view["consent"])\(view["consent-basis"])
        """
      }
    case .accept, .decline, .progress, .review, .close: break
    }
    return form
  }

  private func before(_ help: EarlyHelpTable.Whole, _ names: Names) -> HTML {
    let line = help.line
    switch self {
    case .lead:
      return line.lead.map { lead in
        "<p>\(lead.words(names)) leads until somebody else has accepted.</p>" as HTML
      } ?? ""
    case .accept, .decline:
      let asked = line.asked.map { "\($0.lead) was asked on \($0.on.long)." } ?? ""
      return """
        <p>\(asked)</p>\(details("What is happening for the family", content: prose(line.story)))\
        \(quote(line.hope, source: "What is hoped for \(listed(line.names))"))
        """
    case .stepUp:
      return """
        <p>The story of this early help and everybody in it go to the front door as a contact, as they \
        stand here: the plan, the reviews, what the children said. Nothing is typed again. The front \
        door decides, and a second person checks it.</p>
        """
    case .review:
      guard let clock = help.reviewClock else { return "" }
      return "<p>\(clock.due.day.map { "Due by \($0.longWithWeekday)." } ?? "")</p>"
    case .plan, .progress, .close: return ""
    }
  }

  /// - Parameter isTyped: a worker types in what somebody outside the council said.
  package func questions(
    _ help: EarlyHelpTable.Whole, _ leads: [Choice] = [], isTyped: Bool = true
  ) -> [Question] {
    let isOutside = isTyped && help.line.asked?.worker == nil
    let said = Question(
      "said", .longText(rows: 2), "How and when did they tell you?",
      hint: "For example, by phone to Tom Keast, this morning")
    let views = help.line.children.map { child in
      Question(
        "view-\(child.record)", .longText(rows: 3), "What does \(child.name) say?",
        optional: true)
    }
    switch self {
    case .lead: return LeadQuestions.all(leads, canWait: false)
    case .accept: return isOutside ? [said] : []
    case .decline:
      return [
        Question(
          "reason", .longText(rows: 3), isTyped ? "Why can they not lead?" : "Why can you not lead?"
        )
      ]
        + (isOutside ? [said] : [])
    case .plan: return PlanBlocks(help, adding: nil).questions
    case .progress:
      return [
        Question(
          "words", .longText(rows: 6), "What has happened?",
          hint: "What was done from the plan, and what is different for the children.")
      ]
    case .review:
      let distances = EarlyHelp.Distance.allCases.map { Choice($0.rawValue, $0.words) }
      let outcomes = (help.plans.last?.outcomes ?? []).enumerated().map { place, outcome in
        Question("distance-\(place + 1)", .one(distances), "How far: \(outcome.what)")
      }
      return [
        Question("on", .day, "When was it held?"),
        Question("present", .text(.full), "Who took part?"),
      ] + outcomes + [
        Question("words", .longText(rows: 6), "What has changed for the children?")
      ] + views + [
        Question(
          "next", .day, "Next review by",
          hint: "Not later than the council’s standard: \(standard(help)).")
      ]
    case .stepUp:
      let answers = [Choice("yes", "Yes"), Choice("no", "No"), Choice("notKnown", "Not known")]
      return [
        Question(
          "why", .longText(rows: 6), "Why is early help not enough now?",
          hint: "What has happened, and what you are worried about most."),
        Question("danger", .one(answers), "Is a child in immediate danger now?"),
        Question(
          "danger-action", .longText(rows: 3), "What has been done to keep the children safe now?",
          optional: true),
        Question("consent", .one(answers), "Does the family agree to this?"),
        Question(
          "consent-basis", .longText(rows: 2), "Who knows of it and agreed, or why it goes without"),
      ]
    case .close:
      return [
        Question("on", .day, "Day on which it ends"),
        Question(
          "reason", .one(EarlyHelp.Ending.Reason.allCases.map { Choice($0.rawValue, $0.words) }),
          "Why does it end?"),
        Question(
          "words", .longText(rows: 5), "In words",
          hint: "What is different for the children, and whom the family can turn to."),
      ]
    }
  }

  private func standard(_ help: EarlyHelpTable.Whole) -> String {
    LocalStandards().rule(.earlyHelpReview, on: help.line.requestedOn)?.words ?? "not set"
  }

  package func read(
    _ reader: inout AnswerReader, _ help: EarlyHelpTable.Whole, today: Day, now: Instant,
    isTyped: Bool = true
  ) -> EarlyHelp.Command? {
    switch self {
    case .lead: return LeadQuestions.read(&reader, canWait: false).map { .propose($0) }
    case .accept:
      let said = reader.textIfAny("said", "how they told you", longest: 1000)
      if isTyped, help.line.asked?.worker == nil, said == nil {
        reader.wrong("said", "Say how and when they told you")
        return nil
      }
      return reader.errors.isEmpty ? .accept(said: said) : nil
    case .decline:
      let reason = reader.text(
        "reason", "the reason", ask: "Say why they cannot lead", longest: 2000)
      let said = reader.textIfAny("said", "how they told you", longest: 1000)
      if isTyped, help.line.asked?.worker == nil, said == nil {
        reader.wrong("said", "Say how and when they told you")
      }
      guard let reason, reader.errors.isEmpty else { return nil }
      return .decline(reason: reason, said: said)
    case .plan: return PlanBlocks.read(&reader, help)
    case .progress:
      return reader.text(
        "words", "it", ask: "Write what has happened", longest: 10_000
      ).map { .note($0) }
    case .review: return Self.review(&reader, help, today: today)
    case .stepUp:
      let why = reader.text("why", "it", ask: "Write why early help is not enough now")
      let danger: Contact.Answer? = reader.code(
        "danger", "it", ask: "Select whether a child is in immediate danger")
      let action = reader.textIfAny("danger-action", "what has been done", longest: 4000)
      let consent: Contact.Answer? = reader.code(
        "consent", "it", ask: "Select whether the family agrees to this")
      let basis = reader.text(
        "consent-basis", "it", ask: "Say who knows of it and agreed, or why it goes without",
        longest: 1000)
      guard let why, let danger, let consent, let basis, reader.errors.isEmpty else { return nil }
      return .stepUp(
        EarlyHelp.Raising(
          why: why, inDanger: danger, dangerAction: action, consent: consent, consentBasis: basis),
        at: now)
    case .close:
      let on = reader.day("on", "the day on which it ends", latest: today)
      let reason: EarlyHelp.Ending.Reason? = reader.code("reason", "why it ends")
      let words = reader.text("words", "it", ask: "Say why it ends", longest: 10_000)
      guard let on, let reason, let words, reader.errors.isEmpty else { return nil }
      return .close(reason, words: words, on: on)
    }
  }

  private static func review(
    _ reader: inout AnswerReader, _ help: EarlyHelpTable.Whole, today: Day
  ) -> EarlyHelp.Command? {
    let on = reader.day("on", "the day of the review", latest: today)
    let present = reader.text("present", "who took part", ask: "Say who took part", longest: 1000)
    let outcomes = help.plans.last?.outcomes ?? []
    let distances = outcomes.indices.compactMap { place -> EarlyHelp.Distance? in
      reader.code(
        "distance-\(place + 1)", "how far it has come",
        ask: "Select how far this outcome has come")
    }
    let words = reader.text("words", "it", ask: "Write what has changed for the children")
    let views = help.line.children.compactMap { child in
      reader.textIfAny("view-\(child.record)", "what the child says", longest: 4000).map {
        EarlyHelp.View(child: child.record, words: $0)
      }
    }
    let next = reader.day("next", "the day of the next review")
    guard let on, let present, let words, let next, reader.errors.isEmpty else { return nil }
    return .review(
      EarlyHelp.Reviewing(
        on: on, present: present, distances: distances, words: words, views: views, next: next))
  }
}
