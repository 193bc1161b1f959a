import Domain
import Store

/// What goes from one team to another, and who has room for it.
extension Story {
  enum TransferStep: Sendable {
    case answer, askAgain, decide
  }

  /// One of them by chance; where that one has no room, the one with most.
  mutating func withRoom(
    among free: [Staff.Member], of team: TeamID, _ scene: Scene
  ) throws -> Staff.Member {
    let first = chance.one(of: free)
    let day = scene.day
    let lines = try Caseload.lines(of: team, today: day, in: scene.tx)
    func room(_ member: Staff.Member) -> Int {
      lines.first { $0.worker == member.id }.map { $0.cap(on: day) - $0.points(on: day) } ?? 0
    }
    guard room(first) < 24 else { return first }
    return free.max { (room($0), $1.id.number) < (room($1), $0.id.number) } ?? first
  }

  /// Gives a family's children to a team and a worker, with a reason where there is no room for all of
  /// them; the worker says that they take them, except on the last days.
  mutating func give(
    _ index: Int, to team: TeamID, _ worker: Staff.Member?, by manager: Staff.Member,
    _ scene: inout Scene
  ) throws {
    let over = worker.map { _ in "Nobody in the team has more room this week." }
    for referral in episodes[index].referrals {
      try scene.performAtNow(on: referral, by: manager) {
        Referral.Command.allocate(team: team, worker: worker?.id, over: over, at: $0)
      }
      guard let worker, scene.day < workday(before: 1) else { continue }
      try scene.perform(Referral.Command.acceptAllocation, on: referral, by: worker)
    }
  }

  /// A plan is carried by the children in need team; children with disabilities stay where they are.
  mutating func handOver(_ index: Int, _ scene: inout Scene) throws {
    planAtWork(.close(episode: index), after: chance.number(40...160), from: scene.day)
    guard let from = episodes[index].team, from != staff.teams[.disabilities],
      let to = staff.teams[.childrenInNeed], let worker = episodes[index].worker
    else { return }
    let children = zip(episodes[index].children, episodes[index].referrals).map {
      Transfer.Child(person: $0, referral: $1)
    }
    let id: TransferID = try scene.perform(
      Transfer.Command.ask(
        Transfer.Asking(
          children: children, from: from, to: to,
          reason: "A child in need plan was agreed, which your team carries.",
          summary: chance.one(of: Words.reasonsToHelp),
          outstanding: "The first review of the plan, with school and health visitor.",
          familyTold:
            "We told the parents together at home. They asked to meet the new worker soon.",
          jointVisit: workday(3, after: scene.day), on: scene.day)), by: worker)
    planAtWork(
      .transfer(id, episode: index, .answer), after: chance.number(1...5), from: scene.day)
  }

  /// Most are accepted; some come back, and of those some are decided by a senior leader.
  mutating func transfer(
    _ id: TransferID, _ index: Int, _ step: TransferStep, _ scene: inout Scene
  ) throws {
    guard let to = staff.teams[.childrenInNeed], let manager = manager(of: to),
      let sender = episodes[index].worker, let leader = staff.with(.seniorLeader).first
    else { return }
    switch step {
    case .answer where chance.chance(14):
      try scene.perform(
        Transfer.Command.sendBack(
          reason: "The visit with both workers has not happened. Ask again once it has."),
        on: id, by: manager)
      planAtWork(
        .transfer(id, episode: index, .askAgain), after: chance.number(1...4), from: scene.day)
    case .askAgain where chance.chance(30):
      try scene.perform(
        Transfer.Command.escalate(
          to: leader.id, reason: "Both teams say that the other should visit first."),
        on: id, by: sender)
      planAtWork(
        .transfer(id, episode: index, .decide), after: chance.number(1...2), from: scene.day)
    case .askAgain:
      try scene.perform(
        Transfer.Command.askAgain(words: "We visited together yesterday."), on: id, by: sender)
      planAtWork(
        .transfer(id, episode: index, .answer), after: chance.number(1...3), from: scene.day)
    case .answer:
      let worker = try withRoom(among: staff.caseworkers(of: to), of: to, scene)
      try scene.performAtNow(on: id, by: manager) {
        Transfer.Command.accept(
          worker: worker.id, over: "Nobody in the team has more room this week.", at: $0)
      }
      try moved(index, to: to, worker, &scene)
    case .decide:
      let worker = try withRoom(among: staff.caseworkers(of: to), of: to, scene)
      try scene.performAtNow(on: id, by: leader) {
        Transfer.Command.decide(
          accepts: true, worker: worker.id,
          sentence: "The plan is agreed, so the team for plans has it from today.", at: $0)
      }
      try moved(index, to: to, worker, &scene)
    }
  }

  private mutating func moved(
    _ index: Int, to team: TeamID, _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    episodes[index].team = team
    episodes[index].worker = worker
    guard scene.day < workday(before: 1) else { return }
    for referral in episodes[index].referrals {
      try scene.perform(Referral.Command.acceptAllocation, on: referral, by: worker)
    }
  }
}
