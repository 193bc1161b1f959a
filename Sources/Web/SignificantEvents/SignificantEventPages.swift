import Domain
import HTML
import Store

/// What the page of one event of the curated chronology knows.
struct SignificantEventModel: Sendable {
  let id: SignificantEventID
  let event: SignificantEvent
  let version: Int
  let heads: [ChildHead]
  let names: ChronologyNames
  let bar: HTML
  /// The button that puts it back among the significant events.
  let putBack: @Sendable (_ words: String, _ page: String) -> HTML
  let mayCurate: Bool
  let today: Day

  func plain(_ text: String) -> String { names.undisclosed.takenOut(of: text) }

  func form(
    _ heading: String, _ definition: FormDefinition, path: String, submit: String,
    record: Answers = Answers()
  ) -> FormPage {
    var form = FormPage(
      heading, definition, path: path, submit: "\(submit) for \(heads.given)", version: version,
      record: record)
    form.before = card("The event", content: summaryList(eventRows(self)))
    form.around = { [self] in dress(&$0, self) }
    return form
  }
}

private func dress(_ page: inout Page, _ model: SignificantEventModel) {
  page.about = model.heads.given
  page.caption = model.id.description
  page.identity = model.bar
  if let child = model.heads.first {
    page.trail = .back("Chronology", to: ChildPaths.chronology(child.id))
  }
}

func significantEventPage(_ model: SignificantEventModel) -> Page {
  let (event, id) = (model.event, model.id)
  let path = SignificantEventPaths.page(id)
  var actions: [HTML] = []
  if model.mayCurate {
    actions.append(
      buttonLink(
        event.words == nil ? "Say what it meant" : "Correct the words",
        to: SignificantEventPaths.correct(id), kind: .secondary))
    switch event.standing {
    case .shown:
      actions += [
        buttonLink("Leave it out", to: SignificantEventPaths.hide(id), kind: .secondary),
        buttonLink(
          "It is the same as another", to: SignificantEventPaths.merge(id), kind: .secondary),
      ]
    case .hidden, .merged:
      actions.append(model.putBack("Put it back among the significant events", path))
    }
  }
  let corrections = event.corrections.enumerated().map { index, correction in
    let before =
      index == 0 ? event.original : event.corrections[index - 1].words
    return TimelineEntry(
      date: correction.on.long, title: model.plain(correction.reason),
      body: before.map { words in
        details(
          "How it read before",
          content: "<p>\(model.plain(words.title))</p>\(prose(model.plain(words.effect)))")
      }, meta: model.names.worker(correction.by))
  }
  var page = Page(
    event.words.map { model.plain($0.title) } ?? "An entry of the chronology",
    main: """
      \(buttonGroup(HTML(each: actions) { $0 }))\(summaryList(eventRows(model)))
      \(if: !corrections.isEmpty, "<h2>Corrected</h2>\(timeline(corrections))")
      \(historyLink(id))
      """)
  dress(&page, model)
  page.printHeader =
    "\(model.heads.map(\.name.full).joined(separator: ", ")). Significant event \(id), as at "
    + "\(model.today.long)."
  return page
}

private func eventRows(_ model: SignificantEventModel) -> [SummaryRow] {
  let event = model.event
  var rows = [
    SummaryRow("When", event.happenedOn.long),
    SummaryRow("What happened", event.words.map { model.plain($0.title) } ?? "As on the record"),
  ]
  if let words = event.words {
    rows.append(
      SummaryRow("What it meant for the child", html: prose(model.plain(words.effect))))
  }
  if let source = event.source {
    let stream = source.pointer.stream
    let name = "\(RecordPaths.name(stream)), version \(source.pointer.version)"
    rows.append(
      SummaryRow(
        "From the record",
        html: RecordPaths.page(stream).map { textLink(name, to: $0) } ?? "\(name)"))
  }
  if let own = event.own {
    rows.append(SummaryRow("Kind", own.kind.words))
    if let agency = own.agency {
      let place = [own.file, own.line.map { "line \($0)" }].compactMap { $0 }
        .joined(separator: ", ")
      rows.append(
        SummaryRow("Told by", place.isEmpty ? agency : "\(agency) (\(place))"))
    }
  }
  switch event.standing {
  case .shown: rows.append(SummaryRow("In the curated view", "Yes"))
  case .hidden(let reason):
    rows.append(SummaryRow("In the curated view", "Left out: \(model.plain(reason))"))
  case .merged(let same, let reason):
    let name = RecordPaths.name(same.stream)
    rows.append(
      SummaryRow(
        "In the curated view",
        html: """
          <p>The same as \(RecordPaths.page(same.stream).map { textLink(name, to: $0) }
            ?? "\(name)")</p>\(prose(model.plain(reason)))
          """))
  }
  return rows
}
