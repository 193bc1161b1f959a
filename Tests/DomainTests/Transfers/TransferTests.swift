import Domain
import Testing

@Suite("Transfer: what both teams see") struct TransferTests {
  static let today = Day(number: 20_528)  // Monday 16 March 2026
  static let (mine, theirs) = (TeamID(1), TeamID(2))
  static let sender = Actor(.worker(WorkerID(1)), roles: [.socialWorker], team: mine)
  static let receiver = Actor(.worker(WorkerID(2)), roles: [.teamManager], team: theirs)
  static let leader = Actor(.worker(WorkerID(3)), roles: [.seniorLeader])
  static let child = Transfer.Child(person: PersonID(11), referral: ReferralID(21))
  static let now = Instant(london: today, hour: 10, minute: 0)

  static func asking(
    to: TeamID = theirs, outstanding: String = "A school report", visit: Day? = today
  ) -> Transfer.Asking {
    Transfer.Asking(
      children: [child], from: mine, to: to, reason: "A plan", summary: "Better",
      outstanding: outstanding, familyTold: "Mother agrees", jointVisit: visit, on: today)
  }

  static var held: Transfer.Around { .init(holders: [child.referral: mine]) }

  static func judge(
    _ command: Transfer.Command, _ transfer: Transfer?, by actor: Actor = sender,
    _ around: Transfer.Around = held, day: Day = today
  ) throws(Refusal) -> [Transfer.Fact] {
    try Transfer.decide(command, given: transfer, around: around, by: actor, today: day)
  }

  static func rule(
    _ command: Transfer.Command, _ transfer: Transfer?, by actor: Actor = sender,
    _ around: Transfer.Around = held, day: Day = today
  ) -> String? {
    do {
      _ = try judge(command, transfer, by: actor, around, day: day)
      return nil
    } catch { return error.rule }
  }

  static func asked() throws -> Transfer {
    let facts = try judge(.ask(asking()), nil)
    return try #require(facts.reduce(nil as Transfer?) { Transfer.evolve($0, $1) })
  }

  static func after(
    _ command: Transfer.Command, by actor: Actor, _ transfer: Transfer,
    _ around: Transfer.Around = held
  ) throws -> Transfer {
    try judge(command, transfer, by: actor, around).reduce(transfer) { Transfer.evolve($0, $1) }
  }

  static let accept = Transfer.Command.accept(worker: WorkerID(9), over: nil, at: now)

  @Test("Only the team that has the child asks, and says what the next team must know")
  func asking() {
    #expect(Self.rule(.ask(Self.asking()), nil) == nil)
    #expect(Self.rule(.ask(Self.asking()), nil, .init()) == "transfer.not-held")
    #expect(Self.rule(.ask(Self.asking(to: Self.mine)), nil) == "transfer.same-team")
    #expect(
      Self.rule(.ask(Self.asking(outstanding: "")), nil) == "transfer.outstanding")
    #expect(Self.rule(.ask(Self.asking(visit: nil)), nil) == "transfer.joint")
    var again = Self.held
    again.open = [TransferID(4)]
    #expect(Self.rule(.ask(Self.asking()), nil, again) == "transfer.open")
  }

  @Test("A team is not asked for what its remit of the day leaves out") func remit() {
    var around = Self.held
    let team = Team(name: "Children with disabilities", kind: .disabledChildren)
    around.receiving = .init(team: team, kind: .childProtection)
    #expect(Self.rule(.ask(Self.asking()), nil, around) == "referral.remit")
    let gained = Team.Remit(
      leads: Team.Lead.allCases, from: Self.today.adding(days: 1), words: "Decided")
    around.receiving?.team?.remits = [gained]
    #expect(Self.rule(.ask(Self.asking()), nil, around) == "referral.remit")
    #expect(
      Self.rule(.ask(Self.asking()), nil, around, day: Self.today.adding(days: 1)) == nil)
  }

  @Test("Only the team that is asked accepts or sends back, and says why") func answering() throws {
    let transfer = try Self.asked()
    #expect(Self.rule(Self.accept, transfer, by: Self.sender) == "transfer.not-your-team")
    #expect(Self.rule(Self.accept, transfer, by: Self.leader) == "transfer.not-your-team")
    #expect(
      Self.rule(.sendBack(reason: ""), transfer, by: Self.receiver) == "transfer.reason")
    let accepted = try Self.after(Self.accept, by: Self.receiver, transfer)
    #expect(accepted.status == .accepted)
    #expect(Self.rule(Self.accept, accepted, by: Self.receiver) == "transfer.ended")
  }

  @Test("Acceptance gives each child to the new worker, in the same act") func moves() throws {
    let transfer = try Self.asked()
    let facts = try Self.judge(Self.accept, transfer, by: Self.receiver)
    let consequences = Consequences.of(facts[0], on: TransferID(5), now: transfer)
    #expect(consequences.count == 1)
    guard
      case .episode(let id, .allocate(let team, let worker, _, _, let by))? = consequences.first
    else {
      Issue.record("no allocation")
      return
    }
    #expect(id == Self.child.referral && team == Self.theirs && worker == WorkerID(9))
    #expect(by == TransferID(5))
  }

  @Test("What was closed or moved meanwhile is not accepted") func moved() throws {
    let transfer = try Self.asked()
    #expect(Self.rule(Self.accept, transfer, by: Self.receiver, .init()) == "transfer.moved")
  }

  @Test("What was sent back is asked again, and the receiving team's time begins anew")
  func again() throws {
    let back = try Self.after(.sendBack(reason: "Visit first"), by: Self.receiver, Self.asked())
    #expect(back.status == .returned)
    #expect(Self.rule(Self.accept, back, by: Self.receiver) == "transfer.not-asked")
    let later = Self.today.adding(days: 3)
    let again = try Self.judge(.askAgain(words: "Visited"), back, day: later).reduce(back) {
      Transfer.evolve($0, $1)
    }
    #expect(again.status == .asked && again.askedOn == later)
  }

  @Test("Only what is late or was sent back is escalated, to somebody in neither team")
  func escalation() throws {
    let transfer = try Self.asked()
    var around = Self.held
    around.judge = .init(roles: [.seniorLeader], team: nil)
    let escalate = Transfer.Command.escalate(to: WorkerID(3), reason: "The child waits")
    #expect(Self.rule(escalate, transfer, around) == "transfer.not-late")
    let late = Self.today.adding(days: 8)
    #expect(Self.rule(escalate, transfer, around, day: late) == nil)
    around.judge = .init(roles: [.teamManager], team: Self.theirs)
    #expect(Self.rule(escalate, transfer, around, day: late) == "transfer.judge-party")
    around.judge = .init(roles: [.socialWorker], team: nil)
    #expect(Self.rule(escalate, transfer, around, day: late) == "transfer.judge")
    #expect(Self.rule(escalate, transfer, day: late) == "transfer.judge")
  }

  @Test("The named leader decides with a sentence, and that binds both") func decision() throws {
    var around = Self.held
    around.judge = .init(roles: [.seniorLeader], team: nil)
    let back = try Self.after(.sendBack(reason: "Not ours"), by: Self.receiver, Self.asked())
    let up = try Self.after(
      .escalate(to: WorkerID(3), reason: "Nobody has her"), by: Self.sender, back, around)
    let decide = Transfer.Command.decide(
      accepts: true, worker: nil, sentence: "One worker for her", at: Self.now)
    #expect(Self.rule(decide, up, by: Self.receiver) == "transfer.not-yours")
    #expect(
      Self.rule(
        .decide(accepts: true, worker: nil, sentence: "", at: Self.now), up, by: Self.leader)
        == "transfer.sentence")
    #expect(try Self.after(decide, by: Self.leader, up).status == .accepted)
    let stays = try Self.after(
      .decide(accepts: false, worker: nil, sentence: "Finish first", at: Self.now),
      by: Self.leader, up)
    #expect(stays.status == .stays)
    let decision = try #require(stays.decided)
    #expect(
      Consequences.of(
        .decided(children: [], decision: decision), on: TransferID(1), now: stays
      ).isEmpty)
  }

  @Test("A transfer is late after five working days") func clock() throws {
    let transfer = try Self.asked()
    #expect(!transfer.isLate(on: Self.today.adding(days: 7)))
    #expect(transfer.isLate(on: Self.today.adding(days: 8)))
  }
}
