import Domain
import HTML
import Hummingbird
import Store

/// `/team`, `/teams`, `/teams/T-1`: what a team holds, who holds it, and what nobody holds yet.
enum TeamRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/team") { context in
      try await context.may(.seeTeam)
      guard let team = context.viewer.team else { return .seeOther(TeamPaths.all) }
      return try await page(context, team)
    }
    routes.get("/teams") { context in
      try await context.may(.seeTeam)
      let (teams, loads) = try await context.read { tx in
        (try TeamTable.all(in: tx), try ReferralTable.loads(in: tx))
      }
      return context.page(teamsPage(teams, loads))
    }
    routes.get("/teams/:team") { context in
      try await context.may(.seeTeam)
      return try await page(context, try context.id("team"))
    }
  }

  private static func page(_ context: Context, _ id: TeamID) async throws -> Response {
    let team = try context.found(try await context.read { try TeamTable.line(id, in: $0) })
    let (held, unallocated, loads) = try await context.read { tx in
      (
        try ReferralTable.of(team: id, in: tx), try ReferralTable.unallocated(in: tx),
        try ReferralTable.loads(in: tx).filter { $0.team == id }
      )
    }
    // What no team has yet waits for whoever gives work out.
    let waiting = unallocated.filter {
      $0.team == id || ($0.team == nil && team.kind.holdsChildren && context.can(.allocate))
    }
    let children = Set(held.map(\.child) + waiting.map(\.child)).sorted()
    let sight = try await context.sight(of: children)
    func shown(_ lines: [ReferralTable.Line]) -> [ReferralLine] {
      lines.compactMap { line in
        switch sight.view(.seeReferral, of: [line.child]) {
        case .whole: ReferralLine(line: line, isClosed: false)
        case .stub: ReferralLine(line: line, isClosed: true)
        case .nothing: nil
        }
      }
    }
    let model = TeamDesk(
      team: team, waiting: shown(waiting), held: shown(held.filter { $0.worker != nil }),
      loads: loads, isMine: id == context.viewer.team, canAllocate: context.can(.allocate),
      today: context.today)
    let listed = (model.waiting + model.held).filter { !$0.isClosed }.map(\.line.child)
    try await context.showed(Set(listed).sorted(), by: .seeReferral)
    return context.page(teamPage(model))
  }
}

/// What the page of one team shows.
struct TeamDesk: Sendable {
  let team: TeamTable.Line
  /// Open, and without a worker.
  let waiting: [ReferralLine]
  let held: [ReferralLine]
  let loads: [ReferralTable.Load]
  let isMine: Bool
  let canAllocate: Bool
  let today: Day
}

func teamPage(_ model: TeamDesk) -> Page {
  let workers = model.loads.map { load -> HTML in
    let lines = model.held.filter { $0.line.worker == load.worker }
    let note = load.isNewlyQualified ? ". Newly qualified" : ""
    return """
      <section><h3>\(load.name)</h3>
      <p>\(counted(load.children, "child", "children")), \
      \(counted(load.assessments, "assessment under way", "assessments under way"))\(note).</p>
      \(if: !lines.isEmpty, "<ul>\(each: lines, { childLine($0, model) })</ul>")
      </section>
      """
  }
  var page = Page(
    model.team.name,
    main: """
      \(buttonGroup(
        buttonLink("Waiting for a worker, all teams", to: ReferralPaths.unallocated, kind: .secondary),
        buttonLink("Caseloads", to: TeamPaths.caseload(model.team.id), kind: .secondary),
        buttonLink("Transfers", to: TransferPaths.all, kind: .secondary),
        textLink("What this team may lead", to: TeamPaths.remit(model.team.id)),
        textLink("All teams", to: TeamPaths.all)))
      <section><h2>Waiting for a worker</h2>
      \(referralTable(
        id: "waiting", caption: "Referrals without a worker, oldest first", model.waiting,
        empty: "Every referral of this team has a worker.", canAllocate: model.canAllocate,
        today: model.today))
      </section>
      <section><h2>Workers and their children</h2>
      \(if: workers.isEmpty, emptyState("Nobody works in this team yet."))
      \(each: workers, { $0 })
      </section>
      """)
  page.caption = model.isMine ? "My team" : model.team.kind.title
  return page
}

private func childLine(_ shown: ReferralLine, _ model: TeamDesk) -> HTML {
  if shown.isClosed { return "<li>A restricted record</li>" }
  let line = shown.line
  let state: HTML =
    line.outcome.map { "\($0.words)" }
    ?? line.decisionClock.map { "not decided, \($0.label(today: model.today))" } ?? "imported"
  return """
    <li>\(textLink(line.childName, to: PersonPaths.child(line.child))), \
    \(textLink("referral \(line.id)", to: ReferralPaths.record(line.id))), referred \
    \(line.receivedOn.long): \(state)</li>
    """
}

func teamsPage(_ teams: [TeamTable.Line], _ loads: [ReferralTable.Load]) -> Page {
  Page(
    "Teams",
    main: table(
      id: "teams", caption: "All teams, by name",
      columns: [
        Column("Team"), Column("Kind"), Column("Workers", isNumeric: true),
        Column("Children with a worker", isNumeric: true),
      ],
      rows: teams.map { team in
        let workers = loads.filter { $0.team == team.id }
        return TableRow([
          textLink(team.name, to: TeamPaths.team(team.id)), "\(team.kind.title)",
          "\(workers.count)", "\(workers.reduce(0) { $0 + $1.children })",
        ])
      }, empty: "No team has been formed yet."))
}
