import Domain
import EngineTesting
import Store
import Testing

@Suite("Daily reports in the store") struct DailyReportTableTests {
  static let school = DailyReport.Reader(kind: .school, name: "Hill School")

  static func sheet(
    _ council: FrontCouncil, days: Int = 0, by worker: WorkerID? = nil, made: Int = 1
  ) async throws -> (DailyReport.Question, DailyReport.Sheet) {
    let day = council.today.adding(days: days)
    let question = DailyReport.Question(reader: school, day: day, from: "the unit")
    let standing = try await council.store.database.read {
      try DailyReportTable.standing(for: school, on: day, in: $0)
    }
    let act = council.act(worker ?? council.decider, days: made)
    return (
      question,
      try DailyReport.composed(question, of: standing, by: act.actor, today: act.at.day)
    )
  }

  static func make(_ council: FrontCouncil, days: Int = 0) async throws -> DailyReportID {
    let (question, sheet) = try await sheet(council, days: days)
    let done: Done<DailyReport> = try await council.store.perform(
      .compose(question, shown: sheet.words), as: council.act(council.decider, days: 1))
    return done.id
  }

  static func register(_ council: FrontCouncil, _ name: String) async throws -> AgencyID {
    let done: Done<Agency> = try await council.store.perform(
      .register(name: name, kind: .school, mailbox: "office@example.org"),
      as: council.act(council.decider))
    return done.id
  }

  static func perform(
    _ council: FrontCouncil, _ command: DailyReport.Command, on id: DailyReportID,
    by actor: Actor? = nil
  ) async throws {
    let act = council.act(council.second, days: 1)
    let _: Done<DailyReport> = try await council.store.perform(
      command, on: id, as: Act(key: nil, actor: actor ?? act.actor, at: act.at))
  }

  @Test(
    "What came, was decided or waits is told; what was told before is not; all by its own agency",
    arguments: Engine.allCases)
  func standing(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let old = try await council.receive([0], daysAgo: 3)
      try await council.perform(council.advise([1]), on: old, days: -3)
      let waits = try await council.receive([0], daysAgo: 2)
      let decided = try await council.receive([1], daysAgo: 1)
      try await council.perform(council.advise([1]), on: decided)
      let unchecked = try await council.receive([1])
      try await council.perform(council.refer([1]), on: unchecked)
      let (_, sheet) = try await Self.sheet(council)
      #expect(sheet.lines.map(\.contact) == [waits, decided, unchecked])
      #expect(
        sheet.lines.map(\.ending)
          == [.waiting, .decided(outcome: .adviceAndInformation), .waiting])
      #expect(sheet.lines[0].initials == ["A.K."])
      // Looked at again later, the day reads as it did.
      try await council.perform(.agree(comment: ""), on: unchecked, by: council.second, days: 1)
      #expect(try await Self.sheet(council).1.words == sheet.words)
      #expect(try await Self.sheet(council, days: 1).1.lines.map(\.contact) == [waits, unchecked])
      let agencies = try await council.store.database.read {
        try DailyReportTable.agencies(on: council.today, in: $0)
      }
      #expect(agencies.map(\.reader) == [Self.school])
      #expect(agencies[0].received == 1 && agencies[0].decided == 1 && agencies[0].waiting == 2)
    }
  }

  @Test(
    "A child whom the unit added, and one whose record is restricted, is in no line",
    arguments: Engine.allCases)
  func others(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let contact = try await council.receive([0])
      try await council.perform(
        .name(Contact.Named(key: 2, given: "Zoltan", family: "Khan", isChild: true)), on: contact)
      let both = try await council.receive([0, 1])
      #expect(
        try await Self.sheet(council).1.lines.map(\.initials) == [["A.K."], ["A.K.", "S.K."]])
      let made = try await Self.make(council)
      let _: Done<Person> = try await council.store.perform(
        .restrict(
          Person.Restriction(level: .hidden, workers: [council.decider], owner: council.decider),
          reason: "Staff family"), on: council.children[1], as: council.act(council.decider))
      #expect(try await Self.sheet(council).1.lines.map(\.contact) == [contact])
      // What was made before is held back until its line is out.
      await #expect(throws: Refusal.self) { try await Self.perform(council, .approve, on: made) }
      try await Self.perform(council, .removeLine(both, reason: "Restricted"), on: made)
      try await Self.perform(council, .approve, on: made)
    }
  }

  @Test(
    "One report a day for each agency, read once published, and built again the same",
    arguments: Engine.allCases)
  func life(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let contact = try await council.receive()
      let check = try await PartnerCheckTableTests.ask(council, .contact(id: contact), due: 0)
      let id = try await Self.make(council)
      await #expect(throws: Refusal.self) { _ = try await Self.make(council) }
      try await Self.perform(council, .approve, on: id)
      let hill = try await Self.register(council, "hill SCHOOL")
      let vale = try await Self.register(council, "Vale School")
      let nothing = try await council.store.database.read {
        try DailyReportTable.published(to: hill, in: $0)
      }
      #expect(nothing.isEmpty)
      try await Self.perform(council, .publish, on: id)
      try await Self.perform(council, .open(who: "Ms Green"), on: id, by: .portal)
      let read = try await council.store.database.read { tx in
        (
          try DailyReportTable.published(to: hill, in: tx),
          try DailyReportTable.published(to: vale, in: tx)
        )
      }
      #expect(read.0.map(\.id) == [id] && read.1.isEmpty)
      #expect(read.0.first?.openings.map(\.who) == ["Ms Green"])
      #expect(read.0.first?.people == council.children)
      let story = try await council.store.database.read { tx in
        let happenings = try Chronology.of(council.children[0], in: tx)
        let names = try Chronology.names(of: Chronology.people(in: happenings), in: tx)
        return happenings.flatMap { $0.entries(names).map(\.title) }
      }
      #expect(story.contains("Published: the daily report to Hill School"))
      try await Self.perform(council, .withdraw(reason: "Wrong day"), on: id)
      let again = try await Self.make(council)
      #expect(again != id)
      // Made once it was registered, it is the agency's whatever it is called later.
      let made = try await council.store.database.read {
        try DailyReportTable.whole(again, in: $0)
      }
      #expect(made?.reader.agency == hill)
      // The check is overdue the day after it was due, and only of that agency.
      let (_, later) = try await Self.sheet(council, days: 1)
      #expect(later.awaited.map(\.check) == [check.id])
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test(
    "A force's notifications are told in numbers, without the restricted",
    arguments: Engine.allCases)
  func police(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let act = council.act(council.decider)
      for (place, child) in [nil, council.children[0], council.children[1]].enumerated() {
        let taken: Done<PoliceNotification> = try await council.store.perform(
          .receive(
            PoliceNotificationTableTests.report("HC/\(place)/26", on: council.today)), as: act)
        if let child {
          let _: Done<PoliceNotification> = try await council.store.perform(
            .match(key: 1, to: child, because: "Same name"), on: taken.id, as: act)
        }
        if place == 1 { continue }
        let _: Done<PoliceNotification> = try await council.store.perform(
          .assess(.red, reason: "Third", history: "Two"), on: taken.id, as: act)
        let _: Done<PoliceNotification> = try await council.store.perform(
          .route(.information, reason: "Known already"), on: taken.id, as: act)
      }
      let _: Done<Person> = try await council.store.perform(
        .restrict(
          Person.Restriction(level: .locked, workers: [council.decider], owner: council.decider),
          reason: "Staff family"), on: council.children[1], as: act)
      let day = council.today
      func told(_ name: String) async throws -> DailyReport.Notifications? {
        try await council.store.database.read { tx in
          try DailyReportTable.standing(
            for: .init(kind: .police, name: name), on: day, in: tx
          ).notifications
        }
      }
      #expect(
        try await told("Harbour Police")
          == .init(received: 2, assessed: 1, openWork: 0, contact: 0, information: 1))
      #expect(try await told("Other Police")?.received == 0)
    }
  }

  @Test("What is usual is of the same weekday, thirteen weeks back", arguments: Engine.allCases)
  func usual(engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      for weeks in [1, 1, 2, 5, 6] { _ = try await council.receive([0], daysAgo: 7 * weeks) }
      _ = try await council.receive([0], daysAgo: 3)
      let (_, sheet) = try await Self.sheet(council)
      #expect(sheet.usual?.weeks == 6 && sheet.usual?.low == 0 && sheet.usual?.high == 2)
      #expect(sheet.usual?.middle == "1")
    }
  }
}
