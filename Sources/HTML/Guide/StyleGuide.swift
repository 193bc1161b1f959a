/// Every component once, with invented people, to be looked at: `/styleguide`. Tests read it too: a
/// component that is not here is not tested for form.
package func styleGuidePage(
  theme: Theme = .system, density: Density = .comfortable
) -> HTML {
  var page = Page(
    "Style guide",
    main: """
      <p>Everything a page is made of. The people are invented.</p>
      \(contentsList([
        NavigationItem("Words and buttons", "#words"), NavigationItem("Messages", "#messages"),
        NavigationItem("Questions", "#questions"), NavigationItem("Records", "#records"),
        NavigationItem("Lists and tables", "#lists"), NavigationItem("Pictures", "#pictures"),
      ]))
      \(Guide.words)
      \(Guide.messages)
      \(Guide.questions)
      \(Guide.records)
      \(Guide.lists)
      \(Guide.pictures)
      """)
  page.about = "Aisha Begum"
  page.organisation = "Northmoor Council"
  page.caption = "For whoever builds a page"
  page.theme = theme
  page.density = density
  page.search = "/search"
  page.user = Page.User(name: "Leila Shah", csrf: "token", sessionEnds: 3600)
  page.navigation = [
    NavigationItem("Today", "/"), NavigationItem("Front door", "/front-door", count: 14),
    NavigationItem("My children", "/children", isCurrent: true),
    NavigationItem("Review", "/review", count: 3), NavigationItem("Reports", "/reports"),
  ]
  page.trail = .breadcrumbs([
    NavigationItem("My children", "/children"),
    NavigationItem("Aisha Begum", "/children/P-1042", isCurrent: true),
  ])
  page.subNavigation = [
    NavigationItem("Overview", "/children/P-1042", isCurrent: true),
    NavigationItem("Chronology", "/children/P-1042/chronology"),
    NavigationItem("Family", "/children/P-1042/family"),
    NavigationItem("Notes", "/children/P-1042/notes", count: 12),
  ]
  page.identity = identityBar(Guide.child)
  page.asAt = "3 March 2026"
  page.asAtLeave = "/children/P-1042"
  page.banner = notificationBanner(
    "Aisha was given to Leila Shah.",
    undo: Undo(action: "/allocations/A-7/undo", csrf: "token"))
  page.errors = [
    FormError("visit-date", "Date of visit must be today or in the past"),
    FormError("seen-alone", "Select whether Aisha was seen alone"),
    FormError(nil, "Someone else changed this record while you were typing"),
  ]
  page.printHeader =
    "Aisha Begum · Style guide · as at 3 March 2026 · printed by Leila Shah, 9:32am"
  page.aside = card("Beside the page", content: "<p>History, checks, what is already known.</p>")
  return page.render()
}

/// The sections of the style guide.
enum Guide {
  static let child = IdentityBar(
    name: "Aisha Begum", url: "/children/P-1042",
    facts: [
      LabelledValue("Age", "7 (16 June 2018)"),
      LabelledValue("Record", "P-1042", canCopy: true),
      LabelledValue("Home", "NM4 7QT"), LabelledValue("Lives with", "Nadia Begum, Sam Begum"),
      LabelledValue("Worker", "Leila Shah, Assessment East"),
      LabelledValue("Last seen", "2 January 2026"), LabelledValue("Seen alone", nil),
    ],
    statuses: [tag("Assessment", kind: .info)],
    alerts: [
      AlertLine("Dog in the home.", act: "Ring before you go; Nadia will shut him in."),
      AlertLine("Non-molestation order.", act: "Do not share the address with Dean Holt."),
    ], alertsURL: "/children/P-1042/alerts")

  static let words: HTML = """
    <section id="words"><h2>Words and buttons</h2>
    <p>Text stands in lines of at most seventy characters. A \(textLink("link", to: "/help")) is
    always underlined. \(labelledDate("Received", "16 June 2026", relative: "12 days ago"))</p>
    <h3>A heading of the third level</h3>
    \(prose("What was typed keeps its lines.\n\nAn empty line begins a paragraph."))
    \(buttonGroup(
      button("Save note for Aisha"), button("Save draft", kind: .secondary),
      button("Remove the link", kind: .warning), button("Not now", kind: .link)))
    \(buttonGroup(
      buttonLink("Record a contact", to: "/contacts/new"),
      actionForm(action: "/front-door/next", csrf: "token", text: "Take next")))
    <p>\(each: TagKind.allCases, { tag(example($0), kind: $0) + " " })</p>
    </section>
    """

  private static func example(_ kind: TagKind) -> String {
    switch kind {
    case .neutral: "Not yet started"
    case .info: "In progress"
    case .good: "Completed"
    case .warn: "Due soon"
    case .danger: "3 days late"
    case .special: "Restricted"
    }
  }

  static let messages: HTML = """
    <section id="messages"><h2>Messages</h2>
    \(notificationBanner("Leila is also editing this section.", kind: .notice))
    \(notificationBanner(
      "We could not save this just now.", kind: .problem,
      detail: "<p>What you typed is still here. Try again.</p>"))
    \(warningText("Closing this record ends its plan and tells the school."))
    \(inset("<p>The council’s own guidance stands here.</p>"))
    \(details("What happens next", content: "<p>The manager is asked within one day.</p>"))
    \(emptyState(
      "Nothing is waiting for you. Work that is given to you appears here.",
      action: textLink("See the front door", to: "/front-door")))
    \(interruption(
      heading: "Sam has not been seen alone for 6 weeks",
      body: "<p>The plan says every 2 weeks. Say why before you go on, or plan a visit.</p>",
      goOn: buttonLink("Continue", to: "/next"), goBack: textLink("Plan a visit", to: "/visit")))
    \(dialog(
      id: "conflict", heading: "Leila saved this section at 2:14pm",
      content: buttonGroup(button("Keep both"), button("Use theirs", kind: .secondary))))
    </section>
    """
}
