/// A child or a household in the middle and those around them: family, friends, professionals, each
/// with how strong the tie is.
package struct Ecomap: Sendable, Equatable {
  /// Hartman's lines: thick, thin, dashed, jagged.
  package enum Tie: String, Sendable, CaseIterable { case strong, weak, tenuous, stressful }

  package struct Circle: Sendable, Equatable {
    package let name: String
    /// `School`, `Grandmother`.
    package let role: String
    /// Nil: not on the record.
    package let tie: Tie?
    /// On the line; the tie's own word where there is none.
    package let word: String?

    package init(_ name: String, role: String, tie: Tie? = nil, word: String? = nil) {
      self.name = name
      self.role = role
      self.tie = tie
      self.word = word ?? tie?.rawValue
    }
  }

  /// In the middle; several for a household.
  package let centre: [String]
  /// Clockwise from the top.
  package let circles: [Circle]

  package init(centre: [String], circles: [Circle]) {
    self.centre = centre
    self.circles = circles
  }

  /// To fill in by hand, with the child.
  package static func blank(_ centre: [String]) -> Ecomap {
    Ecomap(centre: centre, circles: Array(repeating: Circle("", role: ""), count: 10))
  }

  /// More than these are told in the table alone.
  package static let most = 18
}

/// Where the circles of an ``Ecomap`` stand: on a ring that is as wide as it must be for nothing to
/// lie on anything else.
package struct EcomapLayout: Sendable, Equatable {
  package struct Node: Sendable, Equatable {
    /// Nil: the one in the middle.
    package let circle: Ecomap.Circle?
    package let box: PictureBox
    package let name: [String]
    package let role: [String]
  }
  package struct Tie: Sendable, Equatable {
    package let from: PicturePoint
    package let to: PicturePoint
    package let tie: Ecomap.Tie?
    package let word: GenogramLayout.Text?
  }

  package private(set) var nodes: [Node] = []
  package private(set) var ties: [Tie] = []
  package private(set) var width = 0
  package private(set) var height = 0
  package let isBlank: Bool

  static let nodeSize = (width: 152, height: 92)
  static let centreSize = 128
  static let textSize = 13

  package init(_ ecomap: Ecomap) {
    isBlank = ecomap.circles.contains { $0.name.isEmpty }
    let circles = Array(ecomap.circles.prefix(Ecomap.most))
    var scale = 1.0
    for _ in 0..<60 {
      place(ecomap.centre, circles, scale, isBlank)
      if !isCrowded { break }
      scale += 0.05
    }
  }

  /// Circles and words, all of which keep clear of each other.
  package var boxes: [PictureBox] { nodes.map(\.box) + ties.compactMap { $0.word?.box } }

  private var isCrowded: Bool {
    let all = boxes.map {
      PictureBox(x: $0.x - 4, y: $0.y - 4, width: $0.width + 8, height: $0.height + 8)
    }
    for (index, one) in all.enumerated() {
      for other in all[(index + 1)...] where one.overlaps(other) { return true }
    }
    return false
  }

  private mutating func place(
    _ centre: [String], _ circles: [Ecomap.Circle], _ scale: Double, _ isBlank: Bool
  ) {
    let (wide, high) = (Self.nodeSize.width, Self.nodeSize.height)
    let (ringX, ringY) = (290 * scale, 205 * scale)
    let middle = PicturePoint(
      x: Int(ringX) + wide / 2 + 12, y: Int(ringY) + high / 2 + 12)
    width = 2 * middle.x
    height = 2 * middle.y
    let half = Self.centreSize / 2
    nodes = [
      Node(
        circle: nil,
        box: PictureBox(
          x: middle.x - half, y: middle.y - half, width: 2 * half, height: 2 * half),
        name: centre.prefix(4).flatMap {
          TextWidth.wrap($0, width: 104, size: 14, isBold: true, lines: 2)
        }, role: [])
    ]
    ties = []
    for (index, circle) in circles.enumerated() {
      let (sine, cosine) = Self.direction(Double(index) / Double(circles.count))
      let x = middle.x + Int((ringX * sine).rounded())
      let y = middle.y - Int((ringY * cosine).rounded())
      let role = TextWidth.wrap(circle.role, width: wide - 40, size: Self.textSize, lines: 2)
      nodes.append(
        Node(
          circle: circle,
          box: PictureBox(x: x - wide / 2, y: y - high / 2, width: wide, height: high),
          name: TextWidth.wrap(
            circle.name, width: wide - 36, size: Self.textSize, isBold: true,
            lines: role.count > 1 ? 2 : 3), role: role))
      if !isBlank { ties.append(Self.tie(circle, middle, PicturePoint(x: x, y: y))) }
    }
  }

  private static func tie(
    _ circle: Ecomap.Circle, _ middle: PicturePoint, _ node: PicturePoint
  ) -> Tie {
    let (dx, dy) = (Double(node.x - middle.x), Double(node.y - middle.y))
    let length = max(1, (dx * dx + dy * dy).squareRoot())
    let (ux, uy) = (dx / length, dy / length)
    let start = Double(centreSize / 2)
    let (rx, ry) = (Double(nodeSize.width) / 2, Double(nodeSize.height) / 2)
    let end = length - 1 / ((ux / rx) * (ux / rx) + (uy / ry) * (uy / ry)).squareRoot()
    func point(_ at: Double) -> PicturePoint {
      PicturePoint(
        x: middle.x + Int((ux * at).rounded()), y: middle.y + Int((uy * at).rounded()))
    }
    var word: GenogramLayout.Text?
    if let text = circle.word {
      let shown = TextWidth.cut(text, width: 110, size: textSize)
      let wide = TextWidth.of(shown, size: textSize)
      let at = point(start + (end - start) * 0.55)
      word = GenogramLayout.Text(
        box: PictureBox(x: at.x - wide / 2 - 3, y: at.y - 9, width: wide + 6, height: 18),
        lines: [shown], room: 110)
    }
    return Tie(from: point(start), to: point(end), tie: circle.tie, word: word)
  }

  /// Sine and cosine of a part of a turn, by their series: this floor has no library of mathematics.
  static func direction(_ part: Double) -> (sine: Double, cosine: Double) {
    let x = (part > 0.5 ? part - 1 : part) * 2 * Double.pi
    var (sine, cosine) = (0.0, 0.0)
    var term = 1.0
    for power in 0..<24 {
      switch power % 4 {
      case 0: cosine += term
      case 1: sine += term
      case 2: cosine -= term
      default: sine -= term
      }
      term *= x / Double(power + 1)
    }
    return (sine, cosine)
  }
}
