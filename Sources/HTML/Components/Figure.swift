/// A picture with its words. The title states the finding; the same numbers follow as a table.
///
/// `drawing` is the inside of the SVG, in a box of 640 units' width; its text must be 16 units, so
/// that it measures 12 px on the narrowest screen.
package func figure(
  id: String, title: String, description: String, height: Int, drawing: HTML, caption: String,
  table: HTML, csv: String? = nil
) -> HTML {
  """
  <figure class="figure"><h3 id="\(id)-heading">\(title)</h3>
  <div class="scroll" role="region" tabindex="0" aria-labelledby="\(id)-heading">
  <svg role="img" aria-labelledby="\(id)-title \(id)-desc" viewBox="0 0 640 \(height)" \
  width="640" height="\(height)"><title id="\(id)-title">\(title)</title>\
  <desc id="\(id)-desc">\(description)</desc>
  \(drawing)</svg></div>
  <figcaption>\(caption)\(csv.map { " \(textLink("Download as CSV", to: $0))" } as HTML?)\
  </figcaption></figure>
  \(details("The same as a table", isOpen: true, content: table))
  """
}

/// A thin bar, with the limit marked at its end. The words beside it say the same, so it is hidden
/// from screen readers unless `label` is all there is.
package func progressBar(
  fraction: Double, label: String, state: ClockCard.State = .neutral, isLabelled: Bool = false
) -> HTML {
  let share = fraction.isFinite ? min(max(fraction, 0), 1) : 0
  let width = Int((share * 200).rounded())
  let voice: HTML =
    isLabelled ? " role=\"img\" aria-label=\"\(label)\"" : " aria-hidden=\"true\""
  return """
    <svg class="progress progress-\(state.rawValue)"\(voice) viewBox="0 0 200 8" width="200" \
    height="8" preserveAspectRatio="none" focusable="false">\
    <rect class="progress-all" width="200" height="8"></rect>\
    <rect class="progress-done" width="\(width)" height="8"></rect>\
    <rect class="progress-limit" x="198" width="2" height="8"></rect></svg>
    """
}
