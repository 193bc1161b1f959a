import Domain
import HTML
import Store

struct SampleList: Sendable {
  let lines: [SampleTable.Line]
  let names: Names
}

struct SampleModel: Sendable {
  let sample: SampleTable.Whole
  /// Contacts that this worker may open; the others are shown by their number alone.
  let open: Set<ContactID>
  let names: Names
  let isNew: Bool
}

let sampleWords: HTML = """
  <p>Decisions that closed a contact inside the unit, drawn by chance. Nobody chooses which. Each drawn \
  decision then waits for a second person, who agrees or sends it back with a comment.</p>
  <p>The seed, the way of drawing and the list it was drawn from are kept, so that anybody can draw the \
  same sample again. Every draw is kept, also one that is not to somebody’s liking.</p>
  """

func samplesTable(_ model: SampleList) -> HTML {
  table(
    id: "samples", caption: "Samples, newest first",
    columns: [
      Column("Sample"), Column("Decided"), Column("Which"), Column("Drawn", isNumeric: true),
      Column("Agreed", isNumeric: true), Column("Sent back", isNumeric: true),
      Column("Still waiting", isNumeric: true), Column("Drawn by"),
    ],
    rows: model.lines.map { line in
      TableRow([
        textLink("Sample \(line.id)", to: SamplePaths.page(line.id)),
        "\(line.from.long) to \(line.to.long)", "\(line.of.words)",
        "\(line.drawn) of \(line.population)", "\(line.agreed)", "\(line.returned)",
        "\(line.waiting)", "\(model.names.of(line.drawnBy)), \(line.drawnOn.long)",
      ])
    },
    empty: "No sample has been drawn yet. A sample shows whether decisions that closed a contact "
      + "stand up to a second look.")
}

/// For those who see samples and draw none.
func samplesPage(_ model: SampleList) -> Page {
  Page("Samples of decisions", main: samplesTable(model) + sampleWords)
}

func samplePage(_ model: SampleModel) -> Page {
  let sample = model.sample
  let draw = sample.draw
  var page = Page(
    "Sample \(sample.id)",
    main: """
      \(results(model))
      \(table(
        id: "drawn", caption: "The decisions drawn, in the order in which they were drawn",
        columns: [
          Column("Contact"), Column("Received"), Column("Second look"), Column("By"),
          Column("Comment"),
        ], rows: sample.drawn.map { row($0, model) }))
      <h2>How it was drawn</h2>
      \(summaryList([
        SummaryRow("Decided", "\(draw.from.long) to \(draw.to.long)"),
        SummaryRow("Which decisions", draw.of.words),
        SummaryRow(
          "Could have been drawn",
          "\(draw.population.count): contact closed, and no second person had looked at it"),
        SummaryRow("To draw", size(draw)),
        SummaryRow("Seed", "\(draw.seed)"),
        SummaryRow("Way of drawing", draw.algorithm),
        SummaryRow("Drawn", "\(draw.on.long) by \(model.names.of(draw.by))"),
        SummaryRow("Drawn again just now", again(draw)),
      ]))
      \(details("The \(draw.population.count) decisions it was drawn from, by number of contact",
        content: """
          <p>\(draw.population.map(\.description).joined(separator: ", "))</p>
          <p>Sort them by number. SplitMix64, begun with the seed, gives numbers. For each place from \
          the first: take the next number modulo how many are left (leaving out numbers above the \
          last whole multiple), and swap the one it points to into the place.</p>
          """))
      """)
  page.caption = "Decisions drawn by chance for a second look"
  page.trail = .back("Samples of decisions", to: SamplePaths.list)
  if model.isNew {
    page.banner = notificationBanner(
      "Sample drawn. "
        + counted(sample.drawn.count, "decision now waits", "decisions now wait")
        + " for a second check.")
  }
  return page
}

private func size(_ draw: Sample.Draw) -> String {
  switch draw.size {
  case .number: "\(draw.drawn.count)"
  case .share(let percent): "\(percent) of every hundred, rounded up: \(draw.drawn.count)"
  }
}

/// Done each time the page is shown, from what was kept.
private func again(_ draw: Sample.Draw) -> String {
  guard draw.algorithm == Drawing.name else {
    return "This way of drawing is no longer built in"
  }
  return draw.again == draw.drawn
    ? "The same decisions in the same order" : "Other decisions: tell whoever looks after Threshold"
}

private func results(_ model: SampleModel) -> HTML {
  let sample = model.sample
  let closed = sample.drawn.count - model.open.count
  return """
    \(summaryList([
      SummaryRow("Agreed", "\(sample.count(.agreed)) of \(sample.drawn.count)"),
      SummaryRow("Sent back", "\(sample.count(.returned)) of \(sample.drawn.count)"),
      SummaryRow("Still waiting", "\(sample.count(nil)) of \(sample.drawn.count)"),
    ]))
    \(if: closed > 0, inset(
      "<p>\(counted(closed, "decision is", "decisions are")) about records that are closed to you.</p>"))
    """
}

private func row(_ drawn: SampleTable.Drawn, _ model: SampleModel) -> TableRow {
  let verdict: HTML =
    switch drawn.sampling.verdict {
    case .agreed: "Agreed"
    case .returned: tag("Sent back", kind: .warn)
    case nil: tag("Waiting", kind: .info)
    }
  guard model.open.contains(drawn.contact) else {
    return TableRow(["\(drawn.contact.description)", "Closed to you", verdict, "", ""])
  }
  let check = drawn.sampling.check
  let by = check.map { "\(model.names.of($0.by)), \($0.on.long)" } ?? ""
  let contact: HTML = textLink(
    "Contact \(drawn.contact)", to: ContactPaths.record(drawn.contact))
  return TableRow([
    contact, "\(drawn.receivedOn.long)", verdict, "\(by)", "\(check?.comment ?? "")",
  ])
}
