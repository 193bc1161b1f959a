/// The order of each row from left to right: partners side by side, brothers and sisters by age, and
/// within that with as few crossings as can be found by moving one block after the other.
struct GenogramOrder: Sendable {
  private let families: GenogramFamilies
  private(set) var blocks: GenogramBlocks
  /// The blocks of each row.
  private(set) var rows: [[Int]]
  private let before: [Set<Int>]
  private var place: [Int]
  /// Of each gap below a row: the families that hang there.
  private let gaps: [[Int]]

  /// - Parameter isSorted: false leaves the members in the order given, but for couples and age: what
  ///   the search is measured against.
  init(_ families: GenogramFamilies, _ blocks: GenogramBlocks, isSorted: Bool = true) {
    self.families = families
    self.blocks = blocks
    var before: [Set<Int>] = Array(repeating: [], count: blocks.blocks.count)
    for (one, other) in families.older where blocks.block[one] != blocks.block[other] {
      before[blocks.block[other]].insert(blocks.block[one])
    }
    self.before = before
    rows = Array(repeating: [], count: families.rows)
    place = Array(repeating: 0, count: families.kin.count)
    var gaps: [[Int]] = Array(repeating: [], count: families.rows)
    for (index, family) in families.families.enumerated() {
      if let parent = family.parents.first { gaps[families.row[parent]].append(index) }
    }
    self.gaps = gaps
    for (index, members) in blocks.blocks.enumerated() {
      if let first = members.first { rows[families.row[first]].append(index) }
    }
    for row in rows.indices {
      let given = rows[row].enumerated().map { Double($0.offset) }
      rows[row] = sorted(rows[row], by: given)
      number(row)
    }
    guard isSorted, families.kin.count > 1 else { return }
    search()
  }

  /// The members of a row from left to right.
  func members(_ row: Int) -> [Int] { rows[row].flatMap { blocks.blocks[$0] } }

  private mutating func number(_ row: Int) {
    let members = members(row)
    // Twice the place, counted from the middle of the row, so that rows compare.
    for (index, member) in members.enumerated() { place[member] = 2 * index - members.count + 1 }
  }

  /// By a wish for each, where age allows it.
  private func sorted(_ row: [Int], by wishes: [Double]) -> [Int] {
    var left = row.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
    var done: Set<Int> = []
    var result: [Int] = []
    let here = Set(row)
    while !left.isEmpty {
      let index =
        left.firstIndex { before[row[$0]].intersection(here).isSubset(of: done) } ?? 0
      let block = row[left.remove(at: index)]
      done.insert(block)
      result.append(block)
    }
    return result
  }

  private mutating func search() {
    let given = self
    var best = self
    var least = cost
    for isFromTop in [false, true] {
      self = given
      if isFromTop { startFromTop() }
      for sweep in 0..<8 {
        let isDown = sweep % 2 == 0
        for row in isDown ? Array(rows.indices) : rows.indices.reversed() {
          rows[row] = sorted(rows[row], by: rows[row].map { wish($0, isDown: isDown) })
          number(row)
        }
        let now = cost
        if now < least { (best, least) = (self, now) }
      }
    }
    self = best
    sift()
  }

  /// Each row in the order in which its parents' row stands, family after family.
  private mutating func startFromTop() {
    for row in rows.indices.dropFirst() {
      rows[row] = sorted(rows[row], by: rows[row].map { wish($0, isDown: true) })
      number(row)
    }
  }

  private func wish(_ block: Int, isDown: Bool) -> Double {
    var sum = 0.0
    var count = 0.0
    for member in blocks.blocks[block] {
      for family in families.families {
        if isDown, family.children.contains(member), !family.parents.isEmpty {
          sum += anchor(family)
          count += 1
        }
        if !isDown, family.parents.contains(member) {
          for child in family.children {
            sum += Double(place[child])
            count += 1
          }
        }
      }
    }
    let now = blocks.blocks[block].reduce(0.0) { $0 + Double(place[$1]) }
    return count > 0 ? sum / count : now / Double(max(1, blocks.blocks[block].count))
  }

  private func anchor(_ family: GenogramFamily) -> Double {
    Double(family.parents.reduce(0) { $0 + place[$1] }) / Double(max(1, family.parents.count))
  }

  // MARK: - Cost

  private var cost: Int {
    rows.indices.reduce(0) { $0 + rowCost($1) + gapCost($1) }
  }

  /// Crossings between a row and the next, and how far children stand from below their parents.
  private func gapCost(_ row: Int) -> Int {
    guard rows.indices.contains(row) else { return 0 }
    var cost = 0
    var spans: [(anchor: Int, low: Int, high: Int, children: [Int])] = []
    for index in gaps[row] {
      let family = families.families[index]
      let anchor = family.parents.reduce(0) { $0 + place[$1] } * 2 / family.parents.count
      let children = family.children.map { place[$0] * 2 }
      guard let low = children.min(), let high = children.max() else { continue }
      spans.append((anchor, low, high, children))
      cost += abs(anchor - (low + high) / 2)
    }
    for (index, one) in spans.enumerated() {
      for other in spans[(index + 1)...] {
        if one.anchor < other.anchor, one.high < other.low { continue }
        if other.anchor < one.anchor, other.high < one.low { continue }
        for child in one.children {
          for second in other.children
          where (one.anchor - other.anchor).signum() * (child - second).signum() <= 0
            && child != second
          {
            cost += 24
          }
        }
      }
    }
    return cost
  }

  /// Strangers between brothers and sisters, couples that stand apart, and homes in pieces.
  private func rowCost(_ row: Int) -> Int {
    var cost = 0
    for family in families.families {
      let children = family.children.filter { families.row[$0] == row }
      guard children.count > 1, let low = children.map({ place[$0] }).min(),
        let high = children.map({ place[$0] }).max()
      else { continue }
      cost += ((high - low) / 2 - children.count + 1) * 6
    }
    for couple in blocks.apart where families.row[couple.first] == row {
      cost += (abs(place[couple.first] - place[couple.second]) - 2) * 6
    }
    var homes: [Int: (runs: Int, last: Int)] = [:]
    for (index, member) in members(row).enumerated() {
      guard let home = families.kin.home[member] else { continue }
      let known = homes[home] ?? (0, -2)
      homes[home] = (known.runs + (known.last == index - 1 ? 0 : 1), index)
    }
    for home in homes.values { cost += (home.runs - 1) * 16 }
    for block in rows[row] { cost += oddness(block) }
    return cost
  }

  /// Against the usual: a woman at left of a man, the partner of today at left of the one before.
  private func oddness(_ block: Int) -> Int {
    let members = blocks.blocks[block]
    guard members.count > 1 else { return 0 }
    var odd = 0
    var lastIsFormer: Bool?
    for (one, other) in zip(members, members.dropFirst()) {
      let kin = families.kin
      if kin.members[one].shape == .circle, kin.members[other].shape == .square { odd += 1 }
      let isFormer = families.couples.first { $0.isOf(one, other) }?.kind.isFormer ?? false
      if lastIsFormer == false, isFormer { odd += 5 }
      lastIsFormer = isFormer
    }
    return odd
  }

  // MARK: - Sifting

  /// Moves each block to the best place in its row, again and again while it helps.
  private mutating func sift() {
    for _ in 0..<6 {
      var hasChanged = false
      for row in rows.indices {
        for block in rows[row] where improve(block, in: row) { hasChanged = true }
        for family in families.families where improve(family, in: row) { hasChanged = true }
      }
      if !hasChanged { return }
    }
  }

  private func local(_ row: Int) -> Int { gapCost(row - 1) + rowCost(row) + gapCost(row) }

  private mutating func improve(_ block: Int, in row: Int) -> Bool {
    guard let start = rows[row].firstIndex(of: block) else { return false }
    var best = (cost: local(row), at: start, isSwapped: false)
    let first = best.cost
    let order = rows[row]
    let swaps = blocks.blocks[block].count > 1 && blocks.maySwap(block) ? [false, true] : [false]
    var rest = order
    rest.remove(at: start)
    var low = 0
    var high = rest.count
    for (index, other) in rest.enumerated() {
      if before[block].contains(other) { low = max(low, index + 1) }
      if before[other].contains(block) { high = min(high, index) }
    }
    guard low <= high else { return false }
    for isSwapped in swaps {
      if isSwapped { blocks.swap(block) }
      for at in low...high where isSwapped || at != start {
        rows[row] = rest
        rows[row].insert(block, at: at)
        number(row)
        let cost = local(row)
        if cost < best.cost { best = (cost, at, isSwapped) }
      }
      if isSwapped { blocks.swap(block) }
    }
    if best.isSwapped { blocks.swap(block) }
    rows[row] = rest
    rows[row].insert(block, at: best.at)
    number(row)
    return best.cost < first
  }

  /// Moves brothers and sisters together: each alone is held back by those who are older.
  private mutating func improve(_ family: GenogramFamily, in row: Int) -> Bool {
    let own = Set(family.children.filter { families.row[$0] == row }.map { blocks.block[$0] })
    guard own.count > 1, own.count < rows[row].count else { return false }
    let order = rows[row]
    let group = order.filter { own.contains($0) }
    let rest = order.filter { !own.contains($0) }
    let first = local(row)
    var best = (cost: first, order: order)
    for at in 0...rest.count {
      let trial = Array(rest[..<at]) + group + Array(rest[at...])
      guard isByAge(trial) else { continue }
      rows[row] = trial
      number(row)
      let cost = local(row)
      if cost < best.cost { best = (cost, trial) }
    }
    rows[row] = best.order
    number(row)
    return best.cost < first
  }

  private func isByAge(_ row: [Int]) -> Bool {
    var later = Set(row)
    for block in row {
      later.remove(block)
      if !before[block].isDisjoint(with: later) { return false }
    }
    return true
  }
}
