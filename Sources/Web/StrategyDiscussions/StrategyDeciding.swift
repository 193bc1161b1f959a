import Domain
import HTML
import Store

/// The decision of a strategy discussion as a form: for each child, what keeps them safe, what is agreed.
struct StrategyDeciding: Sendable {
  let whole: StrategyDiscussionTable.Whole
  let actions: ActionQuestions

  init(_ whole: StrategyDiscussionTable.Whole, _ context: Context) async throws {
    self.whole = whole
    actions = ActionQuestions(
      workers: try await context.workersToChoose(), adding: context.act)
  }

  private var missing: [Meeting.Agency] { whole.discussion.missing }
  private var isUrgent: Bool { whole.discussion.beginning.urgency == .urgent }

  var before: HTML {
    guard !missing.isEmpty else { return "" }
    let attend = textLink(
      "Record who took part", to: StrategyPaths.act(whole.id, StrategyAct.attend.rawValue))
    return warningText(
      isUrgent
        ? "Not recorded as taking part: \(missing.inWords). Say why it could not wait for them."
        : "Not recorded as taking part: \(missing.inWords). A planned discussion cannot be decided "
          + "without them.") + "<p>\(attend)</p>"
  }

  var questions: [Question] {
    var questions = [
      Question("held", .moment, "When was it held?"),
      Question(
        "how", .one(StrategyDiscussion.How.allCases.map { Choice($0.rawValue, $0.words) }), "How?"),
    ]
    for child in whole.children {
      let key = child.record.description
      questions += [
        Question(
          "suspected-\(key)", .yesOrNo,
          "Is there reasonable cause to suspect that \(child.given) is suffering, or likely to suffer, "
            + "significant harm?"),
        Question(
          "outcome-\(key)",
          .one(StrategyDiscussion.Outcome.allCases.map { Choice($0.rawValue, $0.words) }),
          "What is decided for \(child.given)?"),
        Question("reason-\(key)", .longText(rows: 3), "Why, for \(child.given)?"),
      ]
    }
    if !missing.isEmpty, isUrgent {
      questions.append(
        Question(
          "without-quorum", .longText(rows: 2), "Why could it not wait for \(missing.inWords)?"))
    }
    questions += [
      Question("safety", .longText(rows: 3), "What keeps each child safe now?"),
      Question(
        "medical", .longText(rows: 3), "Medical examination",
        hint: "Of whom, when and who arranges it; or why none is needed.", optional: true),
      Question("next", .day, "When is the next discussion, if there is one?", optional: true),
    ]
    return questions + actions.questions
  }

  func layout(_ view: FormView) -> HTML {
    """
    \(view["held"])\(view["how"])
    \(each: whole.children, { child in
      fieldset(
        legend: child.name, id: "child-\(child.record)",
        content: HTML(each: ["suspected", "outcome", "reason"]) { view["\($0)-\(child.record)"] })
    })
    \(if: !missing.isEmpty && isUrgent, view.definition.question("without-quorum") == nil ? "" : view["without-quorum"])
    \(view["safety"])\(view["medical"])
    \(actions.layout(view))
    \(view["next"])
    """
  }

  static func read(
    _ reader: inout AnswerReader, _ whole: StrategyDiscussionTable.Whole, _ workers: [Choice],
    now: Instant
  ) -> StrategyDiscussion.Command? {
    let held = reader.moment("held", "the discussion", latest: now)
    let how: StrategyDiscussion.How? = reader.code("how", "how it was held")
    let children = whole.children.compactMap { child -> StrategyDiscussion.ChildDecision? in
      let key = child.record.description
      let suspected = reader.yesOrNo(
        "suspected-\(key)", "it",
        ask: "Select whether significant harm is suspected for \(child.given)")
      let outcome: StrategyDiscussion.Outcome? = reader.code(
        "outcome-\(key)", "it", ask: "Select what is decided for \(child.given)")
      let reason = reader.text(
        "reason-\(key)", "it", ask: "Say why, for \(child.given)", longest: 10_000)
      guard let suspected, let outcome, let reason else { return nil }
      return StrategyDiscussion.ChildDecision(
        child: child.record, suspected: suspected, outcome: outcome, reason: reason)
    }
    let safety = reader.text("safety", "it", ask: "Say what keeps each child safe now")
    let medical = reader.textIfAny("medical", "the medical examination", longest: 4000)
    let next = reader.dayIfAny("next", "the day of the next discussion")
    let without = reader.textIfAny("without-quorum", "the reason", longest: 2000)
    let actions = ActionQuestions(workers: workers, adding: nil).read(&reader)
    guard let held, let how, let safety, reader.errors.isEmpty else { return nil }
    return .decide(
      StrategyDiscussion.Decision(
        heldAt: held, how: how, children: children, safety: safety, medical: medical ?? "",
        actions: actions, next: next, withoutQuorum: without), now: now)
  }
}
