import Domain
import HTML
import Store

/// What the page of a note knows.
struct NoteModel: Sendable {
  let note: NoteTable.Whole
  let heads: [ChildHead]
  /// Whether this worker may correct and promote it.
  let mayWrite: Bool
  let bar: HTML
  let today: Day

  var title: String { "\(note.kind.words) on \(note.happenedOn.long)" }

  /// The local standard for recording, from the day it happened to the day it was written down.
  var clock: Clock? {
    LocalStandards().rule(.recordingLag, on: note.happenedOn).map { rule in
      Clock(
        "Recording", started: Clock.Started(on: note.happenedOn, by: "it happened"), rule: rule,
        stopped: Clock.Stopped(on: note.recordedOn, by: "recorded"))
    }
  }

  /// How late it was written down: `the same day`, `3 days later`.
  var lag: String {
    let days = note.recordedOn - note.happenedOn
    return days <= 0 ? "the same day" : days == 1 ? "the next day" : "\(days) days later"
  }
}

func notePage(_ model: NoteModel) -> Page {
  let note = model.note
  var page = Page(
    model.title,
    main: """
      \(actions(model))\(facts(model))
      <h2>What happened</h2>\(prose(note.text))
      \(each: note.children, { child($0) })
      \(chronology(note))\(corrections(note))
      \(historyLink(note.id))
      """)
  dress(&page, model)
  page.printHeader =
    "\(note.children.map(\.name.full).joined(separator: ", ")). \(model.title), \(note.id), "
    + "as at \(model.today.long)."
  return page
}

/// What stands around every page of the note.
func dress(_ page: inout Page, _ model: NoteModel) {
  page.about = model.heads.given
  page.caption = model.note.id.description
  page.identity = model.bar
  page.trail = .breadcrumbs(
    model.heads.prefix(1).map { NavigationItem($0.name.full, NotePaths.child($0.id)) } + [
      NavigationItem(model.title, NotePaths.page(model.note.id))
    ])
}

private func actions(_ model: NoteModel) -> HTML {
  guard model.mayWrite else { return "" }
  let note = model.note
  return buttonGroup(
    buttonLink("Correct this note", to: NotePaths.correct(note.id), kind: .secondary),
    buttonLink(
      note.significance == nil ? "Add to the chronology" : "Change what the chronology says",
      to: NotePaths.promote(note.id), kind: .secondary))
}

private func facts(_ model: NoteModel) -> HTML {
  let note = model.note
  let late = model.clock?.state(today: model.today).isLate ?? false
  let recorded: HTML = """
    \(note.recordedOn.long), \(note.recorded.clock) (\(model.lag)) \
    \(if: late, tag("Late", kind: .danger))
    """
  return summaryList(
    [
      SummaryRow("Kind", note.kind.words),
      SummaryRow(
        "Happened on",
        [note.happenedOn.longWithWeekday, note.happenedMinute.map(timeWords)].compactMap { $0 }
          .joined(separator: ", ")),
      SummaryRow("Recorded on", html: recorded),
      SummaryRow("Written by", note.writtenBy),
      SummaryRow("What it was for", note.purpose),
    ] + (note.failed.map { [SummaryRow("The visit did not take place", $0.words)] } ?? []))
}

/// `2:05pm`, from minutes since midnight.
func timeWords(_ minutes: Int) -> String {
  let (hour, minute) = (minutes / 60, minutes % 60)
  let shown = hour % 12 == 0 ? 12 : hour % 12
  return "\(shown):\(minute < 10 ? "0" : "")\(minute)\(hour < 12 ? "am" : "pm")"
}

private func child(_ part: NoteTable.Block) -> HTML {
  let block = part.block
  var rows = [
    SummaryRow("Seen", block.seen ? (block.alone ? "Yes, alone" : "Yes, not alone") : "No")
  ]
  if let whyNot = block.whyNot { rows.append(SummaryRow("Why not", whyNot)) }
  if let observed = block.observed {
    rows.append(SummaryRow("What was noticed", html: prose(observed)))
  }
  return card(
    part.given,
    content: """
      \(block.words.map { quote($0, source: part.given) })\(summaryList(rows))
      """)
}

private func chronology(_ note: NoteTable.Whole) -> HTML {
  guard let significance = note.significance else { return "" }
  return summaryCard(
    "In the chronology",
    rows: [
      SummaryRow("What happened", significance.title),
      SummaryRow("What it meant for the child", significance.effect),
    ])
}

private func corrections(_ note: NoteTable.Whole) -> HTML {
  guard !note.corrections.isEmpty else { return "" }
  let entries = note.corrections.enumerated().map { index, correction in
    let before = index == 0 ? note.originalText : note.corrections[index - 1].text
    return TimelineEntry(
      date: correction.on.long, title: correction.reason,
      body: details("How it read before", content: prose(before)), meta: correction.by)
  }
  return "<h2>Corrected</h2>\(timeline(entries))"
}
