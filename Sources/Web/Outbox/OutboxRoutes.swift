import Domain
import HTML
import Hummingbird
import Store

/// `/outbox`: messages that wait, were sent, or could not be. A worker sees what they wrote; who looks
/// after the outbox sees all of them, and of each neither its words nor whom it is to.
enum OutboxRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/outbox") { try await list($0) }
    routes.post("/outbox/:message/again") { try await again($0) }
  }

  private static let pageLength = 200

  private static func list(_ context: Context) async throws -> Response {
    try await context.may(.seeMyWork)
    let seesAll = context.can(.runOutbox)
    let me = context.worker
    let (lines, counts) = try await context.read { tx in
      (
        try OutboxTable.lines(writtenBy: seesAll ? nil : me, limit: pageLength, in: tx),
        seesAll ? try OutboxTable.count(in: tx) : [:]
      )
    }
    let model = OutboxList(
      lines: lines, counts: counts, seesAll: seesAll, me: me,
      canOpen: context.can(.seeContact),
      sendsMail: context.house.configuration.mail != nil,
      names: Names(workers: try await context.workerNames()),
      done: context.query["done"] == "again")
    return context.page(
      outboxPage(model) { line in
        context.button(
          "Send again", action: OutboxPaths.again(line.id), page: OutboxPaths.all,
          context: "the message of \(RecordPaths.name(line.record))")
      })
  }

  private static func again(_ context: Context) async throws -> Response {
    guard let id = Int(try context.word("message")) else { throw NotHere() }
    let line = try context.found(try await context.read { try OutboxTable.line(id, in: $0) })
    guard line.record.noun == Contact.noun else { throw NotHere() }
    let contact = ContactID(line.record.number)
    if !context.can(.runOutbox) {
      // Of others' messages nobody else is told that they are there.
      guard line.writtenBy == context.worker else { throw NotHere() }
      let whole = try context.found(
        try await context.read { try ContactTable.whole(contact, in: $0) })
      try await context.may(
        .tellReferrer, about: whole.matched, record: line.record, fromPolice: whole.fromPolice)
    }
    return try await context.carryOut(back: OutboxPaths.all) { sending in
      let _: Done<Contact> = try await context.house.store.perform(
        .sendAgain(place: line.place), on: contact, as: sending.act)
      return OutboxPaths.all + "?done=again"
    }
  }
}

/// What the page of messages shows.
struct OutboxList: Sendable {
  let lines: [OutboxTable.Line]
  let counts: [OutboxTable.State: Int]
  let seesAll: Bool
  let me: WorkerID
  let canOpen: Bool
  let sendsMail: Bool
  let names: Names
  let done: Bool
}

func outboxPage(
  _ model: OutboxList, again: (OutboxTable.Line) -> HTML
) -> Page {
  let counts = OutboxTable.State.allCases.compactMap { state in
    model.counts[state].map { SummaryRow(state.words(attempts: 0), "\($0)") }
  }
  var page = Page(
    "Messages sent from here",
    main: """
      \(if: !model.sendsMail, warningText(
        "No mail server has been set up, so nothing is sent from this server."))
      \(if: !counts.isEmpty, summaryList(counts))
      \(table(
        id: "outbox",
        caption: model.seesAll
          ? "All messages, those that were given up first" : "Messages you wrote, newest first",
        columns: [
          Column("Message"), Column("To"), Column("Written"), Column("State"), Column("Tries"),
          Column("What to do"),
        ], rows: model.lines.map { row($0, model, again) },
        empty: "No message has been written."))
      """)
  page.caption = model.seesAll ? "All workers" : "Your own"
  page.trail = .back("My work", to: "/")
  if model.done {
    page.banner = notificationBanner("The message is sent again within a minute.")
  }
  return page
}

private func row(
  _ line: OutboxTable.Line, _ model: OutboxList, _ again: (OutboxTable.Line) -> HTML
) -> TableRow {
  let isMine = line.writtenBy == model.me
  let name =
    RecordPaths.name(line.record)
    + (line.record.noun == Contact.noun ? ", message \(line.place + 1)" : "")
  let record: HTML =
    model.canOpen
    ? RecordPaths.page(line.record).map { textLink(name, to: $0) } ?? "\(name)" : "\(name)"
  let to =
    isMine ? line.recipient : EmailAddress(line.recipient)?.masked ?? line.recipient
  let written =
    "\(line.writtenAt.long)\(isMine ? "" : ", by \(line.writtenBy.map { model.names.of($0) } ?? "Threshold")")"
  let note: HTML? =
    line.mayHaveArrived && line.state != .sent
    ? "<p>It may have arrived already. It carries the same number each time, so that it can be told."
      + "</p>" : nil
  return TableRow(
    [
      record, "\(to)", "\(written)",
      """
      \(tag(line.state.words(attempts: line.attempts), kind: line.state.look))\
      \(line.why.map { "<p>\($0).</p>" } as HTML?)\(note)
      """,
      "\(line.attempts)",
      line.state == .gaveUp && line.record.noun == Contact.noun ? again(line) : when(line),
    ], isMarked: line.state == .gaveUp)
}

private func when(_ line: OutboxTable.Line) -> HTML {
  switch line.state {
  case .waiting: "Next try \(line.dueAt.long)"
  case .sending, .handedOver: "Being sent now"
  case .sent: "\(line.endedAt.map { "Sent \($0.long)" } ?? "Sent")"
  case .gaveUp: line.record.noun == PartnerCheck.noun ? "Tell the agency another way" : ""
  }
}

extension OutboxTable.State {
  func words(attempts: Int) -> String {
    switch self {
    case .waiting: attempts == 0 ? "Waiting to be sent" : "Waiting to be tried again"
    case .sending, .handedOver: "Being sent"
    case .sent: "Sent"
    case .gaveUp: "Given up"
    }
  }

  var look: TagKind {
    switch self {
    case .waiting, .sending, .handedOver: .info
    case .sent: .good
    case .gaveUp: .danger
    }
  }
}
