import Domain
import Store

/// Early help: asked for after a decision, led by a school, a health visitor or a worker, planned,
/// reviewed, stepped up, closed. What befalls a family is told by the number of its early help, so that
/// it takes no chance from what else happens.
extension Story {
  /// Some days after a decision for early help was checked.
  mutating func planEarlyHelp(_ index: Int, _ scene: Scene) {
    guard contacts[index].outcome == .earlyHelp, contacts[index].ending == nil else { return }
    planEarly(.askForEarlyHelp(contact: index), after: 1 + index % 3, from: scene.day)
  }

  /// In office hours, so many working days on, at an hour told by the day alone.
  private mutating func planEarly(_ step: Step, after days: Int, from day: Day) {
    plan(step, on: workday(days, after: day), minute: 570 + (day.number + days) % 11 * 30)
  }

  private static let outside: [EarlyHelp.Outside] = [
    EarlyHelp.Outside(
      name: "Ms Rowe", agency: "Lanrock School", job: "Pastoral lead",
      email: "rowe@lanrock.school.example"),
    EarlyHelp.Outside(
      name: "Imran Shah", agency: "Harrow Coast Health", job: "Health visitor",
      email: "imran.shah@health.example"),
    EarlyHelp.Outside(
      name: "Kerry Bolitho", agency: "Mill Lane Children’s Centre", job: "Family worker",
      email: "kerry@milllane.example"),
  ]

  private func lead(_ number: Int) -> EarlyHelp.Lead {
    let workers =
      staff.with(.contactWorker)
      + (staff.teams[.childrenInNeed].map { staff.caseworkers(of: $0) } ?? [])
    guard number % 3 == 0, !workers.isEmpty else {
      return .outside(person: Self.outside[number % Self.outside.count])
    }
    return .worker(id: workers[number / 3 % workers.count].id)
  }

  private func wish(
    _ origin: EarlyHelp.Origin, _ children: [PersonID], _ family: Family, _ story: String,
    given: Bool = true, _ scene: Scene
  ) -> EarlyHelp.Wish {
    let adults = family.members.filter { !$0.isChild }.compactMap(\.person)
    return EarlyHelp.Wish(
      origin: origin, children: children, adults: adults.filter { !children.contains($0) },
      story: story,
      hope: "The children sleep, come to school rested, and somebody listens to them.",
      consent: EarlyHelp.Consent(
        given: given, who: "Their mother, by phone", on: scene.day,
        words: given ? nil : "We have my sister now. We do not want more people coming."))
  }

  private func hasEarlyHelp(_ children: [PersonID], _ scene: Scene) throws -> Bool {
    try children.contains { child in
      try EarlyHelpTable.of(child, in: scene.tx).contains {
        [.waiting, .accepted, .open].contains($0.status)
      }
    }
  }

  mutating func askForEarlyHelp(_ index: Int, _ scene: inout Scene) throws {
    guard let which = contacts[index].family, let contact = contacts[index].id,
      let worker = staff.with(.contactWorker).first
    else { return }
    let decided = try EarlyHelpTable.decided(contact, in: scene.tx)
    let children = families[which].members.filter(\.isChild).compactMap(\.person).filter(
      decided.contains)
    guard !children.isEmpty, !(try hasEarlyHelp(children, scene)) else { return }
    let number = earlyHelpCount
    earlyHelpCount += 1
    // The last days leave something to be asked for, and somebody to be asked.
    if scene.day > until.adding(days: -3), number % 2 == 0 { return }
    let isRefused = number % 9 == 4
    let wish = wish(
      .contact(id: contact), children, families[which], contacts[index].worry.account,
      given: !isRefused, scene)
    let nobodyYet = number % 11 == 7
    let id: EarlyHelpID = try scene.perform(
      EarlyHelp.Command.request(wish, lead: isRefused || nobodyYet ? nil : lead(number)), by: worker
    )
    guard !isRefused else { return }
    if nobodyYet {
      planEarly(.earlyHelp(id, number: number, .propose), after: 15, from: scene.day)
      return
    }
    // Of the last weeks' some still wait for an answer.
    if scene.day > until.adding(days: -21), number % 2 == 1 { return }
    planEarly(.earlyHelp(id, number: number, .answer), after: 1 + number % 5, from: scene.day)
  }

  enum EarlyHelpStep: Int, Sendable {
    case propose, answer, plan, progress, review, again, stepUp, end
  }

  mutating func earlyHelp(
    _ id: EarlyHelpID, _ number: Int, _ step: EarlyHelpStep, _ scene: inout Scene
  ) throws {
    guard let help = try Store.load(id, in: scene.tx)?.state, help.ending == nil else { return }
    if step == .propose, let worker = staff.with(.contactWorker).first {
      try scene.perform(EarlyHelp.Command.propose(lead(number)), on: id, by: worker)
      planEarly(.earlyHelp(id, number: number, .answer), after: 3, from: scene.day)
    }
    guard let writer = writer(of: help) else { return }
    switch step {
    case .propose: break
    case .answer: try answer(id, number, help, writer, &scene)
    case .plan:
      try scene.perform(
        EarlyHelp.Command.plan(familyPlan(help.request.children, scene.day)), on: id, by: writer)
      planEarly(.earlyHelp(id, number: number, .progress), after: 12, from: scene.day)
      // One in eight forgets its review, and ends without one.
      planEarly(
        .earlyHelp(id, number: number, number % 8 == 3 ? .end : .review),
        after: number % 8 == 3 ? 48 : 20, from: scene.day)
    case .progress:
      try scene.perform(
        EarlyHelp.Command.note("Four mornings out of five they were at school on time."), on: id,
        by: writer)
    case .review, .again:
      try review(id, help, writer, &scene)
      let next: EarlyHelpStep =
        step == .review && number % 5 == 2 ? .stepUp : step == .review ? .again : .end
      planEarly(
        .earlyHelp(id, number: number, next), after: next == .stepUp ? 9 : 38, from: scene.day)
    case .stepUp: try stepUp(id, number, writer, &scene)
    case .end:
      try scene.perform(
        EarlyHelp.Command.close(
          number % 6 == 1 ? .lostTouch : number % 6 == 5 ? .consentWithdrawn : .outcomesMet,
          words: "The family knows whom to ring. The school keeps an eye on mornings.",
          on: scene.day), on: id, by: writer)
    }
  }

  /// A worker who leads; for somebody outside the worker to whom they speak.
  private func writer(of help: EarlyHelp) -> Staff.Member? {
    let lead = help.lead ?? help.waitingFor?.lead
    if let worker = lead?.worker { return staff.members.first { $0.id == worker } }
    return staff.with(.contactWorker).last
  }

  private mutating func answer(
    _ id: EarlyHelpID, _ number: Int, _ help: EarlyHelp, _ writer: Staff.Member,
    _ scene: inout Scene
  ) throws {
    guard let lead = help.waitingFor?.lead else { return }
    let said = lead.worker == nil ? "By phone, to \(writer.name)" : nil
    if number % 7 == 2, help.proposals.count == 1 {
      try scene.perform(
        EarlyHelp.Command.decline(
          reason: "I have five families already and could not see them often enough.", said: said),
        on: id, by: writer)
      guard let worker = staff.with(.contactWorker).first else { return }
      try scene.perform(EarlyHelp.Command.propose(self.lead(number + 1)), on: id, by: worker)
      planEarly(.earlyHelp(id, number: number, .answer), after: 2, from: scene.day)
      return
    }
    try scene.perform(EarlyHelp.Command.accept(said: said), on: id, by: writer)
    planEarly(
      .earlyHelp(id, number: number, .plan), after: number % 10 == 6 ? 33 : 6, from: scene.day)
  }

  private func familyPlan(_ children: [PersonID], _ day: Day) -> EarlyHelp.Plan {
    EarlyHelp.Plan(
      outcomes: [
        EarlyHelp.Outcome(
          what: "The children are in bed by eight and at school on time each day",
          actions: [
            EarlyHelp.Action(
              what: "Bedtime written down together and put on the fridge", owner: "Mother",
              by: day.adding(days: 7)),
            EarlyHelp.Action(
              what: "A place at the breakfast club", owner: "The school", by: day.adding(days: 14)),
          ]),
        EarlyHelp.Outcome(
          what: "Their mother has somebody to talk to",
          actions: [
            EarlyHelp.Action(
              what: "First visit to the parents’ group", owner: "Mother, with the lead",
              by: day.adding(days: 21))
          ]),
      ],
      views: children.map { EarlyHelp.View(child: $0, words: "I like it when Mum is not tired.") },
      parents: "Mornings are the worst. If those were calm, the rest would be easier.")
  }

  private func review(
    _ id: EarlyHelpID, _ help: EarlyHelp, _ writer: Staff.Member, _ scene: inout Scene
  ) throws {
    let isFirst = help.reviews.isEmpty
    try scene.perform(
      EarlyHelp.Command.review(
        EarlyHelp.Reviewing(
          on: scene.day, present: "Mother, the school and the lead",
          distances: [isFirst ? .better : .met, isFirst ? .same : .better],
          words: "Mornings are calmer. The children say so themselves.",
          views: help.request.children.prefix(1).map {
            EarlyHelp.View(child: $0, words: "We have toast now.")
          }, next: scene.day.adding(days: isFirst ? 70 : 84))), on: id, by: writer)
  }

  /// Something happens that early help cannot carry: the front door decides, and the story goes on there.
  private mutating func stepUp(
    _ id: EarlyHelpID, _ number: Int, _ writer: Staff.Member, _ scene: inout Scene
  ) throws {
    let worry = Words.worries.first { $0.level >= .targeted } ?? Words.worries[0]
    let now = scene.now()
    try scene.perform(
      EarlyHelp.Command.stepUp(
        EarlyHelp.Raising(
          why: "Their father is back in the house. \(worry.account)", inDanger: .no, consent: .yes,
          consentBasis: "Their mother asked for it."), at: now), on: id, by: writer)
    guard let help = try Store.load(id, in: scene.tx)?.state,
      let contact = help.stepUps.last?.contact
    else { return }
    try decideSteppedUp(contact, help, number, worry, &scene)
    guard number % 2 == 0 else {
      planEarly(.earlyHelp(id, number: number, .again), after: 30, from: scene.day)
      return
    }
    try scene.perform(
      EarlyHelp.Command.close(
        .steppedUp, words: "The assessment team takes over with the lead’s notes.", on: scene.day),
      on: id, by: writer)
  }

  /// Of most the front door says that early help goes on; of some it makes referrals.
  private mutating func decideSteppedUp(
    _ contact: ContactID, _ help: EarlyHelp, _ number: Int, _ worry: Words.Worry,
    _ scene: inout Scene
  ) throws {
    let family = families.firstIndex { family in
      family.members.contains { $0.person == help.request.children.first }
    }
    if number % 10 == 7, number > 20 {
      // A contact as any other, whose people are matched already.
      var story = ContactStory(family: family, worry: worry, ending: nil)
      (story.id, story.matched, story.outcome) = (contact, true, .referral)
      contacts.append(story)
      plan(.decide(contact: contacts.count - 1), on: scene.day, minute: scene.minute + 45)
      return
    }
    let deciders = staff.with(.decisionMaker)
    guard deciders.count > 1, let now = try Store.load(contact, in: scene.tx)?.state else { return }
    let open = try ReferralTable.openEpisodes(of: help.request.children, in: scene.tx)
    scene.minute += 50
    try scene.perform(
      Contact.Command.decide(
        level: worry.level, indicators: worry.indicators,
        outcomes: now.children.map { child in
          .init(
            key: child.key,
            outcome: child.person.map { open[$0] != nil } ?? false ? .passedToOpenWork : .earlyHelp)
        },
        reason: "The father has been spoken to and has left. The lead sees the family weekly now.",
        history: "The plan and both reviews were read. Mornings had become calm before this."),
      on: contact, by: deciders[0])
    scene.minute += 20
    try scene.perform(
      Contact.Command.agree(comment: "Read and agreed."), on: contact, by: deciders[1])
  }

  /// Whether early help takes over from a referral that closes: asked for and accepted, or there already.
  mutating func stepsDown(_ index: Int, by manager: Staff.Member, _ scene: inout Scene) throws
    -> Bool
  {
    let episode = episodes[index]
    guard let referral = episode.referrals.first,
      let worker = staff.with(.contactWorker).last
    else { return false }
    if try hasEarlyHelp(episode.children, scene) {
      return try episode.children.allSatisfy { child in
        try EarlyHelpTable.of(child, in: scene.tx).contains { $0.status == .open }
      }
    }
    let number = earlyHelpCount
    earlyHelpCount += 1
    let outside = EarlyHelp.Lead.outside(person: Self.outside[number % Self.outside.count])
    let id: EarlyHelpID = try scene.perform(
      EarlyHelp.Command.request(
        wish(
          .referral(id: referral), episode.children, families[episode.family],
          "The assessment found that the family can manage with some help. \(episode.worry.account)",
          scene), lead: outside), by: manager)
    try scene.perform(
      EarlyHelp.Command.accept(said: "At the meeting that closed the assessment"), on: id,
      by: worker)
    planEarly(.earlyHelp(id, number: number, .plan), after: 7, from: scene.day)
    return true
  }
}
