import Domain
import HTML
import Store

/// What the page of one check knows.
struct PartnerCheckRecord: Sendable {
  let check: PartnerCheckTable.Line
  let names: Names
  let today: Day
  let canAsk: Bool
  let canReply: Bool
  let canConsider: Bool
  let done: PartnerCheckDone?
  /// Who opened it in the portal, newest first.
  var looks: [PortalLookTable.Look] = []
}

func partnerCheckPage(_ model: PartnerCheckRecord) -> Page {
  let check = model.check
  var page = Page(
    "Partner check \(check.id)",
    main: """
      \(actions(model))
      \(askedCard(model))
      \(answersCard(model))
      \(if: !check.considered.isEmpty, consideredCard(model))
      \(chasesCard(model))
      \(historyLink(check.id))
      """)
  page.caption = check.status.words
  page.about = listed(check.names)
  page.trail = .back(
    PartnerCheckPaths.name(check.about), to: PartnerCheckPaths.subject(check.about))
  let clock = check.clock(askedBy: model.names.of(check.askedBy))
  page.aside = cardGrid([clockCard(ClockCard(explaining: clock, today: model.today))])
  page.banner = model.done.map { notificationBanner($0.words) }
  return page
}

private func actions(_ model: PartnerCheckRecord) -> HTML {
  let check = model.check
  var actions: HTML = ""
  func link(_ text: String, _ what: String, _ kind: ButtonKind) -> HTML {
    buttonLink(text, to: PartnerCheckPaths.act(check.id, what), kind: kind)
  }
  if check.tells != nil, model.canConsider {
    actions += link("Say what the answer means", "consider", .primary)
  }
  if model.canReply, check.status != .withdrawn {
    let isOpen = check.status == .open
    actions += link(
      isOpen ? "Record what they answered" : "Record more from them", "reply",
      isOpen ? .primary : .secondary)
  }
  if model.canAsk, check.status == .open {
    actions += link("Record a reminder", "chase", .secondary)
    actions += link("No longer needed", "withdraw", .secondary)
  }
  return actions.isEmpty ? "" : buttonGroup(actions)
}

private func askedCard(_ model: PartnerCheckRecord) -> HTML {
  let check = model.check
  let out = check.takenOut.map(\.words).joined(separator: "; ")
  return card(
    "What was asked",
    actions: [textLink("Request to print", to: PartnerCheckPaths.request(check.id))],
    content: """
      \(summaryList([
        SummaryRow("Agency", "\(check.agency.words): \(check.who)"),
        SummaryRow("About", listed(check.names)),
        SummaryRow("Asked", "\(check.askedOn.long) by \(model.names.of(check.askedBy))"),
        SummaryRow("On what basis", "\(check.basis.words): \(check.basisWords)"),
        SummaryRow("Taken out before it was asked", out.isEmpty ? "Nothing" : out),
      ] + inPortal(model)))
      \(details("What they read, word for word", content: prose(check.words)))
      """)
}

/// Whether anybody there has read it yet.
private func inPortal(_ model: PartnerCheckRecord) -> [SummaryRow] {
  guard model.check.addressee != nil else { return [] }
  let last = model.looks.first.map { look in
    "Opened there \(counted(model.looks.count, "time", "times")), last by \(look.who), "
      + "\(look.at.day.long), \(look.at.clock)"
  }
  return [SummaryRow("Through the portal", last ?? "Nobody has opened it there yet")]
}

private func answersCard(_ model: PartnerCheckRecord) -> HTML {
  let check = model.check
  if let reason = check.withdrawnReason {
    return card(
      "Answer", content: "<p>No longer asked since \(check.endedOn?.long ?? ""): \(reason)</p>")
  }
  let rows = check.replies.map { reply in
    SummaryRow(
      reply.on.long,
      html: """
        <p><strong>\(reply.kind.words)</strong> from \(reply.who)</p>\
        \(reply.words.map { prose($0) })
        <p class="meta">Recorded by \(reply.by.map { model.names.of($0) } ?? "the agency itself")</p>
        """)
  }
  let tells: HTML? = check.tells.map { worker in
    inset(
      """
      <p>This came after the decision. \(model.names.of(worker)) is to say what it means for it.</p>
      """)
  }
  return card(
    "Answer",
    content: """
      \(tells)\(rows.isEmpty
        ? emptyState("They have not answered yet.") : summaryList(rows))
      """)
}

private func consideredCard(_ model: PartnerCheckRecord) -> HTML {
  card(
    "What it means for the decision",
    content: summaryList(
      model.check.considered.map { considered in
        SummaryRow(
          considered.on.long,
          html: """
            \(prose(considered.words))<p class="meta">\(model.names.of(considered.by))</p>
            """)
      }))
}

private func chasesCard(_ model: PartnerCheckRecord) -> HTML {
  let rows = model.check.chases.map { chase in
    SummaryRow(
      chase.on.long,
      [chase.how.words, chase.words, "by \(model.names.of(chase.by))"].compactMap { $0 }
        .joined(separator: ", "))
  }
  return card(
    "Reminders",
    content: rows.isEmpty ? emptyState("They have not been reminded.") : summaryList(rows))
}

/// What the agency read, on a sheet of paper.
func partnerCheckRequestPage(_ check: PartnerCheckTable.Line, organisation: String?) -> Page {
  var page = Page("Request for information \(check.id)", main: prose(check.words))
  page.caption = organisation
  page.width = .questions
  page.trail = .back("Partner check \(check.id)", to: PartnerCheckPaths.page(check.id))
  page.printHeader = [organisation, "Confidential", "Quote \(check.id) when you answer"]
    .compactMap { $0 }.joined(separator: " · ")
  return page
}

/// Everything that waits for an agency, the longest due first, and what came after a decision.
struct PartnerCheckList: Sendable {
  struct Line: Sendable {
    let check: PartnerCheckTable.Line
    /// Only that it waits is shown.
    let isClosed: Bool
  }

  let waiting: [Line]
  let toConsider: [Line]
  let isMine: Bool
  let names: Names
  let today: Day
}

func partnerCheckListPage(_ list: PartnerCheckList) -> Page {
  let late = list.waiting.count { $0.check.isOverdue(on: list.today) }
  let rows = list.waiting.map { line -> TableRow in
    let check = line.check
    let due: HTML = "\(check.dueOn.long) \(check.label(today: list.today))"
    guard !line.isClosed else {
      return TableRow(["A restricted record", due, "", "", ""], isMarked: false)
    }
    return TableRow(
      [
        textLink("\(check.id), \(check.who)", to: PartnerCheckPaths.page(check.id)), due,
        "\(listed(check.names))",
        textLink(
          PartnerCheckPaths.name(check.about), to: PartnerCheckPaths.subject(check.about)),
        "\(list.names.of(check.askedBy)), \(check.askedOn.long)\(reminded(check))",
      ], isMarked: check.isOverdue(on: list.today))
  }
  var page = Page(
    "Partner checks",
    main: """
      <p>\(list.isMine
        ? textLink("Everybody's checks", to: PartnerCheckPaths.list)
        : textLink("Only those I asked", to: PartnerCheckPaths.mine))</p>
      \(table(
        id: "waiting", caption: "Waiting for an answer, the longest due first",
        columns: [
          Column("Check"), Column("Answer by"), Column("About"), Column("For"), Column("Asked by"),
        ], rows: rows,
        empty: "No agency's answer is awaited. Checks are asked from a contact or a referral."))
      \(if: !list.toConsider.isEmpty, afterDecision(list))
      """)
  page.caption = late == 0 ? "None overdue" : counted(late, "overdue", "overdue")
  return page
}

private func reminded(_ check: PartnerCheckTable.Line) -> String {
  guard let last = check.chases.last else { return "" }
  return "; reminded \(counted(check.chases.count, "time", "times")), last on \(last.on.long)"
}

private func afterDecision(_ list: PartnerCheckList) -> HTML {
  let rows = list.toConsider.filter { !$0.isClosed }.map { line in
    TaskRow(
      "\(line.check.who) about \(listed(line.check.names))",
      url: PartnerCheckPaths.page(line.check.id),
      hint: "For \(list.names.of(line.check.tells)) to say what it means",
      status: line.check.label(today: list.today))
  }
  return rows.isEmpty ? "" : "<h2>Came after the decision</h2>\(taskList(rows))"
}
