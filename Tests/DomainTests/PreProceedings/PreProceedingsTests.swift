import Testing

@testable import Domain

@Suite("Pre-proceedings") struct PreProceedingsTests {
  func around(isOpen: Bool = true, open: PreProceedingsID? = nil) -> PreProceedings.Around {
    PreProceedings.Around(episode: (P.child, P.received, isOpen), open: open)
  }

  func begin(
    _ on: String = "2025-07-01", reason: String = "Neglect goes on",
    _ around: PreProceedings.Around
  ) throws(Refusal) -> [PreProceedings.Fact] {
    try PreProceedings.decide(
      .begin(child: P.child, referral: P.referral, reason: reason, on: P.day(on)), given: nil,
      around: around, by: P.by, today: P.day("2025-07-10"))
  }

  func rule(_ on: String, reason: String = "Neglect", _ around: PreProceedings.Around) -> String? {
    do {
      _ = try begin(on, reason: reason, around)
      return nil
    } catch { return error.rule }
  }

  /// Begun on 1 July 2025, with these steps taken.
  func with(_ steps: [(PreProceedings.Step.Kind, String)]) throws -> PreProceedings {
    var state = PreProceedings.evolve(nil, try begin("2025-07-01", around())[0])
    for (kind, on) in steps { state = try after(.take(kind, on: P.day(on), words: "So"), state) }
    return state
  }

  func after(
    _ command: PreProceedings.Command, _ state: PreProceedings
  ) throws(Refusal) -> PreProceedings {
    var state = state
    for fact in try PreProceedings.decide(
      command, given: state, around: around(), by: P.by, today: P.day("2026-01-10"))
    {
      state = PreProceedings.evolve(state, fact)
    }
    return state
  }

  func refusal(_ command: PreProceedings.Command, _ state: PreProceedings) -> String? {
    do {
      _ = try after(command, state)
      return nil
    } catch { return error.rule }
  }

  func take(_ kind: PreProceedings.Step.Kind, _ on: String) -> PreProceedings.Command {
    .take(kind, on: P.day(on), words: "As it was")
  }

  @Test("They begin once, on an open referral, with the reason of the legal gateway meeting")
  func beginning() {
    #expect(rule("2025-07-01", around()) == nil)
    #expect(rule("2025-07-01", around(isOpen: false)) == "referral.closed")
    #expect(rule("2025-07-01", around(open: PreProceedingsID(2))) == "preproceedings.open")
    #expect(rule("2025-06-01", around()) == "preproceedings.start")
    #expect(rule("2025-07-01", reason: "", around()) == "preproceedings.reason")
  }

  @Test("No meeting with the parents before the letter, and none dated before it") func order()
    throws
  {
    let state = try with([])
    #expect(refusal(take(.initialMeeting, "2025-07-20"), state) == "preproceedings.order")
    let sent = try with([(.letterBeforeProceedings, "2025-07-15")])
    #expect(refusal(take(.initialMeeting, "2025-07-14"), sent) == "preproceedings.day")
    #expect(refusal(take(.initialMeeting, "2025-07-20"), sent) == nil)
    #expect(refusal(take(.reviewMeeting, "2025-08-20"), sent) == "preproceedings.order")
    #expect(
      refusal(take(.letterBeforeProceedings, "2025-07-16"), sent) == "preproceedings.twice")
    #expect(refusal(take(.familyMeetingHeld, "2025-07-16"), sent) == "preproceedings.order")
    #expect(refusal(take(.letterOfIssue, "2026-02-01"), sent) == "preproceedings.day")
  }

  @Test("An application to the court follows the decision to make one") func court() throws {
    let state = try with([(.letterBeforeProceedings, "2025-07-15")])
    #expect(refusal(take(.courtApplication, "2025-09-01"), state) == "preproceedings.not-decided")
    let up = try after(
      .decide(.proceedings, on: P.day("2025-09-01"), words: "No change"), state)
    #expect(up.isOpen)
    #expect(refusal(take(.courtApplication, "2025-08-30"), up) == "preproceedings.day")
    #expect(refusal(take(.initialMeeting, "2025-09-02"), up) == "preproceedings.ended")
    let applied = try after(take(.courtApplication, "2025-09-05"), up)
    #expect(!applied.isOpen)
    let down = try after(.decide(.protection, on: P.day("2025-09-01"), words: "Safer"), state)
    #expect(!down.isOpen)
    #expect(refusal(take(.courtApplication, "2025-09-05"), down) == "preproceedings.not-decided")
    #expect(
      refusal(.decide(.closed, on: P.day("2025-09-02"), words: "x"), down)
        == "preproceedings.decided")
  }

  @Test("The decision is not dated before the last step") func decision() throws {
    let state = try with([(.letterBeforeProceedings, "2025-07-15")])
    #expect(
      refusal(.decide(.closed, on: P.day("2025-07-14"), words: "x"), state) == "preproceedings.day")
    #expect(
      refusal(.decide(.closed, on: P.day("2025-07-16"), words: ""), state)
        == "preproceedings.decision")
  }
}
