import Domain
import HTML
import Hummingbird
import Store

/// `/assessments/A-1/decide`: what happens next for each child; checked, then sent to a manager.
enum AssessmentDecideForm {
  static func get(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    return try await desk.show(form(desk))
  }

  static func post(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    return try await context.submit(form(desk)) { reader in
      let outcomes = desk.whole.children.map { child -> Assessment.ChildOutcome? in
        let given = child.head.given
        let outcome = reader.code(
          "outcome-\(child.person)", "the outcome for \(given)", of: Assessment.Outcome.self)
        let reason = reader.text(
          "reason-\(child.person)", "the reason", ask: "Say why, for \(given)")
        guard let outcome, let reason else { return nil }
        return Assessment.ChildOutcome(child: child.person, outcome: outcome, reason: reason)
      }
      return Assessment.Command.send(outcomes: outcomes.compactMap { $0 })
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(command, sending)
    }
  }

  private static func form(_ desk: AssessmentDesk) -> FormPage {
    let children = desk.whole.children
    let offered = Assessment.Outcome.allCases.filter {
      $0 != .coreAssessment || desk.whole.kind == .initial
    }
    let questions = children.flatMap { child in
      [
        Question(
          "outcome-\(child.person)", .one(offered.map { Choice($0.rawValue, $0.words) }),
          "What happens next for \(child.head.given)?"),
        Question(
          "reason-\(child.person)", .longText(rows: 4), "Why, for \(child.head.given)?",
          hint: "We are worried that … because … so that … What needs to happen?"),
      ]
    }
    var record = Answers()
    for child in children {
      guard let outcome = child.outcome else { continue }
      record["outcome-\(child.person)"] = outcome.outcome.rawValue
      record["reason-\(child.person)"] = outcome.reason
    }
    var form = desk.form(
      "Decide and send to a manager",
      FormDefinition("assessment-decide", edition: "2026", questions),
      path: AssessmentPaths.decide(desk.id), submit: "Send to manager for \(desk.given)",
      record: record)
    form.before = check(desk)
    form.layout = { view in
      HTML(each: children) { child in
        fieldset(
          legend: "What happens next", id: "child-\(child.person)", child: child.head.given,
          content: view["outcome-\(child.person)"] + view["reason-\(child.person)"])
      }
    }
    let around = form.around
    form.around = { page in
      around(&page)
      page.aside = returnComments(desk.whole)
    }
    return form
  }

  /// What is done and what is not, each with its way there; and what must be looked at twice.
  private static func check(_ desk: AssessmentDesk) -> HTML {
    let pieces = AssessmentPiece.all(desk.whole).filter { $0.group != .deciding }
    let rows = pieces.map { piece in
      SummaryRow(piece.title, piece.status.words, change: piece.path)
    }
    let notAlone = desk.whole.children.filter { $0.seen.map { !$0.alone } ?? false }
    let warning: HTML? =
      notAlone.isEmpty
      ? nil
      : warningText(
        "\(notAlone.map(\.head).given) \(notAlone.count == 1 ? "was" : "were") not seen alone. "
          + "Check that the reason you gave is one that the manager can stand by.")
    let risk: HTML? =
      desk.whole.hasRiskDocuments
      ? nil
      : warningText(
        "The risk assessment or the risk management plan is missing. The manager can authorise "
          + "without it only with a written reason.")
    return """
      <h2>Check before you send it</h2>\(warning)\(risk)\(summaryList(rows))
      <h2>Decide</h2>
      """
  }
}
