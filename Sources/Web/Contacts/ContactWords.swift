import Domain
import HTML
import Store

extension Contact.Status {
  /// What the contact waits for, in the words of every list.
  var words: String {
    switch self {
    case .waiting: "Waiting for a decision"
    case .returned: "Returned"
    case .waitingForCheck: "Waiting for second check"
    case .closed: "Completed"
    }
  }

  var label: HTML {
    switch self {
    case .waiting, .waitingForCheck: tag(words, kind: .info)
    case .returned: tag(words, kind: .warn)
    case .closed: "\(words)"
    }
  }
}

extension Contact.Answer {
  var words: String {
    switch self {
    case .yes: "Yes"
    case .no: "No"
    case .notKnown: "Not known"
    }
  }
}

extension Clock {
  /// Where the clock stands, as a tag: red only when it is late.
  func label(today: Day) -> HTML {
    let kind: TagKind =
      switch state(today: today) {
      case .running, .paused, .cannotTell: .neutral
      case .dueSoon, .dueToday: .warn
      case .late: .danger
      case .stoppedInTime: .neutral
      case .stoppedLate: .warn
      }
    return tag(status(today: today), kind: kind)
  }
}

extension Contact.Named {
  /// `Aisha Khan (born 4 May 2019)`, `Sam (about 6)`.
  var withAge: String {
    if let birth { return "\(full) (born \(birth.long))" }
    return age.map { "\(full) (\($0))" } ?? full
  }
}
