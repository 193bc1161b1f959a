import Domain
import HTML
import Hummingbird
import Store

/// `/assessments/A-1/risk`: the risk assessment and the risk management plan (A9); and
/// `/assessments/A-1/risk/review`: the same documents looked at again, in the assessment and after it.
enum AssessmentRiskForm {
  static func get(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    return try await desk.show(try await form(desk, .first))
  }

  static func post(_ context: Context) async throws -> Response {
    try await post(try await AssessmentDesk.open(context, for: .writeAssessment), .first)
  }

  static func getReview(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    guard !desk.whole.grown.risks.isEmpty, desk.whole.status != .sent else {
      return .seeOther(AssessmentPaths.riskPlan(desk.id))
    }
    return try await context.show(try await form(desk, .review))
  }

  static func postReview(_ context: Context) async throws -> Response {
    try await post(try await AssessmentDesk.open(context, for: .writeAssessment), .review)
  }

  enum Kind { case first, review }

  private static func post(_ desk: AssessmentDesk, _ kind: Kind) async throws -> Response {
    let context = desk.context
    let adds = context.act == RiskActionRows.add
    let form = try await form(desk, kind, extra: adds ? 1 : 0)
    if adds { return context.showAgain(form) }
    return try await context.submit(form) { reader in
      guard let risk = read(&reader, desk, kind) else { return nil }
      return kind == .first ? Assessment.Command.recordRisk(risk) : .reviewRisk(risk)
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(
        command, sending, then: kind == .review ? AssessmentPaths.riskPlan(desk.id) : nil)
    }
  }

  private static func read(
    _ reader: inout AnswerReader, _ desk: AssessmentDesk, _ kind: Kind
  ) -> Assessment.Risk? {
    let before = desk.whole.risk
    let assessment = reader.textIfAny("risk-assessment", "the risk assessment", longest: 20_000)
    let plan = reader.textIfAny("risk-plan", "the risk management plan", longest: 20_000)
    let statements = desk.whole.children.compactMap { RiskStatementRows.read($0, &reader) }
    let actions = RiskActionRows.read(&reader, before: before.actions ?? [])
    let review = reader.dayIfAny("review-on", "the day the plan is looked at again")
    var changed: String?
    if kind == .review {
      changed = reader.text("changed", "", ask: "Say what has changed, or that nothing has")
      let again = reader.yesOrNo("again", "", ask: "Select whether it is looked at again")
      if again == true, review == nil {
        reader.wrong("review-on", "Enter the day of the next review")
      }
      if again == false, review != nil {
        reader.wrong("review-on", "Empty this day, or select that it is looked at again")
      }
    }
    if assessment == nil, plan == nil, statements.isEmpty, actions.isEmpty {
      reader.wrong("risk-assessment", "Write the risk assessment or the risk management plan")
      return nil
    }
    return Assessment.Risk(
      assessment: assessment ?? "", plan: plan ?? "", reviewOn: review,
      statements: statements.isEmpty ? nil : statements,
      actions: actions.isEmpty ? nil : actions, changed: changed)
  }

  private static func form(
    _ desk: AssessmentDesk, _ kind: Kind, extra: Int = 0
  ) async throws -> FormPage {
    let (risk, children) = (desk.whole.risk, desk.whole.children)
    let workers = try await desk.context.read { try WorkerTable.all(in: $0) }
    let rows = RiskActionRows(workers: workers, extra: extra)
    var questions: [Question] = [
      Question(
        "risk-assessment", .longText(rows: 5), "What are we worried could happen?",
        hint:
          "What holds for all the children: how likely, how bad, what makes it more or less likely.",
        optional: true)
    ]
    questions += children.flatMap(RiskStatementRows.questions)
    questions += [
      Question(
        "risk-plan", .longText(rows: 6), "What is done about it?",
        hint: "What everybody does, and what they do if it gets worse.", optional: true),
      Question(
        "review-on", .day, "When is the plan looked at again?", optional: true),
    ]
    if kind == .review {
      questions += [
        Question(
          "changed", .longText(rows: 4), "What has changed since it was looked at last?",
          hint:
            "For each child: more likely or less, worse or better, and why. Say so if nothing has."),
        Question("again", .yesOrNo, "Is it looked at again?"),
      ]
    }
    var form = desk.form(
      kind == .first ? "Risk assessment and risk management plan" : "Review the risk plan",
      FormDefinition(
        kind == .first ? "assessment-risk" : "assessment-risk-review", edition: "2026", questions),
      path: kind == .first ? AssessmentPaths.risk(desk.id) : AssessmentPaths.reviewRisk(desk.id),
      submit: "Save for \(desk.given)", record: record(risk, kind))
    form.layout = { view in
      let changed: HTML? = kind == .review ? view["changed"] : nil
      let again: HTML? = kind == .review ? view["again"] : nil
      return """
        \(changed)<h2>Risk assessment</h2>\(view["risk-assessment"])
        \(each: children, { RiskStatementRows.draw($0, view) })
        <h2>Risk management plan</h2>\(view["risk-plan"])\(rows.draw(view))
        \(again)\(view["review-on"])
        """
    }
    form.before =
      kind == .first
      ? inset(
        "<p>A manager authorises an assessment only with both, or gives a written reason why not.</p>"
      ) : riskVersions(desk.whole)
    return form
  }

  private static func record(_ risk: Assessment.Risk, _ kind: Kind) -> Answers {
    var record = Answers()
    record["risk-assessment"] = risk.assessment.isEmpty ? nil : risk.assessment
    record["risk-plan"] = risk.plan.isEmpty ? nil : risk.plan
    if kind == .first { record.set("review-on", day: risk.reviewOn) }
    for statement in risk.statements ?? [] { RiskStatementRows.fill(&record, statement) }
    RiskActionRows.fill(&record, risk.actions ?? [])
    return record
  }
}

/// One child's statement: "We are worried that … because … so that …".
enum RiskStatementRows {
  private static let parts = [
    "worried", "because", "so-that", "likelihood", "impact", "keeps-safe",
  ]

  static func questions(_ child: AssessmentTable.ChildRow) -> [Question] {
    let (id, given) = (child.person, child.head.given)
    return [
      Question(
        "worried-\(id)", .longText(rows: 2), "We are worried that …",
        hint: "What could happen to \(given)", optional: true),
      Question(
        "because-\(id)", .longText(rows: 2), "because …", hint: "What we know, and from where",
        optional: true),
      Question(
        "so-that-\(id)", .longText(rows: 2), "so that …",
        hint: "What it would mean for \(given)’s life", optional: true),
      Question(
        "likelihood-\(id)", .text(.full), "How likely is it?",
        hint: "In words: unless something changes, it will happen again most weekends",
        optional: true),
      Question("impact-\(id)", .text(.full), "How bad would it be for \(given)?", optional: true),
      Question(
        "keeps-safe-\(id)", .longText(rows: 2), "What keeps \(given) safe now?", optional: true),
    ]
  }

  static func draw(_ child: AssessmentTable.ChildRow, _ view: FormView) -> HTML {
    fieldset(
      legend: "What we are worried about", id: "risk-\(child.person)", child: child.head.given,
      content: HTML(each: parts) { view["\($0)-\(child.person)"] })
  }

  /// Nil where nothing was typed for the child.
  static func read(
    _ child: AssessmentTable.ChildRow, _ reader: inout AnswerReader
  ) -> Assessment.RiskStatement? {
    let (id, given) = (child.person, child.head.given)
    let words = parts.map {
      reader.textIfAny("\($0)-\(id)", "what is written", longest: 4000) ?? ""
    }
    guard words.contains(where: { !$0.isEmpty }) else { return nil }
    let missing = [
      "Say what you are worried could happen to \(given)",
      "Say why you are worried about \(given)",
      "Say what it would mean for \(given)",
    ]
    for (place, message) in missing.enumerated() where words[place].isEmpty {
      reader.wrong("\(parts[place])-\(id)", message)
    }
    return Assessment.RiskStatement(
      child: id, worried: words[0], because: words[1], soThat: words[2], likelihood: words[3],
      impact: words[4], keepsSafe: words[5])
  }

  static func fill(_ record: inout Answers, _ statement: Assessment.RiskStatement) {
    let words = [
      statement.worried, statement.because, statement.soThat, statement.likelihood,
      statement.impact, statement.keepsSafe,
    ]
    for (part, words) in zip(parts, words) where !words.isEmpty {
      record["\(part)-\(statement.child)"] = words
    }
  }
}

/// Actions of the plan: what, who, by when; as many as are needed. One that was done stays done.
struct RiskActionRows: Sendable {
  let workers: [WorkerTable.Line]
  var extra = 0
  static let most = 20
  static let add = "add-action"

  func draw(_ view: FormView) -> HTML {
    let rows = max(1, min(Self.most, Self.filled(view.answers) + extra))
    let choices = workers.map { Choice($0.id.description, $0.name) }
    return HTML(each: 1...rows) { row in
      fieldset(
        legend: rows == 1 ? "An action" : "Action \(row)",
        content: textInput(
          id: "action-\(row)-what", label: "What is done?",
          value: view.answers["action-\(row)-what"] ?? "",
          error: view.error("action-\(row)-what"), optional: true, width: .full)
          + selectInput(
            id: "action-\(row)-worker", label: "Who of us does it?", choices: choices,
            value: view.answers["action-\(row)-worker"],
            error: view.error("action-\(row)-worker"), optional: true)
          + textInput(
            id: "action-\(row)-other", label: "Or who else?", hint: "Of the family, or a service",
            value: view.answers["action-\(row)-other"] ?? "",
            error: view.error("action-\(row)-other"), optional: true)
          + dateInput(
            id: "action-\(row)-by", label: "By when?", hint: "For example, 16 6 2026",
            value: DateAnswer(
              day: view.answers["action-\(row)-by-day"] ?? "",
              month: view.answers["action-\(row)-by-month"] ?? "",
              year: view.answers["action-\(row)-by-year"] ?? ""),
            error: view.error("action-\(row)-by"), optional: true))
    } + addAnother("Add another action", value: Self.add)
  }

  static func read(
    _ reader: inout AnswerReader, before: [Assessment.RiskAction]
  ) -> [Assessment.RiskAction] {
    let rows = filled(reader.answers)
    guard rows > 0 else { return [] }
    return (1...rows).compactMap { row in
      let what = reader.textIfAny("action-\(row)-what", "the action", longest: 1000)
      let worker = reader.idIfAny("action-\(row)-worker", "who does it", of: Worker.self)
      let other = reader.textIfAny("action-\(row)-other", "who does it", longest: 200)
      let by = reader.dayIfAny("action-\(row)-by", "the day")
      guard what != nil || worker != nil || other != nil || by != nil else { return nil }
      if what == nil { reader.wrong("action-\(row)-what", "Say what is done") }
      if worker == nil, other == nil {
        reader.wrong("action-\(row)-worker", "Select who does it, or write who else does")
      }
      if worker != nil, other != nil {
        reader.wrong("action-\(row)-other", "Name one who does it: a worker, or somebody else")
      }
      if by == nil, !reader.errors.contains(where: { $0.question == "action-\(row)-by" }) {
        reader.wrong("action-\(row)-by", "Enter by when it is done")
      }
      guard let what, let by, (worker == nil) != (other == nil) else { return nil }
      let owner: AgreedAction.Owner = worker.map { .worker($0) } ?? .other(words: other ?? "")
      let action = AgreedAction(what: what, owner: owner, by: by)
      return Assessment.RiskAction(
        action, done: before.first { $0.action.what == what && $0.action.owner == owner }?.done)
    }
  }

  static func fill(_ record: inout Answers, _ actions: [Assessment.RiskAction]) {
    for (index, action) in actions.enumerated() {
      let row = index + 1
      record["action-\(row)-what"] = action.action.what
      switch action.action.owner {
      case .worker(let worker): record["action-\(row)-worker"] = worker.description
      case .other(let words): record["action-\(row)-other"] = words
      }
      record.set("action-\(row)-by", day: action.action.by)
    }
  }

  private static func filled(_ answers: Answers) -> Int {
    (1...most).last { row in
      ["what", "worker", "other", "by-day", "by-month", "by-year"].contains {
        !(answers["action-\(row)-\($0)"] ?? "").isEmpty
      }
    } ?? 0
  }
}
