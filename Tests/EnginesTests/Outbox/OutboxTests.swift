import Domain
import EngineTesting
import Mail
import Testing

@testable import Store

@Suite("Outbox: no message is lost or doubled, on both engines") struct OutboxTests {
  @Test(
    "A message goes to a real mail server, and the referrer counts as told then",
    arguments: Engine.allCases)
  func sent(on engine: Engine) async throws {
    let catcher = try MailCatcher()
    try await OutboxCouncil.with(engine) { council in
      let id = try await council.written("Thank you.\n.\n\u{2019}Tis decided = done. ")
      #expect(try await council.story(id).told == nil)
      let round = try await council.deliverer(catcher).deliver()
      #expect(round.sent == 1 && round.total == 1)
      let caught = try #require(catcher.caught.first)
      #expect(caught.from.hasPrefix("MAIL FROM:<children@northshire.example>"))
      #expect(caught.to == ["RCPT TO:<ms.green@hill.example>"])
      #expect(caught.header("To") == "<ms.green@hill.example>")
      #expect(caught.header("Date") == "Mon, 16 Mar 2026 10:05:00 +0000")
      #expect(caught.header("Message-ID")?.hasSuffix("@northshire.example>") == true)
      #expect(caught.text.hasSuffix("Thank you.\r\n=2E\r\n=E2=80=99Tis decided =3D done.=20"))
      #expect(try await council.story(id).told == .init(on: council.front.today, how: .written))
      #expect(try await council.lines().map(\.state) == [.sent])
      // Nothing is left to send.
      #expect(try await council.deliverer(catcher, minutes: 9000).deliver().total == 0)
      #expect(catcher.caught.count == 1)
      #expect(try await council.front.differencesAfterRebuild() == [])
    }
    catcher.close()
  }

  @Test("The same act twice is one message; a refused one is none", arguments: Engine.allCases)
  func once(on engine: Engine) async throws {
    try await OutboxCouncil.with(engine) { council in
      let id = try await council.advised()
      for _ in 0..<2 {
        try await council.front.perform(try OutboxCouncil.message(), on: id, key: "sent-twice")
      }
      await #expect(throws: Refusal.self) {
        try await council.front.perform(try OutboxCouncil.message(), on: id, key: "another")
      }
      #expect(try await council.lines().count == 1)
    }
  }

  @Test(
    "Refused for ever: the worker reads why, the clock runs on, and it can be sent again",
    arguments: Engine.allCases)
  func refused(on engine: Engine) async throws {
    let catcher = try MailCatcher(.refusesRecipient)
    try await OutboxCouncil.with(engine) { council in
      let id = try await council.written()
      #expect(try await council.deliverer(catcher).deliver().failed == 1)
      let line = try #require(try await council.lines().first)
      #expect(line.state == .gaveUp)
      #expect(line.why == "The mail server refused it (550)")
      let story = try await council.story(id)
      #expect(story.told == nil)
      #expect(
        story.messages.map(\.state) == [
          .failed(why: "The mail server refused it (550)", on: council.front.today)
        ])
      let owed = try await council.store.database.read { try ContactTable.owed(in: $0) }
      #expect(owed.map(\.message) == ["failed"])
      catcher.becomes(.takes)
      try await council.front.perform(.sendAgain(place: 0), on: id)
      #expect(try await council.deliverer(catcher, minutes: 1).deliver().sent == 1)
      #expect(try await council.story(id).told?.how == .written)
      #expect(try await council.front.differencesAfterRebuild() == [])
    }
    catcher.close()
  }

  @Test(
    "Greylisted: tried again after a while, with longer and longer pauses, then given up",
    arguments: Engine.allCases)
  func greylisted(on engine: Engine) async throws {
    let catcher = try MailCatcher(.greylists)
    try await OutboxCouncil.with(engine) { council in
      let id = try await council.written()
      var minutes = 0
      var tries = 0
      while tries < 40 {
        let round = try await council.deliverer(catcher, minutes: minutes).deliver()
        #expect(round.total == 1)
        tries += 1
        let line = try #require(try await council.lines().first)
        if line.state == .gaveUp { break }
        #expect(line.why == "The mail server did not take it now (451)")
        // Not a moment before its time.
        let due = Int((line.dueAt.milliseconds - council.front.at.milliseconds) / 60_000)
        #expect(due > minutes)
        #expect(try await council.deliverer(catcher, minutes: due - 1).deliver().total == 0)
        minutes = due
      }
      #expect(tries == OutboxTable.mostTries)
      #expect((48 * 60...96 * 60).contains(minutes))
      #expect(catcher.caught.isEmpty)
      guard case .failed = try await council.story(id).messages.first?.state else {
        Issue.record("the record does not say that it was given up")
        return
      }
    }
    catcher.close()
  }

  @Test("A server that takes it the second time gets it once", arguments: Engine.allCases)
  func second(on engine: Engine) async throws {
    for mood in [MailCatcher.Mood.greylists, .diesInMessage, .refusesSender] {
      let catcher = try MailCatcher(mood, times: 1)
      try await OutboxCouncil.with(engine) { council in
        _ = try await council.written(String(repeating: "Long enough to be cut. ", count: 2))
        #expect(try await council.deliverer(catcher).deliver().toTryAgain == 1, "\(mood)")
        // Of one that was cut on its way nobody here can tell how far it came.
        if mood != .diesInMessage {
          #expect(try await council.lines().first?.mayHaveArrived == false, "\(mood)")
        }
        #expect(try await council.deliverer(catcher, minutes: 2).deliver().sent == 1, "\(mood)")
        #expect(catcher.caught.count == 1, "\(mood)")
      }
      catcher.close()
    }
  }

  @Test(
    "Taken without a word: shown as perhaps there, and sent again under the same number",
    arguments: Engine.allCases)
  func unanswered(on engine: Engine) async throws {
    let catcher = try MailCatcher(.diesAfterMessage, times: 1)
    try await OutboxCouncil.with(engine) { council in
      _ = try await council.written()
      #expect(try await council.deliverer(catcher).deliver().toTryAgain == 1)
      let line = try #require(try await council.lines().first)
      #expect(line.state == .waiting)
      #expect(line.mayHaveArrived)
      #expect(line.why == OutboxTable.noAnswer)
      #expect(try await council.deliverer(catcher, minutes: 2).deliver().sent == 1)
      #expect(catcher.caught.count == 2)
      #expect(Set(catcher.caught.map { $0.header("Message-ID") }).count == 1)
      #expect(Set(catcher.caught.map(\.text)).count == 1)
    }
    catcher.close()
  }

  @Test("A slow server is waited for; one that is slower than that counts as unanswered")
  func slow() async throws {
    let catcher = try MailCatcher(.slow(milliseconds: 700))
    try await OutboxCouncil.with(.sqlite) { council in
      _ = try await council.written()
      #expect(try await council.deliverer(catcher, seconds: 60).deliver().sent == 1)
      catcher.becomes(.slow(milliseconds: 3000))
      _ = try await council.written()
      #expect(
        try await council.deliverer(catcher, minutes: 1, seconds: 1).deliver().toTryAgain == 1)
      #expect(try await council.lines().contains { $0.mayHaveArrived })
    }
    catcher.close()
  }

  @Test("Many senders in front of one database send each message once", arguments: Engine.allCases)
  func together(on engine: Engine) async throws {
    let catcher = try MailCatcher()
    try await OutboxCouncil.with(engine) { council in
      for _ in 0..<12 { _ = try await council.written() }
      let rounds = try await withThrowingTaskGroup(of: Deliverer.Round.self) { group in
        for _ in 0..<4 {
          let deliverer = try council.deliverer(catcher)
          group.addTask { try await deliverer.deliver() }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(rounds.map(\.sent).reduce(0, +) == 12)
      #expect(catcher.caught.count == 12)
      #expect(Set(catcher.caught.map { $0.header("Message-ID") }).count == 12)
    }
    catcher.close()
  }

  @Test(
    "A sender that slept past its claim does not end what another has begun",
    arguments: Engine.allCases)
  func fenced(on engine: Engine) async throws {
    try await OutboxCouncil.with(engine) { council in
      _ = try await council.written()
      let store = council.store
      let at = council.front.at
      func claim(_ key: String, minutes: Int) async throws -> Claim? {
        try await store.database.write { tx in
          try OutboxTable.claim(
            at: at.adding(seconds: minutes * 60), key: key, from: try OutboxCouncil.from,
            store: store, in: tx)
        }
      }
      let first = try #require(try await claim("one", minutes: 0))
      #expect(try await claim("two", minutes: 4) == nil)
      let second = try #require(try await claim("two", minutes: 6))
      #expect(second.mail == first.mail)
      #expect(second.attempt == 2)
      let late = try await store.database.write { tx in
        try OutboxTable.handOver(first, at: at.adding(seconds: 400), in: tx)
      }
      #expect(!late)
      try await store.database.write { tx in
        try OutboxTable.finish(first, .never(why: "Late"), at: at, store: store, in: tx)
      }
      #expect(try await council.lines().map(\.state) == [.sending])
    }
  }

  @Test(
    "An address that became one not to be told while the message waited is not sent",
    arguments: Engine.allCases)
  func undisclosedMeanwhile(on engine: Engine) async throws {
    let catcher = try MailCatcher()
    try await OutboxCouncil.with(engine) { council in
      let child = council.front.children[0]
      let act = council.front.act(council.front.decider)
      let id = try await council.advised(about: [0])
      try await council.front.perform(
        try OutboxCouncil.message("The family is at the refuge on Harbour Terrace"), on: id)
      let _: Done<Person> = try await council.store.perform(
        .move(
          to: Person.Address(
            lines: "7 Harbour Terrace", postcode: "TH9 9ZZ",
            from: council.front.today.adding(days: -9)),
          provenance: Person.Provenance(saidBy: "the mother")), on: child, as: act)
      let _: Done<Alert> = try await council.store.perform(
        .raise(
          Alert.Details(
            person: child, kind: .doNotDiscloseAddress, what: "Fled", act: "Tell nobody",
            evidence: "The refuge", from: council.front.today.adding(days: -9),
            reviewOn: council.front.today.adding(days: 90), familyTold: true)), as: act)
      #expect(try await council.deliverer(catcher).deliver().total == 0)
      #expect(catcher.caught.isEmpty)
      let line = try #require(try await council.lines().first)
      #expect(line.state == .gaveUp)
      #expect(line.why == "It tells an address that must not be told")
      // And a new one with it is refused.
      let refusal = await #expect(throws: Refusal.self) {
        try await council.front.perform(
          try OutboxCouncil.message("They are at 7 Harbour Terrace"), on: id)
      }
      #expect(refusal?.rule == "contact.message-undisclosed")
    }
    catcher.close()
  }

  @Test("A message about a decision that was sent back is not sent", arguments: Engine.allCases)
  func sentBack(on engine: Engine) async throws {
    let catcher = try MailCatcher()
    try await OutboxCouncil.with(engine) { council in
      let id = try await council.written()
      try await council.front.perform(
        .sendBack(comment: "Look again"), on: id, by: council.front.second)
      #expect(try await council.deliverer(catcher).deliver().total == 0)
      #expect(try await council.lines().map(\.state) == [.gaveUp])
      #expect(catcher.caught.isEmpty)
    }
    catcher.close()
  }

  @Test("A ledger rebuilt elsewhere has nothing to send") func rebuilt() async throws {
    try await OutboxCouncil.with(.sqlite) { council in
      _ = try await council.written()
      let copy = try await Engine.sqlite.make()
      try await Migrations.run(on: copy)
      _ = try await Ledger.rebuild(from: council.store.database, into: copy)
      #expect(try await copy.read { try OutboxTable.lines(limit: 9, in: $0).count } == 0)
      #expect(try await Ledger.differences(council.store.database, copy) == [])
      await copy.close()
    }
  }

  @Test(
    "What is owed for contacts of before is there after an upgrade", arguments: Engine.allCases)
  func upgraded(on engine: Engine) async throws {
    try await OutboxCouncil.with(engine) { council in
      _ = try await council.front.referred()
      _ = try await council.front.receive()
      let told = try await council.advised()
      try await council.front.perform(
        .feedBack(words: "Told", how: .phone, on: council.front.today), on: told)
      let all: SQL = "SELECT * FROM contact_owed ORDER BY contact"
      let database = council.store.database
      let before = try await database.read { try $0.rows(all).map(\.values) }
      #expect(before.count == 2)
      try await database.write { tx in
        try tx.run("DELETE FROM contact_owed")
        try ContactTable.fillOwed(in: tx)
      }
      #expect(try await database.read { try $0.rows(all).map(\.values) } == before)
    }
  }
}
