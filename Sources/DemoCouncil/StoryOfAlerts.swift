import Domain
import Store

/// What changes how a worker acts: which families have it is told by their place in the story, so
/// that it takes no chance from what else befalls them.
extension Story {
  /// Couples and how they live, contact, who works with the children, and alerts.
  mutating func arrange(_ which: Int, _ worker: Staff.Member, _ scene: inout Scene) throws {
    let family = families[which]
    let said = Person.Provenance(saidBy: "Mother")
    guard let mother = family.person(.mother) else { return }
    let father = family.person(.father)
    if let father {
      try couple(which, mother, father, said, worker, &scene)
    }
    if let child = family.children.first.flatMap({ family.members[$0].person }) {
      try professional(of: child, family, said, worker, &scene)
    }
    if which % 6 == 4, let father { try flight(which, mother, father, worker, &scene) }
    if which % 6 == 2 { try hazard(father ?? mother, worker, &scene) }
  }

  private func isApart(_ which: Int) -> Bool { which % 6 == 4 || which % 5 == 3 }

  private func couple(
    _ which: Int, _ mother: PersonID, _ father: PersonID, _ said: Person.Provenance,
    _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    var terms = Person.Relationship.Terms()
    let since = scene.day.adding(years: -6)
    // Who they are to each other was said when the family was put together.
    let known = try Store.load(father, in: scene.tx)?.state.relationships.first {
      $0.other == mother && $0.kind.isCouple && $0.to == nil
    }
    guard let known else { return }
    let apart = known.kind == .formerPartner || isApart(which)
    if which % 3 != 1 {
      terms.couple = apart ? nil : .married
      terms.marriedOn = since.adding(months: 14)
    } else {
      terms.couple = apart ? nil : .livingTogether
    }
    if apart { terms.separatedOn = scene.day.adding(months: -5) }
    if apart, terms.marriedOn != nil, which % 2 == 0 {
      terms.divorcedOn = scene.day.adding(months: -1)
    }
    terms.strength = apart ? .stressful : .strong
    try scene.perform(
      Person.Command.changeRelationship(
        Person.Relationship(kind: known.kind, from: since, terms: terms), with: mother,
        provenance: said),
      on: father, by: worker)
  }

  private func professional(
    of child: PersonID, _ family: Family, _ said: Person.Provenance, _ worker: Staff.Member,
    _ scene: inout Scene
  ) throws {
    let isSmall = family.member(child).map { $0.birth.day.age(on: scene.day) < 5 } ?? false
    try scene.perform(
      Person.Command.addProfessional(
        isSmall
          ? Person.Professional(
            kind: .healthVisitor, name: "Wendy Penhale", role: "Health visitor",
            agency: family.surgery, phone: "01632 960118", from: scene.day.adding(months: -8))
          : Person.Professional(
            kind: .school, name: "Joy Trewin", role: "Designated safeguarding lead",
            agency: family.school, phone: "01632 960140", from: scene.day.adding(months: -11)),
        provenance: said),
      on: child, by: worker)
  }

  /// The mother and the children fled; the father must not learn where they are.
  private mutating func flight(
    _ which: Int, _ mother: PersonID, _ father: PersonID, _ worker: Staff.Member,
    _ scene: inout Scene
  ) throws {
    let family = families[which]
    var chance = Seeded(seed: UInt64(1_000 + which))
    let police = Person.Provenance(saidBy: "Police", verified: "Bail notice seen")
    let day = scene.day
    try scene.perform(
      Person.Command.move(
        to: Family.home(from: day.adding(days: -20), &chance), provenance: police),
      on: father, by: worker)
    families[which].elsewhere.insert(father)
    let refuge = Family.home(from: day.adding(days: -18), &chance)
    families[which].address = refuge
    for person in [mother] + family.children.compactMap({ family.members[$0].person }) {
      try scene.perform(
        Person.Command.move(to: refuge, provenance: police), on: person, by: worker)
    }
    for child in family.children.compactMap({ family.members[$0].person }) {
      var terms = Person.Relationship.Terms()
      terms.contact = .supervised
      terms.contactWords = "Saturdays at the contact centre in Trevean"
      terms.orderedOn = day.adding(days: -12)
      terms.doNotShare = "Where the children live and which school they go to"
      terms.strength = .stressful
      // What was said of a father when the record was begun, with what is ordered since.
      let known = try Store.load(father, in: scene.tx)?.state.relationships.first {
        $0.other == child && $0.to == nil
      }
      guard let known else { continue }
      try scene.perform(
        Person.Command.changeRelationship(
          Person.Relationship(
            kind: known.kind, parentalResponsibility: known.parentalResponsibility,
            from: known.from, terms: terms),
          with: child, provenance: police),
        on: father, by: worker)
    }
    _ =
      try scene.perform(
        Alert.Command.raise(
          Alert.Details(
            person: mother, kind: .doNotDiscloseAddress,
            what: "She and the children moved away from violence. He looks for them.",
            act:
              "Do not say or write where they live, which school they go to, or which team has them.",
            evidence: "Police and the mother", from: day.adding(days: -15),
            reviewOn: day.adding(months: 6), familyTold: true,
            told: [.init(who: "Head teacher", on: day)])),
        by: worker) as AlertID
    _ =
      try scene.perform(
        Alert.Command.raise(
          Alert.Details(
            person: father, kind: .posesRiskToChildren,
            what: "Convicted of assault on a child in 2021.",
            act:
              "No contact with children without somebody there. Tell the manager if he is in the home.",
            evidence: "Police National Computer, seen by the officer in the unit",
            from: day.adding(days: -15), reviewOn: day.adding(months: which % 12 == 4 ? 2 : 11),
            familyTold: false, whyNotTold: "Police ask us to wait until he has been interviewed",
            told: [.init(who: "Head teacher", on: day)])),
        by: worker) as AlertID
    try writesItDown(
      refuge, family.children.compactMap { family.members[$0].person }, worker, &scene)
  }

  /// A worker types the address into a note: people do.
  private func writesItDown(
    _ home: Person.Address, _ children: [PersonID], _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    let _: NoteID = try scene.perform(
      .record(
        Note.Details(
          kind: .phoneCall, happenedOn: scene.day, purpose: "Where they are",
          text: """
            The refuge rang. They have settled at \(home.oneLine) and there is a bed for each of them. \
            Post goes to the office, not to \(home.lines), until she says otherwise.
            """,
          children: children.map { Note.ChildBlock(child: $0, seen: false) }),
        significance: .init(
          title: "Settled at \(home.lines)", effect: "They sleep through the night again.")),
      by: worker)
  }

  private func hazard(
    _ person: PersonID, _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    _ =
      try scene.perform(
        Alert.Command.raise(
          Alert.Details(
            person: person, kind: .hazardToStaff,
            what: "A large dog that bit a housing officer.",
            act: "Ring before you come and ask for the dog to be shut away. Visit in pairs.",
            evidence: "Housing, letter of the same week", from: scene.day.adding(days: -3),
            reviewOn: scene.day.adding(months: 3), familyTold: true,
            told: [.init(who: "Health visitor", on: scene.day)])),
        by: worker) as AlertID
  }
}

extension Family {
  /// The adult whom the children call so, once they are on the record.
  fileprivate func person(_ kind: Person.Relationship.Kind) -> PersonID? {
    members.first { $0.to == kind && $0.person != nil }?.person
  }
}
