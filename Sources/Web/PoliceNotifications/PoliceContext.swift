import Domain
import HTML
import Store

extension Context {
  /// Whether this worker sees what the police sent and nothing of the record: the officer in the unit,
  /// and whoever else may assess and opens no child's record.
  var seesAsSent: Bool { !can(.seePerson) && can(.assessPolice) }

  /// The notification in the address, once the worker may do this with it. An officer's look is written
  /// down as one; theirs is what was sent.
  func notification(_ deed: Deed = .seePolice) async throws -> PoliceNotificationTable.Whole {
    let id = try id("notification", of: PoliceNotification.self)
    let whole = try found(
      try await read { try PoliceNotificationTable.whole(id, in: $0) })
    try await may(
      deed == .seePolice && seesAsSent ? .assessPolice : deed, about: whole.matched,
      record: FactStream(id), fromPolice: true)
    return whole
  }

  /// An act on a notification that is there, at the version the worker saw.
  func perform(
    _ command: PoliceNotification.Command, on id: PoliceNotificationID, _ sending: Sending
  ) async throws {
    let _: Done<PoliceNotification> = try await house.store.perform(
      command, on: id, expecting: sending.version, as: sending.act)
  }

  /// How lists may show some notifications: whole, that something is there, or not at all.
  func policeSight(
    of wholes: [PoliceNotificationTable.Whole]
  ) async throws -> @Sendable (PoliceNotificationTable.Whole) -> Sight.View {
    if seesAsSent { return { _ in .whole } }
    let sight = try await sight(of: Set(wholes.flatMap(\.matched)).sorted())
    return { sight.view(.seePolice, of: $0.matched, fromPolice: true) }
  }
}

extension PoliceNotificationTable.Whole {
  /// The trail and the window's title of a page about this notification.
  func around(_ page: inout Page) {
    page.trail = .back("Police notification \(id)", to: PolicePaths.page(id))
    page.about = "\(id)"
    page.width = .work
  }

  /// When it happened, as far as it is known.
  var happened: String {
    reports.first.map { $0.happenedOn.long(minute: $0.happenedMinute) } ?? ""
  }

  /// Where it happened, as anybody may read it.
  var place: String? {
    reports.compactMap(\.address).last.map { undisclosed.shown($0).oneLine }
  }

  func clockLabel(now: Instant) -> HTML {
    guard let clock = clock() else { return "No limit set" }
    let kind: TagKind =
      switch clock.state(now: now) {
      case .running, .stoppedInTime: .neutral
      case .dueSoon, .stoppedLate: .warn
      case .late: .danger
      }
    return tag(clock.status(now: now), kind: kind)
  }
}

extension PoliceNotification.Status {
  /// What it waits for, in the words of every list.
  var words: String {
    switch self {
    case .waiting: "To be assessed and routed"
    case .assessed: "To be routed"
    case .routed: "Routed, to be assessed"
    case .closed: "Assessed and routed"
    }
  }
}

extension PoliceNotification.Named {
  /// `Child, at the address`, `Adult, Suspect`; what the force calls a child is not said twice.
  var what: String {
    let kind = isChild ? "Child" : "Adult"
    return [kind, role.flatMap { $0.lowercased() == kind.lowercased() ? nil : $0 }]
      .compactMap { $0 }.joined(separator: ", ")
  }
}

extension PoliceNotification.Grade {
  var label: HTML {
    switch self {
    case .red: tag("Red", kind: .danger)
    case .amber: tag("Amber", kind: .warn)
    case .green: tag("Green", kind: .good)
    }
  }
}

/// A grade where there is one.
func gradeLabel(_ grade: PoliceNotification.Grade?) -> HTML {
  grade.map(\.label) ?? tag("No grade given")
}

/// Incidents in a year, as a small picture and in words: `3 incidents in 12 months`.
func policeTimeline(
  _ incidents: [PoliceNotificationTable.Whole], now: Set<PoliceNotificationID>, today: Day
) -> HTML {
  let days = incidents.compactMap { one in
    one.reports.first.map { (one.id, $0.happenedOn) }
  }
  let start = today.adding(months: -12)
  let span = max(1, today - start)
  let each = Dictionary(grouping: days, by: \.1).sorted { $0.key < $1.key }.map { day, some in
    some.count == 1 ? day.long : "\(day.long) (\(some.count))"
  }
  let marks = days.map { id, day in
    TimelineMark(place: (day - start) * 1000 / span, isNow: now.contains(id))
  }
  let count = counted(incidents.count, "incident", "incidents")
  let words = "\(count) in 12 months: \(listed(each))"
  return """
    \(miniTimeline(marks, label: words))
    <p>\(words).</p>
    """
}
