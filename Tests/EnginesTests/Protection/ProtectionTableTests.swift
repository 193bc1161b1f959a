import Domain
import EngineTesting
import Store
import Testing

@Suite("Strategy discussions, enquiries and conferences: tables on both engines")
struct ProtectionTableTests {
  /// The council's two sisters, from the discussion to the plan of the one.
  struct Scene: Sendable {
    let council: AssessmentCouncil
    let chair: WorkerID

    init(_ council: AssessmentCouncil) async throws {
      self.council = council
      let act = Act(key: nil, actor: .system, at: council.at)
      let joined: Done<Worker> = try await council.store.perform(
        .join(
          name: "Ruth", roles: [.conferenceChair], team: nil,
          registration: Worker.Registration(
            number: "SW9", from: council.today.adding(days: -9), to: council.today)), as: act)
      chair = joined.id
    }

    var children: [Meeting.Child] {
      zip(council.children, council.referrals).map { Meeting.Child(person: $0, referral: $1) }
    }

    func perform<N: Kept>(
      _ command: N.Command, on id: Identifier<N>?, by worker: WorkerID? = nil,
      roles: Set<Role> = [.socialWorker]
    ) async throws -> Identifier<N> {
      try await council.store.perform(
        command, on: id,
        as: Act(
          key: nil, actor: Actor(.worker(worker ?? council.worker), roles: roles),
          at: council.at)
      ).id
    }

    func discussed() async throws -> StrategyDiscussionID {
      typealias Command = StrategyDiscussion.Command
      let none: StrategyDiscussionID? = nil
      let id = try await perform(
        Command.begin(
          StrategyDiscussion.Beginning(
            origin: .referral(id: council.referrals[0]), children: children, urgency: .urgent,
            basis: .newInformation, informationOn: council.today, concern: "Bruises",
            plannedFor: council.at, handover: HandoverID(3))), on: none)
      let now = council.at
      for command: Command in [
        .invite(Meeting.Invitee(agency: .police, name: "DS Hale", how: "By phone")),
        .answer(place: 0, .coming), .plan(at: now.adding(seconds: 60)),
        .attend([
          .init(agency: .socialCare, name: "Leila"), .init(agency: .police, name: "DS Hale"),
        ]),
        .write(.police, text: "Two call-outs", seen: nil, now: now),
        .write(.police, text: "Three call-outs", seen: now, now: now.adding(seconds: 1)),
        .decide(
          StrategyDiscussion.Decision(
            heldAt: now, how: .telephone,
            children: council.children.map {
              .init(child: $0, suspected: true, outcome: .joint, reason: "Injured")
            }, safety: "At the aunt's", medical: "Tomorrow",
            actions: [
              AgreedAction(what: "See both", owner: .worker(council.worker), by: council.today),
              AgreedAction(what: "Call", owner: .other(words: "Police"), by: council.today),
            ], next: council.today, withoutQuorum: "Night"), now: now),
        .finish(place: 1, words: "Rang", on: council.today),
        .followUp(.health, words: "Agrees"),
      ] {
        _ = try await perform(command, on: id)
      }
      return id
    }

    func enquired() async throws -> EnquiryID {
      let child = council.children[0]
      let found = try await council.store.database.read {
        try EnquiryTable.open(about: child, in: $0)
      }
      let id = try #require(found)
      for command: Enquiry.Command in [
        .allocate(lead: chair, on: council.today),
        .recordMedical(.init(child: child, heldOn: council.today, result: "Bruises")),
        .recordInterview(.init(child: council.children[1], whyNot: "A baby")),
      ] {
        _ = try await perform(command, on: id)
      }
      _ = try await perform(
        Enquiry.Command.agreeNoConference(
          child: council.children[1], sentence: "Lives elsewhere now"), on: id,
        by: council.manager, roles: [.teamManager])
      _ = try await perform(
        Enquiry.Command.conclude(
          [
            .init(child: child, outcome: .continuingRisk, conference: true, reason: "It goes on"),
            .init(
              child: council.children[1], outcome: .continuingRisk, conference: false,
              reason: "Lives elsewhere"),
          ], on: council.today), on: id)
      return id
    }

    func conferred(_ enquiry: EnquiryID, chairedBy chair: WorkerID) async throws -> ConferenceID {
      let today = council.today
      let planned = Conference.Planned(at: council.at, place: "Room 2")
      let id = try await perform(
        Conference.Command.arrange(
          Conference.Arrangement(
            origin: .enquiry(id: enquiry), children: [children[0]], from: today,
            plannedFor: planned)), on: nil as ConferenceID?)
      for command: Conference.Command in [
        .postpone(to: planned, reason: "Snow"), .name(chair: chair),
        .invite(Meeting.Invitee(agency: .family, name: "Mother", how: "Letter")),
        .answer(place: 0, .coming),
        .report(place: nil, .init(title: "Report", agency: .socialCare, version: 1)),
        .report(
          place: 0,
          .init(
            title: "Report", agency: .socialCare, version: 2, readyOn: today,
            sharedWithParents: today, whyNot: "A baby")),
        .attend(
          Conference.Attendance(
            attended: [.init(agency: .socialCare, name: "Leila")], parents: "Mother",
            children: [
              .init(
                child: council.children[0], there: false, whyNot: "A baby", views: "Settled")
            ])),
        .decide(
          Conference.Decision(
            heldOn: today,
            children: [
              .init(
                child: council.children[0], outcome: .plan, category: .physical, reason: "Risk")
            ], dissents: [.init(name: "Police", reason: "Emotional")],
            outline: [
              .init(
                outcome: "Safe",
                actions: [
                  AgreedAction(what: "Plan", owner: .worker(council.worker), by: today),
                  AgreedAction(what: "Nan", owner: .other(words: "Nan"), by: today),
                ])
            ], coreGroup: [.init(name: "Ade", agency: .health)],
            firstCoreGroup: today.adding(days: 3), nextReview: today.adding(days: 60),
            withoutQuorum: "Snow")),
        .distribute(to: "Mother", on: today),
      ] {
        _ = try await perform(command, on: id, by: chair)
      }
      return id
    }
  }

  @Test(
    "Each is read back as its facts tell it, and tables built again are the live ones",
    arguments: Engine.allCases)
  func whole(engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let scene = try await Scene(council)
      let other: Done<Worker> = try await council.store.perform(
        .join(name: "Elaine", roles: [.conferenceChair], team: nil, registration: nil),
        as: Act(key: nil, actor: .system, at: council.at))
      let strategy = try await scene.discussed()
      let enquiry = try await scene.enquired()
      let conference = try await scene.conferred(enquiry, chairedBy: other.id)
      let read = try await council.store.database.read { tx in
        (
          try StrategyDiscussionTable.whole(strategy, in: tx)?.discussion,
          try EnquiryTable.whole(enquiry, in: tx),
          try ConferenceTable.whole(conference, in: tx)?.conference,
          try PlanTable.of(child: council.children[0], in: tx)
        )
      }
      #expect(try await council.store.load(strategy)?.state == read.0)
      #expect(try await council.store.load(enquiry)?.state == read.1?.enquiry)
      #expect(try await council.store.load(conference)?.state == read.2)
      #expect(read.1?.enquiry.conferences == [council.children[0]: council.today])
      #expect(read.1?.conferences == [conference])
      #expect(read.3.map(\.history.from) == [council.today])
      #expect(read.3.first?.history.protection?.latestCategory == .physical)
      for other in Engine.allCases {
        #expect(try await council.differencesAfterRebuild(other) == [])
      }
    }
  }

  @Test("A lead of the enquiry does not chair its conference", arguments: Engine.allCases)
  func chair(engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let scene = try await Scene(council)
      _ = try await scene.discussed()
      let enquiry = try await scene.enquired()
      let refusal = await #expect(throws: Refusal.self) {
        _ = try await scene.conferred(enquiry, chairedBy: scene.chair)
      }
      #expect(refusal?.rule == "conference.chair-line")
    }
  }

  @Test("What waits and what is late stands in its list", arguments: Engine.allCases)
  func lists(engine: Engine) async throws {
    try await AssessmentCouncil.with(engine) { council in
      let scene = try await Scene(council)
      let id = try await scene.discussed()
      let lists = try await council.store.database.read { tx in
        (
          try StrategyDiscussionTable.of(child: council.children[1], in: tx).map(\.id),
          try StrategyDiscussionTable.of(handover: HandoverID(3), in: tx),
          try StrategyDiscussionTable.waiting(in: tx).count,
          try StrategyDiscussionTable.toFollowUp(in: tx).count,
          try EnquiryTable.current(in: tx).flatMap(\.people),
          try EnquiryTable.leads(in: tx)
        )
      }
      #expect(lists.0 == [id])
      #expect(lists.1 == id)
      #expect(lists.2 == 0 && lists.3 == 0)
      #expect(Set(lists.4) == Set(council.children))
      #expect(lists.5.isEmpty)
      _ = try await scene.enquired()
      let after = try await council.store.database.read { tx in
        (
          try EnquiryTable.current(in: tx).count, try ConferenceTable.toReview(in: tx).count,
          try EnquiryTable.led(by: scene.chair, in: tx).count
        )
      }
      // The one child's conference is still to be held; nobody is on a plan.
      #expect(after.0 == 1)
      #expect(after.1 == 0)
      #expect(after.2 == 0)
    }
  }
}
