import Domain
import EngineTesting
import Store
import Testing

@Suite("Sample: tables on both engines") struct SampleTableTests {
  /// Six contacts with no further action, one with advice, one referred and checked.
  static func closed(_ council: FrontCouncil) async throws -> [ContactID] {
    var ids: [ContactID] = []
    for number in 0..<6 {
      let id = try await council.receive([number % 2])
      try await council.perform(decide(.noFurtherAction), on: id)
      ids.append(id)
    }
    let advised = try await council.receive([0])
    try await council.perform(decide(.adviceAndInformation), on: advised)
    _ = try await council.referred([1])
    return ids
  }

  static func decide(_ outcome: Contact.Outcome) -> Contact.Command {
    .decide(
      level: .universal, indicators: ["1.care"],
      outcomes: [Contact.ChildOutcome(key: 1, outcome: outcome)], reason: "Nothing is needed",
      history: "Read")
  }

  static func draw(
    _ council: FrontCouncil, _ of: Sample.Population, _ size: Sample.Size, seed: Int = 11
  ) async throws -> SampleTable.Whole {
    let done: Done<Sample> = try await council.store.perform(
      .draw(from: council.today, to: council.today, of: of, size: size, seed: seed),
      as: council.act(council.second))
    return try #require(
      try await council.store.database.read { try SampleTable.whole(done.id, in: $0) })
  }

  static func whole(_ id: SampleID, _ council: FrontCouncil) async throws -> SampleTable.Whole {
    try #require(try await council.store.database.read { try SampleTable.whole(id, in: $0) })
  }

  @Test(
    "Drawn decisions wait, are agreed or sent back, and the sample says so",
    arguments: Engine.allCases)
  func story(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let closed = try await Self.closed(council)
      let sample = try await Self.draw(council, .noFurtherAction, .number(of: 3))
      #expect(sample.draw.population == closed)
      #expect(sample.draw.again == sample.draw.drawn)
      #expect(sample.drawn.map(\.contact) == sample.draw.drawn)
      #expect(sample.count(nil) == 3)
      let (first, second) = (sample.draw.drawn[0], sample.draw.drawn[1])
      for id in closed {
        let status = try await council.whole(id).status
        #expect(status == (sample.draw.drawn.contains(id) ? .waitingForCheck : .closed))
      }
      let own = await #expect(throws: Refusal.self) {
        try await council.perform(.agree(comment: ""), on: first)
      }
      #expect(own?.rule == "contact.own-check")
      try await council.perform(.agree(comment: "Sound"), on: first, by: council.second)
      try await council.perform(
        .sendBack(comment: "Ask the school"), on: second, by: council.second)
      let after = try await Self.whole(sample.id, council)
      #expect(after.count(.agreed) == 1)
      #expect(after.count(.returned) == 1)
      #expect(after.count(nil) == 1)
      #expect(after.drawn[0].sampling.check?.by == council.second)
      #expect(after.drawn[1].sampling.check?.comment == "Ask the school")
      let returned = try await council.whole(second)
      #expect(returned.status == .returned)
      #expect(returned.earlier.map(\.reason) == ["Nothing is needed"])
      // The new decision's time runs from the day on which this one came back.
      let board = try await council.store.database.read { try ContactTable.waiting(in: $0) }
      #expect(board.first { $0.id == second }?.clock?.started.day == council.today)
      #expect(board.first { $0.id == second }?.cameBack == council.today)
      let lines = try await council.store.database.read { try SampleTable.all(in: $0) }
      #expect(lines.map(\.population) == [6])
      #expect(lines.map(\.waiting) == [1])
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test(
    "What somebody has looked at, or is to look at, is not drawn again", arguments: Engine.allCases)
  func population(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let closed = try await Self.closed(council)
      let first = try await Self.draw(council, .noFurtherAction, .share(percent: 50))
      #expect(first.draw.drawn.count == 3)
      let wider = try await Self.draw(council, .nothingLeft, .share(percent: 100))
      // The three left, and the one with advice; never the referral.
      #expect(wider.draw.population.count == 4)
      #expect(Set(wider.draw.population).isDisjoint(with: first.draw.drawn))
      #expect(Set(wider.draw.population).intersection(closed).count == 3)
      let nothing = await #expect(throws: Refusal.self) {
        _ = try await Self.draw(council, .noFurtherAction, .number(of: 1))
      }
      #expect(nothing?.rule == "sample.nothing")
      #expect(try await council.differencesAfterRebuild() == [])
    }
  }

  @Test(
    "The list for the second person says why each is there", arguments: Engine.allCases)
  func review(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      _ = try await Self.closed(council)
      let sample = try await Self.draw(council, .noFurtherAction, .number(of: 1))
      let helped = try await council.receive([0])
      try await council.perform(Self.decide(.earlyHelp), on: helped)
      try await council.perform(
        .sendBack(comment: "Who leads?"), on: helped, by: council.second)
      let (waiting, back) = try await council.store.database.read { tx in
        (try ContactTable.toCheck(in: tx), try ContactTable.sentBack(in: tx))
      }
      #expect(waiting.map(\.contact.id) == sample.draw.drawn)
      #expect(waiting.map(\.sample) == [sample.id])
      #expect(waiting.map(\.reason) == ["Nothing is needed"])
      #expect(back.map(\.contact.id) == [helped])
      #expect(back.map(\.decidedBy) == [council.decider])
      #expect(back.map(\.comment) == ["Who leads?"])
      try await council.perform(Self.decide(.earlyHelp), on: helped)
      let again = try await council.store.database.read { try ContactTable.toCheck(in: $0) }
      #expect(again.first { $0.contact.id == helped }?.lastReturn == "Who leads?")
      #expect(again.first { $0.contact.id == helped }?.outcomes == [.earlyHelp])
    }
  }

  @Test(
    "The same indicators at different levels stand first, and each number is its list",
    arguments: Engine.allCases)
  func consistency(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let ticked: [([String], Contact.Level)] = [
        (["3.conflict", "4.violence"], .statutory), (["3.conflict", "4.violence"], .targeted),
        (["3.conflict", "4.violence"], .targeted), (["1.care"], .universal),
        (["1.care"], .universal),
      ]
      var ids: [ContactID] = []
      for (indicators, level) in ticked {
        let id = try await council.receive([0])
        try await council.perform(
          .decide(
            level: level, indicators: indicators,
            outcomes: [Contact.ChildOutcome(key: 1, outcome: .adviceAndInformation)],
            reason: "So", history: "Read"), on: id)
        ids.append(id)
      }
      let question = Consistency.Question(from: council.today, to: council.today)
      let decisions = try await council.store.database.read {
        try Consistency.decisions(question, in: $0)
      }
      #expect(Set(decisions.map(\.contact)) == Set(ids))
      let sets = Consistency.lines(decisions, by: .set)
      #expect(sets.map(\.key) == ["3.conflict 4.violence", "1.care"])
      #expect(sets[0].counts == [.targeted: 2, .statutory: 1])
      #expect(sets[1].counts == [.universal: 2])
      let indicators = Consistency.lines(decisions, by: .indicator)
      #expect(indicators.map(\.key) == ["3.conflict", "4.violence", "1.care"])
      for by in Consistency.Grouping.allCases {
        for line in Consistency.lines(decisions, by: by) {
          #expect(decisions.count { $0.keys(by).contains(line.key) } == line.total)
        }
      }
      var one = question
      one.indicator = "4.violence"
      let narrowed = try await council.store.database.read { [one] in
        try Consistency.decisions(one, in: $0)
      }
      #expect(narrowed.count == 3)
      #expect(Consistency.lines(narrowed, by: .decider).map(\.total) == [3])
      var yesterday = question
      yesterday.from = council.today.adding(days: -9)
      yesterday.to = council.today.adding(days: -1)
      let none = try await council.store.database.read { [yesterday] in
        try Consistency.decisions(yesterday, in: $0)
      }
      #expect(none.isEmpty)
    }
  }
}
