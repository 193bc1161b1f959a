import Domain
import EngineTesting
import Mail
import Testing

@testable import Store

@Suite("The portal's codes, sessions and counts, on both engines") struct PortalTablesTests {
  private static func session(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

  private static func ask(
    _ council: OutboxCouncil, session: [UInt8], code: [UInt8] = [1, 2, 3], minutes: Int = 0
  ) async throws {
    let email = try #require(EmailAddress("ms.green@hill.example"))
    let at = council.front.at.adding(seconds: minutes * 60)
    let letter = PortalCodeTable.Letter(
      to: email, subject: "Your code", words: "Your code is 1234 5678")
    try await council.store.database.write { tx in
      try PortalSessionTable.add(tx, hash: session, .email(email), stage: .asked, at: at)
      try PortalCodeTable.ask(
        tx, session: session, email: email, code: code, letter: letter,
        token: OutboxCouncil.chance(), at: at)
    }
  }

  private static func check(
    _ council: OutboxCouncil, session: [UInt8], code: [UInt8], minutes: Int = 1
  ) async throws -> PortalCodeTable.Outcome {
    let at = council.front.at.adding(seconds: minutes * 60)
    return try await council.store.database.write { tx in
      try PortalCodeTable.check(tx, session: session, code: code, at: at, same: ==)
    }
  }

  @Test(
    "A code goes to a real mail server, and stands nowhere once it is sent",
    arguments: Engine.allCases)
  func sent(on engine: Engine) async throws {
    let catcher = try MailCatcher()
    try await OutboxCouncil.with(engine) { council in
      try await Self.ask(council, session: Self.session(1))
      let round = try await council.deliverer(catcher).deliver()
      #expect(round.sent == 1)
      let caught = try #require(catcher.caught.first)
      #expect(caught.to == ["RCPT TO:<ms.green@hill.example>"])
      #expect(caught.text.contains("1234 5678"))
      let left = try await council.store.database.read { tx in
        try tx.rows("SELECT words, recipient, subject FROM outbox").map {
          [try $0.text("words"), try $0.text("recipient"), try $0.text("subject")]
        }
      }
      #expect(left == [["", "m…@hill.example", "Your code"]])
      #expect(try await council.front.differencesAfterRebuild() == [])
    }
    catcher.close()
  }

  @Test(
    "A code that ran out before a mail server took it is not sent, and its words are gone",
    arguments: Engine.allCases)
  func late(on engine: Engine) async throws {
    let catcher = try MailCatcher()
    try await OutboxCouncil.with(engine) { council in
      try await Self.ask(council, session: Self.session(1))
      let round = try await council.deliverer(catcher, minutes: 16).deliver()
      #expect(round.sent == 0)
      #expect(catcher.caught.isEmpty)
      let line = try #require(try await council.lines().first)
      #expect(line.state == .gaveUp)
      #expect(line.why == "Its code has run out")
      let words = try await council.store.database.read {
        try $0.row("SELECT words FROM outbox")?.text("words")
      }
      #expect(words == "")
    }
    catcher.close()
  }

  @Test(
    "A code opens once, in its own session, and not after five wrong tries",
    arguments: Engine.allCases)
  func once(on engine: Engine) async throws {
    try await OutboxCouncil.with(engine) { council in
      let (mine, other) = (Self.session(1), Self.session(2))
      try await Self.ask(council, session: mine)
      let foreign = try await Self.check(council, session: other, code: [1, 2, 3])
      #expect(foreign == .none)
      let right = try await Self.check(council, session: mine, code: [1, 2, 3])
      let email = try #require(EmailAddress("ms.green@hill.example"))
      #expect(right == .right(email))
      let again = try await Self.check(council, session: mine, code: [1, 2, 3])
      #expect(again == .ended)
      try await Self.ask(council, session: other)
      for left in [4, 3, 2, 1, 0] {
        let wrong = try await Self.check(council, session: other, code: [9])
        #expect(wrong == .wrong(triesLeft: left))
      }
      let late = try await Self.check(council, session: other, code: [1, 2, 3])
      #expect(late == .ended)
    }
  }

  @Test("Numbers of codes that were swept are not given out again", arguments: Engine.allCases)
  func swept(on engine: Engine) async throws {
    try await OutboxCouncil.with(engine) { council in
      try await Self.ask(council, session: Self.session(1))
      try await Self.ask(council, session: Self.session(2), minutes: 60 * 25)
      let rows = try await council.store.database.read { tx in
        try tx.rows("SELECT number FROM outbox ORDER BY number").map { try $0.int("number") }
      }
      #expect(rows == [1, 2])
    }
  }

  @Test("Refusals are added up by hour, kind and place", arguments: Engine.allCases)
  func refusals(on engine: Engine) async throws {
    try await OutboxCouncil.with(engine) { council in
      let at = council.front.at
      try await council.store.database.write { tx in
        try PortalRefusalTable.count(tx, .wrongCode, source: [1], times: 2, at: at)
        try PortalRefusalTable.count(tx, .wrongCode, source: [1], times: 3, at: at)
        try PortalRefusalTable.count(tx, .wrongCode, source: [2], times: 1, at: at)
      }
      let lines = try await council.store.database.read {
        try PortalRefusalTable.lines(limit: 9, in: $0)
      }
      #expect(lines.count == 1)
      #expect(lines.first?.times == 6)
      #expect(lines.first?.sources == 2)
    }
  }

  @Test(
    "Agencies and what is addressed to them are rebuilt from their facts",
    arguments: Engine.allCases)
  func rebuilt(on engine: Engine) async throws {
    try await OutboxCouncil.with(engine) { council in
      let act = Act(key: nil, actor: .system, at: council.front.at)
      let store = council.store
      let school: Done<Agency> = try await store.perform(
        .register(name: "Hill School", kind: .school, mailbox: "office@hill.example"), as: act)
      for email in ["a@hill.example", "b@hill.example"] {
        let _: Done<Agency> = try await store.perform(
          .admit(Agency.Professional(email: email, name: "A B", job: "Head")), on: school.id,
          as: act)
      }
      let _: Done<Agency> = try await store.perform(
        .remove(email: "a@hill.example", reason: "Left"), on: school.id, as: act)
      let other: Done<Agency> = try await store.perform(
        .register(name: "Dale School", kind: .school, mailbox: "office@dale.example"), as: act)
      let taken = await #expect(throws: Refusal.self) {
        let _: Done<Agency> = try await store.perform(
          .admit(Agency.Professional(email: "b@hill.example", name: "A B", job: "Head")),
          on: other.id, as: act)
      }
      #expect(taken?.rule == "agency.elsewhere")
      try await Self.addressed(council, to: school.id)
      #expect(try await council.front.differencesAfterRebuild() == [])
      let lines = try await store.database.read { tx in
        try PartnerCheckTable.addressed(to: school.id, on: council.front.today, in: tx)
      }
      #expect(lines.map(\.line.addressee) == [school.id])
      // Nobody reads for the other school, so it is not offered.
      let offered = try await store.database.read { try AgencyTable.open(in: $0).map(\.id) }
      #expect(offered == [school.id])
      let none = try await store.database.read { tx in
        try PartnerCheckTable.addressed(to: other.id, on: council.front.today, in: tx)
      }
      #expect(none.isEmpty)
    }
  }

  /// A contact's school is asked through the portal.
  private static func addressed(_ council: OutboxCouncil, to school: AgencyID) async throws {
    let contact = try await council.advised(about: [0])
    let about = PartnerCheck.About.contact(id: contact)
    var question = PartnerCheck.Question(
      about: about, agency: .school, who: "Hill School", keys: [1], reason: "Hungry",
      basis: .consent, basisWords: "Mother", questions: ["How is she?"],
      dueOn: council.front.today.adding(days: 1), from: "Dana", addressee: school)
    let read = try await council.store.database.read {
      try PartnerCheckTable.subject(about, in: $0)
    }
    let subject = try #require(read)
    let act = council.front.act(council.front.decider)
    let shown = try PartnerCheck.composed(
      question, of: subject, by: act.actor, today: council.front.today
    ).words
    let _: Done<PartnerCheck> = try await council.store.perform(
      .ask(question, shown: shown), as: act)
    // Neither an agency of another kind nor one that is not there can be asked.
    for wrong in [AgencyID(99), school] {
      question.addressee = wrong
      question.agency = wrong == school ? .police : .school
      let asked = question
      let refusal = await #expect(throws: Refusal.self) {
        let _: Done<PartnerCheck> = try await council.store.perform(
          .ask(asked, shown: shown), as: act)
      }
      #expect(refusal?.rule == "partnercheck.addressee")
    }
  }
}
