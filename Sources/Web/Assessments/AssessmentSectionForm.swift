import Domain
import HTML
import Hummingbird
import Store

/// `/assessments/A-1/sections/views`: one piece of writing, with what is known already beside it.
enum AssessmentSectionForm {
  static func section(_ context: Context) throws -> Assessment.Section {
    guard let section = Assessment.Section(rawValue: try context.word("section")) else {
      throw NotHere()
    }
    return section
  }

  static func get(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    let section = try section(context)
    return try await desk.show(form(desk, section, try await known(desk)))
  }

  static func post(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    let section = try section(context)
    let adds = context.act == quotes(section).add
    let known = try await known(desk)
    let form = form(desk, section, known, extra: adds ? 1 : 0)
    if adds { return context.showAgain(form) }
    return try await context.submit(form) { reader in
      let text = reader.textIfAny("text", "the text", longest: 40_000) ?? ""
      let perChild = desk.whole.children.compactMap { child -> Assessment.ChildText? in
        reader.textIfAny("text-\(child.person)", "the text", longest: 20_000).map {
          Assessment.ChildText(child: child.person, text: $0)
        }
      }
      let quotes = quotes(section).read(&reader) + used(known, reader.answers)
      let completed = reader.yesOrNo(
        "completed", "", ask: "Select whether you have completed this section")
      guard let completed else { return nil }
      return Assessment.Command.write(
        section,
        Assessment.Written(
          text: text, perChild: perChild, quotes: quotes, completed: completed))
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(command, sending)
    }
  }

  private static func quotes(_ section: Assessment.Section, extra: Int = 0) -> QuoteRows {
    QuoteRows(
      id: "quotes", legend: section == .parentsViews ? "What they said" : "What the child said",
      extra: extra)
  }

  private static func form(
    _ desk: AssessmentDesk, _ section: Assessment.Section, _ known: [AssessmentTable.Known],
    extra: Int = 0
  ) -> FormPage {
    let children = desk.whole.children
    var questions = [
      Question(
        "text", .longText(rows: 12),
        children.count == 1 ? section.prompt : "For all the children",
        hint: children.count == 1 ? nil : section.prompt)
    ]
    if children.count > 1 {
      questions += children.map { child in
        Question(
          "text-\(child.person)", .longText(rows: 4),
          "Where it is different for \(child.head.given)", optional: true)
      }
    }
    let written = desk.whole.sections[section]?.written
    let offered = known.flatMap(\.words).filter { words in
      !(written?.quotes ?? []).contains(words.quote)
    }
    if !offered.isEmpty {
      questions.append(
        Question(
          "use",
          .several(offered.map { Choice($0.key, $0.quote.words, hint: $0.quote.source) }),
          "Use what is on the record as a quote",
          hint: "Each is added with its source when you save", optional: true))
    }
    questions.append(
      Question("completed", .yesOrNo, "Have you completed this section?"))
    var record = Answers()
    if let written {
      record["text"] = written.text
      for text in written.perChild { record["text-\(text.child)"] = text.text }
      quotes(section).fill(&record, with: written.quotes)
      record.set("completed", yes: written.completed)
    }
    var form = desk.form(
      section.title,
      FormDefinition("assessment-section", edition: "2026", questions),
      path: AssessmentPaths.section(desk.id, section), submit: "Save for \(desk.given)",
      record: record)
    let perChild = children.count > 1 ? children.map { "text-\($0.person)" } : []
    form.layout = { view in
      """
      \(view["text"])\(each: perChild, { view[$0] })\(quotes(section, extra: extra).draw(view))
      \(if: !offered.isEmpty, view["use"])\(view["completed"])
      """
    }
    form.before = setAsideBefore(desk, section)
    let around = form.around
    form.around = { page in
      around(&page)
      page.aside = returnComments(desk.whole) + whatWeKnow(known)
    }
    return form
  }

  private static func known(_ desk: AssessmentDesk) async throws -> [AssessmentTable.Known] {
    let heads = desk.whole.children.map(\.head)
    return try await desk.context.read { tx in
      try heads.map { try AssessmentTable.known($0, in: tx) }
    }
  }

  /// What was ticked of the words on the record.
  private static func used(
    _ known: [AssessmentTable.Known], _ answers: Answers
  ) -> [Assessment.Quote] {
    let keys = Set(answers.all("use"))
    return known.flatMap(\.words).filter { keys.contains($0.key) }.map(\.quote)
  }

  private static func setAsideBefore(
    _ desk: AssessmentDesk, _ section: Assessment.Section
  ) -> HTML {
    if let reason = desk.whole.sections[section]?.setAside {
      return inset(
        "<p>Set aside: \(reason)</p><p>Write here if it is needed after all.</p>")
    }
    if section.isAlwaysNeeded { return "" }
    let path = AssessmentPaths.setAside(desk.id, section)
    return "<p>\(textLink("Set this section aside", to: path)) if it is not needed.</p>"
  }

  // MARK: - Setting aside

  static func getSetAside(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    return try await desk.show(setAside(desk, try section(context)))
  }

  static func postSetAside(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    let section = try section(context)
    return try await context.submit(setAside(desk, section)) { reader in
      reader.text("reason", "", ask: "Say why this section is not needed").map {
        Assessment.Command.setAside(section, reason: $0)
      }
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(command, sending)
    }
  }

  private static func setAside(
    _ desk: AssessmentDesk, _ section: Assessment.Section
  ) -> FormPage {
    var record = Answers()
    record["reason"] = desk.whole.sections[section]?.setAside
    var form = desk.form(
      "Set aside \"\(section.title)\"",
      FormDefinition(
        "assessment-set-aside", edition: "2026",
        [
          Question(
            "reason", .longText(rows: 4), "Why is this section not needed for \(desk.given)?")
        ]), path: AssessmentPaths.setAside(desk.id, section), submit: "Set aside for \(desk.given)",
      record: record)
    if desk.whole.sections[section]?.written != nil {
      form.before = warningText("What is written in this section leaves the assessment.")
    }
    return form
  }
}

/// The newest notes, the child's own words and who the child is: beside the question.
func whatWeKnow(_ known: [AssessmentTable.Known]) -> HTML {
  HTML(each: known) { child in
    let details = child.details.map { SummaryRow($0.name, $0.words) }
    let notes = child.notes.map { line -> HTML in
      """
      <li>\(textLink("\(line.kind.words), \(line.happenedOn.long)", to: NotePaths.page(line.id)))\
      <br>\(String(line.text.prefix(240)))\(line.text.count > 240 ? "…" : "")</li>
      """
    }
    return card(
      "What we already know of \(child.child.given)",
      content: """
        \(if: child.words.isEmpty && notes.isEmpty && details.isEmpty,
          "<p>Nothing is recorded yet. Notes and visits appear here.</p>")
        \(each: child.words.prefix(6), { quote($0.quote.words, source: $0.quote.source) })
        \(if: !notes.isEmpty, "<h3>Latest notes</h3><ul>\(each: notes, { $0 })</ul>")
        \(if: !details.isEmpty, "<h3>Details</h3>\(summaryList(details))")
        """)
  }
}

extension Assessment.Section {
  /// Never set aside: what identity means for this child, and what it all means.
  var isAlwaysNeeded: Bool { self == .analysis || self == .identity }
}
