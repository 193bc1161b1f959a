import Domain

/// Two children for whom somebody in a hurry made a second record: the page of duplicates finds them.
extension Story {
  mutating func secondRecords(_ scene: inout Scene) throws {
    guard let worker = staff.with(.contactWorker).first else { return }
    let known = families.compactMap { family -> (Family, Family.Member)? in
      family.children.map { family.members[$0] }.first { $0.person != nil && !$0.isUnborn }
        .map { (family, $0) }
    }
    guard let (first, misspelt) = known.first, let (second, misheard) = known.last,
      misspelt.person != misheard.person
    else { return }
    let slip = Person.Name(given: Self.slipped(misspelt.name.given), family: misspelt.name.family)
    try double(
      named: slip, born: misspelt.birth, of: misspelt, in: first, saidBy: "Duty officer",
      by: worker, &scene)
    try double(
      named: misheard.name, born: Self.swapped(misheard.birth), of: misheard, in: second,
      saidBy: "A neighbour, by phone", by: worker, &scene)
  }

  private func double(
    named name: Person.Name, born birth: Person.Birth, of member: Family.Member,
    in family: Family, saidBy: String, by worker: Staff.Member, _ scene: inout Scene
  ) throws {
    let said = Person.Provenance(saidBy: saidBy)
    let id: PersonID = try scene.perform(
      Person.Command.create(
        Person.Details(
          name: name, stage: .child, birth: birth, identity: .init(sex: member.sex),
          address: Person.Address(
            lines: family.address.lines, postcode: family.address.postcode, from: scene.day),
          provenance: said), searched: name.family),
      by: worker)
    try scene.perform(
      Person.Command.recordNetwork(.init(phones: [family.phone]), provenance: said), on: id,
      by: worker)
  }

  /// Two letters in the wrong order: `Aihsa`.
  private static func slipped(_ name: String) -> String {
    var letters = Array(name)
    guard letters.count > 3 else { return name + "e" }
    letters.swapAt(2, 3)
    return String(letters) == name ? name + "e" : String(letters)
  }

  /// Month before day, where that is a date; else the day before.
  private static func swapped(_ birth: Person.Birth) -> Person.Birth {
    let day = birth.day
    let other = Day(year: day.year, month: day.dayOfMonth, day: day.month)
    return .exact(other.flatMap { $0 == day ? nil : $0 } ?? day.adding(days: -1))
  }
}
