import Domain
import Store

/// What the teams behind the front door do.
extension Story {
  func manager(of team: TeamID) -> Staff.Member? { staff.of(team, .teamManager).first }

  /// East and West take turns; a child with a disability goes to the team for that.
  private func team(for index: Int, _ scene: Scene) throws -> TeamID? {
    let episode = episodes[index]
    if let ending = episode.ending { return staff.teams[ending.isInWest ? .west : .east] }
    let disabled = try scene.tx.exists(
      """
      SELECT 1 FROM person_disability
      WHERE person IN (\(list: episode.children)) AND disability <> \(Disability.none.rawValue)
      """)
    if disabled { return staff.teams[.disabilities] }
    return staff.teams[index.isMultiple(of: 2) ? .east : .west]
  }

  mutating func decideReferrals(_ index: Int, _ scene: inout Scene) throws {
    guard let team = try team(for: index, scene), let manager = manager(of: team) else { return }
    episodes[index].team = team
    let ending = episodes[index].ending
    let outcome: Referral.Outcome =
      ending != nil
      ? .assessment
      : chance.weighted([(.assessment, 90), (.strategyDiscussion, 4), (.noFurtherAction, 6)])
    for referral in episodes[index].referrals {
      try scene.perform(
        Referral.Command.decide(
          outcome,
          reason: outcome == .noFurtherAction
            ? "We rang the family. School is already helping with what worried the caller."
            : chance.one(of: Words.reasonsToHelp),
          primaryNeed: nil),
        on: referral, by: manager)
    }
    guard outcome != .noFurtherAction, (ending?.reaches ?? .review) > .referralDecision
    else { return }
    episodes[index].outcome = outcome
    // A few wait for a worker.
    if ending != nil || chance.chance(90) {
      planSoon(.allocate(episode: index), in: 10...60, scene)
    } else {
      planAtWork(.allocate(episode: index), after: chance.number(1...4), from: scene.day)
    }
  }

  mutating func allocate(_ index: Int, _ scene: inout Scene) throws {
    let ending = episodes[index].ending
    guard let team = episodes[index].team, let manager = manager(of: team) else { return }
    let free = staff.caseworkers(of: team).filter {
      ending != .conflict || $0.id != staff.related?.id
    }
    let worker =
      ending == .teamWithoutWorker ? nil : try withRoom(among: free, of: team, scene)
    episodes[index].worker = worker
    try give(index, to: team, worker, by: manager, &scene)
    guard let worker else { return }
    if ending == .restricted { try restrict(episodes[index].family, to: worker, manager, &scene) }
    planProtection(index, episodes[index].outcome ?? .assessment, scene)
    let prompt = ending != nil
    planAtWork(.begin(episode: index), after: chance.number(0...(prompt ? 1 : 2)), from: scene.day)
    planAtWork(
      .visit(episode: index, first: true), after: chance.number(2...(prompt ? 4 : 7)),
      from: scene.day)
  }

  mutating func begin(_ index: Int, _ scene: inout Scene) throws {
    guard let worker = episodes[index].worker else { return }
    let children = zip(episodes[index].children, episodes[index].referrals).map {
      Assessment.Child(person: $0, referral: $1)
    }
    episodes[index].assessment = try scene.perform(
      Assessment.Command.begin(.single, children: children, on: scene.day), by: worker)
    let length = length(of: index, from: scene.day)
    let parts = Assessment.Section.allCases.count + 3
    for part in 0..<parts {
      let day = max(1, length * (part + 1) / (parts + 1))
      planAtWork(.write(episode: index, part: part), after: day, from: scene.day)
    }
    planAtWork(.send(episode: index), after: length + 1, from: scene.day)
    try planAssessing(index, length: length, &scene)
  }

  /// Working days until it is written. Lengths as in England in 2025: a pile just before day 45, and
  /// a tail beyond it.
  private mutating func length(of index: Int, from day: Day) -> Int {
    if let ending = episodes[index].ending {
      guard let before = ending.sentBefore else { return 40 }
      let last = workday(before: before)
      var days = 0
      while workday(days + 1, after: day) < last { days += 1 }
      return max(1, days)
    }
    return chance.weighted([
      (chance.number(4...10), 13), (chance.number(11...20), 17), (chance.number(21...30), 16),
      (chance.number(31...38), 22), (chance.number(39...43), 19), (chance.number(44...60), 9),
      (chance.number(61...75), 4),
    ])
  }

  mutating func write(_ index: Int, _ part: Int, _ scene: inout Scene) throws {
    let episode = episodes[index]
    guard let worker = episode.worker, let id = episode.assessment else { return }
    let sections = Assessment.Section.allCases
    let command: Assessment.Command
    switch part {
    case 0..<sections.count: command = try section(sections[part], of: episode, index, scene)
    case sections.count:
      command = .recordSeen(episode.children.map { seen($0, in: episode, scene) })
    case sections.count + 1:
      command = .recordFactors(
        episode.children.map { Assessment.ChildFactors(child: $0, factors: episode.worry.factors) })
    default:
      // A few come to the manager without a plan, who must then give a reason.
      guard chance.chance(96) else { return }
      command = .recordRisk(riskDocuments(of: episode, scene))
    }
    try scene.perform(command, on: id, by: worker)
  }

  private mutating func section(
    _ section: Assessment.Section, of episode: EpisodeStory, _ index: Int, _ scene: Scene
  ) throws -> Assessment.Command {
    let family = families[episode.family]
    let young = episode.children.allSatisfy { child in
      (family.member(child)?.birth.day.age(on: scene.day) ?? 0) < 5
    }
    if section == .outsideHome, young {
      return .setAside(section, reason: "The children are under five.")
    }
    let variant =
      section == .identity
      ? (family.language == "Polish" ? 0 : family.ethnicity == .whiteBritish ? 1 : 2)
      : chance.number(0...1)
    let quotes: [Assessment.Quote] =
      section == .views && !young
      ? [.init(words: chance.one(of: Words.childWords), source: "Seen at school")] : []
    let besides = besides(section, of: episode, index: index)
    let copied = section == .history ? try copiedHistory(index, scene) : nil
    return .write(
      section,
      Assessment.Written(
        text: copied?.text ?? Words.section(section, variant), quotes: quotes, completed: true,
        difference: besides.difference, ticks: besides.ticks, copied: copied?.copied))
  }

  private mutating func seen(
    _ child: PersonID, in episode: EpisodeStory, _ scene: Scene
  ) -> Assessment.Seen {
    guard let member = families[episode.family].member(child), !member.isUnborn else {
      return Assessment.Seen(child: child, seen: false, whyNot: "Not born yet")
    }
    let age = member.birth.day.age(on: scene.day)
    let alone = age >= 3 && chance.chance(82)
    return Assessment.Seen(
      child: child, seen: true, seenOn: scene.day, alone: alone,
      whyNot: alone ? nil : Words.notAlone(age),
      quotes: alone && age >= 4
        ? [.init(words: chance.one(of: Words.childWords), source: "At home, alone")] : [])
  }

  mutating func send(_ index: Int, _ scene: inout Scene) throws {
    guard let worker = episodes[index].worker, let id = episodes[index].assessment else { return }
    try curate(index, &scene)
    var outcome: Assessment.Outcome = chance.weighted([
      (.childInNeedPlan, 38), (.close, 30), (.earlyHelp, 20), (.noFurtherAction, 12),
    ])
    if episodes[index].isProtected { outcome = .strategyDiscussion }
    try scene.perform(
      Assessment.Command.send(
        outcomes: episodes[index].children.map {
          .init(child: $0, outcome: outcome, reason: Words.reason(outcome))
        }),
      on: id, by: worker)
    guard (episodes[index].ending?.reaches ?? .review) > .sending else { return }
    planAtWork(.review(episode: index), after: chance.number(0...2), from: scene.day)
  }

  mutating func review(_ index: Int, _ scene: inout Scene) throws {
    let episode = episodes[index]
    guard let team = episode.team, let manager = manager(of: team), let id = episode.assessment,
      let state = try Store.load(id, in: scene.tx)?.state
    else { return }
    let mustReturn = episode.ending?.isReturned ?? false
    if mustReturn || !episode.returned && chance.chance(12) {
      episodes[index].returned = true
      try scene.perform(
        Assessment.Command.sendBack(
          comment: "Tell me more about what the children say, and what the plan changes for them."),
        on: id, by: manager)
      if !mustReturn {
        planAtWork(.send(episode: index), after: chance.number(1...4), from: scene.day)
      }
      return
    }
    try scene.perform(
      Assessment.Command.authorise(
        sentence: "I have read this with the history. The analysis follows from what was seen.",
        withoutRiskPlan: state.risk.isComplete
          ? nil : "No risk was found that needs a plan; agreed in supervision."),
      on: id, by: manager)
    try shareAssessment(index, &scene)
    if state.outcomes.contains(where: { $0.outcome == .childInNeedPlan }) {
      planAtWork(.handOver(episode: index), after: chance.number(1...6), from: scene.day)
    } else {
      planAtWork(.close(episode: index), after: chance.number(1...5), from: scene.day)
    }
  }

  mutating func close(_ index: Int, _ scene: inout Scene) throws {
    guard let team = episodes[index].team, let manager = manager(of: team),
      let id = episodes[index].assessment, let state = try Store.load(id, in: scene.tx)?.state,
      !episodes[index].isProtected
    else { return }
    let reason: ReasonForClosure
    switch state.outcomes.first?.outcome ?? .close {
    case .earlyHelp:
      reason =
        try stepsDown(index, by: manager, &scene)
        ? .earlyHelpAfterAssessment : .noFurtherActionAfterAssessment
    case .noFurtherAction, .close: reason = .noFurtherActionAfterAssessment
    case .childInNeedPlan, .coreAssessment, .strategyDiscussion: reason = .servicesCeased
    }
    for referral in episodes[index].referrals {
      try scene.perform(
        Referral.Command.close(
          on: scene.day, reason: reason,
          words: "What we set out to do is done. The family knows how to reach us."),
        on: referral, by: manager)
    }
  }
}
