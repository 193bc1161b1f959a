import Domain
import HTML
import Hummingbird
import Store

/// `/teams/T-1/remit`: what a team may lead, from which day on.
enum RemitRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/teams/:team/remit") { context in
      try await context.may(context.can(.administer) ? .administer : .seeTeam)
      let id: TeamID = try context.id("team")
      let team = try context.found(try await context.read { try TeamTable.whole(id, in: $0) })
      return context.page(
        remitPage(id, team, canChange: context.can(.administer), today: context.today))
    }
    routes.get("/teams/:team/remit/change") { context in
      try await context.may(.administer)
      return try await context.show(try await form(context))
    }
    routes.post("/teams/:team/remit/change") { try await change($0) }
  }

  private static func form(_ context: Context) async throws -> FormPage {
    let id: TeamID = try context.id("team")
    let (team, version) = try context.found(try await context.house.store.load(id))
    let today = context.today
    var form = FormPage(
      "What \(team.name) may lead",
      FormDefinition(
        "team-remit", edition: "1",
        [
          Question(
            "leads", .several(Team.Lead.allCases.map { Choice($0.rawValue, $0.words) }),
            "It may lead", hint: "Untick all for a team that takes on no children.",
            optional: true),
          Question("from", .day, "From which day on?"),
          Question("words", .longText(rows: 3), "Who decided it, and why?"),
        ]), path: TeamPaths.remit(id) + "/change", submit: "Set the remit of \(team.name)",
      version: version)
    form.record.set("leads", team.leads(on: today).map(\.rawValue))
    form.around = { page in page.trail = .back(team.name, to: TeamPaths.remit(id)) }
    return form
  }

  private static func change(_ context: Context) async throws -> Response {
    try await context.may(.administer)
    let id: TeamID = try context.id("team")
    let form = try await form(context)
    let today = context.today
    return try await context.submit(form) { reader -> Team.Command? in
      let leads = reader.codes("leads", "what it may lead", of: Team.Lead.self)
      let from = reader.day("from", "the day", earliest: today)
      let words = reader.text("words", "who decided it", ask: "Say who decided it, and why")
      guard let from, let words, reader.errors.isEmpty else { return nil }
      return .setRemit(Team.Remit(leads: leads, from: from, words: words))
    } perform: { command, sending in
      let _: Done<Team> = try await context.house.store.perform(
        command, on: id, expecting: sending.version, as: sending.act)
      return TeamPaths.remit(id)
    }
  }
}

func remitPage(_ id: TeamID, _ team: Team, canChange: Bool, today: Day) -> Page {
  let leads = team.leads(on: today)
  let now = Team.remit(team.remits, on: today)
  let rows = team.remits.sorted { $0.from > $1.from }.map { remit in
    TableRow([
      "\(remit.from.long)\(remit.from > today ? " (to come)" : "")",
      "\(remit.leads.isEmpty ? "Nothing" : listed(remit.leads.map(\.words)))", "\(remit.words)",
    ])
  }
  let items = leads.map { lead -> HTML in "<li>\(lead.words)</li>" }
  var page = Page(
    "What \(team.name) may lead",
    main: """
      \(if: canChange, buttonGroup(buttonLink("Change it", to: TeamPaths.remit(id) + "/change")))
      \(items.isEmpty
        ? emptyState("This team leads no work with children.")
        : "<ul>\(each: items, { $0 })</ul>")
      <p>\(now.map { "Since \($0.from.long)." }
        ?? "As teams of this kind do, until the council decides otherwise.")</p>
      \(table(
        id: "remits", caption: "What was decided, newest first",
        columns: [Column("From"), Column("May lead"), Column("Who decided it, and why")], rows: rows,
        empty: "Nothing else has been decided for this team."))
      """)
  page.caption = team.kind.title
  page.trail = .back(team.name, to: TeamPaths.team(id))
  return page
}
