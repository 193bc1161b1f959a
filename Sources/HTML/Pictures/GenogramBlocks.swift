/// Members who stand side by side and move together: a couple, or somebody between two partners.
struct GenogramBlocks: Sendable {
  /// Each with its members from left to right.
  private(set) var blocks: [[Int]]
  /// The block of each member.
  private(set) var block: [Int]
  /// Couples in one row who could not stand side by side.
  private(set) var apart: [Kin.Couple] = []
  private let older: [(Int, Int)]

  init(_ families: GenogramFamilies) {
    let kin = families.kin
    blocks = (0..<kin.count).map { [$0] }
    block = Array(0..<kin.count)
    older = families.older
    func weight(_ couple: Kin.Couple) -> Int {
      let children = families.families.filter {
        $0.parents.contains(couple.first) && $0.parents.contains(couple.second)
      }
      let central = children.contains { $0.children.contains(kin.centre) }
      let isCentre = couple.first == kin.centre || couple.second == kin.centre
      return (central ? 8 : 0) + (isCentre ? 4 : 0) + (children.isEmpty ? 0 : 2)
        + (couple.kind.isFormer ? 0 : 1)
    }
    let byWeight = families.couples.enumerated().sorted {
      (-weight($0.element), $0.offset) < (-weight($1.element), $1.offset)
    }.map(\.element)
    for couple in byWeight where !join(couple) { apart.append(couple) }
    for index in blocks.indices where blocks[index].count > 1 {
      blocks[index] = turned(blocks[index], families)
    }
  }

  /// Whether the block may stand the other way round without a younger one left of an older one.
  func maySwap(_ block: Int) -> Bool { isInOrder(blocks[block].reversed()) }

  mutating func swap(_ block: Int) { blocks[block].reverse() }

  private func isInOrder(_ members: [Int]) -> Bool {
    for (one, other) in older {
      if let left = members.firstIndex(of: one), let right = members.firstIndex(of: other),
        right < left
      {
        return false
      }
    }
    return true
  }

  /// Joins the blocks of two if each stands at an end of its own, and if everybody can still stand
  /// by age.
  private mutating func join(_ couple: Kin.Couple) -> Bool {
    let (one, other) = (block[couple.first], block[couple.second])
    guard one != other else {
      let members = blocks[one]
      return zip(members, members.dropFirst()).contains { couple.isOf($0, $1) }
    }
    var left = blocks[one]
    var right = blocks[other]
    if left.last != couple.first { left.reverse() }
    if right.first != couple.second { right.reverse() }
    guard left.last == couple.first, right.first == couple.second else { return false }
    let joined = left + right
    guard isInOrder(joined) || isInOrder(joined.reversed()) else { return false }
    let before = self
    blocks[one] = isInOrder(joined) ? joined : joined.reversed()
    blocks[other] = []
    for member in right { block[member] = one }
    if isCircular {
      self = before
      return false
    }
    return true
  }

  /// Whether some block would have to stand both left and right of another.
  private var isCircular: Bool {
    var after: [Int: Set<Int>] = [:]
    for (one, other) in older where block[one] != block[other] {
      after[block[one], default: []].insert(block[other])
    }
    var state: [Int: Bool] = [:]
    func turns(_ node: Int) -> Bool {
      if let done = state[node] { return !done }
      state[node] = false
      for next in after[node] ?? [] where turns(next) { return true }
      state[node] = true
      return false
    }
    return after.keys.sorted().contains { turns($0) }
  }

  /// As it is usually drawn: the partner of before at left of the one of today, a man at left of a
  /// woman.
  private func turned(_ members: [Int], _ families: GenogramFamilies) -> [Int] {
    guard isInOrder(members) else { return members.reversed() }
    guard isInOrder(members.reversed()) else { return members }
    func odd(_ members: [Int]) -> Int {
      var odd = 0
      let pairs = zip(members, members.dropFirst()).map { one, other in
        families.couples.first { $0.isOf(one, other) }
      }
      for (pair, next) in zip(pairs, pairs.dropFirst()) {
        if pair?.kind.isFormer == false, next?.kind.isFormer == true { odd += 4 }
      }
      for (one, other) in zip(members, members.dropFirst())
      where families.kin.members[one].shape == .circle
        && families.kin.members[other].shape == .square
      {
        odd += 1
      }
      return odd
    }
    return odd(members.reversed()) < odd(members) ? members.reversed() : members
  }
}
