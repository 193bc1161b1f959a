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
}

func chronologyPage(_ model: ChronologyModel) -> Page {
  let switches = buttonGroup(
    textLink(
      model.filter.everything ? "Significant events only" : "Everything on the record",
      to: model.filter.path(model.id) { $0.everything.toggle() }),
    textLink(
      model.filter.oldestFirst ? "Newest first" : "Oldest first, as a story",
      to: model.filter.path(model.id) { $0.oldestFirst.toggle() }))
  let spans = buttonGroup(
    textLink("Last 3 months", to: model.span(months: 3)),
    textLink("Last year", to: model.span(months: 12)),
    textLink("All", to: model.filter.path(model.id) { ($0.from, $0.to) = (nil, nil) }))
  let pattern = swimlanes(model)
  let entries = model.events.map { event in
    timelineEntry(
      event, birth: model.birth(event), names: model.names, whose: model.whose(event))
  }
  var page = Page(
    "Chronology",
    main: """
      \(chronologyForm(model))\(spans)
      \(if: !pattern.isEmpty, "<section><h2>The pattern</h2>\(pattern)</section>")
      <section><h2>\(model.filter.everything ? "Everything" : "Significant events"), \
      \(model.filter.oldestFirst ? "oldest" : "newest") first</h2>
      <p role="status">\(counted(model.events.count, "event", "events")) shown.</p>
      \(switches)
      \(entries.isEmpty
        ? emptyState("Nothing here. Change the filters, or show everything on the record.")
        : timeline(entries))</section>
      """)
  page.errors = model.filter.errors
  page.aside = model.later
  return page
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
  let hidden: [HTML] = [
    filter.everything ? hiddenField("show", "everything") : "",
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
      \(siblings)
      """)
  return details(
    "Filter", isOpen: !filter.errors.isEmpty || !filter.kinds.isEmpty || !filter.with.isEmpty,
    content: form)
}
