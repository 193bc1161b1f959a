import Domain
import HTML
import Hummingbird
import Store

/// `/allocate` and `/referrals/R-1/allocate`: a child gets a team and a worker. The team comes first;
/// its workers, with what each holds, second.
enum Allocating: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/allocate") { try await board($0) }
    routes.get("/referrals/:referral/allocate") { context in
      let referral = try await context.referral(.allocate)
      let kept = try await context.draft(on: ReferralPaths.allocate(referral.id))
      let team = kept?.draft.answers["team"]
      return try await context.show(try await form(context, referral, team: team))
    }
    routes.post("/referrals/:referral/allocate") { try await allocate($0) }
  }

  private static func board(_ context: Context) async throws -> Response {
    try await context.may(.seeTeam)
    let (lines, loads) = try await context.read { tx in
      (try ReferralTable.unallocated(in: tx), try ReferralTable.loads(in: tx))
    }
    let sight = try await context.sight(of: lines.map(\.child))
    let shown = lines.compactMap { line -> ReferralLine? in
      switch sight.view(.seeReferral, of: [line.child]) {
      case .whole: ReferralLine(line: line, isClosed: false)
      case .stub: ReferralLine(line: line, isClosed: true)
      case .nothing: nil
      }
    }
    try await context.showed(
      shown.filter { !$0.isClosed }.map(\.line.child), by: .seeReferral)
    let teams = try await context.read { try TeamTable.all(in: $0) }
    return context.page(
      allocationPage(
        shown, loads: loads, teams: teams, canAllocate: context.can(.allocate),
        today: context.today))
  }

  /// The form for a team chosen; the team that has the referral, or the manager's own, to begin with.
  private static func form(
    _ context: Context, _ referral: ReferralTable.Whole, team chosen: String?
  ) async throws -> FormPage {
    let (teams, loads) = try await context.read { tx in
      (
        try TeamTable.all(in: tx).filter(\.kind.holdsChildren), try ReferralTable.loads(in: tx)
      )
    }
    let own = teams.first { $0.id == context.viewer.team }?.id
    let team = chosen.flatMap { TeamID($0) } ?? referral.team ?? own
    let workers = loads.filter { $0.team == team && team != nil }.map { load in
      Choice(
        load.worker.description, load.name,
        hint: counted(load.children, "child", "children") + ", "
          + counted(load.assessments, "assessment under way", "assessments under way")
          + (load.isNewlyQualified ? ". Newly qualified" : ""))
    }
    var form = FormPage(
      "Give to a worker",
      FormDefinition(
        "referral-allocate", edition: "1",
        [
          Question(
            "team", .oneOfMany(teams.map { Choice($0.id.description, $0.name) }), "Team"),
          Question(
            "worker", .one(workers), "Worker",
            hint: workers.isEmpty ? "Choose the team first, then show its workers." : nil,
            optional: true),
        ]), path: ReferralPaths.allocate(referral.id),
      submit: "Give \(referral.childName) to this team and worker", version: referral.version)
    form.record["team"] = team?.description
    form.record["worker"] = referral.worker?.description
    form.layout = { view in
      """
      \(view["team"])
      \(addAnother("Show the workers of this team", value: "team"))
      \(view["worker"])
      """
    }
    return try await context.around(form, referral)
  }

  private static func allocate(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.allocate)
    let form = try await form(context, referral, team: context.answers["team"] ?? "")
    if context.act == "team" { return context.showAgain(form) }
    return try await context.submit(form) { reader -> Referral.Command? in
      let team: TeamID? = reader.id("team", "the team")
      let worker: WorkerID? = reader.idIfAny("worker", "the worker")
      guard let team, reader.errors.isEmpty else { return nil }
      return .allocate(team: team, worker: worker)
    } perform: { command, sending in
      try await context.perform(command, on: referral.id, sending)
      return ReferralPaths.record(referral.id, done: .allocated)
    }
  }
}

/// A referral in a list, and whether its record is closed to the worker who looks.
struct ReferralLine: Sendable {
  let line: ReferralTable.Line
  let isClosed: Bool
}

func allocationPage(
  _ lines: [ReferralLine], loads: [ReferralTable.Load], teams: [TeamTable.Line],
  canAllocate: Bool, today: Day
) -> Page {
  var page = Page(
    "Waiting for a worker",
    main: """
      \(referralTable(
        id: "unallocated", caption: "Referrals without a worker, oldest first", lines,
        empty: "Every open referral has a worker.", canAllocate: canAllocate, today: today))
      <h2>What each team holds</h2>
      \(each: teams.filter(\.kind.holdsChildren), { team in
        loadTable(team, loads.filter { $0.team == team.id })
      })
      """)
  page.caption = counted(lines.count, "child waits", "children wait")
  page.trail = .back("Team", to: TeamPaths.mine)
  return page
}

func referralTable(
  id: String, caption: String, _ lines: [ReferralLine], empty: String, canAllocate: Bool,
  today: Day
) -> HTML {
  table(
    id: id, caption: caption,
    columns: [
      Column("Child"), Column("Referred"), Column("Primary need"), Column("Decision"),
      Column("Waiting"), Column("Team"), Column("Act", isTitleHidden: true),
    ],
    rows: lines.map { row($0, canAllocate: canAllocate, today: today) }, empty: empty)
}

private func row(_ shown: ReferralLine, canAllocate: Bool, today: Day) -> TableRow {
  let line = shown.line
  let clock: HTML =
    line.allocationClock.map { $0.label(today: today) }
    ?? "\(counted(today - line.receivedOn, "day", "days"))"
  if shown.isClosed {
    return TableRow(["A restricted record", "\(line.receivedOn.long)", "", "", clock, "", ""])
  }
  let decision: HTML =
    line.outcome.map { "\($0.words)" }
    ?? line.decisionClock.map { "Not decided. \($0.label(today: today))" } ?? "Imported"
  return TableRow(
    [
      textLink("\(line.childName), \(line.id)", to: ReferralPaths.record(line.id)),
      "\(line.receivedOn.long)", "\(line.primaryNeed?.meaning ?? "Not recorded")", decision, clock,
      "\(line.teamName ?? "None")",
      canAllocate
        ? textLink(
          "Give to a worker", to: ReferralPaths.allocate(line.id), context: line.childName) : "",
    ], isMarked: line.allocationClock?.state(today: today).isLate ?? false)
}

func loadTable(_ team: TeamTable.Line, _ loads: [ReferralTable.Load]) -> HTML {
  table(
    id: "load-\(team.id.number)", caption: team.name,
    columns: [
      Column("Worker"), Column("Children", isNumeric: true),
      Column("Assessments under way", isNumeric: true), Column("Note"),
    ],
    rows: loads.map {
      TableRow([
        "\($0.name)", "\($0.children)", "\($0.assessments)",
        $0.isNewlyQualified ? "Newly qualified" : "",
      ])
    }, empty: "\(team.name) has no workers.")
}
