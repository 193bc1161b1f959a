import Domain
import HTML
import Store

/// The questions of a decision: the level with its indicators once for all, then each child by name
/// with an outcome, a line and a word of confirmation of their own. Nothing is chosen beforehand.
struct DecisionForm: Sendable {
  let contact: ContactTable.Whole
  let past: [ContactTable.Past]
  let today: Day

  var submit: String {
    let names = contact.children.map(\.full)
    return names.isEmpty ? "Record decision" : "Record decision for \(listed(names))"
  }

  private var isGroup: Bool { contact.children.count > 1 }
  private var thresholds: Thresholds { contact.thresholds.inForce(on: today) }

  var definition: FormDefinition {
    FormDefinition(
      "contact-decision", edition: "2",
      [
        Question(
          "level",
          .one(
            Contact.Level.allCases.map {
              Choice("\($0.rawValue)", $0.words, hint: thresholds.text(of: $0)?.meaning)
            }), isGroup ? "Level of need, for all of them together" : "Level of need")
      ] + indicators + [
        Question(
          "history", .longText(rows: 5), "What does the history add?",
          hint: "Earlier contacts and work, and what they mean now. If nothing is on the record, "
            + "say that you looked."),
        Question("reason", .longText(rows: 8), "Why this decision?"),
      ] + outcomes)
  }

  /// What was typed in the decision that was sent back. What was chosen is chosen again.
  var before: Answers {
    var before = Answers()
    guard contact.decision == nil, let last = contact.earlier.last else { return before }
    before["history"] = last.history
    before["reason"] = last.reason
    for outcome in last.outcomes {
      if let key = outcome.key, let line = outcome.line { before["line-\(key)"] = line }
    }
    return before
  }

  /// One group of boxes for each level.
  private var indicators: [Question] {
    Contact.Level.allCases.map { level in
      Question(
        "indicators-\(level.rawValue)",
        .several(thresholds.indicators(of: level).map { Choice($0.id, $0.words) }), level.words,
        optional: true)
    }
  }

  private var outcomes: [Question] {
    guard !contact.children.isEmpty else {
      let two: [Contact.Outcome] = [.noFurtherAction, .adviceAndInformation]
      return [
        Question(
          "outcome", .one(two.map { Choice($0.rawValue, $0.words) }),
          "Outcome of this contact, in which no child is named")
      ]
    }
    return contact.children.flatMap { child in
      [
        Question(
          "outcome-\(child.key)",
          .one(
            Contact.Outcome.allCases.map {
              Choice($0.rawValue, $0.words, hint: consequence($0, for: child))
            }), "Outcome for \(child.full)"),
        Question(
          "need-\(child.key)",
          .oneOfMany(PrimaryNeed.allCases.map { Choice($0.code, $0.meaning) }),
          "\(child.full)'s primary need", hint: "Only if it becomes a referral.", optional: true),
        Question(
          "line-\(child.key)", .text(.full), "What is particular to \(child.full)",
          hint: isGroup ? "What is the same or different for \(child.given), in a line." : nil,
          optional: !isGroup),
      ] + (isGroup ? [confirmation(child)] : [])
    }
  }

  private func confirmation(_ child: Contact.Named) -> Question {
    Question(
      "confirm-\(child.key)", .several([Choice("yes", "Confirmed")]), confirmWords(child))
  }

  private func confirmWords(_ child: Contact.Named) -> String {
    "I have thought of \(child.full) alone, and this is the decision for \(child.full)"
  }

  /// What follows from an outcome, in words beside it.
  func consequence(_ outcome: Contact.Outcome, for child: Contact.Named) -> String {
    let before = past.first { $0.person == child.person }
    let open = before?.openEpisode
    let checked = "once a second person has checked this"
    switch outcome {
    case .referral:
      if child.person == nil {
        return "\(child.full) must be matched to a record first."
      }
      if let open { return "\(child.full) has an open referral, \(open.id). Pass this to it." }
      let rule = Timescales.assessment(kind: .single, referralDate: today)
      let clock = Clock("", started: Clock.Started(on: today, by: "referral"), rule: rule)
      let due = clock.due.day.map { " An assessment is then due by \($0.longWithWeekday)." } ?? ""
      return "Opens a referral, \(checked).\(due)"
    case .earlyHelp: return "Hands \(child.full) to early help, \(checked)."
    case .passedToOpenWork:
      guard let open else { return "\(child.full) has no open work to pass this to." }
      let who = [open.worker, open.team].compactMap { $0 }.joined(separator: ", ")
      return
        "Joins referral \(open.id), \(who.isEmpty ? "which has no worker yet" : who), \(checked)."
    case .adviceAndInformation: return "Closes the contact with advice for whoever rang."
    case .noFurtherAction:
      let count = before?.contacts(inTheYearBefore: contact.details.receivedOn) ?? 0
      return "Closes the contact. \(counted(count, "other contact", "other contacts")) in the 12 "
        + "months before it: give the reason with that in mind."
    }
  }

  func layout(_ view: FormView) -> HTML {
    let ticked = Set(
      Contact.Level.allCases.flatMap { view.answers.all("indicators-\($0.rawValue)") })
    return """
      <h2>Level of need</h2>
      \(sideBySide(view["level"], thresholds.windscreen(id: "windscreen")))
      \(details(
        "Threshold document, edition \(thresholds.edition): tick what supports the level",
        isOpen: true, content: thresholds.matrix(id: "indicators", ticked: ticked)))
      <h2>\(isGroup ? "Why, for all of them together" : "Why")</h2>
      \(sideBySide(historyPanel(past, receivedOn: contact.details.receivedOn), why(view)))
      <h2>\(isGroup ? "Each child by name" : "Outcome")</h2>
      \(if: isGroup, """
        <p>The level and the reason above are for all of them. Now look at each child alone: choose the \
        outcome, say what is particular, and confirm it.</p>
        """)
      \(each: contact.children, { block($0, view) })
      \(if: contact.children.isEmpty, view["outcome"])
      """
  }

  private func why(_ view: FormView) -> HTML {
    """
    \(view["history"])
    \(textArea(
      id: "reason", label: "Why this decision?",
      prompts: [
        "What is the worry, and what is working?", "What does the history add?",
        "What does the child need?", "Why this level and not the one beside it?",
      ], target: "About 40 words", value: view.answers["reason"] ?? "",
      error: view.error("reason")))
    """
  }

  private func block(_ child: Contact.Named, _ view: FormView) -> HTML {
    let key = "confirm-\(child.key)"
    let confirm: HTML? =
      isGroup
      ? checkbox(
        id: key, label: confirmWords(child), checked: view.answers[key] == "yes",
        error: view.error(key)) : nil
    return fieldset(
      legend: "outcome", id: "child-\(child.key)", child: child.withAge,
      content: """
        \(view["outcome-\(child.key)"])\(view["need-\(child.key)"])\(view["line-\(child.key)"])\
        \(confirm)
        """)
  }

  static func read(
    _ reader: inout AnswerReader, of contact: ContactTable.Whole
  ) -> Contact.Command? {
    let children = contact.children
    let level = ContactRoutes.level(&reader)
    let known = Set(contact.thresholds.all.flatMap(\.indicators).map(\.id))
    let indicators = Contact.Level.allCases.flatMap {
      reader.answers.all("indicators-\($0.rawValue)").filter { known.contains($0) }
    }
    let history = reader.text(
      "history", "it",
      ask: "Say what the history adds. If there is none on the record, say that you looked")
    let reason = reader.text("reason", "it", ask: "Say why this decision was made")
    var outcomes: [Contact.ChildOutcome] = []
    if children.isEmpty {
      let outcome: Contact.Outcome? = reader.code(
        "outcome", "an outcome", ask: "Select an outcome")
      if let outcome { outcomes.append(Contact.ChildOutcome(key: nil, outcome: outcome)) }
    }
    for child in children {
      if let outcome = read(&reader, child, isGroup: children.count > 1) {
        outcomes.append(outcome)
      }
    }
    guard reader.errors.isEmpty, let level, let history, let reason else { return nil }
    return .decide(
      level: level, indicators: indicators, outcomes: outcomes, reason: reason, history: history)
  }

  private static func read(
    _ reader: inout AnswerReader, _ child: Contact.Named, isGroup: Bool
  ) -> Contact.ChildOutcome? {
    let outcome: Contact.Outcome? = reader.code(
      "outcome-\(child.key)", "an outcome for \(child.full)")
    let need: PrimaryNeed? = reader.codeIfAny("need-\(child.key)", "the primary need")
    let line = reader.textIfAny("line-\(child.key)", "this line", longest: 500)
    if isGroup, line == nil, reader.textIfAny("line-\(child.key)") == nil {
      reader.wrong("line-\(child.key)", "Say what is particular to \(child.full)")
    }
    if isGroup, reader.textIfAny("confirm-\(child.key)") != "yes" {
      reader.wrong("confirm-\(child.key)", "Confirm the decision for \(child.full)")
    }
    return outcome.map {
      Contact.ChildOutcome(
        key: child.key, outcome: $0, line: line, primaryNeed: $0 == .referral ? need : nil)
    }
  }
}
