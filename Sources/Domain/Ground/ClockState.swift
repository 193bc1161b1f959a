extension Clock {
  /// How far the counting has come: `Day 41 of 45 working days`.
  package struct Position: Hashable, Sendable, CustomStringConvertible {
    /// Never below nought.
    package let day: Int
    package let of: Int
    fileprivate let unit: Rule.Unit
    fileprivate let limit: String

    package var description: String {
      unit == .calendarMonths ? "Day \(day) of \(of) (\(limit))" : "Day \(day) of \(limit)"
    }

    /// From 0 to 1, for a bar; late is 1.
    package var share: Double { of == 0 ? 1 : min(1, Double(day) / Double(of)) }
  }

  package enum State: Hashable, Sendable {
    case running(Position, left: Int)
    /// Four fifths of the time are used.
    case dueSoon(Position, left: Int)
    /// The last day that counts has come. Nothing is late before a further day counts: what was
    /// due on Friday is late on Monday.
    case dueToday(Position)
    case late(Position, by: Int)
    case paused(Position, since: Day, reason: String)
    case stoppedInTime(Position)
    case stoppedLate(Position, by: Int)
    case cannotTell(String)

    package var position: Position? {
      switch self {
      case .running(let position, _), .dueSoon(let position, _), .dueToday(let position),
        .late(let position, _), .paused(let position, _, _), .stoppedInTime(let position),
        .stoppedLate(let position, _):
        position
      case .cannotTell: nil
      }
    }

    /// Running or stopped.
    package var isLate: Bool {
      switch self {
      case .late, .stoppedLate: true
      case .running, .dueSoon, .dueToday, .paused, .stoppedInTime, .cannotTell: false
      }
    }
  }

  /// Where the clock stands on `today`. What stopped later than `today` runs.
  package func state(today: Day) -> State {
    let stop = stopped.flatMap { $0.day <= today ? $0.day : nil }
    let walk: Walk
    do {
      let end = stop ?? today
      walk = try Clock.walk(from: started.day, rule.unit, pauses) { day, _ in day < end }
    } catch {
      return .cannotTell("This day is \(error).")
    }
    let position = Position(day: walk.counted, of: length, unit: rule.unit, limit: rule.words)
    let over = walk.counted - length
    if stop != nil {
      return over > 0 ? .stoppedLate(position, by: over) : .stoppedInTime(position)
    }
    if over > 0 { return .late(position, by: over) }
    if let pause = pauses.first(where: { $0.covers(today) }) {
      return .paused(position, since: pause.from, reason: pause.reason)
    }
    if case .cannotTell(let reason) = due { return .cannotTell(reason) }
    if over == 0 { return .dueToday(position) }
    return walk.counted * 5 >= length * 4
      ? .dueSoon(position, left: -over) : .running(position, left: -over)
  }

  /// In plain words: `Due in 4 working days`, `3 working days late`.
  package func status(today: Day) -> String {
    switch state(today: today) {
    case .running(_, let left), .dueSoon(_, let left): "Due in \(counted(left))"
    case .dueToday:
      if let day = due.day, day < today {
        "Was due on \(day.longWithWeekday), no working day since"
      } else {
        "Due today"
      }
    case .late(_, let days): "\(counted(days)) late"
    case .paused(_, let since, let reason): "Paused since \(since.long): \(reason)"
    case .stoppedInTime: "Done in time"
    case .stoppedLate(_, let days): "Done \(counted(days)) late"
    case .cannotTell(let reason): "Cannot be told. \(reason)"
    }
  }

  /// The last day on which stopping is in time: the due day, or the last of the days right after
  /// it that do not count. Nil where that cannot be told.
  package var lastDayInTime: Day? {
    guard due.day != nil else { return nil }
    let walk = try? Clock.walk(from: started.day, rule.unit, pauses) { _, counted in
      counted <= length
    }
    guard let walk, walk.open == nil else { return nil }
    return walk.end.adding(days: -1)
  }

  /// The sum, for whoever asks how this is counted.
  package func sum(today: Day) -> [String] {
    var lines = [startLine, ruleLine]
    if !leftOutWords.isEmpty { lines.append("Left out: \(leftOutWords.joined(separator: ", ")).") }
    switch due {
    case .on(let day, _): lines.append("Due on \(day.longWithWeekday).")
    case .paused(let since, let reason):
      lines.append("Paused since \(since.long): \(reason). The due day waits for its end.")
    case .cannotTell(let reason): lines.append(reason)
    }
    let now = state(today: today)
    if let stopped, stopped.day <= today {
      lines.append("Stopped on \(stopped.day.longWithWeekday): \(stopped.fact).")
    } else {
      lines.append("Still running.")
    }
    if let position = now.position {
      lines.append("\(position). \(status(today: today)).")
    } else {
      lines.append(status(today: today))
    }
    return lines
  }

  /// Saturdays and Sundays as a count, every other day by its name and date, in order.
  package var leftOutWords: [String] {
    guard case .on(_, let leftOut) = due else { return [] }
    let weekend = leftOut.filter(\.isWeekend)
    let saturdays = weekend.count { $0.day.weekday == .saturday }
    let sundays = weekend.count - saturdays
    var words: [String] = []
    if saturdays > 0 { words.append(saturdays == 1 ? "1 Saturday" : "\(saturdays) Saturdays") }
    if sundays > 0 { words.append(sundays == 1 ? "1 Sunday" : "\(sundays) Sundays") }
    return words + leftOut.filter { !$0.isWeekend }.map { "\($0.name) (\($0.day.long))" }
  }

  private var startLine: String {
    let when = started.at.map { instant in
      let (_, hour, minute) = instant.london
      return " at \(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
    let by = started.recordedBy.map { ", recorded by \($0)" }
    return "Started on \(started.day.longWithWeekday)\(when ?? "") (day 0): "
      + "\(started.fact)\(by ?? "")."
  }

  private var ruleLine: String {
    let own = rule.statutory.map { " (the council's own limit; the law allows \(rule.words($0)))" }
    return "Limit: \(rule.words)\(own ?? ""). \(rule.source). Law of the day: \(rule.regime)."
  }

  /// So many of what is counted from day to day.
  private func counted(_ days: Int) -> String {
    switch rule.unit {
    case .workingDays: days == 1 ? "1 working day" : "\(days) working days"
    case .calendarDays, .calendarMonths: days == 1 ? "1 day" : "\(days) days"
    }
  }
}
