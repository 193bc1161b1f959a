extension Genogram {
  /// Those nearest to the one in the middle: three generations and 25 people, unless told otherwise.
  /// Nobody is kept whose tie to the middle is not.
  ///
  /// - Returns: the smaller picture, and how many are not in it.
  package func near(people most: Int = 25, generations: Int = 3) -> (picture: Genogram, left: Int) {
    let kin = Kin(self)
    guard kin.count > 0 else { return (self, 0) }
    let row = GenogramRows(kin).row
    let kept = Set(
      kin.nearest(within: Self.span(of: row, around: row[kin.centre], generations), row: row)
        .prefix(most))
    guard kept.count < kin.count else { return (self, 0) }
    let ids = Set(kept.map { kin.members[$0].id })
    var picture = self
    picture.members = kin.members.filter { ids.contains($0.id) }
    picture.couples.removeAll { !ids.contains($0.first) || !ids.contains($0.second) }
    picture.parents.removeAll { !ids.contains($0.parent) || !ids.contains($0.child) }
    picture.siblings.removeAll { !ids.contains($0.first) || !ids.contains($0.second) }
    picture.homes = homes.map { home in Home(home.name, home.members.filter { ids.contains($0) }) }
      .filter { !$0.members.isEmpty }
    return (picture, kin.count - kept.count)
  }

  /// The rows with the most people in them, the middle one among them; the older where it is equal.
  private static func span(of row: [Int], around middle: Int, _ generations: Int) -> ClosedRange<
    Int
  > {
    var best = (count: -1, from: middle)
    for from in (middle - generations + 1)...middle {
      let count = row.filter { from <= $0 && $0 < from + generations }.count
      if count > best.count { best = (count, from) }
    }
    return best.from...(best.from + generations - 1)
  }
}

extension Kin {
  /// Everybody who is tied to the middle through these rows, nearest first, then those who are tied
  /// to nobody.
  fileprivate func nearest(within rows: ClosedRange<Int>, row: [Int]) -> [Int] {
    var near: [[Int]] = Array(repeating: [], count: count)
    func tie(_ one: Int, _ other: Int) {
      near[one].append(other)
      near[other].append(one)
    }
    for link in links { tie(link.parent, link.child) }
    for couple in couples { tie(couple.first, couple.second) }
    for pair in siblings { tie(pair.first, pair.second) }
    let loose = (0..<count).filter { near[$0].isEmpty && $0 != centre && rows.contains(row[$0]) }
    var seen: Set<Int> = [centre]
    var order = [centre]
    var next = 0
    while next < order.count {
      let one = order[next]
      next += 1
      for other in Set(near[one]).sorted() where rows.contains(row[other]) {
        if seen.insert(other).inserted { order.append(other) }
      }
      // Those who are on the record as family, or live there, without a line: after the nearest.
      if next == 1 {
        for other in loose where home[other] != nil && home[other] == home[centre] {
          if seen.insert(other).inserted { order.append(other) }
        }
      }
    }
    return order + loose.filter { !seen.contains($0) }
  }
}
