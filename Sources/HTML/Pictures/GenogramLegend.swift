/// What the shapes and lines of this picture mean: only those that are in it.
func genogramLegend(_ layout: GenogramLayout) -> HTML {
  var rows: [(HTML, String)] = []
  let shapes = Set(layout.people.map(\.member.shape))
  let sample = PictureBox(x: 14, y: 2, width: 20, height: 20)
  let names: [(Genogram.Shape, String)] = [
    (.square, "Male"), (.circle, "Female"), (.diamond, "Another gender, in their own words"),
    (.unknown, "Not known"), (.triangle, "Expected baby"),
  ]
  for (kind, words) in names where shapes.contains(kind) {
    let mark: HTML? =
      kind == .unknown ? "<text class=\"picture-age\" x=\"24\" y=\"17\">?</text>" : nil
    rows.append((shape(kind, sample, isCentre: false) + (mark ?? ""), words))
  }
  rows.append((shape(.square, sample, isCentre: true), "Double outline: the one in the middle"))
  if layout.people.contains(where: { $0.member.hasDied }) {
    rows.append(
      (
        shape(.square, sample, isCentre: false)
          + "<path class=\"picture-line\" d=\"M14 2L34 22M34 2L14 22\"></path>",
        "Cross: has died"
      ))
  }
  rows += lines(layout)
  if !layout.homes.isEmpty {
    rows.append(
      (
        "<rect class=\"picture-home\" x=\"2\" y=\"3\" width=\"44\" height=\"18\" rx=\"6\"></rect>",
        "Dashed loop: live together"
      ))
  }
  return details(
    "What the shapes and lines mean",
    content: """
      <ul class="picture-legend">\(each: rows, { row in
        """
        <li><svg class="genogram" aria-hidden="true" focusable="false" viewBox="0 0 48 24" \
        width="48" height="24">\(row.0)</svg> \(row.1)</li>

        """
      })</ul>
      """)
}

private func lines(_ layout: GenogramLayout) -> [(HTML, String)] {
  var rows: [(HTML, String)] = []
  func stroke(_ look: GenogramLayout.Line.Look) -> HTML {
    "<path class=\"picture-line picture-\(look.rawValue)\" d=\"M2 12L46 12\"></path>"
  }
  func slashes(_ count: Int) -> HTML {
    HTML(each: 0..<count) { number in
      let x = 20 + number * 6
      return "<path class=\"picture-line\" d=\"M\(x) 21L\(x + 8) 3\"></path>"
    }
  }
  let level = layout.coupleLooks
  if level.contains(.solid) { rows.append((stroke(.solid), "Between two people: married")) }
  if level.contains(.dashed) {
    rows.append((stroke(.dashed), "Between two people: living together or in a relationship"))
  }
  if level.contains(.dotted) {
    rows.append(
      (stroke(.dotted), "Between two parents: whether they are a couple is not recorded"))
  }
  if layout.slashes.contains(where: { $0.count == 1 }) {
    rows.append((stroke(.dashed) + slashes(1), "One slash: separated"))
  }
  if layout.slashes.contains(where: { $0.count == 2 }) {
    rows.append((stroke(.solid) + slashes(2), "Two slashes: divorced"))
  }
  let down = layout.familyLooks
  if down.contains(.dashed) {
    rows.append((stroke(.dashed), "Down to a child, with a word: not a child by birth"))
  }
  if down.contains(.dotted) {
    rows.append(
      (stroke(.dotted), "Over brothers and sisters: their parents are not recorded"))
  }
  return rows
}

extension GenogramLayout {
  /// How couples are drawn in this picture, those who are still together.
  var coupleLooks: Set<Line.Look> { Set(lines.filter { $0.family >= 1_000 }.map(\.look)) }
  /// How children hang in it.
  var familyLooks: Set<Line.Look> { Set(lines.filter { $0.family < 1_000 }.map(\.look)) }
}
