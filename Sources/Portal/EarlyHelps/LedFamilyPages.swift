import Domain
import HTML
import Store

func ledFamiliesPage(_ lines: [EarlyHelpTable.Line], _ email: String) -> Page {
  func rows(_ lines: [EarlyHelpTable.Line], _ hint: (EarlyHelpTable.Line) -> String) -> [TaskRow] {
    lines.map { line in
      TaskRow(
        "Early help \(line.id) for \(ledNames(line))", url: "/families/\(line.id)",
        hint: hint(line))
    }
  }
  let asked = lines.filter { $0.asked?.email == email }
  let led = lines.filter {
    $0.lead?.outside?.email == email && [.accepted, .open].contains($0.status)
  }
  var page = Page(
    "Families you lead",
    main: """
      <section><h2>You are asked to lead</h2>\(asked.isEmpty
        ? emptyState("Nobody waits for your answer.")
        : taskList(rows(asked) { "Asked \($0.asked?.on.long ?? "")" }))</section>
      <section><h2>You lead</h2>\(led.isEmpty
        ? emptyState(
          "You lead no family here. The council asks you, and it stands here until you answer.")
        : taskList(rows(led) { line in
          line.reviewDue.map { "Next review by \($0.longWithWeekday)" }
            ?? "Begins when the council closes its own work"
        }))</section>
      """)
  page.width = .questions
  return page
}

func ledFamilyPage(_ led: Led, done: String?) -> Page {
  let (help, line) = (led.help, led.help.line)
  var actions: HTML = ""
  func link(_ text: String, _ act: LedAct, _ kind: ButtonKind = .secondary) -> HTML {
    buttonLink(text, to: "/families/\(line.id)/\(act.word)", kind: kind)
  }
  if led.isAsked {
    actions += link("Accept to lead", .accept, .primary) + link("Decline", .decline)
  }
  if led.isLead {
    if !help.plans.isEmpty, line.status == .open {
      actions += link("Record a review", .review, .primary)
    }
    actions += link("Record progress", .progress) + link("Step up", .stepUp)
  }
  var page = Page(
    "Early help \(line.id)",
    main: """
      \(buttonGroup(actions))
      \(card("The family", content: summaryList([
        SummaryRow("For", ledNames(line)), SummaryRow("What is hoped", html: prose(line.hope)),
        SummaryRow("Began", line.begunOn?.long ?? "Not yet"),
        SummaryRow("Next review by", line.reviewDue?.longWithWeekday ?? "Not yet set"),
      ])))
      \(if: led.isLead, ledPlan(help))
      \(if: led.isLead, ledStory(help))
      """)
  page.caption = led.isLead ? "You lead" : "You are asked to lead"
  page.about = ledNames(line)
  page.trail = .back("Families you lead", to: "/families")
  page.banner = done == nil ? nil : notificationBanner("Recorded.")
  return page
}

private func ledPlan(_ help: EarlyHelpTable.Whole) -> HTML {
  guard let plan = help.plans.last else {
    return card(
      "Family plan",
      content: emptyState(
        "No plan yet. Agree it with the family; the council writes it down with you."))
  }
  let rows = plan.outcomes.flatMap { outcome in
    outcome.actions.enumerated().map { place, action in
      TableRow([
        place == 0 ? "\(outcome.what)" : hiddenText(outcome.what), "\(action.what)",
        "\(action.owner)", "\(action.by.long)",
      ])
    }
  }
  return card(
    "Family plan",
    content: """
      \(table(
        id: "plan", caption: "Plan of \(plan.on.long)",
        columns: [
          Column("What is to change"), Column("What is done"), Column("Who"), Column("By"),
        ], rows: rows))
      \(each: plan.views, { view in
        quote(view.words, source: help.line.people.first { $0.record == view.child }?.name ?? "Child")
      })
      \(quote(plan.parents, source: "Parents or carers"))
      """)
}

private func ledStory(_ help: EarlyHelpTable.Whole) -> HTML {
  let reviews = help.reviews.map { review in
    (
      review.on,
      TimelineEntry(
        date: review.on.long, title: "Review with \(review.present)", body: prose(review.words),
        meta: "Next review by \(review.next.long)")
    )
  }
  let notes = help.progress.map { note in
    (note.on, TimelineEntry(date: note.on.long, title: "Progress", body: prose(note.words)))
  }
  let steps = help.stepUps.map { step in
    (
      step.on,
      TimelineEntry(
        date: step.on.long, title: "Stepped up to the council",
        body: "<p>The council’s front door decides what happens next.</p>")
    )
  }
  let entries = (reviews + notes + steps).sorted { $0.0 > $1.0 }.map(\.1)
  return entries.isEmpty
    ? "" : "<section><h2>What has happened</h2>\(timeline(entries))</section>"
}
