import Domain
import HTML
import Hummingbird
import Store

/// `/team/caseload`: what each worker holds, by kind of work, against what they can hold. Every number
/// opens the children it counts.
enum CaseloadRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/team/caseload") { try await map($0) }
    routes.get("/team/caseload/children") { try await children($0) }
  }

  private static func map(_ context: Context) async throws -> Response {
    try await context.may(.seeTeam)
    let today = context.today
    let asked = context.query["team"]
    let team = asked.map { TeamID($0) } ?? context.viewer.team
    let isAll = asked == "all" || team == nil
    let model = try await context.read { tx -> CaseloadMap in
      let lines = try Caseload.lines(of: isAll ? nil : team, today: today, in: tx)
      var late: [WorkerID: Int] = [:]
      var due: [WorkerID: Int] = [:]
      for one in try Reminders.ofChildren(today: today, in: tx) {
        guard let worker = one.worker else { continue }
        if one.isLate { late[worker, default: 0] += 1 }
        if !one.isLate, let day = one.due, day <= today.adding(days: 7) {
          due[worker, default: 0] += 1
        }
      }
      let workers = Set(lines.map(\.worker))
      let teams = try TeamTable.all(in: tx).filter(\.kind.holdsChildren)
      return CaseloadMap(
        lines: lines, late: late, due: due, teams: teams,
        team: isAll ? nil : teams.first { $0.id == team },
        over: try ReferralTable.overCap(since: today.adding(months: -12), in: tx).filter {
          isAll || workers.contains($0.worker) || $0.team == team
        }, names: try WorkerTable.names(in: tx), today: today,
        canChange: false)
    }
    let sight = try await context.sight(of: Set(model.over.map(\.child)).sorted())
    var shown = model
    shown.canChange = context.can(.lookAfterWorkers)
    shown.closed = Set(
      model.over.filter { sight.view(.seeReferral, of: [$0.child]) != .whole }.map(\.child))
    try await context.showed(
      Set(model.over.map(\.child)).subtracting(shown.closed).sorted(), by: .seeTeam)
    return context.page(caseloadPage(shown))
  }

  private static func children(_ context: Context) async throws -> Response {
    try await context.may(.seeTeam)
    guard let worker = context.query["worker"].flatMap({ WorkerID($0) }) else { throw NotHere() }
    let kind = context.query["kind"].flatMap { KindOfWork(rawValue: $0) }
    let (found, line) = try await context.read { tx in
      (
        try Caseload.children(of: worker, team: nil, kind: kind, in: tx),
        try WorkerTable.line(worker, in: tx)
      )
    }
    let name = try context.found(line).name
    let sight = try await context.sight(of: found.map(\.line.child))
    let rows = found.compactMap { child -> TableRow? in
      let line = child.line
      switch sight.view(.seeReferral, of: [line.child]) {
      case .nothing: return nil
      case .stub: return TableRow(["A restricted record", "\(child.kind.words)", "", ""])
      case .whole:
        return TableRow([
          textLink("\(line.childName), \(line.id)", to: ReferralPaths.record(line.id)),
          "\(child.kind.words)", "\(line.receivedOn.long)",
          "\(line.allocatedOn?.long ?? "Not recorded")",
        ])
      }
    }
    try await context.showed(sight.open, by: .seeTeam)
    var page = Page(
      kind.map { "\(name): \($0.words.lowercased())" } ?? "Children of \(name)",
      main: table(
        id: "held", caption: "The children behind the number, oldest referral first",
        columns: [Column("Child"), Column("Work"), Column("Referred"), Column("With them since")],
        rows: rows, empty: "No child you may know of."))
    page.caption = counted(rows.count, "child", "children")
    page.trail = .back("Caseloads", to: TeamPaths.caseload(line?.team))
    return context.page(page)
  }
}

struct CaseloadMap: Sendable {
  let lines: [Caseload.Line]
  /// What is past its day, and what is due within a week, by worker.
  let late: [WorkerID: Int]
  let due: [WorkerID: Int]
  let teams: [TeamTable.Line]
  /// Nil for all teams.
  let team: TeamTable.Line?
  let over: [ReferralTable.OverCap]
  let names: [WorkerID: String]
  let today: Day
  var canChange: Bool
  /// Children whose record is closed to whoever looks.
  var closed: Set<PersonID> = []
}

func caseloadPage(_ map: CaseloadMap) -> Page {
  let today = map.today
  let edition = CaseWeights().on(today)
  let teams = map.teams.map { team in
    NavigationItem(
      team.name, TeamPaths.caseload(team.id), isCurrent: team.id == map.team?.id)
  }
  let everybody = NavigationItem(
    "All teams", TeamPaths.caseload(all: true), isCurrent: map.team == nil)
  var page = Page(
    "Caseloads",
    main: """
      \(contentsList(teams + [everybody], label: "Teams"))
      \(table(
        id: "caseloads",
        caption: "What each worker holds, darker for a larger share of what they can hold",
        columns: columns, rows: map.lines.map { row($0, map) },
        empty: "Nobody here works with children."))
      \(details("How the points are counted", content: """
        <p>Each child counts by what is being done, \(edition.source), from \
        \(edition.from.year < 1900 ? "the beginning" : edition.from.long). No number is safe by \
        itself: read it with what the work is.</p>
        \(table(
          id: "weights", caption: "Points of one child",
          columns: [Column("Work"), Column("Points", isNumeric: true)],
          rows: KindOfWork.allCases.reversed().map {
            TableRow(["\($0.words)", "\(edition.points(of: $0))"])
          }))
        <p>A full-time worker holds up to \(edition.full) points, \(edition.firstYear) in a first \
        year; less by the share of a full week.</p>
        """))
      \(overTable(map))
      """)
  page.caption = map.team?.name ?? "All teams"
  page.trail = .back("Team", to: TeamPaths.mine)
  return page
}

private let columns =
  [
    Column("Worker"), Column("Points", isNumeric: true), Column("Children", isNumeric: true),
    Column("Families", isNumeric: true),
  ] + KindOfWork.allCases.reversed().map { Column($0.words, isNumeric: true) } + [
    Column("Late", isNumeric: true), Column("Due in a week", isNumeric: true),
    Column("In 12 weeks", isNumeric: true), Column("Note"),
  ]

private func row(_ line: Caseload.Line, _ map: CaseloadMap) -> TableRow {
  let today = map.today
  let (points, cap) = (line.points(on: today), line.cap(on: today))
  let edition = CaseWeights().on(today)
  let late = map.late[line.worker] ?? 0
  let change = line.change
  var cells: [HTML] = [
    map.canChange
      ? textLink(line.name, to: WorkerPaths.page(line.worker)) : "\(line.name)",
    shaded(line.share(on: today), "\(points) of \(cap)"),
    line.children > 0
      ? textLink("\(line.children)", to: TeamPaths.held(line.worker), context: "children") : "0",
    "\(line.families)",
  ]
  for kind in KindOfWork.allCases.reversed() {
    let count = line.held[kind] ?? 0
    let share = cap == 0 ? 0 : Double(count * edition.points(of: kind)) / Double(cap)
    cells.append(
      count == 0
        ? "0"
        : shaded(
          share,
          textLink(
            "\(count)", to: TeamPaths.held(line.worker, kind: kind),
            context: kind.words.lowercased())))
  }
  cells += [
    late > 0 ? textLink("\(late)", to: TeamPaths.late(line.worker), context: "late") : "0",
    "\(map.due[line.worker] ?? 0)",
    change == 0 ? "Same" : change > 0 ? "\(change) more" : "\(-change) fewer",
    "\(line.notes(on: today).joined(separator: ". "))",
  ]
  return TableRow(cells, isMarked: points > cap)
}

/// Five steps; the number is in words beside the shade, never in the shade alone.
private func shaded(_ share: Double, _ content: HTML) -> HTML {
  let step = share > 1 ? 5 : share > 0.85 ? 4 : share > 0.6 ? 3 : share > 0.3 ? 2 : 1
  return heat(step, content)
}

private func heat(_ step: Int, _ content: HTML) -> HTML {
  switch step {
  case 5: "<span class=\"heat heat-5\">\(content)</span>"
  case 4: "<span class=\"heat heat-4\">\(content)</span>"
  case 3: "<span class=\"heat heat-3\">\(content)</span>"
  case 2: "<span class=\"heat heat-2\">\(content)</span>"
  default: "<span class=\"heat heat-1\">\(content)</span>"
  }
}

private func overTable(_ map: CaseloadMap) -> HTML {
  let rows = map.over.map { over in
    let isClosed = map.closed.contains(over.child)
    return TableRow([
      isClosed
        ? "A restricted record"
        : textLink("\(over.childName), \(over.referral)", to: ReferralPaths.record(over.referral)),
      "\(map.names[over.worker] ?? "\(over.worker)")", "\(over.load) of \(over.cap)",
      "\(map.names[over.by] ?? "\(over.by)")", "\(over.on.long)",
      isClosed ? "" : "\(over.reason)",
    ])
  }
  return """
    <section><h2>Given although there was no room</h2>
    <p>\(counted(rows.count, "time", "times")) in the last 12 months.</p>
    \(table(
      id: "over", caption: "Each with the manager who gave it and why",
      columns: [
        Column("Child"), Column("To"), Column("Points then", isNumeric: true), Column("By"),
        Column("On"), Column("Why"),
      ], rows: rows, empty: "Nobody was given more than they can hold."))</section>
    """
}
