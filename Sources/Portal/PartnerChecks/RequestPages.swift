import Domain
import HTML
import Store
import Web

/// What waits for an agency, and what it answered of late. Names stand only where a request is opened.
func requestsPage(
  _ requests: [PartnerCheckTable.Addressed], of agency: String, today: Day
) -> Page {
  let waiting = requests.filter { $0.line.status == .open }
  let others = requests.filter { $0.line.status != .open }
  let days = PartnerCheckTable.readableDays
  var page = Page(
    "Requests to you",
    main: """
      <p>What we ask \(agency). Open one to read it. If you know nothing, tell us that: it helps too.</p>
      \(waiting.isEmpty
        ? emptyState("Nothing waits for an answer.")
        : taskList(waiting.map { row($0.line, today) }))
      \(if: !others.isEmpty, """
        <h2>No longer waiting</h2>
        <p>Shown for \(days) days, then only we keep it.</p>
        \(taskList(others.map { row($0.line, today) }))
        """)
      """)
  page.caption = agency
  page.width = .questions
  return page
}

private func row(_ line: PartnerCheckTable.Line, _ today: Day) -> TaskRow {
  let isLate = line.status == .open && line.dueOn < today
  return TaskRow(
    "Request \(line.id)", url: RequestRoutes.path(line.id),
    hint: line.status == .open
      ? "Answer by \(line.dueOn.longWithWeekday)" : "Asked \(line.askedOn.long)",
    status: tag(
      isLate ? "The day has passed" : line.status.inPortal,
      kind: isLate ? .danger : line.status == .open ? .info : .neutral))
}

/// One request, with exactly what was recorded as asked.
func requestPage(
  _ request: PartnerCheckTable.Addressed, today: Day, isDone: Bool
) -> Page {
  let line = request.line
  let answers = line.replies.map { reply in
    SummaryRow(
      reply.on.long,
      html: """
        <p><strong>\(reply.kind.inPortal)</strong>, \(reply.who)</p>\(reply.words.map { prose($0) })
        """)
  }
  let answer = buttonLink(
    line.status == .open ? "Answer" : "Add to your answer",
    to: RequestRoutes.path(line.id) + "/answer",
    kind: line.status == .open ? .primary : .secondary)
  let asked: HTML =
    request.words.map { words in
      card("What is asked", content: prose(words)) + buttonGroup(answer)
    }
    ?? "<p>This is no longer asked. You need do nothing.</p>"
  var page = Page(
    "Request \(line.id)",
    main: """
      \(asked)
      \(if: !answers.isEmpty, card("What you answered", content: summaryList(answers)))
      """)
  page.caption =
    line.status == .open
    ? "Answer by \(line.dueOn.longWithWeekday)" : line.status.inPortal
  page.trail = .back("Requests to you", to: "/requests")
  page.width = .questions
  if isDone {
    page.banner = notificationBanner(
      "Your answer has reached us, on \(today.long). Whoever asked sees it at once.")
  }
  return page
}

extension PartnerCheck.Status {
  var inPortal: String {
    switch self {
    case .open: "Waiting for you"
    case .answered: "Answered"
    case .nothingKnown: "Nothing known"
    case .refused: "Not answered, with your reason"
    case .withdrawn: "No longer asked"
    }
  }
}

extension PartnerCheck.Reply.Kind {
  fileprivate var inPortal: String {
    switch self {
    case .answer: "Your answer"
    case .nothingKnown: "Nothing known"
    case .refusal: "Why you could not answer"
    }
  }
}
