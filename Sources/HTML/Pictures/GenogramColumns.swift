/// How far right everybody stands: parents over the middle of their children, children under their
/// parents, nobody nearer to their neighbour than there is room for.
///
/// Row by row, downwards and upwards again and again, each row takes the places nearest to what its
/// blocks wish for (least squares under least distances, by pooling neighbours that would collide).
struct GenogramColumns: Sendable {
  /// The middle of each member.
  private(set) var x: [Int]

  private struct Item {
    let block: Int
    let members: [Int]
    let offsets: [Double]
    let width: Double
  }

  init(_ families: GenogramFamilies, _ order: GenogramOrder) {
    let pitch = Double(GenogramLayout.boxWidth + GenogramLayout.gap)
    x = Array(repeating: 0, count: families.kin.count)
    var places = Array(repeating: 0.0, count: families.kin.count)
    let rows = order.rows.map { row in
      row.map { block -> Item in
        let members = order.blocks.blocks[block]
        return Item(
          block: block, members: members, offsets: members.indices.map { Double($0) * pitch },
          width: Double(members.count) * pitch)
      }
    }
    for row in rows {
      var left = -row.reduce(0) { $0 + $1.width } / 2
      for item in row {
        for (member, offset) in zip(item.members, item.offsets) { places[member] = left + offset }
        left += item.width
      }
    }
    for sweep in 0..<24 {
      let isDown = sweep % 2 == 0
      for row in isDown ? Array(rows.indices) : rows.indices.reversed() {
        let wishes = rows[row].map {
          Self.wish($0, families, places, down: isDown ? 1 : 0.2, up: isDown ? 0.2 : 2)
        }
        for (item, left) in zip(rows[row], Self.nearest(rows[row], wishes)) {
          for (member, offset) in zip(item.members, item.offsets) { places[member] = left + offset }
        }
      }
    }
    for row in rows.indices {
      var least = Int.min
      for item in rows[row] {
        let grid = Double(GenogramLayout.grid)
        let left = max(Int((places[item.members[0]] / grid).rounded() * grid), least)
        for (member, offset) in zip(item.members, item.offsets) { x[member] = left + Int(offset) }
        least = left + Int(item.width)
      }
    }
  }

  /// Where the left end of the block wishes to be, and how much.
  private static func wish(
    _ item: Item, _ families: GenogramFamilies, _ places: [Double], down: Double, up: Double
  ) -> (place: Double, weight: Double) {
    var sum = 0.0
    var weight = 0.0
    for (member, offset) in zip(item.members, item.offsets) {
      for family in families.families {
        if family.children.contains(member), !family.parents.isEmpty {
          let anchor =
            family.parents.reduce(0) { $0 + places[$1] } / Double(family.parents.count)
          sum += (anchor - offset) * down
          weight += down
        }
        guard family.parents.contains(member), let low = family.children.map({ places[$0] }).min(),
          let high = family.children.map({ places[$0] }).max()
        else { continue }
        // The middle of the couple over the middle of the children.
        let inBlock = family.parents.compactMap { parent in
          item.members.firstIndex(of: parent).map { item.offsets[$0] }
        }
        let middle = inBlock.reduce(0, +) / Double(max(1, inBlock.count))
        let share = up / Double(max(1, inBlock.count))
        sum += ((low + high) / 2 - middle) * share
        weight += share
      }
    }
    // And all a little towards the one in the middle, so that nobody drifts off alone.
    if !item.members.contains(families.kin.centre) {
      sum += places[families.kin.centre] * 0.02
      weight += 0.02
    }
    return weight > 0 ? (sum / weight, weight) : (places[item.members[0]], 0.02)
  }

  /// The left ends nearest to the wishes with no two items over each other.
  private static func nearest(_ items: [Item], _ wishes: [(place: Double, weight: Double)])
    -> [Double]
  {
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    var before = 0.0
    for (item, wish) in zip(items, wishes) {
      pools.append(((wish.place - before) * wish.weight, wish.weight, 1))
      before += item.width
      while pools.count > 1 {
        let last = pools[pools.count - 1]
        let other = pools[pools.count - 2]
        if other.sum / other.weight <= last.sum / last.weight { break }
        pools.removeLast()
        pools[pools.count - 1] = (
          other.sum + last.sum, other.weight + last.weight, other.count + last.count
        )
      }
    }
    var lefts: [Double] = []
    before = 0
    var index = 0
    for pool in pools {
      for _ in 0..<pool.count {
        lefts.append(pool.sum / pool.weight + before)
        before += items[index].width
        index += 1
      }
    }
    return lefts
  }
}
