import Domain
import HTML
import Store

/// What of a chronology is shown, as the address says. Holds numbers and days, never a name.
struct ChronologyFilter: Sendable {
  var everything: Bool
  /// None chosen is all.
  var kinds: Set<ChronologyEntry.Kind>
  var from: Day?
  var to: Day?
  var oldestFirst: Bool
  /// Brothers and sisters laid over.
  var with: [PersonID]
  let asAt: Day?
  let errors: [FormError]
  let answers: Answers

  init(_ query: Answers, siblings: [PersonID], asAt: Day?) {
    everything = query["show"] == "everything"
    kinds = Set(query.all("kind").compactMap { ChronologyEntry.Kind(rawValue: $0) })
    oldestFirst = query["order"] == "oldest"
    let chosen = Set(query.all("with").compactMap { PersonID($0) })
    with = siblings.filter { chosen.contains($0) }
    self.asAt = asAt
    answers = query
    var reader = AnswerReader(query)
    from = reader.dayIfAny("from", "the first day")
    to = reader.dayIfAny("to", "the last day")
    errors = reader.errors
  }

  func apply(to events: [ShownEvent]) -> [ShownEvent] {
    let chosen = events.filter { event in
      let day = event.entry.happenedOn
      return (everything || event.entry.isSignificant)
        && (kinds.isEmpty || kinds.contains(event.entry.kind))
        && (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }.once.newestFirst
    return oldestFirst ? chosen.reversed() : chosen
  }

  /// The address of the same list, changed.
  func path(_ child: PersonID, _ change: (inout ChronologyFilter) -> Void = { _ in }) -> String {
    var filter = self
    change(&filter)
    var parts: [String] = []
    if filter.everything { parts.append("show=everything") }
    parts += ChronologyEntry.Kind.allCases.filter { filter.kinds.contains($0) }.map {
      "kind=\($0.rawValue)"
    }
    for (name, day) in [("from", filter.from), ("to", filter.to)] {
      guard let day else { continue }
      let (year, month, date) = day.civil
      parts.append("\(name)-day=\(date)&\(name)-month=\(month)&\(name)-year=\(year)")
    }
    if filter.oldestFirst { parts.append("order=oldest") }
    parts += filter.with.map { "with=\($0)" }
    if let asAt { parts.append("as-at=\(asAt)") }
    return ChildPaths.chronology(child) + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
  }
}

extension Array where Element == ShownEvent {
  /// Two facts that say the same of the same day are one event.
  fileprivate var once: [ShownEvent] {
    var seen: Set<String> = []
    return filter {
      $0.entry.title != "Born"
        || seen.insert("\($0.stream) \($0.entry.title) \($0.entry.happenedOn)").inserted
    }
  }
}
