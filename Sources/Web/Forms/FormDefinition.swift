import Domain
import HTML

/// One question of a form. Its id is permanent: drafts, messages and links know it by that.
package struct Question: Sendable {
  package enum Kind: Sendable {
    case text(InputWidth)
    case longText(rows: Int)
    /// Three boxes: `id-day`, `id-month`, `id-year`.
    case day
    /// Three boxes and a time in `id-time`.
    case moment
    case time
    case yesOrNo
    /// Radios, none chosen.
    case one([Choice])
    /// A list to choose from, for more than radios hold.
    case oneOfMany([Choice])
    case several([Choice])
    case number
  }

  package let id: String
  package let kind: Kind
  package let label: String
  package let hint: String?
  package let optional: Bool

  package init(
    _ id: String, _ kind: Kind, _ label: String, hint: String? = nil, optional: Bool = false
  ) {
    self.id = id
    self.kind = kind
    self.label = label
    self.hint = hint
    self.optional = optional
  }

  /// The ids of the answers it has.
  package var answerIDs: [String] {
    switch kind {
    case .day: ["\(id)-day", "\(id)-month", "\(id)-year"]
    case .moment: ["\(id)-day", "\(id)-month", "\(id)-year", "\(id)-time"]
    case .text, .longText, .time, .yesOrNo, .one, .oneOfMany, .several, .number: [id]
    }
  }
}

/// The questions of one form, in order. The same definition gives the page, what is checked before
/// sending, the print view and the history view. A change of meaning is a new edition.
package struct FormDefinition: Sendable {
  package let id: String
  package let edition: String
  package let questions: [Question]

  package init(_ id: String, edition: String, _ questions: [Question]) {
    self.id = id
    self.edition = edition
    self.questions = questions
  }

  package func question(_ id: String) -> Question? { questions.first { $0.id == id } }

  /// Every question with its answer in words: to check before sending, to print, to look back on.
  package func summary(of answers: Answers) -> [SummaryRow] {
    questions.map { SummaryRow($0.label, $0.words(of: answers)) }
  }
}

extension Question {
  /// The answer as a reader sees it; nil where there is none.
  package func words(of answers: Answers) -> String? {
    switch kind {
    case .text, .longText, .time, .number: return answers[id]
    case .day: return dayWords(answers)
    case .moment:
      let parts = [dayWords(answers), answers["\(id)-time"]].compactMap { $0 }
      return parts.isEmpty ? nil : parts.joined(separator: ", ")
    case .yesOrNo: return answers[id].map { $0 == "yes" ? "Yes" : $0 == "no" ? "No" : $0 }
    case .one(let choices), .oneOfMany(let choices):
      return answers[id].map { value in
        choices.first { $0.value == value }?.text ?? value
      }
    case .several(let choices):
      let chosen = answers.all(id).map { value in
        choices.first { $0.value == value }?.text ?? value
      }
      return chosen.isEmpty ? nil : chosen.joined(separator: ", ")
    }
  }

  private func dayWords(_ answers: Answers) -> String? {
    let parts = ["day", "month", "year"].map { answers["\(id)-\($0)"] ?? "" }
    if parts.allSatisfy(\.isEmpty) { return nil }
    if let day = Int(parts[0]), let month = AnswerReader.month(parts[1]), let year = Int(parts[2]),
      let date = Day(year: year, month: month, day: day)
    {
      return date.long
    }
    return parts.joined(separator: " ")
  }
}

extension Answers {
  /// A day into its three boxes: what the record says, for a form that changes it.
  package mutating func set(_ question: String, day: Day?) {
    self["\(question)-day"] = day.map { String($0.dayOfMonth) }
    self["\(question)-month"] = day.map { String($0.month) }
    self["\(question)-year"] = day.map { String($0.year) }
  }

  package mutating func set(_ question: String, yes: Bool?) {
    self[question] = yes.map { $0 ? "yes" : "no" }
  }
}
