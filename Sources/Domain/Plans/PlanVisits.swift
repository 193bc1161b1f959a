/// Visits under a plan, worked out from what notes tell: never typed twice.
package struct PlanVisits: Sendable, Equatable {
  /// How one child was met at one visit.
  package enum Sight: String, Sendable, CaseIterable, Comparable {
    case calledOff, nobodyHome, notLetIn, notSeen, seen, alone

    package var words: String {
      switch self {
      case .alone: "Seen alone"
      case .seen: "Seen"
      case .notSeen: "Visited, not seen"
      case .notLetIn: "Not let in"
      case .nobodyHome: "Nobody at home"
      case .calledOff: "Called off"
      }
    }

    package var wasSeen: Bool { self == .seen || self == .alone }

    package static func < (left: Sight, right: Sight) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  package struct Visit: Sendable, Equatable {
    package let on: Day
    package let sight: Sight
    package let note: NoteID

    package init(on: Day, sight: Sight, note: NoteID) {
      self.on = on
      self.sight = sight
      self.note = note
    }
  }

  /// One week of the strip, from Monday.
  package struct Week: Sendable, Equatable {
    package let monday: Day
    package var visits: [Visit]
    /// Days in it on which a visit was due at the latest, and the child had not been seen.
    package var missed: [Day]

    /// What the week's box shows: the most that the child was met.
    package var best: Sight? { visits.map(\.sight).max() }
  }

  /// Oldest first: every week of the plan until today or its end.
  package var weeks: [Week] = []
  /// Days on which a visit was due at the latest, and the child had not been seen.
  package var missed: [Day] = []
  /// When the child is to be seen next at the latest; nil once the plan has ended.
  package var nextDue: Day?
  /// Where nothing was missed since: the day from which the next one is counted.
  package var countedFrom: Day
  package var lastSeen: Day?
  package var lastAlone: Day?
  /// Visits at which the child was seen, and seen alone.
  package var seen = 0
  package var alone = 0
  /// Visits that did not come about or at which the child was not seen.
  package var attempts = 0
  /// The limit in force on the last day counted: the local standard or what was agreed for this plan.
  package var rule: Clock.Rule?

  /// The child was to be seen before `today`, and has not been since.
  package func isLate(today: Day) -> Bool {
    guard nextDue != nil, let last = missed.last else { return false }
    return last < today && (lastSeen ?? countedFrom) <= last
  }
}

extension Plan {
  /// - Parameters:
  ///   - visits: of this child, in any order.
  ///   - knownFrom: the day from which visits are on this record; later than the plan's where it was
  ///     imported.
  package func visits(
    _ visits: [PlanVisits.Visit], knownFrom: Day? = nil, today: Day,
    standards: LocalStandards = LocalStandards()
  ) -> PlanVisits {
    let start = max(from, knownFrom ?? from)
    let end = min(to ?? today, today)
    let within = visits.filter { $0.on >= start && $0.on <= end }.sorted {
      ($0.on, $0.note) < ($1.on, $1.note)
    }
    var found = PlanVisits(countedFrom: start)
    let seen = within.filter(\.sight.wasSeen)
    found.seen = seen.count
    found.alone = within.count { $0.sight == .alone }
    found.attempts = within.count - seen.count
    found.lastSeen = seen.last?.on
    found.lastAlone = within.last { $0.sight == .alone }?.on
    var at = start
    var isFirst = true
    while at <= end {
      guard let due = visitDue(after: at, standards), due > at else { break }
      found.rule = visitRule(on: at, standards)
      if let next = seen.first(where: { isFirst ? $0.on >= at : $0.on > at }), next.on <= due {
        // Several visits within one span count from the last of them.
        at = next.on
        isFirst = false
        found.countedFrom = at
        continue
      }
      isFirst = false
      guard due < end else {
        if to == nil { found.nextDue = due }
        break
      }
      found.missed.append(due)
      at = due
    }
    found.weeks = Self.weeks(from: start, through: max(start, end), within, found.missed)
    return found
  }

  /// Whichever comes first: the standard of the day, or what was agreed for this plan.
  private func visitRule(on day: Day, _ standards: LocalStandards) -> Clock.Rule? {
    let rules = [
      Self.visitRule(kind, on: day, standards: standards),
      patterns.last { $0.from <= day }?.rule,
    ].compactMap { $0 }
    return rules.min { (Self.due($0, after: day) ?? day) < (Self.due($1, after: day) ?? day) }
  }

  private func visitDue(after day: Day, _ standards: LocalStandards) -> Day? {
    guard let rule = visitRule(on: day, standards), let due = Self.due(rule, after: day)
    else { return nil }
    // Agreed since: counted from the day on which it was.
    let agreed = patterns.filter { $0.from > day && $0.from < due }.compactMap {
      Self.due($0.rule, after: $0.from)
    }
    return ([due] + agreed).min()
  }

  private static func weeks(
    from start: Day, through end: Day, _ visits: [PlanVisits.Visit], _ missed: [Day]
  ) -> [PlanVisits.Week] {
    var weeks: [PlanVisits.Week] = []
    var monday = start.adding(days: -start.weekday.rawValue)
    while monday <= end {
      let after = monday.adding(days: 7)
      weeks.append(
        PlanVisits.Week(
          monday: monday, visits: visits.filter { $0.on >= monday && $0.on < after },
          missed: missed.filter { $0 >= monday && $0 < after }))
      monday = after
    }
    return weeks
  }
}

extension Note {
  /// How a child was met, where the note is a visit; nil for other notes.
  package static func sight(
    _ kind: Kind, _ failed: Failed?, seen: Bool, alone: Bool
  ) -> PlanVisits.Sight? {
    guard kind == .visit else { return nil }
    switch failed {
    case .notLetIn: return .notLetIn
    case .nobodyHome: return .nobodyHome
    case .calledOff: return .calledOff
    case nil: return alone ? .alone : seen ? .seen : .notSeen
    }
  }
}
