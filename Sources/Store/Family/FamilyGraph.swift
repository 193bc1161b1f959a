import Domain

/// Everybody who belongs to a person through relationships, as far as a picture of the family
/// reaches, and who lives with whom: read from the tables of today or of another day.
///
/// It asks nobody for leave. Whoever shows it first calls ``seen(by:)`` with those whose records are
/// open to the worker.
package struct FamilyGraph: Sendable {
  package struct Member: Sendable, Equatable {
    package let line: PersonTable.Line
    package let sex: Sex?
    /// As the person describes it.
    package let gender: String?

    package var id: PersonID { line.id }
  }

  /// As it is stated: this person is `kind` of the other.
  package struct Tie: Sendable, Equatable {
    package let person: PersonID
    package let other: PersonID
    package let relationship: Person.Relationship

    package var kind: Person.Relationship.Kind { relationship.kind }

    /// Told twice, where two records of a person were merged.
    fileprivate func says(the tie: Tie) -> Bool {
      person == tie.person && other == tie.other && kind == tie.kind
        && relationship.from == tie.relationship.from && relationship.to == tie.relationship.to
        && relationship.parentalResponsibility == tie.relationship.parentalResponsibility
    }
  }

  package struct Home: Sendable {
    /// Kept back where it must not be told.
    package fileprivate(set) var address: Disclosable<Person.Address>
    /// Since when each has lived there.
    package fileprivate(set) var since: [PersonID: Day?]
    /// Who is there for a part of the time, and when: `Monday to Thursday`.
    package fileprivate(set) var part: [PersonID: String]
  }

  /// Nearest first.
  package private(set) var members: [Member] = []
  package private(set) var ties: [Tie] = []
  package private(set) var homes: [Home] = []

  /// How many relationships away, and how many people at most: a record can be wrong, and tie half
  /// the town together.
  private static let steps = 4
  private static let most = 160
  /// More people than this at one address are a hostel, not a household.
  private static let housemates = 12

  /// The family around these people; those who are not on the record are not in it.
  package static func around(_ people: [PersonID], in tx: any Transaction) throws -> FamilyGraph {
    var graph = FamilyGraph()
    var order = people
    var seen = Set(people)
    var edge = people
    for _ in 0..<steps where !edge.isEmpty && order.count < most {
      var next: [PersonID] = []
      for row in try tx.rows(
        """
        SELECT w.person AS person FROM relationship r JOIN person_record w ON w.record = r.person
        WHERE r.other IN \(records: edge) AND r.kind <> 'friend' ORDER BY r.other, r.person, r.kind
        """
      ) {
        let person: PersonID = try row.id("person")
        if order.count < most, seen.insert(person).inserted {
          order.append(person)
          next.append(person)
        }
      }
      edge = next
    }
    for friend in try near(people, in: tx) where seen.insert(friend).inserted {
      order.append(friend)
    }
    let lines = try PersonTable.lines(order, in: tx)
    let records = try PersonRecords.all(of: order, in: tx)
    let standing = try PersonRecords.standing(for: records, in: tx)
    let whole = try PersonTable.whole(of: records, in: tx)
    let known = Dictionary(uniqueKeysWithValues: whole.map { ($0.id, $0.person) })
    graph.members = lines.map { line in
      let identity = known[line.id]?.identity
      return Member(line: line, sex: identity?.sex, gender: identity?.gender)
    }
    // What any record of a person states, between the people whose records these are.
    for stating in whole {
      guard let person = standing[stating.id] else { continue }
      for relationship in stating.person.relationships {
        guard let other = relationship.other.flatMap({ standing[$0] }), other != person else {
          continue
        }
        let tie = Tie(person: person, other: other, relationship: relationship)
        if !graph.ties.contains(where: { $0.says(the: tie) }) { graph.ties.append(tie) }
      }
    }
    graph.homes = try homes(of: order, in: tx)
    return graph
  }

  /// Friends of these people, and whoever lives with them.
  private static func near(_ people: [PersonID], in tx: any Transaction) throws -> [PersonID] {
    var near: [PersonID] = try tx.rows(
      """
      SELECT DISTINCT w.person AS person FROM relationship r
      JOIN person_record w ON w.record = r.person
      WHERE r.other IN \(records: people) AND r.kind = 'friend' ORDER BY w.person
      """
    ).map { try $0.id("person") }
    for person in people {
      let here = try PersonTable.identity(of: person, in: tx)?.livesWith.map(\.id) ?? []
      if here.count <= housemates { near += here }
    }
    return near
  }

  /// One home each, and for those who have a second one that too.
  private static func homes(of people: [PersonID], in tx: any Transaction) throws -> [Home] {
    var homes: [(address: Person.Address, home: Home)] = []
    var housed: Set<PersonID> = []
    let undisclosed = try UndisclosedHomes.near(people, in: tx)
    for row in try tx.rows(
      """
      SELECT person, lines, postcode, uprn, from_day, to_day, part FROM person_address
      WHERE person IN (\(list: people)) AND to_day IS NULL
      ORDER BY person, CASE WHEN part IS NULL THEN 0 ELSE 1 END, position
      """
    ) {
      let person: PersonID = try row.id("person")
      let address = try PersonTable.address(row)
      if address.part == nil, !housed.insert(person).inserted { continue }
      let index: Int
      if let known = homes.firstIndex(where: { $0.address.isSameHome(as: address) }) {
        index = known
      } else {
        index = homes.count
        homes.append(
          (address, Home(address: undisclosed.sealed(address), since: [:], part: [:])))
      }
      if let part = address.part {
        homes[index].home.part[person] = part
      } else {
        homes[index].home.since[person] = .some(address.from)
      }
    }
    return homes.map(\.home)
  }

  /// With the addresses kept back that must not be told today, whatever day is looked at.
  package func keepingBack(_ undisclosed: UndisclosedHomes) -> FamilyGraph {
    var graph = self
    for index in graph.homes.indices {
      graph.homes[index].address = graph.homes[index].address.keptBack(by: undisclosed.holds)
    }
    return graph
  }

  package func member(_ id: PersonID) -> Member? { members.first { $0.id == id } }

  package func home(of id: PersonID) -> Home? { homes.first { $0.since[id] != nil } }

  /// The family as a worker may know of it: those whose records are open to them, and who are still
  /// tied to the person, or live with them, without anybody who is not. So nobody can be told from
  /// the gap they leave.
  package func seen(by open: Set<PersonID>, from person: PersonID) -> FamilyGraph {
    var near: [PersonID: [PersonID]] = [:]
    for tie in ties where open.contains(tie.person) && open.contains(tie.other) {
      near[tie.person, default: []].append(tie.other)
      near[tie.other, default: []].append(tie.person)
    }
    var kept: Set<PersonID> = [person]
    var order = [person]
    let here = home(of: person).map { Set($0.since.keys) } ?? []
    for housemate in members.map(\.id) where here.contains(housemate) && open.contains(housemate) {
      if kept.insert(housemate).inserted { order.append(housemate) }
    }
    var next = 0
    while next < order.count {
      for other in near[order[next]] ?? [] where kept.insert(other).inserted {
        order.append(other)
      }
      next += 1
    }
    var graph = self
    graph.members = members.filter { kept.contains($0.id) }
    graph.ties = ties.filter { kept.contains($0.person) && kept.contains($0.other) }
    graph.homes = homes.map { home in
      Home(
        address: home.address, since: home.since.filter { kept.contains($0.key) },
        part: home.part.filter { kept.contains($0.key) })
    }.filter { !$0.since.isEmpty || !$0.part.isEmpty }
    return graph
  }
}
