import Domain
import HTML
import Store

/// What the page of a chronology knows.
struct ChronologyModel: Sendable {
  let identity: PersonIdentity
  /// Brothers and sisters whose records this worker may see.
  let siblings: [PersonTable.Line]
  /// In the order in which they are shown.
  let events: [ShownEvent]
  /// How many there are before any filter.
  let all: Int
  let filter: ChronologyFilter
  let names: ChronologyNames
  /// How many brothers and sisters have records that are closed to this worker.
  var closedSiblings = 0
  var agencies: [String] = []
  var workers: [WorkerID] = []
  /// How many entries were left out of the significant events by hand.
  var leftOut = 0
  /// The significant events of today, whatever is filtered.
  var current: [ShownEvent] = []
  var gaps: [VisitGap] = []
  var bars: [StatusBar] = []
  var mayCurate = false
  /// Versions that were saved for court or conference, and what differs since.
  var court: [SavedChronology] = []
  /// What was recorded after the day looked at.
  var later: HTML?

  var id: PersonID { identity.id }

  /// The address of the same list, from so many months before the day of the page.
  func span(months: Int) -> String {
    let from = identity.today.adding(months: -months)
    return filter.path(id) { ($0.from, $0.to) = (from, nil) }
  }

  /// Whose event it is, where several children's are shown.
  func whose(_ event: ShownEvent) -> String? {
    filter.with.isEmpty ? nil : listed(event.whose.map { names.person($0) })
  }

  /// The child's age is told of their own events alone.
  func birth(_ event: ShownEvent) -> Person.Birth? {
    event.whose.contains(id)
      ? identity.model.line.birth : siblings.first { event.whose.contains($0.id) }?.birth
  }

  /// Gaps are told of this child alone, beside visits or all kinds.
  var shownGaps: [VisitGap] {
    filter.with.isEmpty && filter.show != .leftOut && filter.by == nil && filter.agency == nil
      && (filter.kinds.isEmpty || filter.kinds.contains(.visits)) ? gaps : []
  }

  var pages: Int {
    max(1, (events.count + ChronologyFilter.onePage - 1) / ChronologyFilter.onePage)
  }
  var page: Int { min(filter.page, pages) }
  var onPage: ArraySlice<ShownEvent> {
    let start = (page - 1) * ChronologyFilter.onePage
    return events[start..<min(start + ChronologyFilter.onePage, events.count)]
  }
}

func chronologyPage(_ model: ChronologyModel) -> Page {
  let filter = model.filter
  let heading =
    switch filter.show {
    case .significant: "Significant events"
    case .everything: "Everything on the record"
    case .leftOut: "Left out of the significant events"
    }
  let views = ChronologyFilter.Show.allCases.filter {
    $0 != filter.show && ($0 != .leftOut || model.leftOut > 0)
  }.map { show -> HTML in
    let words =
      switch show {
      case .significant: "Significant events only"
      case .everything: "Everything on the record"
      case .leftOut: "What was left out (\(model.leftOut))"
      }
    return textLink(words, to: filter.path(model.id) { $0.show = show })
  }
  let switches = buttonGroup(
    HTML(each: views) { $0 },
    textLink(
      filter.oldestFirst ? "Newest first" : "Oldest first, as a story",
      to: filter.path(model.id) { $0.oldestFirst.toggle() }))
  let spans = buttonGroup(
    textLink("Last 3 months", to: model.span(months: 3)),
    textLink("Last year", to: model.span(months: 12)),
    textLink("All", to: filter.path(model.id) { ($0.from, $0.to) = (nil, nil) }))
  let pattern = swimlanes(model)
  let entries = timelineEntries(model)
  var page = Page(
    "Chronology",
    main: """
      \(chronologyActions(model))\(savedNotes(model))\(chronologyForm(model))\(spans)
      \(if: !pattern.isEmpty, "<section><h2>The pattern</h2>\(pattern)</section>")
      <section><h2>\(heading), \(filter.oldestFirst ? "oldest" : "newest") first</h2>
      <p role="status">\(counted(model.events.count, "event", "events")) shown.\
      \(if: model.pages > 1, " Page \(model.page) of \(model.pages).")</p>
      \(if: model.closedSiblings > 0, """
        <p>\(counted(model.closedSiblings, "brother or sister is", "brothers and sisters are")) not \
        shown: the record is closed to you.</p>
        """)
      \(switches)
      \(entries.isEmpty
        ? emptyState("Nothing here. Change the filters, or show everything on the record.")
        : timeline(entries))\
      \(pagination(current: model.page, pages: model.pages) { page in
        filter.path(model.id) { $0.page = page }
      })</section>
      """)
  page.errors = filter.errors
  page.aside = model.later
  return page
}

/// The events of this page, with the gaps that lie among them.
private func timelineEntries(_ model: ChronologyModel) -> [TimelineEntry] {
  let shown = model.onPage
  var lines = shown.map { event in
    (
      day: event.entry.happenedOn, seq: event.seq,
      entry: timelineEntry(
        event, birth: model.birth(event), names: model.names, whose: model.whose(event),
        actions: model.mayCurate ? eventActions(event, model) : nil)
    )
  }
  let (first, last) = (
    shown.map(\.entry.happenedOn).min(), shown.map(\.entry.happenedOn).max()
  )
  for gap in model.shownGaps {
    let isHere =
      (model.page == (model.filter.oldestFirst ? model.pages : 1) || gap.to <= (last ?? gap.to))
      && (model.page == (model.filter.oldestFirst ? 1 : model.pages) || gap.to >= (first ?? gap.to))
    guard isHere else { continue }
    lines.append((gap.to, Int.max, gapEntry(gap)))
  }
  let ordered = lines.sorted { ($0.day, $0.seq) > ($1.day, $1.seq) }.map(\.entry)
  return model.filter.oldestFirst ? ordered.reversed() : ordered
}

private func gapEntry(_ gap: VisitGap) -> TimelineEntry {
  TimelineEntry(
    date: gap.to.long, title: "\(gap.days) days without a visit",
    body: """
      <p>\(tag("Gap", kind: .warn)) From \(gap.from.long) to \
      \(gap.isOpen ? "today" : gap.to.long). The council’s own standard is a visit every six weeks \
      while there is open work.</p>
      """)
}

/// What can be done with an entry from here.
private func eventActions(_ event: ShownEvent, _ model: ChronologyModel) -> HTML? {
  guard !event.isClosed, let child = event.whose.first else { return nil }
  if let line = event.curated {
    let change = textLink(
      "Change", to: SignificantEventPaths.page(line.id), context: event.entry.title)
    return "<p class=\"on-screen\">\(change)</p>"
  }
  // What was done to the chronology itself is no event of the child's life.
  guard event.entry.kind != .record || event.entry.isSignificant else { return nil }
  let words = event.entry.isSignificant ? "Say what it meant" : "Add to the significant events"
  let leaving = textLink(
    "Leave out", to: SignificantEventPaths.leaveOut(child, event.pointer),
    context: event.entry.title)
  let leave: HTML? = event.entry.isSignificant ? " · \(leaving)" : nil
  return """
    <p class="on-screen">\(textLink(
      words, to: SignificantEventPaths.promote(child, event.pointer), context: event.entry.title))\
    \(leave)</p>
    """
}

private func chronologyActions(_ model: ChronologyModel) -> HTML {
  guard model.mayCurate else { return "" }
  let query = model.filter.with.map { "with=\($0)" }.joined(separator: "&")
  return buttonGroup(
    buttonLink("Add an event", to: SignificantEventPaths.add(model.id), kind: .secondary),
    buttonLink(
      "Bring in another agency’s chronology", to: SignificantEventPaths.bring(model.id),
      kind: .secondary),
    buttonLink(
      "Save a version for court or conference",
      to: SignificantEventPaths.save(model.id) + (query.isEmpty ? "" : "?\(query)"),
      kind: .secondary))
}

/// The filters, as a form that only looks.
private func chronologyForm(_ model: ChronologyModel) -> HTML {
  let filter = model.filter
  func day(_ name: String) -> DateAnswer {
    DateAnswer(
      day: filter.answers["\(name)-day"] ?? "", month: filter.answers["\(name)-month"] ?? "",
      year: filter.answers["\(name)-year"] ?? "")
  }
  func error(_ name: String) -> String? { filter.errors.first { $0.question == name }?.message }
  let siblings: HTML? =
    model.siblings.isEmpty
    ? nil
    : checkboxes(
      id: "with", legend: "Show together with",
      choices: model.siblings.map { Choice($0.id.description, $0.name) },
      values: Set(filter.with.map(\.description)), optional: true)
  let workers: HTML? =
    model.workers.count < 2
    ? nil
    : selectInput(
      id: "by", label: "Recorded by",
      choices: model.workers.map { Choice($0.description, model.names.worker($0)) },
      value: filter.by?.description, optional: true)
  let agencies: HTML? =
    model.agencies.isEmpty
    ? nil
    : selectInput(
      id: "agency", label: "Told by",
      choices: model.agencies.enumerated().map { Choice("\($0 + 1)", $1) },
      value: filter.agency.map(String.init), optional: true)
  let hidden: [HTML] = [
    filter.show == .significant ? "" : hiddenField("show", filter.show.rawValue),
    filter.oldestFirst ? hiddenField("order", "oldest") : "",
    filter.asAt.map { hiddenField("as-at", $0.iso) } ?? "",
  ]
  let form = filterForm(
    action: ChildPaths.chronology(model.id), label: "Filter the chronology",
    clear: ChildPaths.chronology(model.id, asAt: filter.asAt),
    content: """
      \(each: hidden, { $0 })\
      \(checkboxes(
        id: "kind", legend: "Kind of event",
        choices: ChronologyEntry.Kind.allCases.map { Choice($0.rawValue, $0.title) },
        values: Set(filter.kinds.map(\.rawValue)), optional: true))\
      \(dateInput(id: "from", label: "From", value: day("from"), error: error("from"), optional: true))\
      \(dateInput(id: "to", label: "To", value: day("to"), error: error("to"), optional: true))\
      \(workers)\(agencies)\(siblings)
      """)
  return details(
    "Filter", isOpen: !filter.errors.isEmpty || filter.isNarrowed || !filter.with.isEmpty,
    content: form)
}
