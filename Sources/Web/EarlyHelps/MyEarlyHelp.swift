import Domain
import HTML
import Store

/// What of early help waits for one worker.
struct MyEarlyHelp: Sendable {
  /// What the worker leads, or is asked to lead.
  var mine: [EarlyHelpTable.Line] = []
  /// What the worker asked for and nobody is asked to lead.
  var withoutLead: [EarlyHelpTable.Line] = []
  var me: WorkerID?
  var isSeen = false

  var people: [PersonID] { (mine + withoutLead).flatMap(\.about) }
}

extension MyWorkRoutes {
  static func earlyHelp(into model: inout MyWorkModel, _ context: Context) async throws {
    model.earlyHelp.isSeen = context.can(.seeEarlyHelp)
    guard model.earlyHelp.isSeen else { return }
    let me = context.worker
    let (mine, withoutLead) = try await context.read { tx in
      (
        try EarlyHelpTable.with(me, in: tx),
        try EarlyHelpTable.withoutLead(askedForBy: me, in: tx)
      )
    }
    let sight = try await context.sight(of: Set((mine + withoutLead).flatMap(\.about)).sorted())
    model.earlyHelp.me = me
    model.earlyHelp.mine = mine.filter { sight.view(.seeEarlyHelp, of: $0.about) == .whole }
    model.earlyHelp.withoutLead = withoutLead.filter {
      sight.view(.seeEarlyHelp, of: $0.about) == .whole
    }
  }
}

/// To answer, to plan, to review: what a worker who leads has to do next for each family.
func earlyHelpRows(_ model: MyWorkModel) -> [TaskRow] {
  let today = model.today
  let rows = model.earlyHelp.mine.compactMap { line -> TaskRow? in
    let (names, path) = (listed(line.names), EarlyHelpPaths.page(line.id))
    if let asked = line.asked, asked.worker == model.earlyHelp.me {
      return TaskRow(
        "Will you lead early help for \(names)?", url: path,
        hint: "Asked \(asked.on.long). \(excerpt(line.hope))",
        status: line.answerClock?.label(today: today))
    }
    guard line.status == .open, let due = line.reviewDue else { return nil }
    if line.plannedOn == nil {
      return TaskRow(
        "Write the family plan with \(names)", url: path,
        hint: "Early help began \(line.begunOn?.long ?? "")", status: tag("No plan", kind: .warn))
    }
    guard due <= today.adding(days: 14) else { return nil }
    return TaskRow(
      "Review early help for \(names)", url: path, hint: "Due by \(due.longWithWeekday)",
      status: due < today ? tag("Overdue", kind: .danger) : tag("Due soon", kind: .warn))
  }
  return rows
    + model.earlyHelp.withoutLead.map { line in
      TaskRow(
        "Propose a lead for \(listed(line.names))", url: EarlyHelpPaths.page(line.id),
        hint: "You asked for early help \(line.requestedOn.long), and nobody is asked to lead it",
        status: tag("No lead", kind: .warn))
    }
}
