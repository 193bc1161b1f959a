import Domain
import HTML
import Store
import Web

/// What a professional sent, and what they have not sent yet. No names: a list is read over shoulders.
func listPage(
  _ sent: [PartnerReferralTable.Line], _ unsent: [PortalDraftTable.Draft], _ visit: Visit
) -> Page {
  let drafts = unsent.map { draft in
    SummaryRow(
      "Saved \(draft.savedAt.day.long), \(draft.savedAt.clock)",
      html: """
        \(textLink(
          "Go on", to: SendingPaths.step(.check, of: draft.id, .professional),
          context: "with the form saved \(draft.savedAt.clock)")) \
        \(actionForm(
          action: SendingPaths.throwAway(draft.id, .professional), csrf: visit.csrf,
          text: "Delete", kind: .link, context: "the form saved \(draft.savedAt.clock)"))
        """)
  }
  let rows = sent.map { line in
    TaskRow(
      "Reference \(line.reference)", url: SendingPaths.referral(line.reference),
      hint: "Sent \(line.sentAt.day.long), \(line.sentAt.clock)", status: line.stage.label)
  }
  var page = Page(
    "What you sent",
    main: """
      \(buttonGroup(buttonLink("Start a new form", to: SendingPaths.start(.professional))))
      \(if: !drafts.isEmpty, """
        <h2>Not sent yet</h2>
        <p>Kept until 30 days after it was last saved.</p>
        \(summaryList(drafts))
        """)
      <h2>Sent</h2>
      \(rows.isEmpty
        ? emptyState("What you send stands here, with how it stands.") : taskList(rows))
      """)
  page.width = .questions
  return page
}

/// How one form stands.
/// - Parameter namesWorker: a professional is told whom to ask for.
func standingPage(
  _ standing: PartnerReferralTable.Standing, namesWorker: Bool, _ council: WebConfiguration
) -> Page {
  var rows = [
    SummaryRow("Reference", standing.line.reference),
    SummaryRow("Sent", "\(standing.line.sentAt.day.long), \(standing.line.sentAt.clock)"),
    SummaryRow("How it stands", html: standing.line.stage.label),
  ]
  if let day = standing.decideBy {
    rows.append(SummaryRow("We decide by", day.longWithWeekday))
  }
  if let day = standing.tellBy {
    rows.append(SummaryRow("We tell you by", day.longWithWeekday))
  }
  if namesWorker {
    rows.append(SummaryRow("Ask for", standing.worker ?? "the referral unit"))
  }
  if let phone = council.unitPhone { rows.append(SummaryRow("Phone", phone)) }
  let told: HTML? = standing.toldOn.map { day in
    let words: HTML =
      standing.told.map { prose($0) }
      ?? "<p>Somebody told you on that day. Ring us if you did not hear it.</p>"
    return card("What we told you on \(day.long)", content: words)
  }
  return Page(
    "How it stands",
    main: """
      \(summaryList(rows))
      \(meaning(standing))
      \(told)
      <p>Do you know something new? Send it in a new form and name this reference, or ring.</p>
      \(ringFirst(council))
      """)
}

private func meaning(_ standing: PartnerReferralTable.Standing) -> HTML {
  switch standing.line.stage {
  case .received: "<p>It is with us, and nobody has taken it up yet.</p>"
  case .lookedAt: "<p>Somebody is looking at it now, and at what is known already.</p>"
  case .decided:
    standing.toldOn == nil
      ? "<p>We have decided what happens. You are told next.</p>"
      : "<p>We have decided what happens.</p>"
  }
}

extension PartnerReferral.Stage {
  fileprivate var label: HTML {
    switch self {
    case .received: tag(words)
    case .lookedAt: tag(words, kind: .info)
    case .decided: tag(words, kind: .good)
    }
  }
}

/// What is asked of somebody who is not signed in.
enum CodesAsked {
  case goOn, status
}

func codesPage(_ asked: CodesAsked, _ answers: Answers, _ errors: [FormError]) -> Page {
  func error(_ id: String) -> String? { errors.first { $0.question == id }?.message }
  let code = textInput(
    id: "code", label: "Return code", hint: "20 letters and figures, like 7K4Q-M2XP-9TRB-WH3C-D5EF",
    value: answers["code"] ?? "", error: error("code"), width: .twenty)
  let reference = textInput(
    id: "reference", label: "Reference", hint: "10 letters and figures, like 7K4Q-M2XP-9T",
    value: answers["reference"] ?? "", error: error("reference"), width: .twenty)
  var page: Page
  switch asked {
  case .goOn:
    page = Page(
      "Go on with a form that you began",
      main: form(action: SendingPaths.goOn, csrf: "", submit: "Go on", content: code))
  case .status:
    page = Page(
      "See what became of it",
      main: form(
        action: SendingPaths.status, csrf: "", submit: "Show how it stands",
        content: reference + code))
  }
  page.errors = errors
  page.trail = .back("Back", to: SendingPaths.start(.anybody))
  return page
}
