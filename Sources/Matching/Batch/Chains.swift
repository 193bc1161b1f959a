/// If one record is the same person as a second, and the second as a third, then so are the first
/// and the third, whatever the two have in common themselves.
struct Chains {
  /// Through so many records at most; a larger cluster is more likely two people joined by mistake.
  static let most = 40
  /// A link of a chain is at least so probable.
  static let link = 0.5

  /// Every pair with its own probability or that of the best chain between the two, whichever is
  /// higher; pairs that only a chain joins are added. `wanted` says which may be added.
  static func joined(
    _ pairs: [PeopleMatching.Scored], records: Int, wanted: (Int, Int) -> Bool
  ) -> [PeopleMatching.Scored] {
    var parent = Array(0..<records)
    func root(_ record: Int) -> Int {
      var record = record
      while parent[record] != record {
        parent[record] = parent[parent[record]]
        record = parent[record]
      }
      return record
    }
    for pair in pairs where pair.probability >= link {
      let (left, right) = (root(pair.left), root(pair.right))
      if left != right { parent[max(left, right)] = min(left, right) }
    }
    var members: [Int: [Int]] = [:]
    for pair in pairs where pair.probability >= link {
      members[root(pair.left), default: []] += [pair.left, pair.right]
    }
    var known: [UInt64: Int] = [:]
    for (index, pair) in pairs.enumerated() { known[key(pair.left, pair.right)] = index }
    var result = pairs
    for head in members.keys.sorted() {
      let cluster = Set(members[head] ?? []).sorted()
      guard cluster.count > 2, cluster.count <= most else { continue }
      let chances = chances(in: cluster, pairs, known)
      for (i, left) in cluster.enumerated() {
        for j in (i + 1)..<cluster.count where wanted(left, cluster[j]) {
          let chance = chances[i * cluster.count + j]
          if let index = known[key(left, cluster[j])] {
            if chance > result[index].probability {
              result[index].probability = chance
              result[index].chained = true
            }
          } else if chance >= PeopleMatching.least {
            result.append(
              PeopleMatching.Scored(
                left: left, right: cluster[j], probability: chance, chained: true))
          }
        }
      }
    }
    return result
  }

  /// The most probable way from each record of a cluster to each other (Floyd and Warshall, products
  /// for sums).
  private static func chances(
    in cluster: [Int], _ pairs: [PeopleMatching.Scored], _ known: [UInt64: Int]
  ) -> [Double] {
    let count = cluster.count
    var chances = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in (i + 1)..<count {
        guard let index = known[key(cluster[i], cluster[j])] else { continue }
        chances[i * count + j] = pairs[index].probability
        chances[j * count + i] = pairs[index].probability
      }
    }
    for middle in 0..<count {
      for i in 0..<count where chances[i * count + middle] >= link {
        for j in 0..<count where j != i && chances[middle * count + j] >= link {
          let through = chances[i * count + middle] * chances[middle * count + j]
          if through > chances[i * count + j] { chances[i * count + j] = through }
        }
      }
    }
    return chances
  }

  private static func key(_ left: Int, _ right: Int) -> UInt64 {
    UInt64(min(left, right)) << 32 | UInt64(max(left, right))
  }
}
