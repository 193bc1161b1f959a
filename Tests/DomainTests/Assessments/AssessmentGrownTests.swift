import Testing

@testable import Domain

@Suite("The assessment workspace grown up") struct AssessmentGrownTests {
  static let day = "2026-03-16"

  // MARK: - Copying

  @Test("A section that was copied is completed only when somebody says it is still true")
  func copied() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.begin()
    let from = Assessment.Copied(from: AssessmentID(7), on: play.today.adding(days: -600))
    func written(_ copied: Assessment.Copied, completed: Bool) -> Assessment.Command {
      .write(.history, .init(text: "As it was", completed: completed, copied: copied))
    }
    try play.act(written(from, completed: false))
    let refusal = try play.refusal(written(from, completed: true))
    #expect(refusal?.rule == "assessment.still-true")
    #expect(refusal?.question == "still-true")
    var confirmed = from
    confirmed.isStillTrue = true
    try play.act(written(confirmed, completed: true))
    #expect(play.state?.sections[.history]?.copied?.isStillTrue == true)
  }

  @Test("Nothing is copied from an assessment of other children") func copiedFromOthers() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.begin()
    let command = Assessment.Command.write(
      .history,
      .init(
        text: "x", completed: false, copied: .init(from: AssessmentID(7), on: play.today)))
    let refusal = try play.refusal(command, around: .init(copiesOwn: false))
    #expect(refusal?.rule == "assessment.copied-other")
  }

  // MARK: - Ticks and factors

  @Test("What is ticked in a section is proposed with its source and is no factor by itself")
  func ticks() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.begin()
    try play.act(
      .write(
        .parenting,
        .init(
          text: "Shouting", completed: true,
          ticks: [.init(child: AssessmentPlay.aisha, factors: [.domesticAbuseParent])])))
    let proposed = play.state?.proposedFactors(for: AssessmentPlay.aisha) ?? []
    #expect(proposed.map(\.factor) == [.domesticAbuseParent])
    #expect(proposed.map(\.from) == [[.parenting]])
    #expect(play.state?.proposedFactors(for: AssessmentPlay.sam).isEmpty == true)
    #expect(play.state?.factors.isEmpty == true)
    let other = Assessment.Command.write(
      .views,
      .init(
        text: "x", completed: false,
        ticks: [.init(child: AssessmentPlay.aisha, factors: [.domesticAbuseParent])]))
    #expect(try play.refusal(other)?.rule == "assessment.tick")
  }

  // MARK: - Checkpoint and comments

  @Test("A checkpoint held after its day says so; the author does not hold it")
  func checkpoint() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.begin()
    let planned = play.today.adding(days: 10)
    try play.act(.setReviewPoint(on: planned))
    try play.act(.write(.views, .init(text: "x", completed: false)))
    play.today = planned
    #expect(play.state?.checkpointIsLate(on: play.today) == false)
    play.today = planned.adding(days: 2)
    #expect(play.state?.checkpointIsLate(on: play.today) == true)
    let hold = Assessment.Command.holdCheckpoint(on: play.today, .goOn, sentence: "Go on")
    #expect(try play.refusal(hold)?.rule == "assessment.own-checkpoint")
    let wordless = Assessment.Command.holdCheckpoint(on: play.today, .change, sentence: "")
    #expect(
      try play.refusal(wordless, by: AssessmentPlay.manager)?.rule
        == "assessment.checkpoint-words")
    try play.act(hold, by: AssessmentPlay.manager)
    #expect(play.state?.checkpoints.last?.wasLate == true)
    #expect(play.state?.checkpointIsLate(on: play.today) == false)
    // Holding it makes nobody an author: the same manager may authorise.
    #expect(play.state?.authors == [AssessmentPlay.worker])
  }

  @Test("A review point set for next week is no event of next week") func planned() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.begin()
    let facts = try play.act(.setReviewPoint(on: play.today.adding(days: 7)))
    #expect(facts.map(\.occurredOn) == [nil])
  }

  @Test("A manager comments on a section without becoming an author; none once it is locked")
  func comments() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.ready()
    try play.act(.comment(.views, text: "Whose words?"), by: AssessmentPlay.manager)
    #expect(play.state?.comments.first?.section == .views)
    try play.act(.send(outcomes: AssessmentPlay.outcomes))
    try play.act(
      .authorise(sentence: "Agreed", withoutRiskPlan: "None"), by: AssessmentPlay.manager)
    let late = try play.refusal(.comment(nil, text: "More"), by: AssessmentPlay.manager)
    #expect(late?.rule == "assessment.locked")
  }

  // MARK: - Before birth

  @Test("Before birth nobody is seen and no day is described; after it the assessment goes on")
  func prenatal() throws {
    var play = try AssessmentPlay(today: Self.day)
    let baby = [Assessment.Child(person: AssessmentPlay.aisha, referral: ReferralID(1))]
    try play.act(
      .begin(.prenatal, children: baby, on: play.today),
      around: AssessmentPlay.around(received: play.today))
    try play.write(Assessment.Section.allCases.filter(\.isAskedBeforeBirth))
    try play.act(
      .recordFactors([.init(child: AssessmentPlay.aisha, factors: [.noneIdentified])]))
    let outcome = Assessment.ChildOutcome(
      child: AssessmentPlay.aisha, outcome: .childInNeedPlan, reason: "A plan for the birth")
    let send = Assessment.Command.send(outcomes: [outcome])
    // Born meanwhile: now the child's day, words and being seen are asked.
    #expect(try play.refusal(send)?.rule == "assessment.unfinished")
    try play.act(send, around: .init(unborn: [AssessmentPlay.aisha]))
    #expect(play.state?.status == .sent)
  }

  // MARK: - Sharing

  @Test("Which version went to whom is recorded, and that it was a draft")
  func shared() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.begin()
    func share(
      _ version: Assessment.ReadingVersion, _ child: PersonID?, _ with: String
    ) -> Assessment.Command {
      .share(version, child: child, with: with, .handedOver, on: play.today)
    }
    #expect(try play.refusal(share(.child, nil, "Aisha"))?.rule == "assessment.share-child")
    #expect(try play.refusal(share(.parents, nil, ""))?.rule == "assessment.share-with")
    try play.act(share(.parents, AssessmentPlay.sam, "Their mother"))
    #expect(play.state?.sharings.first?.wasDraft == true)
    #expect(play.state?.sharings.first?.child == nil)
  }

  @Test("Paragraphs are what stands between empty lines") func paragraphs() {
    #expect(
      Assessment.paragraphs(of: "One\ntwo\n\n \nThree\n") == ["One\ntwo", "Three"])
    #expect(Assessment.paragraphs(of: "") == [])
  }

  @Test("Going through it again records only what is new or marked otherwise")
  func passages() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.begin()
    try play.act(
      .markPassages([.init(text: "A", isAboutOther: true), .init(text: "B", isAboutOther: false)]))
    let facts = try play.act(
      .markPassages([.init(text: "A", isAboutOther: false), .init(text: "B", isAboutOther: false)]))
    #expect(facts.count == 1)
    #expect(play.state?.passages == ["A": false, "B": false])
    #expect(try play.act(.markPassages([.init(text: "B", isAboutOther: false)])).isEmpty)
  }

  // MARK: - The law of its day

  @Test("An initial assessment of Easter 2011 leaves out Easter, the wedding and the May holiday")
  func easter() throws {
    let referred = try #require(Day(iso: "2011-04-18"))
    let clock = Assessment.clock(.initial, referredOn: referred, startedOn: referred)
    // 19, 20, 21 April; 26, 27, 28 April; 3, 4, 5, 6 May.
    #expect(clock.due.day?.iso == "2011-05-06")
  }

  @Test("A core assessment over Christmas 2011 is due 35 working days after it began")
  func christmas() throws {
    let referred = try #require(Day(iso: "2011-11-30"))
    let began = try #require(Day(iso: "2011-12-14"))
    let clock = Assessment.clock(.core, referredOn: referred, startedOn: began)
    // 7 before Christmas, 3 between the years, 4 in the first week, then four weeks and Monday.
    #expect(clock.due.day?.iso == "2012-02-06")
  }
}
