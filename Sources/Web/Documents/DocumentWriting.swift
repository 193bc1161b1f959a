import Domain
import HTML
import Hummingbird
import Store

/// Documents that are written here: letters from templates, and the summary of a child on one page.
enum DocumentWriting: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/children/:person/documents/new") { context in
      context.page(choicePage(context, try await context.writingDocument()))
    }
    routes.get("/children/:person/documents/write") { context in
      let identity = try await context.writingDocument()
      let template = try chosen(context)
      return try await context.show(try await form(context, identity, template))
    }
    routes.post("/children/:person/documents/write") { try await write($0) }
    routes.get("/documents/:document/rewrite") { context in
      let model = try await context.document(for: .writeDocument)
      return try await context.show(try await again(context, model))
    }
    routes.post("/documents/:document/rewrite") { try await rewrite($0) }
    routes.get("/children/:person/documents/summary") { context in
      let identity = try await context.writingDocument()
      return try await context.show(try await summaryForm(context, identity))
    }
    routes.post("/children/:person/documents/summary") { try await keepSummary($0) }
  }

  static let whoMaySee = Question(
    "readers", .one(Document.Readers.allCases.map { Choice($0.rawValue, $0.words) }),
    "Who may see it?")

  private static func choicePage(_ context: Context, _ identity: PersonIdentity) -> Page {
    let id = identity.id
    var rows = DocumentTemplate.shipped.map {
      TaskRow($0.name, url: DocumentPaths.write(id, $0.id), hint: $0.when)
    }
    rows += [
      TaskRow(
        "Summary on one page", url: DocumentPaths.summary(id),
        hint: "Who the child is, why we are involved and what matters now, from the record"),
      TaskRow(
        "Chronology for court or conference", url: SignificantEventPaths.save(id),
        hint: "The significant events you choose, in your order"),
    ]
    var page = Page(
      "Write a letter or document",
      main: """
        <p>What you keep stays as it is, with your name and the day.</p>\(taskList(rows))
        """)
    context.standDocuments(identity, on: &page)
    return page
  }

  private static func chosen(_ context: Context) throws -> DocumentTemplate {
    try context.found(context.query["template"].flatMap { DocumentTemplate.find($0) })
  }

  // MARK: - Letters

  private static func questions(_ template: DocumentTemplate) -> [Question] {
    template.fields.map { field in
      let kind: Question.Kind =
        switch field.kind {
        case .line: .text(.full)
        case .text: .longText(rows: 5)
        case .day: .day
        case .time: .time
        }
      return Question(field.id, kind, field.label, hint: field.hint, optional: field.optional)
    }
  }

  private static func form(
    _ context: Context, _ identity: PersonIdentity, _ template: DocumentTemplate
  ) async throws -> FormPage {
    var form = FormPage(
      template.name,
      FormDefinition(
        "document-\(template.id)", edition: "2026", questions(template) + [whoMaySee]),
      path: DocumentPaths.write(identity.id, template.id),
      submit: "Keep this \(template.kind.words.lowercased()) for \(identity.name)",
      record: Answers(["readers": [Document.Readers.all.rawValue]]))
    form.alsoSubmit = ("Show how it will read", "preview")
    form.before = "<p>\(template.when). It is written in the words below and kept as it is.</p>"
    form.around = { context.standDocuments(identity, on: &$0) }
    return form
  }

  /// What the record fills in. Never an address.
  private static func ours(
    _ context: Context, _ name: String, _ given: String
  ) async throws -> [String: String] {
    let worker = context.worker
    let line = try await context.read { try WorkerTable.line(worker, in: $0) }
    return [
      "child": name, "given": given, "today": context.today.long,
      "worker": context.signedIn.name, "team": line?.teamName ?? "Children’s services",
      "council": context.house.configuration.organisation ?? "Children’s services",
    ]
  }

  private struct Filled: Sendable {
    let values: [String: String]
    let answers: [Document.Answer]
  }

  private static func fill(
    _ reader: inout AnswerReader, _ template: DocumentTemplate
  ) -> Filled? {
    var values: [String: String] = [:]
    var answers: [Document.Answer] = []
    var isWhole = true
    for field in template.fields {
      var (typed, shown): (String?, String?) = (nil, nil)
      switch field.kind {
      case .line, .text:
        let longest = field.kind == .line ? 300 : 20_000
        typed =
          field.optional
          ? reader.textIfAny(field.id, "this", longest: longest)
          : reader.text(field.id, "this", ask: "Fill this in", longest: longest)
        shown = typed.map { SafeText.clean($0) }
      case .day:
        let day = reader.day(field.id, "the day")
        (typed, shown) = (day?.iso, day?.longWithWeekday)
      case .time:
        let time = reader.time(field.id, "the time")
        typed = reader.textIfAny(field.id)
        shown = time.map { clock($0.hour, $0.minute) }
        if typed == nil { reader.wrong(field.id, "Enter the time") }
      }
      if let shown, let typed {
        values[field.id] = shown
        answers.append(Document.Answer(question: field.id, words: typed))
      } else if !field.optional {
        isWhole = false
      }
    }
    return isWhole ? Filled(values: values, answers: answers) : nil
  }

  /// `9:32am`, `2pm`
  private static func clock(_ hour: Int, _ minute: Int) -> String {
    let part = hour < 12 ? "am" : "pm"
    let short = hour % 12 == 0 ? 12 : hour % 12
    return minute == 0 ? "\(short)\(part)" : "\(short):\(minute < 10 ? "0" : "")\(minute)\(part)"
  }

  private static func text(
    _ template: DocumentTemplate, _ filled: Filled, _ ours: [String: String], _ today: Day
  ) -> Document.Text {
    Document.Text(
      template: template.id, answers: filled.answers, asAt: today,
      blocks: template.blocks(ours.merging(filled.values) { ours, _ in ours }))
  }

  private static func preview(
    _ context: Context, _ template: DocumentTemplate, _ ours: [String: String]
  ) -> HTML {
    var reader = AnswerReader(context.answers)
    guard let filled = fill(&reader, template) else {
      return warningText("Fill in what is missing, then look again.")
    }
    return """
      <section id="preview"><h2>How it will read</h2>
      \(inset(blocks(text(template, filled, ours, context.today))))</section>
      """
  }

  private static func write(_ context: Context) async throws -> Response {
    let identity = try await context.writingDocument()
    let template = try chosen(context)
    let name = identity.name
    let given = try await context.read { try ChildHead.of([identity.id], in: $0).first?.given }
    let ours = try await ours(context, name, given ?? name)
    var form = try await form(context, identity, template)
    if context.act == "preview" {
      form.before = preview(context, template, ours)
      return try await context.showNext(form)
    }
    return try await context.submit(form) { reader in
      let filled = fill(&reader, template)
      let readers = reader.code("readers", "who may see it", of: Document.Readers.self)
      guard let filled, let readers else { return nil }
      let to = filled.values["to"].map { " to \($0)" } ?? ""
      return Document.New(
        kind: template.kind, children: [identity.id], title: template.title + to, readers: readers,
        content: .text(text: text(template, filled, ours, context.today)))
    } perform: { (new: Document.New, sending: Sending) in
      try await DocumentRoutes.perform(context, .keep(new, at: context.now), on: nil, sending)
    }
  }

  private static func again(
    _ context: Context, _ model: DocumentModel
  ) async throws -> FormPage {
    guard let text = model.document.versions.last?.content.text,
      let template = text.template.flatMap({ DocumentTemplate.find($0) })
    else { throw NotHere() }
    var record = Answers()
    for answer in text.answers {
      if let day = Day(iso: answer.words) {
        record.set(answer.question, day: day)
      } else {
        record[answer.question] = answer.words
      }
    }
    var form = model.form(
      "Write a new version",
      FormDefinition("document-\(template.id)-again", edition: "2026", questions(template)),
      path: DocumentPaths.rewrite(model.id), submit: "Keep the new version", record: record)
    form.alsoSubmit = ("Show how it will read", "preview")
    return form
  }

  private static func rewrite(_ context: Context) async throws -> Response {
    let model = try await context.document(for: .writeDocument)
    var form = try await again(context, model)
    guard
      let template = model.document.versions.last?.content.text?.template.flatMap({
        DocumentTemplate.find($0)
      }), let head = model.heads.first
    else { throw NotHere() }
    let ours = try await ours(context, head.name.full, head.given)
    if context.act == "preview" {
      form.before = preview(context, template, ours)
      return try await context.showNext(form)
    }
    return try await context.submit(form) { reader in
      fill(&reader, template).map {
        Document.Command.addVersion(
          .text(text: text(template, $0, ours, context.today)), about: [], at: context.now)
      }
    } perform: { (command: Document.Command, sending: Sending) in
      try await DocumentRoutes.perform(context, command, on: model.id, sending)
    }
  }

  // MARK: - The summary

  private static func summaryForm(
    _ context: Context, _ identity: PersonIdentity
  ) async throws -> FormPage {
    var form = FormPage(
      "Summary on one page",
      FormDefinition(
        "document-summary", edition: "2026",
        [
          Question(
            "now", .longText(rows: 5), "What matters now?",
            hint: "What a stranger should know tonight. The rest comes from the record",
            optional: true), whoMaySee,
        ]), path: DocumentPaths.summary(identity.id),
      submit: "Keep this summary for \(identity.name)",
      record: Answers(["readers": [Document.Readers.all.rawValue]]))
    let summary = try await context.summary(of: identity, now: nil)
    form.before = """
      <section><h2>From the record</h2>\(inset(blocks(summary.text)))</section>
      """
    form.around = { context.standDocuments(identity, on: &$0) }
    return form
  }

  private static func keepSummary(_ context: Context) async throws -> Response {
    let identity = try await context.writingDocument()
    let summary = try await context.summary(
      of: identity, now: AnswerReader(context.answers).textIfAny("now"))
    return try await context.submit(try await summaryForm(context, identity)) { reader in
      _ = reader.textIfAny("now", "what matters now", longest: 4000)
      let readers = reader.code("readers", "who may see it", of: Document.Readers.self)
      return readers.map {
        Document.New(
          kind: .summary, children: [identity.id], title: "Summary of \(identity.name)",
          readers: $0, content: .text(text: summary.text), about: summary.about)
      }
    } perform: { (new: Document.New, sending: Sending) in
      try await DocumentRoutes.perform(context, .keep(new, at: context.now), on: nil, sending)
    }
  }
}
