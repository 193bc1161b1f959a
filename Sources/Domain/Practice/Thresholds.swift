/// The safeguarding partners' threshold document, as data: levels of need, domains, and what speaks
/// for each. A decision keeps the edition and the ids of the indicators ticked, so an id is never
/// given to another meaning; an indicator that a later edition leaves out stays in its own.
package struct Thresholds: Sendable, Equatable {
  package let edition: String
  /// The first day on which decisions are made by it.
  package let from: Day
  /// Who agreed it.
  package let source: String
  package let levels: [LevelText]
  package let indicators: [Indicator]

  /// Where in a child's life an indicator is looked for.
  package enum NeedDomain: String, Sendable, CaseIterable {
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

  package struct LevelText: Sendable, Equatable {
    package let level: Contact.Level
    /// Short, for a picture: `Early help`.
    package let name: String
    package let meaning: String

    init(_ level: Contact.Level, _ name: String, _ meaning: String) {
      self.level = level
      self.name = name
      self.meaning = meaning
    }
  }

  package struct Indicator: Sendable, Equatable {
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
  }

  package func indicators(of level: Contact.Level) -> [Indicator] {
    indicators.filter { $0.level == level }
  }

  /// One cell of the matrix.
  package func indicators(of level: Contact.Level, in domain: NeedDomain) -> [Indicator] {
    indicators.filter { $0.level == level && $0.domain == domain }
  }

  package func text(of level: Contact.Level) -> LevelText? { levels.first { $0.level == level } }

  /// The words of an indicator of any edition; the id itself for one that nobody knows any more.
  package static func words(_ id: String) -> String {
    editions.flatMap(\.indicators).first { $0.id == id }?.words ?? id
  }

  /// The edition in force on a day; before the first, the first.
  package static func inForce(on day: Day) -> Thresholds {
    editions.last { $0.from <= day } ?? first
  }

  package static func edition(_ name: String) -> Thresholds? {
    editions.first { $0.edition == name }
  }
}

extension Contact.Decision {
  /// The edition of the threshold document by which it was made: kept with it, or, where it is older
  /// than that, the one of its day.
  package var thresholds: Thresholds {
    edition.flatMap { Thresholds.edition($0) } ?? .inForce(on: on)
  }
}
