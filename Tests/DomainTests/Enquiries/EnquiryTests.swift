import Testing

@testable import Domain

@Suite("Enquiry, as a census file has it") struct EnquiryTests {
  @Test("The conference is not before the enquiry; an enquiry is imported once") func order()
    throws
  {
    let started = try #require(Day(iso: "2025-06-02"))
    func history(_ held: Day?) -> Enquiry.Command {
      .importRecord(
        Enquiry.History(
          child: PersonID(1), referral: ReferralID(1), startedOn: started,
          conferenceTarget: nil, conferenceOn: held, conferenceNotRequired: false))
    }
    func facts(_ command: Enquiry.Command, given: Enquiry?) throws -> [Enquiry.Fact] {
      try Enquiry.decide(
        command, given: given, around: Enquiry.Around(), by: .imported,
        today: started.adding(days: 300))
    }
    let early = #expect(throws: Refusal.self) {
      _ = try facts(history(started.adding(days: -1)), given: nil)
    }
    #expect(early?.rule == "enquiry.conference-before")
    let made = try facts(history(started.adding(days: 20)), given: nil)
    #expect(made.map(\.occurredOn) == [started])
    let enquiry = Enquiry.evolve(nil, made[0])
    let twice = #expect(throws: Refusal.self) {
      _ = try facts(history(nil), given: enquiry)
    }
    #expect(twice?.rule == "enquiry.already-there")
  }
}
