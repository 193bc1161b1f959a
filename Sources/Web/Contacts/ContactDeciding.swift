import Domain
import HTML
import Hummingbird
import Store

/// `/contacts/C-1/decision` and `/contacts/C-1/check`: one defensible decision for each child, with
/// the concern and the history in view, and a second person's eye on it.
enum ContactDeciding: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/contacts/:contact/decision") { context in
      let contact = try await context.contact(.decideContact)
      return try await context.show(try await decisionForm(context, contact))
    }
    routes.post("/contacts/:contact/decision") { try await decide($0) }
    routes.get("/contacts/:contact/check") { context in
      let contact = try await context.contact(.checkContact)
      guard let reason = notToBeChecked(contact, by: context.worker) else {
        return try await context.show(try await checkForm(context, contact))
      }
      var page = Page(
        "Check a decision", main: "<p>\(reason)</p>\(contactSummary(contact))")
      contact.around(&page)
      return context.page(page)
    }
    routes.post("/contacts/:contact/check") { try await check($0) }
  }

  // MARK: - The decision

  private static func decisionForm(
    _ context: Context, _ contact: ContactTable.Whole
  ) async throws -> FormPage {
    let past = try await context.past(of: contact)
    let checks = try await context.checksCard(.contact(id: contact.id), of: contact.matched)
    let decision = DecisionForm(contact: contact, past: past, today: context.today)
    var form = FormPage(
      "Decide", decision.definition, path: ContactPaths.decision(contact.id),
      submit: decision.submit, version: contact.version)
    form.around = { contact.around(&$0) }
    form.before = """
      \(each: contact.returns, { inset("<p>Sent back on \($0.on.long): \($0.comment)</p>") })
      \(contactSummary(contact))
      \(checks)
      \(historyPanel(past, receivedOn: contact.details.receivedOn))
      """
    form.layout = { decision.layout($0) }
    return form
  }

  private static func decide(_ context: Context) async throws -> Response {
    let contact = try await context.contact(.decideContact)
    let form = try await decisionForm(context, contact)
    let children = contact.children
    return try await context.submit(form) { reader in
      DecisionForm.read(&reader, children: children)
    } perform: { command, sending in
      try await context.perform(command, on: contact.id, sending)
      return ContactPaths.record(contact.id, done: .decided)
    }
  }

  // MARK: - The second check (A4)

  /// Why there is nothing here for this worker to check; nil when there is.
  private static func notToBeChecked(
    _ contact: ContactTable.Whole, by worker: WorkerID
  ) -> String? {
    guard let decision = contact.decision else { return "There is no decision to check yet." }
    if contact.check != nil { return "This decision has been checked already." }
    if decision.by == worker {
      return "You made this decision yourself. Ask somebody else to check it."
    }
    return nil
  }

  private static func checkForm(
    _ context: Context, _ contact: ContactTable.Whole
  ) async throws -> FormPage {
    var form = FormPage(
      "Check a decision",
      FormDefinition(
        "contact-check", edition: "1",
        [
          Question(
            "verdict",
            .one([
              Choice("agree", "Agree", hint: agreeing(contact)),
              Choice(
                "return", "Send back", hint: "The contact waits for a new decision. Say why below."),
            ]), "Do you agree with this decision?"),
          Question(
            "comment", .longText(rows: 4), "Comment",
            hint: "What you looked at; or what should be looked at again.", optional: true),
        ]), path: ContactPaths.check(contact.id), submit: "Record the check",
      version: contact.version)
    form.around = { contact.around(&$0) }
    let past = try await context.past(of: contact)
    let names = Names(workers: try await context.workerNames())
    let checks = try await context.checksCard(.contact(id: contact.id), of: contact.matched)
    form.before = """
      \(contactSummary(contact))
      \(checks)
      \(decisionCard(contact, names))
      \(historyPanel(past, receivedOn: contact.details.receivedOn))
      """
    return form
  }

  private static func agreeing(_ contact: ContactTable.Whole) -> String {
    let outcomes = contact.decision?.outcomes ?? []
    let keys = outcomes.filter { $0.outcome == .referral }.compactMap(\.key)
    let names = contact.children.filter { keys.contains($0.key) }.map(\.full)
    return names.isEmpty
      ? "The decision stands." : "Opens a referral for \(listed(names)) at once."
  }

  private static func check(_ context: Context) async throws -> Response {
    let contact = try await context.contact(.checkContact)
    let form = try await checkForm(context, contact)
    return try await context.submit(form) { reader -> Contact.Command? in
      let comment = reader.textIfAny("comment", "the comment", longest: 4000) ?? ""
      switch reader.textIfAny("verdict") {
      case "agree": return .agree(comment: comment)
      case "return":
        guard !comment.isEmpty else {
          reader.wrong("comment", "Say what should be looked at again")
          return nil
        }
        return .sendBack(comment: comment)
      default:
        reader.wrong("verdict", "Select whether you agree with this decision")
        return nil
      }
    } perform: { command, sending in
      try await context.perform(command, on: contact.id, sending)
      let done: ContactDone = if case .agree = command { .checked } else { .returned }
      return ContactPaths.record(contact.id, done: done)
    }
  }
}

/// The questions of a decision: the level with its indicators, an outcome for each child, none
/// chosen beforehand.
struct DecisionForm: Sendable {
  let contact: ContactTable.Whole
  let past: [ContactTable.Past]
  let today: Day

  var submit: String {
    let names = contact.children.map(\.full)
    return names.isEmpty ? "Record decision" : "Record decision for \(listed(names))"
  }

  var definition: FormDefinition {
    FormDefinition(
      "contact-decision", edition: "1",
      [
        Question("level", .one(contactLevels), "Level of need")
      ] + indicators + outcomes + [
        Question(
          "history", .longText(rows: 5), "What does the history add?",
          hint: "Earlier contacts and work, and what they mean now. If nothing is on the record, "
            + "say that you looked."),
        Question("reason", .longText(rows: 8), "Why this decision?"),
      ])
  }

  private var thresholds: Thresholds { .inForce(on: today) }

  /// One group of boxes for each level.
  private var indicators: [Question] {
    Contact.Level.allCases.map { level in
      Question(
        "indicators-\(level.rawValue)",
        .several(thresholds.indicators(of: level).map { Choice($0.id, $0.words) }), level.words,
        optional: true)
    }
  }

  private var outcomes: [Question] {
    guard !contact.children.isEmpty else {
      let two: [Contact.Outcome] = [.noFurtherAction, .adviceAndInformation]
      return [
        Question(
          "outcome", .one(two.map { Choice($0.rawValue, $0.words) }),
          "Outcome of this contact, in which no child is named")
      ]
    }
    return contact.children.flatMap { child in
      [
        Question(
          "outcome-\(child.key)",
          .one(
            Contact.Outcome.allCases.map {
              Choice($0.rawValue, $0.words, hint: consequence($0, for: child))
            }), "Outcome for \(child.full)"),
        Question(
          "need-\(child.key)",
          .oneOfMany(PrimaryNeed.allCases.map { Choice($0.code, $0.meaning) }),
          "\(child.full)'s primary need", hint: "Only if it becomes a referral.", optional: true),
        Question(
          "line-\(child.key)", .text(.full), "What is particular to \(child.full)",
          optional: true),
      ]
    }
  }

  /// What follows from an outcome, in words beside it.
  func consequence(_ outcome: Contact.Outcome, for child: Contact.Named) -> String {
    let before = past.first { $0.person == child.person }
    let open = before?.openEpisode
    switch outcome {
    case .referral:
      if child.person == nil {
        return "\(child.full) must be matched to a record first."
      }
      if let open { return "\(child.full) has an open referral, \(open.id). Pass this to it." }
      let rule = Timescales.assessment(kind: .single, referralDate: today)
      let clock = Clock("", started: Clock.Started(on: today, by: "referral"), rule: rule)
      let due = clock.due.day.map { " An assessment is then due by \($0.longWithWeekday)." } ?? ""
      return "Opens a referral, once a second person has checked this.\(due)"
    case .earlyHelp: return "Closes the contact and hands \(child.full) to early help."
    case .passedToOpenWork:
      guard let open else { return "\(child.full) has no open work to pass this to." }
      let who = [open.worker, open.team].compactMap { $0 }.joined(separator: ", ")
      return "Joins referral \(open.id), \(who.isEmpty ? "which has no worker yet" : who)."
    case .adviceAndInformation: return "Closes the contact with advice for whoever rang."
    case .noFurtherAction:
      let count = before?.contacts(inTheYearBefore: contact.details.receivedOn) ?? 0
      return "Closes the contact. \(counted(count, "other contact", "other contacts")) in the 12 "
        + "months before it: give the reason with that in mind."
    }
  }

  func layout(_ view: FormView) -> HTML {
    """
    <h2>Level of need</h2>
    \(view["level"])
    \(details("Threshold document, edition \(thresholds.edition): indicators by level",
      isOpen: true, content: HTML(each: indicators) { view[$0.id] }))
    <h2>Outcome</h2>
    \(each: contact.children, { child in
      fieldset(
        legend: "outcome", id: "child-\(child.key)", child: child.withAge,
        content: """
          \(view["outcome-\(child.key)"])\(view["need-\(child.key)"])\(view["line-\(child.key)"])
          """)
    })
    \(if: contact.children.isEmpty, view["outcome"])
    <h2>Why</h2>
    \(view["history"])
    \(textArea(
      id: "reason", label: "Why this decision?",
      prompts: [
        "What is the worry, and what is working?", "What does the history add?",
        "What does the child need?", "Why this level and not the one beside it?",
      ], target: "About 40 words", value: view.answers["reason"] ?? "",
      error: view.error("reason")))
    """
  }

  static func read(
    _ reader: inout AnswerReader, children: [Contact.Named]
  ) -> Contact.Command? {
    let level = ContactRoutes.level(&reader)
    let known = Set(Thresholds.editions.flatMap(\.indicators).map(\.id))
    let indicators = Contact.Level.allCases.flatMap {
      reader.answers.all("indicators-\($0.rawValue)").filter { known.contains($0) }
    }
    var outcomes: [Contact.ChildOutcome] = []
    if children.isEmpty {
      let outcome: Contact.Outcome? = reader.code(
        "outcome", "an outcome", ask: "Select an outcome")
      if let outcome { outcomes.append(Contact.ChildOutcome(key: nil, outcome: outcome)) }
    }
    for child in children {
      let outcome: Contact.Outcome? = reader.code(
        "outcome-\(child.key)", "an outcome for \(child.full)")
      let need: PrimaryNeed? = reader.codeIfAny("need-\(child.key)", "the primary need")
      let line = reader.textIfAny("line-\(child.key)", "this line", longest: 500)
      guard let outcome else { continue }
      outcomes.append(
        Contact.ChildOutcome(
          key: child.key, outcome: outcome, line: line,
          primaryNeed: outcome == .referral ? need : nil))
    }
    let history = reader.text(
      "history", "it",
      ask: "Say what the history adds. If there is none on the record, say that you looked")
    let reason = reader.text("reason", "it", ask: "Say why this decision was made")
    guard reader.errors.isEmpty, let level, let history, let reason else { return nil }
    return .decide(
      level: level, indicators: indicators, outcomes: outcomes, reason: reason, history: history)
  }
}
