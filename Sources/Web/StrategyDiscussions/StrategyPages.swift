import Domain
import HTML
import Hummingbird
import Store

/// The page of one discussion: who is asked, what each agency brings, what is decided.
func strategyPage(
  _ whole: StrategyDiscussionTable.Whole, _ context: Context
) async throws -> Page {
  let records = try await context.standing(of: whole.people)
  let mayHold = context.can(.holdStrategy, about: records)
  let isOpen = whole.discussion.status == .open
  var page = Page(
    "Strategy discussion \(whole.id)",
    main: """
      \(strategyActions(whole, mayHold: mayHold))
      \(strategyDecisionCard(whole, mayHold: mayHold))
      \(strategyCard(whole))
      \(peopleCard(whole, mayHold: mayHold && isOpen))
      \(minutesCard(whole, mayHold: mayHold && isOpen))
      <p>\(textLink("History of this record", to: StrategyPaths.act(whole.id, "history")))</p>
      """)
  page.caption = whole.discussion.status.words
  page.about = whole.children.listedNames
  page.trail = .back("Strategy discussions", to: StrategyPaths.all)
  page.aside = cardGrid(
    [whole.clock].compactMap { $0 }.map {
      clockCard(ClockCard(explaining: $0, today: context.today))
    })
  page.banner = context.query["done"].flatMap { StrategyDone(rawValue: $0) }.map {
    notificationBanner($0.words)
  }
  return page
}

private func strategyActions(
  _ whole: StrategyDiscussionTable.Whole, mayHold: Bool
) -> HTML {
  func link(_ text: String, _ act: StrategyAct, _ kind: ButtonKind = .secondary) -> HTML {
    buttonLink(text, to: StrategyPaths.act(whole.id, act.rawValue), kind: kind)
  }
  guard mayHold, whole.discussion.status == .open else {
    return buttonGroup(
      buttonLink("Summary to print", to: StrategyPaths.summary(whole.id), kind: .secondary))
  }
  return buttonGroup(
    link("Record the decision", .decide, .primary), link("Record who took part", .attend),
    link("Ask somebody", .invite), link("Set the time", .plan), link("Call it off", .callOff),
    buttonLink("Summary to print", to: StrategyPaths.summary(whole.id), kind: .secondary))
}

private func strategyCard(_ whole: StrategyDiscussionTable.Whole) -> HTML {
  let (discussion, beginning) = (whole.discussion, whole.discussion.beginning)
  let from: HTML =
    switch beginning.origin {
    case .referral(let id): textLink("Referral \(id)", to: ReferralPaths.record(id))
    case .assessment(let id): textLink("Assessment \(id)", to: AssessmentPaths.page(id))
    case .enquiry(let id): textLink("Enquiry \(id)", to: EnquiryPaths.page(id))
    }
  var rows = childrenRows(whole.children) { child in
    "<p>Referral \(textLink("\(child.referral)", to: ReferralPaths.record(child.referral)))</p>"
  }
  rows += [
    SummaryRow("Begun from", html: from),
    SummaryRow("What is feared", html: prose(beginning.concern)),
    SummaryRow("How", beginning.urgency.words),
    SummaryRow("What led to it", "\(beginning.basis.words), \(beginning.informationOn.long)"),
    SummaryRow("Planned for", discussion.plannedFor?.words ?? "Not planned"),
    SummaryRow("Begun by", whole.name(discussion.begunBy)),
  ]
  if let night = beginning.handover {
    rows.append(
      SummaryRow(
        "In the night’s record", html: textLink("\(night)", to: HandoverPaths.page(night))))
  }
  if let words = discussion.calledOff {
    rows.append(SummaryRow("Called off", "\(words.on.long): \(words.words)"))
  }
  return summaryCard("What it is about", rows: rows)
}

private func peopleCard(_ whole: StrategyDiscussionTable.Whole, mayHold: Bool) -> HTML {
  let discussion = whole.discussion
  let rows = discussion.invited.enumerated().map { place, line -> TableRow in
    let answer = line.answer?.words ?? "No answer yet"
    return TableRow([
      "\(line.invitee.name)", "\(line.invitee.agency.words)", "\(line.invitee.how)",
      mayHold
        ? "\(answer) \(textLink("Record an answer", to: StrategyPaths.answer(whole.id, place), context: line.invitee.name))"
        : "\(answer)",
    ])
  }
  let missing = discussion.missing
  return card(
    "Who takes part",
    content: """
      \(table(
        id: "invited", caption: "Asked",
        columns: [Column("Who"), Column("For whom"), Column("Asked"), Column("Answer")], rows: rows,
        empty: "Nobody has been asked yet."))
      <h3>Took part</h3>
      \(attendedList(discussion.attended))
      \(if: discussion.status == .open && !missing.isEmpty,
        "<p>\(tag("Not complete", kind: .warn)) Still needed: \(missing.inWords).</p>")
      """)
}

func attendedList(_ attended: [Meeting.Attender]) -> HTML {
  guard !attended.isEmpty else { return emptyState("Nobody is recorded yet.") }
  return "<ul>\(each: attended, { "<li>\($0.agency.words): \($0.name)</li>" })</ul>"
}

/// A lane an agency, each under a heading of its own.
private func minutesCard(_ whole: StrategyDiscussionTable.Whole, mayHold: Bool) -> HTML {
  let discussion = whole.discussion
  let usual: [Meeting.Agency] = [.socialCare, .police, .health, .education]
  let lanes = StrategyAct.agencies.filter { agency in
    discussion.lanes[agency] != nil
      || discussion.status == .open && usual.contains(agency)
      || discussion.attended.contains { $0.agency == agency }
      || discussion.invited.contains { $0.invitee.agency == agency }
  }
  let others = StrategyAct.agencies.filter { !lanes.contains($0) }
  return """
    <section><h2>Minutes</h2>
    \(each: lanes, { laneCard($0, whole, mayHold: mayHold) })
    \(if: mayHold && !others.isEmpty, details(
      "Write for another agency",
      content: """
      <ul>\(each: others, {
        "<li>\(textLink($0.words, to: StrategyPaths.minutes(whole.id, $0)))</li>"
      })</ul>
      """))
    </section>
    """
}

private func laneCard(
  _ agency: Meeting.Agency, _ whole: StrategyDiscussionTable.Whole, mayHold: Bool
) -> HTML {
  let lane = whole.discussion.lanes[agency]
  let write = textLink(
    lane == nil ? "Write" : "Go on writing", to: StrategyPaths.minutes(whole.id, agency),
    context: agency.words)
  let by = lane.map { lane in
    "<p class=\"meta\">\(lane.at.words)\(whole.name(lane.by).map { ", \($0)" } ?? "")</p>" as HTML
  }
  return card(
    agency.words, actions: mayHold ? [write] : [], isUnderHeading: true,
    content: "\(lane.map { prose($0.text) } ?? "<p>Nothing written yet.</p>")\(by)")
}

/// What was decided: for each child, who was missing and told since, what was agreed.
func strategyDecisionCard(
  _ whole: StrategyDiscussionTable.Whole, mayHold: Bool
) -> HTML {
  let discussion = whole.discussion
  guard let decision = discussion.decision else { return "" }
  var rows = [
    SummaryRow("Held", "\(decision.heldAt.words), \(decision.how.words.lowercasedFirst)"),
    SummaryRow("Recorded by", whole.name(discussion.decidedBy)),
  ]
  for child in whole.children {
    guard let decided = decision.children.first(where: { $0.child == child.record }) else {
      continue
    }
    rows.append(
      SummaryRow(
        child.name,
        html: "<p><strong>\(decided.outcome.words)</strong></p>\(prose(decided.reason))"))
  }
  rows += [
    SummaryRow("What keeps the children safe", html: prose(decision.safety)),
    SummaryRow("Medical examination", decision.medical),
    SummaryRow("Next discussion", decision.next?.long ?? "None planned"),
  ]
  for enquiry in whole.enquiries {
    rows.append(
      SummaryRow("Opened", html: textLink("Enquiry \(enquiry)", to: EnquiryPaths.page(enquiry))))
  }
  if let reason = decision.withoutQuorum {
    rows.append(
      SummaryRow("Held without \(decision.missing.inWords)", html: prose(reason)))
  }
  for agency in decision.missing {
    let told: HTML =
      discussion.followedUp[agency].map { "\($0.on.long): \($0.words)" }
        ?? """
        \(tag("To be told", kind: .warn))\
        \(if: mayHold, " \(textLink("Record that they were told", to: StrategyPaths.followUp(whole.id, agency), context: agency.words))")
        """
    rows.append(SummaryRow("\(agency.words) told", html: told))
  }
  return summaryCard("Decision", rows: rows) + agreedTable(whole, decision, mayHold: mayHold)
}

private func agreedTable(
  _ whole: StrategyDiscussionTable.Whole, _ decision: StrategyDiscussion.Decision, mayHold: Bool
) -> HTML {
  let rows = decision.actions.enumerated().map { place, action -> TableRow in
    let done: HTML =
      whole.discussion.finished[place].map { "Done \($0.on.long). \($0.words)" }
      ?? (mayHold
        ? textLink(
          "Record as done", to: StrategyPaths.action(whole.id, place), context: action.what)
        : "Not yet")
    return TableRow([
      "\(action.what)", "\(action.ownerWords(whole.names))", "\(action.by.long)", done,
    ])
  }
  return table(
    id: "agreed", caption: "What was agreed",
    columns: [Column("What"), Column("Who"), Column("By"), Column("Done")], rows: rows,
    empty: "Nothing was agreed to be done.")
}

/// One page to print and hand round: read only, with nothing to press.
func strategySummary(_ whole: StrategyDiscussionTable.Whole, _ context: Context) -> Page {
  let discussion = whole.discussion
  var page = Page(
    "Summary of strategy discussion \(whole.id)",
    main: """
      \(summaryCard("Children", rows: childrenRows(whole.children) { _ in "" }))
      \(summaryCard("Why", rows: [
        SummaryRow("What is feared", html: prose(discussion.beginning.concern)),
        SummaryRow("Since", discussion.beginning.informationOn.long),
      ]))
      \(card("Who took part", content: attendedList(discussion.attended)))
      \(strategyDecisionCard(whole, mayHold: false))
      \(each: Meeting.Agency.allCases.filter { discussion.lanes[$0] != nil }, { agency in
        card(agency.words, content: prose(discussion.lanes[agency]?.text ?? ""))
      })
      """)
  page.about = whole.children.listedNames
  page.caption = discussion.status.words
  page.trail = .back("Strategy discussion \(whole.id)", to: StrategyPaths.page(whole.id))
  page.printHeader =
    "\(whole.children.listedNames) · Strategy discussion \(whole.id) · printed by "
    + "\(context.signedIn.name) on \(context.today.long), \(context.now.clock)"
  return page
}
