import Domain
import Testing

@Suite("Referral: what the worker sees") struct ReferralTests {
  static let today = Day(number: 20_528)  // Monday 16 March 2026
  static let manager = Actor(.worker(WorkerID(1)), roles: [.teamManager])
  static let child = PersonID(11)

  static func open(on day: Day = today) -> Referral.Command {
    .open(child: child, contact: ContactID(1), source: .school, primaryNeed: nil, on: day)
  }

  static func referral(_ commands: [Referral.Command] = []) throws -> Referral {
    var referral: Referral?
    for command in [open()] + commands {
      for fact in try judge(command, referral) { referral = .evolve(referral, fact) }
    }
    return try #require(referral)
  }

  static func judge(
    _ command: Referral.Command, _ referral: Referral?, _ around: Referral.Around = .init()
  ) throws(Refusal) -> [Referral.Fact] {
    try Referral.decide(command, given: referral, around: around, by: manager, today: today)
  }

  static func refusal(
    _ command: Referral.Command, _ referral: Referral?, _ around: Referral.Around = .init()
  ) -> Refusal? {
    do {
      _ = try judge(command, referral, around)
      return nil
    } catch { return error }
  }

  static let assess = Referral.Command.decide(
    .assessment, reason: "Needs to be understood", primaryNeed: .abuseNeglectExploitation)

  @Test("A child has one open referral") func oneOpen() {
    let refusal = Self.refusal(Self.open(), nil, .init(openEpisode: ReferralID(3)))
    #expect(refusal?.rule == "referral.open-episode")
    #expect(refusal?.message.contains("R-3") == true)
  }

  @Test("A referral of tomorrow is refused") func tomorrow() {
    #expect(
      Self.refusal(Self.open(on: Self.today.adding(days: 1)), nil)?.rule == "referral.future")
  }

  @Test("A decision needs a reason, and a primary need unless nothing follows") func decision()
    throws
  {
    let referral = try Self.referral()
    #expect(
      Self.refusal(.decide(.assessment, reason: "", primaryNeed: .lowIncome), referral)?.question
        == "reason")
    #expect(
      Self.refusal(.decide(.assessment, reason: "Yes", primaryNeed: nil), referral)?.question
        == "primary-need")
    #expect(
      Self.refusal(.decide(.noFurtherAction, reason: "Safe", primaryNeed: nil), referral) == nil)
    let decided = try Self.referral([Self.assess])
    #expect(Self.refusal(Self.assess, decided)?.rule == "referral.decided")
  }

  @Test("No further action ends the episode") func noFurtherAction() throws {
    let ended = try Self.referral([
      .decide(.noFurtherAction, reason: "Safe and well", primaryNeed: nil)
    ])
    #expect(!ended.isOpen)
    #expect(Self.refusal(.allocate(team: TeamID(1), worker: nil), ended)?.rule == "referral.closed")
  }

  @Test("Work is given to a team that works with children, and to one of its workers")
  func allocation() throws {
    let referral = try Self.referral()
    let give = Referral.Command.allocate(team: TeamID(1), worker: WorkerID(9))
    #expect(Self.refusal(give, referral, .init(teamHoldsChildren: false))?.question == "team")
    #expect(Self.refusal(give, referral, .init(workerInTeam: false))?.question == "worker")
    let given = try Self.referral([give])
    #expect(given.allocation?.worker == WorkerID(9))
    #expect(try Self.judge(give, given).isEmpty)
  }

  @Test("A referral is not closed before it is decided, nor while an assessment is unfinished")
  func closing() throws {
    let close = Referral.Command.close(
      on: Self.today, reason: .servicesCeased, words: "All well", comeBack: "Hunger again")
    #expect(Self.refusal(close, try Self.referral())?.rule == "referral.undecided")
    let decided = try Self.referral([Self.assess])
    let busy = Referral.Around(assessmentsUnderWay: [AssessmentID(4)])
    let refusal = Self.refusal(close, decided, busy)
    #expect(refusal?.rule == "referral.assessment-open")
    #expect(refusal?.message.contains("A-4") == true)
    #expect(
      Self.refusal(.close(on: Self.today, reason: .servicesCeased, words: ""), decided)?.question
        == "words")
    #expect(
      Self.refusal(
        .close(on: Self.today.adding(days: -1), reason: .servicesCeased, words: "x"), decided)?
        .question == "on")
    let closed = try Self.referral([Self.assess, close])
    #expect(!closed.isOpen)
    #expect(Self.refusal(close, closed)?.rule == "referral.closed")
  }

  @Test("A primary need is corrected with a reason") func primaryNeed() throws {
    let decided = try Self.referral([Self.assess])
    #expect(
      Self.refusal(.correctPrimaryNeed(.childsDisability, reason: ""), decided)?.question
        == "reason")
    #expect(
      try Self.judge(.correctPrimaryNeed(.abuseNeglectExploitation, reason: ""), decided).isEmpty)
  }

  @Test("An imported episode that is open stops a second one, a closed one does not")
  func imported() {
    func history(closed: Day?) -> Referral.Command {
      .importRecord(
        Referral.History(
          child: Self.child, receivedOn: Self.today.adding(days: -40), source: .police,
          primaryNeed: nil, noFurtherAction: false, closedOn: closed, reasonForClosure: nil,
          transferInConference: nil))
    }
    let open = Referral.Around(openEpisode: ReferralID(1))
    #expect(Self.refusal(history(closed: nil), nil, open)?.rule == "referral.open-episode")
    #expect(Self.refusal(history(closed: Self.today), nil, open) == nil)
    #expect(
      Self.refusal(history(closed: Self.today.adding(days: -50)), nil)?.rule
        == "referral.closed-before")
  }

  @Test("Referred on Friday: Monday is in time, Tuesday is late") func clock() {
    let friday = Self.today.adding(days: -3)
    let clock = Referral.decisionClock(received: friday, decided: nil)
    #expect(!clock.state(today: Self.today).isLate)
    #expect(clock.state(today: Self.today.adding(days: 1)).isLate)
  }

  @Test("A referral within twelve months of another is a re-referral, a day more is not")
  func rereferral() {
    let before = Self.today.adding(months: -12)
    #expect(Referral.isRereferral(Self.today, after: before))
    #expect(!Referral.isRereferral(Self.today, after: before.adding(days: -1)))
    #expect(!Referral.isRereferral(Self.today, after: Self.today.adding(days: 1)))
  }
}
