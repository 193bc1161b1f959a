/// How soon an incident that the police told of is routed, by its grade: a local practice, in hours,
/// for no national text has it. Each limit holds from its day until the next for the same grade.
package struct PoliceTimeLimits: Codable, Hashable, Sendable {
  package private(set) var limits: [Limit]

  package struct Limit: Codable, Hashable, Sendable {
    package let grade: PoliceNotification.Grade
    package let hours: Int
    package let from: Day
    /// Who decided it, or the text it follows.
    package let source: String

    package init(_ grade: PoliceNotification.Grade, hours: Int, from: Day, source: String) {
      self.grade = grade
      self.hours = hours
      self.from = from
      self.source = source
    }
  }

  package init(_ limits: [Limit] = Limit.defaults) {
    self.limits = limits.sorted { $0.from < $1.from }
  }

  /// The limit for a grade as it stood on a day. Without a grade the shortest counts: until somebody
  /// has looked, nobody knows that it can wait.
  package func limit(for grade: PoliceNotification.Grade?, on day: Day) -> Limit? {
    guard let grade else {
      return PoliceNotification.Grade.allCases.compactMap { limit(for: $0, on: day) }
        .min { $0.hours < $1.hours }
    }
    return limits.last { $0.grade == grade && $0.from <= day }
  }

  /// With one limit more.
  package func setting(_ limit: Limit) throws(Refusal) -> PoliceTimeLimits {
    guard limit.hours >= 1 else {
      throw Refusal("police-limits.hours", "Set a limit of at least one hour.")
    }
    let others = limits.filter { $0.grade != limit.grade || $0.from != limit.from }
    return PoliceTimeLimits(others + [limit])
  }
}

extension PoliceTimeLimits.Limit {
  /// Held in several forces and councils, until a council sets its own.
  package static let defaults: [Self] = [
    Self(.red, hours: 4, from: everFrom, source: "common local practice"),
    Self(.amber, hours: 24, from: everFrom, source: "common local practice"),
    Self(.green, hours: 72, from: everFrom, source: "common local practice"),
  ]

  /// 1 January 1000: before every record.
  private static let everFrom = Day(number: -354_285)
}

/// A clock that counts hours as they pass, nights and weekends too. A value; the moment is handed in.
package struct HourClock: Hashable, Sendable {
  package let started: Instant
  package let hours: Int
  package let stopped: Instant?

  package init(started: Instant, hours: Int, stopped: Instant? = nil) {
    self.started = started
    self.hours = hours
    self.stopped = stopped
  }

  package enum State: Equatable, Sendable {
    case running, dueSoon, late, stoppedInTime, stoppedLate
  }

  package var due: Instant { started.adding(seconds: hours * 3600) }

  /// Whole minutes that have passed; none before it started.
  package func minutes(now: Instant) -> Int {
    let end = stopped.map { min($0, now) } ?? now
    return max(0, Int((end.milliseconds - started.milliseconds) / 60_000))
  }

  package func share(now: Instant) -> Double { Double(minutes(now: now)) / Double(hours * 60) }

  package func state(now: Instant) -> State {
    let isOver = minutes(now: now) > hours * 60
    if let stopped, stopped <= now { return isOver ? .stoppedLate : .stoppedInTime }
    if isOver { return .late }
    return share(now: now) >= 0.8 ? .dueSoon : .running
  }

  /// `1 hour 20 minutes of 4 hours`
  package func used(now: Instant) -> String {
    "\(Self.words(minutes(now: now))) of \(Self.words(hours * 60))"
  }

  /// `Due in 40 minutes`, `3 hours late`.
  package func status(now: Instant) -> String {
    let left = hours * 60 - minutes(now: now)
    switch state(now: now) {
    case .running, .dueSoon: return left == 0 ? "Due now" : "Due in \(Self.words(left))"
    case .late: return "\(Self.words(-left)) late"
    case .stoppedInTime: return "Done in time"
    case .stoppedLate: return "Done \(Self.words(-left)) late"
    }
  }

  /// `2 days 3 hours`, `1 hour 20 minutes`, `5 minutes`: the two largest parts.
  static func words(_ minutes: Int) -> String {
    func part(_ number: Int, _ one: String) -> String? {
      number == 0 ? nil : "\(number) \(one)\(number == 1 ? "" : "s")"
    }
    let days = minutes / 1440
    // Limits are spoken of in hours, and so is what is used of them.
    if days < 4 {
      let parts = [part(minutes / 60, "hour"), part(minutes % 60, "minute")].compactMap { $0 }
      return parts.isEmpty ? "0 minutes" : parts.joined(separator: " ")
    }
    return [part(days, "day"), part(minutes % 1440 / 60, "hour")].compactMap { $0 }
      .joined(separator: " ")
  }
}
