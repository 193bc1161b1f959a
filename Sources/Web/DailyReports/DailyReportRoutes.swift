import Crypto
import Domain
import Foundation
import HTML
import Hummingbird
import Store

/// `/reports/daily?date=2026-03-16` and `/dailyreports/D-1`: what each agency reads of a day, seen before
/// it is recorded, a line taken out, approved by a second person, published, withdrawn (A6).
enum DailyReportRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/reports/daily") { try await list($0) }
    routes.get("/reports/daily/new") { try await preview($0) }
    routes.post("/reports/daily/new") { try await compose($0) }
    routes.get("/dailyreports/:dailyreport") { try await record($0) }
    routes.get("/dailyreports/:dailyreport/sheet") { context in
      let report = try await context.report(.seeDailyReport)
      return context.page(
        dailyReportSheet(report, organisation: context.house.configuration.organisation))
    }
    routes.post("/dailyreports/:dailyreport/approve") {
      try await act($0, .approve, .approved)
    }
    routes.post("/dailyreports/:dailyreport/publish") {
      try await act($0, .publish, .published)
    }
    routes.get("/dailyreports/:dailyreport/withdraw") { context in
      let report = try await context.report(.publishDailyReport)
      return try await context.show(withdrawForm(report))
    }
    routes.post("/dailyreports/:dailyreport/withdraw") { context in
      let report = try await context.report(.publishDailyReport)
      return try await send(context, report, withdrawForm(report), .withdrawn) {
        .withdraw(reason: $0)
      }
    }
    routes.get("/dailyreports/:dailyreport/lines/:contact/remove") { context in
      let (report, line) = try await context.reportLine()
      return try await context.show(removeForm(report, line))
    }
    routes.post("/dailyreports/:dailyreport/lines/:contact/remove") { context in
      let (report, line) = try await context.reportLine()
      return try await send(context, report, removeForm(report, line), .removed) {
        .removeLine(line.contact, reason: $0)
      }
    }
  }

  // MARK: - The day

  private static func list(_ context: Context) async throws -> Response {
    try await context.may(.seeDailyReport)
    let today = context.today
    // In the morning it is yesterday that is told of.
    let asked = context.query["date"].flatMap { Day(iso: $0) } ?? today.adding(days: -1)
    let day = min(asked, today)
    let (agencies, reports) = try await context.read { tx in
      (
        try DailyReportTable.agencies(on: day, in: tx), try DailyReportTable.all(on: day, in: tx)
      )
    }
    let sight = try await context.sight(of: Set(reports.flatMap(\.people)).sorted())
    // A report that tells of a record closed to this worker is not theirs to read.
    let seen = reports.filter { sight.view(.seeDailyReport, of: $0.people) == .whole }
    let stubs = reports.filter { sight.view(.seeDailyReport, of: $0.people) == .stub }
    return context.page(
      dailyReportListPage(
        DailyReportDay(
          day: day, today: today, agencies: agencies, reports: seen,
          closed: Set(stubs.map(\.reader.key)),
          names: Names(workers: try await context.workerNames()),
          canPublish: context.can(.publishDailyReport), by: context.signedIn.name,
          now: context.now)))
  }

  // MARK: - Making one

  private struct Desk: Sendable {
    let question: DailyReport.Question
    let standing: DailyReport.Standing
    let path: String
  }

  private static func desk(_ context: Context) async throws -> Desk {
    guard let day = context.query["date"].flatMap({ Day(iso: $0) }), day <= context.today,
      let contact = context.query["of"].flatMap({ ContactID($0) })
    else { throw NotHere() }
    let from = ["children’s referral service", context.house.configuration.organisation]
      .compactMap { $0 }.joined(separator: ", ")
    let read = try await context.read { tx in
      try DailyReportTable.reader(of: contact, on: day, in: tx).map { reader in
        (reader, try DailyReportTable.standing(for: reader, on: day, in: tx))
      }
    }
    let (reader, standing) = try context.found(read)
    let people = Set(standing.sent.filter(\.isTellable).flatMap(\.people)).sorted()
    try await context.may(.publishDailyReport, about: people)
    return Desk(
      question: DailyReport.Question(reader: reader, day: day, from: from), standing: standing,
      path: DailyReportPaths.preview(of: contact, on: day))
  }

  private static func preview(_ context: Context) async throws -> Response {
    let desk = try await desk(context)
    let (actor, today) = (context.actor, context.today)
    if let already = desk.standing.already { return .seeOther(DailyReportPaths.page(already)) }
    do throws(Refusal) {
      let sheet = try DailyReport.composed(
        desk.question, of: desk.standing, by: actor, today: today)
      let make = context.button(
        "Make this report", action: desk.path, page: desk.path, kind: .primary,
        hidden: [HiddenField("shown", digest(sheet.words))])
      return context.page(dailyReportPreview(sheet, make: make))
    } catch {
      var page = Page("No report for this agency", main: "<p>\(error.message).</p>")
      page.width = .questions
      page.trail = .back("Daily reports", to: DailyReportPaths.list(on: desk.question.day))
      return context.page(page)
    }
  }

  private static func compose(_ context: Context) async throws -> Response {
    let desk = try await desk(context)
    let (actor, today) = (context.actor, context.today)
    let shown = context.answers["shown"]
    return try await context.carryOut(back: desk.path) { sending in
      // A repeated post gets the first one's answer, so what it saw is not asked again.
      let sheet = try DailyReport.composed(
        desk.question, of: desk.standing, by: actor, today: today)
      let words = shown == digest(sheet.words) ? sheet.words : ""
      let done: Done<DailyReport> = try await context.house.store.perform(
        .compose(desk.question, shown: words), as: sending.act)
      return DailyReportPaths.page(done.id, done: .made)
    }
  }

  /// Stands for every word that was shown.
  private static func digest(_ words: String) -> String {
    Base64URL.encode(SHA256.hash(data: Data(words.utf8)))
  }

  // MARK: - One report

  private static func record(_ context: Context) async throws -> Response {
    let report = try await context.report(.seeDailyReport)
    let held = try await context.read { try DailyReportTable.held(report.contacts, in: $0) }
    var model = DailyReportModel(
      report: report, held: held, names: Names(workers: try await context.workerNames()),
      done: context.query["done"].flatMap { DailyReportDone(rawValue: $0) })
    model.canPublish =
      context.can(
        .publishDailyReport, about: try await context.standing(of: report.people))
      || (report.people.isEmpty && context.can(.publishDailyReport))
    model.isOwn = report.composed.by == context.worker
    let page = DailyReportPaths.page(report.id)
    model.approve = context.button(
      "Approve", action: DailyReportPaths.approve(report.id), page: page, kind: .primary,
      version: report.version)
    model.publish = context.button(
      "Publish to the portal", action: DailyReportPaths.publish(report.id), page: page,
      kind: .primary, version: report.version)
    return context.page(dailyReportPage(model))
  }

  private static func act(
    _ context: Context, _ command: DailyReport.Command, _ done: DailyReportDone
  ) async throws -> Response {
    let report = try await context.report(.publishDailyReport)
    return try await context.carryOut(back: DailyReportPaths.page(report.id)) { sending in
      let _: Done<DailyReport> = try await context.house.store.perform(
        command, on: report.id, expecting: sending.version, as: sending.act)
      return DailyReportPaths.page(report.id, done: done)
    }
  }

  private static func send(
    _ context: Context, _ report: DailyReportTable.Whole, _ form: FormPage,
    _ done: DailyReportDone, _ command: (String) -> DailyReport.Command
  ) async throws -> Response {
    try await context.submit(form) { reader in
      reader.text("reason", "the reason", ask: "Say why", longest: 1000)
    } perform: { reason, sending in
      let _: Done<DailyReport> = try await context.house.store.perform(
        command(reason), on: report.id, expecting: sending.version, as: sending.act)
      return DailyReportPaths.page(report.id, done: done)
    }
  }

  private static func withdrawForm(_ report: DailyReportTable.Whole) -> FormPage {
    var form = FormPage(
      "Withdraw this report",
      FormDefinition(
        "dailyreport-withdraw", edition: "1",
        [
          Question(
            "reason", .longText(rows: 3), "Why is it withdrawn?",
            hint: "The agency does not read this.")
        ]), path: DailyReportPaths.withdraw(report.id), submit: "Withdraw the report",
      version: report.version)
    form.before = """
      <p>The agency can no longer read it. That it was published, and who opened it, stays on the \
      record. Another report of the same day can be made afterwards.</p>
      """
    form.around = { page in
      page.trail = .back("Daily report \(report.id)", to: DailyReportPaths.page(report.id))
      page.about = "\(report.id)"
    }
    return form
  }

  private static func removeForm(
    _ report: DailyReportTable.Whole, _ line: DailyReportTable.Line
  ) -> FormPage {
    var form = FormPage(
      "Take out the line of \(line.contact)",
      FormDefinition(
        "dailyreport-remove", edition: "1",
        [
          Question(
            "reason", .longText(rows: 3), "Why is it taken out?",
            hint: "The agency does not read this.")
        ]), path: DailyReportPaths.remove(line.contact, from: report.id),
      submit: "Take out \(line.contact)", version: report.version)
    form.before = """
      \(prose(line.text))
      <p>The figures of the report are counted again without it. If it was approved, somebody \
      approves it again.</p>
      """
    form.around = { page in
      page.trail = .back("Daily report \(report.id)", to: DailyReportPaths.page(report.id))
      page.about = "\(report.id)"
    }
    return form
  }
}

extension Context {
  /// The report in the address, once the worker may do this with it.
  func report(_ deed: Deed) async throws -> DailyReportTable.Whole {
    let id: DailyReportID = try id("dailyreport")
    let report = try found(try await read { try DailyReportTable.whole(id, in: $0) })
    try await may(deed, about: report.people, record: FactStream(id))
    return report
  }

  /// A line of it that was not taken out.
  func reportLine() async throws -> (DailyReportTable.Whole, DailyReportTable.Line) {
    let report = try await report(.publishDailyReport)
    let contact: ContactID = try id("contact")
    let line = report.lines.first { $0.contact == contact && $0.removal == nil }
    return (report, try found(line))
  }
}
