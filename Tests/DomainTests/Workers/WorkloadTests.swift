import Domain
import Testing

@Suite("What a worker can hold, and what a team may lead") struct WorkloadTests {
  static let today = Day(number: 20_528)
  static let manager = Actor(.worker(WorkerID(1)), roles: [.teamManager], team: TeamID(1))

  static func worker(_ commands: [Worker.Command] = []) throws -> Worker {
    var worker: Worker?
    let join = Worker.Command.join(
      name: "Leila", roles: [.socialWorker], team: TeamID(1), registration: nil)
    for command in [join] + commands {
      let facts = try Worker.decide(
        command, given: worker, around: .init(), by: manager, today: today)
      for fact in facts { worker = .evolve(worker, fact) }
    }
    return try #require(worker)
  }

  static func rule(
    _ command: Worker.Command, _ worker: Worker, _ around: Worker.Around = .init()
  ) -> String? {
    do {
      _ = try Worker.decide(command, given: worker, around: around, by: manager, today: today)
      return nil
    } catch { return error.rule }
  }

  @Test("Hours, a first year and a role each lower what may be held") func cap() throws {
    let half = try Self.worker([.setHours(.init(percent: 50, from: Self.today))])
    #expect(Worker.cap(of: half.workload, isNew: false, on: Self.today) == 50)
    #expect(
      Worker.cap(of: half.workload, isNew: false, on: Self.today.adding(days: -1)) == 100)
    #expect(Worker.cap(of: .init(), isNew: true, on: Self.today) == 90)
    let year = Worker.Workload.Programme(
      from: Self.today, to: Self.today.adding(days: 364), cap: 60)
    let new = try Self.worker([.setProgramme(year)])
    #expect(Worker.cap(of: new.workload, isNew: true, on: Self.today) == 60)
    // After the year the role alone does not lower it any more.
    #expect(Worker.cap(of: new.workload, isNew: true, on: Self.today.adding(days: 365)) == 100)
  }

  @Test("What is agreed is checked") func agreed() throws {
    let worker = try Self.worker()
    #expect(Self.rule(.setHours(.init(percent: 5, from: Self.today)), worker) == "worker.hours")
    #expect(
      Self.rule(
        .setProgramme(.init(from: Self.today, to: Self.today.adding(days: -1), cap: 50)), worker)
        == "worker.programme-dates")
    #expect(
      Self.rule(.setProgramme(.init(from: Self.today, to: Self.today, cap: 101)), worker)
        == "worker.programme-cap")
    #expect(
      Self.rule(
        .setAway(
          .init(from: Self.today.adding(days: -9), to: Self.today.adding(days: -1), words: "x")),
        worker) == "worker.away-dates")
    #expect(Self.rule(.comeBack(from: Self.today), worker) == "worker.not-away")
  }

  @Test("Who is back early is not away any more") func back() throws {
    let away = Worker.Workload.Away(
      from: Self.today, to: Self.today.adding(days: 9), words: "Leave")
    let worker = try Self.worker([.setAway(away)])
    #expect(worker.workload.awayUntil(on: Self.today) == away.to)
    let back = try Self.worker([.setAway(away), .comeBack(from: Self.today)])
    #expect(back.workload.awayUntil(on: Self.today) == nil)
  }

  @Test("Nobody leaves or changes team while children are theirs") func leaving() throws {
    let worker = try Self.worker()
    let holds = Worker.Around(holds: [ReferralID(4)])
    #expect(Self.rule(.leave, worker, holds) == "worker.holds-children")
    #expect(Self.rule(.move(to: TeamID(2)), worker, holds) == "worker.holds-children")
    #expect(Self.rule(.leave, worker) == nil)
  }

  @Test("A remit holds from its day on, and before it the usual one of the kind") func remit()
    throws
  {
    var team = Team(name: "Disabilities", kind: .disabledChildren)
    #expect(!team.leads(on: Self.today).contains(.childProtection))
    let gained = Team.Remit(
      leads: Team.Lead.allCases, from: Self.today.adding(days: 10), words: "Decided")
    let facts = try Team.decide(
      .setRemit(gained), given: team, around: Nothing(), by: Self.manager, today: Self.today)
    for fact in facts { team = .evolve(team, fact) }
    #expect(!team.leads(on: Self.today.adding(days: 9)).contains(.childProtection))
    #expect(team.leads(on: Self.today.adding(days: 10)).contains(.childProtection))
    let past = Team.Remit(leads: [], from: Self.today.adding(days: -1), words: "Late")
    #expect(throws: Refusal.self) {
      try Team.decide(
        .setRemit(past), given: team, around: Nothing(), by: Self.manager, today: Self.today)
    }
  }
}
