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
    return try await desk.show(form(desk, section, try await AssessmentBeside.of(desk, section)))
  }

  static func post(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    let section = try section(context)
    let beside = try await AssessmentBeside.of(desk, section)
    let adds = context.act == quotes(section).add
    let form = form(desk, section, beside, extra: adds ? 1 : 0)
    if adds { return context.showAgain(form) }
    if let thing = beside.thing(context.act) {
      var filled = context.answers
      quotes(section).insert(thing.quote, into: &filled)
      return context.showAgain(form, filled: filled)
    }
    return try await context.submit(form) { reader in
      written(&reader, desk, section, beside).map { Assessment.Command.write(section, $0) }
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(command, sending)
    }
  }

  private static func written(
    _ reader: inout AnswerReader, _ desk: AssessmentDesk, _ section: Assessment.Section,
    _ beside: AssessmentBeside
  ) -> Assessment.Written? {
    let children = desk.whole.children
    let text = reader.textIfAny("text", "the text", longest: 40_000) ?? ""
    let perChild = children.compactMap { child -> Assessment.ChildText? in
      reader.textIfAny("text-\(child.person)", "the text", longest: 20_000).map {
        Assessment.ChildText(child: child.person, text: $0)
      }
    }
    let before = desk.whole.sections[section]?.written
    let sources = beside.records.union((before?.quotes ?? []).compactMap(\.record))
    var quotes = quotes(section).read(&reader) + used(beside, reader.answers)
    for place in quotes.indices where !(quotes[place].record.map(sources.contains) ?? true) {
      quotes[place].record = nil
    }
    let ticks = children.compactMap { child -> Assessment.ChildFactors? in
      let factors = reader.codes(
        "ticks-\(child.person)", "what applies", of: AssessmentFactor.self)
      return factors.isEmpty ? nil : .init(child: child.person, factors: factors)
    }
    var copied = before?.copied
    if copied != nil {
      copied?.isStillTrue = reader.answers.all("still-true").contains("yes")
    }
    guard
      let completed = reader.yesOrNo(
        "completed", "", ask: "Select whether you have completed this section")
    else { return nil }
    return Assessment.Written(
      text: text, perChild: perChild, quotes: quotes, completed: completed,
      difference: reader.textIfAny("difference", "the difference it makes", longest: 8000),
      ticks: ticks.isEmpty ? nil : ticks, copied: copied)
  }

  private static func quotes(_ section: Assessment.Section, extra: Int = 0) -> QuoteRows {
    QuoteRows(
      id: "quotes", legend: section == .parentsViews ? "What they said" : "What the child said",
      extra: extra)
  }

  private static func questions(
    _ desk: AssessmentDesk, _ section: Assessment.Section, _ offered: [AssessmentTable.Known.Words]
  ) -> [Question] {
    let children = desk.whole.children
    let prompt = desk.whole.isBeforeBirth ? section.prenatalPrompt : section.prompt
    var questions = [
      Question(
        "text", .longText(rows: 12), children.count == 1 ? prompt : "For all the children",
        hint: children.count == 1 ? nil : prompt)
    ]
    if children.count > 1 {
      questions += children.map { child in
        Question(
          "text-\(child.person)", .longText(rows: 4),
          "Where it is different for \(child.head.given)", optional: true)
      }
    }
    if section.asksDifference {
      questions.append(
        Question(
          "difference", .longText(rows: 4),
          "What difference does this make to daily life and to our help?",
          hint: "“This” is who \(desk.given) \(children.count == 1 ? "is" : "are"): race, culture, "
            + "faith, language, disability, sex, gender, sexuality, money. Say so where it makes none.",
          optional: true))
    }
    if !section.factors.isEmpty {
      questions += children.map { child in
        Question(
          "ticks-\(child.person)",
          .several(section.factors.map { Choice($0.rawValue, $0.meaning) }),
          "Tick what applies to \(child.head.given)",
          hint: "Proposed as factors at the end, where you confirm them", optional: true)
      }
    }
    if !offered.isEmpty {
      questions.append(
        Question(
          "use",
          .several(offered.map { Choice($0.key, $0.quote.words, hint: $0.quote.source) }),
          "Use what is on the record as a quote",
          hint: "Each is added with its source when you save", optional: true))
    }
    if let copied = desk.whole.sections[section]?.written?.copied {
      questions.append(
        Question(
          "still-true",
          .several([
            Choice("yes", "I have checked it with the family and changed what is different now")
          ]), "From \(copied.from), \(copied.on.long): still true?", optional: true))
    }
    return questions + [
      Question("completed", .yesOrNo, "Have you completed this section?")
    ]
  }

  private static func record(
    _ written: Assessment.Written?, _ section: Assessment.Section
  ) -> Answers {
    var record = Answers()
    guard let written else { return record }
    record["text"] = written.text
    for text in written.perChild { record["text-\(text.child)"] = text.text }
    for ticked in written.ticks ?? [] {
      record.set("ticks-\(ticked.child)", ticked.factors.map(\.rawValue))
    }
    record["difference"] = written.difference
    if written.copied?.isStillTrue == true { record["still-true"] = "yes" }
    quotes(section).fill(&record, with: written.quotes)
    record.set("completed", yes: written.completed)
    return record
  }

  private static func form(
    _ desk: AssessmentDesk, _ section: Assessment.Section, _ beside: AssessmentBeside,
    extra: Int = 0
  ) -> FormPage {
    let written = desk.whole.sections[section]?.written
    let offered = beside.known.flatMap(\.words).filter { words in
      !(written?.quotes ?? []).contains {
        $0.words == words.quote.words && $0.source == words.quote.source
      }
    }
    let questions = questions(desk, section, offered)
    var form = desk.form(
      section.title, FormDefinition("assessment-section", edition: "2026", questions),
      path: AssessmentPaths.section(desk.id, section), submit: "Save for \(desk.given)",
      record: record(written, section))
    let after = ["use", "still-true", "completed"]
    let first = questions.map(\.id).filter { !after.contains($0) }
    let last = questions.map(\.id).filter(after.contains)
    form.layout = { view in
      """
      \(each: first, { view[$0] })\(quotes(section, extra: extra).draw(view))\
      \(each: last, { view[$0] })
      """
    }
    form.before = setAsideBefore(desk, section) + beside.above(desk, section)
    let around = form.around
    form.around = { page in
      around(&page)
      page.aside = returnComments(desk.whole) + beside.html(desk)
    }
    return form
  }

  /// What was ticked of the words on the record.
  private static func used(
    _ beside: AssessmentBeside, _ answers: Answers
  ) -> [Assessment.Quote] {
    let keys = Set(answers.all("use"))
    return beside.known.flatMap(\.words).filter { keys.contains($0.key) }.map { words in
      var quote = words.quote
      quote.words = beside.homes.takenOut(of: quote.words)
      return quote
    }
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

extension Assessment.Section {
  /// Never set aside: what identity means for this child, and what it all means.
  var isAlwaysNeeded: Bool { self == .analysis || self == .identity }
}
