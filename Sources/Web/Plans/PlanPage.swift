import Domain
import HTML
import Store

/// What the page of one plan knows.
struct PlanRecord: Sendable {
  let whole: PlanTable.Whole
  let names: Names
  /// People of the core group whose records this worker may see.
  let seen: Set<PersonID>
  let today: Day
  let canWrite: Bool
  let done: PlanDone?

  var plan: Plan { whole.plan }
  var isProtection: Bool { plan.kind == .childProtection }

  func owner(_ action: AgreedAction) -> String {
    switch action.owner {
    case .worker(let worker): names.of(worker)
    case .other(let words): words
    }
  }

  func member(_ member: Plan.Member) -> String {
    switch member.who {
    case .worker(let worker): names.of(worker)
    case .person(let person):
      seen.contains(person)
        ? whole.people[person] ?? "Somebody" : "Somebody whose record is closed to you"
    case .other(let words): words
    }
  }
}

func planPage(_ model: PlanRecord) -> Page {
  let (whole, plan) = (model.whole, model.plan)
  var page = Page(
    "\(plan.kind.words) \(whole.id)",
    main: """
      \(actions(model))
      \(aboutCard(model))
      \(outcomesSection(model))
      \(visitsSection(model))
      \(coreGroupSection(model))
      \(reviewsSection(model))
      \(versionsSection(model))
      \(endCard(model))
      <p>\(textLink("History of this record", to: PlanPaths.act(whole.id, "history")))</p>
      """)
  page.caption = plan.ending.map { "Ended \($0.on.long)" } ?? "Open since \(plan.from.long)"
  let clocks = [
    plan.reviewClock(),
    plan.isOpen && plan.meetings.isEmpty ? plan.firstCoreGroupClock() : plan.coreGroupClock(),
  ].compactMap { $0 }
  page.aside = cardGrid(
    clocks.map { clockCard(ClockCard(explaining: $0, today: model.today)) })
  page.banner = model.done.map { notificationBanner($0.words) }
  return page
}

private func actions(_ model: PlanRecord) -> HTML {
  guard model.canWrite, model.plan.isOpen else { return "" }
  let id = model.whole.id
  func link(_ text: String, _ act: PlanAct, _ kind: ButtonKind = .secondary) -> HTML {
    buttonLink(text, to: PlanPaths.act(id, act.rawValue), kind: kind)
  }
  var buttons = buttonLink(
    "Record a visit", to: NotePaths.new(model.whole.child), kind: .primary)
  buttons += link("Change the plan", .write)
  buttons += link("Add an action", .action)
  if model.isProtection {
    buttons += link("Record a core group", .meeting)
    buttons += link("Change the core group", .coreGroup)
  } else {
    buttons += link("Record a review", .review)
  }
  buttons += link("Agree how often to visit", .visits)
  buttons += link("End the plan", .end)
  return buttonGroup(buttons)
}

private func aboutCard(_ model: PlanRecord) -> HTML {
  let plan = model.plan
  var rows = [
    SummaryRow(
      "Child", html: textLink(model.whole.childName, to: PersonPaths.child(model.whole.child))),
    SummaryRow(
      "Referral",
      html: textLink("Referral \(plan.referral)", to: ReferralPaths.record(plan.referral))),
    SummaryRow("Began", plan.from.long), SummaryRow("Because of", html: origin(plan.origin)),
  ]
  if let protection = plan.protection {
    rows += [
      SummaryRow("Category when it began", protection.initialCategory.meaning),
      SummaryRow("Category now", protection.latestCategory.meaning),
      SummaryRow("Earlier child protection plans", html: earlier(model, protection)),
    ]
  }
  return summaryCard("This plan", rows: rows)
}

private func origin(_ origin: Plan.Origin) -> HTML {
  switch origin {
  case .imported: "Brought in from a census file"
  case .assessment(let id): textLink("Assessment \(id)", to: AssessmentPaths.page(id))
  case .stepDown(let id): "Step down from \(textLink("plan \(id)", to: PlanPaths.page(id)))"
  case .conference(let stream):
    RecordPaths.page(stream).map { textLink(RecordPaths.name(stream), to: $0) }
      ?? "A child protection conference"
  }
}

private func earlier(_ model: PlanRecord, _ protection: Plan.Protection) -> HTML {
  let lines = model.whole.earlier.map { line -> HTML in
    let ended = line.history.to.map { " to \($0.long)" } ?? ", not ended"
    return """
      <li>\(textLink("\(line.id)", to: PlanPaths.page(line.id))): \(line.history.from.long)\(ended)</li>
      """
  }
  let unknown = protection.previousPlans - lines.count
  return """
    \(protection.previousPlans == 0 ? "None by this council" : "\(protection.previousPlans) by this council")\
    \(if: !lines.isEmpty, "<ul>\(each: lines, { $0 })</ul>")\
    \(if: unknown > 0, "<p class=\"meta\">\(counted(unknown, "of them is", "of them are")) not on this record.</p>")
    """
}

// MARK: What is to change

private func outcomesSection(_ model: PlanRecord) -> HTML {
  let plan = model.plan
  guard let version = plan.versions.last else {
    return """
      <section><h2>What is to change for \(model.whole.childName)</h2>\(emptyState(
        plan.origin == .imported
          ? "A census file brings the dates of a plan, not its words."
          : "Nothing is written yet. Write down what is to change, and which of the child’s views it answers."))\
      \(actionsTable(plan.actions, model, id: "actions-0", caption: "Actions of the plan as a whole"))</section>
      """
  }
  let cards = version.outcomes.enumerated().map { place, outcome -> HTML in
    let progress = progress(of: outcome.key, plan)
    return card(
      "\(place + 1). \(outcome.what)", isUnderHeading: true,
      content: """
        \(answers(outcome, model))\
        \(progress.map { "<p>\(distanceTag($0.progress.distance)) \($0.progress.words) <span class=\"meta\">\($0.on.long)</span></p>" as HTML } ?? "")\
        \(actionsTable(
          plan.actions.filter { $0.outcome == outcome.key }, model, id: "actions-\(outcome.key)",
          caption: "Actions for outcome \(place + 1)"))
        """)
  }
  let general = plan.actions.filter { action in
    !version.outcomes.contains { $0.key == action.outcome }
  }
  return """
    <section><h2>What is to change for \(model.whole.childName)</h2>
    \(each: cards, { $0 })
    \(if: !general.isEmpty, actionsTable(
      general, model, id: "actions-0", caption: "Actions of the plan as a whole"))
    <h3>If things do not change, or get worse</h3>\(version.contingency.isEmpty
      ? "<p>Not written yet.</p>" : prose(version.contingency))
    <h3>What the family says</h3>\(version.family.isEmpty
      ? "<p>Not written yet.</p>" : prose(version.family))</section>
    """
}

private func answers(_ outcome: Plan.Outcome, _ model: PlanRecord) -> HTML {
  guard !outcome.answers.isEmpty else {
    return """
      <p>\(tag("Answers nothing the child said", kind: .warn))\
      \(if: model.plan.isOpen, " Ask \(model.whole.childName), or say why this matters to them.")</p>
      """
  }
  return HTML(each: outcome.answers) { answer in
    let source = answer.record.flatMap { record in
      RecordPaths.page(record).map {
        "<p class=\"meta\">\(textLink(RecordPaths.name(record), to: $0))</p>" as HTML
      }
    }
    return "\(quote(answer.words, source: answer.source))\(source)"
  }
}

/// The last that was said of an outcome, at a review or by the core group.
private func progress(of key: Int, _ plan: Plan) -> (on: Day, progress: Plan.Progress)? {
  let reviews = plan.reviews.map { ($0.on, $0.progress) }
  let meetings = plan.meetings.map { ($0.on, $0.progress) }
  return (reviews + meetings).sorted { $0.0 < $1.0 }.reversed().lazy.compactMap { on, all in
    all.first { $0.outcome == key }.map { (on: on, progress: $0) }
  }.first
}

func distanceTag(_ distance: Plan.Distance) -> HTML {
  switch distance {
  case .met: tag(distance.words, kind: .good)
  case .better: tag(distance.words, kind: .info)
  case .same: tag(distance.words)
  case .worse: tag(distance.words, kind: .danger)
  }
}

private func actionsTable(
  _ actions: [Plan.Action], _ model: PlanRecord, id: String, caption: String
) -> HTML {
  guard !actions.isEmpty else { return "<p>No actions yet.</p>" }
  let rows = actions.map { action -> TableRow in
    let isLate = action.isOpen && action.agreed.by < model.today
    var state: HTML = isLate ? tag("Late", kind: .danger) : "To do"
    if let done = action.done {
      state = "\(tag("Done", kind: .good)) \(done.on.long): \(done.words)"
    } else if let dropped = action.dropped {
      state = "\(tag("Dropped")) \(dropped.on.long): \(dropped.words)"
    } else if model.canWrite, model.plan.isOpen {
      state += """
         <span class="on-screen">\
        \(textLink("Done", to: PlanPaths.action(model.whole.id, action.key, "done"), context: action.agreed.what)) \
        \(textLink("Drop", to: PlanPaths.action(model.whole.id, action.key, "drop"), context: action.agreed.what))\
        </span>
        """
    }
    return TableRow(
      [
        "\(action.agreed.what)", "\(model.owner(action.agreed))", "\(action.agreed.by.long)", state,
      ], isMarked: isLate)
  }
  return table(
    id: id, caption: caption,
    columns: [Column("What is done"), Column("Who"), Column("By"), Column("How it stands")],
    rows: rows)
}

// MARK: Core group, reviews, versions, end

private func coreGroupSection(_ model: PlanRecord) -> HTML {
  guard model.isProtection else { return "" }
  let plan = model.plan
  let members = plan.members.map { SummaryRow($0.role, model.member($0)) }
  let entries = plan.meetings.reversed().map { meeting -> TimelineEntry in
    let away = meeting.attendance.filter { !$0.came }.map { model.member($0.member) }
    let came = meeting.attendance.filter(\.came).map { model.member($0.member) }
    return TimelineEntry(
      date: meeting.on.long, title: "Core group",
      body: """
        \(prose(meeting.agreed))<p>Came: \(listed(came)).\(if: !away.isEmpty, " Did not come: \(listed(away)).")</p>\
        \(progressList(meeting.progress, plan))
        """, meta: "Next by \(meeting.next.long). Recorded by \(model.names.of(meeting.by))")
  }
  return """
    <section><h2>Core group</h2>
    \(members.isEmpty ? emptyState("Nobody is named yet.") : summaryList(members))
    \(entries.isEmpty ? "<p>It has not met yet.</p>" : timeline(entries))</section>
    """
}

private func progressList(_ progress: [Plan.Progress], _ plan: Plan) -> HTML {
  guard !progress.isEmpty else { return "" }
  let known = plan.versions.flatMap(\.outcomes)
  return summaryList(
    progress.map { one in
      SummaryRow(
        known.last { $0.key == one.outcome }?.what ?? "Outcome \(one.outcome)",
        html: "\(distanceTag(one.distance)) \(one.words)")
    })
}

private func reviewsSection(_ model: PlanRecord) -> HTML {
  let plan = model.plan
  let held = plan.reviews.reversed().map { review -> TimelineEntry in
    let category = review.category.map { "<p>Category from then: \($0.meaning)</p>" as HTML }
    let view = review.view.map { quote($0, source: model.whole.childName) }
    let conference = review.conference.flatMap { stream in
      RecordPaths.page(stream).map { textLink(RecordPaths.name(stream), to: $0) }
    }
    return TimelineEntry(
      date: review.on.long,
      title: model.isProtection
        ? "Review conference: \(review.continues ? "the plan goes on" : "the plan ends")"
        : "Review",
      body: """
        \(prose(review.words))\(category)\(view)\(progressList(review.progress, plan))\
        \(review.present.map { "<p>Took part: \($0)</p>" as HTML })
        """, source: conference,
      meta: [
        review.next.map { "Next by \($0.long)" }, "Recorded by \(model.names.of(review.by))",
      ].compactMap { $0 }.joined(separator: ". "))
  }
  let imported = (plan.protection?.reviews ?? []).reversed().map {
    TimelineEntry(date: $0.long, title: "Review, as imported")
  }
  let entries = held + imported
  return """
    <section><h2>Reviews</h2>\(entries.isEmpty
      ? emptyState(model.isProtection
        ? "No review yet. A review conference reviews this plan." : "No review yet.")
      : timeline(entries))</section>
    """
}

private func versionsSection(_ model: PlanRecord) -> HTML {
  let earlier = model.plan.versions.dropLast()
  guard !earlier.isEmpty else { return "" }
  let entries = earlier.reversed().map { version in
    TimelineEntry(
      date: version.on.long, title: "As it read from \(version.on.long)",
      body: """
        <ul>\(each: version.outcomes, { "<li>\($0.what)</li>" })</ul>\
        \(if: !version.contingency.isEmpty, "<p>If things do not change: \(version.contingency)</p>")\
        \(if: !version.family.isEmpty, "<p>The family: \(version.family)</p>")
        """, meta: "Written by \(model.names.of(version.by))")
  }
  return details(
    counted(earlier.count, "earlier version", "earlier versions"), content: timeline(entries))
}

private func endCard(_ model: PlanRecord) -> HTML {
  guard let ending = model.plan.ending else { return "" }
  return summaryCard(
    "How it ended",
    rows: [
      SummaryRow("Ended on", ending.on.long), SummaryRow("Why", ending.reason?.words),
      SummaryRow("In words", html: prose(ending.words)),
    ])
}
