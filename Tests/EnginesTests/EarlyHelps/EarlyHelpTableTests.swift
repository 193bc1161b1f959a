import Domain
import EngineTesting
import Store
import Testing

@Suite("Early help in the store") struct EarlyHelpTableTests {
  static let head = EarlyHelp.Lead.outside(
    person: .init(
      name: "Ms Green", agency: "Hill School", job: "Head", email: "head@hill.example"))

  static func wish(
    _ council: FrontCouncil, _ origin: EarlyHelp.Origin, _ children: [PersonID]
  ) -> EarlyHelp.Wish {
    EarlyHelp.Wish(
      origin: origin, children: children, story: "Late for school", hope: "Calm mornings",
      consent: .init(given: true, who: "Mother, by phone", on: council.today))
  }

  static func plan(_ children: [PersonID], _ day: Day) -> EarlyHelp.Plan {
    EarlyHelp.Plan(
      outcomes: [
        .init(
          what: "In bed by eight",
          actions: [
            .init(what: "Bedtime plan", owner: "Mother", by: day.adding(days: 14)),
            .init(what: "Breakfast club", owner: "School", by: day.adding(days: 7)),
          ]),
        .init(
          what: "On time", actions: [.init(what: "Walk", owner: "Nan", by: day.adding(days: 7))]),
      ], views: children.map { .init(child: $0, words: "I am tired") }, parents: "Hard mornings")
  }

  /// A contact decided early help for both sisters, and checked.
  static func decided(_ council: FrontCouncil, daysAgo: Int = 0) async throws -> ContactID {
    let contact = try await council.receive(daysAgo: daysAgo)
    try await council.perform(
      .decide(
        level: .earlyHelp, indicators: [],
        outcomes: [1, 2].map { Contact.ChildOutcome(key: $0, outcome: .earlyHelp) },
        reason: "Routines", history: "None; we looked"), on: contact, days: -daysAgo)
    try await council.perform(
      .agree(comment: ""), on: contact, by: council.second, days: -daysAgo)
    return contact
  }

  @discardableResult static func perform(
    _ council: FrontCouncil, _ command: EarlyHelp.Command, on id: EarlyHelpID? = nil,
    by worker: WorkerID? = nil, days: Int = 0
  ) async throws -> EarlyHelpID {
    let done: Done<EarlyHelp> = try await council.store.perform(
      command, on: id, as: council.act(worker ?? council.social, days: days))
    return done.id
  }

  static func rule(_ body: () async throws -> Void) async -> String? {
    do {
      try await body()
      return nil
    } catch { return (error as? Refusal)?.rule ?? "\(error)" }
  }

  @Test(
    "From a decision to a plan, a review and a step up that is one contact, read as it was written",
    arguments: Engine.allCases)
  func whole(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let contact = try await council.receive()
      #expect(
        await Self.rule {
          try await Self.perform(
            council,
            .request(Self.wish(council, .contact(id: contact), council.children), lead: nil))
        } == "earlyhelp.not-decided")
      let decided = try await Self.decided(council)
      let database = council.store.database
      #expect(
        try await database.read { try EarlyHelpTable.notAskedFor(in: $0) }.map(\.contact)
          == [decided])
      let help = try await Self.perform(
        council,
        .request(
          Self.wish(council, .contact(id: decided), council.children),
          lead: .worker(id: council.social)), by: council.decider)
      #expect(try await database.read { try EarlyHelpTable.notAskedFor(in: $0) }.isEmpty)
      #expect(
        await Self.rule {
          try await Self.perform(
            council, .request(Self.wish(council, .direct, [council.children[0]]), lead: nil))
        } == "earlyhelp.already")
      let social = council.social
      #expect(
        try await database.read { try EarlyHelpTable.with(social, in: $0) }.first?.asked?.worker
          == social)
      try await Self.perform(council, .accept(said: nil), on: help)
      try await Self.perform(council, .plan(Self.plan(council.children, council.today)), on: help)
      try await Self.perform(council, .note("On time all week"), on: help)
      try await Self.perform(
        council,
        .review(
          .init(
            on: council.today.adding(days: 30), present: "Mother", distances: [.better, .same],
            words: "Calmer", views: [.init(child: council.children[0], words: "Better")],
            next: council.today.adding(days: 100))), on: help, days: 30)
      try await Self.perform(
        council,
        .stepUp(
          .init(why: "Bruises", inDanger: .no, consent: .yes, consentBasis: "Mother"),
          at: council.act(social, days: 31).at), on: help, days: 31)
      let whole = try #require(try await database.read { try EarlyHelpTable.whole(help, in: $0) })
      let state = try #require(try await council.store.load(help)).state
      #expect(whole.plans == state.plans && whole.reviews == state.reviews)
      #expect(whole.progress == state.progress && whole.proposals == state.proposals)
      #expect(whole.line.lead == state.lead && whole.line.reviewDue == state.reviewDue)
      #expect(whole.line.names == ["Aisha Khan", "Samira Khan"])
      let step = try #require(whole.stepUps.first)
      #expect(whole.stepUps.count == 1 && step.status == .waiting)
      let up = try #require(
        try await database.read { try ContactTable.whole(step.contact, in: $0) })
      #expect(up.matched == council.children && up.details.source == .earlyHelp)
      #expect(up.details.account.contains("Calmer"))
      #expect(
        try await database.read { try EarlyHelpTable.steppedUp(to: step.contact, in: $0) } == help)
      #expect(
        await Self.rule {
          try await Self.perform(
            council,
            .stepUp(
              .init(why: "More", inDanger: .no, consent: .yes, consentBasis: "Mother"),
              at: council.at), on: help, days: 31)
        } == "earlyhelp.waits-already")
      try await Self.perform(
        council, .close(.steppedUp, words: "Up", on: council.today.adding(days: 32)), on: help,
        days: 32)
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test(
    "A referral steps down only to a lead who has accepted, and closes as early help begins",
    arguments: Engine.allCases)
  func stepDown(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let contact = try await council.referred()
      let referrals = try await council.whole(contact).referrals
      let (one, two) = (
        try #require(referrals[council.children[0]]), try #require(referrals[council.children[1]])
      )
      func act(_ command: Referral.Command, _ id: ReferralID) async throws {
        let _: Done<Referral> = try await council.store.perform(
          command, on: id, as: council.act(council.social))
      }
      for id in [one, two] {
        try await act(.decide(.assessment, reason: "Look", primaryNeed: nil), id)
      }
      let close = Referral.Command.close(
        on: council.today, reason: .earlyHelpAfterAssessment, words: "Early help goes on",
        comeBack: "Hunger")
      #expect(await Self.rule { try await act(close, one) } == "referral.no-early-help")
      let help = try await Self.perform(
        council,
        .request(Self.wish(council, .referral(id: one), council.children), lead: Self.head))
      #expect(await Self.rule { try await act(close, one) } == "referral.no-lead")
      #expect(await Self.rule { try await act(close, two) } == "referral.no-lead")
      try await Self.perform(council, .accept(said: "By phone"), on: help)
      let database = council.store.database
      func status() async throws -> EarlyHelp.Status? {
        try await database.read { try EarlyHelpTable.line(help, in: $0)?.status }
      }
      #expect(try await status() == .accepted)
      try await act(close, one)
      #expect(try await status() == .open)
      let line = try #require(try await database.read { try EarlyHelpTable.line(help, in: $0) })
      #expect(line.begunOn == council.today)
      try await act(close, two)
      #expect(
        try await database.read { try EarlyHelpTable.with(email: "head@hill.example", in: $0) }
          .map(\.id) == [help])
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test(
    "Who came back is counted as the statistics do, with early help beside it",
    arguments: Engine.allCases)
  func cameBack(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      // Early help for both that ended four months ago; a referral of the first ten months ago.
      let first = try await council.receive([0], daysAgo: 300)
      try await council.perform(council.refer([1]), on: first, days: -300)
      try await council.perform(.agree(comment: ""), on: first, by: council.second, days: -300)
      let old = try #require(try await council.whole(first).referrals[council.children[0]])
      let back = council.act(council.social, days: -299)
      let _: Done<Referral> = try await council.store.perform(
        .decide(.noFurtherAction, reason: "No need", primaryNeed: nil), on: old, as: back)
      var wish = Self.wish(council, .direct, council.children)
      wish.consent.on = council.today.adding(days: -200)
      let help = try await Self.perform(council, .request(wish, lead: Self.head), days: -200)
      try await Self.perform(council, .accept(said: "By phone"), on: help, days: -199)
      try await Self.perform(
        council, .close(.lostTouch, words: "No answer", on: council.today.adding(days: -120)),
        on: help, days: -120)
      let contact = try await council.referred()
      let (from, to) = (council.today.adding(days: -30), council.today)
      let found = try await council.store.database.read { tx in
        try CameBack.of(.referrals, from: from, to: to, in: tx)
      }
      #expect(found.received.count == 2 && found.lines.count == 2)
      // The last earlier work of both is early help; only the first had a referral before.
      #expect(found.lines.allSatisfy { $0.earlier.stream == FactStream(help) })
      #expect(Set(found.lines.map(\.earlier.after)) == [.earlyHelp(.lostTouch)])
      #expect(found.lines.filter(\.isRereferral).map(\.child) == [council.children[0]])
      #expect(found.lines.first?.months == 4)
      let contacts = try await council.store.database.read { tx in
        try CameBack.of(.contacts, from: from, to: to, in: tx)
      }
      #expect(Set(contacts.lines.map(\.stream)) == [FactStream(contact)])
      #expect(contacts.lines.count == 2)
      let earlier = try await council.store.database.read { tx in
        try CameBack.of(
          .referrals, from: from.adding(days: -300), to: from.adding(days: -200), in: tx)
      }
      #expect(earlier.lines.isEmpty && earlier.received.count == 1)
    }
  }
}
