extension DailyReport {
  static func compose(
    _ question: Question, shown: String, _ standing: Standing?, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let standing else {
      throw Refusal("dailyreport.nothing", "What this report is of is not on the record")
    }
    if let already = standing.already {
      throw Refusal(
        "dailyreport.already",
        "\(question.reader.name) has report \(already) of \(question.day.long) already. Withdraw it "
          + "first, or take a line out of it")
    }
    let sheet = try composed(question, of: standing, by: actor, today: today)
    guard sheet.words == shown else {
      throw Refusal(
        "dailyreport.shown",
        "What \(question.reader.name) would read has changed since you looked. Look at it again")
    }
    return [.composed(sheet: sheet, people: sheet.people)]
  }

  /// The report as the agency would read it: for the preview, and once more when it is recorded.
  package static func composed(
    _ question: Question, of standing: Standing, by actor: Actor, today: Day
  ) throws(Refusal) -> Sheet {
    guard question.day <= today else {
      throw Refusal("dailyreport.future", "The day must be today or in the past", question: "date")
    }
    guard question.reader.isOneAgency || standing.agency != nil else {
      throw Refusal(
        "dailyreport.nobody",
        "\u{201C}\(question.reader.name)\u{201D} is not the name of one agency. Several might read of "
          + "each other's children")
    }
    return Sheet(question, of: standing, by: actor.worker, today: today)
  }

  func judge(
    _ command: Command, around: Around, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    let now = Set(linesLeft.flatMap(\.people)).sorted()
    switch command {
    case .compose: throw .alreadyThere(Self.self)
    case .removeLine(let contact, let reason):
      guard status == .draft || status == .approved else {
        throw Refusal(
          "dailyreport.remove-late",
          status == .published
            ? "The report is published. Withdraw it, and make another without this line"
            : "The report is withdrawn")
      }
      guard let line = linesLeft.first(where: { $0.contact == contact }) else {
        throw Refusal("dailyreport.no-line", "The report has no line of \(contact)")
      }
      guard !reason.isEmpty else {
        throw Refusal(
          "dailyreport.remove-reason", "Say why the line is taken out", question: "reason")
      }
      let left = linesLeft.filter { $0.contact != contact }
      return [
        .lineRemoved(
          removal: Removal(contact: contact, reason: reason, by: actor.worker, on: today),
          words: sheet.letter(left), people: line.people)
      ]
    case .approve:
      guard status == .draft else {
        throw Refusal(
          "dailyreport.approve-status", "This report is \(status.words.lowercased()) already")
      }
      guard actor.worker != sheet.by else {
        throw Refusal(
          "dailyreport.approve-own",
          "You made this report, so somebody else approves it")
      }
      try nothingHeld(around)
      return [.approved(signed: Signed(by: actor.worker, on: today), people: now)]
    case .publish:
      guard status == .approved else {
        throw Refusal(
          "dailyreport.publish-status",
          status == .draft
            ? "A second person approves the report before it is published"
            : "This report is \(status.words.lowercased()) already")
      }
      try nothingHeld(around)
      return [.published(signed: Signed(by: actor.worker, on: today), people: now)]
    case .open(let who):
      guard actor.identity == .portal, !who.isEmpty else {
        throw Refusal("dailyreport.open-who", "Only the portal says who opened a report")
      }
      guard status == .published else {
        throw Refusal("dailyreport.open-status", "This report is not published")
      }
      try nothingHeld(around)
      return [.opened(opening: Opening(who: who, on: today), people: now)]
    case .withdraw(let reason):
      guard status != .withdrawn else {
        throw Refusal("dailyreport.withdrawn", "This report is withdrawn already")
      }
      guard !reason.isEmpty else {
        throw Refusal(
          "dailyreport.withdraw-reason", "Say why the report is withdrawn", question: "reason")
      }
      return [
        .withdrawn(
          withdrawal: Withdrawal(reason: reason, by: actor.worker, on: today), people: now)
      ]
    }
  }

  /// The contacts of its lines that may no longer be told, in order.
  package func held(_ around: Around) -> [ContactID] {
    linesLeft.map(\.contact).filter(around.held.contains)
  }

  private func nothingHeld(_ around: Around) throws(Refusal) {
    let held = held(around)
    guard held.isEmpty else {
      throw Refusal(
        "dailyreport.held",
        "\(held.map(\.description).joined(separator: ", ")) may no longer be told of: a record in it "
          + "was restricted, or telling is not safe. "
          + (status == .published ? "Withdraw the report" : "Take the line out first"))
    }
  }
}
