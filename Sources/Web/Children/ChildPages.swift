import Domain
import HTML
import Store

/// What the page of a child knows.
struct ChildModel: Sendable {
  let child: ChildOverview
  let identity: PersonIdentity
  /// Those around the child whose records this worker may see.
  let open: Set<PersonID>
  let events: [ShownEvent]
  let names: ChronologyNames
  /// Today, or the day looked at.
  let day: Day
  let asAt: Day?
  var actions: [(text: String, path: String)] = []
  var maySeeLooks = false
  /// What was recorded after the day looked at.
  var later: HTML?

  var id: PersonID { child.id }
  var name: String { child.identity.line.name }

  /// Decisions of records that are open to this worker.
  var decisions: [ChildOverview.Decided] {
    child.decisions.filter { open.isSuperset(of: $0.people) }
  }
}

func childPage(_ model: ChildModel) -> Page {
  let sections: [(id: String, title: String, content: HTML)] = [
    ("nutshell", "In a nutshell", nutshell(model)),
    ("words", "In \(model.name)’s own words", ownWords(model)),
    ("clocks", "Time limits", clockCards(model)),
    ("family", "Who is in the family", familyTable(model)),
    ("work", "Current work", currentWork(model)),
    ("events", "Latest significant events", latestEvents(model)),
    ("involved", "Who is involved", involved(model)),
  ]
  var page = Page(
    "Overview",
    main: """
      \(alertsOf(model))\
      \(contentsList(sections.map { NavigationItem($0.title, "#\($0.id)") }))
      \(each: sections, { section in
        "<section id=\"\(section.id)\"><h2>\(section.title)</h2>\(section.content)</section>\n"
      })
      """)
  page.aside = model.later ?? besides(model)
  return page
}

/// What changes how a worker acts now.
private func alertsOf(_ model: ChildModel) -> HTML {
  var alerts: [AlertLine] = []
  let child = model.child
  switch child.identity.restriction {
  case .locked:
    alerts.append(AlertLine("This record is locked.", act: "Only named workers may see it."))
  case .hidden:
    alerts.append(
      AlertLine("This record is hidden.", act: "Do not tell anybody that it is here."))
  case nil: break
  }
  let danger = child.contacts.first {
    $0.inDanger == .yes && $0.receivedOn >= model.day.adding(months: -12)
  }
  if let danger, model.open.isSuperset(of: danger.people) {
    alerts.append(
      AlertLine(
        "In danger when contact \(danger.id) came on \(danger.receivedOn.long).",
        act: danger.dangerAction ?? "Read what was done."))
  }
  for contact in child.contacts where contact.decidedOn == nil {
    alerts.append(
      AlertLine(
        "Contact \(contact.id) of \(contact.receivedOn.long) is not decided yet.",
        act: "Read it before you act."))
  }
  if child.interpreter {
    alerts.append(
      AlertLine("An interpreter is needed.", act: "Language: \(child.language ?? "not recorded")."))
  }
  return alertStrip(alerts)
}

/// Why we are involved now: from the decisions, with who made them and when.
private func nutshell(_ model: ChildModel) -> HTML {
  let child = model.child
  var rows: [SummaryRow] = []
  if let open = child.openEpisode {
    let source = child.source.map { ", from \($0.meaning)" } ?? ""
    rows.append(
      SummaryRow(
        "Why we are involved",
        "\(child.need?.meaning ?? "Primary need not recorded"). Open since "
          + "\(open.receivedOn.long)\(source)."))
  } else if let last = child.episodes.first {
    rows.append(
      SummaryRow(
        "Why we are involved",
        "No open work."
          + (last.closedOn.map { " The last work ended on \($0.long)." }
            ?? " The last referral was received on \(last.receivedOn.long).")))
  } else {
    rows.append(
      SummaryRow(
        "Why we are involved",
        child.contacts.isEmpty
          ? "No contact and no referral yet." : "No referral. There have been contacts."))
  }
  if let last = model.decisions.first {
    let by = last.by.map { ", \($0)" } ?? ""
    rows.append(
      SummaryRow(
        "Latest decision",
        html: """
          <p><strong>\(last.what)</strong></p>\(prose(last.reason))\
          <p class="meta">\(last.on.long)\(by) \
          \(RecordPaths.page(last.record).map { textLink(RecordPaths.name(last.record), to: $0) })\
          </p>
          """))
  }
  if let history = model.decisions.compactMap(\.history).first(where: { !$0.isEmpty }) {
    rows.append(SummaryRow("What history adds", html: prose(history)))
  }
  if let analysis = child.assessments.first(where: { $0.sentence != nil }),
    let sentence = analysis.sentence, !analysis.line.imported
  {
    rows.append(
      SummaryRow(
        "The manager, on the last assessment",
        html: """
          \(prose(sentence))<p class="meta">\(analysis.line.authorisedOn.map { "\($0.long)" })\
          \(analysis.authorisedBy.map { ", \($0)" })</p>
          """))
  }
  rows.append(
    SummaryRow("Seen", lastSeen(child.identity)))
  return summaryList(rows)
}

private func lastSeen(_ identity: PersonTable.Identity) -> String {
  guard identity.line.stage == .child else { return "Not born yet." }
  guard let seen = identity.lastSeen else { return "Not seen yet." }
  let alone = identity.lastSeenAlone.map { "last seen alone on \($0.long)" } ?? "not yet seen alone"
  return "Last seen on \(seen.long), \(alone)."
}

private func ownWords(_ model: ChildModel) -> HTML {
  guard !model.child.words.isEmpty else {
    return emptyState(
      "Nothing yet. What \(model.name) says on a visit or in an assessment is shown here.")
  }
  return HTML(each: model.child.words) { quote($0.words, source: $0.source) }
}

private func clockCards(_ model: ChildModel) -> HTML {
  guard !model.child.clocks.isEmpty else { return emptyState("No time limit runs.") }
  return cardGrid(model.child.clocks.map { clockCard(ClockCard(explaining: $0, today: model.day)) })
}

private func familyTable(_ model: ChildModel) -> HTML {
  let lives = Set(model.identity.model.livesWith.map(\.id))
  let rows = model.child.family.filter { model.open.contains($0.line.id) }.map { relative in
    TableRow([
      textLink(relative.line.name, to: PersonPaths.page(relative.line)),
      "\(relative.kind.words)\(relative.to.map { ", until \($0.long)" } ?? "")",
      "\(PersonWords.age(relative.line.birth, diedOn: relative.line.diedOn, on: model.day) ?? "Not recorded")",
      "\(relative.hasResponsibility ? "Yes" : "Not recorded")",
      "\(lives.contains(relative.line.id) ? "Yes" : "Not recorded")",
    ])
  }
  return table(
    id: "family-table", caption: "Family of \(model.name)",
    columns: [
      Column("Name"), Column("Relation"), Column("Age"), Column("Parental responsibility"),
      Column("Same home"),
    ], rows: rows, empty: "Nobody is recorded as family yet.", isCaptionHidden: true)
}

private func currentWork(_ model: ChildModel) -> HTML {
  let child = model.child
  var tasks: [TaskRow] = []
  if let open = child.openEpisode {
    let with = [open.worker, open.team].compactMap { $0 }.joined(separator: ", ")
    tasks.append(
      TaskRow(
        "Referral \(open.id)", url: ReferralPaths.record(open.id),
        hint: "Received \(open.receivedOn.long). "
          + (with.isEmpty ? "No worker has it yet." : "With \(with)."),
        status: "\(open.outcome?.words ?? "Not decided")"))
  }
  for assessment in child.assessments where assessment.line.status != .authorised {
    let line = assessment.line
    tasks.append(
      TaskRow(
        "\(line.kind.name) \(line.id)", url: AssessmentPaths.page(line.id),
        hint: "Begun \(line.startedOn.long)", status: "\(line.status.words)"))
  }
  for help in child.earlyHelp where model.open.isSuperset(of: help.about) {
    guard [.waiting, .accepted, .open].contains(help.status) else { continue }
    tasks.append(
      TaskRow(
        "Early help \(help.id)", url: EarlyHelpPaths.page(help.id),
        hint: help.begunOn.map { "Since \($0.long)" } ?? "Asked for \(help.requestedOn.long)",
        status: help.status.label))
  }
  tasks += protectionTasks(child, day: model.day)
  for plan in child.plans where plan.history.to == nil {
    let category = plan.history.protection.map { ", \($0.latestCategory.meaning)" } ?? ""
    tasks.append(
      TaskRow(
        "\(plan.history.kind.words)\(category)", url: PlanPaths.page(plan.id),
        hint: "Since \(plan.history.from.long)", status: "In progress"))
  }
  for line in child.preProceedings where line.isOpen {
    tasks.append(
      TaskRow(
        "Pre-proceedings \(line.id)", url: PreProceedingsPaths.page(line.id),
        hint: "Since \(line.startedOn.long)", status: "In progress"))
  }
  let dates = child.nextDates.prefix(3).map { date -> HTML in
    let late = date.day < model.day
    return """
      <li>\(labelledDate(date.name, date.day.longWithWeekday))\
      \(if: late, " \(tag("Passed", kind: .warn))")</li>
      """
  }
  return """
    \(tasks.isEmpty ? emptyState("No open work.") : taskList(tasks))\
    \(if: !dates.isEmpty, "<h3>Next dates</h3><ul>\(each: dates, { $0 })</ul>")
    """
}

private func latestEvents(_ model: ChildModel) -> HTML {
  let events = model.events.filter(\.entry.isSignificant).newestFirst.prefix(5)
  let all = textLink(
    "The whole chronology", to: ChildPaths.chronology(model.id, asAt: model.asAt))
  guard !events.isEmpty else { return emptyState("Nothing significant yet.", action: all) }
  let birth = model.child.identity.line.birth
  return """
    \(timeline(events.map { timelineEntry($0, birth: birth, names: model.names, isShort: true) }))<p>\(all)</p>
    """
}

private func involved(_ model: ChildModel) -> HTML {
  let child = model.child
  var rows = child.involved.map { person in
    SummaryRow(
      person.role, "\(person.name)\(person.since.map { ", since \($0.long)" } ?? "")")
  }
  rows.append(SummaryRow("School", child.school))
  rows.append(SummaryRow("GP", child.gp))
  return summaryList(rows)
}

/// The actions and the other pages of the record.
private func besides(_ model: ChildModel) -> HTML {
  let actions = model.actions.map { "<li>\(textLink($0.text, to: $0.path))</li>" as HTML }
  var links: [(String, String)] = [
    ("Chronology", ChildPaths.chronology(model.id)),
    ("Family and network", PersonPaths.family(model.id)),
    ("Details and needs", PersonPaths.details(model.id)),
    ("Notes and visits", ChildPaths.notes(model.id)),
    ("Plan and visits due", PlanPaths.child(model.id)),
    ("History of this record", ChildPaths.history(model.id)),
  ]
  if model.maySeeLooks { links.append(("Who has looked", ChildPaths.looks(model.id))) }
  return """
    \(if: !actions.isEmpty, card(
      "What you can do", content: "<ul>\(each: actions, { $0 })</ul>"))
    \(card("More about \(model.name)", content: """
      <ul>\(each: links, { "<li>\(textLink($0.0, to: $0.1))</li>" })</ul>
      """))
    """
}
