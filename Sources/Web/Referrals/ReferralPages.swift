import Domain
import HTML
import Store

/// What the page of one referral shows.
struct ReferralRecord: Sendable {
  let referral: ReferralTable.Whole
  /// Brothers and sisters referred by the same contact whom this worker may see.
  let together: [ReferralTable.Together]
  let names: Names
  let today: Day
  let canDecide: Bool
  let canAllocate: Bool
  let canClose: Bool
  let canAssess: Bool
  let done: ReferralDone?
  /// What other agencies were asked.
  let checks: HTML
  /// What takes over from it, where it steps down.
  let earlyHelp: HTML
  let canStepDown: Bool
  /// Plans and pre-proceedings of the episode.
  let plans: HTML
  let canPlan: Bool
  /// May write letters about its end, and undo the closure on its day.
  let canFollow: Bool
  /// Who else works with the child, and transfers.
  var holding = Holding()
  /// Undoes what was just given, within ten minutes.
  var undo: Undo?
}

func referralPage(_ model: ReferralRecord) -> Page {
  let referral = model.referral
  var page = Page(
    "Referral \(referral.id)",
    main: """
      \(model.holding.asking)
      \(referralActions(model))
      \(agreedCard(model))
      \(referralDecisionCard(model))
      \(holdingCard(model))
      \(transfersCard(model.holding.transfers, model.names, today: model.today))
      \(assessmentsCard(model))
      \(model.plans)
      \(model.earlyHelp)
      \(model.checks)
      \(closureCard(model))
      \(historyLink(referral.id))
      """)
  page.caption = referralStage(referral)
  page.trail = .back("Team", to: TeamPaths.mine)
  let clocks = [
    referral.clock(recordedBy: model.names.of(referral.recordedBy)),
    referral.imported || referral.noFurtherAction
      ? nil
      : Referral.allocationClock(
        received: referral.receivedOn,
        allocated: referral.allocations.first { $0.worker != nil }?.from),
  ].compactMap { $0 }
  page.aside = cardGrid(clocks.map { clockCard(ClockCard(explaining: $0, today: model.today)) })
  page.banner = model.done.map { notificationBanner($0.words, undo: model.undo) }
  return page
}

extension ReferralTable.Whole {
  var noFurtherAction: Bool { decision?.outcome == .noFurtherAction }
}

private func referralStage(_ referral: ReferralTable.Whole) -> String {
  if referral.closure != nil { return "Closed" }
  if referral.noFurtherAction { return "No further action" }
  if referral.decision == nil, !referral.imported { return "Waiting for a decision" }
  return referral.worker == nil ? "Waiting for a worker" : "In progress"
}

private func referralActions(_ model: ReferralRecord) -> HTML {
  let referral = model.referral
  guard referral.isOpen else { return "" }
  let id = referral.id
  var actions: HTML = ""
  if referral.decision == nil, !referral.imported, model.canDecide {
    actions += buttonLink("Decide what happens next", to: ReferralPaths.decision(id))
  }
  if model.canAllocate {
    actions += buttonLink(
      referral.worker == nil ? "Give to a worker" : "Give to another worker",
      to: ReferralPaths.allocate(id), kind: referral.decision == nil ? .secondary : .primary)
  }
  if model.holding.canTransfer {
    actions += buttonLink(
      "Ask another team to take over", to: ReferralPaths.transfer(id), kind: .secondary)
  }
  if model.canAssess, referral.decision != nil || referral.imported {
    actions += buttonLink("Begin an assessment", to: AssessmentPaths.begin(id), kind: .secondary)
  }
  if model.canPlan, referral.decision != nil || referral.imported {
    if referral.plan == nil {
      actions += buttonLink(
        "Open a child in need plan", to: PlanPaths.open(id), kind: .secondary)
    }
    if !referral.hasPreProceedings {
      actions += buttonLink(
        "Begin pre-proceedings", to: PreProceedingsPaths.begin(id), kind: .secondary)
    }
  }
  if model.canClose, referral.decision != nil || referral.imported {
    if model.canStepDown {
      actions += buttonLink(
        "Step down to early help", to: EarlyHelpPaths.request(id), kind: .secondary)
    }
    actions += buttonLink("Close", to: ReferralPaths.close(id), kind: .secondary)
  }
  return actions.isEmpty ? "" : buttonGroup(actions)
}

private func agreedCard(_ model: ReferralRecord) -> HTML {
  let referral = model.referral
  let contact: HTML =
    referral.contact.map { textLink("Contact \($0)", to: ContactPaths.record($0)) }
    ?? (referral.imported ? "Imported from a census file" : "None")
  let earlier = referral.earlier.map { earlier -> HTML in
    let ended =
      earlier.noFurtherAction
      ? "no further action" : earlier.closedOn.map { "closed \($0.long)" } ?? "not closed"
    return """
      <li>\(textLink("\(earlier.id), \(earlier.receivedOn.long)", to: ReferralPaths.record(earlier.id))): \
      \(ended)</li>
      """
  }
  let rereferral: HTML =
    referral.isRereferral
    ? """
    \(tag("Re-referral", kind: .warn)) Referred before within 12 months:<ul>\(each: earlier, { $0 })</ul>
    """
    : "Not a re-referral: no other referral in the 12 months before"
  let together = model.together.map { sibling -> HTML in
    "<li>\(textLink("\(sibling.name), \(sibling.id)", to: ReferralPaths.record(sibling.id)))</li>"
  }
  var rows = [
    SummaryRow("Referred", referral.receivedOn.long),
    SummaryRow("Source", referral.source?.meaning),
    SummaryRow(
      "Primary need", referral.primaryNeed?.meaning,
      change: model.canDecide ? ReferralPaths.primaryNeed(referral.id) : nil,
      changeText: "Correct"),
    SummaryRow("Contact", html: contact),
    SummaryRow("Referred before", html: rereferral),
  ]
  if !together.isEmpty {
    rows.append(
      SummaryRow("Referred together with", html: "<ul>\(each: together, { $0 })</ul>"))
  }
  if let told = referral.comeBack {
    rows.append(
      SummaryRow(
        "What was to bring us back",
        html: """
          \(prose(told.words))<p class="meta">Told when \(textLink("referral \(told.id)", to: ReferralPaths.record(told.id))) \
          was closed on \(told.closedOn.long)</p>
          """))
  }
  if let day = referral.transferInConference {
    rows.append(SummaryRow("Transfer-in conference", day.long))
  }
  return summaryCard("The referral", rows: rows)
}

private func referralDecisionCard(_ model: ReferralRecord) -> HTML {
  guard let decision = model.referral.decision else {
    return card(
      "Decision",
      content: emptyState(
        model.referral.imported
          ? "Imported: the file does not say what was decided."
          : "Not decided yet. What happens next stands here, with the reason."))
  }
  return summaryCard(
    "Decision",
    rows: [
      SummaryRow("What happens next", decision.outcome.words),
      SummaryRow("Reason", html: prose(decision.reason)),
      SummaryRow("Decided", "\(decision.on.long) by \(model.names.of(decision.by))"),
    ])
}

private func assessmentsCard(_ model: ReferralRecord) -> HTML {
  let rows = model.referral.assessments.map { assessment in
    TaskRow(
      "\(assessment.kind.name) \(assessment.id)", url: AssessmentPaths.page(assessment.id),
      hint: "Started \(assessment.startedOn.long)",
      status: "\(assessment.authorisedOn.map { "Completed \($0.long)" } ?? assessment.status.words)"
    )
  }
  return card(
    "Assessments",
    content: rows.isEmpty
      ? emptyState("None yet. An assessment is begun from here once the referral is decided.")
      : taskList(rows))
}
