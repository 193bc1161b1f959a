import Domain
import HTML
import Store

/// The decision with its reason and its check: on the record and above the form of the check.
func decisionCard(_ contact: ContactTable.Whole, _ names: Names) -> HTML {
  guard let decision = contact.decision else {
    return card(
      "Decision",
      content: """
        \(earlierDecisions(contact, names))
        \(emptyState("Not decided yet. The decision, its reason and what history adds stand here."))
        """)
  }
  var rows = decisionRows(decision, contact)
  rows += [
    SummaryRow("Decided", "\(decision.on.long) by \(names.of(decision.by))"),
    SummaryRow("Second check", checkWords(contact, names)),
  ]
  for sampling in contact.samplings {
    rows.append(
      SummaryRow(
        "Drawn by chance",
        html: """
          \(textLink("Sample \(sampling.sample)", to: SamplePaths.page(sampling.sample))), \
          \(sampling.on.long)
          """))
  }
  return card(
    "Decision", content: "\(earlierDecisions(contact, names))\(summaryList(rows))")
}

private func decisionRows(
  _ decision: Contact.Decision, _ contact: ContactTable.Whole
) -> [SummaryRow] {
  let edition = contact.thresholds.of(decision).edition
  var rows = [
    SummaryRow("Level of need", decision.level.words),
    SummaryRow(
      "Indicators",
      html: """
        \(if: decision.indicators.isEmpty, "<p>None ticked</p>")\
        <ul>\(each: decision.indicators, { "<li>\(contact.thresholds.words($0))</li>" })</ul>
        <p class="meta">\(textLink(
          "Threshold document, edition \(edition)", to: ThresholdPaths.document(edition: edition)))</p>
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
  ]
  return rows
}

/// Each decision that was sent back, with why: never overwritten, the newest last.
private func earlierDecisions(_ contact: ContactTable.Whole, _ names: Names) -> HTML {
  HTML(each: contact.returns.enumerated()) { place, returned in
    let earlier: HTML? =
      contact.earlier.indices.contains(place)
      ? details(
        "The decision of \(contact.earlier[place].on.long) that was sent back",
        content: summaryList(
          decisionRows(contact.earlier[place], contact) + [
            SummaryRow(
              "Decided",
              "\(contact.earlier[place].on.long) by \(names.of(contact.earlier[place].by))")
          ])) : nil
    return """
      \(inset(
        "<p>Sent back by \(names.of(returned.by)) on \(returned.on.long): \(returned.comment)</p>"))
      \(earlier)
      """
  }
}

/// Above the form of a new decision: why the last one came back, and what it was.
func sentBackNote(_ contact: ContactTable.Whole, _ names: Names) -> HTML {
  guard !contact.returns.isEmpty else { return "" }
  return card(
    "Sent back",
    content: """
      \(earlierDecisions(contact, names))
      \(if: !contact.earlier.isEmpty, """
        <p>What was written then stands below, to be changed where it should be. The level, the \
        indicators and each outcome are chosen again. A second person checks the new decision, \
        whatever it is.</p>
        """)
      """)
}

private func checkWords(_ contact: ContactTable.Whole, _ names: Names) -> String {
  if let check = contact.check {
    let comment = check.comment.isEmpty ? "" : ": \(check.comment)"
    return "Agreed on \(check.on.long) by \(names.of(check.by))\(comment)"
  }
  if let sample = contact.waitingSample {
    return "Drawn by chance in sample \(sample): waiting for a second person"
  }
  if contact.status == .waitingForCheck { return "Waiting for a second person" }
  // A decision of before this rule, in which only referrals were checked.
  let left = contact.decision?.outcomes.contains { $0.outcome.leavesUnit } ?? false
  return left
    ? "Not asked for when this was decided" : "Not needed: nothing leaves the unit"
}
