import Foundation

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
    var known: [UInt64: Int] = [:]
    for (index, pair) in pairs.enumerated() { known[key(pair.left, pair.right)] = index }
    var result = pairs
    let members = clusters(pairs, records: records, known)
    for cluster in members where cluster.count > 2 {
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

  /// Joins the likeliest first; two clusters become one only where all that their records say of each
  /// other, one with another, speaks for it. One chance likeness does not join two families of
  /// records.
  private static func clusters(
    _ pairs: [PeopleMatching.Scored], records: Int, _ known: [UInt64: Int]
  ) -> [[Int]] {
    var head = Array(0..<records)
    var members: [Int: [Int]] = [:]
    let links = pairs.indices.filter { pairs[$0].probability >= link }
      .sorted { (pairs[$1].probability, $0) < (pairs[$0].probability, $1) }
    for index in links {
      let (left, right) = (head[pairs[index].left], head[pairs[index].right])
      if left == right { continue }
      let (ours, theirs) = (members[left] ?? [left], members[right] ?? [right])
      guard ours.count + theirs.count <= most else { continue }
      var sum = 0.0
      for one in ours {
        for other in theirs {
          let chance = known[key(one, other)].map { pairs[$0].probability } ?? PeopleMatching.least
          sum += log(min(0.99, chance) / (1 - min(0.99, chance)))
        }
      }
      if sum < -2.5 * Double(ours.count * theirs.count) { continue }
      for one in theirs { head[one] = left }
      members[left] = ours + theirs
      members[right] = nil
    }
    return members.values.map { $0.sorted() }.sorted { $0[0] < $1[0] }
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
