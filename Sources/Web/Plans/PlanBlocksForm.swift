import Domain
import HTML
import Store

/// The words of a plan as a form: a block for each outcome, one more on asking for it. Beside each stands
/// what the child said, to be ticked where the outcome answers it (A10).
struct PlanBlocksForm: Sendable {
  private static let most = 8

  /// What the child said, of notes and assessments.
  let said: [Plan.Answer]
  /// `add-outcome` shows one block more.
  var adding: String?
  /// At a step down nothing need be written: the outcomes of the plan that ended go on.
  var carriesOver = false

  init(said: [Plan.Answer], adding: String? = nil, carriesOver: Bool = false) {
    self.said = said
    self.adding = adding
    self.carriesOver = carriesOver
  }

  /// - Parameter hasActions: with an action to each outcome, when a plan is opened.
  func questions(_ choices: PlanChoices, hasActions: Bool) -> [Question] {
    let views = said.map {
      Choice($0.formKey, excerpt($0.words, 160), hint: $0.source)
    }
    var questions: [Question] = []
    for place in 1...Self.most {
      questions.append(
        Question(
          "outcome-\(place)", .longText(rows: 2), "What is to change for the child?",
          hint: place == 1
            ? "So that everybody can see whether it has. For example: Aisha has breakfast every day."
            : nil, optional: place > 1 || carriesOver))
      if !views.isEmpty {
        questions.append(
          Question(
            "answers-\(place)", .several(views), "Which of the child’s words does it answer?",
            optional: true))
      }
      questions += [
        Question(
          "said-\(place)", .longText(rows: 2),
          "Or words of the child that are not written down yet",
          optional: true),
        Question(
          "source-\(place)", .text(.full), "Where and when did the child say so?", optional: true),
      ]
      if hasActions { questions += PlanAct.actionQuestions(choices, "-\(place)", optional: true) }
    }
    return questions + [
      Question(
        "contingency", .longText(rows: 3), "What happens if things do not change, or get worse?",
        optional: true),
      Question(
        "family", .longText(rows: 3), "What does the family say of the plan?", optional: true),
    ]
  }

  func layout(_ view: FormView, hasActions: Bool) -> HTML {
    let shown = min(
      Self.most, max(1, Self.outcomes(in: view.answers)) + (adding == "add-outcome" ? 1 : 0))
    let blocks = (1...shown).map { place -> HTML in
      fieldset(
        legend: "Outcome \(place)", id: "block-\(place)",
        content: """
          \(view["outcome-\(place)"])\
          \(answers(place, view))\
          \(view["said-\(place)"])\(view["source-\(place)"])\
          \(if: hasActions, action(place, view))
          """)
    }
    return """
      \(each: blocks, { $0 })
      \(buttonGroup(addAnother("Add another outcome", value: "add-outcome")))
      \(view["contingency"])\(view["family"])
      """
  }

  private func answers(_ place: Int, _ view: FormView) -> HTML {
    said.isEmpty ? "" : view["answers-\(place)"]
  }

  private func action(_ place: Int, _ view: FormView) -> HTML {
    guard view.definition.question("what-\(place)") != nil else { return "" }
    return """
      \(view["what-\(place)"])\(view["worker-\(place)"])\(view["other-\(place)"])\(view["by-\(place)"])
      """
  }

  /// The plan in force, for the version that follows it.
  func fill(_ answers: inout Answers, _ version: Plan.Version?) {
    guard let version else { return }
    for (place, outcome) in version.outcomes.enumerated() {
      answers["outcome-\(place + 1)"] = outcome.what
      answers.set("answers-\(place + 1)", outcome.answers.map(\.formKey))
    }
    answers["contingency"] = version.contingency
    answers["family"] = version.family
  }

  /// - Parameter keys: of the outcomes in force, in the order of the blocks; an emptied block leaves
  ///   its outcome out.
  func read(
    _ reader: inout AnswerReader, keys: [Int] = [], hasActions: Bool = false
  ) -> Plan.Writing? {
    var outcomes: [Plan.Outcome] = []
    for place in 1...max(1, Self.outcomes(in: reader.answers)) {
      let action = hasActions ? PlanAct.action(&reader, "-\(place)", optional: true) : nil
      let chosen = Set(reader.answers.all("answers-\(place)"))
      var answers = said.filter { chosen.contains($0.formKey) }
      let words = reader.textIfAny("said-\(place)", "the child’s words", longest: 4000)
      let source = reader.textIfAny("source-\(place)", "where the child said so", longest: 300)
      if let words {
        if source == nil {
          reader.wrong("source-\(place)", "Say where and when the child said so")
        }
        answers.append(Plan.Answer(words: words, source: source ?? ""))
      }
      let what = reader.textIfAny("outcome-\(place)", "what is to change", longest: 1000)
      guard let what else {
        if (place == 1 && !carriesOver) || action != nil || !answers.isEmpty {
          reader.wrong("outcome-\(place)", "Write what is to change for the child")
        }
        continue
      }
      outcomes.append(
        Plan.Outcome(
          key: place <= keys.count ? keys[place - 1] : 0, what: what, answers: answers,
          actions: [action].compactMap { $0 }))
    }
    let contingency = reader.textIfAny("contingency", "it", longest: 4000)
    let family = reader.textIfAny("family", "what the family says", longest: 4000)
    guard reader.errors.isEmpty else { return nil }
    return Plan.Writing(
      outcomes: outcomes, contingency: contingency ?? "", family: family ?? "")
  }

  /// The last block in which something was typed.
  private static func outcomes(in answers: Answers) -> Int {
    (1...most).last { place in
      ["outcome", "said", "source", "what", "other", "worker"].contains {
        !(answers["\($0)-\(place)"] ?? "").isEmpty
      } || !answers.all("answers-\(place)").isEmpty
    } ?? 0
  }
}

extension Plan.Answer {
  /// Tells it apart from the others in a form: the record and a sum of its words (FNV-1a).
  fileprivate var formKey: String {
    var sum: UInt32 = 2_166_136_261
    for byte in (words + source).utf8 { sum = (sum ^ UInt32(byte)) &* 16_777_619 }
    return "\(record?.description ?? "typed")/\(sum)"
  }
}
