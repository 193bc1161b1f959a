import Domain
import HTML
import Store

/// The agencies of one day, and the report of each.
struct DailyReportDay: Sendable {
  let day: Day
  let today: Day
  let agencies: [DailyReportTable.AgencyDay]
  let reports: [DailyReportTable.Whole]
  /// Agencies with a report that tells of somebody whose record is closed to this worker.
  let closed: Set<String>
  let names: Names
  let canPublish: Bool
  let by: String
  let now: Instant

  /// The report that stands; else the one withdrawn last.
  func report(_ reader: DailyReport.Reader) -> DailyReportTable.Whole? {
    let all = reports.filter { $0.reader.key == reader.key }
    return all.last { $0.status != .withdrawn } ?? all.last
  }

  /// Reports whose agency has nothing to tell of the day any more.
  var others: [DailyReportTable.Whole] {
    let listed = Set(agencies.map(\.reader.key))
    return reports.filter { !listed.contains($0.reader.key) }
  }
}

struct DailyReportModel: Sendable {
  let report: DailyReportTable.Whole
  /// Contacts of it that may no longer be told of.
  let held: Set<ContactID>
  let names: Names
  let done: DailyReportDone?
  var canPublish = false
  /// Made by whoever looks.
  var isOwn = false
  var approve: HTML = ""
  var publish: HTML = ""
}

func dailyReportListPage(_ model: DailyReportDay) -> Page {
  let before = textLink("Day before", to: DailyReportPaths.list(on: model.day.adding(days: -1)))
  let after: HTML? =
    model.day < model.today
    ? " · \(textLink("Day after", to: DailyReportPaths.list(on: model.day.adding(days: 1))))" : nil
  let rows =
    model.agencies.map { agencyRow($0, model) }
    + model.others.map { report in
      TableRow([
        "\(report.reader.name)", "\(report.reader.kind.words)", "0", "0", "0", "0", "0", "0",
        reportCell(report),
      ])
    }
  var page = Page(
    "Daily reports to agencies",
    main: """
      <p>\(before)\(after)</p>
      <p>Each agency reads of what it sent itself, and of nothing else: what came, what became of it, \
      and which answers it owes us. You see what it will read before anything is recorded.</p>
      \(table(
        id: "agencies", caption: "Agencies, \(model.day.longWithWeekday)",
        columns: [
          Column("Agency"), Column("Kind"), Column("Received", isNumeric: true),
          Column("Decided", isNumeric: true), Column("Waiting", isNumeric: true),
          Column("Put aside", isNumeric: true), Column("Answers overdue", isNumeric: true),
          Column("Not told of", isNumeric: true), Column("Report"),
        ], rows: rows,
        empty: "No agency sent anything that came, was decided or waited on this day."))
      <p class="meta">Not told of: a record in the contact is restricted, or telling the agency is not \
      safe. It is in none of the other figures.</p>
      """)
  page.caption = model.day.longWithWeekday
  page.about = model.day.long
  page.trail = .back("Front door", to: ContactPaths.board)
  page.printHeader =
    "Daily reports · \(model.day.long) · printed by \(model.by) on \(model.now.long)"
  return page
}

private func agencyRow(
  _ agency: DailyReportTable.AgencyDay, _ model: DailyReportDay
) -> TableRow {
  let report: HTML
  if let made = model.report(agency.reader), made.status != .withdrawn {
    report = reportCell(made)
  } else if model.closed.contains(agency.reader.key) {
    report = "Tells of a restricted record"
  } else if !agency.reader.isOneAgency, agency.reader.agency == nil {
    report = "None: this is not the name of one agency"
  } else if model.canPublish, let contact = agency.contact {
    let link = textLink(
      "Show what they will read", to: DailyReportPaths.preview(of: contact, on: model.day),
      context: agency.reader.name)
    report = "\(link) \(model.report(agency.reader).map(reportCell))"
  } else {
    report = agency.contact == nil ? "Nothing to tell" : "Not made yet"
  }
  return TableRow([
    "\(agency.reader.name)", "\(agency.reader.kind.words)", "\(agency.received)",
    "\(agency.decided)", "\(agency.waiting)", "\(agency.parked)", "\(agency.overdue)",
    "\(agency.leftOut)", report,
  ])
}

private func reportCell(_ report: DailyReportTable.Whole) -> HTML {
  let opened: String =
    report.status == .published
    ? report.openings.isEmpty
      ? ", not opened yet" : ", opened \(counted(report.openings.count, "time", "times"))" : ""
  return """
    \(textLink("\(report.id)", to: DailyReportPaths.page(report.id), context: report.reader.name)) \
    \(tag(report.status.words, kind: report.status.look))\(opened)
    """
}

extension DailyReport.Status {
  var look: TagKind {
    switch self {
    case .draft: .neutral
    case .approved: .info
    case .published: .good
    case .withdrawn: .warn
    }
  }
}

func dailyReportPreview(_ sheet: DailyReport.Sheet, make: HTML) -> Page {
  var page = Page(
    "What \(sheet.reader.name) will read",
    main: """
      <p>This is all that the agency reads. Nothing is recorded yet. Once the report is made you can \
      take lines out, and somebody else approves it before it is published.</p>
      \(card("Daily report", content: prose(sheet.words)))
      \(buttonGroup(make))
      """)
  page.caption = sheet.day.longWithWeekday
  page.trail = .back("Daily reports", to: DailyReportPaths.list(on: sheet.day))
  return page
}

func dailyReportPage(_ model: DailyReportModel) -> Page {
  let report = model.report
  var page = Page(
    "Daily report \(report.id)",
    main: """
      \(heldWarning(model))
      \(actions(model))
      \(card(
        "What the agency reads",
        actions: [textLink("Report to print", to: DailyReportPaths.sheet(report.id))],
        content: prose(report.words)))
      \(linesTable(model))
      \(openings(report))
      \(historyLink(report.id))
      """)
  page.caption = "\(report.reader.name), \(report.day.longWithWeekday)"
  page.about = report.reader.name
  page.trail = .back("Daily reports", to: DailyReportPaths.list(on: report.day))
  page.banner = model.done.map { done in
    notificationBanner(done == .published ? "\(done.words) \(whoOpens(report))" : done.words)
  }
  page.aside = card("How it stands", content: summaryList(standing(model)))
  return page
}

/// Where a published report can be read.
private func whoOpens(_ report: DailyReportTable.Whole) -> String {
  report.reader.agency == nil
    ? "The agency is not registered for the partner portal: print the report, or have it registered."
    : "Whoever is admitted for the agency can open it in the partner portal."
}

private func standing(_ model: DailyReportModel) -> [SummaryRow] {
  let report = model.report
  func signed(_ signed: DailyReport.Signed) -> String {
    "\(signed.on.long) by \(model.names.of(signed.by))"
  }
  var rows = [
    SummaryRow("Now", html: tag(report.status.words, kind: report.status.look)),
    SummaryRow(
      "In the portal",
      report.reader.agency.map { "Agency \($0)" }
        ?? "Not registered: nobody can open it there yet. Print it, or have the agency registered"),
    SummaryRow("Made", signed(report.composed)),
    SummaryRow("Approved", report.approved.map(signed) ?? "Not yet"),
    SummaryRow("Published", report.published.map(signed) ?? "Not yet"),
  ]
  if let withdrawn = report.withdrawn {
    rows.append(
      SummaryRow(
        "Withdrawn",
        "\(withdrawn.on.long) by \(model.names.of(withdrawn.by)): \(withdrawn.reason)"))
  }
  return rows
}

private func heldWarning(_ model: DailyReportModel) -> HTML {
  guard !model.held.isEmpty, model.report.status != .withdrawn else { return "" }
  let numbers = listed(model.held.sorted().map(\.description))
  return warningText(
    model.report.status == .published
      ? "The agency cannot open this report any more: \(numbers) may no longer be told of. Withdraw it "
        + "and make another."
      : "\(numbers) may no longer be told of. Take the line out before the report is approved.")
}

private func actions(_ model: DailyReportModel) -> HTML {
  guard model.canPublish else { return "" }
  let withdraw = buttonLink(
    "Withdraw", to: DailyReportPaths.withdraw(model.report.id), kind: .secondary)
  switch model.report.status {
  case .draft:
    return model.isOwn
      ? """
      \(inset("<p>You made this report, so somebody else approves it.</p>"))\(buttonGroup(withdraw))
      """
      : buttonGroup(model.approve, withdraw)
  case .approved: return buttonGroup(model.publish, withdraw)
  case .published: return buttonGroup(withdraw)
  case .withdrawn: return ""
  }
}

private func linesTable(_ model: DailyReportModel) -> HTML {
  let report = model.report
  let mayRemove = model.canPublish && (report.status == .draft || report.status == .approved)
  return table(
    id: "lines", caption: "Its lines",
    columns: [Column("Contact"), Column("What is told"), Column("Change")],
    rows: report.lines.map { line in
      let contact = textLink("\(line.contact)", to: ContactPaths.record(line.contact))
      if let removal = line.removal {
        return TableRow([
          contact,
          "Taken out on \(removal.on.long) by \(model.names.of(removal.by)): \(removal.reason)", "",
        ])
      }
      return TableRow(
        [
          contact, prose(line.text),
          mayRemove
            ? textLink(
              "Take out", to: DailyReportPaths.remove(line.contact, from: report.id),
              context: "\(line.contact)") : "",
        ], isMarked: model.held.contains(line.contact))
    }, empty: "There is nothing to tell of this day; the figures say so.")
}

private func openings(_ report: DailyReportTable.Whole) -> HTML {
  let nobody =
    report.published == nil
    ? "Nobody can open it before it is published." : "Nobody has opened it yet."
  return card(
    "Who opened it",
    content: report.openings.isEmpty
      ? emptyState(nobody)
      : table(
        id: "openings", caption: "Who opened it", columns: [Column("Who"), Column("When")],
        rows: report.openings.map { TableRow(["\($0.who)", "\($0.at.long)"]) },
        isCaptionHidden: true))
}

/// What the agency reads, on a sheet of paper.
func dailyReportSheet(_ report: DailyReportTable.Whole, organisation: String?) -> Page {
  var page = Page(
    "Daily report \(report.id)",
    main: """
      \(if: report.status != .published, warningText(
        "\(report.status.words): the agency cannot read it."))
      \(prose(report.words))
      """)
  page.caption = organisation
  page.width = .questions
  page.trail = .back("Daily report \(report.id)", to: DailyReportPaths.page(report.id))
  page.printHeader = [organisation, "Confidential", report.status.words, "\(report.id)"]
    .compactMap { $0 }.joined(separator: " · ")
  return page
}
