import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// Between teams: given, answered, undone, asked, accepted, sent back, escalated, decided.
  mutating func teamAttempt() async throws -> Attempt {
    let open = try await database.read { tx in
      try TransferTable.allOpen(in: tx)
    }
    if !open.isEmpty, chance.chance(55) { return answerAttempt(chance.one(of: open)) }
    switch chance.number(1...10) {
    case 1...4: return try await askTransfer()
    case 5, 6: return try await answerAllocation()
    case 7: return agreeAttempt()
    case 8: return remitAttempt()
    default: return giveAttempt()
    }
  }

  private mutating func answerAttempt(_ one: TransferTable.Whole) -> Attempt {
    // Mostly somebody of the right team, at times of the other.
    let team = chance.chance(85) ? one.to : one.from
    let by = Actor(
      .worker(WorkerID(chance.number(1...max(1, world.workers)))), roles: [.teamManager], team: team)
    let worker = WorkerID(chance.number(1...max(1, world.workers)))
    switch one.status {
    case .escalated:
      let judge = one.judge.map { Actor(.worker($0), roles: [.seniorLeader]) }
      return Attempt(
        Transfer.Command.decide(
          accepts: chance.chance(60), worker: chance.chance(50) ? worker : nil,
          sentence: words("One worker"), at: now), on: one.id,
        by: chance.chance(85) ? judge ?? by : by)
    case .returned where chance.chance(60):
      return Attempt(Transfer.Command.askAgain(words: words("Visited")), on: one.id, by: by)
    case .asked, .returned, .accepted, .stays, .withdrawn:
      switch chance.number(1...10) {
      case 1...5:
        return Attempt(
          Transfer.Command.accept(
            worker: worker, over: chance.chance(50) ? words("Her sister") : nil, at: now),
          on: one.id, by: by)
      case 6, 7: return Attempt(Transfer.Command.sendBack(reason: words("Not yet")), on: one.id, by: by)
      case 8, 9:
        return Attempt(
          Transfer.Command.escalate(to: worker, reason: words("Weeks")), on: one.id, by: by)
      default: return Attempt(Transfer.Command.withdraw(reason: words("Moved")), on: one.id, by: by)
      }
    }
  }

  private mutating func askTransfer() async throws -> Attempt {
    let held = try await database.read { tx in
      try tx.rows(
        "SELECT id, child, team FROM referral WHERE is_open = 1 AND team IS NOT NULL ORDER BY id"
      ).map { row in
        (
          child: Transfer.Child(person: try row.id("child"), referral: try row.id("id")),
          team: try row.id("team", of: Team.self)
        )
      }
    }
    guard !held.isEmpty else { return giveAttempt() }
    let first = chance.one(of: held)
    var children = [first.child]
    if chance.chance(30) {
      let other = chance.one(of: held)
      if other.child.referral != first.child.referral { children.append(other.child) }
    }
    return Attempt(
      Transfer.Command.ask(
        .init(
          children: children, from: first.team, to: TeamID(chance.number(1...max(1, world.teams))),
          reason: words("A plan"), summary: words("Better"), outstanding: words("A report"),
          familyTold: words("They know"), jointVisit: chance.chance(70) ? day() : nil,
          noJointVisit: chance.chance(50) ? words("None") : nil, on: today)),
      on: nil as TransferID?)
  }

  /// The holder answers, or whoever gave it takes it back.
  private mutating func answerAllocation() async throws -> Attempt {
    let asked = try await database.read { tx in
      try tx.rows(
        """
        SELECT a.referral, a.worker, a.asked_by FROM referral_answer a
        WHERE a.answer IS NULL ORDER BY a.referral, a.position
        """
      ).map { row in
        (
          id: try row.id("referral", of: Referral.self), worker: try row.id("worker", of: Worker.self),
          by: try row.idIfAny("asked_by", of: Worker.self)
        )
      }
    }
    guard !asked.isEmpty else { return giveAttempt() }
    let one = chance.one(of: asked)
    switch chance.number(1...4) {
    case 1:
      return Attempt(
        Referral.Command.undoAllocation(at: now), on: one.id, by: Actor(.worker(one.by ?? one.worker)))
    case 2:
      return Attempt(
        Referral.Command.declineAllocation(reason: words("A neighbour")), on: one.id,
        by: Actor(.worker(one.worker)))
    default:
      return Attempt(Referral.Command.acceptAllocation, on: one.id, by: Actor(.worker(one.worker)))
    }
  }

  private mutating func giveAttempt() -> Attempt {
    guard let id = recent(world.referrals, of: Referral.self, among: 20) else { return createPerson() }
    let by = Actor(
      .worker(WorkerID(chance.number(1...max(1, world.workers)))),
      roles: chance.chance(80) ? [.teamManager] : [.socialWorker])
    let worker = WorkerID(chance.number(1...max(1, world.workers)))
    if chance.chance(20) {
      let role = chance.one(of: Referral.InvolvedAs.allCases)
      return chance.chance(60)
        ? Attempt(Referral.Command.involve(worker, as: role, from: day()), on: id, by: by)
        : Attempt(
          Referral.Command.endInvolvement(key: chance.number(1...2), reason: words("Done")), on: id,
          by: by)
    }
    return Attempt(
      Referral.Command.allocate(
        team: TeamID(1 + (worker.number - 1) % 4), worker: worker,
        over: chance.chance(40) ? words("No other") : nil, at: now), on: id, by: by)
  }

  /// Hours, first years and absence that make the caps bite.
  private mutating func agreeAttempt() -> Attempt {
    let worker = WorkerID(chance.number(1...max(1, world.workers)))
    switch chance.number(1...4) {
    case 1:
      return Attempt(
        Worker.Command.setHours(.init(percent: chance.number(5...105), from: day())), on: worker)
    case 2:
      return Attempt(
        Worker.Command.setProgramme(
          .init(
            from: day(), to: today.adding(days: chance.number(-5...300)), cap: chance.number(4...40))
        ), on: worker)
    case 3:
      return Attempt(
        Worker.Command.setAway(
          .init(from: day(back: 3), to: today.adding(days: chance.number(-2...6)), words: "Leave")),
        on: worker)
    default:
      return Attempt(Worker.Command.setLanguages(["Polish", words("Urdu")]), on: worker)
    }
  }

  private mutating func remitAttempt() -> Attempt {
    let team = TeamID(chance.number(1...max(1, world.teams)))
    let leads = Team.Lead.allCases.filter { _ in chance.chance(80) }
    return Attempt(
      Team.Command.setRemit(
        .init(leads: leads, from: today.adding(days: chance.number(-1...20)), words: words("Decided"))),
      on: team)
  }
}
