import Domain
import HTML
import Store

/// What other agencies owe the worker, and what they answered.
struct AskedWork: Sendable {
  /// Whether the worker sees checks at all.
  var isSeen = false
  /// Answers that came after the worker's decision.
  var answers: [PartnerCheckTable.Line] = []
  /// How many that the worker asked were not answered in time.
  var overdue = 0
}

extension MyWorkRoutes {
  /// What other agencies answered after the worker's decision, and what they have not answered.
  static func partnerChecks(
    into model: inout MyWorkModel, _ context: Context
  ) async throws {
    model.asked.isSeen = context.can(.seePartnerCheck)
    guard model.asked.isSeen else { return }
    let (me, today) = (context.worker, context.today)
    let (answers, waiting) = try await context.read { tx in
      (
        try PartnerCheckTable.toConsider(by: me, in: tx),
        try PartnerCheckTable.waiting(askedBy: me, in: tx)
      )
    }
    let sight = try await context.sight(of: Set((answers + waiting).flatMap(\.people)).sorted())
    model.asked.answers = answers.filter { sight.view(.seePartnerCheck, of: $0.people) == .whole }
    model.asked.overdue = waiting.count {
      $0.isOverdue(on: today) && sight.view(.seePartnerCheck, of: $0.people) == .whole
    }
  }
}

func partnerCheckRows(_ model: MyWorkModel) -> [TaskRow] {
  var rows = model.asked.answers.map { check in
    TaskRow(
      "\(check.who) answered after your decision about \(listed(check.names))",
      url: PartnerCheckPaths.page(check.id),
      hint: check.replies.last?.words.map { excerpt($0) }, status: check.label(today: model.today))
  }
  if model.asked.overdue > 0 {
    rows.append(
      TaskRow(
        counted(
          model.asked.overdue, "partner check you asked is overdue",
          "partner checks you asked are overdue"), url: PartnerCheckPaths.mine,
        status: tag("Overdue", kind: .danger)))
  }
  return rows
}
