import Testing

@testable import Domain

@Suite("Early help") struct EarlyHelpTests {
  static let aisha = PersonID(3)
  static let sam = PersonID(4)
  let today = Day(number: 20_526)
  let priya = Actor(.worker(WorkerID(1)), roles: [.contactWorker], team: TeamID(1))
  let leila = Actor(.worker(WorkerID(2)), roles: [.socialWorker], team: TeamID(2))
  let ben = Actor(.worker(WorkerID(3)), roles: [.socialWorker], team: TeamID(2))
  let sian = Actor(.worker(WorkerID(4)), roles: [.teamManager], team: TeamID(2))
  let head = EarlyHelp.Lead.outside(
    person: .init(
      name: "Ms Green", agency: "Hill School", job: "Head", email: "head@hill.example"))
  let me = EarlyHelp.Lead.worker(id: WorkerID(2))

  var around: EarlyHelp.Around {
    var around = EarlyHelp.Around()
    around.decided = [Self.aisha, Self.sam]
    around.leadHasLeft = false
    around.nextContact = ContactID(9)
    around.named = [
      Contact.Named(key: 1, given: "Aisha", family: "Khan", isChild: true, person: Self.aisha)
    ]
    return around
  }

  func wish(
    _ origin: EarlyHelp.Origin = .contact(id: ContactID(1)), children: [PersonID] = [aisha],
    given: Bool = true, words: String? = nil, hope: String = "She sleeps at night"
  ) -> EarlyHelp.Wish {
    EarlyHelp.Wish(
      origin: origin, children: children, story: "Late for school", hope: hope,
      consent: .init(given: given, who: "Mother, by phone", on: today, words: words))
  }

  var plan: EarlyHelp.Plan {
    EarlyHelp.Plan(
      outcomes: [
        .init(
          what: "In bed by eight",
          actions: [.init(what: "Bedtime plan", owner: "Mother", by: today.adding(days: 14))])
      ], views: [.init(child: Self.aisha, words: "I am tired")], parents: "We want mornings calm")
  }

  func review(on day: Day, next days: Int = 70) -> EarlyHelp.Reviewing {
    EarlyHelp.Reviewing(
      on: day, present: "Mother and the head", distances: [.better], words: "She is on time",
      views: [], next: day.adding(days: days))
  }

  let raising = EarlyHelp.Raising(
    why: "Bruises", inDanger: .no, consent: .no, consentBasis: "It cannot wait")

  func perform(
    _ commands: [(EarlyHelp.Command, Actor)], around: EarlyHelp.Around? = nil,
    from help: EarlyHelp? = nil, on day: Day? = nil
  ) throws -> EarlyHelp {
    var help = help
    for (command, actor) in commands {
      for fact in try EarlyHelp.decide(
        command, given: help, around: around ?? self.around, by: actor, today: day ?? today)
      {
        help = EarlyHelp.evolve(help, fact)
      }
    }
    return try #require(help)
  }

  func refused(
    _ commands: [(EarlyHelp.Command, Actor)], around: EarlyHelp.Around? = nil,
    from help: EarlyHelp? = nil, on day: Day? = nil
  ) -> String? {
    do {
      _ = try perform(commands, around: around, from: help, on: day)
      return nil
    } catch { return (error as? Refusal)?.rule }
  }

  func open() throws -> EarlyHelp {
    try perform([(.request(wish(), lead: me), priya), (.accept(said: nil), leila)])
  }

  @Test("Without the family’s consent there is no episode, and that they did not want it is kept")
  func consent() throws {
    #expect(refused([(.request(wish(given: false), lead: me), priya)]) == "earlyhelp.refusal")
    let help = try perform([
      (.request(wish(given: false, words: "We manage", hope: ""), lead: nil), priya)
    ])
    #expect(help.status == .refused)
    #expect(refused([(.propose(me), priya)], from: help) == "earlyhelp.refused")
  }

  @Test("It is asked for only for children decided early help, once the second check has agreed")
  func afterTheCheck() {
    var unchecked = around
    unchecked.decided = []
    #expect(
      refused([(.request(wish(), lead: nil), priya)], around: unchecked)
        == "earlyhelp.not-decided")
    #expect(refused([(.request(wish(.direct), lead: nil), priya)], around: unchecked) == nil)
    unchecked.openReferral = ReferralID(4)
    #expect(
      refused([(.request(wish(.direct), lead: nil), priya)], around: unchecked)
        == "earlyhelp.open-work")
    #expect(refused([(.request(wish(children: []), lead: nil), priya)]) == "earlyhelp.children")
    #expect(refused([(.request(wish(hope: ""), lead: nil), priya)]) == "earlyhelp.hope")
  }

  @Test("A child has one early help at a time")
  func already() {
    var around = around
    around.already = [Self.aisha: EarlyHelpID(7)]
    #expect(refused([(.request(wish(), lead: nil), priya)], around: around) == "earlyhelp.already")
  }

  @Test(
    "The episode begins when the lead accepts, and only the worker asked answers for themselves")
  func accepting() throws {
    let asked = try perform([(.request(wish(), lead: me), priya)])
    #expect(asked.status == .waiting && asked.begunOn == nil && asked.waitingFor?.lead == me)
    #expect(refused([(.accept(said: nil), ben)], from: asked) == "earlyhelp.not-asked")
    #expect(refused([(.accept(said: nil), sian)], from: asked) == "earlyhelp.not-asked")
    let later = today.adding(days: 2)
    let open = try perform([(.accept(said: nil), leila)], from: asked, on: later)
    #expect(open.status == .open && open.begunOn == later && open.lead == me)
    #expect(open.reviewDue == later.adding(days: 42))
    #expect(refused([(.accept(said: nil), leila)], from: open) == "earlyhelp.nobody-asked")
  }

  @Test("Whoever declines says why, and somebody else is asked")
  func declining() throws {
    let asked = try perform([(.request(wish(), lead: me), priya)])
    #expect(
      refused([(.decline(reason: "", said: nil), leila)], from: asked) == "earlyhelp.decline")
    #expect(refused([(.propose(head), priya)], from: asked) == "earlyhelp.proposed")
    let declined = try perform([(.decline(reason: "On leave", said: nil), leila)], from: asked)
    #expect(declined.status == .waiting && declined.waitingFor == nil)
    #expect(refused([(.plan(plan), leila)], from: declined) == "earlyhelp.no-lead")
    let second = try perform(
      [(.propose(head), priya), (.accept(said: "By phone"), priya)], from: declined)
    #expect(second.lead == head && second.proposals.count == 2)
  }

  @Test("A lead outside answers by the verified address alone, or a worker says how they were told")
  func outside() throws {
    let asked = try perform([(.request(wish(), lead: head), priya)])
    #expect(refused([(.accept(said: nil), priya)], from: asked) == "earlyhelp.said")
    #expect(
      refused([(.accept(said: nil, email: "other@hill.example"), .portal)], from: asked)
        == "earlyhelp.not-lead")
    #expect(refused([(.accept(said: nil), .portal)], from: asked) == "earlyhelp.not-lead")
    let open = try perform([(.accept(said: nil, email: "head@hill.example"), .portal)], from: asked)
    #expect(open.status == .open)
    #expect(open.proposals.last?.answer?.by == .init(worker: nil, email: "head@hill.example"))
    #expect(
      refused([(.note("Seen", email: "other@hill.example"), .portal)], from: open)
        == "earlyhelp.not-lead")
    #expect(
      try perform([(.note("Seen", email: "head@hill.example"), .portal)], from: open).progress
        .count == 1)
    #expect(
      refused([(.close(.moved, words: "Gone", on: today), .portal)], from: open)
        == "earlyhelp.not-lead")
    let bad = EarlyHelp.Lead.outside(
      person: .init(name: "X", agency: "Y", job: "Z", email: "nowhere"))
    #expect(refused([(.request(wish(), lead: bad), priya)]) == "earlyhelp.lead-email")
  }

  @Test("The plan holds what the child says, and every version is kept")
  func planning() throws {
    let help = try open()
    var empty = plan
    empty.views = []
    #expect(refused([(.plan(empty), leila)], from: help) == "earlyhelp.views")
    var idle = plan
    idle.outcomes[0].actions = []
    #expect(refused([(.plan(idle), leila)], from: help) == "earlyhelp.actions")
    #expect(refused([(.plan(plan), ben)], from: help) == "earlyhelp.not-lead")
    var second = plan
    second.parents = "Better"
    let planned = try perform([(.plan(plan), leila), (.plan(second), sian)], from: help)
    #expect(planned.plans.map(\.parents) == ["We want mornings calm", "Better"])
    #expect(refused([(.plan(second), leila)], from: planned) == "earlyhelp.same-plan")
  }

  @Test("A review looks at each outcome of the plan; the next is never later than the standard")
  func reviewing() throws {
    let help = try open()
    let day = today.adding(days: 30)
    #expect(
      refused([(.review(review(on: day)), leila)], from: help, on: day) == "earlyhelp.no-plan")
    let planned = try perform([(.plan(plan), leila)], from: help)
    #expect(
      refused([(.review(review(on: day, next: 85)), leila)], from: planned, on: day)
        == "earlyhelp.next-late")
    var short = review(on: day)
    short.distances = []
    #expect(refused([(.review(short), leila)], from: planned, on: day) == "earlyhelp.distances")
    #expect(
      refused([(.review(review(on: today.adding(days: -1))), leila)], from: planned)
        == "earlyhelp.review-day")
    let reviewed = try perform([(.review(review(on: day)), leila)], from: planned, on: day)
    #expect(reviewed.reviewDue == day.adding(days: 70))
  }

  @Test(
    "A step up is one contact with the whole story and the people matched; the front door decides")
  func steppingUp() throws {
    let planned = try perform([(.plan(plan), leila)], from: try open())
    let at = Instant(london: today, hour: 9, minute: 5)
    #expect(
      refused([(.close(.steppedUp, words: "Up", on: today), leila)], from: planned)
        == "earlyhelp.not-stepped-up")
    let facts = try EarlyHelp.decide(
      .stepUp(raising, at: at), given: planned, around: around, by: leila, today: today)
    let fact = try #require(facts.first)
    let consequences = Consequences.of(fact)
    guard case .contact(let id, .receive(let details, let named)) = consequences.first else {
      Issue.record("no contact")
      return
    }
    #expect(consequences.count == 1 && id == ContactID(9))
    #expect(details.source == .earlyHelp && details.receivedMinute == 545)
    for words in ["Bruises", "Late for school", "In bed by eight", "I am tired"] {
      #expect(details.account.contains(words), "\(words)")
    }
    #expect(named.map(\.person) == [Self.aisha])
    let up = EarlyHelp.evolve(planned, fact)
    #expect(up.status == .open)
    var waiting = around
    waiting.waitingContact = ContactID(9)
    #expect(
      refused([(.stepUp(raising, at: at), leila)], around: waiting, from: up)
        == "earlyhelp.waits-already")
    #expect(
      try perform([(.close(.steppedUp, words: "Referred", on: today), leila)], from: up).status
        == .closed)
  }

  @Test("It closes with a reason that fits, and nothing is written in it after that")
  func closing() throws {
    let help = try open()
    #expect(
      refused([(.close(.outcomesMet, words: "Done", on: today), leila)], from: help)
        == "earlyhelp.no-outcomes")
    #expect(
      refused([(.close(.noLead, words: "None", on: today), leila)], from: help)
        == "earlyhelp.has-lead")
    #expect(
      refused([(.close(.moved, words: "", on: today), leila)], from: help)
        == "earlyhelp.close-words")
    let closed = try perform(
      [(.plan(plan), leila), (.close(.outcomesMet, words: "Done", on: today), leila)], from: help)
    #expect(closed.status == .closed && closed.reviewDue == nil)
    #expect(refused([(.note("More"), leila)], from: closed) == "earlyhelp.closed")
  }

  @Test("Handed to another lead, it stays with the first until the second accepts")
  func handing() throws {
    let help = try perform([(.propose(head), priya)], from: try open())
    #expect(help.lead == me && help.status == .open)
    let handed = try perform([(.accept(said: "By phone"), priya)], from: help)
    #expect(handed.lead == head && handed.begunOn == today)
  }

  @Test("Stepping down, it begins with the closure of the referral and not before")
  func steppingDown() throws {
    var open = around
    open.steppingDown = Self.aisha
    let wish = wish(.referral(id: ReferralID(5)))
    #expect(
      refused([(.request(wish, lead: me), leila)], around: around) == "earlyhelp.referral-closed")
    let help = try perform(
      [(.request(wish, lead: me), ben), (.accept(said: nil), leila)], around: open)
    #expect(help.status == .accepted && help.begunOn == nil)
    let begun = try perform([(.begin(ReferralID(5)), sian)], from: help)
    #expect(begun.status == .open && begun.begunOn == today)
    #expect(
      try EarlyHelp.decide(
        .begin(ReferralID(5)), given: begun, around: open, by: sian, today: today
      ).isEmpty)
  }

  @Test("A referral closes to early help only when a lead has accepted")
  func closingAReferral() throws {
    var referral = try #require(
      try Referral.decide(
        .open(
          child: Self.aisha, contact: nil, source: .school, primaryNeed: .familyInAcuteStress,
          on: today), given: nil, around: .init(), by: leila, today: today
      ).first.map { Referral.evolve(nil, $0) })
    for fact in try Referral.decide(
      .decide(.assessment, reason: "Look", primaryNeed: nil), given: referral, around: .init(),
      by: leila, today: today)
    { referral = Referral.evolve(referral, fact) }
    func rule(
      _ reason: ReasonForClosure, _ help: (EarlyHelpID, EarlyHelp.Status)?
    ) -> String? {
      do {
        _ = try Referral.decide(
          .close(on: today, reason: reason, words: "Done", comeBack: "Hunger"), given: referral,
          around: .init(earlyHelp: help.map { (id: $0.0, status: $0.1) }), by: leila, today: today)
        return nil
      } catch { return error.rule }
    }
    let help = EarlyHelpID(1)
    #expect(rule(.earlyHelpAfterAssessment, nil) == "referral.no-early-help")
    #expect(rule(.earlyHelpAfterAssessment, (help, .waiting)) == "referral.no-lead")
    #expect(rule(.servicesCeased, (help, .waiting)) == "referral.no-lead")
    #expect(rule(.earlyHelpAfterAssessment, (help, .accepted)) == nil)
    #expect(rule(.servicesCeased, (help, .accepted)) == nil)
    #expect(rule(.servicesCeased, nil) == nil)
  }
}
