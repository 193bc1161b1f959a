import Testing

@testable import Domain

@Suite("Risk documents and contributions") struct AssessmentRiskTests {
  static let day = "2026-03-16"

  static func statement(_ child: PersonID) -> Assessment.RiskStatement {
    .init(
      child: child, worried: "she is left alone.", because: "it happened twice",
      soThat: "she is frightened")
  }

  static func risk(
    _ children: [PersonID], changed: String? = nil, reviewOn: Day? = nil
  ) -> Assessment.Risk {
    .init(
      plan: "Nan comes", reviewOn: reviewOn, statements: children.map(statement), changed: changed)
  }

  @Test("A statement of risk reads as one sentence") func sentence() {
    #expect(
      Self.statement(AssessmentPlay.aisha).sentence
        == "We are worried that she is left alone because it happened twice so that she is frightened."
    )
  }

  @Test("A child without a statement leaves the risk documents incomplete")
  func perChild() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.ready()
    try play.act(.recordRisk(Self.risk([AssessmentPlay.aisha])))
    try play.act(.send(outcomes: AssessmentPlay.outcomes))
    let agree = Assessment.Command.authorise(sentence: "Agreed", withoutRiskPlan: nil)
    #expect(
      try play.refusal(agree, by: AssessmentPlay.manager)?.rule == "assessment.risk-plan")
    try play.act(.sendBack(comment: "And Sam?"), by: AssessmentPlay.manager)
    try play.act(.recordRisk(Self.risk([AssessmentPlay.aisha, AssessmentPlay.sam])))
    try play.act(.send(outcomes: AssessmentPlay.outcomes))
    try play.act(agree, by: AssessmentPlay.manager)
    #expect(play.state?.authorisation?.withoutRiskPlan == nil)
    #expect(play.state?.risks.count == 2)
  }

  @Test("A statement that is half written is refused beside what is missing")
  func half() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.begin()
    var statement = Self.statement(AssessmentPlay.aisha)
    statement.soThat = ""
    let refusal = try play.refusal(.recordRisk(.init(statements: [statement])))
    #expect(refusal?.question == "so-that-P-1")
  }

  @Test("The plan is reviewed after the assessment is locked; each review says what changed")
  func review() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.ready()
    let both = [AssessmentPlay.aisha, AssessmentPlay.sam]
    #expect(
      try play.refusal(.reviewRisk(Self.risk(both, changed: "x")))?.rule == "assessment.no-risk")
    try play.act(.recordRisk(Self.risk(both, reviewOn: play.today)))
    try play.act(.send(outcomes: AssessmentPlay.outcomes))
    try play.act(
      .authorise(sentence: "Agreed", withoutRiskPlan: nil), by: AssessmentPlay.manager)
    #expect(
      try play.refusal(.reviewRisk(Self.risk(both)))?.rule == "assessment.risk-changed")
    #expect(
      try play.refusal(.reviewRisk(Self.risk(both, changed: "Less", reviewOn: play.today)))?.rule
        == "assessment.risk-next")
    try play.act(
      .reviewRisk(Self.risk(both, changed: "Less", reviewOn: play.today.adding(days: 28))),
      by: AssessmentPlay.manager)
    #expect(play.state?.risks.count == 2)
    // The manager who reviews later is no author of what was authorised.
    #expect(play.state?.authors == [AssessmentPlay.worker])
  }

  @Test("An action is done once, with what came of it") func actions() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.begin()
    let action = AgreedAction(
      what: "Nan stays on Fridays", owner: .other(words: "Nan"), by: play.today)
    try play.act(
      .recordRisk(.init(assessment: "Alone", plan: "Nan", actions: [.init(action)])))
    let done = Assessment.Command.finishRiskAction(place: 0, on: play.today, words: "She stays")
    #expect(
      try play.refusal(.finishRiskAction(place: 1, on: play.today, words: "x"))?.rule
        == "assessment.no-action")
    try play.act(done)
    #expect(play.state?.risk.actions?.first?.done?.words == "She stays")
    #expect(try play.refusal(done)?.rule == "assessment.action-done")
  }

  // MARK: - Contributions

  static let asking = Assessment.ContributionAsking(
    section: .development, who: "Ruth Okoro", job: "Health visitor", email: "ruth@nhs.example",
    question: "How is Aisha growing?")

  @Test("A contribution is used once, keeps its author, and overwrites no section")
  func contribution() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.begin()
    try play.act(.askContribution(Self.asking))
    let answer = Assessment.Command.contribute(
      place: 0, words: "On the 50th centile", author: "Ruth Okoro, health visitor")
    try play.act(answer)
    #expect(play.state?.contributions[0].reply?.author == "Ruth Okoro, health visitor")
    #expect(play.state?.sections[.development] == nil)
    #expect(play.state?.authors == [AssessmentPlay.worker])
    #expect(try play.refusal(answer)?.rule == "assessment.contributed")
    #expect(
      try play.refusal(.chaseContribution(place: 0))?.rule == "assessment.contributed")
  }

  @Test("A link that has run out takes no answer until it is chased; one withdrawn takes none")
  func links() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.begin()
    try play.act(.askContribution(Self.asking))
    let answer = Assessment.Command.contribute(place: 0, words: "Well", author: "Ruth")
    play.today = play.today.adding(days: 8)
    #expect(play.state?.contributions[0].status(on: play.today) == .runOut)
    #expect(try play.refusal(answer)?.rule == "assessment.contribution-run-out")
    try play.act(.chaseContribution(place: 0))
    #expect(play.state?.contributions[0].status(on: play.today) == .chased)
    try play.act(.withdrawContribution(place: 0, reason: "She rang"))
    #expect(try play.refusal(answer)?.rule == "assessment.contribution-withdrawn")
  }

  @Test("A question to somebody outside must not tell an address that is kept back")
  func kept() throws {
    var play = try AssessmentPlay(today: Self.day)
    try play.begin()
    var asking = Self.asking
    asking.question = "Have you visited 4 Sorrel Court?"
    let homes = UndisclosedHomes([Person.Address(lines: "4 Sorrel Court", postcode: "ZZ1 1AA")])
    let refusal = try play.refusal(
      .askContribution(asking), around: .init(undisclosed: homes))
    #expect(refusal?.rule == "assessment.ask-address")
  }
}
