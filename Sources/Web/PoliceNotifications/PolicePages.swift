import Domain
import HTML
import Store

/// What the page of one notification shows.
struct PoliceModel: Sendable {
  let one: PoliceNotificationTable.Whole
  /// Other incidents about the household in the twelve months before; those the worker may see.
  let earlier: [PoliceNotificationTable.Whole]
  /// How many more there are whose records are closed to the worker.
  let closedEarlier: Int
  let open: [PersonID: ReferralTable.Line]
  /// The contacts it became or was added to, as far as the worker may see them.
  let contacts: [ContactTable.Whole]
  let alerts: [AlertLine]
  let names: Names
  let now: Instant
  let me: WorkerID
  let seesAsSent: Bool
  let canAssess: Bool
  let canRoute: Bool
  let canMatch: Bool
  /// Whether the worker works with a child it was passed to.
  let canRead: Bool
  let done: PoliceDone?

  var today: Day { now.day }
}

/// - Parameter button: an act of one button on this page: words, where it posts to.
func policePage(_ model: PoliceModel, button: (String, String) -> HTML) -> Page {
  let one = model.one
  var page = Page(
    "Police notification \(one.id)",
    main: """
      \(alertStrip(model.alerts))
      \(actions(model, button))
      \(policeSummary(one, seesAsSent: model.seesAsSent))
      \(people(model))
      \(earlier(model))
      \(assessed(model))
      \(routed(model))
      \(if: !one.carried.isEmpty, carried(model))
      \(if: !model.seesAsSent, policeHistoryLink(one.id))
      """)
  page.caption = one.status.words
  page.about = "\(one.reference)"
  page.trail = .back("Police notifications", to: PolicePaths.board)
  page.aside = one.clock().map { clockAside(one, $0, model.now) }
  page.banner = model.done.map { notificationBanner($0.words) }
  return page
}

private func policeHistoryLink(_ id: PoliceNotificationID) -> HTML {
  "<p>\(textLink("History of this notification", to: "\(PolicePaths.page(id))/history"))</p>"
}

private func clockAside(
  _ one: PoliceNotificationTable.Whole, _ clock: HourClock, _ now: Instant
) -> HTML {
  let state: ClockCard.State =
    switch clock.state(now: now) {
    case .running: .neutral
    case .dueSoon: .soon
    case .late: .late
    case .stoppedInTime, .stoppedLate: .stopped
    }
  let why =
    one.grade.map { "The limit is that of its grade, \($0.rawValue)." }
    ?? "No grade was given, so the shortest limit counts."
  return cardGrid([
    clockCard(
      ClockCard(
        name: "Routed", position: clock.used(now: now), due: "Due \(clock.due.long)",
        status: clock.status(now: now), state: state, fraction: clock.share(now: now),
        sum: [
          "Started \(clock.started.long): the notification was received.",
          "Limit: \(clock.hours) hours, nights and weekends counted. Common local practice. \(why)",
        ]))
  ])
}

private func actions(_ model: PoliceModel, _ button: (String, String) -> HTML) -> HTML {
  let one = model.one
  var actions: HTML = ""
  if model.canAssess, !one.isAssessed {
    actions += buttonLink("Assess the risk", to: PolicePaths.assess(one.id))
    actions += buttonLink("Carry over", to: PolicePaths.carryOver(one.id), kind: .secondary)
  } else if model.canAssess, one.status != .closed {
    actions += buttonLink("Assess again", to: PolicePaths.assess(one.id), kind: .secondary)
  }
  if model.canMatch, !one.named.isEmpty {
    actions += buttonLink("Match people", to: PolicePaths.people(one.id), kind: .secondary)
  }
  if model.canRoute, !one.isRouted {
    actions += buttonLink("Say where it goes", to: PolicePaths.route(one.id))
  }
  if one.status != .closed, one.takenBy != model.me, model.canAssess || model.canRoute {
    actions += button("I am looking at this", PolicePaths.take(one.id))
  }
  if model.canRead, !one.passed.isEmpty, !one.readers.contains(model.me) {
    actions += button("I have read this", PolicePaths.read(one.id))
  }
  return actions.isEmpty ? "" : buttonGroup(actions)
}

/// What the police sent: on the page and above every form of the notification.
func policeSummary(_ one: PoliceNotificationTable.Whole, seesAsSent: Bool) -> HTML {
  let first = one.reports.first
  let names = one.named.flatMap { [$0.full, $0.given] }.filter { $0.count > 2 }
  let texts = one.reports.enumerated().map { index, report -> HTML in
    let text = one.undisclosed.takenOut(of: report.text)
    let when = "Received \(report.receivedAt.long)"
    return """
      <h3>\(index == 0 ? when : "\(when), again")</h3>
      <div class="prose">\(highlighted(text, names))</div>
      """
  }
  return card(
    "What the police sent",
    content: """
      \(summaryList([
        SummaryRow("Reference", first.map { "\($0.reference) (\($0.force))" }),
        SummaryRow("Incident", "\(one.kind), \(one.happened)"),
        SummaryRow("Where", one.place),
        SummaryRow(
          "Grade by the attending officer",
          html: gradeLabel(one.reports.compactMap(\.grade).max())),
        SummaryRow("Marked", listed(one.marks.map(\.words))),
        SummaryRow("Children present", one.reports.last?.childrenPresent.words),
      ]))
      \(each: texts, { $0 })
      """)
}

/// The text with the names in it marked, word for word.
func highlighted(_ text: String, _ names: [String]) -> HTML {
  // Longest first, so that a whole name is marked as one.
  let sorted = Set(names).sorted { ($0.count, $0) > ($1.count, $1) }
  var html: HTML = ""
  var rest = Substring(text)
  var plain = ""
  while let first = rest.first {
    let isStart = plain.last.map { !$0.isLetter } ?? true
    let found =
      isStart
      ? sorted.first { name in
        guard rest.count >= name.count, rest.prefix(name.count).lowercased() == name.lowercased()
        else { return false }
        return rest.dropFirst(name.count).first.map { !$0.isLetter } ?? true
      } : nil
    if let found {
      html += HTML(text: plain)
      html += "<mark>\(rest.prefix(found.count))</mark>"
      // What follows a name stands after a letter.
      plain = ""
      rest = rest.dropFirst(found.count)
      if let next = rest.first {
        plain.append(next)
        rest = rest.dropFirst()
      }
    } else {
      plain.append(first)
      rest = rest.dropFirst()
    }
  }
  return html + HTML(text: plain)
}

private func people(_ model: PoliceModel) -> HTML {
  let rows = model.one.named.map { named -> SummaryRow in
    let what = named.what
    let title = named.inContact(postcode: nil).withAge
    guard !model.seesAsSent else { return SummaryRow(title, what) }
    guard let person = named.person else {
      return SummaryRow(title, html: "\(what). \(tag("Not matched to a record", kind: .warn))")
    }
    let path = recordPath(of: named.inContact(postcode: nil), person)
    let open: HTML? = model.open[person].map { line in
      let who = [line.workerName, line.teamName].compactMap { $0 }.joined(separator: ", ")
      return """
         \(tag("Open to us", kind: .info)) \(textLink("Referral \(line.id)", to: ReferralPaths.record(line.id))), \
        \(who.isEmpty ? "no worker yet" : who).
        """
    }
    return SummaryRow(title, html: "\(what). \(textLink("Record \(person)", to: path)).\(open)")
  }
  return card(
    "Who is in it",
    content: rows.isEmpty ? emptyState("The police named nobody.") : summaryList(rows))
}

private func earlier(_ model: PoliceModel) -> HTML {
  let one = model.one
  let day = one.reports.first?.happenedOn ?? model.today
  let rows = model.earlier.reversed().map { other -> HTML in
    let came = [gradeLabel(other.grade), "\(listed(other.marks.map(\.words)))"]
    let went = other.routings.last.map { ". \($0.route.words)" } ?? ""
    return """
      <li>\(textLink("\(other.happened), \(other.id)", to: PolicePaths.page(other.id))): \
      \(other.kind). \(each: came, { "\($0) " })\(went)</li>
      """
  }
  let more = model.closedEarlier
  return """
    <section><h2>Earlier incidents of the household</h2>
    \(if: rows.isEmpty && more == 0,
      "<p>No other incident is on the record in the 12 months before.</p>")\
    \(if: !rows.isEmpty, """
      \(policeTimeline(model.earlier + [one], now: [one.id], today: day))
      <ul>\(each: rows, { $0 })</ul>
      """)\
    \(if: more > 0, "<p>\(counted(more, "incident", "incidents")) about a restricted record.</p>")
    </section>
    """
}

private func assessed(_ model: PoliceModel) -> HTML {
  let one = model.one
  let rows = one.assessments.reversed().flatMap { assessment -> [SummaryRow] in
    [
      SummaryRow("Grade", html: assessment.grade.label),
      SummaryRow("Reason", html: prose(one.undisclosed.takenOut(of: assessment.reason))),
      SummaryRow(
        "What history adds", html: prose(one.undisclosed.takenOut(of: assessment.history))),
      SummaryRow("Assessed", "\(assessment.at.long) by \(model.names.of(assessment.by))"),
    ]
  }
  let again: HTML =
    !one.isAssessed && !one.assessments.isEmpty
    ? inset("<p>Something came after this assessment. The officer assesses it too.</p>") : ""
  return card(
    "Risk assessment",
    content: rows.isEmpty
      ? emptyState("Not assessed yet. The officer’s grade, reason and name stand here.")
      : "\(again)\(summaryList(rows))")
}

private func routed(_ model: PoliceModel) -> HTML {
  let one = model.one
  let parts = one.routings.reversed().map { routing -> HTML in
    var rows = [SummaryRow("Where", routing.route.words)]
    // What the police are told of it: where it went, when, and what came of it.
    if !model.seesAsSent {
      rows.append(SummaryRow("Reason", html: prose(routing.reason)))
    }
    rows.append(
      SummaryRow("Routed", "\(routing.at.long) by \(model.names.of(routing.by))"))
    if let contact = routing.contact.flatMap({ id in model.contacts.first { $0.id == id } }) {
      rows.append(
        SummaryRow(
          "Contact",
          html: """
            \(textLink("Contact \(contact.id)", to: ContactPaths.record(contact.id))), \
            \(contact.status.words.lowercased())
            """))
      rows += contact.outcomes.map { SummaryRow("Outcome for \($0.name)", $0.outcome) }
    }
    if routing.route == .openWork, !model.seesAsSent {
      rows.append(
        SummaryRow(
          "Read by", listed(one.readers.map { model.names.of($0) }).ifAny ?? "Nobody yet"))
    }
    return summaryList(rows)
  }
  let again: HTML =
    !one.isRouted && !one.routings.isEmpty
    ? inset("<p>Something came after this. Say where that goes too.</p>") : ""
  return card(
    "Where it went",
    content: parts.isEmpty
      ? emptyState("Nobody has said yet where this goes.") : "\(again)\(each: parts, { $0 })")
}

private func carried(_ model: PoliceModel) -> HTML {
  card(
    "Carried over",
    content: summaryList(
      model.one.carried.map {
        SummaryRow("From \($0.day.long)", "\($0.reason) (\(model.names.of($0.by)))")
      }))
}

extension ContactTable.Whole {
  /// What came of it for each child named, once the decision stands.
  fileprivate var outcomes: [(name: String, outcome: String)] {
    guard status == .closed, let decision else { return [] }
    return decision.outcomes.map { outcome in
      let child = named.first { $0.key == outcome.key }
      return (child?.full ?? "nobody named", outcome.outcome.words)
    }
  }
}

extension String {
  fileprivate var ifAny: String? { isEmpty ? nil : self }
}
