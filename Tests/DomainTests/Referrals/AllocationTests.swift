import Domain
import Testing

@Suite("Allocation: who takes a child") struct AllocationTests {
  static let today = ReferralTests.today
  static let now = Instant(london: today, hour: 10, minute: 0)
  static let manager = Actor(.worker(WorkerID(1)), roles: [.teamManager], team: TeamID(1))
  static let leila = Actor(.worker(WorkerID(9)), roles: [.socialWorker], team: TeamID(1))

  static func candidate(
    held: [KindOfWork: Int] = [:], registered: Bool = true, away: Bool = false
  ) -> Referral.Candidate {
    var workload = Worker.Workload()
    if away {
      workload.away = [.init(from: today, to: today.adding(days: 4), words: "Leave")]
    }
    return Referral.Candidate(
      name: "Leila",
      registration: registered
        ? .init(number: "SW1", from: today.adding(days: -9), to: today.adding(days: 99)) : nil,
      isNew: false, workload: workload, held: held)
  }

  static func around(
    _ candidate: Referral.Candidate, _ kind: KindOfWork = .assessment, team: Team? = nil,
    open: TransferID? = nil
  ) -> Referral.Around {
    Referral.Around(
      receiving: .init(team: team, kind: kind, worker: candidate, openTransfer: open))
  }

  static func give(
    to worker: WorkerID? = WorkerID(9), team: TeamID = TeamID(1), over: String? = nil
  ) -> Referral.Command { .allocate(team: team, worker: worker, over: over, at: now) }

  static func rule(
    _ command: Referral.Command, _ referral: Referral, _ around: Referral.Around = .init(),
    by actor: Actor = manager
  ) -> String? {
    do {
      _ = try Referral.decide(command, given: referral, around: around, by: actor, today: today)
      return nil
    } catch { return error.rule }
  }

  static func after(
    _ command: Referral.Command, _ referral: Referral, by actor: Actor = manager,
    _ around: Referral.Around = .init()
  ) throws -> Referral {
    try Referral.decide(command, given: referral, around: around, by: actor, today: today)
      .reduce(referral) { Referral.evolve($0, $1) }
  }

  @Test("A full worker is refused with cap and load; a named manager gives a reason") func cap()
    throws
  {
    let referral = try ReferralTests.referral()
    // 20 assessments of 5 points are 100.
    let full = Self.around(Self.candidate(held: [.assessment: 20]))
    #expect(Self.rule(Self.give(), referral, full) == "referral.over-cap")
    do {
      _ = try Referral.decide(
        Self.give(), given: referral, around: full, by: Self.manager, today: Self.today)
    } catch {
      #expect(error.message.contains("may hold 100 points and holds 100"))
      #expect(error.question == "over")
    }
    #expect(
      Self.rule(Self.give(over: "Her sister"), referral, full, by: Self.leila)
        == "referral.over-by")
    let given = try Self.after(Self.give(over: "Her sister"), referral, full)
    #expect(given.allocation?.over?.load == 105 && given.allocation?.over?.cap == 100)
    #expect(given.allocation?.over?.by == WorkerID(1))
  }

  @Test("Somebody who is away, or not registered for what needs it, is refused") func others()
    throws
  {
    let referral = try ReferralTests.referral()
    #expect(
      Self.rule(Self.give(), referral, Self.around(Self.candidate(away: true))) == "referral.away")
    let unregistered = Self.candidate(registered: false)
    #expect(Self.rule(Self.give(), referral, Self.around(unregistered)) == nil)
    for kind in [KindOfWork.enquiry, .childProtection] {
      #expect(
        Self.rule(Self.give(over: "No"), referral, Self.around(unregistered, kind))
          == "referral.registered")
    }
  }

  @Test("A team is given only what its remit allows on the day") func remit() throws {
    let referral = try ReferralTests.referral()
    let team = Team(name: "Children with disabilities", kind: .disabledChildren)
    let around = Self.around(Self.candidate(), .childProtection, team: team)
    #expect(Self.rule(Self.give(), referral, around) == "referral.remit")
    #expect(
      Self.rule(Self.give(), referral, Self.around(Self.candidate(), .assessment, team: team))
        == nil)
  }

  @Test("A child whom a worker has goes to another team by transfer alone") func transfer() throws {
    let held = try Self.after(Self.give(), ReferralTests.referral())
    let other = Self.give(to: nil, team: TeamID(2))
    #expect(Self.rule(other, held) == "referral.transfer-needed")
    #expect(Self.rule(Self.give(to: WorkerID(8)), held) == nil)
    let routed = try Self.after(Self.give(to: nil), ReferralTests.referral())
    #expect(Self.rule(other, routed) == nil)
    #expect(
      Self.rule(other, routed, Self.around(Self.candidate(), open: TransferID(3)))
        == "referral.transfer-needed")
    #expect(
      Self.rule(
        .allocate(team: TeamID(2), worker: WorkerID(7), transfer: TransferID(3)), held) == nil)
  }

  @Test("The worker says whether they take it; who cannot sends it back with a reason")
  func answers() throws {
    let asked = try Self.after(Self.give(), ReferralTests.referral())
    #expect(asked.isAsked)
    #expect(Self.rule(.acceptAllocation, asked) == "referral.not-yours")
    #expect(
      Self.rule(.declineAllocation(reason: ""), asked, by: Self.leila) == "referral.decline-reason")
    let taken = try Self.after(.acceptAllocation, asked, by: Self.leila)
    #expect(!taken.isAsked && taken.acceptedOn == Self.today)
    #expect(Self.rule(.acceptAllocation, taken, by: Self.leila) == "referral.answered")
    let back = try Self.after(.declineAllocation(reason: "My neighbour"), asked, by: Self.leila)
    #expect(back.allocation?.worker == nil && back.allocation?.team == TeamID(1))
    #expect(back.declined?.reason == "My neighbour")
    // Whoever takes it themselves is not asked.
    #expect(try !Self.after(Self.give(), ReferralTests.referral(), by: Self.leila).isAsked)
  }

  @Test("Whoever gave it undoes it within ten minutes, and what stood before stands again")
  func undo() throws {
    let before = try Self.after(
      .acceptAllocation, Self.after(Self.give(), ReferralTests.referral()), by: Self.leila)
    let given = try Self.after(Self.give(to: WorkerID(8)), before)
    let soon = Referral.Command.undoAllocation(at: Self.now.adding(seconds: 599))
    #expect(Self.rule(soon, given, by: Self.leila) == "referral.undo-by")
    #expect(
      Self.rule(.undoAllocation(at: Self.now.adding(seconds: 601)), given)
        == "referral.undo-late")
    let back = try Self.after(soon, given)
    #expect(back.allocation == before.allocation && back.acceptedOn == before.acceptedOn)
    #expect(Self.rule(soon, back) == "referral.nothing-to-undo")
    let first = try Self.after(soon, Self.after(Self.give(), ReferralTests.referral()))
    #expect(first.allocation == nil)
  }

  @Test("Others who work with the child are named by role, from and to") func involved() throws {
    let held = try Self.after(Self.give(), ReferralTests.referral())
    let support = Referral.Command.involve(WorkerID(5), as: .familySupport, from: Self.today)
    let with = try Self.after(support, held)
    #expect(with.involved.map(\.worker) == [WorkerID(5)])
    #expect(Self.rule(support, with) == "referral.involved")
    #expect(
      Self.rule(.involve(WorkerID(9), as: .student, from: Self.today), held)
        == "referral.involved-holder")
    #expect(
      Self.rule(.endInvolvement(key: 1, reason: ""), with) == "referral.involvement-reason")
    #expect(
      try Self.after(.endInvolvement(key: 1, reason: "Done"), with).involved.isEmpty)
    #expect(Self.rule(.endInvolvement(key: 7, reason: "Done"), with) == "referral.not-involved")
  }
}
