import Domain
import HTML
import Store

/// Referrers who wait to hear what became of their contact.
struct OwedList: Sendable {
  struct Line: Sendable {
    let owed: ContactTable.Owed
    /// Its words are closed to the reader.
    let isClosed: Bool
  }

  let lines: [Line]
  let names: Names
  let today: Day

  var late: Int { lines.count { $0.owed.clock?.state(today: today).isLate ?? false } }
}

func owedPage(_ model: OwedList) -> Page {
  var page = Page(
    "Feedback to referrers",
    main: table(
      id: "owed", caption: "Referrers who have not been told yet, longest wait first",
      columns: [
        Column("Contact"), Column("Referrer"), Column("Children"), Column("Decided by"),
        Column("Owed since"), Column("Time left"),
      ], rows: model.lines.map { row($0, model) },
      empty: "Everybody who told us something has been told what became of it."))
  page.caption = [
    counted(model.lines.count, "referrer waits", "referrers wait"),
    model.late > 0 ? "\(model.late) overdue" : nil,
  ].compactMap { $0 }.joined(separator: ", ")
  page.trail = .back("Front door", to: ContactPaths.board)
  return page
}

private func row(_ line: OwedList.Line, _ model: OwedList) -> TableRow {
  let owed = line.owed
  let time = owed.clock.map { owedLabel($0, today: model.today) } ?? "No limit set"
  guard !line.isClosed else {
    return TableRow(["A restricted record", "", "", "", "\(owed.owedFrom.long)", time])
  }
  let mail: HTML? =
    switch owed.message {
    case "waiting": "<p class=\"meta\">Email on its way</p>"
    case "failed": "<p>\(tag("Email could not be sent", kind: .danger))</p>"
    default: nil
    }
  return TableRow([
    textLink("\(owed.contact)", to: ContactPaths.record(owed.contact)),
    "\(owed.agency ?? owed.source.meaning)\(mail)",
    "\(owed.children.isEmpty ? "Nobody named" : listed(owed.children.map(\.full)))",
    "\(model.names.of(owed.decidedBy))", "\(owed.owedFrom.long)", time,
  ])
}

/// Red, and with the word, where the promise is not kept.
func owedLabel(_ clock: Clock, today: Day) -> HTML {
  clock.state(today: today).isLate && clock.stopped == nil
    ? tag("Overdue: \(clock.status(today: today))", kind: .danger) : clock.label(today: today)
}

/// The three ways, from each of the others.
enum TellingWay { case told, email, untold }

func otherWays(_ contact: ContactTable.Whole, _ here: TellingWay) -> HTML {
  let ways: [(TellingWay, HTML)] = [
    (.email, textLink("Write them an email from here", to: FeedbackPaths.email(contact.id))),
    (.told, textLink("Record what they were told", to: FeedbackPaths.told(contact.id))),
    (.untold, textLink("They cannot be told", to: FeedbackPaths.untold(contact.id))),
  ]
  let others = ways.filter { $0.0 != here }.map(\.1)
  return "<p>Or: \(others[0]) · \(others[1])</p>"
}

/// Who is told, and of what.
func referrerCard(_ contact: ContactTable.Whole) -> HTML {
  let taken = contact.details
  let outcomes = (contact.decision?.outcomes ?? []).map { outcome in
    let child = contact.named.first { $0.key == outcome.key }?.full
    return [child, outcome.outcome.words].compactMap { $0 }.joined(separator: ": ")
  }
  return summaryCard(
    "Who is told",
    rows: [
      SummaryRow("Referrer", taken.callerName),
      SummaryRow(
        "Role", [taken.callerRole, taken.agency].compactMap { $0 }.joined(separator: ", ")),
      SummaryRow("Source", taken.source.meaning),
      SummaryRow("How to reach them", taken.callerReach),
      SummaryRow("Email", taken.callerEmail),
      SummaryRow(
        "Decided",
        outcomes.isEmpty ? "Not decided yet" : outcomes.joined(separator: "; ")),
      SummaryRow("May be told", FeedbackTemplates.Reader(taken.source).mayBeSaid),
    ])
}

extension ReferrerEmail {
  /// Exactly what is sent.
  func shown(from: String?) -> HTML {
    let rows = [
      SummaryRow("From", from ?? "The council’s address, once a mail server is set up"),
      SummaryRow("To", to.text), SummaryRow("Subject", subject),
    ]
    return card("The email", content: "\(summaryList(rows))\(prose(words))")
  }
}

/// What the referrer was told and is owed, on the page of the contact.
func feedbackCard(_ model: ContactRecord) -> HTML {
  let story = model.story
  let contact = model.contact
  var rows = contact.feedback.map { feedback in
    SummaryRow(
      feedback.on.long,
      html: """
        \(prose(feedback.words))
        <p class="meta">\(feedback.how.words), by \(model.names.of(feedback.by))</p>
        """)
  }
  rows += story.messages.enumerated().map { place, written in
    messageRow(written, model.outbox.first { $0.place == place }, model)
  }
  rows += story.untold.map { untold in
    SummaryRow(
      untold.on.long,
      html: """
        <p>Cannot be told: \(untold.reason.words.lowercasedStart).</p>\
        \(untold.words.isEmpty ? nil : prose(untold.words))
        <p class="meta">Recorded by \(model.names.of(untold.by))</p>
        """)
  }
  var actions: [HTML] = []
  if model.canTell, contact.decision != nil, story.told == nil {
    actions = [
      textLink("Write an email", to: FeedbackPaths.email(contact.id)),
      textLink("Record what they were told", to: FeedbackPaths.told(contact.id)),
      textLink("They cannot be told", to: FeedbackPaths.untold(contact.id)),
    ]
    if story.isOnItsWay { actions.removeFirst() }
  }
  let empty =
    contact.details.hasKnownReferrer
    ? "The referrer has not been told yet. Feedback follows the decision."
    : "Nobody is owed feedback: the caller left no name and no way to reach them."
  return card(
    "Feedback to the referrer", actions: actions,
    content: rows.isEmpty ? emptyState(empty) : summaryList(rows))
}

private func messageRow(
  _ written: Contact.Written, _ line: OutboxTable.Line?, _ model: ContactRecord
) -> SummaryRow {
  let message = written.message
  let state: HTML =
    switch written.state {
    case .sent(let on): "\(tag("Sent", kind: .good)) on \(on.long)"
    case .failed(let why, let on): "\(tag("Not sent", kind: .danger)) on \(on.long): \(why)"
    case .waiting:
      "\(tag(line?.state.words(attempts: line?.attempts ?? 0) ?? "Waiting to be sent", kind: .info))\(line?.why.map { ". \($0)" } as HTML?)"
    }
  return SummaryRow(
    message.on.long,
    html: """
      <p>Email to \(message.to): \(state)</p>
      \(details("What was written", content: prose("\(message.subject)\n\n\(message.words)")))
      <p class="meta">By \(model.names.of(message.by))</p>
      """)
}

extension String {
  var lowercasedStart: String { prefix(1).lowercased() + dropFirst() }
}
