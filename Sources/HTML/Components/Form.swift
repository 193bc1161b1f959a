/// A form that posts. Never validated by the browser; the server shows the page again with
/// everything that was typed.
///
/// - `csrf`: goes into the hidden field `csrf`.
/// - `draft`: where a draft of it is saved (POST); adds "Save draft" and the line that says when.
///   With JavaScript it also saves itself. The form's own hidden fields go along.
/// - `draftSaved`: what that line says on arrival ("Draft saved 2:14pm").
/// - `submit`: the words of the main button; `nil` when `content` brings its own.
/// - `live`: what the answers find is shown while they are typed.
/// - `otherActions`: further buttons and links beside it.
package func form(
  action: String, csrf: String, id: String? = nil, hidden: [HiddenField] = [],
  draft: String? = nil, draftSaved: String = "", submit: String?,
  submitKind: ButtonKind = .primary, otherActions: HTML = "", hasFiles: Bool = false,
  live: Live? = nil, content: HTML
) -> HTML {
  let enctype = hasFiles ? "multipart/form-data" : nil
  let draftAddress: HTML? = draft.map { " data-draft=\"\(address($0))\"" }
  let saveDraft: HTML? = draft.map {
    button("Save draft", kind: .secondary, name: "act", value: "save-draft", action: $0)
  }
  let status: HTML? = draft.map { _ in
    "<p class=\"draft-status\" role=\"status\">\(draftSaved)</p>"
  }
  return """
    <form method="post" action="\(address(action))"\(attribute("id", id))\
    \(attribute("enctype", enctype))\(draftAddress)\(live?.attributes) novalidate>
    \(hiddenField("csrf", csrf))\(each: hidden, { hiddenField($0.name, $0.value) })
    \(content)
    <div class="button-group">\(submit.map { button($0, kind: submitKind) })\(saveDraft)\
    \(otherActions)</div>
    \(status)</form>
    """
}

/// Questions that belong together, with a heading that names them. `child` makes it a per-child
/// block: the child's name stands first, so that no answer is given for the wrong child.
package func fieldset(
  legend: String, id: String? = nil, child: String? = nil, hint: String? = nil,
  error: String? = nil, live: Live? = nil, content: HTML
) -> HTML {
  let key = id ?? "group"
  let name: HTML? = child.map { "<span class=\"child-name\">\($0)</span> " }
  return """
    <fieldset class="\(child == nil ? "group" : "group child-block")\
    \(error == nil ? "" : " has-error")"\
    \(attribute("id", id))\(id == nil ? nil : describedBy(notes(key, hint, error)))\(live?.attributes)>
    <legend class="group-legend">\(name)\(legend)</legend>
    \(hint.map { hintText(key, $0) })\(error.map { errorMessage(key, $0) })
    \(content)</fieldset>
    """
}

/// Asks the server for one more block of the same questions; what was typed comes back with it.
package func addAnother(_ text: String, value: String) -> HTML {
  button(text, kind: .secondary, name: "act", value: value)
}

/// A form that only looks: a GET, its answers in the address, so the list can be bookmarked and
/// sent. Give it fields without errors.
package func filterForm(
  action: String, label: String, apply: String = "Apply", clear: String? = nil, content: HTML
) -> HTML {
  """
  <form method="get" action="\(address(action))" class="filter" role="search" \
  aria-label="\(label)" novalidate>
  <div class="filter-fields">\(content)</div>
  <div class="button-group">\(button(apply, kind: .secondary))\
  \(clear.map { textLink("Clear filters", to: $0) })</div>
  </form>
  """
}

// MARK: - The parts around every question

/// The ids of a question's hint and message, for those that there are.
func notes(_ id: String, _ hint: String?, _ error: String?) -> [String?] {
  [hint.map { _ in id + "-hint" }, error.map { _ in id + "-error" }]
}

func hintText(_ id: String, _ hint: String) -> HTML {
  "<p class=\"hint\" id=\"\(id)-hint\">\(hint)</p>"
}

/// The message beside a question. The word "Error" is for those who do not see the red.
package func errorMessage(_ id: String, _ message: String) -> HTML {
  """
  <p class="error-message" id="\(id)-error">\(hiddenText("Error: "))\(message)</p>
  """
}

/// How the words of a question stand: as a label, or as the heading of a page that asks one thing
/// (then the page shows no heading of its own).
package enum LabelStyle: Sendable {
  case plain, heading

  func wrap(_ label: HTML) -> HTML {
    switch self {
    case .plain: label
    case .heading: "<h1 class=\"label-heading\">\(label)</h1>"
    }
  }
}

func labelText(_ text: String, optional: Bool) -> HTML {
  "\(text)\(if: optional, "<span class=\"optional\"> (optional)</span>")"
}

/// Label, hint, message and control, one under the other.
func question(
  _ id: String, label: String, style: LabelStyle, optional: Bool, hint: String?, error: String?,
  control: HTML
) -> HTML {
  let name: HTML =
    "<label class=\"label\" for=\"\(id)\">\(labelText(label, optional: optional))</label>"
  return """
    <div class="\(error == nil ? "question" : "question has-error")">
    \(style.wrap(name))
    \(hint.map { hintText(id, $0) })\(error.map { errorMessage(id, $0) })
    \(control)
    </div>
    """
}

/// The same for several controls under one legend.
func questionGroup(
  _ id: String, legend: String, style: LabelStyle, optional: Bool, hint: String?,
  error: String?, control: HTML
) -> HTML {
  """
  <div class="\(error == nil ? "question" : "question has-error")">
  <fieldset\(describedBy(notes(id, hint, error)))>
  <legend class="label">\(style.wrap(labelText(legend, optional: optional)))</legend>
  \(hint.map { hintText(id, $0) })\(error.map { errorMessage(id, $0) })
  \(control)
  </fieldset>
  </div>
  """
}
