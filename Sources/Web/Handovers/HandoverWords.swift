import Domain
import HTML
import Store

enum HandoverWords {
  /// How an alert for the night begins, wherever it stands.
  static let alert = "Alert for the night"
}

extension Instant {
  /// `1:30am on 15 March 2026`; where the clocks showed the hour twice, which of the two.
  var inWords: String { "\(nightClock) on \(day.long)" }

  /// `Sunday 15 March, 9:00am`
  var inShort: String {
    "\(day.weekday.name) \(day.dayOfMonth) \(Day.monthNames[day.month - 1]), \(nightClock)"
  }

  var nightClock: String {
    let shown = london
    if adding(seconds: 3600).london == shown { return "\(clock), before the clocks went back" }
    if adding(seconds: -3600).london == shown { return "\(clock), after the clocks went back" }
    return clock
  }

  /// `25 minutes`, `7 hours`, `3 days`: how long since then.
  func age(at now: Instant) -> String {
    let minutes = max(0, Int((now.milliseconds - milliseconds) / 60_000))
    if minutes < 60 { return counted(minutes, "minute", "minutes") }
    if minutes < 48 * 60 { return counted(minutes / 60, "hour", "hours") }
    return counted(minutes / 1440, "day", "days")
  }
}

extension Night {
  /// `Night of Saturday 14 March 2026`
  var name: String { "Night of \(day.longWithWeekday)" }
}

extension HandoverTable.Needed {
  /// How it stands: who has it, or since when nobody has.
  func status(at now: Instant) -> HTML {
    if let acceptedBy {
      return
        "\(tag("Accepted", kind: .good)) by \(acceptedBy)\(acceptedAt.map { ", \($0.inShort)" })"
    }
    if let closeReason { return "\(tag("Closed", kind: .neutral)) \(closeReason)" }
    let label =
      isLate(at: now)
      ? tag("Not accepted, overdue", kind: .danger) : tag("Not accepted", kind: .warn)
    return "\(label) by \(need.due.inShort). Waiting \(need.at.age(at: now))"
  }
}

extension HandoverTable.Whole {
  /// A few words of what it is, for a list and a title.
  var title: String {
    if warning != nil { return "Alert for the night" }
    return actions.first.map { "\($0.action.kind.words), \($0.action.at.inShort)" }
      ?? "In the night"
  }

  /// Who acknowledged it in a night, and when.
  func acknowledgedWords(in night: Night) -> String? {
    let names = acknowledged.filter { night.contains($0.at) }
      .map { "\($0.by), \($0.at.inShort)" }
    return names.isEmpty ? nil : names.joined(separator: "; ")
  }

  var warningRows: [SummaryRow] {
    guard let warning else { return [] }
    return [
      SummaryRow("What may happen", warning.what), SummaryRow("What to do", warning.act),
      SummaryRow("Who to ring", warning.ring),
      SummaryRow("Until", warning.until.inShort),
    ]
  }
}

extension HandoverTable.Done {
  /// One thing that was done in the night.
  func entry(_ whole: HandoverTable.Whole, showsName: Bool = true) -> TimelineEntry {
    let more = [
      action.instead.map { "Put in place instead: \($0)" },
      action.tookPart.map { "Took part: \($0)" },
    ].compactMap { $0 }
    return TimelineEntry(
      date: action.at.inShort,
      title: (showsName ? "\(whole.name): " : "") + action.kind.words.lowercased(),
      body: """
        \(prose(action.words))\(each: more, { "<p>\($0)</p>" })\
        <p>\(tag(action.outcome.words, kind: action.outcome.kind))</p>
        """,
      source: textLink("Handover \(whole.id)", to: HandoverPaths.page(whole.id)),
      meta: by.map { "Written down by \($0)" })
  }
}

extension Handover.Action.Outcome {
  var kind: TagKind {
    switch self {
    case .noChange, .advice: .neutral
    case .safetyPlan: .info
    case .accommodationPrevented: .good
    case .accommodated, .policeProtection: .special
    case .stillGoingOn: .warn
    }
  }
}
