import Testing

@testable import Domain

@Suite("Assessment: sending and authorising") struct AssessmentAuthorisingTests {
  @Test("It is sent when every section, child, factor and outcome is there") func sending()
    throws
  {
    var play = try AssessmentPlay(today: "2026-03-02")
    try play.begin()
    let send = Assessment.Command.send(outcomes: AssessmentPlay.outcomes)
    let first = try play.refusal(send)
    #expect(first?.rule == "assessment.unfinished")
    #expect(first?.question == Assessment.Section.childsDay.rawValue)
    try play.write()
    #expect(try play.refusal(send)?.rule == "assessment.seen")
    try play.see()
    #expect(try play.refusal(send)?.rule == "assessment.factors")
    try play.findFactors()
    let one = try play.refusal(.send(outcomes: [AssessmentPlay.outcomes[0]]))
    #expect(one?.question == "outcome-P-2")
    let core = try play.refusal(
      .send(outcomes: [
        Assessment.ChildOutcome(
          child: AssessmentPlay.aisha, outcome: .coreAssessment, reason: "More to know"),
        AssessmentPlay.outcomes[1],
      ]))
    #expect(core?.rule == "assessment.core-after")
    #expect(try play.refusal(send) == nil)
    #expect(play.state?.status == .sent)
    #expect(try play.refusal(send)?.rule == "assessment.with-manager")
  }

  @Test("Whoever wrote part of it never authorises it") func author() throws {
    var play = try AssessmentPlay(today: "2026-03-02")
    try play.ready()
    try play.act(.recordRisk(Assessment.Risk(assessment: "a", plan: "b")))
    let manager = AssessmentPlay.manager
    // The manager wrote one section on a day when the worker was ill.
    try play.act(
      .write(.history, Assessment.Written(text: "Read again.", completed: true)), by: manager)
    try play.act(.send(outcomes: AssessmentPlay.outcomes))
    let authorise = Assessment.Command.authorise(sentence: "I agree", withoutRiskPlan: nil)
    for author in [AssessmentPlay.worker, manager] {
      let refusal = try play.refusal(authorise, by: author)
      #expect(refusal?.rule == "assessment.author-authorises")
    }
    try play.act(authorise, by: WorkerID(3))
    #expect(play.state?.authorisation?.by == WorkerID(3))
  }

  @Test("Without a risk assessment and plan only with the manager's written reason")
  func riskPlan() throws {
    var play = try AssessmentPlay(today: "2026-03-02")
    try play.ready()
    try play.act(.recordRisk(Assessment.Risk(assessment: "Could be hurt", plan: "")))
    try play.act(.send(outcomes: AssessmentPlay.outcomes))
    let manager = AssessmentPlay.manager
    let without = try play.refusal(
      .authorise(sentence: "I agree", withoutRiskPlan: nil), by: manager)
    #expect(without?.rule == "assessment.risk-plan")
    #expect(without?.question == "without-risk-plan")
    let silent = try play.refusal(
      .authorise(sentence: "", withoutRiskPlan: "Plan is in the core group's"), by: manager)
    #expect(silent?.rule == "assessment.own-sentence")
    try play.act(
      .authorise(sentence: "I agree", withoutRiskPlan: "The core group holds it"), by: manager)
    #expect(play.state?.authorisation?.withoutRiskPlan == "The core group holds it")
  }

  @Test("A reason is not kept where the risk plan is there") func riskPlanThere() throws {
    var play = try AssessmentPlay(today: "2026-03-02")
    try play.ready()
    try play.act(.recordRisk(Assessment.Risk(assessment: "a", plan: "b")))
    try play.act(.send(outcomes: AssessmentPlay.outcomes))
    try play.act(
      .authorise(sentence: "I agree", withoutRiskPlan: "typed by habit"),
      by: AssessmentPlay.manager)
    #expect(play.state?.authorisation?.withoutRiskPlan == nil)
  }

  @Test("Returned with a comment it can be written in again, and sent again") func returned()
    throws
  {
    var play = try AssessmentPlay(today: "2026-03-02")
    try play.ready()
    let manager = AssessmentPlay.manager
    #expect(
      try play.refusal(.sendBack(comment: "More"), by: manager)?.rule == "assessment.not-sent")
    try play.act(.send(outcomes: AssessmentPlay.outcomes))
    #expect(
      try play.refusal(.sendBack(comment: ""), by: manager)?.rule
        == "assessment.return-comment")
    try play.act(.sendBack(comment: "What does Sam say?"), by: manager)
    #expect(play.state?.status == .returned)
    #expect(
      try play.refusal(.authorise(sentence: "x", withoutRiskPlan: "y"), by: manager)?.rule
        == "assessment.not-sent")
    try play.write([.views])
    try play.act(
      .write(.views, Assessment.Written(text: "Sam says he is fine.", completed: true)))
    try play.act(.send(outcomes: AssessmentPlay.outcomes))
    #expect(play.state?.status == .sent)
    #expect(play.state?.returns.count == 1)
  }

  @Test("Authorised it is locked; what comes later is an addendum with a reason") func locked()
    throws
  {
    var play = try AssessmentPlay(today: "2026-03-02")
    try play.ready()
    let early = try play.refusal(.addAddendum(text: "More", reason: "Heard later"))
    #expect(early?.rule == "assessment.addendum-early")
    try play.act(.send(outcomes: AssessmentPlay.outcomes))
    try play.act(
      .authorise(sentence: "I agree", withoutRiskPlan: "None needed"), by: AssessmentPlay.manager)
    let commands: [Assessment.Command] = [
      .write(.views, Assessment.Written(text: "x", completed: false)),
      .setAside(.history, reason: "x"), .recordSeen([]), .recordFactors([]),
      .recordRisk(Assessment.Risk(assessment: "x", plan: "y")),
      .setReviewPoint(on: play.today), .send(outcomes: AssessmentPlay.outcomes),
      .sendBack(comment: "x"), .authorise(sentence: "x", withoutRiskPlan: "y"),
    ]
    for command in commands {
      let refusal = try play.refusal(command, by: WorkerID(3))
      #expect(refusal?.rule == "assessment.locked")
    }
    #expect(
      try play.refusal(.addAddendum(text: "More", reason: ""))?.rule
        == "assessment.addendum-reason")
    #expect(
      try play.refusal(.addAddendum(text: "", reason: "x"))?.rule == "assessment.addendum")
    try play.act(.addAddendum(text: "The school wrote", reason: "It came after"))
    #expect(play.state?.addenda.map(\.text) == ["The school wrote"])
    #expect(play.state?.status == .authorised)
  }
}
