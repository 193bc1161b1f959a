import Domain
import HTML
import HTTPTypes
import Hummingbird
import Store
import Web

/// The last page of the form: all answers, the act of sending, and what comes then.
enum SendingEnd {
  static func add(to doors: PortalDoors, _ audience: Audience) {
    let check = SendingPaths.step(.check, of: ":draft", audience)
    SendingRoutes.look(doors, audience, check) { visit in
      let held = try await visit.held(audience)
      return visit.formPage(checkPage(held, visit), audience)
    }
    SendingRoutes.act(doors, audience, check) { try await send($0, audience) }
    SendingRoutes.look(doors, audience, SendingPaths.sent(":draft", audience)) { visit in
      let held = try await visit.held(audience, sent: true)
      let sent = try visit.found(held.sent)
      let whole = try await visit.read { try PartnerReferralTable.whole(sent, in: $0) }
      return visit.formPage(
        sentPage(try visit.found(whole), held, visit.house.configuration), audience)
    }
    SendingRoutes.act(doors, audience, SendingPaths.throwAway(":draft", audience)) { visit in
      let held = try await visit.held(audience)
      if audience == .anybody { _ = try await visit.posted(audience) }
      try await visit.house.database.write { try PortalDraftTable.throwAway(held.id, in: $0) }
      var response = Response.seeOther(
        audience == .professional ? SendingPaths.referrals : SendingPaths.start(.anybody))
      if audience == .anybody { response.setCookie(ReturnCookie.keep(nil, visit.house)) }
      return response
    }
  }

  private static func send(_ visit: Visit, _ audience: Audience) async throws -> Response {
    let held = try await visit.held(audience)
    if audience == .anybody { _ = try await visit.posted(audience) }
    let reference = ReadableCode(chance: Chance.bytes(ReadableCode.referenceLength)).text
    let visitor = audience == .professional ? try visit.signedIn() : nil
    let account = visitor.flatMap { $0.agencyAccount ? $0.agency?.description : nil }
    let form = FormReading.form(
      of: held.draft, reference: reference, at: visit.now, email: visitor?.email, agency: account)
    guard let form else {
      return visit.formPage(
        checkPage(held, visit, wasSent: true), audience, status: .unprocessableContent)
    }
    // One draft is one form, however often it is sent.
    let act = Act(key: "portal-form/\(held.id)", actor: .portal, at: visit.now)
    let (store, now) = (visit.house.store, visit.now)
    do {
      try await visit.house.database.write { tx in
        let done: Done<PartnerReferral> = try store.perform(.send(form), as: act, in: tx)
        try PortalDraftTable.sent(held.id, as: done.id, at: now, in: tx)
      }
      return .seeOther(SendingPaths.sent(held.id, audience))
    } catch let refusal as Refusal {
      return visit.formPage(
        checkPage(held, visit, refusal: refusal.message), audience, status: .unprocessableContent)
    }
  }
}

/// All answers, each with the way to change it, and what still stands in the way.
private func checkPage(
  _ held: HeldDraft, _ visit: Visit, wasSent: Bool = false, refusal: String? = nil
) -> Page {
  let audience = held.audience
  let questions = FormQuestions(audience, answers: held.draft.answers)
  let steps = audience.steps.filter { $0 != .check }
  let missing = steps.flatMap { step in
    FormReading.errors(on: step, of: held.draft, today: visit.today).map { (step, $0.message) }
  }
  let cards = steps.map { step -> HTML in
    let change = SendingPaths.step(step, of: held.id, audience, fromCheck: true)
    let rows = questions.definition(step).questions.compactMap { question -> SummaryRow? in
      let words = question.words(of: held.draft.answers).flatMap { $0.isEmpty ? nil : $0 }
      if question.optional, words == nil { return nil }
      return SummaryRow(
        questions.numbered(question),
        html: words.map { prose($0) } ?? tag("Not answered", kind: .warn))
    }
    return summaryCard(
      questions.heading(step),
      actions: [textLink("Change", to: change, context: questions.heading(step).lowercased())],
      rows: rows.isEmpty ? [SummaryRow("Answer", nil)] : rows)
  }
  let body = form(
    action: SendingPaths.step(.check, of: held.id, audience),
    csrf: audience == .professional ? visit.csrf : "",
    submit: audience == .professional ? "Send this referral" : "Send this to us",
    otherActions: buttonLink(
      "Come back later", to: SendingPaths.saved(held.id, audience), kind: .secondary),
    content: "")
  var page = Page(
    "Check your answers",
    main: """
      \(if: !missing.isEmpty, """
        <div id="missing"><h2>Still to answer</h2>
        <ul>\(each: missing, { step, message in
          """
          <li>\(textLink(
            message, to: SendingPaths.step(step, of: held.id, audience, fromCheck: true)))</li>
          """
        })</ul></div>
        """)
      \(each: cards, { $0 })
      \(card(
        "Files",
        actions: [textLink("Add or remove files", to: SendingPaths.files(held.id, audience))],
        content: fileList(held.draft.files)))
      <p>When you send this, it goes to the council’s children’s services, and a worker reads it. \
      You cannot change it then; you can always ring.</p>
      \(body)
      """)
  page.caption = "Page \(audience.steps.count) of \(audience.steps.count)"
  if wasSent, !missing.isEmpty {
    page.errors = [FormError("missing", "Answer what is missing. Nothing has been sent yet")]
  }
  if let refusal { page.errors = [FormError(nil, refusal)] }
  if let before = audience.before(.check) {
    page.trail = .back("Back", to: SendingPaths.step(before, of: held.id, audience))
  }
  return page
}

/// The names of the files that go with the form.
func fileList(_ files: [PartnerReferral.File]) -> HTML {
  files.isEmpty
    ? "<p>No files.</p>"
    : "<ul>\(each: files, { "<li>\($0.name) (\($0.kind.words), \($0.sizeInWords))</li>" })</ul>"
}

extension FormQuestions {
  /// Which child or adult a question of a block is about.
  fileprivate func numbered(_ question: Question) -> String {
    let parts = question.id.split(separator: "-")
    guard parts.count >= 3, let number = Int(parts[1]) else { return question.label }
    return "\(parts[0] == "child" ? "Child" : "Adult") \(number): \(question.label.lowercased())"
  }
}

/// It has reached us: the reference, and what happens by when.
private func sentPage(
  _ sent: PartnerReferralTable.Whole, _ held: HeldDraft, _ council: WebConfiguration
) -> Page {
  let due = sent.form.dueOn.map { "by \($0.longWithWeekday)" } ?? "soon"
  let isAnybody = held.audience == .anybody
  let keep: HTML =
    if let code = held.code {
      """
      <p>To see later what became of it you need both of these. Write them down if that is safe: we \
      cannot tell them to you again.</p>
      \(summaryList([
        SummaryRow("Reference", sent.form.reference), SummaryRow("Return code", code.text),
      ]))
      <p>\(textLink("Where to type them", to: SendingPaths.status))</p>
      """
    } else {
      """
      \(summaryList([SummaryRow("Reference", sent.form.reference)]))
      <p>\(textLink("See how it stands", to: SendingPaths.referral(sent.form.reference)))</p>
      """
    }
  let answer: HTML =
    isAnybody
    ? "<p>If you told us how to answer you, we do so in that way and in no other.</p>"
    : """
    <p>Then you are told what was decided and why. If you hear nothing within two working days, ring \
    us.</p>
    """
  return Page(
    "We have received it",
    main: """
      \(keep)
      <h2>What happens next</h2>
      <p>A worker reads it and looks at what is known already. We decide \(due) what happens.</p>
      \(answer)
      \(ringFirst(council))
      """)
}
