import Testing

@testable import Domain

@Suite("Child protection conference") struct ConferenceTests {
  /// 10 March 2026, a Tuesday.
  static let day = Day(number: 20_522)
  let chair = WorkerID(4)
  let ann = PersonID(1)
  let ben = PersonID(2)
  let today = day.adding(days: 21)

  var children: [Meeting.Child] {
    [
      Meeting.Child(person: ann, referral: ReferralID(1)),
      Meeting.Child(person: ben, referral: ReferralID(2)),
    ]
  }

  var around: Conference.Around {
    var around = Conference.Around()
    for child in children {
      around.episodes[child.referral] = Meeting.Episode(
        child: child.person, receivedOn: Self.day, isOpen: true)
    }
    around.enquiry = Enquiry.evolve(
      nil,
      .opened(
        opening: .init(
          strategy: StrategyDiscussionID(3), children: children, jointly: [], on: Self.day)))
    around.chair = Worker.evolve(
      nil,
      .joined(
        name: "Ruth Okoro", roles: [.conferenceChair], team: nil, registration: nil, on: Self.day))
    for (plan, child) in [(PlanID(1), ann), (PlanID(2), ben)] {
      around.plans[plan] = Conference.PlanNow(child: child, isOpen: true, category: .neglect)
    }
    return around
  }

  var initial: Conference.Arrangement {
    Conference.Arrangement(
      origin: .enquiry(id: EnquiryID(1)), children: children, from: Self.day)
  }

  var review: Conference.Arrangement {
    Conference.Arrangement(
      origin: .plans(of: [
        .init(child: ann, plan: PlanID(1)), .init(child: ben, plan: PlanID(2)),
      ]), children: children, from: Self.day)
  }

  func facts(
    _ command: Conference.Command, _ conference: Conference?, _ around: Conference.Around? = nil
  ) throws -> [Conference.Fact] {
    try Conference.decide(
      command, given: conference, around: around ?? self.around,
      by: Actor(.worker(chair), roles: [.conferenceChair]), today: today)
  }

  func rule(
    _ command: Conference.Command, _ conference: Conference?, _ around: Conference.Around? = nil
  ) -> String? {
    do {
      _ = try facts(command, conference, around)
      return nil
    } catch {
      return (error as? Refusal)?.rule
    }
  }

  func after(
    _ commands: [Conference.Command], _ arrangement: Conference.Arrangement? = nil
  ) throws -> Conference {
    var conference: Conference?
    for command in [.arrange(arrangement ?? initial)] + commands {
      for fact in try facts(command, conference) {
        conference = Conference.evolve(conference, fact)
      }
    }
    return try #require(conference)
  }

  func attendance(_ agencies: [Meeting.Agency]) -> Conference.Attendance {
    Conference.Attendance(
      attended: agencies.map { Meeting.Attender(agency: $0, name: "Somebody") },
      parents: "The mother; the father was ill",
      children: [
        .init(child: ann, there: true, views: "Wants to stay"),
        .init(child: ben, there: false, whyNot: "A baby", views: "Settled with the mother"),
      ])
  }

  func ready(_ arrangement: Conference.Arrangement? = nil) throws -> Conference {
    try after(
      [.name(chair: chair), .attend(attendance([.socialCare, .police, .health, .family]))],
      arrangement)
  }

  func decision() -> Conference.Decision {
    Conference.Decision(
      heldOn: Self.day.adding(days: 20),
      children: [
        .init(child: ann, outcome: .plan, category: .neglect, reason: "Goes on"),
        .init(child: ben, outcome: .noPlan, category: nil, reason: "Safe"),
      ],
      outline: [
        .init(
          outcome: "Fed and warm",
          actions: [
            AgreedAction(
              what: "Visit", owner: .worker(WorkerID(5)), by: Self.day.adding(days: 30))
          ])
      ], coreGroup: [.init(name: "Sister Ade", agency: .health)],
      firstCoreGroup: Self.day.adding(days: 27), nextReview: Self.day.adding(days: 100))
  }

  @Test("It follows an enquiry that did not end without one, or plans that are open")
  func arrange() throws {
    var none = around
    none.enquiry = nil
    #expect(rule(.arrange(initial), nil, none) == "conference.enquiry")
    var ended = around
    ended.enquiry = around.enquiry.map { enquiry in
      Enquiry.evolve(
        enquiry,
        .concluded(
          outcomes: [
            .init(child: ann, outcome: .continuingRisk, conference: true, reason: "x"),
            .init(child: ben, outcome: .notSubstantiated, conference: false, reason: "x"),
          ], by: nil, on: Self.day))
    }
    #expect(rule(.arrange(initial), nil, ended) == "conference.not-needed")
    var waiting = around
    waiting.waiting[ben] = ConferenceID(7)
    #expect(rule(.arrange(initial), nil, waiting) == "conference.waiting")
    var closed = around
    closed.plans[PlanID(2)]?.isOpen = false
    #expect(rule(.arrange(review), nil, closed) == "conference.plan-ended")
    closed.plans[PlanID(2)] = nil
    #expect(rule(.arrange(review), nil, closed) == "conference.no-plan")
    #expect(rule(.arrange(review), nil) == nil)
  }

  @Test("The chair has the role and stands outside the management of the case")
  func chairs() throws {
    let open = try after([])
    var other = around
    other.inTheLine = [chair]
    #expect(rule(.name(chair: chair), open, other) == "conference.chair-line")
    other = around
    other.chair?.roles = [.teamManager]
    #expect(rule(.name(chair: chair), open, other) == "conference.chair-role")
    #expect(rule(.name(chair: chair), open) == nil)
    #expect(rule(.decide(decision()), open) == "conference.chair-first")
    let another = Conference.evolve(
      try ready(), .chairNamed(chair: WorkerID(6), on: Self.day, children: []))
    #expect(rule(.decide(decision()), another) == "conference.chair-decides")
  }

  @Test("Postponed with a reason, and as late as before")
  func postponed() throws {
    let to = Conference.Planned(
      at: Instant(london: Self.day.adding(days: 40), hour: 10, minute: 0), place: "Room 1")
    let open = try after([.plan(to)])
    #expect(rule(.plan(to), open) == "conference.planned")
    #expect(rule(.postpone(to: to, reason: ""), open) == "conference.postponed")
    let later = Conference.evolve(open, try facts(.postpone(to: to, reason: "Snow"), open)[0])
    #expect(later.clock.due.day == open.clock.due.day)
    #expect(later.postponements.count == 1)
  }

  @Test("Each child: there or why not, and their views; each child: a decision")
  func eachChild() throws {
    let open = try after([.name(chair: chair)])
    #expect(rule(.decide(decision()), open) == "conference.attendance-first")
    var wrong = attendance([.socialCare, .police, .health])
    wrong.children[1].whyNot = nil
    #expect(rule(.attend(wrong), open) == "conference.child-why-not")
    wrong = attendance([.socialCare, .police, .health])
    wrong.children[0].views = nil
    #expect(rule(.attend(wrong), open) == "conference.child-views")
    var half = decision()
    half.children.removeLast()
    #expect(rule(.decide(half), try ready()) == "conference.each-child")
    var silent = decision()
    silent.children[0].category = nil
    #expect(rule(.decide(silent), try ready()) == "conference.category")
    silent = decision()
    silent.dissents = [.init(name: "Health visitor", reason: "")]
    #expect(rule(.decide(silent), try ready()) == "conference.dissent")
  }

  @Test("Fewer than three agencies: only with the reason why it was held")
  func quorum() throws {
    let few = try after([
      .name(chair: chair), .attend(attendance([.socialCare, .police, .family, .family])),
    ])
    #expect(!few.isQuorate)
    #expect(rule(.decide(decision()), few) == "conference.quorum")
    var why = decision()
    why.withoutQuorum = "Snow, and the child could not wait"
    #expect(rule(.decide(why), few) == nil)
  }

  @Test(
    "Nobody plans to be late: the core group within ten working days, the review within three months"
  )
  func nextDays() throws {
    let ready = try ready()
    var late = decision()
    late.nextReview = late.heldOn.adding(months: 3).adding(days: 1)
    #expect(rule(.decide(late), ready) == "conference.review-late")
    late.nextReview = late.heldOn.adding(months: 3)
    #expect(rule(.decide(late), ready) == nil)
    // Held Monday 30 March 2026: Good Friday and Easter Monday are left out, so 15 April.
    #expect(late.heldOn.iso == "2026-03-30")
    late.firstCoreGroup = Day(iso: "2026-04-15")
    #expect(rule(.decide(late), ready) == nil)
    late.firstCoreGroup = Day(iso: "2026-04-16")
    #expect(rule(.decide(late), ready) == "conference.core-group-late")
    late = decision()
    late.outline = []
    #expect(rule(.decide(late), ready) == "conference.outline")
    late = decision()
    late.coreGroup = []
    #expect(rule(.decide(late), ready) == "conference.core-group")
  }

  @Test(
    "A plan for each child decided one begins on the day of the conference; the enquiry is told")
  func opensPlans() throws {
    let conference = try ready()
    let fact = try facts(.decide(decision()), conference)[0]
    let made = Consequences.of(
      fact, on: ConferenceID(8), now: Conference.evolve(conference, fact))
    #expect(made.count == 2)
    guard case .plan(nil, .open(let opening)) = made[0],
      case .enquiry(EnquiryID(1), .noteConference(_, let on, let told)) = made[1]
    else {
      Issue.record("no plan")
      return
    }
    #expect(opening.child == ann)
    #expect(opening.from == Self.day.adding(days: 20))
    #expect(opening.category == .neglect)
    #expect(opening.outline.map(\.what) == ["Fed and warm"])
    #expect(opening.coreGroup.count == 1)
    #expect(on == Self.day.adding(days: 20))
    #expect(told == [ann, ben])
  }

  @Test("A review lets each plan go on, change its category, or end")
  func reviews() throws {
    let conference = try ready(review)
    var made = decision()
    made.children = [
      .init(child: ann, outcome: .plan, category: .emotional, reason: "Goes on"),
      .init(child: ben, outcome: .ends, category: nil, reason: "Safe"),
    ]
    made.nextReview = made.heldOn.adding(months: 6)
    var wrong = made
    wrong.children[1].outcome = .noPlan
    #expect(rule(.decide(wrong), conference) == "conference.outcome")
    let fact = try facts(.decide(made), conference)[0]
    let consequences = Consequences.of(
      fact, on: ConferenceID(8), now: Conference.evolve(conference, fact))
    guard case .plan(PlanID(1), .review(_, _, let category, let goesOn, _)) = consequences[0],
      case .plan(PlanID(2), .review(_, _, _, let other, _)) = consequences[1]
    else {
      Issue.record("no review")
      return
    }
    #expect(category == .emotional)
    #expect(goesOn && !other)
  }

  @Test(
    "Each kind has its own day: first and later reviews, and a child who moved in",
    arguments: [
      (Conference.Kind.review, false, "2025-11-30", "2026-02-28"),
      (.review, true, "2025-11-30", "2026-05-30"),
      (.transferIn, false, "2025-12-12", "2026-01-07"),
      (.initial, false, "2025-12-12", "2026-01-07"),
    ])
  func due(kind: Conference.Kind, later: Bool, from: String, due: String) throws {
    let clock = Conference.clock(
      kind, from: try #require(Day(iso: from)), isLater: later, heldOn: nil)
    #expect(clock.due.day?.iso == due)
  }

  @Test(
    "The minutes go out after it was held, to whom and when; a report keeps its versions in order")
  func minutes() throws {
    let open = try ready()
    #expect(rule(.distribute(to: "Parents", on: today), open) == "conference.not-held")
    let fact = try facts(.decide(decision()), open)[0]
    let held = Conference.evolve(open, fact)
    #expect(rule(.distribute(to: "Parents", on: Self.day), held) == "conference.sent-on")
    #expect(rule(.distribute(to: "Parents", on: today), held) == nil)
    let report = Conference.Report(title: "Report", agency: .socialCare, version: 2)
    let with = Conference.evolve(open, try facts(.report(place: nil, report), open)[0])
    var older = report
    older.version = 1
    #expect(rule(.report(place: 0, older), with) == "conference.version")
    #expect(rule(.report(place: 3, report), with) == "conference.no-report")
  }
}
