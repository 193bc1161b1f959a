import Domain
import HTML
import Store

/// One handover in a list: whole, or that there is one about somebody whose record is closed.
struct ShownHandover: Sendable {
  let whole: HandoverTable.Whole
  let isClosed: Bool
  let buttons: HTML

  /// Nil where the very existence of the record is hidden from the worker.
  init?(
    _ whole: HandoverTable.Whole, _ sight: Sight, _ context: Context, page: String
  ) {
    self.whole = whole
    switch sight.view(.seeHandover, of: whole.people) {
    case .nothing: return nil
    case .stub:
      isClosed = true
      buttons = ""
    case .whole:
      isClosed = false
      buttons = HandoverButtons.all(
        whole, context, page: page, records: whole.people.compactMap { sight.standing[$0] })
    }
  }
}

/// What the page of the night knows.
struct NightModel: Sendable {
  let night: Night
  let now: Instant
  let told: [ShownHandover]
  let happened: [ShownHandover]
  let waiting: [ShownHandover]
  let mayAct: Bool
  let mayRecord: Bool
  let mayFind: Bool
  let mayOpenInNeed: Bool

  /// Everybody whose name the page shows.
  var people: [PersonID] {
    Set((told + happened + waiting).filter { !$0.isClosed }.flatMap(\.whole.people)).sorted()
  }
}

func nightPage(_ model: NightModel) -> Page {
  let new = model.told.count { !$0.whole.isAcknowledged(in: model.night) }
  var page = Page(
    "Nights",
    main: """
      <div class="night">\
      <section aria-labelledby="told"><h2 id="told">For tonight</h2>
      \(if: model.told.isEmpty, emptyState("The day teams have told the night about nobody."))\
      \(if: new > 0, "<p>\(tag("\(new) not acknowledged", kind: .warn))</p>")\
      \(each: model.told, { toldCard($0, model) })</section>
      <section aria-labelledby="tonight"><h2 id="tonight">Tonight</h2>\(beginnings(model))\
      \(happened(model))</section>
      <section aria-labelledby="morning"><h2 id="morning">For the morning</h2>\
      \(morning(model))</section>\
      \(buttonGroup(
        textLink("Report of this night", to: NightPaths.report(model.night)),
        textLink(
          "Report of the night before",
          to: NightPaths.report(Night(model.night.day.adding(days: -1))))))</div>
      """)
  page.caption = "\(model.night.name), until \(model.night.ends.inShort)"
  return page
}

private func beginnings(_ model: NightModel) -> HTML {
  var items: [HTML] = []
  if model.mayFind {
    items.append(buttonLink("Find a child", to: PersonPaths.find, kind: .secondary))
  }
  if model.mayAct {
    items.append(
      buttonLink(
        "Write down about somebody not on the record", to: NightPaths.log, kind: .secondary))
    if model.mayRecord {
      items.append(buttonLink("Record a contact", to: ContactPaths.new, kind: .secondary))
    }
  }
  return items.isEmpty ? "" : buttonGroup(HTML(each: items) { $0 })
}

private func name(_ whole: HandoverTable.Whole) -> HTML {
  whole.child.map { textLink($0.name, to: NightPaths.child($0.id)) } ?? "\(whole.name)"
}

private func stub(_ shown: ShownHandover, _ model: NightModel, _ what: String) -> HTML {
  let link: HTML? =
    model.mayOpenInNeed
    ? shown.whole.people.first.map {
      textLink("Open the record in need", to: PersonPaths.breakGlass($0))
    } : nil
  return inset("<p>\(what) about somebody whose record is locked. \(link)</p>")
}

private func toldCard(_ shown: ShownHandover, _ model: NightModel) -> HTML {
  if shown.isClosed { return stub(shown, model, "An alert for the night") }
  let whole = shown.whole
  let acknowledged = whole.acknowledgedWords(in: model.night)
  var rows = whole.warningRows
  if let from = whole.warning?.from, from > model.now {
    rows.insert(SummaryRow("From", from.inShort), at: 0)
  }
  rows.append(SummaryRow("Raised by", whole.begunBy))
  if let acknowledged { rows.append(SummaryRow("Acknowledged tonight", acknowledged)) }
  return card(
    whole.name, isUnderHeading: true,
    content: """
      \(if: acknowledged == nil, "<p>\(tag("Not acknowledged tonight", kind: .danger))</p>")\
      \(summaryList(rows))\
      <p>\(whole.child.map { textLink("All on one page", to: NightPaths.child($0.id), context: "about \(whole.name)") })</p>\
      \(shown.buttons)
      """)
}

private func happened(_ model: NightModel) -> HTML {
  let done = model.happened.filter { !$0.isClosed }.flatMap { shown in
    shown.whole.actions.filter { model.night.contains($0.action.at) }.map { ($0, shown.whole) }
  }.sorted { $0.0.action.at > $1.0.action.at }
  let closed = model.happened.filter(\.isClosed)
  guard !done.isEmpty || !closed.isEmpty else { return emptyState("Nothing is written down yet.") }
  return """
    \(if: !done.isEmpty, timeline(done.map { $0.0.entry($0.1) }))\
    \(each: closed, { stub($0, model, "Something was written down") })
    """
}

private func morning(_ model: NightModel) -> HTML {
  guard !model.waiting.isEmpty else { return emptyState("Nothing waits for the day service.") }
  let teams = Dictionary(grouping: model.waiting) { $0.whole.open?.teamName ?? "" }
  return HTML(each: teams.keys.sorted()) { team in
    """
    <h3>\(team.isEmpty ? "Workers without a team" : team)</h3>\
    \(each: teams[team] ?? [], { morningItem($0, model) })
    """
  }
}

private func morningItem(_ shown: ShownHandover, _ model: NightModel) -> HTML {
  if shown.isClosed { return stub(shown, model, "Something to take over") }
  guard let open = shown.whole.open else { return "" }
  return """
    <div class="card"><div class="card-body"><p><strong>\(name(shown.whole))</strong>, \
    \(textLink(shown.whole.id.description, to: HandoverPaths.page(shown.whole.id)))</p>\
    \(prose(open.need.words))\
    <p>For \(open.to)\(open.passedBy.map { ", from \($0)" })</p><p>\(open.status(at: model.now))</p>\
    \(shown.buttons)</div></div>
    """
}
