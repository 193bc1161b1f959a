import Domain
import HTML
import Store

/// What the police desk shows.
struct PoliceBoard: Sendable {
  struct Household: Sendable {
    let waiting: [PoliceNotificationTable.Whole]
    let year: [PoliceNotificationTable.Whole]
    /// A record in it is closed to this worker: only that it waits is shown.
    let closed: Set<PoliceNotificationID>
  }

  let households: [Household]
  let filter: Filter
  /// Episodes open now, by the record matched.
  let open: [PersonID: ReferralID]
  let names: Names
  let now: Instant
  let seesAsSent: Bool
  let canTakeIn: Bool
  /// What was just taken in.
  let took: Int?

  var today: Day { now.day }
  var waiting: [PoliceNotificationTable.Whole] { households.flatMap(\.waiting) }

  struct Filter: Sendable {
    var stage: String?
    var grade: PoliceNotification.Grade?
    var mark: PoliceNotification.Mark?
    var isMine = false
    var isNobodys = false
    var isLate = false

    init(_ query: Answers) {
      stage = query["stage"].flatMap { $0.isEmpty ? nil : $0 }
      grade = query["grade"].flatMap { PoliceNotification.Grade(rawValue: $0) }
      mark = query["mark"].flatMap { PoliceNotification.Mark(rawValue: $0) }
      isMine = query["mine"] == "yes"
      isNobodys = query["nobody"] == "yes"
      isLate = query["late"] == "yes"
    }

    func keeps(
      _ one: PoliceNotificationTable.Whole, worker: WorkerID, now: Instant
    ) -> Bool {
      if isLate, one.clock()?.state(now: now) != .late { return false }
      switch stage {
      case "assess": if one.isAssessed { return false }
      case "route": if one.isRouted { return false }
      default: break
      }
      if let grade, one.grade != grade { return false }
      if let mark, !one.marks.contains(mark) { return false }
      if isMine, one.takenBy != worker { return false }
      if isNobodys, one.takenBy != nil { return false }
      return true
    }
  }
}

func policeBoardPage(_ board: PoliceBoard) -> Page {
  let all = board.waiting
  let late = all.count { $0.clock()?.state(now: board.now) == .late }
  var page = Page(
    "Police notifications",
    main: """
      \(buttonGroup(
        board.canTakeIn
          ? buttonLink("Take in notifications", to: PolicePaths.takeIn, kind: .secondary) : "",
        textLink("Reconciliation of today", to: PolicePaths.reconciliation(board.today))))
      \(summaryList([
        figure("To be assessed", all.count { !$0.isAssessed }, "stage=assess"),
        figure("To be routed", all.count { !$0.isRouted }, "stage=route"),
        figure("Late", late, "late=yes"),
      ]))
      \(boardFilter(board.filter))
      \(each: board.households, { household($0, board) })
      \(if: board.households.isEmpty, emptyState("Nothing waits here. What the police send stands here "
        + "from the moment it comes until it is assessed and routed."))
      <p class="meta">As at \(board.now.clock). \(textLink("Refresh", to: PolicePaths.board))</p>
      """)
  page.caption = counted(all.count, "notification waits", "notifications wait")
  page.banner = board.took.map {
    notificationBanner("\(counted($0, "notification", "notifications")) taken in.")
  }
  return page
}

/// A number that opens its list.
private func figure(_ name: String, _ count: Int, _ query: String) -> SummaryRow {
  SummaryRow(
    name,
    html: textLink(
      "\(count)", to: "\(PolicePaths.board)?\(query)", context: name.lowercased()))
}

private func boardFilter(_ filter: PoliceBoard.Filter) -> HTML {
  filterForm(
    action: PolicePaths.board, label: "Filter the notifications", clear: PolicePaths.board,
    content: """
      \(selectInput(
        id: "stage", label: "Stage",
        choices: [Choice("assess", "To be assessed"), Choice("route", "To be routed")],
        value: filter.stage, empty: "All stages"))
      \(selectInput(
        id: "grade", label: "Grade",
        choices: PoliceNotification.Grade.allCases.map { Choice($0.rawValue, $0.words) },
        value: filter.grade?.rawValue, empty: "All grades"))
      \(selectInput(
        id: "mark", label: "Marked",
        choices: PoliceNotification.Mark.allCases.map { Choice($0.rawValue, $0.words) },
        value: filter.mark?.rawValue, empty: "Anything"))
      \(checkbox(id: "late", label: "Late", checked: filter.isLate))
      \(checkbox(id: "mine", label: "I am looking at it", checked: filter.isMine))
      \(checkbox(id: "nobody", label: "Nobody is looking at it", checked: filter.isNobodys))
      """)
}

private func household(_ household: PoliceBoard.Household, _ board: PoliceBoard) -> HTML {
  let first = household.waiting[0]
  let isClosed = household.waiting.allSatisfy { household.closed.contains($0.id) }
  let place = household.waiting.compactMap(\.place).first
  let title = isClosed ? "A restricted record" : place ?? "No address given"
  return card(
    title,
    content: """
      \(if: !isClosed, policeTimeline(
        household.year, now: Set(household.waiting.map(\.id)), today: board.today))
      \(table(
        id: "at-\(first.id)", caption: "Notifications that wait: \(title)",
        columns: [
          Column("Notification"), Column("Received"), Column("Grade"), Column("Marked"),
          Column("Children"), Column("Time"), Column("Stage"), Column("Looking at it"),
          Column("Incidents in 12 months", isNumeric: true),
        ],
        rows: household.waiting.map { row($0, household, board) }, isCaptionHidden: true))
      """)
}

private func row(
  _ one: PoliceNotificationTable.Whole, _ household: PoliceBoard.Household, _ board: PoliceBoard
) -> TableRow {
  let received = one.reports.first?.receivedAt.long ?? ""
  let time: HTML = """
    \(one.clockLabel(now: board.now)) \
    \(one.clock().map { "<p class=\"meta\">\($0.used(now: board.now))</p>" } as HTML?)
    """
  let isLate = one.clock()?.state(now: board.now) == .late
  if household.closed.contains(one.id) {
    return TableRow(
      [
        "A restricted record", "\(received)", gradeLabel(one.grade), "", "", time,
        "\(one.status.words)", "", "",
      ], isMarked: isLate)
  }
  let again = one.reports.count - 1
  let reference: HTML = """
    \(textLink("\(one.id), \(one.reference)", to: PolicePaths.page(one.id)))\
    <p class="meta">\(one.kind), \(one.happened)\
    \(if: again > 0, ". Told \(counted(again, "time", "times")) again")</p>
    """
  return TableRow(
    [
      reference, "\(received)", gradeLabel(one.grade), "\(listed(one.marks.map(\.words)))",
      children(one, board), time, "\(one.status.words)",
      "\(one.takenBy.map { board.names.of($0) } ?? "Nobody")", "\(household.year.count)",
    ], isMarked: isLate)
}

private func children(_ one: PoliceNotificationTable.Whole, _ board: PoliceBoard) -> HTML {
  guard !one.children.isEmpty else {
    switch one.reports.last?.childrenPresent {
    case .yes: return "Present, not named"
    case .no: return "None present"
    case .notKnown, nil: return "Not known"
    }
  }
  let lines = one.children.map { child -> HTML in
    // Whether a child is open to us is not the police's to know from a list.
    guard !board.seesAsSent, let person = child.person else { return "<li>\(child.full)</li>" }
    return
      "<li>\(child.full)\(if: board.open[person] != nil, " \(tag("Open to us", kind: .info))")</li>"
  }
  return "<ul>\(each: lines, { $0 })</ul>"
}
