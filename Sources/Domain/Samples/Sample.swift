package typealias SampleID = Identifier<Sample>

/// Decisions that closed a contact inside the unit, drawn by chance for a second pair of eyes (A4).
/// It keeps all that is needed to draw it again: the question asked of the record, every decision
/// that answered it, the seed, and the name of the way it was drawn.
///
/// What became of each drawn decision is on its contact: it waits for the second check, and is agreed
/// or sent back there.
package struct Sample: Noun {
  package static let noun = "sample"
  package static let letter = "S"

  package var draw: Draw

  /// Which decisions could have been drawn.
  package enum Population: String, Codable, Sendable, CaseIterable {
    case noFurtherAction, nothingLeft

    package var words: String {
      switch self {
      case .noFurtherAction: "No further action"
      case .nothingLeft: "No further action, or advice and information"
      }
    }

    package var outcomes: [Contact.Outcome] {
      switch self {
      case .noFurtherAction: [.noFurtherAction]
      case .nothingLeft: [.noFurtherAction, .adviceAndInformation]
      }
    }
  }

  package enum Size: Codable, Sendable, Equatable {
    case number(of: Int)
    /// Rounded up, so that it is never none.
    case share(percent: Int)

    package func number(of population: Int) -> Int {
      switch self {
      case .number(let number): number
      case .share(let percent): (population * percent + 99) / 100
      }
    }

    package var words: String {
      switch self {
      case .number(let number): "\(number)"
      case .share(let percent): "\(percent)%"
      }
    }
  }

  package struct Draw: Codable, Sendable, Equatable {
    /// Days of decision, both included.
    package var from: Day
    package var to: Day
    package var of: Population
    package var size: Size
    package var seed: Int
    /// ``Drawing/name``
    package var algorithm: String
    /// Every decision that could have been drawn, by the number of its contact.
    package var population: [ContactID]
    /// In the order in which they were drawn.
    package var drawn: [ContactID]
    package var by: WorkerID?
    package var on: Day

    package init(
      from: Day, to: Day, of: Population, size: Size, seed: Int, algorithm: String,
      population: [ContactID], drawn: [ContactID], by: WorkerID?, on: Day
    ) {
      self.from = from
      self.to = to
      self.of = of
      self.size = size
      self.seed = seed
      self.algorithm = algorithm
      self.population = population
      self.drawn = drawn
      self.by = by
      self.on = on
    }

    /// What anybody gets who draws it again.
    package var again: [ContactID] {
      Drawing.draw(drawn.count, of: population, seed: seed)
    }
  }

  package enum Fact: Domain.Fact {
    case drawn(draw: Draw)

    /// About decisions, not about people: each contact has a fact of its own.
    package var subjects: [PersonID] { [] }
    package var occurredOn: Day? {
      switch self {
      case .drawn(let draw): draw.on
      }
    }
  }

  package enum Command: Sendable {
    case draw(from: Day, to: Day, of: Population, size: Size, seed: Int)
  }

  /// The decisions of the period that could be drawn, by number.
  package struct Around: Sendable {
    package var population: [ContactID]
    package init(population: [ContactID]) { self.population = population }
  }

  /// More are more than anybody looks at; each is a fact on its contact.
  package static let most = 200
  package static let seeds = 1...999_999_999

  package static func decide(
    _ command: Command, given sample: Sample?, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard sample == nil else { throw .alreadyThere(Self.self) }
    switch command {
    case .draw(let from, let to, let of, let size, let seed):
      guard to <= today else {
        throw Refusal("sample.future", "The last day must be today or in the past", question: "to")
      }
      guard from <= to else {
        throw Refusal(
          "sample.period", "The first day must be the last day or before it", question: "from")
      }
      guard seeds.contains(seed) else {
        throw Refusal(
          "sample.seed", "The seed must be a number from 1 to 999999999", question: "seed")
      }
      let population = around.population.sorted()
      guard !population.isEmpty else {
        throw Refusal(
          "sample.nothing",
          "No decision of this kind was made in these days that nobody has looked at since",
          question: "from")
      }
      try check(size, of: population.count)
      let number = size.number(of: population.count)
      return [
        .drawn(
          draw: Draw(
            from: from, to: to, of: of, size: size, seed: seed, algorithm: Drawing.name,
            population: population,
            drawn: Drawing.draw(number, of: population, seed: seed), by: actor.worker, on: today))
      ]
    }
  }

  private static func check(_ size: Size, of count: Int) throws(Refusal) {
    switch size {
    case .number(let number):
      guard number >= 1 else {
        throw Refusal("sample.size", "Draw at least one decision", question: "size")
      }
      guard number <= count else {
        throw Refusal(
          "sample.size",
          "There are only \(count) such decisions in these days. Draw \(count) or fewer",
          question: "size")
      }
    case .share(let percent):
      guard (1...100).contains(percent) else {
        throw Refusal(
          "sample.size", "The share must be a number from 1 to 100", question: "size")
      }
    }
    guard size.number(of: count) <= most else {
      throw Refusal(
        "sample.most",
        "Draw \(most) decisions or fewer at once. This would be "
          + "\(size.number(of: count)) of \(count)", question: "size")
    }
  }

  package static func evolve(_ sample: Sample?, _ fact: Fact) -> Sample {
    guard sample == nil else { outOfOrder(fact) }
    switch fact {
    case .drawn(let draw): return Sample(draw: draw)
    }
  }
}
