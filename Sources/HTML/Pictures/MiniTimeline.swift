/// One thing in a ``miniTimeline(_:label:)``: where in the span it lies, 0 to 1000, and whether it is
/// one of those that the reader is looking at now.
package struct TimelineMark: Sendable, Equatable {
  package let place: Int
  package let isNow: Bool

  package init(place: Int, isNow: Bool) {
    self.place = min(max(place, 0), 1000)
    self.isNow = isNow
  }
}

/// How often something came in a span, at a glance: as small as a line of text. The label says the same
/// in words; say it beside the picture too, with the dates. What lies close together is stacked.
package func miniTimeline(_ marks: [TimelineMark], label: String) -> HTML {
  var drawn: [(x: Int, step: Int, isNow: Bool)] = []
  for mark in marks.sorted(by: { $0.place < $1.place }) {
    let x = 10 + mark.place * 220 / 1000
    let under = drawn.last { x - $0.x < 9 }
    drawn.append((under.map(\.x) ?? x, min((under?.step ?? -1) + 1, 2), mark.isNow))
  }
  let months = (0...12).map { 10 + $0 * 220 / 12 }
  return """
    <svg class="mini-timeline" role="img" aria-label="\(label)" viewBox="0 0 240 40" width="240" \
    height="40" focusable="false">\
    <line x1="10" y1="32" x2="230" y2="32" stroke="currentColor"></line>\
    \(each: months, { """
      <line x1="\($0)" y1="32" x2="\($0)" y2="36" stroke="currentColor"></line>
      """ })\
    \(each: drawn, { mark in
      """
      <circle class="\(mark.isNow ? "mini-now" : "mini-mark")" cx="\(mark.x)" \
      cy="\(25 - mark.step * 9)" r="4" stroke="currentColor"></circle>
      """
    })</svg>
    """
}
