package typealias ThresholdDocumentID = Identifier<ThresholdDocument>

/// An edition of the threshold document as the safeguarding partners adopted it (Working Together 2026,
/// chapter 2: the partners publish a threshold document). Decisions keep its name and the ids of its
/// indicators, so it is never changed: what is to be different is a new edition.
package struct ThresholdDocument: Noun {
  package static let noun = "thresholddocument"
  package static let letter = "B"

  package var thresholds: Thresholds
  package var adoptedBy: WorkerID?

  package enum Fact: Domain.Fact {
    case adopted(document: Thresholds, by: WorkerID?, on: Day)

    package var subjects: [PersonID] { [] }
    package var occurredOn: Day? {
      switch self {
      case .adopted(_, _, let on): on
      }
    }
  }

  package enum Command: Sendable {
    /// Decisions are made by it from its day on.
    case adopt(Thresholds)
  }

  /// The editions there are.
  package struct Around: Sendable {
    package var editions: ThresholdEditions
    package init(editions: ThresholdEditions) { self.editions = editions }
  }

  package static func decide(
    _ command: Command, given document: ThresholdDocument?, around: Around, by actor: Actor,
    today: Day
  ) throws(Refusal) -> [Fact] {
    guard document == nil else { throw .alreadyThere(Self.self) }
    switch command {
    case .adopt(let thresholds):
      try check(thresholds, beside: around.editions, today: today)
      return [.adopted(document: thresholds, by: actor.worker, on: today)]
    }
  }

  package static func evolve(_ document: ThresholdDocument?, _ fact: Fact) -> ThresholdDocument {
    guard document == nil, case .adopted(let thresholds, let worker, _) = fact else {
      outOfOrder(fact)
    }
    return ThresholdDocument(thresholds: thresholds, adoptedBy: worker)
  }
}
