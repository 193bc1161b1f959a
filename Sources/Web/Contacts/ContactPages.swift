import Domain
import HTML
import Matching
import Store

/// What the page of one contact shows.
struct ContactRecord: Sendable {
  let contact: ContactTable.Whole
  let story: ContactTable.Feedback
  let outbox: [OutboxTable.Line]
  let past: [ContactTable.Past]
  let steps: [ContactTable.Step]
  let names: Names
  let today: Day
  let canDecide: Bool
  let canCheck: Bool
  let canRecord: Bool
  let canTell: Bool
  let me: WorkerID
  /// What the police sent, where it came from there.
  var notifications: [PoliceNotificationID] = []
  /// The form, where it came through the portal.
  var sent: PartnerReferralTable.Whole?
  var showsPast = true
  let done: ContactDone?
  /// What other agencies were asked.
  let checks: HTML
  /// With whom it is and until when it is put aside.
  var queue: HTML = ""
  /// Whether what was passed to open work has been read there.
  var passedOn: HTML = ""
  /// From where it was stepped up, and what was asked for after it.
  var earlyHelp: HTML = ""
}

func contactPage(_ model: ContactRecord) -> Page {
  let contact = model.contact
  var page = Page(
    "Contact \(contact.id)",
    main: """
      \(contactActions(model))
      \(model.queue)
      \(each: model.notifications, { id in
        "<p>\(textLink("Police notification \(id)", to: PolicePaths.page(id))) is in this contact.</p>"
      })
      \(contactSummary(contact))
      \(model.sent.map(sentFormCard))
      \(peopleCard(contact, canMatch: model.canRecord))
      \(model.earlyHelp)
      \(model.checks)
      \(decisionCard(contact, model.names))
      \(model.passedOn)
      \(if: model.showsPast, historyPanel(model.past, receivedOn: contact.details.receivedOn))
      \(feedbackCard(model))
      \(originalCard(contact))
      <section><h2>This contact, step by step</h2>\(timeline(model.steps.map { entry($0, model) }))
      </section>
      \(historyLink(contact.id))
      """)
  page.caption = contact.status.words
  page.about = contact.children.isEmpty ? nil : listed(contact.children.map(\.full))
  page.trail = .back("Front door", to: ContactPaths.board)
  let clocks = [
    contact.clock(recordedBy: model.names.of(contact.recordedBy)),
    contact.decision.flatMap { decision in
      decision.needsCheck
        ? Contact.checkClock(decided: decision.on, checked: contact.check?.on) : nil
    },
    model.story.clock,
  ].compactMap { $0 }
  page.aside = cardGrid(clocks.map { clockCard(ClockCard(explaining: $0, today: model.today)) })
  page.banner = model.done.map { done in
    notificationBanner(done.words, detail: opened(contact, done))
  }
  return page
}

/// After a decision: that it waits. After the second check: which episodes it opened.
private func opened(_ contact: ContactTable.Whole, _ done: ContactDone) -> HTML? {
  if done == .decided, contact.status == .waitingForCheck {
    return "<p>It waits for a second person before anything happens.</p>"
  }
  guard done == .checked, !contact.referrals.isEmpty else { return nil }
  let links = contact.children.compactMap { child -> HTML? in
    guard let id = child.person.flatMap({ contact.referrals[$0] }) else { return nil }
    return "<li>\(textLink("Referral \(id) for \(child.full)", to: ReferralPaths.record(id)))</li>"
  }
  return "<ul>\(each: links, { $0 })</ul>"
}

private func contactActions(_ model: ContactRecord) -> HTML {
  let contact = model.contact
  let id = contact.id
  var actions: HTML = ""
  switch contact.status {
  case .waiting, .returned:
    if model.canDecide {
      actions += buttonLink("Decide", to: ContactPaths.decision(id))
      actions += buttonLink(
        "Is the outcome clear?", to: ContactPaths.triage(id), kind: .secondary)
    }
  case .waitingForCheck:
    if model.canCheck, contact.decision?.by != model.me {
      actions += buttonLink("Check this decision", to: ContactPaths.check(id))
    }
  case .closed: break
  }
  if model.canRecord {
    actions += buttonLink("Add information", to: ContactPaths.information(id), kind: .secondary)
  }
  if model.canTell, model.story.owedFrom != nil, model.story.told == nil, !model.story.isOnItsWay {
    actions += buttonLink("Tell the referrer", to: FeedbackPaths.email(id), kind: .secondary)
  }
  return actions.isEmpty ? "" : buttonGroup(actions)
}

/// The concern and who brought it: on the record and above every form of the contact.
func contactSummary(_ contact: ContactTable.Whole) -> HTML {
  let taken = contact.details
  let caller = [taken.callerName, taken.callerRole, taken.agency].compactMap { $0 }
  return card(
    "The concern",
    content: """
      \(if: taken.inDanger == .yes, warningText(
        "Immediate danger. Done so far: \(taken.dangerAction ?? "Not recorded")"))
      \(quote(taken.account, source: caller.isEmpty ? taken.source.meaning : caller.joined(separator: ", ")))
      \(each: contact.added, { inset("<p>Added later: \($0)</p>") })
      \(summaryList([
        SummaryRow("Received", taken.receivedOn.long(minute: taken.receivedMinute)),
        SummaryRow("How", taken.method.words),
        SummaryRow("Source", taken.source.meaning),
        SummaryRow("How to reach the caller", taken.callerReach),
        SummaryRow("Caller's email", taken.callerEmail),
        SummaryRow(
          "Caller's name", taken.keepFromFamily ? "Keep it from the family" : "May be shared"),
        SummaryRow("Immediate danger", taken.inDanger.words),
      ] + pasted(taken) + [
        SummaryRow(
          "Consent",
          [taken.consent.words, taken.consentBasis].compactMap { $0 }.joined(separator: ": ")),
        SummaryRow(
          "Outcome clear", contact.outcomeClear.map { $0 ? "Yes" : "No" } ?? "Not yet asked"),
      ]))
      """)
}

/// What only some sources give: a number of their own, a grading, an address.
private func pasted(_ taken: Contact.Details) -> [SummaryRow] {
  [
    taken.reference.map { SummaryRow("The source's reference", $0) },
    taken.grading.map { SummaryRow("Graded by the source", $0) },
    taken.address.map { SummaryRow("Address given", $0) },
  ].compactMap { $0 }
}

/// What was pasted, word for word; signs that cannot be seen are shown as what they are.
private func originalCard(_ contact: ContactTable.Whole) -> HTML {
  guard let original = contact.details.original else { return "" }
  return card(
    "As it was received",
    content: details(
      "The text that was pasted, word for word", content: prose(Legible.shown(original))))
}

private func peopleCard(_ contact: ContactTable.Whole, canMatch: Bool) -> HTML {
  let rows = contact.named.map { named -> SummaryRow in
    let what = [named.isChild ? "Child" : "Adult", named.relation, named.postcode, named.phone]
      .compactMap { $0 }.joined(separator: ", ")
    let match: HTML =
      named.person.map { textLink("Record \($0)", to: recordPath(of: named, $0)) }
      ?? tag("Not matched to a record", kind: .warn)
    return SummaryRow(named.withAge, html: "\(what). \(match)")
  }
  let link = textLink(
    contact.named.isEmpty ? "Name somebody" : "Match people",
    to: ContactPaths.people(contact.id))
  return card(
    "Who it is about", actions: canMatch ? [link] : [],
    content: rows.isEmpty
      ? emptyState("Nobody is named yet.") : summaryList(rows))
}

/// Where the record of somebody named in a contact is.
func recordPath(of named: Contact.Named, _ person: PersonID) -> String {
  named.isChild ? PersonPaths.child(person) : PersonPaths.details(person)
}

private func entry(_ step: ContactTable.Step, _ model: ContactRecord) -> TimelineEntry {
  TimelineEntry(
    date: step.occurred.long, title: stepTitle(step.kind),
    meta: "Recorded \(step.recorded.long) by \(model.names.of(step.actor))")
}

private func stepTitle(_ kind: String) -> String {
  switch kind {
  case "received": "Contact received"
  case "personNamed": "Somebody named"
  case "matched": "Matched to a record"
  case "unmatched": "Match undone"
  case "informationAdded": "Information added"
  case "triaged": "Triage"
  case "decided": "Decided"
  case "checked": "Decision agreed by a second person"
  case "returned": "Decision sent back"
  case "fedBack": "Referrer told"
  case "sampled": "Drawn by chance for a second look"
  case "wroteBack": "Email written to the referrer"
  case "messageSent": "Email to the referrer sent"
  case "messageFailed": "Email to the referrer could not be sent"
  case "sendingAgain": "Email to the referrer tried again"
  case "cannotBeTold": "Recorded why the referrer cannot be told"
  case "assigned": "Given to a worker, or given back"
  case "parked": "Parked"
  case "unparked": "Taken up again"
  case "read": "Read by those who work with the child"
  default: kind
  }
}
