import Domain
import EngineTesting
import SQLiteEngine
import Store
import Testing

@Suite("The record as it was known at the end of a day") struct AsAtTests {
  /// What the child's page reads, in full, as text that can be compared.
  private func page(
    _ child: PersonID, _ day: Day, in database: any Database
  ) async throws -> String {
    try await database.read { tx in
      let overview = try ChildOverview.of(child, today: day, in: tx)
      let happenings = try Chronology.of(child, in: tx)
      let names = try Chronology.names(of: Chronology.people(in: happenings), in: tx)
      let story = happenings.map { "\($0.seq) \($0.entries(names))" }
      return "\(String(describing: overview)) \(story)"
    }
  }

  private func past(
    _ child: PersonID, asAt day: Day, from live: any Database
  ) async throws -> (any Database)? {
    let past = try SQLiteDatabase.inMemory()
    try await Migrations.run(on: past)
    return try await AsAt.fill(past, with: child, asAt: day, from: live) ? past : nil
  }

  private func visit(
    _ council: FrontCouncil, happenedOn day: Day, days: Int
  ) async throws {
    let _: Done<Note> = try await council.store.perform(
      .record(
        Note.Details(
          kind: .visit, happenedOn: day, purpose: "To see how they are", text: "Met at home",
          children: [
            Note.ChildBlock(
              child: council.children[0], seen: true, alone: true, words: "I like maths")
          ]), significance: Note.Significance(title: "First visit", effect: "Felt heard")),
      as: council.act(council.social, days: days))
  }

  /// The story of two sisters over a week; `seen` is called at the end of each of its days.
  private func play(
    _ council: FrontCouncil, seen: (Day) async throws -> Void
  ) async throws {
    let (store, child) = (council.store, council.children[0])
    let contact = try await council.receive()
    try await seen(council.today)
    try await council.perform(council.refer(), on: contact, days: 1)
    try await council.perform(.agree(comment: "Agreed"), on: contact, by: council.second, days: 1)
    try await seen(council.today.adding(days: 1))
    let referrals = try await council.whole(contact).referrals
    for (_, referral) in referrals.sorted(by: { $0.key < $1.key }) {
      let _: Done<Referral> = try await store.perform(
        .decide(.assessment, reason: "More must be known", primaryNeed: nil), on: referral,
        as: council.act(council.decider, days: 2))
      let _: Done<Referral> = try await store.perform(
        .allocate(team: council.team, worker: council.social), on: referral,
        as: council.act(council.decider, days: 2))
    }
    try await seen(council.today.adding(days: 2))
    let _: Done<Person> = try await store.perform(
      .move(
        to: Person.Address(
          lines: "2 Mill Lane", postcode: "LS1 4AB", from: council.today.adding(days: 1)),
        provenance: Person.Provenance(saidBy: "the mother")), on: child,
      as: council.act(council.social, days: 4))
    try await visit(council, happenedOn: council.today.adding(days: 1), days: 4)
    try await seen(council.today.adding(days: 4))
    let referral = try #require(referrals[child])
    let _: Done<Assessment> = try await store.perform(
      .begin(
        .single, children: [Assessment.Child(person: child, referral: referral)],
        on: council.today.adding(days: 5)), as: council.act(council.social, days: 5))
  }

  @Test(
    "Whatever the page read on a day, it reads of that day for ever", arguments: Engine.allCases)
  func same(_ engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let live = council.store.database
      for child in council.children {
        #expect(try await past(child, asAt: council.today, from: live) != nil)
      }
      var then: [Day: [String]] = [:]
      try await play(council) { day in
        for child in council.children {
          then[day, default: []].append(try await page(child, day, in: live))
        }
      }
      #expect(then.count == 4)
      for (day, pages) in then {
        for (child, text) in zip(council.children, pages) {
          let database = try #require(try await past(child, asAt: day, from: live))
          #expect(try await page(child, day, in: database) == text, "\(day)")
          await database.close()
        }
      }
      #expect(Set(then.values.map { $0[0] }).count == 4)
    }
  }

  @Test("What was recorded later although it had happened is listed", arguments: Engine.allCases)
  func later(_ engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      try await play(council) { _ in }
      let child = council.children[0]
      let day = council.today.adding(days: 2)
      let late = try await council.store.database.read {
        try AsAt.recordedLater(child, than: day, in: $0)
      }
      #expect(Set(late.map(\.kind)) == ["person.moved", "note.recorded"])
      let none = try await council.store.database.read {
        try AsAt.recordedLater(child, than: council.today.adding(days: 9), in: $0)
      }
      #expect(none.isEmpty)
    }
  }

  @Test("The day ends at midnight by London's clocks")
  func midnight() throws {
    let winter = try #require(Day(iso: "2026-01-10"))
    #expect(AsAt.end(of: winter).iso == "2026-01-11T00:00:00.000Z")
    let summer = try #require(Day(iso: "2026-06-10"))
    #expect(AsAt.end(of: summer).iso == "2026-06-10T23:00:00.000Z")
  }

  @Test("Before the record was begun there is none", arguments: Engine.allCases)
  func before(_ engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let day = council.today.adding(days: -1)
      let then = try await past(council.children[0], asAt: day, from: council.store.database)
      #expect(then == nil)
    }
  }

  @Test("Another family's record is not copied")
  func family() async throws {
    try await FrontCouncil.with(.sqlite) { council in
      let stranger: Done<Person> = try await council.store.perform(
        .create(
          Person.Details(
            name: Person.Name(given: "Noor", family: "Webb"), stage: .child,
            provenance: Person.Provenance(saidBy: "the school")), searched: "Noor"),
        as: council.act(council.decider))
      let live = council.store.database
      let database = try #require(
        try await past(council.children[0], asAt: council.today, from: live))
      let people = try await database.read { tx in
        try tx.rows("SELECT id FROM person ORDER BY id").map { try $0.id("id", of: Person.self) }
      }
      #expect(people == council.children)
      #expect(!people.contains(stranger.id))
      await database.close()
    }
  }

  @Test("A clock that was set back leaves no record without its beginning")
  func clockSetBack() async throws {
    try await FrontCouncil.with(.sqlite) { council in
      // Received by a clock that is three days ahead, decided by one that has been put right.
      let contact = try await council.receive(daysAgo: -3)
      try await council.perform(council.refer(), on: contact)
      let child = council.children[0]
      let database = try #require(
        try await past(child, asAt: council.today, from: council.store.database))
      let story = try await database.read { try Chronology.of(child, in: $0) }
      #expect(!story.contains { $0.stream == FactStream(contact) })
      await database.close()
    }
  }
}
