import Domain
import EngineTesting
import Store
import Testing

@Suite("Partner checks in the store") struct PartnerCheckTableTests {
  /// Asks as the page does: composes, and records what was composed.
  static func ask(
    _ council: FrontCouncil, _ about: PartnerCheck.About, keys: [Int] = [1],
    reason: String = "Bruises were seen", days: Int = 0, due: Int = 1
  ) async throws -> Done<PartnerCheck> {
    let act = council.act(council.social, days: days)
    let question = PartnerCheck.Question(
      about: about, agency: .school, who: "Hill School", keys: keys, reason: reason,
      basis: .consent, basisWords: "Their mother", questions: ["How are they?"],
      dueOn: act.at.day.adding(days: due), from: "Leila")
    let read = try await council.store.database.read {
      try PartnerCheckTable.subject(about, in: $0)
    }
    let request = try PartnerCheck.composed(
      question, of: try #require(read), by: act.actor, today: act.at.day)
    return try await council.store.perform(.ask(question, shown: request.words), as: act)
  }

  static func reply(
    _ council: FrontCouncil, _ id: PartnerCheckID, days: Int = 0
  ) async throws {
    let act = council.act(council.social, days: days)
    let _: Done<PartnerCheck> = try await council.store.perform(
      .reply(.answer, words: "Late twice a week", who: "The head", on: act.at.day), on: id,
      as: act)
  }

  @Test("A check is listed until it is answered, the longest due first", arguments: Engine.allCases)
  func waiting(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let contact = try await council.receive()
      let later = try await Self.ask(council, .contact(id: contact), due: 3)
      let sooner = try await Self.ask(council, .contact(id: contact), keys: [1, 2])
      let waiting = try await council.store.database.read { try PartnerCheckTable.waiting(in: $0) }
      #expect(waiting.map(\.id) == [sooner.id, later.id])
      #expect(waiting[0].names == ["Aisha Khan", "Samira Khan"])
      #expect(waiting[0].people == council.children)
      #expect(waiting[0].isOverdue(on: council.today.adding(days: 2)))
      #expect(!waiting[0].isOverdue(on: council.today.adding(days: 1)))
      try await Self.reply(council, sooner.id, days: 1)
      let left = try await council.store.database.read {
        (try PartnerCheckTable.waiting(in: $0), try PartnerCheckTable.line(sooner.id, in: $0))
      }
      #expect(left.0.map(\.id) == [later.id])
      let line = try #require(left.1)
      #expect(line.status == .answered && line.replies.first?.words == "Late twice a week")
      #expect(line.endedOn == council.today.adding(days: 1) && line.tells == nil)
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test(
    "An answer after the decision tells whoever decided, until they have said what it means",
    arguments: Engine.allCases)
  func after(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let contact = try await council.receive()
      let check = try await Self.ask(council, .contact(id: contact))
      // The check is open, and the decision does not wait for it.
      try await council.perform(council.refer(), on: contact)
      try await Self.reply(council, check.id)
      let decider = council.decider
      let told = try await council.store.database.read {
        try PartnerCheckTable.toConsider(by: decider, in: $0)
      }
      #expect(told.map(\.id) == [check.id])
      #expect(told.first?.repliesAfter == 1)
      let _: Done<PartnerCheck> = try await council.store.perform(
        .consider(words: "It confirms it"), on: check.id, as: council.act(decider))
      #expect(
        try await council.store.database.read { try PartnerCheckTable.toConsider(in: $0) }.isEmpty)
      let child = council.children[0]
      let titles = try await council.store.database.read { tx in
        let happenings = try Chronology.of(child, in: tx)
        let names = try Chronology.names(of: Chronology.people(in: happenings), in: tx)
        return happenings.flatMap { $0.entries(names).map(\.title) }
      }
      #expect(titles.contains("Asked: Hill School"))
      #expect(titles.contains("Answered what was asked: Hill School"))
      #expect(titles.contains("What an answer means for the decision: Hill School"))
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test(
    "A referral's check tells its worker, and none is asked once it is closed",
    arguments: Engine.allCases)
  func referral(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let contact = try await council.referred()
      let child = council.children[0]
      let referral = try #require(try await council.whole(contact).referrals[child])
      let act = council.act(council.second)
      let _: Done<Referral> = try await council.store.perform(
        .decide(.assessment, reason: "More must be known", primaryNeed: nil), on: referral, as: act)
      let _: Done<Referral> = try await council.store.perform(
        .allocate(team: council.team, worker: council.social), on: referral, as: act)
      // Her sister was in the contact and is nobody's business at this agency.
      let check = try await Self.ask(
        council, .referral(id: referral), reason: "Samira and Aisha were seen with bruises")
      let line = try await council.store.database.read {
        try PartnerCheckTable.of(.referral(id: referral), in: $0).first
      }
      #expect(line?.words.contains("Samira") == false)
      #expect(line?.takenOut == [.others])
      try await Self.reply(council, check.id)
      #expect(
        try await council.store.database.read { try PartnerCheckTable.line(check.id, in: $0) }?
          .tells == council.social)
      let _: Done<Referral> = try await council.store.perform(
        .close(on: council.today, reason: .servicesCeased, words: "Done", comeBack: "Hunger"),
        on: referral, as: act)
      await #expect(throws: Refusal.self) {
        _ = try await Self.ask(council, .referral(id: referral))
      }
    }
  }

  @Test(
    "An address that must not be told leaves no check, however it was typed",
    arguments: Engine.allCases)
  func address(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let child = council.children[0]
      let act = council.act(council.decider)
      let _: Done<Person> = try await council.store.perform(
        .move(
          to: .init(
            lines: "14 Mill Lane", postcode: "ZZ6 1AA", from: council.today.adding(days: -9)),
          provenance: .init(saidBy: "Mother")), on: child, as: act)
      let _: Done<Alert> = try await council.store.perform(
        .raise(
          .init(
            person: child, kind: .doNotDiscloseAddress, what: "Fled", act: "Tell nobody",
            evidence: "Police", from: council.today.adding(days: -9),
            reviewOn: council.today.adding(days: 30), familyTold: true)), as: act)
      let contact = try await council.receive()
      let check = try await Self.ask(
        council, .contact(id: contact), reason: "They moved to 14, Mill Ln (zz61aa)")
      let line = try await council.store.database.read {
        try PartnerCheckTable.line(check.id, in: $0)
      }
      #expect(line?.takenOut == [.address])
      #expect(line?.words.contains("Mill") == false && line?.words.contains("zz61aa") == false)
    }
  }

  @Test("A contact that changed since the preview is looked at again", arguments: Engine.allCases)
  func stale(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let contact = try await council.receive()
      let about = PartnerCheck.About.contact(id: contact)
      let act = council.act(council.decider)
      let question = PartnerCheck.Question(
        about: about, agency: .police, who: "Northshire Police", keys: [1], reason: "Bruises",
        basis: .consent, basisWords: "Mother", questions: ["What is known?"],
        dueOn: council.today.adding(days: 1), from: "Dana")
      let read = try await council.store.database.read {
        try PartnerCheckTable.subject(about, in: $0)
      }
      let shown = try PartnerCheck.composed(
        question, of: try #require(read), by: act.actor, today: council.today
      ).words
      let _: Done<Person> = try await council.store.perform(
        .addName(.init(given: "Aysha", family: "Khan"), provenance: .init(saidBy: "Mother")),
        on: council.children[0], as: act)
      let refusal = await #expect(throws: Refusal.self) {
        let _: Done<PartnerCheck> = try await council.store.perform(
          .ask(question, shown: shown), as: act)
      }
      #expect(refusal?.rule == "partnercheck.shown")
    }
  }
}
