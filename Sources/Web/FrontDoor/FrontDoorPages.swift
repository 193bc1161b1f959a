import Domain
import HTML
import Store

/// What the front-door board shows.
struct FrontDoorBoard: Sendable {
  struct Line: Sendable {
    let contact: ContactTable.Waiting
    /// A record in it is closed to this worker: only that it waits is shown.
    let isClosed: Bool
  }

  let lines: [Line]
  let total: Int
  /// Of the page, from 1.
  let number: Int
  let filter: ContactTable.Filter
  let figures: ContactTable.Figures
  /// Calls today that are no contacts.
  let calls: Int
  let names: Names
  let today: Day
  let asAt: Instant
  let me: WorkerID
  var opensOldest = false
  var canRecord = false
  var canShareOut = false
  var canTake = false
  var seesFigures = false
  /// Whether daily reports to agencies are for this worker.
  var canReport = false
  var atTheDoor: [Choice] = []
  var chosen: Set<String> = []
  var givenTo: String?
  var errors: [FormError] = []
  var done: String?

  func error(_ question: String) -> String? {
    errors.first { $0.question == question }?.message
  }
}

func frontDoorPage(
  _ board: FrontDoorBoard, takeNext: HTML, form: (HTML) -> HTML
) -> Page {
  let record = buttonLink(
    "Record a contact", to: ContactPaths.new, kind: board.canTake ? .secondary : .primary)
  let list = frontDoorTable(board)
  var page = Page(
    "Front door",
    main: """
      \(buttonGroup(
        board.canTake ? takeNext : "", board.canRecord ? record : "",
        textLink("Partner checks", to: PartnerCheckPaths.list),
        textLink("Early help", to: EarlyHelpPaths.all),
        board.seesFigures ? textLink("Who came back", to: CameBackPaths.page) : "",
        board.canReport ? textLink("Daily reports", to: DailyReportPaths.list) : "",
        textLink("What comes in", to: VolumesPaths.page)))
      \(frontDoorFigures(board))
      \(frontDoorFilter(board))
      \(receivedOn(board))\(arrivedIn(board))
      \(board.canShareOut && !board.lines.isEmpty ? form(list + sharing(board)) : list)
      \(pagination(
        current: board.number, pages: pages(board), label: "Pages of this list",
        url: { FrontDoorPaths.list(board.filter, page: $0) }))
      <p class="meta">As at \(board.asAt.clock). \
      \(textLink("Refresh", to: FrontDoorPaths.list(board.filter, page: board.number)))</p>
      """)
  page.caption = counted(board.figures.undecided, "contact waits", "contacts wait")
  page.errors = board.errors
  page.banner = banner(board.done)
  return page
}

private func pages(_ board: FrontDoorBoard) -> Int {
  max(1, (board.total + FrontDoorRoutes.pageLength - 1) / FrontDoorRoutes.pageLength)
}

private func banner(_ done: String?) -> HTML? {
  guard let done else { return nil }
  if done == "nothing" {
    return notificationBanner(
      "Nothing waits for somebody to take it. What waits is with a worker, parked, or closed to you.",
      kind: .notice)
  }
  guard done.hasPrefix("given-"), let count = Int(done.dropFirst(6)), count > 0 else { return nil }
  return notificationBanner(
    "\(counted(count, "contact has", "contacts have")) been given out.")
}

/// Each figure opens the list that it counts.
private func frontDoorFigures(_ board: FrontDoorBoard) -> HTML {
  let figures = board.figures
  func link(_ count: Int, _ what: String, _ filter: ContactTable.Filter) -> HTML {
    count == 0 ? "None" : textLink("\(count)", to: FrontDoorPaths.list(filter), context: what)
  }
  let oldest: HTML? = figures.oldest.map { oldest -> HTML in
    let received = oldest.receivedOn.long(minute: oldest.receivedMinute)
    return board.opensOldest
      ? textLink(received, to: ContactPaths.record(oldest.id)) : "\(received)"
  }
  let usual: HTML? = figures.usual.map {
    """
     <span class="relative">(a \($0.weekday.name) usually brings \
    \($0.low == $0.high ? "\($0.low)" : "\($0.low) to \($0.high)") by its end)</span>
    """
  }
  let late: HTML =
    figures.late == 0
    ? "None"
    : """
    \(textLink("\(figures.late)", to: FrontDoorPaths.list(.init(stage: .late)), context: "late")) \
    \(tag("Late", kind: .danger))
    """
  let calls: HTML =
    board.calls == 0
    ? textLink("None yet", to: CallPaths.list(on: board.today), context: "calls")
    : textLink("\(board.calls)", to: CallPaths.list(on: board.today), context: "calls")
  let today = ContactTable.Filter(received: board.today)
  return figureStrip([
    SummaryRow("Oldest undecided", html: oldest ?? "None"),
    SummaryRow(
      "Received today", html: "\(link(figures.receivedToday, "received today", today))\(usual)"),
    SummaryRow("Late", html: late),
    SummaryRow(
      "Outcome clear, still undecided",
      html: link(figures.heldUp, "clear and undecided", .init(stage: .heldUp))),
    SummaryRow(
      "With nobody yet",
      html: link(figures.unassigned, "with nobody", .init(stage: .undecided, with: .nobody))),
    SummaryRow("Parked", html: link(figures.parked, "parked", .init(stage: .parked))),
    SummaryRow(
      "Waiting for second check",
      html: link(figures.checks, "waiting for second check", .init(stage: .waitingForCheck))),
    SummaryRow("Calls today that are no contacts", html: calls),
  ])
}

private func frontDoorFilter(_ board: FrontDoorBoard) -> HTML {
  let filter = board.filter
  let stages = ContactTable.Filter.Stage.allCases.map { Choice($0.rawValue, $0.words) }
  let groups = ReferralSource.Group.allCases.map { Choice($0.rawValue, $0.label) }
  var with = [Choice(board.me.description, "Me"), Choice("nobody", "Nobody yet")]
  with += board.atTheDoor.filter { $0.value != board.me.description }
  let chosen: String? =
    switch filter.with {
    case .worker(let worker): worker.description
    case .nobody: "nobody"
    case nil: nil
    }
  return filterForm(
    action: ContactPaths.board, label: "Filter the front door", clear: ContactPaths.board,
    content: """
      \(selectInput(
        id: "stage", label: "Stage", choices: stages, value: filter.stage?.rawValue,
        empty: "All that waits"))
      \(selectInput(
        id: "source", label: "From", choices: groups, value: filter.source?.rawValue,
        empty: "Everybody"))
      \(selectInput(
        id: "with", label: "With", choices: with, value: chosen, empty: "Anybody or nobody"))
      \(checkbox(
        id: "pressing", label: "Half of the time used or more", checked: filter.pressing))
      """)
}

private func receivedOn(_ board: FrontDoorBoard) -> HTML {
  guard let day = board.filter.received else { return "" }
  return inset(
    """
    <p>Everything received on \(day.longWithWeekday), whatever became of it. \
    \(textLink("Show all that waits", to: ContactPaths.board))</p>
    """)
}

/// Of which figure this is the list.
private func arrivedIn(_ board: FrontDoorBoard) -> HTML {
  guard let arrived = board.filter.arrived else { return "" }
  let parts = [
    arrived.weekday.map { "on a \($0.name)" }, arrived.hour.map { $0.words.lowercased() },
    arrived.method.map { "by \($0.words.lowercased())" },
    board.filter.source.map { "from \($0.label.lowercased())" },
  ].compactMap { $0 }
  return inset(
    """
    <p>Everything that came \(([arrived.days.words] + parts).joined(separator: ", ")), whatever became \
    of it: \(counted(board.total, "contact", "contacts")). \
    \(textLink("Back to the figures", to: VolumesPaths.page(arrived.days)))</p>
    """)
}

private func frontDoorTable(_ board: FrontDoorBoard) -> HTML {
  let first = (board.number - 1) * FrontDoorRoutes.pageLength
  let part =
    board.total > board.lines.count && !board.lines.isEmpty
    ? ", \(first + 1) to \(first + board.lines.count) of \(board.total)" : ""
  return table(
    id: "board", caption: "Contacts, immediate danger first, then the oldest\(part)",
    columns: (board.canShareOut
      ? [Column("Select", isTitleHidden: true, choosesAll: "Select all on this page")] : []) + [
        Column("Received"), Column("Children"), Column("Concern"), Column("Stage and time"),
        Column("With"),
      ],
    rows: row(board),
    empty: "Nothing waits here. A contact stands here from the moment it is recorded until it is "
      + "decided and, where it becomes a referral, checked.",
    headerCell: board.canShareOut ? 1 : 0)
}

private func row(_ board: FrontDoorBoard) -> [TableRow] {
  var isFirst = true
  return board.lines.map { line in
    let contact = line.contact
    var cells = line.isClosed ? closedCells(contact, board) : cells(contact, board)
    if board.canShareOut {
      let value = "\(contact.id).\(contact.version)"
      let mayGive = !line.isClosed && contact.decidedOn == nil
      cells.insert(
        mayGive
          ? rowChoice(
            id: isFirst ? "contact" : "contact-\(contact.id.number)", name: "contact",
            value: value, label: "Select \(contact.id)", checked: board.chosen.contains(value))
          : "", at: 0)
      if mayGive { isFirst = false }
    }
    return TableRow(
      cells, isMarked: contact.clock?.state(today: board.today).isLate ?? false)
  }
}

private func closedCells(_ contact: ContactTable.Waiting, _ board: FrontDoorBoard) -> [HTML] {
  let received = contact.receivedOn.long(minute: contact.receivedMinute)
  return [
    "\(received)", "A restricted record", "",
    "\(contact.status.label) \(time(contact, board))", "",
  ]
}

private func time(_ contact: ContactTable.Waiting, _ board: FrontDoorBoard) -> HTML {
  contact.clock.map { clock -> HTML in
    let position = clock.state(today: board.today).position
    return """
      \(clock.label(today: board.today))\
      \(position.map { "<p class=\"meta\">\($0.description)</p>" } as HTML?)
      """
  } ?? "No limit set"
}

private func cells(_ contact: ContactTable.Waiting, _ board: FrontDoorBoard) -> [HTML] {
  let received = contact.receivedOn.long(minute: contact.receivedMinute)
  let children = contact.children.map(\.full)
  let named =
    children.count > 3
    ? "\(children.prefix(2).joined(separator: ", ")) and \(children.count - 2) more"
    : listed(children)
  let pressing: HTML? =
    contact.inDanger == .yes ? "<p>\(tag("Immediate danger", kind: .danger))</p>" : nil
  let level: HTML? = contact.level.map { "<p class=\"meta\">\($0.words)</p>" }
  let earlier: HTML? =
    contact.recontacts > 0
    ? """
    <p class="meta">\(counted(contact.recontacts, "earlier contact", "earlier contacts")) \
    in 12 months</p>
    """ : nil
  return [
    """
    \(textLink("\(contact.id), \(received)", to: ContactPaths.record(contact.id)))\
    <p class="meta">\(contact.agency ?? contact.source.short)</p>
    """,
    "\(children.isEmpty ? "Nobody named" : named)\(earlier)",
    "<div class=\"concern\">\(pressing)\(excerpt(contact.account))\(level)</div>",
    "\(stage(contact, board)) \(time(contact, board))", "\(with(contact, board))",
  ]
}

private func stage(_ contact: ContactTable.Waiting, _ board: FrontDoorBoard) -> HTML {
  var stage: HTML =
    contact.isHeldUp
    ? tag("Outcome clear, still undecided", kind: .warn) : contact.status.label
  if contact.isParked(on: board.today), let until = contact.parkedUntil {
    stage += " \(tag("Parked until \(until.long)")) \(contact.parkedReason ?? "")"
  } else if contact.decidedOn == nil, let until = contact.parkedUntil {
    stage += " \(tag("Back since \(until.long)", kind: .info))"
  }
  return stage
}

private func with(_ contact: ContactTable.Waiting, _ board: FrontDoorBoard) -> String {
  let hands = contact.assignedTo.map { board.names.of($0) }
  switch contact.status {
  case .waiting: return hands ?? "Nobody yet"
  case .returned:
    let who = contact.returnedBy.map { "; sent back by \(board.names.of($0))" } ?? ""
    return (hands ?? "Nobody yet") + who
  case .waitingForCheck: return "A second person; decided by \(board.names.of(contact.decidedBy))"
  case .closed: return "Nobody"
  }
}

private func sharing(_ board: FrontDoorBoard) -> HTML {
  """
  \(board.error("contact").map { errorMessage("contact", $0) })
  \(selectInput(
    id: "worker", label: "Give the selected contacts to", choices: board.atTheDoor,
    value: board.givenTo, error: board.error("worker")))
  \(buttonGroup(button("Give out", kind: .secondary)))
  """
}

extension ContactTable.Filter.Stage {
  var words: String {
    switch self {
    case .waiting: Contact.Status.waiting.words
    case .returned: Contact.Status.returned.words
    case .waitingForCheck: Contact.Status.waitingForCheck.words
    case .undecided: "Undecided"
    case .heldUp: "Outcome clear, still undecided"
    case .late: "Late"
    case .parked: "Parked"
    }
  }
}
