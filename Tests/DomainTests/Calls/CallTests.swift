import Testing

@testable import Domain

@Suite("Call: what is no contact") struct CallTests {
  static let today = Day(number: 20_528)
  static let actor = Actor(.worker(WorkerID(1)))

  static func rule(_ command: Call.Command, _ call: Call? = nil) -> String? {
    do {
      _ = try Call.decide(command, given: call, around: Nothing(), by: actor, today: today)
      return nil
    } catch { return error.rule }
  }

  static func details(
    _ count: Int = 2, kind: Call.Kind = .wrongNumber, words: String? = nil, on day: Day = today
  ) -> Call.Details { Call.Details(on: day, kind: kind, count: count, words: words) }

  @Test("Three wrong numbers are counted, and corrected with a reason") func counted() throws {
    var call: Call?
    for command in [Call.Command.record(Self.details(3)), .correct(count: 2, reason: "Twice")] {
      let facts = try Call.decide(
        command, given: call, around: Nothing(), by: Self.actor, today: Self.today)
      for fact in facts { call = .evolve(call, fact) }
    }
    #expect(call?.count == 2)
    #expect(call?.details.count == 3)
    #expect(call?.corrections.map(\.by) == [WorkerID(1)])
  }

  @Test("No call of tomorrow, none without a number, no correction without a reason")
  func refused() {
    #expect(Self.rule(.record(Self.details(on: Self.today.adding(days: 1)))) == "call.future")
    #expect(Self.rule(.record(Self.details(0))) == "call.count")
    #expect(Self.rule(.record(Self.details(Call.most + 1))) == "call.count")
    #expect(Self.rule(.record(Self.details(kind: .other))) == "call.words")
    #expect(Self.rule(.record(Self.details(kind: .other, words: "A survey"))) == nil)
    let call = Call(details: Self.details())
    #expect(Self.rule(.correct(count: 1, reason: ""), call) == "call.reason")
    #expect(Self.rule(.correct(count: -1, reason: "x"), call) == "call.count")
    #expect(Self.rule(.correct(count: 0, reason: "Not ours"), call) == nil)
    #expect(Self.rule(.record(Self.details()), call) == "call.already-there")
    #expect(Self.rule(.correct(count: 1, reason: "x")) == "call.not-there")
  }
}
