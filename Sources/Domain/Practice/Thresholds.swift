/// The safeguarding partners' threshold document, as data: four levels of need and what speaks for
/// each. A decision keeps the ids of the indicators ticked, so an id is never given to another
/// meaning; an indicator that is no longer used stays here, with the day on which it ended.
package struct Thresholds: Sendable, Equatable {
  package let edition: String
  package let from: Day
  package let indicators: [Indicator]

  package struct Indicator: Sendable, Equatable {
    /// Permanent: `4.injury`.
    package let id: String
    package let level: Contact.Level
    package let words: String

    init(_ level: Contact.Level, _ name: String, _ words: String) {
      id = "\(level.rawValue).\(name)"
      self.level = level
      self.words = words
    }
  }

  package func indicators(of level: Contact.Level) -> [Indicator] {
    indicators.filter { $0.level == level }
  }

  /// The words of an indicator of any edition; the id itself for one that nobody knows any more.
  package static func words(_ id: String) -> String {
    editions.flatMap(\.indicators).first { $0.id == id }?.words ?? id
  }

  /// The edition in force on a day; before the first, the first.
  package static func inForce(on day: Day) -> Thresholds {
    editions.last { $0.from <= day } ?? first
  }

  package static let editions = [first]

  /// 1 January 2000.
  package static let first = Thresholds(
    edition: "1", from: Day(number: 10_957),
    indicators: universal + earlyHelp + targeted + statutory)

  private static let universal = [
    Indicator(.universal, "well", "The child is healthy and growing as expected"),
    Indicator(.universal, "learning", "The child goes to school or nursery and is learning"),
    Indicator(.universal, "care", "Parents or carers meet the child's everyday needs"),
    Indicator(.universal, "home", "The home is safe, warm and settled"),
    Indicator(.universal, "support", "Family, friends or community help when it is hard"),
    Indicator(.universal, "services", "The family uses services that everybody can use"),
  ]

  private static let earlyHelp = [
    Indicator(.earlyHelp, "attendance", "School is often missed or moved, with a reason known"),
    Indicator(.earlyHelp, "routines", "Meals, sleep or appointments are sometimes missed"),
    Indicator(.earlyHelp, "feelings", "The child is often worried, low or angry"),
    Indicator(.earlyHelp, "caring", "The child looks after somebody else in the family"),
    Indicator(.earlyHelp, "strain", "Money, housing or separation puts the family under strain"),
    Indicator(.earlyHelp, "asking", "Parents see the difficulty and would like help"),
  ]

  private static let targeted = [
    Indicator(.targeted, "several", "Several needs at once, and one service cannot meet them"),
    Indicator(.targeted, "longer", "Help has been tried and has not changed things enough"),
    Indicator(.targeted, "parent", "A parent's health, drinking or drugs affects daily care"),
    Indicator(.targeted, "conflict", "Arguments at home are frequent and frighten the child"),
    Indicator(.targeted, "disability", "A disability needs more than universal services give"),
    Indicator(
      .targeted, "outside", "Friends or places outside the home are drawing them into harm"),
  ]

  private static let statutory = [
    Indicator(.statutory, "injury", "An injury without an explanation that fits it"),
    Indicator(.statutory, "violence", "Violence in the home that the child sees or suffers"),
    Indicator(.statutory, "neglect", "Basic needs are not met, for long or very badly"),
    Indicator(.statutory, "sexual", "Sexual abuse or exploitation is told, seen or suspected"),
    Indicator(.statutory, "alone", "Nobody able to care is looking after the child"),
    Indicator(.statutory, "told", "The child says that somebody is hurting them"),
    Indicator(.statutory, "unborn", "An unborn child whose brothers or sisters came to harm"),
  ]
}
