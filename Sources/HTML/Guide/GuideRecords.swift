extension Guide {
  static let records: HTML = """
    <section id="records"><h2>Records</h2>
    \(cardGrid(clocks.map(clockCard)))
    \(quote(
      "I like it when Nan comes because then it is quiet.",
      source: "Aisha, to Leila Shah, at school, 2 January 2026"))
    \(sideBySide(
      card("What we were told", content: "<p>The caller heard shouting on Tuesday night.</p>"),
      card("What we know", content: "<p>Two contacts in twelve months.</p>")))
    \(summaryCard(
      "Aisha’s details", actions: [textLink("See history", to: "/children/P-1042/history")],
      rows: [
        SummaryRow("Name", "Aisha Begum", change: "/children/P-1042/name"),
        SummaryRow("Language", "Bengali and English", change: "/children/P-1042/language"),
        SummaryRow("School", nil, change: "/children/P-1042/school", changeText: "Add"),
        SummaryRow("Address", html: "12 Moor Lane<br>Northmoor<br>NM4 7QT"),
      ]))
    </section>
    """

  private static let clocks: [ClockCard] = [
    ClockCard(
      name: "Assessment", position: "Day 12 of 45 working days",
      due: "Due Tuesday 17 February 2026.", status: "Due in 33 working days", state: .neutral,
      fraction: 12.0 / 45,
      sum: [
        "Counted from the referral on 16 December 2025, recorded by Tom Reed.",
        "Limit: 45 working days.",
        "Not counted: Christmas Day, 26 December, New Year’s Day.",
      ], agreed: "20 January 2026"),
    ClockCard(
      name: "Child seen", position: "Day 8 of 10 working days", due: "Due Friday 2 January 2026.",
      status: "Due soon", state: .soon, fraction: 0.8, sum: []),
    ClockCard(
      name: "Decision", position: "Day 1 of 1 working day", due: "Due today at 4:10pm.",
      status: "Due today", state: .today, fraction: 1, sum: []),
    ClockCard(
      name: "Conference", position: "Day 18 of 15 working days",
      due: "Was due Monday 29 December 2025.", status: "3 working days late", state: .late,
      fraction: 1.2, sum: []),
    ClockCard(
      name: "Core group", position: "Stopped on day 4", due: "Held 5 January 2026.",
      status: "Completed", state: .stopped, fraction: 0.4, sum: []),
  ]

  static let lists: HTML = """
    <section id="lists"><h2>Lists and tables</h2>
    \(taskList([
      TaskRow(
        "See Aisha", url: "/children/P-1042/notes/new", hint: "By 20 January",
        status: tag("Due soon", kind: .warn)),
      TaskRow("Ask the school", url: "/checks/new", status: tag("Completed", kind: .good)),
      TaskRow(
        "Send to manager", url: nil, hint: "When everything above is done",
        status: tag("Not yet started")),
    ]))
    \(table(
      id: "queue", caption: "Front door, oldest first", columns: columns, rows: rows))
    \(pagination(current: 4, pages: 9, label: "Pages of the queue", url: { "?page=\($0)" }))
    <h3>What happened</h3>
    \(timeline([
      TimelineEntry(
        date: "2 January 2026", title: "Visit at school",
        body: "<p>Aisha was calm. She asked when her brother comes home.</p>",
        source: textLink("Visit note", to: "/notes/N-88"), meta: "Leila Shah, 9:32am"),
      TimelineEntry(date: "16 December 2025", title: "Referral accepted", meta: "Tom Reed"),
    ]))
    </section>
    """

  private static let columns = [
    Column("Child", sort: "?sort=child"), Column("From"), Column("Concern"),
    Column("Contacts in a year", isNumeric: true),
    Column("Received", sort: "?sort=-received", sorted: .ascending), Column("Time left"),
  ]

  private static let rows = [
    TableRow(
      [
        textLink("Aisha Begum and 2 others", to: "/contacts/C-1042"), "School",
        "Shouting at night", "4", "16 June 2026, 9:32am", tag("2 hours late", kind: .danger),
      ], isMarked: true),
    TableRow([
      textLink("Jo Okafor", to: "/contacts/C-1043"), "Police", "Came to school hungry", "0",
      "16 June 2026, 11:05am", tag("Due today", kind: .warn),
    ]),
    TableRow([
      textLink("Unborn, mother Kate Lowe", to: "/contacts/C-1044"), "Midwife",
      "Homeless in pregnancy", "1", "17 June 2026", tag("Due in 1 working day"),
    ]),
  ]

  static let pictures: HTML = """
    <section id="pictures"><h2>Pictures</h2>
    \(figure(
      id: "contacts", title: "Contacts by month: June was the highest of three",
      description: "April 96, May 104, June 131.", height: 130, drawing: bars,
      caption: "Contacts received, as at 1 July 2026. Repeats of the same incident left out.",
      table: table(
        id: "contacts-table", caption: "Contacts by month",
        columns: [Column("Month"), Column("Contacts", isNumeric: true)],
        rows: [
          TableRow(["April", "96"]), TableRow(["May", "104"]), TableRow(["June", "131"]),
        ]), csv: "/reports/contacts.csv"))
    <p>\(hiddenText("Used: "))\
    \(progressBar(fraction: 0.6, label: "6 of 10 days", isLabelled: true))</p>
    </section>
    """

  private static let bars: HTML = """
    \(each: [(0, "April", 96), (1, "May", 104), (2, "June", 131)], { row, month, number in
      """
      <text x="70" y="\(row * 40 + 30)" text-anchor="end">\(month)</text>\
      <rect x="80" y="\(row * 40 + 10)" width="\(number * 4)" height="28" \
      class="chart-1"></rect>\
      <text x="\(number * 4 + 88)" y="\(row * 40 + 30)">\(number)</text>
      """
    })
    """
}
