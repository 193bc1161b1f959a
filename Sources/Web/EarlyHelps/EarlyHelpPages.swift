import Domain
import HTML
import Store

/// What the page of one early help knows.
struct EarlyHelpRecord: Sendable {
  let help: EarlyHelpTable.Whole
  let names: Names
  let today: Day
  let me: WorkerID
  /// Asks for it, proposes who leads, types in what somebody outside said.
  let canRequest: Bool
  /// Writes as the lead or in the lead's place.
  let canLead: Bool
  let canSeeContact: Bool
  let done: EarlyHelpDone?

  var line: EarlyHelpTable.Line { help.line }
  func child(_ record: PersonID) -> String {
    line.people.first { $0.record == record || $0.id == record }?.name ?? "Child"
  }
}

func earlyHelpPage(_ model: EarlyHelpRecord) -> Page {
  let line = model.line
  var page = Page(
    "Early help \(line.id)",
    main: """
      \(actions(model))
      \(familyCard(model))
      \(leadCard(model))
      \(planCard(model))
      \(reviewsCard(model))
      \(progressCard(model))
      \(stepUpsCard(model))
      \(endCard(model))
      <p>\(textLink("History of this record", to: EarlyHelpPaths.act(line.id, "history")))</p>
      """)
  page.caption = line.status.words
  page.about = listed(line.names)
  page.trail = .back("Early help", to: EarlyHelpPaths.all)
  page.aside = cardGrid(
    clocks(model).map { clockCard(ClockCard(explaining: $0, today: model.today)) })
  page.banner = model.done.map { notificationBanner($0.words) }
  return page
}

private func clocks(_ model: EarlyHelpRecord) -> [Clock] {
  [model.line.answerClock, model.help.reviewClock].compactMap { $0 }
}

extension EarlyHelpTable.Whole {
  /// The review that is next: by the council's standard, or by the day agreed at the last one.
  var reviewClock: Clock? {
    guard line.status == .open, let begun = line.begunOn else { return nil }
    guard let last = reviews.last else {
      return EarlyHelp.reviewClock(after: begun, isFirst: true)
    }
    return Clock(
      "Review of early help", started: Clock.Started(on: last.on, by: "last review"),
      rule: Clock.Rule(
        max(0, last.next - last.on), .calendarDays, source: "the day agreed at the last review",
        regime: "set for this family"))
  }
}

private func actions(_ model: EarlyHelpRecord) -> HTML {
  let line = model.line
  var actions: HTML = ""
  func link(_ text: String, _ what: String, _ kind: ButtonKind = .secondary) -> HTML {
    buttonLink(text, to: EarlyHelpPaths.act(line.id, what), kind: kind)
  }
  guard [.waiting, .accepted, .open].contains(line.status) else { return "" }
  if let asked = line.asked {
    let answers = asked.worker.map { $0 == model.me } ?? model.canRequest
    if answers {
      actions += link(asked.worker == nil ? "They accept" : "Accept", "accept", .primary)
      actions += link(asked.worker == nil ? "They decline" : "Decline", "decline")
    }
  } else if model.canRequest {
    actions += link(
      line.lead == nil ? "Propose a lead" : "Hand over to another lead", "lead",
      line.lead == nil ? .primary : .secondary)
  }
  if model.canLead, line.lead != nil {
    let hasPlan = !model.help.plans.isEmpty
    actions += link(
      hasPlan ? "Change the family plan" : "Write the family plan", "plan",
      hasPlan ? .secondary : .primary)
    if hasPlan, line.status == .open { actions += link("Record a review", "review", .primary) }
    actions += link("Record progress", "progress")
    actions += link("Step up", "step-up")
    actions += link("Close", "close")
  } else if line.lead == nil, model.canRequest {
    actions += link("Close", "close")
  }
  return actions.isEmpty ? "" : buttonGroup(actions)
}

private func familyCard(_ model: EarlyHelpRecord) -> HTML {
  let line = model.line
  let people = line.people.map { one -> HTML in
    let path = one.isChild ? PersonPaths.child(one.id) : PersonPaths.details(one.id)
    let birth = one.isChild ? one.birth.map { ", born \($0.long)" } : nil
    return "<li>\(textLink(one.name, to: path))\(birth ?? "")\(one.isChild ? "" : ", adult")</li>"
  }
  let from: HTML =
    switch line.origin {
    case .contact(let id): textLink("Contact \(id)", to: ContactPaths.record(id))
    case .referral(let id):
      "Step down from \(textLink("referral \(id)", to: ReferralPaths.record(id)))"
    case .direct: "Asked for directly"
    }
  var rows = [
    SummaryRow("For", html: "<ul>\(each: people, { $0 })</ul>"),
    SummaryRow("From", html: from),
    SummaryRow(
      "Asked for", "\(line.requestedOn.long) by \(model.names.of(line.requestedBy))"),
    SummaryRow(
      line.consent.given ? "The family agreed" : "The family did not agree",
      "\(line.consent.who), \(line.consent.on.long)"),
  ]
  if let words = line.consent.words {
    rows.append(SummaryRow("In their words", html: prose(words)))
  }
  if line.consent.given {
    rows.append(SummaryRow("What is happening", html: prose(line.story)))
    rows.append(SummaryRow("What is hoped", html: prose(line.hope)))
  }
  if let begun = line.begunOn { rows.append(SummaryRow("Began", begun.long)) }
  return summaryCard("The family", rows: rows)
}

private func leadCard(_ model: EarlyHelpRecord) -> HTML {
  let help = model.help
  guard model.line.status != .refused else { return "" }
  let rows = help.proposals.reversed().map { proposed -> TableRow in
    let proposal = proposed.proposal
    var answer: HTML = "No answer yet"
    if let given = proposed.answer {
      let what = given.reason.map { "Declined: \($0)" } ?? "Accepted"
      let how = given.said.map { ". \($0)" } ?? ""
      answer = """
        \(what)\(how)<p class="meta">\(given.on.long), recorded by \(given.by.words(model.names))</p>
        """
    }
    let email: HTML? = proposal.lead.outside.map { "<p class=\"meta\">\($0.email)</p>" }
    return TableRow([
      "\(proposal.lead.words(model.names))\(email)",
      "\(proposal.on.long) by \(model.names.of(proposal.by))", answer,
    ])
  }
  let lead = model.line.lead.map {
    "<p><strong>\($0.words(model.names))</strong> leads.</p>" as HTML
  }
  return card(
    "Lead professional",
    content: """
      \(lead ?? "<p>Nobody leads yet. The family is told who it is when somebody has accepted.</p>")
      \(table(
        id: "leads", caption: "Who was asked, the last on top",
        columns: [Column("Lead"), Column("Asked"), Column("Answer")], rows: rows,
        empty: "Nobody has been asked yet."))
      """)
}

private func planCard(_ model: EarlyHelpRecord) -> HTML {
  guard model.line.lead != nil else { return "" }
  guard let plan = model.help.plans.last else {
    return card(
      "Family plan",
      content: emptyState("No plan yet. The lead writes it with the family."))
  }
  let earlier = model.help.plans.dropLast().reversed()
  return card(
    "Family plan",
    content: """
      \(version(plan, model, id: "plan"))
      \(if: !earlier.isEmpty, details(
        counted(earlier.count, "earlier version", "earlier versions"),
        content: HTML(each: earlier.enumerated()) { place, plan in
          version(plan, model, id: "plan-\(place + 1)")
        }))
      """)
}

private func version(
  _ plan: EarlyHelp.FamilyPlan, _ model: EarlyHelpRecord, id: String
) -> HTML {
  let rows = plan.outcomes.flatMap { outcome in
    outcome.actions.enumerated().map { place, action in
      TableRow([
        place == 0 ? "\(outcome.what)" : "\(hiddenText(outcome.what))", "\(action.what)",
        "\(action.owner)", "\(action.by.long)",
      ])
    }
  }
  return """
    \(table(
      id: id, caption: "Plan of \(plan.on.long), by \(plan.by.words(model.names))",
      columns: [
        Column("What is to change"), Column("What is done"), Column("Who"), Column("By"),
      ], rows: rows))
    \(each: plan.views, { quote($0.words, source: model.child($0.child)) })
    \(quote(plan.parents, source: "Parents or carers"))
    """
}

private func reviewsCard(_ model: EarlyHelpRecord) -> HTML {
  guard model.line.begunOn != nil else { return "" }
  let outcomes = model.help.plans.last?.outcomes ?? []
  let entries = model.help.reviews.reversed().map { review in
    let distances = review.distances.enumerated().map { place, distance in
      SummaryRow(
        outcomes.count == review.distances.count ? outcomes[place].what : "Outcome \(place + 1)",
        distance.words)
    }
    return TimelineEntry(
      date: review.on.long, title: "Review with \(review.present)",
      body: """
        \(prose(review.words))\(summaryList(distances))\
        \(each: review.views, { quote($0.words, source: model.child($0.child)) })
        """,
      meta: "Next review by \(review.next.long). Recorded by \(review.by.words(model.names))")
  }
  return """
    <section><h2>Reviews</h2>\(entries.isEmpty
      ? emptyState("No review yet.") : timeline(entries))</section>
    """
}

private func progressCard(_ model: EarlyHelpRecord) -> HTML {
  guard !model.help.progress.isEmpty else { return "" }
  let entries = model.help.progress.reversed().map { note in
    TimelineEntry(
      date: note.on.long, title: "Progress", body: prose(note.words),
      meta: "Recorded by \(note.by.words(model.names))")
  }
  return "<section><h2>What has happened</h2>\(timeline(entries))</section>"
}

private func stepUpsCard(_ model: EarlyHelpRecord) -> HTML {
  guard !model.help.stepUps.isEmpty else { return "" }
  let rows = model.help.stepUps.map { step in
    let outcome =
      step.outcomes.isEmpty || step.status != .closed
      ? step.status?.words ?? "At the front door"
      : step.outcomes.map(\.words).joined(separator: ", ")
    return TaskRow(
      "Contact \(step.contact)",
      url: model.canSeeContact ? ContactPaths.record(step.contact) : nil,
      hint: "\(step.on.long). \(excerpt(step.why, 300))", status: "\(outcome)")
  }
  return card(
    "Stepped up",
    content: """
      <p>The front door decides on each. Early help goes on until it is closed.</p>
      \(taskList(rows))
      """)
}

private func endCard(_ model: EarlyHelpRecord) -> HTML {
  guard let reason = model.line.endReason else { return "" }
  return summaryCard(
    "Closed",
    rows: [
      SummaryRow("Closed on", model.line.endedOn?.long), SummaryRow("Reason", reason.words),
      SummaryRow("In words", html: prose(model.line.endWords ?? "")),
    ])
}
