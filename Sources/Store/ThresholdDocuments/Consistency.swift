import Domain

/// How evenly the threshold document is used: the same indicators, and which levels were decided.
/// Every number is a count of decisions that stand now, and opens their list.
package enum Consistency {
  package enum Grouping: String, Sendable, CaseIterable {
    case indicator, set, source, agency, decider
  }

  /// Which decisions are looked at.
  package struct Question: Sendable, Equatable {
    package var from: Day
    package var to: Day
    /// Only decisions with this one ticked.
    package var indicator: String?

    package init(from: Day, to: Day, indicator: String? = nil) {
      self.from = from
      self.to = to
      self.indicator = indicator
    }
  }

  package struct Line: Sendable, Equatable {
    /// The indicator's id, the ids of a set with a space between, a source's code, an agency's name,
    /// or a worker's number.
    package let key: String
    package var counts: [Contact.Level: Int]

    package var total: Int { counts.values.reduce(0, +) }
    package var levels: Int { counts.count }
    /// The part of the decisions that is not at the commonest level.
    package var spread: Double {
      total == 0 ? 0 : 1 - Double(counts.values.max() ?? 0) / Double(total)
    }
  }

  /// One decision of the period.
  package struct Decided: Sendable, Equatable {
    package let contact: ContactID
    package let level: Contact.Level
    package let decidedOn: Day
    package let decidedBy: WorkerID?
    package let source: ReferralSource
    package let agency: String?
    package let fromPolice: Bool
    package var indicators: [String] = []

    package func keys(_ grouping: Grouping) -> [String] {
      switch grouping {
      case .indicator: indicators
      case .set: [indicators.joined(separator: " ")]
      case .source: [source.code]
      case .agency: [agency ?? ""]
      case .decider: [decidedBy?.description ?? ""]
      }
    }
  }

  package static func decisions(
    _ question: Question, in tx: any Transaction
  ) throws -> [Decided] {
    var found = try tx.rows(
      """
      SELECT id, level, decided_on, decided_by, source, method, agency FROM contact
      WHERE decided_on >= \(question.from) AND decided_on <= \(question.to)
        AND level IS NOT NULL
      ORDER BY decided_on DESC, id DESC
      """
    ).compactMap { row -> Decided? in
      guard let level = try row.level("level") else { return nil }
      let method: Contact.Method = try row.code("method")
      let source: ReferralSource = try row.code("source")
      return Decided(
        contact: try row.id("id"), level: level, decidedOn: try row.day("decided_on"),
        decidedBy: try row.idIfAny("decided_by"), source: source,
        agency: try row.textIfAny("agency"),
        fromPolice: method == .police || source == .police)
    }
    var indicators: [ContactID: [String]] = [:]
    for row in try tx.rows(
      """
      SELECT i.contact, i.indicator FROM contact_indicator i JOIN contact c ON c.id = i.contact
      WHERE c.decided_on >= \(question.from) AND c.decided_on <= \(question.to)
      ORDER BY i.contact, i.indicator
      """)
    {
      indicators[try row.id("contact"), default: []].append(try row.text("indicator"))
    }
    for place in found.indices { found[place].indicators = indicators[found[place].contact] ?? [] }
    guard let wanted = question.indicator else { return found }
    return found.filter { $0.indicators.contains(wanted) }
  }

  /// Where the levels differ most comes first; of those alike, the most frequent.
  package static func lines(_ decisions: [Decided], by grouping: Grouping) -> [Line] {
    var counts: [String: [Contact.Level: Int]] = [:]
    for decision in decisions {
      for key in decision.keys(grouping) {
        counts[key, default: [:]][decision.level, default: 0] += 1
      }
    }
    return counts.map { Line(key: $0.key, counts: $0.value) }.sorted {
      if $0.spread != $1.spread { return $0.spread > $1.spread }
      if $0.total != $1.total { return $0.total > $1.total }
      return $0.key < $1.key
    }
  }
}
