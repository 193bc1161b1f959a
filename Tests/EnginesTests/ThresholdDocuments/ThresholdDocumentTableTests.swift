import Domain
import EngineTesting
import Store
import Testing

@Suite("Threshold document: tables on both engines") struct ThresholdDocumentTableTests {
  static func own(_ edition: String, from: Day) -> Thresholds {
    Thresholds(
      edition: edition, from: from, source: "Agreed by the partners",
      levels: Contact.Level.allCases.map { .init($0, "Our \($0.rawValue)", "What it means here") },
      indicators: Contact.Level.allCases.map {
        .init(id: "own.\($0.rawValue)", level: $0, domain: .outside, words: "Sign \($0.rawValue)")
      })
  }

  @Test(
    "Decisions are made by what the partners adopted, and keep what they were made by",
    arguments: Engine.allCases)
  func adopted(on engine: Engine) async throws {
    try await FrontCouncil.with(engine) { council in
      let before = try await council.receive([0])
      try await council.perform(SampleTableTests.decide(.noFurtherAction), on: before)
      let own = Self.own("Partners", from: council.today)
      let _: Done<ThresholdDocument> = try await council.store.perform(
        .adopt(own), as: council.act(council.second))
      let after = try await council.receive([1])
      try await council.perform(
        .decide(
          level: .universal, indicators: ["own.1"],
          outcomes: [Contact.ChildOutcome(key: 1, outcome: .noFurtherAction)],
          reason: "Nothing is needed", history: "Read"), on: after)
      let (old, new) = (try await council.whole(before), try await council.whole(after))
      #expect(old.decision?.edition == "2")
      #expect(new.decision?.edition == "Partners")
      #expect(old.thresholds.of(try #require(old.decision)).edition == "2")
      #expect(new.thresholds.inForce(on: council.today) == own)
      #expect(new.thresholds.words("own.1") == "Sign 1")
      let twice = await #expect(throws: Refusal.self) {
        let _: Done<ThresholdDocument> = try await council.store.perform(
          .adopt(own), as: council.act(council.second))
      }
      #expect(twice?.rule == "thresholds.twice")
    }
  }
}
