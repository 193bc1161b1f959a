import Domain
import EngineTesting
import Store
import Testing

@Suite("The front door's queue on both engines") struct ContactQueueTests {
  private func page(
    _ council: FrontCouncil, _ filter: ContactTable.Filter = .init(), days: Int = 0,
    from first: Int = 0, length: Int = 50
  ) async throws -> ContactTable.Page {
    let looking = ContactTable.Looking(council.decider, on: council.today.adding(days: days))
    return try await council.store.database.read { tx in
      try ContactTable.page(filter, from: first, length: length, for: looking, in: tx)
    }
  }

  @Test(
    "Filters keep what they name, and figures count what lists hold", arguments: Engine.allCases)
  func filters(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let late = try await council.receive([0], daysAgo: 20)
      let mine = try await council.receive([1], daysAgo: 1)
      try await council.perform(.assign(to: council.second), on: mine)
      let clear = try await council.receive([0])
      try await council.perform(.triage(outcomeClear: true, level: .targeted), on: clear)
      let parked = try await council.receive([1])
      let until = council.today.adding(days: 2)
      try await council.perform(.park(until: until, reason: "School opens"), on: parked)
      let closed = try await council.receive([1])
      try await council.perform(council.advise([1]), on: closed)
      func ids(_ filter: ContactTable.Filter, days: Int = 0) async throws -> [ContactID] {
        try await page(council, filter, days: days).lines.map(\.id)
      }
      #expect(try await ids(.init()) == [late, mine, clear])
      #expect(try await ids(.init(stage: .late)) == [late])
      #expect(try await ids(.init(with: .worker(council.second))) == [mine])
      #expect(try await ids(.init(with: .nobody)) == [late, clear])
      #expect(try await ids(.init(stage: .heldUp)) == [clear])
      #expect(try await ids(.init(stage: .parked)) == [parked])
      #expect(try await ids(.init(source: .police)) == [])
      #expect(try await ids(.init(source: .schools)).count == 3)
      #expect(try await ids(.init(pressing: true)).contains(late))
      #expect(try await ids(.init(received: council.today)) == [clear, parked, closed])
      // On its day it is back by itself, in its old place.
      #expect(try await ids(.init(stage: .parked), days: 2) == [])
      #expect(try await ids(.init(), days: 2) == [late, mine, clear, parked])
      let looking = ContactTable.Looking(council.decider, on: council.today)
      let (figures, accounts) = try await council.store.database.read { tx in
        (
          try ContactTable.figures(for: looking, in: tx),
          try ContactTable.accounts(on: council.today, in: tx)
        )
      }
      #expect(figures.undecided == 3)
      #expect(figures.unassigned == 2)
      #expect(figures.late == 1)
      #expect(figures.heldUp == 1)
      #expect(figures.parked == 1)
      #expect(figures.receivedToday == 3)
      #expect(figures.oldest?.id == late)
      #expect(accounts.received == 5)
      #expect(accounts.decided == 1)
      #expect(accounts.waiting == 3)
      #expect(accounts.parked == 1)
      #expect(accounts.isWhole)
      let whole = try await council.whole(parked)
      #expect(whole.parking?.until == until)
      #expect(whole.parking?.on == council.today)
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test("What a pasted contact brings reads back as it was", arguments: Engine.allCases)
  func pasted(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let details = Contact.Details(
        receivedOn: council.today, receivedMinute: nil, method: .police, source: .police,
        account: "Shouting", inDanger: .no, consent: .notKnown, reference: "NPT/1",
        grading: "Amber", address: "1 Mill Lane", original: "Ref:\tNPT/1\r\n<b>\u{202E}")
      let done: Done<Contact> = try await council.store.perform(
        .receive(
          details,
          named: [.init(key: 1, given: "Leo", family: "", isChild: true, phone: "07700 900123")]),
        as: council.act(council.decider))
      let whole = try await council.whole(done.id)
      #expect(whole.details == details)
      #expect(whole.named.map(\.phone) == ["07700 900123"])
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test("A number that is known by a contact is proposed to the record", arguments: Engine.allCases)
  func phone(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let id = try await council.receive([])
      let key = 1
      try await council.perform(
        .name(
          .init(key: key, given: "Aisha", family: "Khan", isChild: true, phone: "01632 960001")),
        on: id)
      try await council.perform(
        .match(key: key, to: council.children[0], because: "Same name"), on: id)
      let person = try await council.store.load(council.children[0])?.state
      #expect(person?.network.phones == [])
      #expect(person?.proposals.count == 1)
    }
  }

  @Test("Calls are counted by day, as last corrected", arguments: Engine.allCases)
  func calls(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let today = council.today
      let act = council.act(council.decider)
      let done: Done<Call> = try await council.store.perform(
        .record(.init(on: today, kind: .wrongNumber, count: 3)), as: act)
      let _: Done<Call> = try await council.store.perform(
        .record(.init(on: today, kind: .adviceOnly, count: 2, words: "Thresholds")), as: act)
      let _: Done<Call> = try await council.store.perform(
        .correct(count: 1, reason: "Counted twice"), on: done.id, as: act)
      let (lines, total, before) = try await council.store.database.read { tx in
        (
          try CallTable.lines(on: today, in: tx), try CallTable.total(on: today, in: tx),
          try CallTable.total(on: today.adding(days: -1), in: tx)
        )
      }
      #expect(lines.map(\.count) == [1, 2])
      #expect(lines[0].correction?.reason == "Counted twice")
      #expect(total == 3)
      #expect(before == 0)
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test(
    "Five thousand that wait: pages of fifty, each contact on one of them",
    arguments: Engine.allCases)
  func fiveThousand(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let store = council.store
      let today = council.today
      let act = council.act(council.decider)
      let child = council.children[0]
      try await store.database.write { tx in
        for place in 0..<5000 {
          let details = Contact.Details(
            receivedOn: today.adding(days: -(place % 40)), receivedMinute: place % 1440,
            method: .phone, source: .school, account: String(repeating: "Shouting. ", count: 60),
            inDanger: place % 500 == 0 ? .yes : .no,
            dangerAction: place % 500 == 0 ? "999" : nil, consent: .notKnown)
          let named = Contact.Named(
            key: 1, given: "Child", family: "Number \(place)", isChild: true,
            person: place % 1000 == 0 ? child : nil)
          let _: Done<Contact> = try store.perform(
            .receive(details, named: [named]), as: act, in: tx)
        }
      }
      let looking = ContactTable.Looking(council.decider, on: today)
      var seen: Set<ContactID> = []
      for round in 0..<20 {
        let (page, figures) = try await store.database.read { tx in
          (
            try ContactTable.page(
              .init(), from: round * 50, length: 50, for: looking, in: tx),
            try ContactTable.figures(for: looking, in: tx)
          )
        }
        #expect(page.lines.count == 50)
        #expect(page.total == 5000)
        #expect(figures.undecided == 5000)
        if round == 0 { #expect(page.lines.prefix(10).allSatisfy { $0.inDanger == .yes }) }
        seen.formUnion(page.lines.map(\.id))
      }
      #expect(seen.count == 1000)
    }
  }
}
