/// What was typed into a form, by the permanent ids of its questions, exactly as typed.
///
/// A date is three answers: `visited-day`, `visited-month`, `visited-year`. A group of checkboxes is
/// one id with many values. Names that begin with `_`, `csrf` and `act` are the
/// form's own and are no answers.
package struct Answers: Codable, Sendable, Equatable {
  package private(set) var values: [String: [String]]

  package init(_ values: [String: [String]] = [:]) { self.values = values }

  package init(fields: [(name: String, value: String)]) {
    values = [:]
    for field in fields
    where !field.name.hasPrefix("_") && field.name != "csrf" && field.name != "act" {
      values[field.name, default: []].append(field.value)
    }
  }

  /// The first value; nil where the question was not on the form or nothing was chosen.
  package subscript(_ id: String) -> String? {
    get { values[id]?.first }
    set { values[id] = newValue.map { [$0] } }
  }

  package func all(_ id: String) -> [String] { values[id] ?? [] }

  package mutating func set(_ id: String, _ many: [String]) { values[id] = many }

  /// Whether nothing but empty text is in it.
  package var isEmpty: Bool { values.values.allSatisfy { $0.allSatisfy(\.isEmpty) } }

  /// These answers, and the other's where these have none.
  package func over(_ other: Answers) -> Answers {
    Answers(other.values.merging(values) { _, mine in mine })
  }
}
