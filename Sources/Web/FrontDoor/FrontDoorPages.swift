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
  /// Before the filter: for the strip on top.
  let all: [ContactTable.Waiting]
  let filter: Filter
  let names: Names
  let today: Day
  let asAt: Instant
  let canRecord: Bool
  let me: WorkerID

  struct Filter: Sendable {
    var stage: String?
    var source: String?
    var pressing = false
    var mine = false

    init(_ query: Answers) {
      stage = query["stage"].flatMap { $0.isEmpty ? nil : $0 }
      source = query["source"].flatMap { $0.isEmpty ? nil : $0 }
      pressing = query["pressing"] == "yes"
      mine = query["mine"] == "yes"
    }

    func keeps(_ contact: ContactTable.Waiting, worker: WorkerID, on today: Day) -> Bool {
      if let stage {
        guard stage == "heldUp" ? contact.isHeldUp : contact.status.rawValue == stage else {
          return false
        }
      }
      if let source, contact.source.group.rawValue != source { return false }
      if pressing, !contact.usedHalf(today: today) { return false }
      if mine, contact.decidedBy != worker, contact.recordedBy != .worker(worker) { return false }
      return true
    }
  }
}

extension ContactTable.Waiting {
  func usedHalf(today: Day) -> Bool {
    guard let position = clock?.state(today: today).position else { return false }
    return decidedOn == nil && position.share >= 0.5
  }
}

func frontDoorPage(_ board: FrontDoorBoard) -> Page {
  var page = Page(
    "Front door",
    main: """
      \(buttonGroup(
        board.canRecord ? buttonLink("Record a contact", to: ContactPaths.new) : "",
        textLink("Partner checks", to: PartnerCheckPaths.list)))
      \(frontDoorStrip(board))
      \(frontDoorFilter(board.filter))
      \(frontDoorTable(board))
      <p class="meta">As at \(board.asAt.clock). \(textLink("Refresh", to: ContactPaths.board))</p>
      """)
  page.caption = counted(board.all.count, "contact waits", "contacts wait")
  return page
}

private func frontDoorStrip(_ board: FrontDoorBoard) -> HTML {
  let undecided = board.all.filter { $0.decidedOn == nil }
  let late = undecided.count { $0.clock?.state(today: board.today).isLate ?? false }
  let held = undecided.count(where: \.isHeldUp)
  let today = board.all.count { $0.receivedOn == board.today }
  let oldest: HTML? = undecided.first.map {
    textLink($0.receivedOn.long(minute: $0.receivedMinute), to: ContactPaths.record($0.id))
  }
  return summaryList([
    SummaryRow("Oldest undecided", html: oldest ?? "None"),
    SummaryRow("Received today and waiting", "\(today)"),
    SummaryRow("Late", "\(late)"),
    SummaryRow("Outcome clear, still undecided", "\(held)"),
    SummaryRow(
      "Waiting for second check", "\(board.all.count { $0.status == .waitingForCheck })"),
  ])
}

private func frontDoorFilter(_ filter: FrontDoorBoard.Filter) -> HTML {
  let stages =
    [Contact.Status.waiting, .returned, .waitingForCheck].map { Choice($0.rawValue, $0.words) }
    + [Choice("heldUp", "Outcome clear, still undecided")]
  let groups = ReferralSource.Group.allCases.map { Choice($0.rawValue, $0.label) }
  return filterForm(
    action: ContactPaths.board, label: "Filter the front door", clear: ContactPaths.board,
    content: """
      \(selectInput(
        id: "stage", label: "Stage", choices: stages, value: filter.stage, empty: "All stages"))
      \(selectInput(
        id: "source", label: "From", choices: groups, value: filter.source, empty: "Everybody"))
      \(checkbox(
        id: "pressing", label: "Half of the time used or more", checked: filter.pressing))
      \(checkbox(id: "mine", label: "Recorded or decided by me", checked: filter.mine))
      """)
}

private func frontDoorTable(_ board: FrontDoorBoard) -> HTML {
  table(
    id: "board", caption: "Contacts that wait, oldest first",
    columns: [
      Column("Received"), Column("From"), Column("Children"), Column("Concern"), Column("Stage"),
      Column("Time"), Column("With"), Column("Contacts in 12 months before", isNumeric: true),
    ],
    rows: board.lines.map { row($0, board) },
    empty: "Nothing waits here. A contact stands here from the moment it is recorded until it is "
      + "decided and, where it becomes a referral, checked.")
}

private func row(_ line: FrontDoorBoard.Line, _ board: FrontDoorBoard) -> TableRow {
  let contact = line.contact
  let received = contact.receivedOn.long(minute: contact.receivedMinute)
  let time: HTML = contact.clock.map { $0.label(today: board.today) } ?? "No limit set"
  if line.isClosed {
    return TableRow([
      "\(received)", "", "A restricted record", "", contact.status.label, time, "", "",
    ])
  }
  let children = contact.children.map(\.full)
  let concern: HTML = """
    \(if: contact.inDanger == .yes, tag("Immediate danger", kind: .danger)) \
    \(excerpt(contact.account))
    """
  let stage: HTML =
    contact.isHeldUp
    ? tag("Outcome clear, still undecided", kind: .warn) : contact.status.label
  return TableRow(
    [
      textLink("\(contact.id), \(received)", to: ContactPaths.record(contact.id)),
      "\(contact.agency ?? contact.source.meaning)",
      children.isEmpty ? "Nobody named" : "\(listed(children))", concern, stage, time,
      "\(with(contact, board.names))", "\(contact.recontacts)",
    ], isMarked: contact.clock?.state(today: board.today).isLate ?? false)
}

private func with(_ contact: ContactTable.Waiting, _ names: Names) -> String {
  switch contact.status {
  case .waiting: "Front door"
  case .returned: "Front door; sent back by \(names.of(contact.returnedBy))"
  case .waitingForCheck: "A second person; decided by \(names.of(contact.decidedBy))"
  case .closed: "Nobody"
  }
}
