import HTML

/// The questions of a form as they stand on the page: with what was typed and with the messages
/// beside them. A page that lays its form out itself asks for them one by one, by id.
package struct FormView: Sendable {
  package let definition: FormDefinition
  package let answers: Answers
  package let errors: [FormError]

  package init(_ definition: FormDefinition, answers: Answers, errors: [FormError] = []) {
    self.definition = definition
    self.answers = answers
    self.errors = errors
  }

  /// All questions, in order.
  package var all: HTML { HTML(each: definition.questions) { self[$0] } }

  /// One question by its id. An id that the form does not have is our mistake.
  package subscript(_ id: String) -> HTML {
    guard let question = definition.question(id) else {
      preconditionFailure("the form \(definition.id) has no question \(id)")
    }
    return self[question]
  }

  /// The message beside a question, also one that a layout draws itself.
  package func error(_ id: String) -> String? {
    errors.first { $0.question == id }?.message
  }

  private subscript(_ question: Question) -> HTML {
    let (id, label, hint, optional) = (
      question.id, question.label, question.hint, question.optional
    )
    let value = answers[id] ?? ""
    let error = error(id)
    switch question.kind {
    case .text(let width):
      return textInput(
        id: id, label: label, hint: hint, value: value, error: error, optional: optional,
        width: width)
    case .number:
      return textInput(
        id: id, label: label, hint: hint, value: value, error: error, optional: optional,
        width: .four, kind: .whole)
    case .longText(let rows):
      return textArea(
        id: id, label: label, hint: hint, value: value, error: error, optional: optional,
        rows: rows)
    case .day:
      return dateInput(
        id: id, label: label, hint: hint ?? "For example, 16 6 2026", value: date(id),
        error: error, optional: optional)
    case .moment:
      return dateInput(
        id: id, label: label, hint: hint ?? "For example, 16 6 2026", value: date(id),
        error: error, optional: optional) + time("\(id)-time", label: "Time", optional: optional)
    case .time: return time(id, label: label, hint: hint, optional: optional)
    case .yesOrNo:
      return radios(
        id: id, legend: label, choices: [Choice("yes", "Yes"), Choice("no", "No")], hint: hint,
        value: answers[id], error: error, optional: optional, inline: true)
    case .one(let choices):
      return radios(
        id: id, legend: label, choices: choices, hint: hint, value: answers[id], error: error,
        optional: optional)
    case .oneOfMany(let choices):
      return selectInput(
        id: id, label: label, choices: choices, hint: hint, value: answers[id], error: error,
        optional: optional)
    case .several(let choices):
      return checkboxes(
        id: id, legend: label, choices: choices, hint: hint, values: Set(answers.all(id)),
        error: error, optional: optional)
    }
  }

  private func time(
    _ id: String, label: String, hint: String? = nil, optional: Bool
  ) -> HTML {
    timeInput(
      id: id, label: label, hint: hint ?? "For example, 9:32am or 14:05", value: answers[id] ?? "",
      error: error(id), optional: optional)
  }

  private func date(_ id: String) -> DateAnswer {
    DateAnswer(
      day: answers["\(id)-day"] ?? "", month: answers["\(id)-month"] ?? "",
      year: answers["\(id)-year"] ?? "")
  }
}
