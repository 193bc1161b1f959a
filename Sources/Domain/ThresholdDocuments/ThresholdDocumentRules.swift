/// What an edition must be, so that a decision can be made by it and read for ever.
extension ThresholdDocument {
  static let longestWords = 300
  static let mostIndicators = 300

  static func check(
    _ document: Thresholds, beside editions: ThresholdEditions, today: Day
  ) throws(Refusal) {
    guard (1...40).contains(document.edition.count) else {
      throw Refusal("thresholds.edition", "Give the edition a name of at most 40 letters")
    }
    guard editions.edition(document.edition) == nil else {
      throw Refusal(
        "thresholds.twice",
        "There is an edition \(document.edition) already. Decisions were made by it, so it stays as "
          + "it is; give the new one another name")
    }
    guard document.from >= today else {
      throw Refusal(
        "thresholds.past",
        "It cannot be in force from \(document.from.long): decisions were made by another edition "
          + "since. The first day can be \(today.long)")
    }
    guard !document.source.isEmpty else {
      throw Refusal("thresholds.source", "Say who agreed it, and when")
    }
    guard document.levels.map(\.level) == Contact.Level.allCases,
      document.levels.allSatisfy({ !$0.name.isEmpty && !$0.meaning.isEmpty })
    else {
      throw Refusal(
        "thresholds.levels", "Give each of the levels 1 to 4, in order, a name and a meaning")
    }
    try check(document.indicators, beside: editions)
  }

  private static func check(
    _ indicators: [Thresholds.Indicator], beside editions: ThresholdEditions
  ) throws(Refusal) {
    guard indicators.count <= mostIndicators else {
      throw Refusal("thresholds.most", "At most \(mostIndicators) indicators can be told apart")
    }
    var known: [String: Thresholds.Indicator] = [:]
    for indicator in editions.all.flatMap(\.indicators) { known[indicator.id] = indicator }
    var ids: Set<String> = []
    for indicator in indicators {
      let id = indicator.id
      let isPlain = id.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || ".-".contains($0))
      }
      guard (1...60).contains(id.count), isPlain else {
        throw Refusal(
          "thresholds.id", "Indicator \(id): an id is letters, numbers, dots and hyphens, up to 60")
      }
      guard ids.insert(id).inserted else {
        throw Refusal("thresholds.same-id", "Two indicators have the id \(id)")
      }
      guard (1...longestWords).contains(indicator.words.count) else {
        throw Refusal(
          "thresholds.words", "Indicator \(id): write it in up to \(longestWords) letters")
      }
      if let before = known[id], before != indicator {
        throw Refusal(
          "thresholds.meaning",
          "Indicator \(id) means something else in an earlier edition, and decisions were made by it. "
            + "Give the new one an id of its own")
      }
    }
    for level in Contact.Level.allCases where !indicators.contains(where: { $0.level == level }) {
      throw Refusal("thresholds.level", "Say what speaks for \(level.words)")
    }
  }
}
