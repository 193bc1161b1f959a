import Domain
import HTML

// Words that pages of several nouns share.

/// `Aisha`, `Aisha and Sam`, `Aisha, Sam and Leo`.
func listed(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}

/// The beginning of a text, cut at a word.
func excerpt(_ text: String, _ length: Int = 140) -> String {
  guard text.count > length else { return text }
  let start = text.prefix(length)
  let cut = start.lastIndex(of: " ") ?? start.endIndex
  return start[..<cut] + " …"
}

func counted(_ number: Int, _ one: String, _ many: String) -> String {
  "\(number) \(number == 1 ? one : many)"
}

extension ClockCard {
  /// A clock as its card shows it on a day.
  init(explaining clock: Clock, today: Day, name: String? = nil) {
    let state = clock.state(today: today)
    let look: State =
      switch state {
      case .running, .paused, .cannotTell: .neutral
      case .dueSoon: .soon
      case .dueToday: .today
      case .late: .late
      case .stoppedInTime, .stoppedLate: .stopped
      }
    self.init(
      name: name ?? clock.name,
      position: state.position.map(\.description) ?? "The day cannot be counted",
      due: clock.due.day.map { "Due \($0.longWithWeekday)" } ?? "The due day cannot be told",
      status: clock.status(today: today), state: look, fraction: state.position?.share ?? 0,
      sum: clock.sum(today: today))
  }
}
