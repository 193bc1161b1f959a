import Domain
import HTML
import Store

struct VolumesModel: Sendable {
  let asked: VolumesAsked
  let volumes: Volumes
  /// Whether the lists behind the figures are open to this worker.
  let opens: Bool
  let asAt: Instant
  let by: String

  var days: ArrivalDays { asked.days }

  /// A figure that opens its list.
  func link(
    _ count: Int, _ what: String, _ arrived: ContactTable.Arrived,
    source: ReferralSource.Group? = nil
  ) -> HTML {
    guard count > 0 else { return "0" }
    guard opens else { return "\(count)" }
    return textLink(
      "\(count)", to: FrontDoorPaths.list(.init(source: source, arrived: arrived)), context: what)
  }
}

func volumesPage(_ model: VolumesModel) -> Page {
  let days = model.days
  var page = Page(
    "What comes to the front door",
    main: """
      \(volumesFilter(model))
      \(totals(model))
      <section><h2>By hour and method</h2>
      \(picture(model))</section>
      \(sourcesTable(model))
      \(weekdaysTable(model))
      \(details("What is counted", content: """
        <p>A contact is counted in the hour in which it came, by London’s clocks; one whose time is not \
        known stands apart and is never counted as midnight. A contact that came from a police \
        notification is counted as a contact, and its notification beside it.</p>
        <p>Of calls that are no contacts the day is known and not the hour. At work is whoever of the \
        front door’s team recorded anything in the hour: somebody on the phone all through it is not \
        seen. What is hidden from you is in no figure.</p>
        """))
      <p class="meta">As at \(model.asAt.clock).</p>
      """)
  page.caption = days.words
  page.about = days.words
  page.errors = model.asked.errors
  if model.opens { page.trail = .back("Front door", to: ContactPaths.board) }
  page.printHeader =
    "What comes to the front door · \(days.words) · printed by \(model.by) on \(model.asAt.long)"
  return page
}

private func volumesFilter(_ model: VolumesModel) -> HTML {
  let query = model.asked.query
  func day(_ question: String, _ day: Day) -> DateAnswer {
    let typed = ["day", "month", "year"].map { query["\(question)-\($0)"] ?? "" }
    if typed.contains(where: { !$0.isEmpty }) {
      return DateAnswer(day: typed[0], month: typed[1], year: typed[2])
    }
    guard model.asked.period == .days else { return DateAnswer() }
    return DateAnswer(
      day: "\(day.dayOfMonth)", month: "\(day.month)", year: "\(day.year)")
  }
  func error(_ question: String) -> String? {
    model.asked.errors.first { $0.question == question }?.message
  }
  return filterForm(
    action: VolumesPaths.page, label: "Choose the days", apply: "Show these days",
    content: """
      \(selectInput(
        id: "period", label: "Days",
        choices: VolumesAsked.Period.allCases.map { Choice($0.rawValue, $0.words) },
        value: model.asked.period.rawValue))
      \(dateInput(
        id: "first", label: "First day of your choice", hint: nil,
        value: day("first", model.days.from), error: error("first")))
      \(dateInput(
        id: "last", label: "Last day of your choice", hint: nil,
        value: day("last", model.days.to), error: error("last")))
      """)
}

private func totals(_ model: VolumesModel) -> HTML {
  let (volumes, days) = (model.volumes, model.days)
  func link(_ count: Int, _ what: String, _ path: String) -> HTML {
    count > 0 && model.opens ? textLink("\(count)", to: path, context: what) : "\(count)"
  }
  return figureStrip([
    SummaryRow("Contacts", html: model.link(volumes.total, "contacts", .init(days))),
    SummaryRow(
      "Police notifications",
      html: link(volumes.policeTotal, "police notifications", VolumesPaths.police(days))),
    SummaryRow(
      "Calls that are no contacts", html: link(volumes.calls, "calls", VolumesPaths.calls(days))),
    SummaryRow("Days", "\(days.count)"),
  ])
}

/// Methods that occur, in the order of the list; all where nothing came.
func methods(_ volumes: Volumes) -> [Contact.Method] {
  Contact.Method.allCases.filter { volumes.contacts(by: $0) > 0 }
}

/// A mean as it is read: `0`, `0.4`, `12`.
func mean(_ sum: Int, over days: Int) -> String {
  guard days > 0 else { return "None" }
  let tenths = (sum * 10 + days / 2) / days
  return tenths % 10 == 0 || tenths >= 100
    ? "\((tenths + 5) / 10)" : "\(tenths / 10).\(tenths % 10)"
}

private func picture(_ model: VolumesModel) -> HTML {
  let (volumes, days) = (model.volumes, model.days)
  let bars = (0...23).map { hour in
    let there = max(1, days.days(with: hour))
    return HourBars.Hour(
      hour, bar: Double(volumes.contacts(in: .hour(hour))) / Double(there),
      dot: Double(volumes.atWork[hour] ?? 0) / Double(there))
  }
  return figure(
    id: "hours", title: finding(volumes),
    description: """
      Twenty-four bars, one for each hour of the day: contacts that came in it on an average day. A \
      dot over each: people at work in it. The table below has the same numbers.
      """,
    height: HourBars.height,
    drawing: HourBars(
      bars, barName: "Contacts an hour", dotName: "People at work"
    ).drawing,
    caption: "An average of \(counted(days.count, "day", "days")), by London’s clocks.",
    table: hoursTable(model), csv: VolumesPaths.csv(days))
}

private func finding(_ volumes: Volumes) -> String {
  let counts = (0...23).map { ($0, volumes.contacts(in: .hour($0))) }
  guard let most = counts.max(by: { ($0.1, $1.0) < ($1.1, $0.0) }), most.1 > 0 else {
    return "No contact with a known time came in these days"
  }
  return "Most contacts came from \(ArrivalHour.hour(most.0).words): \(most.1) of \(volumes.total)"
}

private func hoursTable(_ model: VolumesModel) -> HTML {
  let (volumes, days) = (model.volumes, model.days)
  let methods = methods(volumes)
  func row(_ hour: ArrivalHour) -> TableRow {
    var cells: [HTML] = ["\(hour.words)"]
    cells += methods.map { method in
      model.link(
        volumes.contacts[hour]?[method] ?? 0, "\(method.words), \(hour.words)",
        .init(days, hour: hour, method: method))
    }
    cells.append(
      model.link(volumes.contacts(in: hour), "contacts, \(hour.words)", .init(days, hour: hour)))
    switch hour {
    case .hour(let number):
      let police = volumes.police[hour] ?? 0
      cells.append(
        police > 0 && model.opens
          ? textLink(
            "\(police)", to: VolumesPaths.police(days, hour: number),
            context: "police notifications, \(hour.words)") : "\(police)")
      cells.append("\(mean(volumes.atWork[number] ?? 0, over: days.days(with: number)))")
    case .notKnown: cells += ["", ""]
    }
    return TableRow(cells)
  }
  var sum: [HTML] = ["All"]
  sum += methods.map {
    model.link(volumes.contacts(by: $0), "\($0.words), all hours", .init(days, method: $0))
  }
  sum += [
    model.link(volumes.total, "contacts, all hours", .init(days)), "\(volumes.policeTotal)", "",
  ]
  return table(
    id: "hours-table", caption: "Contacts by hour and method, \(days.words)",
    columns: [Column("Hour")] + methods.map { Column($0.words, isNumeric: true) } + [
      Column("Contacts", isNumeric: true), Column("Police notifications", isNumeric: true),
      Column("At work, on average", isNumeric: true),
    ], rows: ArrivalHour.all.map(row) + [TableRow(sum)])
}

private func sourcesTable(_ model: VolumesModel) -> HTML {
  let rows = ReferralSource.Group.allCases.compactMap { group -> TableRow? in
    let count = model.volumes.sources[group] ?? 0
    guard count > 0 else { return nil }
    return TableRow([
      "\(group.label)",
      model.link(count, "from \(group.label)", .init(model.days), source: group),
    ])
  }
  return table(
    id: "sources", caption: "Contacts by who sent them",
    columns: [Column("From"), Column("Contacts", isNumeric: true)], rows: rows,
    empty: "No contact came in these days.")
}

private func weekdaysTable(_ model: VolumesModel) -> HTML {
  let rows = Day.Weekday.allCases.compactMap { weekday -> TableRow? in
    let days = model.days.on(weekday).count
    guard days > 0 else { return nil }
    let count = model.volumes.weekdays[weekday] ?? 0
    return TableRow([
      "\(weekday.name)", model.link(count, weekday.name, .init(model.days, weekday: weekday)),
      "\(days)", "\(mean(count, over: days))",
    ])
  }
  return table(
    id: "weekdays", caption: "Contacts by weekday",
    columns: [
      Column("Weekday"), Column("Contacts", isNumeric: true), Column("Days", isNumeric: true),
      Column("On average", isNumeric: true),
    ], rows: rows)
}

/// The figures as lines of a file: hours down, methods across.
func volumesTable(_ volumes: Volumes, in days: ArrivalDays) -> [[String]] {
  let methods = Contact.Method.allCases
  let head =
    ["Hour"] + methods.map(\.words) + ["Contacts", "Police notifications", "At work, on average"]
  return [head]
    + ArrivalHour.all.map { hour in
      var line = [hour.words] + methods.map { "\(volumes.contacts[hour]?[$0] ?? 0)" }
      line.append("\(volumes.contacts(in: hour))")
      switch hour {
      case .hour(let number):
        line += [
          "\(volumes.police[hour] ?? 0)",
          mean(volumes.atWork[number] ?? 0, over: days.days(with: number)),
        ]
      case .notKnown: line += ["", ""]
      }
      return line
    }
}

// MARK: - Lists that no other page has

func volumesCallsPage(_ calls: [Volumes.Calls], in days: ArrivalDays) -> Page {
  let total = calls.reduce(0) { $0 + $1.count }
  var page = Page(
    "Calls that are no contacts",
    main: table(
      id: "calls", caption: "\(days.words): \(total) in all",
      columns: [Column("Day"), Column("What it was"), Column("How many", isNumeric: true)],
      rows: calls.map { calls in
        TableRow([
          textLink(
            calls.on.longWithWeekday, to: CallPaths.list(on: calls.on),
            context: calls.kind.words),
          "\(calls.kind.words)", "\(calls.count)",
        ])
      }, empty: "None is recorded in these days."))
  page.caption = days.words
  page.trail = .back("What comes to the front door", to: VolumesPaths.page(days))
  return page
}

struct VolumesPolice: Sendable {
  let days: ArrivalDays
  let hour: Int?
  let total: Int
  let number: Int
  let shown: [Volumes.Report]
  /// Those that this worker may open.
  let open: [PoliceNotificationID: PoliceNotificationTable.Whole]
}

func volumesPolicePage(_ model: VolumesPolice) -> Page {
  let rows = model.shown.map { report -> TableRow in
    guard let one = model.open[report.notification] else {
      return TableRow(["A restricted record", "\(report.receivedAt.long)", "", ""])
    }
    let again = report.position > 0 ? ", told again" : ""
    return TableRow([
      textLink("\(one.id), \(one.reference)\(again)", to: PolicePaths.page(one.id)),
      "\(report.receivedAt.long)", gradeLabel(one.grade), "\(one.status.words)",
    ])
  }
  let pages = max(1, (model.total + VolumesRoutes.pageLength - 1) / VolumesRoutes.pageLength)
  let hour = model.hour.map { ", \(ArrivalHour.hour($0).words)" } ?? ""
  var page = Page(
    "Police notifications that came",
    main: """
      \(table(
        id: "police", caption: "\(model.days.words)\(hour): \(model.total) in all",
        columns: [
          Column("Notification"), Column("Received"), Column("Grade"), Column("Now"),
        ], rows: rows, empty: "None came."))
      \(pagination(
        current: model.number, pages: pages, label: "Pages of this list",
        url: { VolumesPaths.police(model.days, hour: model.hour, page: $0) }))
      """)
  page.caption = model.days.words
  page.trail = .back("What comes to the front door", to: VolumesPaths.page(model.days))
  return page
}
