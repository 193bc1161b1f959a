import Domain
import HTML
import Hummingbird
import Store

/// The page of one conference: by when, who is asked, what they read, what was decided.
func conferencePage(_ whole: ConferenceTable.Whole, _ context: Context) async throws -> Page {
  let records = try await context.standing(of: whole.people)
  let prepares = context.can(.prepareConference, about: records)
  let chairs =
    context.can(.chairConference, about: records) && whole.conference.chair == context.worker
  let isOpen = whole.conference.status == .open
  var page = Page(
    "Conference \(whole.id)",
    main: """
      \(conferenceActions(whole, prepares: prepares, chairs: chairs))
      \(conferenceDecisionCard(whole))
      \(conferenceCard(whole, prepares: prepares && isOpen))
      \(reportsCard(whole, prepares: prepares && whole.conference.status != .calledOff))
      \(invitedCard(whole, prepares: prepares && isOpen))
      \(thereCard(whole))
      \(minutesSentCard(whole, prepares: prepares))
      <p>\(textLink("History of this record", to: ConferencePaths.history(whole.id)))</p>
      """)
  page.caption = "\(whole.conference.kind.words), \(whole.conference.status.words.lowercasedFirst)"
  page.about = whole.children.listedNames
  page.trail = .back("Conferences", to: ConferencePaths.all)
  page.aside = cardGrid([
    clockCard(ClockCard(explaining: whole.conference.clock, today: context.today))
  ])
  page.banner = context.query["done"].flatMap { ConferenceDone(rawValue: $0) }.map {
    notificationBanner($0.words)
  }
  return page
}

private func conferenceActions(
  _ whole: ConferenceTable.Whole, prepares: Bool, chairs: Bool
) -> HTML {
  let conference = whole.conference
  func link(_ text: String, _ act: ConferenceAct, _ kind: ButtonKind = .secondary) -> HTML {
    buttonLink(text, to: ConferencePaths.act(whole.id, act), kind: kind)
  }
  var links: [HTML] = []
  if conference.status == .open {
    if chairs { links.append(link("Record the decision", .decide, .primary)) }
    if prepares {
      if conference.chair == nil { links.append(link("Name the chair", .chair, .primary)) }
      links.append(link("Invite somebody", .invite))
      links.append(link("Add a report", .report))
      links.append(link("Record who was there", .attend))
      links.append(
        conference.plannedFor == nil
          ? link("Set the time", .plan) : link("Postpone", .postpone))
      links.append(link("Call it off", .callOff))
    }
  } else if conference.status == .held, prepares {
    links.append(link("Record where the minutes went", .send))
  }
  return links.isEmpty ? "" : buttonGroup("\(each: links, { $0 })")
}

private func conferenceCard(_ whole: ConferenceTable.Whole, prepares: Bool) -> HTML {
  let conference = whole.conference
  var rows = childrenRows(whole.children) { _ in "" }
  switch conference.arrangement.origin {
  case .enquiry(let id):
    rows.append(
      SummaryRow("Follows", html: textLink("Enquiry \(id)", to: EnquiryPaths.page(id))))
  case .plans(let plans):
    rows.append(
      SummaryRow(
        "Reviews",
        html: HTML(each: plans) { one in
          "<p>\(textLink("Plan \(one.plan)", to: RecordPaths.page(FactStream(one.plan)) ?? "/", context: whole.name(of: one.child)))</p>"
        }))
  case .council(let name): rows.append(SummaryRow("Plan of", name))
  }
  let planned = conference.plannedFor.map { "\($0.at.words), \($0.place)" }
  rows += [
    SummaryRow("Planned for", planned ?? "Not planned yet"),
    SummaryRow(
      "Chair", whole.name(conference.chair) ?? "Nobody yet",
      change: prepares ? ConferencePaths.act(whole.id, .chair) : nil),
  ]
  for postponed in conference.postponements {
    rows.append(
      SummaryRow(
        "Postponed",
        "\(postponed.from.map { "From \($0.at.day.long) to " } ?? "To ")\(postponed.to.at.day.long): "
          + postponed.reason))
  }
  if let off = conference.calledOff {
    rows.append(SummaryRow("Called off", "\(off.on.long): \(off.words)"))
  }
  return summaryCard("The conference", rows: rows)
}

private func reportsCard(_ whole: ConferenceTable.Whole, prepares: Bool) -> HTML {
  let rows = whole.conference.reports.enumerated().map { place, report -> TableRow in
    let why: HTML? = report.whyNot.map { "<p class=\"meta\">\($0)</p>" }
    let title: HTML =
      prepares
      ? textLink(report.title, to: ConferencePaths.act(whole.id, .reports, place))
      : "\(report.title)"
    return TableRow([
      title, "\(report.agency.words)", "\(report.version)",
      "\(report.sharedWithParents?.long ?? "Not yet")",
      "\(report.sharedWithChild?.long ?? "Not yet")\(why)",
    ])
  }
  return card(
    "Reports",
    content: table(
      id: "reports", caption: "Each as it stands now",
      columns: [
        Column("Report"), Column("Of"), Column("Version", isNumeric: true),
        Column("Shared with parents"), Column("Shared with the child"),
      ], rows: rows, empty: "No report yet."))
}

private func invitedCard(_ whole: ConferenceTable.Whole, prepares: Bool) -> HTML {
  let rows = whole.conference.invited.enumerated().map { place, line -> TableRow in
    let answer = line.answer?.words ?? "No answer yet"
    return TableRow([
      "\(line.invitee.name)", "\(line.invitee.agency.words)", "\(line.invitee.how)",
      prepares
        ? "\(answer) \(textLink("Record an answer", to: ConferencePaths.act(whole.id, .invited, place), context: line.invitee.name))"
        : "\(answer)",
    ])
  }
  return card(
    "Invited",
    content: table(
      id: "invited", caption: "Family and agencies",
      columns: [Column("Who"), Column("For whom"), Column("Invited"), Column("Answer")],
      rows: rows, empty: "Nobody has been invited yet."))
}

private func thereCard(_ whole: ConferenceTable.Whole) -> HTML {
  guard let attendance = whole.conference.attendance else { return "" }
  var rows = [
    SummaryRow("Took part", html: attendedList(attendance.attended)),
    SummaryRow("Parents", attendance.parents),
  ]
  for child in attendance.children {
    let why = child.whyNot.map { ": \($0)" } ?? ""
    rows.append(
      SummaryRow(
        whole.name(of: child.child),
        html: """
          <p>\(child.there ? "Was there" : "Was not there\(why)")</p>\
          \(child.views.map { prose($0) })
          """))
  }
  if !whole.conference.isQuorate {
    rows.append(
      SummaryRow("Agencies", html: tag("Fewer than three agencies", kind: .warn)))
  }
  return summaryCard("Who was there", rows: rows)
}

private func conferenceDecisionCard(_ whole: ConferenceTable.Whole) -> HTML {
  let conference = whole.conference
  guard let decision = conference.decision else { return "" }
  var rows = [
    SummaryRow("Held", decision.heldOn.longWithWeekday),
    SummaryRow("Chaired by", whole.name(conference.chair)),
  ]
  for child in decision.children {
    let category = child.category.map { ", \($0.meaning.lowercasedFirst)" } ?? ""
    rows.append(
      SummaryRow(
        whole.name(of: child.child),
        html: """
          <p><strong>\(child.outcome.words(conference.kind))\(category)</strong></p>\
          \(prose(child.reason))
          """))
  }
  rows += decision.dissents.map { SummaryRow("Did not agree", "\($0.name): \($0.reason)") }
  if let reason = decision.withoutQuorum {
    rows.append(SummaryRow("Held with fewer than three agencies", reason))
  }
  if let first = decision.firstCoreGroup { rows.append(SummaryRow("First core group", first.long)) }
  if let review = decision.nextReview { rows.append(SummaryRow("Next review", review.long)) }
  let group = decision.coreGroup.map { "\($0.name), \($0.agency.words.lowercasedFirst)" }
  if !group.isEmpty { rows.append(SummaryRow("Core group", group.joined(separator: "; "))) }
  let steps = decision.outline.flatMap { aim in
    (aim.actions.isEmpty ? [nil] : aim.actions.map { Optional($0) }).map { action in
      TableRow([
        "\(aim.outcome)", "\(action?.what ?? "")",
        "\(action?.ownerWords(whole.names) ?? "")", "\(action?.by.long ?? "")",
      ])
    }
  }
  let outline: HTML =
    steps.isEmpty
    ? ""
    : card(
      "Outline plan",
      content: table(
        id: "outline", caption: "What is to change, and what is done",
        columns: [Column("Aim"), Column("What is done"), Column("Who"), Column("By")],
        rows: steps))
  return summaryCard("Decision", rows: rows) + outline
}

private func minutesSentCard(_ whole: ConferenceTable.Whole, prepares: Bool) -> HTML {
  guard whole.conference.status == .held else { return "" }
  let rows = whole.conference.distributed.map { TableRow(["\($0.to)", "\($0.on.long)"]) }
  return card(
    "Minutes",
    content: table(
      id: "sent", caption: "To whom the minutes went", columns: [Column("To"), Column("On")],
      rows: rows, empty: "The minutes have not been sent to anybody yet."))
}
