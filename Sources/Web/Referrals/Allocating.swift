import Domain
import HTML
import Hummingbird
import Store

/// `/allocate` and `/referrals/R-1/allocate`: a child gets a team and a worker, with brothers and
/// sisters. The team comes first; its workers, with how well each fits, second.
enum Allocating: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/allocate") { context in
      try await context.may(.seeTeam)
      let teams = try await context.read { tx in
        try TeamTable.all(in: tx).filter(\.kind.holdsChildren)
      }
      let board = try await AllocationBoard.read(context, team: nil)
      let today = context.today
      let loads = try await context.read { try Caseload.lines(today: today, in: $0) }
      return context.page(allocationPage(board, teams: teams, loads: loads))
    }
    routes.get("/team/unallocated") { context in
      try await context.may(.seeTeam)
      return context.page(
        unallocatedPage(try await AllocationBoard.read(context, team: context.viewer.team)))
    }
    routes.get("/referrals/:referral/allocate") { context in
      let referral = try await context.referral(.allocate)
      let kept = try await context.draft(on: ReferralPaths.allocate(referral.id))
      let team = kept?.draft.answers["team"]
      return try await context.show(try await form(context, referral, team: team))
    }
    routes.post("/referrals/:referral/allocate") { try await allocate($0) }
    routes.post("/referrals/:referral/allocate/undo") { try await undo($0) }
  }

  /// The form for a team chosen; the team that has the referral, or the manager's own, to begin with.
  private static func form(
    _ context: Context, _ referral: ReferralTable.Whole, team chosen: String?
  ) async throws -> FormPage {
    let today = context.today
    let (teams, kind, family) = try await context.read { tx in
      (
        try TeamTable.all(in: tx).filter(\.kind.holdsChildren),
        try ReferralTable.kindOfWork(of: referral.id, in: tx),
        try Caseload.known(of: referral.id, child: referral.child, in: tx)
      )
    }
    // A brother or sister whose record is closed to this reader is no reason that they may read.
    let sight = try await context.sight(of: family.haveSibling.map(\.child))
    var known = family
    known.haveSibling.removeAll { sight.view(.allocate, of: [$0.child]) != .whole }
    let own = teams.first { $0.id == context.viewer.team }?.id
    let team = chosen.flatMap { TeamID($0) } ?? referral.team ?? own
    let (lines, language, answer) = try await context.read { tx in
      (
        try team.map { try Caseload.lines(of: $0, today: today, in: tx) } ?? [],
        try tx.row("SELECT language FROM person WHERE id = \(referral.child)")?
          .textIfAny("language"),
        try ReferralTable.lastAnswer(referral.id, in: tx)
      )
    }
    let sentBack = answer?.accepted == false ? answer?.worker : nil
    let fits = Fit.all(
      lines, for: kind, language: language.flatMap { $0.lowercased() == "english" ? nil : $0 },
      known: known, sentBack: sentBack, today: today)
    let siblings = try await siblings(context, of: referral)
    let workers = fits.map { fit in
      Choice(fit.line.worker.description, fit.line.name, hint: fit.words)
    }
    var questions = [
      Question("team", .oneOfMany(teams.map { Choice($0.id.description, $0.name) }), "Team"),
      Question(
        "worker", .one(workers), "Worker",
        hint: workers.isEmpty
          ? "Choose the team first, then show its workers."
          : "Who fits best stands first. You choose; the worker says whether they take it.",
        optional: true),
    ]
    if !siblings.isEmpty {
      questions.append(
        Question(
          "also",
          .several(
            siblings.map { line in
              Choice(
                line.id.description, line.childName,
                hint: line.workerName.map { "With \($0) now" } ?? "Nobody has this child yet")
            }), "Brothers and sisters who go with \(referral.childName)",
          hint: "One worker for the family, unless you say otherwise.", optional: true))
    }
    questions.append(
      Question(
        "over", .longText(rows: 2), "Why more than the worker can hold?",
        hint: "Only if there is no room, or the worker is away. Your name and reason are listed.",
        optional: true))
    var form = FormPage(
      "Give to a worker", FormDefinition("referral-allocate", edition: "2", questions),
      path: ReferralPaths.allocate(referral.id),
      submit: "Give \(referral.childName) to this team and worker", version: referral.version)
    form.record["team"] = team?.description
    // Those without a worker, with the same one, or with whoever sent this child back.
    form.record.set(
      "also",
      siblings.filter {
        $0.worker == nil || $0.worker == referral.worker || $0.worker == sentBack
      }.map(\.id.description))
    let hasSiblings = !siblings.isEmpty
    form.layout = { view in
      """
      \(view["team"])
      \(buttonGroup(addAnother("Show the workers of this team", value: "team")))
      \(view["worker"])\(if: hasSiblings, view["also"])\(view["over"])
      """
    }
    form.before = inset("<p>What is being done: <strong>\(kind.words)</strong></p>")
    return try await context.around(form, referral)
  }

  /// Open episodes of the family that this worker may give out too.
  private static func siblings(
    _ context: Context, of referral: ReferralTable.Whole
  ) async throws -> [ReferralTable.Line] {
    let lines = try await context.read {
      try ReferralTable.brothersAndSisters(of: referral.id, child: referral.child, in: $0)
    }
    let sight = try await context.sight(of: lines.map(\.child))
    return lines.filter { sight.view(.allocate, of: [$0.child]) == .whole }
  }

  private static func allocate(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.allocate)
    let form = try await form(context, referral, team: context.answers["team"] ?? "")
    if context.act == "team" { return context.showAgain(form) }
    let siblings = Set(try await siblings(context, of: referral).map(\.id))
    let now = context.now
    return try await context.submit(form) { reader -> Giving? in
      let team: TeamID? = reader.id("team", "the team")
      let worker: WorkerID? = reader.idIfAny("worker", "the worker")
      let also: [ReferralID] = reader.ids("also", "the brothers and sisters")
      let over = reader.textIfAny("over", "the reason", longest: 1000)
      guard let team, reader.errors.isEmpty else { return nil }
      return Giving(
        command: .allocate(team: team, worker: worker, over: over, at: now),
        also: also.filter(siblings.contains))
    } perform: { giving, sending in
      let store = context.house.store
      try await context.house.database.write { tx in
        let _: Done<Referral> = try store.perform(
          giving.command, on: referral.id, expecting: sending.version, as: sending.act, in: tx)
        for sibling in giving.also {
          let _: Done<Referral> = try store.perform(
            giving.command, on: sibling, as: sending.act(sibling.description), in: tx)
        }
      }
      return ReferralPaths.record(referral.id, done: .allocated)
    }
  }

  private struct Giving: Sendable {
    let command: Referral.Command
    let also: [ReferralID]
  }

  /// Takes back what this worker gave in the last ten minutes, brothers and sisters with it.
  private static func undo(_ context: Context) async throws -> Response {
    // Whoever has just given a child to another team may not reach it any more; the rule is whose act
    // it was.
    let referral = try await context.referral(.seeReferral)
    let now = context.now
    let store = context.house.store
    return try await context.carryOut(back: ReferralPaths.record(referral.id)) { sending in
      try await context.house.database.write { tx in
        let given = try Store.load(referral.id, in: tx)?.state.allocation
        let _: Done<Referral> = try store.perform(
          .undoAllocation(at: now), on: referral.id, as: sending.act, in: tx)
        let family = try ReferralTable.brothersAndSisters(
          of: referral.id, child: referral.child, in: tx)
        for line in family {
          let other = try Store.load(line.id, in: tx)?.state.allocation
          guard let given, let other, other.at == given.at, other.by == given.by else { continue }
          let _: Done<Referral> = try store.perform(
            .undoAllocation(at: now), on: line.id, as: sending.act(line.id.description), in: tx)
        }
      }
      return ReferralPaths.record(referral.id, done: .undone)
    }
  }
}
