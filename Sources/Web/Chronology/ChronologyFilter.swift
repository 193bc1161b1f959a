import Domain
import HTML
import Store

/// What of a chronology is shown, as the address says. Holds numbers and days, never a name.
struct ChronologyFilter: Sendable {
  enum Show: String, CaseIterable, Sendable {
    case significant, everything
    /// What was left out of the significant events by hand.
    case leftOut = "left-out"
  }

  var show: Show
  /// None chosen is all.
  var kinds: Set<ChronologyEntry.Kind>
  /// Who recorded it.
  var by: WorkerID?
  /// The place of an agency among those that told something.
  var agency: Int?
  var from: Day?
  var to: Day?
  var oldestFirst: Bool
  /// Brothers and sisters laid over.
  var with: [PersonID]
  /// Counted from 1.
  var page: Int
  let asAt: Day?
  let errors: [FormError]
  let answers: Answers

  static let onePage = 100

  init(_ query: Answers, siblings: [PersonID], asAt: Day?) {
    show = query["show"].flatMap { Show(rawValue: $0) } ?? .significant
    kinds = Set(query.all("kind").compactMap { ChronologyEntry.Kind(rawValue: $0) })
    by = query["by"].flatMap { WorkerID($0) }
    agency = query["agency"].flatMap { Int($0) }
    oldestFirst = query["order"] == "oldest"
    let chosen = Set(query.all("with").compactMap { PersonID($0) })
    with = siblings.filter { chosen.contains($0) }
    page = max(1, query["page"].flatMap { Int($0) } ?? 1)
    self.asAt = asAt
    answers = query
    var reader = AnswerReader(query)
    from = reader.dayIfAny("from", "the first day")
    to = reader.dayIfAny("to", "the last day")
    errors = reader.errors
  }

  var everything: Bool { show == .everything }
  var isNarrowed: Bool {
    !kinds.isEmpty || by != nil || agency != nil || from != nil || to != nil
  }

  func apply(to events: [ShownEvent], agencies: [String]) -> [ShownEvent] {
    let agency = agency.flatMap { agencies.indices.contains($0 - 1) ? agencies[$0 - 1] : nil }
    let chosen = events.filter { event in
      let day = event.entry.happenedOn
      let isWanted =
        switch show {
        case .significant: event.entry.isSignificant
        case .everything: true
        case .leftOut: event.curated.map { $0.standing != .shown } ?? false
        }
      return isWanted && (kinds.isEmpty || kinds.contains(event.entry.kind))
        && (by.map { event.actor == .worker($0) } ?? true)
        && (agency.map { event.curated?.agency == $0 } ?? true)
        && (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }.once.newestFirst
    return oldestFirst ? chosen.reversed() : chosen
  }

  /// The address of the same list, changed; of its first page unless another is asked for.
  func path(_ child: PersonID, _ change: (inout ChronologyFilter) -> Void = { _ in }) -> String {
    var filter = self
    filter.page = 1
    change(&filter)
    var parts: [String] = []
    if filter.show != .significant { parts.append("show=\(filter.show.rawValue)") }
    parts += ChronologyEntry.Kind.allCases.filter { filter.kinds.contains($0) }.map {
      "kind=\($0.rawValue)"
    }
    if let by = filter.by { parts.append("by=\(by)") }
    if let agency = filter.agency { parts.append("agency=\(agency)") }
    for (name, day) in [("from", filter.from), ("to", filter.to)] {
      guard let day else { continue }
      let (year, month, date) = day.civil
      parts.append("\(name)-day=\(date)&\(name)-month=\(month)&\(name)-year=\(year)")
    }
    if filter.oldestFirst { parts.append("order=oldest") }
    parts += filter.with.map { "with=\($0)" }
    if filter.page > 1 { parts.append("page=\(filter.page)") }
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
