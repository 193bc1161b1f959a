import Testing

@testable import Domain

@Suite("The end of an episode") struct ReferralClosureTests {
  let today = P.day("2025-09-01")
  let manager = Actor(.worker(WorkerID(9)), roles: [.teamManager])
  let stranger = Actor(.worker(WorkerID(8)), roles: [.socialWorker])

  func referral() -> Referral {
    var referral = Referral.evolve(
      nil,
      .opened(
        child: P.child, contact: nil, source: .school, primaryNeed: .familyDysfunction,
        on: P.received))
    referral = Referral.evolve(
      referral,
      .decided(
        decision: .init(outcome: .assessment, reason: "Look", by: nil, on: P.received),
        primaryNeed: nil, child: P.child))
    return referral
  }

  func close(
    _ reason: ReasonForClosure = .servicesCeased, comeBack: String = "If he is hungry again",
    letters: [Referral.Letter.Writing] = []
  ) -> Referral.Command {
    .close(on: today, reason: reason, words: "Well now", comeBack: comeBack, letters: letters)
  }

  func rule(
    _ command: Referral.Command, _ referral: Referral, _ around: Referral.Around = .init(),
    by actor: Actor = P.by, today: Day? = nil
  ) -> Refusal? {
    do {
      _ = try Referral.decide(
        command, given: referral, around: around, by: actor, today: today ?? self.today)
      return nil
    } catch { return error }
  }

  func closed(_ command: Referral.Command) throws -> Referral {
    try Referral.decide(
      command, given: referral(), around: .init(), by: P.by, today: today
    ).reduce(referral()) { Referral.evolve($0, $1) }
  }

  @Test("An open plan, enquiry or pre-proceedings refuse the closure, in words") func unfinished() {
    var around = Referral.Around()
    around.unfinished.plan = (PlanID(3), .childProtection)
    let plan = rule(close(), referral(), around)
    #expect(plan?.rule == "referral.plan-open")
    #expect(plan?.message.contains("L-3") == true)
    #expect(plan?.message.contains("review conference") == true)
    around.unfinished.plan = nil
    around.unfinished.enquiries = [EnquiryID(2)]
    #expect(rule(close(), referral(), around)?.rule == "referral.enquiry-open")
    around.unfinished.enquiries = []
    around.unfinished.preProceedings = [PreProceedingsID(1)]
    #expect(rule(close(), referral(), around)?.rule == "referral.pre-proceedings-open")
  }

  @Test("Closed after assessment is refused where there was an enquiry, a plan or a conference")
  func afterAssessment() {
    var around = Referral.Around()
    around.unfinished.wentBeyondAssessment = true
    let refused = rule(close(.noFurtherActionAfterAssessment), referral(), around)
    #expect(refused?.rule == "referral.not-after-assessment")
    #expect(refused?.question == "closure-reason")
    #expect(rule(close(), referral(), around) == nil)
    #expect(rule(close(.noFurtherActionAfterAssessment), referral()) == nil)
  }

  @Test("What would bring us back is asked for, unless the child has left the family")
  func comeBack() throws {
    #expect(rule(close(comeBack: ""), referral())?.rule == "referral.come-back")
    #expect(rule(close(.adopted, comeBack: ""), referral()) == nil)
    #expect(rule(close(.died, comeBack: ""), referral()) == nil)
    #expect(try closed(close()).closure?.comeBack == "If he is hungry again")
  }

  @Test("A closure by mistake is undone the same day, by whoever closed it or a manager")
  func reopening() throws {
    let closed = try closed(close())
    let reopen = Referral.Command.reopen(reason: "The wrong brother")
    #expect(rule(reopen, closed) == nil)
    #expect(rule(reopen, closed, by: manager) == nil)
    #expect(rule(reopen, closed, by: stranger)?.rule == "referral.not-closer")
    let later = rule(reopen, closed, today: today.adding(days: 1))
    #expect(later?.rule == "referral.reopen-late")
    #expect(later?.message.contains("new referral") == true)
    #expect(rule(.reopen(reason: ""), closed)?.rule == "referral.reopen-reason")
    #expect(rule(reopen, referral())?.rule == "referral.not-closed")
    var around = Referral.Around(openEpisode: ReferralID(7))
    #expect(rule(reopen, closed, around)?.rule == "referral.open-episode")
    around.openEpisode = nil
    around.unfinished.helpTookOver = EarlyHelpID(1)
    #expect(rule(reopen, closed, around)?.rule == "referral.help-began")
    let open = try Referral.decide(
      reopen, given: closed, around: .init(), by: P.by, today: today
    ).reduce(closed) { Referral.evolve($0, $1) }
    #expect(open.isOpen)
  }

  @Test("A letter to the child is made from what is recorded and the worker's own words")
  func letters() throws {
    let child = Referral.Letter.Writing(
      to: .child, name: "Aisha", words: "You were brave.", childName: "Aisha", from: "Leila Haddad")
    let family = Referral.Letter.Writing(
      to: .family, name: "Ms Curnow", words: "Thank you for your trust.", childName: "Aisha",
      from: "Leila Haddad")
    let closed = try closed(close(letters: [child, family]))
    #expect(closed.letters.count == 2)
    let text = closed.letters[0].text
    for words in [
      "Dear Aisha", "You were brave.", "If he is hungry again", "You did nothing wrong",
      "1 September 2025", "Leila Haddad",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(closed.letters[1].text.contains("Our work with Aisha ended"))
    #expect(rule(.writeLetter(child), closed, by: stranger)?.rule == "referral.not-closer")
    #expect(rule(.writeLetter(child), referral())?.rule == "referral.letter-open")
    var nameless = child
    nameless.name = ""
    #expect(rule(.writeLetter(nameless), closed)?.question == "letter-name")
  }
}
