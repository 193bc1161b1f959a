extension DailyReport.Sheet {
  /// The least that serves: what this agency sent, what became of it in the words in which a referrer
  /// is told, and what it owes. No reason, no address, nobody whom the agency did not name itself.
  init(
    _ question: DailyReport.Question, of standing: DailyReport.Standing, by worker: WorkerID?,
    today: Day
  ) {
    let templates = FeedbackTemplates.inForce(on: question.day)
    let day = question.day
    reader = question.reader
    reader.name = standing.homes.takenOut(of: question.reader.name)
    reader.agency = standing.agency
    self.day = day
    from = question.from
    lines = standing.sent.compactMap { sent in
      guard sent.isTellable, let ending = DailyReport.Ending(sent, at: day) else { return nil }
      return DailyReport.Line(sent, ending, templates, standing.homes)
    }
    awaited = standing.awaited
    usual = standing.usual
    notifications = standing.notifications
    by = worker
    on = today
    edition = templates.edition
    words = ""
    words = letter(lines)
  }

  /// Everybody matched in its lines, each once.
  package var people: [PersonID] { Set(lines.flatMap(\.people)).sorted() }

  /// The whole text with these lines. Its figures count them, and nothing that is left out.
  package func letter(_ lines: [DailyReport.Line]) -> String {
    let templates = FeedbackTemplates.inForce(on: day)
    return """
      Daily report to \(reader.name)
      From \(from)
      For \(day.longWithWeekday)

      What you sent us
      \(figures(lines).joined(separator: "\n"))

      Each of them
      \(lines.isEmpty
        ? "There is nothing to tell of this day." : lines.map(\.text).joined(separator: "\n\n"))

      What we still wait for from you
      \(awaited.isEmpty ? "Nothing is overdue." : awaited.map(\.text).joined(separator: "\n"))

      This report is for \(reader.name) alone. It names nobody whom you did not name to us. \
      \(templates.challenge) \(templates.danger)
      """
  }

  private func figures(_ lines: [DailyReport.Line]) -> [String] {
    let received = lines.count { $0.receivedOn == day }
    var words = ["Received on this day: \(received)\(usually)"]
    let decided = lines.filter { line in
      switch line.ending {
      case .decided, .decidedForEach: true
      case .waiting, .parked: false
      }
    }
    let each = Contact.Outcome.allCases.compactMap { outcome -> String? in
      let count = decided.count { $0.ending == .decided(outcome: outcome) }
      return count == 0 ? nil : "\(outcome.words.lowercased()) \(count)"
    }
    let apart = decided.count { $0.ending == .decidedForEach }
    let parts = each + (apart == 0 ? [] : ["for each child by itself \(apart)"])
    let how = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    words.append("Decided: \(decided.count)\(how)")
    words.append(
      "Waiting for a decision at its end: \(lines.count { $0.ending == .waiting })")
    let parked = lines.count { if case .parked = $0.ending { true } else { false } }
    words.append("Put aside until a later day: \(parked)")
    return words + (notifications.map(told) ?? [])
  }

  private func told(_ notifications: DailyReport.Notifications) -> [String] {
    [
      "Notifications received on this day: \(notifications.received), assessed: "
        + "\(notifications.assessed)",
      "Notifications sent on: to open work \(notifications.openWork), to a contact "
        + "\(notifications.contact), kept as information \(notifications.information)",
    ]
  }

  private var usually: String {
    guard let usual else { return "" }
    let range =
      usual.low == usual.high ? "\(usual.low)" : "\(usual.low) to \(usual.high)"
    return ". On a \(day.weekday.name) of the \(usual.weeks) weeks before it was \(range), in the "
      + "middle \(usual.middle)"
  }
}

extension DailyReport.Ending {
  /// Nil for what was told before the day, or came after it.
  package init?(_ sent: DailyReport.Sent, at day: Day) {
    guard sent.receivedOn <= day else { return nil }
    if let from = sent.tellableFrom, from <= day {
      guard from == day || sent.receivedOn == day else { return nil }
      let outcomes = Set(sent.outcomes)
      self =
        outcomes.count == 1
        ? outcomes.first.map { .decided(outcome: $0) } ?? .decidedForEach : .decidedForEach
    } else if let on = sent.parkedOn, let until = sent.parkedUntil, on <= day, day < until {
      self = .parked(until: until)
    } else {
      self = .waiting
    }
  }
}

extension DailyReport.Line {
  fileprivate init(
    _ sent: DailyReport.Sent, _ ending: DailyReport.Ending, _ templates: FeedbackTemplates,
    _ homes: UndisclosedHomes
  ) {
    contact = sent.contact
    reference = sent.reference.flatMap { reference in
      // A number, not a text: one with a home in it, or with words, is not told.
      let isNumber = reference.count <= 40 && reference.contains(where: \.isNumber)
      return isNumber && homes.takenOut(of: reference) == reference ? reference : nil
    }
    initials =
      sent.keepFromFamily
      ? []
      : sent.children.compactMap { name in
        let letters = [name.given, name.family].compactMap(\.first).map { "\($0.uppercased())." }
        return letters.isEmpty ? nil : letters.joined()
      }
    receivedOn = sent.receivedOn
    self.ending = ending
    told =
      switch ending {
      case .waiting: "It has not been decided yet."
      case .parked(let until):
        "It has not been decided yet. It is put aside until \(until.long), when more is known."
      case .decided(let outcome): templates.outcomes[outcome] ?? templates.several
      case .decidedForEach: templates.several
      }
    people = sent.people
  }

  /// As the agency reads it.
  package var text: String {
    let about =
      initials.isEmpty
      ? "about the child you told us of" : "about \(initials.joined(separator: ", "))"
    let number = reference.map { ", your number \($0)" } ?? ""
    return "\(contact)\(number), \(about), received on \(receivedOn.long).\n\(told)"
  }
}

extension DailyReport.Awaited {
  fileprivate var text: String {
    "\(check), asked on \(askedOn.long): your answer was due on \(dueOn.long)."
  }
}
