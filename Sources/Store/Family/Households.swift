import Domain

/// Who lived where, from when to when.
extension PersonTable {
  /// One home with everybody of the family who lives or lived there.
  package struct Home: Sendable {
    package var address: Disclosable<Person.Address>
    /// The earliest first.
    package var stays: [Stay]
    /// Whether the person whose page it is lives or lived there.
    package let isTheirs: Bool

    /// Whether somebody lives there on a day.
    package func isLivedIn(on day: Day) -> Bool { stays.contains { $0.covers(day) } }
  }

  package struct Stay: Sendable, Equatable {
    package let line: Line
    package let from: Day?
    package let to: Day?
    /// When they are there, of a home for a part of the time.
    package let part: String?

    package func covers(_ day: Day) -> Bool { (from ?? day) <= day && day <= (to ?? day) }
  }

  /// The homes of a person, and those of their relatives today: with whoever lived there at the
  /// same time. Addresses are one home however they were written. The homes of today come first.
  package static func households(
    of id: PersonID, family: [PersonID], on day: Day, in tx: any Transaction
  ) throws -> [Home] {
    let mine = try addresses(of: id, in: tx)
    let undisclosed = try UndisclosedHomes.near([id] + family, in: tx)
    let rows = try tx.rows(
      """
      SELECT a.lines, a.postcode, a.uprn, a.from_day, a.to_day, a.part, p.id, p.given, p.family,
        p.stage, p.birth, p.birth_certainty, p.died_on
      FROM person_address a JOIN person p ON p.id = a.person
      JOIN person_record w ON w.record = p.id AND w.person = w.record
      WHERE a.person IN (\(list: [id] + family))
        OR a.postcode IN (\(list: mine.compactMap(\.postcode)))
      ORDER BY CASE WHEN a.from_day IS NULL THEN 0 ELSE 1 END, a.from_day, p.birth, p.id
      """
    ).map { (line: try line($0), address: try address($0)) }
    var homes: [Home] = []
    var grouped = Array(repeating: false, count: rows.count)
    func gather(_ home: Person.Address, isTheirs: Bool, _ belongs: (Person.Address) -> Bool) {
      var stays: [Stay] = []
      for (place, row) in rows.enumerated()
      where !grouped[place] && row.address.isSameHome(as: home) && belongs(row.address) {
        grouped[place] = true
        stays.append(
          Stay(
            line: row.line, from: row.address.from, to: row.address.to, part: row.address.part))
      }
      guard !stays.isEmpty else { return }
      homes.append(Home(address: undisclosed.sealed(home), stays: stays, isTheirs: isTheirs))
    }
    for home in mine {
      let periods = mine.filter { $0.isSameHome(as: home) }
      gather(home, isTheirs: true) { stay in periods.contains { $0.overlaps(stay) } }
    }
    for row in rows where family.contains(row.line.id) && row.address.covers(day) {
      gather(row.address, isTheirs: false) { $0.covers(day) }
    }
    return homes.enumerated().sorted { one, other in
      let ranks = [one, other].map { $0.element.isLivedIn(on: day) ? 0 : 1 }
      return (ranks[0], one.offset) < (ranks[1], other.offset)
    }.map(\.element)
  }

  /// A person's addresses for their own page: those that must not be told kept back.
  package static func homes(
    of id: PersonID, in tx: any Transaction
  ) throws -> [Disclosable<Person.Address>] {
    let undisclosed = try UndisclosedHomes.near([id], in: tx)
    return try addresses(of: id, in: tx).map(undisclosed.sealed)
  }
}
