import Testing

@testable import Domain

@Suite("Section 47 enquiry, from its opening to its end") struct EnquiryWorkTests {
  /// 10 March 2026, a Tuesday.
  static let day = Day(number: 20_522)
  let lead = WorkerID(5)
  let manager = Actor(.worker(WorkerID(8)), roles: [.teamManager])
  let ann = PersonID(1)
  let ben = PersonID(2)

  func social(_ to: String, left: Day? = nil) -> Worker {
    var worker = Worker.evolve(
      nil,
      .joined(
        name: "Leila Haddad", roles: [.socialWorker], team: nil,
        registration: Day(iso: to).map {
          .init(number: "SW1", from: Self.day.adding(days: -400), to: $0)
        }, on: Self.day))
    worker.leftOn = left
    return worker
  }

  func opened() -> Enquiry {
    Enquiry.evolve(
      nil,
      .opened(
        opening: .init(
          strategy: StrategyDiscussionID(3),
          children: [
            Meeting.Child(person: ann, referral: ReferralID(1)),
            Meeting.Child(person: ben, referral: ReferralID(2)),
          ], jointly: [ann], on: Self.day)))
  }

  func facts(
    _ command: Enquiry.Command, _ enquiry: Enquiry, by actor: Actor? = nil, worker: Worker? = nil
  ) throws -> [Enquiry.Fact] {
    try Enquiry.decide(
      command, given: enquiry, around: Enquiry.Around(worker: worker), by: actor ?? manager,
      today: Self.day.adding(days: 30))
  }

  func refusal(
    _ command: Enquiry.Command, _ enquiry: Enquiry, by actor: Actor? = nil, worker: Worker? = nil
  ) -> Refusal? {
    do {
      _ = try facts(command, enquiry, by: actor, worker: worker)
      return nil
    } catch {
      return error as? Refusal
    }
  }

  func ledOne() throws -> Enquiry {
    let enquiry = opened()
    let made = try facts(
      .allocate(lead: lead, on: Self.day), enquiry, worker: social("2026-11-30"))
    return Enquiry.evolve(enquiry, made[0])
  }

  func outcomes(
    _ ann: Enquiry.Outcome, _ conference: Bool
  ) -> [Enquiry.ChildOutcome] {
    [
      .init(child: self.ann, outcome: ann, conference: conference, reason: "As found"),
      .init(child: ben, outcome: .notSubstantiated, conference: false, reason: "Nothing found"),
    ]
  }

  @Test("The refusal says by name who is not registered on that day, and what to do")
  func registered() throws {
    let ended = refusal(
      .allocate(lead: lead, on: Self.day), opened(), worker: social("2025-11-30"))
    #expect(ended?.rule == "enquiry.lead-registered")
    #expect(
      ended?.message.hasPrefix("Leila Haddad is not a registered social worker on 10 March 2026")
        == true)
    #expect(ended?.message.contains("ended on 30 November 2025") == true)
    #expect(ended?.question == "lead")
    let never = refusal(.allocate(lead: lead, on: Self.day), opened(), worker: social("never"))
    #expect(never?.message.contains("No registration of theirs is recorded") == true)
    let left = refusal(
      .allocate(lead: lead, on: Self.day), opened(), worker: social("2026-11-30", left: Self.day))
    #expect(left?.rule == "enquiry.lead-left")
    // On the last day of a registration it still holds, on the next it does not.
    #expect(
      refusal(.allocate(lead: lead, on: Self.day), opened(), worker: social("2026-03-10")) == nil)
    #expect(
      refusal(
        .allocate(lead: lead, on: Self.day.adding(days: 1)), opened(),
        worker: social("2026-03-10"))?.rule == "enquiry.lead-registered")
  }

  @Test("An enquiry without a lead does not end")
  func noLead() {
    let early = refusal(.conclude(outcomes(.continuingRisk, true), on: Self.day), opened())
    #expect(early?.rule == "enquiry.no-lead")
  }

  @Test("Brothers and sisters of one enquiry end with outcomes of their own")
  func conclude() throws {
    let enquiry = try ledOne()
    let facts = try facts(.conclude(outcomes(.continuingRisk, true), on: Self.day), enquiry)
    let ended = Enquiry.evolve(enquiry, facts[0])
    #expect(!ended.isOpen)
    #expect(!ended.conferenceNotRequired(for: ann))
    #expect(ended.conferenceNotRequired(for: ben))
    var one = outcomes(.continuingRisk, true)
    one.removeLast()
    #expect(refusal(.conclude(one, on: Self.day), enquiry)?.rule == "enquiry.each-child")
    #expect(
      refusal(.conclude(outcomes(.notSubstantiated, true), on: Self.day), enquiry)?.rule
        == "enquiry.conference-why")
  }

  @Test("Continuing risk without a conference needs a manager who did not lead, in own words")
  func noConference() throws {
    let enquiry = try ledOne()
    let without = outcomes(.continuingRisk, false)
    #expect(refusal(.conclude(without, on: Self.day), enquiry)?.rule == "enquiry.manager-agrees")
    let agree = Enquiry.Command.agreeNoConference(child: ann, sentence: "Lives with the aunt")
    let worker = Actor(.worker(WorkerID(9)), roles: [.socialWorker])
    #expect(refusal(agree, enquiry, by: worker)?.rule == "enquiry.manager")
    let leading = Actor(.worker(lead), roles: [.teamManager])
    #expect(refusal(agree, enquiry, by: leading)?.rule == "enquiry.lead-agrees")
    let silent = Enquiry.Command.agreeNoConference(child: ann, sentence: "")
    #expect(refusal(silent, enquiry)?.rule == "enquiry.own-sentence")
    let agreed = Enquiry.evolve(enquiry, try facts(agree, enquiry)[0])
    #expect(refusal(.conclude(without, on: Self.day), agreed) == nil)
  }

  @Test("An examination was held, with its result, or there is a reason why not")
  func medical() throws {
    let enquiry = opened()
    #expect(refusal(.recordMedical(.init(child: ann)), enquiry)?.rule == "enquiry.medical-nothing")
    #expect(
      refusal(.recordMedical(.init(child: ann, heldOn: Self.day)), enquiry)?.rule
        == "enquiry.medical-result")
    #expect(
      refusal(
        .recordMedical(.init(child: ann, heldOn: Self.day, result: "x", whyNot: "y")), enquiry
      )?.rule == "enquiry.medical-both")
    #expect(
      refusal(.recordInterview(.init(child: PersonID(9), whyNot: "y")), enquiry)?.rule
        == "enquiry.other-child")
    #expect(refusal(.recordInterview(.init(child: ben, whyNot: "A baby")), enquiry) == nil)
  }

  @Test("The conference that was held is noted once for each child")
  func noted() throws {
    let enquiry = opened()
    let note = Enquiry.Command.noteConference(
      ConferenceID(1), on: Self.day.adding(days: 9), children: [ann])
    let told = Enquiry.evolve(enquiry, try facts(note, enquiry)[0])
    #expect(told.conferences == [ann: Self.day.adding(days: 9)])
    #expect(try facts(note, told).isEmpty)
  }

  @Test(
    "The conference is due after fifteen working days: over Christmas, Easter and the holidays of 2022",
    arguments: [
      // 10 Dec 2021 Fri: 27, 28 December and 3 January left out.
      ("2021-12-10", "2022-01-05"),
      // 1 April 2026 Wed: Good Friday and Easter Monday left out.
      ("2026-04-01", "2026-04-24"),
      // 18 May 2022 Wed: 2 and 3 June left out, and no spring bank holiday in May.
      ("2022-05-18", "2022-06-10"),
      // 5 Sept 2022 Mon: 19 September, the state funeral, left out.
      ("2022-09-05", "2022-09-27"),
      // No holiday: three weeks.
      ("2026-03-10", "2026-03-31"),
    ])
  func target(start: String, due: String) throws {
    let clock = Enquiry.conferenceClock(startedOn: try #require(Day(iso: start)), heldOn: nil)
    #expect(clock.due.day?.iso == due)
  }
}
