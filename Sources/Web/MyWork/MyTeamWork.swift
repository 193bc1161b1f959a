import Domain
import HTML
import Store

/// What waits for a worker between teams: children to take, transfers to answer and to decide.
struct MyTeamWork: Sendable {
  struct Asked: Sendable {
    let line: ReferralTable.Line
    let by: String?
    let on: Day
  }

  var toTake: [Asked] = []
  var transfers: [TransferTable.Whole] = []
  var team: TeamID?
  var me: WorkerID?
  /// Of one's own tasks: how many are late.
  var late = 0
  var tasks = 0
  var people: [PersonID] { toTake.map(\.line.child) + transfers.flatMap(\.people) }
}

extension MyWorkRoutes {
  static func teamWork(into model: inout MyWorkModel, _ context: Context) async throws {
    guard context.can(.seeTransfer) else { return }
    let (me, team, today) = (context.worker, context.viewer.team, context.today)
    let manages = context.viewer.roles.contains(.teamManager)
    let takes = context.can(.takeTransfer)
    let (toTake, transfers, names) = try await context.read { tx in
      (
        try ReferralTable.toAnswer(by: me, in: tx),
        try TransferTable.toDecide(by: me, in: tx)
          + (team.map { try TransferTable.open(of: $0, in: tx) } ?? []).filter { one in
            switch one.status {
            case .asked: one.to == team && takes || one.from == team && manages && one.isLate(on: today)
            case .returned: one.from == team && (manages || one.askedBy == me)
            case .escalated, .accepted, .stays, .withdrawn: false
            }
          },
        try WorkerTable.names(in: tx)
      )
    }
    let sight = try await context.sight(
      of: Set(toTake.map(\.line.child) + transfers.flatMap(\.people)).sorted())
    model.teamWork.me = me
    model.teamWork.team = team
    model.teamWork.toTake = toTake.filter {
      sight.view(.answerAllocation, of: [$0.line.child]) == .whole
    }.map { MyTeamWork.Asked(line: $0.line, by: $0.askedBy.flatMap { names[$0] }, on: $0.on) }
    model.teamWork.transfers = transfers.filter {
      sight.view(.seeTransfer, of: $0.people) == .whole
    }
    let tasks = try await TaskRoutes.reminders(context, of: context.actor).shown
    model.teamWork.tasks = tasks.count
    model.teamWork.late = tasks.count(where: \.isLate)
  }
}

func teamWorkRows(_ model: MyWorkModel) -> [TaskRow] {
  let work = model.teamWork
  let taking = work.toTake.map { asked in
    TaskRow(
      "Do you take \(asked.line.childName)?", url: ReferralPaths.record(asked.line.id),
      hint: "Given to you on \(asked.on.long)\(asked.by.map { " by \($0)" } ?? "")",
      status: tag("To answer", kind: .warn))
  }
  return taking
    + work.transfers.map { one in
      let names = listed(one.names)
      let text =
        switch one.status {
        case .escalated: "Decide where \(names) belong: \(one.fromName) or \(one.toName)"
        case .returned: "\(one.toName) sent back the transfer of \(names)"
        case .asked, .accepted, .stays, .withdrawn:
          one.to == work.team
            ? "\(one.fromName) asks your team to take over \(names)"
            : "\(one.toName) has not answered about \(names)"
        }
      return TaskRow(
        text, url: TransferPaths.page(one.id), hint: excerpt(one.reason),
        status: one.status == .escalated
          ? tag("To decide", kind: .warn)
          : one.status == .returned
            ? tag("Sent back", kind: .warn) : one.clock?.label(today: model.today))
    }
}

/// The one list of everything with a time limit.
func taskLine(_ model: MyWorkModel) -> HTML {
  let work = model.teamWork
  guard work.tasks > 0 else { return "" }
  return """
    <p>\(textLink(counted(work.tasks, "task", "tasks") + " with a time limit", to: TaskPaths.mine))\
    \(if: work.late > 0, ", \(tag("\(work.late) late", kind: .danger))")</p>
    """
}
