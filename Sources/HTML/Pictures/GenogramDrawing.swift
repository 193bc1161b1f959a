/// A genogram as a picture in the page: each symbol a link with the person's name, the picture named
/// by its finding. The table with the same stands beside it, by whoever calls.
///
/// - Parameters:
///   - id: unique on the page; everything in the picture that needs an id begins with it.
///   - skip: where a worker who uses the keyboard goes on, past all the links of the picture.
package func genogramPicture(
  _ layout: GenogramLayout, id: String, title: String, description: String, skip: String
) -> HTML {
  """
  <div class="picture"><p class="picture-skip"><a href="\(address(skip))">Skip the picture</a></p>
  <div class="scroll" role="region" tabindex="0" aria-labelledby="\(id)-title">
  <svg class="genogram" role="group" aria-labelledby="\(id)-title \(id)-desc" \
  viewBox="0 0 \(layout.width) \(layout.height)" width="\(layout.width)" \
  height="\(layout.height)"><title id="\(id)-title">\(title)</title>\
  <desc id="\(id)-desc">\(description)</desc>
  \(each: layout.homes, { outline($0) })\
  <g aria-hidden="true">\(each: layout.lines, { line($0) })\
  \(each: layout.slashes, { slash($0) })\
  \(each: layout.words, { written($0, size: GenogramLayout.wordSize - 1, look: "picture-note") })\
  \(each: layout.homes, { home in
    HTML(each: home.labels) {
      written($0, size: GenogramLayout.wordSize, look: "picture-home-name")
    }
  })</g>
  \(each: layout.people, { personLink($0) })</svg></div>
  \(genogramLegend(layout))</div>
  """
}

private func outline(_ home: GenogramLayout.Home) -> HTML {
  let look: HTML = home.hasCentre ? "picture-home picture-home-own" : "picture-home"
  return HTML(each: home.pieces) { piece in
    "<path class=\"\(look)\" d=\"\(rounded(piece))\"></path>\n"
  }
}

/// A closed outline with its corners rounded.
func rounded(_ points: [PicturePoint], radius: Int = 14) -> String {
  var path = ""
  for (index, point) in points.enumerated() {
    let before = points[(index + points.count - 1) % points.count]
    let after = points[(index + 1) % points.count]
    let start = towards(before, from: point, radius)
    let end = towards(after, from: point, radius)
    path += "\(path.isEmpty ? "M" : "L")\(start.x) \(start.y)"
    path += "Q\(point.x) \(point.y) \(end.x) \(end.y)"
  }
  return path + "Z"
}

/// A point on the way from a corner to the next, half of it at most.
private func towards(_ next: PicturePoint, from point: PicturePoint, _ radius: Int) -> PicturePoint
{
  let (dx, dy) = (next.x - point.x, next.y - point.y)
  let step = min(radius, (abs(dx) + abs(dy)) / 2)
  return PicturePoint(x: point.x + dx.signum() * step, y: point.y + dy.signum() * step)
}

private func line(_ line: GenogramLayout.Line) -> HTML {
  var path = ""
  for point in line.points { path += "\(path.isEmpty ? "M" : "L")\(point.x) \(point.y)" }
  return "<path class=\"picture-line picture-\(line.look.rawValue)\" d=\"\(path)\"></path>\n"
}

private func slash(_ slash: GenogramLayout.Slash) -> HTML {
  HTML(each: 0..<slash.count) { number in
    let x = slash.at.x + number * 6
    return """
      <path class="picture-line" d="M\(x - 4) \(slash.at.y + 7)L\(x + 4) \(slash.at.y - 7)"></path>

      """
  }
}

private func written(_ text: GenogramLayout.Text, size: Int, look: StaticString) -> HTML {
  let height = text.box.height / max(1, text.lines.count)
  return HTML(each: text.lines.enumerated().map { $0 }) { row, words in
    """
    <text class="\(HTML(stringLiteral: look))" x="\(text.box.middle)" \
    y="\(text.box.y + row * height + size - 1)"\(squeeze(words, text.room, size))>\(words)</text>

    """
  }
}

/// The length of a line is fixed where we are sure of it or it nearly fills its room: a reader's font
/// may be wider than the one it was measured by.
func squeeze(_ text: String, _ room: Int, _ size: Int, isBold: Bool = false) -> HTML? {
  let width = TextWidth.of(text, size: size, isBold: isBold)
  guard TextWidth.isSure(text) || width * 5 > room * 4 else { return nil }
  return " textLength=\"\(min(width, room))\" lengthAdjust=\"spacingAndGlyphs\""
}

private func personLink(_ person: GenogramLayout.Person) -> HTML {
  let inside: HTML = """
    <rect class="picture-focus" x="\(person.box.x - 4)" y="\(person.box.y - 4)" \
    width="\(person.box.width + 8)" height="\(person.box.height + 8)" rx="6"></rect>\
    \(shape(person.member.shape, person.symbol, isCentre: person.isCentre))\
    \(if: person.member.hasDied, cross(person.symbol, hasAge: person.member.age != nil))\
    \(inner(person))\(under(person))
    """
  guard let url = person.member.url else {
    return "<g role=\"img\" aria-label=\"\(person.member.spoken)\">\(inside)</g>\n"
  }
  return "<a href=\"\(address(url))\" aria-label=\"\(person.member.spoken)\">\(inside)</a>\n"
}

/// What somebody is drawn as; twice, one in the other, for the one in the middle.
func shape(_ shape: Genogram.Shape, _ box: PictureBox, isCentre: Bool) -> HTML {
  let look: HTML = isCentre ? "picture-shape picture-centre" : "picture-shape"
  let inner: HTML? = isCentre ? outlined(shape, inset(box, 5), "picture-shape") : nil
  return outlined(shape, inset(box, 1), look) + (inner ?? "")
}

private func inset(_ box: PictureBox, _ by: Int) -> PictureBox {
  PictureBox(x: box.x + by, y: box.y + by, width: box.width - 2 * by, height: box.height - 2 * by)
}

private func outlined(_ shape: Genogram.Shape, _ box: PictureBox, _ look: HTML) -> HTML {
  let middle = box.y + box.height / 2
  switch shape {
  case .square:
    return """
      <rect class="\(look)" x="\(box.x)" y="\(box.y)" width="\(box.width)" \
      height="\(box.height)"></rect>
      """
  case .circle:
    return """
      <circle class="\(look)" cx="\(box.middle)" cy="\(middle)" r="\(box.width / 2)"></circle>
      """
  case .diamond, .unknown:
    return """
      <polygon class="\(look)" points="\(box.middle),\(box.y) \(box.right),\(middle) \
      \(box.middle),\(box.bottom) \(box.x),\(middle)"></polygon>
      """
  case .triangle:
    return """
      <polygon class="\(look)" points="\(box.middle),\(box.y) \(box.right),\(box.bottom) \
      \(box.x),\(box.bottom)"></polygon>
      """
  }
}

private func cross(_ box: PictureBox, hasAge: Bool) -> HTML {
  let box = inset(box, 4)
  let plate: HTML? =
    hasAge
    ? """
    <rect class="picture-plate" x="\(box.middle - 13)" y="\(box.y + box.height / 2 - 9)" \
    width="26" height="18"></rect>
    """ : nil
  return """
    <path class="picture-line" d="M\(box.x) \(box.y)L\(box.right) \(box.bottom)\
    M\(box.right) \(box.y)L\(box.x) \(box.bottom)"></path>\(plate)
    """
}

/// The age, or the mark for what is not known.
private func inner(_ person: GenogramLayout.Person) -> HTML {
  let text = person.member.shape == .unknown ? "?" : person.member.age
  guard let text else { return "" }
  let y = person.symbol.y + person.symbol.height / 2 + (person.member.shape == .triangle ? 14 : 5)
  return "<text class=\"picture-age\" x=\"\(person.symbol.middle)\" y=\"\(y)\">\(text)</text>"
}

private func under(_ person: GenogramLayout.Person) -> HTML {
  var y = person.symbol.bottom + 4 + GenogramLayout.nameSize - 1
  var text: HTML = ""
  for name in person.name {
    text += """
      <text class="picture-name" x="\(person.box.middle)" \
      y="\(y)"\(squeeze(name, person.box.width, GenogramLayout.nameSize, isBold: true))>\(name)</text>
      """
    y += GenogramLayout.nameLine
  }
  y -= GenogramLayout.nameLine - GenogramLayout.wordLine
  for word in person.words {
    text += """
      <text class="picture-word" x="\(person.box.middle)" \
      y="\(y)"\(squeeze(word, person.box.width, GenogramLayout.wordSize))>\(word)</text>
      """
    y += GenogramLayout.wordLine
  }
  return text
}
