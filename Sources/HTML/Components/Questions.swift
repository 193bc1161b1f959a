/// How wide a box is: as wide as the answer it hopes for.
package enum InputWidth: Sendable {
  case two, four, ten, twenty, full

  var className: HTML {
    switch self {
    case .two: "input width-2"
    case .four: "input width-4"
    case .ten: "input width-10"
    case .twenty: "input width-20"
    case .full: "input"
    }
  }
}

/// What the keyboard of a phone should offer. Never changes what is accepted.
package enum InputKind: Sendable {
  case text, search, telephone, email, whole

  var attributes: HTML {
    switch self {
    case .text: "type=\"text\""
    case .search: "type=\"search\""
    case .telephone: "type=\"tel\""
    case .email: "type=\"email\" spellcheck=\"false\""
    case .whole: "type=\"text\" inputmode=\"numeric\""
    }
  }
}

/// One line of text. Its name and id are the question's id. `autocomplete` is off: what a browser
/// remembers here belongs to somebody else; set it for the person's own details ("username"). `name`
/// differs from the id only where one page asks the same question several times.
package func textInput(
  id: String, name: String? = nil, label: String, hint: String? = nil, value: String = "",
  error: String? = nil,
  optional: Bool = false, style: LabelStyle = .plain, width: InputWidth = .full,
  kind: InputKind = .text, autocomplete: String = "off"
) -> HTML {
  question(
    id, label: label, style: style, optional: optional, hint: hint, error: error,
    control: """
      <input class="\(width.className)" id="\(id)" name="\(name ?? id)" \(kind.attributes) \
      value="\(value)" autocomplete="\(autocomplete)"\(describedBy(notes(id, hint, error)))\
      \(error.map { _ in " aria-invalid=\"true\"" } as HTML?)>
      """)
}

/// A password. Pasting is allowed; never filled in from the server.
package func passwordInput(
  id: String, label: String, hint: String? = nil, error: String? = nil,
  autocomplete: String = "current-password"
) -> HTML {
  question(
    id, label: label, style: .plain, optional: false, hint: hint, error: error,
    control: """
      <input class="input width-20" id="\(id)" name="\(id)" type="password" spellcheck="false" \
      autocomplete="\(autocomplete)"\(describedBy(notes(id, hint, error)))\
      \(error.map { _ in " aria-invalid=\"true\"" } as HTML?)>
      """)
}

/// Writing. `prompts` stand above the box, so that an empty box is not filled with everything;
/// `target` says how much is enough ("About 80 words").
package func textArea(
  id: String, label: String, hint: String? = nil, prompts: [String] = [], target: String? = nil,
  value: String = "", error: String? = nil, optional: Bool = false, style: LabelStyle = .plain,
  rows: Int = 8
) -> HTML {
  let list: HTML? =
    prompts.isEmpty
    ? nil
    : """
    <ul class="prompts" id="\(id)-prompts">\(each: prompts, { "<li>\($0)</li>" })</ul>
    """
  let ids =
    notes(id, hint, error) + [
      prompts.isEmpty ? nil : id + "-prompts", target.map { _ in id + "-target" },
    ]
  return question(
    id, label: label, style: style, optional: optional, hint: hint, error: error,
    control: """
      \(list)<textarea class="input" id="\(id)" name="\(id)" rows="\(rows)" \
      autocomplete="off"\(describedBy(ids))\
      \(error.map { _ in " aria-invalid=\"true\"" } as HTML?)>
      \(value)</textarea>\(target.map { "<p class=\"hint\" id=\"\(id)-target\">\($0)</p>" })
      """)
}

/// A day as it was typed, in three boxes; any of them may hold anything.
package struct DateAnswer: Sendable, Equatable {
  package var day: String
  package var month: String
  package var year: String
  package init(day: String = "", month: String = "", year: String = "") {
    self.day = day
    self.month = month
    self.year = year
  }
}

/// A date in three boxes named `id-day`, `id-month`, `id-year`. Never preset to today. The box the
/// question's id stands on is the day, as `id-day`; a link to `#id` reaches the group.
package func dateInput(
  id: String, label: String, hint: String? = "For example, 16 6 2026",
  value: DateAnswer = DateAnswer(), error: String? = nil, optional: Bool = false,
  style: LabelStyle = .plain
) -> HTML {
  func box(_ part: String, _ word: String, _ width: InputWidth, _ value: String) -> HTML {
    """
    <div class="date-part"><label for="\(id)-\(part)">\(word)</label>\
    <input class="\(width.className)" id="\(id)-\(part)" name="\(id)-\(part)" type="text" \
    inputmode="numeric" autocomplete="off" value="\(value)"\
    \(error.map { _ in " aria-invalid=\"true\"" } as HTML?)></div>
    """
  }
  return questionGroup(
    id, legend: label, style: style, optional: optional, hint: hint, error: error,
    control: """
      <div class="date-parts" id="\(id)">\(box("day", "Day", .two, value.day))\
      \(box("month", "Month", .two, value.month))\(box("year", "Year", .four, value.year))</div>
      """)
}

/// A time of day in one box, as people write it: "9:32am" or "14:05". Never preset.
package func timeInput(
  id: String, label: String, hint: String? = "For example, 9:32am or 14:05. Leave empty if unknown",
  value: String = "", error: String? = nil, optional: Bool = false
) -> HTML {
  textInput(
    id: id, label: label, hint: hint, value: value, error: error, optional: optional, width: .ten)
}

/// Files from the worker's machine; the form around it needs `hasFiles`.
package func fileInput(
  id: String, label: String, hint: String? = nil, error: String? = nil, several: Bool = true,
  accept: String? = nil
) -> HTML {
  question(
    id, label: label, style: .plain, optional: false, hint: hint, error: error,
    control: """
      <input class="file" id="\(id)" name="\(id)" type="file"\(flag("multiple", several))\
      \(attribute("accept", accept))\(describedBy(notes(id, hint, error)))>
      """)
}
