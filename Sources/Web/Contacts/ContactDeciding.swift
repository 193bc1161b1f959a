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

  /// Decided, and on to the next that waits.
  private static let takingNext = "take-next"

  private static func decisionForm(
    _ context: Context, _ contact: ContactTable.Whole
  ) async throws -> FormPage {
    let past = try await context.past(of: contact)
    let checks = try await context.checksCard(.contact(id: contact.id), of: contact.matched)
    let decision = DecisionForm(contact: contact, past: past, today: context.today)
    var form = FormPage(
      "Decide", decision.definition, path: ContactPaths.decision(contact.id),
      submit: decision.submit, version: contact.version)
    let names = Names(workers: try await context.workerNames())
    form.record = decision.before
    if context.can(.shareOutContact) {
      form.alsoSubmit = ("Record decision and take next", takingNext)
    }
    form.around = { contact.around(&$0) }
    form.before = """
      \(sentBackNote(contact, names))
      \(contactSummary(contact))
      \(checks)
      """
    form.layout = { decision.layout($0) }
    return form
  }

  private static func decide(_ context: Context) async throws -> Response {
    let contact = try await context.contact(.decideContact)
    let form = try await decisionForm(context, contact)
    return try await context.submit(form) { reader in
      DecisionForm.read(&reader, of: contact)
    } perform: { command, sending in
      try await context.perform(command, on: contact.id, sending)
      guard context.act == takingNext, context.can(.shareOutContact) else {
        return ContactPaths.record(contact.id, done: .decided)
      }
      return try await FrontDoorRoutes.next(context, as: sending.act("next"))
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
                "return", "Send back",
                hint: "Goes back to whoever decided, with your comment beside what they wrote. Say "
                  + "below what should be looked at again."),
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
      \(contact.decision.map {
        contact.thresholds.of($0).windscreen(id: "windscreen", chosen: $0.level)
      })
      \(historyPanel(past, receivedOn: contact.details.receivedOn))
      """
    return form
  }

  /// What happens at once when the second person agrees.
  private static func agreeing(_ contact: ContactTable.Whole) -> String {
    guard let decision = contact.decision, decision.needsCheck else {
      return "The decision stands."
    }
    func names(_ outcome: Contact.Outcome) -> String? {
      let keys = decision.outcomes.filter { $0.outcome == outcome }.compactMap(\.key)
      let names = contact.children.filter { keys.contains($0.key) }.map(\.full)
      return names.isEmpty ? nil : listed(names)
    }
    let parts = [
      names(.referral).map { "Opens a referral for \($0) at once." },
      names(.earlyHelp).map { "Hands \($0) to early help." },
      names(.passedToOpenWork).map { "Passes what is said of \($0) to the open work." },
    ].compactMap { $0 }
    return parts.isEmpty ? "The decision stands." : parts.joined(separator: " ")
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
