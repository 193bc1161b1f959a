import Domain
import Store

/// What goes over between day and night: which families have it is told by their place in the story,
/// so that it takes no chance from what else befalls them.
extension Story {
  /// A day worker tells the night about a child, and what the night does is taken over in the
  /// morning; with some families nobody has taken it over yet.
  mutating func nights(
    _ which: Int, _ children: [PersonID], _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    guard which % 4 == 1, let child = children.first else { return }
    let from = Instant(london: scene.day, hour: 17, minute: 0)
    let id = try warn(child, from: from, days: which % 8 == 1 ? 3 : 14, worker, &scene)
    let next = scene.day.adding(days: 1)
    plan(.atNight(handover: id, family: which), on: next, minute: 65)
  }

  private func warn(
    _ child: PersonID, from: Instant, days: Int, _ worker: Staff.Member, _ scene: inout Scene
  ) throws -> HandoverID {
    let manager = worker.team.flatMap { staff.of($0, .teamManager).first }
    return try scene.performAtNow(by: worker) { now in
      Handover.Command.raise(
        Handover.Warning(
          child: child, what: "He may come to the house after he has been drinking.",
          act: "Ring the police first. If he is there, the children go to their grandmother.",
          ring: "\(manager?.name ?? worker.name), 01632 960150, until midnight",
          from: from, until: from.adding(seconds: days * 86_400)), at: now)
    }
  }

  /// Five past one: whoever is on duty has read it, and the telephone rings.
  mutating func atNight(_ id: HandoverID, _ which: Int, _ scene: inout Scene) throws {
    guard let duty = staff.with(.emergencyDutyWorker).first,
      let handover = try Store.load(id, in: scene.tx)?.state, let child = handover.child
    else { return }
    try scene.performAtNow(on: id, by: duty) { Handover.Command.acknowledge(at: $0) }
    guard which % 8 == 1 else { return }
    let isDiscussed = which % 16 == 9
    let team = try scene.tx.row(
      "SELECT team FROM referral WHERE child = \(child) AND is_open = 1 AND team IS NOT NULL"
    )?.id("team", of: Team.self)
    guard let to = team ?? staff.teams[.door] else { return }
    try scene.performAtNow(on: id, by: duty) { now in
      Handover.Command.act(
        Handover.Action(
          kind: isDiscussed ? .strategyDiscussion : .visit, at: now.adding(seconds: -900),
          words: "He came at half past midnight and shouted at the door. The police took him home.",
          outcome: isDiscussed ? .safetyPlan : .accommodationPrevented,
          instead: isDiscussed ? nil : "The children are with their grandmother until tomorrow.",
          tookPart: isDiscussed ? "Police inspector on call, paediatrician on call" : nil), at: now)
    }
    try scene.performAtNow(on: id, by: duty) { now in
      Handover.Command.pass(
        words: "See the children at their grandmother’s before school ends.", to: .team(to),
        at: now)
    }
    if which % 3 != 0 {
      plan(.inTheMorning(handover: id, team: to), on: workday(0, after: scene.day), minute: 565)
    }
  }

  mutating func inTheMorning(
    _ id: HandoverID, _ team: TeamID, _ scene: inout Scene
  ) throws {
    guard let manager = staff.of(team, .teamManager).first else { return }
    try scene.performAtNow(on: id, by: manager) { Handover.Command.accept(at: $0) }
  }
}
