import Domain
import HTML
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
  let done: ContactDone?
}

func contactPage(_ model: ContactRecord) -> Page {
  let contact = model.contact
  var page = Page(
    "Contact \(contact.id)",
    main: """
      \(contactActions(model))
      \(contactSummary(contact))
      \(peopleCard(contact, canMatch: model.canRecord))
      \(decisionCard(contact, model.names))
      \(historyPanel(model.past, receivedOn: contact.details.receivedOn))
      \(feedbackCard(model))
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

/// After the second check: which episodes it opened.
private func opened(_ contact: ContactTable.Whole, _ done: ContactDone) -> HTML? {
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
        SummaryRow(
          "Consent",
          [taken.consent.words, taken.consentBasis].compactMap { $0 }.joined(separator: ": ")),
        SummaryRow(
          "Outcome clear", contact.outcomeClear.map { $0 ? "Yes" : "No" } ?? "Not yet asked"),
      ]))
      """)
}

private func peopleCard(_ contact: ContactTable.Whole, canMatch: Bool) -> HTML {
  let rows = contact.named.map { named -> SummaryRow in
    let what = [named.isChild ? "Child" : "Adult", named.relation, named.postcode]
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

/// The decision with its reason and its check: on the record and above the form of the check.
func decisionCard(_ contact: ContactTable.Whole, _ names: Names) -> HTML {
  let returns = contact.returns.map { returned -> HTML in
    inset(
      """
      <p>Sent back by \(names.of(returned.by)) on \(returned.on.long): \(returned.comment)</p>
      """)
  }
  guard let decision = contact.decision else {
    return card(
      "Decision",
      content: """
        \(each: returns, { $0 })
        \(emptyState("Not decided yet. The decision, its reason and what history adds stand here."))
        """)
  }
  var rows = [
    SummaryRow("Level of need", decision.level.words),
    SummaryRow(
      "Indicators",
      html: """
        <ul>\(each: decision.indicators, { "<li>\(Thresholds.words($0))</li>" })</ul>
        """),
  ]
  for outcome in decision.outcomes {
    let child = contact.named.first { $0.key == outcome.key }
    let referral = child?.person.flatMap { contact.referrals[$0] }
    let link: HTML? = referral.map {
      " \(textLink("Referral \($0)", to: ReferralPaths.record($0)))"
    }
    let line: HTML? = outcome.line.map { "<p>\($0)</p>" }
    rows.append(
      SummaryRow(child?.full ?? "Nobody named", html: "\(outcome.outcome.words)\(link)\(line)"))
  }
  rows += [
    SummaryRow("Reason", html: prose(decision.reason)),
    SummaryRow("What history adds", html: prose(decision.history)),
    SummaryRow("Decided", "\(decision.on.long) by \(names.of(decision.by))"),
    SummaryRow("Second check", checkWords(contact, names)),
  ]
  return card("Decision", content: "\(each: returns, { $0 })\(summaryList(rows))")
}

private func checkWords(_ contact: ContactTable.Whole, _ names: Names) -> String {
  if let check = contact.check {
    let comment = check.comment.isEmpty ? "" : ": \(check.comment)"
    return "Agreed on \(check.on.long) by \(names.of(check.by))\(comment)"
  }
  return contact.status == .waitingForCheck
    ? "Waiting for a second person" : "Not needed: nothing leaves the unit as a referral"
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
  case "wroteBack": "Email written to the referrer"
  case "messageSent": "Email to the referrer sent"
  case "messageFailed": "Email to the referrer could not be sent"
  case "sendingAgain": "Email to the referrer tried again"
  case "cannotBeTold": "Recorded why the referrer cannot be told"
  default: kind
  }
}
