import Domain
import HTML
import Store

/// The family plan as a form: a block for each outcome with its actions, one more on asking for it.
/// Everything that was typed is drawn, whatever it was begun with.
struct PlanBlocks: Sendable {
  private static let mostOutcomes = 8
  private static let mostActions = 6

  let help: EarlyHelpTable.Whole
  /// `add-outcome`, or `add-action-2` for one more action of the second outcome.
  let adding: String?

  init(_ help: EarlyHelpTable.Whole, adding: String?) {
    self.help = help
    self.adding = adding
  }

  var questions: [Question] {
    var questions: [Question] = []
    for outcome in 1...Self.mostOutcomes {
      questions.append(
        Question(
          "outcome-\(outcome)", .longText(rows: 2), "What is to change for the children?",
          hint: outcome == 1
            ? "So that everybody can see whether it has. For example: Sam is at school on time each day."
            : nil, optional: outcome > 1))
      for action in 1...Self.mostActions {
        let key = "\(outcome)-\(action)"
        let isExtra = outcome > 1 || action > 1
        questions += [
          Question(
            "what-\(key)", .text(.full), "Action \(action): what is done?", optional: isExtra),
          Question(
            "owner-\(key)", .text(.full), "Action \(action): who does it?", optional: isExtra),
          Question("by-\(key)", .day, "Action \(action): by when?", optional: isExtra),
        ]
      }
    }
    questions += help.line.children.map { child in
      Question(
        "view-\(child.record)", .longText(rows: 3), "What does \(child.name) say?",
        hint: "In the child’s own words; or why the child was not asked.")
    }
    questions.append(
      Question("parents", .longText(rows: 3), "What do the parents or carers say?"))
    return questions
  }

  func layout(_ view: FormView) -> HTML {
    let outcomes = min(
      Self.mostOutcomes,
      max(1, Self.outcomes(in: view.answers)) + (adding == "add-outcome" ? 1 : 0))
    let blocks = (1...outcomes).map { outcome -> HTML in
      let actions = min(
        Self.mostActions,
        max(1, Self.actions(of: outcome, in: view.answers))
          + (adding == "add-action-\(outcome)" ? 1 : 0))
      return fieldset(
        legend: "Outcome \(outcome)", id: "block-\(outcome)",
        content: """
          \(view["outcome-\(outcome)"])\
          \(each: 1...actions, { action in
            "\(view["what-\(outcome)-\(action)"])\(view["owner-\(outcome)-\(action)"])\(view["by-\(outcome)-\(action)"])"
          })\
          \(buttonGroup(addAnother("Add an action to outcome \(outcome)", value: "add-action-\(outcome)")))
          """)
    }
    return """
      \(each: blocks, { $0 })
      \(buttonGroup(addAnother("Add another outcome", value: "add-outcome")))
      \(each: help.line.children, { view["view-\($0.record)"] })
      \(view["parents"])
      """
  }

  /// The plan in force, for the version that follows it.
  func fill(_ answers: inout Answers) {
    guard let plan = help.plans.last else { return }
    for (place, outcome) in plan.outcomes.enumerated() {
      answers["outcome-\(place + 1)"] = outcome.what
      for (step, action) in outcome.actions.enumerated() {
        let key = "\(place + 1)-\(step + 1)"
        answers["what-\(key)"] = action.what
        answers["owner-\(key)"] = action.owner
        answers.set("by-\(key)", day: action.by)
      }
    }
    for view in plan.views { answers["view-\(view.child)"] = view.words }
    answers["parents"] = plan.parents
  }

  static func read(
    _ reader: inout AnswerReader, _ help: EarlyHelpTable.Whole
  ) -> EarlyHelp.Command? {
    var outcomes: [EarlyHelp.Outcome] = []
    for place in 1...max(1, Self.outcomes(in: reader.answers)) {
      let actions = actions(place, &reader)
      let what = reader.textIfAny("outcome-\(place)", "what is to change", longest: 1000)
      if let what {
        if actions.isEmpty, Self.actions(of: place, in: reader.answers) == 0 {
          reader.wrong("what-\(place)-1", "Say what is done so that this changes")
        }
        outcomes.append(EarlyHelp.Outcome(what: what, actions: actions))
      } else if place == 1 || Self.actions(of: place, in: reader.answers) > 0 {
        reader.wrong("outcome-\(place)", "Write what is to change for the children")
      }
    }
    let views = help.line.children.compactMap { child -> EarlyHelp.View? in
      reader.text(
        "view-\(child.record)", "it",
        ask: "Write what \(child.name) says, or why the child was not asked", longest: 4000
      ).map { EarlyHelp.View(child: child.record, words: $0) }
    }
    let parents = reader.text(
      "parents", "it", ask: "Write what the parents or carers say", longest: 4000)
    guard let parents, reader.errors.isEmpty else { return nil }
    return .plan(EarlyHelp.Plan(outcomes: outcomes, views: views, parents: parents))
  }

  private static func actions(
    _ outcome: Int, _ reader: inout AnswerReader
  ) -> [EarlyHelp.Action] {
    let rows = actions(of: outcome, in: reader.answers)
    guard rows > 0 else { return [] }
    return (1...rows).compactMap { row in
      let key = "\(outcome)-\(row)"
      guard isFilled(outcome, row, reader.answers) else { return nil }
      let what = reader.text("what-\(key)", "it", ask: "Say what is done", longest: 1000)
      let owner = reader.text("owner-\(key)", "it", ask: "Say who does it", longest: 200)
      let by = reader.day("by-\(key)", "the day by which it is done")
      guard let what, let owner, let by else { return nil }
      return EarlyHelp.Action(what: what, owner: owner, by: by)
    }
  }

  /// The last outcome of which something was typed.
  private static func outcomes(in answers: Answers) -> Int {
    (1...mostOutcomes).last { outcome in
      !(answers["outcome-\(outcome)"] ?? "").isEmpty || actions(of: outcome, in: answers) > 0
    } ?? 0
  }

  private static func actions(of outcome: Int, in answers: Answers) -> Int {
    (1...mostActions).last { isFilled(outcome, $0, answers) } ?? 0
  }

  private static func isFilled(_ outcome: Int, _ action: Int, _ answers: Answers) -> Bool {
    let key = "\(outcome)-\(action)"
    return ["what-\(key)", "owner-\(key)", "by-\(key)-day", "by-\(key)-month", "by-\(key)-year"]
      .contains { !(answers[$0] ?? "").isEmpty }
  }
}
