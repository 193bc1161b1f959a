/// The four levels of need as a half-ring, read from left to right. It shows where a level stands
/// and, once somebody has chosen one, which; it never computes anything.
///
/// Inside a form a pointer follows the chosen radio of the question named `level` by style alone, so
/// that it works without script; `chosen` is what is chosen already.
package struct Windscreen: Sendable {
  package struct Segment: Sendable {
    /// 1 to 4.
    package let number: Int
    package let name: String
    package let meaning: String
    package init(number: Int, name: String, meaning: String) {
      self.number = number
      self.name = name
      self.meaning = meaning
    }
  }

  package let segments: [Segment]
  package let chosen: Int?

  package init(_ segments: [Segment], chosen: Int? = nil) {
    self.segments = Array(segments.prefix(Self.shapes.count))
    self.chosen = chosen
  }

  /// The outline of each segment, the middle of its text, and where its pointer leads: eighths of a
  /// turn around 320, 300, with radii of 275 and 135.
  private static let shapes:
    [(path: String, text: (x: Int, y: Int), tip: (x: Int, y: Int), foot: String)] = [
      (
        "M45 300A275 275 0 0 1 126 106L225 205A135 135 0 0 0 185 300Z", (127, 216), (201, 251),
        "317 290 323 310"
      ),
      (
        "M126 106A275 275 0 0 1 320 25L320 165A135 135 0 0 0 225 205Z", (241, 106), (271, 181),
        "310 297 330 303"
      ),
      (
        "M320 25A275 275 0 0 1 514 106L415 205A135 135 0 0 0 320 165Z", (399, 106), (369, 181),
        "310 303 330 297"
      ),
      (
        "M514 106A275 275 0 0 1 595 300L455 300A135 135 0 0 0 415 205Z", (513, 216), (439, 251),
        "317 310 323 290"
      ),
    ]

  var title: String {
    guard let segment = segments.first(where: { $0.number == chosen }) else {
      return "The levels of need side by side"
    }
    return "Level \(segment.number) was chosen: \(segment.name)"
  }

  private var description: String {
    let all = segments.map { "level \($0.number), \($0.name)" }.joined(separator: "; ")
    let now =
      chosen.map { "A pointer leads to level \($0)." } ?? "A pointer leads to the level you choose."
    return "A half-ring like a windscreen. From left to right: \(all). \(now)"
  }

  private var drawing: HTML {
    var drawing: HTML = ""
    for (segment, shape) in zip(segments, Self.shapes) {
      let lines = TextWidth.wrap(segment.name, width: 118, size: 16, lines: 3)
      var text: HTML = ""
      var y = shape.text.y - lines.count * 10
      text += """
        <text class="windscreen-level" x="\(shape.text.x)" y="\(y)">Level \(segment.number)</text>
        """
      for line in lines {
        y += 20
        text += "<text x=\"\(shape.text.x)\" y=\"\(y)\">\(line)</text>"
      }
      drawing += """
        <g class="windscreen-\(segment.number)\(chosen == segment.number ? " is-chosen" : "")">\
        <path d="\(shape.path)"></path>\(text)\
        <polygon class="windscreen-pointer" points="\(shape.foot) \(shape.tip.x) \(shape.tip.y)">\
        </polygon></g>

        """
    }
    return "\(drawing)<circle class=\"windscreen-hub\" cx=\"320\" cy=\"300\" r=\"13\"></circle>"
  }

  /// The picture with its words, and the same as a table.
  package func figure(id: String, caption: String) -> HTML {
    let rows = segments.map { segment in
      TableRow([
        "Level \(segment.number): \(segment.name)", "\(segment.meaning)",
      ])
    }
    return """
      <div class="windscreen">\(HTML.figurePart(
        id: id, title: title, description: description, height: 325, drawing: drawing,
        caption: caption))
      \(each: segments, { segment in
        """
        <p class="windscreen-words windscreen-\(segment.number)">\
        You have chosen level \(segment.number): \(segment.name).</p>

        """
      })\(details(
        "The same as a table",
        content: table(
          id: "\(id)-table", caption: "Levels of need", columns: [
            Column("Level"), Column("What it means"),
          ], rows: rows, isCaptionHidden: true)))</div>
      """
  }
}

extension HTML {
  /// A figure without its table.
  static func figurePart(
    id: String, title: String, description: String, height: Int, drawing: HTML, caption: String
  ) -> HTML {
    """
    <figure class="figure"><h3 id="\(id)-heading">\(title)</h3>
    <div class="scroll" role="region" tabindex="0" aria-labelledby="\(id)-heading">
    <svg role="img" aria-labelledby="\(id)-title \(id)-desc" viewBox="0 0 640 \(height)" \
    width="640" height="\(height)"><title id="\(id)-title">\(title)</title>\
    <desc id="\(id)-desc">\(description)</desc>
    \(drawing)</svg></div>
    <figcaption>\(caption)</figcaption></figure>
    """
  }
}

/// One cell of a matrix: boxes to tick, or the same as a list where nothing is to be ticked.
package struct MatrixCell: Sendable {
  package let name: String
  package let choices: [Choice]
  package init(_ name: String, _ choices: [Choice]) {
    self.name = name
    self.choices = choices
  }
}

/// Levels down, domains across. With `chosen` its cells hold boxes, ticked as it says.
package func indicatorMatrix(
  id: String, caption: String, corner: String, columns: [String],
  rows: [(title: String, cells: [MatrixCell])], chosen: Set<String>?
) -> HTML {
  // The first box of each name has the name as its id, so that a message leads to it.
  var named: Set<String> = []
  func cell(_ cell: MatrixCell, _ column: String) -> HTML {
    // Where there is no room for columns, each cell says its own.
    "<p class=\"matrix-column\">\(column)</p>\(content(cell))"
  }
  func content(_ cell: MatrixCell) -> HTML {
    if cell.choices.isEmpty { return "<span class=\"unknown\">Nothing named</span>" }
    guard let chosen else {
      return "<ul>\(each: cell.choices, { "<li>\($0.text)</li>" })</ul>"
    }
    return HTML(each: cell.choices) { choice in
      let key =
        named.insert(cell.name).inserted
        ? cell.name : "\(cell.name)-\(choice.value.filter { $0 != "." })"
      return """
        <div class="choice"><input type="checkbox" id="\(key)" name="\(cell.name)" \
        value="\(choice.value)"\(flag("checked", chosen.contains(choice.value)))>\
        <label for="\(key)">\(choice.text)</label></div>

        """
    }
  }
  let lines = rows.map { row -> TableRow in
    TableRow(["\(row.title)"] + zip(row.cells, columns).map { cell($0, $1) })
  }
  return """
    <div class="matrix">\(table(
      id: id, caption: caption,
      columns: [Column(corner)] + columns.map { Column($0) }, rows: lines))</div>
    """
}
