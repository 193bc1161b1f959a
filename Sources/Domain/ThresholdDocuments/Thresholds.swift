/// The safeguarding partners' threshold document, as data: levels of need, domains, and what speaks
/// for each. A decision keeps the edition and the ids of the indicators ticked, so an id is never
/// given to another meaning; an indicator that a later edition leaves out stays in its own.
package struct Thresholds: Codable, Sendable, Equatable {
  package let edition: String
  /// The first day on which decisions are made by it.
  package let from: Day
  /// Who agreed it.
  package let source: String
  package let levels: [LevelText]
  package let indicators: [Indicator]

  /// Where in a child's life an indicator is looked for.
  package enum NeedDomain: String, Codable, Sendable, CaseIterable {
    case child, parenting, family, outside

    package var words: String {
      switch self {
      case .child: "The child’s development"
      case .parenting: "Parenting"
      case .family: "Family and environment"
      case .outside: "Harm outside the home"
      }
    }
  }

  package struct LevelText: Codable, Sendable, Equatable {
    package let level: Contact.Level
    /// Short, for a picture: `Early help`.
    package let name: String
    package let meaning: String

    package init(_ level: Contact.Level, _ name: String, _ meaning: String) {
      self.level = level
      self.name = name
      self.meaning = meaning
    }
  }

  package struct Indicator: Codable, Sendable, Equatable {
    /// Permanent: `4.injury`.
    package let id: String
    package let level: Contact.Level
    package let domain: NeedDomain
    package let words: String

    init(_ level: Contact.Level, _ domain: NeedDomain, _ name: String, _ words: String) {
      id = "\(level.rawValue).\(name)"
      self.level = level
      self.domain = domain
      self.words = words
    }

    package init(id: String, level: Contact.Level, domain: NeedDomain, words: String) {
      self.id = id
      self.level = level
      self.domain = domain
      self.words = words
    }
  }

  package func indicators(of level: Contact.Level) -> [Indicator] {
    indicators.filter { $0.level == level }
  }

  /// One cell of the matrix.
  package func indicators(of level: Contact.Level, in domain: NeedDomain) -> [Indicator] {
    indicators.filter { $0.level == level && $0.domain == domain }
  }

  package func text(of level: Contact.Level) -> LevelText? { levels.first { $0.level == level } }

  package init(
    edition: String, from: Day, source: String, levels: [LevelText], indicators: [Indicator]
  ) {
    self.edition = edition
    self.from = from
    self.source = source
    self.levels = levels
    self.indicators = indicators
  }
}

/// Every edition of the threshold document that decisions were, are or will be made by: the starting
/// text that comes with Threshold, and those that the safeguarding partners adopted.
package struct ThresholdEditions: Sendable, Equatable {
  /// Until the partners adopt their own.
  package static let shipped = ThresholdEditions()

  /// Those of the partners, in the order in which they were adopted.
  package let adopted: [Thresholds]

  package init(_ adopted: [Thresholds] = []) { self.adopted = adopted }

  /// Oldest first.
  package var all: [Thresholds] { Thresholds.starting + adopted }

  /// The edition in force on a day. What the partners adopted comes before the starting text; of two
  /// from one day the later adopted. Before the first, the first.
  package func inForce(on day: Day) -> Thresholds {
    let own = adopted.filter { $0.from <= day }
    let last = own.map(\.from).max()
    return own.last { $0.from == last } ?? Thresholds.starting.last { $0.from <= day }
      ?? Thresholds.first
  }

  package func edition(_ name: String) -> Thresholds? { all.first { $0.edition == name } }

  /// The words of an indicator of any edition; the id itself for one that nobody knows any more.
  package func words(_ id: String) -> String {
    all.lazy.flatMap(\.indicators).first { $0.id == id }?.words ?? id
  }

  /// The edition by which a decision was made: kept with it, or, where it is older than that, the one
  /// of its day.
  package func of(_ decision: Contact.Decision) -> Thresholds {
    decision.edition.flatMap { edition($0) } ?? inForce(on: decision.on)
  }
}
