/// Parents and the children who hang from one line below them.
struct GenogramFamily: Sendable {
  enum Look: Sendable, Equatable {
    case birth, adopted, fostered, step, caredFor
    /// Brothers and sisters without a parent on the record.
    case siblings, halfSiblings

    init(_ kind: Genogram.Parent.Kind) {
      switch kind {
      case .birth: self = .birth
      case .adopted: self = .adopted
      case .fostered: self = .fostered
      case .step: self = .step
      case .caredFor: self = .caredFor
      }
    }
  }

  /// None, one or two, all in one row.
  var parents: [Int]
  /// A parent who stands in a higher row than the one named in `parents`.
  var distant: [Int] = []
  /// Oldest first.
  var children: [Int]
  let look: Look
  var words: [Int: String] = [:]
}

/// The members as families and couples, row by row.
struct GenogramFamilies: Sendable {
  let kin: Kin
  let row: [Int]
  private(set) var families: [GenogramFamily] = []
  /// Couples in one row, and those who stand in different ones.
  private(set) var couples: [Kin.Couple] = []
  private(set) var uneven: [Kin.Couple] = []
  /// Who stands left of whom, because they are the older brother or sister, in one row.
  private(set) var older: [(Int, Int)] = []

  var rows: Int { (row.max() ?? -1) + 1 }

  init(_ kin: Kin, _ rows: GenogramRows) {
    self.kin = kin
    row = rows.row
    for couple in kin.couples {
      if row[couple.first] == row[couple.second] {
        couples.append(couple)
      } else {
        uneven.append(couple)
      }
    }
    var byParents: [[Int]: Int] = [:]
    for child in 0..<kin.count {
      for kind in Genogram.Parent.Kind.allCases {
        let links = rows.links.filter { $0.child == child && $0.kind == kind }
        gather(child, links, kind, &byParents)
      }
    }
    joinParents()
    gatherSiblings()
    for index in families.indices {
      families[index].children.sort { kin.isOlder($0, $1) }
      if families[index].look != .halfSiblings { stand(families[index].children) }
    }
    for pair in kin.siblings where !pair.areHalf && row[pair.first] == row[pair.second] {
      stand([pair.first, pair.second].sorted { kin.isOlder($0, $1) })
    }
  }

  private mutating func stand(_ children: [Int]) {
    for (index, one) in children.enumerated() {
      if let next = children[(index + 1)...].first(where: { row[$0] == row[one] }),
        !older.contains(where: { $0 == (one, next) })
      {
        older.append((one, next))
      }
    }
  }

  func areCouple(_ one: Int, _ other: Int) -> Bool {
    couples.contains { $0.isOf(one, other) }
  }

  private mutating func gather(
    _ child: Int, _ links: [Kin.Link], _ kind: Genogram.Parent.Kind,
    _ byParents: inout [[Int]: Int]
  ) {
    var parents = links.map(\.parent).sorted()
    if kind == .step {
      // Whoever is a couple with a parent is a step-parent without a line of their own.
      let own = families.filter { $0.children.contains(child) && $0.look == .birth }
        .flatMap { $0.parents + $0.distant }
      parents.removeAll { step in
        own.contains { parent in kin.couples.contains { $0.isOf(step, parent) } }
      }
    }
    while !parents.isEmpty {
      var pair = parents
      if parents.count > 2 {
        // A record with three mothers: a couple first, then those who are left.
        pair = Array(parents.prefix(2))
        for one in parents {
          if let other = parents.first(where: { $0 > one && areCouple(one, $0) }) {
            pair = [one, other]
            break
          }
        }
      }
      parents.removeAll { pair.contains($0) }
      let key = pair + [-1 - (Genogram.Parent.Kind.allCases.firstIndex(of: kind) ?? 0)]
      let word = links.first { pair.contains($0.parent) && $0.word != nil }?.word
      let place: Int
      if let known = byParents[key] {
        place = known
      } else {
        place = families.count
        byParents[key] = place
        let lowest = pair.map { row[$0] }.max() ?? 0
        families.append(
          GenogramFamily(
            parents: pair.filter { row[$0] == lowest }, distant: pair.filter { row[$0] != lowest },
            children: [], look: GenogramFamily.Look(kind)))
      }
      families[place].children.append(child)
      families[place].words[child] = word
    }
  }

  /// Two parents of a child are drawn as a couple, whatever else is known.
  private mutating func joinParents() {
    for family in families where family.parents.count == 2 {
      let (one, other) = (family.parents[0], family.parents[1])
      if !areCouple(one, other) {
        couples.append(
          Kin.Couple(first: one, second: other, kind: .notRecorded, words: []))
      }
    }
  }

  private mutating func gatherSiblings() {
    for areHalf in [false, true] {
      var groups: [[Int]] = []
      for pair in kin.siblings where pair.areHalf == areHalf {
        guard row[pair.first] == row[pair.second],
          !families.contains(where: {
            $0.children.contains(pair.first) && $0.children.contains(pair.second)
          }), !areHalf || !shareParent(pair.first, pair.second)
        else { continue }
        let touching = groups.filter { $0.contains(pair.first) || $0.contains(pair.second) }
        groups.removeAll { $0.contains(pair.first) || $0.contains(pair.second) }
        groups.append(Array(Set(touching.flatMap { $0 } + [pair.first, pair.second])).sorted())
      }
      for group in groups {
        // Of those who hang together already, one is enough.
        var children: [Int] = []
        for one in group.sorted(by: { kin.isOlder($0, $1) }) {
          let known = families.filter { $0.children.contains(one) }
          if let index = children.firstIndex(where: { other in
            known.contains { $0.children.contains(other) }
          }) {
            children[index] = one
          } else {
            children.append(one)
          }
        }
        if children.count > 1 {
          families.append(
            GenogramFamily(
              parents: [], children: children, look: areHalf ? .halfSiblings : .siblings))
        }
      }
    }
  }

  private func shareParent(_ one: Int, _ other: Int) -> Bool {
    func parents(_ child: Int) -> Set<Int> {
      Set(families.filter { $0.children.contains(child) }.flatMap { $0.parents + $0.distant })
    }
    return !parents(one).isDisjoint(with: parents(other))
  }
}
