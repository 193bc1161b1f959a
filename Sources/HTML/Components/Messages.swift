/// A message and the question it belongs to.
package struct FormError: Sendable, Equatable {
  /// The question's id; `nil` for a message about the whole form.
  package let question: String?
  package let message: String
  package init(_ question: String?, _ message: String) {
    self.question = question
    self.message = message
  }
}

/// Everything that stands in the way, on top of the page, each line a link to its question. Takes
/// the focus on arrival. Nothing where there are no errors.
package func errorSummary(_ errors: [FormError], title: String = "There is a problem") -> HTML {
  guard !errors.isEmpty else { return "" }
  let lines = errors.map { error -> HTML in
    guard let question = error.question else { return "<li>\(error.message)</li>" }
    return "<li><a href=\"#\(question)\">\(error.message)</a></li>"
  }
  return """
    <div class="error-summary" role="alert" tabindex="-1" data-focus>
    <h2>\(title)</h2>
    <ul>\(each: lines, { $0 })</ul>
    </div>
    """
}

/// What a banner tells.
package enum BannerKind: Sendable { case success, notice, problem }

/// One act that takes the last one back.
package struct Undo: Sendable {
  package let action: String
  package let csrf: String
  package let text: String
  package let hidden: [HiddenField]
  package init(
    action: String, csrf: String, text: String = "Undo", hidden: [HiddenField] = []
  ) {
    self.action = action
    self.csrf = csrf
    self.text = text
    self.hidden = hidden
  }
}

/// Says what happened, in the past tense and where it went; stays until the next page.
package func notificationBanner(
  _ text: String, kind: BannerKind = .success, detail: HTML? = nil, undo: Undo? = nil
) -> HTML {
  let look: (className: HTML, word: String, role: HTML) =
    switch kind {
    case .success: ("banner banner-success", "Done", "status")
    case .notice: ("banner banner-notice", "Note", "status")
    case .problem: ("banner banner-problem", "Problem", "alert")
    }
  return """
    <div class="\(look.className)" role="\(look.role)">
    <div><p><strong>\(look.word):</strong> \(text)</p>\(detail)</div>
    \(undo.map {
      actionForm(
        action: $0.action, csrf: $0.csrf, text: $0.text, kind: .link, hidden: $0.hidden)
    })
    </div>
    """
}

/// Something that can be opened: never anything a worker must read.
package func details(_ summary: String, isOpen: Bool = false, content: HTML) -> HTML {
  """
  <details\(flag("open", isOpen))><summary>\(summary)</summary>
  <div class="details-body">\(content)</div></details>
  """
}

/// A quiet frame around words that stand apart from the text.
package func inset(_ content: HTML) -> HTML { "<div class=\"inset\">\(content)</div>" }

/// A consequence that must be read before acting; the word "Warning" is not left to the colour.
package func warningText(_ text: String) -> HTML {
  """
  <p class="warning-text"><strong>\(hiddenText("Warning: "))\(text)</strong></p>
  """
}

/// One message on a page of its own, before a worker goes on. No questions inside.
package func interruption(
  heading: String, body: HTML, goOn: HTML, goBack: HTML
) -> HTML {
  """
  <div class="interruption"><h1>\(heading)</h1>
  <div class="interruption-body">\(body)</div>
  \(buttonGroup(goOn, goBack))</div>
  """
}

/// A native dialog, closed until script opens it; only for the end of a session and for conflicts.
package func dialog(id: String, heading: String, content: HTML) -> HTML {
  """
  <dialog id="\(id)" aria-labelledby="\(id)-title"><h2 id="\(id)-title">\(heading)</h2>
  \(content)</dialog>
  """
}

/// What would stand here and how it gets here.
package func emptyState(_ text: String, action: HTML? = nil) -> HTML {
  "<div class=\"empty\"><p>\(text)</p>\(action)</div>"
}
