import Domain
import Files
import HTML
import Hummingbird
import Matching
import Store

/// `/children/P-1/chronology/bring`: the chronology of another agency, pasted or from a file. It is shown
/// before anything is stored, and all of it is stored or nothing.
enum SignificantEventImport: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/children/:person/chronology/bring") { context in
      let (identity, candidates) = try await context.curating()
      return try await context.show(bringForm(context, identity, candidates))
    }
    routes.post("/children/:person/chronology/bring") { try await bring($0) }
    routes.get("/children/:person/chronology/bring/file") { context in
      let (identity, _) = try await context.curating()
      return context.page(filePage(context, identity))
    }
    routes.postFile("/children/:person/chronology/bring/file") { try await file($0) }
  }

  private static func bringForm(
    _ context: Context, _ identity: PersonIdentity, _ candidates: [ChildHead], before: HTML? = nil
  ) -> FormPage {
    var questions = [
      Question(
        "rows", .longText(rows: 12), "The agency’s chronology",
        hint: "Paste the rows from a spreadsheet, or comma separated: date, agency, what happened, "
          + "effect on the child"),
      Question(
        "agency", .text(.full), "Which agency is it from?",
        hint: "For rows that name none", optional: true),
      Question(
        "source", .text(.full), "What is the file or letter called?",
        hint: "Each event will say where it came from"),
      Question(
        "kind", .one(SignificantEvent.Kind.allCases.map { Choice($0.rawValue, $0.words) }),
        "What kind of events are they?"),
    ]
    if !candidates.isEmpty {
      questions.append(
        Question(
          "children", .several(candidates.map { Choice($0.id.description, $0.name.full) }),
          "Are they also about a brother or sister?", optional: true))
    }
    var form = FormPage(
      "Bring in another agency’s chronology",
      FormDefinition("event-bring", edition: "2026", questions),
      path: SignificantEventPaths.bring(identity.id),
      submit: "Add them to the chronology of \(identity.name)")
    form.alsoSubmit = ("Check it first", "check")
    form.before =
      before ?? """
        <p>Check it first: you see each line as it was read, and what cannot be read. \
        \(textLink("Read it from a file", to: SignificantEventPaths.bringFile(identity.id)))</p>
        """
    form.around = { context.stand(identity, on: &$0) }
    return form
  }

  private static func bring(_ context: Context) async throws -> Response {
    let (identity, candidates) = try await context.curating()
    let id = identity.id
    let read = AgencyRows(
      context.answers["rows"] ?? "", agency: context.answers["agency"] ?? "", today: context.today)
    let preview = preview(read)
    if context.act == "check" {
      return try await context.showNext(bringForm(context, identity, candidates, before: preview))
    }
    let shown = bringForm(
      context, identity, candidates, before: read.problems.isEmpty ? nil : preview)
    return try await context.submit(shown) { reader in
      let rows = reader.text(
        "rows", "the chronology", ask: "Paste the agency’s chronology", longest: 900_000)
      let source = reader.text(
        "source", "", ask: "Say what the file or letter is called", longest: 200)
      _ = reader.textIfAny("agency", "the agency", longest: 200)
      let kind = reader.code("kind", "what kind of events they are", of: SignificantEvent.Kind.self)
      for problem in read.problems.prefix(10) where rows != nil {
        reader.wrong("rows", problem.description)
      }
      guard rows != nil, let source, let kind, read.problems.isEmpty else { return nil }
      let ticked = Set(reader.answers.all("children"))
      let children = [id] + candidates.map(\.id).filter { ticked.contains($0.description) }
      return read.rows.map { row in
        let own = SignificantEvent.Own(
          happenedOn: row.day, kind: kind, agency: row.agency, file: SafeText.line(source),
          line: row.line)
        let (title, rest) = Self.title(row.what)
        let effect = row.effect.isEmpty ? "Not said by \(row.agency)" : row.effect
        return SignificantEvent.Command.add(
          own,
          .init(
            title: title, effect: [rest, effect].filter { !$0.isEmpty }.joined(separator: "\n")),
          children: children)
      }
    } perform: { (commands: [SignificantEvent.Command], sending: Sending) in
      let store = context.house.store
      try await context.house.database.write { tx in
        for (place, command) in commands.enumerated() {
          let act = place == 0 ? sending.act : sending.act("\(place)")
          let _: Done<SignificantEvent> = try store.perform(command, as: act, in: tx)
        }
      }
      return ChildPaths.chronology(id)
    }
  }

  /// A title of one line; the rest goes with the effect.
  private static func title(_ what: String) -> (String, String) {
    let line = what.prefix { !$0.isNewline }
    guard what.count > 200 || line.count < what.count else { return (what, "") }
    let short = excerpt(String(line), 190)
    return (short, what)
  }

  private static func preview(_ read: AgencyRows) -> HTML {
    let problems = read.problems.prefix(50).map { "<li>\($0.description)</li>" as HTML }
    let rows = read.rows.map { row in
      TableRow([
        "\(row.line)", "\(row.day.long)", "\(row.agency)", "\(row.what)",
        "\(row.effect.isEmpty ? "Not said" : row.effect)",
      ])
    }
    return """
      <section id="read"><h2>As it was read</h2>
      \(if: !problems.isEmpty, """
        \(warningText("\(counted(read.problems.count, "place", "places")) cannot be read. Nothing is stored until all of it can."))
        <ul>\(each: problems, { $0 })</ul>
        """)
      \(table(
        id: "read-table", caption: "\(counted(rows.count, "event", "events")) read",
        columns: [
          Column("Line"), Column("Date"), Column("Agency"), Column("What happened"),
          Column("Effect"),
        ], rows: rows, empty: "No line could be read."))</section>
      """
  }

  private static func filePage(
    _ context: Context, _ identity: PersonIdentity, error: String? = nil
  ) -> Page {
    let path = SignificantEventPaths.bringFile(identity.id)
    var page = Page(
      "Read a chronology from a file",
      main: form(
        action: path, csrf: context.csrf, hidden: context.hidden(path: path),
        submit: "Read the file", hasFiles: true,
        content: fileInput(
          id: "file", label: "Choose a file",
          hint: "Comma separated (.csv) or plain text. You check it before anything is stored.",
          error: error, several: false, accept: ".csv,.txt")))
    page.errors = error.map { [FormError("file", $0)] } ?? []
    context.stand(identity, on: &page)
    page.trail = .back("Bring in a chronology", to: SignificantEventPaths.bring(identity.id))
    page.width = .questions
    return page
  }

  private static func file(_ context: Context) async throws -> Response {
    let (identity, candidates) = try await context.curating()
    func refuse(_ words: String) -> Response {
      context.page(filePage(context, identity, error: words), status: .unprocessableContent)
    }
    guard let file = context.file else { return refuse("Choose a file") }
    guard !file.isTooLarge, file.bytes.count <= 900_000 else {
      return refuse("The file is too large. Bring it in in parts")
    }
    // As CSV is read everywhere here: UTF-8, else as older systems export.
    let text =
      String(validating: file.bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(file.bytes.map { Unicode.Scalar($0) }))
    guard !text.unicodeScalars.contains("\0"), !text.isEmpty else {
      return refuse("This file is no text. Save the table as CSV, then choose that")
    }
    var filled = Answers()
    filled["rows"] = SafeText.clean(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
    filled["source"] = SafeText.line(file.name)
    let read = AgencyRows(filled["rows"] ?? "", agency: "", today: context.today)
    return context.showAgain(
      bringForm(context, identity, candidates, before: preview(read)), filled: filled)
  }
}
