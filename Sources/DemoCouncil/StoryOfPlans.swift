import Domain
import Store

/// Child in need plans: opened when the assessment found a need, reviewed, and ended before the work
/// closes. What befalls a plan is told by numbers and days, so that it takes no chance from what else
/// happens.
extension Story {
  private static let wishes = [
    (
      what: "There is food in the house at the end of every week",
      action: "Apply for help with the energy debt", other: "Citizens Advice, with the mother"
    ),
    (
      what: "The children are in bed by half past eight on school nights",
      action: "Write a bedtime plan and put it on the fridge", other: "Mother and grandmother"
    ),
    (
      what: "The children do not hear shouting at night",
      action: "Go to the Steps programme on six Tuesdays", other: "Father"
    ),
    (
      what: "Somebody at school listens to the children each week",
      action: "A weekly talk with the pastoral lead", other: "Ms Rowe, Lanrock School"
    ),
  ]

  /// Where the assessment found a need, each child has a plan of their own.
  mutating func openPlans(_ index: Int, _ scene: inout Scene) throws {
    let episode = episodes[index]
    guard let worker = episode.worker, scene.day < until else { return }
    for (place, (child, referral)) in zip(episode.children, episode.referrals).enumerated() {
      guard try PlanTable.open(of: child, in: scene.tx) == nil else { continue }
      let said = try PlanTable.said(by: child, in: scene.tx)
      let outline = [0, 1].map { step -> Plan.Outcome in
        let wish = Self.wishes[(index + place + step) % Self.wishes.count]
        let isOurs = step == 0
        return Plan.Outcome(
          what: wish.what, answers: step == 0 ? Array(said.prefix(1)) : [],
          actions: [
            AgreedAction(
              what: wish.action,
              owner: isOurs ? .worker(worker.id) : .other(words: wish.other),
              by: scene.day.adding(days: 28 + 14 * step))
          ])
      }
      let id: PlanID = try scene.perform(
        Plan.Command.open(
          Plan.Opening(
            child: child, referral: referral, kind: .childInNeed, from: scene.day,
            outline: outline,
            contingency: "If the children are left alone again, we hold a strategy discussion.",
            family: "We know what you want. Give us time.")), by: worker)
      // Some families are seen more often than others.
      if index % 4 == 1 {
        try scene.perform(
          Plan.Command.agreeVisits(
            limit: 14, unit: .calendarDays, words: "Agreed with the mother at the first meeting"),
          on: id, by: worker)
      }
    }
    planByNumber(.reviewPlans(episode: index), after: 40 + index % 22, from: scene.day)
  }

  /// The plans are opened the day after the work was handed over.
  mutating func planByNumberOpening(_ index: Int, _ scene: Scene) {
    planByNumber(.openPlans(episode: index), after: 1, from: scene.day)
  }

  /// In office hours, so many working days on, at an hour told by the day alone.
  private mutating func planByNumber(_ step: Step, after days: Int, from day: Day) {
    plan(step, on: workday(days, after: day), minute: 600 + (day.number + days) % 9 * 30)
  }

  /// What the worker writes down together: actions, and how far the outcomes have come.
  mutating func reviewPlans(_ index: Int, _ scene: inout Scene) throws {
    guard let worker = episodes[index].worker else { return }
    var isOpen = false
    for child in episodes[index].children {
      guard let line = try PlanTable.open(of: child, in: scene.tx),
        line.history.kind == .childInNeed,
        let plan = try PlanTable.whole(line.id, in: scene.tx), plan.from < scene.day
      else { continue }
      isOpen = true
      for action in plan.openActions where action.agreed.by <= scene.day {
        try scene.perform(
          (line.id.number + action.key) % 5 == 4
            ? Plan.Command.dropAction(
              action.key, reason: "The family found another way, and it works.")
            : .finishAction(action.key, on: scene.day, words: "Done, and it helps."),
          on: line.id, by: worker)
      }
      let distance: Plan.Distance =
        plan.reviews.isEmpty
        ? (line.id.number % 4 == 0 ? .same : .better) : line.id.number % 5 == 0 ? .better : .met
      try scene.perform(
        Plan.Command.reviewInNeed(
          Plan.Reviewing(
            on: scene.day, present: "Mother, the school, the health visitor",
            progress: plan.outcomes.map {
              Plan.Progress(
                outcome: $0.key, distance: distance,
                words: distance == .same
                  ? "It works on some days and not on others." : "It works on most days.")
            },
            words: "Mornings are calmer and the children are at school. Money is still short.",
            view: "It is better when Nan is there.", next: scene.day.adding(days: 75))),
        on: line.id, by: worker)
    }
    if isOpen {
      planByNumber(.reviewPlans(episode: index), after: 42 + index % 9, from: scene.day)
    }
  }

  /// Before the work closes, its plans end.
  mutating func endPlans(_ index: Int, _ scene: inout Scene) throws {
    guard let team = episodes[index].team,
      let worker = episodes[index].worker ?? staff.of(team, .teamManager).first
    else { return }
    for child in episodes[index].children {
      guard let line = try PlanTable.open(of: child, in: scene.tx),
        line.history.kind == .childInNeed
      else { continue }
      try scene.perform(
        Plan.Command.end(
          on: scene.day, reason: line.id.number % 7 == 3 ? .earlyHelp : .needsMet,
          words: "The outcomes were reached. The family goes on with what helps."),
        on: line.id, by: worker)
    }
  }

  /// Now and then nobody opens the door: written down as what it was.
  mutating func tryToVisit(_ index: Int, _ scene: inout Scene) throws {
    guard let worker = episodes[index].worker, (scene.day.number + index) % 9 == 0 else { return }
    let failed: Note.Failed = index % 3 == 0 ? .notLetIn : .nobodyHome
    let _: NoteID = try scene.perform(
      .record(
        Note.Details(
          kind: .visit, happenedOn: scene.day, purpose: "Unannounced visit",
          text: failed == .notLetIn
            ? "The father spoke through the door and asked me to come another day."
            : "Nobody came to the door. I left a card and rang.",
          children: episodes[index].children.map { Note.ChildBlock(child: $0, seen: false) },
          failed: failed), significance: nil), by: worker)
  }

  /// Most closures come with a letter to each child old enough to read one, and one to the family.
  func letters(
    _ index: Int, _ child: PersonID, by manager: Staff.Member, _ scene: Scene
  ) throws -> [Referral.Letter.Writing] {
    guard let member = families[episodes[index].family].member(child), !member.isUnborn,
      let name = try PersonTable.line(child, in: scene.tx)?.name, index % 3 != 2
    else { return [] }
    var letters: [Referral.Letter.Writing] = []
    if member.birth.day.age(on: scene.day) >= 5 {
      letters.append(
        Referral.Letter.Writing(
          to: .child, name: name,
          words: "I liked to hear about your drawings. I wish you many good days at school.",
          childName: name, from: manager.name))
    }
    letters.append(
      Referral.Letter.Writing(
        to: .family, name: "the parents of \(name)",
        words: "You worked hard on what was to change, and it shows.", childName: name,
        from: manager.name))
    return letters
  }
}
