import Domain
import HTML
import Store

struct ConsistencyModel: Sendable {
  let question: Consistency.Question
  let by: Consistency.Grouping
  let decided: Int
  let lines: [Consistency.Line]
  let names: Names
  let thresholds: ThresholdEditions
  let today: Day
}

struct DecisionsModel: Sendable {
  /// More than these are counted and not listed.
  static let most = 200

  let question: Consistency.Question
  let by: Consistency.Grouping
  let key: String
  let level: Contact.Level?
  let all: Int
  /// Those that this worker may open.
  let open: Int
  let shown: [Consistency.Decided]
  let names: Names
  let thresholds: ThresholdEditions
}

extension Consistency.Grouping {
  var words: String {
    switch self {
    case .indicator: "Indicator"
    case .set: "Indicators ticked together"
    case .source: "Source"
    case .agency: "Agency"
    case .decider: "Who decided"
    }
  }

  func name(_ key: String, _ names: Names, _ thresholds: ThresholdEditions) -> String {
    switch self {
    case .indicator: thresholds.words(key)
    case .set:
      key.isEmpty
        ? "No indicator ticked"
        : key.split(separator: " ").map { thresholds.words(String($0)) }.joined(separator: "; ")
    case .source: ReferralSource(rawValue: key)?.meaning ?? "Not recorded"
    case .agency: key.isEmpty ? "Not recorded" : key
    case .decider: WorkerID(key).map { names.of($0) } ?? "Not recorded"
    }
  }
}

func consistencyPage(_ model: ConsistencyModel) -> Page {
  // A set that was ticked once cannot differ from itself.
  let alone = model.by == .set ? model.lines.filter { $0.total == 1 } : []
  let lines = alone.isEmpty ? model.lines : model.lines.filter { $0.total > 1 }
  let shown = lines.prefix(100)
  var page = Page(
    "How evenly the threshold document is used",
    main: """
      <p>The same indicators, and the levels that were decided. Where they differ, read the decisions: \
      the difference may be right. Every number opens its list.</p>
      \(filter(model))
      \(only(model))
      \(table(
        id: "consistency",
        caption: "\(model.by.words), by level decided; where levels differ most comes first",
        columns: [Column(model.by.words)] + Contact.Level.allCases.map {
          Column("Level \($0.rawValue)", isNumeric: true)
        } + [Column("All", isNumeric: true), Column("Levels")],
        rows: shown.map { row($0, model) },
        empty: "Nothing was decided in these days."))
      \(if: lines.count > shown.count, "<p>\(lines.count - shown.count) more are not shown.</p>")
      \(if: !alone.isEmpty, """
        <p>\(counted(alone.count, "set of indicators was", "sets of indicators were")) ticked in one \
        decision alone, and \(alone.count == 1 ? "is" : "are") left out.</p>
        """)
      <p>\(textLink("Threshold document", to: ThresholdPaths.document))</p>
      """)
  page.caption =
    "\(counted(model.decided, "decision", "decisions")), \(model.question.from.long) to "
    + model.question.to.long
  return page
}

private func filter(_ model: ConsistencyModel) -> HTML {
  func boxes(_ day: Day) -> DateAnswer {
    DateAnswer(day: "\(day.dayOfMonth)", month: "\(day.month)", year: "\(day.year)")
  }
  let indicators = model.thresholds.inForce(on: model.question.to).indicators
  return filterForm(
    action: ThresholdPaths.consistency, label: "Choose the decisions",
    clear: ThresholdPaths.consistency,
    content: """
      \(dateInput(id: "from", label: "Decided from", hint: nil, value: boxes(model.question.from)))
      \(dateInput(id: "to", label: "Decided to", hint: nil, value: boxes(model.question.to)))
      \(selectInput(
        id: "by", label: "Count by",
        choices: Consistency.Grouping.allCases.map { Choice($0.rawValue, $0.words) },
        value: model.by.rawValue, empty: "Indicators ticked together"))
      \(selectInput(
        id: "indicator", label: "Only where this was ticked",
        choices: indicators.map { Choice($0.id, "\($0.level.rawValue): \($0.words)") },
        value: model.question.indicator, empty: "Any"))
      """)
}

private func only(_ model: ConsistencyModel) -> HTML? {
  guard let indicator = model.question.indicator else { return nil }
  let others = [Consistency.Grouping.source, .agency, .decider].map { by in
    textLink(
      "by \(by.words.lowercased())", to: ThresholdPaths.consistency(model.question, by: by))
  }
  return inset(
    """
    <p>Only decisions in which this was ticked: \(model.thresholds.words(indicator)). \
    Count them \(others.joined(separator: ", ")).</p>
    """)
}

private func row(_ line: Consistency.Line, _ model: ConsistencyModel) -> TableRow {
  let name = model.by.name(line.key, model.names, model.thresholds)
  func number(_ count: Int, _ level: Contact.Level?) -> HTML {
    if count == 0 { return "0" }
    return textLink(
      "\(count)",
      to: ThresholdPaths.decisions(model.question, by: model.by, key: line.key, level: level),
      context: "\(level.map { "at level \($0.rawValue)" } ?? "at all levels"): \(name)")
  }
  let head: HTML
  if model.by == .indicator, model.question.indicator == nil {
    var question = model.question
    question.indicator = line.key
    head = textLink(name, to: ThresholdPaths.consistency(question, by: .source))
  } else {
    head = "\(name)"
  }
  let levels: HTML =
    line.levels > 1
    ? tag("\(line.levels) different levels", kind: line.levels > 2 ? .warn : .info) : "One level"
  return TableRow(
    [head] + Contact.Level.allCases.map { number(line.counts[$0] ?? 0, $0) }
      + [number(line.total, nil), levels])
}

func decisionsPage(_ model: DecisionsModel) -> Page {
  let name = model.by.name(model.key, model.names, model.thresholds)
  let level = model.level.map(\.words) ?? "all levels"
  let closed = model.all - model.open
  var page = Page(
    "Decisions: \(name)",
    main: """
      \(if: closed > 0, inset(
        """
        <p>\(counted(closed, "decision is", "decisions are")) about records that are closed to you, \
        and \(closed == 1 ? "is" : "are") counted only.</p>
        """))
      \(table(
        id: "decisions", caption: "Contacts decided, newest first",
        columns: [
          Column("Contact"), Column("Decided"), Column("Level"), Column("From"),
          Column("Decided by"), Column("Indicators ticked"),
        ], rows: model.shown.map { row($0, model) },
        empty: "There is nothing here that you may open."))
      \(if: model.open > model.shown.count, """
        <p>The newest \(model.shown.count) are shown. Choose fewer days to see the others.</p>
        """)
      """)
  page.caption =
    "\(counted(model.all, "decision", "decisions")) at \(level.lowercased()), "
    + "\(model.question.from.long) to \(model.question.to.long)"
  page.trail = .back(
    "How evenly the threshold document is used",
    to: ThresholdPaths.consistency(model.question, by: model.by))
  return page
}

private func row(_ decision: Consistency.Decided, _ model: DecisionsModel) -> TableRow {
  TableRow([
    textLink("\(decision.contact)", to: ContactPaths.record(decision.contact)),
    "\(decision.decidedOn.long)", "\(decision.level.words)",
    "\(decision.agency ?? decision.source.meaning)", "\(model.names.of(decision.decidedBy))",
    "<ul>\(each: decision.indicators, { "<li>\(model.thresholds.words($0))</li>" })</ul>",
  ])
}
