/// How much a button or tag asks for. Red only where something goes wrong or cannot be undone.
package enum ButtonKind: Sendable {
  case primary, secondary, warning, link

  var className: HTML {
    switch self {
    case .primary: "button"
    case .secondary: "button button-secondary"
    case .warning: "button button-warning"
    case .link: "button-link"
    }
  }
}

/// A button that sends the form it stands in. Its words say the act and the child: "Save note for
/// Aisha". `name` and `value` tell the server which button it was; `action` sends elsewhere; `form`
/// is the form it sends where it does not stand in it.
package func button(
  _ text: String, kind: ButtonKind = .primary, name: String? = nil, value: String? = nil,
  action: String? = nil, form: String? = nil
) -> HTML {
  """
  <button type="submit" class="\(kind.className)"\(attribute("name", name))\
  \(attribute("value", value))\(attribute("form", form))\(action.map { " formaction=\"\(address($0))\"" } as HTML?)>\
  \(text)</button>
  """
}

/// A link that looks like a button: the start of a task.
package func buttonLink(_ text: String, to url: String, kind: ButtonKind = .primary) -> HTML {
  "<a class=\"\(kind.className)\" href=\"\(address(url))\">\(text)</a>"
}

/// A link in text. `context` is read out after it and not shown, so that twelve "Change" links
/// differ ("Change" + "date of birth").
package func textLink(_ text: String, to url: String, context: String? = nil) -> HTML {
  "<a href=\"\(address(url))\">\(text)\(context.map { hiddenText(" " + $0) })</a>"
}

/// Words for screen readers alone.
package func hiddenText(_ text: String) -> HTML { "<span class=\"hidden-text\">\(text)</span>" }

/// Buttons and links in one row.
package func buttonGroup(_ items: HTML...) -> HTML {
  "<div class=\"button-group\">\(each: items, { $0 })</div>"
}

/// One act as a form of one button: undo, take next, give back. Always a post.
package func actionForm(
  action: String, csrf: String, text: String, kind: ButtonKind = .secondary,
  hidden: [HiddenField] = [], context: String? = nil
) -> HTML {
  """
  <form method="post" action="\(address(action))" class="action-form" novalidate>\
  \(hiddenField("csrf", csrf))\(each: hidden, { hiddenField($0.name, $0.value) })\
  <button type="submit" class="\(kind.className)">\(text)\
  \(context.map { hiddenText(" " + $0) })</button></form>
  """
}

/// A value the form carries unseen. Never a secret, never a rule: whoever posts can change it.
package struct HiddenField: Sendable {
  package let name: String
  package let value: String
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

package func hiddenField(_ name: String, _ value: String) -> HTML {
  "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
}
