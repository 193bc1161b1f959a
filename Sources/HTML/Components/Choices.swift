/// One answer that can be chosen. `reveal` are questions that only matter with this answer: shown
/// under it, always without JavaScript, and otherwise while it is chosen.
package struct Choice: Sendable {
  package let value: String
  package let text: String
  package let hint: String?
  package let reveal: HTML?
  package init(_ value: String, _ text: String, hint: String? = nil, reveal: HTML? = nil) {
    self.value = value
    self.text = text
    self.hint = hint
    self.reveal = reveal
  }
}

/// One of a few. Nothing is chosen unless `value` says so.
package func radios(
  id: String, legend: String, choices: [Choice], hint: String? = nil, value: String? = nil,
  error: String? = nil, optional: Bool = false, style: LabelStyle = .plain, inline: Bool = false
) -> HTML {
  questionGroup(
    id, legend: legend, style: style, optional: optional, hint: hint, error: error,
    control: choiceList(
      id, type: "radio", choices: choices, chosen: value.map { [$0] } ?? [], inline: inline))
}

/// Any number of a few; every box has the question's id as its name.
package func checkboxes(
  id: String, legend: String, choices: [Choice], hint: String? = nil, values: Set<String> = [],
  error: String? = nil, optional: Bool = false, style: LabelStyle = .plain
) -> HTML {
  questionGroup(
    id, legend: legend, style: style, optional: optional, hint: hint, error: error,
    control: choiceList(id, type: "checkbox", choices: choices, chosen: values, inline: false))
}

/// One statement to agree with. Posts `value` ("yes") when ticked.
package func checkbox(
  id: String, label: String, value: String = "yes", checked: Bool = false, hint: String? = nil,
  error: String? = nil
) -> HTML {
  """
  <div class="\(error == nil ? "question" : "question has-error")">
  \(error.map { errorMessage(id, $0) })
  <div class="choices"><div class="choice"><input type="checkbox" id="\(id)" name="\(id)" \
  value="\(value)"\(flag("checked", checked))\(describedBy(notes(id, hint, error)))>\
  <label for="\(id)">\(label)</label>\(hint.map { hintText(id, $0) })</div></div>
  </div>
  """
}

/// The first control has the question's own id, so that the error summary leads to it.
private func choiceList(
  _ id: String, type: String, choices: [Choice], chosen: Set<String>, inline: Bool
) -> HTML {
  let rows = choices.enumerated().map { index, choice -> HTML in
    let key = index == 0 ? id : "\(id)-\(index + 1)"
    let note: String? = choice.hint.map { _ in key + "-note" }
    let revealed = choice.reveal.map { _ in key + "-reveal" }
    return """
      <div class="choice"><input type="\(type)" id="\(key)" name="\(id)" \
      value="\(choice.value)"\(flag("checked", chosen.contains(choice.value)))\
      \(describedBy([note]))\(attribute("data-reveals", revealed))>\
      <label for="\(key)">\(choice.text)</label>\
      \(choice.hint.map { "<p class=\"hint\" id=\"\(key)-note\">\($0)</p>" })</div>
      \(choice.reveal.map { "<div class=\"reveal\" id=\"\(key)-reveal\">\($0)</div>" })
      """
  }
  return """
    <div class="\(inline ? "choices choices-inline" : "choices")">\(each: rows, { $0 })</div>
    """
}

/// One of many, for lists too long for radios. Starts on an empty line unless `value` is given.
package func selectInput(
  id: String, label: String, choices: [Choice], hint: String? = nil, value: String? = nil,
  error: String? = nil, optional: Bool = false, empty: String = "Choose one"
) -> HTML {
  question(
    id, label: label, style: .plain, optional: optional, hint: hint, error: error,
    control: """
      <select class="input" id="\(id)" name="\(id)" autocomplete="off"\
      \(describedBy(notes(id, hint, error)))\
      \(error.map { _ in " aria-invalid=\"true\"" } as HTML?)>
      <option value="">\(empty)</option>
      \(each: choices, { choice in
        """
          <option value="\(choice.value)"\(flag("selected", choice.value == value))>\
          \(choice.text)</option>
          """
      })</select>
      """)
}
