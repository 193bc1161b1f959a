import Domain
import HTML
import Store

/// What waits for this worker's word: decisions to look at, referrers, the night, proposals.
func waitingSection(_ model: MyWorkModel) -> HTML? {
  var rows: [TaskRow] = []
  if let checks = model.checks {
    rows.append(
      TaskRow(
        counted(checks, "decision waits for a second check", "decisions wait for a second check"),
        url: "/review"))
  }
  rows += nightRows(model)
  rows += teamWorkRows(model)
  rows += earlyHelpRows(model)
  rows += model.sentBack.map { item in
    let by = item.contact.returnedBy.flatMap { model.names[$0] } ?? "the second person"
    return TaskRow(
      "Decide contact \(item.contact.id) again", url: ContactPaths.decision(item.contact.id),
      hint: "Sent back by \(by) on \(item.on.long): \(excerpt(item.comment))",
      status: item.contact.status.label)
  }
  rows += model.approvals.map { line in
    TaskRow(
      "\(line.kind.name) of \(listed(line.names))", url: AssessmentPaths.review(line.id),
      hint: "Sent to you on \(line.sentOn.long)", status: tag("Waiting for you", kind: .info))
  }
  rows += model.undecided.map { line in
    TaskRow(
      "Decide the referral of \(line.childName)", url: ReferralPaths.decision(line.id),
      hint: "Received \(line.receivedOn.long)",
      status: line.decisionClock.map { $0.label(today: model.today) })
  }
  if let unallocated = model.unallocated {
    let oldest = unallocated.first.map { "The oldest was received on \($0.receivedOn.long)" }
    rows.append(
      TaskRow(
        counted(unallocated.count, "referral has no worker", "referrals have no worker"),
        url: ReferralPaths.unallocated, hint: oldest))
  }
  rows += feedbackRows(model)
  rows += model.alerts.map { alert in
    TaskRow(
      "Look again at the alert about \(alert.person.name)", url: AlertPaths.page(alert.id),
      hint: "\(alert.kind.words), due \(alert.reviewOn.long)",
      status: alert.reviewOn < model.today
        ? tag("Overdue", kind: .danger) : tag("Due today", kind: .warn))
  }
  rows += partnerCheckRows(model)
  rows += assessingRows(model)
  rows += model.returned.map { line in
    TaskRow(
      "\(line.kind.name) \(line.id) came back", url: AssessmentPaths.page(line.id),
      hint: line.comment.map { excerpt($0) }, status: tag("Returned", kind: .warn))
  }
  rows += model.policeWork.rows + passedOnRows(model.passedOn)
  rows += restrictedRows(model)
  rows += model.proposals.map { waiting in
    TaskRow(
      "\(counted(waiting.count, "new detail", "new details")) of \(waiting.line.name) to accept or decline",
      url: PersonPaths.details(waiting.line.id), hint: "Brought by a contact or an import",
      status: tag("Proposed", kind: .warn))
  }
  guard model.opensRecords || !rows.isEmpty else { return nil }
  return """
    <section><h2>Waiting for me</h2>
    \(rows.isEmpty ? emptyState("Nothing waits for you.") : taskList(rows))</section>
    """
}

/// Promises to referrers, and messages that did not reach them.
private func feedbackRows(_ model: MyWorkModel) -> [TaskRow] {
  var rows = model.owedByMe.map { owed in
    TaskRow(
      "Tell the referrer of contact \(owed.contact)", url: ContactPaths.record(owed.contact),
      hint: owed.message == "waiting" ? "An email is on its way" : owed.agency,
      status: owed.clock.map { owedLabel($0, today: model.today) })
  }
  if let owed = model.owed, owed.count > 0 {
    rows.append(
      TaskRow(
        counted(
          owed.count, "referrer waits to hear from us", "referrers wait to hear from us"),
        url: FeedbackPaths.owed,
        status: owed.late > 0 ? tag("\(owed.late) overdue", kind: .danger) : nil))
  }
  if model.givenUp > 0 {
    rows.append(
      TaskRow(
        counted(
          model.givenUp, "message could not be sent", "messages could not be sent"),
        url: OutboxPaths.all, status: tag("Look at it", kind: .danger)))
  }
  return rows
}

/// What the owner of a restricted record is told, and what waits for a review.
private func restrictedRows(_ model: MyWorkModel) -> [TaskRow] {
  var rows = model.lookAlikes.map { line in
    TaskRow(
      "A new record looks like hidden record \(line.person)",
      url: PersonPaths.lookAlike(line.person, line.other), hint: "Made on \(line.on.long)",
      status: tag("Hidden record", kind: .special))
  }
  rows += model.ownOpenings.map { line in
    TaskRow(
      "\(line.worker) opened your locked record \(line.person) in need",
      url: PersonPaths.reviewOpening(line.person, line.opened.opening.key),
      hint: line.opened.opening.from.long, status: tag("To review", kind: .special))
  }
  if model.openings > 0 {
    rows.append(
      TaskRow(
        counted(
          model.openings, "locked record was opened in need", "locked records were opened in need"),
        url: PersonPaths.openings, status: tag("To review", kind: .special)))
  }
  if model.orphans > 0 {
    rows.append(
      TaskRow(
        counted(
          model.orphans, "restricted record has no owner", "restricted records have no owner"),
        url: PersonPaths.restrictions, status: tag("No owner", kind: .special)))
  }
  return rows
}
