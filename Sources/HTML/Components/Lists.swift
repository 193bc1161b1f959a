/// One line of a summary: a name, what is recorded, and where to change it.
package struct SummaryRow: Sendable {
  package let key: String
  package let value: HTML
  package let change: String?
  package let changeText: String

  /// `nil` or empty text is shown as "Not recorded".
  package init(
    _ key: String, _ value: String?, change: String? = nil, changeText: String = "Change"
  ) {
    let known = value.flatMap { $0.isEmpty ? nil : $0 }
    self.init(
      key, html: known.map { "\($0)" } ?? "<span class=\"unknown\">Not recorded</span>",
      change: change, changeText: changeText)
  }

  package init(
    _ key: String, html: HTML, change: String? = nil, changeText: String = "Change"
  ) {
    self.key = key
    self.value = html
    self.change = change
    self.changeText = changeText
  }
}

package func summaryList(_ rows: [SummaryRow]) -> HTML {
  let lines = rows.map { row -> HTML in
    """
    <div class="summary-row"><dt>\(row.key)</dt><dd>\(row.value)</dd>\
    \(row.change.map {
      "<dd class=\"summary-change\">\(textLink(row.changeText, to: $0, context: row.key))</dd>"
    } as HTML?)</div>
    """
  }
  return "<dl class=\"summary\">\(each: lines, { $0 })</dl>"
}

/// Figures in one strip, each with what it counts: the head of a list.
package func figureStrip(_ rows: [SummaryRow]) -> HTML {
  """
  <dl class="strip">\(each: rows, { "<div><dt>\($0.key)</dt><dd>\($0.value)</dd></div>" })</dl>
  """
}

/// A summary list under a heading of its own, with its actions (links).
package func summaryCard(_ title: String, actions: [HTML] = [], rows: [SummaryRow]) -> HTML {
  card(title, actions: actions, content: summaryList(rows))
}

/// A frame with a heading, of the third level where it stands under a second.
package func card(
  _ title: String, actions: [HTML] = [], isUnderHeading: Bool = false, content: HTML
) -> HTML {
  let heading: HTML = isUnderHeading ? "<h3>\(title)</h3>" : "<h2>\(title)</h2>"
  return """
    <section class="card"><div class="card-head">\(heading)\
    \(if: !actions.isEmpty, """
    <ul class="card-actions">\(each: actions, { "<li>\($0)</li>" })</ul>
    """)</div>
    <div class="card-body">\(content)</div></section>
    """
}

/// Something to do. The text is the link; the status comes last.
package struct TaskRow: Sendable {
  package let text: String
  /// `nil` while it cannot be begun.
  package let url: String?
  package let hint: String?
  package let status: HTML?
  package init(_ text: String, url: String?, hint: String? = nil, status: HTML? = nil) {
    self.text = text
    self.url = url
    self.hint = hint
    self.status = status
  }
}

package func taskList(_ rows: [TaskRow]) -> HTML {
  let lines = rows.map { row -> HTML in
    let name: HTML = row.url.map { textLink(row.text, to: $0) } ?? "<span>\(row.text)</span>"
    return """
      <li><div class="task-name">\(name)\
      \(row.hint.map { "<p class=\"hint\">\($0)</p>" } as HTML?)</div>\
      \(row.status.map { "<div class=\"task-status\">\($0)</div>" } as HTML?)</li>
      """
  }
  return "<ul class=\"tasks\">\(each: lines, { $0 })</ul>"
}

/// One thing that happened.
package struct TimelineEntry: Sendable {
  package let date: String
  package let title: String
  package let body: HTML?
  /// The record it comes from.
  package let source: HTML?
  /// "Added by Leila Shah, 9:32am"
  package let meta: String?
  package init(
    date: String, title: String, body: HTML? = nil, source: HTML? = nil, meta: String? = nil
  ) {
    self.date = date
    self.title = title
    self.body = body
    self.source = source
    self.meta = meta
  }
}

/// Events in the order given. Headings are of the third level: put it under a second.
package func timeline(_ entries: [TimelineEntry]) -> HTML {
  let lines = entries.map { entry -> HTML in
    """
    <li><p class="timeline-date">\(entry.date)</p><div class="timeline-entry">\
    <h3>\(entry.title)</h3>\
    \(entry.body.map { "<div class=\"timeline-body\">\($0)</div>" } as HTML?)\
    \(if: entry.source != nil || entry.meta != nil, """
      <p class="meta">\(entry.source)\(if: entry.source != nil && entry.meta != nil, " · ")\
      \(entry.meta.map { "\($0)" } as HTML?)</p>
      """)</div></li>
    """
  }
  return "<ol class=\"timeline\">\(each: lines, { $0 })</ol>"
}

/// Panes that stand beside each other where there is room.
package func sideBySide(_ panes: HTML...) -> HTML {
  "<div class=\"side-by-side\">\(each: panes, { "<div>\($0)</div>" })</div>"
}

/// Cards in as many columns as fit: clocks, short summaries.
package func cardGrid(_ cards: [HTML]) -> HTML {
  "<div class=\"card-grid\">\(each: cards, { $0 })</div>"
}
