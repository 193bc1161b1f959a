import Testing

@testable import HTML

/// What must hold of every picture, of hundreds of families made up from a seed.
@Suite("A genogram of any family")
struct GenogramPropertyTests {
  static let sizes = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 21, 25, 30, 35, 40]
  static let seeds = UInt64(1)...16

  struct Drawn: Sendable {
    let family: Genogram
    let layout: GenogramLayout
    let name: String
  }

  static let all: [Drawn] = sizes.flatMap { size in
    seeds.map { seed in
      let family = InventedFamily.of(size, seed: seed &* 31 &+ UInt64(size))
      return Drawn(
        family: family, layout: GenogramLayout(family), name: "\(size) people, seed \(seed)")
    }
  }

  static func each(_ body: (Genogram, GenogramLayout, String) -> Void) {
    for drawn in all { body(drawn.family, drawn.layout, drawn.name) }
  }

  @Test("Nobody is lost, and nothing lies on anything else")
  func apart() {
    Self.each { family, layout, name in
      #expect(layout.people.count == family.members.count, "\(name)")
      let labels = layout.homes.flatMap { $0.labels.map(\.box) }
      let boxes = layout.people.map(\.box) + labels
      var overlaps = 0
      for (index, one) in boxes.enumerated() {
        for other in boxes[(index + 1)...] where one.overlaps(other) { overlaps += 1 }
      }
      // Words of couples stand between symbols, over their line.
      let words = layout.words.map(\.box)
      for (index, one) in words.enumerated() {
        for other in words[(index + 1)...] where one.overlaps(other) { overlaps += 1 }
        for person in layout.people where one.overlaps(person.symbol) { overlaps += 1 }
        for label in labels where one.overlaps(label) { overlaps += 1 }
        for person in layout.people where one.overlaps(person.names) { overlaps += 1 }
      }
      #expect(overlaps == 0, "\(name)")
      let outside = (boxes + words).filter {
        $0.x < 0 || $0.y < 0 || $0.right > layout.width || $0.bottom > layout.height
      }
      #expect(outside.isEmpty, "\(name)")
    }
  }

  @Test("The outline of a home holds exactly those who live there, whole")
  func homes() {
    Self.each { family, layout, name in
      #expect(layout.homes.count == family.homes.count, "\(name)")
      var wrong = 0
      for home in layout.homes {
        let members = Set(family.homes[home.home].members)
        for person in layout.people {
          let corners = [
            (person.box.x, person.box.y), (person.box.right, person.box.y),
            (person.box.x, person.box.bottom), (person.box.right, person.box.bottom),
            (person.symbol.middle, person.symbol.y + 24),
          ]
          let inside = corners.count { corner in
            home.pieces.contains { Self.holds($0, corner.0, corner.1) }
          }
          let isCut = home.pieces.contains { Self.cuts($0, person.box) }
          if isCut || inside != (members.contains(person.member.id) ? 5 : 0) { wrong += 1 }
        }
      }
      #expect(wrong == 0, "\(name)")
      let pieces = layout.homes.flatMap(\.pieces)
      for (index, one) in pieces.enumerated() {
        for other in pieces[(index + 1)...] {
          let meets = Self.edges(one).contains { edge in
            Self.edges(other).contains { Self.cross(edge, $0) }
          }
          #expect(!meets, "\(name)")
        }
      }
    }
  }

  @Test("Parents stand above their children, brothers and sisters oldest at left")
  func ages() {
    Self.each { family, layout, name in
      let place = Dictionary(uniqueKeysWithValues: layout.people.map { ($0.member.id, $0) })
      for link in family.parents where link.parent != link.child {
        guard let parent = place[link.parent], let child = place[link.child] else { continue }
        let contradicts = layout.contradictions.contains {
          $0 == (parent.member.name, child.member.name)
        }
        #expect(contradicts || parent.box.bottom < child.box.y, "\(name)")
      }
      for children in layout.families {
        let people = children.compactMap { place[$0] }
        for (index, one) in people.enumerated() {
          for other in people[(index + 1)...] where one.row == other.row {
            #expect(one.symbol.x < other.symbol.x, "\(name): \(one.member.id) \(other.member.id)")
            #expect(one.member.born ?? Int.max <= other.member.born ?? Int.max, "\(name)")
          }
        }
      }
    }
  }

  @Test("Partners stand side by side wherever both can")
  func couples() {
    var all = 0
    var unexplained = 0
    Self.each { family, layout, name in
      let place = Dictionary(uniqueKeysWithValues: layout.people.map { ($0.member.id, $0) })
      func partners(_ id: String) -> Int {
        family.couples.count { $0.first == id || $0.second == id }
      }
      for couple in family.couples where couple.first != couple.second {
        guard let one = place[couple.first], let other = place[couple.second] else { continue }
        all += 1
        let isApart = layout.apart.contains {
          $0 == (couple.first, couple.second) || $0 == (couple.second, couple.first)
        }
        if isApart {
          // Somebody stands beside two; and whoever is on the record in two generations, once.
          let most = max(partners(couple.first), partners(couple.second))
          if most < 3, one.row == other.row { unexplained += 1 }
          continue
        }
        let between = layout.people.filter {
          $0.row == one.row && min(one.symbol.x, other.symbol.x) < $0.symbol.x
            && $0.symbol.x < max(one.symbol.x, other.symbol.x)
        }
        #expect(one.row == other.row && between.isEmpty, "\(name)")
      }
    }
    // What is left: partners in a ring, or two pairs of brothers and sisters who are partners crosswise.
    #expect(all > 500)
    #expect(unexplained * 50 <= all, "\(unexplained) of \(all)")
  }

  @Test("The same family gives the same picture, of a bounded size, at once")
  func bounded() {
    let clock = ContinuousClock()
    for size in Self.sizes {
      for seed in UInt64(1)...3 {
        let family = InventedFamily.of(size, seed: seed &+ 1_000)
        let start = clock.now
        let layout = GenogramLayout(family)
        let took = clock.now - start
        #expect(layout == GenogramLayout(family), "\(size) people, seed \(seed)")
        #expect(layout.width <= (size + 2) * 160, "\(size) people, seed \(seed)")
        #expect(layout.height <= (size + 2) * 260, "\(size) people, seed \(seed)")
        // Without optimisation, beside other tests; the figure is in the decision's page.
        #expect(took < .seconds(2), "\(size) people, seed \(seed)")
      }
    }
  }

  @Test("Its lines cross less than half as often as in the order of the record")
  func crossings() {
    var sorted = 0
    var given = 0
    Self.each { family, layout, _ in
      sorted += layout.crossings
      given += GenogramLayout(family, isSorted: false).crossings
    }
    #expect(sorted * 2 < given, "\(sorted) of \(given)")
  }

  // MARK: - Geometry

  typealias Edge = (from: PicturePoint, to: PicturePoint)

  static func edges(_ piece: [PicturePoint]) -> [Edge] {
    piece.indices.map { (piece[$0], piece[($0 + 1) % piece.count]) }
  }

  /// Even and odd: how many upright edges lie at right of the point.
  static func holds(_ piece: [PicturePoint], _ x: Int, _ y: Int) -> Bool {
    edges(piece).count { edge in
      edge.from.x == edge.to.x && edge.from.x > x
        && min(edge.from.y, edge.to.y) <= y && y < max(edge.from.y, edge.to.y)
    } % 2 == 1
  }

  /// Whether an edge runs through the box.
  static func cuts(_ piece: [PicturePoint], _ box: PictureBox) -> Bool {
    edges(piece).contains { edge in
      min(edge.from.x, edge.to.x) < box.right && max(edge.from.x, edge.to.x) > box.x
        && min(edge.from.y, edge.to.y) < box.bottom && max(edge.from.y, edge.to.y) > box.y
    }
  }

  static func cross(_ one: Edge, _ other: Edge) -> Bool {
    min(one.from.x, one.to.x) <= max(other.from.x, other.to.x)
      && min(other.from.x, other.to.x) <= max(one.from.x, one.to.x)
      && min(one.from.y, one.to.y) <= max(other.from.y, other.to.y)
      && min(other.from.y, other.to.y) <= max(one.from.y, one.to.y)
  }
}

extension GenogramLayout.Person {
  /// The part with the name.
  var names: PictureBox {
    PictureBox(x: box.x, y: symbol.bottom, width: box.width, height: box.bottom - symbol.bottom)
  }
}
