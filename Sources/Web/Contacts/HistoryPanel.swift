import Domain
import HTML
import Store

/// What is on the record already about everybody matched and their brothers and sisters: beside the
/// reason while a contact is decided, and on its record (A2).
func historyPanel(_ pasts: [ContactTable.Past], receivedOn day: Day) -> HTML {
  let content: HTML =
    pasts.isEmpty
    ? emptyState(
      "Nobody in this contact is matched to a record yet, so nothing can be shown. "
        + "Match the people first.")
    : riskyAdults(pasts) + HTML(each: pasts) { past in onePast(past, day) }
  return "<section><h2>What is known already</h2>\(content)</section>"
}

/// Everybody around these children whose record says that they pose a risk, once each, with how they
/// stand to whom.
private func riskyAdults(_ pasts: [ContactTable.Past]) -> HTML {
  var alerts: [AlertID: (alert: AlertTable.Around, ties: [String])] = [:]
  for past in pasts {
    for alert in past.alerts where alert.kind == .posesRiskToChildren {
      let tie =
        alert.bearer.id == past.person
        ? "named in this contact"
        : "\(past.name): \(alert.ties.map(\.words).joined(separator: ", "))"
      alerts[alert.id, default: (alert, [])].ties.append(tie)
    }
  }
  let lines = alerts.values.sorted { $0.alert.id < $1.alert.id }.map { entry -> HTML in
    """
    <li><strong>\(entry.alert.bearer.name)</strong> (\(entry.ties.joined(separator: "; "))). \
    \(entry.alert.what) \(entry.alert.act)</li>
    """
  }
  return """
    <h3>Adults who pose a risk to children</h3>
    \(lines.isEmpty
      ? "<p>No alert of that kind is on the record for these people or those around them.</p>"
      : "<ul>\(each: lines, { $0 })</ul>")
    """
}

private func onePast(_ past: ContactTable.Past, _ day: Day) -> HTML {
  let name = textLink(past.name, to: PersonPaths.child(past.person))
  let note = past.isSibling ? " (brother or sister)" : ""
  let count = past.contacts(inTheYearBefore: day)
  let alerts = past.alerts.filter { $0.kind != .posesRiskToChildren }
    .map { $0.line(on: past.person) }
  let others = list(
    "Alerts", alerts.map { "<strong>\($0.text)</strong> \($0.act)" })
  if past.isEmpty {
    return """
      <h3>\(name)\(note)</h3>\(others)
      <p>No earlier contact, referral, assessment or plan is on the record.</p>
      """
  }
  return """
    <h3>\(name)\(note)</h3>\(others)
    <p>\(counted(count, "other contact", "other contacts")) in the 12 months before this one. \
    \(openWords(past))</p>
    \(list("Earlier contacts", past.contacts.map(contactLine)))
    \(list("Referrals", past.episodes.map(episodeLine)))
    \(list("Assessments", past.assessments.map(assessmentLine)))
    \(list("Plans", past.plans.map(planLine)))
    """
}

private func openWords(_ past: ContactTable.Past) -> HTML {
  guard let open = past.openEpisode else { return "No work is open." }
  let who = [open.worker, open.team].compactMap { $0 }.joined(separator: ", ")
  return """
    \(tag("Open work", kind: .info)) \(textLink("Referral \(open.id)", to: ReferralPaths.record(open.id))), \
    \(who.isEmpty ? "no worker yet" : who).
    """
}

private func list(_ title: String, _ lines: [HTML]) -> HTML {
  lines.isEmpty ? "" : "<h4>\(title)</h4><ul>\(each: lines, { "<li>\($0)</li>" })</ul>"
}

private func contactLine(_ contact: ContactTable.EarlierContact) -> HTML {
  if contact.isClosed {
    return "\(contact.receivedOn.long): also about somebody whose record is closed to you"
  }
  let waits = contact.status == .waitingForCheck ? ", waiting for a second check" : ""
  let outcome = contact.outcome.map { $0.words + waits } ?? contact.status.words
  return """
    \(textLink("\(contact.receivedOn.long), \(contact.id)", to: ContactPaths.record(contact.id))), \
    \(contact.source.meaning): <strong>\(outcome)</strong>\
    \(contact.reason.map { ". \(excerpt($0, 300))" } ?? "")
    """
}

private func episodeLine(_ episode: ContactTable.Episode) -> HTML {
  let ended: String? = episode.closedOn.map { day in
    let why = [episode.closureReason?.meaning, episode.closureWords].compactMap { $0 }
    return "Closed \(day.long)" + (why.isEmpty ? "" : ": \(why.joined(separator: ". "))")
  }
  let decided = episode.outcome.map { "\($0.words): \(excerpt(episode.reason ?? "", 200))" }
  let parts = [decided, ended ?? (episode.isOpen ? "Open" : nil)].compactMap { $0 }
  return """
    \(textLink("\(episode.receivedOn.long), \(episode.id)", to: ReferralPaths.record(episode.id))). \
    \(parts.joined(separator: ". "))
    """
}

private func assessmentLine(_ assessment: ContactTable.EarlierAssessment) -> HTML {
  let state =
    assessment.authorisedOn.map { "Completed \($0.long)" } ?? assessment.status.words
  if assessment.isClosed {
    return """
      \(assessment.kind.name), started \(assessment.startedOn.long). \(state). Also about somebody \
      whose record is closed to you
      """
  }
  let words = [state, assessment.sentence, assessment.outcomeReason].compactMap { $0 }
  return """
    \(textLink("\(assessment.kind.name), \(assessment.id)", to: AssessmentPaths.page(assessment.id))), \
    started \(assessment.startedOn.long). \(words.joined(separator: ". "))
    """
}

private func planLine(_ plan: ContactTable.EarlierPlan) -> HTML {
  let until = plan.to.map { "to \($0.long)" } ?? "still in force"
  let category = plan.category.map { " (\($0.meaning.lowercased()))" } ?? ""
  return "\(plan.kind.words)\(category), from \(plan.from.long) \(until)"
}
