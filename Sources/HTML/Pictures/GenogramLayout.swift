/// A rectangle in the units of a picture, which are CSS pixels.
package struct PictureBox: Sendable, Equatable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  package var right: Int { x + width }
  package var bottom: Int { y + height }
  package var middle: Int { x + width / 2 }

  /// Whether they share more than an edge.
  package func overlaps(_ other: PictureBox) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }
}

package struct PicturePoint: Sendable, Equatable, Hashable {
  package var x: Int
  package var y: Int
}

/// Where everything of a ``Genogram`` stands. Pure and deterministic: the same family gives the same
/// picture to the last unit.
///
/// Generations stand in rows, partners side by side where both can be, brothers and sisters oldest at
/// left, with few crossings. Records that contradict themselves are drawn as far as they go and never
/// stop it.
package struct GenogramLayout: Sendable, Equatable {
  package struct Person: Sendable, Equatable {
    /// Place in `Genogram.members`, without those who stand there twice.
    package let member: Genogram.Member
    package let isCentre: Bool
    package let row: Int
    package var symbol: PictureBox
    /// Symbol, name and words.
    package var box: PictureBox
    package let name: [String]
    package let words: [String]
  }

  package struct Line: Sendable, Equatable {
    package enum Look: String, Sendable { case solid, dashed, dotted }
    package var points: [PicturePoint]
    package let look: Look
    /// Lines of one family may touch; those of two that meet are a crossing.
    package let family: Int
  }

  /// Through the line of a couple: one for separated, two for divorced.
  package struct Slash: Sendable, Equatable {
    package var at: PicturePoint
    package let count: Int
  }

  package struct Text: Sendable, Equatable {
    package var box: PictureBox
    package let lines: [String]
    /// How wide it may be at most.
    package let room: Int
  }

  package struct Home: Sendable, Equatable {
    /// Place in `Genogram.homes`.
    package let home: Int
    package let hasCentre: Bool
    /// Each piece a closed outline of horizontal and vertical lines.
    package var pieces: [[PicturePoint]]
    package var labels: [Text]
  }

  package internal(set) var people: [Person] = []
  package internal(set) var lines: [Line] = []
  package internal(set) var slashes: [Slash] = []
  /// Over the lines of couples and beside those of adopted and fostered children.
  package internal(set) var words: [Text] = []
  package internal(set) var homes: [Home] = []
  package internal(set) var width = 0
  package internal(set) var height = 0
  /// The names of those whom the record makes each other's parent and child at once.
  package internal(set) var contradictions: [(parent: String, child: String)] = []
  /// Couples who do not stand side by side, by their ids.
  package internal(set) var apart: [(String, String)] = []
  /// For each family: its children, oldest first, by their ids. Half-brothers and half-sisters without
  /// a parent on the record are not one.
  package internal(set) var families: [[String]] = []

  package static func == (one: GenogramLayout, other: GenogramLayout) -> Bool {
    one.people == other.people && one.lines == other.lines && one.slashes == other.slashes
      && one.words == other.words && one.homes == other.homes && one.width == other.width
      && one.height == other.height
  }

  // Sizes, in CSS pixels at the picture's own size.
  static let boxWidth = 96
  static let symbol = 48
  static let gap = 24
  /// Members stand on a grid, so that lines are straight or clearly bent; a column is six of it.
  static let grid = 20
  static let nameSize = 14
  static let wordSize = 13
  static let nameLine = 17
  static let wordLine = 16
  static let pad = 7
  static let padTop = 16
  static let homeLabel = 20
  static let lane = 12
  static let margin = 20

  /// - Parameter isSorted: false leaves the order of the rows as given: what the search for few
  ///   crossings is measured against.
  package init(_ genogram: Genogram, isSorted: Bool = true) {
    let kin = Kin(genogram)
    guard kin.count > 0 else { return }
    let rows = GenogramRows(kin)
    let families = GenogramFamilies(kin, rows)
    let order = GenogramOrder(families, GenogramBlocks(families), isSorted: isSorted)
    contradictions = rows.contradicting.map {
      (kin.members[$0.parent].name, kin.members[$0.child].name)
    }
    apart = (order.blocks.apart + families.uneven).map {
      (kin.members[$0.first].id, kin.members[$0.second].id)
    }
    self.families = families.families.filter { $0.look != .halfSiblings }
      .map { $0.children.map { kin.members[$0].id } }
    let columns = GenogramColumns(families, order)
    var drawing = GenogramRouting(families, order, columns)
    drawing.route()
    people = drawing.people
    lines = drawing.lines
    slashes = drawing.slashes
    words = drawing.words
    homes = GenogramHomes(kin, drawing).homes
    settle()
  }

  /// How often lines of two families meet.
  package var crossings: Int {
    var count = 0
    let parts = lines.flatMap { line in
      zip(line.points, line.points.dropFirst()).map { (line.family, $0, $1) }
    }
    for (index, one) in parts.enumerated() {
      for other in parts[(index + 1)...] where one.0 != other.0 {
        let isLevel = one.1.y == one.2.y
        guard isLevel != (other.1.y == other.2.y) else { continue }
        let (level, upright) = isLevel ? (one, other) : (other, one)
        let x = upright.1.x
        let y = level.1.y
        if min(level.1.x, level.2.x) < x, x < max(level.1.x, level.2.x),
          min(upright.1.y, upright.2.y) < y, y < max(upright.1.y, upright.2.y)
        {
          count += 1
        }
      }
    }
    return count
  }

  /// Moves all of it so that it begins at the margin, and takes its size.
  private mutating func settle() {
    var corners = people.flatMap { [$0.box, $0.symbol] } + words.map(\.box)
    corners += homes.flatMap { $0.labels.map(\.box) }
    let points = lines.flatMap(\.points) + homes.flatMap { $0.pieces.flatMap { $0 } }
    let left = min(corners.map(\.x).min() ?? 0, points.map(\.x).min() ?? Int.max) - Self.margin
    let top = min(corners.map(\.y).min() ?? 0, points.map(\.y).min() ?? Int.max) - Self.margin
    let right = max(corners.map(\.right).max() ?? 0, points.map(\.x).max() ?? Int.min)
    let bottom = max(corners.map(\.bottom).max() ?? 0, points.map(\.y).max() ?? Int.min)
    width = right - left + Self.margin
    height = bottom - top + Self.margin
    func move(_ box: inout PictureBox) {
      box.x -= left
      box.y -= top
    }
    func move(_ point: inout PicturePoint) {
      point.x -= left
      point.y -= top
    }
    for index in people.indices {
      move(&people[index].symbol)
      move(&people[index].box)
    }
    for index in lines.indices {
      for point in lines[index].points.indices { move(&lines[index].points[point]) }
    }
    for index in slashes.indices { move(&slashes[index].at) }
    for index in words.indices { move(&words[index].box) }
    for index in homes.indices {
      for piece in homes[index].pieces.indices {
        for point in homes[index].pieces[piece].indices { move(&homes[index].pieces[piece][point]) }
      }
      for label in homes[index].labels.indices { move(&homes[index].labels[label].box) }
    }
  }
}
