import Domain
import HTML
import Hummingbird
import Store

/// `/nights/report?night=2026-03-14`: everything of one night, and whether the day has taken it over.
enum NightReport {
  struct Model: Sendable {
    let night: Night
    let now: Instant
    let told: [ShownHandover]
    let happened: [ShownHandover]
    let passed: [ShownHandover]
    let hours: [NightReading.Hour]

    /// Everything that was done in the night, also what the worker may not read: counts leave
    /// nobody out.
    var done: [Handover.Action] {
      happened.flatMap(\.whole.actions).map(\.action).filter { night.contains($0.at) }
    }
    var needs: [HandoverTable.Needed] {
      passed.flatMap(\.whole.needs).filter { night.contains($0.need.at) }
    }
    var people: [PersonID] {
      Set((told + happened + passed).filter { !$0.isClosed }.flatMap(\.whole.people)).sorted()
    }
  }

  static func show(_ context: Context) async throws -> Response {
    try await context.may(.seeNights)
    let now = context.now
    let running = Night(at: now)
    // By day whoever asks means the night that has ended; that of tonight has hardly begun.
    var night = now < running.closes ? Night(running.day.adding(days: -1)) : running
    if let asked = context.query["night"] {
      guard let day = Day(iso: asked), day <= running.day else { throw NotHere() }
      night = Night(day)
    }
    let chosen = night
    let read = try await context.read { tx in
      (
        told: try HandoverTable.told(during: chosen, in: tx),
        happened: try HandoverTable.happened(in: chosen, in: tx),
        passed: try HandoverTable.passed(in: chosen, in: tx),
        hours: try NightReading.contacts(in: chosen, in: tx)
      )
    }
    let sight = try await context.sight(
      of: Set((read.told + read.happened + read.passed).flatMap(\.people)).sorted())
    func shown(_ wholes: [HandoverTable.Whole]) -> [ShownHandover] {
      wholes.compactMap { ShownHandover($0, sight, context, page: NightPaths.tonight) }
    }
    let model = Model(
      night: chosen, now: now, told: shown(read.told), happened: shown(read.happened),
      passed: shown(read.passed), hours: read.hours)
    try await context.showed(model.people, by: .seeNights)
    var page = nightReportPage(model)
    page.printHeader =
      "\(chosen.name) · Report · printed by \(context.signedIn.name) on \(context.today.long), "
      + "\(now.clock)"
    return context.page(page)
  }
}

func nightReportPage(_ model: NightReport.Model) -> Page {
  let before = Night(model.night.day.adding(days: -1))
  var links = [textLink("The night before", to: NightPaths.report(before))]
  if model.night < Night(at: model.now) {
    links.append(textLink("The next night", to: NightPaths.report(model.night.next)))
  }
  links.append(textLink("Tonight", to: NightPaths.tonight))
  var page = Page(
    "Report of the night",
    main: """
      \(buttonGroup(HTML(each: links) { $0 }))
      <section><h2>In figures</h2>\(figures(model))</section>
      <section><h2>Alerts from the day teams</h2>\(told(model))</section>
      <section><h2>What happened</h2>\(happened(model))</section>
      <section><h2>Passed to the morning</h2>\(passed(model))</section>
      """)
  page.caption =
    "\(model.night.name), from \(model.night.closes.nightClock) until \(model.night.ends.inShort)"
  return page
}

private func figures(_ model: NightReport.Model) -> HTML {
  func count(_ outcome: Handover.Action.Outcome) -> Int {
    model.done.count { $0.outcome == outcome }
  }
  let accepted = model.needs.count { $0.acceptedBy != nil }
  let open = model.needs.count(where: \.isOpen)
  let contacts = model.hours.reduce(0) { $0 + $1.contacts }
  let rows = [
    SummaryRow("Contacts out of hours", "\(contacts)"),
    SummaryRow("Written down", "\(model.done.count)"),
    SummaryRow(
      "Strategy discussions", "\(model.done.count { $0.kind == .strategyDiscussion })"),
    SummaryRow("Coming into care prevented", "\(count(.accommodationPrevented))"),
    SummaryRow("Children who came into care", "\(count(.accommodated))"),
    SummaryRow("Police protection", "\(count(.policeProtection))"),
    SummaryRow(
      "Passed to the morning",
      "\(model.needs.count): \(accepted) accepted, \(open) not accepted, "
        + "\(model.needs.count - accepted - open) closed"),
  ]
  let hours = model.hours.map { hour in
    TableRow(["\(clock(hour.hour)) to \(clock((hour.hour + 1) % 24))", "\(hour.contacts)"])
  }
  return """
    \(summaryList(rows))\
    \(table(
      id: "hours", caption: "Contacts by hour",
      columns: [Column("Hour"), Column("Contacts", isNumeric: true)], rows: hours,
      empty: "No contact came out of hours that night."))
    """
}

private func clock(_ hour: Int) -> String {
  let shown = hour % 12 == 0 ? 12 : hour % 12
  return "\(shown)\(hour < 12 ? "am" : "pm")"
}

private let locked = "Somebody whose record is locked"

private func told(_ model: NightReport.Model) -> HTML {
  let rows = model.told.map { shown -> TableRow in
    let whole = shown.whole
    if shown.isClosed { return TableRow(["\(locked)", "", "", ""]) }
    return TableRow([
      textLink(whole.name, to: HandoverPaths.page(whole.id)), "\(whole.warning?.what ?? "")",
      "\(whole.begunBy ?? "Not recorded")",
      whole.acknowledgedWords(in: model.night).map { "\($0)" }
        ?? tag("Not acknowledged", kind: .danger),
    ])
  }
  return table(
    id: "told", caption: "Alerts in force that night, and who acknowledged them in it",
    columns: [Column("Child"), Column("What may happen"), Column("From"), Column("Acknowledged")],
    rows: rows, empty: "No alert was in force that night.")
}

private func happened(_ model: NightReport.Model) -> HTML {
  let all = model.happened.flatMap { shown in
    shown.whole.actions.filter { model.night.contains($0.action.at) }.map { (shown, $0) }
  }.sorted { $0.1.action.at < $1.1.action.at }
  let rows = all.map { shown, done -> TableRow in
    let at: HTML = "\(done.action.at.inShort)"
    if shown.isClosed {
      return TableRow([at, "\(locked)", "", "\(done.action.outcome.words)", ""])
    }
    let more = [
      done.action.instead.map { "Put in place instead: \($0)" },
      done.action.tookPart.map { "Took part: \($0)" },
    ].compactMap { $0 }
    return TableRow([
      at, textLink(shown.whole.name, to: HandoverPaths.page(shown.whole.id)),
      """
      <p>\(done.action.kind.words)</p>\(prose(done.action.words))\(each: more, { "<p>\($0)</p>" })
      """,
      "\(done.action.outcome.words)", "\(done.by ?? "Not recorded")",
    ])
  }
  return table(
    id: "happened", caption: "In the order in which it happened",
    columns: [
      Column("When"), Column("About"), Column("What"), Column("How it ended"), Column("By"),
    ], rows: rows, empty: "Nothing was written down that night.")
}

private func passed(_ model: NightReport.Model) -> HTML {
  let all = model.passed.flatMap { shown in
    shown.whole.needs.filter { model.night.contains($0.need.at) }.map { (shown, $0) }
  }
  let rows = all.map { shown, needed -> TableRow in
    if shown.isClosed {
      return TableRow(["\(locked)", "", "\(needed.to)", needed.status(at: model.now)])
    }
    return TableRow(
      [
        textLink(shown.whole.name, to: HandoverPaths.page(shown.whole.id)),
        prose(needed.need.words), "\(needed.to)", needed.status(at: model.now),
      ], isMarked: needed.isLate(at: model.now))
  }
  return table(
    id: "passed", caption: "What the day service was asked to take over",
    columns: [Column("About"), Column("What is needed"), Column("For"), Column("How it stands")],
    rows: rows, empty: "Nothing was passed to the morning.")
}
