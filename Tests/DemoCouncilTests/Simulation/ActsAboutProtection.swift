import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// What the youngest record of protection wants next; at times anything else.
  mutating func protectionAttempt() async throws -> Attempt {
    if let conference = recent(world.conferences, of: Conference.self, among: 1),
      let state = try await store.load(conference)?.state, state.status == .open
    {
      return try await conferenceAct(on: conference, state)
    }
    if let enquiry = try await openEnquiry() {
      return try await enquiryAct(on: enquiry.0, enquiry.1)
    }
    if let discussion = recent(world.strategies, of: StrategyDiscussion.self, among: 1),
      let state = try await store.load(discussion)?.state, state.status == .open,
      chance.chance(92)
    {
      return strategyAct(on: discussion, state)
    }
    return try await beginDiscussion()
  }

  private func openEnquiry() async throws -> (EnquiryID, Enquiry)? {
    let id = try await database.read { tx in
      try tx.row(
        """
        SELECT e.id FROM enquiry e WHERE e.imported = 0 AND (e.is_open = 1 OR EXISTS
          (SELECT 1 FROM enquiry_child c WHERE c.enquiry = e.id AND c.conference_on IS NULL
            AND c.conference_not_required = 0)) ORDER BY e.id LIMIT 1
        """)?.id("id", of: Enquiry.self)
    }
    guard let id, let state = try await store.load(id)?.state else { return nil }
    return (id, state)
  }

  private mutating func beginDiscussion() async throws -> Attempt {
    let open = try await database.read { tx in
      try tx.rows("SELECT id, child FROM referral WHERE is_open = 1 ORDER BY id DESC LIMIT 6").map {
        Meeting.Child(person: try $0.id("child"), referral: try $0.id("id"))
      }
    }
    guard !open.isEmpty else { return try await referralAttempt() }
    var children = [chance.one(of: open)]
    if chance.chance(50) { children.append(chance.one(of: open)) }
    return Attempt(
      StrategyDiscussion.Command.begin(
        StrategyDiscussion.Beginning(
          origin: .referral(id: children[0].referral), children: children,
          urgency: chance.one(of: StrategyDiscussion.Urgency.allCases),
          basis: .newInformation, informationOn: chance.chance(90) ? today : day(back: 9),
          concern: words("Bruises"))), on: nil as StrategyDiscussionID?)
  }

  private mutating func strategyAct(
    on id: StrategyDiscussionID, _ discussion: StrategyDiscussion
  ) -> Attempt {
    typealias Command = StrategyDiscussion.Command
    if !discussion.attended.isEmpty, chance.chance(60) {
      let children = discussion.people.map { child -> StrategyDiscussion.ChildDecision in
        let outcome = chance.one(of: [StrategyDiscussion.Outcome.single, .single, .noEnquiry])
        return StrategyDiscussion.ChildDecision(
          child: child, suspected: chance.chance(95) ? outcome.isEnquiry : true,
          outcome: outcome, reason: words("Because", none: 3))
      }
      return Attempt(
        Command.decide(
          StrategyDiscussion.Decision(
            heldAt: now, how: .telephone, children: children,
            safety: words("At the aunt's", none: 3),
            medical: words("Tomorrow", none: 3),
            actions: [
              AgreedAction(
                what: "See both", owner: .other(words: "The police"), by: today.adding(days: 2))
            ], withoutQuorum: words("Late", none: 10)), now: now), on: id)
    }
    switch chance.number(1...10) {
    case 1:
      return Attempt(
        Command.invite(
          Meeting.Invitee(agency: .health, name: words("Dr Amin"), how: "By phone")), on: id)
    case 2:
      return Attempt(
        Command.write(.police, text: words("Known"), seen: nil, now: now), on: id)
    case 3: return Attempt(Command.answer(place: chance.number(0...2), .coming), on: id)
    case 4 where chance.chance(20): return Attempt(Command.callOff(reason: words("Known")), on: id)
    default:
      let agencies: [Meeting.Agency] =
        chance.chance(70) ? [.socialCare, .police, .health] : [.socialCare, .police]
      return Attempt(
        Command.attend(agencies.map { Meeting.Attender(agency: $0, name: words("Somebody")) }),
        on: id)
    }
  }

  private mutating func enquiryAct(on id: EnquiryID, _ enquiry: Enquiry) async throws -> Attempt {
    typealias Command = Enquiry.Command
    if enquiry.isOpen, enquiry.lead == nil {
      let day = today
      let registered = try await database.read { tx in
        try WorkerTable.all(in: tx).filter { $0.registration?.holds(on: day) ?? false }.map(\.id)
      }
      guard let worker = registered.last else {
        let (worker, _) = pick(world.workers, of: Worker.self)
        return Attempt(
          Worker.Command.register(
            Worker.Registration(
              number: "SW2", from: today.adding(days: -9), to: today.adding(days: 300))),
          on: worker)
      }
      let lead = chance.chance(70) ? worker : pick(world.workers, of: Worker.self).id
      return Attempt(Command.allocate(lead: lead, on: today), on: id)
    }
    guard enquiry.isOpen else { return arrange(id, enquiry) }
    let child = chance.one(of: enquiry.people)
    switch chance.number(1...8) {
    case 1:
      return Attempt(
        Command.recordMedical(
          Enquiry.Medical(child: child, heldOn: day(back: 3), result: words("Seen"))), on: id)
    case 2:
      return Attempt(
        Command.recordInterview(Enquiry.Interview(child: child, whyNot: words("A baby"))), on: id)
    case 3:
      return Attempt(
        Command.agreeNoConference(child: child, sentence: words("Safe with the aunt")), on: id)
    default:
      return Attempt(
        Command.conclude(
          enquiry.people.map { child in
            let outcome = chance.one(of: Enquiry.Outcome.allCases)
            return Enquiry.ChildOutcome(
              child: child, outcome: outcome,
              conference: chance.chance(85) ? outcome == .continuingRisk : chance.chance(50),
              reason: words("As found", none: 3))
          }, on: today), on: id)
    }
  }

  private mutating func arrange(_ id: EnquiryID, _ enquiry: Enquiry) -> Attempt {
    let children = enquiry.children.filter {
      !enquiry.conferenceNotRequired(for: $0.person) || chance.chance(5)
    }
    return Attempt(
      Conference.Command.arrange(
        Conference.Arrangement(
          origin: .enquiry(id: id), children: children, from: enquiry.startedOn)),
      on: nil as ConferenceID?)
  }

  private mutating func conferenceAct(
    on id: ConferenceID, _ conference: Conference
  ) async throws -> Attempt {
    typealias Command = Conference.Command
    guard let chair = conference.chair else {
      let chairs = try await database.read { tx in
        try WorkerTable.all(in: tx).filter { $0.roles.contains(.conferenceChair) }.map(\.id)
      }
      guard let chair = chairs.last else {
        let (worker, _) = pick(world.workers, of: Worker.self)
        return Attempt(Worker.Command.changeRoles([.conferenceChair]), on: worker)
      }
      return Attempt(Command.name(chair: chair), on: id)
    }
    guard conference.attendance != nil else {
      return Attempt(
        Command.attend(
          Conference.Attendance(
            attended: [Meeting.Agency.socialCare, .police, .health].map {
              Meeting.Attender(agency: $0, name: words("Somebody", none: 3))
            }, parents: words("The mother", none: 3),
            children: conference.people.map {
              Conference.ChildThere(
                child: $0, there: true, views: words("To stay", none: 3))
            })), on: id)
    }
    if chance.chance(15) {
      let planned = Conference.Planned(at: now.adding(seconds: 90_000), place: "Room 1")
      return Attempt(
        chance.chance(50)
          ? Command.postpone(to: planned, reason: words("Snow"))
          : Command.callOff(reason: words("Moved away", none: 60)), on: id)
    }
    var attempt = Attempt(Command.decide(decision(of: conference)), on: id)
    attempt.by = chance.chance(90) ? chair : nil
    return attempt
  }

  private mutating func decision(of conference: Conference) -> Conference.Decision {
    let children = conference.people.map { child -> Conference.ChildDecision in
      let outcome = chance.one(of: [Conference.Outcome.plan, .plan, .noPlan])
      return Conference.ChildDecision(
        child: child, outcome: outcome, category: outcome == .plan ? .neglect : nil,
        reason: words("It goes on", none: 3))
    }
    return Conference.Decision(
      heldOn: today, children: children,
      outline: [
        Conference.Aim(
          outcome: "Fed and warm",
          actions: [
            AgreedAction(
              what: "A plan", owner: .other(words: "Mother"), by: today.adding(days: 9))
          ])
      ], coreGroup: [Conference.Member(name: "Sister Ade", agency: .health)],
      firstCoreGroup: today.adding(days: chance.number(1...16)),
      nextReview: today.adding(days: chance.number(60...92)))
  }
}
