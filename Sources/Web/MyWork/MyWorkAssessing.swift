import Domain
import HTML
import Store

/// What a worker's assessments ask for beside their clocks.
struct AssessingWork: Sendable {
  /// Risk plans whose day to be looked at has come, of the worker's children or the team's.
  var risks: [AssessmentTable.RiskDue] = []
  /// Checkpoints that were not held by their day.
  var checkpoints: [Checkpoint] = []

  struct Checkpoint: Sendable {
    let id: AssessmentID
    let planned: Day
    let children: [ChildHead]
    var people: [PersonID] { children.map(\.id) }
  }

  var people: [PersonID] { risks.flatMap(\.people) + checkpoints.flatMap(\.people) }
}

extension MyWorkRoutes {
  /// Overdue risk reviews and checkpoints: of the worker's own children, for a manager of the team's.
  static func assessing(
    into model: inout MyWorkModel, _ context: Context
  ) async throws {
    guard context.can(.seeTeam), context.can(.seePerson) else { return }
    let (me, team, today) = (context.worker, context.viewer.team, context.today)
    let manages = context.can(.authoriseAssessment) && team != nil
    let (risks, late) = try await context.read { tx in
      (
        try AssessmentTable.riskReviews(
          by: today, today: today, worker: manages ? nil : me, team: manages ? team : nil, in: tx),
        try AssessmentTable.lateCheckpoints(
          on: today, worker: manages ? nil : me, team: manages ? team : nil, in: tx)
      )
    }
    let checkpoints = late.map {
      AssessingWork.Checkpoint(id: $0.id, planned: $0.planned, children: $0.children)
    }
    let people = risks.flatMap(\.people) + checkpoints.flatMap(\.people)
    let sight = try await context.sight(of: Set(people).sorted())
    model.assessing = AssessingWork(
      risks: risks.filter { sight.view(.seeAssessment, of: $0.people) == .whole },
      checkpoints: checkpoints.filter { sight.view(.seeAssessment, of: $0.people) == .whole })
  }
}

func assessingRows(_ model: MyWorkModel) -> [TaskRow] {
  let most = 5
  var rows = model.assessing.risks.prefix(most).map { due in
    TaskRow(
      "Review the risk plan for \(listed(due.children.map(\.given)))",
      url: AssessmentPaths.riskPlan(due.id),
      hint: due.overdueActions > 0
        ? counted(due.overdueActions, "action of it is overdue", "actions of it are overdue") : nil,
      status: due.isOverdue(on: model.today)
        ? tag("Overdue since \(due.reviewOn.long)", kind: .danger) : tag("Due today", kind: .warn))
  }
  if model.assessing.risks.count > most {
    rows.append(
      TaskRow(
        "\(model.assessing.risks.count - most) more risk plans to look at",
        url: AssessmentPaths.riskReviews))
  }
  rows += model.assessing.checkpoints.prefix(most).map { late in
    TaskRow(
      "Checkpoint of the assessment of \(listed(late.children.map(\.given)))",
      url: AssessmentPaths.page(late.id),
      status: tag("Late: planned for \(late.planned.long)", kind: .warn))
  }
  return rows
}
