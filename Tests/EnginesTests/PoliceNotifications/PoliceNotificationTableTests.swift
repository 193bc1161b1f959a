import Domain
import EngineTesting
import Store
import Testing

@Suite("Police notifications: tables on both engines") struct PoliceNotificationTableTests {
  static func report(
    _ reference: String = "HC/1/26", on day: Day, hour: Int = 9, text: String = "Officers went.",
    address: Person.Address? = .init(lines: "1 Mill Lane\nLanrock", postcode: "ZZ6 1AA"),
    grade: PoliceNotification.Grade? = .amber
  ) -> PoliceNotification.Report {
    PoliceNotification.Report(
      receivedAt: Instant(london: day, hour: hour, minute: 0), force: "Harbour Police",
      reference: reference, happenedOn: day, kind: "Domestic incident", grade: grade,
      marks: [.domesticAbuse], childrenPresent: .yes, address: address, text: text,
      named: [
        .init(key: 1, given: "Aisha", family: "Khan", role: "Child", isChild: true),
        .init(key: 2, given: "Dean", family: "Rowe", role: "Suspect", isChild: false),
      ])
  }

  @discardableResult private func perform(
    _ command: PoliceNotification.Command, on id: PoliceNotificationID? = nil,
    in council: FrontCouncil, days: Int = 0
  ) async throws -> Done<PoliceNotification> {
    try await council.store.perform(
      command, on: id, as: council.act(council.decider, days: days))
  }

  private func whole(
    _ id: PoliceNotificationID, in council: FrontCouncil
  ) async throws -> PoliceNotificationTable.Whole {
    try #require(
      try await council.store.database.read { try PoliceNotificationTable.whole(id, in: $0) })
  }

  private func day(_ day: Day, in council: FrontCouncil) async throws -> PoliceDay {
    try await council.store.database.read { try PoliceNotificationTable.day(day, in: $0) }
  }

  @Test(
    "A notification reads back as it was sent, matched, assessed and routed to a contact",
    arguments: Engine.allCases)
  func wholeStory(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let id = try await perform(.receive(Self.report(on: council.today)), in: council).id
      try await perform(
        .match(key: 1, to: council.children[0], because: "Same name"), on: id, in: council)
      try await perform(.assess(.red, reason: "Third", history: "Two"), on: id, in: council)
      try await perform(
        .route(.newContact(inDanger: .no, done: nil), reason: "Seen by her"), on: id, in: council)
      let one = try await whole(id, in: council)
      #expect(one.status == .closed)
      #expect(one.grade == .red)
      #expect(one.place == "1 Mill Lane, Lanrock, ZZ6 1AA")
      #expect(one.assessments.map(\.by) == [council.decider])
      let number = try #require(one.routings.last?.contact)
      let contact = try await council.whole(number)
      #expect(contact.details.account == "Officers went.")
      #expect(contact.details.method == .police)
      #expect(contact.named.map(\.given) == ["Aisha", "Dean"])
      #expect(contact.matched == [council.children[0]])
      let back = try await council.store.database.read {
        try PoliceNotificationTable.of(contact: number, in: $0)
      }
      #expect(back == [id])
      // What comes later of it is added to the contact, and waits for the officer again.
      try await perform(
        .receiveAgain(Self.report(on: council.today, text: "He came back.")), on: id, in: council)
      #expect(try await whole(id, in: council).status == .waiting)
      let added = try await council.whole(number).added
      #expect(added.count == 1 && added[0].contains("He came back."))
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test("Routed to a contact that is there, it is added once", arguments: Engine.allCases)
  func existing(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let contact = try await council.receive([0])
      let id = try await perform(.receive(Self.report(on: council.today)), in: council).id
      try await perform(.route(.contact(contact), reason: "The same worry"), on: id, in: council)
      try await perform(
        .receiveAgain(Self.report(on: council.today, text: "More")), on: id, in: council)
      try await perform(.route(.contact(contact), reason: "The same worry"), on: id, in: council)
      #expect(try await council.whole(contact).added.count == 2)
      let refusal = await #expect(throws: Refusal.self) {
        let other = try await perform(
          .receive(Self.report("HC/2/26", on: council.today)), in: council
        ).id
        try await perform(.route(.contact(ContactID(99)), reason: "x"), on: other, in: council)
      }
      #expect(refusal?.rule == "contact.not-there")
      #expect(try await whole(PoliceNotificationID(2), in: council).routings.isEmpty)
    }
  }

  @Test(
    "Open work is told to those who have it until they have read it", arguments: Engine.allCases)
  func openWork(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      _ = try await council.referred([0])
      let id = try await perform(.receive(Self.report(on: council.today)), in: council).id
      try await perform(
        .match(key: 1, to: council.children[0], because: "Same name"), on: id, in: council)
      try await perform(.route(.openWork, reason: "Theirs"), on: id, in: council)
      let children = [council.children[0]]
      func unread(_ worker: WorkerID) async throws -> [PoliceNotificationTable.Passed] {
        try await council.store.database.read {
          try PoliceNotificationTable.passed(about: children, unreadBy: worker, in: $0)
        }
      }
      #expect(try await unread(council.decider).map(\.childName) == ["Aisha Khan"])
      try await perform(.read, on: id, in: council)
      #expect(try await unread(council.decider).isEmpty)
      #expect(try await unread(council.social).map(\.isRead) == [true])
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test("Each day adds up: assessed, carried over, unassessed", arguments: Engine.allCases)
  func days(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let today = council.today
      let (first, next) = (today.adding(days: -2), today.adding(days: -1))
      let one = try await perform(
        .receive(Self.report("1", on: first)), in: council, days: -2
      ).id
      let two = try await perform(
        .receive(Self.report("2", on: first)), in: council, days: -2
      ).id
      _ = try await perform(.receive(Self.report("3", on: first)), in: council, days: -2)
      try await perform(
        .assess(.green, reason: "x", history: "x"), on: one, in: council, days: -2)
      try await perform(.carryOver(day: first, reason: "Late"), on: two, in: council, days: -2)
      try await perform(.assess(.green, reason: "x", history: "x"), on: two, in: council, days: -1)
      let then = try await day(first, in: council)
      #expect(then.received.count == 3 && then.broughtForward.isEmpty)
      #expect(
        [then.assessed.count, then.carriedOver.count, then.unassessed.count] == [1, 1, 1])
      let after = try await day(next, in: council)
      #expect(after.received.isEmpty && after.broughtForward.count == 2)
      #expect(
        [after.assessed.count, after.carriedOver.count, after.unassessed.count] == [1, 0, 1])
      // A report that came after it was carried over is not carried with it.
      let three = PoliceNotificationID(3)
      try await perform(.carryOver(day: today, reason: "Late"), on: three, in: council)
      #expect(try await day(today, in: council).unassessed.isEmpty)
      try await perform(
        .receiveAgain(
          {
            var more = Self.report("3", on: first, text: "More")
            more.receivedAt = Instant(london: today, hour: 10, minute: 0)
            return more
          }()), on: three, in: council)
      let now = try await day(today, in: council)
      #expect(now.carriedOver.map(\.position) == [0] && now.unassessed.map(\.position) == [1])
      try await perform(.carryOver(day: today, reason: "Both"), on: three, in: council)
      #expect(try await day(today, in: council).carriedOver.count == 2)
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test(
    "Incidents at one home, or that name one person, are one household; last year's are not counted",
    arguments: Engine.allCases)
  func households(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let today = council.today
      func receive(_ reference: String, daysAgo: Int, _ address: Person.Address?) async throws
        -> PoliceNotificationID
      {
        let report = Self.report(
          reference, on: today.adding(days: -daysAgo), address: address)
        return try await perform(.receive(report), in: council, days: -daysAgo).id
      }
      let home = Person.Address(lines: "1 Mill Lane\nLanrock", postcode: "ZZ6 1AA")
      let written = Person.Address(lines: "1, mill ln", postcode: "ZZ6 1AA")
      let neighbour = Person.Address(lines: "3 Mill Lane", postcode: "ZZ6 1AA")
      let old = try await receive("1", daysAgo: 400, home)
      let before = try await receive("2", daysAgo: 30, home)
      let now = try await receive("3", daysAgo: 0, written)
      let next = try await receive("4", daysAgo: 0, neighbour)
      let away = try await receive("5", daysAgo: 10, nil)
      func earlier(_ id: PoliceNotificationID) async throws -> [PoliceNotificationID] {
        let one = try await whole(id, in: council)
        return try await council.store.database.read {
          try PoliceNotificationTable.earlier(than: one, in: $0).map(\.id)
        }
      }
      #expect(try await earlier(now) == [before])
      #expect(try await earlier(next).isEmpty)
      for id in [away, now] {
        try await perform(
          .match(key: 2, to: council.children[1], because: "The same man"), on: id, in: council)
      }
      #expect(try await earlier(now) == [before, away])
      let households = try await council.store.database.read {
        try PoliceNotificationTable.households(on: today, in: $0)
      }
      #expect(households.map { $0.waiting.map(\.id) } == [[old, before, away, now], [next]])
      #expect(households[0].year.map(\.id) == [before, away, now] || households[0].year.count == 4)
    }
  }
}

extension PoliceNotificationTable.Whole {
  fileprivate var place: String? { address?.open?.oneLine }
}
