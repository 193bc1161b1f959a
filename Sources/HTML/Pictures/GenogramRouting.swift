/// Heights, symbols and lines. Between two rows each family has a level line of its own, so that no
/// two lie on each other; what must pass a row goes between its boxes.
struct GenogramRouting {
  typealias Size = GenogramLayout

  var people: [GenogramLayout.Person] = []
  var lines: [GenogramLayout.Line] = []
  var slashes: [GenogramLayout.Slash] = []
  var words: [GenogramLayout.Text] = []
  /// The members of each row from left to right.
  let rows: [[Int]]
  /// Between which heights the outlines of homes run in each row.
  private(set) var top: [Int]
  private(set) var bottom: [Int]

  /// A family's way through one gap: verticals from above, a level line, verticals down.
  struct Hop {
    let family: Int
    let look: GenogramLayout.Line.Look
    var above: [(x: Int, y: Int)]
    var below: [(x: Int, y: Int)]
    var lane = 0

    var low: Int { (above + below).map(\.x).min() ?? 0 }
    var high: Int { (above + below).map(\.x).max() ?? 0 }
    func spans(_ x: Int) -> Bool { low < x && x < high }
  }
  struct Arch {
    let couple: Kin.Couple
    let left: Int
    let right: Int
    var lane = 0
  }
  /// Who hangs from a family, by the numbers of rows: heights are not known yet.
  enum End { case anchor(Int, Int?), child(Int), pass }

  let families: GenogramFamilies
  let kin: Kin
  let x: [Int]
  var gaps: [[(hop: Hop, above: [End], below: [End])]]
  var arches: [[Arch]]
  private var entered: [Int: Int] = [:]
  private var left: [Int: Int] = [:]

  init(_ families: GenogramFamilies, _ order: GenogramOrder, _ columns: GenogramColumns) {
    self.families = families
    kin = families.kin
    x = columns.x
    rows = order.rows.indices.map { order.members($0) }
    top = Array(repeating: 0, count: rows.count)
    bottom = top
    gaps = Array(repeating: [], count: rows.count + 1)
    arches = Array(repeating: [], count: rows.count)
    for couple in order.blocks.apart {
      let (left, right) =
        columns.x[couple.first] < columns.x[couple.second]
        ? (couple.first, couple.second) : (couple.second, couple.first)
      arches[families.row[left]].append(Arch(couple: couple, left: left, right: right))
    }
  }

  mutating func route() {
    for row in arches.indices { stackArches(row) }
    for index in families.families.indices { hang(index) }
    for (index, couple) in families.uneven.enumerated() { tie(couple, 10_000 + index) }
    for gap in gaps.indices { assignLanes(gap) }
    measure()
    drawCouples()
    drawGaps()
  }

  // MARK: - What hangs where

  func look(_ family: GenogramFamily) -> GenogramLayout.Line.Look {
    switch family.look {
    case .birth: .solid
    case .adopted, .fostered, .step, .caredFor: .dashed
    case .siblings, .halfSiblings: .dotted
    }
  }

  /// Somebody's own line upwards, and beside it those of other families.
  private mutating func entry(_ child: Int) -> Int {
    let number = entered[child, default: 0]
    entered[child] = number + 1
    return x[child] + [0, 12, -12, 6, -6][min(number, 4)]
  }

  private mutating func hang(_ index: Int) {
    let family = families.families[index]
    let look = look(family)
    let children = family.children.map { (child: $0, x: entry($0)) }
    guard let parent = family.parents.first else {
      // Only a line over brothers and sisters.
      guard let row = family.children.map({ families.row[$0] }).min() else { return }
      let here = children.filter { families.row[$0.child] == row }
      add(index, look, gap: row, above: [], below: here.map { ($0.x, End.child($0.child)) })
      return
    }
    let row = families.row[parent]
    var above: [(x: Int, end: End)] = [anchor(family, children.map(\.x))]
    for distant in family.distant {
      let way = passage(from: x[distant], rows: (families.row[distant] + 1)..<(row + 1))
      descend(
        index, look, from: (x[distant], .anchor(distant, nil)), gap: families.row[distant] + 1,
        way: way)
      above.append((way.last ?? x[distant], .pass))
    }
    var below: [(x: Int, end: End)] = []
    for (child, place) in children {
      let target = families.row[child]
      if target == row + 1 {
        below.append((place, .child(child)))
        continue
      }
      let way = passage(from: place, rows: (row + 1)..<target)
      below.append((way.first ?? place, .pass))
      descend(
        index, look, from: (way.last ?? place, .pass), gap: target, way: [], to: (place, child))
      for (step, at) in way.enumerated().dropLast() {
        add(
          index, look, gap: row + 2 + step, above: [(at, .pass)],
          below: [(way[step + 1], .pass)])
      }
    }
    add(index, look, gap: row + 1, above: above, below: below)
  }

  /// From somebody down to just under the last row of the way.
  private mutating func descend(
    _ family: Int, _ look: GenogramLayout.Line.Look, from: (x: Int, end: End), gap: Int,
    way: [Int], to child: (x: Int, child: Int)? = nil
  ) {
    if let child {
      add(family, look, gap: gap, above: [from], below: [(child.x, .child(child.child))])
      return
    }
    var from = from
    for (step, at) in way.enumerated() {
      add(family, look, gap: gap + step, above: [from], below: [(at, .pass)])
      from = (at, .pass)
    }
  }

  /// A couple whose two stand in different rows.
  private mutating func tie(_ couple: Kin.Couple, _ family: Int) {
    let (high, low) =
      families.row[couple.first] < families.row[couple.second]
      ? (couple.first, couple.second) : (couple.second, couple.first)
    let (first, last) = (families.row[high] + 1, families.row[low])
    let way = passage(from: x[low], rows: first..<last)
    let look = look(couple.kind)
    descend(family, look, from: (x[high], .anchor(high, nil)), gap: first, way: way)
    add(
      family, look, gap: last,
      above: [way.last.map { ($0, .pass) } ?? (x[high], .anchor(high, nil))],
      below: [(entry(low), .child(low))])
  }

  private mutating func add(
    _ family: Int, _ look: GenogramLayout.Line.Look, gap: Int, above: [(x: Int, end: End)],
    below: [(x: Int, end: End)]
  ) {
    gaps[gap].append(
      (
        Hop(
          family: family, look: look, above: above.map { ($0.x, 0) },
          below: below.map { ($0.x, 0) }),
        above.map(\.end), below.map(\.end)
      ))
  }

  /// From where the line to the children starts: between two partners, in the arch over others, or
  /// under the name of one.
  private mutating func anchor(_ family: GenogramFamily, _ children: [Int]) -> (x: Int, end: End) {
    let middle = ((children.min() ?? 0) + (children.max() ?? 0)) / 2
    func near(_ x: Int, _ most: Int) -> Int {
      children.count == 1 && abs(middle - x) <= most ? middle : x
    }
    let one = family.parents[0]
    guard family.parents.count == 2 else {
      let number = left[one, default: 0]
      left[one] = number + 1
      if number > 0 { return (x[one] + (number % 2 == 1 ? 14 : -14), .anchor(one, nil)) }
      return (near(x[one], 10), .anchor(one, nil))
    }
    let other = family.parents[1]
    let (low, high) = (min(x[one], x[other]), max(x[one], x[other]))
    // A second family of one couple (a child by birth, and one fostered) hangs beside the first.
    let key = -1 - low - high
    let number = left[key, default: 0]
    left[key] = number + 1
    guard let arch = arches[families.row[one]].first(where: { $0.couple.isOf(one, other) })
    else {
      if number > 0 { return ((low + high) / 2 + (number % 2 == 1 ? 8 : -8), .anchor(one, other)) }
      return (near((low + high) / 2, 10), .anchor(one, other))
    }
    let beside = Size.boxWidth / 2 + 9
    let x = abs(low + beside - middle) <= abs(high - beside - middle) ? low + beside : high - beside
    return (x, .anchor(arch.left, arch.right))
  }

  /// A way down between the boxes of rows, as straight as it can be.
  private func passage(from start: Int, rows passed: Range<Int>) -> [Int] {
    var way: [Int] = []
    var from = start
    for row in passed where rows.indices.contains(row) {
      let middles = rows[row].map { x[$0] }
      var free: [Int] = []
      let half = Size.boxWidth / 2
      if let first = middles.first { free.append(first - half - Size.gap / 2 - 4) }
      if let last = middles.last { free.append(last + half + Size.gap / 2 + 4) }
      for (one, next) in zip(middles, middles.dropFirst()) {
        free += [one + half + 7, next - half - 7]
        if next - one > Size.boxWidth + Size.gap + 40, one + half + 20 < from,
          from < next - half - 20
        {
          free.append(from)
        }
      }
      from = free.min { (abs($0 - from), $0) < (abs($1 - from), $1) } ?? from
      way.append(from)
    }
    return way
  }

  // MARK: - Lanes

  private mutating func stackArches(_ row: Int) {
    arches[row].sort { (x[$0.right] - x[$0.left], $0.left) < (x[$1.right] - x[$1.left], $1.left) }
    for index in arches[row].indices {
      let one = arches[row][index]
      let taken = arches[row][..<index].filter {
        x[$0.left] <= x[one.right] && x[one.left] <= x[$0.right]
      }
      arches[row][index].lane = (taken.map(\.lane).max() ?? -1) + 1
    }
  }

  /// How badly the lines meet if the first runs above the second.
  private func price(_ one: Hop, above other: Hop) -> Int {
    var price = 0
    for down in one.below {
      if other.spans(down.x) { price += 2 }
      for up in other.above where abs(up.x - down.x) < 6 { price += 9 }
    }
    for up in other.above where one.spans(up.x) { price += 2 }
    return price
  }

  private mutating func assignLanes(_ gap: Int) {
    var left = Array(gaps[gap].indices)
    var done: [Int] = []
    while !left.isEmpty {
      let prices = left.map { one in
        left.reduce(0) { sum, other in
          guard other != one else { return sum }
          let (a, b) = (gaps[gap][one].hop, gaps[gap][other].hop)
          return sum + price(a, above: b) - price(b, above: a)
        }
      }
      let best = prices.indices.min { (prices[$0], $0) < (prices[$1], $1) } ?? 0
      let one = left.remove(at: best)
      let hop = gaps[gap][one].hop
      let over = done.filter {
        gaps[gap][$0].hop.low - 8 < hop.high && hop.low < gaps[gap][$0].hop.high + 8
      }
      gaps[gap][one].hop.lane = (over.map { gaps[gap][$0].hop.lane }.max() ?? -1) + 1
      done.append(one)
    }
  }

  // MARK: - Heights

  private mutating func measure() {
    var y = 0
    var symbolTop: [Int] = []
    for row in rows.indices {
      let hasHome = rows[row].contains { kin.home[$0] != nil }
      let hasWord = rows[row].contains { child in
        families.families.contains { $0.words[child] != nil }
      }
      if let lanes = arches[row].map(\.lane).max() { y += (lanes + 1) * 20 }
      top[row] = y
      let symbol = y + (hasHome ? Size.padTop : 4) + (hasWord ? 18 : 0)
      symbolTop.append(symbol)
      var deepest = symbol + Size.symbol
      for member in rows[row] { deepest = max(deepest, add(member, at: symbol)) }
      bottom[row] = deepest + (hasHome ? 6 + Size.homeLabel : 4)
      let lanes = row + 1 < gaps.count ? (gaps[row + 1].map(\.hop.lane).max() ?? 0) + 1 : 0
      y = bottom[row] + 12 + lanes * Size.lane + 8
    }
    // By their places in the family, as everything else counts them.
    let placed = Dictionary(uniqueKeysWithValues: people.map { ($0.member.id, $0) })
    people = kin.members.compactMap { placed[$0.id] }
  }

  /// - Returns: how far down it reaches.
  private mutating func add(_ member: Int, at top: Int) -> Int {
    let known = kin.members[member]
    let width = Size.boxWidth
    let name = TextWidth.wrap(
      known.name, width: width, size: Size.nameSize, isBold: true, lines: 3)
    let words = known.words.flatMap {
      TextWidth.wrap($0, width: width, size: Size.wordSize, lines: 3)
    }
    let height =
      Size.symbol + 4 + name.count * Size.nameLine + words.count * Size.wordLine
    people.append(
      GenogramLayout.Person(
        member: known, isCentre: member == kin.centre, row: families.row[member],
        symbol: PictureBox(
          x: x[member] - Size.symbol / 2, y: top, width: Size.symbol, height: Size.symbol),
        box: PictureBox(x: x[member] - width / 2, y: top, width: width, height: height),
        name: name, words: words))
    return top + height
  }
}
