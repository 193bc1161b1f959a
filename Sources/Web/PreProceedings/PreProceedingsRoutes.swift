import Domain
import HTML
import Hummingbird
import Store

/// `/preproceedings/I-1`: what comes before the court, step by step.
enum PreProceedingsRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/referrals/:referral/preproceedings") { context in
      let referral = try await context.referral(.writePlan)
      return try await context.show(try await beginForm(context, referral))
    }
    routes.post("/referrals/:referral/preproceedings") { try await begin($0) }
    routes.get("/preproceedings/:preproceedings") { try await record($0) }
    for act in ["step", "decision"] {
      routes.get("/preproceedings/:preproceedings/\(act)") { context in
        let line = try await context.preProceedings(.writePlan)
        return try await context.show(try await form(act, line, context))
      }
      routes.post("/preproceedings/:preproceedings/\(act)") { try await send(act, $0) }
    }
  }

  private static func beginForm(
    _ context: Context, _ referral: ReferralTable.Whole
  ) async throws -> FormPage {
    let form = FormPage(
      "Begin pre-proceedings",
      FormDefinition(
        "preproceedings-begin", edition: "1",
        [
          Question("on", .day, "When did the legal gateway meeting decide it?"),
          Question(
            "reason", .longText(rows: 6), "Why?",
            hint: "What the child suffers or may suffer, what was tried, and what is to change."),
        ]), path: PreProceedingsPaths.begin(referral.id),
      submit: "Begin pre-proceedings for \(referral.childName)")
    return try await context.around(form, referral)
  }

  private static func begin(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.writePlan)
    let form = try await beginForm(context, referral)
    let today = context.today
    return try await context.submit(form) { reader -> PreProceedings.Command? in
      let on = reader.day(
        "on", "the day of the decision", latest: today, earliest: referral.receivedOn)
      let reason = reader.text(
        "reason", "it", ask: "Write why the legal gateway meeting decided so", longest: 10_000)
      guard let on, let reason else { return nil }
      return .begin(child: referral.child, referral: referral.id, reason: reason, on: on)
    } perform: { command, sending in
      let done: Done<PreProceedings> = try await context.house.store.perform(
        command, as: sending.act)
      return PreProceedingsPaths.page(done.id, done: .begun)
    }
  }

  private static func record(_ context: Context) async throws -> Response {
    let line = try await context.preProceedings(.seePlan)
    let records = try await context.standing(of: [line.child])
    var page = preProceedingsPage(
      line, Names(workers: try await context.workerNames()),
      canWrite: context.can(.writePlan, about: records))
    page.banner = context.query["done"].flatMap { PreProceedingsDone(rawValue: $0) }.map {
      notificationBanner($0.words)
    }
    let child = try await context.identity(of: line.child)
    child.stand(on: &page)
    page.trail = .back(line.childName, to: ChildPaths.overview(line.child))
    return context.page(page)
  }

  private static func form(
    _ act: String, _ line: PreProceedingsTable.Line, _ context: Context
  ) async throws -> FormPage {
    let isStep = act == "step"
    let choices =
      isStep
      ? PreProceedings.Step.Kind.allCases.map { Choice($0.rawValue, $0.words) }
      : PreProceedings.Outcome.allCases.map { Choice($0.rawValue, $0.words) }
    var form = FormPage(
      isStep ? "Record a step" : "Record how pre-proceedings ended",
      FormDefinition(
        "preproceedings-\(act)", edition: "1",
        [
          Question("kind", .one(choices), isStep ? "What happened?" : "What was decided?"),
          Question("on", .day, "When?"),
          Question(
            "words", .longText(rows: 5),
            isStep ? "What was said, offered or agreed?" : "Why was it decided so?"),
        ]), path: PreProceedingsPaths.act(line.id, act),
      submit: "\(isStep ? "Record the step" : "Record how they ended") for \(line.childName)",
      version: line.version)
    let child = try await context.identity(of: line.child)
    form.around = { page in
      child.stand(on: &page)
      page.trail = .back("Pre-proceedings \(line.id)", to: PreProceedingsPaths.page(line.id))
    }
    return form
  }

  private static func send(_ act: String, _ context: Context) async throws -> Response {
    let line = try await context.preProceedings(.writePlan)
    let form = try await form(act, line, context)
    let today = context.today
    return try await context.submit(form) { reader -> PreProceedings.Command? in
      let on = reader.day("on", "the day", latest: today)
      let words = reader.text(
        "words", "it",
        ask: act == "step"
          ? "Write what was said, offered or agreed" : "Write why it was decided so",
        longest: 10_000)
      if act == "step" {
        let kind: PreProceedings.Step.Kind? = reader.code("kind", "what happened")
        guard let kind, let on, let words else { return nil }
        return .take(kind, on: on, words: words)
      }
      let outcome: PreProceedings.Outcome? = reader.code("kind", "what was decided")
      guard let outcome, let on, let words else { return nil }
      return .decide(outcome, on: on, words: words)
    } perform: { command, sending in
      let _: Done<PreProceedings> = try await context.house.store.perform(
        command, on: line.id, expecting: sending.version, as: sending.act)
      return PreProceedingsPaths.page(line.id, done: act == "step" ? .taken : .decided)
    }
  }
}

extension Context {
  /// The pre-proceedings in the address, once the worker may do this with them.
  func preProceedings(_ deed: Deed) async throws -> PreProceedingsTable.Line {
    let id: PreProceedingsID = try id("preproceedings")
    let line = try found(try await read { try PreProceedingsTable.whole(id, in: $0) })
    try await may(deed, about: [line.child], record: FactStream(id))
    return line
  }
}

func preProceedingsPage(
  _ line: PreProceedingsTable.Line, _ names: Names, canWrite: Bool
) -> Page {
  let buttons: HTML =
    canWrite && line.isOpen
    ? buttonGroup(
      """
      \(buttonLink("Record a step", to: PreProceedingsPaths.act(line.id, "step")))\
      \(if: line.decision == nil, buttonLink(
        "Record how they ended", to: PreProceedingsPaths.act(line.id, "decision"), kind: .secondary))
      """) : ""
  let steps = line.steps.enumerated().sorted {
    ($0.element.on, $0.offset) < ($1.element.on, $1.offset)
  }.map { _, step in
    TimelineEntry(
      date: step.on.long, title: step.kind.words, body: prose(step.words),
      meta: "Recorded by \(names.of(step.by))")
  }
  func day(_ kind: PreProceedings.Step.Kind) -> String? { line.on(kind)?.long }
  var rows = [
    SummaryRow(
      "Referral",
      html: textLink("Referral \(line.referral)", to: ReferralPaths.record(line.referral))),
    SummaryRow("Began", line.startedOn.long), SummaryRow("Why", html: prose(line.reason)),
    SummaryRow("Letter before proceedings", day(.letterBeforeProceedings)),
    SummaryRow("Family group decision making offered", day(.familyMeetingOffered)),
    SummaryRow(
      "Family group decision making held",
      day(.familyMeetingHeld) ?? day(.familyMeetingDeclined).map { "Not wanted, \($0)" }),
    SummaryRow("First pre-proceedings meeting", day(.initialMeeting)),
    SummaryRow(
      "Review meetings", "\(line.steps.count { $0.kind == .reviewMeeting })"),
    SummaryRow("Application to the court", day(.courtApplication)),
  ]
  if let decision = line.decision {
    rows += [
      SummaryRow("Decided", "\(decision.outcome.words), \(decision.on.long)"),
      SummaryRow("Why it was decided so", html: prose(decision.words)),
    ]
  }
  var page = Page(
    "Pre-proceedings \(line.id)",
    main: """
      \(buttons)\(summaryCard("Where it stands", rows: rows))
      <section><h2>Step by step</h2>\(steps.isEmpty
        ? emptyState("Nothing yet. The letter before proceedings comes first.") : timeline(steps))</section>
      <p>\(textLink("History of this record", to: PreProceedingsPaths.act(line.id, "history")))</p>
      """)
  page.caption = line.isOpen ? "Open since \(line.startedOn.long)" : "Ended"
  return page
}
