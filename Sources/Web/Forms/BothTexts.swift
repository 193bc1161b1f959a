import HTML

/// Somebody else changed the record while a worker was typing: both texts side by side, question by
/// question, and a button each. Nothing is overwritten unseen, and nothing typed is lost: until a
/// button says otherwise the form holds what the worker typed.
struct BothTexts {
  /// The question and the choice, as one button posts them.
  static let field = "_choose"

  let definition: FormDefinition
  let record: Answers
  let typed: Answers

  /// The questions whose answers differ.
  private var differing: [Question] {
    definition.questions.filter { $0.words(of: record) != $0.words(of: typed) }
  }

  var banner: HTML {
    notificationBanner(
      "Somebody else changed this record while you were typing. What you typed is still here, and "
        + "nothing of it is recorded yet.",
      kind: .problem, detail: detail)
  }

  private var detail: HTML? {
    let differing = differing
    guard !differing.isEmpty else {
      return "<p>It says the same as what you typed. Look at it once more, and send it again.</p>"
    }
    return """
      <p>Compare, choose for each question, and send it again. The form below holds what you typed \
      until you choose otherwise.</p>
      \(each: differing, question)
      """
  }

  private func question(_ question: Question) -> HTML {
    """
    <section class="card" aria-label="\(question.label)">
    \(summaryList([
      SummaryRow("On the record now", question.words(of: record)),
      SummaryRow("What you typed", question.words(of: typed)),
    ]))
    <div class="button-group">\(choice("Use what the record says", "theirs", question))\
    \(if: canHoldBoth(question), choice("Keep both", "both", question))</div>
    </section>
    """
  }

  private func choice(_ words: String, _ value: String, _ question: Question) -> HTML {
    button(
      "\(words): \(question.label)", kind: .secondary, name: Self.field,
      value: "\(value) \(question.id)", form: FormPage.formID)
  }

  private func canHoldBoth(_ question: Question) -> Bool {
    switch question.kind {
    case .longText, .several:
      question.words(of: record) != nil && question.words(of: typed) != nil
    case .text, .day, .moment, .time, .yesOrNo, .one, .oneOfMany, .number: false
    }
  }

  /// What was typed, after one button: `theirs visit-purpose`. A choice that no button of the form
  /// offers changes nothing.
  func choosing(_ choice: String) -> Answers {
    let parts = choice.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, let question = definition.question(parts[1]) else { return typed }
    var chosen = typed
    for id in question.answerIDs {
      let (theirs, mine) = (record.all(id), typed.all(id))
      switch (parts[0], question.kind) {
      case ("theirs", _): chosen.set(id, theirs)
      case ("both", .longText): chosen[id] = (theirs + mine).joined(separator: "\n\n")
      case ("both", .several): chosen.set(id, theirs + mine.filter { !theirs.contains($0) })
      default: break
      }
    }
    return chosen
  }
}
