import Domain
import HTML
import Hummingbird
import Store

/// `/front-door/came-back`: who came back within twelve months, after what, by team and by level of
/// need. Every number opens its list.
enum CameBackRoutes: HasRoutes {
  static let pageLength = 50

  static func add(to routes: Routes) {
    routes.get("/front-door/came-back") { context in
      try await context.may(.seeFigures)
      let question = CameBackPaths.question(context.query)
      let today = context.today
      let from = today.adding(months: -question.months).adding(days: 1)
      let (found, teams) = try await context.read { tx in
        (
          try CameBack.of(question.kind, from: from, to: today, in: tx), try TeamTable.all(in: tx)
        )
      }
      let sight = try await sight(context)
      let deed: Deed = question.kind == .referrals ? .seeReferral : .seeContact
      // No figure counts what its list hides.
      let seen = found.lines.compactMap { line -> CameBackModel.Line? in
        switch sight.view(deed, of: [line.child]) {
        case .whole: CameBackModel.Line(line: line, isClosed: false)
        case .stub: CameBackModel.Line(line: line, isClosed: true)
        case .nothing: nil
        }
      }
      let received = found.received.count { sight.view(deed, of: [$0.child]) != .nothing }
      let number = min(max(context.query["page"].flatMap { Int($0) } ?? 1, 1), 10_000)
      var model = CameBackModel(
        question: question, from: from, to: today, all: seen, received: received, number: number,
        teams: teams)
      model.shown = Array(
        model.asked.dropFirst((number - 1) * pageLength).prefix(pageLength))
      try await context.showed(
        Set(model.shown.filter { !$0.isClosed }.map(\.line.child)).sorted(), by: .seeFigures)
      return context.page(cameBackPage(model))
    }
  }

  /// Only records that are restricted, and those in which the worker has declared a conflict, are judged
  /// one by one: to all others a role that sees figures sees alike, and a year has thousands.
  private static func sight(_ context: Context) async throws -> PlainSight {
    let conflicts = context.viewer.conflicts.sorted()
    let special = try await context.read { try CameBack.judged(besides: conflicts, in: $0) }
    return PlainSight(
      special: Set(special), judged: try await context.sight(of: special),
      plain: Sight(people: [], standing: [:], viewer: context.viewer, today: context.today))
  }
}

/// How a list of many shows each person.
struct PlainSight: Sendable {
  let special: Set<PersonID>
  let judged: Sight
  let plain: Sight

  func view(_ deed: Deed, of people: [PersonID]) -> Sight.View {
    people.contains(where: special.contains)
      ? judged.view(deed, of: people) : plain.view(deed, of: [])
  }
}

struct CameBackModel: Sendable {
  struct Line: Sendable {
    let line: CameBack.Line
    let isClosed: Bool
  }

  let question: CameBackPaths.Question
  let from: Day
  let to: Day
  let all: [Line]
  /// Children referred, or told of, in these days: whether they came back or not.
  let received: Int
  let number: Int
  let teams: [TeamTable.Line]
  var shown: [Line] = []

  /// What the address asks for.
  var asked: [Line] { all.filter { matches($0.line) } }

  private func matches(_ line: CameBack.Line) -> Bool {
    (question.after.map { key in
      key == "early-help" ? line.earlier.after.isEarlyHelp : key == line.earlier.after.key
    } ?? true)
      && (question.team.map { $0 == Self.key(line.earlier.team) } ?? true)
      && (question.level.map { $0 == Self.key(line.earlier.level) } ?? true)
      && (!question.isCounted || line.isRereferral)
  }

  static func key(_ team: TeamID?) -> String { team?.description ?? "none" }
  static func key(_ level: Contact.Level?) -> String { level.map { "\($0.rawValue)" } ?? "none" }

  func name(_ team: TeamID?) -> String {
    team.map { id in teams.first { $0.id == id }?.name ?? id.description }
      ?? "No team of the council"
  }
}

func cameBackPage(_ model: CameBackModel) -> Page {
  let (question, lines) = (model.question, model.all.map(\.line))
  let isReferrals = question.kind == .referrals
  func link(
    _ count: Int, _ what: String, _ change: (inout CameBackPaths.Question) -> Void
  ) -> HTML { number(count, what, question, change) }
  let counted = lines.count(where: \.isRereferral)
  let share =
    model.received == 0
    ? "" : ", \((counted * 1000 / model.received + 5) / 10) % of \(model.received)"
  var figures = [
    SummaryRow(
      "Came back within 12 months", html: link(lines.count, "that came back") { _ in })
  ]
  if isReferrals {
    figures.insert(
      SummaryRow(
        "Re-referrals",
        html: "\(link(counted, "re-referrals") { $0.isCounted = true })\(counted == 0 ? "" : share)"
      ),
      at: 0)
  }
  figures.append(
    SummaryRow(
      "After early help",
      html: link(lines.count(where: \.earlier.after.isEarlyHelp), "after early help") {
        $0.after = "early-help"
      }))
  let pages = max(
    1, (model.asked.count + CameBackRoutes.pageLength - 1) / CameBackRoutes.pageLength)
  var page = Page(
    "Who came back",
    main: """
      <p>\(isReferrals
        ? "A re-referral is a referral within 12 months of an earlier referral of the same child to "
          + "this council, as the national statistics count it. Referrals after early help stand "
          + "beside them."
        : "Contacts about a child within 12 months of the end of a referral or of early help.")</p>
      \(filter(question))
      \(figureStrip(figures))
      \(if: !lines.isEmpty, breakdowns(model, lines))
      <h2 id="list">\(title(model))</h2>
      \(list(model))
      \(pagination(
        current: model.number, pages: pages, label: "Pages of this list",
        url: { CameBackPaths.list(question, page: $0) }))
      """)
  page.caption = "\(model.from.long) to \(model.to.long)"
  page.trail = .back("Front door", to: ContactPaths.board)
  return page
}

/// A count that opens its list, by the same kind and period.
private func number(
  _ count: Int, _ what: String, _ question: CameBackPaths.Question,
  _ change: (inout CameBackPaths.Question) -> Void
) -> HTML {
  guard count > 0 else { return "None" }
  var asked = CameBackPaths.Question(kind: question.kind, months: question.months)
  change(&asked)
  return textLink("\(count)", to: CameBackPaths.list(asked), context: what)
}

private func breakdowns(_ model: CameBackModel, _ lines: [CameBack.Line]) -> HTML {
  func after(_ line: CameBack.Line) -> String { line.earlier.after.words }
  func team(_ line: CameBack.Line) -> String { model.name(line.earlier.team) }
  func level(_ line: CameBack.Line) -> String { line.earlier.level?.words ?? "Not recorded" }
  let question = model.question
  return """
    \(breakdown("after", "After what", "How the earlier work ended", lines, by: \.earlier.after.key, after) { line, count in
      number(count, after(line), question) { $0.after = line.earlier.after.key }
    })
    \(breakdown("team", "By the team that had the earlier work", "Team", lines,
      by: { CameBackModel.key($0.earlier.team) }, team) { line, count in
      number(count, team(line), question) { $0.team = CameBackModel.key(line.earlier.team) }
    })
    \(breakdown("level", "By the level of need decided then", "Level", lines,
      by: { CameBackModel.key($0.earlier.level) }, level) { line, count in
      number(count, level(line), question) { $0.level = CameBackModel.key(line.earlier.level) }
    })
    """
}

private func filter(_ question: CameBackPaths.Question) -> HTML {
  filterForm(
    action: CameBackPaths.page, label: "Choose what is counted", clear: CameBackPaths.page,
    content: """
      \(selectInput(
        id: "what", label: "What came back",
        choices: [Choice("referrals", "Referrals"), Choice("contacts", "Contacts")],
        value: question.kind.rawValue))
      \(selectInput(
        id: "months", label: "In the last",
        choices: CameBackPaths.Question.periods.map {
          Choice("\($0)", counted($0, "month", "months"))
        }, value: "\(question.months)"))
      """)
}

/// How many by one property, the most on top.
private func breakdown(
  _ id: String, _ title: String, _ column: String, _ lines: [CameBack.Line],
  by key: (CameBack.Line) -> String,
  _ name: (CameBack.Line) -> String, number: (CameBack.Line, Int) -> HTML
) -> HTML {
  let groups = Dictionary(grouping: lines, by: key).values.compactMap { group in
    group.first.map { (line: $0, count: group.count) }
  }.sorted { ($1.count, name($0.line)) < ($0.count, name($1.line)) }
  return table(
    id: id, caption: title,
    columns: [Column(column), Column("Children", isNumeric: true)],
    rows: groups.map { TableRow(["\(name($0.line))", number($0.line, $0.count)]) },
    empty: "\(title): nobody came back.")
}

private func title(_ model: CameBackModel) -> String {
  let question = model.question
  let line = model.asked.first?.line
  var parts: [String] = []
  if question.isCounted { parts.append("re-referrals") }
  if question.after == "early-help" {
    parts.append("after early help")
  } else if question.after != nil {
    parts.append("after: \(line?.earlier.after.words ?? "nothing in these days")")
  }
  if question.team != nil { parts.append(line.map { model.name($0.earlier.team) } ?? "no team") }
  if question.level != nil { parts.append(line?.earlier.level?.words ?? "level not recorded") }
  return parts.isEmpty
    ? "Everybody who came back" : "Who came back, \(parts.joined(separator: ", "))"
}

private func list(_ model: CameBackModel) -> HTML {
  let rows = model.shown.map { shown -> TableRow in
    let line = shown.line
    let months = line.months == 0 ? "Less than 1" : "\(line.months)"
    let (then, now) = (level(line.earlier.level), level(line.level))
    guard !shown.isClosed else {
      return TableRow(["A restricted record", "\(line.on.long)", "\(months)", "", "", then, now])
    }
    let earlier = RecordPaths.page(line.earlier.stream).map { path in
      textLink(RecordPaths.name(line.earlier.stream), to: path)
    }
    return TableRow([
      "\(textLink(line.name, to: PersonPaths.child(line.child)))",
      "\(textLink(RecordPaths.name(line.stream), to: RecordPaths.page(line.stream) ?? "/")), \(line.on.long)",
      "\(months)", "\(line.earlier.after.words)<p class=\"meta\">\(earlier)</p>",
      "\(model.name(line.earlier.team))", then, now,
    ])
  }
  return table(
    id: "came-back", caption: "Newest first",
    columns: [
      Column("Child"), Column("Came back"), Column("Months between", isNumeric: true),
      Column("After what"), Column("Team then"), Column("Level then"), Column("Level now"),
    ], rows: rows, empty: "Nobody came back in these days.")
}

private func level(_ level: Contact.Level?) -> HTML { "\(level?.words ?? "Not recorded")" }
