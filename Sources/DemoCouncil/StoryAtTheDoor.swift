import Domain
import Store

/// What happens at the front door.
extension Story {
  mutating func arrive(_ index: Int, _ ending: Ending?, _ scene: inout Scene) throws {
    let family = families[index]
    let worry =
      ending?.worry(&chance) ?? chance.weighted(Words.worries.map { ($0, $0.weight) })
    let named = family.members.enumerated().map { key, member in
      let birth = member.isUnborn || chance.chance(15) ? nil : member.birth.day
      return Contact.Named(
        key: key + 1, given: member.name.given, family: member.name.family, birth: birth,
        age: birth == nil ? age(member, on: scene.day) : nil, postcode: family.address.postcode,
        relation: member.relation, isChild: member.isChild)
    }
    try receive(worry, named: named, family: index, ending, &scene)
  }

  private func age(_ member: Family.Member, on day: Day) -> String {
    if member.isUnborn { return "Not born yet" }
    let years = member.birth.day.age(on: day)
    return years < 1 ? "A baby" : "About \(years)"
  }

  mutating func arriveNameless(_ scene: inout Scene) throws {
    try receive(Words.anonymous, named: [], family: nil, nil, &scene)
  }

  private func atTheDoor(_ scene: Scene) -> [Staff.Member] {
    let office = Self.works(scene.day) && (450..<1110).contains(scene.minute)
    return staff.with(office ? .contactWorker : .emergencyDutyWorker)
  }

  private mutating func receive(
    _ worry: Words.Worry, named: [Contact.Named], family: Int?, _ ending: Ending?,
    _ scene: inout Scene
  ) throws {
    let danger = ending == .inDanger || chance.chance(3)
    let minute = chance.chance(92) ? scene.minute : nil
    let name =
      worry.source == .anonymous
      ? nil : "\(chance.one(of: Names.women)) \(chance.one(of: Names.families))"
    let details = Contact.Details(
      receivedOn: scene.day, receivedMinute: minute,
      method: worry.method, source: worry.source,
      agency: Words.agency(worry, of: family.map { families[$0] }), callerName: name,
      callerRole: worry.role, callerEmail: name.flatMap { address(of: $0, worry) },
      keepFromFamily: worry.source == .family,
      account: worry.account, inDanger: danger ? .yes : .no,
      dangerAction: danger ? "Police were asked to go at once and are with the family." : nil,
      consent: chance.weighted([(.yes, 45), (.no, 15), (.notKnown, 40)]),
      consentBasis: "Asked by the caller where it was safe to ask.")
    contacts.append(ContactStory(family: family, worry: worry, ending: ending))
    let index = contacts.count - 1
    let taker = chance.one(of: atTheDoor(scene))
    contacts[index].id =
      comesThroughPortal(details, named, index)
      ? try sendForm(details, named, index, &scene)
      : try scene.perform(Contact.Command.receive(details, named: named), by: taker)
    if ending == .lateContact || chance.chance(35) {
      plan(.triage(contact: index), on: scene.day, minute: scene.minute + chance.number(3...20))
    }
    if family != nil {
      plan(.match(contact: index), on: scene.day, minute: scene.minute + chance.number(2...35))
    }
    guard (ending?.reaches ?? .review) > .contact else { return }
    // Most are decided within a working day, some late.
    let wait = ending == nil ? chance.weighted([(0, 55), (1, 34), (2, 7), (3, 4)]) : 0
    if wait == 0 {
      planSoon(.decide(contact: index), in: 45...150, scene)
    } else {
      planAtWork(.decide(contact: index), after: wait, from: scene.day)
      if index % 3 == 0, !danger {
        plan(
          .park(contact: index, until: workday(wait, after: scene.day)), on: scene.day,
          minute: scene.minute + 25)
      }
    }
  }

  mutating func triage(_ index: Int, _ scene: inout Scene) throws {
    let story = contacts[index]
    try scene.perform(
      Contact.Command.triage(
        outcomeClear: story.ending == .lateContact || chance.chance(30), level: story.worry.level),
      on: story.id, by: chance.one(of: staff.with(.contactWorker)))
  }

  /// Everybody named is found on the record, or made from a search that did not find them.
  mutating func match(_ index: Int, _ scene: inout Scene) throws {
    guard let which = contacts[index].family, !contacts[index].matched else { return }
    contacts[index].matched = true
    let worker = chance.one(of: staff.with(.contactWorker))
    try take(index, worker, &scene)
    let named = try contacts[index].id.flatMap { try Store.load($0, in: scene.tx)?.state.named }
    for key in families[which].members.indices {
      let person: PersonID
      if let known = families[which].members[key].person {
        person = known
      } else {
        let details = families[which].details(key, on: scene.day, &numbers, &chance)
        person = try scene.perform(
          Person.Command.create(
            details,
            searched: "\(details.name.full), \(details.birth?.day.iso ?? "no date of birth")"),
          by: worker)
        families[which].members[key].person = person
      }
      try scene.perform(
        Contact.Command.match(
          key: place(of: families[which].members[key].name, in: named) ?? key + 1, to: person,
          because: "Name, date of birth and address are the same"),
        on: contacts[index].id, by: worker)
    }
    if !families[which].related { try relate(which, worker, &scene) }
    if index.isMultiple(of: 2) {
      plan(.askAgencies(contact: index), on: scene.day, minute: scene.minute + 2)
    }
    if contacts[index].ending == .conflict { try declareConflict(with: which, &scene) }
  }

  /// A form names children first; who they are is in their names.
  private func place(of name: Person.Name, in named: [Contact.Named]?) -> Int? {
    named?.first { $0.given == name.given && $0.family == name.family && $0.person == nil }?.key
  }

  /// A worker who is related to the family says so, and is kept away from it.
  private mutating func declareConflict(with which: Int, _ scene: inout Scene) throws {
    guard let relative = staff.related else { return }
    for member in families[which].members {
      guard let person = member.person else { continue }
      try scene.perform(
        Worker.Command.declareConflict(with: person), on: relative.id, by: relative)
    }
  }

  mutating func decide(_ index: Int, _ scene: inout Scene) throws {
    // Nobody decides without having looked who it is about.
    try match(index, &scene)
    let story = contacts[index]
    guard let id = story.id, let contact = try Store.load(id, in: scene.tx)?.state else { return }
    let decider = chance.one(of: staff.with(.decisionMaker))
    contacts[index].decider = decider
    let open = try openEpisodes(of: contact, scene)
    let wanted: Contact.Outcome =
      story.ending != nil
      ? .referral
      : story.outcome
        ?? chance.weighted([
          (.referral, story.worry.level >= .targeted ? 42 : 8), (.earlyHelp, 14),
          (.adviceAndInformation, 24), (.noFurtherAction, 20),
        ])
    contacts[index].outcome = wanted
    var outcomes = [
      Contact.ChildOutcome(
        key: nil, outcome: .noFurtherAction, line: "Nobody could be identified.")
    ]
    if !contact.children.isEmpty {
      outcomes = contact.children.map { child in
        if let person = child.person, open.contains(person) {
          return .init(key: child.key, outcome: .passedToOpenWork)
        }
        return .init(
          key: child.key, outcome: wanted,
          primaryNeed: wanted == .referral ? story.worry.need : nil)
      }
    }
    try scene.perform(
      Contact.Command.decide(
        level: level(of: story.worry), indicators: story.worry.indicators, outcomes: outcomes,
        reason: Words.reason(wanted, &chance), history: chance.one(of: Words.history)),
      on: id, by: decider)
    guard try Store.load(id, in: scene.tx)?.state.status == .waitingForCheck else {
      planFeedback(index, mostly: 80, scene)
      return
    }
    guard (story.ending?.reaches ?? .review) > .decision else { return }
    let late = story.ending == nil && chance.chance(6)
    if late {
      planAtWork(.check(contact: index), after: chance.number(1...2), from: scene.day)
    } else {
      planSoon(.check(contact: index), in: 15...90, scene)
    }
  }

  /// Two people do not always see the same level in the same signs.
  private mutating func level(of worry: Words.Worry) -> Contact.Level {
    guard chance.chance(16) else { return worry.level }
    let beside = chance.chance(60) ? worry.level.rawValue - 1 : worry.level.rawValue + 1
    return Contact.Level(rawValue: beside) ?? worry.level
  }

  private func openEpisodes(of contact: Contact, _ scene: Scene) throws -> Set<PersonID> {
    Set(
      try ReferralTable.openEpisodes(of: contact.children.compactMap(\.person), in: scene.tx).keys)
  }

  mutating func check(_ index: Int, _ scene: inout Scene) throws {
    let story = contacts[index]
    guard let id = story.id, let decider = story.decider,
      let contact = try Store.load(id, in: scene.tx)?.state
    else { return }
    let others = (staff.with(.decisionMaker) + staff.with(.teamManager)).filter {
      $0.id != decider.id && $0.team == decider.team
    }
    let checker = chance.one(of: others)
    let holds = try stillHolds(contact, scene)
    if story.ending == .sentBack || !holds
      || story.ending == nil && !story.returned && chance.chance(6)
    {
      contacts[index].returned = true
      try scene.perform(
        Contact.Command.sendBack(
          comment: holds
            ? "Say more about what the earlier help achieved."
            : "There has been another contact since. Please look again at what is open."),
        on: id, by: checker)
      if story.ending == nil {
        planAtWork(.decide(contact: index), after: 1, from: scene.day)
      }
      return
    }
    try scene.perform(
      Contact.Command.agree(comment: chance.one(of: Words.checks)), on: id, by: checker)
    planFeedback(index, mostly: 85, scene)
    planEarlyHelp(index, scene)
    if let family = story.family { try begin(index, family, &scene) }
  }

  /// Whether open work is still as it was when the contact was decided.
  private func stillHolds(_ contact: Contact, _ scene: Scene) throws -> Bool {
    let open = try openEpisodes(of: contact, scene)
    return (contact.decision?.outcomes ?? []).allSatisfy { outcome in
      let person = contact.named.first { $0.key == outcome.key }?.person
      let isOpen = person.map { open.contains($0) } ?? false
      return outcome.outcome == .referral
        ? !isOpen : outcome.outcome == .passedToOpenWork ? isOpen : true
    }
  }

  /// The episodes that the contact opened begin their way.
  private mutating func begin(_ index: Int, _ family: Int, _ scene: inout Scene) throws {
    let story = contacts[index]
    guard let id = story.id else { return }
    let opened = try scene.tx.rows(
      "SELECT id, child FROM referral WHERE contact = \(id) ORDER BY id")
    if opened.isEmpty { return }
    episodes.append(
      EpisodeStory(
        family: family, worry: story.worry, ending: story.ending,
        children: try opened.map { try $0.id("child") },
        referrals: try opened.map { try $0.id("id") }, started: scene.day))
    guard (story.ending?.reaches ?? .review) > .referral else { return }
    let wait = story.ending == nil ? chance.weighted([(0, 60), (1, 30), (2, 7), (3, 3)]) : 0
    let step = Step.decideReferrals(episode: episodes.count - 1)
    if wait == 0 {
      planSoon(step, in: 20...70, scene)
    } else {
      planAtWork(step, after: wait, from: scene.day)
    }
  }
}
