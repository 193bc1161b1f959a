/// The outline around those who live together: exactly them.
///
/// In each row, neighbours of one home without anybody else between them share a frame. Frames in two
/// rows that lie over each other are joined by the stretch they share; so no outline ever meets
/// another, and one home may come in several pieces, each with its name.
struct GenogramHomes {
  private(set) var homes: [GenogramLayout.Home] = []

  private struct Frame {
    let home: Int
    let row: Int
    let box: PictureBox
    let count: Int
  }

  private static let least = 28

  init(_ kin: Kin, _ drawing: GenogramRouting) {
    let frames = Self.frames(kin, drawing)
    for home in Set(kin.home.compactMap { $0 }).sorted() {
      let own = frames.filter { $0.home == home }
      var piece = Array(own.indices)
      var joins: [(one: Int, box: PictureBox)] = []
      func root(_ index: Int) -> Int {
        var index = index
        while piece[index] != index { index = piece[index] }
        return index
      }
      for (index, frame) in own.enumerated() {
        for (other, next) in own.enumerated() where next.row == frame.row + 1 {
          let low = max(frame.box.x, next.box.x)
          let high = min(frame.box.right, next.box.right)
          // Twice around would close a ring, with somebody else inside it.
          guard high - low >= Self.least, root(index) != root(other) else { continue }
          piece[root(other)] = root(index)
          joins.append(
            (
              index,
              PictureBox(
                x: low, y: frame.box.bottom, width: high - low,
                height: next.box.y - frame.box.bottom)
            ))
        }
      }
      var outlines: [[PicturePoint]] = []
      var labels: [GenogramLayout.Text] = []
      for start in own.indices where root(start) == start {
        let parts = own.indices.filter { root($0) == start }
        let boxes =
          parts.map { own[$0].box } + joins.filter { root($0.one) == start }.map(\.box)
        outlines.append(Outline(of: boxes).points)
        if let label = Self.label(parts.map { own[$0] }, kin.homeName(home), drawing) {
          labels.append(label)
        }
      }
      homes.append(
        GenogramLayout.Home(
          home: home, hasCentre: kin.home[kin.centre] == home, pieces: outlines, labels: labels))
    }
  }

  private static func frames(_ kin: Kin, _ drawing: GenogramRouting) -> [Frame] {
    var frames: [Frame] = []
    for (row, members) in drawing.rows.enumerated() {
      var index = 0
      while index < members.count {
        guard let home = kin.home[members[index]] else {
          index += 1
          continue
        }
        let start = index
        while index < members.count, kin.home[members[index]] == home { index += 1 }
        let (first, last) = (members[start], members[index - 1])
        let left = drawing.people[first].box.x - GenogramLayout.pad
        let deepest = members[start..<index].map { drawing.people[$0].box.bottom }.max() ?? 0
        frames.append(
          Frame(
            home: home, row: row,
            box: PictureBox(
              x: left, y: drawing.top[row],
              width: drawing.people[last].box.right + GenogramLayout.pad - left,
              height: deepest + 6 + GenogramLayout.homeLabel - drawing.top[row]),
            count: index - start))
      }
    }
    return frames
  }

  /// The name stands at the foot of a frame, where no line runs down.
  private static func label(_ frames: [Frame], _ name: String, _ drawing: GenogramRouting)
    -> GenogramLayout.Text?
  {
    let size = GenogramLayout.wordSize
    let wanted = TextWidth.of(name, size: size)
    var best: (room: Int, x: Int, y: Int)?
    for frame in frames.sorted(by: { ($0.row, $0.box.x) > ($1.row, $1.box.x) }) {
      let y = frame.box.bottom - GenogramLayout.homeLabel + 1
      let crossing = drawing.lines.flatMap { line in
        zip(line.points, line.points.dropFirst()).filter {
          $0.x == $1.x && min($0.y, $1.y) < y + 16 && max($0.y, $1.y) > y
        }.map { $0.0.x }
      }
      let edges =
        [frame.box.x + 4]
        + crossing.filter { frame.box.x < $0 && $0 < frame.box.right }.sorted()
        + [frame.box.right - 4]
      for (one, next) in zip(edges, edges.dropFirst()) {
        let room = min(next - one - 12, wanted)
        if room > (best?.room ?? 36) { best = (room, one + 6, y) }
      }
    }
    guard let best else { return nil }
    let text = TextWidth.cut(name, width: best.room, size: size)
    return GenogramLayout.Text(
      box: PictureBox(
        x: best.x, y: best.y, width: min(best.room, TextWidth.of(text, size: size)), height: 16),
      lines: [text], room: best.room)
  }
}

/// The border of rectangles that touch or overlap and leave no hole, as one closed line.
struct Outline {
  private(set) var points: [PicturePoint] = []

  init(of boxes: [PictureBox]) {
    let xs = Set(boxes.flatMap { [$0.x, $0.right] }).sorted()
    let ys = Set(boxes.flatMap { [$0.y, $0.bottom] }).sorted()
    guard xs.count > 1, ys.count > 1 else { return }
    func isInside(_ column: Int, _ row: Int) -> Bool {
      guard column >= 0, row >= 0, column < xs.count - 1, row < ys.count - 1 else { return false }
      return boxes.contains {
        $0.x <= xs[column] && xs[column + 1] <= $0.right && $0.y <= ys[row]
          && ys[row + 1] <= $0.bottom
      }
    }
    // Edges with the inside at their right hand, from corner to corner of the grid.
    var next: [PicturePoint: [PicturePoint]] = [:]
    for row in 0..<(ys.count - 1) {
      for column in 0..<(xs.count - 1) where isInside(column, row) {
        let (left, right, up, down) = (xs[column], xs[column + 1], ys[row], ys[row + 1])
        func edge(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int) {
          next[PicturePoint(x: x1, y: y1), default: []].append(PicturePoint(x: x2, y: y2))
        }
        if !isInside(column, row - 1) { edge(left, up, right, up) }
        if !isInside(column + 1, row) { edge(right, up, right, down) }
        if !isInside(column, row + 1) { edge(right, down, left, down) }
        if !isInside(column - 1, row) { edge(left, down, left, up) }
      }
    }
    guard let start = next.keys.min(by: { ($0.y, $0.x) < ($1.y, $1.x) }) else { return }
    var at = start
    var walked: [PicturePoint] = []
    while let to = next[at]?.popLast() {
      walked.append(at)
      at = to
    }
    for (index, point) in walked.enumerated() {
      let before = walked[(index + walked.count - 1) % walked.count]
      let after = walked[(index + 1) % walked.count]
      if (before.x == point.x) != (point.x == after.x) { points.append(point) }
    }
  }
}
