import Domain
import EngineTesting
import Store
import Testing

@testable import Returns

@Suite("What a discussion, an enquiry and conferences say, in the census")
struct
  ProtectionReturnTests
{
  /// Two children, one enquiry from 4 March 2026, a conference about the first on 20 March.
  private func play(_ council: Council, transferIn: Bool = false) async throws {
    var children: [Meeting.Child] = []
    for name in ["Ada", "Ben"] {
      let details = Person.Details(
        name: Person.Name(given: name, family: "Canary"), stage: .child,
        birth: .exact(Council.day("2018-01-01")),
        provenance: Person.Provenance(saidBy: "mother"))
      let person = try await council.act(.create(details, searched: name), Person.self)
      let referral = try await council.act(
        .open(
          child: person, contact: nil, source: .school, primaryNeed: nil,
          on: Council.day("2026-03-02")), Referral.self)
      children.append(Meeting.Child(person: person, referral: referral))
    }
    let chair = try await council.act(
      .join(
        name: "Ruth", roles: [.conferenceChair, .teamManager], team: nil,
        registration: Worker.Registration(
          number: "SW1", from: Council.day("2025-01-01"), to: Council.day("2026-11-30"))),
      Worker.self)
    let conference =
      transferIn
      ? try await moved(council, children[0])
      : try await enquired(council, children, chair)
    try await held(conference, council, children[0].person, chair)
  }

  private func moved(
    _ council: Council, _ child: Meeting.Child
  ) async throws -> ConferenceID {
    try await council.act(
      .arrange(
        Conference.Arrangement(
          origin: .council(name: "Northshire"), children: [child],
          from: Council.day("2026-03-10"))), Conference.self)
  }

  private func enquired(
    _ council: Council, _ children: [Meeting.Child], _ chair: WorkerID
  ) async throws -> ConferenceID {
    let discussion = try await council.act(
      .begin(
        StrategyDiscussion.Beginning(
          origin: .referral(id: children[0].referral), children: children, urgency: .planned,
          basis: .referral, informationOn: Council.day("2026-03-02"), concern: "Bruises")),
      StrategyDiscussion.self)
    try await council.act(
      .attend(StrategyDiscussion.quorum.map { Meeting.Attender(agency: $0, name: "One") }),
      StrategyDiscussion.self, on: discussion)
    let held = Instant(london: Council.day("2026-03-04"), hour: 11, minute: 0)
    try await council.act(
      .decide(
        StrategyDiscussion.Decision(
          heldAt: held, how: .together,
          children: children.map {
            .init(child: $0.person, suspected: true, outcome: .joint, reason: "Injured")
          }, safety: "At the aunt's", medical: "Today"), now: held),
      StrategyDiscussion.self, on: discussion)
    let enquiry = EnquiryID(1)
    let lead = try await council.act(
      .join(
        name: "Leila", roles: [.socialWorker], team: nil,
        registration: Worker.Registration(
          number: "SW2", from: Council.day("2025-01-01"), to: Council.day("2026-11-30"))),
      Worker.self)
    try await council.act(
      .allocate(lead: lead, on: Council.day("2026-03-04")), Enquiry.self, on: enquiry)
    try await council.act(
      .conclude(
        [
          .init(
            child: children[0].person, outcome: .continuingRisk, conference: true, reason: "Risk"),
          .init(
            child: children[1].person, outcome: .notSubstantiated, conference: false,
            reason: "Nothing found"),
        ], on: Council.day("2026-03-13")), Enquiry.self, on: enquiry)
    return try await council.act(
      .arrange(
        Conference.Arrangement(
          origin: .enquiry(id: enquiry), children: [children[0]],
          from: Council.day("2026-03-04"))), Conference.self)
  }

  private func held(
    _ conference: ConferenceID, _ council: Council, _ child: PersonID, _ chair: WorkerID
  ) async throws {
    let act = Act(
      key: nil, actor: Actor(.worker(chair), roles: [.conferenceChair]), at: council.at)
    for command: Conference.Command in [
      .name(chair: chair),
      .attend(
        Conference.Attendance(
          attended: [Meeting.Agency.socialCare, .police, .health].map {
            Meeting.Attender(agency: $0, name: "One")
          }, parents: "Mother",
          children: [.init(child: child, there: true, views: "To stay")])),
      .decide(
        Conference.Decision(
          heldOn: Council.day("2026-03-20"),
          children: [.init(child: child, outcome: .plan, category: .physical, reason: "Risk")],
          outline: [.init(outcome: "Safe", actions: [])],
          coreGroup: [.init(name: "Sister Ade", agency: .health)],
          firstCoreGroup: Council.day("2026-03-30"), nextReview: Council.day("2026-06-10"))),
    ] {
      let _: Done<Conference> = try await council.store.perform(command, on: conference, as: act)
    }
  }

  @Test(
    "The enquiry starts on the day of the discussion, with its target, for each child",
    arguments: Engine.allCases)
  func enquiry(_ engine: Engine) async throws {
    try await Council.with(engine) { council in
      try await play(council)
      let file = try CINCensusReader().file(try await council.write(2026))
      let enquiries = file.children.compactMap { $0.episodes.first?.section47s.first }
      #expect(enquiries.map(\.actualStartDate) == ["2026-03-04", "2026-03-04"])
      // 15 working days from 4 March 2026.
      #expect(enquiries.map(\.initialCPCTarget) == ["2026-03-25", "2026-03-25"])
      #expect(enquiries.map(\.dateOfInitialCPC) == ["2026-03-20", nil])
      #expect(enquiries.map(\.icpcNotRequired) == ["0", "1"])
      let plans = file.children.map { $0.episodes.first?.childProtectionPlans ?? [] }
      #expect(plans.map(\.count) == [1, 0])
      #expect(plans[0].first?.startDate == "2026-03-20")
      #expect(plans[0].first?.initialCategory == "PHY")
    }
  }

  @Test("A transfer-in conference stands in the episode itself", arguments: Engine.allCases)
  func transferIn(_ engine: Engine) async throws {
    try await Council.with(engine) { council in
      try await play(council, transferIn: true)
      let file = try CINCensusReader().file(try await council.write(2026))
      let episode = try #require(file.children.first?.episodes.first)
      #expect(episode.dateOfInitialCPC == "2026-03-20")
      #expect(episode.section47s.isEmpty)
    }
  }
}
