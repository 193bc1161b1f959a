/// Which row each member stands in: partners and brothers and sisters in one, parents above their
/// children. What contradicts it (somebody on the record as their own grandparent) is left out of the
/// drawing and told.
struct GenogramRows {
  /// From 0, the oldest generation, without an empty row.
  private(set) var row: [Int]
  /// The links that the rows keep: the parent is above the child.
  private(set) var links: [Kin.Link] = []
  private(set) var contradicting: [Kin.Link] = []

  private var root: [Int]
  private var below: [[Int]]

  init(_ kin: Kin) {
    row = Array(repeating: 0, count: kin.count)
    root = Array(0..<kin.count)
    below = Array(repeating: [], count: kin.count)
    guard kin.count > 0 else { return }
    // Children by birth first: they are the surest.
    let kinds = Genogram.Parent.Kind.allCases
    for kind in kinds {
      for link in kin.links where link.kind == kind {
        let (parent, child) = (find(link.parent), find(link.child))
        if parent == child || reaches(child, parent) {
          contradicting.append(link)
        } else {
          links.append(link)
          below[parent].append(child)
        }
      }
    }
    for couple in kin.couples { level(couple.first, couple.second) }
    for pair in kin.siblings { level(pair.first, pair.second) }
    rank(kin)
  }

  private func find(_ member: Int) -> Int {
    var member = member
    while root[member] != member { member = root[member] }
    return member
  }

  /// Whether the second is somewhere below the first.
  private func reaches(_ from: Int, _ to: Int) -> Bool {
    var seen: Set<Int> = [from]
    var open = [from]
    while let next = open.popLast() {
      for child in below[next] {
        let child = find(child)
        if child == to { return true }
        if seen.insert(child).inserted { open.append(child) }
      }
    }
    return false
  }

  /// Puts two in one row, unless one is above the other.
  private mutating func level(_ first: Int, _ second: Int) {
    let (one, other) = (find(first), find(second))
    guard one != other, !reaches(one, other), !reaches(other, one) else { return }
    root[other] = one
    below[one] += below[other]
    below[other] = []
  }

  private mutating func rank(_ kin: Kin) {
    let roots = (0..<kin.count).filter { root[$0] == $0 }
    var children: [Int: Set<Int>] = [:]
    var above: [Int: Int] = [:]
    for one in roots {
      children[one] = Set(below[one].map(find))
      for child in children[one] ?? [] { above[child, default: 0] += 1 }
    }
    // Each after all its parents.
    var order: [Int] = []
    var ready = roots.filter { above[$0] == nil }
    var next = 0
    while next < ready.count {
      let one = ready[next]
      next += 1
      order.append(one)
      for child in (children[one] ?? []).sorted() {
        above[child, default: 0] -= 1
        if above[child] == 0 { ready.append(child) }
      }
    }
    var rank: [Int: Int] = [:]
    for one in order {
      for child in children[one] ?? [] {
        rank[child] = max(rank[child] ?? 0, (rank[one] ?? 0) + 1)
      }
    }
    // Then each down to just above its highest child, so that no line is longer than it must be.
    for one in order.reversed() {
      if let highest = (children[one] ?? []).map({ rank[$0] ?? 0 }).min() {
        rank[one] = max(rank[one] ?? 0, highest - 1)
      }
    }
    align(kin, roots, children, rank)
  }

  /// Families that are not tied to each other stand side by side: each so that its first member with
  /// a known generation is in it.
  private mutating func align(
    _ kin: Kin, _ roots: [Int], _ children: [Int: Set<Int>], _ rank: [Int: Int]
  ) {
    var part = Array(0..<kin.count)
    func top(_ member: Int) -> Int {
      var member = member
      while part[member] != member { member = part[member] }
      return member
    }
    for one in roots {
      for child in children[one] ?? [] { part[top(child)] = top(one) }
    }
    let whole = (0..<kin.count).map { top(find($0)) }
    var shift: [Int: Int] = [whole[kin.centre]: -(rank[find(kin.centre)] ?? 0)]
    for member in 0..<kin.count where shift[whole[member]] == nil {
      guard let generation = kin.members[member].generation else { continue }
      shift[whole[member]] = generation - (rank[find(member)] ?? 0)
    }
    for member in 0..<kin.count {
      row[member] = (rank[find(member)] ?? 0) + (shift[whole[member]] ?? 0)
    }
    let used = Set(row).sorted()
    row = row.map { used.firstIndex(of: $0) ?? 0 }
  }
}
