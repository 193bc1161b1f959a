import Domain
import HTML
import Store

/// What is on the record already about everybody matched and their brothers and sisters: beside a
/// contact and in view while it is decided (A2).
func historyPanel(_ pasts: [ContactTable.Past], receivedOn day: Day) -> HTML {
  let content: HTML =
    pasts.isEmpty
    ? emptyState(
      "Nobody in this contact is matched to a record yet, so nothing can be shown. "
        + "Match the people first.")
    : HTML(each: pasts) { past in onePast(past, day) }
  return "<section><h2>What is known already</h2>\(content)</section>"
}

private func onePast(_ past: ContactTable.Past, _ day: Day) -> HTML {
  let name = textLink(past.name, to: PersonPaths.child(past.person))
  let note = past.isSibling ? " (brother or sister)" : ""
  let count = past.contacts(inTheYearBefore: day)
  let alerts = alertStrip(past.alerts.map { $0.line(on: past.person) })
  if past.isEmpty {
    return """
      <h3>\(name)\(note)</h3>\(alerts)
      <p>No earlier contact, referral, assessment or plan is on the record.</p>
      """
  }
  return """
    <h3>\(name)\(note)</h3>\(alerts)
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
  let outcome = contact.outcome?.words ?? "Not decided yet"
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
