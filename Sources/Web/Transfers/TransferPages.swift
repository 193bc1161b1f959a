import Domain
import HTML
import Store

struct TransferList: Sendable {
  struct Line: Sendable {
    let transfer: TransferTable.Whole
    let isClosed: Bool
  }

  let lines: [Line]
  let team: TeamID?
  let me: WorkerID
  let names: Names
  let today: Day

  var toMe: [Line] { lines.filter { $0.transfer.status == .escalated && $0.transfer.judge == me } }
  var toAnswer: [Line] {
    lines.filter { $0.transfer.status == .asked && $0.transfer.to == team && team != nil }
  }
  var asked: [Line] { lines.filter { $0.transfer.from == team && team != nil } }
  var others: [Line] {
    let shown = Set((toMe + toAnswer + asked).map(\.transfer.id))
    return lines.filter { !shown.contains($0.transfer.id) }
  }
}

func transferListPage(_ list: TransferList) -> Page {
  var parts: [HTML] = []
  if !list.toMe.isEmpty {
    parts.append(
      section(list.toMe, list, id: "to-decide", "Waiting for your decision", empty: ""))
  }
  if list.team != nil {
    parts.append(
      section(
        list.toAnswer, list, id: "to-answer", "Your team is asked",
        empty: "No team has asked yours to take over."))
    parts.append(
      section(
        list.asked, list, id: "asked", "Your team has asked",
        empty: "Your team has asked nobody. Ask from a child’s referral."))
  }
  parts.append(
    section(
      list.others, list, id: "others", "Between other teams",
      empty: "Nothing else waits between teams."))
  var page = Page("Transfers", main: HTML(each: parts) { $0 })
  let late = list.lines.count { $0.transfer.isLate(on: list.today) }
  page.caption =
    counted(list.lines.count, "family waits between teams", "families wait between teams")
    + (late > 0 ? ", \(late) late" : "")
  page.trail = .back("Team", to: TeamPaths.mine)
  return page
}

private func section(
  _ lines: [TransferList.Line], _ list: TransferList, id: String, _ title: String, empty: String
) -> HTML {
  """
  <section><h2>\(title)</h2>
  \(table(
    id: id, caption: title,
    columns: [
      Column("Children"), Column("From"), Column("To"), Column("Asked"), Column("How it stands"),
    ],
    rows: lines.map { row($0, list) }, empty: empty, isCaptionHidden: true))</section>
  """
}

private func row(_ line: TransferList.Line, _ list: TransferList) -> TableRow {
  let transfer = line.transfer
  let isLate = transfer.isLate(on: list.today)
  let days = list.today - transfer.begunOn
  let age: HTML =
    "\(transfer.begunOn.long)<p class=\"meta\">\(counted(max(0, days), "day", "days")) ago</p>"
  if line.isClosed {
    return TableRow(
      ["A restricted record", "\(transfer.fromName)", "\(transfer.toName)", age, ""],
      isMarked: isLate)
  }
  return TableRow(
    [
      textLink("\(listed(transfer.names)), \(transfer.id)", to: TransferPaths.page(transfer.id)),
      "\(transfer.fromName)", "\(transfer.toName)", age,
      transferStatus(transfer, list.names, today: list.today),
    ], isMarked: isLate)
}

func transferStatus(_ transfer: TransferTable.Whole, _ names: Names, today: Day) -> HTML {
  switch transfer.status {
  case .asked:
    transfer.clock.map { $0.label(today: today) } ?? tag("Waiting", kind: .info)
  case .returned: tag("Sent back", kind: .warn)
  case .escalated:
    "\(tag("Escalated", kind: .warn)) to \(names.of(transfer.judge))"
  case .accepted: tag("Accepted", kind: .good)
  case .stays: tag("Stays", kind: .neutral)
  case .withdrawn: tag("Withdrawn", kind: .neutral)
  }
}

extension TransferAct {
  var words: String {
    switch self {
    case .accept: "Accept"
    case .return: "Send it back"
    case .again: "Ask again"
    case .escalate: "Ask for a decision"
    case .decide: "Decide"
    case .withdraw: "Withdraw it"
    }
  }
}

func transferPage(
  _ whole: TransferTable.Whole, acts: [TransferAct], names: Names, today: Day
) -> Page {
  let links = acts.enumerated().map { index, act in
    buttonLink(
      act.words, to: TransferPaths.act(whole.id, act), kind: index == 0 ? .primary : .secondary)
  }
  let children = whole.children.map { child -> HTML in
    "<li>\(textLink("\(child.name), \(child.referral)", to: ReferralPaths.record(child.referral)))</li>"
  }
  var page = Page(
    "Transfer to \(whole.toName)",
    main: """
      \(if: !links.isEmpty, "<div class=\"button-group\">\(each: links, { $0 })</div>")\
      \(summaryCard(
        "What was asked",
        rows: [
          SummaryRow("Children", html: "<ul class=\"plain\">\(each: children, { $0 })</ul>"),
          SummaryRow("From", whole.fromName), SummaryRow("To", whole.toName),
          SummaryRow("Asked", "\(whole.begunOn.long) by \(names.of(whole.askedBy))"),
          SummaryRow("Why", html: prose(whole.reason)),
          SummaryRow("Where things stand", html: prose(whole.summary)),
          SummaryRow("Still to be done", html: prose(whole.outstanding)),
          SummaryRow("What the family was told", html: prose(whole.familyTold)),
          SummaryRow(
            "Visit together",
            whole.jointVisit?.longWithWeekday ?? whole.noJointVisit.map { "None: \($0)" }),
        ]))
      \(answerCard(whole, names))
      \(historyLink(whole.id))
      """)
  page.caption = whole.status.words
  if whole.status.isOpen, let clock = whole.clock {
    page.aside = cardGrid([clockCard(ClockCard(explaining: clock, today: today))])
  }
  return page
}

private func answerCard(_ whole: TransferTable.Whole, _ names: Names) -> HTML {
  var rows: [SummaryRow] = []
  if let on = whole.answeredOn {
    let by = names.of(whole.answeredBy)
    if let answer = whole.answer {
      rows.append(
        SummaryRow("Sent back", html: "<p>\(on.long) by \(by)</p>\(prose(answer))"))
    } else {
      rows.append(SummaryRow("Accepted", "\(on.long) by \(by)"))
    }
  }
  if let on = whole.escalatedOn {
    rows.append(
      SummaryRow(
        "Escalated",
        html: """
          <p>\(on.long) to \(names.of(whole.judge)) by \(names.of(whole.escalatedBy))</p>\
          \(prose(whole.escalatedBecause ?? ""))
          """))
  }
  if let on = whole.decidedOn {
    rows.append(
      SummaryRow(
        whole.status == .stays ? "Decided: stays" : "Decided: takes over",
        html: """
          <p>\(on.long) by \(names.of(whole.judge))</p>\(prose(whole.sentence ?? ""))
          """))
  }
  if whole.status == .accepted {
    rows.append(
      SummaryRow("Works with the children now", whole.worker.map { names.of($0) } ?? "Nobody yet"))
  }
  if let on = whole.withdrawnOn {
    rows.append(
      SummaryRow("Withdrawn", html: "<p>\(on.long)</p>\(prose(whole.withdrawnBecause ?? ""))"))
  }
  guard !rows.isEmpty else {
    return card(
      "The answer",
      content: emptyState(
        "\(whole.toName) has not answered. The children are with \(whole.fromName) until it accepts."
      ))
  }
  return summaryCard("The answer", rows: rows)
}

/// The transfers of an episode, on its page.
func transfersCard(_ transfers: [TransferTable.Whole], _ names: Names, today: Day) -> HTML {
  guard !transfers.isEmpty else { return "" }
  return card(
    "Transfers",
    content: taskList(
      transfers.map { one in
        TaskRow(
          "From \(one.fromName) to \(one.toName)", url: TransferPaths.page(one.id),
          hint: "Asked \(one.begunOn.long)",
          status: transferStatus(one, names, today: today))
      }))
}
