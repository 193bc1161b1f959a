import Testing

@testable import Domain

@Suite("Sample: decisions drawn by chance") struct SampleTests {
  static let today = Day(number: 20_528)
  static let auditor = Actor(.worker(WorkerID(9)), roles: [.qualityAuditor])
  static let population = (1...34).map { ContactID($0) }

  static func draw(
    _ size: Sample.Size, seed: Int = 4711, from: Int = -30, to: Int = 0,
    population: [ContactID] = population
  ) throws(Refusal) -> Sample.Draw? {
    let facts = try Sample.decide(
      .draw(
        from: today.adding(days: from), to: today.adding(days: to), of: .noFurtherAction,
        size: size, seed: seed),
      given: nil, around: Sample.Around(population: population), by: auditor, today: today)
    guard case .drawn(let draw) = facts.first, facts.count == 1 else { return nil }
    return draw
  }

  static func refusal(
    _ size: Sample.Size, seed: Int = 4711, from: Int = -30, to: Int = 0,
    population: [ContactID] = population
  ) -> Refusal? {
    do {
      _ = try draw(size, seed: seed, from: from, to: to, population: population)
      return nil
    } catch { return error }
  }

  @Test("The same seed draws the same decisions in the same order; another draws others")
  func again() throws {
    let one = try #require(try Self.draw(.number(of: 5)))
    let two = try #require(try Self.draw(.number(of: 5), population: Self.population.reversed()))
    #expect(one == two)
    #expect(one.again == one.drawn)
    #expect(Set(one.drawn).count == 5)
    #expect(one.population == Self.population)
    #expect(one.seed == 4711)
    #expect(one.algorithm == Drawing.name)
    #expect(one.by == WorkerID(9))
    let other = try #require(try Self.draw(.number(of: 5), seed: 4712))
    #expect(other.drawn != one.drawn)
  }

  /// Worked out apart from this code, as `docs/samples.md` tells it: a change of the way of drawing
  /// must have another name.
  @Test("What was drawn in the past is drawn for ever")
  func known() {
    let expected = [10, 4, 14, 7, 17]
    #expect(Drawing.draw(5, of: Array(1...34), seed: 4711) == expected)
    #expect(Drawing.draw(10, of: Array(1...10), seed: 1) == [6, 9, 2, 4, 8, 3, 5, 7, 1, 10])
    #expect(Drawing.name == "SplitMix64, Fisher–Yates, unbiased modulo, 1")
  }

  @Test("Each decision is as likely as the others")
  func fair() {
    var times = [Int: Int]()
    for seed in 1...6000 {
      for drawn in Drawing.draw(3, of: Array(1...10), seed: seed) { times[drawn, default: 0] += 1 }
    }
    // 1,800 expected of each; a fair draw strays by more than 180 about once in a million.
    #expect(times.count == 10)
    #expect(times.values.allSatisfy { abs($0 - 1800) < 180 })
  }

  @Test("A share is rounded up, so that it is never nobody")
  func share() throws {
    #expect(try Self.draw(.share(percent: 10))?.drawn.count == 4)
    #expect(try Self.draw(.share(percent: 1))?.drawn.count == 1)
    #expect(try Self.draw(.share(percent: 100))?.drawn.count == 34)
    #expect(Self.refusal(.share(percent: 0))?.question == "size")
    #expect(Self.refusal(.share(percent: 101))?.question == "size")
  }

  @Test("A draw that cannot be made says which answer is in the way")
  func refused() {
    #expect(Self.refusal(.number(of: 0))?.question == "size")
    let many = Self.refusal(.number(of: 35))
    #expect(many?.question == "size")
    #expect(many?.message.contains("34") == true)
    #expect(Self.refusal(.number(of: 5), to: 1)?.rule == "sample.future")
    #expect(Self.refusal(.number(of: 5), from: 0, to: -1)?.question == "from")
    #expect(Self.refusal(.number(of: 5), seed: 0)?.question == "seed")
    #expect(Self.refusal(.number(of: 1), population: [])?.rule == "sample.nothing")
    let all = (1...1000).map { ContactID($0) }
    #expect(Self.refusal(.share(percent: 50), population: all)?.rule == "sample.most")
  }

  @Test("Each drawn decision then waits on its contact; a sample is drawn once")
  func consequences() throws {
    let draw = try #require(try Self.draw(.number(of: 3)))
    let asked = Consequences.of(.drawn(draw: draw), on: SampleID(7)).map { consequence -> String in
      guard case .contact(let contact, .sample(let sample)) = consequence else { return "other" }
      return "\(contact) \(sample)"
    }
    #expect(asked == draw.drawn.map { "\($0) S-7" })
    let sample = Sample.evolve(nil, .drawn(draw: draw))
    #expect(throws: Refusal.self) {
      try Sample.decide(
        .draw(
          from: Self.today, to: Self.today, of: .nothingLeft, size: .number(of: 1), seed: 1),
        given: sample, around: Sample.Around(population: []), by: Self.auditor, today: Self.today)
    }
  }
}
