import Domain
import HTML
import Hummingbird
import Store

/// `/contacts/new`: a worry about a child is taken down once.
enum ContactTaking: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/contacts/new") { context in
      try await context.may(.recordContact)
      let kept = try await context.draft(on: ContactPaths.new)
      let rows = ContactForm.rows(in: kept?.draft.answers ?? Answers())
      return try await context.show(page(ContactForm(rows: rows), context))
    }
    routes.post("/contacts/new") { context in
      try await context.may(.recordContact)
      return try await take(context)
    }
  }

  private static func take(_ context: Context) async throws -> Response {
    let rows = ContactForm.rows(in: context.answers)
    if context.act == "add-person" {
      return context.showAgain(page(ContactForm(rows: min(rows + 1, 60)), context))
    }
    let form = ContactForm(rows: rows)
    let today = context.today
    return try await context.submit(page(form, context)) { reader in
      form.read(&reader, today: today)
    } perform: { taken, sending in
      let done: Done<Contact> = try await context.house.store.perform(
        .receive(taken.details, named: taken.named), as: sending.act)
      return taken.named.isEmpty
        ? ContactPaths.record(done.id, done: .recorded) : ContactPaths.people(done.id)
    }
  }

  private static func page(_ form: ContactForm, _ context: Context) -> FormPage {
    let mayFind = context.can(.findPerson)
    var page = FormPage(
      "Record a contact", form.definition, path: ContactPaths.new, submit: "Record contact")
    page.around = {
      $0.trail = .back("Front door", to: ContactPaths.board)
      $0.width = .work
    }
    page.layout = { view in layout(view, rows: form.rows, mayFind: mayFind) }
    return page
  }

  private static func layout(_ view: FormView, rows: Int, mayFind: Bool) -> HTML {
    """
    \(radios(
      id: "danger", legend: "Is a child in immediate danger now?",
      choices: [
        Choice("yes", "Yes", reveal: view["danger-action"]), Choice("no", "No"),
        Choice("notKnown", "Not known"),
      ], hint: "If yes, ring 999 before anything else.", value: view.answers["danger"],
      error: view.error("danger")))
    \(sideBySide(told(view), who(view, rows: rows, mayFind: mayFind)))
    <h2>Who is telling you</h2>
    \(view["caller-name"])\(view["caller-role"])\(view["caller-reach"])
    \(view["caller-email"])\(view["agency"])
    \(view["source"])\(view["keep-from-family"])\(view["consent"])\(view["consent-basis"])
    <h2>When and how it reached us</h2>
    \(view["method"])\(view["received"])\(view["received-time"])
    """
  }

  private static func told(_ view: FormView) -> HTML {
    """
    <h2>What you are being told</h2>
    \(textArea(
      id: "account", label: "What are you being told?", hint: "In the caller's own words.",
      prompts: [
        "What happened, and when?", "Where is the child now, and who is with them?",
        "Who else is at home?", "What is the caller worried about most?",
        "Has the family been told of this contact?",
      ], value: view.answers["account"] ?? "", error: view.error("account"), rows: 14))
    """
  }

  private static func who(_ view: FormView, rows: Int, mayFind: Bool) -> HTML {
    """
    <h2>Who it is about</h2>
    <p>Everybody named, also when little is known. Leave a block empty if you do not need it.</p>
    \(each: 1...rows, { personBlock(view, row: $0, mayFind: mayFind) })
    \(addAnother("Add another person", value: "add-person"))
    \(view["postcode"])
    """
  }

  /// One person's questions, under a legend that says which.
  static func personBlock(_ view: FormView, row: Int, mayFind: Bool) -> HTML {
    let key = "person-\(row)"
    let parts = ["given", "family", "kind", "birth", "age", "relation"]
    return fieldset(
      legend: "Person \(row)", id: "\(key)-block",
      live: mayFind
        ? Live("/people/find/live?taking=\(row)", into: "\(key)-found", prefix: "\(key)-") : nil,
      content: HTML(each: parts) { view["\(key)-\($0)"] } + liveResults(id: "\(key)-found"))
  }
}
