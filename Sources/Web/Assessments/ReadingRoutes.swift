import Domain
import HTML
import Hummingbird
import Store

/// `/assessments/A-1/read?for=parents`: the three reading versions; `/passages`, where each passage is gone
/// through before the family reads it; `/share`, which version went to whom.
enum ReadingRoutes: HasRoutes {
  static func add(to routes: Routes) {
    let base = "/assessments/:assessment"
    routes.get(base + "/passages") { context in
      let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
      return try await context.show(passagesForm(desk))
    }
    routes.post(base + "/passages") { try await mark($0) }
    routes.get(base + "/share") { context in
      let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
      return try await context.show(try shareForm(desk))
    }
    routes.post(base + "/share") { try await share($0) }
  }

  /// The whole of it, or one version.
  static func read(_ desk: AssessmentDesk) async throws -> Response {
    let context = desk.context
    guard let asked = context.query["for"] else {
      return context.page(assessmentReadPage(desk, printedBy: context.signedIn.name))
    }
    guard let version = Assessment.ReadingVersion(rawValue: asked), !desk.whole.imported else {
      throw NotHere()
    }
    return context.page(versionPage(desk, version, try child(desk, version)))
  }

  /// Whose version it is: the one asked for, or the only one.
  private static func child(
    _ desk: AssessmentDesk, _ version: Assessment.ReadingVersion
  ) throws -> AssessmentTable.ChildRow? {
    guard version == .child else { return nil }
    let children = desk.whole.children
    guard let asked = desk.context.query["child"] else { return children.first }
    return try desk.context.found(children.first { $0.person.description == asked })
  }

  // MARK: - Going through it

  private static func passagesForm(_ desk: AssessmentDesk) -> FormPage {
    let parts = ReadingVersion.all(desk.whole)
    let marked = desk.whole.grown.passages
    var record = Answers()
    let questions = parts.map { part -> Question in
      record.set(
        "part-\(part.id)",
        part.passages.indices.filter { marked[part.passages[$0]] == true }.map(String.init))
      return Question(
        "part-\(part.id)",
        .several(
          part.passages.enumerated().map { place, passage in
            Choice(
              String(place), passage,
              hint: marked[passage] == nil ? "Not gone through yet" : nil)
          }), part.title, optional: true)
    }
    var form = desk.form(
      "Go through it before you share it",
      FormDefinition("assessment-passages", edition: "2026", questions),
      path: AssessmentPaths.passages(desk.id), submit: "I have gone through all of it",
      record: record)
    form.before = """
      <p>Tick each passage that is about somebody else, or that tells who told us something: it stays out of \
      the versions for parents and for the child. What is changed afterwards stays out until you have gone \
      through it again.</p>
      \(if: parts.isEmpty, emptyState("Nothing is written yet that could be shared."))
      """
    return form
  }

  private static func mark(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    let parts = ReadingVersion.all(desk.whole)
    return try await context.submit(passagesForm(desk)) { reader in
      var isAbout: [String: Bool] = [:]
      var order: [String] = []
      for part in parts {
        let ticked = Set(reader.answers.all("part-\(part.id)").compactMap { Int($0) })
        for (place, passage) in part.passages.enumerated() {
          if isAbout[passage] == nil { order.append(passage) }
          // The same words may stand in two parts: ticked in one is out of both.
          isAbout[passage] = (isAbout[passage] ?? false) || ticked.contains(place)
        }
      }
      return Assessment.Command.markPassages(
        order.map { Assessment.Passage(text: $0, isAboutOther: isAbout[$0] ?? false) })
    } perform: { (command: Assessment.Command, sending: Sending) in
      try await desk.perform(
        command, sending, then: AssessmentPaths.read(desk.id, for: .parents))
    }
  }

  // MARK: - Who has it

  private static func shareForm(_ desk: AssessmentDesk) throws -> FormPage {
    let query = desk.context.query
    let version = query["for"].flatMap { Assessment.ReadingVersion(rawValue: $0) }
    let child = version == .child ? try child(desk, .child)?.person : nil
    var record = Answers()
    record["version"] = version?.rawValue
    record["child"] = child?.description
    var questions = [
      Question(
        "version",
        .one(Assessment.ReadingVersion.allCases.map { Choice($0.rawValue, $0.words) }),
        "Which version?")
    ]
    if desk.whole.children.count > 1 {
      questions.append(
        Question(
          "child",
          .oneOfMany(
            desk.whole.children.map { Choice($0.person.description, $0.head.given) }),
          "Whose, if it is the child’s version?", optional: true))
    }
    questions += [
      Question("with", .text(.full), "Who has it now?", hint: "By name, and who they are"),
      Question(
        "how", .one(Assessment.Sharing.How.allCases.map { Choice($0.rawValue, $0.words) }),
        "How did they get it?"),
      Question("on", .day, "When?"),
    ]
    var form = desk.form(
      "Record who has it", FormDefinition("assessment-share", edition: "2026", questions),
      path: AssessmentPaths.share(desk.id, version, child: child),
      submit: "Record it for \(desk.given)", record: record)
    if desk.whole.status != .authorised {
      form.before = warningText(
        "This assessment is a draft. It is recorded that a draft was shared.")
    }
    return form
  }

  private static func share(_ context: Context) async throws -> Response {
    let desk = try await AssessmentDesk.open(context, for: .writeAssessment)
    return try await context.submit(try shareForm(desk)) { reader in
      let version = reader.code(
        "version", "which version it was", of: Assessment.ReadingVersion.self)
      let only = desk.whole.children.count == 1 ? desk.whole.people[0] : nil
      let child = only ?? reader.idIfAny("child", "the child", of: Person.self)
      if version == .child, child == nil {
        reader.wrong("child", "Select which child’s version it was")
      }
      let with = reader.text("with", "who has it now")
      let how = reader.code("how", "how they got it", of: Assessment.Sharing.How.self)
      let on = reader.day("on", "the day", latest: context.today)
      guard let version, let with, let how, let on else { return nil }
      return Assessment.Command.share(version, child: child, with: with, how, on: on)
    } perform: { (command: Assessment.Command, sending: Sending) in
      guard case .share(let version, let child, _, _, _) = command else { throw NotHere() }
      return try await desk.perform(
        command, sending,
        then: AssessmentPaths.read(
          desk.id, for: version, child: version == .child ? child : nil))
    }
  }

  // MARK: - Page

  private static func versionPage(
    _ desk: AssessmentDesk, _ version: Assessment.ReadingVersion,
    _ child: AssessmentTable.ChildRow?
  ) -> Page {
    let whole = desk.whole
    let reading = ReadingVersion(version, of: whole, child: child)
    let parts = reading.parts.map { part -> HTML in
      """
      <section id="\(part.id)" class="reading"><h2>\(part.title)</h2>\
      \(each: part.passages, { prose($0) })</section>
      """
    }
    let draft: HTML? =
      whole.status == .authorised
      ? nil : "<p><strong>Draft. A manager has not agreed it yet.</strong></p>"
    let names = child?.head.given ?? whole.children.map(\.head).given
    var page = Page(
      child == nil ? "Assessment of \(names)" : "About you, \(names)",
      main: """
        \(onScreen(desk, reading))\(draft)\
        \(if: parts.isEmpty, emptyState("Nothing of it can be shared yet."))\(each: parts, { $0 })
        \(version == .professionals ? professional(desk) : "")
        """)
    desk.dress(&page)
    page.caption = version.words
    page.about = names
    // The bar tells of alerts and of who was seen: it is for those who work with the child.
    if version != .professionals { page.identity = nil }
    page.printHeader =
      version == .child
      ? "For \(names), \(desk.today.long)"
      : "\(names). \(whole.kind.name) \(whole.id), \(version.words.lowercased()), as at "
        + "\(desk.today.long).\(whole.status == .authorised ? "" : " Draft.")"
    return page
  }

  private static func professional(_ desk: AssessmentDesk) -> HTML {
    let authorised = desk.whole.authorisation.map { authorisation -> HTML in
      """
      <section class="reading"><h2>Manager’s authorisation</h2>\(prose(authorisation.sentence))
      <p class="meta">\(authorisation.by ?? ""), \(authorisation.on.long)</p></section>
      """
    }
    return "\(authorised)"
  }

  /// What the worker sees beside the version and nobody prints.
  private static func onScreen(_ desk: AssessmentDesk, _ reading: ReadingVersion) -> HTML {
    let whole = desk.whole
    var notes: [HTML] = []
    if reading.unread > 0 {
      notes.append(
        warningText(
          "\(counted(reading.unread, "passage stays", "passages stay")) out because nobody has gone "
            + "through \(reading.unread == 1 ? "it" : "them") yet."))
    }
    if reading.leftOut > 0 {
      notes.append(
        "<p>\(counted(reading.leftOut, "passage about somebody else stays", "passages about somebody else stay")) out.</p>"
      )
    }
    var links: [HTML] = []
    if desk.mayWrite {
      links = [
        buttonLink("Go through it", to: AssessmentPaths.passages(whole.id), kind: .secondary),
        buttonLink(
          "Record who has it",
          to: AssessmentPaths.share(whole.id, reading.version, child: reading.child?.person),
          kind: .secondary),
      ]
    }
    let shared = whole.grown.sharings.filter { one in
      one.sharing.version == reading.version
        && (reading.child == nil || one.sharing.child == reading.child?.person)
    }
    let lines = shared.map { one -> HTML in
      let sharing = one.sharing
      return """
        <li>\(sharing.on.long): \(sharing.with). \(sharing.how.words)\
        \(sharing.wasDraft ? ", as a draft" : "").\(one.by.map { " Recorded by \($0)." } ?? "")</li>
        """
    }
    return """
      <div class="on-screen">\(versionLinks(desk, reading))\(each: notes, { $0 })
      <div class="button-group">\(each: links, { $0 })</div>
      \(if: !lines.isEmpty, "<h2>Who has this version</h2><ul>\(each: lines, { $0 })</ul>")
      \(if: lines.isEmpty, "<p class=\"unknown\">Nobody has this version yet.</p>")</div>
      """
  }
}

/// The versions of one assessment: all of it, and one for each reader.
func versionLinks(_ desk: AssessmentDesk, _ reading: ReadingVersion? = nil) -> HTML {
  let whole = desk.whole
  guard !whole.imported else { return "" }
  var items = [
    NavigationItem("All of it", AssessmentPaths.read(whole.id), isCurrent: reading == nil)
  ]
  for version in Assessment.ReadingVersion.allCases {
    if version == .child, whole.children.count > 1 {
      items += whole.children.map { child in
        NavigationItem(
          "For \(child.head.given)",
          AssessmentPaths.read(whole.id, for: .child, child: child.person),
          isCurrent: reading?.child?.person == child.person)
      }
    } else {
      items.append(
        NavigationItem(
          version.words, AssessmentPaths.read(whole.id, for: version),
          isCurrent: reading?.version == version))
    }
  }
  return "<div class=\"on-screen\">\(recordNavigation(items, label: "Versions"))</div>"
}
