/// An ecomap as a picture in the page. One image to those who hear the page: the table beside it says
/// the same.
package func ecomapPicture(
  _ layout: EcomapLayout, id: String, title: String, description: String
) -> HTML {
  """
  <div class="picture"><div class="scroll" role="region" tabindex="0" \
  aria-labelledby="\(id)-title">
  <svg class="ecomap" role="img" aria-labelledby="\(id)-title \(id)-desc" \
  viewBox="0 0 \(layout.width) \(layout.height)" width="\(layout.width)" \
  height="\(layout.height)"><title id="\(id)-title">\(title)</title>\
  <desc id="\(id)-desc">\(description)</desc>
  \(each: layout.ties, { tie($0) })\(each: layout.nodes, { node($0) })</svg></div>
  \(ecomapLegend(layout))</div>
  """
}

private func tie(_ tie: EcomapLayout.Tie) -> HTML {
  let word: HTML? = tie.word.map { text in
    """
    <rect class="picture-plate" x="\(text.box.x)" y="\(text.box.y)" width="\(text.box.width)" \
    height="\(text.box.height)"></rect><text class="ecomap-word" x="\(text.box.middle)" \
    y="\(text.box.y + 13)"\(squeeze(text.lines[0], text.room, EcomapLayout.textSize))>\
    \(text.lines[0])</text>
    """
  }
  return "\(stroke(tie.tie, from: tie.from, to: tie.to))\(word)\n"
}

private func stroke(_ tie: Ecomap.Tie?, from: PicturePoint, to: PicturePoint) -> HTML {
  let look = tie.map { "picture-line ecomap-\($0.rawValue)" } ?? "picture-line ecomap-unknown"
  var path = "M\(from.x) \(from.y)"
  if tie == .stressful {
    let (dx, dy) = (Double(to.x - from.x), Double(to.y - from.y))
    let length = max(1, (dx * dx + dy * dy).squareRoot())
    let steps = max(2, Int(length / 9))
    for step in 1..<steps {
      let at = Double(step) / Double(steps)
      let side = step % 2 == 0 ? 5.0 : -5.0
      let x = Double(from.x) + dx * at - dy / length * side
      let y = Double(from.y) + dy * at + dx / length * side
      path += "L\(Int(x.rounded())) \(Int(y.rounded()))"
    }
  }
  path += "L\(to.x) \(to.y)"
  return "<path class=\"\(look)\" d=\"\(path)\"></path>"
}

private func node(_ node: EcomapLayout.Node) -> HTML {
  let box = node.box
  let middle = box.y + box.height / 2
  let centre: HTML? =
    node.circle == nil
    ? """
    <ellipse class="picture-shape" cx="\(box.middle)" cy="\(middle)" rx="\(box.width / 2 - 6)" \
    ry="\(box.height / 2 - 6)"></ellipse>
    """ : nil
  let size = node.circle == nil ? 14 : EcomapLayout.textSize
  var y = middle - (node.name.count + node.role.count) * 17 / 2 + size
  var text: HTML = ""
  for name in node.name {
    text += """
      <text class="\(node.circle == nil ? "ecomap-centre" : "ecomap-name")" x="\(box.middle)" \
      y="\(y)"\(squeeze(name, box.width - 24, size, isBold: true))>\(name)</text>
      """
    y += 17
  }
  for role in node.role {
    text += """
      <text class="ecomap-word" x="\(box.middle)" \
      y="\(y)"\(squeeze(role, box.width - 40, size))>\(role)</text>
      """
    y += 17
  }
  return """
    <ellipse class="picture-shape" cx="\(box.middle)" cy="\(middle)" rx="\(box.width / 2)" \
    ry="\(box.height / 2)"></ellipse>\(centre)\(text)

    """
}

/// On a blank one all the lines, to draw by; else those that are in it.
private func ecomapLegend(_ layout: EcomapLayout) -> HTML {
  let known = Set(layout.ties.map(\.tie))
  let words: [(Ecomap.Tie?, String)] = [
    (.strong, "Thick line: a strong tie"), (.weak, "Thin line: a weak tie"),
    (.tenuous, "Dashed line: a tenuous tie"), (.stressful, "Jagged line: a stressful tie"),
    (nil, "Line without a word: how strong is not recorded"),
  ]
  let rows = words.filter { layout.isBlank ? $0.0 != nil : known.contains($0.0) }
  guard !rows.isEmpty else { return "" }
  let arrow: HTML? =
    layout.isBlank ? "<li>Put an arrow on the line to show which way the help goes.</li>" : nil
  return details(
    "What the lines mean", isOpen: layout.isBlank,
    content: """
      <ul class="picture-legend">\(each: rows, { row in
        """
        <li><svg class="ecomap" aria-hidden="true" focusable="false" viewBox="0 0 48 24" \
        width="48" height="24">\(stroke(
          row.0, from: PicturePoint(x: 2, y: 12), to: PicturePoint(x: 46, y: 12)))</svg> \
        \(row.1)</li>

        """
      })\(arrow)</ul>
      """)
}
