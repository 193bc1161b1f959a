import Domain
import HTML
import Hummingbird
import Store

/// `/quality/identity`: what assessments say of the difference that identity makes, and where they say
/// nothing (A14). Figures for whoever sees figures, each opening its list; words for whoever may read the
/// assessment.
enum IdentityRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/quality/identity") { try await page($0) }
  }

  /// Which of the assessments a list shows.
  enum Show: String, CaseIterable, Sendable {
    case all, everywhere, some, nothing

    var words: String {
      switch self {
      case .all: "Assessments begun"
      case .everywhere: "Say it in each section"
      case .some: "Say it in some"
      case .nothing: "Say nothing yet"
      }
    }

    func holds(_ line: IdentityWritten.Line) -> Bool {
      switch self {
      case .all: true
      case .everywhere: line.saysEverything
      case .some: !line.saysEverything && !line.saysNothing
      case .nothing: line.saysNothing
      }
    }
  }

  private static func page(_ context: Context) async throws -> Response {
    try await context.may(.seeFigures)
    let (query, today, me) = (context.query, context.today, context.worker)
    var reader = AnswerReader(query)
    let from = reader.dayIfAny("from", "the first day") ?? today.adding(days: -91)
    let to = reader.dayIfAny("to", "the last day") ?? today
    let team = reader.idIfAny("team", "the team", of: Team.self)
    let worker = reader.idIfAny("worker", "the worker", of: Worker.self)
    if from > to { reader.wrong("from", "The first day must be the last day or before it") }
    let errors = reader.errors
    let asked = IdentityWritten.Asked(from: from, to: to, team: team, worker: worker)
    let (lines, teams, workers) = try await context.read { tx in
      (
        errors.isEmpty ? try IdentityWritten.lines(asked, hiddenFrom: me, in: tx) : [],
        try TeamTable.all(in: tx), try WorkerTable.all(in: tx)
      )
    }
    let show = query["show"].flatMap { Show(rawValue: $0) }
    let place = IdentityModel.Place(query)
    var shown =
      show.map { show in
        lines.filter { show.holds($0) && place?.holds($0) ?? true }
      } ?? []
    let number = max(1, query["page"].flatMap { Int($0) } ?? 1)
    let total = shown.count
    shown = Array(shown.dropFirst((number - 1) * pageLength).prefix(pageLength))
    let sight = try await context.sight(of: Set(shown.flatMap(\.people)).sorted())
    let open = Set(
      shown.filter { sight.view(.seeAssessment, of: $0.people) == .whole }.map(\.id))
    let people = shown.filter { open.contains($0.id) }.flatMap(\.people)
    try await context.showed(Set(people).sorted(), by: .seeAssessment)
    let heads = try await context.read { tx in
      try ChildHead.of(Set(people).sorted(), in: tx)
    }
    let model = IdentityModel(
      asked: asked, errors: errors, lines: lines, teams: teams.map { ($0.id, $0.name) },
      workers: workers.map { ($0.id, $0.name) }, show: show, place: place, shown: shown,
      total: total,
      number: number, open: open,
      names: Dictionary(heads.map { ($0.id, $0.name.full) }) { first, _ in first },
      printedBy: context.signedIn.name, today: today)
    return context.page(identityPage(model))
  }

  static let pageLength = 25
}

struct IdentityModel: Sendable {
  let asked: IdentityWritten.Asked
  let errors: [FormError]
  let lines: [IdentityWritten.Line]
  let teams: [(TeamID, String)]
  let workers: [(WorkerID, String)]
  let show: IdentityRoutes.Show?
  let place: Place?
  let shown: [IdentityWritten.Line]
  let total: Int
  let number: Int
  let open: Set<AssessmentID>
  let names: [PersonID: String]
  let printedBy: String
  let today: Day

  /// One section, and whether it says what difference it makes.
  struct Place: Sendable {
    let section: Assessment.Section
    let says: Bool

    init(_ section: Assessment.Section, says: Bool) {
      self.section = section
      self.says = says
    }

    init?(_ query: Answers) {
      guard let section = query["section"].flatMap({ Assessment.Section(rawValue: $0) }) else {
        return nil
      }
      self.init(section, says: query["says"] != "no")
    }

    func holds(_ line: IdentityWritten.Line) -> Bool {
      says ? line.differences[section] != nil : line.silent.contains(section)
    }
  }

  func address(
    _ show: IdentityRoutes.Show, at place: Place? = nil, page: Int = 1
  ) -> String {
    var parts = ["show=\(show.rawValue)"]
    if let place {
      parts += ["section=\(place.section.rawValue)", "says=\(place.says ? "yes" : "no")"]
    }
    for (name, day) in [("from", asked.from), ("to", asked.to)] {
      parts += [
        "\(name)-day=\(day.dayOfMonth)", "\(name)-month=\(day.month)", "\(name)-year=\(day.year)",
      ]
    }
    if let team = asked.team { parts.append("team=\(team)") }
    if let worker = asked.worker { parts.append("worker=\(worker)") }
    if page > 1 { parts.append("page=\(page)") }
    return "\(AssessmentPaths.identity)?\(parts.joined(separator: "&"))"
  }
}

func identityPage(_ model: IdentityModel) -> Page {
  let figures = IdentityRoutes.Show.allCases.map { show -> SummaryRow in
    let count = model.lines.count(where: show.holds)
    return SummaryRow(
      show.words,
      html: count == 0
        ? "0" : textLink("\(count)", to: model.address(show), context: show.words))
  }
  let bySection = Assessment.Section.allCases.filter(\.asksDifference).map { section -> TableRow in
    let figures = [true, false].map { says -> HTML in
      let place = IdentityModel.Place(section, says: says)
      let count = model.lines.count(where: place.holds)
      guard count > 0 else { return "0" }
      return textLink(
        "\(count)", to: model.address(.all, at: place),
        context: "\(section.title): \(says ? "says it" : "silent on it")")
    }
    return TableRow(["\(section.title)"] + figures)
  }
  let list: HTML? = model.show.map { show in
    let cards = model.shown.map { lineCard($0, model) }
    return """
      <section><h2>\(heading(model, show)): \(model.total)</h2>
      \(if: cards.isEmpty, emptyState("No assessment of these days is in this list."))\(each: cards, { $0 })
      \(pages(model, show))</section>
      """
  }
  var page = Page(
    "Identity, and the difference it makes",
    main: """
      <p>Each assessment asks what difference race, culture, faith, language, disability, sex, gender, \
      sexuality and money make to the child’s daily life and to our help. Read what was written: a number \
      says only that something was.</p>
      \(filter(model))\(figureStrip(figures))
      \(table(
        id: "by-section", caption: "Where it was said", columns: [
          Column("Section"), Column("Says it", isNumeric: true),
          Column("Written, and silent on it", isNumeric: true),
        ], rows: bySection))
      \(list)
      """)
  page.errors = model.errors
  page.caption = "\(model.asked.from.long) to \(model.asked.to.long)"
  page.printHeader =
    "Identity in assessments, \(model.asked.from.long) to \(model.asked.to.long). Printed by "
    + "\(model.printedBy), \(model.today.long)."
  return page
}

private func lineCard(_ line: IdentityWritten.Line, _ model: IdentityModel) -> HTML {
  let work = [line.team, line.worker].compactMap { $0 }.joined(separator: ", ")
  guard model.open.contains(line.id) else {
    return card(
      "\(line.kind.name) \(line.id)", isUnderHeading: true,
      content: "<p>The words of this assessment are closed to you.</p>")
  }
  var rows = [
    SummaryRow("Begun", "\(line.startedOn.long). \(work)"),
    SummaryRow("Identity", html: line.identity.map { prose($0) } ?? nothingWritten),
  ]
  for section in Assessment.Section.allCases {
    if let words = line.differences[section] {
      rows.append(SummaryRow(section.title, html: prose(words)))
    } else if line.silent.contains(section) {
      rows.append(SummaryRow(section.title, html: nothingWritten))
    }
  }
  let names = listed(line.people.map { model.names[$0] ?? $0.description })
  return card(
    names, actions: [textLink("Read \(line.id)", to: AssessmentPaths.read(line.id))],
    isUnderHeading: true, content: summaryList(rows))
}

private func heading(_ model: IdentityModel, _ show: IdentityRoutes.Show) -> String {
  model.place.map { "\($0.section.title), \($0.says ? "says it" : "silent on it")" } ?? show.words
}

private let nothingWritten: HTML = "<span class=\"unknown\">Nothing is written of it.</span>"

private func filter(_ model: IdentityModel) -> HTML {
  func day(_ id: String, _ label: String, _ day: Day) -> HTML {
    dateInput(
      id: id, label: label,
      value: DateAnswer(
        day: String(day.dayOfMonth), month: String(day.month), year: String(day.year)),
      error: model.errors.first { $0.question == id }?.message)
  }
  return filterForm(
    action: AssessmentPaths.identity, label: "Which assessments", clear: AssessmentPaths.identity,
    content: day("from", "Begun from", model.asked.from) + day("to", "to", model.asked.to)
      + selectInput(
        id: "team", label: "Team now", choices: model.teams.map { Choice($0.0.description, $0.1) },
        value: model.asked.team?.description, optional: true, empty: "All teams")
      + selectInput(
        id: "worker", label: "Worker now",
        choices: model.workers.map { Choice($0.0.description, $0.1) },
        value: model.asked.worker?.description, optional: true, empty: "All workers"))
}

private func pages(_ model: IdentityModel, _ show: IdentityRoutes.Show) -> HTML {
  let last = (model.total + IdentityRoutes.pageLength - 1) / IdentityRoutes.pageLength
  guard last > 1 else { return "" }
  var links: [HTML] = []
  if model.number > 1 {
    links.append(
      textLink("Newer", to: model.address(show, at: model.place, page: model.number - 1)))
  }
  if model.number < last {
    links.append(
      textLink("Older", to: model.address(show, at: model.place, page: model.number + 1)))
  }
  return "<p>Page \(model.number) of \(last). \(each: links, { "\($0) " })</p>"
}
