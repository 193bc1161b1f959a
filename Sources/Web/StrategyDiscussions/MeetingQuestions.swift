import Domain
import HTML
import Store

/// Rows of questions that grow on asking: those that were typed, one more, and those asked for.
struct GrowingRows: Sendable {
  /// `attended`: what the ids of its questions begin with.
  let name: String
  let least: Int
  let most: Int
  /// The ids within a row: `agency` for `attended-0-agency`.
  let parts: [String]
  /// The button that was pressed.
  let adding: String?

  func id(_ row: Int, _ part: String) -> String { "\(name)-\(row)-\(part)" }

  func isFilled(_ row: Int, _ answers: Answers) -> Bool {
    parts.contains { !(answers[id(row, $0)] ?? "").isEmpty }
  }

  /// One after the last in which something was typed.
  func filled(_ answers: Answers) -> Int {
    (0..<most).last { isFilled($0, answers) }.map { $0 + 1 } ?? 0
  }

  func shown(_ answers: Answers) -> Int {
    let wanted = max(least, filled(answers)) + (adding == "add-\(name)" ? 1 : 0)
    return min(most, wanted)
  }

  /// Each row in a frame of its own, and the button for one more.
  func layout(
    _ view: FormView, legend: (Int) -> String, add: String, row: (Int) -> HTML
  ) -> HTML {
    """
    \(each: 0..<shown(view.answers), {
      fieldset(legend: legend($0), id: "\(name)-row-\($0)", content: row($0))
    })\
    \(buttonGroup(addAnother(add, value: "add-\(name)")))
    """
  }
}

/// Who took part: an agency and a name a row.
enum AttendedQuestions {
  static func rows(_ adding: String?) -> GrowingRows {
    GrowingRows(
      name: "attended", least: 3, most: 14, parts: ["agency", "name"], adding: adding)
  }

  static func questions(_ agencies: [Meeting.Agency], _ rows: GrowingRows) -> [Question] {
    (0..<rows.most).flatMap { row in
      [
        Question(
          rows.id(row, "agency"), .oneOfMany(agencies.map { Choice($0.rawValue, $0.words) }),
          "For whom", optional: row > 0),
        Question(
          rows.id(row, "name"), .text(.full), "Who, by name or by post", optional: row > 0),
      ]
    }
  }

  static func layout(_ view: FormView, _ rows: GrowingRows) -> HTML {
    rows.layout(view, legend: { "Person \($0 + 1)" }, add: "Add another person") { row in
      "\(view[rows.id(row, "agency")])\(view[rows.id(row, "name")])"
    }
  }

  /// What was recorded before; else those who said that they take part.
  static func fill(
    _ answers: inout Answers, _ attended: [Meeting.Attender], _ invited: [Meeting.Invited],
    _ rows: GrowingRows
  ) {
    let coming = invited.filter { $0.answer == nil || $0.answer == .coming }.map {
      Meeting.Attender(agency: $0.invitee.agency, name: $0.invitee.name)
    }
    for (row, one) in (attended.isEmpty ? coming : attended).prefix(rows.most).enumerated() {
      answers[rows.id(row, "agency")] = one.agency.rawValue
      answers[rows.id(row, "name")] = one.name
    }
  }

  static func read(_ reader: inout AnswerReader, _ rows: GrowingRows) -> [Meeting.Attender] {
    let answers = reader.answers
    let filled = (0..<rows.most).filter { rows.isFilled($0, answers) }
    if filled.isEmpty { reader.wrong(rows.id(0, "name"), "Say who took part") }
    return filled.compactMap { row in
      let agency: Meeting.Agency? = reader.code(rows.id(row, "agency"), "for whom they took part")
      let name = reader.text(
        rows.id(row, "name"), "it", ask: "Say who took part, by name or by post", longest: 200)
      guard let agency, let name else { return nil }
      return Meeting.Attender(agency: agency, name: name)
    }
  }
}

/// What was agreed to be done: what, by whom and by when a row.
struct ActionQuestions: Sendable {
  let rows: GrowingRows
  /// Workers who can be given something to do.
  let workers: [Choice]

  init(_ name: String = "action", workers: [Choice], least: Int = 1, most: Int = 8, adding: String?)
  {
    rows = GrowingRows(
      name: name, least: least, most: most, parts: ["what", "worker", "other", "by-day"],
      adding: adding)
    self.workers = workers
  }

  var questions: [Question] {
    (0..<rows.most).flatMap { row in
      [
        Question(rows.id(row, "what"), .text(.full), "What is done", optional: true),
        Question(
          rows.id(row, "worker"), .oneOfMany(workers), "Who of the council does it",
          optional: true),
        Question(
          rows.id(row, "other"), .text(.full), "Or who else",
          hint: "For example, grandmother, or the health visitor", optional: true),
        Question(rows.id(row, "by"), .day, "By when", optional: true),
      ]
    }
  }

  func layout(_ view: FormView, _ legend: String = "Action") -> HTML {
    rows.layout(view, legend: { "\(legend) \($0 + 1)" }, add: "Add another action") { row in
      HTML(each: ["what", "worker", "other", "by"]) { view[rows.id(row, $0)] }
    }
  }

  func read(_ reader: inout AnswerReader) -> [AgreedAction] {
    let answers = reader.answers
    return (0..<rows.most).filter { rows.isFilled($0, answers) }.compactMap { row in
      let what = reader.text(
        rows.id(row, "what"), "it", ask: "Say what is to be done", longest: 1000)
      let worker: WorkerID? = reader.idIfAny(rows.id(row, "worker"), "who does it")
      let other = reader.textIfAny(rows.id(row, "other"), "who does it", longest: 200)
      let by = reader.day(rows.id(row, "by"), "the day by which it is done")
      let owner: AgreedAction.Owner? =
        worker.map { .worker($0) } ?? other.map { .other(words: $0) }
      if owner == nil { reader.wrong(rows.id(row, "worker"), "Say who does it") }
      guard let what, let owner, let by else { return nil }
      return AgreedAction(what: what, owner: owner, by: by)
    }
  }
}

extension Context {
  /// Everybody who has not left, to choose from, by name.
  func workersToChoose(_ suits: (WorkerTable.Line) -> Bool = { _ in true }) async throws -> [Choice]
  {
    try await read { try WorkerTable.all(in: $0) }.filter(suits).map {
      Choice($0.id.description, [$0.name, $0.teamName].compactMap { $0 }.joined(separator: ", "))
    }
  }
}

extension [ProtectedChild] {
  var listedNames: String { listed(map(\.name)) }
}

/// The children with what is recorded of each, one row a child.
func childrenRows(
  _ children: [ProtectedChild], _ what: (ProtectedChild) -> HTML
) -> [SummaryRow] {
  children.map { child in
    SummaryRow(
      child.name,
      html: """
        <p>\(textLink("Record of \(child.given)", to: PersonPaths.child(child.id)))\
        \(child.birth.map { ", born \($0.day.long)" } ?? "")</p>\(what(child))
        """)
  }
}
