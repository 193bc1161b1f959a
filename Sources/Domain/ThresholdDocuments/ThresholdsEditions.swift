extension Thresholds {
  /// Oldest first. A new edition is a new value with the day it begins; one that shipped stays as it
  /// is, for decisions were made by it.
  static let starting = [first, second]

  /// 1 January 2000.
  package static let first = Thresholds(
    edition: "1", from: Day(number: 10_957),
    source: "Threshold’s own starting text, until the safeguarding partners set theirs",
    levels: levelTexts, indicators: universal + earlyHelp + targeted + statutory)

  /// 1 January 2026: every level has a word on harm outside the home.
  package static let second = Thresholds(
    edition: "2", from: Day(number: 20_454),
    source: "Threshold’s own starting text, until the safeguarding partners set theirs",
    levels: levelTexts, indicators: first.indicators + added)

  private static let levelTexts = [
    LevelText(
      .universal, "Universal",
      "What the child needs is given by family and by services that everybody can use."),
    LevelText(
      .earlyHelp, "Early help",
      "The child needs something more, and one service with the family’s agreement can give it."),
    LevelText(
      .targeted, "Targeted help",
      "Several or lasting needs: services work together by one plan, with a lead professional."),
    LevelText(
      .statutory, "Statutory and protection",
      "The child is in need by law, or suffers or is likely to suffer significant harm."),
  ]

  private static let universal = [
    Indicator(.universal, .child, "well", "The child is healthy and growing as expected"),
    Indicator(
      .universal, .child, "learning", "The child goes to school or nursery and is learning"),
    Indicator(
      .universal, .parenting, "care", "Parents or carers meet the child's everyday needs"),
    Indicator(.universal, .family, "home", "The home is safe, warm and settled"),
    Indicator(
      .universal, .family, "support", "Family, friends or community help when it is hard"),
    Indicator(
      .universal, .family, "services", "The family uses services that everybody can use"),
  ]

  private static let earlyHelp = [
    Indicator(
      .earlyHelp, .child, "attendance", "School is often missed or moved, with a reason known"),
    Indicator(
      .earlyHelp, .parenting, "routines", "Meals, sleep or appointments are sometimes missed"),
    Indicator(.earlyHelp, .child, "feelings", "The child is often worried, low or angry"),
    Indicator(
      .earlyHelp, .family, "caring", "The child looks after somebody else in the family"),
    Indicator(
      .earlyHelp, .family, "strain",
      "Money, housing or separation puts the family under strain"),
    Indicator(
      .earlyHelp, .parenting, "asking", "Parents see the difficulty and would like help"),
  ]

  private static let targeted = [
    Indicator(
      .targeted, .child, "several", "Several needs at once, and one service cannot meet them"),
    Indicator(
      .targeted, .family, "longer", "Help has been tried and has not changed things enough"),
    Indicator(
      .targeted, .parenting, "parent", "A parent's health, drinking or drugs affects daily care"),
    Indicator(
      .targeted, .family, "conflict", "Arguments at home are frequent and frighten the child"),
    Indicator(
      .targeted, .child, "disability", "A disability needs more than universal services give"),
    Indicator(
      .targeted, .outside, "outside",
      "Friends or places outside the home are drawing them into harm"),
  ]

  private static let statutory = [
    Indicator(.statutory, .child, "injury", "An injury without an explanation that fits it"),
    Indicator(
      .statutory, .family, "violence", "Violence in the home that the child sees or suffers"),
    Indicator(
      .statutory, .parenting, "neglect", "Basic needs are not met, for long or very badly"),
    Indicator(
      .statutory, .child, "sexual", "Sexual abuse or exploitation is told, seen or suspected"),
    Indicator(
      .statutory, .parenting, "alone", "Nobody able to care is looking after the child"),
    Indicator(.statutory, .child, "told", "The child says that somebody is hurting them"),
    Indicator(
      .statutory, .family, "unborn",
      "An unborn child whose brothers or sisters came to harm"),
  ]

  /// What the second edition has beyond the first.
  private static let added = [
    Indicator(
      .universal, .outside, "friends",
      "Friendships and places are safe, and an adult knows where the child is"),
    Indicator(
      .earlyHelp, .outside, "places",
      "New friends, places or people met online worry those who care for the child"),
    Indicator(
      .targeted, .outside, "missing",
      "Goes missing, or has money, phones or things that nobody can explain"),
    Indicator(
      .targeted, .parenting, "boundaries",
      "The child is often without the care or watching over that their age needs"),
    Indicator(
      .statutory, .outside, "exploited",
      "Controlled, trafficked or exploited by people outside the home"),
    Indicator(
      .statutory, .outside, "weapons",
      "Threatened or seriously hurt by others outside the home, or carrying a weapon"),
    Indicator(
      .statutory, .child, "self",
      "Hurts themselves badly, or speaks of ending their life"),
  ]
}
