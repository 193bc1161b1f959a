import Domain
import HTML
import Hummingbird
import Matching
import Store

/// `/contacts/new`: a worry about a child is taken down once: told, or pasted.
enum ContactTaking: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/contacts/new") { context in
      try await context.may(.recordContact)
      let kept = try await context.draft(on: ContactPaths.new)
      let answers = kept?.draft.answers ?? Answers()
      return try await context.show(page(ContactForm(keeping: answers), context))
    }
    routes.post("/contacts/new") { context in
      try await context.may(.recordContact)
      return try await take(context)
    }
  }

  private static func take(_ context: Context) async throws -> Response {
    var form = ContactForm(keeping: context.answers)
    switch context.act {
    case "add-person":
      let more = ContactForm(rows: min(form.rows + 1, ContactForm.mostRows), found: form.found)
      return context.showAgain(page(more, context))
    case "read-pasted":
      let read = PastedAnswers(
        context.answers, layouts: context.house.configuration.layouts, today: context.today)
      let filled = ContactForm(keeping: read.answers)
      return context.showAgain(page(filled, context, banner: read.banner), filled: read.answers)
    case "check":
      form.alike = try await alike(context)
      return context.showAgain(page(form, context, known: try await known(form, context)))
    default: break
    }
    form.alike = try await alike(context)
    let (taking, today) = (form, context.today)
    return try await context.submit(page(form, context)) { reader in
      taking.read(&reader, today: today)
    } perform: { taken, sending in
      if let known = taken.joins {
        let _: Done<Contact> = try await context.house.store.perform(
          .addInformation(taken.details.account), on: known, as: sending.act)
        return ContactPaths.record(known, done: .addedTo)
      }
      let done: Done<Contact> = try await context.house.store.perform(
        .receive(taken.details, named: taken.named), as: sending.act)
      return taken.named.isEmpty
        ? ContactPaths.record(done.id, done: .recorded) : ContactPaths.people(done.id)
    }
  }

  /// Contacts that say the same: from the same source, about the same child, in the last four weeks,
  /// as far as this worker may see them. None for a form that was recorded already and is sent again.
  private static func alike(_ context: Context) async throws -> [ContactTable.Waiting] {
    let answers = context.answers
    if let key = context.formToken?.key,
      try await context.read({ try ContactTable.acted(under: key, in: $0) }) != nil
    {
      return []
    }
    var reader = AnswerReader(answers)
    let today = context.today
    let children = (1...ContactForm.rows(in: answers)).compactMap {
      ContactForm.person(&reader, row: $0, today: today)
    }.filter(\.isChild)
    guard let source = answers["source"].flatMap({ ReferralSource(rawValue: $0) }),
      !children.isEmpty
    else { return [] }
    let found = try await context.read { tx in
      try ContactTable.alike(children, from: source, since: today.adding(days: -28), in: tx)
    }
    let sight = try await context.sight(of: Array(Set(found.flatMap(\.matched))))
    let seen = found.filter {
      sight.view(.seeContact, of: $0.matched, fromPolice: $0.fromPolice) == .whole
    }
    try await context.showed(Array(Set(seen.flatMap(\.matched))).sorted(), by: .seeContact)
    return Array(seen.suffix(5))
  }

  /// Who is on the record already, block by block: what script looks up while the worker types.
  private static func known(
    _ form: ContactForm, _ context: Context
  ) async throws -> [Int: HTML] {
    guard context.can(.findPerson) else { return [:] }
    try context.countSearch()
    var known: [Int: HTML] = [:]
    let answers = context.answers
    for row in 1...form.rows {
      let key = "person-\(row)"
      let birth = ["day", "month", "year"].compactMap { answers["\(key)-birth-\($0)"] }
        .filter { !$0.isEmpty }
      let search = SavedSearch(
        given: answers["\(key)-given"] ?? "", family: answers["\(key)-family"] ?? "",
        birth: birth.count == 3 ? birth.joined(separator: "/") : "",
        postcode: answers["postcode"] ?? "", number: answers["\(key)-phone"] ?? "")
      guard !(search.given + search.family).isEmpty, search.isEnough else { continue }
      let looked = try await context.look(search.terms(today: context.today), limit: 5)
      try await context.tell(looked)
      let piece = alreadyKnown(looked, context.today)
      known[row] = piece.isEmpty ? "<p>Nobody on the record looks like this.</p>" : piece
    }
    return known
  }

  private static func page(
    _ form: ContactForm, _ context: Context, banner: HTML? = nil, known: [Int: HTML] = [:]
  ) -> FormPage {
    let mayFind = context.can(.findPerson)
    var page = FormPage(
      "Record a contact", form.definition, path: ContactPaths.new, submit: "Record contact")
    page.around = {
      $0.trail = .back("Front door", to: ContactPaths.board)
      $0.width = .work
      if let banner { $0.banner = banner }
    }
    page.before = """
      <p>Is it no worry about a child? \
      \(textLink("Record a call that is not a contact", to: CallPaths.new)).</p>
      """
    page.layout = { view in
      ContactFormLayout(view: view, form: form, mayFind: mayFind, known: known).html
    }
    return page
  }
}

/// The form of a contact as it stands on the page: danger first, then what is told beside who it is
/// about, then the caller.
struct ContactFormLayout {
  let view: FormView
  let form: ContactForm
  let mayFind: Bool
  let known: [Int: HTML]

  var html: HTML {
    """
    \(radios(
      id: "danger", legend: "Is a child in immediate danger now?",
      choices: [
        Choice("yes", "Yes", reveal: danger), Choice("no", "No"), Choice("notKnown", "Not known"),
      ], hint: "If yes, ring 999 before anything else.", value: view.answers["danger"],
      error: view.error("danger")))
    \(if: !form.alike.isEmpty, asked("same-as"))
    \(sideBySide(told, who))
    <h2>Who is telling you</h2>
    \(each: ["caller-name", "caller-role", "caller-reach"], asked)\(view["caller-email"])
    \(each: ["agency", "source"], asked)
    \(asked("keep-from-family"))\(asked("consent"))\(asked("consent-basis"))
    <h2>When and how it reached us</h2>
    \(each: ["method", "reference", "grading", "received", "received-time"], asked)
    \(each: form.found.sorted(), { hiddenField("found", $0) })
    """
  }

  /// One question, set apart where it was answered from the pasted text.
  private func asked(_ id: String) -> HTML {
    form.found.contains(id) ? "<div class=\"to-check\">\(view[id])</div>" : view[id]
  }

  private var danger: HTML {
    """
    <ol>
    <li>Ring 999 and say where the child is. Keep the caller on the other line.</li>
    <li>Tell a manager now. Do not wait until everything is written down.</li>
    <li>Write below what has been done, by whom and when.</li>
    </ol>
    \(view["danger-action"])
    """
  }

  private var told: HTML {
    let pasted = view.answers["pasted"] ?? ""
    let account: HTML = textArea(
      id: "account", label: "What are you being told?",
      hint: (form.found.contains("account") ? ContactForm.check + " " : "")
        + "In the caller's own words. If you paste a text below and leave this empty, the whole text "
        + "is kept here.",
      prompts: [
        "What happened, and when?", "Where is the child now, and who is with them?",
        "Who else is at home?", "What is the caller worried about most?",
        "Has the family been told of this contact?",
      ], value: view.answers["account"] ?? "", error: view.error("account"), rows: 14)
    return """
      <h2>What you are being told</h2>
      \(form.found.contains("account") ? "<div class=\"to-check\">\(account)</div>" : account)
      \(details(
        "Paste a notification, an e-mail or a letter",
        isOpen: !pasted.isEmpty || view.error("pasted") != nil,
        content: """
          \(view["pasted"])
          \(buttonGroup(button(
            "Read pasted text", kind: .secondary, name: "act", value: "read-pasted")))
          """))
      """
  }

  private var who: HTML {
    """
    <h2>Who it is about</h2>
    <p>Everybody named, also when little is known. Leave a block empty if you do not need it.</p>
    \(each: 1...form.rows, personBlock)
    \(buttonGroup(
      addAnother("Add another person", value: "add-person"),
      mayFind
        ? button("Check for matches", kind: .secondary, name: "act", value: "check") : ""))
    \(asked("postcode"))\(asked("address"))
    """
  }

  /// One person's questions, under a legend that says which.
  private func personBlock(_ row: Int) -> HTML {
    let key = "person-\(row)"
    let parts = ["given", "family", "kind", "birth", "age", "relation", "phone"]
    return fieldset(
      legend: "Person \(row)", id: "\(key)-block",
      live: mayFind
        ? Live("/people/find/live?taking=\(row)", into: "\(key)-found", prefix: "\(key)-") : nil,
      content: HTML(each: parts) { asked("\(key)-\($0)") }
        + liveResults(id: "\(key)-found", content: known[row] ?? ""))
  }
}
