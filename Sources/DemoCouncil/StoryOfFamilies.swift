import Domain
import Store

/// What happens in families, as the record comes to know it.
extension Story {
  /// Who belongs to whom, and how to reach the family.
  mutating func relate(_ which: Int, _ worker: Staff.Member, _ scene: inout Scene) throws {
    families[which].related = true
    let family = families[which]
    let said = Person.Provenance(saidBy: "Mother")
    let children = family.children.compactMap { family.members[$0].person }
    for adult in family.adults {
      guard let person = family.members[adult].person, let kind = family.members[adult].to
      else { continue }
      for child in children {
        let responsible = kind == .mother || kind == .father && chance.chance(70)
        try scene.perform(
          Person.Command.relate(
            Person.Relationship(kind: kind, parentalResponsibility: responsible), to: child,
            provenance: said),
          on: person, by: worker)
      }
    }
    try relateGrown(family, said, worker, &scene)
    for (place, child) in children.enumerated() {
      for sibling in children[(place + 1)...] {
        try scene.perform(
          Person.Command.relate(
            Person.Relationship(kind: .sibling), to: sibling, provenance: said),
          on: child, by: worker)
      }
      try scene.perform(
        Person.Command.recordNetwork(network(of: child, family, on: scene.day), provenance: said),
        on: child,
        by: worker)
    }
    try arrange(which, worker, &scene)
    try nights(
      which, families[which].children.compactMap { families[which].members[$0].person }, worker,
      &scene)
  }

  /// The parents as a couple, of today where they share a name and of before where they do not; and
  /// the grandmother as the mother of the mother. Nothing is left to chance here: what happens to
  /// other families stays as it was.
  private mutating func relateGrown(
    _ family: Family, _ said: Person.Provenance, _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    func grown(_ kind: Person.Relationship.Kind) -> Family.Member? {
      family.adults.map { family.members[$0] }.first { $0.to == kind && $0.person != nil }
    }
    guard let mother = grown(.mother), let her = mother.person else { return }
    if let father = grown(.father), let him = father.person {
      let kind: Person.Relationship.Kind =
        father.name.family == mother.name.family ? .partner : .formerPartner
      try scene.perform(
        Person.Command.relate(Person.Relationship(kind: kind), to: her, provenance: said),
        on: him, by: worker)
    }
    if let grandmother = grown(.grandparent)?.person {
      try scene.perform(
        Person.Command.relate(Person.Relationship(kind: .mother), to: her, provenance: said),
        on: grandmother, by: worker)
    }
  }

  private func network(
    of child: PersonID, _ family: Family, on day: Day
  ) -> Person.Network {
    let member = family.member(child)
    let age = member.map { $0.isUnborn ? 0 : $0.birth.day.age(on: day) } ?? 0
    let school: String? =
      switch age {
      case ..<2: nil
      case ..<4: Names.nursery
      case ..<11: family.school
      default: Names.secondary
      }
    return Person.Network(phones: [family.phone], school: school, gp: family.surgery)
  }

  /// A child who was expected is born, and gets a name.
  mutating func birth(_ which: Int, _ place: Int, _ scene: inout Scene) throws {
    guard let name = families[which].members[place].nameToBe,
      let person = families[which].members[place].person
    else { return }
    let worker = chance.one(of: staff.with(.contactWorker))
    let midwife = Person.Provenance(saidBy: "Midwife", verified: "Discharge letter seen")
    let birth = Person.Birth.exact(scene.day.adding(days: -chance.number(1...6)))
    families[which].members[place].birth = birth
    families[which].members[place].name.given = name
    families[which].members[place].nameToBe = nil
    let member = families[which].members[place]
    try scene.perform(
      Person.Command.recordBirth(birth, stage: .child, provenance: midwife), on: person, by: worker)
    try scene.perform(
      Person.Command.addName(member.name, provenance: midwife), on: person, by: worker)
    try scene.perform(
      Person.Command.recordIdentity(
        Person.Identity(
          sex: member.sex, ethnicity: families[which].ethnicity,
          language: families[which].language,
          interpreter: families[which].language != "English", disabilities: [.none]),
        provenance: midwife),
      on: person, by: worker)
  }

  mutating func move(_ which: Int, _ scene: inout Scene) throws {
    let worker = chance.one(of: staff.with(.contactWorker))
    let address = Family.home(from: scene.day.adding(days: -chance.number(0...12)), &chance)
    families[which].address = address
    for member in families[which].members {
      guard let person = member.person, !families[which].elsewhere.contains(person) else {
        continue
      }
      try scene.perform(
        Person.Command.move(to: address, provenance: Person.Provenance(saidBy: "Mother")),
        on: person, by: worker)
    }
  }

  /// The whole family's records are locked to those who work with them, and to the one who decided.
  mutating func restrict(
    _ which: Int, to worker: Staff.Member, _ manager: Staff.Member,
    _ scene: inout Scene
  ) throws {
    let door = staff.with(.decisionMaker).map(\.id) + staff.with(.recordsOfficer).map(\.id)
    for member in families[which].members {
      guard let person = member.person else { continue }
      try scene.perform(
        Person.Command.restrict(
          Person.Restriction(
            level: .locked, workers: [worker.id, manager.id] + door, owner: manager.id),
          reason: "A parent works for the council."),
        on: person, by: manager)
    }
  }
}
