import Domain
import HTML
import Store

/// What waits for a worker, as one worker may see it: a family in a row.
struct AllocationBoard: Sendable {
  struct Family: Sendable {
    /// Nil for one whose record is closed to whoever looks.
    var children: [ReferralTable.Waiting]
    let isClosed: Bool
    let receivedOn: Day
    let clock: Clock?
  }

  let families: [Family]
  let children: Int
  let canAllocate: Bool
  let today: Day

  /// - Parameter team: what this team has, and what no team has; nil for all.
  static func read(_ context: Context, team: TeamID?) async throws -> AllocationBoard {
    let all = try await context.read { try ReferralTable.waiting(in: $0) }
    let waiting = all.filter { team == nil || $0.line.team == team || $0.line.team == nil }
    let sight = try await context.sight(of: waiting.map(\.line.child))
    var families: [Family] = []
    var shown: [PersonID] = []
    var children = 0
    for one in waiting {
      let view = sight.view(.seeReferral, of: [one.line.child])
      guard view != .nothing else { continue }
      children += 1
      if view == .stub {
        families.append(
          Family(
            children: [], isClosed: true, receivedOn: one.line.receivedOn,
            clock: one.line.allocationClock))
        continue
      }
      shown.append(one.line.child)
      let same = families.firstIndex { family in
        one.line.contact != nil && family.children.first?.line.contact == one.line.contact
          && family.children.first?.line.team == one.line.team
      }
      if let same {
        families[same].children.append(one)
      } else {
        families.append(
          Family(
            children: [one], isClosed: false, receivedOn: one.line.receivedOn,
            clock: one.line.allocationClock))
      }
    }
    try await context.showed(shown, by: .seeReferral)
    return AllocationBoard(
      families: families, children: children, canAllocate: context.can(.allocate),
      today: context.today)
  }
}

func allocationPage(
  _ board: AllocationBoard, teams: [TeamTable.Line], loads: [Caseload.Line]
) -> Page {
  var page = Page(
    "Waiting for a worker",
    main: """
      \(buttonGroup(
        buttonLink("Caseloads", to: TeamPaths.caseload(), kind: .secondary),
        buttonLink("Transfers", to: TransferPaths.all, kind: .secondary)))
      \(waitingTable(board, empty: "Every open referral has a worker."))
      <h2>Who has room</h2>
      \(each: teams, { team in
        roomTable(team, loads.filter { $0.team == team.id }, today: board.today)
      })
      """)
  page.caption = counted(board.children, "child waits", "children wait")
  page.trail = .back("Team", to: TeamPaths.mine)
  return page
}

func unallocatedPage(_ board: AllocationBoard) -> Page {
  var page = Page(
    "Nobody has them yet",
    main: """
      <p>This list is empty by the end of each day.</p>
      \(waitingTable(board, empty: "Every child of your team has a worker."))
      """)
  page.caption = counted(board.children, "child", "children")
  page.trail = .back("Team", to: TeamPaths.mine)
  return page
}

private func waitingTable(_ board: AllocationBoard, empty: String) -> HTML {
  table(
    id: "unallocated", caption: "Children without a worker, oldest first, families together",
    columns: [
      Column("Children"), Column("Waiting"), Column("What is known"), Column("Needs"),
      Column("Team"), Column("Who should give it out"), Column("Act", isTitleHidden: true),
    ],
    rows: board.families.map { row($0, board) }, empty: empty)
}

private func row(_ family: AllocationBoard.Family, _ board: AllocationBoard) -> TableRow {
  let days = board.today - family.receivedOn
  let waiting: HTML = """
    \(counted(max(0, days), "day", "days"))\
    \(family.clock.map { "<p class=\"meta\">\($0.label(today: board.today))</p>" } as HTML?)
    """
  let isLate = family.clock?.state(today: board.today).isLate ?? false
  guard let first = family.children.first else {
    return TableRow(
      ["A restricted record", waiting, "", "", "", "", ""], isMarked: isLate)
  }
  let names = family.children.map { one -> HTML in
    "<li>\(textLink("\(one.line.childName), \(one.line.id)", to: ReferralPaths.record(one.line.id)))</li>"
  }
  let who = first.whoActs.isEmpty ? "Nobody is named as manager" : listed(first.whoActs)
  return TableRow(
    [
      "<ul class=\"plain\">\(each: names, { $0 })</ul>", waiting, known(family.children),
      needs(family.children), "\(first.line.teamName ?? "None yet")", "\(who)",
      board.canAllocate
        ? textLink(
          "Give to a worker", to: ReferralPaths.allocate(first.line.id),
          context: listed(family.children.map(\.line.childName))) : "",
    ], isMarked: isLate)
}

/// The risk in words, never as a number.
private func known(_ children: [ReferralTable.Waiting]) -> HTML {
  var words: [HTML] = []
  if children.contains(where: \.inDanger) {
    words.append("<li>\(tag("In danger when we were told", kind: .danger))</li>")
  }
  for kind in Set(children.map(\.kind)).sorted(by: >) where kind != .beginning {
    words.append("<li>\(kind.words)</li>")
  }
  for need in Set(children.compactMap(\.line.primaryNeed?.meaning)).sorted() {
    words.append("<li>\(need)</li>")
  }
  if children.contains(where: { $0.line.outcome == nil && !$0.line.imported }) {
    words.append("<li>Not decided yet</li>")
  }
  for answer in children.compactMap(\.declined) {
    words.append(
      "<li>\(answer.name) could not take it: \(excerpt(answer.reason ?? "", 100))</li>")
  }
  return "<ul class=\"plain\">\(each: words, { $0 })</ul>"
}

private func needs(_ children: [ReferralTable.Waiting]) -> HTML {
  var words: [String] = []
  for language in Set(children.compactMap(\.language)).sorted() { words.append(language) }
  if children.contains(where: \.needsInterpreter) { words.append("Interpreter") }
  if children.contains(where: \.hasDisability) { words.append("A disability") }
  return words.isEmpty ? "None recorded" : "\(words.joined(separator: ", "))"
}

func roomTable(_ team: TeamTable.Line, _ loads: [Caseload.Line], today: Day) -> HTML {
  table(
    id: "load-\(team.id.number)", caption: team.name,
    columns: [
      Column("Worker"), Column("Children", isNumeric: true), Column("Points", isNumeric: true),
      Column("Room", isNumeric: true), Column("Work"), Column("Note"),
    ],
    rows: loads.map { load in
      let (points, cap) = (load.points(on: today), load.cap(on: today))
      return TableRow([
        "\(load.name)", "\(load.children)", "\(points) of \(cap)", "\(max(0, cap - points))",
        "\(load.mix)", "\(load.notes(on: today).joined(separator: ". "))",
      ])
    }, empty: "\(team.name) has no workers.")
}
