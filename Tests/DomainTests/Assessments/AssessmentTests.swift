import Testing

@testable import Domain

@Suite("Assessment: the law of the day") struct AssessmentRegimeTests {
  @Test(
    "A referral of 14 April 2013 has an initial assessment, one of the 15th a single one",
    arguments: [
      ("2013-04-14", Assessment.Kind.initial, true), ("2013-04-14", .single, false),
      ("2013-04-14", .core, false), ("2013-04-15", .single, true),
      ("2013-04-15", .initial, false), ("2013-04-15", .core, false),
    ])
  func regime(day: String, kind: Assessment.Kind, allowed: Bool) throws {
    var play = try AssessmentPlay(today: day)
    let refusal = try play.refusal(
      .begin(kind, children: AssessmentPlay.both, on: play.today),
      around: AssessmentPlay.around(received: play.today))
    #expect((refusal == nil) == allowed)
    if !allowed { #expect(refusal?.question == "kind") }
  }

  @Test("A core assessment follows an initial one, once") func core() throws {
    var play = try AssessmentPlay(today: "2012-05-01")
    let command = Assessment.Command.begin(
      .core, children: AssessmentPlay.both, on: play.today)
    let first = try play.refusal(
      command, around: AssessmentPlay.around(received: play.today))
    #expect(first?.rule == "assessment.initial-first")
    let second = try play.refusal(
      command,
      around: AssessmentPlay.around(received: play.today, kinds: [.initial, .core]))
    #expect(second?.rule == "assessment.kind-twice")
    try play.act(
      command, around: AssessmentPlay.around(received: play.today, kinds: [.initial]))
    #expect(play.state?.kind == .core)
  }

  @Test("What is offered follows the referral's day and what the episode has had")
  func offered() throws {
    func kinds(_ day: String, _ had: [Assessment.Kind], unborn: Bool = false) throws
      -> [Assessment.Kind]
    {
      Assessment.kinds(
        for: Assessment.Around.Episode(
          child: AssessmentPlay.aisha, receivedOn: try #require(Day(iso: day)), isOpen: true,
          kinds: had), unborn: unborn)
    }
    #expect(try kinds("2013-04-14", []) == [.initial])
    #expect(try kinds("2013-04-14", [.initial]) == [.core])
    #expect(try kinds("2013-04-14", [.initial, .core]) == [])
    #expect(try kinds("2013-04-15", []) == [.single])
    #expect(try kinds("2026-01-05", [], unborn: true) == [.single, .prenatal])
  }

  @Test("A core assessment is timed from its start, any other from the referral") func clock()
    throws
  {
    let referred = try #require(Day(iso: "2012-05-01"))
    let started = try #require(Day(iso: "2012-05-21"))
    let core = Assessment.clock(.core, referredOn: referred, startedOn: started)
    #expect(core.started.day == started)
    #expect(core.rule.limit == 35)
    let initial = Assessment.clock(.initial, referredOn: referred, startedOn: started)
    #expect(initial.started.day == referred)
    #expect(initial.rule.limit == 10)
    let single = Assessment.clock(
      .single, referredOn: try #require(Day(iso: "2026-01-05")),
      startedOn: try #require(Day(iso: "2026-01-08")),
      authorisedOn: Day(iso: "2026-02-02"))
    #expect(single.rule.limit == 45)
    #expect(single.stopped?.day.iso == "2026-02-02")
  }
}

@Suite("Assessment: beginning") struct AssessmentBeginningTests {
  @Test("It needs the child's own open referral and a day that has come") func guards() throws {
    var play = try AssessmentPlay(today: "2026-03-02")
    let today = play.today
    let around = AssessmentPlay.around(received: today)
    let aisha = Assessment.Child(person: AssessmentPlay.aisha, referral: ReferralID(1))
    let wrong = Assessment.Child(person: AssessmentPlay.sam, referral: ReferralID(1))
    func rule(
      _ children: [Assessment.Child], on: Day, _ around: Assessment.Around
    ) throws -> String? {
      try play.refusal(.begin(.single, children: children, on: on), around: around)?.rule
    }
    #expect(try rule([], on: today, around) == "assessment.children")
    #expect(try rule([aisha, aisha], on: today, around) == "assessment.child-twice")
    #expect(try rule([wrong], on: today, around) == "assessment.episode")
    #expect(try rule([aisha], on: today.adding(days: 1), around) == "assessment.future")
    #expect(try rule([aisha], on: today.adding(days: -1), around) == "assessment.before-referral")
    let closed = AssessmentPlay.around(received: today, isOpen: false)
    #expect(try rule([aisha], on: today, closed) != nil)
    #expect(try rule([aisha], on: today, around) == nil)
    #expect(try rule([aisha], on: today, around) == "assessment.already-there")
  }

  @Test("Nothing is written in one that was never begun") func notThere() throws {
    var play = try AssessmentPlay(today: "2026-03-02")
    let refusal = try play.refusal(.recordRisk(Assessment.Risk(assessment: "a", plan: "b")))
    #expect(refusal?.rule == "assessment.not-there")
  }

  @Test("An imported one is history: authorised, never before it started") func imported() throws {
    var play = try AssessmentPlay(today: "2026-03-02")
    func history(_ authorised: String) throws -> Assessment.Command {
      .importRecord(
        Assessment.History(
          child: AssessmentPlay.aisha, referral: ReferralID(1),
          startedOn: try #require(Day(iso: "2025-05-02")), reviewPoint: nil,
          authorisedOn: Day(iso: authorised), factors: [.neglect]))
    }
    #expect(
      try play.refusal(try history("2025-05-01"))?.rule == "assessment.authorised-before")
    try play.act(try history("2025-06-01"))
    #expect(play.state?.status == .authorised)
    #expect(play.state?.imported == true)
  }
}

@Suite("Assessment: writing") struct AssessmentWritingTests {
  @Test("Why a child was not seen, or not seen alone, is asked of each child") func whyNot()
    throws
  {
    var play = try AssessmentPlay(today: "2026-03-02")
    try play.begin()
    let (aisha, sam, today) = (AssessmentPlay.aisha, AssessmentPlay.sam, play.today)
    func refusal(_ seen: Assessment.Seen) throws -> Refusal? {
      try play.refusal(
        .recordSeen([
          Assessment.Seen(child: aisha, seen: true, seenOn: today, alone: true), seen,
        ]))
    }
    let unseen = try refusal(Assessment.Seen(child: sam, seen: false))
    #expect(unseen?.message == "Say why the child was not seen")
    #expect(unseen?.question == "seen-P-2")
    let together = try refusal(Assessment.Seen(child: sam, seen: true, seenOn: today))
    #expect(together?.message == "Say why the child was not seen alone")
    #expect(
      try refusal(Assessment.Seen(child: sam, seen: true, alone: true))?.rule
        == "assessment.seen-on")
    #expect(
      try refusal(
        Assessment.Seen(child: sam, seen: true, seenOn: today.adding(days: 1), alone: true))?.rule
        == "assessment.seen-future")
    #expect(
      try refusal(Assessment.Seen(child: sam, seen: false, alone: true, whyNot: "Away"))?.rule
        == "assessment.alone-unseen")
    #expect(try refusal(Assessment.Seen(child: sam, seen: false, whyNot: "In hospital")) == nil)
    #expect(play.state?.seen[sam]?.whyNot == "In hospital")
  }

  @Test("A child whom it does not cover is not written about") func otherChild() throws {
    var play = try AssessmentPlay(today: "2026-03-02")
    try play.begin()
    let stranger = PersonID(9)
    let commands: [Assessment.Command] = [
      .recordSeen([Assessment.Seen(child: stranger, seen: false, whyNot: "x")]),
      .recordFactors([Assessment.ChildFactors(child: stranger, factors: [.neglect])]),
      .write(
        .views,
        Assessment.Written(
          text: "", perChild: [Assessment.ChildText(child: stranger, text: "x")],
          completed: false)),
    ]
    for command in commands {
      #expect(try play.refusal(command)?.rule == "assessment.other-child")
    }
  }

  @Test("\"No factors identified\" stands alone and nothing is listed twice") func factors()
    throws
  {
    var play = try AssessmentPlay(today: "2026-03-02")
    try play.begin()
    func refusal(_ factors: [AssessmentFactor]) throws -> Refusal? {
      try play.refusal(
        .recordFactors([
          Assessment.ChildFactors(child: AssessmentPlay.aisha, factors: factors)
        ]))
    }
    let mixed = try refusal([.noneIdentified, .neglect])
    #expect(mixed?.rule == "assessment.no-factors")
    #expect(mixed?.question == "factors-P-1")
    #expect(try refusal([.neglect, .neglect])?.rule == "assessment.factor-twice")
    #expect(try refusal([.noneIdentified]) == nil)
  }

  @Test("An empty section is not completed; identity and analysis are never set aside")
  func sections() throws {
    var play = try AssessmentPlay(today: "2026-03-02")
    try play.begin()
    let empty = Assessment.Written(text: "", completed: true)
    #expect(
      try play.refusal(.write(.childsDay, empty))?.rule == "assessment.empty-section")
    for section in [Assessment.Section.identity, .analysis] {
      let refusal = try play.refusal(.setAside(section, reason: "Not needed"))
      #expect(refusal?.rule == "assessment.needed")
    }
    #expect(
      try play.refusal(.setAside(.outsideHome, reason: ""))?.rule == "assessment.set-aside")
    try play.act(.setAside(.outsideHome, reason: "She is two weeks old"))
    #expect(play.state?.setAside[.outsideHome] == "She is two weeks old")
    try play.write([.outsideHome])
    #expect(play.state?.setAside[.outsideHome] == nil)
  }

  @Test("The same text saved twice is one fact") func sameText() throws {
    var play = try AssessmentPlay(today: "2026-03-02")
    try play.begin()
    let written = Assessment.Written(text: "She walks to school.", completed: false)
    #expect(try play.act(.write(.childsDay, written)).count == 1)
    #expect(try play.act(.write(.childsDay, written)).isEmpty)
  }

  @Test("A review point is not before the start") func reviewPoint() throws {
    var play = try AssessmentPlay(today: "2026-03-02")
    try play.begin()
    let before = try play.refusal(.setReviewPoint(on: play.today.adding(days: -1)))
    #expect(before?.rule == "assessment.review-early")
    #expect(try play.refusal(.setReviewPoint(on: play.today.adding(days: 14))) == nil)
  }
}
