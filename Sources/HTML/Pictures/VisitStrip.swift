/// What one week's box of a ``visitStrip(_:label:)`` shows.
package enum VisitBox: String, Sendable, CaseIterable {
  case alone, seen, attempted, missed, empty

  package var words: String {
    switch self {
    case .alone: "Seen alone"
    case .seen: "Seen, not alone"
    case .attempted: "Visited or tried, not seen"
    case .missed: "A visit was due and did not take place"
    case .empty: "No visit"
    }
  }
}

/// Visits by week, oldest first, thirteen to a row: a quarter of a year. Shapes, not colours, tell them
/// apart. The label says what they add up to; a table beside it says each.
package func visitStrip(_ boxes: [VisitBox], label: String) -> HTML {
  let rows = max(1, (boxes.count + 12) / 13)
  let drawn = boxes.enumerated().map { place, box in
    visitBox(box, x: 2 + place % 13 * 18, y: 2 + place / 13 * 18)
  }
  return """
    <svg class="mini-timeline" role="img" aria-label="\(label)" viewBox="0 0 240 \(rows * 18 + 4)" \
    width="240" height="\(rows * 18 + 4)" focusable="false">\(each: drawn, { $0 })</svg>
    """
}

/// The boxes with their words.
package func visitLegend() -> HTML {
  let lines = VisitBox.allCases.map { box -> HTML in
    """
    <li><svg class="mini-timeline" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" \
    focusable="false">\(visitBox(box, x: 2, y: 2))</svg> \(box.words)</li>
    """
  }
  return "<ul class=\"picture-legend\">\(each: lines, { $0 })</ul>"
}

private func visitBox(_ box: VisitBox, x: Int, y: Int) -> HTML {
  func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int) -> HTML {
    """
    <line x1="\(x1)" y1="\(y1)" x2="\(x2)" y2="\(y2)" stroke="currentColor" stroke-width="2"></line>
    """
  }
  let isFilled = box == .alone || box == .seen
  let inside: HTML =
    switch box {
    case .alone:
      "<circle class=\"mini-mark\" cx=\"\(x + 7)\" cy=\"\(y + 7)\" r=\"4\" stroke=\"currentColor\"></circle>"
    case .attempted: line(x, y + 14, x + 14, y)
    case .missed: line(x, y + 14, x + 14, y) + line(x, y, x + 14, y + 14)
    case .seen, .empty: ""
    }
  return """
    <rect class="\(isFilled ? "mini-now" : "mini-mark")" x="\(x)" y="\(y)" width="14" height="14" \
    stroke="currentColor"></rect>\(inside)
    """
}
