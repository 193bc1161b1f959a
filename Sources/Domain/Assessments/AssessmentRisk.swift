extension Assessment {
  /// What could happen to one child, in one sentence that a family understands.
  package struct RiskStatement: Codable, Sendable, Equatable {
    package var child: PersonID
    /// "We are worried that …"
    package var worried: String
    /// "because …"
    package var because: String
    /// "so that …": what it would mean for the child.
    package var soThat: String
    /// How likely, in words.
    package var likelihood: String
    /// How bad it would be for the child, in words.
    package var impact: String
    /// What keeps the child safe now.
    package var keepsSafe: String

    package init(
      child: PersonID, worried: String, because: String, soThat: String, likelihood: String = "",
      impact: String = "", keepsSafe: String = ""
    ) {
      self.child = child
      self.worried = worried
      self.because = because
      self.soThat = soThat
      self.likelihood = likelihood
      self.impact = impact
      self.keepsSafe = keepsSafe
    }

    package var sentence: String {
      func plain(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()) : text
      }
      return
        "We are worried that \(plain(worried)) because \(plain(because)) so that \(plain(soThat))."
    }
  }

  package struct ActionDone: Codable, Sendable, Equatable {
    package var on: Day
    /// What came of it.
    package var words: String
    package var by: WorkerID?
    package init(on: Day, words: String, by: WorkerID?) {
      self.on = on
      self.words = words
      self.by = by
    }
  }

  package struct RiskAction: Codable, Sendable, Equatable {
    package var action: AgreedAction
    package var done: ActionDone?
    package init(_ action: AgreedAction, done: ActionDone? = nil) {
      self.action = action
      self.done = done
    }
  }

  /// The risk assessment and the risk management plan (A9): two documents with reviews of their own, in
  /// the assessment and after it. What was written before there were statements has its text alone.
  package struct Risk: Codable, Sendable, Equatable {
    /// For all the children.
    package var assessment: String
    /// What everybody does, and what they do if it gets worse.
    package var plan: String
    /// When the plan is looked at again.
    package var reviewOn: Day?
    package var statements: [RiskStatement]?
    package var actions: [RiskAction]?
    /// What changed since it was looked at last.
    package var changed: String?

    package init(
      assessment: String = "", plan: String = "", reviewOn: Day? = nil,
      statements: [RiskStatement]? = nil, actions: [RiskAction]? = nil, changed: String? = nil
    ) {
      self.assessment = assessment
      self.plan = plan
      self.reviewOn = reviewOn
      self.statements = statements
      self.actions = actions
      self.changed = changed
    }

    /// The risk assessment as one text; empty where none is written.
    package var assessmentWords: String {
      ([assessment] + (statements ?? []).map(\.sentence)).filter { !$0.isEmpty }
        .joined(separator: "\n\n")
    }
    /// The risk management plan as one text; empty where none is written.
    package var planWords: String {
      ([plan] + (actions ?? []).map(\.action.what)).filter { !$0.isEmpty }
        .joined(separator: "\n\n")
    }
    package var isComplete: Bool { !assessmentWords.isEmpty && !planWords.isEmpty }
  }

  /// The risk documents as they were written on a day.
  package struct RiskVersion: Codable, Sendable, Equatable {
    package var risk: Risk
    package var by: WorkerID?
    package var on: Day
  }

  /// Whether both documents are there, for each child (A9).
  package var hasRiskDocuments: Bool {
    guard risk.isComplete else { return false }
    let told = Set((risk.statements ?? []).map(\.child))
    return !risk.assessment.isEmpty || children.allSatisfy { told.contains($0.person) }
  }

  mutating func applyRisk(_ fact: Fact) {
    switch fact {
    // The assessment is locked by then, or goes on with its own author: a review makes no author.
    case .riskReviewed(let risk, let by, let on, _):
      risks.append(RiskVersion(risk: risk, by: by, on: on))
      if authorisation == nil { wrote(by) }
    case .riskActionDone(let place, let done, _):
      guard let last = risks.indices.last, risk.actions?.indices.contains(place) == true
      else { return }
      risks[last].risk.actions?[place].done = done
    default: outOfOrder(fact)
    }
  }

  func check(_ risk: Risk, today: Day) throws(Refusal) {
    let statements = risk.statements ?? []
    try mustCover(statements.map(\.child))
    guard Set(statements.map(\.child)).count == statements.count else {
      throw Refusal("assessment.risk-twice", "A child has two statements of risk")
    }
    for statement in statements {
      let parts = [
        ("worried", statement.worried, "Say what you are worried could happen"),
        ("because", statement.because, "Say why you are worried"),
        ("so-that", statement.soThat, "Say what it would mean for the child"),
      ]
      if let missing = parts.first(where: { $0.1.isEmpty }) {
        throw Refusal(
          "assessment.risk-statement", missing.2, question: "\(missing.0)-\(statement.child)")
      }
    }
    for (place, action) in (risk.actions ?? []).enumerated() {
      guard !action.action.what.isEmpty else {
        throw Refusal(
          "assessment.risk-action", "Say what is done", question: "action-\(place + 1)-what")
      }
      if case .other(let words) = action.action.owner, words.isEmpty {
        throw Refusal(
          "assessment.risk-owner", "Say who does it", question: "action-\(place + 1)-other")
      }
    }
  }

  func followRisk(_ command: Command, by actor: Actor, today: Day) throws(Refusal) -> [Fact] {
    let people = children.map(\.person)
    guard !risks.isEmpty else {
      throw Refusal(
        "assessment.no-risk", "No risk assessment is written yet. Write it in the assessment first")
    }
    switch command {
    case .reviewRisk(let risk):
      guard status != .sent else {
        throw Refusal(
          "assessment.with-manager", "It is with the manager. Ask for it to be returned first")
      }
      try check(risk, today: today)
      guard risk.isComplete else {
        throw Refusal(
          "assessment.risk-emptied", "Keep a risk assessment and a risk management plan",
          question: "risk-plan")
      }
      guard !(risk.changed ?? "").isEmpty else {
        throw Refusal(
          "assessment.risk-changed", "Say what has changed, or that nothing has",
          question: "changed")
      }
      if let next = risk.reviewOn, next <= today {
        throw Refusal(
          "assessment.risk-next", "The next review must be after today", question: "review-on")
      }
      return [.riskReviewed(risk: risk, by: actor.worker, on: today, children: people)]
    case .finishRiskAction(let place, let on, let words):
      guard let action = risk.actions.flatMap({ $0.indices.contains(place) ? $0[place] : nil })
      else { throw Refusal("assessment.no-action", "This action is not in the plan") }
      guard action.done == nil else {
        throw Refusal("assessment.action-done", "This action is done already")
      }
      guard on <= today else {
        throw Refusal(
          "assessment.done-future", "The day must be today or in the past", question: "on")
      }
      guard !words.isEmpty else {
        throw Refusal("assessment.done-words", "Say what came of it", question: "words")
      }
      return [
        .riskActionDone(
          place: place, done: ActionDone(on: on, words: words, by: actor.worker), children: people)
      ]
    default: preconditionFailure("judged elsewhere")
    }
  }
}
