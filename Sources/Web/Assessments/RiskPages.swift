import Domain
import HTML
import Hummingbird
import Store

/// The risk documents by themselves, what is done of their plan, and those that are to be looked at again.
enum RiskRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/assessments/:assessment/risk-plan") { context in
      let desk = try await AssessmentDesk.open(context, for: .seeAssessment)
      return context.page(riskPlanPage(desk, try await context.workerNames()))
    }
    routes.get("/assessments/:assessment/risk/review") {
      try await AssessmentRiskForm.getReview($0)
    }
    routes.post("/assessments/:assessment/risk/review") {
      try await AssessmentRiskForm.postReview($0)
    }
    let action = "/assessments/:assessment/risk/actions/:place"
    routes.get(action) { context in
      let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
      let place = try place(desk)
      return try await context.show(form(desk, place))
    }
    routes.post(action) { try await done($0) }
    routes.get("/risk-reviews") { try await reviews($0) }
  }

  private static func place(_ desk: AssessmentDesk) throws -> Int {
    let actions = desk.whole.risk.actions ?? []
    guard let number = Int(try desk.context.word("place")), actions.indices.contains(number - 1)
    else { throw NotHere() }
    return number - 1
  }

  private static func done(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    let place = try place(desk)
    return try await context.submit(form(desk, place)) { reader in
      let on = reader.day("on", "the day it was done", latest: context.today)
      let words = reader.text("words", "", ask: "Say what came of it")
      guard let on, let words else { return nil }
      return Assessment.Command.finishRiskAction(place: place, on: on, words: words)
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(command, sending, then: AssessmentPaths.riskPlan(desk.id))
    }
  }

  private static func form(_ desk: AssessmentDesk, _ place: Int) -> FormPage {
    var form = desk.form(
      "Action done",
      FormDefinition(
        "risk-action", edition: "2026",
        [
          Question("on", .day, "When was it done?"),
          Question(
            "words", .longText(rows: 3), "What came of it?",
            hint: "What is different for the child?"),
        ]), path: AssessmentPaths.riskAction(desk.id, place), submit: "Save for \(desk.given)")
    form.before = inset("<p>\(desk.whole.risk.actions?[place].action.what ?? "")</p>")
    return form
  }

  /// Overdue and soon, of the worker's own children, the team's, or everybody's.
  private static func reviews(_ context: Context) async throws -> Response {
    try await context.may(.seeTeam)
    let today = context.today
    let roles = context.viewer.roles
    let usual =
      roles.contains(.teamManager)
      ? "team"
      : roles.isDisjoint(with: [.socialWorker, .newlyQualifiedSocialWorker]) ? "all" : "mine"
    let whose = context.query["whose"] ?? usual
    let (me, team) = (context.worker, context.viewer.team)
    let due = try await context.read { tx in
      try AssessmentTable.riskReviews(
        by: today.adding(days: 14), today: today, worker: whose == "mine" ? me : nil,
        team: whose == "team" ? team : nil, in: tx)
    }
    let sight = try await context.sight(of: Set(due.flatMap(\.people)).sorted())
    let open = due.filter { sight.view(.seeAssessment, of: $0.people) == .whole }
    try await context.showed(Set(open.flatMap(\.people)).sorted(), by: .seeAssessment)
    return context.page(riskReviewsPage(open, whose: whose, today: today))
  }
}

private func riskReviewsPage(
  _ due: [AssessmentTable.RiskDue], whose: String, today: Day
) -> Page {
  let late = due.count { $0.isOverdue(on: today) }
  let rows = due.map { one -> TableRow in
    let state: HTML =
      one.isOverdue(on: today)
      ? tag("Overdue", kind: .danger) : tag("Due soon", kind: .warn)
    return TableRow([
      textLink(listed(one.children.map(\.name.full)), to: AssessmentPaths.riskPlan(one.id)),
      "\(one.kind.name) \(one.id.description)", "\(one.reviewOn.long) \(state)",
      "\(one.overdueActions)", "\(one.workerName ?? "Nobody")",
    ])
  }
  let choices = [("mine", "My children"), ("team", "My team"), ("all", "Everybody")]
  let links = choices.map { key, words in
    NavigationItem(
      words, "\(AssessmentPaths.riskReviews)?whose=\(key)", isCurrent: key == whose)
  }
  return Page(
    "Risk plans to look at again",
    main: """
      \(recordNavigation(links, label: "Whose"))
      <p>\(counted(late, "is overdue", "are overdue")), \(due.count - late) more in the next 14 days.</p>
      \(table(
        id: "risk-reviews", caption: "The longest overdue first",
        columns: [
          Column("Children"), Column("Attached to"), Column("To be looked at"),
          Column("Actions overdue", isNumeric: true), Column("Worker"),
        ], rows: rows, empty: "No risk plan is to be looked at in the next 14 days."))
      """)
}

private func riskPlanPage(_ desk: AssessmentDesk, _ names: [WorkerID: String]) -> Page {
  let whole = desk.whole
  var links: [HTML] = [textLink("Read the assessment", to: AssessmentPaths.read(whole.id))]
  links.append(textLink("All risk plans to look at", to: AssessmentPaths.riskReviews))
  if desk.mayWrite, !whole.grown.risks.isEmpty, whole.status != .sent {
    links.insert(
      buttonLink("Review the risk plan", to: AssessmentPaths.reviewRisk(whole.id)), at: 0)
  }
  let overdue = whole.risk.reviewOn.map { $0 < desk.today } ?? false
  var page = Page(
    "Risk plan",
    main: """
      \(if: overdue, warningText("This plan should have been looked at by \(whole.risk.reviewOn?.long ?? "")."))
      \(if: !whole.hasRiskDocuments, emptyState("The risk assessment or the risk management plan is missing."))
      <h2>As it stands</h2>
      \(riskDocuments(whole, names, changes: desk.mayWrite, today: desk.today))
      \(riskVersions(whole))
      <div class="button-group">\(each: links, { $0 })</div>
      """)
  desk.dress(&page)
  page.caption = "\(whole.kind.name) \(whole.id)"
  page.printHeader =
    "\(whole.children.map(\.head.name.full).joined(separator: ", ")). Risk plan of \(whole.id), "
    + "as at \(desk.today.long)."
  return page
}

/// Both documents as they stand.
func riskDocuments(
  _ whole: AssessmentTable.Whole, _ names: [WorkerID: String], changes: Bool, today: Day
) -> HTML {
  let risk = whole.risk
  let statements = (risk.statements ?? []).map { statement -> HTML in
    let name = whole.children.first { $0.person == statement.child }?.head.given ?? ""
    let rows = [
      ("How likely", statement.likelihood), ("How bad", statement.impact),
      ("What keeps \(name) safe", statement.keepsSafe),
    ].filter { !$0.1.isEmpty }.map { SummaryRow($0.0, $0.1) }
    return """
      <h4>\(name)</h4><p>\(statement.sentence)</p>\(if: !rows.isEmpty, summaryList(rows))
      """
  }
  let actions = (risk.actions ?? []).enumerated().map { place, action -> TableRow in
    let isLate = action.done == nil && action.action.by < today
    let state: HTML
    if let done = action.done {
      state = "Done \(done.on.long): \(done.words)"
    } else if changes {
      state = """
        \(if: isLate, tag("Overdue", kind: .danger)) \
        \(textLink("Done", to: AssessmentPaths.riskAction(whole.id, place), context: action.action.what))
        """
    } else {
      state = isLate ? tag("Overdue", kind: .danger) : "Not done yet"
    }
    return TableRow([
      "\(action.action.what)", "\(action.action.ownerWords(names))",
      "\(action.action.by.long)", state,
    ])
  }
  return """
    <h3>What we are worried could happen</h3>
    \(if: risk.assessmentWords.isEmpty, "<p class=\"unknown\">No risk assessment is attached.</p>")
    \(if: !risk.assessment.isEmpty, prose(risk.assessment))\(each: statements, { $0 })
    <h3>What is done about it</h3>
    \(if: risk.planWords.isEmpty, "<p class=\"unknown\">No risk management plan is attached.</p>")
    \(if: !risk.plan.isEmpty, prose(risk.plan))
    \(if: !actions.isEmpty, table(
      id: "risk-actions", caption: "Actions", columns: [
        Column("What"), Column("Who"), Column("By when"), Column("How it stands"),
      ], rows: actions))
    \(risk.reviewOn.map { "<p>The plan is looked at again on \($0.long).</p>" } as HTML?)
    """
}

/// Each time the documents were written: when, by whom, what changed.
func riskVersions(_ whole: AssessmentTable.Whole) -> HTML {
  let versions = whole.grown.risks
  guard versions.count > 1 || versions.last?.risk.changed != nil else { return "" }
  let entries = versions.enumerated().reversed().map { place, version -> HTML in
    """
    <h3>Version \(place + 1), \(version.on.long), \(version.by ?? "not recorded who")</h3>
    \(version.risk.changed.map { "<p>What changed:</p>\(prose($0))" } as HTML?)
    \(details("As it was written", content: """
      <p><strong>Risk assessment</strong></p>\(prose(version.risk.assessmentWords))
      <p><strong>Risk management plan</strong></p>\(prose(version.risk.planWords))
      """))
    """
  }
  return "<section><h2>Versions</h2>\(each: entries, { $0 })</section>"
}

extension AgreedAction {
  func ownerWords(_ names: [WorkerID: String]) -> String {
    switch owner {
    case .worker(let worker): names[worker] ?? worker.description
    case .other(let words): words
    }
  }
}
